//! Bodies as they lie in the store that the cache keeps.

use crate::archive::facts::ArticleKey;
use crate::archive::model::{Archive, ArticleId};
use crate::cache::{Cache, Entry};
use crate::page::tree::{Page, TextRange};
use crate::site::bodies::{Bodies, BodyError};
use std::collections::BTreeMap;

/// The bodies of an archive, in the store.
#[derive(Debug)]
pub struct StoredBodies {
    cache: Cache,
    entries: Vec<Stored>,
}

#[derive(Debug)]
struct Stored {
    path: String,
    entry: Option<Entry>,
}

impl StoredBodies {
    /// The bodies of the archive's articles, in the order of their ids.
    pub(super) fn new(cache: Cache, entries: &BTreeMap<ArticleKey, Entry>, archive: &Archive) -> Self {
        let entries = archive
            .articles
            .iter()
            .map(|article| Stored {
                path: article.key.path.clone(),
                entry: entries.get(&article.key).copied(),
            })
            .collect();
        Self { cache, entries }
    }

    fn stored(&self, article: ArticleId) -> Result<(&Stored, Entry), BodyError> {
        self.entries
            .get(article.0 as usize)
            .and_then(|stored| stored.entry.map(|entry| (stored, entry)))
            .ok_or_else(|| BodyError { path: String::new(), message: "no such article in the store".into() })
    }
}

impl Bodies for StoredBodies {
    fn page(&self, article: ArticleId) -> Result<Page, BodyError> {
        let (stored, entry) = self.stored(article)?;
        let unreadable = |message: String| BodyError { path: stored.path.clone(), message };
        let bytes = self.cache.read_body(entry).map_err(|error| unreadable(error.to_string()))?;
        let mut page: Page = postcard::from_bytes(&bytes).map_err(|error| unreadable(error.to_string()))?;
        page.text = self.cache.read_text(entry).map_err(|error| unreadable(error.to_string()))?;
        Ok(page)
    }

    fn excerpt(&self, article: ArticleId, range: TextRange) -> Result<String, BodyError> {
        let (stored, entry) = self.stored(article)?;
        self.cache
            .read_text_range(entry, range.start, range.end)
            .map_err(|error| BodyError { path: stored.path.clone(), message: error.to_string() })
    }
}
