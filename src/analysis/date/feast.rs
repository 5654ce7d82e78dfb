//! The day of a feast in a year.

use super::expression::Holiday;
use chrono::{Datelike, Days, NaiveDate, Weekday};

/// The day on which a feast falls in a year.
pub(super) fn feast_day(holiday: Holiday, year: i32) -> Option<NaiveDate> {
    match holiday {
        Holiday::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month.into(), day.into()),
        Holiday::Nth(month, nth, weekday) => nth_weekday(year, month, nth, weekday),
        Holiday::Easter(days) => shifted(easter(year)?, days.into()),
        Holiday::ElectionDay => shifted(nth_weekday(year, 11, 1, 1)?, 1),
    }
}

fn shifted(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let count = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(count) } else { date.checked_add_days(count) }
}

fn nth_weekday(year: i32, month: u8, nth: u8, weekday: u8) -> Option<NaiveDate> {
    let weekday = weekday_of(weekday)?;
    (1..=nth).rev().find_map(|nth| NaiveDate::from_weekday_of_month_opt(year, month.into(), weekday, nth))
}

/// The weekday of a number from 1 (Monday) to 7.
pub(super) fn weekday_of(number: u8) -> Option<Weekday> {
    Weekday::try_from(number.checked_sub(1)?).ok()
}

/// Easter Sunday of the Gregorian calendar, by the computation of Gauss as Meeus gives it.
fn easter(year: i32) -> Option<NaiveDate> {
    let golden = year.rem_euclid(19);
    let (century, rest) = (year.div_euclid(100), year.rem_euclid(100));
    let correction = (century - (century + 8).div_euclid(25) + 1).div_euclid(3);
    let moon = (19 * golden + century - century.div_euclid(4) - correction + 15).rem_euclid(30);
    let week = (32 + 2 * century.rem_euclid(4) + 2 * (rest / 4) - moon - rest % 4).rem_euclid(7);
    let late = (golden + 11 * moon + 22 * week).div_euclid(451);
    let sum = moon + week - 7 * late + 114;
    NaiveDate::from_ymd_opt(year, (sum / 31) as u32, (sum % 31 + 1) as u32)
}

/// Whether a date is on a day of the week, from 1 (Monday) to 7.
pub(super) fn is_weekday(date: NaiveDate, weekday: u8) -> bool {
    date.weekday().number_from_monday() == u32::from(weekday)
}
