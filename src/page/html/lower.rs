//! The pieces of a saved page to the page tree: what was kept is written, what was not goes to the `removed` list.

use super::outline::Outline;
use super::tables::Tables;
use crate::page::tags::{self, Piece, Tag};
use crate::page::tree::{BlockKind, Page, Removed, SpanKind, TextRange};
use crate::page::tree_writer::TreeWriter;

/// What the parts of a page that are not its main text are called for the reader.
pub(super) const FURNITURE: &str = "page furniture";

/// So many inline elements may begin at one place.
const MOST_PENDING: usize = 16;

/// Writes the places that are `kept`. With `list_removed` the rest is listed.
pub(super) fn lower(html: &str, outline: &Outline, kept: &[bool], list_removed: bool) -> Page {
    let mut lowering = Lowering {
        html,
        tree: TreeWriter::default(),
        open: Vec::new(),
        tables: Tables::of(html, outline, kept),
        breaks: 0,
        rule: false,
        pending: Vec::new(),
        removed: Vec::new(),
        set_aside: None,
    };
    let mut places = outline.places.iter().zip(kept).peekable();
    for (index, piece) in outline.pieces.iter().enumerate() {
        let place = places.next_if(|(place, _)| place.piece == index);
        let (kept, seen) = place.map_or((false, false), |(place, kept)| (*kept, !place.around.unseen));
        match piece {
            Piece::Text(start, end) if kept => lowering.text(*start, *end),
            Piece::Text(start, end) if seen && list_removed => lowering.set_aside(*start, *end),
            Piece::Text(start, end) => lowering.space(*start, *end),
            Piece::Tag(tag) if tag.name == "img" => {
                if kept {
                    lowering.image(tag);
                }
            }
            Piece::Tag(tag) => lowering.tag(tag, index),
            Piece::Hidden { .. } => {}
        }
    }
    lowering.flush_set_aside();
    lowering.tree.finish(lowering.removed)
}

/// An open element that the tree has a container for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Open {
    Quote,
    List,
    Item,
    /// A table whose rows and cells are data; it is begun in the tree with its first row.
    Table {
        begun: bool,
    },
    Row,
    /// A table that only lays out the page.
    Layout,
}

struct Lowering<'s> {
    html: &'s str,
    tree: TreeWriter,
    open: Vec<Open>,
    tables: Tables,
    /// Line breaks met since the last text: one breaks a line, two end a paragraph.
    breaks: usize,
    /// A rule that stands before the next text.
    rule: bool,
    /// Inline elements that begin with the next text, each with its name.
    pending: Vec<(SpanKind, String)>,
    removed: Vec<Removed>,
    /// What is being set aside, and where it began.
    set_aside: Option<(usize, String)>,
}

