//! The year of a month, day or season that is named without one, next to the day of publication.

use super::expression::{Season, Tense};
use super::feast::is_weekday;
use chrono::{Datelike, NaiveDate};

/// The year of a month: the verb decides; without one the nearest, the past before the future.
pub(super) fn month_year(now: NaiveDate, month: u8, tense: Tense) -> i32 {
    let (current, month) = (now.month() as i32, i32::from(month));
    match tense {
        Tense::Past if month > current + 1 => now.year() - 1,
        Tense::Future if month < current => now.year() + 1,
        Tense::None if month - current > 6 => now.year() - 1,
        Tense::None if current - month > 9 => now.year() + 1,
        _ => now.year(),
    }
}

/// The year of a day of a month: one that makes the weekday right, else by the verb, else the nearest.
pub(super) fn day_in_year(now: NaiveDate, (month, day): (u8, u8), weekday: u8, tense: Tense) -> i32 {
    let years = [now.year(), now.year() - 1, now.year() + 1];
    let on = |year: i32| NaiveDate::from_ymd_opt(year, month.into(), day.into());
    let distance = |year: i32| on(year).map_or(i64::MAX, |date| (date - now).num_days().abs());
    let nearest = years.into_iter().min_by_key(|year| distance(*year)).unwrap_or(now.year());
    if weekday > 0
        && let Some(year) = years
            .into_iter()
            .filter(|year| on(*year).is_some_and(|d| is_weekday(d, weekday)))
            .min_by_key(|y| distance(*y))
    {
        return year;
    }
    match tense {
        Tense::Past if on(nearest).is_some_and(|date| date > now) && distance(nearest) > 90 => nearest - 1,
        Tense::Future if on(nearest).is_some_and(|date| date < now) && distance(nearest) > 90 => nearest + 1,
        _ => nearest,
    }
}

/// The year of a season.
pub(super) fn season_year(now: NaiveDate, season: Season, tense: Tense) -> i32 {
    let first = match season {
        Season::Spring => 3,
        Season::Summer => 6,
        Season::Autumn => 9,
        Season::Winter => 12,
    };
    match tense {
        _ if season == Season::Winter && now.month() < 6 => now.year() - 1,
        Tense::Past if first > now.month() => now.year() - 1,
        Tense::Future if first + 2 < now.month() => now.year() + 1,
        _ => now.year(),
    }
}
