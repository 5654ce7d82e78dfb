//! The grammar: at each token that may begin an expression, the families are asked in turn and the longest wins.

mod calendar;
mod clock;
mod cursor;
mod number;
mod part_of_year;
mod quantity;
mod range;
mod reference;
mod relative;
mod repeated;
mod year;

pub(super) use cursor::{Cursor, Found};

use super::expression::{Base, Clock, DayPart, Expression, Field, Unit};
use super::meaning::Role;
use super::scan::Kind;
use super::timex::{Modifier, TimexType};

/// Every expression of a stretch of tokens, in order.
pub(super) fn expressions(cursor: &Cursor<'_>, found: &mut Vec<Found>) {
    let mut i = 0;
    while i < cursor.tokens.len() {
        match expression_at(cursor, i) {
            Some(match_) if match_.end > i => {
                i = match_.end;
                let tail = range::tail(cursor, &match_);
                found.push(match_);
                if let Some(tail) = tail {
                    i = tail.end;
                    found.push(tail);
                }
            }
            _ => i += 1,
        }
    }
}

/// Whether an expression may begin at token `i`: a glance that spares the families most of the words.
fn may_begin(cursor: &Cursor<'_>, i: usize) -> bool {
    let Some(token) = cursor.token(i) else { return false };
    match (token.kind, token.entry) {
        (Kind::Number | Kind::Mark(b'\''), _) => true,
        (Kind::Mark(_), _) => false,
        (Kind::Word, Some(entry)) => match entry.role {
            Some(Role::The | Role::A) => matches!(
                cursor.token(i + 1),
                Some(next) if next.kind == Kind::Number || next.kind == Kind::Mark(b'\'') || next.entry.is_some()
            ),
            _ => entry.begins(),
        },
        (Kind::Word, None) => false,
    }
}

/// The longest expression that begins at token `i`.
fn expression_at(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !may_begin(cursor, i) {
        return None;
    }
    let mut best = core(cursor, i);
    for other in [modified(cursor, i), lead_part(cursor, i)] {
        if let Some(other) = other
            && best.as_ref().is_none_or(|best| other.end > best.end)
        {
            best = Some(other);
        }
    }
    best
}

