//! Dates inferred from what the text speaks of, when nothing states one.
//!
//! A day named with its weekday leaves a few years of any twenty; a year spoken of in the past is a lower bound, and
//! so is a day; what is spoken of as to come is an upper one. What none of this settles, the confidence says.

use super::super::facts::ArticleFacts;
use super::super::model::Published;
use super::clues::{Clues, NamedDay, gather, last_day};
use super::company::Kept;
use super::confidence::confidence;
use super::likelihood::{LikelyMonth, LikelyYear, likely_months, years_of};
use super::span::{Span, day_words, list_of_years};
use crate::analysis::date::{Tense, month_name, weekday_name};
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The first year that is thought of when the text itself gives no bound.
const FIRST_YEAR: i32 = 2000;

/// The date that the text of an article speaks for, if it speaks for any year.
pub(super) fn decide_inferred(
    facts: &ArticleFacts,
    company: Option<Kept>,
    now: NaiveDate,
) -> Option<Published> {
    let now = last_day(facts, now);
    let clues = Clues { company, ..gather(facts, now) };
    let shares = clues.company.as_ref().is_some_and(|kept| kept.shared.len() > 2);
    if clues.named_years.is_empty() && clues.weekdays.is_empty() && clues.titled.is_none() && !shares {
        return None;
    }
    let named = clues
        .named_years
        .iter()
        .map(|(_, month)| month.div_euclid(12))
        .chain(clues.titled.map(|(year, _)| year));
    let company_first = clues.company.as_ref().map(|kept| kept.first);
    let first = named.map(|year| year - 3).chain(company_first).min().unwrap_or(FIRST_YEAR);
    let first = first.min(now.year() - 3);
    let possible = |year: i32| Window::of(&clues, year).is_none_or(|window| window.span.earliest <= now);
    let months = likely_months(&clues, first, now.year() * 12 + now.month0() as i32);
    let mut years = years_of(&months);
    years.retain(|likely| possible(likely.year));
    let best = years.iter().copied().max_by(|a, b| a.probability.total_cmp(&b.probability))?;
    let total: f64 = years.iter().map(|likely| likely.probability).sum();
    let confidence = confidence(best.probability / total, &clues, best.year);
    let mut evidence = reasons(&clues, &years, best.year, confidence);
    let (span, value) = match Window::of(&clues, best.year) {
        Some(window) => {
            evidence.extend(window.reasons);
            (window.span, window.span.value())
        }
        None => (likely_span(&clues, &months, now), likely_value(&months, best.year)),
    };
    Some(published(span, value, confidence, evidence))
}

/// The month, if one of the best year is more likely than not; else the year.
fn likely_value(months: &[LikelyMonth], best: i32) -> String {
    let most = months.iter().max_by(|a, b| a.probability.total_cmp(&b.probability));
    match most.filter(|most| most.probability > 0.5 && most.month.div_euclid(12) == best) {
        Some(most) => format!("{best:04}-{:02}", most.month.rem_euclid(12) + 1),
        None => format!("{best:04}"),
    }
}

/// Whether a named day falls on its weekday in a year; a day of the turn of the year may lie in the year beside it.
pub(super) fn falls_on(year: i32, named: &NamedDay) -> bool {
    let Ok(weekday) = Weekday::try_from(named.weekday.saturating_sub(1)) else { return false };
    NaiveDate::from_ymd_opt(year, named.month.into(), named.day.into())
        .is_some_and(|day| day.weekday() == weekday)
}

/// The months between which the article appeared with nine tenths of certainty, cut at the bound that the text gives.
fn likely_span(clues: &Clues, months: &[LikelyMonth], now: NaiveDate) -> Span {
    let quantile = |share: f64| {
        let mut sum = 0.0;
        let reached = |likely: &&LikelyMonth| {
            sum += likely.probability;
            sum >= share
        };
        months.iter().find(reached).or(months.last()).map_or(0, |likely| likely.month)
    };
    let first_of =
        |month: i32| NaiveDate::from_ymd_opt(month.div_euclid(12), month.rem_euclid(12) as u32 + 1, 1);
    let mut earliest = first_of(quantile(0.05)).unwrap_or(now);
    let latest = first_of(quantile(0.95) + 1).and_then(|day| day.pred_opt()).unwrap_or(now).min(now);
    let median = first_of(quantile(0.5)).unwrap_or(now);
    if let Some((bound, _)) = clues.lower.filter(|(bound, _)| *bound > earliest && *bound < median) {
        earliest = bound;
    }
    Span { earliest: earliest.min(latest), latest }
}

/// Sentences for the reader, the weightiest first.
fn reasons(clues: &Clues, years: &[LikelyYear], best: i32, confidence: f32) -> Vec<String> {
    let mut sentences = Vec::new();
    if let Some(named) = clues.weekdays.first() {
        sentences.push(weekday_sentence(clues, named, years, best, confidence));
    }
    let shared = clues.company.iter().flat_map(|kept| &kept.shared);
    let shared: Vec<String> = shared.map(|(thing, year)| format!("{thing} ({year})")).collect();
    if !shared.is_empty() {
        sentences.push(format!("it shares with dated articles: {}", shared.join(", ")));
    }
    if let Some((year, _)) = clues.titled {
        sentences.push(format!("its title names {year}"));
    }
    if let Some((_, span)) = clues.lower {
        sentences.push(format!("the latest date it names, plans apart, is {}", span.words()));
    }
    if let Some(to_come) = clues.to_come {
        sentences.push(format!("it speaks of {} as still to come", day_words(to_come)));
    }
    if clues.weekdays.is_empty() {
        let words = in_words(confidence);
        sentences.push(format!("{best} is the year that the dates it names fit best; confidence {words}"));
    }
    sentences
}

fn weekday_sentence(
    clues: &Clues,
    named: &NamedDay,
    years: &[LikelyYear],
    best: i32,
    confidence: f32,
) -> String {
    let day = format!("{} {}", named.day, month_name(named.month));
    let weekday = weekday_name(named.weekday);
    let fitting: Vec<i32> = years
        .iter()
        .map(|likely| likely.year)
        .filter(|year| clues.weekdays.iter().all(|named| falls_on(*year, named)))
        .collect();
    let since = years.first().map_or(FIRST_YEAR, |likely| likely.year);
    let ranked = if fitting.len() < 2 || !clues.named_years.is_empty() || clues.company.is_some() {
        String::new()
    } else {
        format!("; {best} is the latest that is not in the future")
    };
    format!(
        "the text calls {day} a {weekday}, which since {since} fits {}{ranked}; confidence {}",
        if fitting.is_empty() { "no year in all its dates".into() } else { list_of_years(&fitting) },
        in_words(confidence)
    )
}

const fn in_words(confidence: f32) -> &'static str {
    if confidence >= 0.8 {
        "high"
    } else if confidence >= 0.6 {
        "fair"
    } else {
        "low"
    }
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

fn published(span: Span, value: String, confidence: f32, evidence: Vec<String>) -> Published {
    Published {
        value: value.into(),
        earliest: span.earliest,
        latest: span.latest,
        confidence,
        stated: false,
        shown: false,
        evidence: evidence.into(),
    }
}
