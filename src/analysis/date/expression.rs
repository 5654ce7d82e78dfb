//! What a temporal expression says before anybody knows the day it is counted from.

use serde::{Deserialize, Serialize};

/// An expression without its anchor.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Expression {
    /// A part of the calendar, its year known, relative or open: "3 May", "the third quarter of 1989", "last June".
    Calendar {
        /// The year.
        year: Year,
        /// What in the year.
        field: Field,
    },
    /// A day in numbers, "3/4/52".
    Numeric {
        /// First number.
        first: u8,
        /// Second number.
        second: u8,
        /// The year, where one is written.
        year: Option<i32>,
    },
    /// A day of the week: "Friday", "last Friday".
    Weekday {
        /// 1 (Monday) to 7.
        weekday: u8,
        /// Which one.
        which: Which,
    },
    /// A number of units before or after the anchor: "yesterday", "last year", "two days later".
    Shift {
        /// The unit.
        unit: Unit,
        /// How many.
        amount: Amount,
        /// Before the anchor rather than after it.
        back: bool,
        /// Counted from where.
        base: Base,
    },
    /// Past, present or future, nothing nearer.
    Reference(Reference),
    /// The same by an adjective ("former", "recent"), which tells of time only where the text tells a story.
    InStory(Reference),
    /// A length of time, or the first number of a compound one.
    Duration {
        /// The lengths that are added up.
        lengths: Vec<(Amount, Unit)>,
    },
    /// A value that needs no anchor, as TIMEX3 writes it: most sets.
    Literal(String),
    /// A time of day on the day of the anchor or the context.
    PartOfDay(Base),
}

/// The year of a calendar expression.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Year {
    /// Not said.
    Open,
    /// Said; 0 and below are years before Christ: 0 is 1 BC.
    Known(i32),
    /// "last year's", "next": so many years from the anchor.
    Relative(i32, Base),
    /// "last June", "next spring".
    Nearest(Which),
}

/// What in the year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Field {
    /// The year itself.
    Whole,
    /// The fiscal year.
    Fiscal,
    /// Ten years from the year given.
    Decade,
    /// The hundred years that hold the year given.
    Century,
    /// A month.
    Month(u8),
    /// A day of a month, with its weekday (1 to 7) or 0.
    Day {
        /// Month, 1 to 12.
        month: u8,
        /// Day, 1 to 31.
        day: u8,
        /// Day of the week, 1 (Monday) to 7; 0 when it is not said.
        weekday: u8,
    },
    /// A day of a month that is not named, "the 25th".
    DayOfMonth(u8),
    /// A season.
    Season(Season),
    /// A quarter, 1 to 4.
    Quarter(u8),
    /// A half, 1 or 2.
    Half(u8),
    /// A feast or holiday.
    Holiday(Holiday),
}

/// How a holiday finds its day in a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Holiday {
    /// The same day each year: month, day.
    Fixed(u8, u8),
    /// The nth weekday of a month: month, n (5: the last), weekday.
    Nth(u8, u8, u8),
    /// So many days after Easter Sunday.
    Easter(i16),
    /// The Tuesday after the first Monday of November.
    ElectionDay,
}

/// Which of several: "last Friday", "this summer", "next March".
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Which {
    /// Not said.
    Bare,
    /// The last, the past.
    Last,
    /// This.
    This,
    /// Next, the coming.
    Next,
    /// "that Friday", "the same Friday": the one spoken of.
    Same,
    /// "the following Friday".
    Following,
    /// "the previous Friday".
    Previous,
}

/// The day that an expression is counted from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Base {
    /// The day of publication.
    Now,
    /// The day last spoken of.
    Context,
}

/// Past, present, future.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Reference {
    /// PAST_REF
    Past,
    /// PRESENT_REF
    Present,
    /// FUTURE_REF
    Future,
}

/// Units of time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Unit {
    /// Second.
    Second,
    /// Minute.
    Minute,
    /// Hour.
    Hour,
    /// Day.
    Day,
    /// Weekend.
    Weekend,
    /// Week.
    Week,
    /// Month.
    Month,
    /// Quarter of a year.
    Quarter,
    /// Year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
    /// A thousand years.
    Millennium,
}

/// How many.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Amount {
    /// A whole number.
    Whole(u32),
    /// A number with a fraction, as written: "2.5".
    Decimal(String),
    /// "a few", "several", or a bare plural.
    Vague,
}

/// The direction that the verb of a clause gives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Tense {
    /// No cue.
    #[default]
    None,
    /// Past.
    Past,
    /// Future.
    Future,
}

/// Seasons.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Season {
    /// SP
    Spring,
    /// SU
    Summer,
    /// FA
    Autumn,
    /// WI
    Winter,
}

/// A time of day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Clock {
    /// Hour and, where they are said, minute and second.
    At {
        /// 0 to 24.
        hour: u8,
        /// 0 to 59.
        minute: Option<u8>,
        /// 0 to 59.
        second: Option<u8>,
    },
    /// A part of the day.
    Part(DayPart),
}

/// Parts of the day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum DayPart {
    /// MO
    Morning,
    /// MI
    Midday,
    /// AF
    Afternoon,
    /// EV
    Evening,
    /// NI
    Night,
    /// DT
    Daytime,
}
