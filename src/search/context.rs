//! The lines around a hit: the passage of an article that answers a query best, with the words asked for in it.

use super::document::Document;
use super::query::{Query, Unit};
use super::stem::Forms;
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

/// The words that a query asks for: as they are written, in any form, as beginnings, beside each other.
#[derive(Debug)]
pub struct Asked<'a> {
    forms: &'a Forms,
    words: BTreeSet<String>,
    stems: BTreeSet<String>,
    prefixes: Vec<String>,
    phrases: Vec<Vec<String>>,
}

impl<'a> Asked<'a> {
    /// What a query asks for.
    pub fn new(query: &Query, forms: &'a Forms) -> Self {
        let (words, stems) = (BTreeSet::new(), BTreeSet::new());
        let mut asked = Self { forms, words, stems, prefixes: Vec::new(), phrases: Vec::new() };
        for unit in query.clauses.iter().filter(|clause| !clause.exclude).flat_map(|clause| &clause.any) {
            match unit {
                Unit::Words { words, quoted } | Unit::Title { words, quoted } => match words.as_slice() {
                    [word] if *quoted => asked.exactly(word),
                    [word] => asked.in_any_form(word),
                    _ => asked.phrases.push(words.clone()),
                },
                Unit::All(words) => words.iter().for_each(|word| asked.in_any_form(word)),
                Unit::Named(_, words) => words.iter().for_each(|word| asked.exactly(word)),
                Unit::Prefix(prefix) => asked.prefixes.push(prefix.clone()),
                Unit::Key(_) => {}
            }
        }
        asked
    }

    fn exactly(&mut self, word: &str) {
        self.words.insert(word.to_owned());
    }

    fn in_any_form(&mut self, word: &str) {
        match self.forms.stem(word) {
            Some(stem) => self.stems.insert(stem),
            None => self.words.insert(word.to_owned()),
        };
    }

    fn fits(&self, word: &str) -> bool {
        self.words.contains(word)
            || self.prefixes.iter().any(|prefix| word.starts_with(prefix))
            || (!self.stems.is_empty()
                && self.forms.stem(word).is_some_and(|stem| self.stems.contains(&stem)))
    }

    /// What of it stands in a passage. The words of a phrase count by themselves where they do not stand beside each
    /// other.
    fn found_in(&self, text: &str) -> Found {
        let mut words: Vec<(String, Range<usize>)> = Vec::new();
        each_word(text, |word, range| words.push((word.to_owned(), range)));
        let mut found = Found::default();
        let mut marked = vec![false; words.len()];
        let mut loose = BTreeSet::new();
        for phrase in &self.phrases {
            let runs = words.windows(phrase.len()).enumerate();
            let stands = |run: &[(String, _)]| run.iter().map(|(word, _)| word).eq(phrase);
            let starts: Vec<usize> = runs.filter(|(_, run)| stands(run)).map(|(at, _)| at).collect();
            for start in &starts {
                marked[*start..start + phrase.len()].fill(true);
                found.anchor = Some(found.anchor.map_or(*start, |anchor| anchor.min(*start)));
            }
            found.phrases += usize::from(!starts.is_empty());
            if starts.is_empty() {
                loose.extend(phrase);
            }
        }
        let mut different = BTreeSet::new();
        for ((word, _), marked) in words.iter().zip(&mut marked) {
            *marked |= loose.contains(word) || self.fits(word);
            if *marked {
                different.insert(word);
            }
        }
        found.different = different.len();
        let first = marked.iter().position(|marked| *marked);
        found.anchor = found.anchor.or(first).map(|at| words[at].1.start);
        found.places =
            words.iter().zip(&marked).filter(|(_, marked)| **marked).map(|((_, at), _)| at.clone()).collect();
        found
    }
}

/// What of a query stands in a passage.
#[derive(Default)]
struct Found {
    phrases: usize,
    different: usize,
    places: Vec<Range<usize>>,
    /// Where the first phrase begins, or the first word.
    anchor: Option<usize>,
}

