//! What the words around a name show and the model does not see: "Jr." behind a comma, a news agency whose acronym is
//! taken for a given name, an office's purpose ("for Logistics") that is no part of the ministry's name.

use super::candidate::EntityKind;
use super::lists::bit;
use super::patterns::{of, scored};
use super::reader::Reader;
use super::tagger::Name;
use super::word::{Word, flag};
use std::collections::HashSet;

/// Lists of people's own names.
const GIVEN_NAMES: u32 = bit("FIRST") | bit("FIRSTW");
/// Least letters of an acronym that is not taken for initials: "RIA", not "JJ".
const LEAST_ACRONYM: u8 = 3;
/// Probability of the model, not calibrated, below which it is in doubt.
const DOUBT: f32 = 0.8;

/// The names, mended. They stay in order and do not overlap.
pub(super) fn mend(text: &str, reader: &Reader, names: &mut Vec<Name>) {
    let person = EntityKind::Person.index();
    // "Sr." alone is no name.
    names.retain(|name| name.end > name.start + 1 || !is_suffix(of(text, &reader.words[name.start])));
    // Nor is "D IL", the party and state of who stands before it.
    names.retain(|name| {
        let word = |at: usize| of(text, &reader.words[at]);
        name.end != name.start + 2
            || !matches!(word(name.start), "D" | "R" | "I" | "D." | "R." | "I.")
            || !is_state(word(name.start + 1))
    });
    part_run_on(text, reader, names);
    for at in 0..names.len() {
        let limit = names.get(at + 1).map_or(reader.words.len(), |next| next.start);
        let floor = at.checked_sub(1).map_or(0, |before| names[before].end);
        let name = &mut names[at];
        if name.kind() == person {
            if name.start > floor && is_given_behind_title(text, &reader.words[..name.start]) {
                name.start -= 1;
            }
            name.end =
                suffix_end(text, &reader.words, name.end).filter(|end| *end <= limit).unwrap_or(name.end);
            if opens_with_acronym(text, &reader.words[name.start..name.end], name.scores[person]) {
                name.scores.swap(person, EntityKind::Organization.index());
            }
        }
    }
    cut_purposes(text, reader, names);
    add_acronyms(text, reader, names);
}

/// Whether the last of the words is a given name and a title stands before it: "Sen. Norm" before "Coleman". Behind a
/// shortened honorific it need not be known as one.
fn is_given_behind_title(text: &str, words: &[Word]) -> bool {
    let [.., title, given] = words else { return false };
    let titles = bit("HONORIFIC") | bit("TITLE");
    title.is(flag::CAPITAL)
        && title.lists & titles != 0
        && !given.is(flag::FIRST)
        && given.is(flag::CAPITAL)
        && given.is(flag::LETTERS)
        && !of(text, given).ends_with('.')
        && (given.lists & GIVEN_NAMES != 0
            || title.lists & bit("HONORIFIC") != 0 && of(text, title).ends_with('.'))
        && given.lists & (titles | bit("DEMONYM") | bit("MONTHDAY")) == 0
}

/// Parts names that ran into each other where marks were lost: at a title within ("Clinton Senator Enzi"), and at a
/// party and state ("Ben Nelson D Neb", "Coleman R MN Chris Dodd").
fn part_run_on(text: &str, reader: &Reader, names: &mut Vec<Name>) {
    let person = EntityKind::Person.index();
    let mut rest = Vec::new();
    for name in names.iter_mut().filter(|name| name.kind() == person) {
        let word = |at: usize| of(text, &reader.words[at]);
        let parting = (name.start + 1..name.end.saturating_sub(1)).find_map(|at| match word(at) {
            "Senator" | "Sen." | "Sens." | "Rep." | "Reps." | "Congressman" | "Congresswoman" | "Dr"
            | "Dr." | "Mr." | "Mrs." | "Ms." | "Representative" => Some((at, at + 1)),
            "D" | "R" | "I" if is_state(word(at + 1)) => Some((at, at + 2)),
            _ => None,
        });
        if let Some((end, next)) = parting {
            if next < name.end {
                rest.push(Name { start: next, ..*name });
            }
            name.end = end;
        }
    }
    if !rest.is_empty() {
        names.extend(rest);
        names.sort_by_key(|name| name.start);
    }
}

