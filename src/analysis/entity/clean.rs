//! From names to candidates: the name alone, its title apart, and no name of a people taken for a place.

use super::candidate::{EntityCandidate, EntityKind};
use super::given_away::with_patterns;
use super::lists::{PLACES, bit};
use super::mended::mend;
use super::offered::offers;
use super::reader::Reader;
use super::tagger::{Name, Tagger};
use super::trimmed::trim;
use super::word::{Word, flag};
use crate::page::tree::TextRange;
use std::ops::Range;

/// Lists of words that stand before a person's name without being part of it.
const TITLES: u32 = bit("HONORIFIC") | bit("TITLE");
/// Lists of people's own names.
const GIVEN_NAMES: u32 = bit("FIRST") | bit("FIRSTW");
/// Least score of a candidate for the kind that it most likely is.
const LEAST_SCORE: f32 = 0.2;
/// See [`calibrate`].
const SLOPE: f32 = 0.66;
const SHIFT: f32 = -0.45;
/// Most words of a title.
const LONGEST_TITLE: usize = 6;

/// The candidates in stretches of text.
pub(crate) fn candidates(tagger: &mut Tagger<'_>, text: &str, ranges: &[TextRange]) -> Vec<EntityCandidate> {
    let mut found = Vec::new();
    tagger.tag(text, ranges, |reader, names| {
        let mut names = with_patterns(text, reader, names);
        mend(text, reader, &mut names);
        trim(text, reader, &mut names);
        let mut last_end = 0;
        let first = found.len();
        names.retain(|name| match candidate(text, reader, name, last_end) {
            Some(candidate) => {
                found.push(candidate);
                last_end = name.end;
                true
            }
            None => false,
        });
        // What was too unlikely a name leaves its words to be offered.
        let offers = offers(text, reader, &names);
        if !offers.is_empty() {
            found.extend(offers.into_iter().map(|offer| offered(text, reader, offer)));
            found[first..].sort_by_key(|candidate| candidate.range);
        }
    });
    found
}

/// What only the archive can settle.
fn offered(text: &str, reader: &Reader, (words, kind): (Range<usize>, EntityKind)) -> EntityCandidate {
    let range = TextRange::new(reader.words[words.start].start, reader.words[words.end - 1].end);
    let mut scores = [0.0; 3];
    scores[kind.index()] = EntityCandidate::OFFERED;
    EntityCandidate { range, scores, surface: fold(range.of(text)).into(), title: None }
}

/// `last_end` is the end of the name before, which no title reaches into.
fn candidate(text: &str, reader: &Reader, name: &Name, last_end: usize) -> Option<EntityCandidate> {
    let [person, organization, place, other] = name.scores.map(calibrate);
    let most = person.max(organization).max(place);
    if other > most || most < LEAST_SCORE {
        return None;
    }
    let words = reader.words.get(..name.end)?;
    let is_person = person > organization.max(place);
    let start = if is_person { name_start(text, words, name) } else { article_end(words, name) };
    let own = words.get(start..).filter(|own| !own.is_empty())?;
    if is_person && own.iter().all(|word| is_honorific(text, word)) {
        return None;
    }
    if !is_person && own.iter().all(|word| word.lists & bit("DEMONYM") != 0 && word.lists & PLACES == 0) {
        return None;
    }
    if let [word] = own
        && may_be_pronoun(text, reader, name.end - 1, word)
    {
        return None;
    }
    let range = TextRange::new(own.first()?.start, own.last()?.end);
    let title = if is_person { title(text, words, start, last_end) } else { None };
    Some(EntityCandidate {
        range,
        scores: [person, organization, place],
        surface: fold(range.of(text)).into(),
        title: title.map(String::into_boxed_str),
    })
}

