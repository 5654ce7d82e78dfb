//! Where a date that articles speak of stands in the index of such dates.

use super::link::href;
use super::route::Route;
use super::routes::has_month_pages;
use super::tables::Tables;
use crate::archive::model::Archive;
use chrono::{Datelike, NaiveDate};

/// The month in which a stretch of days lies whole.
pub(crate) fn month_of(first: NaiveDate, last: NaiveDate) -> Option<u32> {
    (first.year() == last.year() && first.month() == last.month()).then(|| first.month())
}

/// The id of the group of dates that begins on `first` and ends on `last`.
pub(crate) fn group_id(first: NaiveDate, last: NaiveDate) -> String {
    if first == last { format!("d-{first}") } else { format!("d-{first}-{last}") }
}

/// A link to where a date that an article speaks of is listed, from a page whose root prefix is `root`.
pub(crate) fn target(
    archive: &Archive,
    tables: &Tables,
    root: &str,
    days: (NaiveDate, NaiveDate),
) -> Option<String> {
    let (first, last) = days;
    let year = first.year();
    let dates = tables.mentioned.get(&year)?;
    let group = group_id(first, last);
    if !has_month_pages(archive, dates.len()) {
        let path = Route::MentionedYear { year, number: 1 }.path(archive)?;
        return Some(format!("{}#{group}", href(root, &path)));
    }
    let key = (first, std::cmp::Reverse(last));
    let start = dates.partition_point(|date| (date.first, std::cmp::Reverse(date.last)) < key);
    let number = dates.get(start)?.page;
    let month = month_of(first, last);
    let route = match month {
        Some(month) => Route::MentionedMonth { year, month, number },
        None => Route::MentionedYear { year, number },
    };
    Some(format!("{}#{group}", href(root, &route.path(archive)?)))
}
