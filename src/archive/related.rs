//! What to read next: articles that are about the same, each with the reason for the reader.
//!
//! Likeness is the cosine of what two articles are about ([`super::subject`]); nearness in time only tips the scale.
//! No suggestion is better than a bad one: how much two articles must have in common is learnt from the archive.
//! Copies of one text (an agency report printed twice) are no suggestion, and of several notices of one form the
//! first stands for all. The list of the holders of a thing is cut before it is looked through, so that the work
//! stays near-linear in the archive.

use super::in_time::{InTime, NEAREST};
use super::lists::{Lists, Pair};
use super::model::{Article, ArticleId, Related};
use super::reason::reason;
use super::said::Material;
use super::signature::are_copies;
pub use super::signature::signature;
use super::subject::{Subjects, Thing};
use super::terms::root;
use crate::strings::Strings;
use chrono::NaiveDate;
use rayon::prelude::*;
use rustc_hash::FxHashMap;
use std::cell::Cell;
use std::collections::BTreeMap;

/// Most suggestions for one article.
const MOST: usize = 5;
/// Things of an article that are looked up, the weightiest first.
const LOOKED_UP: usize = 32;
/// Holders of a thing that are looked at beside the nearest in time: those most about it.
const MOST_ABOUT: usize = 96;
/// Candidates of an article that are compared with it in full.
const COMPARED: usize = 48;
/// Part of a likeness that one shared thing can make up: two that share a word and nothing else are not alike.
const ONE_THING: f64 = 0.4;
/// Likeness, relative to that of the best suggestion, under which the others are left out.
const BESIDE_BEST: f64 = 0.4;
/// Likeness from which two articles are one text in other words.
const SAME: f64 = 0.85;
/// Likeness from which one of two suggestions stands for both.
const ALIKE: f64 = 0.7;
/// Share of the likeness that a thing makes up to be told of.
const TOLD: f64 = 0.02;
/// How much more an article of the same day counts, and the days after which a third of that is left.
const SAME_DAY: f64 = 0.2;
const DAYS: f64 = 45.0;
/// Articles from which the least likeness is learnt, the place in their lists where chance begins, how far above
/// that a suggestion must be, and the limits of what is learnt.
const ASKED: usize = 400;
const CHANCE: usize = 12;
const ABOVE_CHANCE: f64 = 1.5;
const LEAST: (f64, f64) = (0.15, 0.25);

thread_local! {
    /// Of each candidate what it shares with the article that is asked for, and the last thing that was counted. Empty
    /// between two articles: it keeps its room.
    static SUMS: Cell<FxHashMap<u32, (f32, u32)>> = Cell::new(FxHashMap::default());
}

/// Related articles of each article, the nearest first; `None` where what was put away could not be read again.
pub fn related(material: &Material, strings: &Strings) -> Option<Vec<Vec<Related>>> {
    let index = Index::new(material, Subjects::new(material));
    let least = index.least();
    let told = |at: usize, found: &Found| Related {
        article: ArticleId(found.article as u32),
        reason: reason(
            strings,
            (index.days[at], index.days[found.article]),
            &index.told(found),
            (material.entities, material.topics),
        ),
    };
    let all = (0..material.articles.len()).into_par_iter().map(|at| {
        let fingerprints = &index.subjects.fingerprints;
        let is_copy = |one: usize, other: usize| are_copies(material.articles, fingerprints, one, other);
        let chosen = index.chosen(at, least, is_copy);
        // Collected from references, so that the list has no room to spare.
        chosen.iter().map(|found| told(at, found)).collect()
    });
    let all = all.collect();
    (!index.failed()).then_some(all)
}

/// An article beside another.
#[derive(Debug)]
struct Found {
    article: usize,
    /// Likeness, with nearness in time, and how much that tips the scale.
    score: f64,
    closeness: f64,
    /// Likeness alone.
    likeness: f64,
    shared: Vec<(f64, usize)>,
}

/// Who is about what.
struct Index {
    subjects: Subjects,
    /// For each thing that more articles share than are looked at, those most about it, with how much they are.
    most_about: Lists,
    /// For each thing its articles in the order of time.
    in_time: InTime,
    /// Place of each article in the order of time.
    rank: Vec<u32>,
    /// The other way round.
    by_rank: Vec<u32>,
    days: Vec<Option<NaiveDate>>,
}

