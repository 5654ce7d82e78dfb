//! Which lone lines are section headings: short, without a full stop, followed by prose.

use super::layout::{RawBlock, RawKind, is_capitals};
use crate::page::head::{byline, is_ear, is_label, is_name, is_paper_name, is_salutation, is_stated};
use crate::page::sentence::ends_sentence;

/// Joins a title in capitals that goes over two or three lines at the head of the file.
pub(super) fn join_title_lines(source: &str, blocks: &mut Vec<RawBlock>) {
    let titled = |block: &RawBlock| {
        let text = block.pieces.first().map_or("", |piece| piece.of(source));
        let states = byline::parse(text).is_some() || is_stated(text) || is_label(text) || is_ear(text);
        block.kind == RawKind::Line
            && block.pieces.len() == 1
            && is_capitals(text)
            && !states
            && text.len() <= 160
    };
    let mut lines =
        blocks.iter().take(4).enumerate().filter(|(_, block)| titled(block)).map(|(at, _)| at).peekable();
    let Some(mut first) = lines.next() else { return join_mixed_title(source, blocks) };
    // The name of the paper is no part of the title under it.
    let paper = |at: usize| {
        blocks.get(at).and_then(|b| b.pieces.first()).is_some_and(|p| is_paper_name(p.of(source)))
    };
    while let Some(next) = lines.next_if(|_| paper(first)) {
        first = next;
    }
    while blocks.get(first).is_some_and(|block| block.pieces.len() < 3) {
        let (Some(title), Some(next)) = (blocks.get(first), blocks.get(first + 1)) else { return };
        if !titled(next) || next.lines.0 != title.lines.1 {
            return;
        }
        let next = blocks.remove(first + 1);
        if let Some(title) = blocks.get_mut(first) {
            title.pieces.extend(next.pieces);
            title.lines.1 = next.lines.1;
        }
    }
}

/// Joins a long first line in Title Case and the shorter one right under it: a title that was wrapped. A summary stands
/// apart from its title, or is written as a sentence.
fn join_mixed_title(source: &str, blocks: &mut Vec<RawBlock>) {
    let [title, next, after, ..] = blocks.as_slice() else { return };
    let of = |block: &RawBlock| block.pieces.first().map_or("", |piece| piece.of(source));
    let titled = |block: &RawBlock, least: usize| {
        let text = of(block);
        let words: Vec<&str> = text.split_whitespace().collect();
        let states = byline::parse(text).is_some() || is_stated(text) || is_label(text) || is_name(text);
        block.kind == RawKind::Line
            && block.pieces.len() == 1
            && words.len() >= least
            && mostly_capitalised(&words)
            && !states
            && !text.contains(['.', ':', '|', ';'])
            && !text.ends_with([',', '?', '!'])
    };
    let (first, second) = (of(title).chars().count(), of(next).chars().count());
    let wrapped = (45..=90).contains(&first) && second <= first;
    let parted = after.lines.0 != next.lines.1 || byline::parse(of(after)).is_some();
    if wrapped && parted && titled(title, 6) && titled(next, 3) && next.lines.0 == title.lines.1 {
        let next = blocks.remove(1);
        if let Some(title) = blocks.first_mut() {
            title.pieces.extend(next.pieces);
            title.lines.1 = next.lines.1;
        }
    }
}

/// Turns lone lines into headings where they stand over prose.
pub(super) fn mark(source: &str, blocks: &mut [RawBlock]) {
    let mut in_head = true;
    for index in 0..blocks.len() {
        let Some(block) = blocks.get(index) else { break };
        // Above the first prose a lone line is a title or another line of the head, not a subhead.
        in_head &=
            block.kind == RawKind::Line && !block.pieces.last().is_some_and(|p| ends_sentence(p.of(source)));
        if in_head || block.kind != RawKind::Line || block.pieces.len() != 1 {
            continue;
        }
        let text = block.pieces.first().map_or("", |piece| piece.of(source));
        let kind = if is_caption(text, blocks.get(index + 1)) {
            RawKind::Caption
        } else if is_subhead(text)
            && (leads_into_prose(source, blocks, index) || heads_entries(source, blocks, index))
        {
            RawKind::Heading
        } else {
            continue;
        };
        if let Some(block) = blocks.get_mut(index) {
            block.kind = kind;
        }
    }
    mark_first(source, blocks);
}

