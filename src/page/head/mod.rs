//! What stands at the head of a page: candidates with scores, and a title made where none is printed.

pub(super) mod byline;
mod candidates;
mod date_words;
mod dateline;
mod edges;
mod made_title;
mod masthead;
mod names;
mod stated;
mod title;
mod title_lines;

pub(super) use candidates::candidates;
pub(super) use edges::edges;
pub(super) use made_title::{made_title, title_from};
pub(super) use title::{begins_letter, letters_and_small};

/// Whether a line states a date, a place and day, a source or rights.
pub(super) fn is_stated(line: &str) -> bool {
    stated::parse(line).is_some() || dateline::parse_line(line).is_some()
}

/// Whether a line opens a letter.
pub(super) fn is_salutation(line: &str) -> bool {
    title::is_salutation(line)
}

/// Whether a line begins with the name of a day or month and something that may be its date.
pub(super) fn begins_day(line: &str) -> bool {
    date_words::begins_day(line)
}

/// Whether a line stands beside the name of a newspaper: its edition, its price, its number.
pub(super) fn is_ear(line: &str) -> bool {
    title::is_ear(line)
}

/// Whether all letters but a few are capitals.
pub(super) fn is_capitals(line: &str) -> bool {
    title::is_capitals(line)
}

/// Whether text reads as a person's full name.
pub(super) fn is_name(text: &str) -> bool {
    names::is_name(text, false)
}

/// Whether a line may be the name of a newspaper.
pub(super) fn is_paper_name(line: &str) -> bool {
    masthead::is_name(line)
}

/// Whether a line is a well-known label that stands over titles.
pub(super) fn is_label(line: &str) -> bool {
    title::is_kicker(line)
}

/// How much a line looks like a title by itself, 0 to 1.
pub(super) fn title_score(line: &str) -> f32 {
    title::score(line).0
}

/// Whether a line states something by a label: "Published: …", "Source: …", "© 1987 …".
pub(super) fn is_labelled(line: &str) -> bool {
    stated::parse(line).is_some_and(|stated| !matches!(stated.convention, "date-line" | "masthead-line"))
}
