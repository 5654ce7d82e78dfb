//! Words that may be a name if the archive knows one like it: "the Academy" where other articles name an academy in full,
//! "UCW", a given name alone, the initials below a note.
//!
//! The tagger has nothing to say of them, and neither has the article; so they get next to no probability, and stay out
//! of every count. `archive::resolve` takes up those that it can link, and drops the others.

use super::bodies::{is_initials, stands_for_body};
use super::candidate::EntityKind;
use super::lists::{PLACES, bit};
use super::nicknames::nicknames;
use super::patterns::{is_capitalised, of};
use super::reader::Reader;
use super::sentence::{EDGE, Sentence};
use super::tagger::Name;
use super::word::{Word, flag};
use std::collections::HashSet;
use std::ops::Range;
use std::sync::LazyLock;

/// Letters of an acronym without points.
const ACRONYM: std::ops::RangeInclusive<u8> = 3..=6;
/// Lists of words that are no name by themselves.
const NO_NAMES: u32 = bit("HONORIFIC") | bit("TITLE") | bit("MONTHDAY") | bit("DEMONYM");

/// What is offered: ranges of the reader's words that no name touches, in order, with their kinds.
pub(super) fn offers(text: &str, reader: &Reader, names: &[Name]) -> Vec<(Range<usize>, EntityKind)> {
    let mut found = Vec::new();
    let mut rest = names;
    for index in 0..reader.len() {
        let (first, sentence) = reader.sentence(index);
        let mut at = EDGE;
        while at + EDGE < sentence.words.len() {
            let after = rest.partition_point(|name| name.end <= first + at);
            rest = &rest[after..];
            let limit = rest.first().map_or(usize::MAX, |name| name.start);
            match offer(text, sentence, at).filter(|(range, _)| first + range.end <= limit) {
                Some((range, kind)) if limit > first + at => {
                    at = range.end;
                    found.push((first + range.start..first + range.end, kind));
                }
                _ => at += 1,
            }
        }
    }
    found
}

fn offer(text: &str, sentence: Sentence<'_>, at: usize) -> Option<(Range<usize>, EntityKind)> {
    let words = sentence.words;
    let word = &words[at];
    if !is_capitalised(word) || !word.is(flag::LETTERS) {
        return None;
    }
    if is_signed(text, words, at) {
        return Some((at..at + 1, EntityKind::Person));
    }
    if let Some(end) = shortened_saint_end(text, words, at) {
        return Some((at..end, EntityKind::Place));
    }
    if !sentence.is_prose(text) {
        return None;
    }
    let [before, next] = [&words[at - 1], &words[at + 1]];
    let joined = |word: &Word| word.is(flag::ADJACENT) && matches!(of(text, word), "-" | "/" | "&" | "–");
    let led = is_capitalised(before) && !before.is(flag::FIRST);
    if is_capitalised(next) || led || joined(next) || word.is(flag::ADJACENT) {
        return None;
    }
    let acronym = word.is(flag::ALL_CAPITALS)
        && !of(text, word).contains('.')
        && ACRONYM.contains(&word.len)
        && !is_roman(of(text, word));
    let body = stands_for_body(of(text, word)) || matches!(of(text, word), "Company" | "Corporation");
    let behind = of(text, before);
    let as_name = matches!(behind, "the" | "The")
        || matches!(behind, "to" | "by" | "before" | "of" | "in" | "from") && of(text, word) == "Council";
    let after_next = words.get(at + 2).is_some_and(is_capitalised);
    let goes_on = of(text, next) == "of" || of(text, next) == "for" && after_next;
    if acronym || body && as_name && !goes_on || behind == "the" && of(text, next) == "line" {
        return Some((at..at + 1, EntityKind::Organization));
    }
    let written = of(text, word).trim_end_matches('.');
    let place =
        word.lists & PLACES != 0 && matches!(behind, "in" | "at" | "from" | "near" | "to" | "of" | "for");
    let unknown = word.lists & !PLACES == 0
        && !word.is(flag::FIRST)
        && !is_roman(written)
        && written.bytes().all(|byte| byte.is_ascii_alphabetic());
    let given = (word.lists & (bit("FIRST") | bit("FIRSTW")) != 0 || is_familiar(written) || unknown)
        && word.lists & NO_NAMES == 0
        && !place
        && word.len > 2
        && !matches!(behind, "the" | "The" | "a" | "an");
    // A sentence may open with any word.
    let sure = !word.is(flag::FIRST) || !is_common(of(text, word));
    (given && sure).then_some((at..at + 1, EntityKind::Person))
}

