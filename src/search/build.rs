//! The index as files, in one streaming pass over the articles in order of their numbers.
//!
//! What is held is a compressed list for each word. A very large archive is gone through several times, for a part of
//! the alphabet each time, so that this stays within bounds.

use super::bits::{Bytes, put_number, put_text};
use super::collect::{Collection, Named, Names};
use super::dictionary::{Cutter, Entry, Shard, file_name, order};
use super::document::{Document, Placed, counted};
use super::postings::{write_list, write_places};
use super::query::Kind;
use super::rank::{impact, mention_impact};
use super::script::{json_script, script};
use crate::site::bodies::{Bodies, BodyError};
use rayon::prelude::*;
use serde_json::json;
use std::collections::{BTreeMap, HashMap};

/// The file from which a search begins.
pub const TOP: &str = "search/top.js";
/// Version of the format.
pub const VERSION: u32 = 1;
/// Numbers whose dates stand in one file, as a power of two.
pub const DAYS_SHIFT: u32 = 12;
/// Names of each kind that have a place in its file of facets.
const FACETS: usize = 100;
/// Articles that are read at once.
const BATCH: usize = 256;
/// What a very large archive is written by.
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Words whose places are held in one go.
    pub words_a_pass: u64,
    /// A word that more articles hold is not looked up in phrases: any word may stand in its place.
    pub common: u32,
}

/// The limits of every index.
pub const LIMITS: Limits = Limits { words_a_pass: 80_000_000, common: 50_000 };
/// Where the alphabet is parted when it takes several passes: about as many words of running text in each part.
const PARTS: [&str; 15] = ["a", "b", "co", "e", "g", "i", "k", "n", "on", "pr", "se", "t", "the", "to", "w"];

/// Takes the files as they are finished: path and bytes.
pub type Emit<'a, E> = &'a mut dyn FnMut(String, Vec<u8>) -> Result<(), E>;

/// Writes the index of an archive.
///
/// # Errors
/// When a text cannot be had, or the receiver fails.
pub fn write_index<E: From<BodyError>>(
    collection: &Collection,
    bodies: &dyn Bodies,
    emit: Emit<E>,
) -> Result<(), E> {
    write_within(collection, bodies, LIMITS, emit)
}

/// The files of an index, held in memory.
///
/// # Errors
/// When a text cannot be had.
pub fn index_in_memory(
    collection: &Collection,
    bodies: &dyn Bodies,
) -> Result<BTreeMap<String, Vec<u8>>, BodyError> {
    let mut files = BTreeMap::new();
    write_index(collection, bodies, &mut |path, bytes| {
        files.insert(path, bytes);
        Ok::<(), BodyError>(())
    })?;
    Ok(files)
}

/// Whether a path of the output is a file of the index.
pub fn is_of_index(path: &str) -> bool {
    path.starts_with("search/") && path.ends_with(".js")
}

