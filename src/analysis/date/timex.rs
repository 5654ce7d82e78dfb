//! The types that the rest of the program sees: candidates, mentions, anchors, evidence.

use super::expression::{Clock, Expression, Tense};
use crate::page::tree::TextRange;
use chrono::NaiveDate;
use compact_str::CompactString;
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
    /// What it says.
    pub expression: Expression,
    /// The time of day that goes with it.
    pub clock: Option<Clock>,
    /// What the verb of its clause says of its direction.
    pub tense: Tense,
    /// The TIMEX3 modifier (`APPROX`, `START`, …).
    pub modifier: Option<Modifier>,
}

/// The modifiers of TIMEX3.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum Modifier {
    /// "about", "around".
    Approx,
    /// "early", "the beginning of".
    Start,
    /// "mid", "the middle of".
    Mid,
    /// "late", "the end of".
    End,
    /// "more than".
    MoreThan,
    /// "less than", "nearly".
    LessThan,
    /// "at least".
    EqualOrMore,
    /// "at most", "up to", "no more than".
    EqualOrLess,
    /// "before".
    Before,
    /// "after".
    After,
}

impl Modifier {
    /// The name that TIMEX3 gives it.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Approx => "APPROX",
            Self::Start => "START",
            Self::Mid => "MID",
            Self::End => "END",
            Self::MoreThan => "MORE_THAN",
            Self::LessThan => "LESS_THAN",
            Self::EqualOrMore => "EQUAL_OR_MORE",
            Self::EqualOrLess => "EQUAL_OR_LESS",
            Self::Before => "BEFORE",
            Self::After => "AFTER",
        }
    }
}

/// A temporal expression with its value.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct DateMention {
    /// Where in the page's text.
    pub range: TextRange,
    /// Its type.
    pub kind: TimexType,
    /// The TIMEX3 value, for example `1952-03-04`, `193` (the 1930s), `P3W`.
    pub value: CompactString,
    /// The TIMEX3 modifier (`APPROX`, `START`, …).
    pub modifier: Option<CompactString>,
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
    pub kind: CompactString,
    /// What it says.
    pub claim: PublicationClaim,
    /// The words it was read from, for the reader.
    pub quote: CompactString,
    /// Where in the page's text, for evidence from the text.
    pub range: Option<TextRange>,
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
    /// A day in numbers whose order the archive's habit decides.
    Numeric {
        /// First number.
        first: u8,
        /// Second number.
        second: u8,
        /// Year in full.
        year: i32,
    },
    /// A day of publication stated without its year.
    DayOfYear {
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month.
        day: u8,
        /// Day of the week, 1 (Monday) to 7, where it is said.
        weekday: Option<u8>,
    },
    /// The day of the last change; no day of publication, but none can be later.
    Updated {
        /// The day.
        day: NaiveDate,
    },
    /// The text names a day together with its weekday, but without a year.
    WeekdayFits {
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month.
        day: u8,
        /// Day of the week, 1 (Monday) to 7.
        weekday: u8,
        /// What the clause says of its direction.
        tense: Tense,
    },
    /// The text names a day of a month without a year.
    DayNamed {
        /// Month, 1 to 12.
        month: u8,
        /// Day of the month.
        day: u8,
        /// What the clause says of its direction.
        tense: Tense,
    },
    /// The text names a month without a year, in a clause with this direction.
    MonthNamed {
        /// Month, 1 to 12.
        month: u8,
        /// What the clause says of its direction.
        tense: Tense,
    },
    /// The text speaks of these days, which it dates in full or by month or year.
    Spoken {
        /// First day.
        earliest: NaiveDate,
        /// Last day.
        latest: NaiveDate,
        /// What the clause says of its direction.
        tense: Tense,
    },
    /// The latest year that the title names.
    Titled {
        /// The year.
        year: i32,
        /// Whether the title looks back on the year ("in review"), ahead to it ("plans for"), or neither.
        tense: Tense,
    },
    /// Not before this day (a copyright year).
    NotBefore {
        /// The day.
        day: NaiveDate,
    },
    /// Not after this day.
    NotAfter {
        /// The day.
        day: NaiveDate,
    },
}
