//! Dates in the names of files and folders.

use super::table::month_number;
use super::timex::{PublicationClaim, PublicationEvidence};
use super::value::{Point, Value, YearMark};
use chrono::NaiveDate;

/// What the file's name and its folders say of the day of publication.
pub(super) fn path_evidence(path: &str) -> Vec<PublicationEvidence> {
    let mut parts: Vec<&str> = path.split('/').collect();
    let Some(file) = parts.pop() else { return Vec::new() };
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let mut evidence = Vec::new();
    if let Some((claim, quote)) = numeric_date(stem) {
        evidence.push(PublicationEvidence {
            kind: "file-name".into(),
            claim,
            quote: quote.into(),
            range: None,
        });
    } else if let Some((value, quote)) = named_date(stem) {
        let year_alone = matches!(value, Value::Calendar { point: Point::Whole, .. });
        push(&mut evidence, if year_alone { "file-name-year" } else { "file-name" }, &value, quote);
    }
    if let Some(value) = folder_date(&parts, stem) {
        push(&mut evidence, "folder", &value, &parts.join("/"));
    }
    evidence
}

fn push(evidence: &mut Vec<PublicationEvidence>, kind: &str, value: &Value, quote: &str) {
    if let Some((earliest, latest)) = value.days() {
        evidence.push(PublicationEvidence {
            kind: kind.into(),
            claim: PublicationClaim::Within { earliest, latest },
            quote: quote.into(),
            range: None,
        });
    }
}

/// A run of digits or letters of a name.
fn runs(name: &str) -> Vec<(usize, &str)> {
    let mut runs: Vec<(usize, &str)> = Vec::new();
    let mut start = 0;
    let mut class = 0;
    let of = |c: char| {
        if c.is_ascii_digit() {
            1
        } else if c.is_alphabetic() {
            2
        } else {
            0
        }
    };
    for (at, c) in name.char_indices() {
        if of(c) != class {
            if class != 0 {
                runs.push((start, &name[start..at]));
            }
            (start, class) = (at, of(c));
        }
    }
    if class != 0 {
        runs.push((start, &name[start..]));
    }
    runs
}

fn year(digits: &str) -> Option<i32> {
    let year: i32 = digits.parse().ok()?;
    (digits.len() == 4 && (1500..2200).contains(&year)).then_some(year)
}

fn number(digits: &str, most: u8) -> Option<u8> {
    let number: u8 = digits.parse().ok()?;
    (digits.len() <= 2 && (1..=most).contains(&number)).then_some(number)
}

fn day_value(year: i32, month: u8, day: u8) -> Option<Value> {
    NaiveDate::from_ymd_opt(year, month.into(), day.into()).map(Value::day)
}

/// The date in a name, the most exact one, with the words it was read from.
fn named_date(stem: &str) -> Option<(Value, &str)> {
    let runs = runs(stem);
    let quote = |first: usize, last: usize| {
        let end = runs[last].0 + runs[last].1.len();
        &stem[runs[first].0..end]
    };
    for i in 0..runs.len() {
        let text = |k: usize| runs.get(i + k).map_or("", |run| run.1);
        if let Some(value) = compact(text(0)) {
            return Some((value, quote(i, i)));
        }
        if let Some(year) = year(text(0))
            && let Some(month) = number(text(1), 12).or_else(|| month_number(text(1)))
            && let Some(value) = number(text(2), 31).and_then(|day| day_value(year, month, day))
        {
            return Some((value, quote(i, i + 2)));
        }
        if let Some(day) = number(text(0), 31)
            && let Some(month) = month_number(text(1))
            && let Some(value) = year(text(2)).and_then(|year| day_value(year, month, day))
        {
            return Some((value, quote(i, i + 2)));
        }
        if let Some(month) = month_number(text(0))
            && let Some(day) = number(text(1), 31)
            && let Some(value) = year(text(2)).and_then(|year| day_value(year, month, day))
        {
            return Some((value, quote(i, i + 2)));
        }
    }
    month_in_name(&runs, quote)
}

