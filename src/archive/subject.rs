//! What each article is about, as a list of weighted things: words and pairs of words, names and topics.
//!
//! A thing weighs more the rarer it is in the archive and the more of the article it takes up; a word also, the more
//! often it comes back in the texts that have it at all ("drought" does, "announced" does not). What most articles of
//! the same author, section or folder share (the one who always speaks, the press office) says nothing of one.

use super::fold::{fold, words};
use super::model::{Article, ArticleId, Entity, Topic};
use super::terms::{Terms, of_headline, stem};
use crate::analysis::entity::EntityKind;
use rustc_hash::FxHashMap;
use std::collections::{BTreeMap, BTreeSet};

/// Share of the archive above which a word or a pair says nothing; a name or a topic says a little up to the half.
const COMMON: f64 = 0.15;
const COMMON_NAME: f64 = 0.5;
/// Weight of what stands at the beginning, beside what does not.
const EARLY: f64 = 1.3;
/// Weight of a pair, whose words count for themselves as well.
const PAIR: f64 = 0.7;
/// Weight of a topic that somebody gave the article.
const TOPIC: f64 = 1.5;
/// Length, in units of the rarest thing there can be, up to which an article counts as saying little: what it shares
/// with another is then no reason, however large a part of it that is.
const SHORT: f64 = 1.5;
/// Articles of a group that are taken to be of another kind, so that a small group hides nothing.
const GROUP_DOUBT: f64 = 3.0;

/// Something that articles can share.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Thing {
    /// A word or a pair, as a reader sees it.
    Word(String),
    /// Index of an entity.
    Name(usize),
    /// Index of a topic.
    Topic(usize),
}

/// The things that at least two articles share, in a fixed order, and how much each article is about them.
#[derive(Debug, Default)]
pub(super) struct Subjects {
    pub(super) things: Vec<Thing>,
    /// For each article its things with their weights, in order of the things; the squares sum to one at most.
    pub(super) of_article: Vec<Vec<(u32, f32)>>,
}

impl Subjects {
    /// `terms` are the words that the texts say most, in the order of the articles (or empty).
    pub(super) fn new(articles: &[Article], entities: &[Entity], topics: &[Topic], terms: &[&Terms]) -> Self {
        let groups = Groups::new(articles);
        let mut subjects = Self { things: Vec::new(), of_article: vec![Vec::new(); articles.len()] };
        for (word, said) in words_said(articles, entities, terms) {
            let share = if word.contains(' ') { PAIR } else { 1.0 };
            let place = |said: &Said| {
                share * if said.early { EARLY } else { 1.0 } * (1.0 + f64::from(said.count).ln())
            };
            let count = said.iter().map(|said| u32::from(said.count)).sum();
            let holders = said.iter().map(|said| (said.article, place(said))).collect();
            subjects.add(Thing::Word(word), holders, count, &groups);
        }
        for (at, holders) in names_said(articles, entities).into_iter().enumerate() {
            let count = holders.len() as u32;
            subjects.add(Thing::Name(at), holders, count, &groups);
        }
        for (at, topic) in topics.iter().enumerate() {
            let known =
                topic.articles.iter().filter(|ArticleId(article)| (*article as usize) < articles.len());
            let holders: Vec<(u32, f64)> = known.map(|ArticleId(article)| (*article, TOPIC)).collect();
            let count = holders.len() as u32;
            subjects.add(Thing::Topic(at), holders, count, &groups);
        }
        let short = SHORT * (articles.len() as f64 + 1.0).ln();
        subjects.of_article.iter_mut().for_each(|things| normalise(things, short as f32));
        subjects
    }

    /// Adds a thing with how much it takes up of each of its articles, before its rarity counts, and how often it is
    /// said in all of them.
    fn add(&mut self, thing: Thing, holders: Vec<(u32, f64)>, count: u32, groups: &Groups) {
        let all = self.of_article.len();
        if is_common(&thing, holders.len(), all) || holders.len() < 2 {
            return;
        }
        let id = self.things.len() as u32;
        let weight = rarity(holders.len(), all) * recurrence(&thing, holders.len(), count);
        let usual = groups.shares(holders.iter().map(|(at, _)| *at));
        for (at, place) in holders {
            let left = 1.0 - usual.get(&groups.of_article[at as usize]).copied().unwrap_or(0.0);
            let left = if matches!(thing, Thing::Name(_)) { left.powi(4) } else { left };
            self.of_article[at as usize].push((id, (place * weight * left) as f32));
        }
        self.things.push(thing);
    }

