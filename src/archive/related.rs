//! What to read next: articles that share rare names, words of the headline, topics and time, each with the reason
//! for the reader.
//!
//! Copies of one text (an agency report printed twice) are no suggestion. Every list of articles is cut to the
//! neighbours in time before it is looked through, so that the work stays near-linear in the archive.

use super::fold::{fold, words};
use super::model::{Article, ArticleId, Entity, Related, Topic};
use super::terms::{Word, telling_words};
use crate::strings::Strings;
use chrono::NaiveDate;
use rayon::prelude::*;

/// Most suggestions for one article.
const MOST: usize = 5;
/// Names of an article that are looked up, the rarest first.
const NAMES_LOOKED_UP: usize = 24;
/// Words of an article that are looked up, the rarest first.
const WORDS_LOOKED_UP: usize = 20;
/// Weight of a word beside that of a name as rare.
const WORD_SHARE: f64 = 1.0;
/// Articles looked at for each name, the nearest in time.
const LOOKED_AT: usize = 96;
/// Score under which two articles have too little in common to be worth a line.
const LEAST_SCORE: f64 = 1.5;
/// Share of equal cells from which two signatures are of one text.
const COPY: f64 = 0.75;
/// Cells of a signature.
const CELLS: usize = 16;
/// Words that are hashed together for a signature.
const SHINGLE: usize = 4;

/// The words that a text says most, with how often.
type Terms = [(String, u16)];

/// Related articles of each article, the nearest first. `articles` need everything but `related`; `fingerprints` are
/// their [`signature`]s (or empty) and
/// `terms` the words that they say most, in the same order.
pub fn related(
    articles: &[Article],
    entities: &[Entity],
    topics: &[Topic],
    (fingerprints, terms): (&[&[u32]], &[&Terms]),
    strings: &Strings,
) -> Vec<Vec<Related>> {
    let index = Index::new(articles, entities, topics, terms);
    (0..articles.len())
        .into_par_iter()
        .map(|at| {
            let ranked = index.ranked(at, entities);
            let mut chosen: Vec<(usize, Vec<Shared>)> = Vec::new();
            for (other, shared) in ranked {
                let is_copy = |known: usize| are_copies(articles, fingerprints, known, other);
                if chosen.len() < MOST && !is_copy(at) && !chosen.iter().any(|(known, _)| is_copy(*known)) {
                    chosen.push((other, shared));
                }
            }
            chosen
                .into_iter()
                .map(|(other, shared)| Related {
                    article: ArticleId(other as u32),
                    reason: reason(
                        strings,
                        (&articles[at], &articles[other]),
                        &shared,
                        (entities, topics, &index.words),
                    ),
                })
                .collect()
        })
        .collect()
}

/// What the words of a text look like: the least hash of its runs of words in each of sixteen classes. Two texts are
/// as alike as their signatures have cells in common.
pub fn signature(text: &str) -> [u32; CELLS] {
    let mut cells = [u32::MAX; CELLS];
    let hashes: Vec<u64> = words(&fold(text)).iter().map(|word| hash(word.as_bytes())).collect();
    for run in hashes.windows(SHINGLE) {
        let mixed = run.iter().fold(0u64, |sum, word| mix(sum.rotate_left(17) ^ word));
        let cell = &mut cells[(mixed % CELLS as u64) as usize];
        *cell = (*cell).min((mixed >> 32) as u32);
    }
    cells
}

/// Something that two articles share: index of an entity, of a topic, or of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Shared {
    Name(usize),
    Topic(usize),
    Word(usize),
}

/// A place in the order of time, what is shared with it, and the weight of that.
type Hit = (u32, f64, Shared);

/// Who shares what.
struct Index {
    /// For each article, what it names, the rarest first, with weights.
    of_article: Vec<Vec<(Shared, f64)>>,
    names: Vec<Vec<u32>>,
    topics: Vec<Vec<u32>>,
    words: Vec<Word>,
    word_ranks: Vec<Vec<u32>>,
    /// Place of each article in the order of time.
    rank: Vec<u32>,
    /// The other way round.
    by_rank: Vec<u32>,
    days: Vec<Option<NaiveDate>>,
}

