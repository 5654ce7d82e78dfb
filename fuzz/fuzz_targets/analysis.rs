//! Names and dates of any text: spans that fit it, confidences that are shares.

#![no_main]

use backfile::pipeline::records::{Given, Wanted, alone};
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    let Some(now) = NaiveDate::from_ymd_opt(2024, 5, 17) else { return };
    let given = Given { text: text.into(), ..Given::default() };
    let wanted = Wanted { entities: true, dates: true, published: true };
    let answer = alone(&given, wanted, now);
    let characters: Vec<char> = text.chars().collect();
    let spanned = |start: usize, end: usize| characters[start..end].iter().collect::<String>();
    for entity in &answer.entities {
        assert_eq!(entity.text, spanned(entity.start, entity.end));
        assert!((0.0..=1.0).contains(&entity.confidence));
    }
    for date in &answer.dates {
        assert_eq!(date.text, spanned(date.start, date.end));
        assert!(!date.value.is_empty());
    }
    assert!((0.0..=1.0).contains(&answer.published.confidence));
    assert_eq!(answer.published.earliest.is_some(), answer.published.latest.is_some());
    assert_eq!(alone(&given, wanted, now), answer, "the same text gives the same answer");
});
