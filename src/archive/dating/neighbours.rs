//! Neighbours in file order: where the dated articles of an archive follow each other in time, those between two of
//! them lie between their days. Where the order is not that of time, nothing is concluded from it.
//!
//! Of several articles spread by chance between two days, the place in the row tells the likeliest day of each and how
//! far it may lie from it (the order statistics of a uniform spread).

use super::super::facts::ArticleFacts;
use super::super::model::Published;
use super::astray::{Astray, in_order};
use super::clues::{Clues, gather, last_day};
use super::inferred::falls_on;
use super::span::{Span, day_words};
use crate::analysis::date::Tense;
use chrono::{Datelike, Duration, NaiveDate};

/// Share of the dated articles that must stand in order of time for the order to be believed.
const ORDERLY: f64 = 0.8;

/// Bounds undated articles by the dated ones around them, folder by folder.
pub(super) fn bound_by_neighbours(facts: &[ArticleFacts], decided: &mut [Option<Published>], now: NaiveDate) {
    let mut rest = decided;
    for row in facts.chunk_by(|one, next| folder(one) == folder(next)) {
        let (here, after) = rest.split_at_mut(row.len());
        bound_row(row, here, now);
        rest = after;
    }
}

fn folder(facts: &ArticleFacts) -> &str {
    facts.key.path.rsplit_once('/').map_or("", |(folder, _)| folder)
}

