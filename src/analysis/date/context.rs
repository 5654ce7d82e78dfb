//! What has been said so far: the day of publication, the last date, and whether the text narrates.

use super::expression::{Base, Expression, Field, Season, Tense, Unit, Year};
use super::shift::place_of_unit;
use super::timex::{DateCandidate, NumericOrder, TimexType};
use super::value::{Point, Value, YearMark};
use chrono::{Datelike, Days, Months, NaiveDate};

/// The state while an article's expressions are given values in order.
pub(super) struct Context {
    /// The day of publication.
    pub(super) now: Option<NaiveDate>,
    /// The year of publication, when that is all that is known.
    pub(super) year: Option<i32>,
    /// How numbers are ordered.
    pub(super) order: NumericOrder,
    /// Whether the text narrates a past with dates of its own.
    pub(super) narrative: bool,
    last: Option<(NaiveDate, Point)>,
    /// The quarter that the text reports on.
    quarter: Option<(i32, u8)>,
    /// The last date that was given to the month or the day.
    fine: Option<NaiveDate>,
}

impl Context {
    /// The state before the first expression.
    pub(super) fn new(
        candidates: &[DateCandidate],
        now: Option<NaiveDate>,
        year: Option<i32>,
        order: NumericOrder,
    ) -> Self {
        Self { now, year, order, narrative: narrates(candidates, now), last: None, quarter: None, fine: None }
    }

    /// The day that a base stands for.
    pub(super) fn day(&self, base: Base) -> Option<NaiveDate> {
        match base {
            Base::Now if !self.narrative => self.now,
            _ => self.last.map(|(day, _)| day).or(if self.narrative { None } else { self.now }),
        }
    }

    /// The day that a time of day stands on: the last day named, in news else the day of publication.
    pub(super) fn day_of_clock(&self, base: Base) -> Option<NaiveDate> {
        match self.last {
            Some((day, Point::Day(..))) if base == Base::Context => Some(day),
            _ if self.narrative => None,
            _ => self.now,
        }
    }

    /// "that day", "two days later" after a date that is known to the month or year only: a day in it.
    pub(super) fn day_in_coarse(&self, base: Base, unit: Unit) -> Option<Value> {
        let (day, point) = self.last.filter(|_| base == Base::Context)?;
        let year = YearMark::Year(day.year());
        match (unit, point) {
            (Unit::Day, Point::Whole | Point::Season(_) | Point::Quarter(_) | Point::Half(_)) => {
                Some(Value::calendar(year, Point::Day(0, 0)))
            }
            (Unit::Day, Point::Month(month)) => Some(Value::calendar(year, Point::Day(month, 0))),
            (Unit::Month, Point::Whole) => Some(Value::calendar(year, Point::Month(0))),
            _ => None,
        }
    }

    /// "the year", "the quarter": the one that is being spoken of.
    pub(super) fn current(&self, unit: Unit, tense: Tense) -> Option<Value> {
        if self.narrative {
            return Some(place_of_unit(self.last?.0, unit));
        }
        let now = self.now?;
        match (unit, self.quarter) {
            (Unit::Quarter, Some((year, quarter))) => {
                Some(Value::calendar(YearMark::Year(year), Point::Quarter(quarter)))
            }
            (Unit::Quarter, _) => Some(place_of_unit(now.checked_sub_months(Months::new(3))?, unit)),
            (Unit::Weekend, _) if now.weekday().number_from_monday() < 6 && tense != Tense::Future => {
                Some(place_of_unit(now.checked_sub_days(Days::new(7))?, unit))
            }
            _ => Some(place_of_unit(now, unit)),
        }
    }

    /// "a year ago", after a quarter was spoken of, means that quarter of the other year.
    pub(super) fn same_part_of_year(&self, base: Base, steps: i64) -> Option<Value> {
        let (year, quarter) = self.quarter?;
        let other_day = matches!(self.last, Some((_, Point::Whole))) && base == Base::Context;
        if self.narrative || steps != -1 || other_day {
            return None;
        }
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
        let fine = self.fine.unwrap_or(last);
        if point == Point::Whole && (last.year() - fine.year()).abs() > OUTLIER {
            return Some(year_after_turn(fine, month));
        }
        let glance = point == Point::Whole && last.year() > fine.year() && goes_on(fine, field);
        if glance {
            return Some(fine.year());
        }
        let turned = matches!(point, Point::Day(..) | Point::Month(_));
        Some(if turned { year_after_turn(last, month) } else { last.year() })
    }

    /// Takes note of a value for what follows.
    pub(super) fn note(&mut self, candidate: &DateCandidate, value: &Value) {
        if matches!(candidate.kind, TimexType::Date | TimexType::Time)
            && !looks_back(&candidate.expression)
            && let Value::Calendar { point, .. } = value
            && let Some((first, _)) = value.days()
        {
            self.last = Some((first, *point));
            if let Point::Quarter(quarter @ 1..) = *point {
                self.quarter = Some((first.year(), quarter));
            }
            if matches!(point, Point::Day(1.., _) | Point::Month(1..)) {
                self.fine = Some(first);
            }
        }
    }
}

/// So many years long past make a chronicle, however near its last part comes to the day of publication.
const CHRONICLE: usize = 10;

/// A year named in passing, so many years away from what is told, does not move the story.
const OUTLIER: i32 = 15;

/// The year of a month that follows a date in a story: the next one when the month is long past.
fn year_after_turn(last: NaiveDate, month: u8) -> i32 {
    if last.month() as i32 - i32::from(month) >= 8 { last.year() + 1 } else { last.year() }
}

/// Whether a day without a year follows a dated day so closely that a year named between them was a glance ahead.
fn goes_on(fine: NaiveDate, field: Field) -> bool {
    let Field::Day { month, day, .. } = field else { return false };
    NaiveDate::from_ymd_opt(fine.year(), month.into(), day.into())
        .is_some_and(|date| (0..=31).contains(&(date - fine).num_days()))
}

/// "a year earlier", "two decades ago", "last year's": a glance back, after which the story goes on where it was.
const fn looks_back(expression: &Expression) -> bool {
    match expression {
        Expression::Shift { unit: Unit::Year | Unit::Decade | Unit::Century, back, .. } => *back,
        Expression::Calendar { year: Year::Relative(offset, _), .. } => *offset < 0,
        _ => false,
    }
}

/// Whether a text tells of a past that it dates itself: many years in full, most of them long before the day of
/// publication or very many of them, and few words that lean on that day.
pub(super) fn narrates(candidates: &[DateCandidate], now: Option<NaiveDate>) -> bool {
    let (mut old, mut near, mut leaning) = (0_usize, 0_usize, 0_usize);
    for candidate in candidates {
        match &candidate.expression {
            Expression::Calendar { year: Year::Known(year), .. }
            | Expression::Numeric { year: Some(year), .. } => {
                if now.is_none_or(|now| now.year() - year > 2) {
                    old += 1;
                } else {
                    near += 1;
                }
            }
            Expression::Weekday { .. }
            | Expression::Shift { base: Base::Now, .. }
            | Expression::Calendar { year: Year::Relative(_, Base::Now) | Year::Nearest(_), .. } => {
                leaning += 1;
            }
            _ => {}
        }
    }
    let story = old >= 4 && old > 3 * near && (leaning == 0 || old > 6 * leaning);
    let chronicle = old >= CHRONICLE && old + near > 8 * leaning;
    story || chronicle
}
