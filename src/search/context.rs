//! The lines around a hit: the passage of an article that answers a query best, with the words asked for in it.

use super::document::Document;
use super::query::{Query, Unit};
use super::words::each_word;
use std::collections::BTreeSet;
use std::ops::Range;

/// Characters that are shown, about.
const WIDTH: usize = 180;
/// How many of them stand before the first word asked for.
const LEAD: usize = 60;

/// A piece of an article.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// Number of the paragraph; 0 for the head.
    pub passage: u32,
    /// The words.
    pub text: String,
    /// Where in it those asked for stand.
    pub marks: Vec<Range<usize>>,
}

/// The words that a query asks for: whole ones and beginnings.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    words: BTreeSet<String>,
    prefixes: Vec<String>,
}

impl Asked {
    /// What a query asks for.
    pub fn new(query: &Query) -> Self {
        let mut asked = Self::default();
        for unit in query.clauses.iter().filter(|clause| !clause.exclude).flat_map(|clause| &clause.any) {
            match unit {
                Unit::Words { words, .. } | Unit::Title(words) | Unit::All(words) | Unit::Named(_, words) => {
                    asked.words.extend(words.iter().cloned());
                }
                Unit::Prefix(prefix) => asked.prefixes.push(prefix.clone()),
                Unit::Key(_) => {}
            }
        }
        asked
    }

    fn fits(&self, word: &str) -> bool {
        self.words.contains(word) || self.prefixes.iter().any(|prefix| word.starts_with(prefix))
    }

    fn places(&self, text: &str) -> (Vec<Range<usize>>, usize) {
        let (mut places, mut different) = (Vec::new(), BTreeSet::new());
        each_word(text, |word, range| {
            if self.fits(word) {
                places.push(range);
                different.insert(word.to_owned());
            }
        });
        (places, different.len())
    }
}

/// The passage with the most different words of a query, cut around the first of them; the first passage of the
/// body where there is none.
pub fn context(document: &Document, asked: &Asked) -> Context {
    let mut best: Option<(usize, u32, &str, Vec<Range<usize>>)> = None;
    for (number, text) in &document.passages {
        let (places, different) = asked.places(text);
        if different > best.as_ref().map_or(0, |best| best.0) {
            best = Some((different, *number, text, places));
        }
    }
    let (passage, text, places) = match best {
        Some((_, number, text, places)) => (number, text, places),
        None => match document.passages.iter().find(|(number, _)| *number > 0) {
            Some((number, text)) => (*number, text.as_str(), Vec::new()),
            None => return Context::default(),
        },
    };
    let first = places.first().map_or(0, |place| place.start);
    let start = word_border(text, first.saturating_sub(LEAD));
    let end = if start + WIDTH >= text.len() { text.len() } else { word_border(text, start + WIDTH) };
    let end = end.max(places.first().map_or(0, |place| place.end)).max(start);
    let mut shown = if start > 0 { "… ".to_owned() } else { String::new() };
    let moved = shown.len();
    shown.push_str(text[start..end].trim_end());
    if end < text.len() {
        shown.push_str(" …");
    }
    let inside = places.into_iter().filter(|place| place.start >= start && place.end <= end);
    let marks = inside.map(|place| place.start - start + moved..place.end - start + moved).collect();
    Context { passage, text: shown, marks }
}

/// The border of a word at or before a place.
fn word_border(text: &str, at: usize) -> usize {
    let at = text.floor_char_boundary(at);
    if at == 0 {
        return 0;
    }
    let space = text[..at].rfind(' ').map_or(0, |space| space + 1);
    // A text without spaces is cut where it must be.
    if at - space > WIDTH / 2 { at } else { space }
}

#[cfg(test)]
mod tests {
    use super::super::query::parse;
    use super::*;

    #[test]
    fn the_passage_with_most_of_the_words_is_shown_around_them() {
        let far =
            format!("{} the mayor closed the sluice by night {}", "word ".repeat(60), "more ".repeat(60));
        let passages = vec![(1, "The mayor spoke.".to_owned()), (2, far), (3, "A sluice.".to_owned())];
        let document = Document { passages, ..Document::default() };
        let context = context(&document, &Asked::new(&parse("mayor sluice* -night")));
        assert_eq!(context.passage, 2);
        let marked: Vec<&str> = context.marks.iter().map(|mark| &context.text[mark.clone()]).collect();
        assert_eq!(marked, ["mayor", "sluice"]);
        assert!(context.text.starts_with("… word") && context.text.ends_with("more …"), "{}", context.text);
        let nothing = super::context(&document, &Asked::new(&parse("absent")));
        assert_eq!((nothing.passage, nothing.text.as_str()), (1, "The mayor spoke."));
    }

    #[test]
    fn any_text_is_cut_between_characters() {
        let document = Document { passages: vec![(1, "é東".repeat(400))], ..Document::default() };
        for query in ["é", "東", "x"] {
            let context = context(&document, &Asked::new(&parse(query)));
            assert!(context.text.len() < 600);
        }
    }
}
