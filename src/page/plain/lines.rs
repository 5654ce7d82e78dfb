//! The lines of a plain text, with what later steps ask of them.

use crate::page::sentence::ends_sentence;
use memchr::memchr2;

/// A line without the white space around it, as byte offsets into the source. Blank when empty.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Line {
    /// First byte.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// Columns of white space before it; a tab goes to the next multiple of eight.
    pub(super) indent: u32,
    /// Its length in characters.
    pub(super) width: u32,
    /// Whether a form feed stands before it.
    pub(super) page_break: bool,
    /// Whether it may stand in columns: there is a tab or a bar in it, or two spaces or stops together.
    pub(super) marked: bool,
    /// A blank line inside a sentence, where a page ended: it parts nothing.
    pub(super) closed_up: bool,
}

impl Line {
    /// Whether nothing is left of it.
    pub(super) const fn is_blank(&self) -> bool {
        self.start >= self.end
    }

    /// Its text.
    pub(super) fn text<'s>(&self, source: &'s str) -> &'s str {
        source.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// A line of this many bytes is taken for a text that lost its line ends, where wide gaps stand for them.
const LOST_LINE_ENDS: usize = 400;
/// A line shorter than this, in bytes, is no line of wrapped prose.
const NARROWEST: usize = 25;
/// A gap of this many spaces stands for a line end there.
const WIDE_GAP: usize = 8;

/// Splits a text into lines. Every line end of Unicode counts, and a form feed ends a line too.
pub(super) fn split(source: &str) -> Vec<Line> {
    let mut lines = Vec::new();
    let mut start = 0;
    let mut page_break = false;
    while let Some((at, c)) = next_end(source, start) {
        push(source, start, at, page_break, &mut lines);
        page_break = c == '\u{C}';
        start = at + c.len_utf8();
        if c == '\r' && source.as_bytes().get(start) == Some(&b'\n') {
            start += 1;
        }
    }
    push(source, start, source.len(), page_break, &mut lines);
    lines
}

/// The next line end from `start` on. Bytes are searched, for every text passes here whole.
fn next_end(source: &str, start: usize) -> Option<(usize, char)> {
    let mut from = start;
    loop {
        let rest = source.as_bytes().get(from..)?;
        // 0xC2 begins U+0085, 0xE2 the line and paragraph separators.
        let at = from + rest.iter().position(|byte| matches!(byte, b'\n' | b'\r' | 0xC | 0xC2 | 0xE2))?;
        let c = source.get(at..)?.chars().next()?;
        if matches!(c, '\n' | '\r' | '\u{C}' | '\u{85}' | '\u{2028}' | '\u{2029}') {
            return Some((at, c));
        }
        from = at + c.len_utf8();
    }
}

fn push(source: &str, start: usize, end: usize, page_break: bool, lines: &mut Vec<Line>) {
    let text = source.get(start..end).unwrap_or("");
    if text.len() < LOST_LINE_ENDS || !text.contains("        ") {
        lines.push(line(text, start, page_break));
        return;
    }
    let mut at = start;
    let mut before = "";
    for piece in split_at_wide_gaps(text) {
        let offset = piece.as_ptr() as usize - text.as_ptr() as usize;
        // A sentence that goes on after a gap was wrapped there.
        let wrapped =
            before.len() >= NARROWEST && !ends_sentence(before) && piece.starts_with(char::is_lowercase);
        if at > start && !wrapped {
            lines.push(line("", at, false));
        }
        lines.push(Line { indent: 0, ..line(piece, start + offset, page_break && at == start) });
        at = start + offset + piece.len();
        before = piece;
    }
    if at == start {
        lines.push(line("", start, page_break));
    }
}

/// The pieces of a line between gaps of [`WIDE_GAP`] spaces and more.
fn split_at_wide_gaps(text: &str) -> impl Iterator<Item = &str> {
    let gap = " ".repeat(WIDE_GAP);
    let mut rest = text;
    std::iter::from_fn(move || {
        rest = rest.trim_start();
        if rest.is_empty() {
            return None;
        }
        let end = rest.find(&gap).unwrap_or(rest.len());
        let (piece, after) = rest.split_at(end);
        rest = after;
        Some(piece)
    })
}

fn line(text: &str, start: usize, page_break: bool) -> Line {
    let body = text.trim_start();
    let before = text.get(..text.len() - body.len()).unwrap_or("");
    let mut indent = 0u32;
    for c in before.chars() {
        indent = if c == '\t' { (indent / 8 + 1) * 8 } else { indent + 1 };
    }
    let trimmed = body.trim_end();
    let start = (start + before.len()) as u32;
    Line {
        start,
        end: start + trimmed.len() as u32,
        indent,
        width: trimmed.chars().count() as u32,
        page_break,
        marked: is_marked(trimmed.as_bytes()),
        closed_up: false,
    }
}

fn is_marked(text: &[u8]) -> bool {
    let pairs = text.iter().zip(text.get(1..).unwrap_or_default());
    let twice = |a: u8, b: u8| (a == b) & ((a == b' ') | (a == b'.'));
    memchr2(b'\t', b'|', text).is_some() || pairs.fold(false, |marked, (a, b)| marked | twice(*a, *b))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(source: &str, expected: &[&str]) {
        let lines = split(source);
        let got: Vec<&str> = lines.iter().map(|line| line.text(source)).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn every_kind_of_line_end_counts() {
        check("a\nb\r\nc\rd\u{2028}e\u{c}f", &["a", "b", "c", "d", "e", "f"]);
        check("é“a”\r\rb\u{85}c\u{a0}d\u{2029}", &["é“a”", "", "b", "c\u{a0}d", ""]);
        check("  a \t\n\n", &["a", "", ""]);
        check("", &[""]);
        assert!(split("a\u{c}b")[1].page_break);
        assert_eq!(split("\t  a")[0].indent, 10);
    }

    #[test]
    fn wide_gaps_in_a_long_line_stand_for_line_ends() {
        let long = "word ".repeat(100);
        let source = format!("{}Release{}{long}", " ".repeat(40), " ".repeat(90));
        check(&source, &["Release", "", long.trim_end()]);
        let wrapped = format!("{long}{}goes on", " ".repeat(9));
        check(&wrapped, &[long.trim_end(), "goes on"]);
        check(&format!("a{}b", " ".repeat(9)), &[&format!("a{}b", " ".repeat(9))]);
    }
}
