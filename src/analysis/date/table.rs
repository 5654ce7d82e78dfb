//! What a language declares: its words, and the few constructs in which languages differ. The grammar asks this table
//! and never which language it is.

use super::english::ENGLISH;
use super::expression::{Holiday, Reference};
use super::german::GERMAN;
use super::lexicon::Lexicon;
use super::meaning::Meaning;
use std::sync::LazyLock;

/// Words in lower case, and marks, as they follow each other.
pub(super) type Phrase = &'static [&'static str];

/// A feast: what it is called, and its day.
pub(super) type Feast = (Phrase, Holiday);

/// The table of a language.
pub(super) struct Table {
    /// The primary tag of the language, as BCP 47 has it.
    pub(super) code: &'static str,
    /// Rows: a word in lower case and one meaning. A word may have several rows.
    pub(super) words: &'static [(&'static str, Meaning)],
    /// Words that are made by rule.
    pub(super) made: Made,
    /// Feasts.
    pub(super) feasts: &'static [Feast],
    /// References to past, present or future in several words.
    pub(super) references: &'static [(Phrase, Reference)],
    /// Constructs.
    pub(super) syntax: Syntax,
    /// Words that tell direction and statements.
    pub(super) cues: Cues,
}

/// Words that are made by rule, so that a table need not list them.
pub(super) struct Made {
    /// Stems with a meaning, which take each of the endings ("letzt" with "e", "en", …). An ordinal is one of them.
    pub(super) stems: &'static [(&'static str, Meaning)],
    /// The endings of the stems.
    pub(super) endings: &'static [&'static str],
    /// Units as they stand before tens in one word with them, and the word between: "ein", "und" for "einundzwanzig".
    pub(super) units_before_tens: Option<(&'static [(&'static str, u32)], &'static str)>,
    /// What makes an ordinal stem of tens: "st" for "zwanzigst".
    pub(super) ordinal_of_tens: &'static str,
    /// Whether a weekday and a part of the day make one word: "Montagabend".
    pub(super) weekday_with_part: bool,
    /// What is added to a weekday that comes back each week: "Mondays", "montags".
    pub(super) weekly: &'static str,
}

/// The constructs in which languages differ.
pub(super) struct Syntax {
    /// Endings of ordinals in figures: "24th".
    pub(super) ordinal_endings: &'static [&'static str],
    /// Whether a period makes an ordinal of figures: "24. September".
    pub(super) ordinal_period: bool,
    /// Whether every noun has a capital, so that a capital makes no name.
    pub(super) capital_nouns: bool,
    /// Whether the case says what "of" says elsewhere: "Ende des Jahres", "im Mai dieses Jahres".
    pub(super) genitive: bool,
    /// Whether a day may follow its month: "May 3".
    pub(super) day_after_month: bool,
    /// Whether an ordinal in words needs "of" before the month: "the third of May".
    pub(super) day_word_needs_of: bool,
    /// Whether the article belongs to a day of the month: "the 24th of September".
    pub(super) article_with_day: bool,
    /// Whether "3.5." and "3. 5. 1952" are days: figures with periods, the day first.
    pub(super) days_with_periods: bool,
    /// Endings of decades in figures: "1960s", "1960er".
    pub(super) decade_endings: &'static [&'static str],
    /// The mark between thousands, and that before a fraction.
    pub(super) number_marks: (u8, u8),
    /// Eras after a year.
    pub(super) before_christ: &'static [Phrase],
    /// Eras after a year.
    pub(super) after_christ: &'static [Phrase],
    /// What a text that dates by years before Christ holds again and again.
    pub(super) ancient: &'static str,
    /// The halves of the day after an hour: "a.m.", "p.m.".
    pub(super) forenoon: &'static [Phrase],
    /// See `forenoon`.
    pub(super) afternoon: &'static [Phrase],
    /// What makes an hour of a number: "o'clock", "Uhr".
    pub(super) oclock: &'static [Phrase],
    /// Whether such an hour is one of twenty-four and stands for its first minute.
    pub(super) whole_day_clock: bool,
    /// Whether half names the hour that comes: "halb acht" is half past seven.
    pub(super) half_of_next_hour: bool,
    /// Nouns that are counted without being a plural in "s".
    pub(super) counted: &'static [&'static str],
}

