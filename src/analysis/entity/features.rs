//! What the model looks at in a word and its neighbours. A part of the format of the weights: a change here needs a
//! retraining.

use super::hash::{feature, join};
use super::lists::bit;
use super::sentence::{Case, Sentence};
use super::word::{Word, flag};

/// Most words that are looked at for the ends of a run of capitalised words.
const LONGEST_RUN: usize = 10;

/// Groups of features that the trainer leaves out at times, so that the model does not lean on them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Group {
    /// Letters and neighbours.
    Words,
    /// Which word it is.
    Identity,
    /// Clusters.
    Clusters,
    /// The gazetteer.
    Lists,
    /// The rest of the document.
    Document,
}

/// Calls `sink` with every feature of the word at `index` (edges counted).
#[inline]
pub(crate) fn each_feature(sentence: Sentence<'_>, index: usize, mut sink: impl FnMut(Group, u64)) {
    let Some(near) = window(sentence.words, index) else { return };
    let [_, left, word, right, _] = near;
    let case = sentence.case as u64;
    let shape = u64::from(shape_in(word, sentence.case));
    neighbour_features(sentence, index, near, &mut sink);
    letter_features(near, shape, &mut sink);
    shape_features(near, sentence.case, &mut sink);
    identity_features(near, shape, &mut sink);
    cluster_features(near, shape, &mut sink);
    list_features(left, word, right, shape, &mut sink);
    if word.is(flag::CORE) {
        run_features(sentence, index, case, &mut sink);
        document_features(near, shape, case, &mut sink);
    }
}

fn neighbour_features(
    sentence: Sentence<'_>,
    index: usize,
    [far_left, left, _, right, far_right]: [&Word; 5],
    sink: &mut impl FnMut(Group, u64),
) {
    let mut add = |template: u64, value: u64| sink(Group::Words, feature(template, value));
    add(3, left.lower);
    add(4, right.lower);
    add(5, far_left.lower);
    add(6, far_right.lower);
    add(9, join(left.lower, right.lower));
    add(10, join(far_left.lower, left.lower));
    add(11, join(right.lower, far_right.lower));
    add(33, suffix(left, 3));
    add(34, suffix(right, 3));
    for distant in [index.wrapping_sub(3), index + 3] {
        if let Some(distant) = sentence.words.get(distant) {
            add(38, distant.lower);
        }
    }
}

fn letter_features([_, _, word, right, _]: [&Word; 5], shape: u64, sink: &mut impl FnMut(Group, u64)) {
    let mut add = |template: u64, value: u64| sink(Group::Words, feature(template, value));
    for size in 1..=4_u8.min(word.len) {
        add(24 + u64::from(size), prefix(word, size));
        add(28 + u64::from(size), suffix(word, size));
    }
    add(36, join(suffix(word, 3), shape));
    add(37, join(suffix(word, 3), right.lower));
}

fn shape_features([_, left, word, right, _]: [&Word; 5], case: Case, sink: &mut impl FnMut(Group, u64)) {
    let [left_shape, shape, right_shape] = [left, word, right].map(|word| u64::from(shape_in(word, case)));
    let case = case as u64;
    let first = u64::from(word.is(flag::FIRST));
    let mut add = |template: u64, value: u64| sink(Group::Words, feature(template, value));
    add(1, case);
    add(13, join(shape, case));
    add(14, left_shape);
    add(15, right_shape);
    add(16, join(left_shape, shape));
    add(17, join(shape, right_shape));
    add(18, join(join(left_shape, shape), right_shape));
    add(19, join(left.lower, shape));
    add(20, join(shape, right.lower));
    add(21, u64::from(word.len.min(12)) << 8 | shape);
    add(22, first << 8 | case);
    add(35, join(u64::from(word.flags & (flag::ADJACENT | flag::CONNECTOR | flag::NUMBER)), right_shape));
}

fn identity_features([_, left, word, right, _]: [&Word; 5], shape: u64, sink: &mut impl FnMut(Group, u64)) {
    let mut add = |template: u64, value: u64| sink(Group::Identity, feature(template, value));
    add(2, word.lower);
    add(7, join(left.lower, word.lower));
    add(8, join(word.lower, right.lower));
    add(12, join(word.lower, shape));
    if word.is(flag::FIRST) {
        add(23, word.lower);
    }
}

fn document_features(
    [_, left, word, right, _]: [&Word; 5],
    shape: u64,
    case: u64,
    sink: &mut impl FnMut(Group, u64),
) {
    let first = u64::from(word.is(flag::FIRST));
    let document = u64::from(word.document);
    let mut add = |template: u64, value: u64| sink(Group::Document, feature(template, value));
    add(70, document);
    add(71, document << 4 | first << 2 | case);
    let mut rest = word.document;
    while rest != 0 {
        let one = u64::from(rest & rest.wrapping_neg());
        rest &= rest - 1;
        add(72, one);
        add(73, join(one, shape));
    }
    add(74, join(document & 7, shape) ^ first);
    add(75, join(u64::from(right.document), document));
    add(76, join(u64::from(left.document), document));
}

fn window(words: &[Word], index: usize) -> Option<[&Word; 5]> {
    let near = words.get(index.checked_sub(2)?..index + 3)?;
    let [far_left, left, word, right, far_right] = near.first_chunk::<5>()?;
    Some([far_left, left, word, right, far_right])
}

/// The shape, as it would be in a normal sentence.
fn shape_in(word: &Word, case: Case) -> u32 {
    if case == Case::Capitals && word.is(flag::ALL_CAPITALS) { CAPITAL_AND_SMALL } else { word.shape }
}

/// The shape of "Smith".
const CAPITAL_AND_SMALL: u32 = 1 << 3 | 2;

