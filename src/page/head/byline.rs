//! Bylines: "By JANE DOE, Staff Writer", "Jane Doe | 4 March 1987", "From our correspondent".

use super::date_words::is_date;
use super::names::{is_name, is_role, usual_case};
use crate::page::sentence::with_capital;

/// A byline as read from one line.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct Byline {
    /// Authors in order, with the byte range of each in the line.
    pub(crate) authors: Vec<(String, std::ops::Range<usize>)>,
    /// A date that stands on the same line.
    pub(crate) date: Option<std::ops::Range<usize>>,
    /// Probability that it is one.
    pub(crate) score: f32,
    /// How it was found.
    pub(crate) convention: &'static str,
}

const PREFIXES: &[&str] = &[
    "by: ",
    "by ",
    "written by ",
    "story by ",
    "words by ",
    "text by ",
    "reported by ",
    "report by ",
    "story and photos by ",
    "story and photographs by ",
    "words and pictures by ",
    "text and photos by ",
    "interviewed by ",
    "interview by ",
    "reviewed by ",
    "compiled by ",
    "author: ",
    "authors: ",
];

/// Marks that a byline may stand between: "(From our correspondent)", "— By Jane Doe —".
const AROUND: &[char] = &['(', ')', '[', ']', '*', '_', '—', '–', '-', ' '];

/// Reads a line as a byline, if it is one.
pub(crate) fn parse(line: &str) -> Option<Byline> {
    if !line.starts_with(AROUND) {
        return parse_bare(line);
    }
    let bare = line.trim_matches(AROUND);
    let start = line.len() - line.trim_start_matches(AROUND).len();
    let mut byline = parse_bare(bare)?;
    let shift = |range: &mut std::ops::Range<usize>| *range = range.start + start..range.end + start;
    byline.authors.iter_mut().for_each(|(_, range)| shift(range));
    byline.date.iter_mut().for_each(shift);
    Some(byline)
}

/// "— Jane Doe" under a text: who wrote it.
pub(super) fn parse_signed(line: &str) -> Option<Byline> {
    let bare = line.trim_start_matches(['—', '–', '-', '~', ' ']).trim_end_matches(['.', ' ']);
    let start = line.len() - line.trim_start_matches(['—', '–', '-', '~', ' ']).len();
    let marked = start > 0 && !line.starts_with("- ");
    (marked && is_name(bare, false) && bare.split_whitespace().count() <= 4).then(|| Byline {
        authors: vec![(usual_case(bare), start..start + bare.len())],
        score: 0.7,
        convention: "signed-line",
        ..Byline::default()
    })
}

fn parse_bare(line: &str) -> Option<Byline> {
    if line.chars().count() > 160 || line.contains('\n') {
        return None;
    }
    let lower = line.to_lowercase();
    if lower.len() != line.len() {
        return None;
    }
    for prefix in PREFIXES {
        if lower.starts_with(prefix) {
            return after_by(line, prefix.len());
        }
    }
    anonymous(line, &lower).or_else(|| name_and_date(line)).or_else(|| name_and_role(line))
}

/// "From our correspondent", "By a Staff Reporter": nobody's name, but who wrote it.
fn anonymous(line: &str, lower: &str) -> Option<Byline> {
    let begins = ["from our ", "from a ", "from the "].iter().find(|prefix| lower.starts_with(**prefix))?;
    let bare = line.trim_end_matches('.');
    let ends = lower.trim_end_matches('.').ends_with("correspondent")
        || lower.trim_end_matches('.').ends_with("reporter");
    let short = line.split_whitespace().count() <= 7;
    let start = begins.find(' ')? + 1;
    let value = sentence_case(bare.get(start..)?);
    (ends && short).then(|| Byline {
        authors: vec![(value, start..bare.len())],
        score: 0.85,
        convention: "from-our-correspondent",
        ..Byline::default()
    })
}

fn sentence_case(text: &str) -> String {
    let all_capitals = !text.chars().any(char::is_lowercase);
    with_capital(&if all_capitals { text.to_lowercase() } else { text.to_owned() })
}

fn after_by(line: &str, start: usize) -> Option<Byline> {
    let mut byline = Byline { score: 0.9, convention: "by-line", ..Byline::default() };
    let parts = parts(line, start);
    for (at, range) in parts.iter().enumerate() {
        let text = line.get(range.clone())?;
        if is_date(text) {
            byline.date.get_or_insert(range.clone());
        } else if is_name(text, parts.len() == 1 || at > 0) && !is_role(text) {
            if at > 0 && text.split_whitespace().count() == 1 && byline.date.is_none() && !suffix(text) {
                continue;
            }
            if !suffix(text) {
                byline.authors.push((usual_case(text), range.clone()));
            }
        } else if at == 0 {
            return staff(line, start);
        }
        // Whatever follows the names tells what they are; a sentence does not.
        if at > 0 && text.split_whitespace().count() > 8 {
            return None;
        }
    }
    if byline.authors.iter().any(|(name, _)| !name.contains(' ')) {
        byline.score = 0.7;
    }
    let ends_prose = line.ends_with('.') && line.split_whitespace().count() > 9;
    (!byline.authors.is_empty() && !ends_prose).then_some(byline)
}

fn suffix(text: &str) -> bool {
    matches!(text.trim_end_matches('.'), "Jr" | "Sr" | "II" | "III" | "JR" | "SR" | "PhD" | "MD")
}

/// "By a Staff Reporter", "By The Associated Press".
fn staff(line: &str, start: usize) -> Option<Byline> {
    let rest = line.get(start..)?.trim_end_matches('.');
    let short = rest.split_whitespace().count() <= 6;
    (short && is_role(rest)).then(|| Byline {
        authors: vec![(sentence_case(rest), start..start + rest.len())],
        score: 0.75,
        convention: "by-line",
        ..Byline::default()
    })
}

