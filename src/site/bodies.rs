//! The text of articles, on demand: the archive itself holds metadata only.

use crate::archive::model::ArticleId;
use crate::page::tree::{Page, TextRange};

/// Gives the text and structure of one article when a page needs them.
pub trait Bodies: Sync {
    /// The page tree of an article.
    ///
    /// # Errors
    /// When the body cannot be read, or is no longer the one that the archive was decided from.
    fn page(&self, article: ArticleId) -> Result<Page, BodyError>;

    /// A piece of an article's text, cheaper than the whole page: for a keyword in context. A range that is out of
    /// bounds or splits a character is narrowed.
    ///
    /// # Errors
    /// As for [`Bodies::page`].
    fn excerpt(&self, article: ArticleId, range: TextRange) -> Result<String, BodyError>;
}

/// A body that could not be had.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct BodyError {
    /// Which source.
    pub path: String,
    /// What happened.
    pub message: String,
}

impl std::fmt::Display for BodyError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl std::error::Error for BodyError {}
