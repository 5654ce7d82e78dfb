//! Page furniture: page numbers, running heads, "continued" lines and end marks come off the page, with the reason.
//!
//! Conservative on purpose: a line goes only when it can be nothing else, and none that could be a sentence.

use super::lines::Line;
use crate::page::sentence::ends_sentence;
use crate::page::tree::Removed;
use std::collections::BTreeMap;

/// Blank lines between the two halves of a sentence that a page end may cut.
const NEAR: usize = 8;

/// Blanks the lines that are furniture and lists them.
pub(super) fn remove(source: &str, lines: &mut [Line]) -> Vec<Removed> {
    let last = lines.iter().rposition(|line| !line.is_blank()).unwrap_or(0);
    let first = lines.iter().position(|line| !line.is_blank()).unwrap_or(0);
    let repeated = running_heads(source, lines);
    let numbered = numbers_count_up(source, lines);
    let mut removed = Vec::new();
    for index in 0..lines.len() {
        let Some(line) = lines.get(index).copied() else { break };
        if line.is_blank() {
            continue;
        }
        let text = line.text(source);
        let alone = stands_alone(lines, index);
        let at_edge = first != last && (index == first || index == last);
        let reason = if is_end_mark(text, index == last) && (alone || index == last) {
            "end mark"
        } else if is_page_number(text)
            && (numbered || placed(lines, index) || at_edge || alone && is_dressed(text))
        {
            "page number"
        } else if is_continued(text) {
            "continuation line"
        } else if repeated.contains(&index) {
            "running head"
        } else {
            continue;
        };
        removed.push(Removed { text: text.to_owned(), reason: reason.to_owned(), source: line.start });
        blank(source, lines, index);
    }
    removed
}

/// Blanks a line; a sentence that it cut in two is closed up again.
fn blank(source: &str, lines: &mut [Line], index: usize) {
    if let Some(line) = lines.get_mut(index) {
        line.end = line.start;
        line.width = 0;
    }
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

fn stands_alone(lines: &[Line], index: usize) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    blank(index.checked_sub(1)) && blank(Some(index + 1))
}

/// Whether a form feed stands right before or after the line.
fn placed(lines: &[Line], index: usize) -> bool {
    let breaks = |at: usize| lines.get(at).is_some_and(|line| line.page_break);
    breaks(index) || breaks(index + 1)
}

/// Whether a number is set as page numbers are: "- 3 -", "Page 3". A bare number may as well be a score.
fn is_dressed(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    text.chars().any(char::is_alphabetic)
        || bare.len() < text.len() && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether the bare numbers that stand alone in the file count up by one, three of them at least.
fn numbers_count_up(source: &str, lines: &[Line]) -> bool {
    let mut numbers = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = line.text(source);
        if line.is_blank() || line.width > 3 || !stands_alone(lines, index) {
            continue;
        }
        if let Ok(number) = text.parse::<u32>() {
            numbers.push(number);
        }
    }
    numbers.len() >= 3 && numbers.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b))
}

fn is_end_mark(text: &str, last: bool) -> bool {
    let bare = text.trim_matches(|c: char| matches!(c, '-' | '*' | '(' | ')' | '.' | '–' | '—' | ' '));
    match text {
        "###" | "# # #" | "####" | "-30-" | "- 30 -" | "–30–" | "—30—" | "-ends-" | "-ENDS-" => true,
        _ => {
            last && matches!(
                bare.to_lowercase().as_str(),
                "30" | "ends" | "end" | "the end" | "end of article"
            )
        }
    }
}

/// `12`, `- 12 -`, `Page 12`, `Page 3 of 9`, `p. 4`.
fn is_page_number(text: &str) -> bool {
    if text.len() > 24 {
        return false;
    }
    let bare =
        text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '[' | ']' | '(' | ')' | '.' | '|' | ' '));
    let lower = bare.to_lowercase();
    let number =
        |word: &str| !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = lower.split_whitespace().collect();
    match words.as_slice() {
        [one] => number(one) && one.len() <= 3,
        ["page" | "p." | "p" | "pg." | "pg", one] => number(one),
        ["page", one, "of" | "/", other] | [one, "of", other] => number(one) && number(other),
        _ => false,
    }
}

/// `(Continued on page 3)`, `Continued from page 1`, `(more)`.
fn is_continued(text: &str) -> bool {
    if text.len() > 60 {
        return false;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let continued =
        ["continued on page ", "continued from page ", "cont'd on page ", "cont. on page ", "see page "];
    let ends_number = bare.ends_with(|c: char| c.is_ascii_digit());
    let more = bare == "more" && text.starts_with(['-', '(', '–', '—']);
    let continues = continued.iter().any(|begin| bare.starts_with(begin));
    more || continues && ends_number && bare.split_whitespace().count() <= 5
}

/// Lines that stand, digits aside, three times and more at the head or foot of a page.
fn running_heads(source: &str, lines: &[Line]) -> std::collections::BTreeSet<usize> {
    let mut places: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (index, line) in lines.iter().enumerate() {
        let text = line.text(source);
        if line.is_blank() || line.width > 80 || !beside_page_end(source, lines, index) || ends_sentence(text)
        {
            continue;
        }
        let shape: String = text.chars().filter(|c| c.is_alphabetic()).collect::<String>().to_lowercase();
        if shape.chars().count() >= 3 {
            places.entry(shape).or_default().push(index);
        }
    }
    // The first of them may be the title that the others repeat.
    places.into_values().filter(|at| at.len() >= 3).flat_map(|at| at.into_iter().skip(1)).collect()
}

/// Whether a line stands next to a form feed or a page number, blank lines aside.
fn beside_page_end(source: &str, lines: &[Line], index: usize) -> bool {
    let near =
        |at: usize| lines.get(at).is_some_and(|line| !line.is_blank() && is_page_number(line.text(source)));
    let previous = lines.iter().take(index).rposition(|line| !line.is_blank());
    let next = lines.iter().enumerate().skip(index + 1).find(|(_, line)| !line.is_blank()).map(|(at, _)| at);
    let breaks =
        lines.get(previous.map_or(0, |at| at + 1)..=next.unwrap_or(lines.len() - 1).min(lines.len() - 1));
    // The first line of the file heads its first page.
    previous.is_none_or(near)
        || next.is_some_and(near)
        || breaks.is_some_and(|between| between.iter().any(|line| line.page_break))
}
