//! Datelines: "HALIFAX, March 3 (CP) — …", "LONDON, Sept. 24, 1952. …", "Washington, D.C. – …".

use super::date_words::is_partial_date;

/// A dateline at the head of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Dateline {
    /// Bytes of the paragraph that it takes, the dash after it left out.
    pub(super) len: usize,
    /// Probability that it is one.
    pub(super) score: f32,
}

/// How far into a paragraph a dateline may reach, in bytes.
const REACH: usize = 90;

/// Words in capitals before a dash that are no places.
const LABELS: &[&str] = &[
    "BREAKING",
    "UPDATE",
    "NOTE",
    "CORRECTION",
    "EXCLUSIVE",
    "WATCH",
    "PHOTOS",
    "VIDEO",
    "OPINION",
    "PHOTO",
    "FOR IMMEDIATE RELEASE",
];

/// Reads the dateline at the head of a paragraph.
pub(super) fn parse(text: &str) -> Option<Dateline> {
    let mut reach = text.len().min(REACH);
    while !text.is_char_boundary(reach) {
        reach -= 1;
    }
    let head = text.get(..reach)?;
    if let Some(found) = in_brackets(head) {
        return Some(found);
    }
    let spaced = |at: usize, mark: &str| {
        let after = head.get(at + mark.len()..).unwrap_or("");
        !head.get(..at).is_some_and(|b| b.ends_with(char::is_alphanumeric)) || after.starts_with(' ')
    };
    let dash = ["—", "–", " - ", "--", " -"]
        .iter()
        .filter_map(|mark| head.find(mark).filter(|at| spaced(*at, mark)))
        .min();
    if let Some(end) = dash
        && let Some(dateline) = judge(head.get(..end)?, true)
    {
        return Some(dateline);
    }
    head.match_indices(['.', ':'])
        .filter_map(|(at, _)| judge(head.get(..at)?, false))
        .next_back()
        .or_else(|| unmarked(head))
        .or_else(|| gap(head))
}

/// "(Washington, D.C.) – Senator", "(Reuters) - Talks": all of it in brackets.
fn in_brackets(head: &str) -> Option<Dateline> {
    const AGENCIES: &[&str] = &["AFP", "AP", "CP", "PA", "Reuters", "UP", "UPI", "REUTERS"];
    let close = head.strip_prefix('(')?.find(')')? + 1;
    let inner = head.get(1..close)?;
    let dash = head.get(close + 1..)?.trim_start().starts_with(['—', '–', '-']);
    let score = if AGENCIES.contains(&inner) { 0.8 } else { judge(inner, true)?.score };
    dash.then_some(Dateline { len: close + 1, score })
}

/// "HALLAM, Mass., Jan. 5 The board": no mark at all after the day.
fn unmarked(head: &str) -> Option<Dateline> {
    let ends = head.match_indices(' ').filter_map(|(at, _)| {
        let (before, after) = (head.get(..at)?, head.get(at + 1..)?);
        let capital = after.starts_with(|c: char| c.is_uppercase() || c == '"' || c == '“');
        (capital && before.ends_with(|c: char| c.is_ascii_digit())).then_some(before)
    });
    ends.filter_map(|before| judge(before, false)).next_back()
}

/// Codes of states and provinces, as they stand after a town.
const REGIONS: &[&str] = &[
    "AB", "AK", "AL", "AR", "AZ", "BC", "CA", "CO", "CT", "DC", "DE", "FL", "GA", "HI", "IA", "ID", "IL",
    "IN", "KS", "KY", "LA", "MA", "MB", "MD", "ME", "MI", "MN", "MO", "MS", "MT", "NB", "NC", "ND", "NE",
    "NH", "NJ", "NL", "NM", "NS", "NV", "NY", "OH", "OK", "ON", "OR", "PA", "PE", "QC", "RI", "SC", "SD",
    "SK", "TN", "TX", "UK", "UT", "VA", "VT", "WA", "WI", "WV", "WY",
];

/// Whether a word is the code of a region, with full stops or without.
fn is_region_code(word: &str) -> bool {
    let bare: String = word.chars().filter(|c| *c != '.').collect();
    REGIONS.contains(&bare.as_str())
}