pub(super) fn write_within<E: From<BodyError>>(
    collection: &Collection,
    bodies: &dyn Bodies,
    limits: Limits,
    emit: Emit<E>,
) -> Result<(), E> {
    let passes = (collection.words / limits.words_a_pass + 1).min(PARTS.len() as u64) as usize;
    let names = collection.names();
    let mut hasher = blake3::Hasher::new();
    let mut stamped = |path: String, bytes: Vec<u8>| {
        hasher.update(path.as_bytes()).update(&bytes);
        emit(path, bytes)
    };
    let mut writer = Writer {
        cutter: Cutter::new(shard_size(collection.words)),
        separators: Vec::new(),
        emit: &mut stamped,
    };
    for entry in name_entries(collection) {
        writer.push(entry)?;
    }
    for pass in 0..passes {
        let cut = |at: usize| if at == 0 { "" } else { PARTS[at * PARTS.len() / passes] };
        let part = Part { from: cut(pass), to: if pass + 1 == passes { None } else { Some(cut(pass + 1)) } };
        write_words(collection, bodies, part, pass == 0, &names, &mut writer)?;
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
        "shift": text_shift(collection.mean),
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

/// Numbers whose texts stand in one file, as a power of two: some two or three thousand words.
fn text_shift(mean: u32) -> u32 {
    (4_000 / mean.max(1)).max(1).ilog2().min(7)
}

/// A part of the alphabet.
#[derive(Clone, Copy)]
struct Part {
    from: &'static str,
    to: Option<&'static str>,
}

impl Part {
    fn holds(self, word: &str) -> bool {
        order(word, self.from).is_ge() && self.to.is_none_or(|to| order(word, to).is_lt())
    }
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

/// The terms that are no words of texts, in order: `a` all articles, `e` names by key, `m` keys by the words of names.
fn name_entries(collection: &Collection) -> Vec<Entry> {
    let all: Vec<u32> = collection.articles.iter().map(|(number, _)| *number).collect();
    let entry = |term: String, value: Vec<u8>| Entry { term, value, places: Vec::new() };
    let mut entries = vec![entry("a".to_owned(), write_list(&all, None))];
    let mut by_word: BTreeMap<String, Vec<&Named>> = BTreeMap::new();
    for named in &collection.named {
        let mut value = Vec::new();
        put_text(&mut value, &named.name);
        put_text(&mut value, &named.url);
        value.extend(list_of(named));
        entries.push(entry(format!("e{}", named.key), value));
        let mut words: Vec<&String> = named.forms.iter().flatten().collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            by_word.entry(format!("m{}{word}", named.kind.letter())).or_default().push(named);
        }
    }
    for (term, mut found) in by_word {
        // Those whom most articles name come first, for suggestions.
        found.sort_by_key(|named| (std::cmp::Reverse(named.articles.len()), &named.key));
        let mut value = Vec::new();
        put_number(&mut value, found.len() as u32);
        found.iter().for_each(|named| put_text(&mut value, &named.key));
        entries.push(entry(term, value));
    }
    entries.sort_by(|a, b| order(&a.term, &b.term));
    entries
}

fn list_of(named: &Named) -> Vec<u8> {
    let ids: Vec<u32> = named.articles.iter().map(|(number, _)| *number).collect();
    let impacts: Vec<u8> = named.articles.iter().map(|(_, times)| mention_impact(*times)).collect();
    write_list(&ids, Some(&impacts))
}

/// A word while articles are read: numbers as gaps, impacts and places, all as bytes.
#[derive(Default)]
struct Open {
    count: u32,
    next: u32,
    postings: Vec<u8>,
    places: Vec<u8>,
}

impl Open {
    fn add(&mut self, number: u32, impact: u8, places: &[u32]) {
        put_number(&mut self.postings, number - self.next);
        self.postings.push(impact);
        self.next = number + 1;
        self.count += 1;
        put_number(&mut self.places, places.len() as u32);
        let mut next = 0;
        for place in places {
            put_number(&mut self.places, place - next);
            next = place + 1;
        }
    }

    /// The list and the places as they are written.
    fn finish(&self) -> (Vec<u8>, Vec<u8>) {
        let (mut postings, mut bytes) = (Bytes(&self.postings), Bytes(&self.places));
        let (mut ids, mut impacts, mut places) = (Vec::new(), Vec::new(), Vec::new());
        let mut next = 0;
        for _ in 0..self.count {
            let Some((gap, impact)) = postings.number().zip(postings.take(1)) else { break };
            ids.push(next + gap);
            next += gap + 1;
            impacts.push(impact[0]);
            let mut place = 0;
            let mut article = Vec::new();
            for _ in 0..bytes.number().unwrap_or(0) {
                place += bytes.number().unwrap_or(0);
                article.push(place);
                place += 1;
            }
            places.push(article);
        }
        (write_list(&ids, Some(&impacts)), write_places(places.iter().map(Vec::as_slice)))
    }
}

/// Goes through the articles: on the first pass writes their texts and the words of titles, on each the words of a
/// part of the alphabet.
fn write_words<E: From<BodyError>>(
    collection: &Collection,
    bodies: &dyn Bodies,
    part: Part,
    first: bool,
    names: &Names,
    writer: &mut Writer<E>,
) -> Result<(), E> {
    let mut words: HashMap<String, Open> = HashMap::new();
    let mut titles: BTreeMap<String, Vec<u32>> = BTreeMap::new();
    let mut texts = Texts { shift: text_shift(collection.mean), block: 0, held: Vec::new() };
    for batch in collection.articles.chunks(BATCH) {
        let read: Vec<(Document, Placed)> = batch
            .par_iter()
            .map(|(number, id)| {
                let document = collection.document(bodies, *number, *id)?;
                let placed = document.placed();
                Ok((document, placed))
            })
            .collect::<Result<_, BodyError>>()?;
        for (document, placed) in read {
            #[expect(
                clippy::iter_over_hash_type,
                reason = "each word has an entry of its own: their order changes none"
            )]
            for (word, places) in &placed.places {
                let (times, in_title) = counted(places);
                if first && in_title {
                    titles.entry(word.clone()).or_default().push(document.number);
                }
                if part.holds(word) {
                    let impact = impact(times, placed.length, collection.mean);
                    words.entry(word.clone()).or_default().add(document.number, impact, places);
                }
            }
            if first {
                texts.add(document, writer.emit)?;
            }
        }
    }
    texts.finish(writer.emit)?;
    let mut titles: Vec<_> = titles.into_iter().collect();
    titles.sort_by(|a, b| order(&a.0, &b.0));
    for (word, ids) in titles {
        let value = write_list(&ids, None);
        writer.push(Entry { term: format!("t{word}"), value, places: Vec::new() })?;
    }
    for word in names.keys().filter(|word| part.holds(word)) {
        words.entry(word.clone()).or_default();
    }
    let mut words: Vec<(String, Open)> = words.into_iter().collect();
    words.par_sort_unstable_by(|a, b| order(&a.0, &b.0));
    for run in words.chunks_mut(4096) {
        let entries: Vec<Entry> =
            run.par_iter_mut().map(|(word, open)| word_entry(word, open, names)).collect();
        entries.into_iter().try_for_each(|entry| writer.push(entry))?;
    }
    Ok(())
}