    /// How much two articles are about the same, and what, the weightiest first.
    pub(super) fn shared(&self, one: usize, other: usize) -> (f64, Vec<(f64, usize)>) {
        let (one, other) = (&self.of_article[one], &self.of_article[other]);
        let mut others = other.iter().peekable();
        let mut shared: Vec<(f64, usize)> = Vec::new();
        for &(thing, weight) in one {
            while others.next_if(|(other, _)| *other < thing).is_some() {}
            if let Some((_, other)) = others.next_if(|(other, _)| *other == thing) {
                shared.push((f64::from(weight) * f64::from(*other), thing as usize));
            }
        }
        shared.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        (shared.iter().map(|(weight, _)| weight).sum(), shared)
    }
}

fn normalise(things: &mut [(u32, f32)], short: f32) {
    let length = things.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(short);
    if length > 0.0 {
        things.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
}

fn is_common(thing: &Thing, holders: usize, all: usize) -> bool {
    let share = if matches!(thing, Thing::Word(_)) { COMMON } else { COMMON_NAME };
    holders > ((all as f64 * share) as usize).max(3)
}

fn rarity(holders: usize, all: usize) -> f64 {
    ((all as f64 + 1.0) / holders as f64).ln().max(0.0)
}

/// Words of the subject come back in a text, words of the trade stand there once. In any language.
fn recurrence(thing: &Thing, holders: usize, count: u32) -> f64 {
    match thing {
        Thing::Word(_) => {
            let (holders, count) = (holders as f64, f64::from(count));
            (0.35 + 0.9 * (count + 1.1 - holders) / (holders + 2.0)).clamp(0.35, 1.3)
        }
        _ => 1.0,
    }
}

/// A word or a pair in an article.
struct Said {
    article: u32,
    count: u16,
    early: bool,
}

/// The words and pairs that several articles say, in order, with these articles.
fn words_said(articles: &[Article], entities: &[Entity], terms: &[&Terms]) -> Vec<(String, Vec<Said>)> {
    let names = words_of_names(articles.len(), entities);
    let mut said: FxHashMap<String, Vec<Said>> = FxHashMap::default();
    for (at, article) in articles.iter().enumerate() {
        let headline = of_headline(&article.title.text);
        let mut here: BTreeMap<&str, (u16, bool)> =
            headline.iter().map(|term| (term.text.as_str(), (1, true))).collect();
        for term in terms.get(at).into_iter().flat_map(|terms| terms.iter()) {
            let (count, early) = here.entry(term.text).or_default();
            (*count, *early) = (term.count.max(1), *early || term.early);
        }
        let is_name = |text: &str| text.split(' ').any(|word| names[at].contains(word));
        for (text, (count, early)) in here.into_iter().filter(|(text, _)| !is_name(text)) {
            let said_here = Said { article: at as u32, count, early };
            match said.get_mut(text) {
                Some(said) => said.push(said_here),
                None => {
                    said.insert(text.to_owned(), vec![said_here]);
                }
            }
        }
    }
    said.retain(|_, said| said.len() > 1);
    let mut said: Vec<(String, Vec<Said>)> = said.into_iter().collect();
    said.sort_unstable_by(|a, b| a.0.cmp(&b.0));
    said
}

/// How much of each article is about each name: said often, said early.
fn names_said(articles: &[Article], entities: &[Entity]) -> Vec<Vec<(u32, f64)>> {
    let first: Vec<BTreeMap<u32, f64>> = articles.iter().map(first_mentions).collect();
    let of_entity = |(at, entity): (usize, &Entity)| {
        let kind = if entity.kind == EntityKind::Place { 0.6 } else { 0.8 };
        let holder = |(ArticleId(article), count): &(ArticleId, u32)| {
            let place = match first.get(*article as usize)?.get(&(at as u32)) {
                Some(place) if *place < 0.33 => EARLY,
                Some(place) if *place > 0.7 => 0.6,
                _ => 1.0,
            };
            let much = 0.5 + f64::from(*count).ln_1p();
            Some((*article, kind * place * much))
        };
        entity.articles.iter().filter_map(holder).collect()
    };
    entities.iter().enumerate().map(of_entity).collect()
}

/// Where in the text each name stands first, from 0 to 1.
fn first_mentions(article: &Article) -> BTreeMap<u32, f64> {
    let length = article.passages.last().map_or(1, |passage| passage.end.max(1));
    let mut first = BTreeMap::new();
    for mention in &article.mentions {
        let place = f64::from(mention.range.start) / f64::from(length);
        let known = first.entry(mention.entity.0).or_insert(place);
        *known = known.min(place);
    }
    first
}

/// For each article the words of the names in it: names count for themselves.
fn words_of_names(count: usize, entities: &[Entity]) -> Vec<BTreeSet<String>> {
    let mut names = vec![BTreeSet::new(); count];
    for entity in entities {
        let forms = std::iter::once(&entity.name).chain(entity.variants.iter().take(6).map(|(form, _)| form));
        let parts: BTreeSet<String> =
            forms.flat_map(|form| words(&fold(form))).map(|word| stem(&word)).collect();
        for (article, _) in &entity.articles {
            if let Some(names) = names.get_mut(article.0 as usize) {
                names.extend(parts.iter().cloned());
            }
        }
    }
    names
}

/// Articles of one author, or else of one section, or else of one folder.
struct Groups {
    of_article: Vec<u32>,
    sizes: Vec<u32>,
}

impl Groups {
    fn new(articles: &[Article]) -> Self {
        let key = |article: &Article| match (article.authors.first(), &article.section) {
            (Some(author), _) => (Some(author.0), String::new()),
            (None, Some(section)) => (None, section.clone()),
            _ => (None, article.key.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()),
        };
        let mut numbers = BTreeMap::new();
        let mut sizes: Vec<u32> = Vec::new();
        let mut of_article = Vec::with_capacity(articles.len());
        for article in articles {
            let next = numbers.len() as u32;
            let number = *numbers.entry(key(article)).or_insert(next);
            if number as usize == sizes.len() {
                sizes.push(0);
            }
            sizes[number as usize] += 1;
            of_article.push(number);
        }
        Self { of_article, sizes }
    }

    /// The share of each group's articles, one apart, that are among the holders. Where all articles are of one
    /// group, rarity has said it.
    fn shares(&self, holders: impl Iterator<Item = u32>) -> BTreeMap<u32, f64> {
        let mut counts: BTreeMap<u32, f64> = BTreeMap::new();
        if self.sizes.len() > 1 {
            for at in holders {
                *counts.entry(self.of_article[at as usize]).or_default() += 1.0;
            }
        }
        for (group, count) in &mut counts {
            *count = (*count - 1.0) / (f64::from(self.sizes[*group as usize]) + GROUP_DOUBT);
        }
        counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_come_back_weigh_more() {
        let word = Thing::Word("drought".into());
        assert!(recurrence(&word, 10, 30) > 2.0 * recurrence(&word, 10, 10));
        assert_eq!(recurrence(&Thing::Name(0), 10, 10), 1.0);
    }

    #[test]
    fn rare_things_weigh_more_and_common_ones_nothing() {
        assert!(rarity(2, 100) > 2.0 * rarity(20, 100) && rarity(100, 100) < 0.1);
        let word = Thing::Word("board".into());
        assert!(is_common(&word, 16, 100) && !is_common(&word, 15, 100) && !is_common(&word, 3, 4));
        assert!(!is_common(&Thing::Name(0), 16, 100));
    }

    #[test]
    fn a_group_is_known_by_its_share() {
        let groups = Groups { of_article: vec![0, 0, 0, 0, 1], sizes: vec![4, 1] };
        let shares = groups.shares(0..5);
        assert!(shares[&0] > 0.4 && shares[&1] == 0.0);
        assert!(Groups { of_article: vec![0], sizes: vec![1] }.shares(0..1).is_empty());
    }

    #[test]
    fn little_said_is_little_alike() {
        let mut things = vec![(0, 1.0), (1, 0.0)];
        normalise(&mut things, 4.0);
        assert_eq!(things[0].1, 0.25);
        normalise(&mut things, 0.0);
        assert_eq!(things[0].1, 1.0);
    }
}
