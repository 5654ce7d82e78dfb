//! From expressions to values: counted from the day of publication, or, where the text narrates, from the last
//! date it gave.

use super::context::{Context, narrates};
use super::expression::{Amount, Base, Expression, Field, Reference, Tense, Unit, Which, Year};
use super::feast::feast_day;
use super::partial::{day_in_year, month_year, season_year};
use super::shift::{place_of_unit, step};
use super::timex::{Anchor, DateCandidate, DateMention, NumericOrder, TimexType};
use super::value::{InWeek, Point, Value, YearMark};
use chrono::{Datelike, Days, NaiveDate};

/// Gives values to the expressions of one article.
pub(super) fn resolve(
    candidates: &[DateCandidate],
    anchor: Option<Anchor>,
    order: NumericOrder,
) -> Vec<DateMention> {
    let year = anchor.and_then(wide_year);
    let earliest = values(candidates, anchor.map(|anchor| anchor.earliest), year, order);
    let latest = match anchor {
        Some(anchor) if anchor.latest != anchor.earliest => {
            values(candidates, Some(anchor.latest), year, order)
        }
        _ => earliest.clone(),
    };
    let story = narrates(candidates, anchor.map(|anchor| anchor.earliest));
    candidates
        .iter()
        .zip(earliest.into_iter().zip(latest))
        .filter(|(candidate, _)| story || !matches!(candidate.expression, Expression::InStory(_)))
        .map(|(candidate, (first, last))| mention(candidate, &first, &last))
        .collect()
}

/// When no more than the year of publication is known, parts of a year without one are taken to lie in it.
fn wide_year(anchor: Anchor) -> Option<i32> {
    let wide = (anchor.latest - anchor.earliest).num_days() > 45;
    (wide && anchor.earliest.year() == anchor.latest.year()).then(|| anchor.earliest.year())
}

/// What is written when a value cannot be said.
fn open_value(kind: TimexType) -> Value {
    match kind {
        TimexType::Time => Value::Calendar { year: YearMark::Open, point: Point::Day(0, 0), clock: None },
        TimexType::Duration => Value::Duration(Vec::new()),
        _ => Value::calendar(YearMark::Open, Point::Whole),
    }
}

fn mention(candidate: &DateCandidate, first: &Written, last: &Written) -> DateMention {
    let (value, days) = match (first, last) {
        (Written::Literal(text), _) => (text.clone(), None),
        (Written::Value(first), Written::Value(last)) if first == last => (first.to_string(), first.days()),
        (Written::Value(first), Written::Value(last)) => {
            let days = match (first.days(), last.days()) {
                (Some(first), Some(last)) => Some((first.0.min(last.0), first.1.max(last.1))),
                _ => None,
            };
            (common(first, last).to_string(), days)
        }
        (first, _) => (first.text(), None),
    };
    DateMention {
        range: candidate.range,
        kind: candidate.kind,
        value: value.into(),
        modifier: candidate.modifier.map(|modifier| modifier.name().into()),
        days: days.filter(|_| matches!(candidate.kind, TimexType::Date | TimexType::Time)),
    }
}

/// What two values share, when the day of publication is only known to lie between two days.
fn common(first: &Value, last: &Value) -> Value {
    let (
        Value::Calendar { year, point, clock },
        Value::Calendar { year: year_2, point: point_2, clock: clock_2 },
    ) = (first, last)
    else {
        return first.clone();
    };
    let clock = if clock == clock_2 { *clock } else { None };
    let point = match (*point, *point_2) {
        (a, b) if a == b => a,
        (Point::Day(a, _), Point::Day(b, _)) if a == b && year == year_2 => Point::Day(a, 0),
        (Point::Day(..), Point::Day(..)) if clock.is_some() => Point::Day(0, 0),
        (Point::Week(_, part), Point::Week(_, part_2)) if part == part_2 => Point::Week(0, part),
        (Point::Quarter(_), Point::Quarter(_)) => Point::Quarter(0),
        _ => Point::Whole,
    };
    let year = if year == year_2 { *year } else { YearMark::Open };
    let point = if let Point::Day(month @ 1.., 0) = point { Point::Month(month) } else { point };
    Value::Calendar { year, point, clock: clock.filter(|_| matches!(point, Point::Day(..))) }
}

/// A value, or one that is written as it stands.
#[derive(Clone, Debug, PartialEq)]
enum Written {
    Value(Value),
    Literal(String),
}

impl Written {
    fn text(&self) -> String {
        match self {
            Self::Value(value) => value.to_string(),
            Self::Literal(text) => text.clone(),
        }
    }
}

