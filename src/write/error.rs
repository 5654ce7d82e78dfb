//! Why the site could not be written, and what to do about it.

use std::fmt;
use std::io;
use std::path::{Path, PathBuf};

/// A file or folder that stopped the build from being written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct WriteError {
    /// Which one.
    pub path: PathBuf,
    /// What happened, without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl WriteError {
    pub(super) fn new(path: &Path, message: impl Into<String>) -> Self {
        Self { path: path.to_owned(), message: message.into(), hint: None }
    }

    /// The same, with a remedy.
    #[must_use]
    pub(super) fn hint(mut self, hint: impl Into<String>) -> Self {
        self.hint = Some(hint.into());
        self
    }

    /// What the system said when it was asked to do something, with the remedy that fits.
    pub(super) fn io(path: &Path, doing: &str, error: &io::Error) -> Self {
        let hint = match error.kind() {
            io::ErrorKind::PermissionDenied => {
                "Give yourself the right to do that, or choose another output folder"
            }
            io::ErrorKind::ReadOnlyFilesystem => "Choose an output folder on a disk that can be written to",
            io::ErrorKind::StorageFull | io::ErrorKind::QuotaExceeded => {
                "Make room on the disk and build again; the site in place is as it was before, or is finished then"
            }
            io::ErrorKind::InvalidFilename => {
                "Give the page a shorter address, with `slug` in its front matter"
            }
            io::ErrorKind::NotADirectory | io::ErrorKind::AlreadyExists => {
                "Move the file of that name away, or choose another output folder"
            }
            _ => return Self::new(path, format!("cannot {doing}: {error}")),
        };
        Self::new(path, format!("cannot {doing}: {error}")).hint(hint)
    }
}

impl fmt::Display for WriteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path.display(), self.message)?;
        match &self.hint {
            Some(hint) => write!(f, "\n  help: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for WriteError {}