/// States of America as they are shortened behind the name of a member of Congress.
fn is_state(word: &str) -> bool {
    const STATES: &[&str] = &[
        "AK", "AL", "AR", "AZ", "Ala", "Alaska", "Ariz", "Ark", "CA", "CO", "CT", "Cal", "Calif", "Colo",
        "Conn", "DE", "Del", "FL", "Fla", "GA", "Ga", "HI", "Hawaii", "IA", "ID", "IL", "IN", "Idaho", "Ill",
        "Ind", "Iowa", "KS", "KY", "Kan", "Kans", "Ky", "LA", "La", "MA", "MD", "ME", "MI", "MN", "MO", "MS",
        "MT", "Maine", "Mass", "Md", "Mich", "Minn", "Miss", "Mo", "Mont", "NC", "ND", "NE", "NH", "NJ",
        "NM", "NV", "NY", "Neb", "Nebr", "Nev", "OH", "OK", "OR", "Ohio", "Okla", "Ore", "PA", "Pa", "RI",
        "SC", "SD", "TN", "TX", "Tenn", "Tex", "Texas", "UT", "Utah", "VA", "VT", "Va", "Vt", "WA", "WI",
        "WV", "WY", "Wash", "Wis", "Wyo",
    ];
    STATES.binary_search(&word.trim_end_matches('.')).is_ok()
}

/// "United Cannery Workers (UCW)": the letters in parentheses right behind a body are a name of it.
fn add_acronyms(text: &str, reader: &Reader, names: &mut Vec<Name>) {
    let organization = EntityKind::Organization;
    let mut found = Vec::new();
    for (at, name) in names.iter().enumerate().filter(|(_, name)| name.kind() == organization.index()) {
        let limit = names.get(at + 1).map_or(reader.words.len(), |next| next.start);
        let Some([open, letters, close]) = reader.words.get(name.end..name.end + 3) else { continue };
        let short: String = of(text, letters).chars().filter(|letter| *letter != '.').collect();
        let initials: String = reader.words[name.start..name.end]
            .iter()
            .filter(|word| word.is(flag::CAPITAL))
            .filter_map(|word| of(text, word).chars().next())
            .collect();
        let stands = of(text, open) == "(" && of(text, close) == ")" && name.end + 2 <= limit;
        if stands && short.len() >= 2 && short == initials {
            found.push(scored(name.end + 1..name.end + 2, organization));
        }
    }
    if !found.is_empty() {
        names.extend(found);
        names.sort_by_key(|name| name.start);
    }
}

/// The end of "Oake, Jr." or "OAKE, SR" where the name ends before the comma.
fn suffix_end(text: &str, words: &[Word], end: usize) -> Option<usize> {
    words.get(end).filter(|comma| of(text, comma) == ",")?;
    let suffix = words.get(end + 1)?;
    is_suffix(of(text, suffix)).then_some(end + 2)
}

fn is_suffix(word: &str) -> bool {
    let word = word.trim_end_matches('.');
    matches!(word, "Jr" | "Sr" | "Jnr" | "Snr" | "JR" | "SR" | "jr" | "sr" | "II" | "III")
}

/// "RIA Novosti", "ABC News": capitals before a word that is not in capitals. A given name can be in capitals too at
/// the opening of a chapter: then the model must be in doubt.
fn opens_with_acronym(text: &str, words: &[Word], score: f32) -> bool {
    let [first, rest @ ..] = words else { return false };
    first.is(flag::ALL_CAPITALS)
        && first.len >= LEAST_ACRONYM
        && !of(text, first).contains('.')
        && first.lists & (bit("HONORIFIC") | bit("TITLE")) == 0
        && (first.lists & GIVEN_NAMES == 0 || score < DOUBT)
        && !rest.is_empty()
        && rest.iter().all(|word| word.is(flag::CAPITAL) && !word.is(flag::ALL_CAPITALS))
}

