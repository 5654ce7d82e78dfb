//! What becomes of a word that was divided at the end of a line: `news-` / `paper` is joined, `co-` / `operate` is
//! not. The document's own words are the dictionary; where they are silent, the archive's are asked.

use crate::page::divided::{Dictionary, DividedWord};
use std::borrow::Cow;
use std::collections::HashSet;

/// How two lines are joined.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Join {
    /// With a space.
    Space,
    /// Without anything between.
    Nothing,
    /// Without the mark that ends the first line, which has this many bytes.
    DropMark(u32),
}

/// First parts that keep their hyphen when the document does not say otherwise.
const KEEP_AFTER: &[&str] = &["all", "ex", "half", "quasi", "self", "vice", "well"];

/// The words of a document as they stand inside its lines, in lower case.
#[derive(Debug)]
pub(super) struct Words<'a> {
    own: HashSet<String>,
    archive: &'a Dictionary,
    /// Divided words that the document did not settle.
    pub(super) unsettled: Vec<DividedWord>,
}

impl<'a> Words<'a> {
    /// The words of a document, only gathered when some line ends in a hyphen, and what the archive knows.
    pub(super) fn of(source: &str, archive: &'a Dictionary) -> Self {
        Self { own: own_words(source), archive, unsettled: Vec::new() }
    }

    fn has(&self, word: &str) -> bool {
        self.own.contains(word)
    }

    /// How `next` follows `line`.
    pub(super) fn join(&mut self, line: &str, next: &str) -> Join {
        if line.ends_with('\u{AD}') {
            return Join::DropMark(2);
        }
        let (Some(last), Some(first)) = (line.chars().next_back(), next.chars().next()) else {
            return Join::Space;
        };
        if is_cjk(last) && is_cjk(first) {
            return Join::Nothing;
        }
        let mark = if last == '\u{2010}' { '\u{2010}' } else { '-' };
        let Some(before) = line.strip_suffix(mark) else { return Join::Space };
        if !before.ends_with(char::is_alphanumeric) || !first.is_alphanumeric() {
            return Join::Space;
        }
        let part = |c: char| !(c.is_alphanumeric() || c == '-');
        let left = before.rsplit(part).next().unwrap_or("").to_lowercase();
        let right = next.split(part).next().unwrap_or("").to_lowercase();
        if !first.is_lowercase() || left.ends_with(char::is_numeric) || self.keeps_hyphen(left, right) {
            return Join::Nothing;
        }
        Join::DropMark(mark.len_utf8() as u32)
    }

    fn keeps_hyphen(&mut self, left: String, right: String) -> bool {
        if self.has(&format!("{left}{right}")) {
            return false;
        }
        if self.has(&format!("{left}-{right}")) || left.contains('-') || KEEP_AFTER.contains(&left.as_str()) {
            return true;
        }
        let both = left.len() > 2 && self.has(&left) && self.has(&right);
        let kept = self.archive.keeps(&left, &right).unwrap_or(both);
        self.unsettled.push(DividedWord { left, right, kept });
        kept
    }
}

/// Whether a line, or a piece of it before a wide gap, ends in what may be the first part of a divided word.
fn divides(line: &str) -> bool {
    let cut = |piece: &str| piece.strip_suffix('-').is_some_and(|word| word.ends_with(char::is_alphanumeric));
    cut(line.trim_end()) || line.contains("-        ") && line.split("        ").any(cut)
}

fn own_words(source: &str) -> HashSet<String> {
    if !source.lines().any(divides) {
        return HashSet::new();
    }
    let mut words = HashSet::new();
    for line in source.lines() {
        let line = line.trim_end();
        // The divided word at the end of a line, and what may be its rest, are no words of the document.
        let whole =
            if line.ends_with('-') { line.rsplit_once(' ').map_or("", |(before, _)| before) } else { line };
        let parts = whole.split(|c: char| !(c.is_alphanumeric() || c == '-'));
        for word in parts.filter(|word| !word.is_empty()) {
            let word = lower_case(word);
            if !words.contains(word.as_ref()) {
                words.insert(word.into_owned());
            }
        }
    }
    words
}

/// A word in lower case; most are so already.
fn lower_case(word: &str) -> Cow<'_, str> {
    let is_lower = word.bytes().all(|byte| byte.is_ascii_lowercase() || byte == b'-');
    if is_lower { Cow::Borrowed(word) } else { Cow::Owned(word.to_lowercase()) }
}

const fn is_cjk(c: char) -> bool {
    matches!(c, '\u{3000}'..='\u{30FF}' | '\u{3400}'..='\u{9FFF}' | '\u{FF00}'..='\u{FFEF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, next: &str, document: &str, expected: Join) {
        let document = format!("{document}\n{line}\n{next}\n");
        assert_eq!(Words::of(&document, &Dictionary::default()).join(line, next), expected, "{document}");
    }

    #[test]
    fn the_archive_is_asked_where_the_document_is_silent() {
        let mut archive = Dictionary::default();
        archive.insert("co", "operate", true);
        archive.insert("blue", "green", false);
        let mut words = Words::of("blue and green, newspaper co-\n", &archive);
        assert_eq!(words.join("they co-", "operate"), Join::Nothing);
        assert_eq!(words.join("a blue-", "green sea"), Join::DropMark(1));
        assert_eq!(words.join("the news-", "paper"), Join::DropMark(1));
        assert_eq!(words.join("a rail-", "way"), Join::DropMark(1));
        let asked: Vec<_> = words.unsettled.iter().map(|word| (word.left.as_str(), word.kept)).collect();
        assert_eq!(asked, [("co", true), ("blue", false), ("rail", false)]);
    }

    #[test]
    fn divided_words_are_joined_and_compounds_kept() {
        check("in the news-", "paper today", "", Join::DropMark(1));
        check("in the news-", "paper today", "news about paper and a newspaper", Join::DropMark(1));
        check("they co-", "operate", "to co-operate fully", Join::Nothing);
        check("a blue-", "green sea", "blue and green", Join::Nothing);
        check("the Anglo-", "American line", "", Join::Nothing);
        check("in 1939-", "45 he", "", Join::Nothing);
        check("his self-", "esteem", "", Join::Nothing);
        check("and then -", "he left", "", Join::Space);
        check("plain", "words", "", Join::Space);
        check("soft\u{AD}", "ware", "", Join::DropMark(2));
        check("日本", "語", "", Join::Nothing);
    }
}
