//! Lengths of time, what is counted by them ("two weeks ago"), and repeated times.

use super::super::expression::{Amount, Base, Expression, Unit};
use super::super::meaning::Role;
use super::super::scan::Kind;
use super::super::timex::{Modifier, TimexType};
use super::cursor::{Cursor, Found};

/// A modifier of an amount at `i`: "about", "more than", "at least", "up to", "nearly".
pub(super) fn amount_modifier(cursor: &Cursor<'_>, i: usize) -> Option<(Modifier, usize)> {
    let than = |at: usize| cursor.is(at, Role::Than);
    Some(match cursor.role(i)? {
        Role::About => (Modifier::Approx, i + 1),
        Role::Nearly => (Modifier::LessThan, i + 1),
        Role::More if than(i + 1) => (Modifier::MoreThan, i + 2),
        Role::Over => (Modifier::MoreThan, i + 1),
        Role::Less if than(i + 1) => (Modifier::LessThan, i + 2),
        Role::Under => (Modifier::LessThan, i + 1),
        Role::AtLeast => (Modifier::EqualOrMore, i + 1),
        Role::AtMost => (Modifier::EqualOrLess, i + 1),
        Role::At if cursor.is(i + 1, Role::Least) => (Modifier::EqualOrMore, i + 2),
        Role::At if cursor.is(i + 1, Role::Most) => (Modifier::EqualOrLess, i + 2),
        Role::No if cursor.is(i + 1, Role::More) && than(i + 2) => (Modifier::EqualOrLess, i + 3),
        Role::No if cursor.is(i + 1, Role::Less) && than(i + 2) => (Modifier::EqualOrMore, i + 3),
        Role::Up if cursor.is(i + 1, Role::To) => (Modifier::EqualOrLess, i + 2),
        _ => return None,
    })
}

/// How many, at `i`: a number, "a", "a few", "several", "half an".
fn count(cursor: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    if cursor.is(i, Role::Half) && cursor.is(i + 1, Role::A) {
        return Some((Amount::Decimal("0.5".into()), i + 2));
    }
    if cursor.is(i, Role::A) {
        if cursor.is(i + 1, Role::Half) {
            return Some((Amount::Decimal("0.5".into()), cursor.skip_hyphen(i + 2)));
        }
        let number = cursor.entry(i + 1).and_then(|entry| entry.number);
        if let Some(number) = number.filter(|_| cursor.is(i + 1, Role::Few)) {
            return Some((Amount::Whole(number), cursor.skip(i + 2, Role::Of)));
        }
        if matches!(cursor.role(i + 1), Some(Role::Few | Role::Many)) {
            return Some((Amount::Vague, i + 2));
        }
    }
    if let Some((amount, next)) = cursor.amount(i)
        && !cursor.is(i, Role::Few)
    {
        return Some((amount, next));
    }
    match cursor.role(i)? {
        Role::A => Some((Amount::Whole(1), i + 1)),
        Role::Few | Role::Many => Some((Amount::Vague, i + 1)),
        _ => None,
    }
}

/// "vor drei Jahren", "in zwei Wochen" where the word before a length counts it from now.
pub(super) fn counted_by_lead(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let back = cursor.entry(i)?.lead?;
    let (modifier, at) =
        amount_modifier(cursor, i + 1).map_or((None, i + 1), |(modifier, next)| (Some(modifier), next));
    let (amount, next) = count(cursor, at)?;
    let (amount, next) = last_of_range(cursor, next).unwrap_or((amount, next));
    let next = cursor.skip(next, Role::Full);
    let (unit, _) = cursor.unit(next).filter(|(unit, _)| back || *unit >= Unit::Day)?;
    let (amount, unit) = half_of(amount, unit);
    let expression = Expression::Shift { unit, amount, back, base: Base::Now };
    Some(Found::date(i, next + 1, expression).with(modifier))
}

/// "12 to 18 months", "two or three weeks": the second number.
fn last_of_range(cursor: &Cursor<'_>, next: usize) -> Option<(Amount, usize)> {
    let joined = matches!(cursor.role(next), Some(Role::To | Role::And | Role::Or));
    cursor.amount(next + 1).filter(|(_, after)| joined && cursor.unit(*after).is_some())
}