impl Index {
    fn new(articles: &[Article], entities: &[Entity], topics: &[Topic], terms: &[&[(String, u16)]]) -> Self {
        let days: Vec<Option<NaiveDate>> = articles.iter().map(shown_day).collect();
        let mut by_rank: Vec<u32> = (0..articles.len() as u32).collect();
        by_rank.sort_by_key(|&at| (days[at as usize].is_none(), days[at as usize], at));
        let mut rank = vec![0; articles.len()];
        for (place, &at) in (0..).zip(&by_rank) {
            rank[at as usize] = place;
        }
        let mut of_article = vec![Vec::new(); articles.len()];
        let mut post =
            |shared: Shared, holders: &mut dyn Iterator<Item = ArticleId>, share: f64| -> Vec<u32> {
                let mut ranks: Vec<u32> = holders.filter_map(|id| rank.get(id.0 as usize).copied()).collect();
                ranks.sort_unstable();
                ranks.dedup();
                // The square sharpens it: two rare things in common say more than many frequent ones.
                let rarity = (articles.len() as f64 / ranks.len().max(1) as f64).ln_1p();
                let weight = share * rarity * rarity;
                if ranks.len() > 1 {
                    ranks.iter().for_each(|&place| {
                        of_article[by_rank[place as usize] as usize].push((shared, weight));
                    });
                }
                ranks
            };
        let names = entities
            .iter()
            .enumerate()
            .map(|(at, entity)| post(Shared::Name(at), &mut entity.articles.iter().map(|(id, _)| *id), 1.0))
            .collect();
        let topics = topics
            .iter()
            .enumerate()
            .map(|(at, topic)| post(Shared::Topic(at), &mut topic.articles.iter().copied(), 0.6))
            .collect();
        let words = telling_words(articles, entities, terms);
        let word_ranks = words
            .iter()
            .enumerate()
            .map(|(at, word)| {
                let holders = &mut word.articles.iter().map(|(id, _)| ArticleId(*id));
                post(Shared::Word(at), holders, WORD_SHARE)
            })
            .collect();
        for shared in &mut of_article {
            shared.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        }
        Self { of_article, names, topics, words, word_ranks, rank, by_rank, days }
    }

    /// The articles that share most with one, best first, more than are needed.
    fn ranked(&self, at: usize, entities: &[Entity]) -> Vec<(usize, Vec<Shared>)> {
        let mut hits: Vec<Hit> = Vec::new();
        let (mut names, mut words) = (0, 0);
        for &(shared, weight) in &self.of_article[at] {
            let (looked_up, most) = match shared {
                Shared::Word(_) => (&mut words, WORDS_LOOKED_UP),
                _ => (&mut names, NAMES_LOOKED_UP),
            };
            *looked_up += 1;
            if *looked_up > most {
                continue;
            }
            hits.extend(self.neighbours(at, shared).iter().map(|&place| (place, weight, shared)));
        }
        // The sort is stable: what two articles share stays in order of rarity.
        hits.sort_by_key(|(place, ..)| *place);
        let mut ranked: Vec<(f64, usize, &[Hit])> = hits
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|hits| hits[0].0 != self.rank[at])
            .filter_map(|hits| {
                let other = self.by_rank[hits[0].0 as usize] as usize;
                let told = |shared: Shared| {
                    self.prominence(shared, at, entities) * self.prominence(shared, other, entities)
                };
                let score: f64 = hits.iter().map(|(_, weight, shared)| weight * told(*shared)).sum();
                let breadth = 1.0 + (self.of_article[other].len() as f64).ln_1p();
                let closeness = 1.0 + closeness(self.days[at], self.days[other]);
                (score >= LEAST_SCORE).then_some((score * closeness / breadth, other, hits))
            })
            .collect();
        ranked.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        ranked.truncate(MOST * 6);
        let shared = |hits: &[Hit]| hits.iter().map(|(_, _, shared)| *shared).collect();
        ranked.into_iter().map(|(_, other, hits)| (other, shared(hits))).collect()
    }

    /// How much of an article is about something: a name said once in passing weighs less than its subject.
    fn prominence(&self, shared: Shared, at: usize, entities: &[Entity]) -> f64 {
        match shared {
            Shared::Topic(_) => 1.0,
            Shared::Name(name) => {
                let articles = &entities[name].articles;
                let place = articles.binary_search_by_key(&(at as u32), |(id, _)| id.0);
                let count = place.map_or(1, |place| articles[place].1);
                0.7 + 0.3 * f64::from(count.max(1)).ln_1p() / std::f64::consts::LN_2
            }
            Shared::Word(word) => {
                let articles = &self.words[word].articles;
                articles
                    .binary_search_by_key(&(at as u32), |(id, _)| *id)
                    .map_or(0.0, |place| articles[place].1)
            }
        }
    }

    /// The holders of something that are nearest to an article in time, as places in its order.
    fn neighbours(&self, at: usize, shared: Shared) -> &[u32] {
        let holders = match shared {
            Shared::Name(name) => &self.names[name],
            Shared::Topic(topic) => &self.topics[topic],
            Shared::Word(word) => &self.word_ranks[word],
        };
        let here = holders.partition_point(|&place| place < self.rank[at]);
        let end = (here + LOOKED_AT / 2 + 1).min(holders.len());
        let start = end.saturating_sub(LOOKED_AT + 1).min(here);
        &holders[start..end.max((start + LOOKED_AT + 1).min(holders.len()))]
    }
}

