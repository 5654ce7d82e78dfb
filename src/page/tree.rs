//! The page tree: what every source format is lowered to, and what every later stage reads.
//!
//! The text of the page is held once, in [`Page::text`]. Blocks, spans, mentions and dates are ranges of bytes
//! into it, and [`SourceMap`] says where each piece stood in the decoded source.

use serde::{Deserialize, Serialize};

/// A half-open range of byte offsets into [`Page::text`], always on character boundaries.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TextRange {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
}

impl TextRange {
    /// The range `start..end`.
    pub const fn new(start: u32, end: u32) -> Self {
        Self { start, end }
    }

    /// The piece of `text` that this range names; empty if the range does not fit the text.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }

    /// Length in bytes.
    pub const fn len(self) -> u32 {
        self.end.saturating_sub(self.start)
    }

    /// Whether the range holds nothing.
    pub const fn is_empty(self) -> bool {
        self.end <= self.start
    }

    /// Whether `other` lies within this range.
    pub const fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// Whether the two ranges share a byte.
    pub const fn overlaps(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }
}

/// One article's text and structure.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Page {
    /// The whole text, blocks separated by a blank line, hard wraps joined.
    pub text: String,
    /// Where each piece of the text stood in the decoded source.
    pub source_map: SourceMap,
    /// The top-level blocks in reading order. Head lines (title, byline, …) are blocks too; the archive decides
    /// which of them are shown in the head of the page (`archive::Article::head`).
    pub blocks: Vec<Block>,
    /// Page furniture taken off the page: shown in a collapsed block, never lost.
    pub removed: Vec<Removed>,
    /// Quotation marks that were repaired, in order of the text.
    pub repairs: Vec<Repair>,
}

/// Marks that stand otherwise in the source.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repair {
    /// What stands in the page's text now.
    pub range: TextRange,
    /// What stands in the source.
    pub original: String,
}

impl Page {
    /// The text with its repaired marks as they stand in the source.
    pub fn unrepaired_text(&self) -> String {
        let mut text = String::with_capacity(self.text.len());
        let mut from = 0;
        for Repair { range, original } in &self.repairs {
            text.push_str(TextRange::new(from, range.start).of(&self.text));
            text.push_str(original);
            from = range.end;
        }
        text.push_str(TextRange::new(from, self.text.len() as u32).of(&self.text));
        text
    }

    /// Moves every place in the source by `by` bytes: the page is a part of a longer source.
    pub(crate) fn stands_at(&mut self, by: u32) {
        self.source_map.runs.iter_mut().for_each(|run| run.source += by);
        self.removed.iter_mut().for_each(|removed| removed.source += by);
    }
}

/// A structural block. Leaves own the text of `range`; containers (quote, list, item, table, row) own `children`.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Block {
    /// What it is.
    pub kind: BlockKind,
    /// The part of the page's text that the block covers.
    pub range: TextRange,
    /// Inline markup as ranges, ordered by start, outer before inner, properly nested.
    pub spans: Vec<Span>,
    /// Blocks inside a container, in order.
    pub children: Vec<Block>,
}

impl Block {
    /// A block without inline markup or children.
    pub const fn leaf(kind: BlockKind, range: TextRange) -> Self {
        Self { kind, range, spans: Vec::new(), children: Vec::new() }
    }
}

/// The kinds of block.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum BlockKind {
    /// A section heading; `level` is 2 for a top section (1 is the page's title).
    Heading {
        /// 1 to 6.
        level: u8,
    },
    /// Prose.
    Paragraph,
    /// Lines that keep their breaks: verse, an address, results. The text holds `\n` between lines.
    Verse,
    /// Opens a letter: "Sir,", "Dear Editor,".
    Salutation,
    /// Closes a letter or statement: the formula, who signs it, office and address, a line each.
    Signature,
    /// Stands over a table or text in columns and says what it is.
    Caption,
    /// Text whose spaces count: code, tables drawn with characters, scores.
    Preformatted {
        /// The language of a fenced code block.
        language: Option<String>,
    },
    /// A block quotation.
    Quote,
    /// A list.
    List {
        /// The first number of a numbered list; `None` for bullets.
        start: Option<u64>,
    },
    /// An item of a list.
    Item,
    /// A table; its children are rows.
    Table,
    /// A row; its children are cells.
    Row {
        /// Whether its cells are column heads.
        header: bool,
    },
    /// A cell of a table.
    Cell,
    /// A thematic break. Its range is empty.
    Rule,
    /// The text of a footnote.
    Footnote {
        /// Its label in the source.
        label: String,
    },
}

