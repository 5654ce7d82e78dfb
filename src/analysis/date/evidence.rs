//! What one article says of its own day of publication.

use super::anniversary::anniversaries;
use super::expression::{Amount, Base, Expression, Field, Unit, Which, Year};
use super::find::find_all;
use super::head_lines::{shortened, stating_lines};
use super::path::path_evidence;
use super::spoken::{spoken, titled};
use super::table::{Language, beginning_with};
use super::timex::{DateCandidate, PublicationClaim, PublicationEvidence};
use super::value::Value;
use crate::page::draft::{ArticleDraft, HeadCandidate, HeadRole};
use crate::page::front_matter::FrontMatter;
use crate::page::tree::TextRange;
use chrono::NaiveDate;

/// Gathers the evidence: what is stated first, then what the text speaks of.
pub(super) fn publication_evidence(
    path: &str,
    draft: &ArticleDraft,
    language: &'static Language,
    candidates: &[DateCandidate],
) -> Vec<PublicationEvidence> {
    let mut evidence = front_matter(&draft.front_matter, language);
    for line in &draft.head {
        evidence.extend(head_line(line, &draft.page.text, language));
    }
    evidence.extend(stating_lines(&draft.page.text, &draft.head, candidates, language));
    evidence.extend(path_evidence(path));
    evidence.extend(draft.front_matter.title.as_deref().and_then(|title| titled(title, language)));
    if let Some(weekday) = weekday_of_today(candidates, &draft.page.text) {
        say_weekday(&mut evidence, weekday);
    }
    let taken: Vec<TextRange> = evidence.iter().filter_map(|evidence| evidence.range).collect();
    let (anniversaries, founding) = anniversaries(candidates, &draft.page.text, language);
    evidence.extend(anniversaries);
    let taken: Vec<TextRange> = taken.into_iter().chain(founding).collect();
    for candidate in candidates {
        if !taken.iter().any(|range| range.overlaps(candidate.range)) {
            evidence.extend(spoken(candidate, &draft.page.text, &language.table.cues));
        }
    }
    evidence
}

/// The weekday that the text gives to the day on which it was written: "by today, Thursday", "this afternoon, Monday".
fn weekday_of_today(candidates: &[DateCandidate], text: &str) -> Option<u8> {
    let today = |candidate: &DateCandidate| {
        matches!(
            candidate.expression,
            Expression::Shift { unit: Unit::Day, amount: Amount::Whole(0), base: Base::Now, .. }
                | Expression::PartOfDay(Base::Now)
        )
    };
    candidates.windows(2).find_map(|pair| match pair {
        [first, second] => {
            let between = TextRange::new(first.range.end, second.range.start).of(text);
            let (named, other) = if today(first) { (second, first) } else { (first, second) };
            match named.expression {
                Expression::Weekday { weekday, which: Which::Bare }
                    if today(other) && between.trim() == "," =>
                {
                    Some(weekday)
                }
                _ => None,
            }
        }
        _ => None,
    })
}

/// Gives a day of publication that is stated without its year the weekday that the text gives to its day.
fn say_weekday(evidence: &mut [PublicationEvidence], said: u8) {
    for evidence in evidence.iter_mut() {
        if let PublicationClaim::DayOfYear { weekday: weekday @ None, .. } = &mut evidence.claim {
            *weekday = Some(said);
        }
    }
}

fn front_matter(front_matter: &FrontMatter, language: &'static Language) -> Vec<PublicationEvidence> {
    let mut evidence = Vec::new();
    if let Some(date) = &front_matter.date
        && let Some(claim) = stated_date(date, language)
    {
        evidence.push(PublicationEvidence {
            kind: front_matter.date_origin.evidence().into(),
            claim,
            quote: date.into(),
            range: None,
        });
    }
    if let Some(date) = &front_matter.lastmod
        && let Some(PublicationClaim::Within { earliest, .. }) = stated_date(date, language)
    {
        let claim = PublicationClaim::Updated { day: earliest };
        evidence.push(PublicationEvidence { kind: "lastmod".into(), claim, quote: date.into(), range: None });
    }
    evidence
}

/// The date that a field or line states, in whatever form and language: the narrowest reading, and of equals that of
/// the language given.
pub(super) fn stated_date(text: &str, language: &'static Language) -> Option<PublicationClaim> {
    if let Some(claim) = iso_prefix(text.trim()) {
        return Some(claim);
    }
    let mut best: Option<PublicationClaim> = None;
    for language in beginning_with(language) {
        let found = find_all(text, language).iter().filter_map(claim_of).min_by_key(width);
        best = best.into_iter().chain(found).min_by_key(width);
        if best.as_ref().is_some_and(|best| width(best) <= 1) {
            break;
        }
    }
    best
}

