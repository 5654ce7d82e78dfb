//! How likely a year of publication is, given the years that a text speaks of.
//!
//! For each way of naming a date (day, month or year; as past, as to come, or neither) the table tells how often an
//! article that names a year *y* at the latest in this way appeared in *y* − 3 or before, … *y*, … *y* + 8 or later.
//! The tables were counted on weblog articles of known date and rounded; they overlap, so they are weighed less than
//! independent evidence would be.

use super::clues::{Clues, Grain};
use super::inferred::falls_on;
use crate::analysis::date::Tense;

/// Percentages for the years from three before to eight after the year named.
type Offsets = [u8; 12];

const fn table(grain: Grain, tense: Tense) -> &'static Offsets {
    match (grain, tense) {
        (Grain::Day, Tense::Future) => &[1, 1, 9, 77, 4, 4, 1, 1, 1, 1, 1, 2],
        (Grain::Day, Tense::Past) => &[1, 2, 3, 68, 7, 6, 3, 1, 1, 1, 1, 6],
        (Grain::Day, Tense::None) => &[5, 2, 4, 55, 12, 6, 2, 2, 4, 1, 1, 6],
        (Grain::Month, Tense::Future) => &[1, 1, 22, 47, 16, 6, 1, 1, 1, 1, 1, 2],
        (Grain::Month, Tense::Past) => &[1, 1, 3, 35, 37, 9, 7, 4, 2, 1, 1, 2],
        (Grain::Month, Tense::None) => &[1, 1, 2, 49, 32, 5, 4, 1, 1, 1, 1, 4],
        (Grain::Year, Tense::Future) => &[12, 2, 11, 53, 9, 2, 1, 3, 2, 1, 2, 2],
        (Grain::Year, Tense::Past) => &[2, 1, 8, 30, 22, 10, 6, 4, 4, 3, 1, 9],
        (Grain::Year, Tense::None) => &[5, 1, 9, 49, 21, 4, 1, 2, 1, 1, 1, 7],
    }
}

/// The share of its own weight that each piece of evidence gets, since they are not independent.
const TEMPER: f64 = 0.8;

/// The probability that a day named with its weekday does not fall on it, by an error of the text.
const WRONG_WEEKDAY: f64 = 0.01;

/// In so many years the weight of a year halves where nothing else is known: more is kept of late years than of early.
const HALF_LIFE: f64 = 12.0;

/// A year with its probability.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Likely {
    pub(super) year: i32,
    pub(super) probability: f64,
}

/// The probabilities of the years from `first` to `last`, in order of the years; they sum to 1.
pub(super) fn likely_years(clues: &Clues, first: i32, last: i32) -> Vec<Likely> {
    let logs: Vec<(i32, f64)> = (first..=last).map(|year| (year, log_weight(clues, year, last))).collect();
    let most = logs.iter().map(|(_, log)| *log).fold(f64::NEG_INFINITY, f64::max);
    let total: f64 = logs.iter().map(|(_, log)| (log - most).exp()).sum();
    logs.into_iter().map(|(year, log)| Likely { year, probability: (log - most).exp() / total }).collect()
}

fn log_weight(clues: &Clues, year: i32, last: i32) -> f64 {
    let named: f64 = clues
        .years
        .iter()
        .map(|((grain, tense), named)| TEMPER * share(table(*grain, *tense), year - named).ln())
        .sum();
    let weekdays: f64 =
        clues.weekdays.iter().filter(|named| !falls_on(year, named)).map(|_| WRONG_WEEKDAY.ln()).sum();
    let age = f64::from(last - year) / HALF_LIFE * 0.5_f64.ln();
    let prior = if clues.years.is_empty() { age } else { age / 4.0 };
    named + weekdays + prior
}

/// The share of one offset; the last percentage on each side is spread over the years beyond.
fn share(offsets: &Offsets, offset: i32) -> f64 {
    let percent = |index: usize| f64::from(offsets[index]) / 100.0;
    match offset {
        ..=-3 => percent(0) / 3.0 * 0.6_f64.powi(-3 - offset),
        8.. => percent(11) / 6.0 * 0.9_f64.powi(offset - 8),
        _ => percent((offset + 3) as usize),
    }
}
