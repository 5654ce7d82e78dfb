//! Tags a document: reads it, scores the words that may be part of a name, decodes segment by segment, and once more
//! when the document has had its say.

use super::decode::{Chain, KINDS, OUTSIDE, Place, Scores, Span, label};
use super::features::each_feature;
use super::model::{Lexicon, WEIGHTS, Weights};
use super::reader::{Reader, pieces};
use super::sentence::{Sentence, segments};
use super::votes::Votes;
use super::word::flag;
use crate::page::tree::TextRange;
use std::ops::Range;

/// Words after which a very long document is treated as two.
const LONGEST_DOCUMENT: usize = 50_000;

/// Most features of a word; more are left out.
const MOST_FEATURES: usize = 250;

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

impl Name {
    /// The likeliest kind.
    pub(crate) fn kind(&self) -> usize {
        (0..KINDS).fold(0, |best, kind| if self.scores[kind] > self.scores[best] { kind } else { best })
    }
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
    votes: Votes,
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
            votes: Votes::default(),
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
        self.score();
        self.decode();
        self.votes.count(&self.reader.words, &self.names);
        self.apply_votes();
        self.decode();
        take(&self.reader, &self.names);
        self.reader.clear();
    }

    /// Finds the segments and the factors of their words.
    fn score(&mut self) {
        self.segments.clear();
        self.potentials.clear();
        for index in 0..self.reader.len() {
            let (first, sentence) = self.reader.sentence(index);
            let before = self.segments.len();
            segments(sentence.words, &mut self.segments);
            for segment in &mut self.segments[before..] {
                self.potentials.extend(segment.clone().map(|at| potentials(self.weights, sentence, at)));
                *segment = segment.start + first..segment.end + first;
            }
        }
    }

    fn decode(&mut self) {
        self.names.clear();
        let mut scored = 0;
        for segment in &self.segments {
            let potentials = &self.potentials[scored..scored + segment.len()];
            scored += segment.len();
            self.spans.clear();
            self.chain.decode(potentials, &self.weights.transitions, &mut self.spans);
            self.names.extend(self.spans.iter().map(|span| Name {
                start: segment.start + span.start,
                end: segment.start + span.end,
                scores: span.scores,
            }));
        }
    }

    fn apply_votes(&mut self) {
        let mut names = self.names.iter().peekable();
        let words = self.segments.iter().cloned().flatten();
        for (index, potentials) in words.zip(&mut self.potentials) {
            while names.next_if(|name| name.end <= index).is_some() {}
            let own = names.peek().filter(|name| name.start <= index).copied();
            self.votes.apply(&self.reader.words[index], own, potentials);
        }
    }
}

/// The factors of the labels for one word.
fn potentials(weights: &Weights<'_>, sentence: Sentence<'_>, index: usize) -> Scores {
    let mut features = [0; MOST_FEATURES];
    let mut count = 0;
    each_feature(sentence, index, |_, feature| {
        if let Some(slot) = features.get_mut(count) {
            *slot = feature;
            count += 1;
        }
    });
    let mut sums = [0; WEIGHTS];
    for feature in &features[..count] {
        weights.add(*feature, &mut sums);
    }
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
