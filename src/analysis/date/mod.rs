//! Temporal expressions: found in the text, kept as expressions, given TIMEX3 values once the anchor is known.
//!
//! `scan` makes tokens, `grammar` makes expressions of them, `resolve` makes values of expressions; `evidence`
//! gathers what an article says of its own day of publication. `english` and `german` hold the words and declare the
//! constructs in which languages differ (`table`); how to add another is told in `docs/languages.md`.

mod anniversary;
mod calendar_words;
mod context;
mod english;
mod evidence;
mod expression;
mod feast;
mod find;
mod german;
#[cfg(test)]
mod german_tests;
mod grammar;
mod head_lines;
mod lexicon;
mod meaning;
mod partial;
mod path;
mod resolve;
mod role;
mod scan;
mod shift;
mod spoken;
mod table;
#[cfg(test)]
mod tests;
mod timex;
mod value;
#[cfg(test)]
mod value_syntax;

pub use calendar_words::{month_name, weekday_name};
pub use expression::{
    Amount, Base, Clock, DayPart, Expression, Field, Holiday, Reference, Season, Tense, Unit, Which, Year,
};
pub use timex::{
    Anchor, DateCandidate, DateMention, Modifier, NumericOrder, PublicationClaim, PublicationEvidence,
    TimexType,
};

use super::Passage;
use crate::page::draft::ArticleDraft;

/// Finds temporal expressions, in ascending order of start, not overlapping; none in a language without a table.
pub fn find(text: &str, passages: &[Passage], language: &str) -> Vec<DateCandidate> {
    table::language_of(language).map_or_else(Vec::new, |language| find::find(text, passages, language))
}

/// Gives values to the expressions of one article.
pub fn resolve(
    candidates: &[DateCandidate],
    anchor: Option<Anchor>,
    order: NumericOrder,
) -> Vec<DateMention> {
    resolve::resolve(candidates, anchor, order)
}

/// What an English word for a number is worth: "twelve", "thirty".
pub(super) fn number_word(word: &str) -> Option<u32> {
    table::language_of("en")?.lexicon.look_up(word.as_bytes())?.number
}

/// Gathers what one article says of its own day of publication: front matter, path, head lines, text.
///
/// `path` is the relative path of the source, empty when there is none; `language` that in which the text is read.
pub fn publication_evidence(
    path: &str,
    draft: &ArticleDraft,
    language: &str,
    candidates: &[DateCandidate],
) -> Vec<PublicationEvidence> {
    let language = table::language_of(language).unwrap_or(table::first_language());
    evidence::publication_evidence(path, draft, language, candidates)
}

/// What a date as a person wrote it, in front matter or in the overlay, says.
pub fn read_stated_date(text: &str) -> Option<PublicationClaim> {
    evidence::stated_date(text, table::first_language())
}
