//! Lists of articles, and the places of a word in each of them.
//!
//! A list is gaps between numbers as Rice codes, each followed by four bits of impact where the list has impacts.
//! Places are, for each article of the list, how often less one, then the gaps between the places.

use super::bits::{BitReader, BitWriter, Bytes, put_number, rice_parameter};

/// Articles with their impacts, in order of their numbers.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct List {
    /// Numbers, ascending.
    pub ids: Vec<u32>,
    /// As many impacts.
    pub impacts: Vec<u8>,
}

/// Marks in the byte of the parameter that impacts follow the gaps.
const WITH_IMPACTS: u8 = 128;

/// Writes a list; without impacts all of them are read as 1.
pub fn write_list(ids: &[u32], impacts: Option<&[u8]>) -> Vec<u8> {
    let mut bytes = Vec::new();
    put_number(&mut bytes, ids.len() as u32);
    let room = ids.last().map_or(0, |last| u64::from(*last) + 1);
    let k = rice_parameter(room - ids.len() as u64, ids.len() as u64);
    bytes.push(k as u8 | if impacts.is_some() { WITH_IMPACTS } else { 0 });
    let mut bits = BitWriter::default();
    let mut next = 0;
    for (at, id) in ids.iter().enumerate() {
        bits.rice(id - next, k);
        next = id + 1;
        if let Some(impact) = impacts.and_then(|impacts| impacts.get(at)) {
            bits.bits(u32::from(*impact), 4);
        }
    }
    bytes.extend(bits.finish());
    bytes
}

/// Reads a list; `None` when it is cut short.
pub fn read_list(bytes: &[u8]) -> Option<List> {
    let mut head = Bytes(bytes);
    let count = head.number()?;
    let parameter = *head.take(1)?.first()?;
    let k = u32::from(parameter & !WITH_IMPACTS);
    let mut bits = BitReader::new(head.0);
    let mut list = List::default();
    let mut next = 0_u32;
    for _ in 0..count {
        let id = next.checked_add(bits.rice(k.min(24))?)?;
        next = id.checked_add(1)?;
        list.ids.push(id);
        list.impacts.push(if parameter & WITH_IMPACTS > 0 { bits.bits(4)? as u8 } else { 1 });
    }
    Some(list)
}

/// Writes the places of a word: how often it stands in each article of its list, and for each article the gaps
/// between its places.
pub fn write_places(times: &[u32], gaps: &[u32]) -> Vec<u8> {
    let k = rice_parameter(gaps.iter().map(|gap| u64::from(*gap)).sum(), gaps.len() as u64);
    let mut bits = BitWriter::default();
    let mut rest = gaps.iter();
    for times in times {
        bits.rice(times.saturating_sub(1), 0);
        for gap in rest.by_ref().take(*times as usize) {
            bits.rice(*gap, k);
        }
    }
    let mut bytes = vec![k as u8];
    bytes.extend(bits.finish());
    bytes
}

/// Reads the places of a word in each of `count` articles.
pub fn read_places(bytes: &[u8], count: usize) -> Option<Vec<Vec<u32>>> {
    let (k, rest) = bytes.split_first()?;
    let k = u32::from(*k).min(24);
    let mut bits = BitReader::new(rest);
    let mut articles = Vec::new();
    for _ in 0..count {
        let times = bits.rice(0)?;
        let mut places = Vec::new();
        let mut next = 0_u32;
        for _ in 0..=times {
            let place = next.checked_add(bits.rice(k)?)?;
            next = place.checked_add(1)?;
            places.push(place);
        }
        articles.push(places);
    }
    Some(articles)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;
    use std::collections::{BTreeMap, BTreeSet};

    proptest! {
        #[test]
        fn a_list_comes_back(wanted in prop::collection::btree_map(any::<u32>(), 1_u8..16, 0..60)) {
            let wanted: BTreeMap<u32, u8> = wanted.into_iter().map(|(id, impact)| (id >> 4, impact)).collect();
            let (ids, impacts): (Vec<u32>, Vec<u8>) = wanted.into_iter().unzip();
            let list = read_list(&write_list(&ids, Some(&impacts))).unwrap();
            prop_assert_eq!((&list.ids, &list.impacts), (&ids, &impacts));
            let plain = read_list(&write_list(&ids, None)).unwrap();
            prop_assert_eq!((plain.ids, plain.impacts), (ids.clone(), vec![1; ids.len()]));
        }

        #[test]
        fn places_come_back(articles in prop::collection::vec(prop::collection::btree_set(0_u32..9000, 1..9), 0..20)) {
            let articles: Vec<Vec<u32>> = articles.into_iter().map(BTreeSet::into_iter).map(Iterator::collect).collect();
            let times: Vec<u32> = articles.iter().map(|places| places.len() as u32).collect();
            let gaps = articles.iter().flat_map(|places| {
                let before = std::iter::once(0).chain(places.iter().map(|place| place + 1));
                places.iter().zip(before).map(|(place, before)| place - before)
            });
            let written = write_places(&times, &gaps.collect::<Vec<u32>>());
            prop_assert_eq!(read_places(&written, articles.len()), Some(articles));
        }

        #[test]
        fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..60)) {
            read_list(&bytes);
            read_places(&bytes, 1000);
        }
    }
}
