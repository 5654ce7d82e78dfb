//! Names that their first word gives away ("University of Harrow", "St. Brendan's"), and bodies that the article has
//! named in full and then calls "the Council".

use super::candidate::EntityKind;
use super::patterns::{LONGEST, is_capitalised, joins, kind_of_last_word, of, scored};
use super::reader::Reader;
use super::tagger::Name;
use super::word::{Word, flag};

/// The end and kind of the name that the word at `at` opens.
pub(super) fn opened_at(text: &str, words: &[Word], at: usize) -> Option<(usize, EntityKind)> {
    let head = words.get(at).filter(|head| is_capitalised(head))?;
    if matches!(of(text, head), "St." | "St" | "Saint") {
        return saint_end(text, words, at).map(|end| (end, EntityKind::Place));
    }
    let end = lettered_end(text, words, at).or_else(|| seat_end(text, words, at))?;
    Some((end, EntityKind::Organization))
}

/// The end of "T.D.H.C." and "Local 12", which are bodies in a headline too.
pub(super) fn lettered_end(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let local = |at: usize| {
        let number = words.get(at + 1).is_some_and(|number| number.is(flag::NUMBER));
        number && words.get(at).is_some_and(|word| of(text, word) == "Local")
    };
    let pointed = || {
        let stands = local(at + 1) || !words.get(at + 1).is_some_and(is_capitalised);
        stands && words.get(at).is_some_and(|word| is_pointed_acronym(of(text, word)))
    };
    if local(at) { Some(at + 2) } else { pointed().then_some(at + 1) }
}

/// "W.O.": capitals, each with a point.
pub(super) fn is_initials(word: &str) -> bool {
    let letters = word.split_terminator('.').filter(|part| part.len() == 1).count();
    letters >= 2
        && word.len() == letters * 2
        && word.bytes().step_by(2).all(|letter| letter.is_ascii_uppercase())
}

/// "T.D.H.C.": three letters or more, each with a point, that are no country, degree or hour.
fn is_pointed_acronym(word: &str) -> bool {
    is_initials(word)
        && word.len() >= 6
        && !matches!(
            word,
            "U.S.A."
                | "U.S.S.R."
                | "U.A.E."
                | "R.S.V.P."
                | "R.I.P."
                | "B.C.E."
                | "D.D.S."
                | "D.V.M."
                | "L.L.B."
                | "C.P.A."
                | "O.B.E."
                | "M.B.E."
                | "C.B.E."
                | "K.B.E."
                | "D.S.O."
                | "F.R.S."
                | "U.S.N."
                | "U.S.M.C."
                | "Q.E.D."
                | "C.O.D."
                | "N.Y.C."
                | "D.B.E."
                | "M.L.A."
                | "H.M.S."
                | "U.S.S."
                | "S.O.S."
                | "A.K.A."
                | "V.I.P."
                | "E.S.T."
                | "P.S.T."
                | "C.S.T."
                | "G.M.T."
                | "R.C.A.F."
                | "B.S.C."
                | "M.S.C."
        )
}

/// The end of "St. Brendan's" where it stands for the church: nothing follows that could be a saint's.
fn saint_end(text: &str, words: &[Word], at: usize) -> Option<usize> {
    words.get(at + 1).filter(|saint| is_capitalised(saint))?;
    let ending = words.get(at + 2).filter(|ending| ending.is(flag::ADJACENT))?;
    let next = words.get(at + 3)?;
    let possessive = matches!(of(text, ending), "'s" | "\u{2019}s");
    let stands_alone = !next.is(flag::LETTERS) || is_function_word(of(text, next));
    (possessive && stands_alone).then_some(at + 3)
}

/// Words that no possessive stands before.
pub(super) fn is_function_word(word: &str) -> bool {
    matches!(
        word,
        "and"
            | "or"
            | "but"
            | "in"
            | "on"
            | "at"
            | "to"
            | "for"
            | "from"
            | "by"
            | "with"
            | "of"
            | "until"
            | "after"
            | "before"
            | "since"
            | "as"
            | "when"
            | "where"
            | "who"
            | "which"
            | "that"
            | "the"
            | "a"
            | "is"
            | "was"
            | "are"
            | "were"
            | "has"
            | "had"
            | "have"
            | "will"
            | "would"
            | "he"
            | "she"
            | "they"
            | "it"
            | "we"
            | "this"
    )
}

