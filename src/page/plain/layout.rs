//! Lines to blocks: which line breaks were meant, and what a group of lines is.
//!
//! A line break is a *wrap* when the next word would not have fitted the column; any other break was meant.

use super::lines::Line;
use super::marker::{Marker, list_marker, quote_marker_len};
use crate::page::head::{byline, is_stated};
use crate::page::sentence::ends_sentence;
use crate::page::tree::TextRange;

/// A block as a list of pieces of the source, before its text is written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct RawBlock {
    /// What it is.
    pub(super) kind: RawKind,
    /// Ranges of the source, one for each line.
    pub(super) pieces: Vec<TextRange>,
    /// Index of its first line, and one past that of its last.
    pub(super) lines: (usize, usize),
}

/// The kinds of block that lines are grouped into.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RawKind {
    /// A paragraph.
    Prose,
    /// A line by itself: a short paragraph, or a line of the head, or a subhead.
    Line,
    /// A section heading.
    Heading,
    /// Lines that keep their breaks.
    Verse,
    /// Lines that keep their breaks and spaces.
    Preformatted,
    /// A quotation; an empty piece parts its paragraphs.
    Quote,
    /// An item of a list; the length of its marker in bytes, which stands right before the first piece.
    Item {
        /// What marks it.
        marker: Marker,
        /// Bytes of the source before the first piece.
        marker_len: u32,
    },
}

/// What the layout of the whole file says.
#[derive(Clone, Copy, Debug)]
struct Layout {
    /// The column at which lines wrap, 0 when none do.
    width: u32,
    /// The indent that most lines have.
    indent: u32,
}

/// Groups the lines of a file into blocks.
pub(super) fn blocks(source: &str, lines: &[Line]) -> Vec<RawBlock> {
    let layout = measure(source, lines);
    let mut blocks = Vec::new();
    let mut chunk: Vec<usize> = Vec::new();
    let mut in_head = true;
    for (index, line) in lines.iter().enumerate() {
        if !line.is_blank() {
            chunk.push(index);
        } else if !line.closed_up {
            in_head = split_chunk(source, lines, &chunk, layout, in_head, &mut blocks);
            chunk.clear();
        }
    }
    split_chunk(source, lines, &chunk, layout, in_head, &mut blocks);
    settle_lists(&mut blocks);
    blocks
}

/// The wrap column is that under which nine tenths of the lines stay that another line follows.
fn measure(source: &str, lines: &[Line]) -> Layout {
    let mut widths: Vec<u32> = Vec::new();
    let mut indents = [0usize; 41];
    for pair in lines.windows(2) {
        if let [line, next] = pair
            && !line.is_blank()
            && !next.is_blank()
            && list_marker(line.text(source)).is_none()
        {
            widths.push(line.width + line.indent.min(8));
        }
    }
    for line in lines.iter().filter(|line| !line.is_blank()) {
        if let Some(count) = indents.get_mut(line.indent.min(40) as usize) {
            *count += 1;
        }
    }
    widths.sort_unstable();
    let width = widths.get(widths.len().saturating_sub(1) * 9 / 10).copied().unwrap_or(0);
    // A few lines show no column: they may be an address or the lines of the head.
    let width = if widths.len() < 4 { width.max(60) } else { width };
    let indent = indents.iter().enumerate().max_by_key(|(_, count)| **count).map_or(0, |(at, _)| at as u32);
    Layout { width, indent }
}

/// Splits a group of lines without a blank line between them. Gives whether the head of the page goes on after it.
fn split_chunk(
    source: &str,
    lines: &[Line],
    chunk: &[usize],
    layout: Layout,
    in_head: bool,
    blocks: &mut Vec<RawBlock>,
) -> bool {
    if chunk.is_empty() {
        return in_head;
    }
    let group = Group { source, lines, layout };
    let before = blocks.len();
    group.split(chunk, in_head, blocks);
    let prose = blocks.iter().skip(before).any(|block| {
        let ended = block.pieces.last().is_some_and(|piece| ends_sentence(piece.of(source)));
        let long = group.characters(block);
        block.kind == RawKind::Prose && (block.pieces.len() > 2 || long > 200) || ended && long > 70
    });
    in_head && !prose && blocks.len() < 12
}

/// What the functions that split a group read.
#[derive(Clone, Copy)]
struct Group<'s> {
    source: &'s str,
    lines: &'s [Line],
    layout: Layout,
}

