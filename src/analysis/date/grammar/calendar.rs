//! Days, months, years, seasons, quarters, decades, centuries, holidays: what the calendar names.

use super::super::expression::{Base, Clock, Expression, Field, Holiday, Which, Year};
use super::super::lexicon::Role;
use super::super::scan::Kind;
use super::cursor::{Cursor, Found};

const fn calendar(year: Year, field: Field) -> Expression {
    Expression::Calendar { year, field }
}

/// Whatever the calendar names at token `i`, without an article or modifier before it.
pub(super) fn calendar_at(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let token = cursor.token(i)?;
    match token.kind {
        Kind::Number => day_first(cursor, i).or_else(|| decade(cursor, i)).or_else(|| century(cursor, i))
            .or_else(|| quarter(cursor, i)).or_else(|| year_before_quarter(cursor, i)).or_else(|| year_alone(cursor, i)),
        Kind::Mark(b'\'') => decade(cursor, i),
        Kind::Mark(_) => None,
        Kind::Word => {
            let entry = token.entry;
            if entry.is_none() && !matches!(token.len(), 2) {
                return None;
            }
            feast(cursor, i).or_else(|| weekday(cursor, i)).or_else(|| month(cursor, i))
                .or_else(|| day_first(cursor, i)).or_else(|| season(cursor, i)).or_else(|| century(cursor, i))
                .or_else(|| quarter(cursor, i)).or_else(|| fiscal(cursor, i)).or_else(|| decade(cursor, i))
                .or_else(|| spelled_year(cursor, i))
        }
    }
}

