//! What the stages for a single file made, kept between builds: a pack of records that can be thrown away any time.
//!
//! It is the only store of bodies on disk. A site of 100,000 articles would need 100,000 small files otherwise, and
//! opening a file costs more than reading a record; so there is one pack that is appended to, and one flat index
//! that names the records in it and is replaced whole when a build ends. A build that is cut off leaves the index of
//! the one before.
//!
//! Nothing here is trusted: index and records carry checksums, and what does not match is as if it were not there.
//! The pack is compacted when it is opened, never while it is in use, so that an [`Entry`] stays good for as long as
//! the [`Cache`] lives.

#![allow(clippy::disallowed_methods, reason = "the cache is one of the modules at the border to the disk")]

mod folder;
mod index;
mod pack;
mod positional;
mod record;
mod scratch;

pub use record::{CacheError, Entry, Key};
pub use scratch::ScratchFile;

use crate::diagnostic::Diagnostic;
use index::Row;
use pack::Pack;
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::sync::{PoisonError, RwLock};

/// The cache, open. All methods can be called from many threads at once.
#[derive(Debug)]
pub struct Cache {
    /// The pack of the folder, if there is one, then the one that this process writes to, if that is another.
    packs: Vec<Pack>,
    /// Records that were there when the cache was opened, by key; all of them are in the first pack.
    found: Vec<Row>,
    added: RwLock<BTreeMap<Key, Entry>>,
    /// Records that turned out to be damaged: they are left out of the index.
    damaged: RwLock<BTreeSet<Key>>,
    /// `None` for a cache that leaves nothing behind.
    folder: Option<folder::Folder>,
}

impl Cache {
    /// Opens the cache in a folder, which is made when it is missing; `None` is a cache that lasts as long as the
    /// process. A cache that is damaged, of another version or in use by another process is told in a diagnostic,
    /// and what it would have held is made again.
    ///
    /// # Errors
    /// When not even a temporary file can be written.
    pub fn open(folder: Option<&Path>) -> Result<(Self, Vec<Diagnostic>), CacheError> {
        let Some(path) = folder else {
            return Ok((Self::new(vec![Pack::temporary()?], Vec::new(), None), Vec::new()));
        };
        let mut diagnostics = Vec::new();
        let cache = match folder::open(path, &mut diagnostics) {
            folder::Opened::Writable(folder, pack, found) => Self::new(vec![pack], found, Some(folder)),
            folder::Opened::ReadOnly(pack, found) => Self::new(vec![pack, Pack::temporary()?], found, None),
            folder::Opened::Nothing => Self::new(vec![Pack::temporary()?], Vec::new(), None),
        };
        Ok((cache, diagnostics))
    }

    fn new(packs: Vec<Pack>, found: Vec<Row>, folder: Option<folder::Folder>) -> Self {
        let (added, damaged) = (RwLock::default(), RwLock::default());
        Self { packs, found, added, damaged, folder }
    }

    /// The record of a key. It says where the record is, not that it is sound: reading it says that.
    pub fn get(&self, key: &Key) -> Option<Entry> {
        if let Some(entry) = self.added.read().unwrap_or_else(PoisonError::into_inner).get(key) {
            return Some(*entry);
        }
        let place = self.found.binary_search_by(|row| row.key.cmp(key)).ok()?;
        Some(self.found[place].entry())
    }

    /// Appends a record. A record of the same key that was there before is forgotten.
    ///
    /// # Errors
    /// When the pack cannot be written to, for instance because the disk is full.
    pub fn put(&self, key: &Key, facts: &[u8], body: &[u8], text: &str) -> Result<Entry, CacheError> {
        let pack = self.packs.len() - 1;
        let entry = self.packs[pack].append(key, pack as u8, [facts, body, text.as_bytes()])?;
        self.added.write().unwrap_or_else(PoisonError::into_inner).insert(*key, entry);
        self.damaged.write().unwrap_or_else(PoisonError::into_inner).remove(key);
        Ok(entry)
    }

