//! Years, decades and centuries: how they are written, and when a number is one.

use super::super::expression::{Base, Expression, Field, Unit, Year};
use super::super::meaning::Role;
use super::super::scan::Kind;
use super::cursor::{Cursor, Found};

const fn calendar(year: Year, field: Field) -> Expression {
    Expression::Calendar { year, field }
}

/// A year at `i`: four digits, or any number with an era. Not whether it *is* one: that is for the context.
pub(super) fn year_at(cursor: &Cursor<'_>, i: usize) -> Option<(i32, usize)> {
    if cursor.mark(i, b'\'') {
        let token =
            cursor.token(i + 1).filter(|t| t.kind == Kind::Number && t.len() == 2 && cursor.glued(i + 1))?;
        let ends = !cursor.glued(i + 2) || matches!(cursor.token(i + 2)?.kind, Kind::Mark(_));
        return ends.then(|| (two_digit_year(token.number), i + 2));
    }
    let token = cursor.token(i).filter(|token| token.kind == Kind::Number)?;
    if let Some(after) = era_before_christ(cursor, i + 1) {
        let year = i32::try_from(token.number).ok().filter(|year| (1..10_000).contains(year))?;
        return Some((1 - year, after));
    }
    if let Some(after) = era_after_christ(cursor, i + 1) {
        let year = i32::try_from(token.number).ok().filter(|year| (1..10_000).contains(year))?;
        return Some((year, after));
    }
    if token.len() != 4 || !(1000..2200).contains(&token.number) || goes_on(cursor, i + 1) {
        return None;
    }
    Some((token.number as i32, i + 1))
}

/// A year of two digits, as such years are written about: 00 to 29 are 2000 to 2029.
pub(super) const fn two_digit_year(number: u32) -> i32 {
    if number < 30 { 2000 + number as i32 } else { 1900 + number as i32 }
}

fn era_before_christ(cursor: &Cursor<'_>, i: usize) -> Option<usize> {
    cursor.phrase(i, cursor.syntax().before_christ)
}

fn era_after_christ(cursor: &Cursor<'_>, i: usize) -> Option<usize> {
    if cursor.is(i, Role::AnnoDomini) && cursor.text(i).chars().all(char::is_uppercase) {
        return Some(i + 1);
    }
    cursor.phrase(i, cursor.syntax().after_christ)
}

/// Whether a number goes on at `i`: "1,900", "1987.5", "1990s", "50%".
pub(super) fn goes_on(cursor: &Cursor<'_>, i: usize) -> bool {
    if !cursor.glued(i) {
        return false;
    }
    match cursor.token(i).map(|token| token.kind) {
        Some(Kind::Word) => true,
        Some(Kind::Mark(b',' | b'.' | b':')) => cursor.glued(i + 1) && cursor.digits(i + 1).is_some(),
        Some(Kind::Mark(b'/')) => !short_range(cursor, i),
        Some(Kind::Mark(b'%' | b'$' | b'_' | b'@')) => true,
        _ => false,
    }
}

/// "1941/42": a year, a stroke, and the last two figures of a later one.
fn short_range(cursor: &Cursor<'_>, i: usize) -> bool {
    let (Some(first), Some(last)) = (cursor.before(i), cursor.token(i + 1)) else { return false };
    let numbers = first.kind == Kind::Number && last.kind == Kind::Number;
    numbers
        && (first.len(), last.len()) == (4, 2)
        && first.number % 100 < last.number
        && !cursor.mark(i + 2, b'/')
}

/// A year that follows a day or month: ", 1952", " 1952", " of 1952", " '52".
fn year_after(cursor: &Cursor<'_>, i: usize) -> Option<(i32, usize)> {
    if cursor.mark(i, b',') || cursor.is(i, Role::Of) || cursor.mark(i, b'-') {
        return year_at(cursor, i + 1);
    }
    if cursor.syntax().genitive
        && let Some(found) = named_year(cursor, cursor.skip(i, Role::The))
    {
        return Some(found);
    }
    year_at(cursor, i).or_else(|| spelled(cursor, i))
}

/// "Jahr 1939", "Jahres 1939": the noun and the year.
pub(super) fn named_year(cursor: &Cursor<'_>, i: usize) -> Option<(i32, usize)> {
    cursor.unit(i).filter(|(unit, _)| *unit == Unit::Year)?;
    year_at(cursor, i + 1)
}

/// "of next year", ", last year", "of that year" after a part of the year.
fn relative_year_after(cursor: &Cursor<'_>, i: usize) -> Option<(Year, usize)> {
    let j = cursor.skip(i, Role::Of);
    let of = j > i || cursor.syntax().genitive;
    let j = if of { cursor.skip(j, Role::The) } else { cursor.skip_comma(j) };
    let (offset, base) = match cursor.role(j)? {
        Role::This | Role::Current => (0, Base::Now),
        Role::Last => (-1, Base::Now),
        Role::Next => (1, Base::Now),
        Role::That | Role::Same => (0, Base::Context),
        Role::Following => (1, Base::Context),
        Role::Previous => (-1, Base::Context),
        _ => return None,
    };
    (cursor.is_one(j + 1, Unit::Year) && (of || base == Base::Now))
        .then_some((Year::Relative(offset, base), j + 2))
}

