//! How the archive's files begin: conventions counted per folder and over all, so that custom settles the doubtful.

use crate::archive::facts::ArticleFacts;
use crate::page::draft::{HeadCandidate, HeadRole};
use std::collections::{BTreeMap, BTreeSet};

/// From this probability a candidate is taken.
pub(super) const TAKEN: f32 = 0.5;
/// A folder of fewer files has no customs of its own.
const FEWEST: u32 = 5;

/// How the archive's files begin: counts of conventions, over all files and by folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadHabits {
    /// Sentences for the build report: "title from the first line in 1,204 of 1,210 files".
    pub sentences: Vec<String>,
    pub(super) all: Customs,
    pub(super) folders: BTreeMap<String, Customs>,
}

/// Counts over a set of files.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Customs {
    /// Files whose title nobody stated.
    untitled: u32,
    /// Those of them with a line that is likely the title.
    titled: u32,
    /// All files.
    files: u32,
    /// Files that show a convention, likely or not.
    shown: BTreeMap<(HeadRole, String), u32>,
}

/// Counts, without the sentences.
pub(super) fn count(facts: &[ArticleFacts]) -> HeadHabits {
    let mut habits = HeadHabits::default();
    for fact in facts {
        habits.all.add(fact);
        habits.folders.entry(folder_of(&fact.key.path).to_owned()).or_default().add(fact);
    }
    habits
}

/// The folder that a file lies in.
fn folder_of(path: &str) -> &str {
    path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

impl Customs {
    fn add(&mut self, fact: &ArticleFacts) {
        self.files += 1;
        if fact.front_matter.title.is_none() {
            self.untitled += 1;
            let likely = |c: &HeadCandidate| c.role == HeadRole::Title && c.score >= TAKEN;
            self.titled += u32::from(fact.head.iter().any(likely));
        }
        let conventions: BTreeSet<_> = fact.head.iter().map(|c| (c.role, c.convention.clone())).collect();
        for convention in conventions {
            *self.shown.entry(convention).or_default() += 1;
        }
    }
}

impl HeadHabits {
    /// The customs that apply to a file: its folder's, or the archive's when the folder is small.
    fn customs_of(&self, path: &str) -> Option<&Customs> {
        let folder = self.folders.get(folder_of(path)).filter(|customs| customs.files >= FEWEST);
        folder.or(Some(&self.all).filter(|customs| customs.files >= FEWEST))
    }

    /// The probability that a candidate is right, custom counted in.
    pub(super) fn weigh(&self, path: &str, candidate: &HeadCandidate) -> f32 {
        let score = candidate.score;
        let Some(customs) = self.customs_of(path) else { return score };
        if candidate.role == HeadRole::Title && customs.untitled >= FEWEST {
            let share = customs.titled as f32 / customs.untitled as f32;
            return match share {
                // Custom says that the first line is the title: what is doubtful is lifted, what is hopeless is not.
                share if share >= 0.9 && score >= 0.2 => score + (1.0 - score) * 0.6,
                share if share <= 0.1 && score < 0.9 => score * 0.6,
                _ => score,
            };
        }
        let key = (candidate.role, candidate.convention.clone());
        let shown = customs.shown.get(&key).copied().unwrap_or(0);
        let common = customs.files >= FEWEST && shown * 10 >= customs.files * 9;
        if common && score >= 0.3 { score + (1.0 - score) * 0.6 } else { score }
    }
}