/// The end of "University of Illinois", "Bank of the Orient": a body and where it sits or what it is for.
fn seat_end(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let head = words.get(at).filter(|head| opens_body(of(text, head)))?;
    let inner = at > 0 && is_capitalised(&words[at - 1]) && !head.is(flag::FIRST);
    words.get(at + 1).filter(|word| of(text, word) == "of")?;
    let start = if words.get(at + 2).is_some_and(|word| of(text, word) == "the") { at + 3 } else { at + 2 };
    let run = words.get(start..)?.iter().take(LONGEST).take_while(|word| is_capitalised(word)).count();
    let goes_on = words.get(start + run).is_some_and(|next| {
        matches!(of(text, next), "and" | "of" | "at" | "for" | "&" | "-")
            || next.is(flag::ADJACENT) && joins(text, next)
    });
    (run > 0 && !inner && !goes_on).then_some(start + run)
}

/// Bodies that are named by what follows "of".
fn opens_body(word: &str) -> bool {
    matches!(
        word,
        "University"
            | "Ministry"
            | "Department"
            | "Institute"
            | "Academy"
            | "Bank"
            | "Board"
            | "Bureau"
            | "Society"
            | "Federation"
            | "League"
            | "Archdiocese"
            | "Diocese"
            | "Faculty"
            | "Chamber"
            | "Association"
            | "Church"
            | "Museum"
            | "College"
            | "Guild"
            | "Conservatory"
            | "Commission"
    )
}

/// "the Council", "the Academy", alone, where the article names one in full.
pub(super) fn bare_heads(text: &str, reader: &Reader, names: &[Name]) -> Vec<Name> {
    let organization = EntityKind::Organization;
    let mut heads: Vec<u64> = Vec::new();
    for name in names.iter().filter(|name| name.end > name.start + 1 && name.kind() == organization.index()) {
        let words = &reader.words[name.start..name.end];
        let ends = [words.first(), words.last()].into_iter().flatten();
        heads.extend(ends.filter(|word| stands_for_body(of(text, word))).map(|word| word.lower));
    }
    heads.sort_unstable();
    heads.dedup();
    let mut found = Vec::new();
    for index in 0..if heads.is_empty() { 0 } else { reader.len() } {
        let (first, sentence) = reader.sentence(index);
        if !sentence.is_prose(text) {
            continue;
        }
        for (at, three) in sentence.words.windows(3).enumerate() {
            let [before, word, next] = three else { continue };
            let bare = is_capitalised(word)
                && heads.binary_search(&word.lower).is_ok()
                && matches!(of(text, before), "the" | "The")
                && !is_capitalised(next)
                && !matches!(of(text, next), "of" | "for" | "&" | "-");
            if bare {
                found.push(scored(first + at + 1..first + at + 2, organization));
            }
        }
    }
    found
}

/// Kinds of bodies that go by that word alone once they have been named.
pub(super) fn stands_for_body(word: &str) -> bool {
    let organization = kind_of_last_word(word) == Some(EntityKind::Organization);
    organization
        && !matches!(word, "Sons" | "Bros." | "Union" | "Company" | "Players" | "Rovers" | "Wanderers")
        || opens_body(word)
        || matches!(word, "Court" | "Department" | "School" | "Church")
}

#[cfg(test)]
mod tests {
    use super::super::test_reading::{read, shown};
    use super::*;

    fn opened(text: &str) -> Vec<(String, usize)> {
        let mut found = Vec::new();
        read(text, |reader, _| {
            let (_, sentence) = reader.sentence(0);
            let words = sentence.words;
            for at in 0..words.len() {
                if let Some((end, kind)) = opened_at(text, words, at) {
                    found.push((shown(text, &words[at..end]), kind.index()));
                }
            }
        });
        found
    }

    fn check(text: &str, expected: &[(&str, usize)]) {
        let found = opened(text);
        let found: Vec<(&str, usize)> = found.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn what_a_body_is_of_ends_its_name() {
        check("He studied at the University of Harrow before that.", &[("University of Harrow", 1)]);
        check("It was sold by the Bank of the Orient to others.", &[("Bank of the Orient", 1)]);
        check("She left the Ministry of Works and Mines there.", &[]);
        check("the board of directors met", &[]);
    }

    #[test]
    fn pointed_letters_are_a_body() {
        check("He sat on the T.D.H.C. as the member for the town.", &[("T.D.H.C.", 1)]);
        check("He came from the U.S.A. in May.", &[]);
        check("W.H.S. Koerner painted it.", &[]);
        check("President, U.C.W. Local 12, signed it.", &[("U.C.W.", 1), ("Local 12", 1)]);
        check("Local 12 thanks the people who came.", &[("Local 12", 1)]);
    }

    #[test]
    fn a_saint_keeps_the_ending_where_the_church_is_meant() {
        check("They were married at St. Brendan's on Sunday.", &[("St. Brendan's", 2)]);
        check("He walked past St. Brendan's.", &[("St. Brendan's", 2)]);
        check("They rang St. Brendan's bell.", &[]);
    }
}
