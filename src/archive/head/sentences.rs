//! What the build report says of the archive's heads.

use super::decide::decide;
use super::habits::HeadHabits;
use crate::archive::facts::ArticleFacts;
use crate::archive::model::TitleOrigin;
use std::collections::BTreeMap;

/// Exceptions that are named.
const NAMED: usize = 3;

/// Sentences on where titles come from, and on bylines and datelines; the most common first.
pub(super) fn sentences(facts: &[ArticleFacts], habits: &HeadHabits) -> Vec<String> {
    let mut titles: BTreeMap<TitleOrigin, Vec<&str>> = BTreeMap::new();
    let (mut bylines, mut datelines) = (0, 0);
    for fact in facts {
        let head = decide(fact, habits, None);
        titles.entry(head.title.origin).or_default().push(&fact.key.path);
        bylines += usize::from(!head.authors.is_empty() && fact.front_matter.authors.is_empty());
        datelines += usize::from(head.dateline.is_some());
    }
    let mut ordered: Vec<_> = titles.into_iter().collect();
    ordered.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
    let mut sentences: Vec<String> =
        ordered.iter().map(|(origin, paths)| of_title(*origin, paths.len(), facts.len())).collect();
    if let (Some(first), [_, rest @ ..]) = (sentences.first_mut(), ordered.as_slice()) {
        let mut exceptions: Vec<&str> = rest.iter().flat_map(|(_, paths)| paths.iter().copied()).collect();
        exceptions.sort_unstable();
        if !exceptions.is_empty() && exceptions.len() * 10 <= facts.len() {
            first.push_str(&named(&exceptions));
        }
    }
    for (count, what) in [(bylines, "byline read from the text"), (datelines, "dateline")] {
        if count > 0 {
            sentences.push(format!("{what} in {} of {} files", grouped(count), grouped(facts.len())));
        }
    }
    sentences
}

fn of_title(origin: TitleOrigin, count: usize, of: usize) -> String {
    let whence = match origin {
        TitleOrigin::Overlay => "from the overlay",
        TitleOrigin::FrontMatter => "from front matter",
        TitleOrigin::Line => "from the first line",
        TitleOrigin::Made => "made from the first sentence",
        TitleOrigin::FileName => "from the file's name",
    };
    format!("title {whence} in {} of {} files", grouped(count), grouped(of))
}

fn named(exceptions: &[&str]) -> String {
    let noun = if exceptions.len() == 1 { "exception" } else { "exceptions" };
    let names = exceptions.get(..exceptions.len().min(NAMED)).unwrap_or_default().join(", ");
    let more = if exceptions.len() > NAMED { ", …" } else { "" };
    format!("; {} {noun}: {names}{more}", grouped(exceptions.len()))
}

/// 1210 → "1,210".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
