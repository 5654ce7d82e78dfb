//! What the text says: names and dates, as candidates with scores, one article at a time.
//!
//! Nothing here knows of other articles. Whether "Jordan" is a man and what "Saturday" means is decided by the archive.

pub mod date;
pub mod entity;
pub mod token;

use crate::page::tree::TextRange;

/// A stretch of text that analysis reads as a whole: no mention and no date crosses its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where in the page's text.
    pub range: TextRange,
    /// What kind of text it is.
    pub kind: PassageKind,
}

/// The kinds of passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A line that may be a title, deck or subhead: terse, often capitalised throughout.
    Heading,
    /// A byline, date line or other line of the head.
    Head,
    /// Prose.
    Prose,
    /// Verse, a list item, a table cell, an address.
    Line,
}
