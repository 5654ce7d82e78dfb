//! Search without an index: every article looked at, one by one. Slow, and the measure of [`super::answer`].

use super::answer::{Hit, Order, lone_word, of_other_form};
use super::collect::{Collection, Names};
use super::document::{Placed, TITLE_ROOM, counted};
use super::query::{Clause, Query, Unit};
use super::rank::{impact, mention_impact, weight};
use super::read::day_range;
use crate::archive::model::Archive;
use crate::site::bodies::{Bodies, BodyError};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// An archive held whole.
pub struct Exhaustive<'a> {
    collection: Collection<'a>,
    names: Names,
    articles: Vec<Held>,
    /// The words of all articles by their stems.
    stems: BTreeMap<String, BTreeSet<String>>,
    mean: u32,
    common: usize,
}

/// An article.
struct Held {
    number: u32,
    placed: Placed,
    days: Option<(i32, i32)>,
    keys: Vec<(String, u32)>,
}

impl<'a> Exhaustive<'a> {
    /// Reads every article.
    ///
    /// # Errors
    /// When a text cannot be had.
    pub fn new(archive: &'a Archive, bodies: &dyn Bodies) -> Result<Self, BodyError> {
        Self::with_limits(
            archive,
            bodies,
            super::build::Limits::of(archive.articles.iter().filter(|a| !a.noindex).count()),
        )
    }

    pub(super) fn with_limits(
        archive: &'a Archive,
        bodies: &dyn Bodies,
        limits: super::build::Limits,
    ) -> Result<Self, BodyError> {
        let collection = Collection::new(archive);
        let year_of = |number: u32| {
            let holds = |r: &&super::slots::Region| (r.base..r.base + r.size).contains(&number);
            collection.regions.iter().find(holds).and_then(|region| region.year)
        };
        let held = |(number, id): &(u32, crate::archive::model::ArticleId)| {
            let (month, day) = collection.month_and_day(*id);
            let keys = collection.named.iter().filter_map(|named| {
                let (_, times) = named.articles.iter().find(|(other, _)| other == number)?;
                Some((named.key.clone(), *times))
            });
            Ok(Held {
                number: *number,
                placed: collection.document(bodies, *number, *id)?.placed(),
                days: year_of(*number).map(|year| day_range(year, month as i32, day as i32)),
                keys: keys.collect(),
            })
        };
        let articles: Vec<Held> =
            collection.articles.par_iter().map(held).collect::<Result<_, BodyError>>()?;
        let mut stems: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
        for word in articles.iter().flat_map(|held| held.placed.places.keys()) {
            if let Some(stem) = collection.forms.stem(word) {
                stems.entry(stem).or_default().insert(word.clone());
            }
        }
        let (names, mean) = (collection.names(), collection.mean);
        Ok(Self { collection, names, articles, stems, mean, common: limits.common as usize })
    }

    /// What [`super::answer::answer`] must answer.
    pub fn answer(&self, query: &Query, with: &[String], without: &[String], order: Order) -> Vec<Hit> {
        let clauses = self.with_names(&query.clauses);
        let fitting: Vec<(bool, Vec<Option<u32>>)> = clauses
            .iter()
            .map(|clause| {
                let units: Vec<Vec<Option<u32>>> = clause.any.iter().map(|unit| self.unit(unit)).collect();
                let sum = |at: usize| {
                    let scores: Vec<u32> = units.iter().filter_map(|unit| unit[at]).collect();
                    (!scores.is_empty()).then(|| scores.iter().sum())
                };
                (clause.exclude, (0..self.articles.len()).map(sum).collect())
            })
            .collect();
        let mut hits: Vec<(&Held, Hit)> = Vec::new();
        for (at, article) in self.articles.iter().enumerate() {
            let has = |key: &String| article.keys.iter().any(|(known, _)| known == key);
            let in_time = article.days.map_or(query.from.is_none() && query.to.is_none(), |(first, last)| {
                query.from.is_none_or(|from| last >= from) && query.to.is_none_or(|to| first <= to)
            });
            let fits = fitting.iter().all(|(exclude, scores)| scores[at].is_some() != *exclude);
            if fits && in_time && with.iter().all(has) && !without.iter().any(has) {
                let score = fitting.iter().filter(|(exclude, _)| !exclude).filter_map(|(_, s)| s[at]).sum();
                hits.push((article, Hit { id: article.number, score }));
            }
        }
        hits.sort_by_key(|(article, hit)| {
            let day = article.days.map(|(first, _)| first);
            match order {
                Order::Relevance => (false, -i64::from(hit.score), hit.id),
                Order::Oldest => (day.is_none(), day.map_or(0, i64::from), hit.id),
                Order::Newest => (day.is_none(), -day.map_or(0, i64::from), hit.id),
            }
        });
        hits.into_iter().map(|(_, hit)| hit).collect()
    }

