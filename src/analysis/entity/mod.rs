//! Candidates for mentions of people, organisations and places.

mod candidate;
mod rules;

pub use candidate::{EntityCandidate, EntityKind};

use super::Passage;

/// Finds candidates in a page's text, in ascending order of start, not overlapping.
///
/// `language` is a BCP 47 primary tag: in a language that is not known nothing is found.
pub fn find(text: &str, passages: &[Passage], language: &str) -> Vec<EntityCandidate> {
    if !matches!(language, "en" | "und") {
        return Vec::new();
    }
    passages.iter().flat_map(|passage| rules::find_in_passage(text, passage.range)).collect()
}
