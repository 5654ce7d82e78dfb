//! A read-only hash table over embedded bytes: nothing is built or copied when the program starts.
//!
//! A perfect hash: every key has a slot of its own, found through a displacement that its bucket stores, so there is
//! no probing and no slack. A 16-bit fingerprint in a small array of its own tells most missing keys from present
//! ones without a look at the values; about one lookup of a missing key in 65,000 is wrongly answered, which a
//! statistical model bears.

/// Bytes before the displacements: the number of slots and of buckets as little-endian `u32`.
const HEADER: usize = 8;
/// Keys in a bucket, on average.
#[cfg_attr(not(test), allow(dead_code, reason = "used by the trainer, which includes this file"))]
const KEYS_IN_BUCKET: usize = 4;

/// A table whose values are `WIDTH` bytes wide.
#[derive(Clone, Copy)]
pub(crate) struct Table<'a, const WIDTH: usize> {
    displacements: &'a [[u8; 2]],
    fingerprints: &'a [[u8; 2]],
    values: &'a [[u8; WIDTH]],
}

impl<'a, const WIDTH: usize> Table<'a, WIDTH> {
    /// Reads a table; one that is cut short is empty.
    pub(crate) fn new(bytes: &'a [u8]) -> Self {
        Self::read(bytes).unwrap_or(Self { displacements: &[], fingerprints: &[], values: &[] })
    }

    fn read(bytes: &'a [u8]) -> Option<Self> {
        let ([a, b, c, d, e, f, g, h], body) = bytes.split_first_chunk::<HEADER>()?;
        let slots = u32::from_le_bytes([*a, *b, *c, *d]) as usize;
        let buckets = u32::from_le_bytes([*e, *f, *g, *h]) as usize;
        let (displacements, body) = body.split_at_checked(buckets.checked_mul(2)?)?;
        let (fingerprints, body) = body.split_at_checked(slots.checked_mul(2)?)?;
        let values = body.get(..slots.checked_mul(WIDTH)?)?;
        Some(Self {
            displacements: displacements.as_chunks().0,
            fingerprints: fingerprints.as_chunks().0,
            values: values.as_chunks().0,
        })
    }

    /// The value of a key, given as a hash that [`super::hash::spread`] has been over.
    #[inline]
    pub(crate) fn get(&self, hash: u64) -> Option<&'a [u8; WIDTH]> {
        let (slot, found) = self.find(hash)?;
        if found { self.values.get(slot) } else { None }
    }

    /// The value of a key, zeros where it is missing: without a branch that no processor could foresee.
    #[inline]
    pub(crate) fn get_or_zeros(&self, hash: u64) -> &'a [u8; WIDTH] {
        let zeros = &[0; WIDTH];
        let Some((slot, found)) = self.find(hash) else { return zeros };
        let Some(value) = self.values.get(slot) else { return zeros };
        std::hint::select_unpredictable(found, value, zeros)
    }

    /// The slot of a key, and whether the key is in it.
    #[inline]
    fn find(&self, hash: u64) -> Option<(usize, bool)> {
        let bucket = reduce(hash, self.displacements.len());
        let displacement = u16::from_le_bytes(*self.displacements.get(bucket)?);
        let slot = slot(hash, displacement, self.fingerprints.len());
        let fingerprint = u16::from_le_bytes(*self.fingerprints.get(slot)?);
        Some((slot, fingerprint == hash as u16))
    }
}

/// Spreads displacements over all bits, so that every displacement orders the keys of a bucket anew.
const SCATTER: u64 = 0x9e37_79b9_7f4a_7c15;

#[inline]
fn reduce(hash: u64, count: usize) -> usize {
    (((hash >> 32) * count as u64) >> 32) as usize
}

#[inline]
fn slot(hash: u64, displacement: u16, slots: usize) -> usize {
    reduce(hash.wrapping_mul(u64::from(displacement).wrapping_mul(SCATTER) | 1), slots)
}

/// Makes the bytes of a table. Of entries with the same hash the first wins.
///
/// The trainer is its only user outside the tests; it stands here because it is the other half of the format.
#[cfg_attr(not(test), allow(dead_code, reason = "used by the trainer, which includes this file"))]
pub(crate) fn build<const WIDTH: usize>(entries: &[(u64, [u8; WIDTH])]) -> Vec<u8> {
    let mut entries = entries.to_vec();
    entries.sort_by_key(|(hash, _)| *hash);
    entries.dedup_by_key(|(hash, _)| *hash);
    let slots = entries.len() + entries.len() / 50 + 1;
    let mut buckets = vec![Vec::new(); entries.len() / KEYS_IN_BUCKET + 1];
    for entry in &entries {
        let bucket = reduce(entry.0, buckets.len());
        buckets[bucket].push(*entry);
    }
    let mut order: Vec<usize> = (0..buckets.len()).collect();
    order.sort_by_key(|bucket| std::cmp::Reverse(buckets[*bucket].len()));
    let mut displacements = vec![0_u16; buckets.len()];
    let mut taken: Vec<Option<(u64, [u8; WIDTH])>> = vec![None; slots];
    for bucket in order {
        let displacement = find_displacement(&buckets[bucket], &taken);
        displacements[bucket] = displacement;
        for entry in &buckets[bucket] {
            taken[slot(entry.0, displacement, slots)].get_or_insert(*entry);
        }
    }
    let mut bytes = (slots as u32).to_le_bytes().to_vec();
    bytes.extend((buckets.len() as u32).to_le_bytes());
    bytes.extend(displacements.iter().flat_map(|displacement| displacement.to_le_bytes()));
    bytes.extend(taken.iter().flat_map(|entry| entry.map_or(0, |(hash, _)| hash as u16).to_le_bytes()));
    bytes.extend(taken.iter().flat_map(|entry| entry.map_or([0; WIDTH], |(_, value)| value)));
    bytes
}

/// The first displacement that sends all keys of a bucket to free slots; 0 in the unlikely case that there is none,
/// and then a key may be lost.
fn find_displacement<const WIDTH: usize>(
    bucket: &[(u64, [u8; WIDTH])],
    taken: &[Option<(u64, [u8; WIDTH])>],
) -> u16 {
    let fits = |displacement: &u16| {
        let place = |(hash, _): &(u64, [u8; WIDTH])| slot(*hash, *displacement, taken.len());
        bucket.iter().enumerate().all(|(index, entry)| {
            let own = place(entry);
            taken[own].is_none() && bucket[..index].iter().all(|other| place(other) != own)
        })
    };
    (0..=u16::MAX).find(fits).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::entity::hash::{feature, spread};

    #[test]
    fn what_is_put_in_comes_out() {
        let entries: Vec<(u64, [u8; 4])> =
            (1..5000_u32).map(|key| (feature(1, u64::from(key)), key.to_le_bytes())).collect();
        let bytes = build(&entries);
        let table = Table::<4>::new(&bytes);
        assert!(entries.iter().all(|(hash, value)| table.get(*hash) == Some(value)));
        let wrong = (5000..105_000_u64).filter(|key| table.get(feature(1, *key)).is_some()).count();
        assert!(wrong < 30, "{wrong}");
    }

    #[test]
    fn a_table_cut_short_is_empty() {
        let bytes = build(&[(spread(1), [7])]);
        assert_eq!(Table::<1>::new(&bytes).get(spread(1)), Some(&[7]));
        for len in 0..bytes.len() {
            assert_eq!(Table::<1>::new(&bytes[..len]).get(spread(1)), None);
        }
    }
}