/// A year at `i`: four digits, or any number with an era. Not whether it *is* one: that is for the context.
pub(super) fn year_at(cursor: &Cursor<'_>, i: usize) -> Option<(i32, usize)> {
    if cursor.mark(i, b'\'') {
        let token = cursor.token(i + 1).filter(|t| t.kind == Kind::Number && t.len() == 2 && cursor.glued(i + 1))?;
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
    if cursor.is(i, Role::BeforeChrist) {
        return Some(i + 1);
    }
    let dotted = cursor.word(i, "b") && cursor.mark(i + 1, b'.') && cursor.word(i + 2, "c");
    dotted.then(|| if cursor.mark(i + 3, b'.') { i + 4 } else { i + 3 })
}

fn era_after_christ(cursor: &Cursor<'_>, i: usize) -> Option<usize> {
    if cursor.is(i, Role::AnnoDomini) && cursor.text(i).chars().all(char::is_uppercase) {
        return Some(i + 1);
    }
    let dotted = cursor.word(i, "a") && cursor.mark(i + 1, b'.') && cursor.word(i + 2, "d");
    dotted.then(|| if cursor.mark(i + 3, b'.') { i + 4 } else { i + 3 })
}

/// Whether a number goes on at `i`: "1,900", "1987.5", "1990s", "50%".
fn goes_on(cursor: &Cursor<'_>, i: usize) -> bool {
    if !cursor.glued(i) {
        return false;
    }
    match cursor.token(i).map(|token| token.kind) {
        Some(Kind::Word) => true,
        Some(Kind::Mark(b',' | b'.' | b':')) => cursor.glued(i + 1) && cursor.digits(i + 1).is_some(),
        Some(Kind::Mark(b'%' | b'$' | b'/' | b'_' | b'@')) => true,
        _ => false,
    }
}

/// A day of the month at `i`, "24", "24th", "twenty-fourth".
fn day_number(cursor: &Cursor<'_>, i: usize) -> Option<(u8, usize)> {
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

/// A year that follows a day or month: ", 1952", " 1952", " of 1952", " '52".
fn year_after(cursor: &Cursor<'_>, i: usize) -> Option<(i32, usize)> {
    if cursor.mark(i, b',') || cursor.is(i, Role::Of) || cursor.mark(i, b'-') {
        return year_at(cursor, i + 1);
    }
    year_at(cursor, i).or_else(|| spelled(cursor, i))
}

/// "of next year", ", last year", "of that year" after a part of the year.
fn relative_year_after(cursor: &Cursor<'_>, i: usize) -> Option<(Year, usize)> {
    let j = cursor.skip(i, Role::Of);
    let of = j > i;
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
    (cursor.word(j + 1, "year") && (of || base == Base::Now)).then_some((Year::Relative(offset, base), j + 2))
}

fn any_year_after(cursor: &Cursor<'_>, i: usize) -> (Year, usize) {
    if let Some((year, next)) = year_after(cursor, i) {
        return (Year::Known(year), next);
    }
    relative_year_after(cursor, i).unwrap_or((Year::Open, i))
}

/// "May 3", "May 3, 1952", "May the third", "May 1952", "May".
pub(super) fn month(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let month = cursor.month(i)?;
    let next = cursor.skip_period(i + 1);
    let day_at = cursor.skip(next, Role::The);
    if let Some((day, after)) = day_number(cursor, day_at)
        && !cursor.unit(after).is_some_and(|(_, plural)| plural)
    {
        let (year, end) = any_year_after(cursor, after);
        return Some(Found::date(i, end, calendar(year, Field::Day { month, day, weekday: 0 })));
    }
    let (year, end) = any_year_after(cursor, next);
    if year != Year::Open || month_stands_alone(cursor, i) {
        let end = if year == Year::Open { next } else { end };
        return Some(Found::date(i, end, calendar(year, Field::Month(month))));
    }
    None
}

/// Whether the word at `i` is a month rather than a verb or a name.
fn month_stands_alone(cursor: &Cursor<'_>, i: usize) -> bool {
    let entry = cursor.entry(i);
    let before = cursor.role_before(i);
    if before == Some(Role::Title) || (cursor.mark(i.wrapping_sub(1), b'.') && cursor.role_before(i - 1) == Some(Role::Title)) {
        return false;
    }
    let supported = matches!(
        before,
        Some(
            Role::Preposition | Role::Of | Role::Early | Role::Late | Role::Mid | Role::Last | Role::Next
                | Role::This | Role::From | Role::After | Role::Before | Role::Every | Role::Past | Role::Previous
                | Role::Following | Role::To
        )
    ) || (cursor.mark(i.wrapping_sub(1), b'-') && cursor.glued(i));
    let name_follows = cursor.capital(i + 1) && cursor.entry(i + 1).is_none() && cursor.token(i + 1).is_some_and(|t| t.kind == Kind::Word);
    if entry.is_some_and(|entry| entry.doubtful) {
        let joined = before == Some(Role::Joiner) && i >= 2 && cursor.month(i - 2).is_some();
        return (supported || joined) && !name_follows;
    }
    supported || !name_follows
}

/// "3 May 1952", "24th of September", "the third of May", "2016-09-24", "24/9/52".
pub(super) fn day_first(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if let Some(found) = in_numbers(cursor, i) {
        return Some(found);
    }
    let (day, next) = day_number(cursor, i)?;
    if cursor.mark(i.wrapping_sub(1), b'$') {
        return None;
    }
    let of = cursor.is(next, Role::Of);
    let spelled = cursor.entry(i).is_some_and(|entry| entry.ordinal.is_some() || entry.number.is_some());
    if spelled && !of {
        return None;
    }
    let month_at = if of { next + 1 } else { cursor.skip_hyphen(next) };
    let month = cursor.month(month_at)?;
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

fn iso(cursor: &Cursor<'_>, i: usize, (year, month, day): (u32, u32, u32)) -> Option<Found> {
    if !(1..=12).contains(&month) || !(1..=31).contains(&day) {
        return None;
    }
    let field = Field::Day { month: month as u8, day: day as u8, weekday: 0 };
    let found = Found::date(i, i + 5, calendar(Year::Known(year as i32), field));
    if cursor.glued(i + 5) && cursor.word(i + 5, "T") && cursor.mark(i + 7, b':') {
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
    if let Some(Found { end, expression: Expression::Calendar { year, field: Field::Day { month, day, .. } }, clock, .. }) = inner {
        let mut found = Found::date(i, end, calendar(year, Field::Day { month, day, weekday }));
        found.clock = clock;
        return Some(found);
    }
    if let Some(Found { end, expression: numeric @ Expression::Numeric { .. }, .. }) = inner {
        return Some(Found::date(i, end, numeric));
    }
    let doubtful = cursor.entry(i).is_some_and(|entry| entry.doubtful);
    let masthead = cursor.is(next, Role::Masthead) && cursor.capital(next);
    if doubtful || masthead {
        return None;
    }
    Some(Found::date(i, next, Expression::Weekday { weekday, which: Which::Bare }))
}

/// "summer", "summer 1962", "spring of 1957", "winter of 1941-42".
pub(super) fn season(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let season = cursor.season(i)?;
    let (year, end) = any_year_after(cursor, i + 1);
    if year == Year::Open {
        let before = cursor.role_before(i);
        let supported = matches!(before, Some(Role::The | Role::Early | Role::Late | Role::Mid | Role::Preposition | Role::Of | Role::That));
        let noun = !cursor.capital(i) && !cursor.lower(i + 1);
        let doubtful = cursor.entry(i).is_some_and(|entry| entry.doubtful);
        if doubtful && cursor.is(i + 1, Role::Of) {
            return None;
        }
        if (doubtful && !supported) || (!doubtful && !supported && !noun) || cursor.mark(i + 1, b'-') {
            return None;
        }
        return Some(Found::date(i, i + 1, calendar(Year::Open, Field::Season(season))));
    }
    Some(Found::date(i, end, calendar(year, Field::Season(season))))
}

/// "third quarter", "third-quarter", "fiscal third quarter of 1990", "first half of 1990", "Q3 1989".
pub(super) fn quarter(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let j = cursor.skip_hyphen(cursor.skip(i, Role::Fiscal));
    let lettered = cursor.word(j, "q") && cursor.glued(j + 1);
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
        match cursor.text(field_at) {
            word if word.eq_ignore_ascii_case("quarter") && (1..=4).contains(&number) => Field::Quarter(number),
            word if word.eq_ignore_ascii_case("half") && (1..=2).contains(&number) => Field::Half(number),
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
    if let (Year::Open, Field::Half(_)) = (year, field) {
        if cursor.is(next, Role::Of) && cursor.is(next + 1, Role::The) && cursor.word(next + 2, "year") {
            return Some(Found::date(i, next + 3, calendar(Year::Open, field)));
        }
        return None;
    }
    Some(Found::date(i, end, calendar(year, field)))
}

/// "1988 second quarter".
fn year_before_quarter(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
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

/// "fiscal 1989", "fiscal year 1989", "FY 1998", "FY98".
fn fiscal(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !cursor.is(i, Role::Fiscal) {
        return None;
    }
    let next = if cursor.word(i + 1, "year") { i + 2 } else { i + 1 };
    let field = if cursor.word(i, "fy") { Field::Fiscal } else { Field::Whole };
    if let Some((year, end)) = year_at(cursor, next) {
        return Some(Found::date(i, end, calendar(Year::Known(year), field)));
    }
    let short = cursor.token(next).filter(|t| t.kind == Kind::Number && t.len() == 2 && cursor.word(i, "fy"))?;
    Some(Found::date(i, next + 1, calendar(Year::Known(two_digit_year(short.number)), Field::Fiscal)))
}

/// "1960s", "1960's", "'60s", "sixties", "nineteen sixties", "470s BC".
pub(super) fn decade(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if let Some(decade) = cursor.entry(i).and_then(|entry| entry.decade) {
        let teens = i.checked_sub(1).and_then(|j| cursor.entry(j)).and_then(|e| e.number);
        let supported = matches!(cursor.role_before(i), Some(Role::The | Role::Early | Role::Late | Role::Mid))
            || cursor.mark(i.wrapping_sub(1), b'-');
        let century = teens.filter(|n| (17..=19).contains(n)).map_or(1900, |n| n as i32 * 100);
        return (supported || teens.is_some())
            .then(|| Found::date(i, i + 1, calendar(Year::Known(century + i32::from(decade)), Field::Decade)));
    }
    let apostrophe = cursor.mark(i, b'\'');
    let at = if apostrophe { i + 1 } else { i };
    let token = cursor.token(at).filter(|token| token.kind == Kind::Number)?;
    let next = if cursor.mark(at + 1, b'\'') && cursor.glued(at + 1) { at + 2 } else { at + 1 };
    if !(cursor.glued(next) && cursor.word(next, "s")) || !token.number.is_multiple_of(10) {
        return None;
    }
    if let Some(end) = era_before_christ(cursor, next + 1) {
        let first = 1 - i32::try_from(token.number).ok().filter(|n| *n < 10_000)?;
        return Some(Found::date(i, end, calendar(Year::Known(first), Field::Decade)));
    }
    let year = match token.len() {
        4 if (1000..2200).contains(&token.number) => token.number as i32,
        2 if apostrophe || cursor.role_before(i) == Some(Role::The) => {
            if token.number < 20 { 2000 + token.number as i32 } else { 1900 + token.number as i32 }
        }
        _ => return None,
    };
    Some(Found::date(i, next + 1, calendar(Year::Known(year), Field::Decade)))
}

/// "19th century", "fourth century BC".
fn century(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (number, next) = cursor.ordinal(i)?;
    let next = cursor.skip_hyphen(next);
    if !cursor.word(next, "century") || !(1..=30).contains(&number) {
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
fn year_alone(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if let Some(year) = ancient_year(cursor, i) {
        return Some(Found::date(i, i + 1, calendar(Year::Known(year), Field::Whole)));
    }
    let (year, end) = year_at(cursor, i)?;
    let found = Found::date(i, end, calendar(Year::Known(year), Field::Whole));
    if end > i + 1 || year_is_meant(cursor, i, year) { Some(found) } else { None }
}

/// "in 480" where the text dates by years before Christ.
fn ancient_year(cursor: &Cursor<'_>, i: usize) -> Option<i32> {
    let token = cursor.token(i).filter(|token| cursor.ancient && token.kind == Kind::Number && token.len() == 3)?;
    let supported = ["in", "by", "since", "until", "of", "from", "winter", "spring", "summer", "autumn"]
        .iter()
        .any(|word| cursor.word(i.wrapping_sub(1), word));
    let counted = cursor.unit(i + 1).is_some() || counts_something(cursor, i);
    let goes_on = goes_on(cursor, i + 1) || era_before_christ(cursor, i + 1).is_some();
    (supported && !counted && !goes_on && cursor.token(i)?.number > 99).then(|| 1 - token.number as i32)
}

/// Whether the number at `i` stands before what it counts.
fn counts_something(cursor: &Cursor<'_>, i: usize) -> bool {
    let next = cursor.text(i + 1);
    cursor.lower(i + 1)
        && cursor.entry(i + 1).is_none()
        && (next.ends_with('s') && next.len() > 3
            || ["people", "men", "women", "million", "billion", "miles", "feet", "square", "percent", "km"].contains(&next))
}

fn year_is_meant(cursor: &Cursor<'_>, i: usize, year: i32) -> bool {
    let glued_before = cursor.glued(i) && i > 0;
    if glued_before && !matches!(cursor.before(i).map(|t| t.kind), Some(Kind::Mark(b'(' | b'-' | b'"' | b'/' | b'[' | b'*' | b'\'' | b'`' | b'_' | b','))) {
        return false;
    }
    if glued_before && cursor.mark(i - 1, b',') && i >= 2 && cursor.digits(i - 2).is_some() && cursor.glued(i - 1) {
        return false;
    }
    let before = cursor.role_before(i);
    if matches!(before, Some(Role::Title | Role::No)) || cursor.mark(i.wrapping_sub(1), b'$') || cursor.mark(i.wrapping_sub(1), b'#') {
        return false;
    }
    if cursor.is(i + 1, Role::Masthead) && cursor.capital(i + 1) || cursor.unit(i + 1).is_some_and(|(_, plural)| plural) {
        return false;
    }
    let strong = matches!(before, Some(Role::Preposition | Role::Early | Role::Late | Role::Mid | Role::After | Role::Before | Role::From | Role::Fiscal));
    let counted = counts_something(cursor, i) && !matches!(before, Some(Role::The));
    if counted && !(strong && !cursor.word(i.wrapping_sub(1), "by") && !cursor.word(i.wrapping_sub(1), "for")) {
        return false;
    }
    if (1600..2060).contains(&year) { true } else { strong || cursor.word(i.wrapping_sub(1), "year") }
}

/// "nineteen ninety-seven", "two thousand" after "year" or "in".
fn spelled_year(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (year, end) = spelled(cursor, i)?;
    Some(Found::date(i, end, calendar(Year::Known(year), Field::Whole)))
}

fn spelled(cursor: &Cursor<'_>, i: usize) -> Option<(i32, usize)> {
    let head = cursor.entry(i)?.number.filter(|n| (16..=20).contains(n))?;
    let tens = cursor.entry(i + 1)?.number.filter(|n| (10..=90).contains(n))?;
    let mut end = i + 2;
    let mut year = head * 100 + tens;
    let units_at = cursor.skip_hyphen(end);
    if tens >= 20 && let Some(units) = cursor.entry(units_at).and_then(|e| e.number).filter(|n| (1..10).contains(n)) {
        year += units;
        end = units_at + 1;
    }
    Some((year as i32, end))
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
        .feasts
        .iter()
        .filter(|(words, _)| words.iter().enumerate().all(|(k, word)| feast_word(cursor, i + k, word)))
        .max_by_key(|(words, _)| words.len())
        .map(|(words, holiday)| (i + words.len(), *holiday))
}

fn feast_word(cursor: &Cursor<'_>, i: usize, word: &str) -> bool {
    match word {
        "'" => cursor.mark(i, b'\''),
        "." => cursor.mark(i, b'.'),
        "-" => cursor.mark(i, b'-'),
        _ => cursor.word(i, word),
    }
}
