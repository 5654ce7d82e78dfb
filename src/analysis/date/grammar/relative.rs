//! Expressions counted from the day of publication or from the day last spoken of.

use super::super::expression::{
    Amount, Base, Clock, DayPart, Expression, Field, Reference, Unit, Which, Year,
};
use super::super::meaning::Role;
use super::super::scan::Kind;
use super::super::timex::{Modifier, TimexType};
use super::calendar::calendar_at;
use super::cursor::{Cursor, Found};
use super::part_of_year::{feast, quarter};
use super::repeated::period;
use super::year::{named_year, spelled, year_at};

const fn shift(unit: Unit, amount: u32, back: bool, base: Base) -> Expression {
    Expression::Shift { unit, amount: Amount::Whole(amount), back, base }
}

/// "today", "yesterday morning", "tomorrow night", "tonight".
pub(super) fn day_word(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if cursor.is(i, Role::Tonight) {
        let expression = shift(Unit::Day, 0, false, Base::Now);
        return Some(Found::date(i, i + 1, expression).at(Clock::Part(DayPart::Night)));
    }
    let (unit, steps, base) = cursor.entry(i)?.counted?;
    if cursor.entry(i)?.part.is_some() && is_part_rather(cursor, i) {
        return None;
    }
    if cursor.capital(i) && cursor.capital(i + 1) && cursor.is(i + 1, Role::Masthead)
        || is_name_of_print(cursor, i)
    {
        return None;
    }
    let found = Found::date(i, i + 1, shift(unit, steps.unsigned_abs().into(), steps < 0, base));
    if unit != Unit::Day {
        return Some(found);
    }
    if let Some((part, end)) = cursor.part(i + 1) {
        return Some(Found { end, ..found }.at(Clock::Part(part)));
    }
    Some(found)
}

/// Whether a word for a day that also means a part of the day, as the German for "tomorrow" and "morning", means the
/// part: nouns have capitals, and so has the first word of a sentence, which a verb in small letters follows.
fn is_part_rather(cursor: &Cursor<'_>, i: usize) -> bool {
    let first = i == 0 || matches!(cursor.before(i).map(|token| token.kind), Some(Kind::Mark(_)));
    cursor.capital(i) && !(first && (cursor.lower(i + 1) || cursor.part(i + 1).is_some()))
}

/// "USA Today", "Today" as a name.
fn is_name_of_print(cursor: &Cursor<'_>, i: usize) -> bool {
    if !cursor.is_title_case(i) || i == 0 {
        return false;
    }
    let quoted = cursor.mark(i - 1, b'"') && cursor.mark(i + 1, b'"');
    let name_before = cursor.capital(i - 1)
        && cursor.entry(i - 1).is_none_or(|entry| entry.weekday == 0)
        && !cursor.glued(i);
    quoted || name_before
}

/// "the day before yesterday", "the day after tomorrow".
fn day_beside(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !cursor.is_one(i, Unit::Day) {
        return None;
    }
    let counted = cursor.entry(i + 2).and_then(|entry| entry.counted).map(|(_, steps, _)| steps);
    let found = match (cursor.role(i + 1)?, counted) {
        (Role::Before, Some(-1)) => (i + 3, shift(Unit::Day, 2, true, Base::Now)),
        (Role::After, Some(1)) => (i + 3, shift(Unit::Day, 2, false, Base::Now)),
        (Role::Before | Role::Earlier, _) => (i + 2, shift(Unit::Day, 1, true, Base::Context)),
        (Role::After | Role::Later, _) => (i + 2, shift(Unit::Day, 1, false, Base::Context)),
        _ => return None,
    };
    Some(Found::date(i, found.0, found.1))
}

/// How a word such as "last" or "following" counts: the index after it, which one it names, steps and base.
struct Pointer {
    next: usize,
    which: Which,
    offset: i32,
    base: Base,
}

fn pointer(cursor: &Cursor<'_>, i: usize, the: bool) -> Option<Pointer> {
    let one = |which, offset, base| Some(Pointer { next: i + 1, which, offset, base });
    match cursor.role(i)? {
        Role::This => {
            let next = if matches!(cursor.role(i + 1), Some(Role::Past | Role::Next | Role::Same)) {
                i + 2
            } else {
                i + 1
            };
            let (which, offset) = match cursor.role(i + 1) {
                Some(Role::Past) => (Which::Last, -1),
                Some(Role::Next) => (Which::Next, 1),
                _ => (Which::This, 0),
            };
            Some(Pointer { next, which, offset, base: Base::Now })
        }
        Role::Current => one(Which::This, 0, Base::Now),
        Role::Last | Role::Past => one(Which::Last, -1, Base::Now),
        Role::Next => {
            let follows = the || cursor.is_one(i + 1, Unit::Day);
            one(Which::Next, 1, if follows { Base::Context } else { Base::Now })
        }
        Role::That => {
            let next = if cursor.is(i + 1, Role::Same) { i + 2 } else { i + 1 };
            Some(Pointer { next, which: Which::Same, offset: 0, base: Base::Context })
        }
        Role::Same => one(Which::Same, 0, Base::Context),
        Role::Following => one(Which::Following, 1, Base::Context),
        Role::Previous => one(Which::Previous, -1, Base::Context),
        Role::Latest => one(Which::Last, -1, Base::Now),
        _ => None,
    }
}

