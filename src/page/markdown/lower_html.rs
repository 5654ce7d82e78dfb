//! The part of [`super::lower`] that reads HTML inside Markdown: text is written, tags become what the tree can hold.

use super::lower::Lowering;
use crate::page::tags::{self, Piece, Tag};
use crate::page::tree::{BlockKind, SpanKind};
use std::ops::Range;

impl Lowering<'_> {
    /// HTML: its text is written, its tags are read.
    pub(super) fn html(&mut self, range: Range<usize>) {
        let text = self.text;
        let html = text.get(range.clone()).unwrap_or("");
        for piece in tags::pieces(html) {
            match piece {
                Piece::Text(start, end) => self.html_text(range.start + start, range.start + end),
                Piece::Tag(tag) => self.html_tag(html, &tag, range.start),
                Piece::Hidden { start, end, what } => {
                    self.remove(range.start + start, range.start + end, what);
                }
            }
        }
    }

    fn html_text(&mut self, start: usize, end: usize) {
        let piece = self.text.get(start..end).unwrap_or("");
        let mut at = start;
        for line in piece.split_inclusive('\n') {
            let trimmed = line.trim();
            if trimmed.is_empty() {
                if self.tree.leaf_len() > 0 && !self.tree.builder.text.ends_with([' ', '\n']) {
                    self.tree.builder.make(" ");
                }
            } else if trimmed.contains('&') {
                self.tree.make(&tags::decode_entities(
                    line.trim_start_matches(['\n', '\t']).trim_end_matches('\n'),
                ));
            } else {
                let inner = line.trim_end_matches('\n');
                let skip = if self.tree.leaf_len() == 0 { inner.len() - inner.trim_start().len() } else { 0 };
                self.tree.ensure_leaf();
                self.copy(at + skip..at + inner.len());
            }
            if line.ends_with('\n')
                && self.tree.leaf_len() > 0
                && !self.tree.builder.text.ends_with([' ', '\n'])
            {
                self.tree.builder.make(" ");
            }
            at += line.len();
        }
    }

    fn html_tag(&mut self, html: &str, tag: &Tag, offset: usize) {
        let written = html.get(tag.start..tag.end).unwrap_or("");
        let kind = match tag.name.as_str() {
            "br" => return self.tree.hard_break(),
            "img" => return self.html_image(written),
            "em" | "i" | "cite" => Some(SpanKind::Emphasis),
            "strong" | "b" => Some(SpanKind::Strong),
            "s" | "del" | "strike" => Some(SpanKind::Strikethrough),
            "code" | "kbd" | "tt" | "samp" => Some(SpanKind::Code),
            "a" => tags::attribute(written, "href").or_else(|| tag.closing.then(String::new)).map(|href| {
                SpanKind::Link { href, title: tags::attribute(written, "title").unwrap_or_default() }
            }),
            _ => None,
        };
        match kind {
            Some(_) if tag.closing => {
                self.tree.close_span(&tag.name);
            }
            Some(kind) => self.tree.open_span(kind, &tag.name),
            None => self.other_tag(tag, written, offset),
        }
    }

    fn other_tag(&mut self, tag: &Tag, written: &str, offset: usize) {
        // A block's tag in the midst of a Markdown paragraph does not break it.
        let inside_block = self.html_start.is_none();
        if tags::is_block_tag(&tag.name) && !inside_block {
            self.tree.close_leaf();
            let level = tag.name.strip_prefix('h').and_then(|level| level.parse().ok());
            if let (Some(level @ 1..=6), false) = (level, tag.closing) {
                self.tree.open_leaf(BlockKind::Heading { level });
            }
        }
        let says_something = ["title", "alt", "src", "href", "content", "data", "cite"];
        if !tag.closing && says_something.iter().any(|name| tags::attribute(written, name).is_some()) {
            self.remove(offset + tag.start, offset + tag.end, "HTML tag");
        }
    }

    fn html_image(&mut self, written: &str) {
        let at = self.tree.ensure_leaf();
        if let Some(alternative) = tags::attribute(written, "alt") {
            self.tree.builder.make(&alternative.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let src = tags::attribute(written, "src").unwrap_or_default();
        let title = tags::attribute(written, "title").unwrap_or_default();
        self.tree.mark(SpanKind::Image { src, title }, at);
    }
}
