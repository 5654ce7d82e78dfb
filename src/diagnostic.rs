//! Trouble in the *material* is a value that travels with what it is about: the page still comes out.
//!
//! Trouble in the environment, the configuration or the theme is an `Error` of the stage that met it instead.

use serde::{Deserialize, Serialize};
use std::borrow::Cow;

/// How much a diagnostic weighs. `--strict` (decided in `cli` alone) turns warnings into failures.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// Worth telling, nothing to mend: "windows-1252 assumed".
    Note,
    /// Something a person should look at; the page still comes out whole.
    Warning,
    /// An article, or a part of one, could not be used.
    Error,
}

/// Where in the material: a path relative to the content folder, with `/` between its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Location {
    /// Relative path, `/` between its parts.
    pub path: String,
    /// Line number from 1, where one is known.
    pub line: Option<u32>,
}

/// One thing that a person may want to know or mend.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How much it weighs.
    pub severity: Severity,
    /// A short, stable, kebab-case name of the kind of trouble, by which repeats are grouped.
    pub code: Cow<'static, str>,
    /// One sentence without a full stop.
    pub message: String,
    /// Where, if anywhere in particular.
    pub location: Option<Location>,
    /// What to do about it.
    pub hint: Option<String>,
}

impl Diagnostic {
    /// A diagnostic of the given weight, kind and message, as yet nowhere in particular.
    pub fn new(severity: Severity, code: &'static str, message: impl Into<String>) -> Self {
        Self { severity, code: Cow::Borrowed(code), message: message.into(), location: None, hint: None }
    }

    /// A [`Severity::Note`].
    pub fn note(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Note, code, message)
    }

    /// A [`Severity::Warning`].
    pub fn warning(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Warning, code, message)
    }

    /// A [`Severity::Error`].
    pub fn error(code: &'static str, message: impl Into<String>) -> Self {
        Self::new(Severity::Error, code, message)
    }

    /// The same, located in a file.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>, line: Option<u32>) -> Self {
        self.location = Some(Location { path: path.into(), line });
        self
    }

    /// The same, with a remedy.
    #[must_use]
    pub fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }
}
