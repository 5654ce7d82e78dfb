//! Markdown to the page tree. Every letter of the parser's text events is on the page or in its `removed` list.

use super::leaf::OpenLeaf;
use super::options::markdown_options;
use super::shortcodes;
use crate::config::Shortcodes;
use crate::page::builder::PageBuilder;
use crate::page::tree::{Block, BlockKind, Page, Removed, SpanKind, TextRange};
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag as MarkdownTag, TagEnd};
use std::ops::Range;

/// Containers nested deeper than this are flattened: no page needs them, and every later walk stays shallow.
const DEEPEST: usize = 32;

/// Reads the Markdown that begins at byte `body` of `source`.
pub(crate) fn lower(source: &str, body: usize, shortcodes: Shortcodes) -> Page {
    let text = source.get(body..).unwrap_or("");
    let hidden = shortcodes::find(text);
    let masked = shortcodes::mask(text, &hidden);
    let mut lowering = Lowering {
        source,
        text,
        masked: &masked,
        body,
        hidden: &hidden,
        drop_shortcodes: shortcodes == Shortcodes::Drop,
        builder: PageBuilder::default(),
        containers: vec![Container { kind: BlockKind::Item, start: 0, children: Vec::new() }],
        flattened: 0,
        leaf: None,
        removed: Vec::new(),
        html_start: None,
    };
    for (event, range) in Parser::new_ext(&masked, markdown_options()).into_offset_iter() {
        lowering.event(event, range);
    }
    lowering.finish()
}

/// A container that is not finished.
pub(super) struct Container {
    kind: BlockKind,
    start: u32,
    children: Vec<Block>,
}

/// The state between two events. Offsets of events are into `text` and `masked` alike.
pub(super) struct Lowering<'s> {
    pub(super) source: &'s str,
    pub(super) text: &'s str,
    pub(super) masked: &'s str,
    pub(super) body: usize,
    pub(super) hidden: &'s [Range<usize>],
    pub(super) drop_shortcodes: bool,
    pub(super) builder: PageBuilder,
    /// The first one stands for the page.
    pub(super) containers: Vec<Container>,
    /// How many containers are open that were flattened.
    pub(super) flattened: usize,
    pub(super) leaf: Option<OpenLeaf>,
    pub(super) removed: Vec<Removed>,
    pub(super) html_start: Option<usize>,
}

