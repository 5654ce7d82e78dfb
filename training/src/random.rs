//! Chance that is the same every time.

/// A small generator of pseudo-random numbers, the same on every machine.
pub struct Random(u64);

impl Random {
    /// A generator that starts from a number other than 0.
    pub fn new(seed: u64) -> Self {
        Self(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        self.0
    }

    /// A number below `bound`.
    pub fn below(&mut self, bound: usize) -> usize {
        ((self.next() >> 32) * bound as u64 >> 32) as usize
    }

    /// Whether something happens that does so in this share of the cases.
    pub fn chance(&mut self, share: f32) -> bool {
        ((self.next() >> 40) as f32) < share * (1 << 24) as f32
    }
}
