//! The structure of a plain text: a sound tree, and every letter of the text kept in it.

#![no_main]

mod support;

use backfile::config::TextConfig;
use backfile::source::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = support::source(text, Format::Text);
    for draft in backfile::page::read(&source, &TextConfig::default()).drafts {
        support::check_page(&draft.page);
        let removed: String = draft.page.removed.iter().map(|removed| removed.text.as_str()).collect();
        // The numbers of a list are kept as its numbering.
        let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
        assert_eq!(
            letters(&source.text),
            letters(&draft.page.text) + letters(&removed),
            "letters are lost or made"
        );
    }
});
