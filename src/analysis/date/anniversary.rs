//! What an anniversary tells: in the fiftieth year of a band "founded in 1884" it is 1933 or 1934.

use super::expression::{Expression, Field, Year};
use super::head_lines::shortened;
use super::table::Language;
use super::timex::{DateCandidate, PublicationClaim, PublicationEvidence};
use crate::page::tree::TextRange;
use chrono::NaiveDate;

/// The years that anniversaries lead to, and the dates of what they are counted from, which say no more.
pub(super) fn anniversaries(
    candidates: &[DateCandidate],
    text: &str,
    language: &'static Language,
) -> (Vec<PublicationEvidence>, Vec<TextRange>) {
    let found = candidates.iter().filter_map(|candidate| {
        let Expression::Calendar { year: Year::Known(year), field } = candidate.expression else {
            return None;
        };
        let whole = matches!(field, Field::Whole | Field::Month(_) | Field::Day { .. });
        let sentence = sentence_around(text, candidate.range).filter(|_| whole)?;
        let (number, quote) = anniversary_of(sentence, language)?;
        let there = year.checked_add(number)?;
        let claim = PublicationClaim::Spoken {
            earliest: NaiveDate::from_ymd_opt(there, 1, 1)?,
            latest: NaiveDate::from_ymd_opt(there, 12, 31)?,
            tense: super::expression::Tense::None,
        };
        let kind = "anniversary".into();
        let quote = shortened(quote);
        Some((PublicationEvidence { kind, claim, quote: quote.into(), range: None }, candidate.range))
    });
    found.unzip()
}

/// The number of the anniversary that a sentence names with what is founded in the year that it names.
fn anniversary_of<'a>(sentence: &'a str, language: &Language) -> Option<(i32, &'a str)> {
    let cues = &language.table.cues;
    let is_any = |word: &str, list: &[&str]| list.iter().any(|known| word.eq_ignore_ascii_case(known));
    let mut words = sentence.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).peekable();
    let (mut number, mut founded) = (None, false);
    while let Some(word) = words.next() {
        founded |= is_any(word, cues.founding);
        if words.peek().is_some_and(|next| is_any(next, cues.anniversaries)) {
            number = number.or(ordinal(word, language));
        }
    }
    number.filter(|_| founded).map(|number| (number, sentence))
}

/// "50th", "50." before the noun, "fiftieth"; the first ones are no anniversaries but "the first year".
fn ordinal(word: &str, language: &Language) -> Option<i32> {
    let digits = word.trim_end_matches(|c: char| c.is_alphabetic());
    let number = match digits.parse::<i32>() {
        Ok(number) if digits.len() <= 3 => number,
        _ => language.lexicon.look_up(word.as_bytes())?.ordinal?.into(),
    };
    (5..=500).contains(&number).then_some(number)
}

/// The sentence around a range, by its marks and by blank lines. A period behind a figure may make an ordinal of it.
fn sentence_around(text: &str, range: TextRange) -> Option<&str> {
    let before = text.get(..range.start as usize)?;
    let after = text.get(range.end as usize..)?;
    let ends =
        |text: &str, at: usize| !text.get(..at).is_some_and(|t| t.ends_with(|c: char| c.is_ascii_digit()));
    let marks = [". ", "! ", "? ", ".\n", "\n\n"];
    let last = |mark: &&str| before.rmatch_indices(*mark).find(|(at, _)| ends(before, *at));
    let start = marks.iter().filter_map(last).map(|(at, mark)| at + mark.len()).max();
    let first = |mark: &&str| after.match_indices(*mark).find(|(at, _)| ends(after, *at));
    let end = marks.iter().filter_map(first).map(|(at, _)| at).min().unwrap_or(after.len());
    text.get(start.unwrap_or(0)..range.end as usize + end).filter(|sentence| sentence.len() < LONGEST)
}

/// A longer sentence is none, or tells of more than one thing.
const LONGEST: usize = 400;

#[cfg(test)]
mod tests {
    use super::super::find::find_all;
    use super::super::table::languages;
    use super::*;
    use chrono::Datelike;

    fn years(language: usize, text: &str) -> Vec<i32> {
        let language = &languages()[language];
        let (found, _) = anniversaries(&find_all(text, language), text, language);
        let year = |evidence: &PublicationEvidence| match evidence.claim {
            PublicationClaim::Spoken { earliest, .. } => Some(earliest.year()),
            _ => None,
        };
        found.iter().filter_map(year).collect()
    }

    #[test]
    fn an_anniversary_of_what_began_in_a_year_leads_to_another() {
        let check =
            |language, text: &str, expected: &[i32]| assert_eq!(years(language, text), expected, "{text}");
        check(0, "In the fiftieth year of the band, founded in 1884 by fishermen, it won.", &[1934]);
        check(0, "It was founded in 1990. The board celebrates its 25th anniversary.", &[]);
        check(0, "The board, founded in 1990, celebrates its 25th anniversary.", &[2015]);
        check(0, "In its first year, 1990, it was founded and won.", &[]);
        check(0, "He won in 1990 in the fiftieth year of his life.", &[]);
        check(1, "Die Kapelle, gegründet 1884, feiert ihren 50. Jahrestag.", &[1934]);
    }
}
