//! Neighbours in file order: where the dated articles of an archive follow each other in time, those between two of
//! them lie between their days. Where the order is not that of time, nothing is concluded from it.
//!
//! Of several articles spread by chance between two days, the place in the row tells the likeliest day of each and how
//! far it may lie from it (the order statistics of a uniform spread).

use super::super::facts::ArticleFacts;
use super::super::model::Published;
use super::clues::{NamedDay, gather};
use super::span::{Span, day_words};
use crate::analysis::date::Tense;
use chrono::{Datelike, Duration, NaiveDate};

/// Share of neighbouring pairs that must be in order of time for the order to be believed.
const ORDERLY: f64 = 0.9;

/// Bounds undated articles by the dated ones around them.
pub(super) fn bound_by_neighbours(facts: &[ArticleFacts], decided: &mut [Option<Published>], now: NaiveDate) {
    let dated = dated_articles(decided);
    if dated.len() < 3 || orderliness(&dated) < ORDERLY {
        return;
    }
    let pace = pace(&dated);
    for (index, (slot, facts)) in decided.iter_mut().zip(facts).enumerate() {
        if slot.as_ref().is_some_and(|published| published.stated) || facts.front_matter.inferred.is_some() {
            continue;
        }
        let at = dated.partition_point(|(at, _)| *at < index);
        let before = at.checked_sub(1).and_then(|at| dated.get(at));
        let place = match (before, dated.get(at)) {
            (Some(before), Some(after)) => between(index, *before, *after),
            (Some(before), None) => beyond(index.abs_diff(before.0), before.1.middle(), pace, false),
            (None, Some(after)) => beyond(index.abs_diff(after.0), after.1.middle(), pace, true),
            (None, None) => None,
        };
        if let Some(place) = place {
            *slot = place.narrowed(facts, now).map(Place::published).or(slot.take());
        }
    }
}

fn dated_articles(decided: &[Option<Published>]) -> Vec<(usize, Span)> {
    let stated = |published: &&Published| published.stated;
    decided
        .iter()
        .enumerate()
        .filter_map(|(index, published)| {
            let published = published.as_ref().filter(stated)?;
            Some((index, Span { earliest: published.earliest, latest: published.latest }))
        })
        .filter(|(_, span)| span.days() <= 31)
        .collect()
}

/// The share of neighbouring dated pairs that are in order of time.
fn orderliness(dated: &[(usize, Span)]) -> f64 {
    let pairs = dated.len().saturating_sub(1).max(1);
    let orderly = dated.windows(2).filter(|pair| pair[0].1.earliest <= pair[1].1.latest).count();
    orderly as f64 / pairs as f64
}

/// Days from one article to the next, over the whole row.
fn pace(dated: &[(usize, Span)]) -> f64 {
    match (dated.first(), dated.last()) {
        (Some(first), Some(last)) if last.0 > first.0 => {
            (last.1.earliest - first.1.earliest).num_days().max(0) as f64 / (last.0 - first.0) as f64
        }
        _ => 0.0,
    }
}

/// Where an article lies by its place in the row.
struct Place {
    day: NaiveDate,
    /// How far from `day` it may well be, in days.
    spread: f64,
    bounds: Span,
    sentence: String,
}

fn between(index: usize, first: (usize, Span), last: (usize, Span)) -> Option<Place> {
    let bounds = Span { earliest: first.1.earliest, latest: last.1.latest };
    if bounds.earliest > bounds.latest {
        return None;
    }
    let steps = (last.0 - first.0) as f64;
    let share = (index - first.0) as f64 / steps;
    let days = bounds.days() as f64;
    let sentence = format!(
        "it stands between an article of {} and one of {} in the order of the files",
        day_words(bounds.earliest),
        day_words(bounds.latest)
    );
    let day = bounds.earliest.checked_add_signed(Duration::days((days * share).round() as i64))?;
    Some(Place { day, spread: 2.0 * days * (share * (1.0 - share) / (steps + 1.0)).sqrt(), bounds, sentence })
}

