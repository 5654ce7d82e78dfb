//! What each article is about, as a list of weighted things: words and pairs of words, names and topics.
//!
//! A thing weighs more the rarer it is in the archive and the more of the article it takes up; a word also, the more
//! often it comes back in the texts that have it at all ("drought" does, "announced" does not). What most articles of
//! the same author, section or folder share (the one who always speaks, the press office) says nothing of one.

use super::groups::{Groups, Place};
use super::lists::{Lists, Pair};
use super::model::{Article, ArticleId, Entity};
use super::said::{Material, Named, Said, Words};
use super::signature::CELLS;
use crate::analysis::entity::EntityKind;
use std::collections::BTreeMap;

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
pub(super) struct Subjects {
    pub(super) things: Vec<Thing>,
    /// How many articles share each thing.
    pub(super) holders: Vec<u32>,
    /// For each article its things with their weights, in order of the things; the squares sum to one at most.
    pub(super) of_article: Lists,
    /// The cells of the signatures of all texts; empty where there are none.
    pub(super) fingerprints: Vec<[u32; CELLS]>,
}

impl Subjects {
    /// Weighs what the articles say.
    pub(super) fn new(material: &Material) -> Self {
        let all = material.articles.len();
        let mut said = Words::of(material);
        let mut things = Things { all, ..Things::default() };
        things.add_words(&mut said);
        let names = Named::of_entities(all, material.entities);
        for (at, entity) in material.entities.iter().enumerate() {
            let holders = entity.articles.iter().filter(|(id, _)| things.knows(*id)).count() as u32;
            let thing = things.add(Thing::Name(at), holders, holders);
            things.of_name.push(thing);
        }
        let topics = Named::of_topics(all, material.topics);
        for (at, topic) in material.topics.iter().enumerate() {
            let holders = topic.articles.iter().filter(|id| things.knows(**id)).count() as u32;
            let thing = things.add(Thing::Topic(at), holders, holders);
            things.of_topic.push(thing);
        }
        let mut of_article = material.lists(all);
        let places = |at: usize| things.places(at, material, (&said, &names, &topics));
        weigh(material.articles, &things.weights, &places, &mut of_article);
        of_article.finish();
        let Things { things, holders, .. } = things;
        Self { things, holders, of_article, fingerprints: said.fingerprints }
    }

    /// How much two articles are about the same, and what, the weightiest first.
    pub(super) fn shared(&self, one: usize, other: usize) -> (f64, Vec<(f64, usize)>) {
        self.shared_with(&self.of_article.get(one), other)
    }

