//! Times that come back: "every day", "each July", "daily", "twice a year".

use super::super::expression::{Amount, Expression, Unit};
use super::super::meaning::Role;
use super::super::timex::TimexType;
use super::cursor::{Cursor, Found};

/// "every day", "each July", "every three months", "daily", "twice a year".
pub(super) fn repeated(cursor: &Cursor<'_>, i: usize) -> Option<Found> {
    let set = |end, value: String| Some(Found::of(TimexType::Set, i, end, Expression::Literal(value)));
    if cursor.entry(i)?.weekly {
        return set(i + 1, format!("XXXX-WXX-{}", cursor.entry(i)?.weekday));
    }
    let role = cursor.role(i)?;
    if role == Role::Periodic {
        let (unit, _) = cursor.entry(i)?.unit?;
        return if cursor.is_title_case(i) && i > 0 && cursor.capital(i + 1) {
            None
        } else {
            set(i + 1, period(1, unit))
        };
    }
    if role == Role::Per || (role == Role::A && matches!(cursor.role_before(i), Some(Role::Times))) {
        let (unit, _) = cursor.unit(i + 1).filter(|(unit, plural)| !plural && *unit >= Unit::Day)?;
        return set(i + 2, period(1, unit));
    }
    if role != Role::Every {
        return None;
    }
    if let Some((Amount::Whole(number), next)) = cursor.amount(i + 1)
        && let Some((unit, _)) = cursor.unit(next)
    {
        return set(next + 1, period(number, unit));
    }
    if let Some((unit, false)) = cursor.unit(i + 1) {
        return set(i + 2, period(1, unit));
    }
    if let Some(weekday) = cursor.weekday(i + 1) {
        return set(i + 2, format!("XXXX-WXX-{weekday}"));
    }
    if let Some(month) = cursor.month(i + 1) {
        return set(i + 2, format!("XXXX-{month:02}"));
    }
    if let Some(season) = cursor.season(i + 1) {
        let point = super::super::value::Point::Season(season);
        return set(i + 2, format!("XXXX{point}"));
    }
    None
}

/// The value of what comes back each so many units.
pub(super) fn period(number: u32, unit: Unit) -> String {
    super::super::value::Value::Duration(vec![(Amount::Whole(number), unit)]).to_string()
}