/// A dateline that has a line to itself: "Hallam, Sept. 24.", "MAGISTRATE'S COURT, JUNE 4".
pub(super) fn parse_line(text: &str) -> Option<Dateline> {
    let bare = text.trim_end_matches([' ', '.', ':', '—', '–', '-']);
    let (place, rest) = bare.split_once(',')?;
    let (_, date) = region_and_date(rest.trim())?;
    let words = place.split_whitespace().count();
    let named = is_title_words(place) || is_capital_words(place);
    let begins = place.split(' ').next().unwrap_or("").to_lowercase();
    let named = named && !matches!(begins.as_str(), "at" | "before" | "by" | "from" | "in" | "on" | "the");
    let fits = date && named && (1..=4).contains(&words) && !LABELS.contains(&place) && text.len() <= REACH;
    // A weekday or month before a comma belongs to the date.
    (fits && !is_partial_date(place) && place.len() > 2)
        .then_some(Dateline { len: length_with_period(text, bare), score: 0.7 })
}

/// "BOSTON  Senators", "Washington  DC   Senator": the marks were lost, the gaps stayed.
fn gap(head: &str) -> Option<Dateline> {
    let end = head.find("  ")?;
    let place = head.get(..end)?;
    let (town, inside) = match place.rsplit_once(' ') {
        Some((town, code)) if is_region_code(code) => (town, true),
        _ => (place.strip_suffix(" D C").unwrap_or(place), place.ends_with(" D C")),
    };
    let region = if inside { 0 } else { region_len(head.get(end..)?) };
    let after = head.get(end + region..)?.trim_start();
    let shouts = after.split(' ').next().is_some_and(|word| word.len() > 1 && is_capital_words(word));
    let regional = inside || region > 0;
    let fits = town.chars().count() >= 4
        && (is_capital_words(town) || regional && is_title_words(town))
        && after.starts_with(|c: char| c.is_uppercase() || c == '"');
    let named = town.split_whitespace().count() <= 3 && !LABELS.contains(&place);
    (fits && named && !shouts).then_some(Dateline { len: end + region, score: 0.55 })
}

/// The length of a region after a gap: initials without their full stops, or a code with another gap after it.
fn region_len(rest: &str) -> usize {
    let bare = rest.trim_start();
    let indent = rest.len() - bare.len();
    // "D C   U S  Senator", "D  C   Senator": two initials at most are of the region.
    let initial = |at: usize| {
        let text = bare.get(at..)?;
        let begins = text.starts_with(|c: char| c.is_ascii_uppercase());
        (begins && text.get(1..).is_some_and(|after| after.starts_with(' '))).then_some(at + 1)
    };
    let skip = |at: usize| bare.get(at..).map_or(at, |rest| at + rest.len() - rest.trim_start().len());
    let first = initial(0).filter(|_| !bare.starts_with("U S "));
    let second = first.and_then(|end| initial(skip(end)).filter(|next| next - end <= 3)).or(first);
    let found = second.map_or(0, |end| indent + end);
    let code = bare.split(' ').next().unwrap_or("");
    let gap = bare.get(code.len()..).is_some_and(|after| after.starts_with("  "));
    if found == 0 && gap && is_region_code(code) { indent + code.len() } else { found }
}

/// Judges what stands before the dash, or before a full stop.
fn judge(before: &str, dash: bool) -> Option<Dateline> {
    let trimmed = before.trim_end_matches([' ', '.', ',']);
    let (core, agency) = match trimmed.strip_suffix(')').and_then(|inner| inner.rsplit_once('(')) {
        Some((core, agency)) => (core.trim_end_matches([' ', ',']), agency.chars().count() <= 40),
        None => (trimmed, false),
    };
    let (place, rest) = core.split_once(',').unwrap_or((core, ""));
    if place.is_empty()
        || LABELS.contains(&place)
        || place.split_whitespace().count() > 4
        || place.chars().count() < 3
        || is_partial_date(place)
    {
        return None;
    }
    let (region, date) = region_and_date(rest.trim())?;
    let capitals = is_capital_words(place);
    let score = match (capitals, dash, date || agency) {
        (true, true, true) => 0.95,
        (true, true, false) => 0.8,
        (true, false, true) => 0.85,
        (false, true, true) if is_title_words(place) => 0.8,
        (false, true, false) if region && is_title_words(place) => 0.6,
        (false, true, false)
            if place.rsplit(' ').next().is_some_and(is_region_code)
                && place.contains(' ')
                && is_title_words(place) =>
        {
            0.6
        }
        _ => return None,
    };
    let len = if trimmed.ends_with(')') || !before.starts_with(trimmed) {
        trimmed.len()
    } else {
        length_with_period(before, trimmed)
    };
    Some(Dateline { len, score })
}