    /// The facts of a record.
    ///
    /// # Errors
    /// When they cannot be read or are not what was written: make the record again.
    pub fn read_facts(&self, entry: Entry) -> Result<Vec<u8>, CacheError> {
        self.read(entry, record::FACTS)
    }

    /// The body of a record.
    ///
    /// # Errors
    /// When it cannot be read or is not what was written.
    pub fn read_body(&self, entry: Entry) -> Result<Vec<u8>, CacheError> {
        self.read(entry, record::BODY)
    }

    /// The whole text of a record.
    ///
    /// # Errors
    /// When it cannot be read or is not what was written.
    pub fn read_text(&self, entry: Entry) -> Result<String, CacheError> {
        String::from_utf8(self.read(entry, record::TEXT)?).map_err(|_| CacheError::damaged())
    }

    /// The bytes `start..end` of the text of a record, by one read of that size. A range that is out of bounds or
    /// splits a character is narrowed.
    ///
    /// # Errors
    /// When they cannot be read or are not text. Unlike a whole part, a range has no checksum of its own.
    pub fn read_text_range(&self, entry: Entry, start: u32, end: u32) -> Result<String, CacheError> {
        let end = end.min(entry.text_len());
        let start = start.min(end);
        let bytes = self.pack(entry)?.read_range(entry, start, end)?;
        // A file system that lost power may give zeros for what was never written.
        if !bytes.contains(&0)
            && let Some(text) = record::narrow_to_text(&bytes)
        {
            return Ok(text.to_owned());
        }
        let whole = self.read_text(entry)?;
        let start = whole.ceil_char_boundary(start as usize);
        Ok(whole[start..whole.floor_char_boundary(end as usize).max(start)].to_owned())
    }

    /// Writes the index, so that the next build finds what this one made. The records of `live` are what this
    /// build used; others stay for a while, in case an edit is taken back, until they are more than half of the pack.
    ///
    /// # Errors
    /// When the index cannot be written; the one before is left as it was.
    pub fn finish(&self, live: &BTreeSet<Key>) -> Result<(), CacheError> {
        let Some(folder) = &self.folder else { return Ok(()) };
        let damaged = self.damaged.read().unwrap_or_else(PoisonError::into_inner);
        let added = self.added.read().unwrap_or_else(PoisonError::into_inner);
        let found = self.found.iter().filter(|row| !added.contains_key(&row.key)).copied();
        let mut rows: Vec<Row> = found.collect();
        rows.extend(added.iter().map(|(key, entry)| Row::new(*key, *entry)));
        rows.retain(|row| !damaged.contains(&row.key));
        rows.sort_unstable_by_key(|row| row.key);
        for row in &mut rows {
            row.live = live.contains(&row.key);
        }
        folder.write_index(&self.packs[0], rows)
    }

    /// Lets go of the keys: from now on records are read by their entries alone.
    pub fn forget_keys(&mut self) {
        self.found = Vec::new();
        self.added = RwLock::default();
    }

    fn pack(&self, entry: Entry) -> Result<&Pack, CacheError> {
        self.packs.get(entry.pack()).ok_or_else(CacheError::damaged)
    }

    fn read(&self, entry: Entry, part: usize) -> Result<Vec<u8>, CacheError> {
        let read = self.pack(entry).and_then(|pack| pack.read_part(entry, part));
        if read.is_err() {
            self.forget(entry);
        }
        read
    }

    /// Keeps a damaged record out of the next index, so that it is made again once and for all.
    fn forget(&self, entry: Entry) {
        let found = self.found.iter().find(|row| row.entry() == entry).map(|row| row.key);
        let added = || {
            let added = self.added.read().unwrap_or_else(PoisonError::into_inner);
            added.iter().find(|(_, put)| **put == entry).map(|(key, _)| *key)
        };
        if let Some(key) = found.or_else(added) {
            self.damaged.write().unwrap_or_else(PoisonError::into_inner).insert(key);
        }
    }
}

#[cfg(test)]
mod tests;
