//! Temporal expressions: found in the text, kept as expressions, given TIMEX3 values once the anchor is known.

use super::Passage;
use crate::page::draft::ArticleDraft;
use crate::page::tree::TextRange;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The types of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "UPPERCASE")]
pub enum TimexType {
    /// A calendar expression.
    Date,
    /// A time of day.
    Time,
    /// A length of time.
    Duration,
    /// A repeated time.
    Set,
}

/// A temporal expression as it stands in the text, not yet anchored.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateCandidate {
    /// Where in the page's text.
    pub range: TextRange,
    /// Its type.
    pub kind: TimexType,
}

/// A temporal expression with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateMention {
    /// Where in the page's text.
    pub range: TextRange,
    /// Its type.
    pub kind: TimexType,
    /// The TIMEX3 value, for example `1952-03-04`, `193X`, `P3W`.
    pub value: String,
    /// The TIMEX3 modifier (`APPROX`, `START`, …).
    pub modifier: Option<String>,
    /// The first and last day it may cover, for a [`TimexType::Date`] or [`TimexType::Time`] that stands on the
    /// calendar.
    pub days: Option<(NaiveDate, NaiveDate)>,
}

/// A known or supposed day of publication that relative expressions are counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Anchor {
    /// First possible day.
    pub earliest: NaiveDate,
    /// Last possible day; the same as `earliest` when the day is known.
    pub latest: NaiveDate,
}

/// How an archive writes dates in numbers.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum NumericOrder {
    /// 24/9/52; also what is assumed when nothing speaks for either.
    #[default]
    DayFirst,
    /// 9/24/52.
    MonthFirst,
}

/// One reason to think that an article was published at some time.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct PublicationEvidence {
    /// A short stable name of the kind of evidence ("front-matter", "file-name", "dateline", "published-line", …).
    pub kind: String,
    /// What it says.
    pub claim: PublicationClaim,
    /// The words it was read from, for the reader.
    pub quote: String,
}

/// What a piece of evidence says about the day of publication.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum PublicationClaim {
    /// Between these days; one day when they are the same.
    Within {
        /// First day.
        earliest: NaiveDate,
        /// Last day.
        latest: NaiveDate,
    },
}

/// Finds temporal expressions, in ascending order of start, not overlapping.
pub fn find(_text: &str, _passages: &[Passage], _language: &str) -> Vec<DateCandidate> {
    Vec::new()
}

/// Gives values to the expressions of one article.
pub fn resolve(
    _text: &str,
    _candidates: &[DateCandidate],
    _anchor: Option<Anchor>,
    _order: NumericOrder,
) -> Vec<DateMention> {
    Vec::new()
}

/// Gathers what one article says of its own day of publication: front matter, path, head lines, text.
///
/// `path` is the relative path of the source, empty when there is none.
pub fn publication_evidence(
    _path: &str,
    _draft: &ArticleDraft,
    _candidates: &[DateCandidate],
) -> Vec<PublicationEvidence> {
    Vec::new()
}
