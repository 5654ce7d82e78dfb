//! The structure of a plain text: a sound tree, and every letter of the text kept in it.

#![no_main]

mod support;

use backfile::config::TextConfig;
use backfile::source::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = support::source(text, Format::Text);
    let reading = backfile::page::read(&source, &TextConfig::default());
    // The numbers of a list are kept as its numbering.
    let letters = |text: &str| text.chars().filter(|character| character.is_alphabetic()).count();
    let mut kept = 0;
    for draft in &reading.drafts {
        support::check_page(&draft.page);
        support::check_map(&draft.page, &source.text);
        kept += letters(&draft.page.text);
        kept += draft.page.removed.iter().map(|removed| letters(&removed.text)).sum::<usize>();
    }
    assert_eq!(letters(&source.text), kept, "letters are lost or made");
});