/// "3-4-1952", "24.09.1952": the archive's habit tells the day from the month.
fn numeric_date(stem: &str) -> Option<(PublicationClaim, &str)> {
    let runs = runs(stem);
    for three in runs.windows(3) {
        let [(start, first), (_, second), (last, third)] = three else { continue };
        let (Some(first), Some(second), Some(year)) = (number(first, 31), number(second, 31), year(third))
        else {
            continue;
        };
        let quote = stem.get(*start..last + third.len())?;
        // One mark parts the numbers, twice the same.
        let marks: Vec<char> = quote.chars().filter(|c| !c.is_ascii_digit()).collect();
        let fits = matches!(marks.as_slice(), [a, b] if a == b) && (first <= 12 || second <= 12);
        if fits {
            return Some((PublicationClaim::Numeric { first, second, year }, quote));
        }
    }
    None
}

/// A month and year at the start or end of a name, or a year at its start: "1952-03", "March 1952", "1952_storm".
fn month_in_name<'a>(
    runs: &[(usize, &str)],
    quote: impl Fn(usize, usize) -> &'a str,
) -> Option<(Value, &'a str)> {
    for i in 0..runs.len().saturating_sub(1) {
        let (first, second) = (runs[i].1, runs[i + 1].1);
        let found = match (year(first), year(second)) {
            (Some(year), _) => month_number(second)
                .or_else(|| number(second, 12).filter(|_| second.len() == 2 && i == 0))
                .map(|month| (year, month)),
            (_, Some(year)) => month_number(first).map(|month| (year, month)),
            _ => None,
        };
        if let Some((year, month)) = found {
            return Some((Value::calendar(YearMark::Year(year), Point::Month(month)), quote(i, i + 1)));
        }
    }
    let first = runs.first()?;
    let year = year(first.1)?;
    Some((Value::calendar(YearMark::Year(year), Point::Whole), quote(0, 0)))
}

/// "19520304".
fn compact(digits: &str) -> Option<Value> {
    if digits.len() != 8 || !digits.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let month = number(digits.get(4..6)?, 12)?;
    let day = number(digits.get(6..8)?, 31)?;
    day_value(year(digits.get(0..4)?)?, month, day)
}

/// "1952/03/04", "1952/03", "1952-03/", "1950s" is none.
fn folder_date(folders: &[&str], stem: &str) -> Option<Value> {
    for (i, folder) in folders.iter().enumerate().rev() {
        if let Some((value, _)) = named_date(folder).filter(|_| folder.len() > 4)
            && folder.starts_with(|c: char| c.is_ascii_digit())
        {
            return Some(value);
        }
        let Some(year) = year(folder) else { continue };
        let below =
            |k: usize| folders.get(i + k).copied().unwrap_or(if i + k == folders.len() { stem } else { "" });
        let month = number(below(1), 12).or_else(|| month_number(below(1)));
        let Some(month) = month.filter(|_| i + 1 < folders.len()) else {
            return Some(Value::calendar(YearMark::Year(year), Point::Whole));
        };
        return match number(below(2), 31).and_then(|day| day_value(year, month, day)) {
            Some(value) => Some(value),
            None => Some(Value::calendar(YearMark::Year(year), Point::Month(month))),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, kind: &str, from: &str, to: &str) {
        let day = |text: &str| text.parse::<NaiveDate>().unwrap();
        let evidence = path_evidence(path);
        let claim = PublicationClaim::Within { earliest: day(from), latest: day(to) };
        assert!(
            evidence.iter().any(|found| found.kind == kind && found.claim == claim),
            "{path}: {evidence:?}"
        );
    }

    #[test]
    fn names_and_folders_give_dates() {
        check("2016-09-24-slug.md", "file-name", "2016-09-24", "2016-09-24");
        check("19520303_p4.txt", "file-name", "1952-03-03", "1952-03-03");
        check("02Mar2006Quill176.txt", "file-name", "2006-03-02", "2006-03-02");
        check("Storm, 3 March 1952.txt", "file-name", "1952-03-03", "1952-03-03");
        check("1952/03/04.txt", "folder", "1952-03-04", "1952-03-04");
        check("1952/03/storm.txt", "folder", "1952-03-01", "1952-03-31");
    }

    #[test]
    fn dates_in_numbers_wait_for_the_habit() {
        let claim = |path: &str| path_evidence(path).first().map(|found| found.claim.clone());
        let numeric = |first, second| Some(PublicationClaim::Numeric { first, second, year: 1952 });
        assert_eq!(claim("storm 3-4-1952.txt"), numeric(3, 4));
        assert_eq!(claim("24.09.1952.txt"), numeric(24, 9));
        assert_eq!(claim("storm-17.txt"), None);
    }
}