/// A period that belongs to an abbreviation stays with the dateline: "D.C.", "Sept.".
fn length_with_period(before: &str, trimmed: &str) -> usize {
    let abbreviated = trimmed.rsplit([' ', ',']).next().is_some_and(|word| word.contains('.'));
    let period = before.get(trimmed.len()..).is_some_and(|rest| rest.starts_with('.'));
    trimmed.len() + usize::from(abbreviated && period)
}

/// Whether what follows the place is a region, a date, or both; `None` when it is something else.
fn region_and_date(rest: &str) -> Option<(bool, bool)> {
    if rest.is_empty() {
        return Some((false, false));
    }
    if is_partial_date(rest) {
        return Some((false, true));
    }
    let (region, after) = rest.split_once(',').unwrap_or((rest, ""));
    let is_region = |text: &str| {
        let words = text.split_whitespace().count();
        (1..=3).contains(&words)
            && text.chars().count() <= 24
            && (is_title_words(text) || is_capital_words(text))
    };
    match after.trim() {
        "" if is_region(region) => Some((true, false)),
        date if is_partial_date(date) && is_region(region) => Some((true, true)),
        _ => None,
    }
}

fn is_capital_words(text: &str) -> bool {
    text.chars().any(char::is_alphabetic)
        && text.chars().all(|c| c.is_uppercase() || matches!(c, ' ' | '.' | '\'' | '’' | '-' | '/'))
}

fn is_title_words(text: &str) -> bool {
    text.split_whitespace().all(|word| {
        word.starts_with(|c: char| c.is_uppercase())
            && word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, dateline: &str) {
        let len = parse(text).map_or(0, |dateline| dateline.len);
        assert_eq!(&text[..len], dateline);
    }

    #[test]
    fn datelines_are_read() {
        check("HALIFAX, March 3 (CP) — The board", "HALIFAX, March 3 (CP)");
        check("LONDON, Sept. 24, 1952. The minister", "LONDON, Sept. 24, 1952");
        check("PARIS (AP) -- Ten", "PARIS (AP)");
        check("HALIFAX, N.S. – Ten", "HALIFAX, N.S.");
        check("NEW YORK — Ten", "NEW YORK");
        check("Washington, D.C. – Senator", "Washington, D.C.");
        check("Geneva, 4 March (Reuters) - Talks", "Geneva, 4 March (Reuters)");
        check("BOSTON  Senators John", "BOSTON");
        check("WASHINGTON  D C  Senator John", "WASHINGTON  D C");
        check("Washington  DC    Senator John", "Washington  DC");
        check("WASHINGTON  D C   U S  Senator John", "WASHINGTON  D C");
        check("HALLAM  D  C   U S  Senator John", "HALLAM  D  C");
        check("HALLAM  D C  U S  Senator John", "HALLAM  D C");
        check("BOSTON  U S  Senator John", "BOSTON");
        check("Washington D C   The Senate", "Washington D C");
        check("New York NY   The Senate", "New York NY");
        check("Washington DC – Senator", "Washington DC");
        check("(Washington, D.C.) – Senator", "(Washington, D.C.)");
        check("(Reuters) - Talks", "(Reuters)");
        check("DUNMERE, Mass., Jan. 5 The board", "DUNMERE, Mass., Jan. 5");
    }

    #[test]
    fn a_dateline_may_have_a_line_to_itself() {
        for line in ["Hallam, Sept. 24.", "MAGISTRATE'S COURT, JUNE 4", "Halifax, N.S., March 3, 1952"] {
            assert!(parse_line(line).is_some(), "{line}");
        }
        for line in ["Thursday, June 4", "Storm, flood and fire", "He left Hallam, Sept. 24.", "June 4"] {
            assert!(parse_line(line).is_none(), "{line}");
        }
    }

    #[test]
    fn sentences_are_no_datelines() {
        for text in [
            "The board — all ten of them — voted.",
            "Wednesday, 3 May — Opening by the mayor",
            "BREAKING — Fire at the mill",
            "FOR IMMEDIATE RELEASE  Senators met",
            "NELSON  PENSION ACT PASSES",
            "STURGIS–VANCE",
            "I went home. It rained.",
            "Smith, Jones and Brown - all left",
            "U.S. officials said",
            "Harbour Road  The lamp is out",
            "Board Votes Against  4 Million for the Mole",
            "(The board) - all ten of them - voted.",
            "DUNMERE, Mass., 5 men drowned",
            "",
        ] {
            check(text, "");
        }
    }
}
