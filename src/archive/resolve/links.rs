//! What the linking of one article yields.

use super::forms::FormId;

/// What a mention stands for, as far as its article tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The most telling form of it in the article.
    pub(super) head: FormId,
    /// In percent.
    pub(super) certainty: u8,
    /// A short form that the article does not explain: the archive may.
    pub(super) bare: bool,
    /// Nothing but the kind of a body or place: "the Committee".
    pub(super) kind_alone: bool,
}

/// A short or other form, and what it stood for in an article: counted over the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Evidence {
    /// The short form.
    pub(super) form: FormId,
    /// What it stood for.
    pub(super) head: FormId,
    /// 3 for a definition ("Halifax Fishermen's Union (HFU)"), else 1.
    pub(super) weight: u32,
    /// The two are one name in other letters, order or language: they are one wherever they stand.
    pub(super) same_name: bool,
}
