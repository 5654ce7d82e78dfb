//! The one tokeniser: words, numbers and marks, with byte offsets. Linear, without allocation per token.

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenKind {
    /// Letters, with inner apostrophes, hyphens and periods as in `O'Neill`, `co-operate`, `U.S.`.
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
