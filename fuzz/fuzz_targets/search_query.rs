//! Queries and words: any text is one, and its words are read again as they are written.

#![no_main]

use backfile::search::query::{Unit, parse};
use backfile::search::words::{each_word, words};
use backfile::search::stem::Forms;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let mut end = 0;
    each_word(text, |word, range| {
        assert!(end <= range.start && text.get(range.clone()).is_some(), "{range:?}");
        assert!(!word.is_empty() && word.chars().count() <= 40, "{word:?}");
        assert!(Forms::english().stem(word).is_some_and(|stem| !stem.is_empty()), "{word:?}");
        end = range.end;
    });
    for clause in parse(text).clauses {
        assert!(!clause.any.is_empty());
        for unit in clause.any {
            if let Unit::Words { words: asked, .. } = unit {
                let written = asked.join(" ");
                assert_eq!(words(&written).concat(), asked.concat(), "{written:?}");
            }
        }
    }
});