impl Group<'_> {
    fn line(&self, index: usize) -> Line {
        const NONE: Line =
            Line { start: 0, end: 0, indent: 0, width: 0, page_break: false, closed_up: false };
        self.lines.get(index).copied().unwrap_or(NONE)
    }

    fn text(&self, index: usize) -> &str {
        self.line(index).text(self.source)
    }

    fn characters(&self, block: &RawBlock) -> u32 {
        block.pieces.iter().map(|piece| piece.len()).sum()
    }

    fn share(&self, chunk: &[usize], test: impl Fn(usize) -> bool) -> f32 {
        chunk.iter().filter(|index| test(**index)).count() as f32 / chunk.len().max(1) as f32
    }

    fn emit(&self, kind: RawKind, chunk: &[usize], blocks: &mut Vec<RawBlock>) {
        let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { return };
        let pieces =
            chunk.iter().map(|index| self.line(*index)).map(|l| TextRange::new(l.start, l.end)).collect();
        blocks.push(RawBlock { kind, pieces, lines: (*first, *last + 1) });
    }

    fn split(&self, chunk: &[usize], in_head: bool, blocks: &mut Vec<RawBlock>) {
        let marked = |index: usize| list_marker(self.text(index)).is_some();
        let first_marked = chunk.iter().position(|index| marked(*index));
        if chunk.iter().all(|index| quote_marker_len(self.text(*index)).is_some()) {
            self.emit_quote(chunk, blocks);
        } else if self.is_tabular(chunk) {
            self.emit(RawKind::Preformatted, chunk, blocks);
        } else if let Some(first) = first_marked
            && self.is_list(chunk, first)
        {
            let (before, items) = chunk.split_at(first);
            if !before.is_empty() {
                self.split(before, in_head, blocks);
            }
            self.split_items(items, blocks);
        } else if let [only] = chunk {
            let long = self.line(*only).width > 160;
            self.emit(if long { RawKind::Prose } else { RawKind::Line }, chunk, blocks);
        } else {
            self.split_text(chunk, in_head, blocks);
        }
    }

    /// Lines of text without marks: head lines, verse, wrapped prose, or a paragraph a line.
    fn split_text(&self, chunk: &[usize], in_head: bool, blocks: &mut Vec<RawBlock>) {
        let mut rest = chunk;
        while let [first, second, ..] = rest
            && self.stands_over(*first, *second, in_head)
        {
            self.emit(RawKind::Line, &[*first], blocks);
            rest = rest.get(1..).unwrap_or_default();
            if !in_head {
                break;
            }
        }
        if rest.len() < 2 {
            let long = rest.first().is_some_and(|index| self.line(*index).width > 160);
            self.emit(if long { RawKind::Prose } else { RawKind::Line }, rest, blocks);
            return;
        }
        let sentences = self.share(rest, |index| ends_sentence(self.text(index)));
        let wraps = rest.windows(2).filter(|pair| matches!(pair, [a, b] if self.is_wrap(*a, *b))).count();
        let wrapped = wraps as f32 / (rest.len() - 1) as f32;
        let indented_quote = self.is_set_in(rest);
        if !in_head && self.is_verse(rest, sentences) {
            self.emit(RawKind::Verse, rest, blocks);
        } else if wrapped >= 0.6 || self.continues_in_small_letters(rest) {
            self.split_wrapped(rest, indented_quote, blocks);
        } else {
            self.split_own_lines(rest, sentences, in_head, blocks);
        }
    }

    /// Whether the break between two lines is a wrap: the next word would not have fitted.
    fn is_wrap(&self, index: usize, next: usize) -> bool {
        let width = self.layout.width;
        if !(20..=200).contains(&width) {
            return false;
        }
        let first_word =
            self.text(next).split_whitespace().next().map_or(0, |word| word.chars().count() as u32);
        let line = self.line(index);
        let reach = line.width + line.indent.min(8) + 1 + first_word;
        reach * 100 > width * 88
    }

    /// Most lines after the first begin with a small letter: the breaks mean nothing.
    fn continues_in_small_letters(&self, chunk: &[usize]) -> bool {
        let after = chunk.get(1..).unwrap_or_default();
        let narrow = chunk.iter().all(|index| self.line(*index).width <= 200);
        narrow && self.share(after, |index| self.text(index).starts_with(char::is_lowercase)) > 0.5
    }

    /// Whether a line stands over the text after it as a title, subhead or line of the head does.
    fn stands_over(&self, index: usize, next: usize, in_head: bool) -> bool {
        let (line, text) = (self.line(index), self.text(index));
        let next_text = self.text(next);
        let begins = next_text.chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase());
        if line.width > 160 || !begins || ends_with_any(text, &[',', ';', '-']) {
            return false;
        }
        if in_head && (byline::parse(text).is_some() || is_stated(text)) {
            return true;
        }
        let capitals = is_capitals(text);
        let meant = !self.is_wrap(index, next) || capitals;
        if in_head {
            return meant && (capitals || !text.ends_with(['.', '”', '"']));
        }
        let next_long = self.line(next).width > line.width.max(40) || self.is_paragraph_line(next);
        meant
            && next_long
            && !ends_sentence(text)
            && line.width <= 70
            && (capitals || line.width * 3 < self.reach() * 2)
    }

    /// A width that a line of prose has in this file.
    fn reach(&self) -> u32 {
        if self.layout.width >= 20 { self.layout.width } else { 100 }
    }

    fn is_paragraph_line(&self, index: usize) -> bool {
        self.line(index).width > 60 && ends_sentence(self.text(index))
    }

    /// Short lines that begin with capitals and seldom end sentences; an address, a signature.
    fn is_verse(&self, chunk: &[usize], sentences: f32) -> bool {
        let short = chunk.iter().all(|index| self.line(*index).width <= 65);
        let after = chunk.get(1..).unwrap_or_default();
        let capital = |index: usize| {
            self.text(index).chars().find(|c| c.is_alphanumeric()).is_some_and(|c| !c.is_lowercase())
        };
        let wraps = chunk.windows(2).filter(|pair| matches!(pair, [a, b] if self.is_wrap(*a, *b))).count();
        let meant = wraps * 2 < chunk.len() || self.layout.width <= 60;
        short
            && meant
            && sentences < 0.7
            && self.share(after, capital) >= if chunk.len() > 2 { 0.75 } else { 1.0 }
    }

    /// All lines stand further in than the lines of the file do: a quotation.
    fn is_set_in(&self, chunk: &[usize]) -> bool {
        let narrow = chunk.iter().all(|index| self.line(*index).width <= 120);
        let ended = chunk.last().is_some_and(|index| ends_sentence(self.text(*index)));
        chunk.len() >= 2
            && narrow
            && ended
            && chunk.iter().all(|index| self.line(*index).indent >= self.layout.indent + 4)
    }

    /// Wrapped prose: paragraphs begin at an indent, or after a sentence that ends short of the column.
    fn split_wrapped(&self, chunk: &[usize], quote: bool, blocks: &mut Vec<RawBlock>) {
        let base = chunk.iter().map(|index| self.line(*index).indent).min().unwrap_or(0);
        let set_in = self.share(chunk, |index| self.line(index).indent >= base + 2);
        let kind = if quote { RawKind::Quote } else { RawKind::Prose };
        let mut start = 0;
        for at in 1..chunk.len() {
            let (Some(previous), Some(index)) = (chunk.get(at - 1), chunk.get(at)) else { break };
            let ended = ends_sentence(self.text(*previous));
            let wrap = self.is_wrap(*previous, *index);
            let indented = self.line(*index).indent >= base + 2
                && self.line(*previous).indent < base + 2 + u32::from(!wrap) * 40
                && set_in <= 0.5;
            if indented && (ended || !wrap) || self.ends_short(*previous) && ended || self.is_label(*index) {
                self.emit(kind, chunk.get(start..at).unwrap_or_default(), blocks);
                start = at;
            }
        }
        self.emit(kind, chunk.get(start..).unwrap_or_default(), blocks);
    }

    fn ends_short(&self, index: usize) -> bool {
        let width = self.layout.width;
        (20..=200).contains(&width) && self.line(index).width * 10 < width * 7
    }

    /// A question or answer of an interview.
    fn is_label(&self, index: usize) -> bool {
        let text = self.text(index);
        ["Q:", "A:", "Q. ", "A. "].iter().any(|label| text.starts_with(label))
    }

    /// A paragraph a line; a line that begins with a small letter goes on from the one before.
    fn split_own_lines(&self, chunk: &[usize], sentences: f32, in_head: bool, blocks: &mut Vec<RawBlock>) {
        let short = chunk.iter().all(|index| self.line(*index).width <= 65);
        if !in_head && short && sentences < 0.5 && chunk.len() <= 8 {
            self.emit(RawKind::Verse, chunk, blocks);
            return;
        }
        let mut start = 0;
        for at in 1..=chunk.len() {
            let joins = chunk.get(at).is_some_and(|index| {
                let before = chunk.get(at - 1).map_or("", |previous| self.text(*previous));
                self.text(*index).starts_with(char::is_lowercase) && !ends_sentence(before)
            });
            if joins {
                continue;
            }
            let part = chunk.get(start..at).unwrap_or_default();
            let single = matches!(part, [only] if self.line(*only).width <= 160);
            self.emit(if single { RawKind::Line } else { RawKind::Prose }, part, blocks);
            start = at;
        }
    }

    /// Columns: gaps, tabs, bars or dot leaders in most lines; or lines drawn with characters.
    fn is_tabular(&self, chunk: &[usize]) -> bool {
        let columns = |index: usize| {
            let text = self.text(index);
            let drawn = text.len() > 2 && text.chars().all(|c| "+-=|_*─│┌┐└┘├┤┬┴┼═║ :".contains(c));
            drawn
                || text.contains("   ")
                || text.contains('\t')
                || text.contains("....")
                || text.matches('|').count() > 1
        };
        let wide = chunk.iter().any(|index| self.line(*index).width > 160);
        chunk.len() >= 2 && !wide && self.share(chunk, columns) >= 0.6
    }

    fn is_list(&self, chunk: &[usize], first: usize) -> bool {
        let items = chunk.get(first..).unwrap_or_default();
        let begins_item = |index: usize| list_marker(self.text(index)).is_some();
        let single = first == 0 && chunk.len() == 1;
        single || items.iter().filter(|index| begins_item(**index)).count() >= 2 || first == 0
    }

    fn split_items(&self, chunk: &[usize], blocks: &mut Vec<RawBlock>) {
        let mut start = 0;
        for at in 1..=chunk.len() {
            let begins = chunk.get(at).is_none_or(|index| list_marker(self.text(*index)).is_some());
            if !begins {
                continue;
            }
            let part = chunk.get(start..at).unwrap_or_default();
            let Some((marker, length)) = part.first().and_then(|index| list_marker(self.text(*index))) else {
                break;
            };
            self.emit(RawKind::Item { marker, marker_len: length as u32 }, part, blocks);
            if let Some(piece) = blocks.last_mut().and_then(|block| block.pieces.first_mut()) {
                piece.start += length as u32;
            }
            start = at;
        }
    }

    fn emit_quote(&self, chunk: &[usize], blocks: &mut Vec<RawBlock>) {
        self.emit(RawKind::Quote, chunk, blocks);
        let Some(block) = blocks.last_mut() else { return };
        let marker_len = |piece: &TextRange| quote_marker_len(piece.of(self.source)).unwrap_or(0) as u32;
        if block.pieces.iter().all(|piece| marker_len(piece) == piece.len()) {
            block.kind = RawKind::Verse;
            return;
        }
        for piece in &mut block.pieces {
            piece.start += marker_len(piece);
        }
    }
}