/// "last year", "this morning", "next Friday", "the following month", "last June", "last year's third quarter".
pub(super) fn pointed(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let the = cursor.is(i, Role::The);
    let at = if the { i + 1 } else { i };
    let pointer = pointer(cursor, at, the)?;
    let next = pointer.next;
    let fiscal = cursor.skip(next, Role::Fiscal);
    if let Some((unit, plural)) = cursor.unit(fiscal) {
        return if plural {
            pointed_plural(i, next, &pointer, unit)
        } else {
            pointed_unit(cursor, i, the, &pointer, unit, fiscal + 1)
        };
    }
    if cursor.is(at, Role::Latest) && cursor.is(next, Role::Period) {
        return Some(Found::date(i, next + 1, shift(Unit::Quarter, 1, true, Base::Now)));
    }
    if let Some((part, end)) = cursor.part(next) {
        return Some(pointed_part(i, end, &pointer, part));
    }
    pointed_name(cursor, i, &pointer)
}

/// "past years", "coming weeks", "the following days": how many is not said.
fn pointed_plural(i: usize, next: usize, pointer: &Pointer, unit: Unit) -> Option<Found> {
    if pointer.offset == 0 || unit < Unit::Hour {
        return None;
    }
    if unit >= Unit::Year && pointer.which == Which::Last && pointer.next == i + 1 {
        return Some(Found::date(i, next + 1, Expression::Reference(Reference::Past)));
    }
    let lengths = vec![(Amount::Vague, unit)];
    Some(Found::of(TimexType::Duration, i, next + 1, Expression::Duration { lengths }))
}

fn pointed_unit(
    cursor: &Cursor<'_>,
    i: usize,
    the: bool,
    pointer: &Pointer,
    unit: Unit,
    end: usize,
) -> Option<Found> {
    if unit < Unit::Day || (cursor.is(pointer.next - 1, Role::Latest) && unit != Unit::Quarter) {
        return None;
    }
    if unit == Unit::Year
        && let Some(after) = cursor.skip_possessive(end)
    {
        if let Some(Found { end, expression: Expression::Calendar { field, .. }, .. }) =
            quarter(cursor, after)
        {
            let year = Year::Relative(pointer.offset, pointer.base);
            return Some(Found::date(i, end, Expression::Calendar { year, field }));
        }
        if cursor.is(after, Role::End) {
            let expression = shift(unit, pointer.offset.unsigned_abs(), pointer.offset < 0, pointer.base);
            return Some(Found::date(i, after + 1, expression).with(Some(Modifier::End)));
        }
    }
    if the && cursor.is(i + 1, Role::Past) && unit >= Unit::Decade {
        let lengths = vec![(Amount::Whole(1), unit)];
        return Some(Found::of(TimexType::Duration, i, end, Expression::Duration { lengths }));
    }
    let offset = pointer.offset;
    if unit == Unit::Year && !cursor.is(pointer.next - 1, Role::Following) {
        let year = Year::Relative(offset, pointer.base);
        return Some(Found::date(i, end, Expression::Calendar { year, field: Field::Whole }));
    }
    let expression = shift(unit, offset.unsigned_abs(), offset < 0, pointer.base);
    Some(Found::date(i, end, expression))
}

fn pointed_part(i: usize, end: usize, pointer: &Pointer, part: DayPart) -> Found {
    let expression = if pointer.offset == 0 {
        Expression::PartOfDay(pointer.base)
    } else {
        shift(Unit::Day, 1, pointer.offset < 0, pointer.base)
    };
    Found::date(i, end, expression).at(Clock::Part(part))
}

fn pointed_name(cursor: &Cursor<'_>, i: usize, pointer: &Pointer) -> Option<Found> {
    let next = pointer.next;
    if let Some(weekday) = cursor.weekday(next).filter(|_| !cursor.entry(next).is_some_and(|e| e.doubtful)) {
        let end = cursor.skip_period(next + 1);
        let found = Found::date(i, end, Expression::Weekday { weekday, which: pointer.which });
        return Some(match cursor.part(end) {
            Some((part, end)) => Found { end, ..found }.at(Clock::Part(part)),
            None => found,
        });
    }
    if let Some(month) = cursor.month(next) {
        let inner = calendar_at(cursor, next)?;
        let Expression::Calendar { year: Year::Open, field } = inner.expression else { return None };
        // "last May day" names a feast, not the month.
        if !matches!(field, Field::Month(m) | Field::Day { month: m, .. } if m == month) {
            return None;
        }
        let year = Year::Nearest(pointer.which);
        return Some(Found::date(i, inner.end, Expression::Calendar { year, field }));
    }
    if let Some(season) = cursor.season(next) {
        let year = Year::Nearest(pointer.which);
        return Some(Found::date(i, next + 1, Expression::Calendar { year, field: Field::Season(season) }));
    }
    if let Some(Found { end, expression: Expression::Calendar { year: Year::Open, field }, .. }) =
        feast(cursor, next)
    {
        return Some(Found::date(i, end, Expression::Calendar { year: Year::Nearest(pointer.which), field }));
    }
    None
}

