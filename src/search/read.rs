//! The files of an index, read as a query needs them.

use super::bits::Bytes;
use super::build::{TOP, VERSION};
use super::dictionary::{file_name, order, read_places_of, read_terms};
use super::document::Document;
use super::postings::{List, read_list, read_places};
use super::script::{json, payload};
use super::slots::{DAYS_SHIFT, Region};
use super::stem::Forms;
use super::texts;
use std::collections::{BTreeMap, BTreeSet};

/// Where files come from.
pub trait Files {
    /// The bytes of a file.
    fn file(&self, path: &str) -> Option<Vec<u8>>;
}

impl Files for BTreeMap<String, Vec<u8>> {
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        self.get(path).cloned()
    }
}

/// A file that is missing or broken.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Broken(pub String);

impl std::fmt::Display for Broken {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} is missing or broken; build the site again", self.0)
    }
}

impl std::error::Error for Broken {}

/// An index over its files.
pub struct Index<'a> {
    files: &'a dyn Files,
    /// Number of articles.
    pub articles: u32,
    /// A word that more articles hold is not looked up in phrases.
    pub common: u32,
    /// The years and their numbers.
    pub regions: Vec<Region>,
    /// Which words are forms of one.
    pub forms: Forms,
    shift: u32,
    separators: Vec<String>,
}

/// What the index says of a word.
#[derive(Clone, Debug, Default)]
pub struct Word {
    /// The articles that hold it.
    pub list: List,
    /// Names that begin with it: the words after it, and the keys of whose names they are.
    pub names: Vec<(String, Vec<String>)>,
    /// The words whose stem it is, where they are others than itself.
    pub forms: Vec<String>,
}

impl<'a> Index<'a> {
    /// Opens an index.
    ///
    /// # Errors
    /// When its top level is missing, broken or of another version.
    pub fn open(files: &'a dyn Files) -> Result<Self, Broken> {
        let read = || {
            let top = json(&files.file(TOP)?)?;
            if top["version"].as_u64()? != u64::from(VERSION) {
                return None;
            }
            let number = |value: &serde_json::Value| u32::try_from(value.as_u64()?).ok();
            let region = |row: &serde_json::Value| {
                let year = row[0].as_i64().and_then(|year| i16::try_from(year).ok());
                Some(Region {
                    year: year.map(i32::from),
                    base: number(&row[1])?,
                    size: number(&row[2])?,
                    count: number(&row[3])?,
                })
            };
            let separators: Vec<String> = serde_json::from_value(top["terms"].clone()).ok()?;
            if !separators.is_sorted_by(|one, other| order(one, other).is_lt()) {
                return None;
            }
            Some(Self {
                files,
                articles: number(&top["articles"])?,
                common: number(&top["common"])?,
                regions: top["years"].as_array()?.iter().map(region).collect::<Option<_>>()?,
                forms: Forms::named(top["stemming"].as_str()?)?,
                shift: number(&top["shift"])?.min(25),
                separators,
            })
        };
        read().ok_or_else(|| Broken(TOP.to_owned()))
    }

    fn payload(&self, name: &str) -> Result<Vec<u8>, Broken> {
        let path = format!("search/{name}.js");
        self.files.file(&path).and_then(|file| payload(&file)).ok_or(Broken(path))
    }

    /// Which shard would hold a term.
    fn shard_of(&self, term: &str) -> Option<usize> {
        self.separators.partition_point(|separator| order(separator, term).is_le()).checked_sub(1)
    }

    fn shard_name(&self, folder: &str, shard: usize) -> String {
        format!("{folder}/{}", file_name(self.separators.get(shard).map_or("", String::as_str)))
    }

    /// The value of a term, and its place in its shard.
    fn value(&self, term: &str) -> Result<Option<(Vec<u8>, usize, usize)>, Broken> {
        let Some(shard) = self.shard_of(term) else { return Ok(None) };
        let name = self.shard_name("terms", shard);
        let bytes = self.payload(&name)?;
        let found = read_terms(&bytes, |known| known == term).ok_or(Broken(name))?;
        Ok(found.first().map(|(at, value)| (value.to_vec(), shard, *at)))
    }

    /// What the index says of a word.
    ///
    /// # Errors
    /// When a file is missing or broken; as for all that follow.
    pub fn word(&self, word: &str) -> Result<Word, Broken> {
        let term = format!("w{word}");
        let Some((value, ..)) = self.value(&term)? else { return Ok(Word::default()) };
        read_word(&value).ok_or(Broken(term))
    }

    /// The words of the index that are forms of a word; the word itself where words stand for themselves.
    pub fn forms_of(&self, word: &str) -> Result<BTreeSet<String>, Broken> {
        let Some(stem) = self.forms.stem(word) else { return Ok(BTreeSet::from([word.to_owned()])) };
        let known = self.word(&stem)?.forms;
        let own = known.is_empty() && self.forms.stem(&stem).as_ref() == Some(&stem);
        Ok(if own { BTreeSet::from([stem]) } else { known.into_iter().collect() })
    }

