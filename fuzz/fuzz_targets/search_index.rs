//! The files of an index: any bytes are read or refused, and nothing is read beyond them.

#![no_main]

use backfile::search::answer::{Order, answer};
use backfile::search::query::parse;
use backfile::search::read::{Files, Index, read_word};
use backfile::search::{dictionary, postings, script, texts};
use libfuzzer_sys::fuzz_target;

/// Every file of the index but the top level is made of these bytes.
struct Same<'a>(&'a [u8]);

impl Files for Same<'_> {
    fn file(&self, path: &str) -> Option<Vec<u8>> {
        if path == backfile::search::TOP {
            let years = [serde_json::json!([1952, 0, 4000, 100]), serde_json::json!([null, 4000, 90, 60])];
            let top = serde_json::json!({
                "version": 2, "articles": 160, "common": 50, "shift": 4, "stemming": "english", "years": years,
                "terms": ["a", "ep", "tw", "wb", "wm", "z"],
            });
            return Some(script::json_script("top", &top));
        }
        Some(script::script("any", self.0))
    }
}

fuzz_target!(|bytes: &[u8]| {
    script::payload(bytes);
    script::json(bytes);
    postings::read_list(bytes);
    postings::read_places(bytes, 50);
    dictionary::read_terms(bytes);
    dictionary::read_places_of(bytes);
    read_word(bytes);
    texts::read(bytes, 130, 1);
    let files = Same(bytes);
    let Ok(index) = Index::open(&files) else { panic!("the top level is sound") };
    for query in ["boat", "\"mayor boat\" -sea", "mill*", "title:boat from:1952-03", "person:vance", ""] {
        if let Ok(hits) = answer(&index, &parse(query), &[], &[], Order::Newest) {
            for hit in hits.iter().take(3) {
                let _ = index.document(hit.id);
            }
        }
    }
});