/// Whether a word is as likely "us" as the country: "US" at the end of a line set in capitals ("SEVEN OF US"), without
/// "THE" before it. Before another word ("US SENATE") and in mixed case it is the country.
fn may_be_pronoun(text: &str, reader: &Reader, at: usize, word: &Word) -> bool {
    let words = &reader.words;
    if TextRange::new(word.start, word.end).of(text) != "US" {
        return false;
    }
    let is_word = |word: &&Word| word.is(flag::LETTERS) || word.is(flag::NUMBER);
    // An edge of the sentence is a word of no length.
    let before = words[..at].iter().rev().take_while(|word| word.end > word.start);
    let after = words[at + 1..].iter().take_while(|word| word.end > word.start);
    let in_capitals = before
        .clone()
        .chain(after.clone())
        .filter(is_word)
        .all(|word| !TextRange::new(word.start, word.end).of(text).contains(char::is_lowercase));
    let follows = before.clone().find(is_word);
    let leads = after.clone().any(|word| is_word(&word));
    in_capitals && !leads && follows.is_some_and(|word| !(word.len == 3 && word.head == THE))
}

/// The model is too sure of itself on text of another kind than it was trained on. The two numbers were fitted to
/// the development sets; see `models/README.md`.
fn calibrate(score: f32) -> f32 {
    let odds = (score.max(1e-6) / (1.0 - score).max(1e-6)).ln();
    1.0 / (1.0 + (-(SLOPE * odds + SHIFT)).exp())
}

fn fold(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where a person's own name begins, when an honorific was taken for a part of it.
fn name_start(text: &str, words: &[Word], name: &Name) -> usize {
    let mut start = name.start;
    while start + 1 < name.end && is_honorific(text, &words[start]) && !is_initial_behind(words, start) {
        start += 1;
    }
    start
}

/// Whether "M." is an initial: behind an honorific ("Mrs. M. Doyle") or first of its line. Elsewhere it may be Monsieur.
fn is_initial_behind(words: &[Word], at: usize) -> bool {
    let behind = at.checked_sub(1).is_some_and(|before| words[before].lists & bit("HONORIFIC") != 0);
    words[at].len == 1 && (behind || words[at].is(flag::FIRST))
}

/// Whether the word is an honorific and not a given name as well ("Judge" is both: then a period or the lists decide).
fn is_honorific(text: &str, word: &Word) -> bool {
    word.lists & bit("HONORIFIC") != 0
        && (word.lists & GIVEN_NAMES == 0 || TextRange::new(word.start, word.end).of(text).ends_with('.'))
}

/// Where a name begins without its article, which it keeps when the lists know it so ("The Hague").
fn article_end(words: &[Word], name: &Name) -> usize {
    let first = &words[name.start];
    let listed = first.lists & PLACES != 0;
    if name.end > name.start + 1 && first.len == 3 && first.head == THE && !listed {
        name.start + 1
    } else {
        name.start
    }
}

/// "the", as [`Word::head`].
const THE: u32 = 0x74_68_65;

/// The title right before a person's name: "Mrs.", "Ukrainian President", "Foreign Minister".
fn title(text: &str, words: &[Word], start: usize, last_end: usize) -> Option<String> {
    let mut first = start;
    while first > last_end && start - first < LONGEST_TITLE && may_stand_in_title(words, first - 1, start) {
        first -= 1;
    }
    let stands = |word: &Word| word.is(flag::CAPITAL) && word.lists & TITLES != 0;
    let nearest = words.get(start.checked_sub(1)?)?;
    if first == start || !stands(nearest) {
        return None;
    }
    Some(fold(TextRange::new(words.get(first)?.start, nearest.end).of(text)))
}

fn may_stand_in_title(words: &[Word], index: usize, start: usize) -> bool {
    let word = &words[index];
    let known = word.lists & (TITLES | if index + 1 < start { bit("DEMONYM") } else { 0 }) != 0;
    word.is(flag::CAPITAL) && known && !words.get(index + 1).is_some_and(|next| next.is(flag::FIRST))
}
