//! Queries and words: any text is one, its words are read again as they are written, and the index finds what a search
//! through every article finds.

#![no_main]

mod searched;
#[allow(dead_code, reason = "only sources are made here")]
mod support;

use backfile::search::answer::{Order, answer};
use backfile::search::context::{Asked, context};
use backfile::search::exhaustive::Exhaustive;
use backfile::search::query::{Query, Unit, parse};
use backfile::search::read::Index;
use backfile::search::stem::Forms;
use backfile::search::words::{each_word, words};
use libfuzzer_sys::fuzz_target;
use searched::{Searched, searched};
use std::sync::OnceLock;

/// Queries of every kind; of two hits or more, most of them.
const SEEDS: [&str; 24] = [
    "harbour board",
    "\"mill lane\" -sea",
    "mill*",
    "flood OR storm -gale",
    "title:flood",
    "title:\"the wend\"",
    "person:vance",
    "person:\"eleanor vance\"",
    "mrs vance",
    "org:board place:harbour",
    "author:quill topic:floods",
    "from:1931 to:1934-05",
    "to:1952-03-04",
    "\"of the\"",
    "co-op's Vance’s",
    "“open end",
    "OR OR - -- *** \"\"",
    "-the -a*",
    "东京 東京 ค ស",
    "É ß* İstanbul OR ½ 𝄞",
    "flooding floods flooded",
    "\"floods\" title:\"floods\"",
    "בית بوابات",
    "title: from:x to:1952-13-99 \u{301}\u{200d}",
];

static SEARCHED: OnceLock<Searched> = OnceLock::new();
static EXHAUSTIVE: OnceLock<Exhaustive> = OnceLock::new();

fn start() {
    let searched = SEARCHED.get_or_init(searched);
    let read = || Exhaustive::new(&searched.archive, &searched.bodies).expect("all articles are there");
    EXHAUSTIVE.get_or_init(read);
    searched::seed(SEEDS.iter().map(|text| text.as_bytes().to_vec()));
}

fuzz_target!(init: start(), |text: &str| {
    check_words(text);
    let query = parse(text);
    for clause in &query.clauses {
        assert!(!clause.any.is_empty());
        for unit in &clause.any {
            if let Unit::Words { words: asked, .. } = unit {
                let written = asked.join(" ");
                assert_eq!(words(&written).concat(), asked.concat(), "{written:?}");
            }
        }
    }
    check_answer(&query);
});

fn check_words(text: &str) {
    let mut end = 0;
    each_word(text, |word, range| {
        assert!(end <= range.start && text.get(range.clone()).is_some(), "{range:?}");
        assert!(!word.is_empty() && word.chars().count() <= 40, "{word:?}");
        assert!(Forms::english().stem(word).is_some_and(|stem| !stem.is_empty()), "{word:?}");
        end = range.end;
    });
}

fn check_answer(query: &Query) {
    let (Some(searched), Some(exhaustive)) = (SEARCHED.get(), EXHAUSTIVE.get()) else { return };
    let index = Index::open(&searched.files).expect("a sound index");
    let asked = Asked::new(query, &index.forms);
    for order in [Order::Relevance, Order::Newest] {
        let hits = answer(&index, query, &[], &[], order).expect("a sound index");
        assert_eq!(hits, exhaustive.answer(query, &[], &[], order), "{query:?}");
        for hit in hits.iter().take(2) {
            let found = context(&index.document(hit.id).expect("a sound index"), &asked);
            let mut end = 0;
            for mark in found.marks {
                assert!(end <= mark.start && mark.start < mark.end, "{mark:?}");
                assert!(found.text.get(mark.clone()).is_some(), "{mark:?} splits a character");
                end = mark.end;
            }
        }
    }
}