/// A short line over text in columns says what it is.
fn is_caption(text: &str, next: Option<&RawBlock>) -> bool {
    next.is_some_and(|next| next.kind == RawKind::Preformatted)
        && text.chars().count() <= 80
        && (!ends_sentence(text) || is_capitals(text))
        && !text.ends_with([':', ','])
}

/// A line in capitals over lines that are not, as over the entries of a list without marks.
fn heads_entries(source: &str, blocks: &[RawBlock], index: usize) -> bool {
    let text = |at: usize| blocks.get(at).and_then(|block| block.pieces.first()).map_or("", |p| p.of(source));
    let entry =
        |at: usize| blocks.get(at).is_some_and(|block| block.kind == RawKind::Line) && !is_capitals(text(at));
    let before = blocks.get(index.wrapping_sub(1));
    let apart = before.is_none_or(|block| !matches!(block.kind, RawKind::Heading | RawKind::Caption));
    is_capitals(text(index)) && apart && entry(index + 1) && entry(index + 2)
}

/// The line right over the first prose may be the first subhead rather than a summary of the article, where others
/// of its kind follow.
fn mark_first(source: &str, blocks: &mut [RawBlock]) {
    let text = |block: &RawBlock| block.pieces.first().map_or("", |piece| piece.of(source)).to_owned();
    let Some(next) = blocks.iter().position(|block| block.kind == RawKind::Heading) else { return };
    let style = is_capitals(&text(blocks.get(next).unwrap_or(&EMPTY)));
    let is_line = |block: &RawBlock| block.kind == RawKind::Line && block.pieces.len() == 1;
    let last = blocks.iter().take(next).position(|block| !is_line(block) || ends_sentence(&text(block)));
    let Some(index) = last.and_then(|at| at.checked_sub(1)).filter(|index| *index > 0) else { return };
    let line = blocks.get(index).map(text).unwrap_or_default();
    let short = line.split_whitespace().count() <= 5 && byline::parse(&line).is_none() && !is_label(&line);
    let fits = short && is_subhead(&line) && !is_stated(&line) && is_capitals(&line) == style;
    if fits
        && leads_into_prose(source, blocks, index)
        && let Some(block) = blocks.get_mut(index)
    {
        block.kind = RawKind::Heading;
    }
}

const EMPTY: RawBlock = RawBlock { kind: RawKind::Line, pieces: Vec::new(), lines: (0, 0) };

/// Whether a line reads as a heading by itself.
fn is_subhead(text: &str) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let capitals = is_capitals(text);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let longest = if capitals || mostly_capitalised(&words) { 14 } else { 9 };
    if words.is_empty() || words.len() > longest || letters < 3 || text.chars().count() > 90 {
        return false;
    }
    if text.starts_with(['"', '“', '‘', '(', '[', '—', '–', '-', '*', '.', '@', '#', '>', '$', '£', '€'])
        || text.contains("://")
    {
        return false;
    }
    // "WHO: The harbour board", "Hallam, N.S. 20416": a line of a notice, and of an address.
    let labels = |word: &&str| word.len() > 1 && word.ends_with(':') && is_capitals(word);
    let posted = |word: &&str| word.len() == 5 && word.bytes().all(|byte| byte.is_ascii_digit());
    if words.len() > 1 && (words.first().is_some_and(labels) || words.last().is_some_and(posted)) {
        return false;
    }
    if is_formula(text)
        || begins_with_figures(text)
        || text.ends_with(|c: char| c.is_ascii_digit()) && letters < 20
    {
        return false;
    }
    if text.ends_with(':') {
        return words.len() <= 5
            && !speaks(&words)
            && text.starts_with(|c: char| c.is_uppercase() || c.is_numeric());
    }
    if text.ends_with('?') {
        // "SMITH: Is that so?" is what somebody asked.
        let named = text.split_once(": ").is_some_and(|(name, _)| is_capitals(name) && !capitals);
        return words.len() <= 9 && !named && !words.first().is_some_and(|word| word.ends_with(':'));
    }
    !ends_sentence(text) && !text.ends_with([',', ';', '-', '—', '–', '"', '”', '*'])
}

