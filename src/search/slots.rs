//! The numbers of articles in the index. A year has a range of them, wider than its articles are many, and an article
//! takes the place in it that the hash of its key says, or the next free one. So a new article moves hardly any
//! other, no number depends on the order in which articles came, and a range of years is a range of numbers.

/// Numbers whose dates stand in one file, as a power of two.
pub const DAYS_SHIFT: u32 = 12;

/// The numbers of one year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Region {
    /// Which year; `None` for articles without a date, which come last.
    pub year: Option<i32>,
    /// First number.
    pub base: u32,
    /// How many numbers.
    pub size: u32,
    /// How many of them are taken.
    pub count: u32,
}

/// Gives numbers to articles, each with its year and its key. Returns the regions and the number of each article.
pub fn assign(articles: &[(Option<i32>, String)]) -> (Vec<Region>, Vec<u32>) {
    let mut order: Vec<(Option<i32>, u64, usize)> =
        articles.iter().enumerate().map(|(at, (year, key))| (*year, hash(key), at)).collect();
    order.sort_by(|a, b| {
        let undated = |year: Option<i32>| year.is_none();
        let key = |at: usize| &articles[at].1;
        (undated(a.0), a.0, a.1).cmp(&(undated(b.0), b.0, b.1)).then_with(|| key(a.2).cmp(key(b.2)))
    });
    let mut numbers = vec![0; articles.len()];
    let mut regions = Vec::new();
    let mut base = 0;
    for year in order.chunk_by(|a, b| a.0 == b.0) {
        let hashes: Vec<u64> = year.iter().map(|(_, hash, _)| *hash).collect();
        let (size, slots) = place(&hashes);
        for ((_, _, at), slot) in year.iter().zip(slots) {
            numbers[*at] = base + slot;
        }
        regions.push(Region { year: year[0].0, base, size, count: year.len() as u32 });
        base += size;
    }
    (regions, numbers)
}

/// Places hashes in their order, each at its share of the room or after the one before.
fn place(hashes: &[u64]) -> (u32, Vec<u32>) {
    let mut room = capacity(hashes.len() as u32 + hashes.len() as u32 / 4);
    loop {
        let size = room + room / 8 + 2;
        let mut next = 0;
        let mut slots = Vec::with_capacity(hashes.len());
        for hash in hashes {
            let wanted = (((hash >> 32) * u64::from(room)) >> 32) as u32;
            let slot = wanted.max(next);
            slots.push(slot);
            next = slot + 1;
        }
        if next <= size {
            return (size, slots);
        }
        room = capacity(room + 1);
    }
}

/// The next of 2^n and 1.5 × 2^n.
fn capacity(count: u32) -> u32 {
    let power = count.max(2).next_power_of_two();
    if count.max(2) <= power / 4 * 3 { power / 4 * 3 } else { power }
}

fn hash(key: &str) -> u64 {
    let bytes = blake3::hash(key.as_bytes());
    let mut first = [0; 8];
    first.copy_from_slice(&bytes.as_bytes()[..8]);
    u64::from_be_bytes(first)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::BTreeSet;

    fn article(year: u8, key: u16) -> (Option<i32>, String) {
        ((year > 0).then(|| 1900 + i32::from(year)), format!("a/{key}.txt"))
    }

    proptest! {
        #[test]
        fn numbers_are_of_their_year_and_of_no_order(
            keys in prop::collection::btree_map(0_u16..2000, 0_u8..4, 0..120)
        ) {
            let articles: Vec<_> = keys.iter().map(|(key, year)| article(*year, *key)).collect();
            let (regions, numbers) = assign(&articles);
            prop_assert_eq!(numbers.iter().collect::<BTreeSet<_>>().len(), articles.len());
            for ((year, _), number) in articles.iter().zip(&numbers) {
                let region = regions.iter().find(|region| region.year == *year).unwrap();
                prop_assert!((region.base..region.base + region.size).contains(number));
            }
            let backwards: Vec<_> = articles.iter().rev().cloned().collect();
            let mut again = assign(&backwards).1;
            again.reverse();
            prop_assert_eq!(again, numbers);
        }
    }

    #[test]
    fn one_article_more_moves_few() {
        let articles: Vec<_> = (0..1000).map(|key| article(1, key)).collect();
        let (before, after) = (assign(&articles[..999]).1, assign(&articles).1);
        let moved = before.iter().zip(&after).filter(|(one, other)| one != other).count();
        assert!(moved < 20, "{moved}");
    }
}
