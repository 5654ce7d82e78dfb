//! Decides the kind of every candidate: what the recogniser thought of this one, blended with how the same words are
//! taken elsewhere in the article and in the archive. The less sure the recogniser was, the more the others count.
//!
//! Sums are whole numbers, so that they do not depend on the order in which articles are read.

use super::super::facts::ArticleFacts;
use super::super::fold;
use crate::analysis::entity::{EntityCandidate, EntityKind};
use rayon::prelude::*;
use std::collections::HashMap;

/// A candidate with its kind.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Typed {
    /// Index into the article's candidates.
    pub(super) candidate: u32,
    /// What it names.
    pub(super) kind: EntityKind,
    /// Confidence in thousandths.
    pub(super) score: u32,
    /// Only offered ([`EntityCandidate::is_offered`]): a mention if it can be linked.
    pub(super) offered: bool,
}

/// Confidence of what was offered, once it is linked, in thousandths.
pub(super) const OFFERED: u32 = 650;

/// Least confidence, in thousandths, of a single word that is too unlikely a person's name by itself.
const LEAST_BARE: u32 = 200;
/// Least mean score of a kind over the archive for it to be lifted…
const LEAST_MEAN: f64 = 0.3;
/// …how far it must be ahead of the next kind…
const LEAST_LEAD: f64 = 0.12;
/// …and the most of the doubt that is taken away.
const MOST_LIFT: f64 = 0.4;

/// Sums of scores in thousandths, and of how many.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    scores: [u64; 3],
    count: u64,
}

impl Tally {
    fn add(&mut self, scores: [u32; 3], times: u64) {
        for (sum, score) in self.scores.iter_mut().zip(scores) {
            *sum += u64::from(score) * times;
        }
        self.count += times;
    }

    /// Without one of its own.
    fn without(mut self, scores: [u32; 3]) -> Self {
        for (sum, score) in self.scores.iter_mut().zip(scores) {
            *sum = sum.saturating_sub(u64::from(score));
        }
        self.count = self.count.saturating_sub(1);
        self
    }

    /// Mean scores, 0 to 1.
    fn means(&self) -> [f64; 3] {
        self.scores.map(|sum| sum as f64 / 1000.0 / self.count.max(1) as f64)
    }
}

/// The candidates of each article that are a mention with at least `least` thousandths of confidence.
pub(super) fn decide(facts: &[&ArticleFacts], least: u32) -> Vec<Vec<Typed>> {
    let of_surface = keys_of_surfaces(facts);
    let key_of =
        |candidate: &EntityCandidate| of_surface.get(candidate.surface.as_str()).map_or("", String::as_str);
    let keys: Vec<Vec<&str>> = facts.iter().map(|fact| fact.entities.iter().map(key_of).collect()).collect();
    let mut archive: HashMap<&str, Tally> = HashMap::new();
    for (fact, keys) in facts.iter().zip(&keys) {
        for (candidate, key) in fact.entities.iter().zip(keys).filter(|(one, _)| !one.is_offered()) {
            archive.entry(key).or_default().add(thousandths(candidate), 1);
        }
    }
    let written = keys_in_front_matter(facts);
    for (kind, key) in &written {
        let mut certain = [0; 3];
        certain[kind.index()] = 1000;
        archive.entry(key).or_default().add(certain, 3);
    }
    facts.par_iter().zip(&keys).map(|(fact, keys)| decide_article(fact, keys, &archive, least)).collect()
}

/// Each distinct surface is folded once.
fn keys_of_surfaces<'a>(facts: &[&'a ArticleFacts]) -> HashMap<&'a str, String> {
    let mut keys: HashMap<&str, String> = HashMap::new();
    for candidate in facts.iter().flat_map(|fact| &fact.entities) {
        keys.entry(&candidate.surface).or_insert_with(|| key(&candidate.surface));
    }
    keys
}

fn decide_article(
    fact: &ArticleFacts,
    keys: &[&str],
    archive: &HashMap<&str, Tally>,
    least: u32,
) -> Vec<Typed> {
    let here = tally_article(fact, keys);
    let mut typed = Vec::new();
    for (at, (candidate, key)) in (0..).zip(fact.entities.iter().zip(keys)) {
        let own = thousandths(candidate);
        if candidate.is_offered() {
            let kind = EntityKind::ALL.into_iter().find(|kind| own[kind.index()] > 0);
            typed.extend(kind.map(|kind| Typed { candidate: at, kind, score: OFFERED, offered: true }));
            continue;
        }
        let near = here.get(key).copied().unwrap_or_default().without(own);
        let far = archive.get(key).copied().unwrap_or_default().without(own);
        let blended = blend(own, near, far);
        let kind = EntityKind::ALL
            .into_iter()
            .max_by(|a, b| blended[a.index()].total_cmp(&blended[b.index()]).then(b.index().cmp(&a.index())));
        if let Some(kind) = kind {
            let score = (blended[kind.index()] * 1000.0).round().clamp(0.0, 1000.0) as u32;
            // One word that is too unlikely a name may still be a name of somebody whom the article names.
            let bare = kind == EntityKind::Person && !key.contains(' ') && score >= LEAST_BARE;
            if score >= least && score > 0 {
                typed.push(Typed { candidate: at, kind, score, offered: false });
            } else if bare && least <= OFFERED {
                typed.push(Typed { candidate: at, kind, score: OFFERED, offered: true });
            }
        }
    }
    typed
}

