//! Reads text into sentences of words with everything that the features look at.

use super::document::Facts;
use super::lists;
use super::model::Lexicon;
use super::sentence::{Case, EDGE, Sentence, case_of};
use super::word::{Word, flag, read_words};
use crate::analysis::token::{Token, sentences, tokenize_into};
use crate::page::tree::TextRange;
use std::ops::Range;

/// Longest piece of text, in bytes, that is split into tokens at once.
const LONGEST_PIECE: usize = 1 << 16;
/// Longest sentence in words; a longer one is cut.
const LONGEST_SENTENCE: usize = 250;
/// Edges: what stands before and behind a sentence.
const BEFORE: u64 = 1;
const BEHIND: u64 = 2;

/// A part of a document, read. Its vectors are used again for the next one.
#[derive(Default)]
pub(crate) struct Reader {
    /// The sentences' words one after another, with [`EDGE`] edges before and behind each sentence.
    pub(crate) words: Vec<Word>,
    /// Where the sentences stand in `words`, edges counted, and their case.
    sentences: Vec<(Range<usize>, Case)>,
    tokens: Vec<Token>,
    facts: Facts,
}

impl Reader {
    /// Forgets the last part.
    pub(crate) fn clear(&mut self) {
        self.words.clear();
        self.sentences.clear();
    }

    /// Number of sentences.
    pub(crate) fn len(&self) -> usize {
        self.sentences.len()
    }

    /// A sentence, with the index of its first edge in `words`.
    pub(crate) fn sentence(&self, index: usize) -> (usize, Sentence<'_>) {
        let (range, case) = &self.sentences[index];
        (range.start, Sentence { words: &self.words[range.clone()], case: *case })
    }

    /// Reads a stretch of text that no name crosses the ends of, at most [`LONGEST_PIECE`] bytes long.
    pub(crate) fn read(&mut self, lexicon: &Lexicon<'_>, text: &str, range: TextRange) {
        self.tokens.clear();
        tokenize_into(range.of(text), range.start, &mut self.tokens);
        for sentence in sentences(text, &self.tokens) {
            for part in self.tokens[sentence].chunks(LONGEST_SENTENCE) {
                let start = self.words.len();
                self.words.extend([Word::edge(BEFORE); EDGE]);
                read_words(text, part, &mut self.words);
                let own = &mut self.words[start + EDGE..];
                let case = case_of(own);
                lists::mark(&lexicon.gazetteer, own);
                self.words.extend([Word::edge(BEHIND); EDGE]);
                mark_clusters(lexicon, &mut self.words[start..]);
                self.sentences.push((start..self.words.len(), case));
            }
        }
    }

    /// Writes what the document says of each word into the words. Called when all of it has been read.
    pub(crate) fn finish(&mut self) {
        self.facts.apply(&mut self.words);
    }
}

/// Looks up the clusters of the words that some feature looks at: those near a word with a capital.
fn mark_clusters(lexicon: &Lexicon<'_>, words: &mut [Word]) {
    let mut until = 0;
    for index in EDGE..words.len() {
        if words[index].is(flag::CORE) {
            for near in &mut words[until.max(index - EDGE).min(index)..index] {
                near.clusters = lexicon.clusters(near.lower);
            }
            until = index + EDGE + 1;
        }
        if index < until {
            words[index].clusters = lexicon.clusters(words[index].lower);
        }
    }
}

/// Cuts a range into pieces of at most [`LONGEST_PIECE`] bytes, between words where that can be done.
pub(crate) fn pieces(text: &str, range: TextRange) -> impl Iterator<Item = TextRange> {
    let mut rest = range;
    std::iter::from_fn(move || {
        let body = rest.of(text);
        if body.is_empty() {
            return None;
        }
        let end = rest.start + piece_end(body) as u32;
        let piece = TextRange::new(rest.start, end);
        rest.start = end;
        Some(piece)
    })
}

fn piece_end(body: &str) -> usize {
    if body.len() <= LONGEST_PIECE {
        return body.len();
    }
    let most = body.floor_char_boundary(LONGEST_PIECE);
    body.get(..most).and_then(|piece| piece.rfind([' ', '\n'])).filter(|end| *end > 0).unwrap_or(most)
}
