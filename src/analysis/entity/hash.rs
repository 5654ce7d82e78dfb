//! Hashes of words and features. They are part of the format of the files in `models/`: the trainer and the tagger
//! share this code, and a change here needs a retraining.

const WORD_SEED: u64 = 0xcbf2_9ce4_8422_2325;
const WORD_PRIME: u64 = 0x0000_0100_0000_01b3;
const MIX_ONE: u64 = 0x9e37_79b9_7f4a_7c15;
const MIX_TWO: u64 = 0xd6e8_feb8_6659_fd93;

/// A hash of bytes that come one after another.
#[derive(Clone, Copy)]
pub(crate) struct WordHash(u64);

impl WordHash {
    pub(crate) const fn new() -> Self {
        Self(WORD_SEED)
    }

    pub(crate) const fn push(&mut self, byte: u8) {
        self.0 = (self.0 ^ byte as u64).wrapping_mul(WORD_PRIME);
    }

    pub(crate) const fn value(self) -> u64 {
        self.0
    }
}

/// Joins two hashes; the order counts.
#[inline]
pub(crate) const fn join(first: u64, second: u64) -> u64 {
    (first.rotate_left(25) ^ second).wrapping_mul(MIX_ONE)
}

/// The hash of a feature: a template's number and a value.
#[inline]
pub(crate) const fn feature(template: u64, value: u64) -> u64 {
    let mixed = (value ^ template.wrapping_mul(MIX_TWO)).wrapping_mul(MIX_ONE);
    spread(mixed)
}

/// Spreads a hash over all its bits, for [`super::table::Table`].
#[inline]
pub(crate) const fn spread(hash: u64) -> u64 {
    let mixed = (hash ^ (hash >> 31)).wrapping_mul(MIX_TWO);
    mixed ^ (mixed >> 29)
}
