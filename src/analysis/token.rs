//! The one tokeniser: words, numbers and marks, with byte offsets. Linear, without allocation per token.
//!
//! Names and dates must agree on where a word ends, so both read these tokens. White space is dropped: two tokens
//! stand side by side when the end of one is the start of the next.

use std::ops::Range;

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and periods as in `O'Neill`, `co-operate`, `U.S.`; also the
    /// possessive ending `'s`, which is split from its word.
    Word,
    /// Digits, with inner `,` `.` `:` and `/` kept apart as marks; `24th` is a number with a suffix.
    Number,
    /// A single mark of punctuation or a symbol.
    Mark,
}

/// A token, as byte offsets into the text it was made from.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// One past the last byte.
    pub end: u32,
    /// What it is made of.
    pub kind: TokenKind,
}

impl Token {
    /// The token's text; empty if it was not made from `text`.
    pub fn of(self, text: &str) -> &str {
        text.get(self.start as usize..self.end as usize).unwrap_or("")
    }
}

/// Splits a text into tokens.
pub fn tokenize(text: &str) -> Vec<Token> {
    let mut tokens = Vec::with_capacity(text.len() / 5);
    tokenize_into(text, 0, &mut tokens);
    tokens
}

/// Appends the tokens of `text` to `tokens`, with `base` added to every offset: for a part of a longer text, and for
/// using one vector many times.
pub fn tokenize_into(text: &str, base: u32, tokens: &mut Vec<Token>) {
    let mut at = 0;
    while let Some(first) = char_at(text, at) {
        let (end, kind) = if first.is_whitespace() || is_invisible(first) {
            at += first.len_utf8();
            continue;
        } else if first.is_numeric() {
            (number_end(text, at), TokenKind::Number)
        } else if first.is_alphabetic() {
            (word_end(text, at), TokenKind::Word)
        } else if let Some(end) = possessive_end(text, at) {
            (end, TokenKind::Word)
        } else {
            (at + first.len_utf8(), TokenKind::Mark)
        };
        tokens.push(Token { start: base + at as u32, end: base + end as u32, kind });
        at = end;
    }
}

fn char_at(text: &str, at: usize) -> Option<char> {
    match text.as_bytes().get(at)? {
        byte if byte.is_ascii() => Some(char::from(*byte)),
        _ => text.get(at..)?.chars().next(),
    }
}

