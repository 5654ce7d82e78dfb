//! Words as the tagger reads them: tokens, a little regrouped, with what is known of each by itself.
//!
//! An abbreviation or initial takes its period (`Gen.`, `J.`); a compound of capitalised and other parts is taken
//! apart (`Moscow-based`), but not an Arabic article (`al-Zarqawi`).

use super::hash::WordHash;
use crate::analysis::token::{Token, TokenKind, is_abbreviation};

/// Facts about the letters of a word, as bits of [`Word::flags`].
pub(crate) mod flag {
    /// The first letter is a capital.
    pub(crate) const CAPITAL: u16 = 1;
    /// Two or more letters, all of them capitals.
    pub(crate) const ALL_CAPITALS: u16 = 2;
    /// Holds a capital, so it may be part of a name.
    pub(crate) const CORE: u16 = 4;
    /// May stand inside a name.
    pub(crate) const CONNECTOR: u16 = 8;
    /// Begins with a digit.
    pub(crate) const NUMBER: u16 = 16;
    /// A mark of punctuation or a symbol.
    pub(crate) const MARK: u16 = 32;
    /// No white space before it.
    pub(crate) const ADJACENT: u16 = 64;
    /// Holds a letter.
    pub(crate) const LETTERS: u16 = 128;
    /// The first word of its sentence.
    pub(crate) const FIRST: u16 = 256;
}

/// Number of kinds of lists in the gazetteer.
pub(crate) const LIST_COUNT: usize = 27;

/// A word of a sentence.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Word {
    /// First byte.
    pub(crate) start: u32,
    /// One past the last byte.
    pub(crate) end: u32,
    /// Hash of the word in lower case, digits as 0, without a last period.
    pub(crate) lower: u64,
    /// Its first four bytes in lower case.
    pub(crate) head: u32,
    /// Its last four bytes in lower case.
    pub(crate) tail: u32,
    /// Its length in bytes, up to 255.
    pub(crate) len: u8,
    /// Its shape: the runs of capitals, small letters, digits and marks, three bits each.
    pub(crate) shape: u32,
    /// See [`flag`].
    pub(crate) flags: u16,
    /// Cluster ids from coarse to fine; 0 when unknown.
    pub(crate) clusters: [u16; 4],
    /// Lists of the gazetteer in which it stands, alone or as part of a longer name.
    pub(crate) lists: u32,
    /// For each list, its place in the longest name found there: length and position.
    pub(crate) list_places: [u8; LIST_COUNT],
    /// What the rest of the document says of the word.
    pub(crate) document: u16,
}

impl Word {
    /// Whether all the given flags are set.
    #[inline]
    pub(crate) const fn is(&self, flags: u16) -> bool {
        self.flags & flags == flags
    }

    /// A word that stands before or behind a sentence.
    pub(crate) fn edge(number: u64) -> Self {
        Self { lower: number, shape: number as u32, ..Self::default() }
    }

    /// The word of the bytes `start..end` of the text.
    pub(crate) fn read(text: &str, start: u32, end: u32, kind: TokenKind) -> Self {
        let surface = text.get(start as usize..end as usize).unwrap_or("");
        let mut word = Self { start, end, ..Self::default() };
        word.read_letters(surface);
        match kind {
            TokenKind::Mark => word.flags |= flag::MARK,
            TokenKind::Number => word.flags |= flag::NUMBER,
            TokenKind::Word => {}
        }
        if word.flags & flag::CORE == 0 && (kind == TokenKind::Number || is_connector(surface)) {
            word.flags |= flag::CONNECTOR;
        }
        word
    }

    fn read_letters(&mut self, surface: &str) {
        let named = if surface.len() > 1 { surface.strip_suffix('.').unwrap_or(surface) } else { surface };
        let mut letters = Letters::default();
        for character in named.chars() {
            letters.push(character);
        }
        self.lower = letters.hash.map_or(0, WordHash::value);
        (self.head, self.tail, self.shape) = (letters.head, letters.tail, letters.shape);
        self.len = letters.bytes.min(255) as u8;
        if named.starts_with(char::is_uppercase) {
            self.flags |= flag::CAPITAL;
        }
        if letters.capitals > 0 {
            self.flags |= flag::CORE;
        }
        if letters.capitals > 1 && letters.small == 0 {
            self.flags |= flag::ALL_CAPITALS;
        }
        if letters.capitals + letters.small > 0 {
            self.flags |= flag::LETTERS;
        }
    }
}

/// What is gathered while the characters of a word pass by.
#[derive(Default)]
struct Letters {
    hash: Option<WordHash>,
    head: u32,
    tail: u32,
    bytes: u32,
    shape: u32,
    last_class: u32,
    capitals: u32,
    small: u32,
}

impl Letters {
    fn push(&mut self, character: char) {
        let class = self.class(character);
        if class != self.last_class && self.shape < 1 << 27 {
            self.shape = self.shape << 3 | class;
        }
        self.last_class = class;
        if character.is_ascii() {
            let byte = character.to_ascii_lowercase() as u8;
            self.byte(if byte.is_ascii_digit() { b'0' } else { byte });
        } else if character == '\u{2019}' {
            self.byte(b'\'');
        } else {
            let mut buffer = [0; 4];
            for lower in character.to_lowercase() {
                lower.encode_utf8(&mut buffer).bytes().for_each(|byte| self.byte(byte));
            }
        }
    }