/// "the day before", "the year", "the week", "the weekend", "the morning" after "the".
pub(super) fn after_the(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let held = cursor.unit(i).is_some() && i > 0 && !cursor.is(i - 1, Role::The) && cursor.article_before(i);
    if !cursor.is(i, Role::The) && !held {
        return None;
    }
    if held && i > 1 && cursor.is(i - 2, Role::Times) {
        let (unit, _) = cursor.unit(i).filter(|(unit, plural)| !plural && *unit >= Unit::Day)?;
        return Some(Found::of(TimexType::Set, i, i + 1, Expression::Literal(period(1, unit))));
    }
    let at = if held { i } else { i + 1 };
    if let Some(found) = day_beside(cursor, at) {
        return Some(found.from(i));
    }
    if let Some(found) = year_ago_quarter(cursor, at).filter(|found| found.end > at + 3) {
        return Some(found.from(i));
    }
    let full = cursor.skip(at, Role::Full);
    if cursor.syntax().genitive
        && let Some((year, end)) = named_year(cursor, full)
    {
        let year = Expression::Calendar { year: Year::Known(year), field: Field::Whole };
        return Some(Found::date(i, end, year));
    }
    if let Some((unit, false)) = cursor.unit(full)
        && (matches!(unit, Unit::Quarter | Unit::Year | Unit::Weekend | Unit::Month)
            || unit == Unit::Week && edge_before(cursor, i))
        && !cursor.mark(full + 1, b'-')
    {
        let named = year_at(cursor, full + 1).or_else(|| spelled(cursor, full + 1));
        let named = named.filter(|(year, _)| unit == Unit::Year && (1000..2200).contains(year));
        if let Some((year, end)) = named {
            return Some(Found::date(
                i,
                end,
                Expression::Calendar { year: Year::Known(year), field: Field::Whole },
            ));
        }
        if unit == Unit::Year && cursor.is(full + 1, Role::Ended) {
            let lengths = vec![(Amount::Whole(1), unit)];
            return Some(Found::of(TimexType::Duration, i, full + 1, Expression::Duration { lengths }));
        }
        return Some(Found::date(i, full + 1, shift(unit, 0, true, Base::Context)));
    }
    None
}

/// Whether "early", "late" or "the end of" stands before `i`.
fn edge_before(cursor: &Cursor<'_>, i: usize) -> bool {
    let edge = |at: usize| {
        matches!(cursor.role_before(at), Some(Role::Early | Role::Late | Role::Mid | Role::End | Role::Start))
    };
    edge(i) || cursor.role_before(i) == Some(Role::Of) && edge(i - 1)
}

/// "year-end", "year's end".
pub(super) fn year_end(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !cursor.is_one(i, Unit::Year) {
        return None;
    }
    let next = cursor.skip_possessive(i + 1).unwrap_or_else(|| cursor.skip_hyphen(i + 1));
    let year = Expression::Calendar { year: Year::Relative(0, Base::Now), field: Field::Whole };
    cursor.is(next, Role::End).then(|| Found::date(i, next + 1, year).with(Some(Modifier::End)))
}

/// "year-ago quarter", "year-earlier period", "year-ago".
pub(super) fn year_ago_quarter(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !(cursor.is_one(i, Unit::Year) && cursor.mark(i + 1, b'-') && cursor.glued(i + 2)) {
        return None;
    }
    let ago = matches!(cursor.role(i + 2), Some(Role::Ago | Role::Earlier));
    if !ago {
        return None;
    }
    if let Some(Found { end, expression: Expression::Calendar { year: Year::Open, field }, .. }) =
        quarter(cursor, i + 3)
    {
        let year = Year::Relative(-1, Base::Now);
        return Some(Found::date(i, end, Expression::Calendar { year, field }));
    }
    let noun = cursor.is_one(i + 3, Unit::Quarter) || cursor.is(i + 3, Role::Period);
    let end = if noun { i + 4 } else { i + 3 };
    let base = if cursor.is(i + 2, Role::Ago) { Base::Now } else { Base::Context };
    Some(Found::date(i, end, shift(Unit::Year, 1, true, base)))
}
