//! Words divided at the end of a line, of which the file itself has no other instance: the archive is asked.

use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A divided word that the file alone could not settle.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct DividedWord {
    /// What stood before the hyphen, in lower case.
    pub left: String,
    /// What stood on the next line, in lower case.
    pub right: String,
    /// Whether the hyphen was kept.
    pub kept: bool,
}

/// What the archive says about divided words: whether each keeps its hyphen.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Dictionary(BTreeMap<(String, String), bool>);

impl Dictionary {
    /// Whether a divided word keeps its hyphen; `None` when the archive does not know it either.
    pub fn keeps(&self, left: &str, right: &str) -> Option<bool> {
        if self.0.is_empty() {
            return None;
        }
        self.0.get(&(left.to_owned(), right.to_owned())).copied()
    }

    /// Notes an answer.
    pub fn insert(&mut self, left: &str, right: &str, keeps: bool) {
        self.0.insert((left.to_owned(), right.to_owned()), keeps);
    }

    /// A hash of all answers; zeros for none.
    pub fn hash(&self) -> [u8; 32] {
        if self.0.is_empty() {
            return [0; 32];
        }
        let mut hasher = blake3::Hasher::new();
        for ((left, right), keeps) in &self.0 {
            hasher.update(format!("{left}-{right} {keeps}\n").as_bytes());
        }
        *hasher.finalize().as_bytes()
    }

    /// All answers, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str, bool)> {
        self.0.iter().map(|((left, right), keeps)| (left.as_str(), right.as_str(), *keeps))
    }

    /// Whether nothing is known.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// The answers that some divided words get, in order.
    pub fn answers<'a>(&'a self, words: &'a [DividedWord]) -> impl Iterator<Item = (&'a DividedWord, bool)> {
        words.iter().filter_map(|word| Some((word, self.keeps(&word.left, &word.right)?)))
    }
}