/// "Ministry of Defence for Logistics", where the article has "Ministry of Defence" too, is a name up to "for": what
/// follows belongs to the office before it.
fn cut_purposes(text: &str, reader: &Reader, names: &mut [Name]) {
    let organization = EntityKind::Organization.index();
    let spelt = |start: usize, end: usize| -> String {
        let words: Vec<&str> = reader.words[start..end].iter().map(|word| of(text, word)).collect();
        words.join(" ")
    };
    let purpose = |name: &Name| {
        (name.start + 2..name.end.saturating_sub(1)).find(|at| of(text, &reader.words[*at]) == "for")
    };
    let is_organization = |name: &Name| name.kind() == organization;
    if !names.iter().any(|name| is_organization(name) && purpose(name).is_some()) {
        return;
    }
    let whole: HashSet<String> =
        names.iter().filter(|name| is_organization(name)).map(|name| spelt(name.start, name.end)).collect();
    for name in names.iter_mut().filter(|name| is_organization(name)) {
        if let Some(end) = purpose(name).filter(|end| whole.contains(&spelt(name.start, *end))) {
            name.end = end;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::given_away::with_patterns;
    use super::super::test_reading::{read, shown};
    use super::*;

    fn check(text: &str, expected: &[(&str, EntityKind)]) {
        let mut found = Vec::new();
        read(text, |reader, names| {
            let mut names = with_patterns(text, reader, names);
            mend(text, reader, &mut names);
            for name in &names {
                found.push((shown(text, &reader.words[name.start..name.end]), name.kind()));
            }
        });
        let found: Vec<(&str, usize)> = found.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        let expected: Vec<(&str, usize)> =
            expected.iter().map(|(name, kind)| (*name, kind.index())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_party_and_state_are_no_name() {
        check("He met Senator Durbin D IL there.", &[("Durbin", EntityKind::Person)]);
    }

    #[test]
    fn a_suffix_behind_a_comma_belongs_to_the_name() {
        use EntityKind::Person;
        check("He met William Mott, Jr., at noon.", &[("William Mott, Jr.", Person)]);
        check("The shop went to William Mott, Sr.", &[("William Mott, Sr.", Person)]);
        check("He met William Mott, senior warden.", &[("William Mott", Person)]);
    }

    #[test]
    fn an_acronym_is_no_given_name() {
        use EntityKind::{Organization, Person};
        check(
            "RIA Novosti quoted Mr. John Carter as saying so.",
            &[("RIA Novosti", Organization), ("John Carter", Person)],
        );
    }

    #[test]
    fn names_that_ran_into_each_other_are_parted() {
        let parted = |run: &str| {
            let text = format!("He met {run} there.");
            let mut found = Vec::new();
            read(&text, |reader, _| {
                let first =
                    reader.words.iter().position(|word| of(&text, word) == "met").map_or(0, |at| at + 1);
                let last = reader.words.iter().position(|word| of(&text, word) == "there").unwrap_or(first);
                let mut names = vec![scored(first..last, EntityKind::Person)];
                part_run_on(&text, reader, &mut names);
                for name in &names {
                    found.push(shown(&text, &reader.words[name.start..name.end]));
                }
            });
            found
        };
        assert_eq!(parted("Clinton Senator Enzi"), ["Clinton", "Enzi"]);
        assert_eq!(parted("Ben Nelson D Neb"), ["Ben Nelson"]);
        assert_eq!(parted("Coleman R MN Chris Dodd"), ["Coleman", "Chris Dodd"]);
        assert_eq!(parted("Franklin D Roosevelt"), ["Franklin D Roosevelt"]);
    }

    #[test]
    fn letters_in_parentheses_are_the_body() {
        use EntityKind::Organization;
        check(
            "The United Cannery Workers (UCW) met on Friday evening.",
            &[("United Cannery Workers", Organization), ("UCW", Organization)],
        );
    }

    #[test]
    fn a_purpose_is_cut_where_the_body_is_known_without_it() {
        use EntityKind::{Organization, Person};
        check(
            "The Canadian Ministry of Defense said that General Peter Carter, Deputy Minister of the Canadian Ministry \
             of Defense for Logistics, had resigned.",
            &[
                ("Canadian Ministry of Defense", Organization),
                ("Peter Carter", Person),
                ("Canadian Ministry of Defense", Organization),
            ],
        );
    }
}