impl Lowering<'_> {
    /// Settles what waits for the next text: breaks and rules.
    fn before_text(&mut self) {
        if std::mem::take(&mut self.rule) && self.tree.builder.position() > 0 {
            self.tree.rule();
        }
        match std::mem::take(&mut self.breaks) {
            0 => {}
            1 => self.tree.hard_break(),
            _ if self.in_cell() => self.tree.hard_break(),
            _ => self.tree.close_leaf(),
        }
        self.flush_set_aside();
        self.stray_text_in_table();
        for (kind, name) in std::mem::take(&mut self.pending) {
            self.tree.open_span(kind, &name);
        }
    }

    /// Text in a table outside of its cells gets a cell.
    fn stray_text_in_table(&mut self) {
        if self.tree.leaf.is_some() {
            return;
        }
        if self.open.last() == Some(&(Open::Table { begun: true })) {
            self.open.push(Open::Row);
            self.tree.open_container(BlockKind::Row { header: false });
        }
        if self.open.last() == Some(&Open::Row) {
            self.tree.open_leaf(BlockKind::Cell);
        }
    }

    fn text(&mut self, start: usize, end: usize) {
        let piece = self.html.get(start..end).unwrap_or("");
        self.before_text();
        if self.in_preformatted() {
            let decoded = tags::decode_entities(piece);
            let decoded = if self.tree.leaf_len() == 0 { decoded.trim_start_matches('\n') } else { &decoded };
            self.tree.make(decoded);
        } else if piece.contains('&') {
            self.words(&tags::decode_entities(piece), None);
        } else {
            self.words(piece, Some(start));
        }
    }

    /// Writes words with single spaces between them; `at` is where they stand in the source, if they stand there so.
    fn words(&mut self, text: &str, at: Option<usize>) {
        self.gap(text.starts_with(is_space));
        let mut first = true;
        for word in text.split(is_space).filter(|word| !word.is_empty()) {
            if !std::mem::take(&mut first) {
                self.tree.make(" ");
            }
            self.tree.ensure_leaf();
            match at {
                Some(at) => {
                    let start = at + (word.as_ptr() as usize - text.as_ptr() as usize);
                    let range = TextRange::new(start as u32, (start + word.len()) as u32);
                    self.tree.builder.copy(self.html, range);
                }
                None => self.tree.builder.make(word),
            }
        }
        self.gap(!first && text.ends_with(is_space));
    }

    /// A space where words met one, but none at the head of a block or after another.
    fn gap(&mut self, wanted: bool) {
        if wanted && self.tree.leaf_len() > 0 && !self.tree.builder.text.ends_with([' ', '\n']) {
            self.tree.builder.make(" ");
        }
    }

    /// White space between two elements.
    fn space(&mut self, start: usize, end: usize) {
        let blank = self.html.get(start..end).is_some_and(|text| text.starts_with(is_space));
        if blank && self.breaks == 0 && !self.in_preformatted() {
            self.gap(true);
        }
    }

    fn image(&mut self, tag: &Tag) {
        let written = self.html.get(tag.start..tag.end).unwrap_or("");
        let Some(src) = image_address(written) else { return };
        self.before_text();
        let at = self.tree.ensure_leaf();
        if let Some(alternative) = tags::attribute(written, "alt") {
            self.tree.builder.make(&alternative.split_whitespace().collect::<Vec<_>>().join(" "));
        }
        let title = tags::attribute(written, "title").unwrap_or_default();
        self.tree.mark(SpanKind::Image { src, title }, at);
    }

    fn tag(&mut self, tag: &Tag, index: usize) {
        match tag.name.as_str() {
            "br" => self.line_break(),
            "hr" if self.in_cell() => self.gap(true),
            "hr" => {
                self.end_block();
                self.rule = true;
            }
            "wbr" => {}
            "blockquote" => self.container(tag.closing, Open::Quote, BlockKind::Quote),
            "ul" | "ol" | "dir" => {
                let start = (tag.name == "ol").then(|| self.number_of(tag));
                self.container(tag.closing, Open::List, BlockKind::List { start });
            }
            "li" => self.item(tag.closing),
            "table" => self.table(tag, index),
            "tr" => self.row(tag.closing, index),
            "td" | "th" => self.cell(tag.closing),
            "pre" | "listing" | "xmp" if !self.in_cell() => {
                self.end_block();
                if !tag.closing {
                    self.tree.open_leaf(BlockKind::Preformatted { language: None });
                }
            }
            name => match heading_level(name) {
                Some(level) if !self.in_cell() => {
                    self.end_block();
                    if !tag.closing {
                        self.tree.open_leaf(BlockKind::Heading { level });
                    }
                }
                _ if tags::is_block_tag(name) => self.block_boundary(),
                _ => self.inline(tag),
            },
        }
    }

    fn line_break(&mut self) {
        if self.in_preformatted() {
            self.tree.make("\n");
        } else {
            self.breaks += 1;
        }
    }

    /// The edge of a block: in a cell of a table a space, else the end of the paragraph.
    fn block_boundary(&mut self) {
        if self.in_cell() {
            self.gap(true);
        } else {
            self.end_block();
        }
    }

    fn end_block(&mut self) {
        self.breaks = 0;
        self.tree.close_leaf();
        if let Some((_, text)) = &mut self.set_aside
            && !text.ends_with('\n')
        {
            text.push('\n');
        }
    }

    fn in_preformatted(&self) -> bool {
        self.tree.leaf.as_ref().is_some_and(|leaf| matches!(leaf.kind(), BlockKind::Preformatted { .. }))
    }

    fn in_cell(&self) -> bool {
        self.tree.leaf.as_ref().is_some_and(|leaf| *leaf.kind() == BlockKind::Cell)
    }

    fn container(&mut self, closing: bool, open: Open, kind: BlockKind) {
        if self.in_cell() {
            return self.gap(true);
        }
        self.end_block();
        if closing {
            self.close(open);
        } else {
            self.open.push(open);
            self.tree.open_container(kind);
        }
    }

    fn item(&mut self, closing: bool) {
        if self.in_cell() {
            return self.gap(true);
        }
        self.end_block();
        let list = self.open.iter().rposition(|open| matches!(open, Open::List | Open::Layout));
        let Some(list) = list.filter(|at| self.open.get(*at) == Some(&Open::List)) else { return };
        if self.open.get(list + 1..).is_some_and(|inner| inner.contains(&Open::Item)) {
            self.close(Open::Item);
        }
        if !closing {
            while self.open.len() > list + 1 {
                self.pop();
            }
            self.open.push(Open::Item);
            self.tree.open_container(BlockKind::Item);
        }
    }

    fn table(&mut self, tag: &Tag, index: usize) {
        self.end_block();
        if tag.closing {
            let found = self.open.iter().rposition(|open| matches!(open, Open::Table { .. } | Open::Layout));
            if let Some(at) = found {
                while self.open.len() > at {
                    self.pop();
                }
            }
        } else if self.tables.is_data(index) && self.open.len() < 20 {
            self.open.push(Open::Table { begun: false });
        } else {
            self.open.push(Open::Layout);
        }
    }

    fn row(&mut self, closing: bool, index: usize) {
        self.end_block();
        let Some(at) = self.open.iter().rposition(|open| matches!(open, Open::Table { .. } | Open::Layout))
        else {
            return;
        };
        let Some(Open::Table { begun }) = self.open.get(at).copied() else { return };
        while self.open.len() > at + 1 {
            self.pop();
        }
        if closing || !self.tables.row_is_kept(index) {
            return;
        }
        if !begun {
            self.tree.open_container(BlockKind::Table);
            if let Some(open) = self.open.get_mut(at) {
                *open = Open::Table { begun: true };
            }
        }
        self.open.push(Open::Row);
        self.tree.open_container(BlockKind::Row { header: self.tables.row_is_header(index) });
    }

    fn cell(&mut self, closing: bool) {
        self.end_block();
        if !closing && self.open.last() == Some(&Open::Row) {
            self.flush_set_aside();
            self.tree.open_leaf(BlockKind::Cell);
        }
    }

    fn close(&mut self, open: Open) {
        // An end tag does not reach out of the table that it stands in.
        let edge = |open: &Open| matches!(open, Open::Table { .. } | Open::Layout | Open::Row);
        let from = self.open.iter().rposition(edge).map_or(0, |at| at + 1);
        let found = self.open.get(from..).and_then(|inner| inner.iter().rposition(|other| *other == open));
        if let Some(at) = found {
            while self.open.len() > from + at {
                self.pop();
            }
        }
    }

    fn pop(&mut self) {
        self.tree.close_leaf();
        match self.open.pop() {
            None | Some(Open::Layout | Open::Table { begun: false }) => {}
            Some(_) => self.tree.close_container(),
        }
    }

    fn inline(&mut self, tag: &Tag) {
        if tag.closing {
            match self.pending.iter().rposition(|(_, name)| *name == tag.name) {
                Some(at) => self.pending.truncate(at),
                None => self.tree.close_span(&tag.name),
            }
            return;
        }
        let written = self.html.get(tag.start..tag.end).unwrap_or("");
        let kind = match tag.name.as_str() {
            "em" | "i" | "cite" | "dfn" => SpanKind::Emphasis,
            "strong" | "b" => SpanKind::Strong,
            "s" | "del" | "strike" => SpanKind::Strikethrough,
            "code" | "kbd" | "tt" | "samp" if !self.in_preformatted() => SpanKind::Code,
            "a" => match tags::attribute(written, "href") {
                Some(href) => {
                    let title = tags::attribute(written, "title").unwrap_or_default();
                    SpanKind::Link { href: href.trim().to_owned(), title }
                }
                None => return,
            },
            _ => return,
        };
        // Elements that are opened over and over and never closed say nothing any more.
        if self.pending.len() < MOST_PENDING {
            self.pending.push((kind, tag.name.clone()));
        }
    }

    fn number_of(&self, tag: &Tag) -> u64 {
        let written = self.html.get(tag.start..tag.end).unwrap_or("");
        tags::attribute(written, "start").and_then(|start| start.trim().parse().ok()).unwrap_or(1)
    }

    fn set_aside(&mut self, start: usize, end: usize) {
        let text = tags::decode_entities(self.html.get(start..end).unwrap_or(""));
        let (_, aside) = self.set_aside.get_or_insert_with(|| (start, String::new()));
        for (index, word) in text.split(is_space).filter(|word| !word.is_empty()).enumerate() {
            let apart = index > 0 || text.starts_with(is_space);
            if apart && !aside.is_empty() && !aside.ends_with([' ', '\n']) {
                aside.push(' ');
            }
            aside.push_str(word);
        }
        if text.ends_with(is_space) && !aside.ends_with([' ', '\n']) {
            aside.push(' ');
        }
    }

    fn flush_set_aside(&mut self) {
        if let Some((source, text)) = self.set_aside.take() {
            let text: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            if !text.is_empty() {
                let reason = FURNITURE.to_owned();
                self.removed.push(Removed { text: text.join("\n"), reason, source: source as u32 });
            }
        }
    }
}

/// White space as HTML has it: a no-break space is none.
const fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}')
}

fn heading_level(name: &str) -> Option<u8> {
    match name.as_bytes() {
        [b'h', level @ b'1'..=b'6'] => Some(level - b'0'),
        _ => None,
    }
}

/// Where an image lies: pages that load images late keep the address elsewhere.
fn image_address(written: &str) -> Option<String> {
    let real = |address: &String| !address.is_empty() && !address.starts_with("data:");
    let names = ["src", "data-src", "data-original", "data-lazy-src"];
    let plain = names.iter().filter_map(|name| tags::attribute(written, name)).find(real);
    let of_set = || {
        let set = ["srcset", "data-srcset"].iter().find_map(|name| tags::attribute(written, name))?;
        set.split_whitespace().next().map(|first| first.trim_end_matches(',').to_owned()).filter(real)
    };
    plain.or_else(of_set).map(|address| address.trim().to_owned())
}
