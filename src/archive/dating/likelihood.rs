//! How likely a month of publication is, given the days, months and years that a text speaks of.
//!
//! For each way of naming a date (day, month or year; as past, as to come, or neither) a table tells how often an
//! article appeared so many months after the latest date that it names in this way. The tables were counted on weblog
//! articles of known date and rounded; the ways overlap, so each weighs less than independent evidence would.

use super::clues::{Clues, Grain};
use super::inferred::falls_on;
use crate::analysis::date::Tense;

/// Shares, in percent, of the stretches between [`DAY_EDGES`] or [`YEAR_EDGES`].
type Shares = [u8; 14];

/// Where the stretches of the tables for days and months begin, in months after the month named.
const DAY_EDGES: [i32; 15] = [FAR_BEFORE, -24, -12, -6, -2, -1, 0, 1, 2, 4, 7, 13, 25, 49, FAR_AFTER];

/// Where the stretches of the tables for years begin, in months after the January of the year named.
const YEAR_EDGES: [i32; 15] = [FAR_BEFORE, -24, -12, -6, -2, 0, 3, 6, 9, 12, 24, 36, 48, 72, FAR_AFTER];

const FAR_BEFORE: i32 = i32::MIN;
const FAR_AFTER: i32 = i32::MAX;

const fn table(grain: Grain, tense: Tense) -> (&'static Shares, &'static [i32; 15]) {
    let shares = match (grain, tense) {
        (Grain::Day, Tense::Future) => &[1, 1, 1, 13, 9, 36, 26, 4, 2, 2, 1, 2, 1, 1],
        (Grain::Day, Tense::Past) => &[1, 1, 1, 1, 4, 9, 27, 20, 14, 4, 3, 5, 4, 6],
        (Grain::Day, Tense::None) => &[10, 3, 1, 6, 9, 12, 16, 12, 10, 4, 6, 4, 3, 4],
        (Grain::Month, Tense::Future) => &[1, 4, 14, 20, 8, 14, 8, 9, 4, 3, 8, 4, 2, 1],
        (Grain::Month, Tense::Past) => &[1, 1, 1, 3, 1, 4, 7, 6, 8, 15, 23, 16, 10, 4],
        (Grain::Month, Tense::None) => &[1, 1, 1, 4, 2, 9, 14, 7, 13, 14, 14, 12, 4, 4],
        (Grain::Year, Tense::Future) => &[10, 3, 2, 2, 12, 16, 16, 8, 11, 10, 2, 2, 3, 3],
        (Grain::Year, Tense::Past) => &[2, 2, 2, 2, 5, 6, 10, 8, 8, 22, 10, 6, 7, 10],
        (Grain::Year, Tense::None) => &[4, 1, 1, 4, 5, 12, 14, 10, 14, 22, 4, 2, 2, 5],
    };
    (shares, if matches!(grain, Grain::Year) { &YEAR_EDGES } else { &DAY_EDGES })
}

/// How likely it is that an article appears so many months after the month of a day that it names without a year,
/// as past and as to come, in percent; the last is the month before.
const MONTHS_AFTER_PAST: [u8; 12] = [50, 15, 7, 4, 3, 2, 2, 2, 2, 3, 4, 6];
const MONTHS_AFTER_FUTURE: [u8; 12] = [50, 4, 2, 2, 2, 2, 2, 3, 4, 6, 9, 14];

/// The share of its own weight that each piece of evidence gets, since they are not independent.
const TEMPER: f64 = 0.8;

/// The same for days without a year.
const TEMPER_NAMED: f64 = 0.7;

/// The same for months without a year, which are named from farther away.
const TEMPER_NAMED_MONTH: f64 = 0.5;

/// So many of the days without a year are weighed, the first of the text.
const NAMED_DAYS: usize = 4;

/// The probability that a day named with its weekday does not fall on it, by an error of the text.
const WRONG_WEEKDAY: f64 = 0.01;

/// In so many years the weight of a year halves where nothing else is known: more is kept of late years than of early.
const HALF_LIFE: f64 = 12.0;

/// A month, counted from January of the year 0, with its probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LikelyMonth {
    pub(super) month: i32,
    pub(super) probability: f64,
}

/// A year with its probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct LikelyYear {
    pub(super) year: i32,
    pub(super) probability: f64,
}

/// The probabilities of the months from the January of `first` to the month `last`, in order; they sum to 1.
pub(super) fn likely_months(clues: &Clues, first: i32, last: i32) -> Vec<LikelyMonth> {
    let mut logs = Vec::new();
    for year in first..=last.div_euclid(12) {
        let of_year = log_of_year(clues, year, last.div_euclid(12));
        let months = (year * 12..=year * 12 + 11).take_while(|month| *month <= last);
        logs.extend(months.map(|month| (month, of_year + log_of_month(clues, month))));
    }
    let most = logs.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = logs.iter().map(|(_, log)| (log - most).exp()).sum();
    logs.into_iter()
        .map(|(month, log)| LikelyMonth { month, probability: (log - most).exp() / total })
        .collect()
}

