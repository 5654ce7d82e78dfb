//! Times of day, with the day they belong to.

use super::super::expression::{Base, Clock, Expression};
use super::super::lexicon::Role;
use super::super::scan::Kind;
use super::calendar::calendar_at;
use super::cursor::{Cursor, Found};
use super::relative::{day_word, pointed};

/// "10:35 a.m.", "5 p.m. EST Tuesday", "noon Thursday", "midnight", "19:30".
pub(super) fn clock_time(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (clock, end) = clock(cursor, i)?;
    let end = zone(cursor, end);
    let day_at = cursor.skip_comma(end);
    let day_at = if cursor.word(day_at, "on") { day_at + 1 } else { day_at };
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
    let token = cursor.token(i)?;
    let (hour, minute, second, next) = if token.kind == Kind::Number && token.len() <= 2 {
        digits(cursor, i)?
    } else {
        (cursor.entry(i)?.number.filter(|n| (1..=12).contains(n))?, None, None, i + 1)
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
    if cursor.word(next, "o") && cursor.mark(next + 1, b'\'') && cursor.word(next + 2, "clock") && hour <= 12
    {
        return at(hour, next + 3);
    }
    let colon = minute.is_some() && cursor.mark(i + 1, b':') && hour < 24;
    let supported = cursor.is(i.wrapping_sub(1), Role::At)
        || matches!(
            cursor.role_before(i),
            Some(Role::Preposition | Role::From | Role::To | Role::About | Role::Joiner)
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

/// "a.m.", "p.m.", "am", "pm": whether it is the afternoon, and the end.
fn half_of_day(cursor: &Cursor<'_>, i: usize) -> Option<(bool, usize)> {
    if cursor.word(i, "am") || cursor.word(i, "pm") {
        return Some((cursor.word(i, "pm"), i + 1));
    }
    let letter = cursor.word(i, "a") || cursor.word(i, "p");
    if !(letter
        && cursor.mark(i + 1, b'.')
        && cursor.glued(i + 1)
        && cursor.word(i + 2, "m")
        && cursor.glued(i + 2))
    {
        return None;
    }
    let end = if cursor.mark(i + 3, b'.') && cursor.glued(i + 3) { i + 4 } else { i + 3 };
    Some((cursor.word(i, "p"), end))
}

fn zone(cursor: &Cursor<'_>, i: usize) -> usize {
    let named = cursor.is(i, Role::Zone) && cursor.text(i).chars().all(char::is_uppercase);
    if named { i + 1 } else { i }
}