fn bound_row(facts: &[ArticleFacts], decided: &mut [Option<Published>], now: NaiveDate) {
    let all = dated_articles(decided);
    let dated = in_order(&all);
    if dated.len() < 3 || (dated.len() as f64) < ORDERLY * all.len() as f64 {
        return;
    }
    let astray = Astray::of(all.len(), &dated);
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
            let placed = place.published(facts, &astray, now);
            *slot = if astray.share > 0.0 { surer(placed, slot.take()) } else { placed.or(slot.take()) };
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

/// In a row with articles gone astray the place decides, unless the text and the company of the article are surer.
fn surer(placed: Option<Published>, inferred: Option<Published>) -> Option<Published> {
    match (placed, inferred) {
        (Some(placed), Some(inferred)) if inferred.confidence > placed.confidence => Some(inferred),
        (placed, inferred) => placed.or(inferred),
    }
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
    bounds: Span,
    /// Articles of the row between the bounds that stand before this one, and after it.
    before: f64,
    after: f64,
    sentence: String,
}

fn between(index: usize, first: (usize, Span), last: (usize, Span)) -> Option<Place> {
    let bounds = Span { earliest: first.1.earliest, latest: last.1.latest };
    if bounds.earliest > bounds.latest {
        return None;
    }
    let sentence = format!(
        "it stands between an article of {} and one of {} in the order of the files",
        day_words(bounds.earliest),
        day_words(bounds.latest)
    );
    Some(Place { bounds, before: (index - first.0 - 1) as f64, after: (last.0 - index - 1) as f64, sentence })
}

/// An article beyond the last (or before the first) dated one: so many steps at the usual pace.
fn beyond(steps: usize, edge: NaiveDate, pace: f64, back: bool) -> Option<Place> {
    let reach = Duration::days((2.0 * pace * (steps + 1) as f64).ceil().min(36_500.0) as i64 + 7);
    let (bounds, word) = if back {
        (Span { earliest: edge.checked_sub_signed(reach)?, latest: edge }, "before")
    } else {
        (Span { earliest: edge, latest: edge.checked_add_signed(reach)? }, "after")
    };
    let sentence = format!("it stands {word} an article of {} in the order of the files", day_words(edge));
    let (near, far) = ((steps - 1) as f64, steps as f64);
    Some(if back {
        Place { bounds, before: far, after: near, sentence }
    } else {
        Place { bounds, before: near, after: far, sentence }
    })
}

/// The longest gap, in days, that the days are weighed one by one for.
const LONGEST_GAP: i64 = 20_000;

impl Place {
    /// The date of the article: the days between its neighbours, weighed by its place in the row and by the days that
    /// its text names.
    fn published(mut self, facts: &ArticleFacts, astray: &Astray, now: NaiveDate) -> Option<Published> {
        let now = last_day(facts, now);
        let steps = self.bounds.days();
        self.bounds.latest = self.bounds.latest.min(now);
        if self.bounds.earliest > self.bounds.latest || steps > LONGEST_GAP {
            return None;
        }
        let clues = gather(facts, now);
        let logs: Vec<(NaiveDate, f64)> = self
            .bounds
            .earliest
            .iter_days()
            .take_while(|day| *day <= self.bounds.latest)
            .map(|day| (day, self.log_place(day, steps) + log_named(&clues, day)))
            .collect();
        let fits: f64 = logs.iter().map(|(day, _)| log_named(&clues, *day).exp()).sum();
        let belongs = astray.belongs(fits / logs.len().max(1) as f64, |day| log_named(&clues, day).exp());
        let weights = Weights::of(&logs)?;
        let day = weights.quantile(0.5);
        let span = weights.around(day, now);
        Some(Published {
            value: value(day, span).into(),
            earliest: span.earliest,
            latest: span.latest,
            confidence: (weights.of_year(day.year()) * belongs * 0.98).clamp(0.02, 0.98) as f32,
            stated: false,
            shown: false,
            evidence: [self.sentence].into(),
        })
    }

    /// The density of the place in the row at a day, as a logarithm.
    fn log_place(&self, day: NaiveDate, steps: i64) -> f64 {
        let share = ((day - self.bounds.earliest).num_days() as f64 + 0.5) / (steps as f64 + 1.0);
        self.before * share.ln() + self.after * (1.0 - share).ln()
    }
}

/// How well a day of publication goes with the days that the text names, as a logarithm.
fn log_named(clues: &Clues, day: NaiveDate) -> f64 {
    let named = clues.named.iter().filter_map(|named| {
        let years = [day.year() - 1, day.year(), day.year() + 1];
        let on = |year: i32| NaiveDate::from_ymd_opt(year, named.month.into(), named.day.into());
        let right = |date: &NaiveDate| named.weekday == 0 || falls_on(date.year(), named);
        let nearest =
            years.into_iter().filter_map(on).filter(right).min_by_key(|date| (*date - day).num_days().abs());
        nearest.map(|date| log_distance((day - date).num_days(), named.tense))
    });
    let dated = clues.days.iter().map(|(date, tense)| log_distance((day - *date).num_days(), *tense));
    let months = clues.months.iter().map(|first| if day < *first { -1.0 } else { 0.0 });
    0.6 * (named.sum::<f64>() + dated.sum::<f64>() + months.sum::<f64>())
}

/// The density of a publication so many days after a day that the text names, as a logarithm; never very low, since
/// a text may name any day.
fn log_distance(days: i64, tense: Tense) -> f64 {
    let near = |days: i64, scale: f64| if days < 0 { 0.0 } else { (-(days as f64) / scale).exp() };
    let density = match tense {
        Tense::Past => near(days, 10.0) + 0.3 * near(-days, 10.0),
        Tense::Future => near(-days, 20.0) + 0.3 * near(days, 10.0),
        Tense::None => 0.6 * near(days, 15.0) + 0.6 * near(-days, 15.0),
    };
    (0.15 + density).ln()
}

/// Days with their probabilities.
struct Weights {
    days: Vec<(NaiveDate, f64)>,
}

impl Weights {
    fn of(logs: &[(NaiveDate, f64)]) -> Option<Self> {
        let most = logs.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
        let total: f64 = logs.iter().map(|(_, log)| (log - most).exp()).sum();
        let days = logs.iter().map(|(day, log)| (*day, (log - most).exp() / total)).collect();
        (total.is_finite() && total > 0.0).then_some(Self { days })
    }

    /// The day before which this share of the probability lies.
    fn quantile(&self, share: f64) -> NaiveDate {
        let mut sum = 0.0;
        for (day, weight) in &self.days {
            sum += weight;
            if sum >= share {
                return *day;
            }
        }
        self.days.last().map_or(NaiveDate::MIN, |(day, _)| *day)
    }

    /// A span around a day, as long before it as after it, in which the article almost surely lies.
    fn around(&self, day: NaiveDate, now: NaiveDate) -> Span {
        let (early, late) = (self.quantile(0.04), self.quantile(0.96));
        let reach = (late - early).num_days().div_euclid(2) + 1;
        let reach = Duration::days(reach);
        Span {
            earliest: day.checked_sub_signed(reach).unwrap_or(early),
            latest: day.checked_add_signed(reach).unwrap_or(late).min(now),
        }
    }

    fn of_year(&self, year: i32) -> f64 {
        self.days.iter().filter(|(day, _)| day.year() == year).map(|(_, weight)| weight).sum()
    }
}

fn value(day: NaiveDate, span: Span) -> String {
    match span.days() {
        0..=14 => day.to_string(),
        15..=120 => format!("{:04}-{:02}", day.year(), day.month()),
        _ => format!("{:04}", day.year()),
    }
}