/// "two years", "a few weeks ago", "10-year", "at least 72 hours", "the past three months", "one year later".
pub(super) fn quantity(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (modifier, at) =
        amount_modifier(cursor, i).map_or((None, i), |(modifier, next)| (Some(modifier), next));
    let (pointed, at) = pointed_lead(cursor, at);
    let over_span = pointed.is_some() && matches!(modifier, Some(Modifier::MoreThan | Modifier::Approx));
    let few =
        matches!(cursor.role(at), Some(Role::Few | Role::Many)) || period_of_units(cursor, at).is_some();
    if cursor.is(i, Role::Over) && (over_span || few) {
        return None;
    }
    let (amount, mut next) = match period_of_units(cursor, at) {
        Some(found) => found,
        None => count(cursor, at)?,
    };
    if cursor.token(at)?.kind == Kind::Mark(b'$') || cursor.mark(at.wrapping_sub(1), b'$') {
        return None;
    }
    let mut amount = amount;
    if let Some((_, after)) = last_of_range(cursor, next) {
        amount = if pointed.is_some() { Amount::Vague } else { amount };
        next = after;
    }
    let hyphened = cursor.mark(next, b'-') && cursor.glued(next) && cursor.glued(next + 1);
    next = if hyphened { next + 1 } else { next };
    while matches!(cursor.role(next), Some(Role::More | Role::Over | Role::Full | Role::Fiscal)) {
        next += 1;
    }
    let quality = quality(cursor, next, hyphened);
    next = if quality { next + 1 } else { next };
    let (unit, plural) = cursor.unit(next)?;
    if !counted_unit_is_meant(cursor, at, next, unit, plural, hyphened, &amount) {
        return None;
    }
    if cursor.mark(next + 1, b'-') && matches!(cursor.role(next + 2), Some(Role::Ago | Role::Earlier)) {
        return None;
    }
    let end = if cursor.is(at, Role::A) && hyphened { next + 2 } else { next + 1 };
    if hyphened && (pointed == Some(Role::The) || cursor.is(cursor.skip_hyphen(next + 1), Role::Old)) {
        return None;
    }
    if let Some(found) = counted_from(cursor, i, end, &amount, unit, pointed.is_none()) {
        return Some(found.with(modifier));
    }
    let (end, lengths) = add_lengths(cursor, end, vec![half_of(amount, unit)]);
    let end = or_so(cursor, old(cursor, end));
    Some(Found::of(TimexType::Duration, i, end, Expression::Duration { lengths }).with(modifier))
}

/// An adjective between a number and what it counts: "two bloody weeks".
fn quality(cursor: &Cursor<'_>, i: usize, hyphened: bool) -> bool {
    let word = cursor.token(i).is_some_and(|token| token.kind == Kind::Word && token.entry.is_none());
    let counts = cursor.unit(i + 1).is_some_and(|(unit, plural)| plural && unit >= Unit::Day);
    word && counts && !hyphened && cursor.lower(i) && !cursor.glued(i) && !cursor.text(i).ends_with('s')
}

/// "a three-year period": the number behind the article.
fn period_of_units(cursor: &Cursor<'_>, i: usize) -> Option<(Amount, usize)> {
    if !cursor.is(i, Role::A) {
        return None;
    }
    let (amount, next) = cursor.amount(i + 1)?;
    let unit_at = cursor.skip_hyphen(next);
    (cursor.unit(unit_at).is_some() && cursor.is(unit_at + 1, Role::Period) && unit_at > next)
        .then_some((amount, next))
}

/// "half a year" counts in the next smaller unit where TIMEX3 has no better.
fn half_of(amount: Amount, unit: Unit) -> (Amount, Unit) {
    match (&amount, unit) {
        (Amount::Decimal(number), Unit::Hour) if number == "0.5" => (Amount::Whole(30), Unit::Minute),
        (Amount::Decimal(number), Unit::Year) if number == "0.5" => (Amount::Whole(6), Unit::Month),
        (Amount::Decimal(number), Unit::Day) if number == "0.5" => (Amount::Whole(12), Unit::Hour),
        _ => (amount, unit),
    }
}

/// "the past", "the next", "the first", "the": what makes a length of a number of units.
fn pointed_lead(cursor: &Cursor<'_>, i: usize) -> (Option<Role>, usize) {
    let the = cursor.skip(i, Role::The);
    match cursor.role(the) {
        Some(
            role @ (Role::Last | Role::Past | Role::Next | Role::Latest | Role::Previous | Role::Following),
        ) => (Some(role), the + 1),
        _ if the > i => {
            let first = cursor.entry(the).is_some_and(|entry| entry.ordinal == Some(1));
            (Some(Role::The), if first { the + 1 } else { the })
        }
        _ => (None, i),
    }
}