fn prefix(word: &Word, size: u8) -> u64 {
    u64::from(word.head >> (8 * (word.len.min(4) - size)))
}

fn suffix(word: &Word, size: u8) -> u64 {
    let bits = 8 * u32::from(size);
    u64::from(word.tail) & ((1 << bits) - 1)
}

/// The run of capitalised words around the word: its ends, and what stands outside it.
fn run_features(sentence: Sentence<'_>, index: usize, case: u64, sink: &mut impl FnMut(Group, u64)) {
    let words = sentence.words;
    let core = |at: usize| words[at].is(flag::CORE);
    let mut start = index;
    while start > 1 && index - start < LONGEST_RUN && core(start - 1) {
        start -= 1;
    }
    let mut end = index + 1;
    while end + 1 < words.len() && end - index < LONGEST_RUN && core(end) {
        end += 1;
    }
    let (before, first, last, after) = (&words[start - 1], &words[start], &words[end - 1], &words[end]);
    let mut add = |template: u64, value: u64| sink(Group::Words, feature(template, value));
    add(40, after.lower);
    add(41, before.lower);
    add(42, join(before.lower, after.lower));
    add(43, ((end - start).min(6) * 64 + (index - start).min(6) * 4) as u64 + case);
    if let (Some(further_before), Some(further_after)) =
        (words.get(start.wrapping_sub(2)), words.get(end + 1))
    {
        add(56, join(further_before.lower, before.lower));
        add(57, join(after.lower, further_after.lower));
    }
    if end > index + 1 {
        add(44, last.lower);
        add(45, suffix(last, 3));
    }
    if start < index {
        add(46, first.lower);
    }
    for level in [1, 2] {
        let mut add = |template: u64, value: u64| sink(Group::Clusters, feature(template, value));
        if end > index + 1 {
            add(47 + level as u64, u64::from(last.clusters[level]));
        }
        if start < index {
            add(50 + level as u64, u64::from(first.clusters[level]));
        }
        add(36 * 16 + level as u64, u64::from(before.clusters[level]));
        add(37 * 16 + level as u64, u64::from(after.clusters[level]));
    }
    let mut add = |template: u64, value: u64| sink(Group::Lists, feature(template, value));
    let heads = bit("ORGWORD") | bit("GEOWORD") | bit("MISCWORD") | bit("HONORIFIC") | bit("TITLE");
    let inside = words[start..end].iter().fold(0, |lists, word| lists | word.lists & heads);
    add(53, u64::from(last.lists & heads) << 1 | u64::from(end == index + 1));
    add(54, u64::from(first.lists & heads) << 1 | u64::from(start == index));
    add(55, u64::from(inside));
}

fn cluster_features(near: [&Word; 5], shape: u64, sink: &mut impl FnMut(Group, u64)) {
    let mut add = |template: u64, value: u64| sink(Group::Clusters, feature(template, value));
    let [far_left, left, word, right, far_right] = near;
    for level in 0..4 {
        let of = |word: &Word| u64::from(word.clusters[level]);
        let template = 100 + level as u64 * 16;
        add(template, of(word));
        add(template + 1, of(left));
        add(template + 2, of(right));
        add(template + 3, of(left) << 16 | of(word));
        add(template + 4, of(word) << 16 | of(right));
        add(template + 5, shape << 16 | of(word));
        if level == 1 {
            add(template + 9, of(left) << 32 | of(word) << 16 | of(right));
        }
        if level == 1 || level == 2 {
            add(template + 6, of(far_left));
            add(template + 7, of(far_right));
            add(template + 8, of(left) << 16 | of(right));
        }
    }
}

fn list_features(left: &Word, word: &Word, right: &Word, shape: u64, sink: &mut impl FnMut(Group, u64)) {
    let mut add = |template: u64, value: u64| sink(Group::Lists, feature(template, value));
    let mut rest = word.lists;
    while rest != 0 {
        let list = rest.trailing_zeros() as usize;
        rest &= rest - 1;
        let place = (list as u64) << 8 | u64::from(word.list_places[list]);
        add(60, place);
        add(61, join(place, shape));
        add(62, join(place, u64::from(word.document & 3)));
    }
    let own = u64::from(word.lists);
    add(63, own);
    add(64, u64::from(left.lists));
    add(65, u64::from(right.lists));
    add(66, u64::from(left.lists) << 32 | own);
    add(67, own << 32 | u64::from(right.lists));
    let rough = rough_lists(own as u32);
    add(39, rough);
    add(77, join(rough, left.lower));
    add(78, join(rough, right.lower));
    add(79, rough_lists(left.lists) << 16 | rough << 8 | rough_lists(right.lists));
    add(58, join(rough, u64::from(word.document)));
    add(59, join(u64::from(word.document), own));
    add(68, join(left.lower, own));
    add(69, join(own, right.lower));
}

/// The lists by what they speak for: well-known places, places, given names, surnames, organisations, peoples.
fn rough_lists(lists: u32) -> u64 {
    const KINDS: [u32; 7] = [
        bit("COUNTRY") | bit("CAPITAL") | bit("STATE") | bit("REGION"),
        bit("CITY") | bit("CITYALT") | bit("CITYBIG") | bit("SUBDIVISION"),
        bit("TOWN") | bit("COUNTY"),
        bit("FIRST") | bit("FIRSTW"),
        bit("LAST1") | bit("LAST2") | bit("LASTW"),
        bit("LAST3"),
        bit("ORGNAME") | bit("COMP") | bit("UNIV"),
    ];
    KINDS.iter().fold(0, |bits, kind| bits << 1 | u64::from(lists & kind != 0))
}