impl Index {
    fn new(material: &Material, subjects: Subjects) -> Self {
        let articles = material.articles;
        let days: Vec<Option<NaiveDate>> = articles.iter().map(shown_day).collect();
        let mut by_rank: Vec<u32> = (0..articles.len() as u32).collect();
        by_rank.sort_by_key(|&at| (days[at as usize].is_none(), days[at as usize], at));
        let mut rank = vec![0; articles.len()];
        for (place, &at) in (0..).zip(&by_rank) {
            rank[at as usize] = place;
        }
        let mut most_about = material.lists(subjects.things.len());
        let in_time = InTime::new(material, &subjects, &by_rank, &mut |thing, places| {
            if places.len() > NEAREST + 1 {
                let holders = places.iter().map(|&(place, weight)| (by_rank[place as usize], weight));
                most_about.set(thing, &heaviest(holders.collect()));
            }
        });
        most_about.finish();
        Self { subjects, most_about, in_time, rank, by_rank, days }
    }

    fn failed(&self) -> bool {
        self.subjects.of_article.failed() || self.most_about.failed() || self.in_time.failed()
    }

    /// The articles that have most in common with one, best first.
    fn ranked(&self, at: usize) -> Vec<Found> {
        let things = self.subjects.of_article.get(at);
        let candidates = self.candidates(at, &things).into_iter();
        let mut found: Vec<Found> =
            candidates.filter_map(|other| self.compare((at, &things), other)).collect();
        found.sort_by(|a, b| b.score.total_cmp(&a.score).then(a.article.cmp(&b.article)));
        found
    }

    fn compare(&self, (at, things): (usize, &[Pair]), other: usize) -> Option<Found> {
        let (likeness, shared) = self.subjects.shared_with(things, other);
        let closeness = closeness(self.days[at], self.days[other]);
        (likeness > 0.0).then_some(Found {
            article: other,
            score: likeness * closeness,
            closeness,
            likeness,
            shared,
        })
    }

    /// The score where no one thing makes up most of the likeness.
    fn broad_score(&self, found: &Found) -> f64 {
        let one_thing = found.likeness * ONE_THING;
        let broad: f64 = self.apart(&found.shared).into_iter().map(|weight| weight.min(one_thing)).sum();
        broad * found.closeness
    }

    /// The weights of what is shared, where a pair and the words in it are one thing, and so are words of one root.
    fn apart(&self, shared: &[(f64, usize)]) -> Vec<f64> {
        let mut sums: Vec<f64> = Vec::new();
        let mut group_of: BTreeMap<&str, usize> = BTreeMap::new();
        let words = |thing: usize| match &self.subjects.things[thing] {
            Thing::Word(text) => text.split(' ').map(root).collect(),
            _ => Vec::new(),
        };
        let (pairs, others): (Vec<_>, Vec<_>) = shared
            .iter()
            .map(|(weight, thing)| (weight, words(*thing)))
            .partition(|(_, words)| words.len() > 1);
        for (weight, words) in pairs.into_iter().chain(others) {
            let group = words.iter().find_map(|word| group_of.get(word).copied()).unwrap_or(sums.len());
            if group == sums.len() {
                sums.push(0.0);
            }
            sums[group] += weight;
            group_of.extend(words.into_iter().map(|word| (word, group)));
        }
        sums
    }

