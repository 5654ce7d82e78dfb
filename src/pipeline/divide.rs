//! The archive's own words as the dictionary of words divided at line ends: "co-operate" against "news-paper".
//!
//! Files are read once without it. Only when some of them ask about a word are the texts of all searched for its two
//! forms, and only files that would now be read otherwise are read again. What a reading made of a divided word does
//! not count as evidence for that word, so the answers depend on the files alone, not on their order or the cache.

use crate::archive::facts::ArticleFacts;
use crate::cache::{Cache, Entry, Key};
use crate::page::divided::Dictionary;
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// How often each form of a divided word stands in the archive.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Forms {
    joined: usize,
    hyphened: usize,
}

/// What the archive says about the words that its articles ask about; empty when none asks.
pub(super) fn ask<'a>(
    articles: impl Iterator<Item = (&'a ArticleFacts, Entry)>,
    cache: &Cache,
    live: &mut BTreeSet<Key>,
) -> Dictionary {
    let mut made: BTreeMap<(&str, &str), Forms> = BTreeMap::new();
    let mut texts: Vec<Entry> = Vec::new();
    let mut inputs = blake3::Hasher::new();
    inputs.update(b"divided words 1");
    for (facts, entry) in articles {
        texts.push(entry);
        inputs.update(&facts.body_hash);
        for word in &facts.divided {
            inputs.update(format!("{}-{} {}\n", word.left, word.right, word.kept).as_bytes());
            let forms = made.entry((&word.left, &word.right)).or_default();
            if word.kept { forms.hyphened += 1 } else { forms.joined += 1 }
        }
    }
    if made.is_empty() {
        return Dictionary::default();
    }
    let key = *inputs.finalize().as_bytes();
    live.insert(key);
    if let Some(known) = remembered(&key, cache) {
        return known;
    }
    let found = search(&made, &texts, cache);
    let dictionary = answers(&made, &found);
    remember(&key, &dictionary, cache);
    dictionary
}

/// Counts both forms of each word in all texts.
fn search(made: &BTreeMap<(&str, &str), Forms>, texts: &[Entry], cache: &Cache) -> Vec<usize> {
    let wanted: HashMap<String, usize> = made
        .keys()
        .enumerate()
        .flat_map(|(at, (left, right))| {
            [(format!("{left}{right}"), 2 * at), (format!("{left}-{right}"), 2 * at + 1)]
        })
        .collect();
    let none = || vec![0; made.len() * 2];
    let counted = texts.par_iter().fold(none, |mut counts, entry| {
        if let Ok(text) = cache.read_text(*entry) {
            count(&text, &wanted, &mut counts);
        }
        counts
    });
    counted.reduce(none, |mut sum, counts| {
        sum.iter_mut().zip(counts).for_each(|(sum, count)| *sum += count);
        sum
    })
}

fn count(text: &str, wanted: &HashMap<String, usize>, counts: &mut [usize]) {
    let mut lower = String::new();
    for word in text.split(|c: char| !(c.is_alphanumeric() || c == '-')) {
        let word = word.trim_matches('-');
        let found = if word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-') {
            wanted.get(word)
        } else {
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            wanted.get(lower.as_str())
        };
        if let Some(count) = found.and_then(|at| counts.get_mut(*at)) {
            *count += 1;
        }
    }
}

/// The form that the archive uses more, where it uses one more; what reading made of the word itself left out.
fn answers(made: &BTreeMap<(&str, &str), Forms>, found: &[usize]) -> Dictionary {
    let mut dictionary = Dictionary::default();
    for (((left, right), made), found) in made.iter().zip(found.as_chunks::<2>().0) {
        let joined = found[0].saturating_sub(made.joined);
        let hyphened = found[1].saturating_sub(made.hyphened);
        if joined != hyphened {
            dictionary.insert(left, right, hyphened > joined);
        }
    }
    dictionary
}

fn remembered(key: &Key, cache: &Cache) -> Option<Dictionary> {
    let bytes = cache.read_facts(cache.get(key)?).ok()?;
    let words: Vec<(String, String, bool)> = postcard::from_bytes(&bytes).ok()?;
    let mut dictionary = Dictionary::default();
    for (left, right, keeps) in words {
        dictionary.insert(&left, &right, keeps);
    }
    Some(dictionary)
}

/// Notes the answers. One that cannot be noted is found again.
fn remember(key: &Key, dictionary: &Dictionary, cache: &Cache) {
    let words: Vec<(&str, &str, bool)> = dictionary.iter().collect();
    if let Ok(bytes) = postcard::to_allocvec(&words) {
        _ = cache.put(key, &bytes, &[], "");
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_commoner_form_wins_and_what_was_made_does_not_count() {
        let made: BTreeMap<(&str, &str), Forms> = [
            (("co", "operate"), Forms { joined: 1, hyphened: 0 }),
            (("news", "paper"), Forms { joined: 2, hyphened: 0 }),
            (("rail", "way"), Forms { joined: 1, hyphened: 0 }),
        ]
        .into();
        let wanted: HashMap<String, usize> = made
            .keys()
            .enumerate()
            .flat_map(|(at, (l, r))| [(format!("{l}{r}"), 2 * at), (format!("{l}-{r}"), 2 * at + 1)])
            .collect();
        let mut counts = vec![0; 6];
        count(
            "They cooperate. Co-operate! co-operate-- A Newspaper, newspapers, newspaper and newspaper; the railway.",
            &wanted,
            &mut counts,
        );
        assert_eq!(counts, [1, 2, 3, 0, 1, 0]);
        let dictionary = answers(&made, &counts);
        let got: Vec<_> = dictionary.iter().collect();
        assert_eq!(got, [("co", "operate", true), ("news", "paper", false)]);
    }
}
