//! The part of [`super::lower`] that reads HTML inside Markdown: text is written, tags become what the tree can hold.

use super::html::{self, Piece, Tag};
use super::lower::Lowering;
use crate::page::tree::{BlockKind, SpanKind};
use std::ops::Range;

impl Lowering<'_> {
    /// HTML: its text is written, its tags are read.
    pub(super) fn html(&mut self, range: Range<usize>) {
        let text = self.text;
        let html = text.get(range.clone()).unwrap_or("");
        for piece in html::pieces(html) {
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
                if self.leaf_len() > 0 && !self.builder.text.ends_with([' ', '\n']) {
                    self.builder.make(" ");
                }
            } else if trimmed.contains('&') {
                self.make(&html::decode_entities(
                    line.trim_start_matches(['\n', '\t']).trim_end_matches('\n'),
                ));
            } else {
                let inner = line.trim_end_matches('\n');
                let skip = if self.leaf_len() == 0 { inner.len() - inner.trim_start().len() } else { 0 };
                self.ensure_leaf();
                self.copy(at + skip..at + inner.len());
            }
            if line.ends_with('\n') && self.leaf_len() > 0 && !self.builder.text.ends_with([' ', '\n']) {
                self.builder.make(" ");
            }
            at += line.len();
        }
    }

    fn html_tag(&mut self, html: &str, tag: &Tag, offset: usize) {
        let written = html.get(tag.start..tag.end).unwrap_or("");
        let kind = match tag.name.as_str() {
            "br" => return self.hard_break(),
            "img" => return self.html_image(written),
            "em" | "i" | "cite" => Some(SpanKind::Emphasis),
            "strong" | "b" => Some(SpanKind::Strong),
            "s" | "del" | "strike" => Some(SpanKind::Strikethrough),
            "code" | "kbd" | "tt" | "samp" => Some(SpanKind::Code),
            "a" => html::attribute(written, "href").or_else(|| tag.closing.then(String::new)).map(|href| {
                SpanKind::Link { href, title: html::attribute(written, "title").unwrap_or_default() }
            }),
            _ => None,
        };
        match kind {
            Some(_) if tag.closing => {
                let at = self.builder.position();
                if let Some(leaf) = &mut self.leaf {
                    leaf.close(at, &tag.name);
                }
            }
            Some(kind) => self.open_span(kind, &tag.name),
            None => self.other_tag(tag, written, offset),
        }
    }

    fn other_tag(&mut self, tag: &Tag, written: &str, offset: usize) {
        // A block's tag in the midst of a Markdown paragraph does not break it.
        let inside_block = self.html_start.is_none();
        if html::is_block_tag(&tag.name) && !inside_block {
            self.close_leaf();
            let level = tag.name.strip_prefix('h').and_then(|level| level.parse().ok());
            if let (Some(level @ 1..=6), false) = (level, tag.closing) {
                self.open_leaf(BlockKind::Heading { level });
            }
        }
        let says_something = ["title", "alt", "src", "href", "content", "data", "cite"];
        if !tag.closing && says_something.iter().any(|name| html::attribute(written, name).is_some()) {
            self.remove(offset + tag.start, offset + tag.end, "HTML tag");
        }
    }

    fn html_image(&mut self, written: &str) {
        let at = self.ensure_leaf();
        if let Some(alternative) = html::attribute(written, "alt") {
            self.builder.make(&alternative.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let range = self.builder.since(at);
        let src = html::attribute(written, "src").unwrap_or_default();
        let title = html::attribute(written, "title").unwrap_or_default();
        if let Some(leaf) = &mut self.leaf {
            leaf.mark(SpanKind::Image { src, title }, range);
        }
    }
}
