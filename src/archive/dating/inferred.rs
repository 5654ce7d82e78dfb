//! Dates inferred from what the text speaks of, when nothing states one.
//!
//! A day named with its weekday leaves a few years of any twenty; a year spoken of in the past is a lower bound, and
//! so is a day; what is spoken of as to come is an upper one. What none of this settles, the confidence says.

use super::super::facts::ArticleFacts;
use super::super::model::Published;
use super::clues::{Clues, NamedDay, gather};
use super::span::{Span, day_words, list_of_years};
use crate::analysis::date::{Tense, month_name, weekday_name};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The first year that is thought of when the text itself gives no bound.
const FIRST_YEAR: i32 = 2000;

/// The date that the text of an article speaks for, if it speaks for any year.
pub(super) fn decide_inferred(facts: &ArticleFacts, now: NaiveDate) -> Option<Published> {
    let clues = gather(facts, now);
    weekday_years(&clues, now).or_else(|| spoken_year(&clues, now))
}

/// Years in which every day named with its weekday falls on that weekday.
fn weekday_years(clues: &Clues, now: NaiveDate) -> Option<Published> {
    let weighty = clues.weekdays.first()?;
    let first_year = clues.lower.map_or(FIRST_YEAR, |(day, _)| day.year());
    let fits = |year: i32, named: &NamedDay| {
        // A day that is to come may lie in the next year, a day past in the last; the weekday belongs to its own year.
        falls_on(year, named)
    };
    let window = |year: i32| Window::of(clues, year).filter(|window| window.span.earliest <= now);
    let all: Vec<i32> = (first_year..=now.year())
        .filter(|year| clues.weekdays.iter().all(|named| fits(*year, named)))
        .filter(|year| window(*year).is_some_and(|window| clues.lower.is_none_or(|(day, _)| window.span.latest >= day)))
        .collect();
    let years = if all.is_empty() {
        (first_year..=now.year()).filter(|year| fits(*year, weighty) && window(*year).is_some()).collect()
    } else {
        all
    };
    let bounded = clues.lower.is_some();
    let best = if bounded { *years.first()? } else { *years.last()? };
    let window = window(best)?;
    let confidence = weekday_confidence(clues, &years, best);
    let mut evidence = vec![weekday_sentence(clues, weighty, &years, best, first_year, confidence)];
    evidence.extend(window.reasons);
    evidence.extend(bound_sentence(clues));
    Some(published(window.span, window.span.value(), confidence, evidence))
}

fn falls_on(year: i32, named: &NamedDay) -> bool {
    let Ok(weekday) = Weekday::try_from(named.weekday.saturating_sub(1)) else { return false };
    NaiveDate::from_ymd_opt(year, named.month.into(), named.day.into()).is_some_and(|day| day.weekday() == weekday)
}

fn weekday_confidence(clues: &Clues, years: &[i32], best: i32) -> f32 {
    match (clues.lower, years.len()) {
        (Some((day, _)), _) if best - day.year() <= 1 => 0.9,
        (Some(_), 1) => 0.7,
        (Some(_), _) => 0.5,
        (None, 1) => 0.6,
        (None, 2) => 0.45,
        (None, 3) => 0.4,
        (None, _) => 0.35,
    }
}

fn weekday_sentence(clues: &Clues, named: &NamedDay, years: &[i32], best: i32, first_year: i32, confidence: f32) -> String {
    let day = format!("{} {}", named.day, month_name(named.month));
    let weekday = weekday_name(named.weekday);
    let fitting = list_of_years(years);
    let ranked = match (years.len(), clues.lower.is_some()) {
        (1, _) => String::new(),
        (_, true) => format!("; {best} is the first that the text allows"),
        (_, false) => format!("; {best} is the latest that is not in the future"),
    };
    let article = if weekday.is_empty() { "" } else { "a " };
    format!(
        "the text calls {day} {article}{weekday}, which since {first_year} fits {fitting}{ranked}; confidence {}",
        in_words(confidence)
    )
}

const fn in_words(confidence: f32) -> &'static str {
    if confidence >= 0.85 {
        "high"
    } else if confidence >= 0.6 {
        "fair"
    } else {
        "low"
    }
}

