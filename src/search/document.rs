//! An article as the index sees it: what is shown of it, and where each of its words stands.

use super::words::each_word;
use serde::{Deserialize, Serialize};
use std::collections::HashMap;

/// Places below this belong to the title: so a phrase is known to stand in it.
pub const TITLE_ROOM: u32 = 64;

/// A passage begins at a multiple of this: a word more in one of them moves no other, or few.
const PASSAGE_STEP: u32 = 16;

/// What is shown of a hit. The short names stand in the files of texts, once for each article.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Document {
    /// Number in the index.
    #[serde(rename = "n")]
    pub number: u32,
    /// Output path of its page.
    #[serde(rename = "u")]
    pub url: String,
    /// Title.
    #[serde(rename = "t")]
    pub title: String,
    /// Date in words; empty when there is none.
    #[serde(rename = "d", default, skip_serializing_if = "String::is_empty")]
    pub date: String,
    /// Date as YYYY, YYYY-MM or YYYY-MM-DD.
    #[serde(rename = "i", default, skip_serializing_if = "String::is_empty")]
    pub iso: String,
    /// Where it was published: source and section.
    #[serde(rename = "s", default, skip_serializing_if = "String::is_empty")]
    pub source: String,
    /// Who wrote it.
    #[serde(rename = "a", default, skip_serializing_if = "Vec::is_empty")]
    pub authors: Vec<String>,
    /// Its passages: the number of the paragraph on its page (0 for lines of the head) and the text.
    #[serde(rename = "p")]
    pub passages: Vec<(u32, String)>,
}

/// The words of a document with their places.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Placed {
    /// How many there are.
    pub length: u32,
    /// The places of each, ascending.
    pub places: HashMap<String, Vec<u32>>,
}

impl Document {
    /// Calls `each` with every word and its place. The title takes the first places, as far as they go; between
    /// passages at least one is left free, so that no phrase runs from one into the next.
    pub fn each_place(&self, mut each: impl FnMut(&str, u32)) {
        let mut place = 0;
        let mut add = |text: &str, place: &mut u32| {
            each_word(text, |word, _| {
                if *place == TITLE_ROOM - 1 {
                    *place += 1;
                }
                each(word, *place);
                *place += 1;
            });
        };
        add(&self.title, &mut place);
        place = place.max(TITLE_ROOM - 1);
        for (_, text) in &self.passages {
            place = (place + 1).next_multiple_of(PASSAGE_STEP);
            add(text, &mut place);
        }
    }

    /// Where each word stands.
    pub fn placed(&self) -> Placed {
        let mut placed = Placed::default();
        self.each_place(|word, place| {
            placed.length += 1;
            placed.places.entry(word.to_owned()).or_default().push(place);
        });
        placed
    }
}

/// How often a word counts that stands in these places, and whether one of them is in the title.
pub fn counted(places: &[u32]) -> (u32, bool) {
    let in_title = places.iter().filter(|place| **place < TITLE_ROOM).count() as u32;
    (places.len() as u32 + in_title * (super::rank::TITLE_WEIGHT - 1), in_title > 0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_tell_the_title_from_the_text_and_passages_apart() {
        let passages = vec![(0, "One two".to_owned()), (3, "two three".to_owned())];
        let document = Document { title: "Two Boats".into(), passages, ..Document::default() };
        let placed = document.placed();
        assert_eq!(placed.length, 6);
        assert_eq!(placed.places["two"], [0, 65, 80]);
        assert_eq!(placed.places["three"], [81]);
        assert_eq!(counted(&placed.places["two"]), (6, true));
    }

    #[test]
    fn a_title_of_any_length_keeps_its_words() {
        let document = Document { title: "word ".repeat(70), ..Document::default() };
        let places = &document.placed().places["word"];
        assert_eq!((places.len(), places[62], places[63]), (70, 62, 64));
    }
}