impl Lowering<'_> {
    fn event(&mut self, event: Event<'_>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag, range),
            Event::Text(words) => self.words(&words, range),
            Event::Code(code) => self.code(&code, range),
            Event::InlineHtml(_) => self.html(range),
            Event::SoftBreak => self.make(" "),
            Event::HardBreak => self.hard_break(),
            Event::Rule => {
                self.close_leaf();
                let at = self.builder.position();
                self.push(Block::leaf(BlockKind::Rule, TextRange::new(at, at)));
            }
            Event::FootnoteReference(label) => {
                let at = self.ensure_leaf();
                self.builder.make(&label);
                let range = self.builder.since(at);
                if let Some(leaf) = &mut self.leaf {
                    leaf.mark(SpanKind::FootnoteReference { label: label.to_string() }, range);
                }
            }
            Event::Html(_) if self.html_start.is_some() => {}
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {
                self.html(range);
            }
        }
    }

    fn start(&mut self, tag: MarkdownTag<'_>, range: Range<usize>) {
        match tag {
            MarkdownTag::Paragraph => self.open_leaf(BlockKind::Paragraph),
            MarkdownTag::Heading { level, .. } => self.open_leaf(BlockKind::Heading { level: level as u8 }),
            MarkdownTag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                self.open_leaf(BlockKind::Preformatted { language });
            }
            MarkdownTag::TableCell => self.open_leaf(BlockKind::Cell),
            MarkdownTag::HtmlBlock => {
                self.close_leaf();
                self.html_start = Some(range.start);
            }
            MarkdownTag::BlockQuote(_) => self.open_container(BlockKind::Quote),
            MarkdownTag::List(start) => self.open_container(BlockKind::List { start }),
            MarkdownTag::Item => self.open_container(BlockKind::Item),
            MarkdownTag::Table(_) => self.open_container(BlockKind::Table),
            MarkdownTag::TableHead => self.open_container(BlockKind::Row { header: true }),
            MarkdownTag::TableRow => self.open_container(BlockKind::Row { header: false }),
            MarkdownTag::FootnoteDefinition(label) => {
                self.open_container(BlockKind::Footnote { label: label.to_string() });
            }
            MarkdownTag::Emphasis => self.open_span(SpanKind::Emphasis, ""),
            MarkdownTag::Strong => self.open_span(SpanKind::Strong, ""),
            MarkdownTag::Strikethrough => self.open_span(SpanKind::Strikethrough, ""),
            MarkdownTag::Link { dest_url, title, .. } => {
                let href = self.unmasked(&dest_url, &range);
                self.open_span(SpanKind::Link { href, title: title.to_string() }, "");
            }
            MarkdownTag::Image { dest_url, title, .. } => {
                let src = self.unmasked(&dest_url, &range);
                self.open_span(SpanKind::Image { src, title: title.to_string() }, "");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock => {
                self.close_leaf();
            }
            TagEnd::HtmlBlock => {
                if let Some(start) = self.html_start {
                    self.html(start..range.end);
                }
                self.html_start = None;
                self.close_leaf();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition => self.close_container(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                let at = self.builder.position();
                if let Some(leaf) = &mut self.leaf {
                    leaf.close(at, "");
                }
            }
            _ => {}
        }
    }

    pub(super) fn leaf_len(&self) -> u32 {
        self.leaf.as_ref().map_or(0, |leaf| self.builder.position().saturating_sub(leaf.start()))
    }

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

    pub(super) fn close_leaf(&mut self) {
        let Some(leaf) = self.leaf.take() else { return };
        self.builder.trim_end_to(leaf.start());
        if let Some(block) = leaf.finish(self.builder.position()) {
            self.push(block);
        }
    }

    pub(super) fn push(&mut self, block: Block) {
        if let Some(container) = self.containers.last_mut() {
            container.children.push(block);
        }
    }

    fn open_container(&mut self, kind: BlockKind) {
        self.close_leaf();
        if self.flattened > 0 || self.containers.len() > DEEPEST {
            self.flattened += 1;
            return;
        }
        let start = self.builder.begin_block();
        self.containers.push(Container { kind, start, children: Vec::new() });
    }

    fn close_container(&mut self) {
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
        let block = Block { kind: container.kind, range, spans: Vec::new(), children: container.children };
        self.push(block);
    }

    pub(super) fn open_span(&mut self, kind: SpanKind, by: &str) {
        let at = self.ensure_leaf();
        if let Some(leaf) = &mut self.leaf {
            leaf.open(kind, at, by);
        }
    }

    pub(super) fn make(&mut self, text: &str) {
        self.ensure_leaf();
        self.builder.make(text);
    }

    pub(super) fn hard_break(&mut self) {
        if self.leaf_len() == 0 {
            return;
        }
        self.builder.make("\n");
        if let Some(leaf) = &mut self.leaf {
            leaf.hard_break = true;
        }
    }

    /// Text as the parser gives it: copied where it stands so in the source, made where it was decoded.
    fn words(&mut self, words: &str, range: Range<usize>) {
        self.ensure_leaf();
        if self.masked.get(range.clone()) != Some(words) {
            self.builder.make(words);
            return;
        }
        if !self.drop_shortcodes {
            self.copy(range);
            return;
        }
        let mut at = range.start;
        let first = self.hidden.partition_point(|hidden| hidden.end <= range.start);
        for hidden in self.hidden.iter().skip(first).take_while(|hidden| hidden.start < range.end) {
            self.copy(at..hidden.start.max(at));
            at = hidden.end.min(range.end);
            self.remove(hidden.start, hidden.end, "shortcode");
        }
        self.copy(at..range.end);
    }

    pub(super) fn copy(&mut self, range: Range<usize>) {
        let (start, end) = (range.start + self.body, range.end + self.body);
        self.builder.copy(self.source, TextRange::new(start as u32, end as u32));
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        let at = self.ensure_leaf();
        let outer = self.masked.get(range.clone()).unwrap_or("");
        match outer.find(code).filter(|_| !code.is_empty()) {
            Some(offset) => self.copy(range.start + offset..range.start + offset + code.len()),
            None => self.builder.make(code),
        }
        let range = self.builder.since(at);
        if let Some(leaf) = &mut self.leaf {
            leaf.mark(SpanKind::Code, range);
        }
    }

    /// An address in which a shortcode was hidden, as it stands in the source.
    fn unmasked(&self, address: &str, range: &Range<usize>) -> String {
        let outer = self.masked.get(range.clone()).unwrap_or("");
        let place = outer.rfind(address).filter(|_| !self.hidden.is_empty() && !address.is_empty());
        let Some(start) = place.map(|offset| range.start + offset) else { return address.to_owned() };
        let written = self.text.get(start..start + address.len()).unwrap_or(address);
        shortcodes::reference(written).unwrap_or(written).to_owned()
    }

    pub(super) fn remove(&mut self, start: usize, end: usize, reason: &str) {
        let text = self.text.get(start..end).unwrap_or("").trim().to_owned();
        if !text.is_empty() {
            self.removed.push(Removed {
                text,
                reason: reason.to_owned(),
                source: (start + self.body) as u32,
            });
        }
    }

    fn finish(mut self) -> Page {
        while self.containers.len() > 1 {
            self.close_container();
        }
        self.close_leaf();
        let blocks = self.containers.pop().map(|page| page.children).unwrap_or_default();
        self.builder.trim_end_to(blocks.last().map_or(0, |block| block.range.end));
        Page {
            text: self.builder.text,
            source_map: self.builder.map,
            blocks,
            removed: self.removed,
            repairs: Vec::new(),
        }
    }
}
