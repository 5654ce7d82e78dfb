//! A date that an article speaks of, as the tables of the site hold it.

use chrono::NaiveDate;

/// A date that an article speaks of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct MentionedDate {
    pub(crate) first: NaiveDate,
    pub(crate) last: NaiveDate,
    /// Place of the article in the order of the site.
    pub(crate) rank: u32,
    /// Index into `Article::dates`.
    pub(crate) index: u32,
    /// Page of its month's list on which it stands (of the year's, when it spans months).
    pub(crate) page: u32,
}