pub(super) fn any_year_after(cursor: &Cursor<'_>, i: usize) -> (Year, usize) {
    if let Some((year, next)) = year_after(cursor, i) {
        return (Year::Known(year), next);
    }
    relative_year_after(cursor, i).unwrap_or((Year::Open, i))
}

/// "fiscal 1989", "fiscal year 1989", "FY 1998", "FY98".
pub(super) fn fiscal(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let short = cursor.is(i, Role::FiscalShort);
    if !short && !cursor.is(i, Role::Fiscal) {
        return None;
    }
    let next = if cursor.is_one(i + 1, Unit::Year) { i + 2 } else { i + 1 };
    let field = if short { Field::Fiscal } else { Field::Whole };
    if let Some((year, end)) = year_at(cursor, next) {
        return Some(Found::date(i, end, calendar(Year::Known(year), field)));
    }
    let two = cursor.token(next).filter(|t| t.kind == Kind::Number && t.len() == 2 && short)?;
    Some(Found::date(i, next + 1, calendar(Year::Known(two_digit_year(two.number)), Field::Fiscal)))
}

/// "1960s", "1960's", "'60s", "sixties", "nineteen sixties", "470s BC".
pub(super) fn decade(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if let Some(decade) = cursor.entry(i).and_then(|entry| entry.decade) {
        let teens = i.checked_sub(1).and_then(|j| cursor.entry(j)).and_then(|e| e.number);
        let supported =
            matches!(cursor.role_before(i), Some(Role::The | Role::Early | Role::Late | Role::Mid))
                || cursor.mark(i.wrapping_sub(1), b'-');
        let end = decade_noun(cursor, i + 1);
        let supported = supported || end > i + 1;
        let century = teens.filter(|n| (17..=19).contains(n)).map_or(1900, |n| n as i32 * 100);
        return (supported || teens.is_some())
            .then(|| Found::date(i, end, calendar(Year::Known(century + i32::from(decade)), Field::Decade)));
    }
    let apostrophe = cursor.mark(i, b'\'');
    let at = if apostrophe { i + 1 } else { i };
    let token = cursor.token(at).filter(|token| token.kind == Kind::Number)?;
    let next = if cursor.mark(at + 1, b'\'') && cursor.glued(at + 1) { at + 2 } else { at + 1 };
    let endings = cursor.syntax().decade_endings;
    let plural = cursor.glued(next) && endings.iter().any(|ending| cursor.word(next, ending));
    if !plural || !token.number.is_multiple_of(10) {
        return None;
    }
    if let Some(end) = era_before_christ(cursor, next + 1) {
        let first = 1 - i32::try_from(token.number).ok().filter(|n| *n < 10_000)?;
        return Some(Found::date(i, end, calendar(Year::Known(first), Field::Decade)));
    }
    let end = decade_noun(cursor, next + 1);
    let year = match token.len() {
        4 if (1000..2200).contains(&token.number) => token.number as i32,
        2 if apostrophe || cursor.role_before(i) == Some(Role::The) || end > next + 1 => {
            if token.number < 20 { 2000 + token.number as i32 } else { 1900 + token.number as i32 }
        }
        _ => return None,
    };
    Some(Found::date(i, end, calendar(Year::Known(year), Field::Decade)))
}

/// "Jahre" after "1930er" where the plural in figures needs a noun.
fn decade_noun(cursor: &Cursor<'_>, end: usize) -> usize {
    let at = cursor.skip_hyphen(end);
    if cursor.syntax().capital_nouns && cursor.unit(at) == Some((Unit::Year, true)) { at + 1 } else { end }
}

/// "19th century", "fourth century BC".
pub(super) fn century(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (number, next) = cursor.ordinal(i)?;
    let next = cursor.skip_hyphen(next);
    if !cursor.is_one(next, Unit::Century) || !(1..=30).contains(&number) {
        return None;
    }
    let number = number as i32;
    if let Some(end) = era_before_christ(cursor, next + 1) {
        return Some(Found::date(i, end, calendar(Year::Known(-100 * (number - 1)), Field::Century)));
    }
    let end = era_after_christ(cursor, next + 1).unwrap_or(next + 1);
    Some(Found::date(i, end, calendar(Year::Known(100 * (number - 1) + 1), Field::Century)))
}

/// A year in digits that stands alone.
pub(super) fn year_alone(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if let Some(year) = ancient_year(cursor, i) {
        return Some(Found::date(i, i + 1, calendar(Year::Known(year), Field::Whole)));
    }
    let (year, end) = year_at(cursor, i)?;
    let found = Found::date(i, end, calendar(Year::Known(year), Field::Whole));
    if end > i + 1 || year_is_meant(cursor, i, year) { Some(found) } else { None }
}

