//! The table of a language, as the scan looks words up in it.

use super::expression::{DayPart, Holiday, Season, Tense, Unit};

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
    /// Needs support.
    Doubtful,
}

/// Functions of words in the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// "the"
    The,
    /// "a", "an"
    A,
    /// "of"
    Of,
    /// "in", "since", "by", …: what a year likes to stand after.
    Preposition,
    /// "and", "or", "to": what joins two of a kind.
    Joiner,
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
    /// "over", "more"
    More,
    /// "less", "under"
    Less,
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
    /// "few", "several", "many", "some", "couple"
    Few,
    /// "half"
    Half,
    /// "today"
    Today,
    /// "yesterday"
    Yesterday,
    /// "tomorrow"
    Tomorrow,
    /// "tonight"
    Tonight,
    /// "overnight"
    Overnight,
    /// "now", "currently"
    Now,
    /// "recently", "lately"
    PastWord,
    /// "these"
    These,
    /// "right" before "now"
    Right,
    /// "near", "foreseeable" before "future"
    Near,
    /// "present" before "day"
    Present,
    /// "future"
    Future,
    /// "fiscal"
    Fiscal,
    /// "noon", "midday"
    Noon,
    /// "midnight"
    Midnight,
    /// "BC"
    BeforeChrist,
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

/// A feast of the table: the words that name it, lower case, and its day.
pub(super) type Feast = (&'static [&'static str], Holiday);

/// The table of a language.
pub(super) struct Table {
    /// Rows: a word in lower case and one meaning. A word may have several rows.
    pub(super) words: &'static [(&'static str, Meaning)],
    /// Feasts.
    pub(super) feasts: &'static [Feast],
}

/// A table made ready for looking up.
pub(super) struct Lexicon {
    slots: Vec<(u128, u16)>,
    entries: Vec<Entry>,
    /// The feasts of the table.
    pub(super) feasts: &'static [Feast],
}

const LONGEST: usize = 16;

impl Lexicon {
    /// Makes a table ready.
    pub(super) fn new(table: &Table) -> Self {
        let mut lexicon = Self { slots: vec![(0, 0); 4096], entries: Vec::new(), feasts: table.feasts };
        for (word, meaning) in table.words {
            lexicon.entry_of(word).add(*meaning);
        }
        for (words, _) in table.feasts {
            if let Some(first) = words.first() {
                lexicon.entry_of(first).holiday = true;
            }
        }
        lexicon
    }

    fn entry_of(&mut self, word: &str) -> &mut Entry {
        let key = key(word.as_bytes());
        let mut slot = slot(key);
        while self.slots[slot].0 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & 4095;
        }
        if self.slots[slot].0 == 0 {
            self.slots[slot] = (key, self.entries.len() as u16);
            self.entries.push(Entry::default());
        }
        let index = usize::from(self.slots[slot].1);
        &mut self.entries[index]
    }

    /// What the table says of a word, in whatever case.
    pub(super) fn look_up(&self, word: &[u8]) -> Option<&Entry> {
        if word.len() > LONGEST {
            return None;
        }
        let key = key(word);
        let mut slot = slot(key);
        loop {
            let (found, index) = self.slots[slot];
            if found == key {
                return self.entries.get(usize::from(index));
            }
            if found == 0 {
                return None;
            }
            slot = (slot + 1) & 4095;
        }
    }
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
            || self.holiday
            || self.role_begins()
    }

    const fn role_begins(&self) -> bool {
        !matches!(
            self.role,
            None | Some(
                Role::Of
                    | Role::Preposition
                    | Role::Joiner
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

    fn add(&mut self, meaning: Meaning) {
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
            Meaning::Doubtful => self.doubtful = true,
        }
    }
}

fn key(word: &[u8]) -> u128 {
    let mut buffer = [0_u8; LONGEST];
    for (to, from) in buffer.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    u128::from_le_bytes(buffer)
}

const fn slot(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(23);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize
}

#[cfg(test)]
mod tests {
    use super::super::english::ENGLISH;
    use super::*;

    #[test]
    fn every_word_of_the_table_can_be_looked_up() {
        let lexicon = Lexicon::new(&ENGLISH);
        let firsts = ENGLISH.feasts.iter().filter_map(|(words, _)| words.first().copied());
        for word in ENGLISH.words.iter().map(|(word, _)| *word).chain(firsts) {
            assert!(word.len() <= LONGEST && word == word.to_lowercase(), "{word}");
            assert!(lexicon.look_up(word.to_uppercase().as_bytes()).is_some(), "{word}");
        }
        assert!(lexicon.entries.len() < lexicon.slots.len() / 2, "the table is too full to be quick");
        assert_eq!(lexicon.look_up(b"unheard"), None);
    }

    #[test]
    fn a_word_may_mean_several_things() {
        let lexicon = Lexicon::new(&ENGLISH);
        let second = lexicon.look_up(b"Second").expect("in the table");
        assert_eq!((second.ordinal, second.unit), (Some(2), Some((Unit::Second, false))));
    }
}