fn blend(own: [u32; 3], near: Tally, far: Tally) -> [f64; 3] {
    let own = own.map(|score| f64::from(score) / 1000.0);
    let top = top_of(own);
    let doubt = 1.0 - own[top];
    let (near_means, far_means) = (near.means(), far.means());
    let near_weight = 2.0 * doubt * (near.count.min(3) as f64 / 3.0);
    let agrees_nearby = near.count > 0 && top_of(near_means) == top;
    let outlier = far.count >= 4 && far_means[top] < 0.15 && top_of(far_means) != top && !agrees_nearby;
    let far_weight = (1.5 * doubt + if outlier { 1.2 } else { 0.0 }) * (far.count.min(10) as f64 / 10.0);
    let mut blended = [0.0; 3];
    for at in 0..3 {
        let sum = own[at] + near_weight * near_means[at] + far_weight * far_means[at];
        blended[at] = sum / (1.0 + near_weight + far_weight);
    }
    lift(&mut blended, far);
    blended
}

/// A name that the archive takes for one kind again and again, if never surely, is very probably one of that kind:
/// its score rises with the number of the others that agree.
fn lift(blended: &mut [f64; 3], far: Tally) {
    let means = far.means();
    let top = top_of(means);
    let second = (0..3).filter(|&at| at != top).fold(0.0_f64, |most, at| most.max(means[at]));
    if far.count < 3 || means[top] < LEAST_MEAN || means[top] - second < LEAST_LEAD || top_of(*blended) != top
    {
        return;
    }
    let rise = MOST_LIFT * (far.count.min(8) as f64 / 8.0);
    blended[top] += (1.0 - blended.iter().sum::<f64>()).max(0.0) * rise;
}

fn top_of(scores: [f64; 3]) -> usize {
    (0..3).max_by(|&a, &b| scores[a].total_cmp(&scores[b]).then(b.cmp(&a))).unwrap_or(0)
}

/// Sums over one article. The last word of a person's full name speaks for that word alone being the person.
fn tally_article<'a>(fact: &ArticleFacts, keys: &[&'a str]) -> HashMap<&'a str, Tally> {
    let mut here: HashMap<&str, Tally> = HashMap::new();
    for (candidate, key) in fact.entities.iter().zip(keys).filter(|(one, _)| !one.is_offered()) {
        let scores = thousandths(candidate);
        here.entry(key).or_default().add(scores, 1);
        // "Marlow Cove" for "Marlow".
        if let Some((
            first,
            "cove" | "harbour" | "harbor" | "bay" | "beach" | "landing" | "falls" | "springs" | "heights"
            | "junction" | "point",
        )) = key.split_once(' ')
            && scores[EntityKind::Place.index()] >= 500
        {
            here.entry(first).or_default().add([0, 0, scores[2]], 1);
        }
        if let Some((_, last)) = key.rsplit_once(' ')
            && scores[EntityKind::Person.index()] >= 600
        {
            here.entry(last).or_default().add([scores[0], 0, 0], 1);
        }
    }
    here
}

fn thousandths(candidate: &EntityCandidate) -> [u32; 3] {
    candidate.scores.map(|score| (f64::from(score) * 1000.0).round().clamp(0.0, 1000.0) as u32)
}

fn key(surface: &str) -> String {
    let words = fold::words(&fold::fold(surface));
    let rest = if words.len() > 1 && words[0] == "the" { &words[1..] } else { &words[..] };
    rest.join(" ")
}

fn keys_in_front_matter(facts: &[&ArticleFacts]) -> Vec<(EntityKind, String)> {
    let of_one = |fact: &&ArticleFacts| {
        let written = &fact.front_matter;
        [
            (EntityKind::Person, &written.people),
            (EntityKind::Organization, &written.organizations),
            (EntityKind::Place, &written.places),
        ]
        .into_iter()
        .flat_map(|(kind, names)| names.iter().map(move |name| (kind, key(name))).collect::<Vec<_>>())
        .collect::<Vec<_>>()
    };
    facts.iter().flat_map(of_one).collect()
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::naming;
    use super::*;

    fn kinds(articles: &[ArticleFacts]) -> Vec<Vec<EntityKind>> {
        let facts: Vec<&ArticleFacts> = articles.iter().collect();
        decide(&facts, 300).iter().map(|typed| typed.iter().map(|typed| typed.kind).collect()).collect()
    }

    #[test]
    fn a_doubtful_name_is_taken_as_it_is_elsewhere() {
        let mut doubtful = naming("a", &["p:Kherson"]);
        doubtful.entities[0].scores = [0.4, 0.1, 0.35];
        assert_eq!(kinds(&[doubtful.clone()])[0], [EntityKind::Person]);
        assert_eq!(kinds(&[doubtful, naming("b", &["l:Kherson", "l:Kherson"])])[0], [EntityKind::Place]);
    }

    #[test]
    fn the_full_name_nearby_speaks_for_the_person() {
        let mut article = naming("a", &["p:Michael Jordan", "l:Jordan"]);
        article.entities[1].scores = [0.35, 0.05, 0.5];
        assert_eq!(
            kinds(&[article, naming("b", &["l:Jordan"])])[0],
            [EntityKind::Person, EntityKind::Person]
        );
    }

    #[test]
    fn middling_scores_that_agree_are_lifted() {
        let middling = |at: usize| {
            let mut article = naming(&format!("a{at}"), &["l:Hollick"]);
            article.entities[0].scores = [0.1, 0.05, 0.35];
            article
        };
        let decided =
            |articles: Vec<ArticleFacts>| decide(&articles.iter().collect::<Vec<_>>(), 400)[0].len();
        assert_eq!(decided(vec![middling(0)]), 0);
        assert_eq!(decided((0..8).map(middling).collect()), 1);
    }

    #[test]
    fn one_against_all_others_gives_in() {
        let mut articles = vec![naming("a", &["l:Kremlin"])];
        articles.extend((0..9).map(|at| naming(&format!("b{at}"), &["o:Kremlin"])));
        assert_eq!(kinds(&articles)[0], [EntityKind::Organization]);
    }
}
