//! What one file says about itself before the archive has a word in it: the page, front matter, and candidates.

use super::divided::DividedWord;
use super::front_matter::FrontMatter;
use super::tree::{Page, TextRange};
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// One article as read from one file. A file may hold several; each has its own `record`.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct ArticleDraft {
    /// Which article of a file that holds several: its id or number there. `None` for the usual one.
    pub record: Option<String>,
    /// What a person wrote about the article. It always wins.
    pub front_matter: FrontMatter,
    /// The text and its structure.
    pub page: Page,
    /// What lines at the head (and foot) of the text may be. Whether they are is decided over the archive.
    pub head: Vec<HeadCandidate>,
    /// A title made from the first sentence, for when no candidate is taken: cut at a clause, never inside a word,
    /// at most about 90 characters.
    pub made_title: String,
    /// The language of the text.
    pub language: Language,
    /// The short lines at the top and the foot of the page.
    pub edges: Vec<EdgeLine>,
    /// Words divided at line ends that the file alone could not settle, one for each place.
    pub divided: Vec<DividedWord>,
}

/// A short line at the top or the foot of a page: what a folder's files repeat there is its furniture.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EdgeLine {
    /// Index of the top-level block.
    pub block: u32,
    /// Its words.
    pub text: String,
    /// How much it looks like a title by itself, 0 to 1; 0 for lines that state something and for those at the foot.
    pub title_score: f32,
    /// Whether it stands at the foot.
    pub foot: bool,
}

/// The language of an article: a BCP 47 primary tag, with the detector's confidence from 0 to 1.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Language {
    /// For example `en`; `und` when it could not be told.
    pub code: CompactString,
    /// From 0 to 1; 1 when the front matter or the configuration says it.
    pub confidence: f32,
}

impl Default for Language {
    fn default() -> Self {
        Self { code: "und".into(), confidence: 0.0 }
    }
}

/// A part of the text that may belong to the head of the page rather than to its body.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct HeadCandidate {
    /// What it may be.
    pub role: HeadRole,
    /// Index of the first top-level block concerned.
    pub block: u32,
    /// How many top-level blocks it takes (a title over two lines may take two). 0 when it is only the beginning of
    /// the block, as a dateline run in with the first paragraph is: the block then stays in the body.
    pub blocks: u32,
    /// Where in the text.
    pub range: TextRange,
    /// What would be shown: "Jane Doe" for "By JANE DOE, Staff Writer".
    pub value: String,
    /// Probability from 0 to 1 that the role is right, by the file alone.
    pub score: f32,
    /// A short stable name of the convention by which it was found ("first-line", "all-caps-line", "by-line"):
    /// `archive::habits` counts these, so that a folder's custom settles its doubtful files.
    pub convention: String,
}

/// The parts of an article's head.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum HeadRole {
    /// The headline.
    Title,
    /// The summary line under the headline.
    Deck,
    /// A label over the headline: a section or a series.
    Kicker,
    /// Who wrote it. One candidate for each author.
    Byline,
    /// Place, and often day and agency, at the head of the first paragraph.
    Dateline,
    /// A line that states when it was published.
    Published,
    /// A line that states when it was changed.
    Updated,
    /// A line that states where it comes from.
    Source,
    /// A copyright line.
    Copyright,
    /// A line that the files of a folder repeat: navigation, a standing notice. Taken for it by the archive alone.
    Furniture,
}