/// Inline markup over a range of the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Span {
    /// What it is.
    pub kind: SpanKind,
    /// What it covers.
    pub range: TextRange,
}

/// The kinds of inline markup.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum SpanKind {
    /// Emphasis.
    Emphasis,
    /// Strong emphasis.
    Strong,
    /// Struck out.
    Strikethrough,
    /// Code; no mention is linked inside.
    Code,
    /// A link. `href` is as written in the source: its scheme is checked when it is rendered, and a link to
    /// another source file is turned into that article's page.
    Link {
        /// The target as written.
        href: String,
        /// The advisory title.
        title: String,
    },
    /// An image; its range covers the alternative text.
    Image {
        /// The address as written.
        src: String,
        /// The advisory title.
        title: String,
    },
    /// A reference to a [`BlockKind::Footnote`]; its range covers the shown label.
    FootnoteReference {
        /// The label.
        label: String,
    },
}

/// A piece of page furniture (running head, page number, end mark) that is not shown in the body.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Removed {
    /// The text as it stood.
    pub text: String,
    /// Why, for the reader: "page number", "running head", "end mark".
    pub reason: String,
    /// Byte offset in the decoded source.
    pub source: u32,
}

/// Maps byte offsets of [`Page::text`] to byte offsets of the decoded source.
///
/// A sorted list of runs copied verbatim; what lies between two runs (a joined line, a dropped hyphen) was made.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct SourceMap {
    runs: Vec<Run>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Run {
    text: u32,
    source: u32,
    len: u32,
}

impl SourceMap {
    /// Notes that `len` bytes at `text` were copied from `source`. Runs come in ascending order of `text`;
    /// a run that continues the last one is merged with it.
    pub fn push(&mut self, text: u32, source: u32, len: u32) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.runs.last_mut()
            && last.text + last.len == text
            && last.source + last.len == source
        {
            last.len += len;
            return;
        }
        self.runs.push(Run { text, source, len });
    }

    /// Forgets what lies beyond the first `text` bytes of the text.
    pub(crate) fn truncate(&mut self, text: u32) {
        while let Some(last) = self.runs.last_mut() {
            if last.text + last.len <= text {
                return;
            }
            if last.text < text {
                last.len = text - last.text;
                return;
            }
            self.runs.pop();
        }
    }

    /// The runs that were copied verbatim: (offset in the text, offset in the source, length), ascending.
    pub fn runs(&self) -> impl Iterator<Item = (u32, u32, u32)> + '_ {
        self.runs.iter().map(|run| (run.text, run.source, run.len))
    }

    /// The source range of a range of the text: from the source of its first copied byte to that of its last.
    /// `None` when nothing of it was copied.
    pub fn to_source(&self, range: TextRange) -> Option<TextRange> {
        let first = self.runs.partition_point(|run| run.text + run.len <= range.start);
        let after = self.runs.partition_point(|run| run.text < range.end);
        let start_run = self.runs.get(first..after)?.first()?;
        let end_run = self.runs.get(first..after)?.last()?;
        let start = start_run.source + range.start.saturating_sub(start_run.text);
        let end = end_run.source + (range.end - end_run.text).min(end_run.len);
        (start < end).then_some(TextRange::new(start, end))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_range_across_a_joined_line_maps_to_the_whole_source_range() {
        let mut map = SourceMap::default();
        map.push(0, 10, 5);
        map.push(6, 17, 5);
        assert_eq!(map.to_source(TextRange::new(2, 8)), Some(TextRange::new(12, 19)));
        assert_eq!(map.to_source(TextRange::new(0, 5)), Some(TextRange::new(10, 15)));
        assert_eq!(map.to_source(TextRange::new(5, 6)), None);
        assert_eq!(map.to_source(TextRange::new(6, 11)), Some(TextRange::new(17, 22)));
    }
}
