//! The sorted terms of the index, cut into files.
//!
//! A file is a directory (terms with what they share with the one before left out, and the length of each value), then
//! the values. Where a file ends is decided by the hash of the term that would come next, once the file is long
//! enough: so a change in one place moves no border elsewhere. A file is named after the shortest string that parts it
//! from the file before; the top level lists these strings.

use super::bits::{Bytes, put_number};
use std::cmp::Ordering;

/// A term with its value, and its places in a second file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The term, its first letter its kind.
    pub term: String,
    /// What the index says of it.
    pub value: Vec<u8>,
    /// Its places in articles; empty for all but words.
    pub places: Vec<u8>,
}

/// A finished part of the dictionary.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shard {
    /// What parts it from the one before.
    pub separator: String,
    /// Directory and values.
    pub terms: Vec<u8>,
    /// The places of its words: their number and lengths, then they; empty when it has none.
    pub places: Vec<u8>,
}

/// Cuts sorted entries into shards.
#[derive(Debug)]
pub struct Cutter {
    /// Bytes from which a shard may end.
    size: usize,
    entries: Vec<Entry>,
    held: usize,
    last: String,
}

/// One in so many terms may begin a shard.
const BORDERS: u32 = 4;

impl Cutter {
    /// A cutter into shards of about `size` bytes.
    pub fn new(size: usize) -> Self {
        Self { size, entries: Vec::new(), held: 0, last: String::new() }
    }

    /// Adds the next entry; returns the shard that it ends.
    pub fn push(&mut self, entry: Entry) -> Option<Shard> {
        let large = |value: usize| value >= self.size;
        let apart =
            large(entry.value.len()) || self.entries.last().is_some_and(|last| large(last.value.len()));
        let border = self.held >= self.size && hash(&entry.term).is_multiple_of(BORDERS);
        let full = self.held + entry.value.len() > self.size * 3 / 2;
        let ends = apart || border || full;
        let shard = if ends { self.finish() } else { None };
        self.held += entry.value.len() + 4 + entry.term.len() / 2;
        self.entries.push(entry);
        shard
    }

    /// The shard of what is held; nothing when that is nothing.
    pub fn finish(&mut self) -> Option<Shard> {
        let first = self.entries.first()?;
        let separator = separator(&self.last, &first.term);
        let mut terms = Vec::with_capacity(self.held + 16);
        let mut places = Vec::new();
        put_number(&mut terms, self.entries.len() as u32);
        let mut last = String::new();
        for entry in &self.entries {
            let shared = shared_prefix(&last, &entry.term);
            let rest = &entry.term[shared..];
            for number in [shared, rest.len()] {
                put_number(&mut terms, number as u32);
            }
            terms.extend(rest.as_bytes());
            put_number(&mut terms, entry.value.len() as u32);
            last.clone_from(&entry.term);
        }
        if self.entries.iter().any(|entry| !entry.places.is_empty()) {
            put_number(&mut places, self.entries.len() as u32);
            self.entries.iter().for_each(|entry| put_number(&mut places, entry.places.len() as u32));
        }
        for entry in self.entries.drain(..) {
            terms.extend(entry.value);
            places.extend(entry.places);
        }
        self.last = last;
        self.held = 0;
        Some(Shard { separator, terms, places })
    }
}

/// The values of the terms of a shard that are wanted, each with the term's place in the directory.
///
/// One term at a time is held: since terms are written without what they share with the one before, a directory of
/// any bytes may stand for far more text than it is long.
pub fn read_terms(shard: &[u8], mut wanted: impl FnMut(&str) -> bool) -> Option<Vec<(usize, &[u8])>> {
    let mut bytes = Bytes(shard);
    let mut term = String::new();
    let mut places: Vec<(usize, usize, usize)> = Vec::new();
    let mut end = 0_usize;
    for at in 0..bytes.number()? {
        let shared = bytes.number()? as usize;
        let length = bytes.number()? as usize;
        let rest = std::str::from_utf8(bytes.take(length)?).ok()?;
        if !term.is_char_boundary(shared) {
            return None;
        }
        term.truncate(shared);
        term.push_str(rest);
        let start = end;
        end = start.checked_add(bytes.number()? as usize)?;
        if wanted(&term) {
            places.push((at as usize, start, end));
        }
    }
    let values = bytes.take(end)?;
    places.into_iter().map(|(at, start, end)| Some((at, values.get(start..end)?))).collect()
}

/// The places of the words of a shard, in the order of its terms.
pub fn read_places_of(shard: &[u8]) -> Option<Vec<&[u8]>> {
    let mut bytes = Bytes(shard);
    let count = bytes.number()?;
    let mut lengths = Vec::new();
    for _ in 0..count {
        lengths.push(bytes.number()? as usize);
    }
    lengths.into_iter().map(|length| bytes.take(length)).collect()
}

