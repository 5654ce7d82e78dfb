//! Splits lines that stand together, without a blank line between them, into blocks.
//!
//! A line break is a *wrap* when the next word would not have fitted the column; any other break was meant.

use super::layout::{Layout, RawBlock, RawKind, is_capitals};
use super::lines::Line;
use super::marker::{list_marker, quote_marker_len};
use crate::page::head::{begins_day, byline, is_labelled, is_stated};
use crate::page::sentence::ends_sentence;
use crate::page::tree::TextRange;

/// Lines that may stand over verse at the head of a file.
const HEAD_LINES: usize = 6;

/// Words that no line of a head ends on: the next line goes on from it.
const HANGING: &[&str] =
    &["a", "an", "and", "at", "by", "for", "from", "in", "of", "on", "or", "the", "to", "with", "&"];

/// Whether a line breaks off before a word that must follow.
pub(super) fn hangs(text: &str) -> bool {
    let last = text.rsplit(' ').next().unwrap_or("");
    text.ends_with(',') || text.contains(' ') && HANGING.contains(&last.to_lowercase().as_str())
}

/// What the functions that split a group read.
#[derive(Clone, Copy)]
pub(super) struct Group<'s> {
    pub(super) source: &'s str,
    pub(super) lines: &'s [Line],
    pub(super) layout: Layout,
}

