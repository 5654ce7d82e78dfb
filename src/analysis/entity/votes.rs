//! How a document uses its names: what most mentions of a word are, a doubtful one is likely to be too. A person
//! named in full speaks for the bare surname.

use super::decode::{KINDS, Place, Scores, label};
use super::lists::bit;
use super::tagger::Name;
use super::word::{Word, flag};
use super::word_map::WordMap;

/// Kind of people.
const PERSON: usize = 0;
/// Kind of places.
const PLACE: usize = 2;
/// Lists of larger places.
const KNOWN_PLACES: u32 = bit("COUNTRY")
    | bit("CAPITAL")
    | bit("CITY")
    | bit("CITYALT")
    | bit("CITYBIG")
    | bit("STATE")
    | bit("SUBDIVISION")
    | bit("REGION");
/// Votes of the lists for a word that they know as a place only.
const LISTED_PLACE: f32 = 2.5;
/// How much a unanimous document raises the score of a label, as a logarithm.
const STRENGTH: f32 = 2.0;
/// Votes of a person's name of several words.
const FULL_NAME: f32 = 2.0;
/// Votes at which half of the strength is reached.
const HALF: f32 = 1.0;

/// Votes by word: for every kind, and for no name. Votes for no name weaken the others and raise nothing: where a
/// word was passed over once, there was often little to go by.
#[derive(Default)]
pub(crate) struct Votes {
    by_word: WordMap<[f32; KINDS + 1]>,
}

impl Votes {
    /// Counts the names of a document, and the capitalised words outside of names.
    pub(crate) fn count(&mut self, words: &[Word], names: &[Name]) {
        self.by_word.reset(words.iter().filter(|word| word.is(flag::CORE)).count());
        let mut outside = 0;
        for name in names {
            self.count_outside(&words[outside..name.start]);
            outside = name.end;
            for word in words[name.start..name.end].iter().filter(|word| word.is(flag::CORE)) {
                let votes = self.by_word.slot(word.lower);
                add_votes(votes, name, 1.0);
            }
        }
        self.count_outside(&words[outside..]);
    }

    fn count_outside(&mut self, words: &[Word]) {
        for word in words.iter().filter(|word| word.is(flag::CORE) && !word.is(flag::FIRST)) {
            self.by_word.slot(word.lower)[KINDS] += 1.0;
        }
    }

    /// Raises the factors of the labels that the other mentions of a word speak for.
    ///
    /// `own` is the name that the word is in, whose own vote does not count.
    pub(crate) fn apply(&mut self, word: &Word, own: Option<&Name>, potentials: &mut Scores) {
        let Some(votes) = self.by_word.get(word.lower).filter(|_| word.is(flag::CORE)) else { return };
        let mut votes = *votes;
        match own {
            Some(name) => add_votes(&mut votes, name, -1.0),
            None if !word.is(flag::FIRST) => votes[KINDS] -= 1.0,
            None => {}
        }
        if is_place_only(word) {
            votes[PLACE] += LISTED_PLACE;
        }
        let total: f32 = votes.iter().sum();
        if total < 0.5 {
            return;
        }
        let weight = STRENGTH * total / (total + HALF) / total;
        for (kind, votes) in votes.iter().take(KINDS).enumerate() {
            raise(potentials, kind, (votes.max(0.0) * weight).exp());
        }
    }
}

/// Whether the lists know the word as a place and as nobody's name.
fn is_place_only(word: &Word) -> bool {
    word.lists & KNOWN_PLACES != 0 && word.lists & !(KNOWN_PLACES | bit("TOWN")) == 0
}

/// A name of one word speaks for the word; a person's name of several words for each of them.
fn add_votes(votes: &mut [f32; KINDS + 1], name: &Name, factor: f32) {
    let single = name.end == name.start + 1;
    for (kind, (votes, score)) in votes.iter_mut().zip(name.scores).enumerate() {
        if single {
            *votes += factor * score;
        } else if kind == PERSON {
            *votes += factor * FULL_NAME * score;
        }
    }
}

fn raise(potentials: &mut Scores, kind: usize, factor: f32) {
    potentials[label(kind, Place::Unit)] *= factor;
    if kind == PERSON {
        for place in [Place::Begin, Place::Inside, Place::Last] {
            potentials[label(kind, place)] *= factor;
        }
    }
}
