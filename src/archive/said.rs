//! The words of all articles, each under a number: what subjects are weighed from.
//!
//! Only the words themselves are held, and how many articles say each. Which article says which is put away.

use super::facts::{Particulars, Shelf};
use super::fold::{fold, words};
use super::lists::{Lists, Pair};
use super::model::{Article, Entity, Topic};
use super::signature::CELLS;
use super::terms::{Term, of_headline, stem};
use crate::page::seldom::{Empty, Seldom};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Articles whose words are read at once.
const BATCH: usize = 1024;

/// What the subjects of an archive are gathered from.
#[derive(Clone, Copy)]
pub struct Material<'a> {
    /// The articles, with everything but `related`.
    pub articles: &'a [Article],
    /// Who and what is named in them.
    pub entities: &'a [Entity],
    /// What they are filed under.
    pub topics: &'a [Topic],
    /// What is held of the particulars of each article (or of none).
    pub kept: &'a [Seldom<Particulars>],
    /// Where the rest is, and where there is room.
    pub shelf: &'a dyn Shelf,
}

impl<'a> Material<'a> {
    /// What an article is compared by.
    fn particulars(&self, at: usize) -> Cow<'a, Particulars> {
        let kept: &'a Particulars = match self.kept.get(at) {
            Some(kept) => kept,
            None => Particulars::empty(),
        };
        self.shelf.particulars(self.articles[at].stored, kept)
    }

    /// So many lists, with room to put them away in.
    pub(super) fn lists(&self, count: usize) -> Lists {
        Lists::new(count, self.shelf.room())
    }
}

/// The words and pairs of all articles.
pub(super) struct Words {
    /// The number of each.
    pub(super) numbers: FxHashMap<Box<str>, u32>,
    /// How many articles say each, and how often all of them together.
    pub(super) totals: Vec<(u32, u32)>,
    /// For each article the numbers of its words, in the order of the words' letters, with how they stand there
    /// ([`Said`]).
    pub(super) of_article: Lists,
    /// The cells of the signatures of all texts; empty where there are none.
    pub(super) fingerprints: Vec<[u32; CELLS]>,
}

/// How a word stands in an article.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Said {
    /// How often.
    pub(super) count: u16,
    /// Whether at the beginning.
    pub(super) early: bool,
    /// Whether it is a pair of words.
    pub(super) pair: bool,
}

impl Said {
    /// As a number that has no more than 18 bits, which a weight holds whole.
    fn packed(self) -> f32 {
        (u32::from(self.count) * 4 + u32::from(self.early) * 2 + u32::from(self.pair)) as f32
    }

    /// The other way round.
    pub(super) fn unpacked(number: f32) -> Self {
        let number = number as u32;
        Self { count: (number / 4) as u16, early: number & 2 != 0, pair: number & 1 != 0 }
    }
}

impl Words {
    /// Reads the words of all articles, those of headlines among them. Names count for themselves.
    pub(super) fn of(material: &Material) -> Self {
        let articles = material.articles;
        let parts: Vec<Vec<String>> = material.entities.iter().map(parts_of_names).collect();
        let named = Named::of_entities(articles.len(), material.entities);
        let mut words = Self {
            numbers: FxHashMap::default(),
            totals: Vec::new(),
            of_article: material.lists(articles.len()),
            fingerprints: Vec::new(),
        };
        for start in (0..articles.len()).step_by(BATCH) {
            let batch = start..(start + BATCH).min(articles.len());
            let read = batch
                .into_par_iter()
                .map(|at| (material.particulars(at), of_headline(&articles[at].title.text)));
            let read: Vec<(Cow<Particulars>, Vec<Term<String>>)> = read.collect();
            for (at, (particulars, headline)) in (start..).zip(&read) {
                let names = named.of(at).iter().flat_map(|(entity, _)| &parts[*entity as usize]);
                let names: FxHashSet<&str> = names.map(String::as_str).collect();
                words.add(at, particulars, headline, &names);
            }
        }
        words.of_article.finish();
        words
    }

