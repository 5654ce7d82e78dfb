//! Which issue of a publication a path names: "vol-3/no-12", "gazette_v3n12", "issue-45".

use serde::{Deserialize, Serialize};

/// Volume and number of an issue, as written.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct IssueNumber {
    /// Volume, in figures.
    pub volume: Option<String>,
    /// Number in the volume, or among all issues.
    pub number: Option<String>,
}

impl IssueNumber {
    /// Whether nothing is known.
    pub const fn is_empty(&self) -> bool {
        self.volume.is_none() && self.number.is_none()
    }
}

const VOLUME: &[&str] = &["vol", "volume", "v", "band", "bd"];
const ISSUE: &[&str] = &["issue", "iss", "heft"];
const NUMBER: &[&str] = &["no", "nr", "num", "number", "n"];

/// The issue that the name of a file or of a folder above it gives; the nearest one counts.
///
/// "No 10" in the slug of an article may be a house in Downing Street: a number that neither stands with a volume nor
/// is called an issue counts in a folder's name only, or where a file's name begins.
pub fn issue_number(path: &str) -> IssueNumber {
    let mut found = IssueNumber::default();
    for (depth, name) in path.split('/').rev().enumerate() {
        let stem = if depth == 0 { name.rsplit_once('.').map_or(name, |(stem, _)| stem) } else { name };
        let here = in_name(stem, depth > 0);
        found.volume = found.volume.or(here.volume);
        found.number = found.number.or(here.number);
    }
    found
}

fn in_name(name: &str, is_folder: bool) -> IssueNumber {
    let lower = name.to_lowercase();
    let words = words(&lower);
    let after = |marks: &[&str], roman: bool| {
        let (at, _) = words.iter().enumerate().find(|(at, word)| {
            marks.contains(word) && words.get(at + 1).is_some_and(|next| figures(next, roman).is_some())
        })?;
        Some((at, figures(words.get(at + 1)?, roman)?))
    };
    let volume = after(VOLUME, true).map(|(_, number)| number);
    let number = after(ISSUE, false).map(|(_, number)| number).or_else(|| {
        let (at, number) = after(NUMBER, false)?;
        (volume.is_some() || is_folder || at == 0).then_some(number)
    });
    // "v2" of a file that is no volume: a version. A lone letter counts with a number only.
    let lone = words.contains(&"v") && number.is_none();
    IssueNumber { volume: volume.filter(|_| !lone), number }
}

/// Runs of letters and runs of digits.
fn words(name: &str) -> Vec<&str> {
    name.split(|c: char| !c.is_alphanumeric())
        .flat_map(split_at_digits)
        .filter(|word| !word.is_empty())
        .collect()
}

fn split_at_digits(word: &str) -> Vec<&str> {
    let mut parts = Vec::new();
    let (mut start, mut digits) = (0, false);
    for (at, c) in word.char_indices() {
        if c.is_ascii_digit() != digits {
            parts.push(&word[start..at]);
            (start, digits) = (at, c.is_ascii_digit());
        }
    }
    parts.push(&word[start..]);
    parts
}

/// A number as it is cited: without leading zeros, a Roman one in figures.
fn figures(word: &str, roman: bool) -> Option<String> {
    if word.len() <= 4 && word.bytes().all(|b| b.is_ascii_digit()) {
        let number: u16 = word.parse().ok()?;
        return (number > 0).then(|| number.to_string());
    }
    (roman && word.len() <= 7).then(|| roman_number(word))?.map(|number| number.to_string())
}

/// A Roman number in small letters, if it is one that is written as usual.
fn roman_number(word: &str) -> Option<u16> {
    const VALUES: [(&str, u16); 9] =
        [("c", 100), ("xc", 90), ("l", 50), ("xl", 40), ("x", 10), ("ix", 9), ("v", 5), ("iv", 4), ("i", 1)];
    let (mut rest, mut number) = (word, 0);
    for (sign, value) in VALUES {
        let mut times = 0;
        while let Some(after) = rest.strip_prefix(sign) {
            (rest, number, times) = (after, number + value, times + 1);
        }
        if times > 3 || times > 1 && (sign.len() > 1 || matches!(value, 5 | 50)) {
            return None;
        }
    }
    (rest.is_empty() && number > 0).then_some(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, volume: Option<&str>, number: Option<&str>) {
        let found = issue_number(path);
        assert_eq!((found.volume.as_deref(), found.number.as_deref()), (volume, number), "{path}");
    }

    #[test]
    fn issues_are_read_from_names() {
        check("gazette_v3n12_p4.txt", Some("3"), Some("12"));
        check("Gazette Vol. III No. 07.txt", Some("3"), Some("7"));
        check("vol-03/issue-45/storm.txt", Some("3"), Some("45"));
        check("vol-xiv/storm.txt", Some("14"), None);
        check("no-12/storm.txt", None, Some("12"));
        check("No12_storm.txt", None, Some("12"));
        check("the-quay-issue-7-letters.txt", None, Some("7"));
        check("vol2/vol3-no1.txt", Some("3"), Some("1"));
    }

    #[test]
    fn other_numbers_are_no_issues() {
        check("pm-leaves-no-10.txt", None, None);
        check("draft-v2.txt", None, None);
        check("no-smoking.txt", None, None);
        check("volume-of-trade.txt", None, None);
        check("volvo-240.txt", None, None);
        check("issue-of-the-day.txt", None, None);
        check("vol-iiii/a.txt", None, None);
        check("19520303_p4.txt", None, None);
    }
}
