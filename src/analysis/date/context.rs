//! What has been said so far: the day of publication, the last date, and whether the text narrates.

use super::expression::{Base, Expression, Field, Season, Unit, Year};
use super::shift::place_of_unit;
use super::timex::{DateCandidate, NumericOrder, TimexType};
use super::value::{Point, Value, YearMark};
use chrono::{Datelike, Months, NaiveDate};

/// The state while an article's expressions are given values in order.
pub(super) struct Context {
    /// The day of publication.
    pub(super) now: Option<NaiveDate>,
    /// How numbers are ordered.
    pub(super) order: NumericOrder,
    /// Whether the text narrates a past with dates of its own.
    pub(super) narrative: bool,
    last: Option<(NaiveDate, Point)>,
}

impl Context {
    /// The state before the first expression.
    pub(super) fn new(candidates: &[DateCandidate], now: Option<NaiveDate>, order: NumericOrder) -> Self {
        Self { now, order, narrative: narrates(candidates, now), last: None }
    }

    /// The day that a base stands for.
    pub(super) fn day(&self, base: Base) -> Option<NaiveDate> {
        match base {
            Base::Now if !self.narrative => self.now,
            _ => self.last.map(|(day, _)| day).or(if self.narrative { None } else { self.now }),
        }
    }

    /// The day that a number of units is counted from.
    pub(super) fn day_for(&self, base: Base, _unit: Unit) -> Option<NaiveDate> {
        self.day(base)
    }

    /// "the year", "the quarter": the one that is being spoken of.
    pub(super) fn current(&self, unit: Unit) -> Option<Value> {
        if self.narrative {
            return Some(place_of_unit(self.last?.0, unit));
        }
        let now = self.now?;
        match (unit, self.last) {
            (Unit::Quarter, Some((day, Point::Quarter(_)))) => Some(place_of_unit(day, unit)),
            (Unit::Quarter, _) => Some(place_of_unit(now.checked_sub_months(Months::new(3))?, unit)),
            _ => Some(place_of_unit(now, unit)),
        }
    }

    /// "a year ago", after a quarter was spoken of, means that quarter of the other year.
    pub(super) fn same_part_of_year(&self, base: Base, steps: i64) -> Option<Value> {
        let (last, Point::Quarter(quarter)) = self.last? else { return None };
        if self.narrative || steps != -1 {
            return None;
        }
        let from = if base == Base::Now { self.now? } else { last };
        let year = if base == Base::Now { last.year() } else { from.year() };
        Some(Value::calendar(YearMark::Year(year - 1), Point::Quarter(quarter)))
    }

    /// In a narrative, the year in which a part of the year that stands without one lies.
    pub(super) fn narrative_year(&self, field: Field) -> Option<i32> {
        if !self.narrative {
            return None;
        }
        let (last, point) = self.last?;
        let month = match field {
            Field::Month(month) | Field::Day { month, .. } => month,
            Field::Season(Season::Spring) => 3,
            Field::Season(Season::Summer) => 6,
            Field::Season(Season::Autumn) => 9,
            _ => return Some(last.year()),
        };
        let turned = matches!(point, Point::Day(..) | Point::Month(_)) && last.month() >= 11 && month <= 2;
        Some(if turned { last.year() + 1 } else { last.year() })
    }

    /// Takes note of a value for what follows.
    pub(super) fn note(&mut self, candidate: &DateCandidate, value: &Value) {
        if matches!(candidate.kind, TimexType::Date | TimexType::Time)
            && let Value::Calendar { point, .. } = value
            && let Some((first, _)) = value.days().or_else(|| before_christ(value))
        {
            self.last = Some((first, *point));
        }
    }
}

/// The first day of a decade or century before Christ has no use as an anchor; a year has.
fn before_christ(_value: &Value) -> Option<(NaiveDate, NaiveDate)> {
    None
}

/// Whether a text tells of a past that it dates itself: many years in full, most of them long before the day of
/// publication, and few words that lean on that day.
fn narrates(candidates: &[DateCandidate], now: Option<NaiveDate>) -> bool {
    let (mut old, mut near, mut leaning) = (0, 0, 0);
    for candidate in candidates {
        match &candidate.expression {
            Expression::Calendar { year: Year::Known(year), .. } | Expression::Numeric { year: Some(year), .. } => {
                if now.is_none_or(|now| now.year() - year > 2) { old += 1 } else { near += 1 }
            }
            Expression::Weekday { .. } | Expression::Shift { base: Base::Now, .. } => leaning += 1,
            _ => {}
        }
    }
    old >= 4 && old > 2 * near && old > 2 * leaning
}
