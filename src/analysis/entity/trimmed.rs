//! Words that a name took in though they are not its own ("Young Tom Doyle", the "Q." of an interview), words that it
//! lacks ("Upper Ansel", "Hallam & Pryce"), and rivers that were taken for people.

use super::candidate::EntityKind;
use super::lists::bit;
use super::patterns::{is_capitalised, of, scored};
use super::reader::Reader;
use super::tagger::Name;
use super::word::{Word, flag};

/// Lists of people's own names.
const GIVEN_NAMES: u32 = bit("FIRST") | bit("FIRSTW");
/// Least questions, and least answers, of an interview.
const LEAST_QUESTIONS: usize = 2;

/// The names, with their own words. They stay in order and do not overlap.
pub(super) fn trim(text: &str, reader: &Reader, names: &mut Vec<Name>) {
    let interview = is_interview(text, reader);
    let words = &reader.words;
    for at in 0..names.len() {
        let floor = at.checked_sub(1).map_or(0, |before| names[before].end);
        let name = &mut names[at];
        if name.kind() == EntityKind::Person.index() {
            while name.end > name.start + 1 && is_not_own(text, &words[name.start..name.end], interview) {
                name.start += 1;
            }
        }
        if name.end != name.start + 1 {
            continue;
        }
        let next = words.get(name.end).is_some_and(is_capitalised);
        if is_told_by_age(text, words, name) && name.start > floor && !next {
            name.start -= 1;
            continue;
        }
        if is_part_of_place(text, words, name.start) && name.start > floor && !next {
            *name = scored(name.start - 1..name.end, EntityKind::Place);
        } else if name.kind() == EntityKind::Person.index() && !next && is_water(text, words, name.start) {
            name.scores.swap(EntityKind::Person.index(), EntityKind::Place.index());
        }
    }
    join_firms(text, words, names);
}

/// Whether the first word of a person's name is none of it.
fn is_not_own(text: &str, name: &[Word], interview: bool) -> bool {
    let [first, second, rest @ ..] = name else { return false };
    match of(text, first) {
        "Young" | "Old" | "Little" | "Poor" => !rest.is_empty() && second.lists & GIVEN_NAMES != 0,
        "Seaman" | "Stoker" | "Gunner" | "Trooper" | "Midshipman" => true,
        "Q." | "A." => interview && first.is(flag::FIRST),
        _ => false,
    }
}

/// "Old Bill", where "Young Bill" is another.
fn is_told_by_age(text: &str, words: &[Word], name: &Name) -> bool {
    let before = name.start.checked_sub(1).map(|before| of(text, &words[before]));
    name.kind() == EntityKind::Person.index()
        && words[name.start].lists & GIVEN_NAMES != 0
        && matches!(before, Some("Old" | "Young"))
}

/// Whether a text has questions and answers, each marked by its letter.
fn is_interview(text: &str, reader: &Reader) -> bool {
    let opened_by = |letter: &str| {
        let first = reader.words.iter().filter(|word| word.is(flag::FIRST));
        first.filter(|word| of(text, word) == letter).take(LEAST_QUESTIONS).count() == LEAST_QUESTIONS
    };
    opened_by("Q.") && opened_by("A.")
}

/// "Upper Ansel": settlements that are told apart so.
fn is_part_of_place(text: &str, words: &[Word], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).map(|before| of(text, &words[before])) else { return false };
    matches!(before, "Upper" | "Lower" | "Nether")
        && !matches!(of(text, &words[at]), "House" | "Chamber" | "Court" | "School" | "Class")
}

/// "in the middle of the Ansel": no one person has an article.
fn is_water(text: &str, words: &[Word], at: usize) -> bool {
    let [.., before, article] = &words[..at] else { return false };
    of(text, article) == "the"
        && matches!(of(text, before), "of" | "on" | "across" | "into" | "up" | "down" | "along" | "over")
        && words[at].lists & (bit("TITLE") | bit("HONORIFIC") | bit("DEMONYM")) == 0
        && words.get(at + 1).is_some_and(|next| !matches!(of(text, next), "who" | "whom" | "whose"))
}

