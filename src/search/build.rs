//! The index as files, in one streaming pass over the articles in order of their numbers.
//!
//! What is held is a compressed list for each word, and put away when that is much ([`super::spill`]).

use super::collect::{Collection, Names};
use super::dictionary::{Cutter, Entry, Shard, file_name, order};
use super::entries::{backwards_entry, name_entries, title_entry, word_entry, write_days, write_facets};
use super::error::IndexError;
use super::gather::{Open, read_group};
use super::script::{json_script, script};
use super::spill::{Merged, Table, add_words};
use super::stem::Forms;
use super::texts;
use crate::archive::model::ArticleId;
use crate::archive::scratch::Scratch;
use crate::site::bodies::{Bodies, BodyError};
use rayon::prelude::*;
use serde_json::json;
use std::collections::BTreeMap;

/// The file from which a search begins.
pub const TOP: &str = "search/top.js";
/// Version of the format.
pub const VERSION: u32 = 2;
/// Bytes of words that are encoded at once, about.
const ENCODED: usize = 4 << 20;

/// What a very large archive is written by.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of lists that are held before they are put away.
    pub held: usize,
    /// A word that more articles hold is not looked up in phrases: any word may stand in its place.
    pub common: u32,
}

impl Limits {
    /// The limits of the index of so many articles: a word is common that stands in more than 50,000 of them and in
    /// more than a quarter.
    pub fn of(articles: usize) -> Self {
        Self { held: 8 << 20, common: (articles as u32 / 4).max(50_000) }
    }
}

/// Takes the files as they are finished: path and bytes.
pub type Emit<'a, E> = &'a mut dyn FnMut(String, Vec<u8>) -> Result<(), E>;

/// Writes the index of an archive.
///
/// # Errors
/// When a text cannot be had, there is no room, or the receiver fails.
pub fn write_index<E: From<IndexError>>(
    collection: &Collection,
    bodies: &dyn Bodies,
    scratch: &mut dyn Scratch,
    emit: Emit<E>,
) -> Result<(), E> {
    write_within(collection, bodies, Limits::of(collection.articles.len()), scratch, emit)
}

/// The files of an index, held in memory.
///
/// # Errors
/// When a text cannot be had.
pub fn index_in_memory(
    collection: &Collection,
    bodies: &dyn Bodies,
) -> Result<BTreeMap<String, Vec<u8>>, IndexError> {
    let mut files = BTreeMap::new();
    write_index(collection, bodies, &mut Vec::new(), &mut |path, bytes| {
        files.insert(path, bytes);
        Ok::<(), IndexError>(())
    })?;
    Ok(files)
}

/// Whether a path of the output is a file of the index.
pub fn is_of_index(path: &str) -> bool {
    path.starts_with("search/") && path.ends_with(".js")
}

pub(super) fn write_within<E: From<IndexError>>(
    collection: &Collection,
    bodies: &dyn Bodies,
    limits: Limits,
    scratch: &mut dyn Scratch,
    emit: Emit<E>,
) -> Result<(), E> {
    let mut hasher = blake3::Hasher::new();
    let mut stamped = |path: String, bytes: Vec<u8>| {
        hasher.update(path.as_bytes()).update(&bytes);
        emit(path, bytes)
    };
    let mut table = Table::new(scratch, limits.held, &collection.forms);
    let titles = read_articles(collection, bodies, &mut table, &mut stamped)?;
    let mut writer = Writer {
        cutter: Cutter::new(shard_size(collection.words)),
        separators: Vec::new(),
        emit: &mut stamped,
    };
    for entry in name_entries(collection) {
        writer.push(entry)?;
    }
    let mut titles: Vec<_> = titles.into_iter().collect();
    titles.sort_unstable_by(|a, b| order(&a.0, &b.0));
    for (word, ids) in titles {
        writer.push(title_entry(&word, &ids))?;
    }
    let (stems, words) = table.finish();
    let names = collection.names();
    let mut backwards = Vec::new();
    let words = Words { names: &names, forms: &collection.forms, stems: &stems, words };
    words.write(&mut writer, &mut backwards)?;
    backwards.sort_unstable_by(|a, b| order(&a.0, &b.0));
    for (word, count) in backwards {
        writer.push(backwards_entry(&word, count))?;
    }
    writer.finish()?;
    let separators = writer.separators;
    let kinds = write_facets(collection, &mut stamped)?;
    write_days(collection, &mut stamped)?;
    let years: Vec<_> = collection.regions.iter().map(|r| json!([r.year, r.base, r.size, r.count])).collect();
    let stamp = hasher.finalize().to_hex();
    let top = json!({
        "version": VERSION,
        "stamp": &stamp[..10],
        "articles": collection.articles.len(),
        "common": limits.common,
        "shift": texts::shift(collection.mean),
        "stemming": collection.forms.name(),
        "years": years,
        "kinds": kinds,
        "terms": separators,
    });
    emit(TOP.to_owned(), json_script("top", &top))
}