    fn add(
        &mut self,
        at: usize,
        particulars: &Particulars,
        headline: &[Term<String>],
        names: &FxHashSet<&str>,
    ) {
        let mut here: BTreeMap<&str, (u16, bool)> =
            headline.iter().map(|term| (term.text.as_str(), (1, true))).collect();
        for term in particulars.terms.iter() {
            let (count, early) = here.entry(term.text).or_default();
            (*count, *early) = (term.count.max(1), *early || term.early);
        }
        let is_name = |text: &str| text.split(' ').any(|word| names.contains(word));
        let said = here.into_iter().filter(|(text, _)| !is_name(text));
        let said: Vec<Pair> = said.map(|(text, (count, early))| self.note(text, count, early)).collect();
        self.of_article.set(at, &said);
        if let Ok(cells) = <[u32; CELLS]>::try_from(particulars.fingerprint.as_slice()) {
            self.fingerprints.resize(at, [u32::MAX; CELLS]);
            self.fingerprints.push(cells);
        }
    }

    fn note(&mut self, text: &str, count: u16, early: bool) -> Pair {
        let next = self.totals.len() as u32;
        let number = self.numbers.get(text).copied().unwrap_or_else(|| {
            self.numbers.insert(text.into(), next);
            self.totals.push((0, 0));
            next
        });
        let (holders, all) = &mut self.totals[number as usize];
        *holders += 1;
        *all += u32::from(count);
        (number, Said { count, early, pair: text.contains(' ') }.packed())
    }
}

/// The words of an entity's names.
fn parts_of_names(entity: &Entity) -> Vec<String> {
    let forms = std::iter::once(&entity.name).chain(entity.variants.iter().take(6).map(|(form, _)| form));
    let parts: BTreeSet<String> = forms.flat_map(|form| words(&fold(form))).map(|word| stem(&word)).collect();
    parts.into_iter().collect()
}

/// For each article the entities that it names, or the topics that it has, in their order, with a number.
pub(super) struct Named {
    starts: Vec<u32>,
    pairs: Vec<(u32, u32)>,
}

impl Named {
    /// The entities, with how often each is named.
    pub(super) fn of_entities(articles: usize, entities: &[Entity]) -> Self {
        Self::of_lists(articles, || {
            let holders = |(at, entity): (u32, &'_ Entity)| {
                entity.articles.iter().map(|(article, count)| (article.0, at, *count)).collect::<Vec<_>>()
            };
            (0..).zip(entities).flat_map(holders)
        })
    }

    /// The topics.
    pub(super) fn of_topics(articles: usize, topics: &[Topic]) -> Self {
        Self::of_lists(articles, || {
            let holders = |(at, topic): (u32, &'_ Topic)| {
                topic.articles.iter().map(|article| (article.0, at, 1)).collect::<Vec<_>>()
            };
            (0..).zip(topics).flat_map(holders)
        })
    }

    /// From article, owner and number in the order of owners.
    fn of_lists<I: Iterator<Item = (u32, u32, u32)>>(articles: usize, all: impl Fn() -> I) -> Self {
        let known = |(article, ..): &(u32, u32, u32)| (*article as usize) < articles;
        let mut starts = vec![0_u32; articles + 1];
        for (article, ..) in all().filter(known) {
            starts[article as usize + 1] += 1;
        }
        for at in 0..articles {
            starts[at + 1] += starts[at];
        }
        let mut next = starts.clone();
        let mut pairs = vec![(0, 0); starts[articles] as usize];
        for (article, owner, number) in all().filter(known) {
            pairs[next[article as usize] as usize] = (owner, number);
            next[article as usize] += 1;
        }
        Self { starts, pairs }
    }

    /// Those of an article.
    pub(super) fn of(&self, article: usize) -> &[(u32, u32)] {
        &self.pairs[self.starts[article] as usize..self.starts[article + 1] as usize]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn how_a_word_is_said_reads_back() {
        for count in [1, 2, 77, u16::MAX] {
            for (early, pair) in [(false, false), (true, false), (false, true), (true, true)] {
                let said = Said { count, early, pair };
                assert_eq!(Said::unpacked(said.packed()), said);
            }
        }
    }

    #[test]
    fn lists_are_turned_round() {
        let all = [(0, 0, 2), (2, 0, 1), (9, 0, 1), (0, 1, 4)];
        let named = Named::of_lists(3, || all.into_iter());
        assert_eq!([named.of(0), named.of(1), named.of(2)], [&[(0, 2), (1, 4)][..], &[], &[(0, 1)]]);
    }
}
