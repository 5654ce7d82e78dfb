//! What a word of a table may mean to the grammar.

use super::expression::{Base, DayPart, Season, Tense, Unit};
pub(super) use super::role::Role;

/// What one word may mean; several at once for words such as "second", "March" or "fall".
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Entry {
    /// Month, 1 to 12; 0 for none.
    pub(super) month: u8,
    /// Day of the week, 1 (Monday) to 7; 0 for none.
    pub(super) weekday: u8,
    /// Unit of time, and whether the word is its plural.
    pub(super) unit: Option<(Unit, bool)>,
    /// Number.
    pub(super) number: Option<u32>,
    /// Ordinal number.
    pub(super) ordinal: Option<u8>,
    /// Season.
    pub(super) season: Option<Season>,
    /// Part of the day.
    pub(super) part: Option<DayPart>,
    /// First year of the decade within its century ("nineties": 90).
    pub(super) decade: Option<u8>,
    /// What a verb says of direction.
    pub(super) tense: Tense,
    /// Function of the word in the grammar.
    pub(super) role: Option<Role>,
    /// A number of units from a day, in one word: "yesterday".
    pub(super) counted: Option<(Unit, i8, Base)>,
    /// What a length after the word is counted to from now: `true` back ("vor drei Jahren"), `false` ahead.
    pub(super) lead: Option<bool>,
    /// How the word stands before a day, a span or an article.
    pub(super) stand: Stand,
    /// Whether the word names its weekday as one that comes back: "Mondays", "montags".
    pub(super) weekly: bool,
    /// Whether a reference of several words may begin here.
    pub(super) reference: bool,
    /// Whether a holiday may begin here.
    pub(super) holiday: bool,
    /// Whether the word is a shortened form that a period may follow.
    pub(super) short: bool,
    /// Whether the word is too common as something else to be taken without support ("may", "sun", "fall").
    pub(super) doubtful: bool,
}

/// What a row of the table says of a word.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Meaning {
    /// A month.
    Month(u8),
    /// A shortened month.
    ShortMonth(u8),
    /// A day of the week.
    Weekday(u8),
    /// A shortened day of the week.
    ShortWeekday(u8),
    /// A unit, singular.
    Unit(Unit),
    /// A unit, plural.
    Units(Unit),
    /// A number.
    Number(u32),
    /// An ordinal number.
    Ordinal(u8),
    /// A season.
    Season(Season),
    /// A part of the day.
    Part(DayPart),
    /// A decade, "nineties".
    Decade(u8),
    /// A verb with this direction.
    Tense(Tense),
    /// A function.
    Role(Role),
    /// So many units from a day: "yesterday" is one day back from now.
    Counted(Unit, i8, Base),
    /// A length after the word is counted back from now: "vor drei Jahren".
    CountsBack,
    /// A length after the word is counted ahead from now: "in drei Jahren".
    CountsAhead,
    /// The word holds an article: "am", "zum".
    HoldsArticle,
    /// A day may follow the word where a time of day goes before it: "5 p.m. on Friday".
    OnDay,
    /// A span may follow the word where "early" or "late" goes before it: "early in May".
    InSpan,
    /// A shortened form that a period may follow.
    Short,
    /// Needs support.
    Doubtful,
}

/// How a word stands before days, spans and articles.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stand {
    /// It holds an article.
    pub(super) holds_article: bool,
    /// It stands between a time of day and its day.
    pub(super) on_day: bool,
    /// It stands between "early" and a span.
    pub(super) in_span: bool,
}

impl Entry {
    /// Whether an expression may begin with the word.
    pub(super) const fn begins(&self) -> bool {
        self.month > 0
            || self.weekday > 0
            || self.unit.is_some()
            || self.number.is_some()
            || self.ordinal.is_some()
            || self.season.is_some()
            || self.part.is_some()
            || self.decade.is_some()
            || self.counted.is_some()
            || self.lead.is_some()
            || self.reference
            || self.holiday
            || self.role_begins()
    }

    const fn role_begins(&self) -> bool {
        !matches!(
            self.role,
            None | Some(
                Role::Of
                    | Role::Preposition
                    | Role::By
                    | Role::For
                    | Role::And
                    | Role::Or
                    | Role::Ended
                    | Role::To
                    | Role::Than
                    | Role::Title
                    | Role::Masthead
                    | Role::Pronoun
                    | Role::Times
                    | Role::So
                    | Role::Then
                    | Role::Zone
                    | Role::Ago
                    | Role::After
                    | Role::Before
            )
        )
    }

    /// Takes up one more meaning.
    pub(super) fn add(&mut self, meaning: Meaning) {
        match meaning {
            Meaning::Month(month) => self.month = month,
            Meaning::ShortMonth(month) => (self.month, self.short) = (month, true),
            Meaning::Weekday(weekday) => self.weekday = weekday,
            Meaning::ShortWeekday(weekday) => (self.weekday, self.short) = (weekday, true),
            Meaning::Unit(unit) => self.unit = Some((unit, false)),
            Meaning::Units(unit) => self.unit = Some((unit, true)),
            Meaning::Number(number) => self.number = Some(number),
            Meaning::Ordinal(number) => self.ordinal = Some(number),
            Meaning::Season(season) => self.season = Some(season),
            Meaning::Part(part) => self.part = Some(part),
            Meaning::Decade(decade) => self.decade = Some(decade),
            Meaning::Tense(tense) => self.tense = tense,
            Meaning::Role(role) => self.role = Some(role),
            Meaning::Counted(unit, steps, base) => self.counted = Some((unit, steps, base)),
            Meaning::CountsBack => self.lead = Some(true),
            Meaning::CountsAhead => self.lead = Some(false),
            Meaning::HoldsArticle => self.stand.holds_article = true,
            Meaning::OnDay => self.stand.on_day = true,
            Meaning::InSpan => self.stand.in_span = true,
            Meaning::Short => self.short = true,
            Meaning::Doubtful => self.doubtful = true,
        }
    }
}
