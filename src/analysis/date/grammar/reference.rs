//! Past, present and future, and nothing nearer.

use super::super::expression::{Amount, Expression, Reference, Unit};
use super::super::meaning::Role;
use super::super::timex::TimexType;
use super::cursor::{Cursor, Found};

/// Whether "in" stands before `i`.
fn follows_in(cursor: &Cursor<'_>, i: usize) -> bool {
    cursor.before(i).and_then(|token| token.entry).is_some_and(|entry| entry.stand.in_span)
}

/// "now", "recently", "soon", "the future", "the past", "recent years".
pub(super) fn reference(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let the = cursor.skip(cursor.skip(i, Role::The), Role::Near);
    let of = |end, reference| Some(Found::date(i, end, Expression::Reference(reference)));
    if cursor.entry(i)?.reference {
        let all = cursor.table.references.iter().filter(|(words, _)| cursor.is_phrase(i, words));
        if let Some((words, reference)) = all.max_by_key(|(words, _)| words.len()) {
            return of(i + words.len(), *reference);
        }
    }
    match cursor.role(the)? {
        Role::Now if the == i => of(i + 1, Reference::Present),
        Role::PastWord if the == i => of(i + 1, Reference::Past),
        Role::Future if the > i => of(the + 1, Reference::Future),
        Role::Past if the > i && (!cursor.lower(the + 1) || follows_in(cursor, i)) => {
            of(the + 1, Reference::Past)
        }
        Role::Recent => match cursor.unit(the + 1) {
            Some((Unit::Year | Unit::Decade, true)) => of(the + 2, Reference::Past),
            Some((unit, true)) => {
                let lengths = vec![(Amount::Vague, unit)];
                Some(Found::of(TimexType::Duration, i, the + 2, Expression::Duration { lengths }))
            }
            _ if the == i => Some(Found::date(i, i + 1, Expression::InStory(Reference::Past))),
            _ => None,
        },
        Role::Former if the == i => Some(Found::date(i, i + 1, Expression::InStory(Reference::Past))),
        Role::Current if the == i => of(i + 1, Reference::Present),
        _ => None,
    }
}

/// "long ago".
pub(super) fn vague(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    if cursor.is(i, Role::Long) && cursor.is(i + 1, Role::Ago) {
        return Some(Found::date(i, i + 2, Expression::Reference(Reference::Past)));
    }
    None
}
