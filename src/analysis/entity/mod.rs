//! Candidates for mentions of people, organisations and places.
//!
//! A linear-chain model over the words of each sentence, trained by the crate in `training/` and embedded from
//! `models/`. [`word`], [`sentence`] and [`reader`] prepare the text, [`lists`] and [`document`] tell what is known
//! of the words, [`features`] says what the model looks at, [`decode`] turns its scores into names with
//! probabilities, [`given_away`] adds those that their words give away ([`patterns`], [`bodies`], [`personal`]),
//! [`establishments`] houses that go by their owner's, [`mended`] and [`trimmed`] correct what the words around a name show,
//! [`offered`] adds what only the archive can settle, and [`clean`] makes candidates of them.

mod bodies;
mod candidate;
mod clean;
mod decode;
mod document;
mod establishments;
mod features;
mod given_away;
mod hash;
mod lists;
mod mended;
mod model;
mod nicknames;
mod offered;
mod patterns;
mod personal;
mod reader;
mod sentence;
mod table;
mod tagger;
mod trimmed;
mod votes;
mod word;
mod word_map;

pub use candidate::{EntityCandidate, EntityKind};
pub use nicknames::nicknames;

use super::Passage;
use crate::page::tree::TextRange;
use model::{Lexicon, Weights};
use std::sync::LazyLock;
use tagger::Tagger;

static WEIGHTS: LazyLock<Weights<'static>> =
    LazyLock::new(|| Weights::new(include_bytes!("../../../models/en.weights.bin")));

fn lexicon() -> Lexicon<'static> {
    Lexicon::new(
        include_bytes!("../../../models/en.gazetteer.bin"),
        include_bytes!("../../../models/en.clusters.bin"),
    )
}

/// Finds candidates in a page's text, in ascending order of start, not overlapping.
///
/// `language` is a BCP 47 primary tag: in a language that is not known nothing is found.
pub fn find(text: &str, passages: &[Passage], language: &str) -> Vec<EntityCandidate> {
    if !matches!(language, "en" | "und") {
        return Vec::new();
    }
    let ranges: Vec<TextRange> = passages.iter().map(|passage| passage.range).collect();
    clean::candidates(&mut Tagger::new(lexicon(), &WEIGHTS), text, &ranges)
}

#[cfg(test)]
mod test_reading;
#[cfg(test)]
mod tests;
