//! TIMEX3 values as a type: everything that is written is printed from here, so that it is well formed.

use super::expression::{Amount, Clock, DayPart, Reference, Season, Unit};
use chrono::{Datelike, Days, NaiveDate};
use std::fmt;

/// A TIMEX3 value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Value {
    /// Past, present or future.
    Reference(Reference),
    /// A place on the calendar, with what is not known left open.
    Calendar {
        /// The year or years.
        year: YearMark,
        /// What in it.
        point: Point,
        /// Time of day.
        clock: Option<Clock>,
    },
    /// A length of time.
    Duration(Vec<(Amount, Unit)>),
}

/// A year, or what is known of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum YearMark {
    /// `XXXX`
    Open,
    /// A year; 0 is 1 BC.
    Year(i32),
    /// The decade that begins in this year (for years BC: the digits without the last).
    Decade(i32),
    /// Centuries by their leading digits: 19 for the twentieth; for years BC `Century(-3)` is `BC03`.
    Century(i32, bool),
    /// `FY1989`
    Fiscal(i32),
}

/// A part of a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Point {
    /// The year itself.
    Whole,
    /// Month, 0 when it is open, and day, 0 when it is open.
    Day(u8, u8),
    /// Month, 0 when it is open.
    Month(u8),
    /// ISO week (0 when it is open) with what in it.
    Week(u8, InWeek),
    /// A season.
    Season(Season),
    /// A quarter, 0 when it is open.
    Quarter(u8),
    /// A half, 0 when it is open.
    Half(u8),
}

/// A part of a week.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum InWeek {
    /// The week itself.
    Whole,
    /// The weekend.
    Weekend,
    /// A day, 1 (Monday) to 7.
    Day(u8),
}

impl Value {
    /// A day of the calendar.
    pub(super) fn day(date: NaiveDate) -> Self {
        let point = Point::Day(date.month() as u8, date.day() as u8);
        Self::Calendar { year: YearMark::Year(date.year()), point, clock: None }
    }

    /// A place on the calendar without a time of day.
    pub(super) const fn calendar(year: YearMark, point: Point) -> Self {
        Self::Calendar { year, point, clock: None }
    }

    /// First and last day on the calendar, if the value stands on it.
    pub(super) fn days(&self) -> Option<(NaiveDate, NaiveDate)> {
        let Self::Calendar { year, point, .. } = self else { return None };
        match (*year, *point) {
            (YearMark::Decade(first), Point::Whole) if first > 0 => years(first, first.checked_add(9)?),
            (YearMark::Century(lead, false), Point::Whole) => {
                years(lead.checked_mul(100)?, lead.checked_mul(100)?.checked_add(99)?)
            }
            (YearMark::Year(year) | YearMark::Fiscal(year), point) => point_days(year, point),
            _ => None,
        }
    }
}

fn years(first: i32, last: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(first, 1, 1)?, NaiveDate::from_ymd_opt(last, 12, 31)?))
}

fn months(year: i32, first: u8, last: u8) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year, first.into(), 1)?, last_of_month(year, last)?))
}

fn last_of_month(year: i32, month: u8) -> Option<NaiveDate> {
    let (year, month) = if month >= 12 { (year.checked_add(1)?, 1) } else { (year, month + 1) };
    NaiveDate::from_ymd_opt(year, month.into(), 1)?.pred_opt()
}

fn point_days(year: i32, point: Point) -> Option<(NaiveDate, NaiveDate)> {
    match point {
        Point::Whole | Point::Month(0) | Point::Day(0, _) => years(year, year),
        Point::Month(month) | Point::Day(month, 0) => months(year, month, month),
        Point::Day(month, day) => {
            NaiveDate::from_ymd_opt(year, month.into(), day.into()).map(|date| (date, date))
        }
        Point::Quarter(0) | Point::Half(0) | Point::Week(0, _) => years(year, year),
        Point::Quarter(quarter) => months(year, quarter * 3 - 2, quarter * 3),
        Point::Half(half) => months(year, half * 6 - 5, half * 6),
        Point::Season(Season::Spring) => months(year, 3, 5),
        Point::Season(Season::Summer) => months(year, 6, 8),
        Point::Season(Season::Autumn) => months(year, 9, 11),
        Point::Season(Season::Winter) => {
            Some((NaiveDate::from_ymd_opt(year, 12, 1)?, last_of_month(year.checked_add(1)?, 2)?))
        }
        Point::Week(week, part) => {
            let monday = NaiveDate::from_isoywd_opt(year, week.into(), chrono::Weekday::Mon)?;
            let (first, last) = match part {
                InWeek::Whole => (0, 6),
                InWeek::Weekend => (5, 6),
                InWeek::Day(day) => (u64::from(day) - 1, u64::from(day) - 1),
            };
            Some((monday.checked_add_days(Days::new(first))?, monday.checked_add_days(Days::new(last))?))
        }
    }
}

