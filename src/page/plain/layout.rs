//! Lines to blocks: which line breaks were meant, and what a group of lines is.
//!
//! A line break is a *wrap* when the next word would not have fitted the column; any other break was meant.

use super::group::Group;
use super::lines::Line;
use super::marker::{Marker, list_marker};
use crate::page::head::letters_and_small;
use crate::page::sentence::ends_sentence;
use crate::page::tree::TextRange;

/// A block as a list of pieces of the source, before its text is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawBlock {
    /// What it is.
    pub(super) kind: RawKind,
    /// Ranges of the source, one for each line.
    pub(super) pieces: Vec<TextRange>,
    /// Index of its first line, and one past that of its last.
    pub(super) lines: (usize, usize),
}

/// The kinds of block that lines are grouped into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RawKind {
    /// A paragraph.
    Prose,
    /// A line by itself: a short paragraph, or a line of the head, or a subhead.
    Line,
    /// A section heading.
    Heading,
    /// Lines that keep their breaks.
    Verse,
    /// Opens a letter.
    Salutation,
    /// Closes a letter or statement.
    Signature,
    /// Stands over columns.
    Caption,
    /// Lines that keep their breaks and spaces.
    Preformatted,
    /// A quotation; an empty piece parts its paragraphs.
    Quote,
    /// An item of a list; the length of its marker in bytes, which stands right before the first piece.
    Item {
        /// What marks it.
        marker: Marker,
        /// Bytes of the source before the first piece.
        marker_len: u32,
    },
}

/// What the layout of the whole file says.
#[derive(Clone, Copy, Debug)]
pub(super) struct Layout {
    /// The column at which lines wrap, 0 when none do.
    pub(super) width: u32,
    /// The indent that most lines have.
    pub(super) indent: u32,
}

/// Groups the lines of a file into blocks.
pub(super) fn blocks(source: &str, lines: &[Line]) -> Vec<RawBlock> {
    let layout = measure(source, lines);
    let mut blocks = Vec::new();
    let mut chunk: Vec<usize> = Vec::new();
    let mut in_head = true;
    for (index, line) in lines.iter().enumerate() {
        if !line.is_blank() {
            chunk.push(index);
        } else if !line.closed_up {
            in_head = split_chunk(source, lines, &chunk, layout, in_head, &mut blocks);
            chunk.clear();
        }
    }
    split_chunk(source, lines, &chunk, layout, in_head, &mut blocks);
    settle_lists(&mut blocks);
    blocks
}

/// So few lines show their column by the widest alone.
const FEW_LINES: usize = 8;

/// The wrap column, from the widths of the lines that another line follows. Not from the widest: a table or a list
/// may be wider than the prose.
fn measure(source: &str, lines: &[Line]) -> Layout {
    let mut widths: Vec<u32> = Vec::new();
    let mut indents = [0usize; 41];
    for pair in lines.windows(2) {
        if let [line, next] = pair
            && !line.is_blank()
            && !next.is_blank()
            && list_marker(line.text(source)).is_none()
            && !(line.marked && line.text(source).contains("   "))
        {
            widths.push(line.width + line.indent.min(8));
        }
    }
    for line in lines.iter().filter(|line| !line.is_blank()) {
        if let Some(count) = indents.get_mut(line.indent.min(40) as usize) {
            *count += 1;
        }
    }
    widths.sort_unstable();
    let width = percentile(&widths, if widths.len() < FEW_LINES { 100 } else { 75 });
    // A few lines show no column: they may be an address or the lines of the head.
    let width = if widths.len() < 4 { width.max(60) } else { width };
    let indent = indents.iter().enumerate().max_by_key(|(_, count)| **count).map_or(0, |(at, _)| at as u32);
    Layout { width, indent }
}

/// The wrap column of a group of lines that is long enough to show its own.
fn column_of(lines: &[Line], chunk: &[usize]) -> Option<u32> {
    let mut widths: Vec<u32> = chunk
        .iter()
        .filter_map(|index| lines.get(*index))
        .map(|line| line.width + line.indent.min(8))
        .collect();
    widths.pop();
    widths.sort_unstable();
    (widths.len() >= 5).then(|| percentile(&widths, 85))
}

/// The value below which `share` per cent of the sorted values lie.
pub(super) fn percentile(sorted: &[u32], share: usize) -> u32 {
    sorted.get(sorted.len().saturating_sub(1) * share / 100).copied().unwrap_or(0)
}

/// Splits a group of lines without a blank line between them. Gives whether the head of the page goes on after it.
fn split_chunk(
    source: &str,
    lines: &[Line],
    chunk: &[usize],
    layout: Layout,
    in_head: bool,
    blocks: &mut Vec<RawBlock>,
) -> bool {
    if chunk.is_empty() {
        return in_head;
    }
    let layout = Layout { width: column_of(lines, chunk).unwrap_or(layout.width), ..layout };
    let group = Group { source, lines, layout };
    let before = blocks.len();
    group.split(chunk, in_head, blocks);
    let prose = blocks.iter().skip(before).any(|block| {
        let ended = block.pieces.last().is_some_and(|piece| ends_sentence(piece.of(source)));
        let long = group.characters(block);
        let leads = block.pieces.last().is_some_and(|piece| piece.of(source).ends_with(':'));
        block.kind == RawKind::Prose && (block.pieces.len() > 2 || long > 200)
            || (ended || leads) && long > 70
    });
    in_head && !prose && blocks.len() < 12
}

/// Whether all letters are capitals, and there are some.
pub(super) fn is_capitals(text: &str) -> bool {
    let (letters, small) = letters_and_small(text);
    letters >= 2 && small * 12 <= letters
}

/// A list has two items or more, and its numbers count up; any other "item" is a paragraph with its mark.
fn settle_lists(blocks: &mut [RawBlock]) {
    let mut start = 0;
    while start < blocks.len() {
        let mut end = start + 1;
        while end < blocks.len() && follows(blocks.get(end - 1), blocks.get(end)) {
            end += 1;
        }
        if end - start == 1
            && let Some(block) = blocks.get_mut(start)
            && let RawKind::Item { marker_len, .. } = block.kind
        {
            block.kind = RawKind::Line;
            if let Some(piece) = block.pieces.first_mut() {
                piece.start -= marker_len;
            }
            if block.pieces.len() > 1 || block.pieces.iter().map(|piece| piece.len()).sum::<u32>() > 160 {
                block.kind = RawKind::Prose;
            }
        }
        start = end;
    }
}

/// Whether the second is the next item of the list that the first is in.
pub(super) fn follows(first: Option<&RawBlock>, second: Option<&RawBlock>) -> bool {
    match (first.map(|block| block.kind), second.map(|block| block.kind)) {
        (
            Some(RawKind::Item { marker: Marker::Bullet, .. }),
            Some(RawKind::Item { marker: Marker::Bullet, .. }),
        ) => true,
        (
            Some(RawKind::Item { marker: Marker::Number(first), .. }),
            Some(RawKind::Item { marker: Marker::Number(second), .. }),
        ) => first.checked_add(1) == Some(second),
        _ => false,
    }
}
