//! Dates for readers: what is known of a day, month or year, in words.

use crate::archive::model::Published;
use chrono::{Datelike, NaiveDate};

/// The day, month or year under which something is filed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Moment {
    /// Only the year is known.
    Year(i32),
    /// Only the month.
    Month(i32, u32),
    /// The day.
    Day(NaiveDate),
}

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// The name of a month, 1 to 12.
pub(crate) fn month_name(month: u32) -> &'static str {
    MONTHS.get(month.wrapping_sub(1) as usize).copied().unwrap_or("")
}

impl Moment {
    /// Reads YYYY, YYYY-MM or YYYY-MM-DD.
    pub(crate) fn parse(value: &str) -> Option<Self> {
        let (sign, digits) = value.strip_prefix('-').map_or((1, value), |digits| (-1, digits));
        let mut parts = digits.split('-');
        let year = parts.next().filter(|year| year.len() >= 4)?.parse::<i32>().ok()? * sign;
        let month = parts.next().map(str::parse::<u32>).transpose().ok()?;
        let day = parts.next().map(str::parse::<u32>).transpose().ok()?;
        match (month, day, parts.next()) {
            (None, None, None) => Some(Self::Year(year)),
            (Some(month @ 1..=12), None, None) => Some(Self::Month(year, month)),
            (Some(month), Some(day), None) => NaiveDate::from_ymd_opt(year, month, day).map(Self::Day),
            _ => None,
        }
    }

    /// Where an article of this date is filed; a value that cannot be read counts as its last possible day.
    pub(crate) fn of(published: &Published) -> Self {
        Self::parse(&published.value).unwrap_or(Self::Day(published.latest))
    }

    /// The year.
    pub(crate) fn year(self) -> i32 {
        match self {
            Self::Year(year) | Self::Month(year, _) => year,
            Self::Day(day) => day.year(),
        }
    }

    /// Year and month, where the month is known.
    pub(crate) fn month(self) -> Option<(i32, u32)> {
        match self {
            Self::Year(_) => None,
            Self::Month(year, month) => Some((year, month)),
            Self::Day(day) => Some((day.year(), day.month())),
        }
    }

    /// In words: "24 September 1952", "September 1952", "1952".
    pub(crate) fn text(self) -> String {
        match self {
            Self::Year(year) => year_text(year),
            Self::Month(year, month) => format!("{} {}", month_name(month), year_text(year)),
            Self::Day(day) => day_text(day),
        }
    }

    /// For `<time datetime>`; `None` for years that it cannot hold.
    pub(crate) fn iso(self) -> Option<String> {
        match self {
            _ if !(1..=9999).contains(&self.year()) => None,
            Self::Year(year) => Some(format!("{year:04}")),
            Self::Month(year, month) => Some(format!("{year:04}-{month:02}")),
            Self::Day(day) => Some(day.format("%Y-%m-%d").to_string()),
        }
    }
}

/// A year in words.
pub(crate) fn year_text(year: i32) -> String {
    if year <= 0 { format!("{} BC", 1 - i64::from(year)) } else { year.to_string() }
}

/// "24 September 1952".
pub(crate) fn day_text(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day.month()), year_text(day.year()))
}

/// "Wednesday, 24 September 1952".
pub(crate) fn weekday_text(day: NaiveDate) -> String {
    format!("{}, {}", day.format("%A"), day_text(day))
}

/// A stretch of days in the fewest words: "24–26 September 2022", "March 1952", "1930–1939".
pub(crate) fn span_text(first: NaiveDate, last: NaiveDate) -> String {
    let whole_months = first.day() == 1 && last.succ_opt().is_some_and(|next| next.day() == 1);
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    if first == last {
        day_text(first)
    } else if whole_months && first.month() == 1 && last.month() == 12 {
        if same_year {
            year_text(first.year())
        } else {
            format!("{}–{}", year_text(first.year()), year_text(last.year()))
        }
    } else if whole_months && same_month {
        Moment::Month(first.year(), first.month()).text()
    } else if whole_months && same_year {
        format!("{}–{}", month_name(first.month()), Moment::Month(last.year(), last.month()).text())
    } else if same_month {
        format!("{}–{}", first.day(), day_text(last))
    } else if same_year {
        format!("{} {} – {}", first.day(), month_name(first.month()), day_text(last))
    } else {
        format!("{} – {}", day_text(first), day_text(last))
    }
}

/// A count with `,` between groups of three digits.
pub(crate) fn count_text(count: usize) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 article", "1,204 articles".
pub(crate) fn plural(count: usize, one: &str, many: &str) -> String {
    format!("{} {}", count_text(count), if count == 1 { one } else { many })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_the_fewest_words() {
        let check = |first: &str, last: &str, expected: &str| {
            let day = |text: &str| text.parse::<NaiveDate>().unwrap();
            assert_eq!(span_text(day(first), day(last)), expected);
        };
        check("2022-09-24", "2022-09-24", "24 September 2022");
        check("2022-09-24", "2022-09-26", "24–26 September 2022");
        check("2022-09-24", "2022-10-02", "24 September – 2 October 2022");
        check("2022-12-31", "2023-01-01", "31 December 2022 – 1 January 2023");
        check("1952-03-01", "1952-03-31", "March 1952");
        check("1952-03-01", "1952-05-31", "March–May 1952");
        check("1952-01-01", "1952-12-31", "1952");
        check("1930-01-01", "1939-12-31", "1930–1939");
    }

    #[test]
    fn values_are_read_by_their_precision() {
        let check = |value: &str, text: Option<&str>| {
            assert_eq!(Moment::parse(value).map(Moment::text).as_deref(), text, "{value}");
        };
        check("1952", Some("1952"));
        check("1952-03", Some("March 1952"));
        check("1952-03-04", Some("4 March 1952"));
        check("-0043", Some("44 BC"));
        for bad in ["", "52", "1952-13", "1952-02-30", "1952-W10", "195X", "1952-03-04-05"] {
            check(bad, None);
        }
    }

    #[test]
    fn counts_are_grouped() {
        for (count, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1234567, "1,234,567")] {
            assert_eq!(count_text(count), expected);
        }
    }
}
