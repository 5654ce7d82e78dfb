//! How much of a text looks like scanning errors: digits inside words, stray marks, broken case, and letters that do
//! not stand together in the language.
//!
//! The letters are judged by triples, edges of the word included (`models/README.md`): a word in small letters by
//! those that running text hardly has, a name only when two are such as no word and no name has. So "bccn" counts and
//! "Lindqvist" does not. Only English has a table: in other languages marks and figures alone are judged.

/// A bit for each triple that running text hardly has, then a bit for each that no word or name has.
static TRIPLES: &[u8] = include_bytes!("../../models/en.letters.bin");

/// Endings that stand right after a figure.
const UNITS: &[&str] = &[
    "a", "am", "b", "c", "cm", "d", "ft", "g", "in", "k", "kg", "km", "lb", "lbs", "m", "min", "ml", "mm",
    "mph", "nd", "oz", "p", "pm", "rd", "s", "st", "t", "th", "x", "yd",
];

/// Share of the words that look wrong, 0 to 1. An estimate for sorting and for warnings, not a verdict on a word.
pub fn noise_of(text: &str, language: &str) -> f32 {
    let english = language == "en";
    let (mut words, mut wrong) = (0u32, 0u32);
    for word in sample(text).flat_map(str::split_ascii_whitespace) {
        words += 1;
        wrong += u32::from(looks_wrong(word, english));
    }
    if words == 0 { 0.0 } else { wrong as f32 / words as f32 }
}

/// Texts up to this many bytes are judged whole.
const WHOLE: usize = 1 << 16;
/// Of longer ones, as many stretches of this many bytes as make up [`WHOLE`], evenly spread.
const STRETCH: usize = 1 << 12;

/// The stretches of a text that are judged; each begins and ends at a space, as words do.
fn sample(text: &str) -> impl Iterator<Item = &str> {
    let stretch = if text.len() <= WHOLE { text.len() } else { STRETCH };
    let step = text.len().div_ceil(WHOLE / STRETCH).max(stretch).max(1);
    (0..text.len()).step_by(step).filter_map(move |start| {
        let from = if start == 0 { 0 } else { space_from(text, start) };
        let end = (start + stretch).min(text.len());
        text.get(from..space_from(text, end).max(from))
    })
}

/// The first white space at or after a place, or the end; in a text without any, a place not far on.
fn space_from(text: &str, at: usize) -> usize {
    let rest = text.as_bytes().get(at..).unwrap_or_default();
    let near = rest.get(..rest.len().min(STRETCH)).unwrap_or_default();
    at + near.iter().position(u8::is_ascii_whitespace).unwrap_or(near.len())
}

fn looks_wrong(word: &str, english: bool) -> bool {
    // Most words are small ASCII letters and at most one mark at the end.
    let bytes = word.as_bytes();
    let letters = bytes.iter().take_while(|byte| byte.is_ascii_lowercase()).count();
    let plain = letters == bytes.len()
        || letters > 0 && letters + 1 == bytes.len() && matches!(bytes.last(), Some(b'.' | b','));
    if plain {
        return english && has_odd_letters(bytes.get(..letters).unwrap_or(bytes), Judge::Word);
    }
    if let Some(name) = plain_name(bytes) {
        return english && has_odd_letters(name, Judge::Name);
    }
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() {
        return is_stray_mark(word);
    }
    if core.contains(['/', '@', '_']) || core.contains("www") || core.ends_with(".gov") {
        return false;
    }
    word.starts_with(['.', ',', ';', ':', '!', '?', '~', '^', '|']) && !starts_with_figure(core)
        || core.contains('\u{FFFD}')
        || has_odd_marks(core)
        || mixes_digits(core)
        || has_odd_case(core)
        || english && has_odd_parts(core)
}

/// The letters of a word that has a capital, then small letters, and at most a stop or comma.
fn plain_name(word: &[u8]) -> Option<&[u8]> {
    let letters = word.strip_suffix(b".").or_else(|| word.strip_suffix(b",")).unwrap_or(word);
    let (first, small) = letters.split_first()?;
    let plain = first.is_ascii_uppercase() && small.iter().all(u8::is_ascii_lowercase);
    (plain && !small.windows(3).any(|three| three == b"www")).then_some(letters)
}

/// A mark by itself that parts nothing, unlike a dash or a leader.
fn is_stray_mark(word: &str) -> bool {
    let odd = |c: char| matches!(c, '~' | '^' | '\\' | '■' | '¬' | '\u{FFFD}');
    word.chars().any(odd) || matches!(word, "." | "," | ";" | ":" | "'" | "`" | "!" | "?" | "_")
}

fn starts_with_figure(core: &str) -> bool {
    core.starts_with(|c: char| c.is_ascii_digit())
}

/// Marks that no word has inside it, and those that stand between words only, between two small letters on each side.
fn has_odd_marks(core: &str) -> bool {
    if core
        .chars()
        .any(|c| matches!(c, '~' | '^' | '|' | '\\' | '■' | '¬' | '{' | '}' | '<' | '>' | '!' | '?' | ';'))
    {
        return true;
    }
    let small = |byte: &u8| byte.is_ascii_lowercase();
    core.as_bytes().windows(5).any(|window| match window {
        [a, b, b',' | b'.' | b':', c, d] => [a, b, c, d].into_iter().all(small),
        [a, b, b'\'', c, d] => {
            [a, b, c, d].into_iter().all(small) && !matches!((c, d), (b'l', b'l') | (b'r' | b'v', b'e'))
        }
        _ => false,
    })
}