fn ends_with_any(text: &str, marks: &[char]) -> bool {
    text.ends_with(marks)
}

/// Whether all letters are capitals, and there are some.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    letters >= 2 && small * 12 <= letters
}

/// A list has two items or more, and its numbers count up; any other "item" is a paragraph with its mark.
fn settle_lists(blocks: &mut [RawBlock]) {
    let mut start = 0;
    while start < blocks.len() {
        let mut end = start + 1;
        while end < blocks.len() && follows(blocks.get(end - 1), blocks.get(end)) {
            end += 1;
        }
        if end - start == 1
            && let Some(block) = blocks.get_mut(start)
            && let RawKind::Item { marker_len, .. } = block.kind
        {
            block.kind = RawKind::Line;
            if let Some(piece) = block.pieces.first_mut() {
                piece.start -= marker_len;
            }
            if block.pieces.len() > 1 || block.pieces.iter().map(|piece| piece.len()).sum::<u32>() > 160 {
                block.kind = RawKind::Prose;
            }
        }
        start = end;
    }
}

/// Whether the second is the next item of the list that the first is in.
pub(super) fn follows(first: Option<&RawBlock>, second: Option<&RawBlock>) -> bool {
    match (first.map(|block| block.kind), second.map(|block| block.kind)) {
        (
            Some(RawKind::Item { marker: Marker::Bullet, .. }),
            Some(RawKind::Item { marker: Marker::Bullet, .. }),
        ) => true,
        (
            Some(RawKind::Item { marker: Marker::Number(first), .. }),
            Some(RawKind::Item { marker: Marker::Number(second), .. }),
        ) => first.checked_add(1) == Some(second),
        _ => false,
    }
}