fn counted_unit_is_meant(
    cursor: &Cursor<'_>,
    at: usize,
    unit_at: usize,
    unit: Unit,
    plural: bool,
    hyphened: bool,
    amount: &Amount,
) -> bool {
    if unit == Unit::Second && !plural && (cursor.is(at, Role::A) || !hyphened) {
        return false;
    }
    if unit == Unit::Quarter
        && (!plural || hyphened || !cursor.entry(at.wrapping_sub(1)).is_some_and(is_lead))
    {
        return false;
    }
    if !plural && !hyphened && *amount == Amount::Vague && !cursor.is(at, Role::A) {
        return cursor.is(at, Role::Many);
    }
    let article = hyphened && cursor.is(at, Role::A) && !cursor.is(unit_at + 1, Role::Period);
    !article && !cursor.is_title_case(unit_at)
}

/// Whether a word points to one of several stretches: "the past three quarters", "the first two quarters".
fn is_lead(entry: &super::super::meaning::Entry) -> bool {
    entry.ordinal.is_some()
        || matches!(entry.role, Some(Role::Last | Role::Past | Role::Next | Role::Previous))
}

/// "ago", "later", "earlier", "before", "after that", "from now" after a length.
fn counted_from(
    cursor: &Cursor<'_>,
    start: usize,
    end: usize,
    amount: &Amount,
    unit: Unit,
    free: bool,
) -> Option<Found> {
    let (back, base, end) = match cursor.role(end)? {
        Role::Ago => (true, Base::Now, end + 1),
        Role::Later => (false, Base::Context, end + 1),
        Role::Earlier => (true, Base::Context, end + 1),
        Role::Before if free && !cursor.lower(end + 1) && !cursor.capital(end + 1) => {
            (true, Base::Context, end + 1)
        }
        Role::From if cursor.is(end + 1, Role::Now) => (false, Base::Now, end + 2),
        _ => return None,
    };
    let expression = match amount {
        Amount::Vague => Expression::Shift { unit, amount: Amount::Vague, back, base },
        amount => Expression::Shift { unit, amount: amount.clone(), back, base },
    };
    Some(Found::date(start, end, expression))
}

/// "and six months", " 30 minutes" after a first length.
fn add_lengths(
    cursor: &Cursor<'_>,
    end: usize,
    mut lengths: Vec<(Amount, Unit)>,
) -> (usize, Vec<(Amount, Unit)>) {
    let at = if cursor.is(end, Role::And) { end + 1 } else { cursor.skip_comma(end) };
    let smaller = lengths.last().map_or(Unit::Second, |(_, unit)| *unit);
    if let Some((amount, next)) = cursor.amount(at)
        && let Some((unit, _)) = cursor.unit(next)
        && unit < smaller
        && lengths.len() == 1
    {
        lengths.push((amount, unit));
        return (next + 1, lengths);
    }
    (end, lengths)
}

/// "old", "-old", "long", "-long" after a length.
fn old(cursor: &Cursor<'_>, end: usize) -> usize {
    let at = cursor.skip_hyphen(end);
    if matches!(cursor.role(at), Some(Role::Old | Role::Long)) { at + 1 } else { end }
}

/// "or so", "or two", "or more" after a length.
fn or_so(cursor: &Cursor<'_>, end: usize) -> usize {
    let more = matches!(cursor.role(end + 1), Some(Role::So | Role::More))
        || cursor.entry(end + 1).is_some_and(|entry| entry.number == Some(2));
    if cursor.is(end, Role::Or) && more && cursor.unit(end + 2).is_none() { end + 2 } else { end }
}

/// "years", "weeks ago", "decades" without a number.
pub(super) fn bare_plural(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (unit, plural) = cursor.unit(i)?;
    if !plural || cursor.is_title_case(i) || matches!(unit, Unit::Second | Unit::Weekend | Unit::Quarter) {
        return None;
    }
    if let Some(found) = counted_from(cursor, i, i + 1, &Amount::Vague, unit, true) {
        return Some(found);
    }
    let supported = matches!(
        cursor.role_before(i),
        Some(Role::Preposition | Role::For | Role::After | Role::Before | Role::Of)
    );
    supported.then(|| {
        let lengths = vec![(Amount::Vague, unit)];
        Found::of(TimexType::Duration, i, i + 1, Expression::Duration { lengths })
    })
}

/// "day-long", "week-long".
pub(super) fn unit_long(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let (unit, _) = cursor.unit(i).filter(|(_, plural)| !plural)?;
    let long = cursor.mark(i + 1, b'-') && cursor.glued(i + 1) && cursor.is(i + 2, Role::Long);
    let lengths = vec![(Amount::Whole(1), unit)];
    long.then(|| Found::of(TimexType::Duration, i, i + 3, Expression::Duration { lengths }))
}
