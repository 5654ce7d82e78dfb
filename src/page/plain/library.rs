//! What a library of e-books puts before and after the text it passes on: who may use it, what it is, its licence.
//!
//! Only where the text says itself where it begins or ends ("*** START OF …"). The lines that name title and author
//! stay, for they are the head of the page.

use super::lines::Line;

/// Why a line of it comes off the page.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    /// It stands before the text.
    Header,
    /// It stands after it.
    Footer,
}

/// How far into a file its header may reach, in lines.
const LONGEST_HEADER: usize = 800;

/// For each line, the part of the library's matter that it belongs to. Empty when there is none.
pub(super) fn parts(source: &str, lines: &[Line]) -> Vec<Option<Part>> {
    let start = lines.iter().take(LONGEST_HEADER).position(|line| is_start(line.text(source)));
    let end = lines.iter().position(|line| is_end(line.text(source)));
    let end = end.filter(|end| start.is_none_or(|start| start < *end));
    if start.is_none() && end.is_none() {
        return Vec::new();
    }
    let mut parts = vec![None; lines.len()];
    if let Some(start) = start {
        mark_header(source, lines, start, &mut parts);
    }
    parts.iter_mut().skip(end.unwrap_or(lines.len())).for_each(|part| *part = Some(Part::Footer));
    parts
}

fn mark_header(source: &str, lines: &[Line], start: usize, parts: &mut [Option<Part>]) {
    let mut kept = false;
    for (index, line) in lines.iter().enumerate().take(start) {
        let names = is_named(line.text(source));
        // A long title goes on in a line that is set in.
        kept = names || kept && !line.is_blank() && line.indent > 0;
        if let Some(part) = parts.get_mut(index).filter(|_| !kept) {
            *part = Some(Part::Header);
        }
    }
    let first = lines.iter().enumerate().skip(start + 1).find(|(_, line)| !line.is_blank());
    let credit = first.filter(|(_, line)| is_credit(line.text(source))).map(|(at, _)| at);
    for index in [Some(start), credit].into_iter().flatten() {
        if let Some(part) = parts.get_mut(index) {
            *part = Some(Part::Header);
        }
    }
}

/// The beginning of a line in capitals, long enough to tell what it is.
fn head_of(text: &str) -> String {
    text.chars().take(60).flat_map(char::to_uppercase).collect()
}

fn is_start(text: &str) -> bool {
    let head = if text.starts_with('*') { head_of(text) } else { return false };
    head.starts_with("***") && head.contains("START OF") || head.starts_with("*END*THE SMALL PRINT")
}

fn is_end(text: &str) -> bool {
    if !text.starts_with(['*', 'E', 'e']) {
        return false;
    }
    let head = head_of(text);
    let says = head.contains("EBOOK") || head.contains("ETEXT") || head.contains("E-TEXT");
    head.starts_with("***") && head.contains("END OF") || head.starts_with("END OF ") && says
}

fn is_named(text: &str) -> bool {
    ["title:", "author:"].iter().any(|label| {
        text.get(..label.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(label))
            && text.len() > label.len()
    })
}

fn is_credit(text: &str) -> bool {
    let head = head_of(text);
    ["PRODUCED BY ", "E-TEXT PREPARED BY ", "ETEXT PREPARED BY "].iter().any(|begin| head.starts_with(begin))
}
