//! What the archive is decided from: everything the stages before found out about one article, without its text.

use crate::analysis::date::{DateCandidate, PublicationEvidence};
use crate::analysis::entity::EntityCandidate;
use crate::diagnostic::Diagnostic;
use crate::page::draft::{HeadCandidate, Language};
use crate::page::front_matter::FrontMatter;
use crate::page::tree::TextRange;
use crate::source::Format;
use serde::{Deserialize, Serialize};

/// Which article: the source's relative path, and the record in it where a file holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleKey {
    /// Relative path of the source, `/` between its parts.
    pub path: String,
    /// Id or number of the record in the file.
    pub record: Option<String>,
}

/// Everything known of one article before the archive decides.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct ArticleFacts {
    /// Which article.
    pub key: ArticleKey,
    /// The source's format.
    pub format: Format,
    /// SHA-256 of the source's bytes.
    pub source_hash: [u8; 32],
    /// blake3 of the page tree: what an article page must be rendered again for.
    pub body_hash: [u8; 32],
    /// What a person wrote.
    pub front_matter: FrontMatter,
    /// Candidates for the head of the page.
    pub head: Vec<HeadCandidate>,
    /// A title made from the first sentence.
    pub made_title: String,
    /// The first words of the body, for lists and feeds: about 200 characters, cut between words.
    pub summary: String,
    /// The language.
    pub language: Language,
    /// Share of the words that look like scanning errors.
    pub noise: f32,
    /// Words in the text.
    pub words: u32,
    /// Length of the text in bytes.
    pub text_len: u32,
    /// The ranges of the leaf blocks in reading order: paragraph n of the site is `passages[n - 1]`.
    pub passages: Vec<TextRange>,
    /// People, organisations and places (`EntityKind::index`) that an earlier reading of this text found, as
    /// `convert` wrote them and nobody has changed since; empty for texts that were not converted.
    pub found_names: Option<[Vec<String>; 3]>,
    /// Candidates for mentions of entities.
    pub entities: Vec<EntityCandidate>,
    /// Temporal expressions.
    pub dates: Vec<DateCandidate>,
    /// Reasons for a day of publication.
    pub evidence: Vec<PublicationEvidence>,
    /// Addresses of images and links in the text, as written, for carrying files along.
    pub targets: Vec<String>,
    /// What went wrong on the way here.
    pub diagnostics: Vec<Diagnostic>,
    /// What the words of the body look like (`archive::related::signature`): copies of one text are told by it. May
    /// be empty.
    pub fingerprint: Vec<u32>,
    /// The words that the text says most, with their counts ([`super::terms::terms`]).
    pub terms: Vec<(String, u16)>,
}