/// The order of terms: that of their UTF-16 units, as a script compares strings.
pub fn order(one: &str, other: &str) -> Ordering {
    let beyond = |byte: u8| byte >= 0xf0;
    let last = |byte: u8| byte == 0xee || byte == 0xef;
    match one.bytes().zip(other.bytes()).find(|(a, b)| a != b) {
        Some((a, b)) if beyond(a) && last(b) => Ordering::Less,
        Some((a, b)) if last(a) && beyond(b) => Ordering::Greater,
        Some((a, b)) => a.cmp(&b),
        None => one.len().cmp(&other.len()),
    }
}

/// The name of a shard's file: what is no plain small letter or digit is written as its bytes.
pub fn file_name(separator: &str) -> String {
    let mut name = "s-".to_owned();
    for byte in separator.bytes() {
        if byte.is_ascii_lowercase() || byte.is_ascii_digit() {
            name.push(char::from(byte));
        } else {
            name.push_str(&format!("_{byte:02x}"));
        }
    }
    name
}

/// The shortest start of `term` that comes after `last`.
fn separator(last: &str, term: &str) -> String {
    let shared = shared_prefix(last, term);
    let next = term[shared..].chars().next().map_or(0, char::len_utf8);
    term[..shared + next].to_owned()
}

/// Bytes that two strings share at their heads, up to the border of a character.
fn shared_prefix(one: &str, other: &str) -> usize {
    let shared = one.bytes().zip(other.bytes()).take_while(|(a, b)| a == b).count();
    other.floor_char_boundary(shared)
}

fn hash(term: &str) -> u32 {
    term.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193)) >> 7
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn shards(terms: &[String], size: usize) -> Vec<Shard> {
        let mut cutter = Cutter::new(size);
        let entry =
            |term: &String| Entry { term: term.clone(), value: vec![7; term.len() * 3], places: vec![1; 2] };
        let mut shards: Vec<Shard> = terms.iter().filter_map(|term| cutter.push(entry(term))).collect();
        shards.extend(cutter.finish());
        shards
    }

    proptest! {
        #[test]
        fn every_term_is_found_in_the_shard_that_its_separator_says(
            terms in prop::collection::btree_set("[a-cé𝄞\u{ffee}]{1,6}", 1..60)
        ) {
            let mut terms: Vec<String> = terms.into_iter().collect();
            terms.sort_by(|a, b| order(a, b));
            let units = |text: &String| text.encode_utf16().collect::<Vec<u16>>();
            prop_assert!(terms.is_sorted_by(|a, b| units(a) < units(b)));
            let shards = shards(&terms, 40);
            for term in &terms {
                let after = shards.partition_point(|shard| order(&shard.separator, term) != Ordering::Greater);
                let found = read_terms(&shards[after - 1].terms, |known| known == term).unwrap();
                prop_assert_eq!(found.len(), 1);
                let (at, value) = found[0];
                prop_assert_eq!(value.len(), term.len() * 3);
                prop_assert_eq!(read_places_of(&shards[after - 1].places).unwrap()[at], &[1, 1]);
            }
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            read_terms(&bytes, |_| true);
            read_places_of(&bytes);
        }
    }

    #[test]
    fn a_new_term_changes_the_shards_around_it_alone() {
        let terms: Vec<String> = (1000..6000).map(|number| format!("w{}", number * 7919 % 9973)).collect();
        let mut terms = terms;
        terms.sort();
        terms.dedup();
        let before = shards(&terms, 300);
        terms.insert(2000, format!("{}0", terms[1999]));
        let after = shards(&terms, 300);
        let changed = after.iter().filter(|shard| !before.contains(shard)).count();
        assert!(before.len() > 50 && changed < 4, "{changed} of {}", before.len());
    }

    /// Written out, these terms would be eighty gigabytes.
    #[test]
    fn a_directory_is_never_written_out() {
        const TERMS: u32 = 400_000;
        let mut shard = Vec::new();
        put_number(&mut shard, TERMS);
        for shared in 0..TERMS {
            put_number(&mut shard, shared);
            shard.extend([1, b'a', 0]);
        }
        let found = read_terms(&shard, |term| term.len() == TERMS as usize);
        assert_eq!(found, Some(vec![(TERMS as usize - 1, &[][..])]));
    }

    #[test]
    fn names_of_files_are_plain() {
        assert_eq!(file_name("wé/a"), "s-w_c3_a9_2fa");
    }
}