fn bound_sentence(clues: &Clues) -> Option<String> {
    let (_, span) = clues.lower?;
    let words = span.words();
    Some(format!("the text speaks of {words} as past, so it is not earlier"))
}

/// The days of a year between the last day spoken of as past and the first as to come.
struct Window {
    span: Span,
    reasons: Vec<String>,
}

impl Window {
    fn of(clues: &Clues, year: i32) -> Option<Self> {
        if let Some(stated) = clues.stated_day {
            let day = NaiveDate::from_ymd_opt(year, stated.month.into(), stated.day.into())?;
            let reason = format!("a line of the text gives the day, {}, without a year", short_day(day));
            return Some(Self { span: Span::day(day), reasons: vec![reason] });
        }
        let on = |named: &NamedDay| NaiveDate::from_ymd_opt(year, named.month.into(), named.day.into());
        let anchor = clues.named.iter().find(|named| named.weekday > 0 && named.tense != Tense::Future);
        let anchor = on(anchor.or_else(|| clues.weekdays.first())?)?;
        let near = |day: &NaiveDate| (*day - anchor).num_days().abs() <= 45;
        let past = clues.named.iter().filter(|n| n.tense == Tense::Past).filter_map(on).filter(near).max();
        let named_with_weekday =
            clues.weekdays.iter().filter(|n| n.tense != Tense::Future).filter_map(on).filter(near).max();
        let earliest = past.max(named_with_weekday);
        let to_come = clues.named.iter().filter(|n| n.tense == Tense::Future).filter_map(on).filter(near);
        let first_to_come = to_come.filter(|day| earliest.is_none_or(|earliest| *day > earliest)).min();
        Some(Self::between(anchor, earliest, first_to_come))
    }

    fn between(anchor: NaiveDate, earliest: Option<NaiveDate>, to_come: Option<NaiveDate>) -> Self {
        let mut reasons = Vec::new();
        let span = match (earliest, to_come) {
            (Some(earliest), Some(to_come)) => {
                let last = to_come.pred_opt().unwrap_or(to_come).min(earliest + Days::new(7));
                reasons.push(format!("it speaks of {} as past or present", short_day(earliest)));
                reasons.push(format!("it speaks of {} as still to come", short_day(to_come)));
                Span { earliest, latest: last.max(earliest) }
            }
            (Some(earliest), None) => {
                reasons.push(format!("{} is the last day it names", short_day(earliest)));
                Span { earliest, latest: earliest + Days::new(6) }
            }
            (None, Some(to_come)) => {
                reasons.push(format!("it speaks of {} as still to come", short_day(to_come)));
                let latest = to_come.pred_opt().unwrap_or(to_come);
                Span { earliest: latest.checked_sub_days(Days::new(30)).unwrap_or(latest), latest }
            }
            (None, None) => Span { earliest: anchor, latest: anchor + Days::new(6) },
        };
        Self { span, reasons }
    }
}

fn short_day(day: NaiveDate) -> String {
    format!("{} {}", day.day(), month_name(day.month() as u8))
}

/// The year, when no weekday is named with its day: by the latest date spoken of as past.
fn spoken_year(clues: &Clues, now: NaiveDate) -> Option<Published> {
    let (bound, span) = clues.lower?;
    let exact = span.days();
    let confidence = match (exact, clues.to_come) {
        (_, Some(to_come)) if (to_come - bound).num_days() <= 200 => 0.75,
        (0, _) => 0.6,
        (1..=31, _) => 0.5,
        _ => 0.35,
    };
    let mut evidence = vec![format!("the latest date it speaks of as past is {}", span.words())];
    let mut latest = clues.to_come.unwrap_or(now).min(now);
    if let Some(to_come) = clues.to_come {
        evidence.push(format!("it speaks of {} as still to come", day_words(to_come)));
    }
    latest = latest.max(bound);
    let value = if (latest - bound).num_days() <= 1 { bound.to_string() } else { format!("{:04}", bound.year()) };
    Some(published(Span { earliest: bound, latest }, value, confidence, evidence))
}

fn published(span: Span, value: String, confidence: f32, evidence: Vec<String>) -> Published {
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
