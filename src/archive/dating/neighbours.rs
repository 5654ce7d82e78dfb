//! Neighbours in file order: where the dated articles of an archive follow each other in time, those between two of
//! them lie between their days. Where the order is not that of time, nothing is concluded from it.

use super::super::model::Published;
use super::span::{Span, day_words};
use chrono::{Datelike, NaiveDate};

/// Share of neighbouring pairs that must be in order of time for the order to be believed.
const ORDERLY: f64 = 0.9;

/// Bounds undated articles by the dated ones around them; `stated` are the dates that were stated, `decided` are
/// filled in.
pub(super) fn bound_by_neighbours(stated: &[Option<Published>], decided: &mut [Option<Published>], now: NaiveDate) {
    let dated: Vec<(usize, Span)> = stated
        .iter()
        .enumerate()
        .filter_map(|(index, published)| {
            let published = published.as_ref().filter(|published| published.stated)?;
            Some((index, Span { earliest: published.earliest, latest: published.latest }))
        })
        .filter(|(_, span)| span.days() <= 31)
        .collect();
    if dated.len() < 3 || orderliness(&dated) < ORDERLY {
        return;
    }
    for (index, slot) in decided.iter_mut().enumerate() {
        if slot.as_ref().is_some_and(|published| published.stated) {
            continue;
        }
        let after = dated.partition_point(|(at, _)| *at < index);
        let (before, after) = (after.checked_sub(1).and_then(|at| dated.get(at)), dated.get(after));
        if let Some(published) = between(index, before, after, slot.as_ref(), now) {
            *slot = Some(published);
        }
    }
}

/// The share of neighbouring dated pairs that are in order of time.
fn orderliness(dated: &[(usize, Span)]) -> f64 {
    let pairs = dated.len().saturating_sub(1).max(1);
    let orderly = dated.windows(2).filter(|pair| pair[0].1.earliest <= pair[1].1.latest).count();
    orderly as f64 / pairs as f64
}

fn between(
    index: usize,
    before: Option<&(usize, Span)>,
    after: Option<&(usize, Span)>,
    text: Option<&Published>,
    now: NaiveDate,
) -> Option<Published> {
    let (first, last) = (before?, after?);
    let span = Span { earliest: first.1.earliest, latest: last.1.latest.min(now) };
    if span.earliest > span.latest || span.days() > 3 * 366 {
        return None;
    }
    let share = (index - first.0) as f64 / (last.0 - first.0) as f64;
    let day = span.earliest + chrono::Duration::days((span.days() as f64 * share).round() as i64);
    let mut evidence = vec![format!(
        "it stands between an article of {} and one of {} in the order of the files",
        day_words(first.1.earliest),
        day_words(last.1.latest)
    )];
    // What the text says narrows the span where the two agree; the order of the files wins where they do not.
    if let Some(text) = text {
        let said = Span { earliest: text.earliest, latest: text.latest };
        if said.overlaps(span) && said.days() < 40 {
            evidence.extend(text.evidence.iter().cloned());
            let span = Span { earliest: said.earliest.max(span.earliest), latest: said.latest.min(span.latest) };
            return Some(inferred(span, span.middle(), evidence));
        }
    }
    Some(inferred(span, day, evidence))
}

fn inferred(span: Span, day: NaiveDate, evidence: Vec<String>) -> Published {
    let same_year = span.earliest.year() == span.latest.year();
    let value = match span.days() {
        0..=31 => day.to_string(),
        32..=120 => format!("{:04}-{:02}", day.year(), day.month()),
        _ => format!("{:04}", day.year()),
    };
    let confidence = if same_year { 0.97 } else { 0.8 };
    Published {
        value,
        earliest: span.earliest,
        latest: span.latest,
        confidence,
        stated: false,
        shown: false,
        evidence,
    }
}