/// The entry of a word: its list with its length, then the names that begin with it.
fn word_entry(word: &str, open: &mut Open, names: &Names) -> Entry {
    let (list, places) = std::mem::take(open).finish();
    let mut value = Vec::with_capacity(list.len() + 4);
    put_number(&mut value, list.len() as u32);
    value.extend(list);
    let forms = names.get(word);
    put_number(&mut value, forms.map_or(0, BTreeMap::len) as u32);
    for (rest, keys) in forms.into_iter().flatten() {
        put_text(&mut value, rest);
        put_number(&mut value, keys.len() as u32);
        keys.iter().for_each(|key| put_text(&mut value, key));
    }
    Entry { term: format!("w{word}"), value, places }
}

/// The texts of articles, compressed in blocks by their numbers.
struct Texts {
    shift: u32,
    block: u32,
    held: Vec<Document>,
}

impl Texts {
    fn add<E>(&mut self, document: Document, emit: Emit<E>) -> Result<(), E> {
        let block = document.number >> self.shift;
        if block != self.block {
            self.finish(emit)?;
        }
        self.block = block;
        self.held.push(document);
        Ok(())
    }

    fn finish<E>(&mut self, emit: Emit<E>) -> Result<(), E> {
        if self.held.is_empty() {
            return Ok(());
        }
        let texts = serde_json::to_vec(&self.held).unwrap_or_default();
        self.held.clear();
        let name = format!("texts/{}", self.block);
        emit(format!("search/{name}.js"), script(&name, &miniz_oxide::deflate::compress_to_vec(&texts, 8)))
    }
}

/// The lists of the names that most articles hold, a file for each kind; returns the folders of the kinds that have one.
fn write_facets<E>(collection: &Collection, emit: Emit<E>) -> Result<Vec<&'static str>, E> {
    let mut kinds = Vec::new();
    for kind in Kind::ALL {
        let mut named: Vec<&Named> = collection.named.iter().filter(|named| named.kind == kind).collect();
        named.sort_by_key(|named| (std::cmp::Reverse(named.articles.len()), &named.key));
        let all = named.len();
        named.truncate(FACETS);
        if named.is_empty() {
            continue;
        }
        let mut bytes = Vec::new();
        put_number(&mut bytes, all as u32);
        put_number(&mut bytes, named.len() as u32);
        for named in named {
            put_text(&mut bytes, &named.key);
            put_text(&mut bytes, &named.name);
            let ids: Vec<u32> = named.articles.iter().map(|(number, _)| *number).collect();
            let list = write_list(&ids, None);
            put_number(&mut bytes, list.len() as u32);
            bytes.extend(list);
        }
        let name = format!("facets/{}", kind.folder());
        emit(format!("search/{name}.js"), script(&name, &bytes))?;
        kinds.push(kind.folder());
    }
    Ok(kinds)
}

/// Month and day of every article, two bytes a number: month × 32 + day.
fn write_days<E>(collection: &Collection, emit: Emit<E>) -> Result<(), E> {
    for block in collection.articles.chunk_by(|a, b| a.0 >> DAYS_SHIFT == b.0 >> DAYS_SHIFT) {
        let number = block[0].0 >> DAYS_SHIFT;
        let mut days = Vec::new();
        for (at, id) in block {
            let at = (at & ((1 << DAYS_SHIFT) - 1)) as usize * 2;
            days.resize(at, 0);
            let (month, day) = collection.month_and_day(*id);
            days.extend(((month * 32 + day) as u16).to_le_bytes());
        }
        let name = format!("days/{number}");
        emit(format!("search/{name}.js"), script(&name, &days))?;
    }
    Ok(())
}
