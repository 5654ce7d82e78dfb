//! Words put away while articles are read, and merged at the end: memory stays within bounds whatever the size of
//! the archive, and every article is read once.
//!
//! What is held goes to a run, sorted by words, whenever it is large enough. Numbers ascend from run to run, so a
//! word of several runs is joined in their order.

use super::bits::{Bytes, put_number, put_text};
use super::dictionary::order;
use super::error::IndexError;
use super::gather::{Group, Open};
use super::stem::Forms;
use crate::archive::scratch::Scratch;
use rustc_hash::FxHashMap;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// Bytes that are read from a run at once, at least.
const READ: usize = 1 << 16;
/// Bytes that are put at once, about.
const WRITE: usize = 1 << 20;

/// The words of all articles read so far.
pub(super) struct Table<'a> {
    scratch: &'a mut dyn Scratch,
    /// Bytes that are held at most.
    most: usize,
    held: usize,
    words: FxHashMap<String, Open>,
    runs: Vec<(u64, u64)>,
    forms: &'a Forms,
    /// The words of which each stem is the stem, without the stem itself.
    stems: BTreeMap<String, Vec<String>>,
}

impl<'a> Table<'a> {
    pub(super) fn new(scratch: &'a mut dyn Scratch, most: usize, forms: &'a Forms) -> Self {
        let (words, stems) = (FxHashMap::default(), BTreeMap::new());
        Self { scratch, most, held: 0, words, runs: Vec::new(), forms, stems }
    }

    /// Adds the words of the articles that come next.
    pub(super) fn add(&mut self, group: FxHashMap<String, Open>) -> Result<(), IndexError> {
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each word is joined to itself: their order changes none"
        )]
        for (word, open) in group {
            self.held += open.size();
            match self.words.get_mut(&word) {
                Some(known) => known.join(open),
                None => {
                    self.note_form(&word);
                    self.words.insert(word, open);
                }
            }
        }
        if self.held > self.most { self.spill() } else { Ok(()) }
    }

    fn note_form(&mut self, word: &str) {
        if let Some(stem) = self.forms.stem(word)
            && stem != word
        {
            let known = self.stems.entry(stem).or_default();
            if !known.iter().any(|form| form == word) {
                known.push(word.to_owned());
            }
        }
    }

    fn sorted(&mut self) -> Vec<(String, Open)> {
        let mut words: Vec<_> = std::mem::take(&mut self.words).into_iter().collect();
        words.sort_unstable_by(|a, b| order(&a.0, &b.0));
        self.held = 0;
        words
    }

    fn spill(&mut self) -> Result<(), IndexError> {
        let start = self.scratch.len();
        let mut bytes = Vec::new();
        for (word, open) in self.sorted() {
            put_text(&mut bytes, &word);
            for number in [open.count, open.next, open.postings.len() as u32, open.places.len() as u32] {
                put_number(&mut bytes, number);
            }
            bytes.extend(&open.postings);
            bytes.extend(&open.places);
            if bytes.len() > WRITE {
                self.scratch.put(&bytes)?;
                bytes.clear();
            }
        }
        self.scratch.put(&bytes)?;
        self.runs.push((start, self.scratch.len()));
        Ok(())
    }

    /// The stems with their forms, then all words in order.
    pub(super) fn finish(mut self) -> (BTreeMap<String, Vec<String>>, Merged<'a>) {
        let last = self.sorted();
        let scratch: &'a dyn Scratch = self.scratch;
        let runs = self.runs.iter().map(|(start, end)| Source::Run(Run::new(scratch, *start, *end)));
        let mut sources: Vec<Source> = runs.collect();
        sources.push(Source::Held(last.into_iter()));
        let heads = sources.iter().map(|_| None).collect();
        for forms in self.stems.values_mut() {
            forms.sort_unstable();
        }
        (self.stems, Merged { sources, heads, begun: false })
    }
}

/// All words in order, each once.
pub(super) struct Merged<'a> {
    sources: Vec<Source<'a>>,
    heads: Vec<Option<(String, Open)>>,
    begun: bool,
}

impl Merged<'_> {
    /// The next word.
    pub(super) fn next(&mut self) -> Result<Option<(String, Open)>, IndexError> {
        if !self.begun {
            self.begun = true;
            for (head, source) in self.heads.iter_mut().zip(&mut self.sources) {
                *head = source.next()?;
            }
        }
        let words = self.heads.iter().flatten().map(|(word, _)| word);
        let Some(least) = words.min_by(|a, b| order(a, b)).cloned() else { return Ok(None) };
        let mut all = Open::default();
        for (head, source) in self.heads.iter_mut().zip(&mut self.sources) {
            if head.as_ref().is_some_and(|(word, _)| order(word, &least) == Ordering::Equal)
                && let Some((_, open)) = head.take()
            {
                all.join(open);
                *head = source.next()?;
            }
        }
        Ok(Some((least, all)))
    }
}

enum Source<'a> {
    Run(Run<'a>),
    Held(std::vec::IntoIter<(String, Open)>),
}

impl Source<'_> {
    fn next(&mut self) -> Result<Option<(String, Open)>, IndexError> {
        match self {
            Self::Run(run) => run.next(),
            Self::Held(words) => Ok(words.next()),
        }
    }
}

/// A run, read piece by piece.
struct Run<'a> {
    scratch: &'a dyn Scratch,
    offset: u64,
    end: u64,
    bytes: Vec<u8>,
    at: usize,
}

impl<'a> Run<'a> {
    const fn new(scratch: &'a dyn Scratch, start: u64, end: u64) -> Self {
        Self { scratch, offset: start, end, bytes: Vec::new(), at: 0 }
    }

    /// Has so many bytes at hand, or all that are left.
    fn fill(&mut self, count: usize) -> Result<(), IndexError> {
        if self.bytes.len() - self.at >= count || self.offset == self.end {
            return Ok(());
        }
        self.bytes.drain(..self.at);
        self.at = 0;
        let known = self.bytes.len();
        let more = (count.max(READ) as u64).min(self.end - self.offset) as usize;
        self.bytes.resize(known + more, 0);
        self.scratch.get(self.offset, &mut self.bytes[known..])?;
        self.offset += more as u64;
        Ok(())
    }

    fn next(&mut self) -> Result<Option<(String, Open)>, IndexError> {
        // A word has forty characters at most, and the five numbers five bytes each.
        self.fill(256)?;
        if self.at == self.bytes.len() {
            return Ok(None);
        }
        let mut head = Bytes(&self.bytes[self.at..]);
        let mut number = [0; 4];
        let word = head.text().map(str::to_owned).ok_or_else(IndexError::scratch)?;
        for number in &mut number {
            *number = head.number().ok_or_else(IndexError::scratch)?;
        }
        self.at = self.bytes.len() - head.0.len();
        let [count, next, postings, places] = number;
        let (postings, places) = (postings as usize, places as usize);
        self.fill(postings + places)?;
        let mut rest = Bytes(&self.bytes[self.at..]);
        let mut part = |count| rest.take(count).map(<[u8]>::to_vec).ok_or_else(IndexError::scratch);
        let open = Open { count, next, postings: part(postings)?, places: part(places)? };
        self.at += postings + places;
        Ok(Some((word, open)))
    }
}

/// Adds what a group has to a table, all but its texts.
pub(super) fn add_words(
    table: &mut Table,
    titles: &mut BTreeMap<String, Vec<u32>>,
    group: Group,
) -> Result<(String, Vec<u8>), IndexError> {
    for (word, number) in group.titles {
        titles.entry(word).or_default().push(number);
    }
    table.add(group.words)?;
    Ok(group.texts)
}
