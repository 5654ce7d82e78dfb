//! Bodies as they lie in the store that the cache keeps.

use super::record;
use crate::archive::model::{Archive, Article, ArticleId};
use crate::cache::{Cache, Entry};
use crate::page::tree::{Page, TextRange};
use crate::site::bodies::{Bodies, BodyError};

/// The bodies of an archive, in the store.
#[derive(Debug)]
pub struct StoredBodies {
    cache: Cache,
    /// By article.
    entries: Vec<Entry>,
}

impl StoredBodies {
    /// The bodies of the archive's articles, in the order of their ids.
    pub(super) fn new(cache: Cache, entries: &[Entry], archive: &Archive) -> Self {
        let stored = |article: &Article| entries.get(article.stored as usize).copied();
        Self { cache, entries: archive.articles.iter().filter_map(stored).collect() }
    }

    fn entry(&self, article: ArticleId) -> Result<Entry, BodyError> {
        let none = || BodyError { path: String::new(), message: "no such article in the store".into() };
        self.entries.get(article.0 as usize).copied().ok_or_else(none)
    }

    /// Why a body could not be read. Which file it is of stands in its facts.
    fn unreadable(&self, entry: Entry, error: &dyn std::fmt::Display) -> BodyError {
        let path = record::read(entry, &self.cache).map(|(facts, _)| facts.key.path).unwrap_or_default();
        BodyError { path: path.into(), message: error.to_string() }
    }
}

impl Bodies for StoredBodies {
    fn page(&self, article: ArticleId) -> Result<Page, BodyError> {
        let entry = self.entry(article)?;
        let bytes = self.cache.read_body(entry).map_err(|error| self.unreadable(entry, &error))?;
        let mut page: Page = postcard::from_bytes(&bytes).map_err(|error| self.unreadable(entry, &error))?;
        page.text = self.cache.read_text(entry).map_err(|error| self.unreadable(entry, &error))?;
        Ok(page)
    }

    fn excerpt(&self, article: ArticleId, range: TextRange) -> Result<String, BodyError> {
        let entry = self.entry(article)?;
        let read = self.cache.read_text_range(entry, range.start, range.end);
        read.map_err(|error| self.unreadable(entry, &error))
    }
}