/// Characters that are neither shown nor part of a word by themselves: soft hyphen, joiners, marks of direction.
fn is_invisible(character: char) -> bool {
    matches!(character, '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '\u{202a}'..='\u{202e}')
}

fn is_word_part(character: char) -> bool {
    character.is_alphanumeric()
        || matches!(character, '\u{300}'..='\u{36f}' | '\u{ad}' | '\u{200c}' | '\u{200d}')
}

fn is_apostrophe(character: char) -> bool {
    matches!(character, '\'' | '\u{2019}')
}

/// The end of the run of letters and digits that starts at `at`.
fn run_end(text: &str, mut at: usize) -> usize {
    while let Some(character) = char_at(text, at).filter(|character| is_word_part(*character)) {
        at += character.len_utf8();
    }
    at
}

fn number_end(text: &str, at: usize) -> usize {
    run_end(text, at)
}

/// The end of `'s` at `at`, when it closes a word.
fn possessive_end(text: &str, at: usize) -> Option<usize> {
    let apostrophe = char_at(text, at).filter(|character| is_apostrophe(*character))?;
    let letter = at + apostrophe.len_utf8();
    let closes_word =
        text.get(..at)?.chars().next_back().is_some_and(is_word_part) || text.get(..at)?.ends_with('.');
    let is_s = matches!(char_at(text, letter), Some('s' | 'S'));
    (closes_word && is_s && !char_at(text, letter + 1).is_some_and(is_word_part)).then_some(letter + 1)
}

/// The end of the word that starts at `start`: runs of letters held together by inner apostrophes, hyphens, periods.
fn word_end(text: &str, start: usize) -> usize {
    let mut end = run_end(text, start);
    let mut periods = Periods::new(start, end);
    while let Some(joint) = char_at(text, end) {
        let next = end + joint.len_utf8();
        if !char_at(text, next).is_some_and(char::is_alphabetic) {
            break;
        }
        let joins = match joint {
            '\'' | '\u{2019}' => possessive_end(text, end).is_none(),
            '-' | '\u{2010}' | '\u{2011}' => {
                !text.get(..end).is_some_and(|before| before.ends_with(is_digit))
            }
            '&' => next - start <= 3 && is_capital_letter(text, next),
            '.' => periods.joins(text, end, next),
            _ => false,
        };
        if !joins {
            break;
        }
        let run = run_end(text, next);
        periods.note(joint, next, run);
        end = run;
    }
    if periods.is_abbreviation() && char_at(text, end) == Some('.') { end + 1 } else { end }
}

fn is_digit(character: char) -> bool {
    character.is_ascii_digit()
}

/// Whether the run at `at` is one capital letter, as in `AT&T`.
fn is_capital_letter(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(char::is_uppercase) && run_end(text, at) <= at + 2
}

/// What is known of the periods inside the word being read: `U.S.` keeps its last period, `example.com` does not.
struct Periods {
    last_run: Range<usize>,
    seen: bool,
    short: bool,
}

impl Periods {
    fn new(start: usize, end: usize) -> Self {
        Self { last_run: start..end, seen: false, short: end - start <= 2 }
    }

    fn note(&mut self, joint: char, start: usize, end: usize) {
        self.seen |= joint == '.';
        self.short &= end - start <= 2;
        self.last_run = start..end;
    }

    /// Whether a period at `period` holds the runs around it together: in abbreviations and in domain names, but not
    /// where the space after a full stop was forgotten.
    fn joins(&self, text: &str, period: usize, next: usize) -> bool {
        let before = char_at(text, self.last_run.start).unwrap_or(' ');
        let after = char_at(text, next).unwrap_or(' ');
        let abbreviation = period - self.last_run.start <= 2 && run_end(text, next) - next <= 2;
        abbreviation || (before.is_ascii_lowercase() && after.is_ascii_lowercase())
    }

    fn is_abbreviation(&self) -> bool {
        self.seen && self.short
    }
}

/// Splits the tokens of `text` into sentences, as ranges of token indices that cover all of them.
///
/// `tokens` must be those of `text`. A line break ends a sentence: hard wraps are joined before this.
pub fn sentences(text: &str, tokens: &[Token]) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let mut start = 0;
    for index in 1..tokens.len() {
        if starts_sentence(text, tokens, index) {
            found.push(start..index);
            start = index;
        }
    }
    if start < tokens.len() {
        found.push(start..tokens.len());
    }
    found
}

fn starts_sentence(text: &str, tokens: &[Token], index: usize) -> bool {
    let (last, first) = (tokens[index - 1], tokens[index]);
    let gap = text.get(last.end as usize..first.start as usize).unwrap_or("");
    if gap.is_empty() {
        return false;
    }
    if gap.contains(['\n', '\r', '\u{2028}', '\u{2029}']) {
        return true;
    }
    may_open(text, tokens, index) && closes_sentence(text, &tokens[..index], first.of(text))
}

/// Whether the token may be the first of a sentence: not a lower-case word, not a closing mark.
fn may_open(text: &str, tokens: &[Token], index: usize) -> bool {
    let first = tokens[index].of(text).chars().next().unwrap_or(' ');
    match tokens[index].kind {
        TokenKind::Word => !first.is_lowercase(),
        TokenKind::Number => true,
        TokenKind::Mark => "\"'“‘«([—–-•*¿¡#@$£€".contains(first),
    }
}

