//! Dates that a person or the publication states: overlay, front matter, a published line, a dateline, file name and
//! folder. They are taken in this order; each contradiction is told.

use super::super::facts::ArticleFacts;
use super::super::model::Published;
use super::super::overlay::Overlay;
use super::habits::DateHabits;
use super::span::Span;
use crate::analysis::date::{NumericOrder, PublicationClaim, read_stated_date};
use crate::diagnostic::Diagnostic;
use chrono::{Datelike, NaiveDate};

/// A source that states the date.
struct Statement {
    source: &'static str,
    quote: String,
    span: Span,
}

/// Before this year nothing was printed with movable type in Europe: an earlier "publication" is a slip of the pen.
const FIRST_YEAR: i32 = 1450;

/// How sure the year is when this source states it, and how it is called for the reader. In order of weight.
const SOURCES: [(&str, &str, f32); 12] = [
    ("overlay", "the corrections file", 1.0),
    ("front-matter", "the front matter", 1.0),
    ("record", "the record", 1.0),
    ("page-metadata", "the page's metadata", 0.98),
    ("published-line", "a line of the text", 0.99),
    ("time-element", "a marked date of the page", 0.96),
    ("date-line", "a line that is a date", 0.96),
    ("dateline", "the dateline", 0.98),
    ("file-name", "the file name", 0.97),
    ("folder", "the folder", 0.95),
    ("source-line", "the source line", 0.9),
    ("file-name-year", "the number that the file name begins with", 0.8),
];