/// The years of months in order, with the sums of their probabilities.
pub(super) fn years_of(months: &[LikelyMonth]) -> Vec<LikelyYear> {
    months
        .chunk_by(|one, next| one.month.div_euclid(12) == next.month.div_euclid(12))
        .filter_map(|months| {
            let year = months.first()?.month.div_euclid(12);
            Some(LikelyYear { year, probability: months.iter().map(|month| month.probability).sum() })
        })
        .collect()
}

fn log_of_year(clues: &Clues, year: i32, last: i32) -> f64 {
    let wrong = clues.weekdays.iter().filter(|named| !falls_on(year, named)).count();
    let age = f64::from(last - year) / HALF_LIFE * 0.5_f64.ln();
    let prior = match &clues.company {
        Some(kept) => kept.log(year),
        None if clues.named_years.is_empty() && clues.titled.is_none() => age,
        None => 0.0,
    };
    let titled =
        clues.titled.map_or(0.0, |(titled, tense)| TEMPER * share_after_title(year - titled, tense).ln());
    wrong as f64 * WRONG_WEEKDAY.ln() + prior + titled
}

/// How likely it is that an article appears so many years after the latest year that its title names: most titles
/// name their own year; a review may come in the year after, and what is planned is told of in the year before.
fn share_after_title(years: i32, tense: Tense) -> f64 {
    let (before, same, after) = match tense {
        Tense::None => (0.04, 0.88, 0.06),
        Tense::Past => (0.01, 0.66, 0.30),
        Tense::Future => (0.28, 0.66, 0.03),
    };
    match years {
        ..=-2 => 0.01 * 0.4_f64.powi(-2 - years),
        -1 => before,
        0 => same,
        1 => after,
        2.. => 0.01 * 0.6_f64.powi(years - 2),
    }
}

fn log_of_month(clues: &Clues, month: i32) -> f64 {
    let dated = clues.named_years.iter().map(|((grain, tense), named)| {
        let (shares, edges) = table(*grain, *tense);
        TEMPER * density(shares, edges, month - named).ln()
    });
    let named = clues
        .named
        .iter()
        .take(NAMED_DAYS)
        .map(|named| TEMPER_NAMED * log_after((named.month, named.tense), month));
    let months = clues.named_months.iter().take(NAMED_DAYS);
    let months = months.map(|named| TEMPER_NAMED_MONTH * log_after(*named, month));
    dated.sum::<f64>() + named.sum::<f64>() + months.sum::<f64>()
}

/// The density for one month; the first and the last stretch thin out into the distance.
fn density(shares: &Shares, edges: &[i32; 15], after: i32) -> f64 {
    let stretch = edges.partition_point(|edge| *edge <= after).clamp(1, 14) - 1;
    let share = f64::from(shares[stretch]) / 100.0;
    match stretch {
        0 => share / 24.0 * 0.97_f64.powi(edges[1] - after),
        13 => share / 60.0 * 0.985_f64.powi(after - edges[13]),
        _ => share / f64::from(edges[stretch + 1] - edges[stretch]),
    }
}

fn log_after((named, tense): (u8, Tense), month: i32) -> f64 {
    let after = (month + 1 - i32::from(named)).rem_euclid(12) as usize;
    let shares = if tense == Tense::Future { &MONTHS_AFTER_FUTURE } else { &MONTHS_AFTER_PAST };
    (f64::from(shares[after]) / 100.0).ln()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_table_sums_to_about_one() {
        for grain in [Grain::Day, Grain::Month, Grain::Year] {
            for tense in [Tense::Past, Tense::Future, Tense::None] {
                let sum: u32 = table(grain, tense).0.iter().map(|share| u32::from(*share)).sum();
                assert!((97..=103).contains(&sum), "{grain:?} {tense:?} {sum}");
            }
        }
    }

    #[test]
    fn probabilities_sum_to_one_and_a_day_past_pulls_to_its_own_months() {
        let mut clues = Clues::default();
        clues.named_years.push(((Grain::Day, Tense::Past), 2014 * 12 + 5));
        let months = likely_months(&clues, 2000, 2026 * 12);
        let sum: f64 = months.iter().map(|month| month.probability).sum();
        assert!((sum - 1.0).abs() < 1e-9);
        let best = years_of(&months).into_iter().max_by(|a, b| a.probability.total_cmp(&b.probability));
        assert_eq!(best.map(|best| best.year), Some(2014));
    }
}
