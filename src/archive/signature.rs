//! Which articles are one text: an agency report printed twice, with a word changed here and there.

use super::fold::{fold, words};
use super::model::Article;

/// Share of equal cells from which two signatures are of one text.
const COPY: f64 = 0.75;
/// Cells of a signature.
pub(super) const CELLS: usize = 16;
/// Words that are hashed together for a signature.
const SHINGLE: usize = 4;

/// What the words of a text look like: the least hash of its runs of words in each of sixteen classes. Two texts are
/// as alike as their signatures have cells in common.
pub fn signature(text: &str) -> [u32; CELLS] {
    let mut cells = [u32::MAX; CELLS];
    let hashes: Vec<u64> = words(&fold(text)).iter().map(|word| hash(word.as_bytes())).collect();
    for run in hashes.windows(SHINGLE) {
        let mixed = run.iter().fold(0u64, |sum, word| mix(sum.rotate_left(17) ^ word));
        let cell = &mut cells[(mixed % CELLS as u64) as usize];
        *cell = (*cell).min((mixed >> 32) as u32);
    }
    cells
}

/// Whether two articles are one text.
pub(super) fn are_copies(
    articles: &[Article],
    fingerprints: &[[u32; CELLS]],
    one: usize,
    other: usize,
) -> bool {
    let (a, b) = (&articles[one], &articles[other]);
    if a.body_hash == b.body_hash {
        return true;
    }
    if let (Some(left), Some(right)) = (fingerprints.get(one), fingerprints.get(other))
        && likeness(left, right) >= COPY
    {
        return true;
    }
    let names = |article: &Article| {
        let mut names: Vec<u32> = article.mentions.iter().map(|mention| mention.entity.0).collect();
        names.sort_unstable();
        names.dedup();
        names
    };
    a.title.text == b.title.text && a.words.abs_diff(b.words) * 10 <= a.words && names(a) == names(b)
}

fn likeness(left: &[u32], right: &[u32]) -> f64 {
    let cells = left.iter().zip(right).filter(|(a, b)| **a != u32::MAX || **b != u32::MAX);
    let (equal, all) = cells.fold((0u32, 0u32), |(equal, all), (a, b)| (equal + u32::from(a == b), all + 1));
    // A text of a few words says nothing.
    if all < 6 { 0.0 } else { f64::from(equal) / f64::from(all) }
}

fn hash(bytes: &[u8]) -> u64 {
    bytes
        .iter()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(*byte)).wrapping_mul(0x100_0000_01b3))
}

/// Spreads the bits of a number over all of it.
const fn mix(number: u64) -> u64 {
    let number = (number ^ (number >> 33)).wrapping_mul(0xff51_afd7_ed55_8ccd);
    let number = (number ^ (number >> 33)).wrapping_mul(0xc4ce_b9fe_1a85_ec53);
    number ^ (number >> 33)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_changed_word_leaves_a_text_what_it_is() {
        let report = "The harbour board voted on Monday to dredge the inner basin before the winter storms come, \
                      and the mayor said that the cost would be met from the fund that was set aside last year.";
        let one = signature(report);
        assert!(likeness(&one, &signature(&report.replace("Monday", "Tuesday"))) >= COPY);
        assert!(likeness(&one, &signature("Something else")) < COPY);
        assert_eq!(likeness(&signature(""), &signature("")), 0.0, "nothing is no copy of nothing");
    }
}