/// Whether the tokens end with a full stop, behind which quotes and brackets may have been closed.
fn closes_sentence(text: &str, before: &[Token], next: &str) -> bool {
    let mut end = before.len();
    while end > 1 && end + 4 > before.len() && "\"'”’»)]".contains(before[end - 1].of(text)) {
        end -= 1;
    }
    let Some(last) = before.get(end - 1) else { return false };
    match last.of(text) {
        "!" | "?" | "…" | "。" => true,
        "." => !is_abbreviated(text, &before[..end - 1], last.start, next),
        word => last.kind == TokenKind::Word && word.ends_with('.') && OPENERS.contains(&next),
    }
}

/// Whether the period at `period` belongs to an abbreviation or an initial rather than to the sentence.
fn is_abbreviated(text: &str, before: &[Token], period: u32, next: &str) -> bool {
    let Some(word) = before.last().filter(|word| word.end == period && word.kind == TokenKind::Word) else {
        return false;
    };
    let word = word.of(text);
    let is_initial = word.chars().count() == 1 && word.chars().all(char::is_uppercase) && word != "I";
    is_initial && !OPENERS.contains(&next) || is_abbreviation(word) || is_abbreviation_in_capitals(word)
}

/// "CAPT. WM. OAKE": in a line of capitals too. "NO." is more often the answer there.
fn is_abbreviation_in_capitals(word: &str) -> bool {
    let capitals =
        word.len() > 1 && word.len() <= 6 && word.bytes().all(|letter| letter.is_ascii_uppercase());
    capitals && word != "NO" && {
        let mut small = word.to_ascii_lowercase();
        small[..1].make_ascii_uppercase();
        is_abbreviation(&small)
    }
}

/// Whether a word is usually written with a period behind it that does not end the sentence: `Mr`, `Sept`, `No`.
pub fn is_abbreviation(word: &str) -> bool {
    ABBREVIATIONS.binary_search(&word).is_ok()
}

/// Sorted. Words that may well end a sentence (`Inc`, `etc`) are not here.
const ABBREVIATIONS: &[&str] = &[
    "Adm", "Apr", "Atty", "Aug", "Ave", "Bldg", "Blvd", "Brig", "Bros", "Capt", "Chas", "Cmdr", "Col",
    "Comdr", "Cpl", "Dec", "Dr", "Edw", "Esq", "Feb", "Fr", "Ft", "Gen", "Geo", "Gov", "Hon", "Jan", "Jas",
    "Jos", "Jul", "Jun", "Lieut", "Lt", "Maj", "Mar", "Messrs", "Mfg", "Mlle", "Mme", "Mr", "Mrs", "Ms",
    "Msgr", "Mt", "No", "Nos", "Nov", "Oct", "Pfc", "Pres", "Prof", "Pvt", "Rep", "Reps", "Rev", "Robt",
    "Sen", "Sens", "Sep", "Sept", "Sgt", "Sr", "St", "Ste", "Supt", "Thos", "Vol", "Wm", "al", "cf", "eg",
    "ie", "no", "pp", "vol", "vs",
];

