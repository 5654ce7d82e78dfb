//! Names that their last word gives away: "Water Street", "Merchants' Bank", "Town Council".
//!
//! The tagger leaves some of them out, or is not sure of them, where the other words are strange to it. What is found
//! here gets a middling score, and gives way to anything that the tagger is surer of.

use super::candidate::EntityKind;
use super::lists::bit;
use super::reader::Reader;
use super::sentence::Case;
use super::tagger::Name;
use super::word::{Word, flag};
use crate::page::tree::TextRange;

/// Probability that such a run of words is a name of the kind, before it is calibrated (then about 0.6).
const SCORE: f32 = 0.8;
/// Most words before the last one.
const LONGEST: usize = 6;
/// Words of people's given names.
const GIVEN_NAMES: u32 = bit("FIRST") | bit("FIRSTW");

/// The names, surer or added, in order. `names` are the tagger's, in order and not overlapping.
pub(crate) fn with_patterns(text: &str, reader: &Reader, names: &[Name]) -> Vec<Name> {
    let mut all = Vec::with_capacity(names.len());
    let mut rest = names;
    for pattern in patterns(text, reader) {
        let before = rest.partition_point(|name| name.end <= pattern.start);
        all.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        let touching = rest.partition_point(|name| name.start < pattern.end);
        if gives_way(&rest[..touching], &pattern) {
            all.push(pattern);
        } else {
            all.extend_from_slice(&rest[..touching]);
        }
        rest = &rest[touching..];
    }
    all.extend_from_slice(rest);
    all
}

/// Whether the tagger's names there are all parts of the pattern, and none is both whole and surer or of another mind.
fn gives_way(names: &[Name], pattern: &Name) -> bool {
    names.iter().all(|name| {
        let inside = name.start >= pattern.start && name.end <= pattern.end;
        let whole = name.start == pattern.start && name.end == pattern.end;
        let best = best(&name.scores);
        let agrees = best == best_of(pattern);
        inside && (!whole || (agrees && name.scores[best] < pattern.scores[best]))
    })
}

fn best_of(name: &Name) -> usize {
    best(&name.scores)
}

fn best(scores: &[f32]) -> usize {
    (0..scores.len()).fold(0, |best, kind| if scores[kind] > scores[best] { kind } else { best })
}

/// The patterns of all sentences of prose, in order and not overlapping.
fn patterns(text: &str, reader: &Reader) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for index in 0..reader.len() {
        let (first, sentence) = reader.sentence(index);
        if sentence.case != Case::Normal {
            continue;
        }
        for at in 0..sentence.words.len() {
            let floor = found.last().map_or(0, |last| last.end.saturating_sub(first));
            if let Some((start, kind)) = pattern_ending_at(text, sentence.words, at, floor) {
                let mut scores = [0.0; 4];
                scores[kind.index()] = SCORE;
                found.push(Name { start: first + start, end: first + at + 1, scores });
            }
        }
    }
    found
}

/// Where the pattern begins whose last word is at `at`.
fn pattern_ending_at(text: &str, words: &[Word], at: usize, floor: usize) -> Option<(usize, EntityKind)> {
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
fn joins(text: &str, word: &Word) -> bool {
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
        } else if !is_joint(text, word) {
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

fn is_capitalised(word: &Word) -> bool {
    word.is(flag::CAPITAL) && !word.is(flag::MARK)
}

fn of<'a>(text: &'a str, word: &Word) -> &'a str {
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

fn kind_of_last_word(word: &str) -> Option<EntityKind> {
    match word {
        "Street" | "Avenue" | "Road" | "Lane" | "Boulevard" | "Terrace" | "Bridge" | "Harbour" | "Harbor"
        | "River" | "Island" | "Islands" | "Bay" | "Square" | "Creek" | "Valley" | "Cove" | "Wharf"
        | "Beach" | "Mountain" | "Mountains" | "Head" | "Point" | "Hill" | "Town" | "Lake" | "Hall"
        | "Hotel" => Some(EntityKind::Place),
        "Council" | "Bank" | "Institute" | "Union" | "Company" | "Club" | "Academy" | "Society"
        | "Association" | "Committee" | "Commission" | "Board" | "Band" | "League" | "Guild" | "Railway"
        | "Federation" | "Corporation" | "Ministry" | "Orchestra" | "Choir" | "Brigade" | "Legion"
        | "Auxiliary" | "Sons" | "Bros." | "University" | "College" => Some(EntityKind::Organization),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::super::{WEIGHTS, lexicon, tagger::Tagger};
    use super::*;

    fn check(text: &str, expected: &[(&str, usize)]) {
        let mut found = Vec::new();
        let whole = [TextRange::new(0, text.len() as u32)];
        Tagger::new(lexicon(), &WEIGHTS).tag(text, &whole, |reader, _| {
            for name in patterns(text, reader) {
                let range = TextRange::new(reader.words[name.start].start, reader.words[name.end - 1].end);
                found.push((range.of(text).to_owned(), best_of(&name)));
            }
        });
        let found: Vec<(&str, usize)> = found.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_last_word_gives_the_kind() {
        check("She ran down Harrow Street to the bank.", &[("Harrow Street", 2)]);
        check("The Town Council met there without much noise.", &[("Town Council", 1)]);
        check(
            "They later sued both the Farmers' Bank and, without much success, Mott & Gray Milling Company.",
            &[("Farmers' Bank", 1), ("Mott & Gray Milling Company", 1)],
        );
    }

    #[test]
    fn what_goes_on_or_stands_alone_is_left_to_the_tagger() {
        check("The Council and the Bank agreed with Town Council President Mott.", &[]);
        check("He met Mary Hill there.", &[]);
        check("A BANK ON HARROW STREET WAS ROBBED", &[]);
    }
}
