//! Makes the gazetteer and the clusters.

use crate::analysis::entity::hash::spread;
use crate::analysis::entity::lists::{self, LONGEST, PREFIX};
use crate::analysis::entity::model::pack_clusters;
use crate::analysis::entity::table;
use crate::analysis::entity::word::{Word, read_words};
use crate::analysis::token::{TokenKind, tokenize};
use crate::corpus::read_gz;
use std::collections::BTreeMap;
use std::error::Error;
use std::path::Path;

/// The bytes of the gazetteer.
pub fn gazetteer(data: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut text = read_gz(&data.join("gazetteer.tsv.gz"))?;
    text.push_str(&std::fs::read_to_string(data.join("territories.tsv"))?);
    text.push_str(&std::fs::read_to_string(data.join("lexicon.tsv"))?);
    let mut entries: BTreeMap<u64, u32> = BTreeMap::new();
    for line in text.lines().filter(|line| !line.starts_with('#')) {
        let Some((list, names)) = line.split_once('\t') else { continue };
        let list = lists::bit(list);
        if list == 0 {
            return Err(format!("unknown list: {line}").into());
        }
        for name in names.split("; ") {
            add_name(&mut entries, list, name);
        }
    }
    let entries: Vec<(u64, [u8; 4])> =
        entries.into_iter().map(|(key, lists)| (spread(key), lists.to_le_bytes())).collect();
    Ok(table::build(&entries))
}

fn add_name(entries: &mut BTreeMap<u64, u32>, list: u32, name: &str) {
    let mut words = Vec::new();
    read_words(name, &tokenize(name), &mut words);
    if words.len() > LONGEST {
        return;
    }
    let mut key = 0;
    for (index, word) in words.iter().enumerate() {
        key = lists::key(key, word);
        *entries.entry(key).or_default() |= if index + 1 == words.len() { list } else { PREFIX };
    }
}

/// The bytes of the clusters.
pub fn clusters(data: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut entries = Vec::new();
    for line in read_gz(&data.join("clusters.tsv.gz"))?.lines() {
        let mut fields = line.split('\t');
        let Some(word) = fields.next() else { continue };
        let mut ids = [0; 4];
        for (id, field) in ids.iter_mut().zip(fields) {
            *id = field.parse()?;
        }
        let lower = Word::read(word, 0, word.len() as u32, TokenKind::Word).lower;
        entries.push((spread(lower), pack_clusters(ids)));
    }
    Ok(table::build(&entries))
}
