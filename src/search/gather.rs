//! Words while articles are read: for each its articles, impacts and places, as bytes.
//!
//! Articles are read in groups, side by side; a group's words are then joined to those before it. Numbers within a
//! group begin anew, so that only the first of them is written again when it is joined.

use super::bits::{Bytes, put_number};
use super::collect::Collection;
use super::document::{Document, TITLE_ROOM, counted};
use super::postings::{write_list, write_places};
use super::rank::impact;
use super::texts;
use crate::archive::model::ArticleId;
use crate::site::bodies::{Bodies, BodyError};
use rustc_hash::FxHashMap;

/// A word: numbers as gaps, impacts and places, all as bytes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Open {
    /// How many articles hold it.
    pub(super) count: u32,
    /// One more than the last number.
    pub(super) next: u32,
    /// For each article the gap to the one before and the impact.
    pub(super) postings: Vec<u8>,
    /// For each article how many places, and the gaps between them.
    pub(super) places: Vec<u8>,
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

    /// Appends the same word in later articles.
    pub(super) fn join(&mut self, later: Self) {
        if self.count == 0 {
            *self = later;
            return;
        }
        let mut postings = Bytes(&later.postings);
        if let Some(first) = postings.number() {
            put_number(&mut self.postings, first - self.next);
            self.postings.extend(postings.0);
            self.places.extend(later.places);
            self.next = later.next;
            self.count += later.count;
        }
    }

    /// Bytes that it holds.
    pub(super) const fn size(&self) -> usize {
        self.postings.len() + self.places.len()
    }

    /// The list and the places as they are written.
    pub(super) fn finish(&self) -> (Vec<u8>, Vec<u8>) {
        let count = self.count as usize;
        let (mut postings, mut bytes) = (Bytes(&self.postings), Bytes(&self.places));
        let (mut ids, mut impacts) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let (mut times, mut places) = (Vec::with_capacity(count), Vec::with_capacity(count));
        let mut next = 0;
        for _ in 0..count {
            let Some((gap, impact)) = postings.number().zip(postings.take(1)) else { break };
            ids.push(next + gap);
            next += gap + 1;
            impacts.push(impact[0]);
            let held = bytes.number().unwrap_or(0);
            times.push(held);
            // Gaps are written as gaps again: no place need be known.
            places.extend((0..held).map(|_| bytes.number().unwrap_or(0)));
        }
        (write_list(&ids, Some(&impacts)), write_places(&times, &places))
    }
}

/// The words of some articles that follow each other, and the files of their texts.
pub(super) struct Group {
    pub(super) words: FxHashMap<String, Open>,
    /// The words of titles, with the numbers of the articles.
    pub(super) titles: Vec<(String, u32)>,
    /// Name and bytes of the file of texts.
    pub(super) texts: (String, Vec<u8>),
}

/// Reads the articles of one file of texts.
pub(super) fn read_group(
    collection: &Collection,
    bodies: &dyn Bodies,
    articles: &[(u32, ArticleId)],
) -> Result<Group, BodyError> {
    let mut words = Words::default();
    let mut titles = Vec::new();
    let mut documents = Vec::with_capacity(articles.len());
    for (number, id) in articles {
        let document = collection.document(bodies, *number, *id)?;
        words.add(&document, collection.mean, &mut titles);
        documents.push(document);
    }
    let texts = texts::write(collection.mean, &documents);
    let words = words.ids.into_iter().map(|(word, id)| (word, std::mem::take(&mut words.open[id as usize])));
    Ok(Group { words: words.collect(), titles, texts })
}

/// The words of a group, each with a number.
#[derive(Default)]
struct Words {
    ids: FxHashMap<String, u32>,
    open: Vec<Open>,
    found: Vec<(u32, u32)>,
}

impl Words {
    fn add(&mut self, document: &Document, mean: u32, titles: &mut Vec<(String, u32)>) {
        let Self { ids, open, found } = self;
        found.clear();
        document.each_place(|word, place| {
            let id = match ids.get(word) {
                Some(id) => *id,
                None => {
                    let id = open.len() as u32;
                    open.push(Open::default());
                    ids.insert(word.to_owned(), id);
                    id
                }
            };
            if place < TITLE_ROOM && !found.iter().any(|(other, _)| *other == id) {
                titles.push((word.to_owned(), document.number));
            }
            found.push((id, place));
        });
        let length = found.len() as u32;
        found.sort_unstable();
        let mut places = Vec::new();
        for of_word in found.chunk_by(|a, b| a.0 == b.0) {
            places.clear();
            places.extend(of_word.iter().map(|(_, place)| *place));
            let impact = impact(counted(&places).0, length, mean);
            open[of_word[0].0 as usize].add(document.number, impact, &places);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::postings::{read_list, read_places};
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeMap;

    proptest! {
        #[test]
        fn words_joined_are_words_added_one_after_another(
            articles in prop::collection::btree_map(0_u32..5000, prop::collection::btree_set(0_u32..900, 1..6), 1..40),
            cuts in prop::collection::vec(0_u32..5000, 0..4),
        ) {
            let articles: BTreeMap<u32, Vec<u32>> =
                articles.into_iter().map(|(number, places)| (number, places.into_iter().collect())).collect();
            let mut joined = Open::default();
            let group = |number: u32| cuts.iter().filter(|cut| **cut <= number).count();
            for at in 0..=cuts.len() {
                let mut part = Open::default();
                for (number, places) in articles.iter().filter(|(number, _)| group(**number) == at) {
                    part.add(*number, (number % 15 + 1) as u8, places);
                }
                joined.join(part);
            }
            let (list, places) = joined.finish();
            let list = read_list(&list).unwrap();
            prop_assert!(list.ids.iter().eq(articles.keys()));
            prop_assert!(list.impacts.iter().zip(articles.keys()).all(|(impact, id)| u32::from(*impact) == id % 15 + 1));
            prop_assert_eq!(read_places(&places, articles.len()), Some(articles.into_values().collect()));
        }
    }
}
