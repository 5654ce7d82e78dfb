//! The gazetteer: lists of names of one or more words, and where a sentence holds them.

use super::hash::{join, spread};
use super::table::Table;
use super::word::{LIST_COUNT, Word, flag};

/// The lists, in the order of their bits.
pub(crate) const NAMES: [&str; LIST_COUNT] = [
    "CITY",
    "CITYALT",
    "CITYBIG",
    "COMP",
    "COUNTY",
    "FIRST",
    "FIRSTW",
    "LAST1",
    "LAST2",
    "LAST3",
    "LASTW",
    "POL",
    "STATE",
    "TOWN",
    "UNIV",
    "COUNTRY",
    "REGION",
    "CAPITAL",
    "DEMONYM",
    "HONORIFIC",
    "TITLE",
    "ORGWORD",
    "ORGNAME",
    "GEOWORD",
    "MONTHDAY",
    "MISCWORD",
    "SUBDIVISION",
];

/// The bit of a list.
pub(crate) const fn bit(name: &str) -> u32 {
    let mut index = 0;
    while index < LIST_COUNT {
        if same(NAMES[index].as_bytes(), name.as_bytes()) {
            return 1 << index;
        }
        index += 1;
    }
    0
}

const fn same(one: &[u8], other: &[u8]) -> bool {
    if one.len() != other.len() {
        return false;
    }
    let mut index = 0;
    while index < one.len() {
        if one[index] != other[index] {
            return false;
        }
        index += 1;
    }
    true
}

/// Set in an entry that longer names begin with.
pub(crate) const PREFIX: u32 = 1 << 31;
/// Longest name in words.
pub(crate) const LONGEST: usize = 8;

pub(crate) const PLACES: u32 = bit("CITY")
    | bit("CITYALT")
    | bit("CITYBIG")
    | bit("COUNTY")
    | bit("STATE")
    | bit("TOWN")
    | bit("COUNTRY")
    | bit("SUBDIVISION")
    | bit("REGION")
    | bit("CAPITAL");

/// The key of a name whose words up to now have the key `so_far` (0 for none), with one more word.
#[inline]
pub(crate) const fn key(so_far: u64, word: &Word) -> u64 {
    join(so_far, word.lower)
}

/// Marks the words of a sentence with the lists in which they, or names that they are part of, stand.
pub(crate) fn mark(gazetteer: &Table<'_, 4>, words: &mut [Word]) {
    for start in 0..words.len() {
        if !words[start].is(flag::CORE) {
            continue;
        }
        let mut name = 0;
        for end in start..words.len().min(start + LONGEST) {
            name = key(name, &words[end]);
            let Some(entry) = gazetteer.get(spread(name)) else { break };
            let lists = u32::from_le_bytes(*entry);
            mark_name(&mut words[start..=end], lists & !PREFIX);
            if lists & PREFIX == 0 {
                break;
            }
        }
    }
}

/// Notes a name in its words, unless a longer name of the same list has been noted.
fn mark_name(name: &mut [Word], lists: u32) {
    let len = name.len();
    let mut rest = lists;
    while rest != 0 {
        let list = rest.trailing_zeros() as usize;
        rest &= rest - 1;
        for (index, word) in name.iter_mut().enumerate() {
            let place = (len.min(4) * 4 + position(index, len)) as u8;
            let noted = &mut word.list_places[list];
            *noted = place.max(*noted);
        }
    }
    for word in name {
        word.lists |= lists;
    }
}

const fn position(index: usize, len: usize) -> usize {
    match index {
        _ if len == 1 => 0,
        0 => 1,
        _ if index + 1 == len => 2,
        _ => 3,
    }
}
