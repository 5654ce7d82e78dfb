//! Days, months and weekdays, and whatever else the calendar names.

use super::super::expression::{Clock, Expression, Field, Which, Year};
use super::super::meaning::Role;
use super::super::scan::Kind;
use super::cursor::{Cursor, Found};
use super::part_of_year::{feast, quarter, season, year_before_quarter};
use super::year::{
    any_year_after, century, decade, fiscal, goes_on, spelled_year, two_digit_year, year_alone,
};

const fn calendar(year: Year, field: Field) -> Expression {
    Expression::Calendar { year, field }
}

/// Whatever the calendar names at token `i`, without an article or modifier before it.
pub(super) fn calendar_at(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let token = cursor.token(i)?;
    match token.kind {
        Kind::Number => day_first(cursor, i)
            .or_else(|| decade(cursor, i))
            .or_else(|| century(cursor, i))
            .or_else(|| quarter(cursor, i))
            .or_else(|| year_before_quarter(cursor, i))
            .or_else(|| year_alone(cursor, i)),
        Kind::Mark(b'\'') => decade(cursor, i),
        Kind::Mark(_) => None,
        Kind::Word => {
            let entry = token.entry;
            if entry.is_none() && !matches!(token.len(), 2) {
                return None;
            }
            feast(cursor, i)
                .or_else(|| weekday(cursor, i))
                .or_else(|| month(cursor, i))
                .or_else(|| day_first(cursor, i))
                .or_else(|| season(cursor, i))
                .or_else(|| century(cursor, i))
                .or_else(|| quarter(cursor, i))
                .or_else(|| fiscal(cursor, i))
                .or_else(|| decade(cursor, i))
                .or_else(|| spelled_year(cursor, i))
        }
    }
}

/// A day of the month at `i`, "24", "24th", "twenty-fourth".
pub(super) fn day_number(cursor: &Cursor<'_>, i: usize) -> Option<(u8, usize)> {
    let (number, next) = match cursor.ordinal(i) {
        Some(found) => found,
        None => {
            let token = cursor.token(i).filter(|t| t.kind == Kind::Number && t.len() <= 2)?;
            if goes_on(cursor, i + 1) {
                return None;
            }
            (token.number, i + 1)
        }
    };
    let day = u8::try_from(number).ok().filter(|day| (1..=31).contains(day))?;
    Some((day, next))
}

