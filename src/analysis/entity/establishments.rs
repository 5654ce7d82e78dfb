//! Houses that go by their owner's name: "at Lloyd's", "outside Haddad's", "Lloyd's of London". The ending belongs to the
//! name there: nothing follows that could be the owner's.

use super::bodies::is_function_word;
use super::candidate::EntityKind;
use super::lists::bit;
use super::patterns::{is_capitalised, of, scored};
use super::reader::Reader;
use super::tagger::Name;
use super::word::{Word, flag};

/// The establishments of a document: where one is told to be one by the words around it, the name is one wherever it
/// stands with its ending alone.
pub(super) fn establishments(text: &str, reader: &Reader) -> Vec<Name> {
    let mut alone: Vec<(usize, u64)> = Vec::new();
    let mut told: Vec<u64> = Vec::new();
    let mut found: Vec<Name> = Vec::new();
    for index in 0..reader.len() {
        let (first, sentence) = reader.sentence(index);
        let words = sentence.words;
        for at in 1..words.len() {
            if !sentence.is_prose(text) || !is_owner(text, words, at) {
                continue;
            }
            if let Some(end) = seated_end(text, words, at) {
                found.push(scored(first + at..first + end, EntityKind::Organization));
            } else if stands_alone(text, words, at) {
                alone.push((first + at, words[at].lower));
                if is_told(text, words, at) || is_known(of(text, &words[at])) {
                    told.push(words[at].lower);
                }
            }
        }
    }
    let told_of = |owner: &u64| told.contains(owner);
    found.extend(
        alone
            .iter()
            .filter(|(_, owner)| told_of(owner))
            .map(|&(at, _)| scored(at..at + 2, EntityKind::Organization)),
    );
    found.sort_by_key(|name| name.start);
    found
}

/// Whether a word is a family name with a possessive ending, by itself.
fn is_owner(text: &str, words: &[Word], at: usize) -> bool {
    let owner = &words[at];
    // At Mary's is at her home.
    let given = owner.lists & bit("FIRST") != 0 && !is_known(of(text, owner));
    let other = bit("HONORIFIC") | bit("TITLE") | bit("MONTHDAY") | bit("DEMONYM") | bit("COUNTRY");
    let saint = matches!(of(text, &words[at - 1]), "St." | "St" | "Saint");
    is_capitalised(owner)
        && owner.is(flag::LETTERS)
        && owner.len > 2
        && !given
        && owner.lists & other == 0
        && !saint
        && !is_capitalised(&words[at - 1])
        && words
            .get(at + 1)
            .is_some_and(|ending| ending.is(flag::ADJACENT) && matches!(of(text, ending), "'s" | "\u{2019}s"))
}

/// Houses that everybody knows, though their names are given names too.
fn is_known(owner: &str) -> bool {
    matches!(owner, "Lloyd" | "Christie")
}

/// The end of "Lloyd's of London".
fn seated_end(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let [of_word, seat] = words.get(at + 2..at + 4)? else { return None };
    let seated = of(text, of_word) == "of" && is_capitalised(seat) && seat.lists & super::lists::PLACES != 0;
    seated.then_some(at + 4)
}

/// Whether nothing follows that could be the owner's.
fn stands_alone(text: &str, words: &[Word], at: usize) -> bool {
    words.get(at + 2).is_some_and(|next| {
        !next.is(flag::LETTERS) && !next.is(flag::NUMBER) || is_function_word(of(text, next))
    })
}

/// Whether the words around say that it is a place to be at. "superior to Mott's" does not.
fn is_told(text: &str, words: &[Word], at: usize) -> bool {
    let before = of(text, &words[at - 1]);
    let where_behind = words.get(at + 2).is_some_and(|mark| of(text, mark) == ",")
        && words.get(at + 3).is_some_and(|next| of(text, next) == "where");
    matches!(before, "at" | "outside" | "near" | "opposite" | "into" | "inside" | "past") || where_behind
}

#[cfg(test)]
mod tests {
    use super::super::test_reading::{read, shown};
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        read(text, |reader, _| {
            for name in establishments(text, reader) {
                found.push(shown(text, &reader.words[name.start..name.end]));
            }
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_house_goes_by_its_owner() {
        check(
            "He was an underwriter at Lloyd's who paid. The man of Lloyd's, it said, wept.",
            &["Lloyd's", "Lloyd's"],
        );
        check("They stood before the window of Haddad's, where a lamp burned.", &["Haddad's"]);
        check("It was insured with Lloyd's of London.", &["Lloyd's of London"]);
    }

    #[test]
    fn what_is_somebodys_is_no_house() {
        check("Her time was superior to Haddad's.", &[]);
        check("He looked at Haddad's window.", &[]);
        check("They dined at Mary's.", &[]);
        check("They met at St. Brendan's.", &[]);
    }
}
