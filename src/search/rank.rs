//! Ranking in whole numbers: BM25 on quantised values, so that two programs come to the same order.
//!
//! An *impact* (1 to 15, stored with each posting) is the part of BM25 that an article has: how often the word stands
//! in it against its length, where a word of the title counts as four. A *weight* is the part that the word has: how
//! few articles hold it, as a logarithm in sixteenths. A score is the sum of weight × impact over what was asked for.

/// How often a word of the title counts.
pub const TITLE_WEIGHT: u32 = 4;

/// The impact of a word that stands `times` times in an article of `length` words, where articles have `mean`.
pub fn impact(times: u32, length: u32, mean: u32) -> u8 {
    let mean = u64::from(mean.max(1));
    let times = u64::from(times) * 1000;
    // k1 = 1.2 and b = 0.75, in thousandths.
    let saturation = 300 + 900 * u64::from(rounded(length)) / mean;
    (15 * times / (times + saturation)).clamp(1, 15) as u8
}

/// The impact of an entity that an article names so often.
pub fn mention_impact(mentions: u32) -> u8 {
    (4 + mentions.saturating_mul(2)).min(15) as u8
}

/// A length as the next lower of 2^n and 1.5 × 2^n: small changes of an article change no impact.
pub fn rounded(length: u32) -> u32 {
    let length = length.max(1);
    let power = 1 << length.ilog2();
    if length >= power + power / 2 { power + power / 2 } else { power }
}

/// The weight of what `found` of `all` articles hold.
pub fn weight(all: u32, found: u32) -> u32 {
    8 + logarithm(all.max(found)) - logarithm(found)
}

/// The logarithm to the base 2 in sixteenths, by straight lines between the powers of two.
fn logarithm(value: u32) -> u32 {
    let value = value.max(1);
    let power = value.ilog2();
    16 * power + (((u64::from(value) - (1 << power)) * 16) >> power) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn more_often_in_a_shorter_article_weighs_more() {
        assert!(impact(3, 400, 400) > impact(1, 400, 400));
        assert!(impact(1, 100, 400) > impact(1, 3000, 400));
        assert_eq!((impact(0, 0, 0), impact(u32::MAX, 1, 1)), (1, 14));
    }

    #[test]
    fn rarer_words_weigh_more() {
        assert_eq!((weight(1000, 1000), weight(1024, 1)), (8, 168));
        assert!(weight(1000, 10) > weight(1000, 11));
        assert_eq!(weight(0, 0), 8);
    }
}
