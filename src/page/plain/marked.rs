//! Groups of lines that show what they are by their marks: columns, lists, quotations.

use super::group::Group;
use super::layout::{RawBlock, RawKind};
use super::marker::{list_marker, quote_marker_len};
use crate::page::sentence::ends_sentence;
use crate::page::tree::TextRange;

impl Group<'_> {
    /// Parts runs of lines in columns from the lines around them; gives whether there were any.
    pub(super) fn split_at_columns(
        &self,
        chunk: &[usize],
        in_head: bool,
        blocks: &mut Vec<RawBlock>,
    ) -> bool {
        let mut start = 0;
        let mut found = false;
        let mut at = 0;
        while at < chunk.len() {
            let columnar = |(place, index): &(usize, &usize)| {
                self.is_columnar(**index) || *place > 0 && is_sum(self.text(**index))
            };
            let run = chunk.iter().skip(at).enumerate().take_while(columnar).count();
            if run >= 2 {
                found = true;
                if start < at {
                    self.split(chunk.get(start..at).unwrap_or_default(), in_head && start == 0, blocks);
                }
                self.emit(RawKind::Preformatted, chunk.get(at..at + run).unwrap_or_default(), blocks);
                start = at + run;
            }
            at += run.max(1);
        }
        if found && start < chunk.len() {
            self.split(chunk.get(start..).unwrap_or_default(), false, blocks);
        }
        found
    }

    /// Columns: gaps, tabs, bars or dot leaders; or a line drawn with characters.
    pub(super) fn is_columnar(&self, index: usize) -> bool {
        let text = self.text(index);
        if self.line(index).width > 160 {
            return false;
        }
        let drawn = text.len() > 2 && text.chars().all(|c| "+-=|_*─│┌┐└┘├┤┬┴┼═║ :".contains(c));
        let marks = || {
            text.contains("   ")
                || text.contains('\t')
                || text.contains("....")
                || text.matches('|').count() > 1
                || self.gaps(text) >= 2
        };
        drawn || self.line(index).marked && marks()
    }

    /// Gaps of two spaces that follow no end of a sentence.
    fn gaps(&self, text: &str) -> usize {
        let mut gaps = 0;
        for (at, _) in text.match_indices("  ") {
            let before = text.get(..at).unwrap_or("");
            gaps += usize::from(!before.ends_with(['.', '!', '?', ':', '"', '”', ' ']));
        }
        gaps
    }

    pub(super) fn is_list(&self, chunk: &[usize], first: usize) -> bool {
        let items = chunk.get(first..).unwrap_or_default();
        let begins_item = |index: usize| list_marker(self.text(index)).is_some();
        let single = first == 0 && chunk.len() == 1;
        single || items.iter().filter(|index| begins_item(**index)).count() >= 2 || first == 0
    }

    /// Items, and the text that stands between and after them.
    pub(super) fn split_items(&self, chunk: &[usize], blocks: &mut Vec<RawBlock>) {
        let marker_at = |at: usize| chunk.get(at).and_then(|index| list_marker(self.text(*index)));
        let mut start = 0;
        while start < chunk.len() {
            let mut end = start + 1;
            let marked = marker_at(start);
            while end < chunk.len()
                && marker_at(end).is_none()
                && (marked.is_none() || !self.leaves_item(chunk, start, end))
            {
                end += 1;
            }
            let part = chunk.get(start..end).unwrap_or_default();
            if let Some((marker, length)) = marked {
                self.emit(RawKind::Item { marker, marker_len: length as u32 }, part, blocks);
                if let Some(piece) = blocks.last_mut().and_then(|block| block.pieces.first_mut()) {
                    piece.start += length as u32;
                }
            } else {
                self.split_plain(part, false, blocks);
            }
            start = end;
        }
    }

    /// Whether a line after an item goes on with the text: it is not set in, and the break before it was meant.
    fn leaves_item(&self, chunk: &[usize], item: usize, at: usize) -> bool {
        let (Some(item), Some(before), Some(index)) = (chunk.get(item), chunk.get(at - 1), chunk.get(at))
        else {
            return false;
        };
        let text = self.text(*index);
        let whole = ends_sentence(self.text(*before)) || self.line(*before).width > 160;
        whole
            && self.line(*index).indent <= self.line(*item).indent
            && text.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“'))
            && !self.is_wrap(*before, *index)
    }

    pub(super) fn emit_quote(&self, chunk: &[usize], blocks: &mut Vec<RawBlock>) {
        self.emit(RawKind::Quote, chunk, blocks);
        let Some(block) = blocks.last_mut() else { return };
        let marker_len = |piece: &TextRange| quote_marker_len(piece.of(self.source)).unwrap_or(0) as u32;
        if block.pieces.iter().all(|piece| marker_len(piece) == piece.len()) {
            block.kind = if block.pieces.len() > 1 { RawKind::Verse } else { RawKind::Line };
            return;
        }
        for piece in &mut block.pieces {
            piece.start += marker_len(piece);
        }
    }
}

/// A line of figures alone, as a sum under its column is.
fn is_sum(text: &str) -> bool {
    text.bytes().any(|b| b.is_ascii_digit()) && !text.contains(char::is_alphabetic)
}
