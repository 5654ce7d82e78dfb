//! Page furniture: page numbers, running heads, "continued" lines, end marks and what a library of e-books adds come
//! off the page, with the reason.
//!
//! Conservative on purpose: a line goes only when it can be nothing else, and none that could be a sentence.

use super::layout::is_capitals;
use super::library::{self, Part};
use super::lines::Line;
use super::navigation;
use super::page_marks::{
    is_continued, is_continued_from, is_dressed, is_end_mark, is_page_number, trailing_mark_len,
};
use super::running::{self, placed, stands_alone};
use crate::page::sentence::ends_sentence;
use crate::page::tree::Removed;

/// Blank lines between the two halves of a sentence that a page end may cut.
const NEAR: usize = 8;

/// Blanks the lines that are furniture and lists them.
pub(super) fn remove(source: &str, lines: &mut [Line]) -> Vec<Removed> {
    let mut removed = remove_library(source, lines);
    for index in navigation::lines_of_site(source, lines) {
        if let Some(line) = lines.get_mut(index) {
            let text = line.text(source).to_owned();
            removed.push(Removed { text, reason: "site navigation".to_owned(), source: line.start });
            blank(line);
        }
    }
    let heads = running::heads(source, lines);
    let numbered = running::numbers_count_up(source, lines);
    let last = lines.iter().rposition(|line| !line.is_blank()).unwrap_or(0);
    let first = lines.iter().position(|line| !line.is_blank()).unwrap_or(0);
    for index in 0..lines.len() {
        let Some(line) = lines.get(index).copied() else { break };
        if line.is_blank() {
            continue;
        }
        let text = line.text(source);
        let at_edge = first != last && (index == first || index == last);
        let reason = if heads.contains(&index) {
            "running head"
        } else if let Some(reason) = reason(source, lines, index, index == last) {
            reason
        } else if is_page_number(text) && (numbered || at_edge && is_edge_number(source, lines, index, first))
        {
            "page number"
        } else {
            removed.extend(cut_trailing_mark(source, lines, index));
            continue;
        };
        removed.push(Removed { text: text.to_owned(), reason: reason.to_owned(), source: line.start });
        if let Some(line) = lines.get_mut(index) {
            blank(line);
        }
        close_up(source, lines, index);
    }
    (0..lines.len())
        .filter(|index| lines.get(*index).is_some_and(|line| line.page_break))
        .collect::<Vec<_>>()
        .into_iter()
        .for_each(|index| close_up(source, lines, index));
    removed.sort_by_key(|removed| removed.source);
    removed
}

/// Why a line is furniture by what it says and where it stands.
fn reason(source: &str, lines: &[Line], index: usize, last: bool) -> Option<&'static str> {
    let text = lines.get(index)?.text(source);
    let alone = stands_alone(lines, index);
    if is_end_mark(text, last) && (alone || last) {
        return Some("end mark");
    }
    if is_page_number(text) && (placed(lines, index) || alone && is_dressed(text)) {
        return Some("page number");
    }
    let next = lines.get(index + 1).map_or("", |line| line.text(source));
    // The words over "Continued from page 1" repeat the title.
    let repeats = text.len() <= 60 && is_capitals(text) && is_continued_from(next) && !ends_sentence(text);
    (is_continued(text) || repeats).then_some("continuation line")
}

/// A number at the edge of the file; at its foot it stands apart, or it may belong to the line before.
fn is_edge_number(source: &str, lines: &[Line], index: usize, first: usize) -> bool {
    let before = index.checked_sub(1).and_then(|at| lines.get(at)).map_or("", |line| line.text(source));
    index == first || stands_alone(lines, index) || ends_sentence(before)
}

fn remove_library(source: &str, lines: &mut [Line]) -> Vec<Removed> {
    let parts = library::parts(source, lines);
    let mut removed = Vec::new();
    for (line, part) in lines.iter_mut().zip(parts) {
        let reason = match part {
            Some(Part::Header) => "library header",
            Some(Part::Footer) => "library footer",
            None => continue,
        };
        if !line.is_blank() {
            removed.push(Removed {
                text: line.text(source).to_owned(),
                reason: reason.to_owned(),
                source: line.start,
            });
            blank(line);
        }
    }
    removed
}

/// Cuts an end mark or a "continued" note off the end of a line.
fn cut_trailing_mark(source: &str, lines: &mut [Line], index: usize) -> Option<Removed> {
    let line = lines.get_mut(index)?;
    let text = line.text(source);
    let length = trailing_mark_len(text);
    if length == 0 {
        return None;
    }
    let (rest, mark) = text.split_at(text.len() - length);
    let reason = if is_continued(mark) { "continuation line" } else { "end mark" };
    let at = line.start + rest.len() as u32;
    line.end = line.start + rest.trim_end().len() as u32;
    line.width = rest.trim_end().chars().count() as u32;
    Some(Removed { text: mark.to_owned(), reason: reason.to_owned(), source: at })
}

fn blank(line: &mut Line) {
    line.end = line.start;
    line.width = 0;
}

/// Closes up a sentence that a page end or a removed line cut in two.
fn close_up(source: &str, lines: &mut [Line], index: usize) {
    let before =
        (index.saturating_sub(NEAR)..index).rev().find(|at| lines.get(*at).is_some_and(|l| !l.is_blank()));
    let after = (index..index + NEAR).find(|at| lines.get(*at).is_some_and(|line| !line.is_blank()));
    let (Some(before), Some(after)) = (before, after) else { return };
    let text_of = |at: usize| lines.get(at).map_or("", |line| line.text(source));
    if !ends_sentence(text_of(before)) && text_of(after).starts_with(char::is_lowercase) {
        for line in lines.iter_mut().take(after).skip(before + 1) {
            line.closed_up = true;
        }
    }
}