    /// The words that begin so, in order.
    pub fn prefix(&self, prefix: &str) -> Result<Vec<List>, Broken> {
        let start = format!("w{prefix}");
        let mut lists = Vec::new();
        let first = self.shard_of(&start).unwrap_or(0);
        for shard in first..self.separators.len() {
            let beyond = order(&self.separators[shard], &start).is_gt();
            if beyond && !self.separators[shard].starts_with(&start) {
                break;
            }
            let name = self.shard_name("terms", shard);
            let bytes = self.payload(&name)?;
            let found = read_terms(&bytes, |known| known.starts_with(&start));
            for (_, value) in found.ok_or_else(|| Broken(name.clone()))? {
                lists.push(read_word(value).ok_or_else(|| Broken(name.clone()))?.list);
            }
        }
        Ok(lists)
    }

    /// The places of a word in each article of its list.
    pub fn places(&self, word: &str, count: usize) -> Result<Vec<Vec<u32>>, Broken> {
        let Some((_, shard, at)) = self.value(&format!("w{word}"))? else { return Ok(Vec::new()) };
        let name = self.shard_name("places", shard);
        let bytes = self.payload(&name)?;
        let places = read_places_of(&bytes).and_then(|all| read_places(all.get(at)?, count));
        places.ok_or(Broken(name))
    }

    /// The articles with a word in their title.
    pub fn title(&self, word: &str) -> Result<List, Broken> {
        self.list(&format!("t{word}"), 0)
    }

    /// All articles.
    pub fn all(&self) -> Result<List, Broken> {
        self.list("a", 0)
    }

    /// The articles of a name.
    pub fn key(&self, key: &str) -> Result<List, Broken> {
        self.list(&format!("e{key}"), 2)
    }

    /// A list after so many strings.
    fn list(&self, term: &str, texts: usize) -> Result<List, Broken> {
        let Some((value, ..)) = self.value(term)? else { return Ok(List::default()) };
        let mut bytes = Bytes(&value);
        for _ in 0..texts {
            bytes.text().ok_or_else(|| Broken(term.to_owned()))?;
        }
        read_list(bytes.0).ok_or_else(|| Broken(term.to_owned()))
    }

    /// The keys of the names of a kind with this word.
    pub fn keys(&self, kind: super::query::Kind, word: &str) -> Result<BTreeSet<String>, Broken> {
        let term = format!("m{}{word}", kind.letter());
        let Some((value, ..)) = self.value(&term)? else { return Ok(BTreeSet::new()) };
        let mut bytes = Bytes(&value);
        let mut read = || {
            let mut keys = BTreeSet::new();
            for _ in 0..bytes.number()? {
                keys.insert(bytes.text()?.to_owned());
                bytes.number()?;
            }
            Some(keys)
        };
        read().ok_or(Broken(term))
    }

    /// First and last day of each article, as numbers of [`super::query::day_number`]; `None` without a date.
    pub fn days(&self, ids: &[u32]) -> Result<Vec<Option<(i32, i32)>>, Broken> {
        let mut days = Vec::with_capacity(ids.len());
        for block in ids.chunk_by(|a, b| a >> DAYS_SHIFT == b >> DAYS_SHIFT) {
            let name = format!("days/{}", block[0] >> DAYS_SHIFT);
            let bytes = self.payload(&name)?;
            for id in block {
                let at = (id & ((1 << DAYS_SHIFT) - 1)) as usize * 2;
                let pair = bytes.get(at..at + 2).ok_or_else(|| Broken(name.clone()))?;
                let packed = i32::from(pair[0]) | i32::from(pair[1]) << 8;
                days.push(self.year(*id).map(|year| day_range(year, packed / 32, packed % 32)));
            }
        }
        Ok(days)
    }

    fn year(&self, id: u32) -> Option<i32> {
        let after = self.regions.partition_point(|region| region.base <= id);
        self.regions.get(after.checked_sub(1)?)?.year
    }

    /// What is shown of an article.
    pub fn document(&self, id: u32) -> Result<Document, Broken> {
        let name = texts::name(id, self.shift);
        texts::read(&self.payload(&name)?, id, self.shift).ok_or(Broken(name))
    }
}

/// First and last day of what is known of a date.
pub(super) fn day_range(year: i32, month: i32, day: i32) -> (i32, i32) {
    let last = |part: i32| if part == 0 { 99 } else { part };
    let year = year * 10_000;
    (year + month * 100 + day, year + last(month) * 100 + last(day))
}

/// Reads the value of a word.
pub fn read_word(value: &[u8]) -> Option<Word> {
    let mut bytes = Bytes(value);
    let length = bytes.number()? as usize;
    let list = read_list(bytes.take(length)?)?;
    let mut names = Vec::new();
    for _ in 0..bytes.number()? {
        let rest = bytes.text()?.to_owned();
        names.push((rest, read_keys(&mut bytes)?));
    }
    Some(Word { list, names, forms: read_keys(&mut bytes)? })
}

fn read_keys(bytes: &mut Bytes) -> Option<Vec<String>> {
    let count = bytes.number()?;
    let mut keys = Vec::new();
    for _ in 0..count {
        keys.push(bytes.text()?.to_owned());
    }
    Some(keys)
}