/// An article beyond the last (or before the first) dated one: so many steps at the usual pace.
fn beyond(steps: usize, edge: NaiveDate, pace: f64, back: bool) -> Option<Place> {
    let days = pace * steps as f64;
    let reach = Duration::days((2.0 * (days + pace)).ceil() as i64 + 7);
    let way = Duration::days(days.round() as i64);
    let (day, bounds, word) = if back {
        let earliest = edge.checked_sub_signed(reach)?;
        (edge.checked_sub_signed(way)?, Span { earliest, latest: edge }, "before")
    } else {
        let latest = edge.checked_add_signed(reach)?;
        (edge.checked_add_signed(way)?, Span { earliest: edge, latest }, "after")
    };
    let sentence = format!("it stands {word} an article of {} in the order of the files", day_words(edge));
    Some(Place { day, spread: days + pace, bounds, sentence })
}

impl Place {
    /// Narrowed by the clock and by the days that the text names as past or as to come.
    fn narrowed(mut self, facts: &ArticleFacts, now: NaiveDate) -> Option<Self> {
        self.bounds.latest = self.bounds.latest.min(now);
        if self.bounds.earliest > self.bounds.latest {
            return None;
        }
        let clues = gather(facts, now);
        let lower = clues.lower.filter(|(_, span)| span.days() == 0).map(|(day, _)| day);
        let past = clues.named.iter().filter(|named| named.tense == Tense::Past);
        let earliest = past.flat_map(|named| self.days_of(named)).chain(lower.filter(|day| self.holds(*day))).max();
        let ahead = clues.named.iter().filter(|named| named.tense == Tense::Future);
        let latest = ahead.flat_map(|named| self.days_of(named)).chain(clues.to_come.filter(|day| self.holds(*day))).min();
        if let (Some(earliest), Some(latest)) = (earliest, latest)
            && earliest > latest
        {
            return Some(self);
        }
        self.bounds.earliest = earliest.unwrap_or(self.bounds.earliest);
        self.bounds.latest = latest.unwrap_or(self.bounds.latest);
        self.day = self.day.clamp(self.bounds.earliest, self.bounds.latest);
        Some(self)
    }

    fn holds(&self, day: NaiveDate) -> bool {
        self.bounds.earliest <= day && day <= self.bounds.latest
    }

    /// The days within the bounds that a day without a year may be.
    fn days_of(&self, named: &NamedDay) -> Vec<NaiveDate> {
        (self.bounds.earliest.year()..=self.bounds.latest.year())
            .filter_map(|year| NaiveDate::from_ymd_opt(year, named.month.into(), named.day.into()))
            .filter(|day| self.holds(*day))
            .collect()
    }

    fn published(self) -> Published {
        let reach = Duration::days(self.spread.ceil() as i64);
        let earliest = self.day.checked_sub_signed(reach).unwrap_or(self.day).max(self.bounds.earliest);
        let latest = self.day.checked_add_signed(reach).unwrap_or(self.day).min(self.bounds.latest);
        let span = Span { earliest, latest };
        Published {
            value: self.value(span),
            earliest,
            latest,
            confidence: self.year_confidence(span),
            stated: false,
            shown: false,
            evidence: vec![self.sentence],
        }
    }

    fn value(&self, span: Span) -> String {
        match span.days() {
            0..=14 => self.day.to_string(),
            15..=120 => format!("{:04}-{:02}", self.day.year(), self.day.month()),
            _ => format!("{:04}", self.day.year()),
        }
    }

    /// The share of the span that lies in the year of the likeliest day.
    fn year_confidence(&self, span: Span) -> f32 {
        let year = self.day.year();
        let first = NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or(span.earliest).max(span.earliest);
        let last = NaiveDate::from_ymd_opt(year, 12, 31).unwrap_or(span.latest).min(span.latest);
        let share = ((last - first).num_days() + 1) as f32 / (span.days() + 1) as f32;
        (share * 0.98).clamp(0.05, 0.98)
    }
}
