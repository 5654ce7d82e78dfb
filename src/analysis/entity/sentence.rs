//! A sentence as the tagger reads it, and the stretches of it that may hold names.
//!
//! Most words of prose are small letters and can be no part of a name. They are never scored: the model's chain is
//! cut there into short segments, which is exact, because their label is fixed.

use super::word::{Word, flag};
use std::ops::Range;

/// Words before and behind a sentence that stand for its edges.
pub(crate) const EDGE: usize = 3;
/// Longest segment; a longer one is cut.
const LONGEST_SEGMENT: usize = 60;
/// Most words without a capital between two words of one name.
const LONGEST_GAP: usize = 3;

/// How a sentence uses capitals.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Case {
    /// As prose does.
    Normal,
    /// Nearly every longer word has one, as in a headline.
    Title,
    /// Throughout.
    Capitals,
}

/// How the words use capitals.
pub(crate) fn case_of(words: &[Word]) -> Case {
    let (mut letters, mut capital, mut all_capitals) = (0, 0, 0);
    for word in words.iter().filter(|word| word.is(flag::LETTERS) && word.len > 3) {
        letters += 1;
        capital += usize::from(word.is(flag::CAPITAL));
        all_capitals += usize::from(word.is(flag::ALL_CAPITALS));
    }
    if letters >= 3 && all_capitals * 10 >= letters * 8 {
        Case::Capitals
    } else if letters >= 3 && capital * 10 >= letters * 8 {
        Case::Title
    } else {
        Case::Normal
    }
}

/// A sentence with its edges.
#[derive(Clone, Copy)]
pub(crate) struct Sentence<'a> {
    /// [`EDGE`] words that stand for the beginning, the words, [`EDGE`] words that stand for the end.
    pub(crate) words: &'a [Word],
    /// How it uses capitals.
    pub(crate) case: Case,
}

impl Sentence<'_> {
    /// Whether it is a sentence of prose. Long names make a short sentence look like a headline; but that has no full
    /// stop, and no longer word in small letters.
    pub(crate) fn is_prose(&self, text: &str) -> bool {
        match self.case {
            Case::Normal => true,
            Case::Capitals => false,
            Case::Title => {
                let own = &self.words[EDGE.min(self.words.len())..self.words.len().saturating_sub(EDGE)];
                let stop = own
                    .last()
                    .is_some_and(|mark| text.get(mark.start as usize..mark.end as usize) == Some("."));
                stop && own
                    .iter()
                    .any(|word| word.is(flag::LETTERS) && !word.is(flag::CAPITAL) && word.len > 3)
            }
        }
    }
}

/// Appends the segments of a sentence, as ranges of indices into its words (edges counted).
pub(crate) fn segments(words: &[Word], found: &mut Vec<Range<usize>>) {
    let mut at = 0;
    while at < words.len() {
        if !words[at].is(flag::CORE) {
            at += 1;
            continue;
        }
        let start = if at > 0 && opens_name(&words[at - 1]) && found.last().is_none_or(|last| last.end < at) {
            at - 1
        } else {
            at
        };
        let end = segment_end(words, start, at);
        found.push(start..end);
        at = end;
    }
}

/// Whether a word without a capital may begin a name: a number.
fn opens_name(word: &Word) -> bool {
    word.is(flag::NUMBER)
}

fn segment_end(words: &[Word], start: usize, core: usize) -> usize {
    let mut end = core + 1;
    while end - start < LONGEST_SEGMENT {
        let gap =
            words[end..].iter().take_while(|word| !word.is(flag::CORE) && word.is(flag::CONNECTOR)).count();
        if gap <= LONGEST_GAP && words.get(end + gap).is_some_and(|word| word.is(flag::CORE)) {
            end += gap + 1;
        } else {
            break;
        }
    }
    if words.get(end).is_some_and(opens_name) { end + 1 } else { end }
}
