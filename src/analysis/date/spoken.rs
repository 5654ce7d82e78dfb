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
    let cues = &language.table.cues;
    let years = find_all(title, language).into_iter().filter_map(|candidate| match candidate.expression {
        Expression::Calendar { year: Year::Known(year), field }
            if !matches!(field, Field::Decade | Field::Century)
                && !is_name(&candidate, title, cues)
                && !follows_any(title, candidate.range.start as usize, cues.long_past) =>
        {
            Some(year)
        }
        _ => None,
    });
    let claim = PublicationClaim::Titled { year: years.max()?, tense: tense_of_title(title, cues) };
    Some(PublicationEvidence { kind: "title".into(), claim, quote: shortened(title).into(), range: None })
}

/// Whether one of some words stands right before a place.
fn follows_any(text: &str, at: usize, words: &[&str]) -> bool {
    let last = text.get(..at).unwrap_or("").split_whitespace().next_back().unwrap_or("");
    words.iter().any(|word| last.eq_ignore_ascii_case(word))
}

/// Whether a title that names a year looks back on it or ahead to it. What looks back wins: "Results of our call".
fn tense_of_title(title: &str, cues: &Cues) -> Tense {
    let words = || title.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let any = |list: &[&str]| words().any(|word| list.iter().any(|known| word.eq_ignore_ascii_case(known)));
    if any(cues.title_looks_back) {
        Tense::Past
    } else if any(cues.title_looks_ahead) || title.trim_end().ends_with('?') {
        Tense::Future
    } else {
        Tense::None
    }
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
        Expression::Calendar { year: Year::Known(year), field }
            if is_cited(candidate, text)
                || follows_any(text, candidate.range.start as usize, cues.long_past) =>
        {
            let (earliest, _) = field_days(*year, *field)?;
            ("bound", PublicationClaim::NotBefore { day: earliest })
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
    Some(PublicationEvidence { kind: kind.into(), claim, quote: quote.into(), range: Some(candidate.range) })
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

/// A bracket that lists things is no longer, in bytes.
const BRACKET: usize = 160;

/// Whether a date belongs to a work that is cited: it stands after a comma behind a link or a quotation mark, or closes
/// a bracket that lists other things before it ("(Word document, 24 KB, April 2012)").
fn is_cited(candidate: &DateCandidate, text: &str) -> bool {
    let before = text.get(..candidate.range.start as usize).unwrap_or("").trim_end();
    let after = text.get(candidate.range.end as usize..).unwrap_or("").trim_start();
    let Some(listed) = before.strip_suffix(',') else {
        return before.ends_with(",”") || before.ends_with(",\"");
    };
    if listed.ends_with([']', '”', '"', ')']) {
        return true;
    }
    let near = listed.get(listed.floor_char_boundary(listed.len().saturating_sub(BRACKET))..).unwrap_or("");
    let line = near.rsplit('\n').next().unwrap_or("");
    let bracket = line.rfind(['(', '[']).and_then(|at| line.get(at + 1..));
    let open = bracket.filter(|inside| !inside.contains([')', ']']) && inside.contains(','));
    open.is_some() && after.starts_with([')', ']', '('])
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
    fn what_is_cited_or_long_past_is_a_bound_and_no_more() {
        check("See [How we did it], October 20, 2009.", &[]);
        check("Read the guide (Word document, 24 KB, April 2012).", &[]);
        check("It has stood since 1905.", &[]);
        check("On the list, in 2012, it stood.", &[(2012, Tense::Past)]);
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
        let titled = |year, tense| Some(PublicationClaim::Titled { year, tense });
        assert_eq!(year("What changed from 2012 to 2014"), titled(2014, Tense::None));
        assert_eq!(year("2014 in Review"), titled(2014, Tense::Past));
        assert_eq!(year("Plans for 2014"), titled(2014, Tense::Future));
        assert_eq!(year("Better boats since 1986"), None);
        assert_eq!(year("A fix for CVE-2022-46176"), None);
        assert_eq!(year("Tips for searching"), None);
    }
}
