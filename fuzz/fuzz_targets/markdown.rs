//! Markdown with front matter: a sound tree, and front matter that is written and read again is the same.

#![no_main]

mod support;

use backfile::config::TextConfig;
use backfile::page::front_matter;
use backfile::source::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let source = support::source(text, Format::Markdown);
    for draft in backfile::page::read(&source, &TextConfig::default()).drafts {
        support::check_page(&draft.page);
        support::check_map(&draft.page, &source.text);
        let written = front_matter::write(&draft.front_matter) + "\nText.\n";
        let again =
            backfile::page::read(&support::source(&written, Format::Markdown), &TextConfig::default());
        assert_eq!(again.drafts[0].front_matter, draft.front_matter, "{written}");
    }
});
