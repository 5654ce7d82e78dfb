//! Names of months, for names of files and for sentences to the reader.

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

const WEEKDAYS: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

/// The number of a month by its name or the first three letters of it.
pub(super) fn month_number(word: &str) -> Option<u8> {
    if word.len() < 3 {
        return None;
    }
    let found = MONTHS.iter().position(|month| {
        month.eq_ignore_ascii_case(word)
            || (word.len() == 3 && month.get(..3).is_some_and(|short| short.eq_ignore_ascii_case(word)))
    });
    if word.eq_ignore_ascii_case("sept") {
        return Some(9);
    }
    found.map(|index| index as u8 + 1)
}

/// The name of a month, 1 to 12.
pub fn month_name(month: u8) -> &'static str {
    MONTHS.get(usize::from(month).wrapping_sub(1)).copied().unwrap_or("")
}

/// The name of a day of the week, 1 (Monday) to 7.
pub fn weekday_name(weekday: u8) -> &'static str {
    WEEKDAYS.get(usize::from(weekday).wrapping_sub(1)).copied().unwrap_or("")
}