/// The most days that a month can have.
const fn longest(month: u8) -> u8 {
    match month {
        2 => 29,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// "May 3", "May 3, 1952", "May the third", "May 1952", "May".
pub(super) fn month(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let month = cursor.month(i)?;
    let next = cursor.skip_period(i + 1);
    let day_at = cursor.skip(next, Role::The);
    if cursor.syntax().day_after_month
        && let Some((day, after)) = day_number(cursor, day_at)
        && day <= longest(month)
        && !cursor.unit(after).is_some_and(|(_, plural)| plural)
    {
        let (year, end) = any_year_after(cursor, after);
        return Some(Found::date(i, end, calendar(year, Field::Day { month, day, weekday: 0 })));
    }
    let (year, end) = any_year_after(cursor, next);
    if year != Year::Open || month_stands_alone(cursor, i) {
        let end = if year == Year::Open { next } else { end };
        let year = if year == Year::Open { year_of_range(cursor, next, month) } else { year };
        return Some(Found::date(i, end, calendar(year, Field::Month(month))));
    }
    None
}

/// The year of a month that is joined to a later one with its year: "April and June 1955", "November–January 1942".
fn year_of_range(cursor: &Cursor<'_>, next: usize, first: u8) -> Year {
    let Some(at) = cursor.after_joint(next) else { return Year::Open };
    let Some(last) = cursor.month(at) else { return Year::Open };
    match any_year_after(cursor, cursor.skip_period(at + 1)) {
        (Year::Known(year), _) if first > last => Year::Known(year - 1),
        (Year::Known(year), _) => Year::Known(year),
        _ => Year::Open,
    }
}

/// Whether the word at `i` is a month rather than a verb or a name.
fn month_stands_alone(cursor: &Cursor<'_>, i: usize) -> bool {
    let entry = cursor.entry(i);
    let before = cursor.role_before(i);
    if before == Some(Role::Title)
        || (cursor.mark(i.wrapping_sub(1), b'.') && cursor.role_before(i - 1) == Some(Role::Title))
    {
        return false;
    }
    let supported = matches!(
        before,
        Some(
            Role::Preposition
                | Role::By
                | Role::For
                | Role::Of
                | Role::Early
                | Role::Late
                | Role::Mid
                | Role::Last
                | Role::Next
                | Role::This
                | Role::From
                | Role::After
                | Role::Before
                | Role::Every
                | Role::Past
                | Role::Previous
                | Role::Following
                | Role::To
        )
    ) || (cursor.mark(i.wrapping_sub(1), b'-') && cursor.glued(i));
    let name_follows = cursor.capital(i + 1)
        && cursor.entry(i + 1).is_none()
        && cursor.token(i + 1).is_some_and(|t| t.kind == Kind::Word);
    if entry.is_some_and(|entry| entry.doubtful) {
        let joined = before.is_some_and(Role::joins) && i >= 2 && cursor.month(i - 2).is_some();
        let name_follows = name_follows && (!cursor.syntax().capital_nouns || before == Some(Role::From));
        return (supported || joined) && !name_follows;
    }
    supported || !name_follows
}

/// "3 May 1952", "24th of September", "the third of May", "2016-09-24", "24/9/52".
pub(super) fn day_first(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if let Some(found) = with_periods(cursor, i).or_else(|| in_numbers(cursor, i)) {
        return Some(found);
    }
    let (day, next) = day_number(cursor, i)?;
    if cursor.mark(i.wrapping_sub(1), b'$') {
        return None;
    }
    let of = cursor.is(next, Role::Of);
    let spelled = cursor.entry(i).is_some_and(|entry| entry.ordinal.is_some() || entry.number.is_some());
    if spelled && !of && cursor.syntax().day_word_needs_of {
        return None;
    }
    let month_at = if of { next + 1 } else { cursor.skip_hyphen(next) };
    let month = cursor.month(month_at).filter(|month| day <= longest(*month))?;
    let (year, end) = any_year_after(cursor, cursor.skip_period(month_at + 1));
    Some(Found::date(i, end, calendar(year, Field::Day { month, day, weekday: 0 })))
}

/// Dates in numbers alone.
fn in_numbers(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let first = cursor.token(i).filter(|token| token.kind == Kind::Number)?;
    let Kind::Mark(mark @ (b'-' | b'/' | b'.')) = cursor.token(i + 1)?.kind else { return None };
    let second = cursor.token(i + 2).filter(|token| token.kind == Kind::Number && token.len() <= 2)?;
    if !(cursor.mark(i + 3, mark) && (i + 1..i + 5).all(|j| cursor.glued(j))) {
        return None;
    }
    let third = cursor.token(i + 4).filter(|token| token.kind == Kind::Number)?;
    if (i > 0 && cursor.glued(i) && matches!(cursor.before(i)?.kind, Kind::Mark(b'/' | b'-' | b'.' | b'$')))
        || (cursor.mark(i + 5, mark) && cursor.glued(i + 5) && cursor.glued(i + 6))
    {
        return None;
    }
    if first.len() == 4 && third.len() <= 2 && mark != b'.' {
        return iso(cursor, i, (first.number, second.number, third.number));
    }
    if first.len() > 2 || !matches!(third.len(), 2 | 4) || (mark != b'/' && third.len() == 2) {
        return None;
    }
    let year = if third.len() == 4 { third.number as i32 } else { two_digit_year(third.number) };
    let (first, second) = (u8::try_from(first.number).ok()?, u8::try_from(second.number).ok()?);
    let plausible = (1..=31).contains(&first) && (1..=31).contains(&second) && first.min(second) <= 12;
    plausible.then(|| Found::date(i, i + 5, Expression::Numeric { first, second, year: Some(year) }))
}

/// "24.9.1952", "24. 9. 52", "am 24.9." where figures with periods put the day first.
fn with_periods(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !cursor.syntax().days_with_periods {
        return None;
    }
    let part = |at: usize, most: u32| {
        let token = cursor.token(at).filter(|t| t.kind == Kind::Number && t.len() <= 2)?;
        let period = cursor.mark(at + 1, b'.') && cursor.glued(at + 1);
        (period && (1..=most).contains(&token.number)).then_some(token.number as u8)
    };
    let goes_before = i > 0 && cursor.glued(i) && cursor.mark(i - 1, b'.');
    let (day, month) = (part(i, 31)?, part(i + 2, 12)?);
    if goes_before || day > longest(month) {
        return None;
    }
    let field = Field::Day { month, day, weekday: 0 };
    let year = cursor.token(i + 4).filter(|t| t.kind == Kind::Number && !goes_on(cursor, i + 5));
    if let Some(token) = year.filter(|token| matches!(token.len(), 2 | 4)) {
        let year = if token.len() == 4 { token.number as i32 } else { two_digit_year(token.number) };
        return Some(Found::date(i, i + 5, calendar(Year::Known(year), field)));
    }
    let supported = cursor.before(i).and_then(|token| token.entry).is_some_and(|entry| entry.stand.on_day);
    supported.then(|| Found::date(i, i + 4, calendar(Year::Open, field)))
}

fn iso(cursor: &Cursor<'_>, i: usize, (year, month, day): (u32, u32, u32)) -> Option<Found> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let field = Field::Day { month: month as u8, day: day as u8, weekday: 0 };
    let found = Found::date(i, i + 5, calendar(Year::Known(year as i32), field));
    if cursor.glued(i + 5) && cursor.text(i + 5) == "T" && cursor.mark(i + 7, b':') {
        let (hour, minute) = (cursor.digits(i + 6)?, cursor.digits(i + 8)?);
        if hour <= 24 && minute < 60 {
            let clock = Clock::At { hour: hour as u8, minute: Some(minute as u8), second: None };
            return Some(Found { end: i + 9, ..found }.at(clock));
        }
    }
    Some(found)
}

/// "Friday", "Friday, May 3", "Friday the third of May", "Friday night".
pub(super) fn weekday(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let weekday = cursor.weekday(i)?;
    let next = cursor.skip_period(i + 1);
    let comma = cursor.skip_comma(next);
    let the = cursor.skip(comma, Role::The);
    let inner = month(cursor, comma).or_else(|| day_first(cursor, the));
    if let Some(Found {
        end,
        expression: Expression::Calendar { year, field: Field::Day { month, day, .. } },
        clock,
        ..
    }) = inner
    {
        let found = Found::date(i, end, calendar(year, Field::Day { month, day, weekday }));
        let clock = clock.or_else(|| cursor.entry(i)?.part.map(Clock::Part));
        return Some(match clock {
            Some(clock) => found.at(clock),
            None => found,
        });
    }
    if let Some(Found { end, expression: numeric @ Expression::Numeric { .. }, .. }) = inner {
        return Some(Found::date(i, end, numeric));
    }
    let part = cursor.entry(i).and_then(|entry| entry.part);
    let doubtful = cursor.entry(i).is_some_and(|entry| entry.doubtful);
    let masthead = cursor.is(next, Role::Masthead) && cursor.capital(next);
    if doubtful || masthead {
        return None;
    }
    let found = Found::date(i, next, Expression::Weekday { weekday, which: Which::Bare });
    Some(match part {
        Some(part) => found.at(Clock::Part(part)),
        None => found,
    })
}
