//! A saved page: a sound tree, nothing of a script in it, and no panic of the readability library gets out.

#![no_main]

mod support;

use backfile::config::TextConfig;
use backfile::source::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = support::source(text, Format::Html);
    for draft in backfile::page::read(&source, &TextConfig::default()).drafts {
        support::check_page(&draft.page);
    }
});