/// Familiar forms of given names, as the resolver knows them.
fn is_familiar(word: &str) -> bool {
    static FAMILIAR: LazyLock<HashSet<&str>> =
        LazyLock::new(|| nicknames().flat_map(|(name, short)| [name, short]).collect());
    word.len() <= 12 && FAMILIAR.contains(word.to_ascii_lowercase().as_str())
}

/// "W.O." alone: who wrote a note.
fn is_signed(text: &str, words: &[Word], at: usize) -> bool {
    at == EDGE
        && is_initials(of(text, &words[at]))
        && words.get(at + 1).is_some_and(|next| next.end == next.start)
}

/// "St. B.": a church that everybody knows.
fn shortened_saint_end(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let letter = words.get(at + 1)?;
    let saint = matches!(of(text, &words[at]), "St." | "St");
    (saint && letter.len == 1 && is_capitalised(letter) && of(text, letter).ends_with('.')).then_some(at + 2)
}

fn is_roman(word: &str) -> bool {
    word.bytes().all(|letter| matches!(letter, b'I' | b'V' | b'X' | b'L' | b'C' | b'D' | b'M'))
}

/// Given names that are words too.
fn is_common(word: &str) -> bool {
    matches!(
        word,
        "Will"
            | "May"
            | "Mark"
            | "Grace"
            | "Hope"
            | "Faith"
            | "Joy"
            | "Rose"
            | "Bill"
            | "Frank"
            | "Grant"
            | "Art"
            | "Guy"
            | "Dean"
            | "Chase"
            | "Pat"
            | "Rob"
            | "Sue"
            | "Jack"
            | "Gene"
            | "Penny"
            | "Dawn"
            | "Summer"
            | "Olive"
            | "Daisy"
            | "Lily"
            | "Violet"
            | "Pearl"
            | "Victor"
            | "Miles"
            | "Rich"
            | "Norm"
            | "Chip"
            | "Earl"
            | "Duke"
            | "Christian"
            | "Angel"
            | "Sunny"
            | "Star"
            | "Early"
            | "Love"
            | "Young"
            | "Major"
            | "Price"
            | "King"
            | "Prince"
            | "See"
            | "Long"
            | "Son"
            | "Can"
            | "Man"
            | "Will."
            | "Lane"
            | "Page"
            | "Cliff"
            | "Brook"
            | "Dale"
            | "Glen"
            | "Heather"
            | "Holly"
            | "Ivy"
            | "Merry"
            | "Patience"
            | "Sandy"
            | "Drew"
            | "Ray"
            | "Nick"
            | "Bob"
            | "Don"
            | "Van"
            | "Lee"
            | "Even"
            | "Ok"
    )
}

#[cfg(test)]
mod tests {
    use super::super::test_reading::{read, shown};
    use super::*;

    fn check(text: &str, expected: &[(&str, EntityKind)]) {
        let mut found = Vec::new();
        read(text, |reader, _| {
            for (words, kind) in offers(text, reader, &[]) {
                found.push((shown(text, &reader.words[words.start..words.end]), kind));
            }
        });
        let found: Vec<(&str, EntityKind)> =
            found.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    use EntityKind::{Organization, Person, Place};

    #[test]
    fn bodies_by_their_kind_and_letters() {
        check("She taught at the Academy for six years.", &[("Academy", Organization)]);
        check("The Company offered three cents more.", &[("Company", Organization)]);
        check("She was elected to Council only last month.", &[("Council", Organization)]);
        check("The president of the UCW local spoke there.", &[("UCW", Organization)]);
        check("He drove the Valley line for years.", &[("Valley", Organization)]);
        check("the Department of State, the Company's chapter XIV", &[("Company", Organization)]);
        check("MARKED OUT OF ORDER", &[]);
    }

    #[test]
    fn given_names_alone() {
        check("Roof first. Tell Manuel.", &[("Manuel", Person)]);
        check("Peg rang. He was written down as Grinko at the desk.", &[("Peg", Person), ("Grinko", Person)]);
        check("Will he come in May?", &[]);
    }

    #[test]
    fn shortened_names() {
        check("W.O.", &[("W.O.", Person)]);
        check("St. B. bell is in cannery, No. 3.", &[("St. B.", Place)]);
    }
}
