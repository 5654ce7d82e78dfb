//! What a word is: the same in the index, in a query and in `static/assets/search.js`.
//!
//! A word is a longest run of letters, digits and combining marks (Unicode's properties Alphabetic, N and M), folded
//! as names are ([`fold`]: case, accents, typography). An apostrophe parts words, and the possessive `s` after one
//! is dropped. A letter of a script that is written without spaces is a word of its own, so that a query finds it as
//! a phrase. A word is cut after 40 characters.

use crate::archive::fold::fold;
use std::ops::Range;
use unicode_normalization::char::is_combining_mark;

/// Characters of a word at most.
const LONGEST: usize = 40;

/// Calls `each` with every word of a text, folded, and its place in bytes.
pub fn each_word(text: &str, mut each: impl FnMut(&str, Range<usize>)) {
    let mut start = None;
    let mut word = String::new();
    for (at, letter) in text.char_indices() {
        let alone = stands_alone(letter);
        let continues = !alone && is_word(letter);
        if let Some(from) = start
            && !continues
        {
            finish(text, from..at, &mut word, &mut each);
            start = None;
        }
        if alone {
            finish(text, at..at + letter.len_utf8(), &mut word, &mut each);
        } else if continues && start.is_none() {
            start = Some(at);
        }
    }
    if let Some(from) = start {
        finish(text, from..text.len(), &mut word, &mut each);
    }
}

/// The words of a text.
pub fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    each_word(text, |word, _| words.push(word.to_owned()));
    words
}

fn finish(text: &str, range: Range<usize>, word: &mut String, each: &mut impl FnMut(&str, Range<usize>)) {
    let written = &text[range.clone()];
    word.clear();
    if written.is_ascii() {
        word.push_str(&written[..written.len().min(LONGEST)]);
        word.make_ascii_lowercase();
    } else {
        word.extend(fold(written).chars().filter(|letter| is_word(*letter)).take(LONGEST));
    }
    let possessive = word == "s" && follows_apostrophe(&text[..range.start]);
    if !word.is_empty() && !possessive {
        each(word, range);
    }
}

/// Whether a text ends with a word and an apostrophe.
fn follows_apostrophe(before: &str) -> bool {
    let mut letters = before.chars().rev();
    matches!(letters.next(), Some('\'' | '\u{2018}' | '\u{2019}' | '\u{201b}'))
        && letters.next().is_some_and(is_word)
}

fn is_word(letter: char) -> bool {
    if letter.is_ascii() {
        return letter.is_ascii_alphanumeric();
    }
    letter.is_alphanumeric() || is_combining_mark(letter)
}

/// Letters of Thai, Lao, Burmese, Khmer, Japanese and Chinese.
const fn stands_alone(letter: char) -> bool {
    matches!(letter,
        '\u{e00}'..='\u{eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' | '\u{3040}'..='\u{30ff}'
        | '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[&str]) {
        assert_eq!(words(text), expected, "{text}");
    }

    #[test]
    fn words_are_runs_of_letters_and_digits() {
        check("The Mayor's ship, in 1952.", &["the", "mayor", "ship", "in", "1952"]);
        check("O’Neill’s co-op doesn't", &["o", "neill", "co", "op", "doesn", "t"]);
        check("U.S. 's S", &["u", "s", "s", "s"]);
        check("Straße ½ Łódź", &["strasse", "12", "lodz"]);
        check("ΟΔΟΣ", &["οδοσ"]);
        check("東京 tower", &["東", "京", "tower"]);
        check(&"x".repeat(50), &[&"x".repeat(40)]);
        check("… — !", &[]);
    }

    proptest! {
        #[test]
        fn a_word_is_made_of_the_same_words_as_its_fold(text in "\\PC{0,40}") {
            let mut last = 0;
            each_word(&text, |word, range| {
                assert!(last <= range.start && range.start < range.end && text.get(range.clone()).is_some());
                assert!(!word.is_empty() && word.chars().count() <= LONGEST);
                last = range.end;
            });
        }
    }
}
