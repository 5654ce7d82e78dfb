//! Markdown to the page tree. Every letter of the parser's text events is on the page or in its `removed` list.

use super::options::markdown_options;
use super::shortcodes;
use crate::config::Shortcodes;
use crate::page::tree::{BlockKind, Page, Removed, SpanKind, TextRange};
use crate::page::tree_writer::TreeWriter;
use pulldown_cmark::{CodeBlockKind, Event, Parser, Tag as MarkdownTag, TagEnd};
use std::ops::Range;

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
        tree: TreeWriter::default(),
        removed: Vec::new(),
        html_start: None,
    };
    for (event, range) in Parser::new_ext(&masked, markdown_options()).into_offset_iter() {
        lowering.event(event, range);
    }
    lowering.tree.finish(lowering.removed)
}

/// The state between two events. Offsets of events are into `text` and `masked` alike.
pub(super) struct Lowering<'s> {
    pub(super) source: &'s str,
    pub(super) text: &'s str,
    pub(super) masked: &'s str,
    pub(super) body: usize,
    pub(super) hidden: &'s [Range<usize>],
    pub(super) drop_shortcodes: bool,
    pub(super) tree: TreeWriter,
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
            Event::SoftBreak => self.tree.make(" "),
            Event::HardBreak => self.tree.hard_break(),
            Event::Rule => self.tree.rule(),
            Event::FootnoteReference(label) => {
                let at = self.tree.ensure_leaf();
                self.tree.builder.make(&label);
                self.tree.mark(SpanKind::FootnoteReference { label: label.to_string() }, at);
            }
            Event::Html(_) if self.html_start.is_some() => {}
            Event::Html(_) | Event::InlineMath(_) | Event::DisplayMath(_) | Event::TaskListMarker(_) => {
                self.html(range);
            }
        }
    }

    fn start(&mut self, tag: MarkdownTag<'_>, range: Range<usize>) {
        match tag {
            MarkdownTag::Paragraph => self.tree.open_leaf(BlockKind::Paragraph),
            MarkdownTag::Heading { level, .. } => {
                self.tree.open_leaf(BlockKind::Heading { level: level as u8 })
            }
            MarkdownTag::CodeBlock(kind) => {
                let language = match kind {
                    CodeBlockKind::Fenced(info) => info.split_whitespace().next().map(str::to_owned),
                    CodeBlockKind::Indented => None,
                };
                self.tree.open_leaf(BlockKind::Preformatted { language });
            }
            MarkdownTag::TableCell => self.tree.open_leaf(BlockKind::Cell),
            MarkdownTag::HtmlBlock => {
                self.tree.close_leaf();
                self.html_start = Some(range.start);
            }
            MarkdownTag::BlockQuote(_) => self.tree.open_container(BlockKind::Quote),
            MarkdownTag::List(start) => self.tree.open_container(BlockKind::List { start }),
            MarkdownTag::Item => self.tree.open_container(BlockKind::Item),
            MarkdownTag::Table(_) => self.tree.open_container(BlockKind::Table),
            MarkdownTag::TableHead => self.tree.open_container(BlockKind::Row { header: true }),
            MarkdownTag::TableRow => self.tree.open_container(BlockKind::Row { header: false }),
            MarkdownTag::FootnoteDefinition(label) => {
                self.tree.open_container(BlockKind::Footnote { label: label.to_string() });
            }
            MarkdownTag::Emphasis => self.tree.open_span(SpanKind::Emphasis, ""),
            MarkdownTag::Strong => self.tree.open_span(SpanKind::Strong, ""),
            MarkdownTag::Strikethrough => self.tree.open_span(SpanKind::Strikethrough, ""),
            MarkdownTag::Link { dest_url, title, .. } => {
                let href = self.unmasked(&dest_url, &range);
                self.tree.open_span(SpanKind::Link { href, title: title.to_string() }, "");
            }
            MarkdownTag::Image { dest_url, title, .. } => {
                let src = self.unmasked(&dest_url, &range);
                self.tree.open_span(SpanKind::Image { src, title: title.to_string() }, "");
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd, range: Range<usize>) {
        match tag {
            TagEnd::Paragraph | TagEnd::Heading(_) | TagEnd::TableCell | TagEnd::CodeBlock => {
                self.tree.close_leaf();
            }
            TagEnd::HtmlBlock => {
                if let Some(start) = self.html_start {
                    self.html(start..range.end);
                }
                self.html_start = None;
                self.tree.close_leaf();
            }
            TagEnd::BlockQuote(_)
            | TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::FootnoteDefinition => self.tree.close_container(),
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                self.tree.close_span("");
            }
            _ => {}
        }
    }

    /// Text as the parser gives it: copied where it stands so in the source, made where it was decoded.
    fn words(&mut self, words: &str, range: Range<usize>) {
        self.tree.ensure_leaf();
        if self.masked.get(range.clone()) != Some(words) {
            self.tree.builder.make(words);
            return;
        }
        if !self.drop_shortcodes {
            self.copy_on_one_line(range);
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

    /// Copies text; a line end inside a shortcode becomes a space.
    fn copy_on_one_line(&mut self, range: Range<usize>) {
        let in_code =
            self.tree.leaf.as_ref().is_some_and(|leaf| matches!(leaf.kind(), BlockKind::Preformatted { .. }));
        let piece = self.text.get(range.clone()).unwrap_or("");
        if in_code || !piece.trim_end_matches('\n').contains('\n') {
            return self.copy(range);
        }
        let mut at = range.start;
        for (index, line) in piece.split('\n').enumerate() {
            if index > 0 {
                self.tree.make(" ");
            }
            self.copy(at..at + line.len());
            at += line.len() + 1;
        }
    }

    pub(super) fn copy(&mut self, range: Range<usize>) {
        let (start, end) = (range.start + self.body, range.end + self.body);
        self.tree.builder.copy(self.source, TextRange::new(start as u32, end as u32));
    }

    fn code(&mut self, code: &str, range: Range<usize>) {
        let at = self.tree.ensure_leaf();
        let outer = self.masked.get(range.clone()).unwrap_or("");
        match outer.find(code).filter(|_| !code.is_empty()) {
            Some(offset) => self.copy(range.start + offset..range.start + offset + code.len()),
            None => self.tree.builder.make(code),
        }
        self.tree.mark(SpanKind::Code, at);
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
}
