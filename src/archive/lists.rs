//! Many short lists of numbers, each with a weight: in memory, or put away where they are many.
//!
//! An archive of a million articles has a hundred million words; what of them is looked at is a few lists at a time.

use super::scratch::Scratch;
use std::borrow::Cow;
use std::cell::Cell;
use std::sync::atomic::{AtomicBool, Ordering};

/// A number with its weight.
pub(super) type Pair = (u32, f32);

/// Bytes of a pair on the disk.
const PAIR: usize = 8;
/// Pairs that are held before they are put away: 32 MB.
const HELD: usize = 4 << 20;

thread_local! {
    /// What was read last: a hundred million reads ask for room once.
    static BYTES: Cell<Vec<u8>> = const { Cell::new(Vec::new()) };
}

/// Lists by number.
pub(super) struct Lists {
    /// Where each begins among all pairs, and how many it has.
    spans: Vec<(u32, u32)>,
    /// The pairs that are not put away: the last ones.
    held: Vec<Pair>,
    /// How many are held before they are put away.
    most: usize,
    /// How many are put away.
    away: usize,
    room: Option<Box<dyn Scratch>>,
    failed: AtomicBool,
}

impl Lists {
    /// So many empty lists, with room to put them away in.
    pub(super) fn new(count: usize, room: Option<Box<dyn Scratch>>) -> Self {
        Self::holding(HELD, count, room)
    }

    fn holding(most: usize, count: usize, room: Option<Box<dyn Scratch>>) -> Self {
        let (held, failed) = (Vec::new(), AtomicBool::new(false));
        Self { spans: vec![(0, 0); count], held, most, away: 0, room, failed }
    }

    /// Sets a list that is empty so far.
    pub(super) fn set(&mut self, list: usize, pairs: &[Pair]) {
        if self.held.len() + pairs.len() > self.most {
            self.put_away();
        }
        self.spans[list] = ((self.away + self.held.len()) as u32, pairs.len() as u32);
        self.held.extend_from_slice(pairs);
    }

    fn put_away(&mut self) {
        let Some(room) = &mut self.room else { return };
        let mut bytes = Vec::with_capacity(PAIR << 13);
        for pairs in self.held.chunks(1 << 13) {
            bytes.clear();
            for (number, weight) in pairs {
                bytes.extend(number.to_le_bytes());
                bytes.extend(weight.to_le_bytes());
            }
            if room.put(&bytes).is_err() {
                *self.failed.get_mut() = true;
            }
        }
        self.away += self.held.len();
        self.held.clear();
    }

    /// Nothing more is set: gives back the room of what may still have come.
    pub(super) fn finish(&mut self) {
        if self.away > 0 {
            self.put_away();
        }
        self.held.shrink_to_fit();
    }

    /// How many pairs a list has.
    pub(super) fn len(&self, list: usize) -> usize {
        self.spans[list].1 as usize
    }

    /// A list.
    pub(super) fn get(&self, list: usize) -> Cow<'_, [Pair]> {
        self.part(list, 0, self.len(list))
    }

    /// The pairs from one place in a list to another.
    pub(super) fn part(&self, list: usize, from: usize, to: usize) -> Cow<'_, [Pair]> {
        let (start, length) = self.spans[list];
        let to = to.min(length as usize);
        let (from, to) = (start as usize + from.min(to), start as usize + to);
        match (from.checked_sub(self.away), to.checked_sub(self.away)) {
            (Some(from), Some(to)) => Cow::Borrowed(self.held.get(from..to).unwrap_or_default()),
            _ => Cow::Owned(self.read(from, to)),
        }
    }

    fn read(&self, from: usize, to: usize) -> Vec<Pair> {
        let mut bytes = BYTES.take();
        bytes.resize((to - from) * PAIR, 0);
        let read = self.room.as_ref().map(|room| room.get((from * PAIR) as u64, &mut bytes));
        let pair = |bytes: &[u8; PAIR]| {
            let [a, b, c, d, e, f, g, h] = *bytes;
            (u32::from_le_bytes([a, b, c, d]), f32::from_le_bytes([e, f, g, h]))
        };
        let pairs = match read {
            Some(Ok(())) => bytes.as_chunks::<PAIR>().0.iter().map(pair).collect(),
            _ => {
                self.failed.store(true, Ordering::Relaxed);
                Vec::new()
            }
        };
        BYTES.set(bytes);
        pairs
    }

    /// Whether the disk refused: then lists are missing.
    pub(super) fn failed(&self) -> bool {
        self.failed.load(Ordering::Relaxed)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn lists_are_the_same_held_and_put_away(
            all in prop::collection::vec(prop::collection::vec((0_u32.., -1.0_f32..1.0), 0..9), 1..30),
            most in 1_usize..40,
            from in 0_usize..9,
            to in 0_usize..9,
        ) {
            let mut away = Lists::holding(most, all.len(), Some(Box::new(Vec::new())));
            let mut held = Lists::new(all.len(), None);
            // In another order than that of their numbers.
            for (at, pairs) in all.iter().enumerate().rev() {
                away.set(at, pairs);
                held.set(at, pairs);
            }
            away.finish();
            held.finish();
            for (at, pairs) in all.iter().enumerate() {
                prop_assert_eq!(&*away.get(at), pairs.as_slice());
                prop_assert_eq!(&*held.get(at), pairs.as_slice());
                let part = pairs.get(from.min(pairs.len())..to.min(pairs.len())).unwrap_or_default();
                prop_assert_eq!(&*away.part(at, from, to), part);
            }
            prop_assert!(!away.failed() && !held.failed());
        }
    }

    #[test]
    fn what_cannot_be_read_is_told() {
        struct Broken;
        impl Scratch for Broken {
            fn put(&mut self, _bytes: &[u8]) -> std::io::Result<()> {
                Ok(())
            }
            fn len(&self) -> u64 {
                0
            }
            fn get(&self, _offset: u64, _bytes: &mut [u8]) -> std::io::Result<()> {
                Err(std::io::ErrorKind::UnexpectedEof.into())
            }
        }
        let mut lists = Lists::holding(1, 2, Some(Box::new(Broken)));
        lists.set(0, &[(1, 0.5), (2, 0.5)]);
        lists.set(1, &[(3, 0.5)]);
        assert!(!lists.failed());
        assert!(lists.get(0).is_empty() && lists.failed());
    }
}
