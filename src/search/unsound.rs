//! Indexes that no build writes: they are read or refused, in room and time that their size bounds.

use super::TOP;
use super::answer::{Hit, Order, answer};
use super::bits::{put_number, put_text};
use super::dictionary::{Cutter, Entry, file_name, order};
use super::postings::{write_list, write_places};
use super::query::parse;
use super::read::Index;
use super::script::{json_script, script};
use serde_json::{Value, json};
use std::collections::BTreeMap;

type Files = BTreeMap<String, Vec<u8>>;

fn top(years: &Value, terms: &[&str]) -> Vec<u8> {
    let top = json!({
        "version": 2, "articles": 9, "common": 50, "shift": 0, "stemming": "english", "years": years, "terms": terms,
    });
    json_script("top", &top)
}

/// An index with one file of these entries.
fn index(mut entries: Vec<Entry>, years: &Value) -> Files {
    entries.sort_by(|one, other| order(&one.term, &other.term));
    let mut cutter = Cutter::new(1 << 40);
    assert!(entries.into_iter().all(|entry| cutter.push(entry).is_none()), "all are in one file");
    let shard = cutter.finish().unwrap();
    let mut files = Files::from([(TOP.to_owned(), top(years, &[&shard.separator]))]);
    for (folder, bytes) in [("terms", &shard.terms), ("places", &shard.places)] {
        let name = format!("{folder}/{}", file_name(&shard.separator));
        files.insert(format!("search/{name}.js"), script(&name, bytes));
    }
    files.insert("search/days/0.js".to_owned(), script("days/0", &[100; 8192]));
    files
}

fn found(files: &Files, query: &str) -> Vec<u32> {
    let index = Index::open(files).unwrap();
    let hits: Vec<Hit> = answer(&index, &parse(query), &[], &[], Order::Oldest).unwrap();
    hits.iter().map(|hit| hit.id).collect()
}

/// The entry of a word in the article 1, in one place, with these forms.
fn word(word: &str, place: u32, forms: &[&str]) -> Entry {
    let list = write_list(&[1], Some(&[1]));
    let mut value = Vec::new();
    put_number(&mut value, list.len() as u32);
    value.extend(list);
    put_number(&mut value, 0);
    put_number(&mut value, forms.len() as u32);
    forms.iter().for_each(|form| put_text(&mut value, form));
    Entry { term: format!("w{word}"), value, places: write_places(&[1], &[place]) }
}

#[test]
fn the_last_places_that_there_are_have_none_after_them() {
    let (last, before) = (u32::MAX - 1, u32::MAX - 3);
    for (places, expected) in [([last; 3], 0), ([before, before + 1, last], 1), ([last, 0, 1], 0)] {
        let entries = ["a", "b", "c"].iter().zip(places).map(|(letter, place)| word(letter, place, &[]));
        assert_eq!(found(&index(entries.collect(), &json!([])), "\"a b c\"").len(), expected, "{places:?}");
    }
}

#[test]
fn a_year_beyond_all_days_is_none() {
    let entries = || vec![word("rain", 70, &[])];
    for (year, expected) in [(1952, 1), (i64::from(i32::MAX), 0), (i64::from(i32::MIN), 0), (i64::MAX, 0)] {
        let files = index(entries(), &json!([[year, 0, 8, 1]]));
        assert_eq!(found(&files, "rain").len(), 1, "{year}");
        assert_eq!(found(&files, "rain from:1000").len(), expected, "{year}");
    }
}

/// What is listed a hundred thousand times is looked up once, and its articles are held once.
#[test]
fn what_is_said_again_and_again_is_said_once() {
    const TIMES: usize = 100_000;
    let rain = |forms| vec![word("rain", 70, forms), word("rained", 75, &[])];
    assert_eq!(found(&index(rain(&["rained"; TIMES]), &json!([])), "rain"), [1]);
    let mut names = Vec::new();
    put_number(&mut names, TIMES as u32);
    for _ in 0..TIMES {
        put_text(&mut names, "x");
        put_number(&mut names, 1);
    }
    let mut key = vec![0, 0];
    key.extend(write_list(&(0..1000).collect::<Vec<u32>>(), None));
    let entry = |term: &str, value: Vec<u8>| Entry { term: term.to_owned(), value, places: Vec::new() };
    let files = index(vec![entry("mpvance", names), entry("ex", key)], &json!([]));
    assert_eq!(found(&files, "person:vance").len(), 1000);
}

#[test]
fn a_dictionary_out_of_order_is_refused() {
    for (terms, sound) in [(vec!["a", "w", "wm"], true), (vec!["w", "a"], false), (vec!["w", "w"], false)] {
        let files = Files::from([(TOP.to_owned(), top(&json!([]), &terms))]);
        assert_eq!(Index::open(&files).is_ok(), sound, "{terms:?}");
    }
}
