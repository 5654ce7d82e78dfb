//! The second end of a range, when it is written short: "1939–45", "May 13-15", and the first, "the 3rd to 7th of May".

use super::super::expression::{Expression, Field, Year};
use super::super::meaning::Role;
use super::super::scan::Kind;
use super::calendar::{day_first, day_number};
use super::cursor::{Cursor, Found};
use super::year::{any_year_after, goes_on, year_at};

/// The second day of "April 24 and 25": a number that counts nothing.
fn second_day(cursor: &Cursor<'_>, found: &Found) -> Option<Found> {
    let Expression::Calendar { year: year @ Year::Open, field: Field::Day { month, day, .. } } =
        found.expression
    else {
        return None;
    };
    let at = found.end + 1;
    let joined = matches!(cursor.role(found.end), Some(Role::And | Role::Or | Role::To));
    let last = cursor.digits(at).and_then(|number| u8::try_from(number).ok()).filter(|_| joined)?;
    let counts =
        cursor.token(at + 1).is_some_and(|token| token.kind != Kind::Word && !goes_on(cursor, at + 1));
    let fits = (day + 1..=31).contains(&last) && counts && ends_with_day(cursor, found);
    let (year, end) = if fits { any_year_after(cursor, at + 1) } else { (year, at) };
    let field = Field::Day { month, day: last, weekday: 0 };
    fits.then(|| Found::date(at, end, Expression::Calendar { year, field }))
}

/// The number after a dash that ends a range begun by a year or a day.
pub(super) fn tail(cursor: &Cursor<'_>, found: &Found) -> Option<Found> {
    if let Some(second) = second_day(cursor, found) {
        return Some(second);
    }
    let at = found.end;
    let dash = (cursor.mark(at, b'-') || cursor.mark(at, b'/')) && cursor.glued(at) && cursor.glued(at + 1);
    let token =
        cursor.token(at + 1).filter(|token| dash && token.kind == Kind::Number && token.len() <= 2)?;
    if goes_on(cursor, at + 2)
        || day_first(cursor, at + 1).is_some()
        || found.clock.is_some()
        || follows_dash(cursor, at + 2)
    {
        return None;
    }
    let Expression::Calendar { year, field } = found.expression else { return None };
    let expression = match (year, field) {
        (Year::Known(year), Field::Whole | Field::Season(_)) if token.len() == 2 && year > 99 => {
            let last = year - year % 100 + token.number as i32;
            Expression::Calendar { year: Year::Known(last), field }
        }
        (year, Field::Day { month, day, .. }) if cursor.mark(at, b'-') && ends_with_day(cursor, found) => {
            let last = u8::try_from(token.number).ok().filter(|last| (day + 1..=31).contains(last))?;
            let field = Field::Day { month, day: last, weekday: 0 };
            return Some(Found::date(at + 1, at + 2, Expression::Calendar { year, field }));
        }
        _ => return None,
    };
    let later = matches!((year, &expression), (Year::Known(first), Expression::Calendar { year: Year::Known(last), .. }) if *last > first);
    later.then(|| Found::date(at + 1, at + 2, expression))
}

/// The day that begins a range whose month stands at its end: "3" of "3 to 7 May", "10" of "10–12 May 1943".
pub(super) fn first_day(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (first, end) = day_number(cursor, i)?;
    let joined = match cursor.role(end) {
        Some(Role::To | Role::And) => true,
        _ => cursor.mark(end, b'-'),
    };
    let held = cursor.entry(end + 1).is_some_and(|entry| entry.stand.holds_article);
    let at = if held { end + 2 } else { cursor.skip(end + 1, Role::The) };
    let last = day_first(cursor, at).filter(|_| joined)?;
    match last.expression {
        Expression::Calendar { year, field: Field::Day { month, day, .. } } if first < day => {
            let field = Field::Day { month, day: first, weekday: 0 };
            Some(Found::date(i, end, Expression::Calendar { year, field }))
        }
        _ => None,
    }
}

/// The year that begins a range whose era stands at its end: "490" of "490-480 BC".
pub(super) fn first_year(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let token =
        cursor.token(i).filter(|token| token.kind == Kind::Number && (2..=4).contains(&token.len()))?;
    let at = cursor.after_joint(i + 1)?;
    let second = cursor.digits(at).filter(|second| *second < token.number)?;
    let (year, end) = year_at(cursor, at).filter(|(year, _)| *year < 1)?;
    let first = i32::try_from(token.number).ok()?;
    let dated = end > at + 1 && i64::from(1 - year) == i64::from(second);
    let year = Expression::Calendar { year: Year::Known(1 - first), field: Field::Whole };
    dated.then(|| Found::date(i, i + 1, year))
}

/// "2016-09-24" and telephone numbers go on.
fn follows_dash(cursor: &Cursor<'_>, i: usize) -> bool {
    let mark = cursor.mark(i, b'-') || cursor.mark(i, b'/') || cursor.mark(i, b'.');
    mark && cursor.glued(i) && cursor.glued(i + 1) && cursor.digits(i + 1).is_some()
}

/// Whether the number before the dash is the day and not the year.
fn ends_with_day(cursor: &Cursor<'_>, found: &Found) -> bool {
    found.end.checked_sub(1).and_then(|last| cursor.token(last)).is_some_and(|token| token.len() <= 2)
}