fn values(
    candidates: &[DateCandidate],
    now: Option<NaiveDate>,
    year: Option<i32>,
    order: NumericOrder,
) -> Vec<Written> {
    let mut context = Context::new(candidates, now, year, order);
    candidates
        .iter()
        .map(|candidate| {
            if let Expression::Literal(text) = &candidate.expression {
                return Written::Literal(text.clone());
            }
            let mut value = value_of(&candidate.expression, candidate.tense, &context)
                .unwrap_or_else(|| open_value(candidate.kind));
            if let Value::Calendar { point: Point::Day(..), clock, .. } = &mut value {
                *clock = candidate.clock;
            }
            context.note(candidate, &value);
            Written::Value(value)
        })
        .collect()
}

fn value_of(expression: &Expression, tense: Tense, context: &Context) -> Option<Value> {
    match expression {
        Expression::Calendar { year, field } => calendar(*year, *field, tense, context),
        Expression::Numeric { first, second, year } => numeric(*first, *second, *year, tense, context),
        Expression::Weekday { weekday, which } => weekday_value(*weekday, *which, tense, context),
        Expression::Shift { unit, amount, back, base } => {
            shift(*unit, amount, *back, (*base, tense), context)
        }
        Expression::Reference(reference) | Expression::InStory(reference) => {
            Some(Value::Reference(*reference))
        }
        Expression::Duration { lengths } => Some(Value::Duration(lengths.clone())),
        Expression::PartOfDay(base) => Some(match context.day_of_clock(*base) {
            Some(day) => Value::day(day),
            None => Value::calendar(YearMark::Open, Point::Day(0, 0)),
        }),
        Expression::Literal(_) => None,
    }
}

fn numeric(first: u8, second: u8, year: Option<i32>, tense: Tense, context: &Context) -> Option<Value> {
    let day_first = match context.order {
        _ if first > 12 => true,
        _ if second > 12 => false,
        NumericOrder::DayFirst => true,
        NumericOrder::MonthFirst => false,
    };
    let (day, month) = if day_first { (first, second) } else { (second, first) };
    calendar(year.map_or(Year::Open, Year::Known), Field::Day { month, day, weekday: 0 }, tense, context)
}

fn calendar(year: Year, field: Field, tense: Tense, context: &Context) -> Option<Value> {
    let known = known_year(year, field, tense, context);
    let mark = known.map_or(YearMark::Open, YearMark::Year);
    let on = |point| Some(Value::calendar(mark, point));
    match field {
        Field::Whole => on(Point::Whole),
        Field::Fiscal => Some(Value::calendar(known.map_or(YearMark::Open, YearMark::Fiscal), Point::Whole)),
        Field::Decade => Some(Value::calendar(YearMark::Decade(known?), Point::Whole)),
        Field::Century => Some(Value::calendar(century(known?), Point::Whole)),
        Field::Month(month) => on(Point::Month(month)),
        Field::Day { month, day, .. } => match known {
            Some(year) if NaiveDate::from_ymd_opt(year, month.into(), day.into()).is_none() => {
                on(Point::Month(month))
            }
            _ => on(Point::Day(month, day)),
        },
        Field::DayOfMonth(day) => {
            let month = context.day(Base::Context).map_or(0, |date| date.month() as u8);
            let mark = context.day(Base::Context).map_or(YearMark::Open, |date| YearMark::Year(date.year()));
            Some(Value::calendar(mark, Point::Day(month, day)))
        }
        Field::Season(season) => on(Point::Season(season)),
        Field::Quarter(quarter) => on(Point::Quarter(quarter)),
        Field::Half(half) => on(Point::Half(half)),
        Field::Holiday(holiday) => match known {
            Some(year) => feast_day(holiday, year).map(Value::day),
            None => open_feast(holiday),
        },
    }
}

fn open_feast(holiday: super::expression::Holiday) -> Option<Value> {
    use super::expression::Holiday;
    let point = match holiday {
        Holiday::Fixed(month, day) => Point::Day(month, day),
        Holiday::Nth(month, ..) => Point::Month(month),
        Holiday::ElectionDay => Point::Month(11),
        Holiday::Easter(_) => Point::Day(0, 0),
    };
    Some(Value::calendar(YearMark::Open, point))
}

const fn century(year: i32) -> YearMark {
    if year > 0 { YearMark::Century(year / 100, false) } else { YearMark::Century(-year / 100, true) }
}

fn known_year(year: Year, field: Field, tense: Tense, context: &Context) -> Option<i32> {
    match year {
        Year::Known(year) => Some(year),
        Year::Relative(offset, base) => context.day(base)?.year().checked_add(offset),
        Year::Nearest(which) => nearest_year(which, field, context),
        Year::Open => open_year(field, tense, context),
    }
}

