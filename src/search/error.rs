//! Why an index comes to nothing.

use crate::site::bodies::BodyError;

/// Why an index could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum IndexError {
    /// A text could not be had.
    Body(BodyError),
    /// There was no room beside the memory.
    Scratch(String),
}

impl IndexError {
    /// What was put away did not come back.
    pub(super) fn scratch() -> Self {
        Self::Scratch("it is not what was written".to_owned())
    }
}

impl std::fmt::Display for IndexError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body(error) => error.fmt(f),
            Self::Scratch(error) => write!(f, "the temporary file of the search index: {error}"),
        }
    }
}

impl std::error::Error for IndexError {}

impl From<BodyError> for IndexError {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}

impl From<std::io::Error> for IndexError {
    fn from(error: std::io::Error) -> Self {
        Self::Scratch(error.to_string())
    }
}
