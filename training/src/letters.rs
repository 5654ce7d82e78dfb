//! Makes the table of letter triples: which of them running English text hardly has, and which no word and no name
//! has. See `src/page/noise.rs`.

use crate::corpus::read_gz;
use serde::Deserialize;
use std::collections::{BTreeMap, BTreeSet};
use std::error::Error;
use std::path::Path;

/// Triples under this many in a million of running text, and in fewer than [`RARE_WORDS`] words, are rare.
const RARE: f64 = 10.0;
const RARE_WORDS: u32 = 8;
/// Triples under this many in a million, and in fewer than [`UNSEEN_WORDS`] words and names, are unseen.
const UNSEEN: f64 = 1.0;
const UNSEEN_WORDS: u32 = 3;

/// Places for a triple: the edge of a word or a letter, a letter, a letter or the edge.
const TRIPLES: usize = 27 * 27 * 27;

#[derive(Deserialize)]
struct Record {
    sents: Vec<Vec<String>>,
}

/// The bytes of the table: a bit for each rare triple, then a bit for each unseen one.
pub fn table(data: &Path) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut running = vec![0u32; TRIPLES];
    for (word, count) in running_words(data)? {
        add(&word, count, &mut running);
    }
    let total: f64 = running.iter().map(|count| f64::from(*count)).sum();
    let mut words = vec![0u32; TRIPLES];
    for line in read_gz(&data.join("clusters.tsv.gz"))?.lines() {
        let word = line.split('\t').next().unwrap_or("");
        let parts = word.split(|c: char| !c.is_ascii_lowercase()).filter(|part| part.len() > 2);
        parts.for_each(|part| add(part, 1, &mut words));
    }
    let mut names = vec![0u32; TRIPLES];
    name_words(data)?.iter().for_each(|name| add(name, 1, &mut names));
    let rate = |at: usize| f64::from(running[at]) * 1e6 / total;
    let rare = bits(|at| rate(at) < RARE && words[at] < RARE_WORDS);
    let unseen = bits(|at| rate(at) < UNSEEN && words[at] + names[at] < UNSEEN_WORDS);
    Ok([rare, unseen].concat())
}

fn bits(holds: impl Fn(usize) -> bool) -> Vec<u8> {
    let mut bits = vec![0u8; TRIPLES.div_ceil(8)];
    for at in (0..TRIPLES).filter(|at| holds(*at)) {
        bits[at / 8] |= 1 << (at % 8);
    }
    bits
}

/// Words of running text in small letters, with how often each stands there.
fn running_words(data: &Path) -> Result<BTreeMap<String, u32>, Box<dyn Error>> {
    let mut words = BTreeMap::new();
    for set in ["gmb_voted", "gum_ccby"] {
        for line in read_gz(&data.join(set).with_extension("jsonl.gz"))?.lines() {
            let record: Record = serde_json::from_str(line)?;
            let ascii = |word: &&String| word.bytes().all(|byte| byte.is_ascii_alphabetic());
            for word in record.sents.iter().flatten().filter(ascii) {
                *words.entry(word.to_ascii_lowercase()).or_default() += 1;
            }
        }
    }
    Ok(words)
}

/// The words of names, each once.
fn name_words(data: &Path) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let text = read_gz(&data.join("gazetteer.tsv.gz"))?;
    let names = text.lines().filter_map(|line| line.split_once('\t')).map(|(_, names)| names);
    let words = names.flat_map(|names| names.split(|c: char| !c.is_ascii_alphabetic()));
    Ok(words.filter(|word| !word.is_empty()).map(str::to_ascii_lowercase).collect())
}

/// Counts the triples of a word with its edges.
fn add(word: &str, count: u32, counts: &mut [u32]) {
    let code = |byte: u8| usize::from(byte - b'a') + 1;
    let padded: Vec<usize> =
        std::iter::once(0).chain(word.bytes().map(code)).chain(std::iter::once(0)).collect();
    for triple in padded.windows(3) {
        counts[(triple[0] * 27 + triple[1]) * 27 + triple[2]] += count;
    }
}