/// Words that tell the direction of a clause, or what a line states.
pub(super) struct Cues {
    /// Endings of verbs in the past that the table does not list.
    pub(super) past_endings: &'static [&'static str],
    /// Endings of other words that only look so.
    pub(super) not_past_endings: &'static [&'static str],
    /// Beginnings of such words.
    pub(super) not_past_beginnings: &'static [&'static str],
    /// A word after which a participle is of what is to come: "to be sold".
    pub(super) before_participle: &'static [&'static str],
    /// Verbs that look ahead where the second word follows: "agreed to".
    pub(super) looking_ahead: (&'static [&'static str], &'static str),
    /// Words of present and plans, which take from a participle after them that it tells of the past.
    pub(super) not_yet: &'static [&'static str],
    /// Words that leave no doubt that the clause tells of the past.
    pub(super) past: &'static [&'static str],
    /// A year after these words is a limit, still to come: "by 2020".
    pub(super) limit: &'static [&'static str],
    /// Words after a year that make a name of both: "the 2018 edition".
    pub(super) named_by_year: &'static [&'static str],
    /// Words before a year that began what lasts.
    pub(super) long_past: &'static [&'static str],
    /// What is counted by anniversaries, and what began in the year that they are counted from.
    pub(super) anniversaries: &'static [&'static str],
    /// See `anniversaries`.
    pub(super) founding: &'static [&'static str],
    /// Words of titles that look back on the year that they name.
    pub(super) title_looks_back: &'static [&'static str],
    /// Words of titles that look ahead to the year that they name.
    pub(super) title_looks_ahead: &'static [&'static str],
    /// What begins a line that states a date, and whether the date is that of publication (or else of a change).
    pub(super) labels: &'static [(&'static str, bool)],
    /// Words between such a label and its date.
    pub(super) after_label: &'static [&'static str],
}

/// A language with its words made ready.
pub(super) struct Language {
    /// The table.
    pub(super) table: &'static Table,
    /// Its words.
    pub(super) lexicon: Lexicon,
}

/// The languages there are; the first is taken where nothing tells.
static LANGUAGES: LazyLock<[Language; 2]> =
    LazyLock::new(|| [&ENGLISH, &GERMAN].map(|table| Language { table, lexicon: Lexicon::new(table) }));

/// All languages.
pub(super) fn languages() -> &'static [Language] {
    LANGUAGES.as_slice()
}

/// The language that is taken where nothing tells.
pub(super) fn first_language() -> &'static Language {
    &LANGUAGES[0]
}

/// This language, then the others: short statements are read in whichever makes more of them.
pub(super) fn beginning_with(own: &'static Language) -> impl Iterator<Item = &'static Language> {
    let others = languages().iter().filter(move |other| other.table.code != own.table.code);
    std::iter::once(own).chain(others)
}

/// The language of a tag; the first of all where the tag tells nothing, none where it has no table.
pub(super) fn language_of(tag: &str) -> Option<&'static Language> {
    let primary = tag.split(['-', '_']).next().unwrap_or("");
    if matches!(primary, "" | "und") {
        return Some(first_language());
    }
    languages().iter().find(|language| language.table.code == primary)
}

/// The number of a month by its name in any of the languages, in full or shortened.
pub(super) fn month_number(word: &str) -> Option<u8> {
    let found = languages().iter().find_map(|language| {
        language.lexicon.look_up(word.as_bytes()).map(|entry| entry.month).filter(|month| *month > 0)
    });
    found.filter(|_| word.len() > 2)
}
