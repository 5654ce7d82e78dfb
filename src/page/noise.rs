//! How much of a text looks like scanning errors: digits inside words, stray marks, broken case, no vowels.

/// Share of the words that look wrong, 0 to 1. An estimate for sorting and for warnings, not a verdict on a word.
pub(super) fn noise_of(text: &str) -> f32 {
    let (mut words, mut wrong) = (0u32, 0u32);
    for word in text.split_whitespace() {
        words += 1;
        wrong += u32::from(looks_wrong(word));
    }
    if words == 0 { 0.0 } else { wrong as f32 / words as f32 }
}

fn looks_wrong(word: &str) -> bool {
    let core = word.trim_matches(|c: char| !c.is_alphanumeric());
    if core.is_empty() {
        return word.chars().any(|c| matches!(c, '~' | '^' | '|' | '\\' | '■' | '¬' | '\u{FFFD}'));
    }
    if core.contains(['/', '@', '_']) || core.contains("www") {
        return false;
    }
    core.contains('\u{FFFD}')
        || has_odd_marks(core)
        || mixes_digits(core)
        || has_odd_case(core)
        || no_vowels(core)
}

/// Marks that no word has inside it.
fn has_odd_marks(core: &str) -> bool {
    core.chars()
        .any(|c| matches!(c, '~' | '^' | '|' | '\\' | '■' | '¬' | '{' | '}' | '<' | '>' | '!' | '?' | ';'))
}

/// A digit between letters, as in `tbe1r`; `24th`, `A4` and `1990s` are in order.
fn mixes_digits(core: &str) -> bool {
    let kinds: Vec<bool> = core.chars().filter(|c| c.is_alphanumeric()).map(char::is_numeric).collect();
    let changes = kinds.windows(2).filter(|pair| pair.first() != pair.last()).count();
    let starts_small = core.starts_with(char::is_lowercase);
    changes >= 2 && !core.contains('-') || changes == 1 && starts_small
}

/// A small letter before a capital, other than in names like `McDonald` and `iPhone`.
fn has_odd_case(core: &str) -> bool {
    let letters: Vec<char> = core.chars().filter(|c| c.is_alphabetic()).collect();
    let rises = letters
        .windows(2)
        .filter(|pair| matches!(pair, [a, b] if a.is_lowercase() && b.is_uppercase()))
        .count();
    let falls = letters.last().is_some_and(|c| c.is_uppercase()) && letters.iter().any(|c| c.is_lowercase());
    !core.contains(['-', '\'', '’', '.']) && (rises > 1 || rises == 1 && falls && letters.len() > 3)
}

/// Four Latin letters and more without a vowel, not all capitals.
fn no_vowels(core: &str) -> bool {
    let long = core.len() >= 4 && core.bytes().all(|byte| byte.is_ascii_alphabetic());
    long && !core.bytes().any(|b| b"aeiouyAEIOUY".contains(&b))
        && core.bytes().any(|b| b.is_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ordinary_words_are_not_noise() {
        let text =
            "On the 24th Mr. McDonald's A4 of the 1990s, N.Y.-based, cost $3.50 (see http://a.b/c). O'Neill!";
        assert_eq!(noise_of(text), 0.0);
        assert_eq!(noise_of(""), 0.0);
    }

    #[test]
    fn scanning_errors_count() {
        assert_eq!(noise_of("tbe1r cl|ub ~ strngth whIch"), 0.8);
    }
}
