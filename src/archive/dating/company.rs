//! The years that the rest of an archive speaks for: those in which its dated articles lie, and those of the dated
//! articles that share rare names and words with an article.

use super::super::facts::{ArticleFacts, Particulars, Shelf};
use super::super::model::Published;
use chrono::Datelike;
use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

/// Fewer dated articles tell nothing of an archive.
const LEAST_DATED: usize = 10;

/// A thing is rare when no more than so many dated articles hold it, or this share of them.
const RARE: (usize, f64) = (4, 0.02);

/// So many of the rarest things of an article are asked.
const ASKED: usize = 24;

/// Things that are shared lie so many years apart, as a rule.
const APART: f64 = 1.5;

/// The share of a thing's weight that lies on no year: it may come back at any time.
const AT_ANY_TIME: f64 = 0.4;

/// What each thing weighs beside others, since one event brings many.
const TEMPER: f64 = 0.2;

/// The dated part of an archive, by what its articles tell of.
pub(super) struct Company {
    /// Thing of an undated article → years of the dated articles that hold it.
    holders: BTreeMap<String, Vec<i32>>,
    /// The first of the years that are thought of, and the weight of each.
    first: i32,
    years: Vec<f64>,
    /// No more holders than this, and a thing is rare.
    rare: usize,
}

/// What the company of an article speaks for.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Kept {
    /// The logarithm of the weight of each year, beginning with `first`.
    logs: Vec<f64>,
    /// The first year.
    pub(super) first: i32,
    /// Things that dated articles of few years share with it, the rarest first.
    pub(super) shared: Vec<(String, i32)>,
}

impl Kept {
    /// The logarithm of a year's weight; of years far from all dated articles that of the least.
    pub(super) fn log(&self, year: i32) -> f64 {
        let at = usize::try_from(year - self.first).ok();
        let least = || self.logs.iter().copied().fold(0.0, f64::min) - 2.0;
        at.and_then(|at| self.logs.get(at)).copied().unwrap_or_else(least)
    }
}

impl Company {
    /// The dated part of an archive; nothing where it is too small.
    pub(super) fn of(
        facts: &[ArticleFacts],
        decided: &[Option<Published>],
        shelf: &dyn Shelf,
    ) -> Option<Self> {
        let undated = facts.iter().zip(decided).filter(|(_, published)| published.is_none());
        let mut holders: BTreeMap<String, Vec<i32>> = BTreeMap::new();
        for (facts, _) in undated {
            for thing in things(facts, &particulars(facts, shelf)) {
                if !holders.contains_key(thing) {
                    holders.insert(thing.to_owned(), Vec::new());
                }
            }
        }
        if holders.is_empty() {
            return None;
        }
        let mut dated: BTreeMap<i32, f64> = BTreeMap::new();
        let mut count = 0;
        for (facts, published) in facts.iter().zip(decided) {
            let stated = published.as_ref().filter(|published| published.stated);
            let Some(published) = stated.filter(|p| p.earliest.year() == p.latest.year()) else { continue };
            let year = published.earliest.year();
            count += 1;
            for near in [-2, -1, 0, 1, 2_i32] {
                *dated.entry(year + near).or_default() += 1.0 / f64::from(1 + near.abs());
            }
            for thing in things(facts, &particulars(facts, shelf)) {
                if let Some(years) = holders.get_mut(thing) {
                    years.push(year);
                }
            }
        }
        let (first, last) = (*dated.keys().next()?, *dated.keys().next_back()?);
        let weight = |year| dated.get(&year).copied().unwrap_or(0.0) + 0.2;
        let rare = RARE.0.max((count as f64 * RARE.1) as usize);
        (count >= LEAST_DATED && last - first < 1000).then(|| Self {
            holders,
            first,
            years: (first..=last).map(weight).collect(),
            rare,
        })
    }

    /// What the dated articles speak for, for one that is not dated.
    pub(super) fn of_article(&self, facts: &ArticleFacts, shelf: &dyn Shelf) -> Kept {
        let particulars = particulars(facts, shelf);
        let mut shared: Vec<(&str, &[i32])> = things(facts, &particulars)
            .into_iter()
            .filter_map(|thing| Some((thing, self.holders.get(thing)?.as_slice())))
            .filter(|(_, years)| (1..=self.rare).contains(&years.len()))
            .collect();
        shared.sort_by_key(|(thing, years)| (years.len(), std::cmp::Reverse(thing.len())));
        shared.truncate(ASKED);
        let total: f64 = self.years.iter().sum();
        let log = |(at, weight): (usize, &f64)| {
            let year = self.first + at as i32;
            let things: f64 = shared.iter().map(|(_, years)| self.nearness(years, year).ln()).sum();
            (weight / total).ln() + TEMPER * things
        };
        let logs = self.years.iter().enumerate().map(log).collect();
        let shared = shared.iter().filter_map(|(thing, years)| Some(((*thing).to_owned(), *years.first()?)));
        Kept { logs, first: self.first, shared: shared.take(3).collect() }
    }

    /// How near a year is to those of the holders of a thing, beside chance.
    fn nearness(&self, holders: &[i32], year: i32) -> f64 {
        let near = |holder: &i32| (-f64::from((holder - year).abs()) / APART).exp();
        let all = self.years.len() as f64;
        let mean = holders.iter().map(near).sum::<f64>() / holders.len().max(1) as f64;
        AT_ANY_TIME + (1.0 - AT_ANY_TIME) * mean * all / (2.0 * APART)
    }
}

fn particulars<'f>(facts: &'f ArticleFacts, shelf: &dyn Shelf) -> Cow<'f, Particulars> {
    shelf.particulars(facts.stored, &facts.particulars)
}

/// Between the words of a pair.
const PAIR: char = ' ';

/// What an article tells of: the names in it, and the pairs of words that it says most.
fn things<'a>(facts: &'a ArticleFacts, particulars: &'a Particulars) -> BTreeSet<&'a str> {
    let names = facts.entities.iter().filter(|entity| !entity.is_offered());
    let names = names.map(|entity| entity.surface.as_str());
    names.chain(particulars.terms.iter().map(|term| term.text).filter(|term| term.contains(PAIR))).collect()
}
