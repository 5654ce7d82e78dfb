//! Spans of days, as values and as words for the reader.

use crate::analysis::date::month_name;
use chrono::{Datelike, NaiveDate};

/// A span of days, both ends included.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Span {
    /// First day.
    pub(super) earliest: NaiveDate,
    /// Last day.
    pub(super) latest: NaiveDate,
}

impl Span {
    /// One day.
    pub(super) const fn day(day: NaiveDate) -> Self {
        Self { earliest: day, latest: day }
    }

    /// Whether the spans share a day.
    pub(super) fn overlaps(self, other: Self) -> bool {
        self.earliest <= other.latest && other.earliest <= self.latest
    }

    /// Number of days from the first to the last.
    pub(super) fn days(self) -> i64 {
        (self.latest - self.earliest).num_days()
    }

    /// The day in the middle.
    pub(super) fn middle(self) -> NaiveDate {
        self.earliest + chrono::Duration::days(self.days() / 2)
    }

    /// The value as exact as the span allows: a day, a month or a year; of longer spans the year of the last day.
    pub(super) fn value(self) -> String {
        let (first, last) = (self.earliest, self.latest);
        if first == last {
            first.to_string()
        } else if first.year() == last.year() && first.month() == last.month() {
            format!("{:04}-{:02}", first.year(), first.month())
        } else if first.year() == last.year() {
            format!("{:04}", first.year())
        } else {
            format!("{:04}", self.middle().year())
        }
    }

    /// For the reader: "24 September 2016", "September 2016", "2016", "3 to 7 May 1952".
    pub(super) fn words(self) -> String {
        let (first, last) = (self.earliest, self.latest);
        let whole_month = first.day() == 1 && last.succ_opt().is_none_or(|next| next.day() == 1);
        if first == last {
            day_words(first)
        } else if whole_month && first.year() == last.year() && first.month() == last.month() {
            format!("{} {}", month_name(first.month() as u8), first.year())
        } else if whole_month && first.month() == 1 && last.month() == 12 && first.year() == last.year() {
            first.year().to_string()
        } else {
            format!("{} to {}", day_words(first), day_words(last))
        }
    }
}

/// "24 September 2016".
pub(super) fn day_words(day: NaiveDate) -> String {
    format!("{} {} {}", day.day(), month_name(day.month() as u8), day.year())
}

/// "2005", "2005 and 2011", "2005, 2011 and 2016".
pub(super) fn list_of_years(years: &[i32]) -> String {
    match years {
        [] => String::new(),
        [only] => only.to_string(),
        [head @ .., last] => {
            let head: Vec<String> = head.iter().map(ToString::to_string).collect();
            format!("{} and {last}", head.join(", "))
        }
    }
}
