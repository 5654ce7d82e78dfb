//! Front matter of each kind, and only that: it is read or stays in the text, and what is written of it reads the same.

#![no_main]

mod support;

use backfile::config::TextConfig;
use backfile::page::front_matter;
use backfile::source::Format;
use libfuzzer_sys::fuzz_target;

const BODY: &str = "\n\nThe lighthouse stood.\n";

fuzz_target!(|text: &str| {
    for (open, close) in [("---\n", "\n---"), ("+++\n", "\n+++"), ("{", "}")] {
        let source = support::source(&format!("{open}{text}{close}{BODY}"), Format::Markdown);
        let draft = backfile::page::read(&source, &TextConfig::default()).drafts.remove(0);
        support::check_page(&draft.page);
        let written = support::source(&(front_matter::write(&draft.front_matter) + BODY), Format::Markdown);
        let again = backfile::page::read(&written, &TextConfig::default()).drafts.remove(0);
        assert_eq!(again.front_matter, draft.front_matter, "{}", written.text);
        assert_eq!(again.page.text, "The lighthouse stood.", "{}", written.text);
    }
});
