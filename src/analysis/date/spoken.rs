//! What the mention of a date in the text, or a year in the title, tells of the day of publication.
//!
//! More doubtful than the value of a mention: a year may be part of a name, and what is promised, planned or due is
//! not past, whatever the form of the nearest verb.

use super::evidence::field_days;
use super::expression::{Expression, Field, Tense, Which, Year};
use super::find::find_all;
use super::head_lines::shortened;
use super::table::{Cues, Language};
use super::timex::{DateCandidate, PublicationClaim, PublicationEvidence};
use chrono::NaiveDate;

/// So many words of the clause before a date are looked at.
const WORDS_BEFORE: usize = 8;

/// The latest year that the title names.
pub(super) fn titled(title: &str, language: &'static Language) -> Option<PublicationEvidence> {
    let years = find_all(title, language).into_iter().filter_map(|candidate| match candidate.expression {
        Expression::Calendar { year: Year::Known(year), field }
            if !matches!(field, Field::Decade | Field::Century) =>
        {
            Some(year)
        }
        _ => None,
    });
    let claim = PublicationClaim::Titled { year: years.max()? };
    Some(PublicationEvidence { kind: "title".into(), claim, quote: shortened(title), range: None })
}

/// What the mention of a date in the text tells of the day of publication.
pub(super) fn spoken(candidate: &DateCandidate, text: &str, cues: &Cues) -> Option<PublicationEvidence> {
    let tense = candidate.tense;
    let (kind, claim) = match &candidate.expression {
        Expression::Calendar {
            year: Year::Open | Year::Nearest(Which::This),
            field: Field::Day { month, day, weekday },
        } => match *weekday {
            0 => ("day-named", PublicationClaim::DayNamed { month: *month, day: *day, tense }),
            weekday => {
                ("weekday", PublicationClaim::WeekdayFits { month: *month, day: *day, weekday, tense })
            }
        },
        Expression::Calendar { year: Year::Open, field: Field::Month(month) } => {
            ("month-named", PublicationClaim::MonthNamed { month: *month, tense })
        }
        Expression::Calendar { year: Year::Known(year), field } if !is_name(candidate, text, cues) => {
            let (earliest, latest) = field_days(*year, *field)?;
            let tense = tense_of_date(candidate, text, cues);
            ("spoken", PublicationClaim::Spoken { earliest, latest, tense })
        }
        Expression::Numeric { first, second, year: Some(year) } => {
            let day =
                NaiveDate::from_ymd_opt(*year, (*first.min(second)).into(), (*first.max(second)).into())?;
            let tense = Tense::None;
            ("spoken", PublicationClaim::Spoken { earliest: day, latest: day, tense })
        }
        _ => return None,
    };
    let quote = shortened(candidate.range.of(text));
    Some(PublicationEvidence { kind: kind.into(), claim, quote, range: Some(candidate.range) })
}

/// Whether a bare year is part of a number or name: "CVE-2022-46176", "2018-based", "the 2021 Edition".
fn is_name(candidate: &DateCandidate, text: &str, cues: &Cues) -> bool {
    let said = candidate.range.of(text);
    if said.len() != 4 || !said.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let before = text.get(..candidate.range.start as usize).unwrap_or("").as_bytes();
    let after = text.get(candidate.range.end as usize..).unwrap_or("");
    let hangs_on = matches!(before, [.., letter, b'-'] if letter.is_ascii_alphabetic());
    let goes_on = matches!(after.as_bytes(), [b'-', next, ..] if next.is_ascii_alphanumeric());
    let next_word =
        after.trim_start_matches(|c: char| !c.is_alphanumeric() && !c.is_whitespace()).trim_start();
    let next_word = next_word.split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let named = cues.named_by_year.iter().any(|word| {
        let stem = next_word.strip_suffix('s').unwrap_or(next_word);
        next_word.eq_ignore_ascii_case(word) || stem.eq_ignore_ascii_case(word)
    });
    hangs_on || goes_on || after.starts_with('_') || named
}

/// The direction of a date with its year: a limit ("by 2020") is to come, and a plan or a present is not past.
fn tense_of_date(candidate: &DateCandidate, text: &str, cues: &Cues) -> Tense {
    let before = text.get(..candidate.range.start as usize).unwrap_or("");
    let clause = before.rsplit(['.', '!', '?', ';']).next().unwrap_or("");
    let mut words = clause.split_whitespace().rev();
    let is_any = |word: &str, list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    if words.clone().next().is_some_and(|word| is_any(word, cues.limit)) {
        return Tense::Future;
    }
    if candidate.tense != Tense::Past {
        return candidate.tense;
    }
    let near = words.by_ref().take(WORDS_BEFORE);
    let (mut open, mut past) = (false, false);
    for word in near {
        open |= is_any(word, cues.not_yet);
        past |= is_any(word, cues.past);
    }
    if open && !past { Tense::None } else { Tense::Past }
}

#[cfg(test)]
mod tests {
    use super::super::table::first_language;
    use super::*;

    fn check(text: &str, expected: &[(i32, Tense)]) {
        let english = first_language();
        let found: Vec<(i32, Tense)> = find_all(text, english)
            .iter()
            .filter_map(|candidate| spoken(candidate, text, &english.table.cues))
            .filter_map(|evidence| match evidence.claim {
                PublicationClaim::Spoken { earliest, tense, .. } => {
                    Some((chrono::Datelike::year(&earliest), tense))
                }
                _ => None,
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_year_in_a_name_dates_nothing() {
        check("The flaw CVE-2022-46176 was found.", &[]);
        check("It uses the 2021 Edition.", &[]);
        check("It opened in 2021.", &[(2021, Tense::Past)]);
    }

    #[test]
    fn limits_and_plans_are_not_past() {
        check("The share doubled by 2020.", &[(2020, Tense::Future)]);
        check("When it is released in February 2024, the rest follows.", &[(2024, Tense::None)]);
        check("It was released in February 2024.", &[(2024, Tense::Past)]);
    }

    #[test]
    fn the_latest_year_of_a_title_counts() {
        let year = |title: &str| titled(title, first_language()).map(|evidence| evidence.claim);
        assert_eq!(year("What changed from 2012 to 2014"), Some(PublicationClaim::Titled { year: 2014 }));
        assert_eq!(year("Tips for searching"), None);
    }
}
