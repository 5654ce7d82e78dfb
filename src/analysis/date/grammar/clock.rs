//! Times of day, with the day they belong to.

use super::super::expression::{Base, Clock, DayPart, Expression};
use super::super::meaning::Role;
use super::super::scan::Kind;
use super::calendar::calendar_at;
use super::cursor::{Cursor, Found};
use super::relative::{day_word, pointed};
use super::year::goes_on;

/// "10:35 a.m.", "5 p.m. EST Tuesday", "noon Thursday", "midnight", "19:30".
pub(super) fn clock_time(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (clock, end) = clock(cursor, i)?;
    let end = zone(cursor, end);
    let day_at = cursor.skip_comma(end);
    let on_day = cursor.entry(day_at).is_some_and(|entry| entry.stand.on_day);
    let day_at = if on_day { day_at + 1 } else { day_at };
    let day =
        calendar_at(cursor, day_at).or_else(|| day_word(cursor, day_at)).or_else(|| pointed(cursor, day_at));
    if let Some(day) = day.filter(|day| names_a_day(&day.expression) && day.clock.is_none()) {
        return Some(day.from(i).at(clock));
    }
    Some(Found::date(i, end, Expression::PartOfDay(Base::Context)).at(clock))
}

/// Whether an expression names one day, so that a time of day can belong to it.
pub(super) const fn names_a_day(expression: &Expression) -> bool {
    use super::super::expression::{Field, Unit};
    matches!(
        expression,
        Expression::Weekday { .. }
            | Expression::Numeric { .. }
            | Expression::Calendar {
                field: Field::Day { .. } | Field::Holiday(_) | Field::DayOfMonth(_),
                ..
            }
            | Expression::Shift { unit: Unit::Day, .. }
    )
}

fn clock(cursor: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    match cursor.role(i) {
        Some(Role::Noon) => return Some((Clock::At { hour: 12, minute: Some(0), second: None }, i + 1)),
        Some(Role::Midnight) => return Some((Clock::At { hour: 24, minute: None, second: None }, i + 1)),
        _ => {}
    }
    if let Some(found) = half_hour(cursor, i) {
        return Some(found);
    }
    let token = cursor.token(i)?;
    let (hour, minute, second, next) = if token.kind == Kind::Number && token.len() <= 2 {
        digits(cursor, i)?
    } else {
        (cursor.entry(i)?.number.filter(|n| (1..=24).contains(n))?, None, None, i + 1)
    };
    if cursor.mark(i.wrapping_sub(1), b'$')
        || (i > 0 && cursor.glued(i) && matches!(cursor.before(i)?.kind, Kind::Mark(b':' | b'.' | b',')))
    {
        return None;
    }
    let at = |hour: u32, next| Some((Clock::At { hour: hour as u8, minute, second }, next));
    if let Some((afternoon, end)) = half_of_day(cursor, next) {
        if !(1..=12).contains(&hour) {
            return None;
        }
        let whole = Clock::At {
            hour: (hour % 12 + if afternoon { 12 } else { 0 }) as u8,
            minute: Some(minute.unwrap_or(0)),
            second,
        };
        return Some((whole, end));
    }
    if let Some(end) = cursor.phrase(next, cursor.syntax().oclock) {
        return oclock(cursor, (hour, minute, second, end));
    }
    let colon = minute.is_some() && cursor.mark(i + 1, b':') && hour < 24;
    let supported = cursor.is(i.wrapping_sub(1), Role::At)
        || matches!(
            cursor.role_before(i),
            Some(
                Role::Preposition
                    | Role::By
                    | Role::For
                    | Role::From
                    | Role::To
                    | Role::About
                    | Role::And
                    | Role::Or
            )
        )
        || zone(cursor, next) > next;
    if colon && supported { at(hour, next) } else { None }
}

type Digits = (u32, Option<u8>, Option<u8>, usize);

fn digits(cursor: &Cursor<'_>, i: usize) -> Option<Digits> {
    let hour = cursor.digits(i)?;
    let two = |at: usize| {
        let token = cursor.token(at).filter(|t| t.kind == Kind::Number && t.len() == 2 && t.number < 60)?;
        cursor.glued(at).then_some(token.number as u8)
    };
    if (cursor.mark(i + 1, b':') || cursor.mark(i + 1, b'.'))
        && cursor.glued(i + 1)
        && let Some(minute) = two(i + 2)
    {
        if cursor.mark(i + 3, b':')
            && let Some(second) = two(i + 4)
        {
            return Some((hour, Some(minute), Some(second), i + 5));
        }
        return Some((hour, Some(minute), None, i + 3));
    }
    Some((hour, None, None, i + 1))
}

/// "a.m.", "p.m.": whether it is the afternoon, and the end.
fn half_of_day(cursor: &Cursor<'_>, i: usize) -> Option<(bool, usize)> {
    let syntax = cursor.syntax();
    let forenoon = cursor.phrase(i, syntax.forenoon).map(|end| (false, end));
    forenoon.or_else(|| cursor.phrase(i, syntax.afternoon).map(|end| (true, end)))
}

/// "8 o'clock", "20 Uhr", "8 Uhr 30", "8 Uhr abends".
fn oclock(cursor: &Cursor<'_>, (hour, minute, second, end): Digits) -> Option<(Clock, usize)> {
    if !cursor.syntax().whole_day_clock {
        return (hour <= 12).then_some((Clock::At { hour: hour as u8, minute, second }, end));
    }
    let after = cursor.token(end).filter(|t| t.kind == Kind::Number && t.len() == 2 && t.number < 60);
    let (minute, end) = match after {
        Some(token) if minute.is_none() && cursor.unit(end + 1).is_none() && !goes_on(cursor, end + 1) => {
            (Some(token.number as u8), end + 1)
        }
        _ => (minute, end),
    };
    let (hour, end) = match cursor.part(end) {
        Some((DayPart::Midday | DayPart::Afternoon | DayPart::Evening, end)) if (1..12).contains(&hour) => {
            (hour + 12, end)
        }
        Some((DayPart::Night, end)) if (6..12).contains(&hour) => (hour + 12, end),
        Some((_, end)) => (hour, end),
        None => (hour, end),
    };
    (hour <= 24).then_some((Clock::At { hour: hour as u8, minute: minute.or(Some(0)), second }, end))
}

/// "halb acht" where half names the hour that comes.
fn half_hour(cursor: &Cursor<'_>, i: usize) -> Option<(Clock, usize)> {
    if !cursor.syntax().half_of_next_hour || !cursor.is(i, Role::Half) {
        return None;
    }
    let hour = cursor.digits(i + 1).or_else(|| cursor.entry(i + 1)?.number)?;
    let end = cursor.phrase(i + 2, cursor.syntax().oclock).unwrap_or(i + 2);
    let counted = cursor.unit(i + 2).is_some() || matches!(cursor.role(i + 2), Some(Role::Scale(_)));
    if !(1..=12).contains(&hour) || counted {
        return None;
    }
    let hour = if hour == 1 { 12 } else { hour - 1 };
    Some((Clock::At { hour: hour as u8, minute: Some(30), second: None }, end))
}

fn zone(cursor: &Cursor<'_>, i: usize) -> usize {
    let named = cursor.is(i, Role::Zone) && cursor.text(i).chars().all(char::is_uppercase);
    if named { i + 1 } else { i }
}
