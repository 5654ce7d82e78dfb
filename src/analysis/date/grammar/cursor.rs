//! What every family of the grammar needs: looking at tokens by class, and what a match is.

use super::super::expression::{Clock, DayPart, Expression, Season, Unit};
use super::super::meaning::{Entry, Role};
use super::super::scan::{Gap, Kind, Token};
use super::super::table::{Phrase, Syntax, Table};
use super::super::timex::{Modifier, TimexType};

/// A stretch of tokens between two blank lines, and the text they stand in.
#[derive(Clone, Copy)]
pub(in super::super) struct Cursor<'a> {
    /// The whole text.
    pub(in super::super) text: &'a str,
    /// The tokens of the stretch.
    pub(in super::super) tokens: &'a [Token<'a>],
    /// The language.
    pub(in super::super) table: &'static Table,
    /// Whether the text dates by years before Christ, so that "in 480" is one.
    pub(in super::super) ancient: bool,
}

/// A match: where it ends, and what it is.
#[derive(Clone, Debug, PartialEq)]
pub(in super::super) struct Found {
    /// First token.
    pub(in super::super) start: usize,
    /// One past the last token.
    pub(in super::super) end: usize,
    /// Type.
    pub(in super::super) kind: TimexType,
    /// Meaning.
    pub(in super::super) expression: Expression,
    /// Time of day.
    pub(in super::super) clock: Option<Clock>,
    /// Modifier.
    pub(in super::super) modifier: Option<Modifier>,
}

impl Found {
    /// A date from `start` to `end`.
    pub(in super::super) const fn date(start: usize, end: usize, expression: Expression) -> Self {
        Self { start, end, kind: TimexType::Date, expression, clock: None, modifier: None }
    }

    /// A match of another type.
    pub(in super::super) const fn of(
        kind: TimexType,
        start: usize,
        end: usize,
        expression: Expression,
    ) -> Self {
        Self { start, end, kind, expression, clock: None, modifier: None }
    }

    /// The same with a time of day; it becomes a [`TimexType::Time`].
    pub(in super::super) const fn at(mut self, clock: Clock) -> Self {
        self.clock = Some(clock);
        self.kind = TimexType::Time;
        self
    }

    /// The same, begun earlier.
    pub(in super::super) const fn from(mut self, start: usize) -> Self {
        self.start = start;
        self
    }

    /// The same with a modifier, unless it has one.
    pub(in super::super) const fn with(mut self, modifier: Option<Modifier>) -> Self {
        if self.modifier.is_none() {
            self.modifier = modifier;
        }
        self
    }
}

impl<'a> Cursor<'a> {
    /// Token `i`.
    pub(in super::super) fn token(&self, i: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(i)
    }

    /// The token before `i`.
    pub(in super::super) fn before(&self, i: usize) -> Option<&'a Token<'a>> {
        self.tokens.get(i.checked_sub(1)?)
    }