impl fmt::Display for Value {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Reference(Reference::Past) => out.write_str("PAST_REF"),
            Self::Reference(Reference::Present) => out.write_str("PRESENT_REF"),
            Self::Reference(Reference::Future) => out.write_str("FUTURE_REF"),
            Self::Calendar { year, point, clock } => {
                write!(out, "{year}{point}")?;
                if let Some(clock) = clock {
                    write_clock(*clock, out)?;
                }
                Ok(())
            }
            Self::Duration(lengths) => write_duration(lengths, out),
        }
    }
}

impl fmt::Display for YearMark {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        match *self {
            Self::Open => out.write_str("XXXX"),
            Self::Year(year) if year > 0 => write!(out, "{year:04}"),
            Self::Year(year) => write!(out, "BC{:04}", 1 - i64::from(year)),
            Self::Decade(year) if year > 0 => write!(out, "{:03}", year / 10),
            Self::Decade(year) => write!(out, "BC{:03}", (1 - i64::from(year)) / 10),
            Self::Century(lead, false) => write!(out, "{lead:02}"),
            Self::Century(lead, true) => write!(out, "BC{lead:02}"),
            Self::Fiscal(year) => write!(out, "FY{:04}", year.max(0)),
        }
    }
}

impl fmt::Display for Point {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let number = |n: u8| if n == 0 { "XX".to_owned() } else { format!("{n:02}") };
        let digit = |n: u8| if n == 0 { "X".to_owned() } else { n.to_string() };
        match *self {
            Self::Whole => Ok(()),
            Self::Day(month, day) => write!(out, "-{}-{}", number(month), number(day)),
            Self::Month(month) => write!(out, "-{}", number(month)),
            Self::Week(week, InWeek::Whole) => write!(out, "-W{}", number(week)),
            Self::Week(week, InWeek::Weekend) => write!(out, "-W{}-WE", number(week)),
            Self::Week(week, InWeek::Day(day)) => write!(out, "-W{}-{day}", number(week)),
            Self::Season(season) => write!(out, "-{}", season_name(season)),
            Self::Quarter(quarter) => write!(out, "-Q{}", digit(quarter)),
            Self::Half(half) => write!(out, "-H{}", digit(half)),
        }
    }
}

const fn season_name(season: Season) -> &'static str {
    match season {
        Season::Spring => "SP",
        Season::Summer => "SU",
        Season::Autumn => "FA",
        Season::Winter => "WI",
    }
}

const fn part_name(part: DayPart) -> &'static str {
    match part {
        DayPart::Morning => "MO",
        DayPart::Midday => "MI",
        DayPart::Afternoon => "AF",
        DayPart::Evening => "EV",
        DayPart::Night => "NI",
        DayPart::Daytime => "DT",
    }
}

fn write_clock(clock: Clock, out: &mut fmt::Formatter<'_>) -> fmt::Result {
    match clock {
        Clock::Part(part) => write!(out, "T{}", part_name(part)),
        Clock::At { hour, minute: None, .. } => write!(out, "T{hour:02}"),
        Clock::At { hour, minute: Some(minute), second: None } => write!(out, "T{hour:02}:{minute:02}"),
        Clock::At { hour, minute: Some(minute), second: Some(second) } => {
            write!(out, "T{hour:02}:{minute:02}:{second:02}")
        }
    }
}

const fn unit_code(unit: Unit) -> &'static str {
    match unit {
        Unit::Second => "S",
        Unit::Minute | Unit::Month => "M",
        Unit::Hour => "H",
        Unit::Day => "D",
        Unit::Weekend => "WE",
        Unit::Week => "W",
        Unit::Quarter => "Q",
        Unit::Year => "Y",
        Unit::Decade => "DE",
        Unit::Century => "CE",
        Unit::Millennium => "ML",
    }
}

fn write_duration(lengths: &[(Amount, Unit)], out: &mut fmt::Formatter<'_>) -> fmt::Result {
    out.write_str("P")?;
    let mut timed = false;
    for (amount, unit) in lengths {
        if *unit <= Unit::Hour && !timed {
            out.write_str("T")?;
            timed = true;
        }
        match amount {
            Amount::Whole(number) => write!(out, "{number}")?,
            Amount::Decimal(number) => out.write_str(number)?,
            Amount::Vague => out.write_str("X")?,
        }
        out.write_str(unit_code(*unit))?;
    }
    if lengths.is_empty() { out.write_str("XX") } else { Ok(()) }
}