/// A digit between letters, as in `tbe1r`, `1ater`; `24th`, `A4`, `3kg` and `1990s` are in order.
fn mixes_digits(core: &str) -> bool {
    if !core.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let unit = core.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, ',' | '.'));
    let letters = unit.trim_end_matches('.');
    if unit.len() < core.len() && (letters.is_empty() || UNITS.contains(&letters.to_lowercase().as_str())) {
        return false;
    }
    if core.contains(['-', '–', '—', ':', '$', '£', '%', '&', '=']) {
        return false;
    }
    core.as_bytes().windows(2).any(|pair| match pair {
        [a, b] => {
            a.is_ascii_lowercase() && b.is_ascii_digit() || a.is_ascii_digit() && b.is_ascii_lowercase()
        }
        _ => false,
    })
}

/// A small letter before a capital, other than in names like `McDonald` and `iPhone`.
fn has_odd_case(core: &str) -> bool {
    let mut previous = ' ';
    let (mut rises, mut falls, mut letters) = (0, false, 0);
    for c in core.chars().filter(|c| c.is_alphabetic()) {
        rises += u32::from(previous.is_lowercase() && c.is_uppercase());
        falls = c.is_uppercase() && letters > 0;
        letters += 1;
        previous = c;
    }
    let small = core.chars().any(char::is_lowercase);
    !core.contains(['-', '\'', '’', '.']) && (rises > 1 || rises == 1 && falls && small && letters > 3)
}

/// By which table a word is judged.
#[derive(Clone, Copy)]
enum Judge {
    Word,
    Name,
}

/// Letters that do not stand together in one of the parts of a word.
fn has_odd_parts(core: &str) -> bool {
    core.split(['-', '\'', '’', '.']).any(|part| {
        let bytes = part.as_bytes();
        let Some((first, rest)) = bytes.split_first() else { return false };
        if !rest.iter().all(u8::is_ascii_lowercase) {
            return false;
        }
        if first.is_ascii_lowercase() {
            part.len() == core.len() && has_odd_letters(bytes, Judge::Word)
        } else {
            first.is_ascii_uppercase() && has_odd_letters(bytes, Judge::Name)
        }
    })
}

/// Whether letters, capital or small, hold a triple that the table marks. A single letter may be an initial or what
/// follows an apostrophe that was lost.
fn has_odd_letters(letters: &[u8], judge: Judge) -> bool {
    let least = if matches!(judge, Judge::Name) { 3 } else { 2 };
    if letters.len() < least {
        return false;
    }
    let half = match judge {
        Judge::Word => TRIPLES.get(..TRIPLES.len() / 2),
        Judge::Name => TRIPLES.get(TRIPLES.len() / 2..),
    };
    let table = half.unwrap_or_default();
    let marked = |triple: usize| table.get(triple / 8).is_some_and(|bits| bits >> (triple % 8) & 1 == 1);
    let code = |byte: &u8| usize::from(byte.to_ascii_lowercase() - b'a') + 1;
    // One odd triple may be a name's own.
    let mut left = if matches!(judge, Judge::Name) { 2 } else { 1 };
    let mut triple = 0;
    for (at, letter) in letters.iter().map(code).chain(std::iter::once(0)).enumerate() {
        triple = (triple * 27 + letter) % (27 * 27 * 27);
        if at > 0 && marked(triple) {
            left -= 1;
            if left == 0 {
                return true;
            }
        }
    }
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(word: &str, wrong: bool) {
        assert_eq!(noise_of(word, "en") > 0.0, wrong, "{word}");
    }

    #[test]
    fn ordinary_words_are_not_noise() {
        for word in
            "On the 24th Mr. McDonald's A4 of the 1990s, N.Y.-based, cost $3.50 (see http://a.b/c). O'Neill! \
                     o'clock they've Lindqvist Hrynko 3kg 10,000 -- | ... ....... iPhone U.S. p.m. rhythm"
                .split(' ')
        {
            check(word, false);
        }
        assert_eq!(noise_of("", "en"), 0.0);
        assert_eq!(noise_of("Największy szczęśliwy źdźbło trzcina", "pl"), 0.0);
    }

    #[test]
    fn a_long_text_is_judged_by_samples() {
        let noise =
            |good: usize| noise_of(&format!("{}bccn ", "town ".repeat(good)).repeat(90_000 / good), "en");
        for good in [1, 4, 9] {
            assert!((noise(good) - 1.0 / (good + 1) as f32).abs() < 0.02, "{good}");
        }
        let long_word = "\u{e9}".repeat(WHOLE);
        assert_eq!(noise_of(&long_word, "en"), 0.0);
    }

    #[test]
    fn scanning_errors_count() {
        for word in
            ["tbe1r", "cl|ub", "~", "strngth", "whIcH", "bccn", "1ater", "wo,rd", ".town", "har'bour", ","]
        {
            check(word, true);
        }
    }
}