    /// Articles that share the weightiest things with one.
    fn candidates(&self, at: usize, things: &[Pair]) -> Vec<usize> {
        let mut things = things.to_vec();
        things.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        let mut sums = SUMS.take();
        for &(thing, weight) in things.iter().take(LOOKED_UP) {
            let mut count = |other: u32, much: f32| {
                let (sum, last) = sums.entry(other).or_insert((0.0, u32::MAX));
                if *last != thing {
                    (*sum, *last) = (*sum + weight * much, thing);
                }
            };
            for &(place, much) in self.in_time.near(thing as usize, self.rank[at]).iter() {
                count(self.by_rank[place as usize], much);
            }
            for &(other, much) in self.most_about.get(thing as usize).iter() {
                count(other, much);
            }
        }
        sums.remove(&(at as u32));
        let mut best: Vec<(f32, u32)> = sums.drain().map(|(other, (sum, _))| (sum, other)).collect();
        SUMS.set(sums);
        let better = |a: &(f32, u32), b: &(f32, u32)| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1));
        if best.len() > COMPARED {
            best.select_nth_unstable_by(COMPARED, better);
            best.truncate(COMPARED);
        }
        best.sort_unstable_by(better);
        best.into_iter().map(|(_, other)| other as usize).collect()
    }

    /// The suggestions for an article.
    fn chosen(&self, at: usize, least: f64, is_copy: impl Fn(usize, usize) -> bool) -> Vec<Found> {
        let ranked = self.ranked(at);
        let best = ranked.first().map_or(0.0, |found| found.score);
        // None is broader than it is alike, rounding aside.
        let lowest = (best * BESIDE_BEST).max(least * 0.999);
        let mut chosen: Vec<Found> = Vec::new();
        for found in ranked {
            let other = found.article;
            if chosen.len() == MOST || found.score < lowest {
                break;
            }
            let enough = || self.broad_score(&found) >= least && self.is_broad(&found);
            let stands_for = |known: &Found| {
                is_copy(known.article, other) || self.subjects.shared(known.article, other).0 >= ALIKE
            };
            let same = || found.likeness >= SAME || is_copy(at, other) || chosen.iter().any(stands_for);
            if enough() && !same() {
                chosen.push(found);
            }
        }
        chosen
    }

    /// Whether two articles share a subject and not only who speaks, or one word.
    fn is_broad(&self, found: &Found) -> bool {
        let told = self.told(found);
        let subjects = told.iter().filter(|thing| !matches!(thing, Thing::Name(_))).count();
        let enough: Vec<(f64, usize)> =
            found.shared.iter().copied().filter(|(weight, _)| *weight >= found.likeness * TOLD).collect();
        let apart = self.apart(&enough).len();
        apart >= 2 && (subjects >= 1 || apart >= 3)
    }

    /// What makes up the likeness.
    fn told(&self, found: &Found) -> Vec<&Thing> {
        let enough = |(weight, _): &&(f64, usize)| *weight >= found.likeness * TOLD;
        found.shared.iter().filter(enough).map(|(_, thing)| &self.subjects.things[*thing]).collect()
    }

    /// The likeness that a suggestion must have: well above what an article has in common with the twelfth in its
    /// list, where the resemblance is that of any two articles of the archive.
    fn least(&self) -> f64 {
        let step = (self.days.len() / ASKED).max(1);
        let asked: Vec<usize> = (0..self.days.len()).step_by(step).collect();
        let mut chance: Vec<f64> = asked
            .into_par_iter()
            .map(|at| self.ranked(at).get(CHANCE).map_or(0.0, |found| found.score))
            .collect();
        chance.sort_by(f64::total_cmp);
        let middle = chance.get(chance.len() / 2).copied().unwrap_or(0.0);
        (middle * ABOVE_CHANCE).clamp(LEAST.0, LEAST.1)
    }
}

fn heaviest(mut holders: Vec<Pair>) -> Vec<Pair> {
    holders.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    holders.truncate(MOST_ABOUT);
    holders
}

/// The day of an article, where one is shown.
fn shown_day(article: &Article) -> Option<NaiveDate> {
    article.published.as_ref().filter(|published| published.shown).map(|published| published.earliest)
}

/// From 1 upwards.
fn closeness(one: Option<NaiveDate>, other: Option<NaiveDate>) -> f64 {
    let (Some(one), Some(other)) = (one, other) else { return 1.0 };
    1.0 + SAME_DAY * (-((one - other).num_days().abs() as f64) / DAYS).exp()
}

#[cfg(test)]
mod tests {
    use super::super::facts::{InMemory, Particulars};
    use super::super::model::Entity;
    use super::super::terms::Terms;
    use super::super::test_facts::{decided, entity, published_on};
    use super::*;
    use crate::analysis::entity::EntityKind;
    use crate::page::seldom::Seldom;

    /// What is suggested where nothing is put away.
    fn of(articles: &[Article], entities: &[Entity], terms: Vec<Terms>) -> Vec<Vec<Related>> {
        let kept: Vec<Seldom<Particulars>> = terms
            .into_iter()
            .map(|terms| Seldom::new(Particulars { terms, ..Particulars::default() }))
            .collect();
        let material = Material { articles, entities, topics: &[], kept: &kept, shelf: &InMemory };
        related(&material, &Strings::default()).unwrap()
    }

    fn article(path: &str, day: &str) -> Article {
        Article { published: published_on(day), ..decided(path) }
    }

    fn named(name: &str, articles: &[u32]) -> Entity {
        Entity {
            articles: articles.iter().map(|id| (ArticleId(*id), 1)).collect(),
            ..entity(EntityKind::Person, name)
        }
    }

    fn ids(found: &[Related]) -> Vec<u32> {
        found.iter().map(|related| related.article.0).collect()
    }

    fn many(count: usize) -> Vec<Article> {
        (0..count).map(|at| article(&format!("{at:04}"), "")).collect()
    }

    /// What is suggested where the first articles say these words three times each, and there are fifty more.
    fn found(texts: &[&[&str]], entities: &[Entity]) -> Vec<Vec<Related>> {
        let term =
            |word: &&str| super::super::terms::Term { text: (*word).to_owned(), count: 3, early: false };
        let mut terms: Vec<Terms> = texts.iter().map(|words| words.iter().map(term).collect()).collect();
        terms.resize(texts.len() + 50, Terms::default());
        of(&many(terms.len()), entities, terms)
    }

