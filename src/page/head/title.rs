//! How much a line at the head of a page looks like its title, its label or its summary line.

use crate::page::sentence::ends_sentence;

/// Labels that stand over titles.
const KICKERS: &[&str] = &[
    "analysis",
    "arts",
    "books",
    "breaking news",
    "business",
    "comment",
    "editorial",
    "editorials",
    "exclusive",
    "feature",
    "features",
    "for immediate release",
    "in brief",
    "interview",
    "letter to the editor",
    "letters",
    "letters to the editor",
    "local news",
    "nature notes",
    "national",
    "news",
    "news release",
    "news releases",
    "notices",
    "obituaries",
    "obituary",
    "opinion",
    "politics",
    "press release",
    "press releases",
    "profile",
    "releases",
    "review",
    "reviews",
    "special edition",
    "special edition",
    "sport",
    "sports",
    "statement",
    "the week",
    "weather",
    "world",
    "world news",
];

/// Whether a line is a well-known label.
pub(super) fn is_kicker(text: &str) -> bool {
    let bare = text
        .trim_end_matches([':', '.', '-', '–', '—', ' '])
        .trim_start_matches(['-', '*', ' '])
        .to_lowercase();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let tail = words.get(words.len().saturating_sub(2)..).unwrap_or_default().join(" ");
    // "Harbour Board News Release": a label with the name of whose it is.
    let release = matches!(
        tail.as_str(),
        "press release" | "press releases" | "news release" | "news releases" | "press room"
    );
    KICKERS.contains(&words.join(" ").as_str()) || release && words.len() <= 8
}

/// Whether all letters but a few are capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let small = text.chars().filter(|c| c.is_lowercase()).count();
    letters >= 4 && small * 8 <= letters
}

/// The bytes of a run of three words and more in capitals that begins a text and ends before ordinary words; 0 if
/// there is none.
pub(super) fn leading_capitals_len(text: &str) -> usize {
    if ["FOR ", "PRESS ", "NEWS "].iter().any(|label| text.starts_with(label)) && text.contains("RELEASE") {
        return 0;
    }
    let (mut length, mut words, mut letters) = (0, 0, 0);
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace).take(40) {
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if word.chars().any(char::is_lowercase) || capitals == 1 && word.trim().len() == 1 && letters == 0 {
            break;
        }
        at += word.len();
        words += 1;
        letters += capitals;
        length = text.get(..at).unwrap_or("").trim_end().len();
    }
    let run = text.get(..length).unwrap_or("");
    let ends = run.ends_with([',', '.', '(', '"', '“', ':']);
    if words >= 4 && letters >= 15 && length + 40 < text.len() && !ends { length } else { 0 }
}

/// How likely a line is the title, by itself, and the convention by which it would be.
pub(super) fn score(text: &str) -> (f32, &'static str) {
    let length = text.chars().count();
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || length > 300 {
        return (0.0, "first-line");
    }
    if is_capitals(text) && length <= 220 {
        return (if words > 1 { 0.92 } else { 0.7 }, "all-caps-line");
    }
    let mut score: f32 = 0.78;
    if text.ends_with(['?', '!']) {
        score -= 0.12;
    } else if text.ends_with(['.', ',', ';', ':']) || ends_sentence(text) {
        score -= 0.5;
    }
    if length > 150 {
        score -= 0.4;
    } else if length > 110 {
        score -= 0.15;
    }
    if words == 1 {
        score -= 0.15;
    }
    if text.starts_with(char::is_lowercase) {
        score -= 0.2;
    }
    if text.starts_with(['(', '[', '*', '-', '>']) {
        score -= 0.3;
    }
    (score.max(0.05), "first-line")
}

/// Opens a letter.
pub(super) fn is_salutation(text: &str) -> bool {
    let lower = text.to_lowercase();
    let opens = ["dear ", "sir,", "sir:", "sir.", "sirs,", "to the editor", "gentlemen", "madam"];
    text.chars().count() < 60 && opens.iter().any(|begin| lower.starts_with(begin))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn titles_score_over_sentences() {
        let of = |text: &str| score(text).0;
        assert!(of("HARBOUR BOARD VOTES TO REPAIR PIER") > 0.9);
        assert!(of("Harbour board votes to repair pier") > 0.7);
        assert!(of("Who will repair the pier?") > 0.6);
        assert!(of("The harbour board voted on Tuesday to repair the pier.") < 0.3);
        assert!(of(&"word ".repeat(50)) < 0.5);
        assert!(is_kicker("LOCAL NEWS") && is_kicker("Press Releases") && !is_kicker("Storm"));
    }
}
