//! Writes a page's text and its source map together, so that the two cannot disagree.

use super::tree::{SourceMap, TextRange};
use memchr::memchr2;

/// The text of a page under construction.
#[derive(Debug, Default)]
pub(super) struct PageBuilder {
    pub(super) text: String,
    pub(super) map: SourceMap,
}

impl PageBuilder {
    /// Where the next character will stand.
    pub(super) fn position(&self) -> u32 {
        u32::try_from(self.text.len()).unwrap_or(u32::MAX)
    }

    /// Starts a block: a blank line parts it from what stands before it.
    pub(super) fn begin_block(&mut self) -> u32 {
        if !self.text.is_empty() && !self.text.ends_with("\n\n") {
            self.text.push_str("\n\n");
        }
        self.position()
    }

    /// The range from `start` to here.
    pub(super) fn since(&self, start: u32) -> TextRange {
        TextRange::new(start, self.position())
    }

    /// Writes what does not stand in the source in this form.
    pub(super) fn make(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Takes white space off the end, but not below `start`.
    pub(super) fn trim_end_to(&mut self, start: u32) {
        let trimmed = self.text.trim_end().len().max((start as usize).min(self.text.len()));
        self.text.truncate(trimmed);
        self.map.truncate(self.position());
    }

    /// Copies a range of the source as it stands.
    pub(super) fn copy(&mut self, source: &str, range: TextRange) {
        let piece = range.of(source);
        self.map.push(self.position(), range.start, u32::try_from(piece.len()).unwrap_or(0));
        self.text.push_str(piece);
    }

    /// Copies a range of the source with wide gaps narrowed: more than two spaces become two, a tab one space.
    ///
    /// Two spaces stay, for they often part sentences.
    pub(super) fn copy_folded(&mut self, source: &str, range: TextRange) {
        let piece = range.of(source);
        if !piece.contains("   ") && memchr2(b'\t', 0xC, piece.as_bytes()).is_none() {
            return self.copy(source, range);
        }
        let (mut from, mut at) = (0, 0);
        let mut spaces = 0;
        for c in piece.chars() {
            let next = at + c.len_utf8();
            spaces = if c == ' ' { spaces + 1 } else { 0 };
            if spaces > 2 || matches!(c, '\t' | '\u{C}') {
                self.copy(source, TextRange::new(range.start + from as u32, range.start + at as u32));
                if c != ' ' && !self.text.ends_with(' ') {
                    self.make(" ");
                }
                from = next;
            }
            at = next;
        }
        self.copy(source, TextRange::new(range.start + from as u32, range.end));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, text: &str) {
        let mut builder = PageBuilder::default();
        builder.copy_folded(source, TextRange::new(0, source.len() as u32));
        assert_eq!(builder.text, text);
    }

    #[test]
    fn wide_gaps_are_narrowed() {
        check("a b", "a b");
        check("End.  Begin", "End.  Begin");
        check("a      b   c", "a  b  c");
        check("a\tb\t\tc", "a b c");
    }
}
