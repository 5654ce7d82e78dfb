//! The fast scan: text to words, numbers and marks, each word looked up once in the table of a language.
//!
//! Most words mean nothing here; the grammar looks only at those that do and at their neighbours.

use super::lexicon::Lexicon;
use super::meaning::Entry;

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// A mark; typographic apostrophes and dashes are given as `'` and `-`.
    Mark(u8),
}

/// A token with what the table says of it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'a> {
    /// First byte, in the whole text.
    pub(super) start: u32,
    /// One past the last byte.
    pub(super) end: u32,
    /// What it is.
    pub(super) kind: Kind,
    /// The number, for a number of nine digits or fewer.
    pub(super) number: u32,
    /// What came before it.
    pub(super) gap: Gap,
    /// What the table says, for a word that is in it.
    pub(super) entry: Option<&'a Entry>,
}

/// What lies between a token and the one before it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    /// Nothing.
    None,
    /// White space, at most one line break.
    Space,
    /// A blank line.
    Break,
}

impl Token<'_> {
    /// Number of bytes.
    pub(super) const fn len(&self) -> u32 {
        self.end - self.start
    }
}

const LETTER: u8 = 1;
const DIGIT: u8 = 2;
const SPACE: u8 = 3;
const OTHER: u8 = 4;

const CLASSES: [u8; 256] = classes();

const fn classes() -> [u8; 256] {
    let mut table = [OTHER; 256];
    let mut byte = 0;
    while byte < 256 {
        let b = byte as u8;
        if b.is_ascii_alphabetic() || b >= 0x80 {
            table[byte] = LETTER;
        } else if b.is_ascii_digit() {
            table[byte] = DIGIT;
        } else if b.is_ascii_whitespace() {
            table[byte] = SPACE;
        }
        byte += 1;
    }
    table
}

/// Scans `text[start..end]` and appends its tokens.
pub(super) fn scan<'a>(
    text: &str,
    start: usize,
    end: usize,
    lexicon: &'a Lexicon,
    tokens: &mut Vec<Token<'a>>,
) {
    let bytes = text.as_bytes();
    let end = end.min(bytes.len());
    let mut at = start;
    let mut gap = Gap::Break;
    while at < end {
        let class = CLASSES[bytes[at] as usize];
        if class == SPACE {
            gap = gap.max(skip_space(bytes, &mut at, end));
            continue;
        }
        let from = at;
        let token = match class {
            LETTER => match mark_at(bytes, at, end) {
                Some((Some(mark), len)) => {
                    at += len;
                    Some((Kind::Mark(mark), 0, None))
                }
                Some((None, len)) => {
                    at += len;
                    gap = gap.max(Gap::Space);
                    None
                }
                None => {
                    at = word_end(bytes, at, end);
                    Some((Kind::Word, 0, lexicon.look_up(&bytes[from..at])))
                }
            },
            DIGIT => {
                let number = read_number(bytes, &mut at, end);
                Some((Kind::Number, number, None))
            }
            _ => {
                at += 1;
                Some((Kind::Mark(bytes[from]), 0, None))
            }
        };
        if let Some((kind, number, entry)) = token {
            tokens.push(Token { start: from as u32, end: at as u32, kind, number, gap, entry });
            gap = Gap::None;
        }
    }
}

fn skip_space(bytes: &[u8], at: &mut usize, end: usize) -> Gap {
    let mut breaks = 0;
    while *at < end && CLASSES[bytes[*at] as usize] == SPACE {
        breaks += u32::from(bytes[*at] == b'\n');
        *at += 1;
    }
    if breaks > 1 { Gap::Break } else { Gap::Space }
}

fn word_end(bytes: &[u8], mut at: usize, end: usize) -> usize {
    at += 1;
    while at < end
        && CLASSES[bytes[at] as usize] == LETTER
        && (bytes[at] < 0xC2 || mark_at(bytes, at, end).is_none())
    {
        at += 1;
    }
    at
}

fn read_number(bytes: &[u8], at: &mut usize, end: usize) -> u32 {
    let start = *at;
    let mut number = 0_u32;
    while *at < end && bytes[*at].is_ascii_digit() {
        number = number.saturating_mul(10).saturating_add(u32::from(bytes[*at] - b'0'));
        *at += 1;
    }
    if *at - start > 9 { u32::MAX } else { number }
}

/// Typographic marks and spaces outside ASCII: the ASCII mark (or none, for a space) and the length in bytes.
fn mark_at(bytes: &[u8], at: usize, end: usize) -> Option<(Option<u8>, usize)> {
    let first = bytes[at];
    if first < 0xC2 {
        return None;
    }
    if first == 0xC2 && at + 1 < end {
        return match bytes[at + 1] {
            0xA0 => Some((None, 2)),
            0xA3 | 0xA5 => Some((Some(b'$'), 2)),
            0xAA | 0xB5 | 0xBA => None,
            _ => Some((Some(b'*'), 2)),
        };
    }
    if first == 0xE2 && at + 2 < end {
        return match (bytes[at + 1], bytes[at + 2]) {
            (0x80, 0x80..=0x8F | 0xA8 | 0xA9 | 0xAF) => Some((None, 3)),
            (0x80, 0x90..=0x95) => Some((Some(b'-'), 3)),
            (0x80, 0x98 | 0x99) => Some((Some(b'\''), 3)),
            (0x80, 0x9C..=0x9F) => Some((Some(b'"'), 3)),
            (0x82, 0xA0..=0xBF) => Some((Some(b'$'), 3)),
            _ => Some((Some(b'*'), 3)),
        };
    }
    None
}

#[cfg(test)]
mod tests {
    use super::super::table::languages;
    use super::*;

    fn check(text: &str, expected: &[&str]) {
        let lexicon = &languages()[0].lexicon;
        let mut tokens = Vec::new();
        scan(text, 0, text.len(), lexicon, &mut tokens);
        let found: Vec<&str> =
            tokens.iter().map(|token| &text[token.start as usize..token.end as usize]).collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn words_numbers_and_marks() {
        check("On May 3rd, 1952.", &["On", "May", "3", "rd", ",", "1952", "."]);
        check("the \u{2019}60s\u{2014}caf\u{e9}", &["the", "\u{2019}", "60", "s", "\u{2014}", "caf\u{e9}"]);
        check("3\u{a0}May", &["3", "May"]);
        check("\u{4e03}\u{6708}", &["\u{4e03}\u{6708}"]);
        check("", &[]);
    }

    #[test]
    fn a_blank_line_is_a_break() {
        let lexicon = &languages()[0].lexicon;
        let mut tokens = Vec::new();
        scan("a\nb\n\nc", 0, 6, lexicon, &mut tokens);
        let gaps: Vec<Gap> = tokens.iter().map(|token| token.gap).collect();
        assert_eq!(gaps, [Gap::Break, Gap::Space, Gap::Break]);
    }
}
