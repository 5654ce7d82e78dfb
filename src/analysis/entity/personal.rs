//! Names of people that the words before them give away: "Mrs. M. Doyle", "Wm. Oake", "Aldermen Sayle, Peel and Coyle",
//! and the signature "R. HALLAM, Manager".

use super::lists::bit;
use super::patterns::{is_capitalised, of};
use super::sentence::{Case, EDGE, Sentence};
use super::word::{Word, flag};
use std::ops::Range;

/// Most words of a line that ends with what its signatory is.
const LONGEST_SIGNATURE: usize = 8;

/// The names of people that begin at the word `at`, as ranges of the sentence's words, in order.
pub(super) fn people_at(text: &str, sentence: Sentence<'_>, at: usize) -> Vec<Range<usize>> {
    let words = sentence.words;
    if at == EDGE {
        let couple = couple(text, words);
        if !couple.is_empty() {
            return couple;
        }
    }
    if let Some(end) = shortened_given_end(text, words, at) {
        return one(at..end);
    }
    if sentence.case != Case::Capitals && at > 0 && is_several(of(text, &words[at - 1])) {
        return listed(text, words, at);
    }
    let behind_honorific = at > 0 && words[at - 1].lists & bit("HONORIFIC") != 0;
    match initials_end(text, words, at) {
        Some(end) if behind_honorific && sentence.case != Case::Capitals => one(at..end),
        Some(end) if at == EDGE && is_signature(text, words, end) => one(at..end),
        _ => Vec::new(),
    }
}

fn one(name: Range<usize>) -> Vec<Range<usize>> {
    std::iter::once(name).collect()
}

/// The end of "Wm. Oake", "GEO. MARLOW": a given name as newspapers shorten it, initials, a family name.
fn shortened_given_end(text: &str, words: &[Word], at: usize) -> Option<usize> {
    let given = words.get(at).filter(|word| is_capitalised(word))?;
    let written = of(text, given);
    let pointed = written.ends_with('.');
    if !is_shortened_given(written.trim_end_matches('.')) {
        return None;
    }
    let next = if pointed { at + 1 } else { at + 2 };
    if !pointed {
        words.get(at + 1).filter(|point| point.is(flag::ADJACENT) && of(text, point) == ".")?;
    }
    family_end(text, words, next)
}

/// Given names as directories, minutes and bylines shorten them.
fn is_shortened_given(word: &str) -> bool {
    matches!(
        word.to_ascii_lowercase().as_str(),
        "wm" | "geo"
            | "chas"
            | "thos"
            | "jas"
            | "jos"
            | "robt"
            | "edw"
            | "saml"
            | "benj"
            | "danl"
            | "jno"
            | "nathl"
            | "alexr"
            | "archd"
            | "fredk"
            | "richd"
    )
}

/// The end of "M. Doyle", "E. M. Vance", where initials begin at `at`.
fn initials_end(text: &str, words: &[Word], at: usize) -> Option<usize> {
    words.get(at).filter(|word| is_initial(text, word))?;
    family_end(text, words, at + 1)
}

/// The end of a family name behind given names that end before `at`; more initials may stand before it.
fn family_end(text: &str, words: &[Word], mut at: usize) -> Option<usize> {
    while words.get(at).is_some_and(|word| is_initial(text, word)) {
        at += 1;
    }
    let family = words.get(at)?;
    let stands = is_capitalised(family)
        && family.is(flag::LETTERS)
        && family.len > 1
        && !of(text, family).ends_with('.')
        && family.lists & (bit("HONORIFIC") | bit("TITLE") | bit("MONTHDAY")) == 0;
    stands.then_some(at + 1)
}

fn is_initial(text: &str, word: &Word) -> bool {
    word.len == 1 && is_capitalised(word) && of(text, word).ends_with('.')
}

/// Whether the sentence is a name that ends at `end` and what its bearer is: "M. DOYLE, President".
fn is_signature(text: &str, words: &[Word], end: usize) -> bool {
    let rest = words[end..].iter().take_while(|word| word.end > word.start).count();
    let comma = words.get(end).is_some_and(|comma| of(text, comma) == ",");
    let office =
        words.get(end + 1).is_some_and(|word| is_capitalised(word) && word.lists & bit("TITLE") != 0);
    comma && office && rest <= LONGEST_SIGNATURE
}

