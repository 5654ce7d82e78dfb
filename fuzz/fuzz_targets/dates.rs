//! Temporal expressions of any text, read in each language that has a table: spans that fit the text and follow each
//! other, days in order, and the same answer each time, whatever the day of publication.

#![no_main]

use backfile::analysis::date::{self, Anchor, NumericOrder};
use backfile::analysis::{Passage, PassageKind};
use backfile::page::draft::ArticleDraft;
use backfile::page::tree::TextRange;
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (i32, u16, &str)| {
    let (days, wide, text) = input;
    let passage = Passage { range: TextRange::new(0, text.len() as u32), kind: PassageKind::Prose };
    let earliest = NaiveDate::from_num_days_from_ce_opt(days % 4_000_000);
    let anchor = earliest.and_then(|earliest| {
        let latest = earliest.checked_add_days(chrono::Days::new(wide.into()))?;
        Some(Anchor { earliest, latest })
    });
    for language in ["en", "de"] {
        let found = date::find(text, &[passage], language);
        for order in [NumericOrder::DayFirst, NumericOrder::MonthFirst] {
            let mentions = date::resolve(&found, anchor, order);
            let mut end = 0;
            for mention in &mentions {
                assert!(end <= mention.range.start && mention.range.start < mention.range.end);
                assert!(text.get(mention.range.start as usize..mention.range.end as usize).is_some());
                assert!(!mention.value.is_empty() && !mention.value.contains(char::is_whitespace));
                assert!(mention.days.is_none_or(|(first, last)| first <= last), "{mention:?}");
                end = mention.range.end;
            }
            assert_eq!(date::resolve(&found, anchor, order), mentions, "the same text gives the same answer");
        }
        let mut draft = ArticleDraft::default();
        draft.page.text = text.to_owned();
        draft.front_matter.title = Some(text.to_owned());
        draft.front_matter.date = Some(text.to_owned());
        date::publication_evidence(text, &draft, language, &found);
    }
});
