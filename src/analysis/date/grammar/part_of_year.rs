//! Seasons, quarters, halves and feasts: what lies in a year.

use super::super::expression::{Expression, Field, Holiday, Unit, Year};
use super::super::meaning::Role;
use super::cursor::{Cursor, Found};
use super::year::{any_year_after, year_at};

const fn calendar(year: Year, field: Field) -> Expression {
    Expression::Calendar { year, field }
}

/// "summer", "summer 1962", "spring of 1957", "winter of 1941-42".
pub(super) fn season(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let season = cursor.season(i)?;
    let (year, end) = any_year_after(cursor, i + 1);
    if year == Year::Open {
        let before = cursor.role_before(i);
        let supported = matches!(
            before,
            Some(
                Role::The
                    | Role::Early
                    | Role::Late
                    | Role::Mid
                    | Role::Preposition
                    | Role::By
                    | Role::For
                    | Role::Of
                    | Role::That
            )
        );
        let noun = !cursor.capital(i) && !cursor.lower(i + 1);
        let doubtful = cursor.entry(i).is_some_and(|entry| entry.doubtful);
        if doubtful && cursor.is(i + 1, Role::Of) {
            return None;
        }
        let hyphened = cursor.mark(i + 1, b'-');
        if hyphened || (!supported && (doubtful || !noun)) {
            return None;
        }
        let year = year_of_range(cursor, i + 1);
        return Some(Found::date(i, i + 1, calendar(year, Field::Season(season))));
    }
    Some(Found::date(i, end, calendar(year, Field::Season(season))))
}

/// The year of a season that is joined to another with its year: "the spring and early summer of 1943".
fn year_of_range(cursor: &Cursor<'_>, next: usize) -> Year {
    let at = cursor.after_joint(next);
    let late = |at: usize| matches!(cursor.role(at), Some(Role::Early | Role::Late | Role::Mid));
    let at = at.map(|at| if late(at) { at + 1 } else { at }).filter(|at| cursor.season(*at).is_some());
    at.map_or(Year::Open, |at| any_year_after(cursor, at + 1).0)
}

/// "third quarter", "third-quarter", "fiscal third quarter of 1990", "first half of 1990", "Q3 1989".
pub(super) fn quarter(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let j = cursor.skip_hyphen(cursor.skip(i, Role::Fiscal));
    let lettered = cursor.is(j, Role::QuarterLetter) && cursor.glued(j + 1);
    let (number, field_at) = if lettered {
        (cursor.digits(j + 1)?, j + 1)
    } else {
        let (number, next) = cursor.ordinal(j)?;
        (number, cursor.skip_hyphen(cursor.skip(next, Role::Fiscal)))
    };
    let number = u8::try_from(number).ok()?;
    let field = if lettered {
        (1..=4).contains(&number).then_some(Field::Quarter(number))?
    } else {
        match cursor.role(field_at) {
            Some(Role::Half | Role::HalfYear) if (1..=2).contains(&number) => Field::Half(number),
            _ if cursor.is_one(field_at, Unit::Quarter) && (1..=4).contains(&number) => {
                Field::Quarter(number)
            }
            _ => return None,
        }
    };
    let mut next = field_at + 1;
    if cursor.is(next, Role::Of) && cursor.is(next + 1, Role::Fiscal) {
        next += 1;
        let (year, end) = year_at(cursor, next + 1)?;
        return Some(Found::date(i, end, calendar(Year::Known(year), field)));
    }
    let (year, end) = any_year_after(cursor, next);
    if let (Year::Open, Field::Half(_), false) = (year, field, cursor.is(field_at, Role::HalfYear)) {
        let the = cursor.skip(next, Role::Of);
        let of = the > next || cursor.syntax().genitive;
        let of_year = of && cursor.is(the, Role::The) && cursor.is_one(the + 1, Unit::Year);
        return of_year.then(|| Found::date(i, the + 2, calendar(Year::Open, field)));
    }
    Some(Found::date(i, end, calendar(year, field)))
}

/// "1988 second quarter".
pub(super) fn year_before_quarter(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (year, next) = year_at(cursor, i)?;
    let next = cursor.skip_possessive(next).unwrap_or(next);
    let found = quarter(cursor, next)?;
    match found.expression {
        Expression::Calendar { year: Year::Open, field } => {
            Some(Found::date(i, found.end, calendar(Year::Known(year), field)))
        }
        _ => None,
    }
}

/// "Christmas Eve", "Easter 1916", "Thanksgiving Day".
pub(super) fn feast(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !cursor.entry(i)?.holiday || !cursor.capital(i) {
        return None;
    }
    let (end, holiday) = longest_feast(cursor, i)?;
    let (year, end) = any_year_after(cursor, end);
    Some(Found::date(i, end, calendar(year, Field::Holiday(holiday))))
}

fn longest_feast(cursor: &Cursor<'_>, i: usize) -> Option<(usize, Holiday)> {
    cursor
        .table
        .feasts
        .iter()
        .filter(|(words, _)| cursor.is_phrase(i, words))
        .max_by_key(|(words, _)| words.len())
        .map(|(words, holiday)| (i + words.len(), *holiday))
}
