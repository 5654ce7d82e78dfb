//! What the archive is decided from: everything the stages before found out about one article, without its text.

use super::scratch::Scratch;
use super::terms::Terms;
use crate::analysis::date::{DateCandidate, PublicationEvidence};
use crate::analysis::entity::EntityCandidate;
use crate::analysis::kin::Kin;
use crate::analysis::life::Life;
use crate::diagnostic::Diagnostic;
use crate::page::divided::DividedWord;
use crate::page::draft::{EdgeLine, HeadCandidate, Language};
use crate::page::front_matter::FrontMatter;
use crate::page::seldom::{Empty, Seldom};
use crate::page::tree::TextRange;
use crate::source::Format;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;
use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::fmt;
use std::fmt::Debug;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

/// Which article: the source's relative path, and the record in it where a file holds several.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct ArticleKey {
    /// Relative path of the source, `/` between its parts.
    pub path: CompactString,
    /// Id or number of the record in the file.
    pub record: Option<CompactString>,
}

/// Its name in the overlay, the ledger and the tables: the path, with `#record` where a file holds several.
impl fmt::Display for ArticleKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.record {
            Some(record) => write!(f, "{}#{record}", self.path),
            None => f.write_str(&self.path),
        }
    }
}

impl ArticleKey {
    /// What records are ordered by: numbers as numbers, so that the tenth comes after the ninth.
    fn record_order(&self) -> Option<(bool, usize, &str)> {
        let record = self.record.as_deref()?;
        let digits = !record.is_empty() && record.bytes().all(|byte| byte.is_ascii_digit());
        Some(if digits { (false, record.trim_start_matches('0').len(), record) } else { (true, 0, record) })
    }
}

impl Ord for ArticleKey {
    fn cmp(&self, other: &Self) -> Ordering {
        self.path.cmp(&other.path).then_with(|| self.record_order().cmp(&other.record_order()))
    }
}

impl PartialOrd for ArticleKey {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

/// What is read once or twice, and is larger than all the other facts: a large archive does not hold it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct Particulars {
    /// [`ArticleFacts::summary`] of an article whose title is stated.
    pub summary: String,
    /// The ranges of the leaf blocks in reading order: paragraph n of the site is `passages[n - 1]`.
    pub passages: Vec<TextRange>,
    /// What the words of the body look like (`archive::related::signature`): copies of one text are told by it. May
    /// be empty.
    pub fingerprint: Vec<u32>,
    /// The words that the text says most ([`super::terms::terms`]).
    pub terms: Terms,
}

impl Empty for Particulars {
    fn empty() -> &'static Self {
        static EMPTY: LazyLock<Particulars> = LazyLock::new(Particulars::default);
        &EMPTY
    }
}

/// Where an archive puts away what it need not hold.
pub trait Shelf: Debug + Sync {
    /// The particulars of an article: `kept` is what its facts still have, `stored` the number of its body.
    fn particulars<'f>(&self, stored: u32, kept: &'f Particulars) -> Cow<'f, Particulars>;
    /// Room for what is put away and read again; `None` where everything is held.
    fn room(&self) -> Option<Box<dyn Scratch>>;
}

/// Nothing is put away.
#[derive(Clone, Copy, Debug)]
pub struct InMemory;

impl Shelf for InMemory {
    fn particulars<'f>(&self, _stored: u32, kept: &'f Particulars) -> Cow<'f, Particulars> {
        Cow::Borrowed(kept)
    }

    fn room(&self) -> Option<Box<dyn Scratch>> {
        None
    }
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
    pub front_matter: Seldom<FrontMatter>,
    /// Candidates for the head of the page.
    pub head: Vec<HeadCandidate>,
    /// A title made from the first sentence.
    pub made_title: String,
    /// The first words of the body, for lists and feeds: about 200 characters, cut between words. It may hold the title
    /// of an article that states none.
    pub summary: String,
    /// The language.
    pub language: Language,
    /// Share of the words that look like scanning errors.
    pub noise: f32,
    /// Words in the text.
    pub words: u32,
    /// Length of the text in bytes.
    pub text_len: u32,
    /// How many leaf blocks it has.
    pub leaves: u32,
    /// Candidates for mentions of entities.
    pub entities: Vec<EntityCandidate>,
    /// Temporal expressions.
    pub dates: Vec<DateCandidate>,
    /// Reasons for a day of publication.
    pub evidence: Vec<PublicationEvidence>,
    /// Facts that few articles have, which are read through these.
    pub more: Seldom<MoreFacts>,
    /// What is read once or twice; empty where it is put away ([`Shelf`]).
    pub particulars: Seldom<Particulars>,
    /// Number of its body in the store of bodies.
    #[serde(skip)]
    pub stored: u32,
    /// The short lines at the top and the foot of the page.
    pub edges: Vec<EdgeLine>,
    /// The encoding of the source, by its name in the WHATWG standard.
    pub encoding: CompactString,
}

/// Facts that few articles have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MoreFacts {
    /// People, organisations and places (`EntityKind::index`) that an earlier reading of this text found, as
    /// `convert` wrote them and nobody has changed since; empty for texts that were not converted.
    pub found_names: Option<[Vec<String>; 3]>,
    /// Kinship stated between the mentions.
    pub kin: Vec<Kin>,
    /// What is said of people that tells namesakes apart.
    pub lives: Vec<Life>,
    /// Addresses of images and links in the text, as written, for carrying files along.
    pub targets: Vec<String>,
    /// What went wrong on the way here.
    pub diagnostics: Vec<Diagnostic>,
    /// The words of navigation with which the text begins, in small letters.
    pub opening: String,
    /// Words divided at line ends that the file alone could not settle.
    pub divided: Vec<DividedWord>,
    /// Page furniture that was set aside: reason → how many pieces.
    pub furniture: BTreeMap<String, u32>,
    /// Quotation marks that were repaired.
    pub repaired: u32,
}

impl Empty for MoreFacts {
    fn empty() -> &'static Self {
        static EMPTY: LazyLock<MoreFacts> = LazyLock::new(MoreFacts::default);
        &EMPTY
    }
}

impl Deref for ArticleFacts {
    type Target = MoreFacts;

    fn deref(&self) -> &MoreFacts {
        &self.more
    }
}

impl DerefMut for ArticleFacts {
    fn deref_mut(&mut self) -> &mut MoreFacts {
        &mut self.more
    }
}

impl ArticleFacts {
    /// Gives back the room that lists and texts keep for what may still come.
    pub fn shrink(&mut self) {
        self.made_title.shrink_to_fit();
        self.summary.shrink_to_fit();
        self.head.shrink_to_fit();
        self.entities.shrink_to_fit();
        self.dates.shrink_to_fit();
        self.evidence.shrink_to_fit();
        self.edges.shrink_to_fit();
        if let Some(written) = self.front_matter.held_mut() {
            written.more.settle();
        }
        self.front_matter.settle();
        self.more.settle();
    }

    /// Facts of an article of which nothing is known.
    pub fn new(key: ArticleKey) -> Self {
        Self {
            key,
            format: Format::Text,
            source_hash: [0; 32],
            body_hash: [0; 32],
            front_matter: Seldom::default(),
            head: Vec::new(),
            made_title: String::new(),
            summary: String::new(),
            language: Language::default(),
            noise: 0.0,
            words: 0,
            text_len: 0,
            leaves: 0,
            more: Seldom::default(),
            entities: Vec::new(),
            dates: Vec::new(),
            evidence: Vec::new(),
            particulars: Seldom::default(),
            stored: 0,
            edges: Vec::new(),
            encoding: CompactString::default(),
        }
    }
}
