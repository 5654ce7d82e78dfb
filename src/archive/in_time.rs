//! For each thing its articles in the order of time: whoever asks about one article wants those near it.
//!
//! The lists of articles are turned round in parts, so many things at a time as fit ([`super::parts`]), and put away when
//! they are many.
//! Of a long list some places are held, so that one read finds the part that is asked for.

use super::lists::{Lists, Pair};
use super::parts::Parts;
use super::said::Material;
use super::subject::Subjects;
use std::borrow::Cow;

/// Articles that are given beside the one that asks.
pub(super) const NEAREST: usize = 96;
/// Pairs that are turned round at once: 32 MB.
const TURNED: usize = 4 << 20;
/// Of a list one in so many places is held.
const STEP: usize = 64;

/// Articles of each thing, as places in the order of time, each with how much it is about the thing.
pub(super) struct InTime {
    lists: Lists,
    /// Every [`STEP`]th place of the lists that are longer, and where those of each thing begin.
    marks: Vec<u32>,
    starts: Vec<u32>,
    failed: bool,
}

/// Where parts of the things begin and end that have about so many holders each.
fn bounds_of_parts(most: usize, holders: &[u32]) -> Vec<usize> {
    let (mut bounds, mut held) = (vec![0], 0);
    for (thing, &holders) in holders.iter().enumerate() {
        held += holders as usize;
        if held > most && bounds.last() != Some(&thing) {
            bounds.push(thing);
            held = holders as usize;
        }
    }
    bounds.push(holders.len());
    bounds
}

impl InTime {
    /// Turns the lists of all articles round; `see` is shown each list that comes of it.
    pub(super) fn new(
        material: &Material,
        subjects: &Subjects,
        by_rank: &[u32],
        see: &mut dyn FnMut(usize, &[Pair]),
    ) -> Self {
        Self::in_parts(TURNED, material, subjects, by_rank, see)
    }

    fn in_parts(
        most: usize,
        material: &Material,
        subjects: &Subjects,
        by_rank: &[u32],
        see: &mut dyn FnMut(usize, &[Pair]),
    ) -> Self {
        let things = subjects.things.len();
        let mut turned =
            Self { lists: material.lists(things), marks: Vec::new(), starts: vec![0], failed: false };
        let bounds = bounds_of_parts(most, &subjects.holders);
        let mut parts = Parts::new(bounds.len() - 1, material.shelf.room());
        for (place, &at) in (0..).zip(by_rank) {
            let mut part = 0;
            for &(thing, weight) in subjects.of_article.get(at as usize).iter() {
                while bounds[part + 1] <= thing as usize {
                    part += 1;
                }
                parts.push(part, (thing, (place, weight)));
            }
        }
        for (part, things) in bounds.windows(2).enumerate() {
            turned.turn(&mut parts, part, (things[0], &subjects.holders[things[0]..things[1]]), see);
        }
        turned.lists.finish();
        turned.failed = parts.failed();
        turned
    }

    /// Turns one part round: that of the things from `first` on, of which so many articles hold each.
    fn turn(
        &mut self,
        parts: &mut Parts,
        part: usize,
        (first, holders): (usize, &[u32]),
        see: &mut dyn FnMut(usize, &[Pair]),
    ) {
        let mut starts = vec![0_usize];
        starts.extend(holders.iter().scan(0, |end, holders| {
            *end += *holders as usize;
            Some(*end)
        }));
        let mut next = starts.clone();
        let mut pairs: Vec<Pair> = vec![(0, 0.0); starts.last().copied().unwrap_or(0)];
        parts.take(part, &mut |(thing, pair)| {
            let next = &mut next[thing as usize - first];
            pairs[*next] = pair;
            *next += 1;
        });
        for (thing, bounds) in (first..).zip(starts.windows(2)) {
            let list = &pairs[bounds[0]..bounds[1]];
            if list.len() > STEP {
                self.marks.extend(list.iter().step_by(STEP).map(|(place, _)| *place));
            }
            self.starts.push(self.marks.len() as u32);
            see(thing, list);
            self.lists.set(thing, list);
        }
    }

    /// The holders of a thing that are nearest to a place in time.
    pub(super) fn near(&self, thing: usize, rank: u32) -> Cow<'_, [Pair]> {
        let length = self.lists.len(thing);
        let marks = &self.marks[self.starts[thing] as usize..self.starts[thing + 1] as usize];
        // The place is behind the last mark before it and not behind the next one.
        let after = marks.partition_point(|mark| *mark < rank);
        let (low, high) = match marks.len() {
            0 => (0, length),
            _ => (after.saturating_sub(1) * STEP, (after * STEP).min(length)),
        };
        let from = low.saturating_sub(NEAREST + 1);
        let part = self.lists.part(thing, from, high + NEAREST + 1);
        let here = from + part.partition_point(|(place, _)| *place < rank);
        let end = (here + NEAREST / 2 + 1).min(length);
        let start = end.saturating_sub(NEAREST + 1).min(here);
        let end = end.max((start + NEAREST + 1).min(length));
        match part {
            Cow::Borrowed(part) => Cow::Borrowed(part.get(start - from..end - from).unwrap_or_default()),
            Cow::Owned(part) => Cow::Owned(part.get(start - from..end - from).unwrap_or_default().to_vec()),
        }
    }

    /// Whether the disk refused.
    pub(super) fn failed(&self) -> bool {
        self.failed || self.lists.failed()
    }
}