/// Words that open a sentence more often than they follow an abbreviation.
const OPENERS: &[&str] = &[
    "A", "After", "All", "Although", "An", "And", "As", "At", "Because", "Before", "But", "By", "During",
    "For", "From", "He", "Her", "His", "How", "However", "I", "If", "In", "It", "Its", "Many", "Most", "My",
    "No", "Now", "On", "Or", "Our", "She", "Since", "So", "Some", "That", "The", "Their", "Then", "There",
    "These", "They", "This", "Those", "Though", "To", "We", "What", "When", "Where", "While", "Who", "Why",
    "With", "Yet", "You",
];

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &str) {
        let words: Vec<&str> = tokenize(text).iter().map(|token| token.of(text)).collect();
        assert_eq!(words.join(" "), expected, "{text:?}");
    }

    fn check_sentences(text: &str, expected: &[&str]) {
        let tokens = tokenize(text);
        let found: Vec<&str> = sentences(text, &tokens)
            .into_iter()
            .map(|range| &text[tokens[range.start].start as usize..tokens[range.end - 1].end as usize])
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn words_keep_inner_marks() {
        check("O'Neill co-operates.", "O'Neill co-operates .");
        check("d’Ivoire won’t", "d’Ivoire won’t");
        check("the U.S. and the U.S.S.R.", "the U.S. and the U.S.S.R.");
        check("at 9 a.m. today", "at 9 a.m. today");
        check("a Ph.D. from AT&T", "a Ph.D. from AT&T");
        check("see example.com.", "see example.com .");
        check("It ended.Then he left", "It ended . Then he left");
        check("so\u{ad}lu\u{ad}tion", "so\u{ad}lu\u{ad}tion");
    }

    #[test]
    fn possessives_are_split() {
        check("Ukraine's and the boys' U.S.'s", "Ukraine 's and the boys ' U.S. 's");
        check("Zelensky’s letter", "Zelensky ’s letter");
        check("'such a sudden stop'", "' such a sudden stop '");
    }

    #[test]
    fn numbers_are_split_at_their_marks() {
        check("10,000.5 on 3/4/52 at 10:30", "10 , 000 . 5 on 3 / 4 / 52 at 10 : 30");
        check("the 24th of the 1950s, 24-year-old", "the 24th of the 1950s , 24 - year-old");
        check("COVID-19 in mid-1990s, Boeing 747", "COVID - 19 in mid - 1990s , Boeing 747");
    }

    #[test]
    fn line_ends_and_marks() {
        check("one\r\ntwo\t—three…", "one two — three …");
        check("\u{feff}😀 ok", "😀 ok");
        check("שלום world", "שלום world");
        check("", "");
    }

    #[test]
    fn sentences_end_at_full_stops_and_line_breaks() {
        check_sentences("Mr. Hale came. He left.", &["Mr. Hale came.", "He left."]);
        check_sentences("J. R. Hale of St. Paul.", &["J. R. Hale of St. Paul."]);
        check_sentences(
            "CAPT. WM. HALE DEAD. HE SAID NO. ALL WEPT",
            &["CAPT. WM. HALE DEAD.", "HE SAID NO.", "ALL WEPT"],
        );
        check_sentences("“Go!” He went.", &["“Go!”", "He went."]);
        check_sentences(
            "From the U.S. Senate. In the U.S. The",
            &["From the U.S. Senate.", "In the U.S.", "The"],
        );
        check_sentences("no stop\r\nnext line", &["no stop", "next line"]);
        check_sentences("It cost 3.5 in all. 4 came", &["It cost 3.5 in all.", "4 came"]);
        check_sentences("", &[]);
    }

    #[test]
    fn tables_are_sorted() {
        assert!(ABBREVIATIONS.is_sorted() && OPENERS.is_sorted());
    }

    proptest! {
        #[test]
        fn tokens_cover_everything_but_space(text in "\\PC{0,80}|[A-Za-z.'’&\\-0-9 \\r\\n]{0,80}") {
            let tokens = tokenize(&text);
            let mut at = 0;
            for token in &tokens {
                let gap = &text[at..token.start as usize];
                prop_assert!(gap.chars().all(|c| c.is_whitespace() || is_invisible(c)));
                prop_assert!(!token.of(&text).is_empty());
                prop_assert!(!token.of(&text).contains(char::is_whitespace));
                at = token.end as usize;
            }
            prop_assert!(text[at..].chars().all(|c| c.is_whitespace() || is_invisible(c)));
            let ranges = sentences(&text, &tokens);
            let ends: Vec<usize> = ranges.iter().map(|range| range.end).collect();
            let starts: Vec<usize> = ranges.iter().map(|range| range.start).collect();
            prop_assert_eq!(starts.get(1..).unwrap_or(&[]), ends.split_last().map_or(&[][..], |(_, rest)| rest));
            prop_assert_eq!(ends.last().copied().unwrap_or(0), tokens.len());
        }
    }
}
