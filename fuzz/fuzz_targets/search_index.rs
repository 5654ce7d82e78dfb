//! The files of an index: any bytes are read or refused, and nothing is read beyond them.
//!
//! The first byte of an input says what the rest is: bytes for every decoder, or what stands in place of one file of a
//! sound index (its payload, the file itself, changes to its bytes, documents to be compressed). The second says which
//! file, the third what is asked of the index then.

#![no_main]

mod searched;
#[allow(dead_code, reason = "only sources are made here")]
mod support;

use backfile::search::answer::{Order, answer};
use backfile::search::bits::{Bytes, put_number};
use backfile::search::context::{Asked, context};
use backfile::search::query::parse;
use backfile::search::read::{Files, Index, read_word};
use backfile::search::{dictionary, postings, script, texts};
use libfuzzer_sys::fuzz_target;
use searched::searched;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// What is asked: so that every shape of file is needed for some of them.
const QUERIES: [&str; 14] = [
    "harbour",
    "floods mayor",
    "\"mill lane\" -sea",
    "\"of the\"",
    "mill*",
    "title:flood from:1952-03",
    "title:\"the wend\"",
    "person:vance",
    "mrs vance",
    "eleanor vance",
    "org:board OR place:harbour to:1952-03",
    "author:quill topic:floods",
    "",
    "wir* OR the OR a OR of",
];

/// A file of the index with another content.
struct Replaced<'a> {
    files: &'a BTreeMap<String, Vec<u8>>,
    path: &'a str,
    bytes: Vec<u8>,
}

impl Files for Replaced<'_> {
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        if path == self.path { Some(self.bytes.clone()) } else { self.files.get(path).cloned() }
    }
}

static FILES: OnceLock<BTreeMap<String, Vec<u8>>> = OnceLock::new();

fn start() {
    let files = FILES.get_or_init(|| searched().files);
    let mut seeds = Vec::new();
    for (at, file) in files.values().enumerate() {
        let at = at as u8;
        let payload = script::payload(file).unwrap_or_default();
        seeds.push([&[0, at, at][..], &payload].concat());
        seeds.push([&[1, at, at][..], &payload].concat());
        seeds.push([&[2, at, at][..], file].concat());
        seeds.push(vec![3, at, at, 9, 0, 255, 20, 0, 1]);
        if let Some(documents) = documents(&payload) {
            seeds.push([&[4, at, 12][..], &documents].concat());
        }
    }
    searched::seed(seeds.into_iter());
}

/// The documents of the first chunk of a payload of texts.
fn documents(payload: &[u8]) -> Option<Vec<u8>> {
    let mut bytes = Bytes(payload);
    for _ in 0..bytes.number()? {
        bytes.number()?;
    }
    miniz_oxide::inflate::decompress_to_vec_with_limit(bytes.0, 1 << 20).ok()
}

fuzz_target!(init: start(), |bytes: &[u8]| {
    let (Some(files), [shape, file, query, rest @ ..]) = (FILES.get(), bytes) else { return };
    let Some((path, sound)) = files.iter().nth(usize::from(*file) % files.len()) else { return };
    let name = path.trim_start_matches("search/").trim_end_matches(".js");
    let bytes = match shape % 5 {
        0 => return decode(rest),
        1 => script::script(name, rest),
        2 => rest.to_vec(),
        3 => script::script(name, &changed(script::payload(sound).unwrap_or_default(), rest)),
        _ => compressed(name, rest),
    };
    ask(&Replaced { files, path, bytes }, QUERIES[usize::from(*query) % QUERIES.len()]);
});

/// Every decoder by itself.
fn decode(bytes: &[u8]) {
    script::payload(bytes);
    script::json(bytes);
    postings::read_list(bytes);
    postings::read_places(bytes, 50);
    dictionary::read_terms(bytes, |_| true);
    dictionary::read_places_of(bytes);
    read_word(bytes);
    texts::read(bytes, 130, 1);
}

/// Each three bytes of the changes are a place and what stands there; one byte more cuts the end off.
fn changed(mut payload: Vec<u8>, changes: &[u8]) -> Vec<u8> {
    let changes = changes.chunks_exact(3);
    if let [cut] = changes.remainder() {
        payload.truncate(payload.len().saturating_sub(usize::from(*cut) + 1));
    }
    for change in changes {
        let place = usize::from(u16::from_le_bytes([change[0], change[1]]));
        if let Some(byte) = payload.get_mut(place) {
            *byte = change[2];
        }
    }
    payload
}

/// A file of texts whose every chunk is the same.
fn compressed(name: &str, json: &[u8]) -> Vec<u8> {
    let chunk = miniz_oxide::deflate::compress_to_vec(json, 1);
    let mut payload = Vec::new();
    put_number(&mut payload, 64);
    (0..64).for_each(|_| put_number(&mut payload, chunk.len() as u32));
    (0..64).for_each(|_| payload.extend(&chunk));
    script::script(name, &payload)
}

fn ask(files: &Replaced, query: &str) {
    let Ok(index) = Index::open(files) else { return };
    let query = parse(query);
    let asked = Asked::new(&query, &index.forms);
    for order in [Order::Relevance, Order::Newest] {
        let Ok(hits) = answer(&index, &query, &[], &[], order) else { continue };
        for hit in hits.iter().take(3).chain(hits.last()) {
            if let Ok(document) = index.document(hit.id) {
                let found = context(&document, &asked);
                assert!(found.marks.iter().all(|mark| found.text.get(mark.clone()).is_some()));
            }
        }
    }
}