/// Titles of several people.
fn is_several(word: &str) -> bool {
    matches!(
        word,
        "Aldermen"
            | "Alderwomen"
            | "Councillors"
            | "Councilmen"
            | "Councilors"
            | "Messrs."
            | "Messrs"
            | "Misses"
            | "Mesdames"
            | "Senators"
            | "Sens."
            | "Representatives"
            | "Reps."
            | "Congressmen"
            | "Commissioners"
            | "Constables"
            | "Justices"
            | "Judges"
            | "Magistrates"
            | "Selectmen"
            | "Trustees"
            | "Captains"
            | "Drs."
            | "Professors"
    )
}

/// The family names of "Sayle, Peel and Coyle", where nothing more of a name stands beside them.
fn listed(text: &str, words: &[Word], at: usize) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut next = at;
    let stands = |word: &Word| {
        is_capitalised(word)
            && word.is(flag::LETTERS)
            && word.len > 2
            && word.lists & (bit("HONORIFIC") | bit("TITLE") | bit("MONTHDAY") | bit("DEMONYM")) == 0
    };
    while words.get(next).is_some_and(stands) {
        let Some(mark) = words.get(next + 1) else { break };
        // "of" leads to what they are of, and a capital to the rest of a longer name.
        let mark = of(text, mark);
        if !matches!(mark, "," | "and" | "&" | ";" | "." | ")") {
            if mark.chars().all(char::is_lowercase) && !found.is_empty() && mark != "of" {
                found.push(next..next + 1);
            }
            break;
        }
        found.push(next..next + 1);
        let and = mark == "," && words.get(next + 2).is_some_and(|word| of(text, word) == "and");
        next += if and { 3 } else { 2 };
        if matches!(mark, ";" | "." | ")") {
            break;
        }
    }
    if found.len() > 1 { found } else { Vec::new() }
}

/// The names of "STURGIS–VANCE" alone, over the account of a wedding.
fn couple(text: &str, words: &[Word]) -> Vec<Range<usize>> {
    let own = words.get(EDGE..words.len().saturating_sub(EDGE)).unwrap_or_default();
    let [bride, dash, groom] = own else { return Vec::new() };
    let name = |word: &Word| is_capitalised(word) && word.is(flag::LETTERS) && word.len > 2;
    let joined = matches!(of(text, dash), "–" | "-" | "—") && dash.is(flag::ADJACENT);
    if joined && name(bride) && name(groom) { vec![EDGE..EDGE + 1, EDGE + 2..EDGE + 3] } else { Vec::new() }
}

#[cfg(test)]
mod tests {
    use super::super::test_reading::{read, shown};
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        read(text, |reader, _| {
            for index in 0..reader.len() {
                let (_, sentence) = reader.sentence(index);
                for at in 0..sentence.words.len() {
                    for name in people_at(text, sentence, at) {
                        found.push(shown(text, &sentence.words[name]));
                    }
                }
            }
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn shortened_given_names() {
        check("Captain Wm. Oake reported to Geo. F. Marlow, clerk.", &["Wm. Oake", "Geo. F. Marlow"]);
        check("CAPT. WM. OAKE, SR.", &["WM. OAKE"]);
        check("He wrote to Geo. about it.", &[]);
    }

    #[test]
    fn initials_behind_an_honorific() {
        check("Present were Peel and Mrs. M. Doyle, with Mr. E. M. Vance.", &["M. Doyle", "E. M. Vance"]);
        check("It is plan B. Nothing else will do.", &[]);
    }

    #[test]
    fn signatures() {
        check("R. HALLAM, Manager", &["R. HALLAM"]);
        check("R. HALLAM, who was there, said nothing of it to anyone at all that day.", &[]);
    }

    #[test]
    fn couples() {
        check("MOTT–CARTER\n\nA wedding took place.", &["MOTT", "CARTER"]);
    }

    #[test]
    fn people_of_one_title() {
        check("Present: Aldermen Sayle, Peel and Mrs. Doyle.", &["Sayle", "Peel"]);
        check("Senators Mott, Carter, and Gray voted against it.", &["Mott", "Carter", "Gray"]);
        check("Senators John Mott and Ann Carter voted.", &[]);
        check("Trustees of the library met.", &[]);
    }
}