/// An expression without "early", "the end of", "later": these stand around it.
fn core(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let mut best: Option<Found> = None;
    let families: [fn(&Cursor<'_>, usize) -> Option<Found>; 17] = [
        clock::clock_time,
        calendar::calendar_at,
        range::first_day,
        range::first_year,
        relative::day_word,
        relative::pointed,
        the_calendar,
        relative::after_the,
        relative::year_ago_quarter,
        relative::year_end,
        quantity::unit_long,
        quantity::quantity,
        quantity::counted_by_lead,
        quantity::bare_plural,
        repeated::repeated,
        reference::vague,
        reference::reference,
    ];
    for family in families {
        if let Some(found) = family(cursor, i)
            && best.as_ref().is_none_or(|best| found.end > best.end)
        {
            best = Some(found);
        }
    }
    best.map(|found| add_part_of_day(cursor, found))
}

/// "the" before what the calendar names: "the summer of 1943", "the 1960s", "the 24th of September".
fn the_calendar(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if !cursor.is(i, Role::The) {
        return None;
    }
    let at = i + 1;
    let modified = mod_word(cursor, at).filter(|_| !cursor.is(at, Role::End) && !cursor.is(at, Role::Start));
    let (modifier, inner_at) = modified.map_or((None, at), |(m, next)| (Some(m), next));
    let found = calendar::calendar_at(cursor, inner_at)?;
    let takes_the = match &found.expression {
        Expression::Calendar { field, .. } => match field {
            Field::Whole => modifier.is_some() || names_period(cursor, found.end),
            Field::Month(_) => false,
            Field::Day { .. } => cursor.syntax().article_with_day && cursor.ordinal(inner_at).is_some(),
            Field::Holiday(_) => false,
            _ => true,
        },
        _ => false,
    };
    let hyphened = (inner_at..found.end)
        .any(|at| cursor.mark(at, b'-') && cursor.is_one(at + 1, Unit::Quarter))
        || modifier.is_some() && cursor.mark(at + 1, b'-');
    let takes_the = takes_the && !hyphened;
    let end = if names_period(cursor, found.end) { found.end + 1 } else { found.end };
    takes_the.then(|| Found { end, ..found.from(i) }.with(modifier))
}

/// "period", "quarter": a noun that may end what the calendar names.
fn names_period(cursor: &Cursor<'_>, i: usize) -> bool {
    cursor.is(i, Role::Period) || cursor.is_one(i, Unit::Quarter)
}

/// "Friday morning", "on the night of May 13" are read elsewhere; here a part of the day after a day.
fn add_part_of_day(cursor: &Cursor<'_>, found: Found) -> Found {
    if found.clock.is_some() || !clock::names_a_day(&found.expression) {
        return found;
    }
    match cursor.part(found.end) {
        Some((part, end)) => Found { end, ..found }.at(Clock::Part(part)),
        None => found,
    }
}

/// A word that says which part: "early", "late", "mid-".
fn mod_word(cursor: &Cursor<'_>, i: usize) -> Option<(Modifier, usize)> {
    let modifier = match cursor.role(i)? {
        Role::Early | Role::Start => Modifier::Start,
        Role::Mid => Modifier::Mid,
        Role::Late | Role::End => Modifier::End,
        Role::About => Modifier::Approx,
        Role::Later => Modifier::End,
        Role::Earlier => Modifier::Start,
        _ => return None,
    };
    Some((modifier, cursor.skip_hyphen(cursor.skip_period(i + 1))))
}

/// "early April", "late last week", "the end of 1990", "earlier this month", "later that day".
fn modified(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let the = cursor.skip(i, Role::The);
    let (modifier, mut next) = match cursor.role(the) {
        Some(
            Role::Early
            | Role::Late
            | Role::Mid
            | Role::Later
            | Role::Earlier
            | Role::About
            | Role::End
            | Role::Start,
        ) => mod_word(cursor, the)?,
        Some(Role::Remainder) if the > i => (Modifier::End, the + 1),
        _ => return None,
    };
    if the > i && cursor.mark(the + 1, b'-') {
        return None;
    }
    let of = matches!(cursor.role(the), Some(Role::End | Role::Start | Role::Mid))
        && cursor.is(next, Role::Of)
        || part_noun(cursor, next - 1) && cursor.is(next, Role::Of);
    if of {
        next += 1;
    } else if matches!(cursor.role(the), Some(Role::End | Role::Start)) {
        return None;
    } else if in_span(cursor, next) && the == i {
        next += 1;
    }
    let inner = core(cursor, next)?;
    if inner.kind == TimexType::Duration
        || inner.kind == TimexType::Set
        || matches!(inner.expression, Expression::Reference(_) | Expression::InStory(_))
    {
        return None;
    }
    let beside = matches!(cursor.role(the), Some(Role::Later | Role::Earlier | Role::Late));
    if beside && matches!(inner.expression, Expression::Weekday { .. }) {
        return None;
    }
    Some(inner.from(i).with(Some(modifier)))
}

/// "dawn" and the like are as often something else.
fn doubtful_part(cursor: &Cursor<'_>, i: usize) -> bool {
    cursor.entry(i).is_some_and(|entry| entry.doubtful)
}

/// "rest", "remainder" of a span.
fn part_noun(cursor: &Cursor<'_>, i: usize) -> bool {
    cursor.is(i, Role::Remainder)
}

/// "in" between "early" and a span.
fn in_span(cursor: &Cursor<'_>, i: usize) -> bool {
    cursor.entry(i).is_some_and(|entry| entry.stand.in_span)
}

/// "the morning of 31 January", "the night of May 13", "early in the morning", "the afternoon".
fn lead_part(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let early = if matches!(cursor.role(i), Some(Role::Early | Role::Late | Role::Mid)) {
        if in_span(cursor, i + 1) { i + 2 } else { cursor.skip_hyphen(i + 1) }
    } else {
        i
    };
    let the = cursor.skip(early, Role::The);
    let (modifier, part_at) = mod_word(cursor, the)
        .filter(|_| the > early || cursor.article_before(the))
        .map_or((None, the), |(m, n)| (Some(m), n));
    let (part, mut end) = cursor.part(part_at)?;
    if cursor.unit(end) == Some((Unit::Hour, true)) {
        end += 1;
    }
    let on_day = cursor.entry(end).is_some_and(|entry| entry.stand.on_day);
    let of = if cursor.is(end, Role::Of) || on_day { end + 1 } else { end };
    let article = the > early || cursor.article_before(early);
    if doubtful_part(cursor, part_at) && !cursor.is(end, Role::Of) && !article {
        return None;
    }
    let day = core(cursor, of).or_else(|| core(cursor, cursor.skip(of, Role::The)));
    let day = day.filter(|day| clock::names_a_day(&day.expression) && day.clock.is_none());
    if let Some(day) = day {
        return Some(day.from(i).at(Clock::Part(part)).with(modifier));
    }
    if !article || part == DayPart::Night && modifier.is_none() && early == i {
        return None;
    }
    Some(Found::date(i, end, Expression::PartOfDay(Base::Context)).at(Clock::Part(part)).with(modifier))
}
