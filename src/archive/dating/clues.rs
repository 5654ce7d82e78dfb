//! The evidence of an article, sorted for inference.

use super::super::facts::ArticleFacts;
use super::span::Span;
use crate::analysis::date::{PublicationClaim, Tense};
use chrono::NaiveDate;

/// A day of the year as the text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedDay {
    pub(super) month: u8,
    pub(super) day: u8,
    /// 1 (Monday) to 7, or 0.
    pub(super) weekday: u8,
    pub(super) tense: Tense,
}

/// What inference works with.
#[derive(Clone, Debug, Default)]
pub(super) struct Clues {
    /// Days named with their weekday, the most often named first.
    pub(super) weekdays: Vec<NamedDay>,
    /// All days named without a year, in order of the text.
    pub(super) named: Vec<NamedDay>,
    /// A day of publication stated without a year.
    pub(super) stated_day: Option<NamedDay>,
    /// The latest date spoken of as past: its first day, and its span.
    pub(super) lower: Option<(NaiveDate, Span)>,
    /// The first date with a year that is spoken of as to come, after the lower bound.
    pub(super) to_come: Option<NaiveDate>,
}

/// Sorts the evidence of an article.
pub(super) fn gather(facts: &ArticleFacts, now: NaiveDate) -> Clues {
    let mut clues = Clues::default();
    let mut ahead = Vec::new();
    for evidence in &facts.evidence {
        match evidence.claim {
            PublicationClaim::WeekdayFits { month, day, weekday, tense } => {
                clues.named.push(NamedDay { month, day, weekday, tense });
            }
            PublicationClaim::DayNamed { month, day, tense } => {
                clues.named.push(NamedDay { month, day, weekday: 0, tense });
            }
            PublicationClaim::DayOfYear { month, day, weekday } => {
                let named = NamedDay { month, day, weekday: weekday.unwrap_or(0), tense: Tense::None };
                clues.stated_day.get_or_insert(named);
                if named.weekday > 0 {
                    clues.named.push(named);
                }
            }
            PublicationClaim::Spoken { earliest, latest, tense } => {
                let span = Span { earliest, latest };
                if tense == Tense::Future || earliest > now {
                    ahead.push(span);
                } else if clues.lower.is_none_or(|(day, known)| (earliest, -span.days()) > (day, -known.days())) {
                    clues.lower = Some((earliest, span));
                }
            }
            PublicationClaim::NotBefore { day } if day <= now => {
                if clues.lower.is_none_or(|(known, _)| day > known) {
                    clues.lower = Some((day, Span::day(day)));
                }
            }
            _ => {}
        }
    }
    let bound = clues.lower.map(|(day, _)| day);
    clues.to_come = ahead
        .iter()
        .map(|span| span.latest)
        .filter(|day| bound.is_none_or(|bound| *day > bound))
        .min();
    clues.weekdays = by_weight(&clues.named);
    clues
}

/// The days that have a weekday, each once, the most often named first; of equals, the first named.
fn by_weight(named: &[NamedDay]) -> Vec<NamedDay> {
    let key = |day: &NamedDay| (day.month, day.day, day.weekday);
    let mut days: Vec<(usize, NamedDay)> = Vec::new();
    for day in named.iter().filter(|day| day.weekday > 0) {
        match days.iter_mut().find(|(_, known)| key(known) == key(day)) {
            Some((count, _)) => *count += 1,
            None => days.push((1, *day)),
        }
    }
    days.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    days.into_iter().map(|(_, day)| day).collect()
}
