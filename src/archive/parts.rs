//! Triples of numbers, sorted into parts of which one at a time fits the memory.
//!
//! What a million articles are about comes in the order of the articles and is wanted in the order of the things. One
//! pass writes each triple behind those of its part; then each part is read as often as its things are asked for.

use super::lists::Pair;
use super::scratch::Scratch;

/// A thing, and the pair that belongs to it.
type Triple = (u32, Pair);

/// Bytes of a triple on the disk.
const TRIPLE: usize = 12;
/// Triples that are held in all parts together before some are put away: 12 MB.
const HELD: usize = 1 << 20;

/// The parts, each in the order in which its triples came.
pub(super) struct Parts {
    parts: Vec<Part>,
    /// How many triples of one part are held.
    most: usize,
    room: Option<Box<dyn Scratch>>,
    failed: bool,
}

#[derive(Default)]
struct Part {
    /// Where its triples were put away, and how many each time.
    away: Vec<(u64, usize)>,
    held: Vec<Triple>,
}

impl Parts {
    /// So many empty parts, with room to put them away in.
    pub(super) fn new(count: usize, room: Option<Box<dyn Scratch>>) -> Self {
        Self::holding(HELD, count, room)
    }

    fn holding(most: usize, count: usize, room: Option<Box<dyn Scratch>>) -> Self {
        let parts = std::iter::repeat_with(Part::default).take(count).collect();
        Self { parts, most: (most / count.max(1)).max(1), room, failed: false }
    }

    /// Puts a triple behind the others of a part.
    pub(super) fn push(&mut self, part: usize, triple: Triple) {
        let part = &mut self.parts[part];
        part.held.push(triple);
        if part.held.len() >= self.most
            && let Some(room) = &mut self.room
        {
            let mut bytes = Vec::with_capacity(part.held.len() * TRIPLE);
            for (thing, (number, weight)) in &part.held {
                bytes.extend(thing.to_le_bytes());
                bytes.extend(number.to_le_bytes());
                bytes.extend(weight.to_le_bytes());
            }
            part.away.push((room.len(), part.held.len()));
            part.held.clear();
            self.failed |= room.put(&bytes).is_err();
        }
    }

    /// Gives the triples of a part in their order, and gives their memory back.
    pub(super) fn take(&mut self, part: usize, see: &mut dyn FnMut(Triple)) {
        let Part { away, held } = std::mem::take(&mut self.parts[part]);
        let mut bytes = Vec::new();
        for (offset, count) in away {
            bytes.resize(count * TRIPLE, 0);
            let read = self.room.as_ref().map(|room| room.get(offset, &mut bytes));
            if !matches!(read, Some(Ok(()))) {
                self.failed = true;
                return;
            }
            for &[a, b, c, d, e, f, g, h, i, j, k, l] in bytes.as_chunks::<TRIPLE>().0 {
                let number = u32::from_le_bytes([e, f, g, h]);
                see((u32::from_le_bytes([a, b, c, d]), (number, f32::from_le_bytes([i, j, k, l]))));
            }
        }
        held.into_iter().for_each(see);
    }

    /// Whether the disk refused: then triples are missing.
    pub(super) const fn failed(&self) -> bool {
        self.failed
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn parts_keep_what_they_are_given_in_its_order(
            all in prop::collection::vec((0_usize..4, (0_u32.., (0_u32.., -1.0_f32..1.0))), 0..60),
            most in 1_usize..40,
        ) {
            let mut away = Parts::holding(most, 4, Some(Box::new(Vec::new())));
            let mut held = Parts::new(4, None);
            for &(part, triple) in &all {
                away.push(part, triple);
                held.push(part, triple);
            }
            for part in 0..4 {
                let given: Vec<Triple> = all.iter().filter(|(of, _)| *of == part).map(|(_, triple)| *triple).collect();
                for parts in [&mut away, &mut held] {
                    let mut taken = Vec::new();
                    parts.take(part, &mut |triple| taken.push(triple));
                    prop_assert_eq!(&taken, &given);
                    prop_assert!(!parts.failed());
                }
            }
        }
    }
}
