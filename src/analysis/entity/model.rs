//! The tables of the model, read where they lie.

use super::decode::{LABELS, OUTSIDE, Scores, may_follow};
use super::hash::spread;
use super::table::Table;

/// Labels with weights: all but [`OUTSIDE`], whose score is always 0.
pub(crate) const WEIGHTS: usize = LABELS - 1;
/// Bytes of a word's clusters.
pub(crate) const CLUSTER_BYTES: usize = 5;
/// Bits of the cluster ids from coarse to fine.
const CLUSTER_BITS: [u32; 4] = [7, 9, 11, 12];

/// What is known of words and names.
#[derive(Clone, Copy)]
pub(crate) struct Lexicon<'a> {
    /// Lists of names.
    pub(crate) gazetteer: Table<'a, 4>,
    clusters: Table<'a, CLUSTER_BYTES>,
}

impl<'a> Lexicon<'a> {
    /// Reads the two tables.
    pub(crate) fn new(gazetteer: &'a [u8], clusters: &'a [u8]) -> Self {
        Self { gazetteer: Table::new(gazetteer), clusters: Table::new(clusters) }
    }

    /// The clusters of a word, 0 where unknown.
    #[inline]
    pub(crate) fn clusters(&self, lower: u64) -> [u16; 4] {
        self.clusters.get(spread(lower)).map_or([0; 4], |bytes| unpack_clusters(*bytes))
    }
}

fn unpack_clusters([a, b, c, d, e]: [u8; CLUSTER_BYTES]) -> [u16; 4] {
    let mut packed = u64::from_le_bytes([a, b, c, d, e, 0, 0, 0]);
    CLUSTER_BITS.map(|bits| {
        let id = packed & ((1 << bits) - 1);
        packed >>= bits;
        id as u16
    })
}

/// The bytes of cluster ids counted from 0: the ids from 1, packed.
#[cfg_attr(not(test), allow(dead_code, reason = "used by the trainer, which includes this file"))]
pub(crate) fn pack_clusters(ids: [u16; 4]) -> [u8; CLUSTER_BYTES] {
    let mut packed = 0_u64;
    for (id, bits) in ids.iter().zip(CLUSTER_BITS).rev() {
        packed = packed << bits | u64::from(id + 1);
    }
    let [a, b, c, d, e, ..] = packed.to_le_bytes();
    [a, b, c, d, e]
}

/// The weights of features, and the factors of pairs of labels.
pub(crate) struct Weights<'a> {
    rows: Table<'a, WEIGHTS>,
    scale: f32,
    /// Factors for a label (first index) followed by another; 0 where it may not be.
    pub(crate) transitions: [Scores; LABELS],
}

impl<'a> Weights<'a> {
    /// Reads the file that [`write_weights`] makes; one that is cut short scores nothing.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        let (head, rows) = bytes.split_at_checked(4 + 4 * LABELS * LABELS).unwrap_or((&[], &[]));
        let mut numbers = head.as_chunks::<4>().0.iter().map(|bytes| f32::from_le_bytes(*bytes));
        let scale = numbers.next().unwrap_or(0.0);
        let mut transitions = [[0.0; LABELS]; LABELS];
        for (label, row) in transitions.iter_mut().enumerate() {
            for (next, factor) in row.iter_mut().enumerate() {
                let weight = numbers.next().unwrap_or(0.0);
                *factor = if may_follow(label, next) { weight.exp() } else { 0.0 };
            }
        }
        Self { rows: Table::new(rows), scale, transitions }
    }

    /// Adds the weights of a feature. A word has fewer than 250 features, so that the sums hold.
    #[inline]
    pub(crate) fn add(&self, feature: u64, sums: &mut [i16; WEIGHTS]) {
        let row = self.rows.get_or_zeros(feature);
        for (sum, weight) in sums.iter_mut().zip(row) {
            *sum = sum.wrapping_add(i16::from(*weight as i8));
        }
    }

    /// Scores of all labels from the sums of weights, as logarithms.
    #[inline]
    pub(crate) fn scores(&self, sums: &[i16; WEIGHTS]) -> Scores {
        let mut scores = [0.0; LABELS];
        for (score, sum) in scores.iter_mut().skip(OUTSIDE + 1).zip(sums) {
            *score = f32::from(*sum) * self.scale;
        }
        scores
    }
}

/// The bytes of a weights file: one unit of a row's small integers, the transitions, the table of rows.
#[allow(dead_code, reason = "used by the trainer, which includes this file")]
pub(crate) fn write_weights(scale: f32, transitions: &[Scores; LABELS], rows: &[u8]) -> Vec<u8> {
    let mut bytes = scale.to_le_bytes().to_vec();
    bytes.extend(transitions.iter().flatten().flat_map(|weight| weight.to_le_bytes()));
    bytes.extend(rows);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn clusters_come_back() {
        assert_eq!(unpack_clusters(pack_clusters([63, 255, 1023, 2999])), [64, 256, 1024, 3000]);
        assert_eq!(unpack_clusters(pack_clusters([0, 1, 2, 3])), [1, 2, 3, 4]);
    }
}