/// "Hallam & Pryce": a firm goes by the names of its partners.
fn join_firms(text: &str, words: &[Word], names: &mut Vec<Name>) {
    let partner = |word: &Word| {
        is_capitalised(word)
            && word.is(flag::LETTERS)
            && word.len > 2
            && word.lists & (GIVEN_NAMES | bit("HONORIFIC") | bit("TITLE")) == 0
    };
    let mut taken_until = 0;
    let mut joined = Vec::with_capacity(names.len());
    for name in names.iter().copied() {
        if name.start < taken_until {
            continue;
        }
        let firm = name.end == name.start + 1
            && partner(&words[name.start])
            && words.get(name.end).is_some_and(|and| of(text, and) == "&")
            && words.get(name.end + 1).is_some_and(partner)
            && !words.get(name.end + 2).is_some_and(is_capitalised)
            && !words[..name.start]
                .last()
                .is_some_and(|before| is_capitalised(before) || of(text, before) == "&");
        if firm {
            joined.push(scored(name.start..name.end + 2, EntityKind::Organization));
            taken_until = name.end + 2;
        } else {
            joined.push(name);
        }
    }
    *names = joined;
}

#[cfg(test)]
mod tests {
    use super::super::test_reading::{read, shown};
    use super::*;

    /// Trims one name, given as it stands in the text.
    fn check(text: &str, kind: EntityKind, name: &str, expected: (&str, EntityKind)) {
        let mut found = Vec::new();
        let from = text.find(name).unwrap_or_default() as u32;
        let until = from + name.len() as u32;
        read(text, |reader, _| {
            let inside = |word: &Word| word.start >= from && word.end <= until && word.end > word.start;
            let start = reader.words.iter().position(inside).unwrap_or_default();
            let end = reader.words.iter().rposition(inside).unwrap_or_default() + 1;
            let mut names = vec![scored(start..end, kind)];
            trim(text, reader, &mut names);
            for name in &names {
                found.push((shown(text, &reader.words[name.start..name.end]), name.kind()));
            }
        });
        assert_eq!(found, [(expected.0.to_owned(), expected.1.index())], "{text}");
    }

    use EntityKind::{Organization, Person, Place};

    #[test]
    fn ages_and_ranks_are_no_names() {
        check("Then Young Tom Mott scored.", Person, "Young Tom Mott", ("Tom Mott", Person));
        check("Leading Seaman Mott has been away.", Person, "Seaman Mott", ("Mott", Person));
        check("Then Young Bill scored.", Person, "Young Bill", ("Young Bill", Person));
        check("My father was Old Bill.", Person, "Bill", ("Old Bill", Person));
    }

    #[test]
    fn letters_of_an_interview_are_no_initials() {
        let talk = "Q. What then?\nA. I left.\nQ. Manuel Mott died in May.\nA. He did.";
        check(talk, Person, "Q. Manuel Mott", ("Manuel Mott", Person));
        check("Q. Manuel Mott died in May.", Person, "Q. Manuel Mott", ("Q. Manuel Mott", Person));
    }

    #[test]
    fn rivers_and_villages() {
        check("born in the middle of the Ansel on a ferry", Person, "Ansel", ("Ansel", Place));
        check("born at Upper Ansel in May", Person, "Ansel", ("Upper Ansel", Place));
        check("a friend of Ansel from there", Person, "Ansel", ("Ansel", Person));
    }

    #[test]
    fn partners_are_a_firm() {
        check("the books of Hallam & Pryce were shut", Person, "Hallam", ("Hallam & Pryce", Organization));
        check("the letter of Bill & Hillary was shut", Person, "Bill", ("Bill", Person));
    }
}