/// "Jane Doe | 4 March 1987", in either order, with roles between.
fn name_and_date(line: &str) -> Option<Byline> {
    if !line.contains(['|', '•', '·', '—', '–']) && !line.contains(" - ") && !line.contains(", ") {
        return None;
    }
    let mut byline = Byline { score: 0.85, convention: "name-and-date", ..Byline::default() };
    // "July 14, 2014 | Jane Doe | Leave a comment": one short part may say something else.
    let mut spare = usize::from(line.contains(['|', '•', '·']));
    for range in divided(line, 0, &["|", "•", "·", "—", "–", " - "]) {
        let text = line.get(range.clone())?;
        let name = text.strip_prefix("By ").or_else(|| text.strip_prefix("by ")).unwrap_or(text);
        if is_date(text) {
            byline.date = Some(range);
        } else if is_name(name, false) {
            byline.authors.push((usual_case(name), range.end - name.len()..range.end));
        } else if !is_role(text) {
            spare = spare.checked_sub(1).filter(|_| text.split_whitespace().count() <= 4)?;
        }
    }
    (!byline.authors.is_empty() && byline.date.is_some()).then_some(byline)
}

/// "Jane Doe, Staff Writer".
fn name_and_role(line: &str) -> Option<Byline> {
    let (name, role) = line.split_once([',', '|', '—', '–'])?;
    let name = name.trim_end();
    let fits =
        is_name(name, false) && is_role(role) && role.split_whitespace().count() <= 6 && !line.ends_with('.');
    fits.then(|| Byline {
        authors: vec![(usual_case(name), 0..name.len())],
        score: 0.8,
        convention: "name-and-role",
        ..Byline::default()
    })
}

/// The parts of a byline: names, roles, dates; a comma inside a date does not part it.
fn parts(line: &str, start: usize) -> Vec<std::ops::Range<usize>> {
    let coarse = divided(line, start, &["|", "•", "·", "—", "–", " - ", ";"]);
    let mut parts = Vec::new();
    for range in coarse {
        let text = line.get(range.clone()).unwrap_or("");
        if is_date(text) {
            parts.push(range);
        } else {
            let inner = line.get(..range.end).unwrap_or("");
            parts.extend(divided(inner, range.start, &[",", " and ", " AND ", " And ", " & ", " with "]));
        }
    }
    parts
}

/// Splits `line[start..]` at any of the marks; the parts are trimmed and not empty.
fn divided(line: &str, start: usize, marks: &[&str]) -> Vec<std::ops::Range<usize>> {
    let mut parts = Vec::new();
    let mut at = start;
    let mut push = |from: usize, to: usize| {
        let text = line.get(from..to).unwrap_or("");
        let trimmed = text.trim_matches(|c: char| c.is_whitespace() || c == ',');
        if !trimmed.is_empty() {
            let offset = from + (trimmed.as_ptr() as usize - text.as_ptr() as usize);
            let bare = if trimmed.ends_with("r.") || trimmed.len() < 4 {
                trimmed
            } else {
                trimmed.trim_end_matches('.')
            };
            parts.push(offset..offset + bare.len());
        }
    };
    while let Some(rest) = line.get(at..) {
        let next = marks.iter().filter_map(|mark| rest.find(mark).map(|offset| (offset, mark.len()))).min();
        let Some((offset, length)) = next else { break };
        push(at, at + offset);
        at += offset + length;
    }
    push(at, line.len());
    parts
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(line: &str, authors: &[&str], date: Option<&str>) {
        let byline = parse(line).unwrap_or_default();
        let got: Vec<&str> = byline.authors.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!((got.as_slice(), byline.date.map(|range| &line[range])), (authors, date), "{line}");
    }

    #[test]
    fn bylines_are_read() {
        check("By JANE DOE, Staff Writer", &["Jane Doe"], None);
        check("by Jane Doe and John Roe", &["Jane Doe", "John Roe"], None);
        check("By Jane Doe, John Roe and Ann Poe", &["Jane Doe", "John Roe", "Ann Poe"], None);
        check("BY R. J. McDONALD", &["R. J. McDonald"], None);
        check("Jane Doe | 4 March 1987", &["Jane Doe"], Some("4 March 1987"));
        check("March 4, 1987 — Jane Doe", &["Jane Doe"], Some("March 4, 1987"));
        check("By Jane Doe | March 4, 1987", &["Jane Doe"], Some("March 4, 1987"));
        check("July 14, 2014 | Jane Doe | Leave a comment", &["Jane Doe"], Some("July 14, 2014"));
        check("Story and photos by Jane Doe", &["Jane Doe"], None);
        check("Interviewed by Jane Doe", &["Jane Doe"], None);
        check("Jane Doe, Staff Writer", &["Jane Doe"], None);
        check("(From our correspondent)", &["Our correspondent"], None);
        check("—By Jane Doe", &["Jane Doe"], None);
        check("From our correspondent", &["Our correspondent"], None);
        check("FROM OUR OWN CORRESPONDENT.", &["Our own correspondent"], None);
        check("By a Staff Reporter", &["A Staff Reporter"], None);
        check("By The Associated Press", &["The Associated Press"], None);
        check("Written by Jane Doe.", &["Jane Doe"], None);
        check("By Cato", &["Cato"], None);
    }

    #[test]
    fn sentences_are_no_bylines() {
        for line in [
            "By noon the crowd had gone.",
            "By the time Jane Doe arrived, the hall was full.",
            "Jane Doe",
            "From the harbour to the hill",
            "Reviewed by the board in March",
            "Jane Doe | what she said to us | and why | 4 March 1987",
            "London, Sept. 24",
            "",
        ] {
            check(line, &[], None);
        }
    }
}