    /// The same, of the things of an article.
    pub(super) fn shared_with(&self, one: &[Pair], other: usize) -> (f64, Vec<(f64, usize)>) {
        let other = self.of_article.get(other);
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

/// Gives each article its list: what a thing takes up of it, how rare that is, and how usual in its group.
fn weigh(articles: &[Article], weights: &[f64], places: &dyn Fn(usize) -> Vec<Place>, into: &mut Lists) {
    let groups = Groups::new(articles);
    let short = (SHORT * (articles.len() as f64 + 1.0).ln()) as f32;
    let mut weighed: Vec<Pair> = Vec::new();
    for group in
        groups.in_order().chunk_by(|a, b| groups.of_article[*a as usize] == groups.of_article[*b as usize])
    {
        let shares = groups.shares(group, places);
        for &at in group {
            let left = |place: &Place| {
                let left = 1.0 - shares.get(&place.thing).copied().unwrap_or(0.0);
                if place.name { left.powi(4) } else { left }
            };
            let things = places(at as usize);
            weighed.clear();
            weighed.extend(things.iter().map(|place| {
                (place.thing, (place.much * weights[place.thing as usize] * left(place)) as f32)
            }));
            normalise(&mut weighed, short);
            into.set(at as usize, &weighed);
        }
    }
}

/// The things found so far.
#[derive(Default)]
struct Things {
    /// Number of all articles.
    all: usize,
    things: Vec<Thing>,
    holders: Vec<u32>,
    /// How much a thing weighs because it is rare.
    weights: Vec<f64>,
    /// The thing of a word, a name or a topic; none where it is too common or only one article has it.
    of_word: Vec<Option<u32>>,
    of_name: Vec<Option<u32>>,
    of_topic: Vec<Option<u32>>,
}

impl Things {
    fn knows(&self, id: ArticleId) -> bool {
        (id.0 as usize) < self.all
    }

    /// Adds a thing that so many articles have, said so often in all of them.
    fn add(&mut self, thing: Thing, holders: u32, count: u32) -> Option<u32> {
        let (is_word, number) = (matches!(thing, Thing::Word(_)), holders as usize);
        if is_common(is_word, number, self.all) || number < 2 {
            return None;
        }
        self.weights.push(rarity(number, self.all) * recurrence(is_word, number, count));
        self.holders.push(holders);
        self.things.push(thing);
        Some(self.things.len() as u32 - 1)
    }

    /// Adds the words in the order of their letters, so that those of an article, which stand in that order, are in
    /// the order of the things.
    fn add_words(&mut self, said: &mut Words) {
        self.of_word = vec![None; said.totals.len()];
        let all = self.all;
        let mut words: Vec<(Box<str>, u32)> = std::mem::take(&mut said.numbers)
            .into_iter()
            .filter(|(_, number)| {
                let holders = said.totals[*number as usize].0 as usize;
                holders > 1 && !is_common(true, holders, all)
            })
            .collect();
        words.sort_unstable_by(|a, b| a.0.cmp(&b.0));
        for (word, number) in words {
            let (holders, count) = said.totals[number as usize];
            self.of_word[number as usize] = self.add(Thing::Word(word.into_string()), holders, count);
        }
    }

    /// The things of an article, in their order.
    fn places(
        &self,
        at: usize,
        material: &Material,
        (said, names, topics): (&Words, &Named, &Named),
    ) -> Vec<Place> {
        let word = |&(number, said): &Pair| {
            let (thing, said) = (self.of_word[number as usize]?, Said::unpacked(said));
            let share = if said.pair { PAIR } else { 1.0 };
            let much = share * if said.early { EARLY } else { 1.0 } * (1.0 + f64::from(said.count).ln());
            Some(Place { thing, much, name: false })
        };
        let mut places: Vec<Place> = said.of_article.get(at).iter().filter_map(word).collect();
        let named = names.of(at);
        let first = if named.is_empty() { BTreeMap::new() } else { first_mentions(&material.articles[at]) };
        places.extend(named.iter().filter_map(|&(entity, count)| {
            let thing = self.of_name[entity as usize]?;
            let much = name_place(&material.entities[entity as usize], first.get(&entity).copied(), count);
            Some(Place { thing, much, name: true })
        }));
        let topic = |&(topic, _): &(u32, u32)| {
            Some(Place { thing: self.of_topic[topic as usize]?, much: TOPIC, name: false })
        };
        places.extend(topics.of(at).iter().filter_map(topic));
        places
    }
}

fn normalise(things: &mut [(u32, f32)], short: f32) {
    let length = things.iter().map(|(_, weight)| weight * weight).sum::<f32>().sqrt().max(short);
    if length > 0.0 {
        things.iter_mut().for_each(|(_, weight)| *weight /= length);
    }
}

fn is_common(is_word: bool, holders: usize, all: usize) -> bool {
    let share = if is_word { COMMON } else { COMMON_NAME };
    holders > ((all as f64 * share) as usize).max(3)
}

fn rarity(holders: usize, all: usize) -> f64 {
    ((all as f64 + 1.0) / holders as f64).ln().max(0.0)
}

/// Words of the subject come back in a text, words of the trade stand there once. In any language.
fn recurrence(is_word: bool, holders: usize, count: u32) -> f64 {
    if !is_word {
        return 1.0;
    }
    let (holders, count) = (holders as f64, f64::from(count));
    (0.35 + 0.9 * (count + 1.1 - holders) / (holders + 2.0)).clamp(0.35, 1.3)
}

/// How much of an article is about a name: said often, said early.
fn name_place(entity: &Entity, first: Option<f64>, count: u32) -> f64 {
    let kind = if entity.kind == EntityKind::Place { 0.6 } else { 0.8 };
    let place = match first {
        Some(place) if place < 0.33 => EARLY,
        Some(place) if place > 0.7 => 0.6,
        _ => 1.0,
    };
    let much = 0.5 + f64::from(count).ln_1p();
    kind * place * much
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_that_come_back_weigh_more() {
        assert!(recurrence(true, 10, 30) > 2.0 * recurrence(true, 10, 10));
        assert_eq!(recurrence(false, 10, 10), 1.0);
    }

    #[test]
    fn rare_things_weigh_more_and_common_ones_nothing() {
        assert!(rarity(2, 100) > 2.0 * rarity(20, 100) && rarity(100, 100) < 0.1);
        assert!(is_common(true, 16, 100) && !is_common(true, 15, 100) && !is_common(true, 3, 4));
        assert!(!is_common(false, 16, 100));
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
