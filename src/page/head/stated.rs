//! Lines that state when, whence and under what rights: "Published: …", "Updated: …", "Source: …", "© 1987 …".

use super::date_words::{is_date, leading_date_len};
use super::masthead;
use super::names::is_name;
use super::title::is_kicker;
use crate::page::draft::HeadRole;

/// A line that states something.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Stated {
    /// What it states.
    pub(super) role: HeadRole,
    /// What would be shown, as a byte range of the line.
    pub(super) value: std::ops::Range<usize>,
    /// Probability that it does.
    pub(super) score: f32,
    /// How it was found.
    pub(super) convention: &'static str,
}

const PUBLISHED: &[&str] = &[
    "first published",
    "originally published",
    "published",
    "posted",
    "date",
    "issued",
    "for immediate release",
    "released",
    "zuerst veröffentlicht",
    "veröffentlicht",
    "erschienen",
    "datum",
];
const TITLE: &[&str] = &["title", "headline", "heading"];
const DECK: &[&str] = &["subtitle", "sub-title", "subhead", "deck", "standfirst", "subheadline"];
const UPDATED: &[&str] = &[
    "last updated",
    "updated",
    "last modified",
    "modified",
    "revised",
    "zuletzt aktualisiert",
    "aktualisiert",
    "zuletzt geändert",
    "geändert",
    "stand",
];
const SOURCE: &[&str] =
    &["source", "original source", "original", "from", "retrieved from", "url", "link", "via", "quelle"];
/// Words between a label and its date.
const BEFORE_DATES: &[&str] = &["on ", "in ", "am ", "im ", "vom "];

/// Whether a text has more than so many characters; most are told by their bytes.
fn is_longer(text: &str, most: usize) -> bool {
    text.len() > most && text.chars().count() > most
}

fn figures(text: &str) -> usize {
    text.bytes().filter(u8::is_ascii_digit).count()
}

/// Reads a line as one that states something.
pub(super) fn parse(line: &str) -> Option<Stated> {
    if is_longer(line, 200) || line.contains('\n') {
        return None;
    }
    if is_date(line.trim_end_matches('.')) {
        return Some(Stated {
            role: HeadRole::Published,
            value: 0..line.len(),
            score: 0.75,
            convention: "date-line",
        });
    }
    copyright(line)
        .or_else(|| labelled(line))
        .or_else(|| masthead(line))
        .or_else(|| dated_label(line))
        .or_else(|| special_to(line))
}

/// "Special to The Harbour Gazette": the paper that the piece was written for.
fn special_to(line: &str) -> Option<Stated> {
    const WORDS: &str = "special to ";
    let paper = line.get(WORDS.len()..).filter(|_| begins(line, WORDS))?.trim_end_matches('.');
    let the = paper.get(..4).is_some_and(|word| word.eq_ignore_ascii_case("the "));
    let named = masthead::is_name(paper) || the && masthead::is_name(&paper.replacen("the ", "The ", 1));
    named.then(|| Stated {
        role: HeadRole::Source,
        value: WORDS.len()..WORDS.len() + paper.len(),
        score: 0.85,
        convention: "special-to-line",
    })
}

/// "May 1, 2006  Press Release", "Press Release August 17, 2006": a well-known label and a whole date.
fn dated_label(line: &str) -> Option<Stated> {
    // A whole date has five figures and more, or two strokes.
    let dated = figures(line) >= 5 || line.bytes().filter(|byte| *byte == b'/').count() >= 2;
    if !dated || is_longer(line, 80) {
        return None;
    }
    let leading = leading_date_len(line);
    let before = is_kicker(line.get(leading..)?).then_some(0..leading);
    let after = || {
        let words = line.match_indices(' ').map(|(at, _)| at);
        words.take(6).find_map(|at| {
            let (label, date) = (line.get(..at)?, line.get(at..)?.trim_start());
            let start = line.len() - date.len();
            (is_kicker(label) && leading_date_len(date) == date.len()).then_some(start..line.len())
        })
    };
    let value = before.filter(|range| !range.is_empty()).or_else(after)?;
    Some(Stated { role: HeadRole::Published, value, score: 0.8, convention: "date-and-label" })
}