/// "in 480" where the text dates by years before Christ.
fn ancient_year(cursor: &Cursor<'_>, i: usize) -> Option<i32> {
    let token =
        cursor.token(i).filter(|token| cursor.ancient && token.kind == Kind::Number && token.len() == 3)?;
    let supported =
        matches!(cursor.role_before(i), Some(Role::Preposition | Role::By | Role::Of | Role::From))
            || i > 0 && cursor.season(i - 1).is_some();
    let counted = cursor.unit(i + 1).is_some() || counts_something(cursor, i);
    let goes_on = goes_on(cursor, i + 1) || era_before_christ(cursor, i + 1).is_some();
    (supported && !counted && !goes_on && cursor.token(i)?.number > 99).then(|| 1 - token.number as i32)
}

/// Whether the number at `i` stands before what it counts.
fn counts_something(cursor: &Cursor<'_>, i: usize) -> bool {
    let next = cursor.text(i + 1);
    if cursor.syntax().capital_nouns {
        return cursor.capital(i + 1) && cursor.entry(i + 1).is_none();
    }
    cursor.lower(i + 1)
        && cursor.entry(i + 1).is_none()
        && (next.ends_with('s') && next.len() > 3 || cursor.syntax().counted.contains(&next))
}

/// "Windows 2000", "Section 1983": a number that goes with the name before it.
fn stands_after_a_name(cursor: &Cursor<'_>, i: usize) -> bool {
    let Some(before) = i.checked_sub(1) else { return false };
    if cursor.mark(i + 1, b'-') && cursor.digits(i + 2).is_some() {
        return false;
    }
    cursor.token(before).is_some_and(|token| token.kind == Kind::Word && token.entry.is_none())
        && cursor.is_title_case(before)
        && !cursor.glued(i)
}

fn year_is_meant(cursor: &Cursor<'_>, i: usize, year: i32) -> bool {
    let glued_before = cursor.glued(i) && i > 0;
    if glued_before
        && !matches!(
            cursor.before(i).map(|t| t.kind),
            Some(Kind::Mark(b'(' | b'-' | b'"' | b'/' | b'[' | b'*' | b'\'' | b'`' | b'_' | b','))
        )
    {
        return false;
    }
    if glued_before
        && cursor.mark(i - 1, b',')
        && i >= 2
        && cursor.digits(i - 2).is_some()
        && cursor.glued(i - 1)
    {
        return false;
    }
    let before = cursor.role_before(i);
    if matches!(before, Some(Role::Title | Role::No))
        || cursor.mark(i.wrapping_sub(1), b'$')
        || cursor.mark(i.wrapping_sub(1), b'#')
    {
        return false;
    }
    if cursor.is(i + 1, Role::Masthead) && cursor.capital(i + 1)
        || cursor.unit(i + 1).is_some_and(|(_, plural)| plural)
    {
        return false;
    }
    if stands_after_a_name(cursor, i) {
        return false;
    }
    let strong = matches!(
        before,
        Some(
            Role::Preposition
                | Role::By
                | Role::For
                | Role::Early
                | Role::Late
                | Role::Mid
                | Role::After
                | Role::Before
                | Role::From
                | Role::Fiscal
        )
    );
    let counted = counts_something(cursor, i) && !matches!(before, Some(Role::The));
    if counted && (!strong || matches!(before, Some(Role::By | Role::For))) {
        return false;
    }
    if (1600..2060).contains(&year) { true } else { strong || cursor.is_one(i.wrapping_sub(1), Unit::Year) }
}

/// "nineteen ninety-seven", "two thousand" after "year" or "in".
pub(super) fn spelled_year(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (year, end) = spelled(cursor, i)?;
    Some(Found::date(i, end, calendar(Year::Known(year), Field::Whole)))
}

pub(super) fn spelled(cursor: &Cursor<'_>, i: usize) -> Option<(i32, usize)> {
    if cursor.entry(i)?.number == Some(2)
        && cursor.is(i + 1, Role::Scale(1000))
        && cursor.is_one(i.wrapping_sub(1), Unit::Year)
    {
        return Some((2000, i + 2));
    }
    let head = cursor.entry(i)?.number.filter(|n| (16..=20).contains(n))?;
    let tens = cursor.entry(i + 1)?.number.filter(|n| (10..=90).contains(n))?;
    let mut end = i + 2;
    let mut year = head * 100 + tens;
    let units_at = cursor.skip_hyphen(end);
    if tens >= 20
        && let Some(units) = cursor.entry(units_at).and_then(|e| e.number).filter(|n| (1..10).contains(n))
    {
        year += units;
        end = units_at + 1;
    }
    Some((year as i32, end))
}