    fn with_names(&self, clauses: &[Clause]) -> Vec<Clause> {
        let mut result = Vec::new();
        let mut at = 0;
        while at < clauses.len() {
            let run: Vec<&str> = clauses[at..].iter().map_while(lone_word).collect();
            let known = |length: &usize| {
                let (first, rest) = run[..*length].split_first()?;
                let keys = self.names.get(*first)?.get(&rest.join(" "))?;
                Some((*length, keys))
            };
            match (1..=run.len()).rev().find_map(|length| known(&length)) {
                Some((length, keys)) => {
                    let words = run[..length].iter().map(|word| (*word).to_owned()).collect();
                    let mut any = vec![Unit::All(words)];
                    any.extend(keys.iter().cloned().map(Unit::Key));
                    result.push(Clause { exclude: false, any });
                    at += length;
                }
                None => {
                    result.push(clauses[at].clone());
                    at += 1;
                }
            }
        }
        result
    }

    /// The score of a unit in each article that it fits.
    fn unit(&self, unit: &Unit) -> Vec<Option<u32>> {
        match unit {
            Unit::Words { words, quoted } if words.len() == 1 => {
                self.weighed(|held| self.best(held, &words[0], !quoted, |form| self.impact(held, form)))
            }
            Unit::Words { words, .. } => self.phrase(words, u32::MAX),
            Unit::Title { words, quoted } if words.len() == 1 => self.weighed(|held| {
                self.best(held, &words[0], !quoted, |form| {
                    let places = held.placed.places.get(form)?;
                    counted(places).1.then_some(15)
                })
            }),
            Unit::Title { words, .. } => self.phrase(words, TITLE_ROOM),
            Unit::Prefix(prefix) => self.weighed(|held| {
                let words = held.placed.places.keys().filter(|word| word.starts_with(prefix));
                words.filter_map(|word| self.impact(held, word)).max()
            }),
            Unit::All(words) => {
                let any_form = |word: &String| {
                    self.weighed(|held| self.best(held, word, true, |form| self.impact(held, form)))
                };
                let each: Vec<_> = words.iter().map(any_form).collect();
                (0..self.articles.len()).map(|at| each.iter().map(|scores| scores[at]).sum()).collect()
            }
            Unit::Key(key) => self.weighed(|held| {
                let (_, times) = held.keys.iter().find(|(known, _)| known == key)?;
                Some(u32::from(mention_impact(*times)))
            }),
            Unit::Named(kind, words) => {
                let fits =
                    |word: &String, forms: &BTreeSet<Vec<String>>| forms.iter().flatten().any(|w| w == word);
                let named = self.collection.named.iter().filter(|named| named.kind == *kind);
                let keys: BTreeSet<&String> = named
                    .filter(|named| words.iter().all(|word| fits(word, &named.forms)))
                    .map(|named| &named.key)
                    .collect();
                let has = |held: &Held| held.keys.iter().any(|(key, _)| keys.contains(key)).then_some(0);
                self.articles.iter().map(has).collect()
            }
        }
    }

    fn weighed(&self, impact: impl Fn(&Held) -> Option<u32>) -> Vec<Option<u32>> {
        let impacts: Vec<Option<u32>> = self.articles.iter().map(impact).collect();
        let weight = weight(self.articles.len() as u32, impacts.iter().flatten().count() as u32);
        impacts.into_iter().map(|impact| impact.map(|impact| impact * weight)).collect()
    }

    /// The highest impact that a form of a word has in an article, or the word alone: other forms count half.
    fn best(
        &self,
        held: &Held,
        word: &str,
        any_form: bool,
        impact: impl Fn(&str) -> Option<u32>,
    ) -> Option<u32> {
        let stem = self.collection.forms.stem(word).filter(|_| any_form);
        let Some(stem) = stem else { return impact(word) };
        let forms = self.stems.get(&stem).into_iter().flatten();
        let counted = |form: &String| {
            let impact = held.placed.places.contains_key(form).then(|| impact(form))??;
            Some(if form == word { impact } else { u32::from(of_other_form(impact as u8)) })
        };
        forms.filter_map(counted).max()
    }

    fn impact(&self, held: &Held, word: &str) -> Option<u32> {
        let (times, _) = counted(held.placed.places.get(word)?);
        Some(u32::from(impact(times, held.placed.length, self.mean)))
    }

    fn phrase(&self, words: &[String], below: u32) -> Vec<Option<u32>> {
        let each: Vec<_> = words.iter().map(|word| self.weighed(|held| self.impact(held, word))).collect();
        let held_by = |scores: &Vec<Option<u32>>| scores.iter().flatten().count();
        let rare: Vec<bool> = each.iter().map(|scores| held_by(scores) <= self.common).collect();
        let all = !rare.contains(&true);
        let holds = |held: &Held| {
            let row: Option<Vec<&Vec<u32>>> = words.iter().map(|word| held.placed.places.get(word)).collect();
            let Some(row) = row else { return false };
            let last = row.iter().flat_map(|places| places.iter()).max().copied().unwrap_or(0);
            (0..=last).any(|start| {
                let stands = |nth: usize| row[nth].contains(&(start + nth as u32));
                start < below && (0..words.len()).all(|nth| !(all || rare[nth]) || stands(nth))
            })
        };
        let score = |(at, held): (usize, &Held)| holds(held).then(|| each.iter().filter_map(|s| s[at]).sum());
        self.articles.iter().enumerate().map(score).collect()
    }
}
