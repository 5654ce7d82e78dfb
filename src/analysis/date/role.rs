//! The functions that words have in the grammar.

/// Functions of words in the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// "the"
    The,
    /// "a", "an"
    A,
    /// "of"
    Of,
    /// "in", "since", "until", …: what a year likes to stand after.
    Preposition,
    /// "by": like a preposition, but amounts stand after it too.
    By,
    /// "for": like a preposition, but amounts stand after it too.
    For,
    /// "and"
    And,
    /// "or"
    Or,
    /// "this"
    This,
    /// "that"
    That,
    /// "last"
    Last,
    /// "past"
    Past,
    /// "next", "coming"
    Next,
    /// "same"
    Same,
    /// "following", "ensuing"
    Following,
    /// "previous", "preceding", "prior"
    Previous,
    /// "current"
    Current,
    /// "latest"
    Latest,
    /// "recent"
    Recent,
    /// "former"
    Former,
    /// "ago"
    Ago,
    /// "later"
    Later,
    /// "earlier"
    Earlier,
    /// "before"
    Before,
    /// "after"
    After,
    /// "from"
    From,
    /// "early"
    Early,
    /// "late"
    Late,
    /// "mid", "middle"
    Mid,
    /// "beginning", "start"
    Start,
    /// "end", "close"
    End,
    /// "about", "around", "roughly", "approximately"
    About,
    /// "nearly", "almost"
    Nearly,
    /// "more"
    More,
    /// "over"
    Over,
    /// "less"
    Less,
    /// "under"
    Under,
    /// "mindestens": "at least" in one word.
    AtLeast,
    /// "höchstens": "at most" in one word.
    AtMost,
    /// "at"
    At,
    /// "least"
    Least,
    /// "most"
    Most,
    /// "than"
    Than,
    /// "up"
    Up,
    /// "no", "not"
    No,
    /// "every", "each"
    Every,
    /// "per"
    Per,
    /// "daily", "weekly": the period is in the unit.
    Periodic,
    /// "few", "several", "some", "couple"
    Few,
    /// "many", which a singular may follow: "many a year"
    Many,
    /// "half"
    Half,
    /// "Halbjahr": the half of a year, in one word.
    HalfYear,
    /// "tonight"
    Tonight,
    /// "overnight"
    Overnight,
    /// "now", "currently"
    Now,
    /// "recently", "lately"
    PastWord,
    /// "near", "foreseeable" before "future"
    Near,
    /// "future"
    Future,
    /// "fiscal"
    Fiscal,
    /// "FY"
    FiscalShort,
    /// "Q" before the number of a quarter
    QuarterLetter,
    /// "rest", "remainder", "eve": the late part of what follows.
    Remainder,
    /// "ended", "ending" after a span
    Ended,
    /// "noon", "midday"
    Noon,
    /// "midnight"
    Midnight,
    /// "AD"
    AnnoDomini,
    /// "EST", "GMT"
    Zone,
    /// "old"
    Old,
    /// "period"
    Period,
    /// "time", "moment"
    Time,
    /// "hundred", "thousand"
    Scale(u32),
    /// "mr", "flight", "page": what stands before a name or number that is no date.
    Title,
    /// "times", "show", "herald": what stands after a name that is no date.
    Masthead,
    /// "I", "he", "they": what stands before a verb.
    Pronoun,
    /// "once", "twice"
    Times,
    /// "to"
    To,
    /// "year-end" and the like need nothing of their own; "so" closes "or so".
    So,
    /// "then"
    Then,
    /// "long"
    Long,
    /// "first" as "for the first time" is held by its ordinal; "full" and other words that may stand before a unit.
    Full,
}

impl Role {
    /// Whether the word joins two of a kind: "and", "or".
    pub(super) const fn joins(self) -> bool {
        matches!(self, Self::And | Self::Or)
    }
}
