//! Lines of the text that state the day of publication, for pages whose head has not been read: "Published: …", a line
//! that holds nothing but a date, and a dateline ("LONDON, March 4 (AP) — …").

use super::evidence::claim_of;
use super::find::find_all;
use super::table::{Language, beginning_with};
use super::timex::{DateCandidate, PublicationClaim, PublicationEvidence};
use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::tree::TextRange;

/// So many lines from the beginning are looked at.
const HEAD_LINES: usize = 30;

/// So many bytes from the end are looked at as well.
const FOOT_BYTES: usize = 400;

/// The statements of the lines at the head and the foot that `head` has not read already.
pub(super) fn stating_lines(
    text: &str,
    head: &[HeadCandidate],
    candidates: &[DateCandidate],
    language: &'static Language,
) -> Vec<PublicationEvidence> {
    let mut evidence = Vec::new();
    let read = |role: HeadRole| head.iter().any(|candidate| candidate.role == role);
    let mut start = 0;
    let mut filled = 0;
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let range = TextRange::new(start as u32, (start + line.trim_end().len()) as u32);
        start += line.len();
        if index > HEAD_LINES && text.len() - start > FOOT_BYTES {
            continue;
        }
        filled += usize::from(!line.trim().is_empty());
        let covered = head.iter().any(|candidate| {
            candidate.range.overlaps(range)
                && matches!(candidate.role, HeadRole::Published | HeadRole::Updated)
        });
        if line.len() < 120 && !covered {
            evidence.extend(labelled_line(line.trim(), range, language));
            if filled <= 5 && !read(HeadRole::Published) {
                evidence.extend(date_alone(line.trim(), range, language));
            }
        }
        if filled <= 4 && !read(HeadRole::Dateline) {
            evidence.extend(dateline(text, range, candidates));
        }
    }
    evidence
}

/// A line that begins with a label of any language: a label is told at a glance, where a text of one line has no
/// language yet.
fn labelled_line(line: &str, range: TextRange, own: &'static Language) -> Option<PublicationEvidence> {
    let bare = line.trim_start_matches(['*', '_', '#', ' ', '(', '[', '-']);
    let begins = |label: &str| bare.get(..label.len()).is_some_and(|head| head.eq_ignore_ascii_case(label));
    let labels = |language: &'static Language| {
        language.table.cues.labels.iter().map(move |(label, published)| (language, *label, *published))
    };
    let (language, label, published) =
        beginning_with(own).flat_map(labels).find(|(_, label, _)| begins(label))?;
    let rest = bare.get(label.len()..)?;
    let rest = rest.trim_start_matches([':', ' ', '*', '_', ',']);
    let between = language.table.cues.after_label;
    let rest = between.iter().find_map(|word| rest.strip_prefix(word)).unwrap_or(rest);
    let found = find_all(rest, language);
    let first = found.first().filter(|first| first.range.start < 24 || rest.len() < 60)?;
    let claim = claim_of(first)?;
    let (kind, claim) = match (published, claim) {
        (true, claim) => ("published-line", claim),
        (false, PublicationClaim::Within { earliest, .. }) => {
            ("updated-line", PublicationClaim::Updated { day: earliest })
        }
        _ => return None,
    };
    Some(evidence(kind, claim, line, range))
}

/// A line near the head that holds nothing but a date.
fn date_alone(line: &str, range: TextRange, own: &'static Language) -> Option<PublicationEvidence> {
    let bare = line.trim_matches(['*', '_', '#', ' ', '(', ')', '[', ']', '.', ',']);
    if bare.is_empty() || bare.len() > 40 || bare.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let claim = beginning_with(own).find_map(|language| {
        let found = find_all(bare, language);
        let [only] = found.as_slice() else { return None };
        let whole = only.range.start == 0 && only.range.end as usize == bare.len();
        claim_of(only).filter(|_| whole)
    })?;
    Some(evidence("date-line", claim, line, range))
}

/// "LONDON, March 4, 1952 (AP) — " at the head of a line: capitals, a date, and soon a dash.
fn dateline(text: &str, line: TextRange, candidates: &[DateCandidate]) -> Option<PublicationEvidence> {
    let at = candidates.partition_point(|candidate| candidate.range.start < line.start);
    let first = candidates
        .get(at)
        .filter(|first| first.range.end <= line.end && first.range.start < line.start + 60)?;
    let place = TextRange::new(line.start, first.range.start).of(text);
    let name = place.split([',', '(']).next().unwrap_or("").trim();
    let capitals =
        name.len() > 2 && name.chars().all(|c| !c.is_lowercase()) && name.chars().any(char::is_uppercase);
    let after: String = text.get(first.range.end as usize..line.end as usize)?.chars().take(24).collect();
    let dash = ["\u{2014}", "\u{2013}", "--", " - ", " _ "].iter().any(|dash| after.contains(dash));
    let claim = claim_of(first).filter(|_| capitals && dash)?;
    let quote = TextRange::new(line.start, first.range.end);
    Some(evidence("dateline", claim, quote.of(text), quote))
}

fn evidence(kind: &str, claim: PublicationClaim, quote: &str, range: TextRange) -> PublicationEvidence {
    PublicationEvidence { kind: kind.into(), claim, quote: shortened(quote).into(), range: Some(range) }
}

/// A quotation of at most about a hundred characters.
pub(super) fn shortened(quote: &str) -> String {
    match quote.char_indices().nth(100) {
        Some((at, _)) => format!("{}…", quote.get(..at).unwrap_or("").trim_end()),
        None => quote.to_owned(),
    }
}
