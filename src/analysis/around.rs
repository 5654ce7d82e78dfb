//! The words around the names of people, as [`super::kin`] and [`super::life`] read them.

use super::entity::EntityCandidate;
use crate::page::tree::TextRange;

/// The indices of the candidates that are most likely people, without what is only offered.
pub(super) fn people(candidates: &[EntityCandidate]) -> Vec<u32> {
    (0..)
        .zip(candidates)
        .filter(|(_, one)| one.is_person() && !one.is_offered())
        .map(|(index, _)| index)
        .collect()
}

/// The text before a name without the title that stands between.
pub(super) fn without_title<'a>(before: &'a str, name: &EntityCandidate) -> &'a str {
    let Some(title) = &name.title else { return before.trim_end() };
    let mut rest = before.trim_end();
    for word in title.split_whitespace().rev() {
        match rest.strip_suffix(word) {
            Some(shorter) => rest = shorter.trim_end(),
            None => return rest,
        }
    }
    rest
}

/// In small letters, with spaces about the marks.
pub(super) fn spaced(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for letter in text.chars() {
        if letter.is_alphanumeric() || matches!(letter, '\'' | '\u{2019}' | '-') {
            out.extend(letter.to_lowercase());
        } else if letter.is_whitespace() {
            out.push(' ');
        } else {
            out.push(' ');
            out.push(letter);
            out.push(' ');
        }
    }
    out
}

/// At most `length` bytes of the text that end at `end`.
pub(super) fn tail(text: &str, end: usize, length: usize) -> &str {
    let mut start = end.saturating_sub(length);
    while !text.is_char_boundary(start) {
        start += 1;
    }
    TextRange::new(start as u32, end as u32).of(text)
}
