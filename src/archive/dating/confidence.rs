//! How sure a year is that was inferred from dates in the text.
//!
//! The likelihood weighs when articles appear after the dates that they name. It does not know what the dates are
//! there for: a year that a text names again and again is often its subject, looked back on or planned, while a day or
//! month of it named in passing stands where the writer stood. The weights were fitted on weblog articles of known
//! date, one half each, agreed, and were rounded.

use super::clues::{Clues, Grain};
use crate::analysis::date::Tense;

const BASE: f64 = 0.6;
/// The same where neither text nor title names a year: a weekday or the company of the article alone speak for one.
const BASE_WITHOUT_YEAR: f64 = 0.2;
/// For each time (as a logarithm) that the year is named.
const NAMED: f64 = -1.0;
/// For each time (as a logarithm) that a day or month of the year is named.
const NAMED_FINELY: f64 = 0.5;
/// Where the title names the year and looks back on it or ahead to it: the year beside it is nearly as likely.
const LEANING_TITLE: f64 = -0.5;

/// No inference is surer than this.
const MOST: f64 = 0.995;

/// The probability that the best year is right, from its share of the likelihood.
pub(super) fn confidence(share: f64, clues: &Clues, best: i32) -> f32 {
    let share = share.clamp(1.0 - MOST, MOST);
    let named = |fine: bool| {
        let of_best =
            clues.spoken.iter().filter(|(year, grain)| *year == best && !(fine && *grain == Grain::Year));
        (1.0 + of_best.count() as f64).ln()
    };
    let leans = clues.titled.is_some_and(|(year, tense)| year == best && tense != Tense::None);
    let title = if leans { LEANING_TITLE } else { 0.0 };
    let silent = clues.spoken.is_empty() && clues.titled.is_none();
    let base = if silent { BASE_WITHOUT_YEAR } else { BASE };
    let odds =
        (share / (1.0 - share)).ln() + base + NAMED * named(false) + NAMED_FINELY * named(true) + title;
    (1.0 / (1.0 + (-odds).exp())) as f32
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sure(share: f64, spoken: &[(i32, Grain)]) -> f32 {
        confidence(share, &Clues { spoken: spoken.to_vec(), ..Clues::default() }, 2014)
    }

    #[test]
    fn a_year_spoken_of_throughout_is_less_sure_than_a_day_of_it() {
        let day = sure(0.8, &[(2014, Grain::Day)]);
        let often = sure(0.8, &[(2014, Grain::Year); 6]);
        assert!(often < 0.6 && 0.7 < day && day < 0.9, "{often} {day}");
        assert!(sure(0.9, &[(2014, Grain::Year)]) > sure(0.5, &[(2014, Grain::Year)]));
    }

    #[test]
    fn it_is_a_probability() {
        for share in [0.0, 0.5, 1.0] {
            assert!((0.0..=1.0).contains(&sure(share, &[])));
        }
    }
}
