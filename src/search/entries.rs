//! What the dictionary says of each of its terms.

use super::bits::{put_number, put_text};
use super::collect::{Collection, Named, Names};
use super::dictionary::{Entry, order};
use super::gather::Open;
use super::postings::write_list;
use super::query::Kind;
use super::rank::mention_impact;
use super::script::script;
use super::slots::DAYS_SHIFT;
use std::collections::BTreeMap;

/// Names of each kind that have a place in its file of facets.
const FACETS: usize = 100;

/// The terms that are no words of texts, in order: `a` all articles, `e` names by key, `m` keys by the words of names.
pub(super) fn name_entries(collection: &Collection) -> Vec<Entry> {
    let all: Vec<u32> = collection.articles.iter().map(|(number, _)| *number).collect();
    let entry = |term: String, value: Vec<u8>| Entry { term, value, places: Vec::new() };
    let mut entries = vec![entry("a".to_owned(), write_list(&all, None))];
    let mut by_word: BTreeMap<String, Vec<&Named>> = BTreeMap::new();
    for named in &collection.named {
        let mut value = Vec::new();
        put_text(&mut value, &named.name);
        put_text(&mut value, &named.url);
        value.extend(list_of(named));
        entries.push(entry(format!("e{}", named.key), value));
        let mut words: Vec<&String> = named.forms.iter().flatten().collect();
        words.sort_unstable();
        words.dedup();
        for word in words {
            by_word.entry(format!("m{}{word}", named.kind.letter())).or_default().push(named);
        }
    }
    for (term, mut found) in by_word {
        // Those whom most articles name come first, for suggestions.
        found.sort_by_key(|named| (std::cmp::Reverse(named.articles.len()), &named.key));
        let mut value = Vec::new();
        put_number(&mut value, found.len() as u32);
        for named in found {
            put_text(&mut value, &named.key);
            put_number(&mut value, named.articles.len() as u32);
        }
        entries.push(entry(term, value));
    }
    entries.sort_by(|a, b| order(&a.term, &b.term));
    entries
}

fn list_of(named: &Named) -> Vec<u8> {
    let ids: Vec<u32> = named.articles.iter().map(|(number, _)| *number).collect();
    let impacts: Vec<u8> = named.articles.iter().map(|(_, times)| mention_impact(*times)).collect();
    write_list(&ids, Some(&impacts))
}

/// The titles with a word.
pub(super) fn title_entry(word: &str, ids: &[u32]) -> Entry {
    Entry { term: format!("t{word}"), value: write_list(ids, None), places: Vec::new() }
}

/// A word written backwards: spelling that is wrong in the first half of a word is mended by its second.
pub(super) fn backwards_entry(word: &str, count: u32) -> Entry {
    let mut value = Vec::new();
    put_number(&mut value, count);
    Entry { term: format!("z{word}"), value, places: Vec::new() }
}

/// The entry of a word: its list with its length, the names that begin with it, and the words whose stem it is.
pub(super) fn word_entry(word: &str, open: &Open, names: &Names, forms: &[String]) -> Entry {
    let (list, places) =
        if open.count == 0 { (write_list(&[], Some(&[])), Vec::new()) } else { open.finish() };
    let mut value = Vec::with_capacity(list.len() + 4);
    put_number(&mut value, list.len() as u32);
    value.extend(list);
    let named = names.get(word);
    put_number(&mut value, named.map_or(0, BTreeMap::len) as u32);
    for (rest, keys) in named.into_iter().flatten() {
        put_text(&mut value, rest);
        put_texts(&mut value, keys);
    }
    put_texts(&mut value, forms);
    Entry { term: format!("w{word}"), value, places }
}

fn put_texts(value: &mut Vec<u8>, texts: &[String]) {
    put_number(value, texts.len() as u32);
    texts.iter().for_each(|text| put_text(value, text));
}

/// The lists of the names that most articles hold, a file for each kind; returns the folders of the kinds that have one.
pub(super) fn write_facets<E>(
    collection: &Collection,
    emit: &mut dyn FnMut(String, Vec<u8>) -> Result<(), E>,
) -> Result<Vec<&'static str>, E> {
    let mut kinds = Vec::new();
    for kind in Kind::ALL {
        let mut named: Vec<&Named> = collection.named.iter().filter(|named| named.kind == kind).collect();
        named.sort_by_key(|named| (std::cmp::Reverse(named.articles.len()), &named.key));
        let all = named.len();
        named.truncate(FACETS);
        if named.is_empty() {
            continue;
        }
        let mut bytes = Vec::new();
        put_number(&mut bytes, all as u32);
        put_number(&mut bytes, named.len() as u32);
        for named in named {
            put_text(&mut bytes, &named.key);
            put_text(&mut bytes, &named.name);
            let ids: Vec<u32> = named.articles.iter().map(|(number, _)| *number).collect();
            let list = write_list(&ids, None);
            put_number(&mut bytes, list.len() as u32);
            bytes.extend(list);
        }
        let name = format!("facets/{}", kind.folder());
        emit(format!("search/{name}.js"), script(&name, &bytes))?;
        kinds.push(kind.folder());
    }
    Ok(kinds)
}

/// Month and day of every article, two bytes a number: month × 32 + day.
pub(super) fn write_days<E>(
    collection: &Collection,
    emit: &mut dyn FnMut(String, Vec<u8>) -> Result<(), E>,
) -> Result<(), E> {
    for block in collection.articles.chunk_by(|a, b| a.0 >> DAYS_SHIFT == b.0 >> DAYS_SHIFT) {
        let number = block[0].0 >> DAYS_SHIFT;
        let mut days = Vec::new();
        for (at, id) in block {
            let at = (at & ((1 << DAYS_SHIFT) - 1)) as usize * 2;
            days.resize(at, 0);
            let (month, day) = collection.month_and_day(*id);
            days.extend(((month * 32 + day) as u16).to_le_bytes());
        }
        let name = format!("days/{number}");
        emit(format!("search/{name}.js"), script(&name, &days))?;
    }
    Ok(())
}
