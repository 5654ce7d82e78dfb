//! How the archive's files begin: conventions counted per folder and over all, so that custom settles the doubtful.
//!
//! A file goes by the customs of its own folder; where that is too small to have any, by those of the folder above,
//! and so on up to the whole archive.

use super::candidates;
use super::folders::{FEWEST, folders_of};
use super::repeated::{self, Repeated};
use super::writers::Writers;
use crate::archive::facts::ArticleFacts;
use crate::page::draft::{HeadCandidate, HeadRole};
use std::collections::{BTreeMap, BTreeSet};

/// From this probability a candidate is taken.
pub(super) const TAKEN: f32 = 0.5;
/// What is less likely than this by itself is not lifted by any custom.
const HOPELESS: f32 = 0.2;
/// The odds of a title that the scores of single files already count in.
const USUAL_ODDS: f32 = 1.9;

/// How the archive's files begin: counts of conventions, by folder; the folder of no name is the whole archive.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadHabits {
    folders: BTreeMap<String, Customs>,
    pub(super) repeated: Repeated,
    pub(super) writers: Writers,
}

/// Counts over a set of files.
#[derive(Clone, Debug, Default, PartialEq)]
struct Customs {
    /// Files whose title nobody stated.
    untitled: u32,
    /// Those of them with a line that is likely the title.
    titled: u32,
    /// The conventions by which those lines were found.
    titles: BTreeMap<String, u32>,
    /// All files.
    files: u32,
    /// Files that show a convention, likely or not.
    shown: BTreeMap<(HeadRole, String), u32>,
}

/// Counts how the archive's files begin. The order of the facts does not matter.
pub fn count_habits(facts: &[ArticleFacts]) -> HeadHabits {
    let mut habits = HeadHabits { repeated: repeated::count(facts), ..HeadHabits::default() };
    for fact in facts {
        let candidates = candidates::own(fact, &habits.repeated);
        habits.writers.add(fact, &candidates);
        for folder in folders_of(&fact.key.path) {
            if !habits.folders.contains_key(folder) {
                habits.folders.insert(folder.to_owned(), Customs::default());
            }
            if let Some(customs) = habits.folders.get_mut(folder) {
                customs.add(fact, &candidates);
            }
        }
    }
    habits
}

impl Customs {
    /// Counts a file in, with what it has left of its candidates once what its folder repeats is taken away.
    fn add(&mut self, fact: &ArticleFacts, candidates: &[HeadCandidate]) {
        self.files += 1;
        if fact.front_matter.title.is_none() {
            self.untitled += 1;
            let likely = |c: &&HeadCandidate| c.role == HeadRole::Title && c.score >= TAKEN;
            if let Some(title) = candidates.iter().find(likely) {
                self.titled += 1;
                *self.titles.entry(title.convention.clone()).or_default() += 1;
            }
        }
        let conventions: BTreeSet<_> = candidates.iter().map(|c| (c.role, c.convention.clone())).collect();
        for convention in conventions {
            *self.shown.entry(convention).or_default() += 1;
        }
    }

    /// The odds that a file of this set has a title line, against those of files in general.
    fn title_odds(&self, convention: &str) -> f32 {
        let share = (self.titled as f32 + 1.0) / (self.untitled as f32 + 2.0);
        let odds = share / (1.0 - share) / USUAL_ODDS;
        let own = self.titles.get(convention).copied().unwrap_or(0);
        let other = self.titles.values().any(|count| count * 10 >= self.titled * 9);
        // Where nearly all titles look alike, one that looks otherwise is lifted less.
        if own * 10 < self.titled && other { odds.sqrt() } else { odds }
    }
}

impl HeadHabits {
    /// The customs that apply to a file: those of the nearest folder that has enough files.
    fn customs_of(&self, path: &str) -> Option<&Customs> {
        folders_of(path).find_map(|folder| self.folders.get(folder).filter(|customs| customs.files >= FEWEST))
    }

    /// The probability that a candidate is right, custom counted in.
    pub(super) fn weigh(&self, path: &str, candidate: &HeadCandidate) -> f32 {
        let score = candidate.score;
        let Some(customs) = self.customs_of(path) else { return score };
        if candidate.role == HeadRole::Title && customs.untitled >= FEWEST {
            let share = customs.titled as f32 / customs.untitled as f32;
            let odds = customs.title_odds(&candidate.convention);
            return if share <= 0.1 && score < 0.9 {
                // Custom says that these files have no titles: only what can be nothing else is one.
                score * 0.6
            } else if odds > 1.0 && (HOPELESS..TAKEN).contains(&score) {
                let lifted = score / (1.0 - score) * odds;
                lifted / (1.0 + lifted)
            } else {
                score
            };
        }
        let key = (candidate.role, candidate.convention.clone());
        let shown = customs.shown.get(&key).copied().unwrap_or(0);
        let common = customs.files >= FEWEST && shown * 10 >= customs.files * 9;
        if common && score >= 0.3 { score + (1.0 - score) * 0.6 } else { score }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_more_usual_a_title_the_more_a_doubtful_one_is_lifted() {
        let candidate = |score| HeadCandidate {
            role: HeadRole::Title,
            block: 0,
            blocks: 1,
            range: Default::default(),
            value: "x".into(),
            score,
            convention: "first-line".into(),
        };
        let weigh = |titled: u32, untitled: u32, score| {
            let titles = [("first-line".to_owned(), titled)].into();
            let customs = Customs { untitled, titled, titles, files: untitled, ..Customs::default() };
            HeadHabits { folders: [(String::new(), customs)].into(), ..HeadHabits::default() }
                .weigh("a.txt", &candidate(score))
        };
        assert!(weigh(59, 60, 0.25) > 0.8);
        assert!(weigh(36, 40, 0.3) > TAKEN);
        assert!(weigh(30, 40, 0.3) < TAKEN, "three in four settle nothing");
        assert_eq!(weigh(59, 60, 0.15), 0.15, "what is hopeless stays so");
        assert_eq!(weigh(20, 40, 0.78), 0.78, "half of a folder without titles says nothing against one");
        assert!(weigh(1, 40, 0.78) < TAKEN);
        assert!(weigh(1, 40, 0.92) > TAKEN);
    }
}
