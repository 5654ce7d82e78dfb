//! For the tests: reads a TIMEX3 value back, so that whatever is printed can be shown to be well formed.

use super::expression::{Amount, Clock, DayPart, Reference, Season, Unit};
use super::value::{InWeek, Point, Value, YearMark};

/// Reads a value; `None` when it is not well formed.
pub(super) fn parse(text: &str) -> Option<Value> {
    match text {
        "PAST_REF" => return Some(Value::Reference(Reference::Past)),
        "PRESENT_REF" => return Some(Value::Reference(Reference::Present)),
        "FUTURE_REF" => return Some(Value::Reference(Reference::Future)),
        _ => {}
    }
    if let Some(rest) = text.strip_prefix('P') {
        return duration(rest);
    }
    let (day, clock) = match text.split_once('T') {
        Some((day, clock)) => (day, Some(parse_clock(clock)?)),
        None => (text, None),
    };
    let (year, point) = match day.split_once('-') {
        Some((year, point)) => (year, parse_point(point)?),
        None => (day, Point::Whole),
    };
    if clock.is_some() && !matches!(point, Point::Day(..)) {
        return None;
    }
    Some(Value::Calendar { year: parse_year(year)?, point, clock })
}

fn number<N: std::str::FromStr>(text: &str) -> Option<N> {
    text.bytes().all(|byte| byte.is_ascii_digit()).then(|| text.parse().ok())?
}

fn parse_year(text: &str) -> Option<YearMark> {
    if text == "XXXX" {
        return Some(YearMark::Open);
    }
    if let Some(digits) = text.strip_prefix("FY") {
        return (digits.len() == 4).then(|| number(digits).map(YearMark::Fiscal))?;
    }
    if let Some(digits) = text.strip_prefix("BC") {
        let value: i32 = number(digits)?;
        return match digits.len() {
            2 => Some(YearMark::Century(value, true)),
            3 => Some(YearMark::Decade(1 - value * 10)),
            _ => Some(YearMark::Year(1 - value)),
        };
    }
    let value: i32 = number(text)?;
    match text.len() {
        2 => Some(YearMark::Century(value, false)),
        // There is no year 0: the first decade begins in 1.
        3 => Some(YearMark::Decade((value * 10).max(1))),
        4.. => Some(YearMark::Year(value)),
        _ => None,
    }
}

fn two(text: &str, most: u8) -> Option<u8> {
    if text == "XX" {
        return Some(0);
    }
    let value: u8 = number(text)?;
    (text.len() == 2 && (1..=most).contains(&value)).then_some(value)
}

fn parse_point(text: &str) -> Option<Point> {
    let digit = |text: &str, most: u8| {
        if text == "X" { Some(0) } else { number(text).filter(|n| (1..=most).contains(n)) }
    };
    match text {
        "SP" => return Some(Point::Season(Season::Spring)),
        "SU" => return Some(Point::Season(Season::Summer)),
        "FA" => return Some(Point::Season(Season::Autumn)),
        "WI" => return Some(Point::Season(Season::Winter)),
        _ => {}
    }
    if let Some(quarter) = text.strip_prefix('Q') {
        return digit(quarter, 4).map(Point::Quarter);
    }
    if let Some(half) = text.strip_prefix('H') {
        return digit(half, 2).map(Point::Half);
    }
    if let Some(week) = text.strip_prefix('W') {
        return match week.split_once('-') {
            None => Some(Point::Week(two(week, 53)?, InWeek::Whole)),
            Some((week, "WE")) => Some(Point::Week(two(week, 53)?, InWeek::Weekend)),
            Some((week, day)) => Some(Point::Week(
                two(week, 53)?,
                InWeek::Day(number(day).filter(|day| (1..=7).contains(day))?),
            )),
        };
    }
    match text.split_once('-') {
        None => two(text, 12).map(Point::Month),
        Some((month, day)) => Some(Point::Day(two(month, 12)?, two(day, 31)?)),
    }
}

fn parse_clock(text: &str) -> Option<Clock> {
    Some(Clock::Part(match text {
        "MO" => DayPart::Morning,
        "MI" => DayPart::Midday,
        "AF" => DayPart::Afternoon,
        "EV" => DayPart::Evening,
        "NI" => DayPart::Night,
        "DT" => DayPart::Daytime,
        _ => {
            let mut parts = text.split(':');
            let mut next = |most: u8| {
                parts.next().map(|part| number(part).filter(|n: &u8| part.len() == 2 && *n <= most))
            };
            let hour = next(24)??;
            let minute = next(59);
            let second = next(59);
            if minute == Some(None) || second == Some(None) || parts.next().is_some() {
                return None;
            }
            return Some(Clock::At { hour, minute: minute.flatten(), second: second.flatten() });
        }
    }))
}

fn duration(text: &str) -> Option<Value> {
    if text == "XX" {
        return Some(Value::Duration(Vec::new()));
    }
    let mut lengths = Vec::new();
    let mut timed = false;
    let mut rest = text;
    while !rest.is_empty() {
        if let Some(after) = rest.strip_prefix('T') {
            timed = true;
            rest = after;
        }
        let amount_len = rest.find(|c: char| !c.is_ascii_digit() && c != '.' && c != 'X')?;
        let (amount, after) = rest.split_at(amount_len);
        let unit_len =
            after.find(|c: char| c.is_ascii_digit() || c == 'X' || c == 'T').unwrap_or(after.len());
        let (code, after) = after.split_at(unit_len);
        lengths.push((parse_amount(amount)?, unit(code, timed)?));
        rest = after;
    }
    (!lengths.is_empty()).then_some(Value::Duration(lengths))
}

fn parse_amount(text: &str) -> Option<Amount> {
    match text {
        "X" => Some(Amount::Vague),
        _ if text.contains('.') => text.parse::<f64>().ok().map(|_| Amount::Decimal(text.to_owned())),
        _ => number(text).map(Amount::Whole),
    }
}

fn unit(code: &str, timed: bool) -> Option<Unit> {
    Some(match (code, timed) {
        ("S", true) => Unit::Second,
        ("M", true) => Unit::Minute,
        ("H", true) => Unit::Hour,
        ("D", false) => Unit::Day,
        ("WE", false) => Unit::Weekend,
        ("W", false) => Unit::Week,
        ("M", false) => Unit::Month,
        ("Q", false) => Unit::Quarter,
        ("Y", false) => Unit::Year,
        ("DE", false) => Unit::Decade,
        ("CE", false) => Unit::Century,
        ("ML", false) => Unit::Millennium,
        _ => return None,
    })
}
