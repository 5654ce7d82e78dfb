//! Folding: the form of a name in which accents, case and typography no longer count.
//!
//! Keys of the resolver, slugs and index letters all start from the same folding, so that what is one name to one
//! of them is one name to all.

use unicode_normalization::UnicodeNormalization;

/// Lower case, without the accents of Latin, Greek and Cyrillic letters, with plain apostrophes, hyphens and spaces,
/// white space folded. Marks that carry meaning in other scripts stay.
pub fn fold(text: &str) -> String {
    let mut folded = String::with_capacity(text.len());
    let mut rest = text;
    while !rest.is_empty() {
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        push_ascii(&rest[..plain], &mut folded);
        rest = &rest[plain..];
        // No mark that is kept combines with an ASCII letter before it, so the stretches can be folded apart.
        let other = rest.find(|letter: char| letter.is_ascii()).unwrap_or(rest.len());
        push_other(&rest[..other], &mut folded);
        rest = &rest[other..];
    }
    folded.truncate(folded.trim_end().len());
    folded
}

fn push_ascii(text: &str, folded: &mut String) {
    for byte in text.bytes() {
        let letter = if byte == b'`' { b'\'' } else { byte.to_ascii_lowercase() };
        push(char::from(letter), folded);
    }
}

fn push_other(text: &str, folded: &mut String) {
    // Letters first become plain and then small: some that have no small form are a capital in another style ("𝐇").
    let plain = text
        .nfkd()
        .flat_map(char::to_lowercase)
        .filter(|mark| !is_accent(*mark))
        .flat_map(plain_letters)
        .nfc();
    for letter in plain {
        push(letter, folded);
    }
}

/// Appends a letter; white space only between words, and as one space.
fn push(letter: char, folded: &mut String) {
    if !letter.is_whitespace() {
        folded.push(letter);
    } else if !folded.is_empty() && !folded.ends_with(' ') {
        folded.push(' ');
    }
}

/// The words of a folded name: split at everything but letters, digits, apostrophes and inner marks of letters.
/// Apostrophes and full stops are dropped, so that `O'Neill` is `oneill` and `U.S.` is `us`.
pub fn words(folded: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word = String::new();
    for letter in folded.chars() {
        if letter.is_alphanumeric() || is_word_mark(letter) {
            word.push(letter);
        } else if letter != '\'' && letter != '.' && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a character is a combining mark that only varies a letter.
const fn is_accent(mark: char) -> bool {
    matches!(mark, '\u{300}'..='\u{36f}')
}

/// Marks that are part of words in scripts that write vowels so, and joiners are not.
fn is_word_mark(mark: char) -> bool {
    !mark.is_ascii() && unicode_normalization::char::is_combining_mark(mark)
}

/// A letter that no decomposition makes plain, in plain letters; typographic marks in plain marks.
fn plain_letters(letter: char) -> impl Iterator<Item = char> {
    let (first, second) = match letter {
        'ß' => ('s', Some('s')),
        'æ' => ('a', Some('e')),
        'œ' => ('o', Some('e')),
        'þ' => ('t', Some('h')),
        'ø' => ('o', None),
        'ł' => ('l', None),
        'đ' | 'ð' => ('d', None),
        'ħ' => ('h', None),
        'ı' => ('i', None),
        '\u{2018}' | '\u{2019}' | '\u{201b}' | '\u{2bc}' | '\u{2bb}' | '\u{2032}' | '`' | '\u{b4}' => {
            ('\'', None)
        }
        '\u{2010}'..='\u{2015}' | '\u{2212}' => ('-', None),
        other => (other, None),
    };
    std::iter::once(first).chain(second)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        assert_eq!(fold(text), expected);
        assert_eq!(fold(expected), expected);
    }

    #[test]
    fn accents_case_and_typography_are_folded() {
        check("Évariste  GALOIS", "evariste galois");
        check("Straße Łódź Ærø", "strasse lodz aero");
        check("O’Neill", "o'neill");
        check("İstanbul", "istanbul");
        check("हिन्दी", "हिन्दी");
        check("한국", "한국");
        check(" a\u{a0}\u{2003} B\n", "a b");
        check("e\u{301}a\u{328}", "ea");
        check("½ ﬁsh", "1⁄2 fish");
        check("𝐇arbour 𝓑𝓸𝓪𝓻𝓭 𝞞 Ϲ ℡ ᴬ ϓ", "harbour board ο σ tel a υ");
    }

    #[test]
    fn what_is_folded_stays_as_it_is() {
        for letter in ('\0'..=char::MAX).map(String::from) {
            let folded = fold(&letter);
            assert_eq!(fold(&folded), folded, "{letter:?}");
        }
    }

    #[test]
    fn words_lose_points_and_apostrophes() {
        assert_eq!(words("o'neill & u.s. co-op"), ["oneill", "us", "co", "op"]);
    }

    /// The definition, without regard to speed.
    fn whole(text: &str) -> String {
        let plain = text.nfkd().flat_map(char::to_lowercase).filter(|mark| !is_accent(*mark));
        let plain: String = plain.flat_map(plain_letters).nfc().collect();
        plain.split_whitespace().collect::<Vec<_>>().join(" ")
    }

    proptest! {
        #[test]
        fn stretches_fold_as_the_whole_does(text in "([a-zA-Z ]{1,3}|\\PC|[\u{300}-\u{36f}\u{591}-\u{5c7}\u{1100}-\u{11ff}\u{3041}-\u{309a}]){0,20}") {
            prop_assert_eq!(fold(&text), whole(&text));
        }

        #[test]
        fn folding_never_panics_and_leaves_single_spaces(text in ".{0,40}") {
            let folded = fold(&text);
            prop_assert!(!folded.contains("  ") && folded.trim() == folded);
            words(&folded);
        }
    }
}
