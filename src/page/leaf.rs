//! A leaf block while its text arrives: inline markup opens and closes, and is kept properly nested.

use super::tree::{Block, BlockKind, Span, SpanKind, TextRange};

/// A leaf that is not finished.
#[derive(Debug)]
pub(super) struct OpenLeaf {
    kind: BlockKind,
    start: u32,
    spans: Vec<Span>,
    open: Vec<Opened>,
    /// Whether a line was broken on purpose: the block is then [`BlockKind::Verse`].
    pub(super) hard_break: bool,
}

/// Inline markup that is not closed: its place in `spans`, and by what it was opened.
#[derive(Debug)]
struct Opened {
    span: usize,
    by: String,
}

impl OpenLeaf {
    /// A leaf that begins at `start`.
    pub(super) const fn new(kind: BlockKind, start: u32) -> Self {
        Self { kind, start, spans: Vec::new(), open: Vec::new(), hard_break: false }
    }

    /// What it will be.
    pub(super) const fn kind(&self) -> &BlockKind {
        &self.kind
    }

    /// Where the leaf begins.
    pub(super) const fn start(&self) -> u32 {
        self.start
    }

    /// Opens inline markup at `at`; `by` is empty for Markdown's own, the tag's name for HTML.
    pub(super) fn open(&mut self, kind: SpanKind, at: u32, by: &str) {
        self.open.push(Opened { span: self.spans.len(), by: by.to_owned() });
        self.spans.push(Span { kind, range: TextRange::new(at, at) });
    }

    /// Closes the innermost markup that was opened by `by`, and what is still open inside it.
    pub(super) fn close(&mut self, at: u32, by: &str) {
        let Some(index) = self.open.iter().rposition(|opened| opened.by == by) else { return };
        // An HTML tag does not close Markdown's markup around it.
        if !by.is_empty() && self.open.iter().skip(index).any(|opened| opened.by.is_empty()) {
            return;
        }
        for opened in self.open.drain(index..) {
            if let Some(span) = self.spans.get_mut(opened.span) {
                span.range.end = at;
            }
        }
    }

    /// Marks what was just written as `kind`.
    pub(super) fn mark(&mut self, kind: SpanKind, range: TextRange) {
        self.spans.push(Span { kind, range });
    }

    /// The finished block; nothing when there is neither text nor image in it.
    pub(super) fn finish(mut self, end: u32) -> Option<Block> {
        for opened in self.open.drain(..) {
            if let Some(span) = self.spans.get_mut(opened.span) {
                span.range.end = end;
            }
        }
        for span in &mut self.spans {
            span.range.end = span.range.end.min(end);
        }
        self.spans.retain(|span| !span.range.is_empty() || matches!(span.kind, SpanKind::Image { .. }));
        let kind = match self.kind {
            BlockKind::Paragraph if self.hard_break => BlockKind::Verse,
            kind => kind,
        };
        let empty = end <= self.start && self.spans.is_empty();
        if empty && kind != BlockKind::Cell {
            return None;
        }
        Some(Block { kind, range: TextRange::new(self.start, end), spans: self.spans, children: Vec::new() })
    }
}
