//! Writes a page tree while its blocks open and close: what every format with markup is lowered through.

use super::builder::PageBuilder;
use super::leaf::OpenLeaf;
use super::tree::{Block, BlockKind, Page, Removed, SpanKind, TextRange};

/// Containers nested deeper than this are flattened: no page needs them, and every later walk stays shallow.
const DEEPEST: usize = 32;

/// A container that is not finished.
#[derive(Debug)]
struct Container {
    kind: BlockKind,
    start: u32,
    children: Vec<Block>,
}

/// A page tree under construction.
#[derive(Debug)]
pub(super) struct TreeWriter {
    pub(super) builder: PageBuilder,
    /// The leaf that is written to.
    pub(super) leaf: Option<OpenLeaf>,
    /// The first one stands for the page.
    containers: Vec<Container>,
    /// How many containers are open that were flattened.
    flattened: usize,
}

impl Default for TreeWriter {
    fn default() -> Self {
        Self {
            builder: PageBuilder::default(),
            leaf: None,
            containers: vec![Container { kind: BlockKind::Item, start: 0, children: Vec::new() }],
            flattened: 0,
        }
    }
}

impl TreeWriter {
    /// Bytes written to the open leaf so far.
    pub(super) fn leaf_len(&self) -> u32 {
        self.leaf.as_ref().map_or(0, |leaf| self.builder.position().saturating_sub(leaf.start()))
    }

    /// Opens a leaf; the one that is open is closed.
    pub(super) fn open_leaf(&mut self, kind: BlockKind) {
        self.close_leaf();
        let start = self.builder.begin_block();
        self.leaf = Some(OpenLeaf::new(kind, start));
    }

    /// Opens a paragraph where text comes without one, as in a tight list; gives the position.
    pub(super) fn ensure_leaf(&mut self) -> u32 {
        if self.leaf.is_none() {
            self.open_leaf(BlockKind::Paragraph);
        }
        self.builder.position()
    }

    /// Closes the open leaf; one without text or image leaves no block.
    pub(super) fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        self.builder.trim_end_to(leaf.start());
        if let Some(block) = leaf.finish(self.builder.position()) {
            self.push(block);
        }
    }

    /// Puts a finished block into the open container.
    pub(super) fn push(&mut self, block: Block) {
        if let Some(container) = self.containers.last_mut() {
            container.children.push(block);
        }
    }

    /// A thematic break.
    pub(super) fn rule(&mut self) {
        self.close_leaf();
        let at = self.builder.position();
        self.push(Block::leaf(BlockKind::Rule, TextRange::new(at, at)));
    }

    /// Opens a container.
    pub(super) fn open_container(&mut self, kind: BlockKind) {
        self.close_leaf();
        if self.flattened > 0 || self.containers.len() > DEEPEST {
            self.flattened += 1;
            return;
        }
        let start = self.builder.begin_block();
        self.containers.push(Container { kind, start, children: Vec::new() });
    }

    /// Closes the innermost container; one without children leaves no block.
    pub(super) fn close_container(&mut self) {
        self.close_leaf();
        if self.flattened > 0 {
            self.flattened -= 1;
            return;
        }
        if self.containers.len() < 2 {
            return;
        }
        let Some(container) = self.containers.pop() else { return };
        let Some(last) = container.children.last() else { return };
        let start = container.children.first().map_or(container.start, |first| first.range.start);
        let range = TextRange::new(start, last.range.end.max(start));
        self.push(Block { kind: container.kind, range, spans: Vec::new(), children: container.children });
    }

    /// Opens inline markup; `by` is empty for Markdown's own, the tag's name for HTML.
    pub(super) fn open_span(&mut self, kind: SpanKind, by: &str) {
        let at = self.ensure_leaf();
        if let Some(leaf) = &mut self.leaf {
            leaf.open(kind, at, by);
        }
    }

    /// Closes the inline markup that `by` opened.
    pub(super) fn close_span(&mut self, by: &str) {
        let at = self.builder.position();
        if let Some(leaf) = &mut self.leaf {
            leaf.close(at, by);
        }
    }

    /// Marks the text from `start` to here.
    pub(super) fn mark(&mut self, kind: SpanKind, start: u32) {
        let range = self.builder.since(start);
        if let Some(leaf) = &mut self.leaf {
            leaf.mark(kind, range);
        }
    }

    /// Writes what does not stand in the source in this form.
    pub(super) fn make(&mut self, text: &str) {
        self.ensure_leaf();
        self.builder.make(text);
    }

    /// Breaks the line on purpose.
    pub(super) fn hard_break(&mut self) {
        if self.leaf_len() == 0 {
            return;
        }
        self.builder.make("\n");
        if let Some(leaf) = &mut self.leaf {
            leaf.hard_break = true;
        }
    }

    /// Closes whatever is open.
    pub(super) fn finish(mut self, removed: Vec<Removed>) -> Page {
        while self.containers.len() > 1 || self.flattened > 0 {
            self.close_container();
        }
        self.close_leaf();
        let blocks = self.containers.pop().map(|page| page.children).unwrap_or_default();
        self.builder.trim_end_to(blocks.last().map_or(0, |block| block.range.end));
        Page { text: self.builder.text, source_map: self.builder.map, blocks, removed, repairs: Vec::new() }
    }
}