    /// What the table says of token `i`.
    pub(in super::super) fn entry(&self, i: usize) -> Option<&'a Entry> {
        self.token(i)?.entry
    }

    /// The role of token `i`.
    pub(in super::super) fn role(&self, i: usize) -> Option<Role> {
        self.entry(i)?.role
    }

    /// Whether token `i` has this role.
    pub(in super::super) fn is(&self, i: usize, role: Role) -> bool {
        self.role(i) == Some(role)
    }

    /// The constructs of the language.
    pub(in super::super) const fn syntax(&self) -> &'static Syntax {
        &self.table.syntax
    }

    /// The role of the token before `i`.
    pub(in super::super) fn role_before(&self, i: usize) -> Option<Role> {
        self.before(i)?.entry?.role
    }

    /// Whether token `i` is this mark.
    pub(in super::super) fn mark(&self, i: usize, mark: u8) -> bool {
        self.token(i).is_some_and(|token| token.kind == Kind::Mark(mark))
    }

    /// Whether token `i` stands right after the one before it.
    pub(in super::super) fn glued(&self, i: usize) -> bool {
        self.token(i).is_some_and(|token| token.gap == Gap::None)
    }

    /// The words of token `i`.
    pub(in super::super) fn text(&self, i: usize) -> &'a str {
        self.token(i).and_then(|t| self.text.get(t.start as usize..t.end as usize)).unwrap_or("")
    }

    /// Whether token `i` is this word, in whatever case.
    pub(in super::super) fn word(&self, i: usize, word: &str) -> bool {
        self.text(i).eq_ignore_ascii_case(word)
    }

    /// The end of the longest of some phrases that stands at `i`.
    pub(in super::super) fn phrase(&self, i: usize, phrases: &[Phrase]) -> Option<usize> {
        let fits = |phrase: &&Phrase| self.is_phrase(i, phrase);
        phrases.iter().filter(fits).map(|phrase| i + phrase.len()).max()
    }

    /// Whether a phrase stands at `i`; a mark stands right after what is before it.
    pub(in super::super) fn is_phrase(&self, i: usize, phrase: Phrase) -> bool {
        phrase.iter().enumerate().all(|(k, word)| match word.as_bytes() {
            [mark] if !mark.is_ascii_alphanumeric() => {
                self.mark(i + k, *mark) && (k == 0 || self.glued(i + k))
            }
            _ => self.word(i + k, word),
        })
    }

    /// Whether token `i` is one unit of this kind, "year".
    pub(in super::super) fn is_one(&self, i: usize, unit: Unit) -> bool {
        self.unit(i) == Some((unit, false))
    }

    /// Whether an article stands before `i`, alone or in another word ("am").
    pub(in super::super) fn article_before(&self, i: usize) -> bool {
        let entry = self.before(i).and_then(|token| token.entry);
        entry.is_some_and(|entry| entry.role == Some(Role::The) || entry.stand.holds_article)
    }

    /// Whether the capital of token `i` makes a name or a title of it.
    pub(in super::super) fn is_title_case(&self, i: usize) -> bool {
        self.capital(i) && !self.syntax().capital_nouns
    }

    /// Whether token `i` begins with a capital.
    pub(in super::super) fn capital(&self, i: usize) -> bool {
        self.text(i).starts_with(|c: char| c.is_uppercase())
    }

    /// Whether token `i` is a word without a capital.
    pub(in super::super) fn lower(&self, i: usize) -> bool {
        self.text(i).starts_with(|c: char| c.is_lowercase())
    }

    /// The number of a token of digits.
    pub(in super::super) fn digits(&self, i: usize) -> Option<u32> {
        self.token(i).filter(|token| token.kind == Kind::Number).map(|token| token.number)
    }

    /// Past a hyphen at `i`, if there is one.
    pub(in super::super) fn skip_hyphen(&self, i: usize) -> usize {
        if self.mark(i, b'-') { i + 1 } else { i }
    }

    /// Past a comma at `i`, if there is one.
    pub(in super::super) fn skip_comma(&self, i: usize) -> usize {
        if self.mark(i, b',') { i + 1 } else { i }
    }

    /// Past a word of this role at `i`, if there is one.
    pub(in super::super) fn skip(&self, i: usize, role: Role) -> usize {
        if self.is(i, role) { i + 1 } else { i }
    }

    /// Past the period of a shortened word at `i - 1`, if there is one.
    pub(in super::super) fn skip_period(&self, i: usize) -> usize {
        let shortened = self.before(i).and_then(|token| token.entry).is_some_and(|entry| entry.short);
        if shortened && self.mark(i, b'.') && self.glued(i) { i + 1 } else { i }
    }

    /// The unit at `i`, and whether it is a plural.
    pub(in super::super) fn unit(&self, i: usize) -> Option<(Unit, bool)> {
        self.entry(i)?.unit.filter(|_| !self.is(i, Role::Periodic))
    }

    /// The month at `i`, whatever else the word may mean, if it is written with a capital.
    pub(in super::super) fn month(&self, i: usize) -> Option<u8> {
        let month = self.entry(i)?.month;
        (month > 0 && self.capital(i)).then_some(month)
    }

    /// The weekday at `i`, if it is written with a capital.
    pub(in super::super) fn weekday(&self, i: usize) -> Option<u8> {
        let entry = self.entry(i)?;
        (entry.weekday > 0 && !entry.weekly && self.capital(i)).then_some(entry.weekday)
    }

    /// The season at `i`.
    pub(in super::super) fn season(&self, i: usize) -> Option<Season> {
        self.entry(i)?.season
    }

    /// The part of the day at `i`; "night-time" is one.
    pub(in super::super) fn part(&self, i: usize) -> Option<(DayPart, usize)> {
        let part = self.entry(i)?.part?;
        if self.mark(i + 1, b'-') && self.is(i + 2, Role::Time) {
            return Some((part, i + 3));
        }
        Some((part, i + 1))
    }

    /// "'s" at `i`.
    pub(in super::super) fn skip_possessive(&self, i: usize) -> Option<usize> {
        (self.mark(i, b'\'') && self.glued(i) && self.word(i + 1, "s") && self.glued(i + 1)).then_some(i + 2)
    }

    /// Past what joins the ends of a range at `i`: "and", "to", a dash, a stroke.
    pub(in super::super) fn after_joint(&self, i: usize) -> Option<usize> {
        let word = matches!(self.role(i), Some(Role::To | Role::And | Role::Or));
        (word || self.mark(i, b'-') || self.mark(i, b'/')).then_some(i + 1)
    }
}
