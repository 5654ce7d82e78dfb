//! Plain text to the page tree.
//!
//! Four steps: lines ([`lines`]), page furniture off ([`furniture`]), lines to blocks ([`layout`]), and blocks written
//! with their wraps joined ([`write_blocks`]). Each step only groups and marks the lines before it, so that every line
//! ends on the page or in its `removed` list.

mod furniture;
mod group;
mod hyphen;
mod layout;
mod letters;
mod library;
mod lines;
mod marked;
mod marker;
mod navigation;
mod page_marks;
mod paragraphs;
mod running;
mod subhead;
#[cfg(test)]
mod tests;
mod write_blocks;

use super::divided::{Dictionary, DividedWord};
use super::tree::Page;

/// Reads a plain text. What looks like Markdown or HTML in it is literal.
///
/// `archive` says what the archive knows of divided words; those that only it could settle are given back.
pub(super) fn read_with(source: &str, archive: &Dictionary) -> (Page, Vec<DividedWord>) {
    let mut lines = lines::split(source);
    let removed = furniture::remove(source, &mut lines);
    let mut blocks = layout::blocks(source, &lines);
    subhead::join_title_lines(source, &mut blocks);
    letters::mark(source, &mut blocks);
    subhead::mark(source, &mut blocks);
    write_blocks::write(source, &lines, &blocks, removed, archive)
}

/// Reads a plain text by itself.
#[cfg(test)]
pub(super) fn read(source: &str) -> Page {
    read_with(source, &Dictionary::default()).0
}
