//! Tables and lines of JSON: every record has a name of its own and a sound tree.

#![no_main]

mod support;

use backfile::config::TextConfig;
use backfile::source::Format;
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeSet;

fuzz_target!(|text: &str| {
    for (format, head) in [(Format::Csv, "id,title,text,date\n"), (Format::Jsonl, "{\"text\":\"a\"}\n")] {
        let source = support::source(&format!("{head}{text}"), format);
        let mut names = BTreeSet::new();
        for draft in backfile::page::read(&source, &TextConfig::default()).drafts {
            support::check_page(&draft.page);
            assert!(names.insert(draft.record.clone()), "two records are called {:?}", draft.record);
        }
    }
});