/// Bytes of a shard: few files for a large archive, small ones for a small.
fn shard_size(words: u64) -> usize {
    (words / 2000).clamp(1, 1 << 15).next_power_of_two().clamp(1 << 12, 1 << 15) as usize
}

/// Reads every article: writes the texts, gathers the words, and returns those of the titles.
fn read_articles<E: From<IndexError>>(
    collection: &Collection,
    bodies: &dyn Bodies,
    table: &mut Table,
    emit: Emit<E>,
) -> Result<BTreeMap<String, Vec<u32>>, E> {
    let shift = texts::shift(collection.mean);
    let of_file =
        |a: &(u32, ArticleId), b: &(u32, ArticleId)| texts::file_of(a.0, shift) == texts::file_of(b.0, shift);
    let groups: Vec<&[(u32, ArticleId)]> = collection.articles.chunk_by(of_file).collect();
    let mut titles = BTreeMap::new();
    for side_by_side in groups.chunks(rayon::current_num_threads() * 2) {
        let read = side_by_side.par_iter().map(|articles| read_group(collection, bodies, articles));
        let read: Vec<_> = read.collect::<Result<_, BodyError>>().map_err(IndexError::from)?;
        for group in read {
            let (name, bytes) = add_words(table, &mut titles, group)?;
            emit(format!("search/{name}.js"), bytes)?;
        }
    }
    Ok(titles)
}

/// Cuts entries into files.
struct Writer<'a, E> {
    cutter: Cutter,
    separators: Vec<String>,
    emit: Emit<'a, E>,
}

impl<E> Writer<'_, E> {
    fn push(&mut self, entry: Entry) -> Result<(), E> {
        let shard = self.cutter.push(entry);
        shard.map_or(Ok(()), |shard| self.write(shard))
    }

    fn finish(&mut self) -> Result<(), E> {
        let shard = self.cutter.finish();
        shard.map_or(Ok(()), |shard| self.write(shard))
    }

    fn write(&mut self, shard: Shard) -> Result<(), E> {
        let file = file_name(&shard.separator);
        for (folder, bytes) in [("terms", &shard.terms), ("places", &shard.places)] {
            if !bytes.is_empty() {
                let name = format!("{folder}/{file}");
                (self.emit)(format!("search/{name}.js"), script(&name, bytes))?;
            }
        }
        self.separators.push(shard.separator);
        Ok(())
    }
}

/// The words of the dictionary: those of texts, those with which names begin, and stems.
struct Words<'a> {
    names: &'a Names,
    forms: &'a Forms,
    stems: &'a BTreeMap<String, Vec<String>>,
    words: Merged<'a>,
}

impl Words<'_> {
    /// Writes them, and notes each backwards with how many articles hold it.
    fn write<E: From<IndexError>>(
        mut self,
        writer: &mut Writer<E>,
        backwards: &mut Vec<(String, u32)>,
    ) -> Result<(), E> {
        let mut others: Vec<&String> = self.names.keys().chain(self.stems.keys()).collect();
        others.sort_unstable_by(|a, b| order(a, b));
        others.dedup();
        let mut others = others.into_iter().peekable();
        let mut batch: Vec<(String, Open)> = Vec::new();
        let mut held = 0;
        loop {
            let word = self.words.next()?;
            let end = word.is_none();
            let before = |other: &&String| word.as_ref().is_none_or(|(word, _)| order(other, word).is_lt());
            while let Some(other) = others.next_if(before) {
                batch.push((other.clone(), Open::default()));
            }
            if let Some((word, open)) = word {
                others.next_if(|other| **other == word);
                held += open.size() + 64;
                backwards.push((word.chars().rev().collect(), open.count));
                batch.push((word, open));
            }
            if end || held > ENCODED {
                self.encode(std::mem::take(&mut batch), writer)?;
                held = 0;
            }
            if end {
                return Ok(());
            }
        }
    }

    fn encode<E>(&self, batch: Vec<(String, Open)>, writer: &mut Writer<E>) -> Result<(), E> {
        let entry = |(word, open): (String, Open)| {
            let mut forms = self.stems.get(&word).cloned().unwrap_or_default();
            // A word that is its own stem is one of the forms.
            if !forms.is_empty() && open.count > 0 && self.forms.stem(&word).as_ref() == Some(&word) {
                forms.push(word.clone());
                forms.sort_unstable();
            }
            word_entry(&word, &open, self.names, &forms)
        };
        let entries: Vec<Entry> = batch.into_par_iter().map(entry).collect();
        entries.into_iter().try_for_each(|entry| writer.push(entry))
    }
}