    #[test]
    fn what_two_articles_are_about_is_told() {
        let found = found(
            &[
                &["drought", "irrigation", "harvest", "pump"],
                &["drought", "irrigation", "harvest", "grain"],
                &["pump", "grain", "orchestra"],
            ],
            &[named("Eleanor Vance", &[0, 1])],
        );
        assert_eq!(ids(&found[0]), [1]);
        assert_eq!(found[0][0].reason, "both speak of drought, harvest, irrigation; shares Eleanor Vance");
        assert!(found[10].is_empty(), "nothing is better than anything");
    }

    #[test]
    fn one_thing_in_common_is_not_enough() {
        let texts: [&[&str]; 4] = [
            &["condolence", "soldier", "town"],
            &["condolence", "singer", "opera"],
            &["soldier", "town", "camp"],
            &["singer"],
        ];
        let found = found(&texts, &[named("Eleanor Vance", &[0, 3])]);
        assert_eq!(ids(&found[0]), [2]);
        assert!(found[3].is_empty());
    }

    #[test]
    fn a_pair_and_its_words_are_one_thing() {
        let texts: [&[&str]; 3] = [
            &["climate", "change", "climate change", "satellite", "weather"],
            &["climate", "change", "climate change", "treaty", "summit"],
            &["satellite", "weather", "radar"],
        ];
        assert_eq!(ids(&found(&texts, &[])[0]), [2]);
    }

    #[test]
    fn who_stands_in_most_articles_of_a_folder_says_nothing() {
        let mut articles = many(60);
        let names = |articles: &[Article]| {
            let entities = ["Eleanor Vance", "Press Office", "Albert Crane"]
                .map(|name| named(name, &(0..20).collect::<Vec<u32>>()));
            of(articles, &entities, Vec::new())
        };
        articles[0].key.path.insert_str(0, "other/");
        articles[1].key.path.insert_str(0, "other/");
        articles[2..20].iter_mut().for_each(|article| article.key.path.insert_str(0, "vance/"));
        let found = names(&articles);
        assert!(found[2..].iter().all(Vec::is_empty), "{:?}", found[2]);
    }

    #[test]
    fn nearness_in_time_tips_the_scale() {
        let mut articles = many(40);
        for (at, day) in [(0, "1952-01-01"), (1, "1958-01-01"), (2, "1952-01-05")] {
            articles[at].published = article("", day).published;
        }
        let name = |name: &str, articles: &[u32]| named(name, articles);
        let mut entities = vec![name("Eleanor Vance", &[0, 1, 2]), name("Harbour Board", &[0, 1, 2])];
        entities.push(name("Tidewick Mill", &[0, 1, 2]));
        let own = [("A", 0, 10), ("B", 1, 11), ("C", 2, 12), ("D", 1, 13), ("E", 2, 14)];
        entities.extend(own.map(|(of, one, other)| name(of, &[one, other])));
        let found = of(&articles, &entities, Vec::new());
        assert_eq!(ids(&found[0]), [2, 1]);
        assert_eq!(found[0][0].reason, "shares Eleanor Vance, Harbour Board and Tidewick Mill; same week");
    }

    #[test]
    fn copies_take_no_place() {
        let texts: [&[&str]; 5] = [
            &["harbour", "dredging", "storm", "basin"],
            &["harbour", "dredging", "storm", "basin"],
            &["harbour", "dredging", "storm", "fund", "mayor"],
            &["harbour", "dredging", "storm", "fund", "mayor"],
            &["harbour", "dredging", "storm", "fishing", "boat"],
        ];
        let found = found(&texts, &[named("Boats", &[4, 20]), named("Fishing", &[4, 21])]);
        let of = |at: usize, pair: [u32; 2]| ids(&found[at]).iter().filter(|id| pair.contains(id)).count();
        assert_eq!(of(0, [0, 1]), 0, "a copy of the article itself");
        assert_eq!(of(0, [2, 3]), 1, "one of two that are the same");
        assert_eq!(of(4, [0, 1]), 1, "{:?}", found[4]);
    }

    #[test]
    fn a_thing_of_every_article_is_looked_up_in_part() {
        let articles = many(2000);
        let everyone = named("Everyone", &(0..1000).collect::<Vec<u32>>());
        let entities = [everyone];
        let material =
            Material { articles: &articles, entities: &entities, topics: &[], kept: &[], shelf: &InMemory };
        let index = Index::new(&material, Subjects::new(&material));
        for at in [0, 500, 999] {
            assert!(index.in_time.near(0, at).len() <= NEAREST + 1);
        }
        assert!(index.in_time.near(0, 999).iter().any(|(place, _)| *place == 990));
        assert_eq!(index.most_about.get(0).len(), MOST_ABOUT);
    }
}