/// "The Evening Post, Thursday, April 27, 1972": a short name and a whole date.
fn masthead(line: &str) -> Option<Stated> {
    if figures(line) < 5 || is_longer(line, 80) {
        return None;
    }
    for (at, _) in line.match_indices([',', '|', '—', '–']) {
        let (name, date) = (line.get(..at)?, line.get(at..)?);
        let date = date.trim_start_matches([',', '|', '—', '–', ' ']);
        let date = without_page(date);
        let capitals = name
            .split_whitespace()
            .all(|word| word.starts_with(|c: char| c.is_uppercase()) || word.len() <= 3);
        let whole = figures(date) >= 5;
        if capitals
            && !is_name(name.trim_end(), false)
            && whole
            && name.split_whitespace().count() <= 5
            && is_date(date.trim_end_matches('.'))
        {
            let start = date.as_ptr() as usize - line.as_ptr() as usize;
            return Some(Stated {
                role: HeadRole::Published,
                value: start..start + date.len(),
                score: 0.7,
                convention: "masthead-line",
            });
        }
    }
    None
}

/// A date without the number of the page after it.
fn without_page(date: &str) -> &str {
    let lower = date.to_ascii_lowercase();
    let page = [" page ", ", page ", " p. ", " no. "].iter().filter_map(|mark| lower.find(mark)).min();
    page.and_then(|at| date.get(..at)).unwrap_or(date).trim_end_matches([',', ' '])
}

fn copyright(line: &str) -> Option<Stated> {
    if !line.starts_with(['©', '(', 'c', 'C', 'a', 'A']) {
        return None;
    }
    let lower = line.to_lowercase();
    let begins =
        ["©", "(c) ", "copyright ", "all rights reserved"].iter().any(|mark| lower.starts_with(mark));
    let says = line.contains('©')
        || lower.contains("all rights reserved")
        || lower.contains("(c)")
        || figures(line) >= 4;
    let short = line.split_whitespace().count() <= 25;
    (begins && says && short).then_some(Stated {
        role: HeadRole::Copyright,
        value: 0..line.len(),
        score: 0.9,
        convention: "copyright-line",
    })
}

fn labelled(line: &str) -> Option<Stated> {
    const TABLE: [(&[&str], HeadRole, &str); 5] = [
        (TITLE, HeadRole::Title, "title-line"),
        (DECK, HeadRole::Deck, "deck-line"),
        (PUBLISHED, HeadRole::Published, "published-line"),
        (UPDATED, HeadRole::Updated, "updated-line"),
        (SOURCE, HeadRole::Source, "source-line"),
    ];
    if !TABLE.iter().any(|(labels, ..)| labels.iter().any(|label| begins(line, label))) {
        return None;
    }
    let lower = line.to_ascii_lowercase();
    for (labels, role, convention) in TABLE {
        for label in labels {
            let Some(rest) = lower.strip_prefix(label) else { continue };
            let colon = rest.trim_start().starts_with(':');
            let value = rest.trim_start_matches([':', ' ', '\t', '\u{a0}']);
            let value = BEFORE_DATES.iter().find_map(|word| value.strip_prefix(word)).unwrap_or(value);
            let start = line.len() - value.trim_start().len();
            let shown = line.get(start..)?;
            // "Published by order, April 17, 1958".
            let ordered = || {
                let at = shown.find(", ")? + 2;
                let short = role == HeadRole::Published && shown.split_whitespace().count() <= 9;
                (short && is_date(shown.get(at..)?)).then_some(start + at..line.len())
            };
            if let Some(value) = ordered() {
                return Some(Stated { role, value, score: 0.8, convention });
            }
            if rest.len() != value.len() && fits(role, shown, colon) {
                let (length, score) = match role {
                    HeadRole::Published => (shown.find(" by ").unwrap_or(shown.len()), 0.9),
                    HeadRole::Title => (shown.len(), 0.97),
                    _ => (shown.len(), 0.9),
                };
                return Some(Stated { role, value: start..start + length, score, convention });
            }
        }
    }
    None
}

