//! Whether a few words are a date and nothing else. What the date means is for `analysis::date` to say.

const MONTHS: &[&str] = &[
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "jan",
    "feb",
    "mar",
    "apr",
    "jun",
    "jul",
    "aug",
    "sep",
    "sept",
    "oct",
    "nov",
    "dec",
    "janvier",
    "février",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "août",
    "septembre",
    "octobre",
    "novembre",
    "décembre",
    "januar",
    "februar",
    "märz",
    "juni",
    "juli",
    "oktober",
    "dezember",
    "jänner",
    "feber",
    "okt",
    "dez",
];
const WEEKDAYS: &[&str] = &[
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
    "mon",
    "tue",
    "tues",
    "wed",
    "thu",
    "thur",
    "thurs",
    "fri",
    "sat",
    "sun",
    "montag",
    "dienstag",
    "mittwoch",
    "donnerstag",
    "freitag",
    "samstag",
    "sonnabend",
    "sonntag",
];
const FILLERS: &[&str] = &[
    "of", "the", "at", "on", "and", "am", "pm", "a.m", "p.m", "est", "edt", "gmt", "utc", "pst", "pdt",
    "den", "dem", "um", "uhr",
];

/// Whether `text` is a date: a day of a month, a month of a year, or a date in numbers, with weekday and time at most.
pub(super) fn is_date(text: &str) -> bool {
    let figures = text.bytes().any(|byte| byte.is_ascii_digit());
    if !figures || text.len() > 50 && text.chars().count() > 50 {
        return false;
    }
    let (mut months, mut days, mut years, mut weekdays, mut whole, mut times) = (0, 0, 0, 0, 0, 0);
    for word in text.split([' ', ',', '\u{a0}', '(', ')']).filter(|word| !word.is_empty()) {
        let word = word.trim_matches(['.', ';']).to_lowercase();
        match word.as_str() {
            "" => {}
            w if MONTHS.contains(&w) => months += 1,
            w if WEEKDAYS.contains(&w) => weekdays += 1,
            w if FILLERS.contains(&w) || matches!(w, "-" | "–" | "|") => {}
            w if is_day(w) => days += 1,
            w if w.len() == 4 && w.bytes().all(|byte| byte.is_ascii_digit()) => years += 1,
            w if is_time(w) => times += 1,
            w if is_numeric_date(w) => whole += 1,
            _ => return false,
        }
    }
    let spelt = months == 1 && days <= 2 && years <= 1 && days + years >= 1;
    let lost_marks = months == 0 && years == 1 && days == 2;
    weekdays <= 1
        && times <= 2
        && (spelt && whole == 0 || whole == 1 && months == 0 || lost_marks && whole == 0)
}

/// The bytes that a whole date with its year takes at the beginning of `text`, 0 when none stands there.
pub(super) fn leading_date_len(text: &str) -> usize {
    let mut best = 0;
    let mut at = 0;
    // A date is no longer than 50 characters: no figure in them, no date.
    if !text.bytes().take(200).any(|byte| byte.is_ascii_digit()) {
        return 0;
    }
    for word in text.split_inclusive(char::is_whitespace).take(6) {
        at += word.len();
        let candidate = text.get(..at).unwrap_or("").trim_end();
        let has_year =
            candidate.bytes().filter(u8::is_ascii_digit).count() >= 5 || candidate.matches('/').count() == 2;
        let ends_dated =
            candidate.rsplit(' ').next().is_some_and(|word| word.bytes().any(|b| b.is_ascii_digit()));
        if has_year && ends_dated && is_date(candidate) {
            best = candidate.len();
        }
    }
    best
}

/// Whether `text` begins with a weekday, or with a month and a figure.
pub(super) fn begins_day(text: &str) -> bool {
    let mut words = text.split([' ', ',', '.']).filter(|word| !word.is_empty());
    let first = words.next().unwrap_or("").to_lowercase();
    WEEKDAYS.contains(&first.as_str())
        || MONTHS.contains(&first.as_str())
            && words.next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether `text` is a month or weekday with at least a day, as datelines have it.
pub(super) fn is_partial_date(text: &str) -> bool {
    is_date(text) || WEEKDAYS.contains(&text.trim_matches(['.', ' ']).to_lowercase().as_str())
}

fn is_day(word: &str) -> bool {
    let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let suffix = word.get(digits.len()..).unwrap_or("");
    let number: Option<u32> = digits.parse().ok();
    matches!(suffix, "" | "st" | "nd" | "rd" | "th")
        && number.is_some_and(|day| (1..=31).contains(&day))
        && digits.len() <= 2
}

fn is_time(word: &str) -> bool {
    let bare = word.trim_end_matches(|c: char| c.is_ascii_alphabetic() || c == '.');
    let parts: Vec<&str> = bare.split(':').collect();
    parts.len() >= 2
        && parts
            .iter()
            .all(|part| part.len() <= 2 && !part.is_empty() && part.bytes().all(|b| b.is_ascii_digit()))
}

/// `24/9/52`, `2022-09-24`, `24.9.1952`, and with a time: `2022-09-24T10:00:00Z`.
fn is_numeric_date(word: &str) -> bool {
    let day = word.split(['t', '+']).next().unwrap_or("");
    ['/', '-', '.'].iter().any(|mark| {
        let parts: Vec<&str> = day.split(*mark).collect();
        let digits = parts
            .iter()
            .all(|part| !part.is_empty() && part.len() <= 4 && part.bytes().all(|b| b.is_ascii_digit()));
        parts.len() == 3 && digits
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_told_from_text() {
        for date in [
            "4 March 1987",
            "March 4, 1987",
            "Sept. 24, 1952",
            "Wednesday, March 4",
            "24/9/52",
            "2022-09-24",
            "March 1987",
            "the 4th of March, 1987",
            "September 24, 2022 10:30 am",
            "2022-09-24T10:00:00Z",
            "09 27 2007",
            "Montag, den 3. Mai 1937",
            "3. Mai 1931, 10:30 Uhr",
        ] {
            assert!(is_date(date), "{date}");
        }
        for other in ["March", "1987", "Monday", "May 4 be with you", "4 men", "", "in March 1987 he", "24"] {
            assert!(!is_date(other), "{other}");
        }
    }
}
