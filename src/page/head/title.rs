//! How much a line at the head of a page looks like its title, its label or its summary line.

use super::date_words::leading_date_len;
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
    "latest news",
    "letter to the editor",
    "letters",
    "letters to the editor",
    "local news",
    "nature notes",
    "national",
    "news",
    "news release",
    "news room",
    "newsroom",
    "press office",
    "press room",
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
    let bare = text.trim_end_matches([':', '.', '-', '–', '—', ' ']).trim_start_matches(['-', '*', ' ']);
    if !ends_as_kicker(bare) {
        return false;
    }
    let bare = bare.to_lowercase();
    let words: Vec<&str> = bare.split_whitespace().collect();
    let tail = words.get(words.len().saturating_sub(2)..).unwrap_or_default().join(" ");
    // "Harbour Board News Release": a label with the name of whose it is.
    let release = matches!(
        tail.as_str(),
        "press release" | "press releases" | "news release" | "news releases" | "press room"
    );
    KICKERS.contains(&words.join(" ").as_str()) || release && words.len() <= 8
}

/// Whether the last word is that of a label: nearly all lines are told from labels by this alone.
fn ends_as_kicker(bare: &str) -> bool {
    let last = bare.split_whitespace().next_back().unwrap_or("");
    KICKERS.iter().any(|label| {
        label.len() >= last.len()
            && label.rsplit(' ').next().is_some_and(|word| word.eq_ignore_ascii_case(last))
    })
}

/// The bytes of a label that runs in before a title and is parted from it by a gap or a mark.
pub(super) fn leading_label_len(text: &str) -> usize {
    const LABELS: &[&str] = &["for immediate release", "press release", "news release", "media release"];
    let starts = |label: &&&str| text.get(..label.len()).is_some_and(|b| b.eq_ignore_ascii_case(label));
    let Some(label) = LABELS.iter().find(starts) else { return 0 };
    let parted = text
        .get(label.len()..)
        .is_some_and(|rest| ["  ", ":", " -", " –", " —"].iter().any(|mark| rest.starts_with(mark)));
    if parted { label.len() } else { 0 }
}

/// How many letters a text has, and how many small ones.
pub(crate) fn letters_and_small(text: &str) -> (usize, usize) {
    text.chars().fold((0, 0), |(letters, small), c| {
        (letters + usize::from(c.is_alphabetic()), small + usize::from(c.is_lowercase()))
    })
}

/// Whether all letters but a few are capitals.
pub(super) fn is_capitals(text: &str) -> bool {
    let (letters, small) = letters_and_small(text);
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

/// A line of more characters is no title.
const LONGEST: usize = 300;

/// How likely a line is the title, by itself, and the convention by which it would be.
pub(super) fn score(text: &str) -> (f32, &'static str) {
    // No character takes more than four bytes: what is longer need not be counted.
    if text.len() > 4 * LONGEST {
        return (0.0, "first-line");
    }
    let length = text.chars().count();
    let words = text.split_whitespace().count();
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    if letters < 2 || length > LONGEST {
        return (0.0, "first-line");
    }
    if asks_contact(text) {
        return (0.1, "first-line");
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

/// Whether a line says whom to ask: "Press Contact: …", and the label or date before it.
fn asks_contact(text: &str) -> bool {
    let dated = leading_date_len(text);
    let start = if dated > 0 { dated } else { leading_label_len(text) };
    let rest = text.get(start..).unwrap_or("").trim_start_matches(|c: char| !c.is_alphanumeric());
    let lower: String = rest.chars().take(30).collect::<String>().to_lowercase();
    let contact =
        ["contact", "press contact", "media contact", "for more information", "for further information"];
    contact.iter().any(|label| {
        lower.strip_prefix(label).is_some_and(|after| {
            // "Contact lenses are found" is a title.
            after.is_empty()
                || after.starts_with([':', ' ']) && text.bytes().any(|b| b.is_ascii_digit())
                || after.starts_with(':')
                || start > 0
        })
    })
}

/// First letters of all salutations: most lines are told from them by this alone.
const OPENING_LETTERS: &[char] = &['D', 'd', 'G', 'g', 'M', 'm', 'S', 's', 'T', 't'];

/// A line that opens a letter.
pub(super) fn is_salutation(text: &str) -> bool {
    if text.len() > 80 || !text.starts_with(OPENING_LETTERS) {
        return false;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_end_matches(|c: char| !c.is_alphanumeric());
    let words = bare.split_whitespace().count();
    let marked = text.ends_with([',', ':', ';', '-', '—', '–', '!', '.']);
    match bare {
        "sir" | "sirs" | "dear sir" | "dear sirs" | "gentlemen" | "madam" | "dear madam" | "mr. editor"
        | "mr editor" | "sir or madam" => true,
        _ if lower.starts_with("dear ") => words <= 8 && marked || words <= 2,
        _ if lower.starts_with("to the editor") => words <= 8 && !text.ends_with(['!', '?']),
        _ => false,
    }
}

/// Whether a paragraph opens a letter with a salutation that runs in: "Sir: I have …", "To the Editor.—The …".
pub(crate) fn begins_letter(text: &str) -> bool {
    if !text.starts_with(OPENING_LETTERS) {
        return false;
    }
    let ends = |(_, c): &(usize, char)| matches!(c, ':' | ',' | '—' | '–' | '-' | '.');
    let Some((end, _)) = text.char_indices().take(60).find(ends) else { return false };
    let opening = text.get(..end).unwrap_or("").trim_end();
    let editor = "to the editor";
    ["sir", "sirs", "dear sir", "madam", "dear editor"].iter().any(|s| opening.eq_ignore_ascii_case(s))
        || opening.get(..editor.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(editor))
}

/// Words beside the name of a newspaper.
const EAR_WORDS: &[&str] =
    &["edition", "price", "vol", "volume", "cent", "cents", "pence", "established", "extra"];

/// Whether a line stands beside the name of a newspaper: its edition, its price, its number.
pub(super) fn is_ear(text: &str) -> bool {
    if text.len() > 120 || text.ends_with(['.', '?', '!', ':']) && !text.ends_with("CENTS.") {
        return false;
    }
    let words: Vec<String> = text
        .split_whitespace()
        .map(|word| word.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase())
        .collect();
    let is_word = |word: Option<&String>| word.is_some_and(|word| EAR_WORDS.contains(&word.as_str()));
    let count = words.iter().filter(|word| EAR_WORDS.contains(&word.as_str())).count();
    let bounded = is_word(words.first()) || is_word(words.last());
    (1..=8).contains(&words.len())
        && (count >= 2 || count == 1 && words.len() <= 3 && bounded)
        && text.chars().find(|c| c.is_alphabetic()).is_some_and(char::is_uppercase)
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