/// Whether a line begins with a label in letters of whatever case.
fn begins(line: &str, label: &str) -> bool {
    let bytes = line.as_bytes();
    let first = |text: &[u8]| text.first().map(u8::to_ascii_lowercase);
    first(bytes) == first(label.as_bytes())
        && bytes.get(..label.len()).is_some_and(|start| start.eq_ignore_ascii_case(label.as_bytes()))
}

/// Whether what follows a label is what the label promises.
fn fits(role: HeadRole, value: &str, colon: bool) -> bool {
    let url = value.starts_with("http://") || value.starts_with("https://") || value.starts_with("www.");
    if matches!(role, HeadRole::Title | HeadRole::Deck) {
        return colon && value.chars().filter(|c| c.is_alphabetic()).count() > 2;
    }
    if role == HeadRole::Source {
        let one_word = value.split_whitespace().count() == 1;
        return url && one_word
            || colon && value.split_whitespace().count() <= 12 && !value.ends_with(['.', '!', '?']);
    }
    let date = value.split([';', '|', '(']).next().unwrap_or(value).trim_end_matches(['.', ' ']);
    // "Posted on 4 March 1987 by Jane Doe".
    let date = date.split(" by ").next().unwrap_or(date);
    is_date(date) || is_date(date.split(" at ").next().unwrap_or(date))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, expected: Option<(HeadRole, &str)>) {
        let got = parse(line).map(|stated| (stated.role, line.get(stated.value).unwrap_or("")));
        assert_eq!(got, expected, "{line}");
    }

    #[test]
    fn stated_lines_are_read() {
        check("Published: 4 March 1987", Some((HeadRole::Published, "4 March 1987")));
        check("Posted on March 4, 1987", Some((HeadRole::Published, "March 4, 1987")));
        check("Posted on March 4, 1987 by Jane Doe", Some((HeadRole::Published, "March 4, 1987")));
        check("May 1, 2006 Press Release", Some((HeadRole::Published, "May 1, 2006")));
        check("Press Release August 17  2006", Some((HeadRole::Published, "August 17  2006")));
        check("Title: The Harbour", Some((HeadRole::Title, "The Harbour")));
        check("Subtitle: A history", Some((HeadRole::Deck, "A history")));
        check("Published by order, April 17, 1958", Some((HeadRole::Published, "April 17, 1958")));
        check("Published in March 1987", Some((HeadRole::Published, "March 1987")));
        check("LAST UPDATED: 2022-09-24 10:30", Some((HeadRole::Updated, "2022-09-24 10:30")));
        check("Veröffentlicht am 3. Mai 1931", Some((HeadRole::Published, "3. Mai 1931")));
        check("Stand: 24. September 2022", Some((HeadRole::Updated, "24. September 2022")));
        check("Zuletzt aktualisiert am 3.5.2022", Some((HeadRole::Updated, "3.5.2022")));
        check("4 March 1987", Some((HeadRole::Published, "4 March 1987")));
        check("Source: https://example.org/a", Some((HeadRole::Source, "https://example.org/a")));
        check("Source: The Evening Post", Some((HeadRole::Source, "The Evening Post")));
        check("Special to The Harbour Gazette", Some((HeadRole::Source, "The Harbour Gazette")));
        check("SPECIAL TO THE BEACON.", Some((HeadRole::Source, "THE BEACON")));
        check("© 1987 Harbour Press", Some((HeadRole::Copyright, "© 1987 Harbour Press")));
        check(
            "Copyright 1987 by Jane Doe. All rights reserved.",
            Some((HeadRole::Copyright, "Copyright 1987 by Jane Doe. All rights reserved.")),
        );
    }

    #[test]
    fn other_lines_are_not() {
        for line in [
            "Special to the whole family",
            "Special to us all",
            "Published by the county in two volumes",
            "Dates are a fruit",
            "From London to Paris",
            "Source: he said he would not name his source.",
            "Updated plans were shown",
            "Stand der Dinge im Mai",
            "Erschienen ist das Buch im Jahr 1987",
            "Title fights were fought here",
            "Copyright law was debated on Tuesday",
            "",
        ] {
            check(line, None);
        }
    }
}
