//! What looks like a person's name, and its usual case.

/// Small words inside surnames.
const PARTICLES: &[&str] = &[
    "al", "bin", "da", "de", "del", "della", "den", "der", "di", "dos", "du", "el", "la", "le", "van", "von",
    "y",
];

/// Words that are never part of a name in a byline.
const NOT_NAMES: &[&str] = &[
    "senator",
    "senate",
    "contact",
    "comment",
    "united",
    "states",
    "washington",
    "county",
    "city",
    "town",
    "council",
    "board",
    "committee",
    "club",
    "church",
    "school",
    "letter",
    "letters",
    "minutes",
    "itself",
    "himself",
    "herself",
    "themselves",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "nineteen",
    "twenty",
    "hundred",
    "night",
    "day",
    "land",
    "sea",
    "air",
    "votes",
    "a",
    "an",
    "and",
    "at",
    "bureau",
    "correspondent",
    "desk",
    "editor",
    "edition",
    "hearing",
    "meeting",
    "session",
    "for",
    "from",
    "in",
    "news",
    "noon",
    "of",
    "on",
    "our",
    "photo",
    "post",
    "press",
    "reporter",
    "special",
    "staff",
    "the",
    "this",
    "times",
    "to",
    "tribune",
    "us",
    "with",
    "writer",
    "january",
    "february",
    "march",
    "april",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
    "monday",
    "tuesday",
    "wednesday",
    "thursday",
    "friday",
    "saturday",
    "sunday",
];

/// Words that tell what a person is on the paper.
const ROLES: &[&str] = &[
    "associated press",
    "bureau",
    "columnist",
    "contributor",
    "correspondent",
    "critic",
    "desk",
    "editor",
    "photographer",
    "reporter",
    "reuters",
    "special to",
    "staff",
    "writer",
    "canadian press",
    "united press",
    "news service",
    "agency",
];

/// Whether `text` reads as a full name; a single word counts when `single` allows it.
pub(super) fn is_name(text: &str, single: bool) -> bool {
    let words: Vec<&str> = text.split_whitespace().collect();
    let least = if single { 1 } else { 2 };
    if words.len() < least || words.len() > 6 || text.chars().count() > 50 {
        return false;
    }
    let mut letters = 0;
    for (at, word) in words.iter().enumerate() {
        let lower = word.trim_matches(['.', ',']).to_lowercase();
        let particle = at > 0 && at + 1 < words.len() && PARTICLES.contains(&lower.as_str());
        let capital = word.starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '“' | '('));
        let spelt =
            word.chars().all(|c| c.is_alphabetic() || matches!(c, '.' | '\'' | '’' | '-' | '"' | '“' | '”'));
        if !spelt || !(capital || particle) || (NOT_NAMES.contains(&lower.as_str()) && !particle) {
            return false;
        }
        letters += word.chars().filter(|c| c.is_alphabetic()).count();
    }
    letters >= 3
}

/// Whether `text` tells a role or an agency rather than a name.
pub(super) fn is_role(text: &str) -> bool {
    let lower = text.to_lowercase();
    let agency = matches!(text.trim(), "AP" | "CP" | "UPI" | "AFP" | "Reuters");
    agency || text.chars().count() <= 60 && ROLES.iter().any(|role| lower.contains(role))
}

/// "JANE DOE" → "Jane Doe", "McDONALD" → "McDonald"; what is not in capitals stays.
pub(super) fn usual_case(name: &str) -> String {
    let words: Vec<String> = name
        .split_whitespace()
        .enumerate()
        .map(|(at, word)| usual_case_of_word(word.trim_end_matches([',', ';']), at))
        .collect();
    words.join(" ")
}

fn usual_case_of_word(word: &str, at: usize) -> String {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    let small = word.chars().filter(|c| c.is_lowercase()).count();
    let celtic =
        word.strip_prefix("Mc").filter(|rest| rest.len() > 1 && !rest.chars().any(char::is_lowercase));
    if let Some(rest) = celtic {
        return format!("Mc{}", capitalised(rest));
    }
    let numeral = matches!(word.trim_end_matches('.'), "II" | "III" | "IV");
    let initials = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 1);
    if small > 0 || letters < 2 || numeral || initials {
        return word.to_owned();
    }
    let lower = word.to_lowercase();
    if at > 0 && PARTICLES.contains(&lower.as_str()) {
        return lower;
    }
    if let Some(rest) = lower.strip_prefix("mc").filter(|rest| rest.len() > 2) {
        return format!("Mc{}", capitalised(rest));
    }
    capitalised(word)
}

/// A capital at the start and after each hyphen; after an apostrophe when more than one letter follows it.
fn capitalised(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    let mut begins = true;
    for (at, c) in word.char_indices() {
        if begins {
            out.extend(c.to_uppercase());
        } else {
            out.extend(c.to_lowercase());
        }
        let rest = word.get(at + c.len_utf8()..).unwrap_or("");
        begins = match c {
            '-' => true,
            '\'' | '’' => rest.chars().count() > 1,
            _ => begins && !c.is_alphabetic(),
        };
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_told_from_other_words() {
        for name in ["Jane Doe", "J. R. HALE", "Ludwig van der Berg", "Mary O’Neill", "John Smith Jr."] {
            assert!(is_name(name, false), "{name}");
        }
        for other in
            ["Jane", "Staff Writer", "Our Correspondent", "noon the crowd", "4 March", "the Editor", ""]
        {
            assert!(!is_name(other, false), "{other}");
        }
        assert!(is_name("Cato", true) && !is_name("Noon", true));
    }

    #[test]
    fn capitals_become_usual_case() {
        for (name, usual) in [
            ("JANE DOE", "Jane Doe"),
            ("J. R. McDONALD", "J. R. McDonald"),
            ("MARY O'NEILL-SMITH", "Mary O'Neill-Smith"),
            ("PIET VAN DER BERG III", "Piet van der Berg III"),
            ("Ann MacLeod", "Ann MacLeod"),
        ] {
            assert_eq!(usual_case(name), usual);
        }
    }
}
