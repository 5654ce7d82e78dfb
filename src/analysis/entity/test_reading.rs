//! Reads a text for the tests of what is found in it.

use super::reader::Reader;
use super::tagger::{Name, Tagger};
use super::word::Word;
use super::{WEIGHTS, lexicon};
use crate::page::tree::TextRange;

/// Calls `take` with what the tagger makes of a whole text.
pub(super) fn read(text: &str, take: impl FnMut(&Reader, &[Name])) {
    Tagger::new(lexicon(), &WEIGHTS).tag(text, &[TextRange::new(0, text.len() as u32)], take);
}

/// The text from the first of some words to the last.
pub(super) fn shown(text: &str, words: &[Word]) -> String {
    let (Some(first), Some(last)) = (words.first(), words.last()) else { return String::new() };
    TextRange::new(first.start, last.end).of(text).to_owned()
}