    fn class(&mut self, character: char) -> u32 {
        if character.is_lowercase() {
            self.small += 1;
            return 2;
        }
        if character.is_uppercase() {
            self.capitals += 1;
            return 1;
        }
        match character {
            _ if character.is_alphanumeric() => 3,
            '-' => 5,
            '\'' | '\u{2019}' => 6,
            '.' => 7,
            _ => 4,
        }
    }

    fn byte(&mut self, byte: u8) {
        self.hash.get_or_insert(WordHash::new()).push(byte);
        if self.bytes < 4 {
            self.head = self.head << 8 | u32::from(byte);
        }
        self.tail = self.tail << 8 | u32::from(byte);
        self.bytes += 1;
    }
}

/// Small words and marks that may stand inside a name: "Bank of England", "Procter & Gamble", "St. Mary's Church".
fn is_connector(word: &str) -> bool {
    matches!(
        word,
        "of" | "the" | "and" | "for" | "on" | "de" | "la" | "le" | "du" | "des" | "da" | "di" | "do" | "dos"
    ) || matches!(
        word,
        "del"
            | "della"
            | "der"
            | "den"
            | "van"
            | "von"
            | "und"
            | "y"
            | "e"
            | "bin"
            | "ibn"
            | "al"
            | "el"
            | "ul"
    ) || matches!(word, "&" | "-" | "–" | "'" | "’" | "'s" | "’s" | "et" | "ad" | "bint" | "zu" | "no")
}

/// Appends the words of a sentence's tokens.
pub(crate) fn read_words(text: &str, tokens: &[Token], words: &mut Vec<Word>) {
    let first = words.len();
    let mut last_end = 0;
    let mut index = 0;
    while let Some(token) = tokens.get(index) {
        let from = words.len();
        let takes_period = token.kind == TokenKind::Word
            && tokens.get(index + 1).is_some_and(|next| next.start == token.end && next.of(text) == ".")
            && keeps_period(token.of(text));
        if takes_period {
            words.push(Word::read(text, token.start, token.end + 1, token.kind));
            index += 1;
        } else if token.kind == TokenKind::Word && is_mixed_compound(token.of(text)) {
            read_parts(text, *token, words);
        } else {
            words.push(Word::read(text, token.start, token.end, token.kind));
        }
        if token.start == last_end && from > first {
            words[from].flags |= flag::ADJACENT;
        }
        last_end = words.last().map_or(0, |word| word.end);
        index += 1;
    }
    if let Some(word) = words.get_mut(first) {
        word.flags |= flag::FIRST;
    }
}

fn keeps_period(word: &str) -> bool {
    let mut characters = word.chars();
    let is_initial =
        characters.next().is_some_and(char::is_uppercase) && characters.next().is_none() && word != "I";
    is_initial
        || is_abbreviation(word)
        || matches!(
            word,
            "Inc" | "Corp" | "Co" | "Ltd" | "Jr" | "Assn" | "Assoc" | "Dept" | "Univ" | "Cos" | "Ave"
        )
}

/// Whether hyphens join capitalised with other parts, as in "Moscow-based" and "anti-Soviet".
fn is_mixed_compound(word: &str) -> bool {
    if !word.contains('-') || has_article(word) {
        return false;
    }
    let capitalised = |part: &str| part.contains(char::is_uppercase);
    word.split('-').any(capitalised) && !word.split('-').all(capitalised)
}

fn has_article(word: &str) -> bool {
    let articles = [
        "al", "el", "ul", "ad", "an", "ar", "as", "ash", "at", "az", "ud", "bin", "d", "de", "du", "la", "le",
    ];
    word.split('-').filter(|part| !part.contains(char::is_uppercase)).all(|part| articles.contains(&part))
}

fn read_parts(text: &str, token: Token, words: &mut Vec<Word>) {
    let mut start = token.start;
    for part in token.of(text).split_inclusive('-') {
        let end = start + part.len() as u32;
        let hyphen = u32::from(part.ends_with('-'));
        if start < end - hyphen {
            words.push(Word::read(text, start, end - hyphen, TokenKind::Word));
        }
        if hyphen == 1 {
            let mut mark = Word::read(text, end - 1, end, TokenKind::Mark);
            mark.flags |= flag::ADJACENT;
            words.push(mark);
        }
        start = end;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::token::tokenize;

    fn words(text: &str) -> Vec<Word> {
        let mut words = Vec::new();
        read_words(text, &tokenize(text), &mut words);
        words
    }

    fn check(text: &str, expected: &str) {
        let found: Vec<&str> =
            words(text).iter().map(|word| &text[word.start as usize..word.end as usize]).collect();
        assert_eq!(found.join(" "), expected);
    }

    #[test]
    fn tokens_are_regrouped() {
        check("Gen. J. R. Hale Jr. came.", "Gen. J. R. Hale Jr. came .");
        check("the Moscow-based, anti-Soviet group", "the Moscow - based , anti - Soviet group");
        check(
            "Abu Musab al-Zarqawi, Bailey-Ross, co-operate",
            "Abu Musab al-Zarqawi , Bailey-Ross , co-operate",
        );
    }

    #[test]
    fn case_is_told() {
        let one = |text: &str| words(text)[0];
        assert_eq!(one("BBC").lower, one("bbc").lower);
        assert_eq!(one("Mr.").lower, one("Mr").lower);
        assert!(one("BBC").is(flag::ALL_CAPITALS) && !one("Bbc").is(flag::ALL_CAPITALS));
        assert!(one("eBay").is(flag::CORE) && !one("eBay").is(flag::CAPITAL));
        assert_eq!(one("Smith").shape, one("Jones").shape);
    }
}
