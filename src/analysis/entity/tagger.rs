//! Tags a document: reads it, scores the words that may be part of a name, decodes segment by segment.

use super::decode::{Chain, KINDS, OUTSIDE, Place, Scores, Span, label};
use super::features::each_feature;
use super::model::{Lexicon, WEIGHTS, Weights};
use super::reader::{Reader, pieces};
use super::sentence::{Sentence, segments};
use super::word::flag;
use crate::page::tree::TextRange;
use std::ops::Range;

/// Words after which a very long document is treated as two.
const LONGEST_DOCUMENT: usize = 50_000;

/// A name that was found: words of the reader, and a probability for every kind.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Name {
    /// First word, as an index into the reader's words.
    pub(crate) start: usize,
    /// One past the last word.
    pub(crate) end: usize,
    /// Probability of each kind.
    pub(crate) scores: [f32; KINDS],
}

/// The tagger with what it needs; everything that grows is used again.
pub(crate) struct Tagger<'a> {
    lexicon: Lexicon<'a>,
    weights: &'a Weights<'a>,
    reader: Reader,
    chain: Chain,
    segments: Vec<Range<usize>>,
    potentials: Vec<Scores>,
    spans: Vec<Span>,
    names: Vec<Name>,
}

impl<'a> Tagger<'a> {
    /// A tagger over the tables.
    pub(crate) fn new(lexicon: Lexicon<'a>, weights: &'a Weights<'a>) -> Self {
        Self {
            lexicon,
            weights,
            reader: Reader::default(),
            chain: Chain::default(),
            segments: Vec::new(),
            potentials: Vec::new(),
            spans: Vec::new(),
            names: Vec::new(),
        }
    }

    /// Calls `take` with the names of the text's stretches, in parts of a document at a time.
    pub(crate) fn tag(&mut self, text: &str, ranges: &[TextRange], mut take: impl FnMut(&Reader, &[Name])) {
        self.reader.clear();
        for piece in ranges.iter().flat_map(|range| pieces(text, *range)) {
            self.reader.read(&self.lexicon, text, piece);
            if self.reader.words.len() > LONGEST_DOCUMENT {
                self.finish(&mut take);
            }
        }
        self.finish(&mut take);
    }

    fn finish(&mut self, take: &mut impl FnMut(&Reader, &[Name])) {
        self.reader.finish();
        self.names.clear();
        for index in 0..self.reader.len() {
            let (first, sentence) = self.reader.sentence(index);
            self.segments.clear();
            segments(sentence.words, &mut self.segments);
            for segment in &self.segments {
                self.potentials.clear();
                self.potentials.extend(segment.clone().map(|at| potentials(self.weights, sentence, at)));
                self.spans.clear();
                self.chain.decode(&self.potentials, &self.weights.transitions, &mut self.spans);
                let offset = first + segment.start;
                self.names.extend(self.spans.iter().map(|span| Name {
                    start: offset + span.start,
                    end: offset + span.end,
                    scores: span.scores,
                }));
            }
        }
        take(&self.reader, &self.names);
        self.reader.clear();
    }
}

/// The factors of the labels for one word.
fn potentials(weights: &Weights<'_>, sentence: Sentence<'_>, index: usize) -> Scores {
    let mut sums = [0; WEIGHTS];
    each_feature(sentence, index, |_, feature| weights.add(feature, &mut sums));
    let mut scores = weights.scores(&sums);
    let most = scores.iter().fold(0.0_f32, |most, score| most.max(*score));
    for score in &mut scores {
        *score = (*score - most).max(-60.0).exp();
    }
    if !may_bound(sentence, index) {
        forbid_bounds(&mut scores);
    }
    scores
}

/// Whether a name may begin or end with the word.
pub(crate) fn may_bound(sentence: Sentence<'_>, index: usize) -> bool {
    let word = &sentence.words[index];
    word.is(flag::CORE) || word.is(flag::NUMBER)
}

fn forbid_bounds(scores: &mut Scores) {
    for kind in 0..KINDS {
        for place in [Place::Begin, Place::Last, Place::Unit] {
            scores[label(kind, place)] = 0.0;
        }
    }
    debug_assert!(scores[OUTSIDE] > 0.0);
}