/// The passage with most of the phrases of a query, then with the most different words of it, cut around the first of
/// them; the first passage of the body where there is none.
pub fn context(document: &Document, asked: &Asked) -> Context {
    let mut best: Option<(u32, &str, Found)> = None;
    for (number, text) in &document.passages {
        let found = asked.found_in(text);
        let known = best.as_ref().map_or((0, 0), |(_, _, best)| (best.phrases, best.different));
        if (found.phrases, found.different) > known {
            best = Some((*number, text, found));
        }
    }
    let (passage, text, found) = match best {
        Some(best) => best,
        None => match document.passages.iter().find(|(number, _)| *number > 0) {
            Some((number, text)) => (*number, text.as_str(), Found::default()),
            None => return Context::default(),
        },
    };
    let first = found.anchor.unwrap_or(0);
    let start = word_border(text, first.saturating_sub(LEAD));
    let end = if start + WIDTH >= text.len() { text.len() } else { word_border(text, start + WIDTH) };
    let anchored = found.places.iter().find(|place| place.start == first);
    let end = end.max(anchored.map_or(0, |place| place.end)).max(start);
    let mut shown = if start > 0 { "… ".to_owned() } else { String::new() };
    let moved = shown.len();
    shown.push_str(text[start..end].trim_end());
    if end < text.len() {
        shown.push_str(" …");
    }
    let inside = found.places.into_iter().filter(|place| place.start >= start && place.end <= end);
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

    fn shown(passages: Vec<(u32, String)>, query: &str, forms: &Forms) -> (u32, String, Vec<String>) {
        let document = Document { passages, ..Document::default() };
        let context = context(&document, &Asked::new(&parse(query), forms));
        let marked = context.marks.iter().map(|mark| context.text[mark.clone()].to_owned()).collect();
        (context.passage, context.text, marked)
    }

    #[test]
    fn the_passage_with_most_of_the_words_is_shown_around_them() {
        let far =
            format!("{} the mayor closed the sluice by night {}", "word ".repeat(60), "more ".repeat(60));
        let passages = vec![(1, "The mayor spoke.".to_owned()), (2, far), (3, "A sluice.".to_owned())];
        let (passage, text, marked) = shown(passages.clone(), "mayor sluice* -night", &Forms::none());
        assert_eq!((passage, marked.join(" ").as_str()), (2, "mayor sluice"));
        assert!(text.starts_with("… word") && text.ends_with("more …"), "{text}");
        let (passage, text, _) = shown(passages, "absent", &Forms::none());
        assert_eq!((passage, text.as_str()), (1, "The mayor spoke."));
    }

    #[test]
    fn the_passage_of_a_phrase_is_shown_and_its_words_alone_are_not_marked() {
        let passages = || {
            vec![
                (1, "The hall of the town, the town and the mayor in the hall.".to_owned()),
                (2, format!("The town {} sat in the town hall.", "and more ".repeat(40))),
            ]
        };
        let (passage, text, marked) = shown(passages(), "\"town hall\" mayor", &Forms::none());
        assert_eq!((passage, marked.join(" ").as_str()), (2, "town hall"));
        assert!(text.ends_with("town hall."), "{text}");
        let (passage, _, marked) = shown(passages(), "\"hall town\"", &Forms::none());
        assert_eq!((passage, marked.join(" ").as_str()), (1, "hall town town hall"));
    }

    #[test]
    fn other_forms_of_a_word_are_marked_unless_it_is_quoted() {
        let passages = || vec![(1, "Floods came. Flooding, it flooded a floodgate.".to_owned())];
        let marked = |query: &str| shown(passages(), query, &Forms::english()).2.join(" ");
        assert_eq!(marked("flood"), "Floods Flooding flooded");
        assert_eq!(marked("title:flood"), "Floods Flooding flooded");
        assert_eq!(marked("\"floods\""), "Floods");
        assert_eq!(marked("floodg*"), "floodgate");
    }

    #[test]
    fn any_text_is_cut_between_characters() {
        for query in ["é", "東", "x", "\"東 é\""] {
            let (_, text, _) = shown(vec![(1, "é東".repeat(400))], query, &Forms::english());
            assert!(text.len() < 600);
        }
    }
}
