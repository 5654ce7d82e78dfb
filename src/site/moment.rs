//! Dates for readers: what is known of a day, month or year, in words.

use crate::archive::model::Published;
use crate::strings::Strings;
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

/// The name of a month, 1 to 12.
pub(crate) fn month_name(strings: &Strings, month: u32) -> String {
    strings.get(&format!("month.{month}")).unwrap_or_default().to_owned()
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
    pub(crate) fn text(self, strings: &Strings) -> String {
        match self {
            Self::Year(year) => year_text(strings, year),
            Self::Month(year, month) => {
                let values = [("month", &*month_name(strings, month)), ("y", &*year_text(strings, year))];
                strings.fill("date.month", &values)
            }
            Self::Day(day) => day_text(strings, day),
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
pub(crate) fn year_text(strings: &Strings, year: i32) -> String {
    if year <= 0 {
        strings.fill("date.before_christ", &[("y", &(1 - i64::from(year)).to_string())])
    } else {
        year.to_string()
    }
}

/// A day by one of the formats of days; `more` is filled in first.
fn day_by(strings: &Strings, format: &str, day: NaiveDate, more: &[(&str, &str)]) -> String {
    let month = day.month();
    let short = strings.get(&format!("month_short.{month}")).unwrap_or_default();
    let weekday = strings.get(&format!("weekday.{}", day.weekday().number_from_monday()));
    let mut values = more.to_vec();
    let (number, two_digits) = (day.day().to_string(), format!("{:02}", day.day()));
    let (month_number, month_digits) = (month.to_string(), format!("{month:02}"));
    let (name, year) = (month_name(strings, month), year_text(strings, day.year()));
    values.extend([("d", &*number), ("dd", &*two_digits), ("m", &*month_number), ("mm", &*month_digits)]);
    values.extend([("month", &*name), ("mon", short), ("y", &*year)]);
    values.push(("weekday", weekday.unwrap_or_default()));
    strings.fill(format, &values)
}

/// "24 September 1952".
pub(crate) fn day_text(strings: &Strings, day: NaiveDate) -> String {
    day_by(strings, "date.day", day, &[])
}

/// "24 September", for whatever year.
pub(crate) fn day_of_year_text(strings: &Strings, day: NaiveDate) -> String {
    day_by(strings, "date.day_of_year", day, &[])
}

/// "Wednesday, 24 September 1952".
pub(crate) fn weekday_text(strings: &Strings, day: NaiveDate) -> String {
    day_by(strings, "date.weekday", day, &[("day", &day_text(strings, day))])
}

/// "1950s".
pub(crate) fn decade_text(strings: &Strings, year: i32) -> String {
    let start = year.div_euclid(10) * 10;
    let key = if start > 0 { "date.decade" } else { "date.around" };
    strings.fill(key, &[("y", &year_text(strings, start))])
}

/// A stretch of days in the fewest words: "24–26 September 2022", "March 1952", "1930–1939".
pub(crate) fn span_text(strings: &Strings, first: NaiveDate, last: NaiveDate) -> String {
    let whole_months = first.day() == 1 && last.succ_opt().is_some_and(|next| next.day() == 1);
    let same_year = first.year() == last.year();
    let same_month = same_year && first.month() == last.month();
    let between = |key: &str, from: &str, to: &str| strings.fill(key, &[("from", from), ("to", to)]);
    let last_month = Moment::Month(last.year(), last.month());
    if first == last {
        day_text(strings, first)
    } else if whole_months && first.month() == 1 && last.month() == 12 {
        years_text(strings, first.year(), last.year())
    } else if whole_months && same_month {
        last_month.text(strings)
    } else if whole_months && same_year {
        between("date.months_of_year", &month_name(strings, first.month()), &last_month.text(strings))
    } else if same_month {
        let (from, to) = (first.day().to_string(), last.day().to_string());
        day_by(strings, "date.days_of_month", first, &[("from", &from), ("to", &to)])
    } else if same_year {
        between("date.days", &day_of_year_text(strings, first), &day_text(strings, last))
    } else {
        between("date.days", &day_text(strings, first), &day_text(strings, last))
    }
}

/// "1931–1974", or one year.
pub(crate) fn years_text(strings: &Strings, first: i32, last: i32) -> String {
    if first == last {
        return year_text(strings, first);
    }
    strings.fill("date.years", &[("from", &year_text(strings, first)), ("to", &year_text(strings, last))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spans_are_told_in_the_fewest_words() {
        let check = |first: &str, last: &str, expected: &str| {
            let day = |text: &str| text.parse::<NaiveDate>().unwrap();
            assert_eq!(span_text(&Strings::default(), day(first), day(last)), expected);
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
            let shown = Moment::parse(value).map(|moment| moment.text(&Strings::default()));
            assert_eq!(shown.as_deref(), text, "{value}");
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
    fn formats_of_days_can_be_chosen() {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let check = |format: &str, last: &str, expected: &str| {
            let strings = Strings::default().with_date_format(format);
            assert_eq!(span_text(&strings, day("2022-09-04"), day(last)), expected);
        };
        check("{month} {d}, {y}", "2022-09-04", "September 4, 2022");
        check("{month} {d}, {y}", "2022-09-06", "September 4–6, 2022");
        check("{month} {d}, {y}", "2022-10-02", "September 4 – October 2, 2022");
        check("{y}-{mm}-{dd}", "2022-09-04", "2022-09-04");
        check("{weekday} {dd} {mon} {y}", "2022-09-04", "Sunday 04 Sep 2022");
        let (german, _) = Strings::new("de", None).unwrap();
        assert_eq!(span_text(&german, day("2022-03-04"), day("2022-03-06")), "4.–6. März 2022");
        assert_eq!(weekday_text(&german, day("2022-03-04")), "Freitag, 4. März 2022");
    }
}
