//! What stands at the head of a page: candidates with scores, and a title made where none is printed.

pub(super) mod byline;
mod candidates;
mod date_words;
mod dateline;
mod edges;
mod made_title;
mod names;
mod stated;
mod title;

pub(super) use candidates::candidates;
pub(super) use edges::edges;
pub(super) use made_title::{made_title, title_from};

/// Whether a line states a date, a source or rights.
pub(super) fn is_stated(line: &str) -> bool {
    stated::parse(line).is_some()
}

/// Whether a line opens a letter.
pub(super) fn is_salutation(line: &str) -> bool {
    title::is_salutation(line)
}

/// Whether a line is a well-known label that stands over titles.
pub(super) fn is_label(line: &str) -> bool {
    title::is_kicker(line)
}

/// How much a line looks like a title by itself, 0 to 1.
pub(super) fn title_score(line: &str) -> f32 {
    title::score(line).0
}
