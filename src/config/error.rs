//! A mistake in `backfile.toml`, told so that it can be mended without a manual.

use std::fmt;
use std::ops::Range;

/// What is wrong with a configuration file, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ConfigError {
    /// The file, as it was named to `parse`.
    pub path: String,
    /// Line and column from 1, in characters, where they are known.
    pub position: Option<(u32, u32)>,
    /// The line itself, and how many of its characters from the column on are meant.
    pub snippet: Option<(String, u32)>,
    /// One sentence without a full stop.
    pub message: String,
    /// What to do about it.
    pub hint: Option<String>,
}

impl ConfigError {
    /// An error about the part `span` of `text`.
    pub(super) fn new(
        path: &str,
        text: &str,
        span: Option<Range<usize>>,
        message: impl Into<String>,
    ) -> Self {
        let place = span.and_then(|span| locate(text, &span));
        Self {
            path: path.to_owned(),
            position: place.as_ref().map(|place| (place.line, place.column)),
            snippet: place.map(|place| (place.content, place.width)),
            message: message.into(),
            hint: None,
        }
    }

    /// The same, with a remedy if there is one.
    #[must_use]
    pub(super) fn hint(mut self, hint: Option<String>) -> Self {
        self.hint = hint;
        self
    }
}

/// A part of a text as a person counts: lines and characters from 1.
struct Place {
    line: u32,
    column: u32,
    content: String,
    width: u32,
}

fn locate(text: &str, span: &Range<usize>) -> Option<Place> {
    let before = text.get(..span.start)?;
    let line_start = before.rfind('\n').map_or(0, |newline| newline + 1);
    let content = text[line_start..].lines().next().unwrap_or_default();
    let end = span.end.clamp(span.start, (line_start + content.len()).max(span.start));
    let width = text.get(span.start..end).map_or(1, |part| part.chars().count());
    Some(Place {
        line: small(before.matches('\n').count() + 1),
        column: small(before[line_start..].chars().count() + 1),
        content: content.to_owned(),
        width: small(width.max(1)),
    })
}

fn small(count: usize) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path)?;
        if let Some((line, column)) = self.position {
            write!(f, ":{line}:{column}")?;
        }
        write!(f, ": {}", self.message)?;
        if let (Some((line, column)), Some((content, width))) = (&self.position, &self.snippet) {
            let number = line.to_string();
            let margin = " ".repeat(number.len());
            // Tabs are kept in the margin, so that the mark stands under its text whatever their width.
            let indent: String = content
                .chars()
                .take(*column as usize - 1)
                .map(|c| if c == '\t' { '\t' } else { ' ' })
                .collect();
            write!(f, "\n  {number} | {content}\n  {margin} | {indent}{}", "^".repeat(*width as usize))?;
        }
        match &self.hint {
            Some(hint) => write!(f, "\n  help: {hint}"),
            None => Ok(()),
        }
    }
}

impl std::error::Error for ConfigError {}
