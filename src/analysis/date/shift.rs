//! Counting units from a day.

use super::expression::Unit;
use super::value::{InWeek, Point, Value, YearMark};
use chrono::{Datelike, Days, Months, NaiveDate};

/// So many units after a day (before it, when `steps` is negative). Units under a day stay on the day.
pub(super) fn step(day: NaiveDate, unit: Unit, steps: i64) -> Option<NaiveDate> {
    let by_days = |days: i64| {
        let count = Days::new(days.unsigned_abs());
        if days < 0 { day.checked_sub_days(count) } else { day.checked_add_days(count) }
    };
    let by_months = |months: i64| {
        let count = Months::new(u32::try_from(months.unsigned_abs()).ok()?);
        if months < 0 { day.checked_sub_months(count) } else { day.checked_add_months(count) }
    };
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour => Some(day),
        Unit::Day => by_days(steps),
        Unit::Week | Unit::Weekend => by_days(steps.checked_mul(7)?),
        Unit::Month => by_months(steps),
        Unit::Quarter => by_months(steps.checked_mul(3)?),
        Unit::Year => by_months(steps.checked_mul(12)?),
        Unit::Decade => by_months(steps.checked_mul(120)?),
        Unit::Century => by_months(steps.checked_mul(1200)?),
        Unit::Millennium => by_months(steps.checked_mul(12_000)?),
    }
}

/// The unit of time that holds a day.
pub(super) fn place_of_unit(day: NaiveDate, unit: Unit) -> Value {
    let year = YearMark::Year(day.year());
    match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Value::day(day),
        Unit::Week => {
            let week = day.iso_week();
            Value::calendar(YearMark::Year(week.year()), Point::Week(week.week() as u8, InWeek::Whole))
        }
        Unit::Weekend => {
            let week = day.iso_week();
            Value::calendar(YearMark::Year(week.year()), Point::Week(week.week() as u8, InWeek::Weekend))
        }
        Unit::Month => Value::calendar(year, Point::Month(day.month() as u8)),
        Unit::Quarter => Value::calendar(year, Point::Quarter((day.month0() / 3 + 1) as u8)),
        Unit::Year => Value::calendar(year, Point::Whole),
        Unit::Decade => Value::calendar(YearMark::Decade(decade(day.year())), Point::Whole),
        Unit::Century | Unit::Millennium => Value::calendar(century(day.year()), Point::Whole),
    }
}

const fn decade(year: i32) -> i32 {
    if year > 0 { year - year % 10 } else { 1 - ((1 - year) / 10) * 10 }
}

const fn century(year: i32) -> YearMark {
    if year > 0 { YearMark::Century(year / 100, false) } else { YearMark::Century((1 - year) / 100, true) }
}