impl Group<'_> {
    pub(super) fn line(&self, index: usize) -> Line {
        const NONE: Line = Line {
            start: 0,
            end: 0,
            indent: 0,
            width: 0,
            page_break: false,
            marked: false,
            closed_up: false,
        };
        self.lines.get(index).copied().unwrap_or(NONE)
    }

    pub(super) fn text(&self, index: usize) -> &str {
        self.line(index).text(self.source)
    }

    /// The length of a block in bytes.
    pub(super) fn characters(&self, block: &RawBlock) -> u32 {
        block.pieces.iter().map(|piece| piece.len()).sum()
    }

    pub(super) fn share(&self, chunk: &[usize], test: impl Fn(usize) -> bool) -> f32 {
        chunk.iter().filter(|index| test(**index)).count() as f32 / chunk.len().max(1) as f32
    }

    pub(super) fn emit(&self, kind: RawKind, chunk: &[usize], blocks: &mut Vec<RawBlock>) {
        let (Some(first), Some(last)) = (chunk.first(), chunk.last()) else { return };
        let pieces =
            chunk.iter().map(|index| self.line(*index)).map(|l| TextRange::new(l.start, l.end)).collect();
        blocks.push(RawBlock { kind, pieces, lines: (*first, *last + 1) });
    }

    /// Splits lines that stand together into blocks.
    pub(super) fn split(&self, chunk: &[usize], in_head: bool, blocks: &mut Vec<RawBlock>) {
        let marked = |index: usize| list_marker(self.text(index)).is_some();
        let first_marked = chunk.iter().position(|index| marked(*index));
        if let Some(tail) = self.stated_tail(chunk) {
            let (before, stated) = chunk.split_at(tail);
            if !before.is_empty() {
                self.split(before, in_head, blocks);
            }
            stated.iter().for_each(|index| self.emit(RawKind::Line, &[*index], blocks));
        } else if chunk.iter().all(|index| quote_marker_len(self.text(*index)).is_some()) {
            self.emit_quote(chunk, blocks);
        } else if self.split_at_columns(chunk, in_head, blocks) {
        } else if let Some(first) = first_marked
            && self.is_list(chunk, first)
        {
            let (before, items) = chunk.split_at(first);
            if !before.is_empty() {
                self.split(before, in_head, blocks);
            }
            self.split_items(items, blocks);
        } else {
            self.split_plain(chunk, in_head, blocks);
        }
    }

    /// Lines without marks.
    pub(super) fn split_plain(&self, chunk: &[usize], in_head: bool, blocks: &mut Vec<RawBlock>) {
        if let [only] = chunk {
            let long = self.line(*only).width > 160;
            self.emit(if long { RawKind::Prose } else { RawKind::Line }, chunk, blocks);
        } else {
            self.split_text(chunk, in_head, blocks);
        }
    }

    /// Where the lines begin that end a group and state something by their label: "Source: …", "© 1987 …".
    fn stated_tail(&self, chunk: &[usize]) -> Option<usize> {
        let states = |index: usize| {
            let text = self.text(index);
            is_labelled(text) && !text.starts_with(char::is_lowercase)
        };
        let tail = chunk.iter().rev().take_while(|index| states(**index)).count();
        let start = chunk.len() - tail;
        let before = start.checked_sub(1).and_then(|at| chunk.get(at)).zip(chunk.get(start));
        let meant = before.is_none_or(|(before, first)| {
            ends_sentence(self.text(*before)) || !self.is_wrap(*before, *first)
        });
        (tail > 0 && meant).then_some(start)
    }

    /// Lines of text without marks: head lines, verse, wrapped prose, or a paragraph a line.
    fn split_text(&self, chunk: &[usize], in_head: bool, blocks: &mut Vec<RawBlock>) {
        let mut rest = chunk;
        let above = blocks.len();
        while let [first, second, ..] = rest
            && self.stands_over(*first, *second, in_head)
            // A few lines may stand over verse: its title, and whose it is.
            && !(in_head && (1..=HEAD_LINES).contains(&blocks.len()) && self.is_stanza(rest))
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
        // In the head, verse stands under something: a title, a byline.
        let verse = if in_head {
            (above > 0 || blocks.len() > above) && self.is_stanza(rest)
        } else {
            self.is_verse(rest, sentences) || self.are_short_items(rest, sentences)
        };
        if verse || self.are_entries(rest) {
            self.emit(RawKind::Verse, rest, blocks);
        } else if self.ends_each_line(rest, sentences) {
            self.split_own_lines(rest, sentences, in_head, blocks);
        } else if wrapped >= 0.6 && !self.begins_each_line(rest) || self.continues_in_small_letters(rest) {
            self.split_wrapped(rest, indented_quote, blocks);
        } else {
            self.split_own_lines(rest, sentences, in_head, blocks);
        }
    }

    /// Whether the break between two lines is a wrap: the next word would not have fitted.
    pub(super) fn is_wrap(&self, index: usize, next: usize) -> bool {
        let width = self.layout.width;
        if !(16..=200).contains(&width) {
            return false;
        }
        let first_word =
            self.text(next).split_whitespace().next().map_or(0, |word| word.chars().count() as u32);
        let line = self.line(index);
        let reach = line.width + line.indent.min(8) + 1 + first_word;
        reach * 100 > width * 88
    }

    /// Nearly every line ends as a sentence does, and some are far shorter than others: a paragraph a line.
    fn ends_each_line(&self, chunk: &[usize], sentences: f32) -> bool {
        let widths = || chunk.iter().map(|index| self.line(*index).width);
        let uneven = widths().min().unwrap_or(0) * 10 < widths().max().unwrap_or(0) * 7;
        chunk.len() >= 3 && sentences >= 0.9 && uneven
    }

    /// Lines that each begin with a day, a time, a number or a sum: a programme, results, a list of grants.
    fn are_entries(&self, chunk: &[usize]) -> bool {
        let begins = |index: usize| {
            let text = self.text(index);
            text.starts_with(|c: char| c.is_ascii_digit() || matches!(c, '$' | '£' | '€')) || begins_day(text)
        };
        let narrow = chunk.iter().all(|index| self.line(*index).width <= 200);
        let first = chunk.iter().take(2).all(|index| begins(*index));
        chunk.len() >= 3 && first && narrow && self.share(chunk, begins) > 0.9
    }

    /// A few short lines in a file of wider ones, each a sentence: fines, notices, thanks.
    fn are_short_items(&self, chunk: &[usize], sentences: f32) -> bool {
        let short = chunk.iter().all(|index| self.line(*index).width <= 65);
        (3..=12).contains(&chunk.len()) && short && self.ends_each_line(chunk, sentences)
    }

    /// Nearly every line begins as a sentence or an entry does: their breaks were meant, however full they are.
    pub(super) fn begins_each_line(&self, chunk: &[usize]) -> bool {
        let after = chunk.get(1..).unwrap_or_default();
        let begins =
            |index: usize| self.text(index).starts_with(|c: char| c.is_uppercase() || c.is_numeric());
        let shouts = chunk.iter().all(|index| is_capitals(self.text(*index)));
        after.len() >= 4 && !shouts && self.share(after, begins) > 0.85
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
        let typed = |text: &str| byline::parse(text).is_some() || is_stated(text);
        if in_head && hangs(text) {
            return false;
        }
        if in_head && (typed(text) || typed(next_text) && line.width <= 160) {
            return true;
        }
        if line.width > 160 || !begins || text.ends_with([',', ';', '-']) {
            return false;
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

    /// Verse among the lines of the head: its lines end in marks, and none of them is a byline or a date.
    fn is_stanza(&self, chunk: &[usize]) -> bool {
        let marked = |index: usize| self.text(index).ends_with([',', ';', ':', '.', '!', '?', '—', '”', '"']);
        let typed = |index: usize| byline::parse(self.text(index)).is_some() || is_stated(self.text(index));
        chunk.len() >= 3
            && self.share(chunk, marked) >= 0.5
            && self.is_verse(chunk, self.share(chunk, |index| ends_sentence(self.text(index))))
            && !chunk.iter().any(|index| typed(*index))
    }

    /// All lines stand further in than the lines of the file do: a quotation.
    fn is_set_in(&self, chunk: &[usize]) -> bool {
        let narrow = chunk.iter().all(|index| self.line(*index).width <= 120);
        let ended = chunk.last().is_some_and(|index| ends_sentence(self.text(*index)));
        chunk.len() >= 2
            && narrow
            && (ended || chunk.len() > 2)
            && chunk.iter().all(|index| self.line(*index).indent >= self.layout.indent + 4)
    }
}
