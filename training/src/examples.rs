//! Turns documents into what the trainer reads: segments of words with features and labels.

use crate::analysis::entity::decode::{OUTSIDE, label, place_in};
use crate::analysis::entity::features::{Group, each_feature};
use crate::analysis::entity::model::Lexicon;
use crate::analysis::entity::reader::{Reader, pieces};
use crate::analysis::entity::sentence::{Sentence, segments};
use crate::analysis::entity::tagger::may_bound;
use crate::analysis::entity::word::{Word, flag};
use crate::corpus::Document;
use crate::options::Options;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::ops::Range;

/// Segments as ranges of words; features of a word as a range of `features`.
#[derive(Default)]
pub struct Examples {
    /// A segment: its words and its weight.
    pub segments: Vec<(Range<usize>, f32)>,
    /// The right label of each word.
    pub labels: Vec<u8>,
    /// Whether a name may begin or end with the word.
    pub bounds: Vec<bool>,
    /// Where the features of each word begin.
    pub starts: Vec<usize>,
    /// Index of a feature in `hashes`, with its group in the three highest bits.
    pub features: Vec<u32>,
    /// The features' hashes.
    pub hashes: Vec<u64>,
}

/// The bits of a feature's index below its group.
pub const INDEX: u32 = (1 << 29) - 1;

#[derive(Default)]
struct Keep(u64);

impl Hasher for Keep {
    fn finish(&self) -> u64 {
        self.0
    }
    fn write(&mut self, _bytes: &[u8]) {}
    fn write_u64(&mut self, value: u64) {
        self.0 = value;
    }
}

type Counts = HashMap<u64, (u32, u32), BuildHasherDefault<Keep>>;

impl Examples {
    /// Reads all documents twice: once to count the features, once to number the frequent ones.
    pub fn read(lexicon: &Lexicon<'_>, documents: &[Document], options: &Options) -> Self {
        let mut counts = Counts::default();
        visit(lexicon, documents, |sentence, segment, _, _| {
            for index in segment {
                each_feature(sentence, index, |_, feature| counts.entry(feature).or_default().0 += 1);
            }
        });
        let mut examples = Self::default();
        visit(lexicon, documents, |sentence, segment, labels, weight| {
            let first = examples.labels.len();
            for index in segment {
                examples.labels.push(labels[index]);
                examples.bounds.push(may_bound(sentence, index));
                examples.starts.push(examples.features.len());
                each_feature(sentence, index, |group, feature| {
                    if let Some((count, number)) = counts.get_mut(&feature)
                        && *count >= options.least
                    {
                        if *number == 0 {
                            examples.hashes.push(feature);
                            *number = examples.hashes.len() as u32;
                        }
                        examples.features.push((*number - 1) | group_bits(group));
                    }
                });
            }
            examples.segments.push((first..examples.labels.len(), weight));
        });
        examples.starts.push(examples.features.len());
        examples
    }

    /// The features of a word.
    pub fn features_of(&self, word: usize) -> &[u32] {
        &self.features[self.starts[word]..self.starts[word + 1]]
    }
}

const fn group_bits(group: Group) -> u32 {
    (group as u32) << 29
}

fn visit(
    lexicon: &Lexicon<'_>,
    documents: &[Document],
    mut take: impl FnMut(Sentence<'_>, Range<usize>, &[u8], f32),
) {
    let mut reader = Reader::default();
    let mut found = Vec::new();
    for document in documents {
        reader.clear();
        for range in document.ranges.iter().flat_map(|range| pieces(&document.text, *range)) {
            reader.read(lexicon, &document.text, range);
        }
        reader.finish();
        for index in 0..reader.len() {
            let (_, sentence) = reader.sentence(index);
            found.clear();
            segments(sentence.words, &mut found);
            let labels = labels(sentence, &found, document);
            for segment in &found {
                take(sentence, segment.clone(), &labels, document.weight);
            }
        }
    }
}

/// The labels of a sentence's words: those of the names that the tagger could find at all.
fn labels(sentence: Sentence<'_>, segments: &[Range<usize>], document: &Document) -> Vec<u8> {
    let words = sentence.words;
    let mut labels = vec![OUTSIDE as u8; words.len()];
    let (Some(first), Some(last)) =
        (words.iter().find(|word| word.end > 0), words.iter().rfind(|word| word.end > 0))
    else {
        return labels;
    };
    let from = document.names.partition_point(|(name, _)| name.end <= first.start);
    for (name, kind) in document.names[from..].iter().take_while(|(name, _)| name.start < last.end) {
        let holds =
            |word: &Word| word.end > 0 && (name.start..name.end).contains(&((word.start + word.end) / 2));
        let Some(mut start) = words.iter().position(holds) else { continue };
        let mut end = words.iter().rposition(holds).map_or(start, |last| last + 1);
        while start < end && !(may_bound(sentence, start) && !is_article(words, start, end)) {
            start += 1;
        }
        while start < end && !may_bound(sentence, end - 1) {
            end -= 1;
        }
        let whole = segments.iter().any(|segment| segment.start <= start && end <= segment.end);
        let named = words[start..end].iter().any(|word| word.is(flag::CORE));
        if start < end && whole && named {
            for index in start..end {
                labels[index] = label(*kind, place_in(index - start, end - start)) as u8;
            }
        }
    }
    labels
}

/// "The" before a name is not part of it, but for cities like The Hague, which are left to the lists.
fn is_article(words: &[Word], start: usize, end: usize) -> bool {
    let word = &words[start];
    end - start > 1 && word.len == 3 && word.head == 0x746865
}
