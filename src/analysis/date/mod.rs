//! Temporal expressions: found in the text, kept as expressions, given TIMEX3 values once the anchor is known.
//!
//! `scan` makes tokens, `grammar` makes expressions of them, `resolve` makes values of expressions; `evidence`
//! gathers what an article says of its own day of publication. `english` holds the words.

mod calendar_words;
mod context;
mod english;
mod evidence;
mod expression;
mod feast;
mod find;
mod grammar;
mod head_lines;
mod lexicon;
mod partial;
mod path;
mod resolve;
mod scan;
mod shift;
mod spoken;
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

/// Finds temporal expressions, in ascending order of start, not overlapping.
pub fn find(text: &str, passages: &[Passage], language: &str) -> Vec<DateCandidate> {
    find::find(text, passages, language)
}

/// Gives values to the expressions of one article.
pub fn resolve(
    candidates: &[DateCandidate],
    anchor: Option<Anchor>,
    order: NumericOrder,
) -> Vec<DateMention> {
    resolve::resolve(candidates, anchor, order)
}

/// Gathers what one article says of its own day of publication: front matter, path, head lines, text.
///
/// `path` is the relative path of the source, empty when there is none.
pub fn publication_evidence(
    path: &str,
    draft: &ArticleDraft,
    candidates: &[DateCandidate],
) -> Vec<PublicationEvidence> {
    evidence::publication_evidence(path, draft, candidates)
}

/// What a date as a person wrote it, in front matter or in the overlay, says.
pub fn read_stated_date(text: &str) -> Option<PublicationClaim> {
    evidence::stated_date(text)
}