/// The date that is stated for an article, if any is.
pub(super) fn decide_stated(
    facts: &ArticleFacts,
    habits: &DateHabits,
    overlay: &Overlay,
    now: NaiveDate,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Published> {
    let path = facts.key.to_string();
    if let Some(published) = still_inferred(facts, overlay) {
        return Some(published);
    }
    let order = habits.order_of(&facts.key.path);
    let mut statements = overlay_statement(facts, overlay, order, diagnostics);
    statements.extend(statements_of(facts, order));
    statements.retain(|statement| statement.span.earliest.year() >= FIRST_YEAR);
    report_unreadable(facts, &statements, &path, diagnostics);
    statements.sort_by_key(|statement| rank(statement.source));
    let future = |statement: &Statement| statement.span.earliest > now;
    for late in statements.iter().filter(|statement| future(statement)) {
        let (name, _) = describe(late.source);
        let message =
            format!("{name} gives {}, which is later than the build's clock, {now}", late.span.words());
        diagnostics.push(Diagnostic::warning("future-date", message).at(path.as_str(), None));
    }
    statements.retain(|statement| !future(statement));
    let first = statements.first()?;
    report_conflicts(first, &statements[1..], &path, diagnostics);
    Some(publish(first, &statements[1..], habits))
}

/// A date in front matter that says nothing usable is told, with the forms that do.
fn report_unreadable(
    facts: &ArticleFacts,
    statements: &[Statement],
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let Some(date) = &facts.front_matter.date else { return };
    let source = facts.front_matter.date_origin.evidence();
    if statements.iter().all(|statement| statement.source != source) {
        let (name, _) = describe(source);
        let message = format!("the date \"{date}\" of {name} could not be read as a day of publication");
        let hint = "write it as YYYY-MM-DD, YYYY-MM or YYYY";
        diagnostics.push(Diagnostic::warning("unreadable-date", message).at(path, None).hint(hint));
    }
}

/// What `convert` wrote of an inferred date stays inferred, unless a person states one.
fn still_inferred(facts: &ArticleFacts, overlay: &Overlay) -> Option<Published> {
    let inferred = facts.front_matter.inferred.as_ref()?;
    let restated = facts.front_matter.date.as_ref().is_some_and(|date| *date != inferred.value);
    if restated || overlay.of(&facts.key).is_some_and(|row| row.date.is_some()) {
        return None;
    }
    Some(Published {
        value: inferred.value.clone().into(),
        earliest: inferred.earliest.parse().ok()?,
        latest: inferred.latest.parse().ok()?,
        confidence: inferred.confidence.clamp(0.0, 1.0),
        stated: inferred.stated,
        shown: false,
        evidence: inferred.evidence.as_slice().into(),
    })
}

fn rank(source: &str) -> usize {
    SOURCES.iter().position(|(kind, ..)| *kind == source).unwrap_or(SOURCES.len())
}

fn describe(source: &str) -> (&'static str, f32) {
    SOURCES.get(rank(source)).map_or(("the text", 0.5), |(_, name, confidence)| (name, *confidence))
}

fn overlay_statement(
    facts: &ArticleFacts,
    overlay: &Overlay,
    order: NumericOrder,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Statement> {
    let Some(row) = overlay.of(&facts.key) else { return Vec::new() };
    let Some(date) = &row.date else { return Vec::new() };
    match read_stated_date(date).and_then(|claim| span_of(&claim, order)) {
        Some(span) => vec![Statement { source: "overlay", quote: date.clone(), span }],
        None => {
            let message = format!("the date \"{date}\" of the corrections file could not be read");
            let hint = "write it as YYYY-MM-DD, YYYY-MM or YYYY";
            let warning = Diagnostic::warning("unreadable-date", message);
            diagnostics.push(warning.at(overlay.file_of(row), Some(row.line)).hint(hint));
            Vec::new()
        }
    }
}

fn statements_of(facts: &ArticleFacts, order: NumericOrder) -> Vec<Statement> {
    facts
        .evidence
        .iter()
        .filter_map(|evidence| {
            let source = SOURCES.iter().find(|(kind, ..)| *kind == evidence.kind)?.0;
            let span = span_of(&evidence.claim, order)?;
            Some(Statement { source, quote: evidence.quote.to_string(), span })
        })
        .collect()
}

/// The days of a claim that states a date with its year.
fn span_of(claim: &PublicationClaim, order: NumericOrder) -> Option<Span> {
    match *claim {
        PublicationClaim::Within { earliest, latest } if earliest <= latest => {
            Some(Span { earliest, latest })
        }
        PublicationClaim::Numeric { first, second, year } => {
            let day_first = first > 12 || (second <= 12 && order == NumericOrder::DayFirst);
            let (day, month) = if day_first { (first, second) } else { (second, first) };
            NaiveDate::from_ymd_opt(year, month.into(), day.into()).map(Span::day)
        }
        _ => None,
    }
}

/// Tells of each source that does not agree with the one that wins. A dateline may be some days before.
fn report_conflicts(first: &Statement, others: &[Statement], path: &str, diagnostics: &mut Vec<Diagnostic>) {
    for other in others {
        let days = (first.span.earliest - other.span.latest).num_days();
        let dateline =
            first.source == "dateline" || other.source == "dateline" || other.source == "source-line";
        // A year at the head of a file name may as well be a part of the title; a line that is a date, in a text
        // whose date a person wrote, may as well be the day of what the text announces.
        if other.source == "file-name-year"
            || first.span.overlaps(other.span)
            || (rank(first.source) <= rank("page-metadata") && other.source == "date-line")
            || (dateline && (-31..=31).contains(&days))
        {
            continue;
        }
        let (winner, _) = describe(first.source);
        let (loser, _) = describe(other.source);
        let message = format!(
            "{winner} gives {}, {loser} gives {}: {winner} was followed",
            first.span.words(),
            other.span.words()
        );
        let hint = "correct one of them, or state the date in the corrections file";
        diagnostics.push(Diagnostic::warning("date-conflict", message).at(path, None).hint(hint));
    }
}

fn publish(first: &Statement, others: &[Statement], habits: &DateHabits) -> Published {
    let (name, confidence) = describe(first.source);
    let finer = others.iter().find(|other| {
        other.span.days() < first.span.days()
            && first.span.earliest <= other.span.earliest
            && other.span.latest <= first.span.latest
            && other.source != "source-line"
    });
    let mut evidence = vec![sentence(name, first)];
    let mut span = first.span;
    if let Some(finer) = finer {
        span = finer.span;
        evidence.push(sentence(describe(finer.source).0, finer));
    }
    let dateline = finer.unwrap_or(first).source == "dateline";
    if dateline && let Some(days) = habits.dateline_offset.filter(|days| *days > 0) {
        span.latest =
            span.latest.checked_add_days(chrono::Days::new(days.unsigned_abs())).unwrap_or(span.latest);
        evidence.push(format!("articles of this archive appeared {days} days after their datelines"));
    }
    Published {
        value: span.value().into(),
        earliest: span.earliest,
        latest: span.latest,
        confidence,
        stated: true,
        shown: true,
        evidence: evidence.into(),
    }
}

fn sentence(name: &str, statement: &Statement) -> String {
    let words = statement.span.words();
    let quote = statement.quote.trim();
    if quote.is_empty() {
        format!("{name} says {words}")
    } else {
        format!("{name} says {words} (\u{201c}{quote}\u{201d})")
    }
}