/// Whether most long words begin with a capital.
fn mostly_capitalised(words: &[&str]) -> bool {
    let long = words.iter().filter(|word| word.chars().count() > 3);
    let capital =
        long.clone().filter(|word| word.starts_with(|c: char| c.is_uppercase() || c.is_numeric())).count();
    capital * 4 >= long.count() * 3
}

/// A line that leads into speech: "He said:".
fn speaks(words: &[&str]) -> bool {
    const SPEAKING: &[&str] = &[
        "said",
        "says",
        "added",
        "wrote",
        "writes",
        "asked",
        "replied",
        "follows",
        "following",
        "told",
        "read",
        "reads",
    ];
    words.iter().any(|word| SPEAKING.contains(&word.trim_end_matches(':').to_lowercase().as_str()))
}

/// A time, a sum or the number of a house; not the number of a section.
fn begins_with_figures(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let year = digits == 4 && text.len() == 4;
    digits > 0
        && !year
        && !text.get(digits..).is_some_and(|rest| rest.starts_with(['.', ')']) && !rest.contains(':'))
}

/// Openings and closings of letters, dates with their year, bylines, and other lines that are no headings.
fn is_formula(text: &str) -> bool {
    let lower = text.to_lowercase();
    if is_salutation(text) {
        return true;
    }
    if is_stated(text) && text.bytes().filter(u8::is_ascii_digit).count() >= 4 {
        return true;
    }
    [
        "dear ",
        "yours ",
        "sincerely",
        "by ",
        "from our ",
        "copyright",
        "©",
        "source:",
        "photo",
        "signed",
        "q. ",
        "q: ",
        "a. ",
        "a: ",
    ]
    .iter()
    .any(|begin| lower.starts_with(begin))
}

/// Whether the block after is prose (or a heading over prose, or a list), and the one before has come to an end.
fn leads_into_prose(source: &str, blocks: &[RawBlock], index: usize) -> bool {
    let length = |block: &RawBlock| block.pieces.iter().map(|piece| piece.len()).sum::<u32>();
    let own = blocks.get(index).map_or(0, length);
    let last_text = |block: &RawBlock| block.pieces.last().map_or("", |piece| piece.of(source)).to_owned();
    let is_prose = |block: &RawBlock| match block.kind {
        RawKind::Prose => length(block) > own,
        RawKind::Line => {
            let text = last_text(block);
            // A line that leads into a list belongs under its heading too.
            let whole = ends_sentence(&text) || text.ends_with(':') && !is_subhead(&text);
            whole && length(block) > own || is_salutation(&text)
        }
        RawKind::Verse | RawKind::Quote | RawKind::Item { .. } => true,
        // What stands over a table is its caption.
        RawKind::Salutation => true,
        RawKind::Heading | RawKind::Preformatted | RawKind::Signature | RawKind::Caption => false,
    };
    let before_ended = blocks.get(index.wrapping_sub(1)).is_none_or(|block| match block.kind {
        RawKind::Prose | RawKind::Line | RawKind::Item { .. } => {
            let text = last_text(block);
            ends_sentence(&text) || !text.ends_with([':', ',', ';'])
        }
        _ => true,
    });
    blocks.get(index + 1).is_some_and(is_prose) && before_ended
}