/// "2016", "2016-09", "2016-09-24", "2016-09-24T10:00:00Z", "20160924".
fn iso_prefix(text: &str) -> Option<PublicationClaim> {
    use super::value::{Point, YearMark};
    let digits = |range: std::ops::Range<usize>| {
        text.get(range).filter(|part| part.bytes().all(|byte| byte.is_ascii_digit()))?.parse::<i32>().ok()
    };
    let year = digits(0..4)?;
    let compact = text.len() == 8 && digits(0..8).is_some();
    let (month, day) = if compact {
        (digits(4..6), digits(6..8))
    } else {
        let separated = matches!(text.as_bytes().get(4), Some(b'-' | b'/'));
        let month = if separated { digits(5..7) } else { None };
        let day = if matches!(text.as_bytes().get(7), Some(b'-' | b'/')) { digits(8..10) } else { None };
        (month, day)
    };
    let (point, length) = match (month, day) {
        (Some(month), Some(day)) => (Point::Day(u8::try_from(month).ok()?, u8::try_from(day).ok()?), 10),
        (Some(month), None) => (Point::Month(u8::try_from(month).ok().filter(|m| (1..=12).contains(m))?), 7),
        (None, _) => (Point::Whole, 4),
    };
    let rest = text.get(if compact { 8 } else { length }..)?;
    if length < 10 && !rest.is_empty() || rest.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let (earliest, latest) = Value::calendar(YearMark::Year(year), point).days()?;
    Some(PublicationClaim::Within { earliest, latest })
}

/// How much time a claim leaves open; the least is the best.
fn width(claim: &PublicationClaim) -> i64 {
    match claim {
        PublicationClaim::Within { earliest, latest } => (*latest - *earliest).num_days(),
        PublicationClaim::Numeric { .. } => 1,
        _ => 100_000,
    }
}

/// A candidate as a statement of the day of publication.
pub(super) fn claim_of(candidate: &DateCandidate) -> Option<PublicationClaim> {
    match &candidate.expression {
        Expression::Calendar { year: Year::Known(year), field } => {
            let (earliest, latest) = field_days(*year, *field)?;
            Some(PublicationClaim::Within { earliest, latest })
        }
        Expression::Numeric { first, second, year: Some(year) } => {
            Some(PublicationClaim::Numeric { first: *first, second: *second, year: *year })
        }
        Expression::Calendar { year: Year::Open, field: Field::Day { month, day, weekday } } => {
            let weekday = Some(*weekday).filter(|weekday| *weekday > 0);
            Some(PublicationClaim::DayOfYear { month: *month, day: *day, weekday })
        }
        _ => None,
    }
}

/// The first and last day of a part of a year.
pub(super) fn field_days(year: i32, field: Field) -> Option<(NaiveDate, NaiveDate)> {
    use super::value::{Point, YearMark};
    let point = match field {
        Field::Whole => Point::Whole,
        Field::Month(month) => Point::Month(month),
        Field::Day { month, day, .. } => Point::Day(month, day),
        Field::Season(season) => Point::Season(season),
        Field::Quarter(quarter) => Point::Quarter(quarter),
        Field::Half(half) => Point::Half(half),
        Field::Holiday(holiday) => {
            return super::feast::feast_day(holiday, year).map(|day| (day, day));
        }
        _ => return None,
    };
    Value::calendar(YearMark::Year(year), point).days()
}

fn head_line(line: &HeadCandidate, text: &str, language: &'static Language) -> Option<PublicationEvidence> {
    let kind = match line.role {
        HeadRole::Published => "published-line",
        HeadRole::Updated => "updated-line",
        HeadRole::Dateline => "dateline",
        HeadRole::Copyright => "copyright",
        HeadRole::Source => "source-line",
        _ => return None,
    };
    let quote = line.range.of(text).trim();
    let claim = stated_date(&line.value, language).or_else(|| stated_date(quote, language))?;
    let claim = match (line.role, claim) {
        (HeadRole::Updated, PublicationClaim::Within { earliest, .. }) => {
            PublicationClaim::Updated { day: earliest }
        }
        (HeadRole::Copyright, PublicationClaim::Within { earliest, .. }) => {
            PublicationClaim::NotBefore { day: earliest }
        }
        (HeadRole::Updated | HeadRole::Copyright, _) => return None,
        (_, claim) => claim,
    };
    Some(PublicationEvidence {
        kind: kind.into(),
        claim,
        quote: shortened(quote).into(),
        range: Some(line.range),
    })
}