/// The year of a part of the year that stands without one.
fn open_year(field: Field, tense: Tense, context: &Context) -> Option<i32> {
    if let Some(year) = context.narrative_year(field) {
        return Some(year);
    }
    if context.year.is_some() {
        return context.year;
    }
    let now = context.now?;
    match field {
        Field::Month(month) => Some(month_year(now, month, tense)),
        Field::Day { month, day, weekday } => Some(day_in_year(now, (month, day), weekday, tense)),
        Field::Season(season) => Some(season_year(now, season, tense)),
        Field::Quarter(quarter) => {
            let current = now.month0() / 3 + 1;
            let ahead = i64::from(quarter) - i64::from(current);
            Some(if ahead > 1 || (ahead == 1 && tense == Tense::Past) { now.year() - 1 } else { now.year() })
        }
        Field::Holiday(holiday) => {
            let day = feast_day(holiday, now.year())?;
            Some(day_in_year(now, (day.month() as u8, day.day() as u8), 0, tense))
        }
        _ => Some(now.year()),
    }
}

fn nearest_year(which: Which, field: Field, context: &Context) -> Option<i32> {
    let base = if matches!(which, Which::Same | Which::Following | Which::Previous) {
        Base::Context
    } else {
        Base::Now
    };
    let now = context.day(base)?;
    let (first, last) = match field {
        Field::Month(month) | Field::Day { month, .. } => (month, month),
        Field::Season(season) => match season {
            super::expression::Season::Spring => (3, 5),
            super::expression::Season::Summer => (6, 8),
            super::expression::Season::Autumn => (9, 11),
            super::expression::Season::Winter => (12, 12),
        },
        Field::Holiday(holiday) => {
            let month = feast_day(holiday, now.year())?.month() as u8;
            (month, month)
        }
        _ => (1, 12),
    };
    let month = now.month() as u8;
    Some(match which {
        Which::Last | Which::Previous if last >= month => now.year() - 1,
        Which::Next | Which::Following if first <= month => now.year() + 1,
        _ => now.year(),
    })
}

fn weekday_value(weekday: u8, which: Which, tense: Tense, context: &Context) -> Option<Value> {
    let base = match which {
        Which::Same | Which::Following | Which::Previous => Base::Context,
        _ => Base::Now,
    };
    let day_in_open_week = Some(Value::calendar(YearMark::Open, Point::Week(0, InWeek::Day(weekday))));
    let Some(now) = context.day(base) else { return day_in_open_week };
    let current = now.weekday().number_from_monday() as u8;
    let back = u64::from((current + 7 - weekday) % 7);
    let ahead = u64::from((weekday + 7 - current) % 7);
    let strictly = |days: u64| if days == 0 { 7 } else { days };
    let day = match which {
        Which::Bare if tense == Tense::Future => now.checked_add_days(Days::new(ahead)),
        Which::Bare | Which::Same => now.checked_sub_days(Days::new(back)),
        Which::Last | Which::Previous => now.checked_sub_days(Days::new(strictly(back))),
        Which::Next | Which::Following => now.checked_add_days(Days::new(strictly(ahead))),
        Which::This if back > 0 && tense == Tense::Past => now.checked_sub_days(Days::new(back)),
        Which::This => now.checked_add_days(Days::new(ahead)),
    };
    day.map(Value::day)
}

fn shift(
    unit: Unit,
    amount: &Amount,
    back: bool,
    (base, tense): (Base, Tense),
    context: &Context,
) -> Option<Value> {
    let number = match amount {
        Amount::Whole(number) => *number,
        Amount::Decimal(number) => number.parse::<f32>().ok()?.round() as u32,
        Amount::Vague => {
            return Some(Value::Reference(if back { Reference::Past } else { Reference::Future }));
        }
    };
    if number == 0 && context.narrative && base == Base::Now && unit == Unit::Day {
        return Some(Value::Reference(Reference::Present));
    }
    if number == 0 && back && base == Base::Context {
        return context.current(unit, tense).or_else(|| open_unit(unit));
    }
    if let Some(value) = context.day_in_coarse(base, unit) {
        return Some(value);
    }
    let Some(day) = context.day(base) else { return open_unit(unit) };
    let steps = i64::from(number) * if back { -1 } else { 1 };
    if unit == Unit::Year
        && number > 0
        && let Some(value) = context.same_part_of_year(base, steps)
    {
        return Some(value);
    }
    Some(place_of_unit(step(day, unit, steps)?, unit))
}

fn open_unit(unit: Unit) -> Option<Value> {
    let point = match unit {
        Unit::Second | Unit::Minute | Unit::Hour | Unit::Day => Point::Day(0, 0),
        Unit::Week => Point::Week(0, InWeek::Whole),
        Unit::Weekend => Point::Week(0, InWeek::Weekend),
        Unit::Month => Point::Month(0),
        Unit::Quarter => Point::Quarter(0),
        Unit::Year | Unit::Decade | Unit::Century | Unit::Millennium => Point::Whole,
    };
    Some(Value::calendar(YearMark::Open, point))
}
