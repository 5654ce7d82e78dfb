//! Names that their last word gives away: "Water Street", "Merchants' Bank", "Town Council". [`super::bodies`] has
//! those that go by their first word.
//!
//! The tagger leaves some of them out, or is not sure of them, where the other words are strange to it. What is found
//! here gets a middling score, and gives way to anything that the tagger is surer of.

use super::candidate::EntityKind;
use super::lists::bit;
use super::tagger::Name;
use super::word::{Word, flag};
use crate::page::tree::TextRange;
use std::ops::Range;

/// Probability that such a run of words is a name of the kind, before it is calibrated (then about 0.6).
const SCORE: f32 = 0.8;
/// Most words before the last one.
pub(super) const LONGEST: usize = 6;
/// Words of people's given names.
const GIVEN_NAMES: u32 = bit("FIRST") | bit("FIRSTW");

/// A name of a kind with the score of a pattern.
pub(super) fn scored(words: Range<usize>, kind: EntityKind) -> Name {
    let mut scores = [0.0; 4];
    scores[kind.index()] = SCORE;
    Name { start: words.start, end: words.end, scores }
}

/// Where the pattern begins whose last word is at `at`.
pub(super) fn pattern_ending_at(
    text: &str,
    words: &[Word],
    at: usize,
    floor: usize,
) -> Option<(usize, EntityKind)> {
    let last = &words[at];
    if !is_capitalised(last) {
        return None;
    }
    let kind = kind_of_last_word(of(text, last))?;
    let next = words.get(at + 1);
    if next.is_some_and(|next| is_capitalised(next) || next.is(flag::ADJACENT) && joins(text, next))
        || words.get(at + 2).is_some_and(is_capitalised)
            && next.is_some_and(|next| matches!(of(text, next), "of" | "&"))
    {
        return None;
    }
    let start = run_start(text, words, at, floor);
    let may_be_person = words[start].lists & GIVEN_NAMES != 0 && kind == EntityKind::Place;
    let known = |word: &Word| word.lists & bit("HONORIFIC") != 0;
    (start < at && !may_be_person && !words[start..at].iter().any(known)).then_some((start, kind))
}

/// Whether a mark right behind the last word makes it a part of something longer.
pub(super) fn joins(text: &str, word: &Word) -> bool {
    matches!(of(text, word), "-" | "&" | "/" | "@")
}

/// Goes back from the last word over capitalised words and what joins them.
fn run_start(text: &str, words: &[Word], at: usize, floor: usize) -> usize {
    let mut start = at;
    let mut scan = at;
    while scan > floor && at - scan < LONGEST {
        scan -= 1;
        let word = &words[scan];
        if is_capitalised(word) && !stops(text, word) {
            start = scan;
        } else if !(is_joint(text, word) || of(text, word) == "and" && is_district(text, words.get(scan + 1)))
        {
            break;
        }
    }
    start
}

/// Words with a capital that are no part of the name behind them.
fn stops(text: &str, word: &Word) -> bool {
    word.lists & bit("MONTHDAY") != 0 || is_small_word(of(text, word))
}

/// Possessive endings and "&" may stand between the words of a name.
fn is_joint(text: &str, word: &Word) -> bool {
    let possessive = word.is(flag::ADJACENT) && matches!(of(text, word), "'s" | "’s" | "'" | "’");
    possessive || of(text, word) == "&"
}

/// "Tidewick and District Harbour Commission".
fn is_district(text: &str, word: Option<&Word>) -> bool {
    word.is_some_and(|word| matches!(of(text, word), "District" | "Area"))
}

/// Whether a word has a capital.
pub(super) fn is_capitalised(word: &Word) -> bool {
    word.is(flag::CAPITAL) && !word.is(flag::MARK)
}

/// The text of a word.
pub(super) fn of<'a>(text: &'a str, word: &Word) -> &'a str {
    TextRange::new(word.start, word.end).of(text)
}

/// Words that a sentence opens with, or that stand before a name in a headline.
fn is_small_word(word: &str) -> bool {
    const SMALL: &[&str] = &[
        "A", "After", "All", "Although", "An", "And", "Any", "As", "At", "Because", "Before", "Both", "But",
        "By", "During", "Each", "Every", "For", "From", "Has", "He", "Her", "His", "How", "However", "I",
        "If", "In", "Is", "It", "Its", "Many", "Most", "My", "Near", "No", "Now", "Of", "On", "Or", "Our",
        "Over", "She", "Since", "So", "Some", "That", "The", "Their", "Then", "There", "These", "They",
        "This", "Those", "Though", "Through", "To", "Under", "Until", "Was", "We", "What", "When", "Where",
        "While", "Who", "Why", "With", "Yet", "You", "Your",
    ];
    SMALL.binary_search(&word).is_ok()
}

/// What a name is that ends with the word.
pub(super) fn kind_of_last_word(word: &str) -> Option<EntityKind> {
    match word {
        "Street" | "Avenue" | "Road" | "Lane" | "Boulevard" | "Terrace" | "Bridge" | "Harbour" | "Harbor"
        | "River" | "Island" | "Islands" | "Bay" | "Square" | "Creek" | "Valley" | "Cove" | "Wharf"
        | "Beach" | "Mountain" | "Mountains" | "Head" | "Point" | "Hill" | "Town" | "Lake" | "Hall"
        | "Hotel" | "Halt" => Some(EntityKind::Place),
        "Council" | "Bank" | "Institute" | "Union" | "Company" | "Club" | "Academy" | "Society"
        | "Association" | "Committee" | "Commission" | "Board" | "Band" | "League" | "Guild" | "Railway"
        | "Federation" | "Corporation" | "Ministry" | "Orchestra" | "Choir" | "Brigade" | "Legion"
        | "Players" | "Rovers" | "Wanderers" | "Auxiliary" | "Sons" | "Bros." | "University" | "College" => {
            Some(EntityKind::Organization)
        }
        _ => None,
    }
}
