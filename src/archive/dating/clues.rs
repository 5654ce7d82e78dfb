//! The evidence of an article, sorted for inference.

use super::super::facts::ArticleFacts;
use super::company::Kept;
use super::span::Span;
use crate::analysis::date::{PublicationClaim, Tense};
use chrono::{Datelike, NaiveDate};

/// A day of the year as the text names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct NamedDay {
    pub(super) month: u8,
    pub(super) day: u8,
    /// 1 (Monday) to 7, or 0.
    pub(super) weekday: u8,
    pub(super) tense: Tense,
}

/// How exactly a date with its year is named.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Grain {
    /// To the day.
    Day,
    /// To the month, season or quarter.
    Month,
    /// To the year.
    Year,
}

/// What inference works with.
#[derive(Clone, Debug, Default)]
pub(super) struct Clues {
    /// Days named with their weekday, the most often named first.
    pub(super) weekdays: Vec<NamedDay>,
    /// All days named without a year, in order of the text.
    pub(super) named: Vec<NamedDay>,
    /// The months named without a year, each with its direction, in order of the text.
    pub(super) named_months: Vec<(u8, Tense)>,
    /// A day of publication stated without a year.
    pub(super) stated_day: Option<NamedDay>,
    /// The latest date that is not spoken of as to come: its first day, and its span.
    pub(super) lower: Option<(NaiveDate, Span)>,
    /// Days named in full.
    pub(super) days: Vec<(NaiveDate, Tense)>,
    /// The first days of the months that are spoken of as past.
    pub(super) months: Vec<NaiveDate>,
    /// The latest date named in each way, and the first of what is to come, as a month counted from January of the year
    /// 0 (of a year, its January).
    pub(super) named_years: Vec<((Grain, Tense), i32)>,
    /// The year and grain of every date with a year that the text speaks of.
    pub(super) spoken: Vec<(i32, Grain)>,
    /// The latest year that the title names, and whether it looks back on it or ahead.
    pub(super) titled: Option<(i32, Tense)>,
    /// What the dated part of the archive speaks for.
    pub(super) company: Option<Kept>,
    /// The first date with a year that is spoken of as to come, after the lower bound.
    pub(super) to_come: Option<NaiveDate>,
}

impl Clues {
    fn note_date(&mut self, grain: Grain, tense: Tense, first: NaiveDate) {
        let month = first.year() * 12 + first.month0() as i32;
        match self.named_years.iter_mut().find(|(way, _)| *way == (grain, tense)) {
            Some((_, first)) if tense == Tense::Future => *first = month.min(*first),
            Some((_, latest)) => *latest = month.max(*latest),
            None => self.named_years.push(((grain, tense), month)),
        }
    }
}

fn grain(span: Span) -> Grain {
    match span.days() {
        0 => Grain::Day,
        1..=200 => Grain::Month,
        _ => Grain::Year,
    }
}

/// How far beyond the clock a year may lie and still tell of plans rather than of dreams.
const NEAR_FUTURE: i32 = 4;

/// The last day that the article can be of: the build's clock, or the day of its last change.
pub(super) fn last_day(facts: &ArticleFacts, now: NaiveDate) -> NaiveDate {
    let bounds = facts.evidence.iter().filter_map(|evidence| match evidence.claim {
        PublicationClaim::Updated { day } | PublicationClaim::NotAfter { day } => Some(day),
        _ => None,
    });
    bounds.fold(now, NaiveDate::min)
}

/// So many of the days that a text names are weighed, the first.
const MOST_DAYS: usize = 100;

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
            PublicationClaim::Spoken { earliest, latest, tense }
                if earliest.year() <= now.year() + NEAR_FUTURE =>
            {
                let span = Span { earliest, latest };
                clues.note_date(grain(span), tense, earliest);
                clues.spoken.push((earliest.year(), grain(span)));
                match grain(span) {
                    Grain::Day => clues.days.push((earliest, tense)),
                    Grain::Month if tense != Tense::Future => clues.months.push(earliest),
                    _ => {}
                }
                if tense == Tense::Future || earliest > now {
                    ahead.push(span);
                } else if clues
                    .lower
                    .is_none_or(|(day, known)| (earliest, -span.days()) > (day, -known.days()))
                {
                    clues.lower = Some((earliest, span));
                }
            }
            PublicationClaim::MonthNamed { month, tense } => clues.named_months.push((month, tense)),
            PublicationClaim::Titled { year, tense } if year <= now.year() + NEAR_FUTURE => {
                clues.titled = Some((year, tense));
            }
            PublicationClaim::Updated { day } if day <= now => clues.note_date(Grain::Day, Tense::Past, day),
            PublicationClaim::NotBefore { day }
                if day <= now && clues.lower.is_none_or(|(known, _)| day > known) =>
            {
                clues.lower = Some((day, Span::day(day)));
            }
            _ => {}
        }
    }
    let bound = clues.lower.map(|(day, _)| day);
    clues.to_come =
        ahead.iter().map(|span| span.latest).filter(|day| bound.is_none_or(|bound| *day > bound)).min();
    clues.named.truncate(MOST_DAYS);
    clues.days.truncate(MOST_DAYS);
    clues.months.truncate(MOST_DAYS);
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