fn shown_day(article: &Article) -> Option<NaiveDate> {
    article.published.as_ref().filter(|published| published.shown).map(|published| published.earliest)
}

fn closeness(one: Option<NaiveDate>, other: Option<NaiveDate>) -> f64 {
    let (Some(one), Some(other)) = (one, other) else { return 0.0 };
    match (one - other).num_days().abs() {
        0..=7 => 0.5,
        8..=31 => 0.3,
        32..=366 => 0.1,
        _ => 0.0,
    }
}

fn are_copies(articles: &[Article], fingerprints: &[&[u32]], one: usize, other: usize) -> bool {
    let (a, b) = (&articles[one], &articles[other]);
    if a.body_hash == b.body_hash {
        return true;
    }
    if let (Some(left), Some(right)) = (fingerprints.get(one), fingerprints.get(other))
        && likeness(left, right) >= COPY
    {
        return true;
    }
    let names = |article: &Article| {
        let mut names: Vec<u32> = article.mentions.iter().map(|mention| mention.entity.0).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    a.title.text == b.title.text && a.words.abs_diff(b.words) * 10 <= a.words && names(a) == names(b)
}

fn likeness(left: &[u32], right: &[u32]) -> f64 {
    let cells = left.iter().zip(right).filter(|(a, b)| **a != u32::MAX || **b != u32::MAX);
    let (equal, all) = cells.fold((0u32, 0u32), |(equal, all), (a, b)| (equal + u32::from(a == b), all + 1));
    // A text of a few words says nothing.
    if all < 6 { 0.0 } else { f64::from(equal) / f64::from(all) }
}

fn reason(
    strings: &Strings,
    (one, other): (&Article, &Article),
    shared: &[Shared],
    (entities, topics, words): (&[Entity], &[Topic], &[Word]),
) -> String {
    let of_kind = |pick: fn(&Shared) -> Option<usize>| shared.iter().filter_map(pick).collect::<Vec<_>>();
    let names = of_kind(|shared| if let Shared::Name(at) = shared { Some(*at) } else { None });
    let topic = of_kind(|shared| if let Shared::Topic(at) = shared { Some(*at) } else { None });
    let words_shared = of_kind(|shared| if let Shared::Word(at) = shared { Some(*at) } else { None });
    let names: Vec<&str> = names.into_iter().map(|at| entities[at].name.as_str()).collect();
    let more = names.len().saturating_sub(2).to_string();
    let named = |at: usize| names.get(at).copied().unwrap_or_default();
    let key = match names.len() {
        0 => None,
        1 => Some("related.one_name"),
        2 => Some("related.two_names"),
        3 => Some("related.three_names"),
        _ => Some("related.more_names"),
    };
    let values = [("a", named(0)), ("b", named(1)), ("c", named(2)), ("n", more.as_str())];
    let mut parts: Vec<String> = key.map(|key| strings.fill(key, &values)).into_iter().collect();
    if let Some(topic) = topic.first() {
        parts.push(strings.fill("related.topic", &[("topic", &topics[*topic].name)]));
    }
    let told: Vec<&str> = words_shared.iter().take(3).map(|at| words[*at].text.as_str()).collect();
    if !told.is_empty() && names.len() < 3 {
        parts.push(strings.fill("related.words", &[("words", &told.join(", "))]));
    }
    parts.extend(when(shown_day(one), shown_day(other)).map(|key| strings.text(key).to_owned()));
    parts.join(", ")
}

fn when(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<&'static str> {
    match (one? - other?).num_days().abs() {
        0 => Some("related.same_day"),
        1..=7 => Some("related.same_week"),
        8..=31 => Some("related.same_month"),
        _ => None,
    }
}

fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// Spreads the bits of a number over all of it.
const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let number = (number ^ (number >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ (number >> 33)
}

#[cfg(test)]
mod tests {
    use super::super::model::{Published, Title, TitleOrigin};
    use super::super::test_facts::{article as facts, entity};
    use super::*;
    use crate::analysis::entity::EntityKind;

    fn article(path: &str, day: &str) -> Article {
        let facts = facts(path);
        let published = day.parse().ok().map(|day: NaiveDate| Published {
            value: day.to_string(),
            earliest: day,
            latest: day,
            confidence: 1.0,
            stated: true,
            shown: true,
            evidence: Vec::new(),
        });
        Article {
            key: facts.key,
            url: format!("articles/{path}.html"),
            title: Title { text: path.into(), origin: TitleOrigin::Line },
            deck: None,
            kicker: None,
            authors: Vec::new(),
            dateline: None,
            section: None,
            printed_page: None,
            source: None,
            rights: None,
            summary: String::new(),
            published,
            updated: None,
            topics: Vec::new(),
            targets: Vec::new(),
            language: "en".into(),
            format: facts.format,
            source_hash: facts.source_hash,
            body_hash: facts.body_hash,
            words: 100,
            passages: Vec::new(),
            head: Vec::new(),
            head_doubts: Vec::new(),
            mentions: Vec::new(),
            dates: Vec::new(),
            related: Vec::new(),
            noindex: false,
        }
    }

    fn named(name: &str, articles: &[u32]) -> Entity {
        Entity {
            articles: articles.iter().map(|id| (ArticleId(*id), 1)).collect(),
            ..entity(EntityKind::Person, name)
        }
    }

    #[test]
    fn rare_names_and_closeness_in_time_count_and_are_told() {
        let mut articles: Vec<Article> = (0..8).map(|at| article(&format!("a{at}"), "1952-01-01")).collect();
        articles[1] = article("a1", "1952-01-05");
        let entities = [
            named("Eleanor Vance", &[0, 1]),
            named("Harbour Board", &[0, 1, 2]),
            named("Everyone", &[0, 1, 2, 3, 4, 5, 6, 7]),
        ];
        let found = related(&articles, &entities, &[], (&[], &[]), &Strings::default());
        assert_eq!(
            found[0][0],
            Related {
                article: ArticleId(1),
                reason: "shares Eleanor Vance, Harbour Board and Everyone, same week".into()
            }
        );
        assert_eq!(found[0].len(), 2);
        assert!(found[7].is_empty());
    }

    #[test]
    fn what_an_article_tells_of_counts_more_than_who_speaks() {
        let articles: Vec<Article> = (0..60).map(|at| article(&format!("a{at:02}"), "")).collect();
        let speaker: Vec<u32> = (0..20).collect();
        let entities = [named("Eleanor Vance", &speaker)];
        let told = |words: &[&str]| words.iter().map(|word| ((*word).to_owned(), 4)).collect::<Vec<_>>();
        let drought = told(&["drought", "irrigation", "harvest"]);
        let mut terms: Vec<&[(String, u16)]> = vec![&[]; 60];
        terms[0] = &drought;
        terms[40] = &drought;
        let found = related(&articles, &entities, &[], (&[], &terms), &Strings::default());
        assert_eq!(found[0][0].article, ArticleId(40));
        assert_eq!(found[0][0].reason, "both speak of drought, harvest, irrigation");
        assert_eq!(found[0].len(), 5, "the speaker's other articles fill the rest");
    }

    #[test]
    fn copies_take_no_place() {
        let mut articles: Vec<Article> = (0..40).map(|at| article(&format!("a{at:02}"), "")).collect();
        articles[1].body_hash = articles[0].body_hash;
        let report = "The harbour board voted on Monday to dredge the inner basin before the winter storms come, \
                      and the mayor said that the cost would be met from the fund that was set aside last year.";
        let (one, two) = (signature(report), signature(&report.replace("Monday", "Tuesday")));
        assert!(likeness(&one, &two) >= COPY && likeness(&one, &signature("Something else")) < COPY);
        let entities = [named("Eleanor Vance", &[0, 1, 2, 3, 4])];
        let found =
            related(&articles, &entities, &[], (&[&one, &[], &two, &[], &[]], &[]), &Strings::default());
        let ids = |at: usize| found[at].iter().map(|related| related.article.0).collect::<Vec<_>>();
        assert_eq!(ids(0), [3, 4]);
        // Of the first three, which are one text, only the first is offered to others.
        assert_eq!(ids(3), [0, 4]);
    }

    #[test]
    fn a_name_in_every_article_is_looked_up_near_in_time_only() {
        let articles: Vec<Article> = (0..2000).map(|at| article(&format!("a{at:04}"), "")).collect();
        let all: Vec<u32> = (0..2000).collect();
        let index = Index::new(&articles, &[named("Everyone", &all)], &[], &[]);
        assert!(index.neighbours(1000, Shared::Name(0)).len() <= LOOKED_AT + 1);
        assert!(index.neighbours(0, Shared::Name(0)).len() <= LOOKED_AT + 1);
        assert!(index.neighbours(1999, Shared::Name(0)).contains(&1990));
    }
}
