//! The archive as decided: articles dated, mentions resolved to entities. Metadata only; text stays on the disk.
//!
//! Cross-references are indexes into the vectors of [`Archive`]; nothing here is shared or locked.

use super::facts::ArticleKey;
use crate::analysis::date::DateMention;
use crate::analysis::entity::EntityKind;
use crate::config::Stemming;
use crate::diagnostic::Diagnostic;
use crate::page::draft::HeadRole;
use crate::page::path::IssueNumber;
use crate::page::seldom::{Empty, Seldom};
use crate::page::tree::TextRange;
use crate::source::Format;
use crate::strings::Strings;
use chrono::NaiveDate;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::{Deref, DerefMut};
use std::sync::{Arc, LazyLock};

/// Index into [`Archive::articles`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ArticleId(pub u32);

/// Index into [`Archive::entities`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct EntityId(pub u32);

/// Index into [`Archive::authors`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct AuthorId(pub u32);

/// Index into [`Archive::topics`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct TopicId(pub u32);

/// Everything that pages are rendered from, apart from the bodies.
#[derive(Clone, Debug, Default)]
pub struct Archive {
    /// What the configuration says about the site.
    pub site: SiteFacts,
    /// The strings of the interface, in its language.
    pub strings: Strings,
    /// The articles that have a page, in order of their keys.
    pub articles: Vec<Article>,
    /// The entities, by kind, then by id string.
    pub entities: Vec<Entity>,
    /// Authors, in order of their slugs.
    pub authors: Vec<Author>,
    /// Topics, in order of their slugs.
    pub topics: Vec<Topic>,
    /// Articles with a shown date, oldest first; of one day, in order of their keys.
    pub dated: Vec<ArticleId>,
    /// Articles without one, in order of their keys.
    pub undated: Vec<ArticleId>,
    /// Relative paths of the files beside the articles that are carried along: a link or an image leads to one of
    /// them, or it leads nowhere.
    pub carried: BTreeSet<String>,
    /// What a person wrote of sections, by their names.
    pub section_descriptions: BTreeMap<String, String>,
    /// Articles that have no page: drafts, hidden ones, those under embargo. What belongs to them alone is not carried
    /// along either.
    pub left_out: Vec<LeftOut>,
    /// Source files that readers are offered as they are, by path of the source.
    pub offered: BTreeMap<String, Offered>,
    /// Old addresses: output path → where to.
    pub redirects: BTreeMap<String, Redirect>,
    /// What the archive's habits are, for the about page, `inspect --summary` and the build report: sentences.
    pub habits: Vec<String>,
    /// The same with counts and exceptions, for `inspect --summary`.
    pub conventions: Vec<Convention>,
    /// Trouble met on the way, in a stable order.
    pub diagnostics: Vec<Diagnostic>,
}

/// An article that has no page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct LeftOut {
    /// Path of its source.
    pub path: String,
    /// Addresses of images and links in its text, as written.
    pub targets: Vec<String>,
}

/// A source file that readers are offered.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Offered {
    /// Its output path.
    pub path: String,
    /// SHA-256 of its bytes.
    pub hash: [u8; 32],
}

/// Something that the archive's files have in common, and which do not.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Convention {
    /// What it is about, in a word or two: "title", "encoding".
    pub topic: &'static str,
    /// What is so: "title from the first line".
    pub says: String,
    /// In how many it is so.
    pub count: usize,
    /// Of how many.
    pub of: usize,
    /// What is counted: "files" or "articles".
    pub what: &'static str,
    /// The folder that it is about; `None` for the whole archive.
    pub folder: Option<String>,
    /// Those that are not so where nearly all are, or those that are where few are; empty in between.
    pub exceptions: Vec<ArticleId>,
    /// Finer counts.
    pub details: BTreeMap<String, usize>,
    /// Whether the build report tells it.
    pub brief: bool,
}

/// Facts about the whole site, from the configuration and the clock.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct SiteFacts {
    /// Title of the site.
    pub title: String,
    /// One sentence about it; may be empty.
    pub description: String,
    /// BCP 47 tag of the interface and of articles whose language is not known.
    pub language: String,
    /// Absolute address of the site's root, ending in `/`.
    pub base_url: Option<String>,
    /// Licence or rights statement.
    pub license: Option<String>,
    /// Line at the foot of each page.
    pub footer: Option<String>,
    /// Accent colour as `#rrggbb`.
    pub accent: Option<String>,
    /// Path of the logo among the static files.
    pub logo: Option<String>,
    /// Where to report a problem.
    pub contact_email: Option<String>,
    /// Number of days that stand for "now": the build's clock.
    pub now: NaiveDate,
    /// Version of Backfile.
    pub version: String,
    /// Rows on a page of a long list.
    pub page_size: usize,
    /// Whether the site can be searched.
    pub search: bool,
    /// Whether a search finds other forms of a word.
    pub stemming: Stemming,
    /// Articles that an entity must be named in to have a page.
    pub min_mentions: usize,
    /// Confidence from which a mention is linked.
    pub min_confidence: f32,
    /// Confidence from which an inferred date is shown as the article's date.
    pub min_date_confidence: f32,
}

/// Where an old address leads.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub enum Redirect {
    /// To another page of the site (output path).
    To(String),
    /// Nowhere any more: the page says what it was.
    Gone(String),
}

/// One article.
#[derive(Clone, Debug, Serialize)]
pub struct Article {
    /// Which article.
    pub key: ArticleKey,
    /// Its page, relative to the site's root: `articles/1952/storm.html`.
    pub url: String,
    /// The headline.
    pub title: Title,
    /// The other lines of the head, which are read through the article.
    pub lines: Seldom<HeadLines>,
    /// Authors, in order.
    pub authors: Vec<AuthorId>,
    /// The text is not signed: the names of the archive's files say who wrote it.
    pub author_by_path: bool,
    /// Section of the publication.
    pub section: Option<String>,
    /// Summary for lists, feeds and search engines.
    pub summary: String,
    /// When it was published, with the evidence; `None` when nothing speaks for any year.
    pub published: Option<Published>,
    /// Stated day of the last change.
    pub updated: Option<NaiveDate>,
    /// Topics, in the order in which they were given.
    pub topics: Vec<TopicId>,
    /// BCP 47 primary language tag.
    pub language: CompactString,
    /// The source's format.
    pub format: Format,
    /// SHA-256 of the source's bytes.
    pub source_hash: [u8; 32],
    /// blake3 of the page tree.
    pub body_hash: [u8; 32],
    /// Words in the text.
    pub words: u32,
    /// The ranges of the leaf blocks in reading order; `#p3` is `passages[2]`.
    pub passages: Vec<TextRange>,
    /// Top-level blocks that are shown in the head of the page, or not at all, instead of in the body.
    pub head: Vec<HeadBlock>,
    /// What of the head was nearly decided otherwise, for `inspect`.
    pub head_doubts: Vec<HeadDoubt>,
    /// Mentions of entities in order of the text; those below the threshold of confidence are kept out.
    pub mentions: Vec<Mention>,
    /// Dates that the text speaks of, in order of the text.
    pub dates: Vec<DateMention>,
    /// At most five related articles, the nearest first.
    pub related: Vec<Related>,
    /// Number of its body in the store of bodies.
    pub stored: u32,
    /// Keep out of search engines, feeds and sitemap.
    pub noindex: bool,
    /// Addresses of images and links in the text, as written ([`super::facts::ArticleFacts::targets`]): the page
    /// depends on where each of them leads.
    pub targets: Vec<String>,
}

impl Article {
    /// An article of a title with everything else empty, for what makes articles of its own.
    pub fn new(key: ArticleKey, url: String, title: Title) -> Self {
        Self {
            key,
            url,
            title,
            lines: Seldom::default(),
            authors: Vec::new(),
            author_by_path: false,
            section: None,
            summary: String::new(),
            published: None,
            updated: None,
            topics: Vec::new(),
            language: "en".into(),
            format: Format::Text,
            source_hash: [0; 32],
            body_hash: [0; 32],
            words: 0,
            passages: Vec::new(),
            head: Vec::new(),
            head_doubts: Vec::new(),
            mentions: Vec::new(),
            dates: Vec::new(),
            related: Vec::new(),
            stored: 0,
            noindex: false,
            targets: Vec::new(),
        }
    }
}

impl Deref for Article {
    type Target = HeadLines;

    fn deref(&self) -> &HeadLines {
        &self.lines
    }
}

impl DerefMut for Article {
    fn deref_mut(&mut self) -> &mut HeadLines {
        &mut self.lines
    }
}

/// Lines of an article's head that many articles do not have.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct HeadLines {
    /// The summary line under the headline.
    pub deck: Option<String>,
    /// The label over it.
    pub kicker: Option<String>,
    /// Place and agency at the head of the text.
    pub dateline: Option<String>,
    /// Page of the printed publication.
    pub printed_page: Option<String>,
    /// Which issue of it.
    pub issue_number: IssueNumber,
    /// Where the text comes from.
    pub source: Option<String>,
    /// Rights statement of this article.
    pub rights: Option<String>,
}

impl Empty for HeadLines {
    fn empty() -> &'static Self {
        static EMPTY: LazyLock<HeadLines> = LazyLock::new(HeadLines::default);
        &EMPTY
    }
}

/// A headline and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Title {
    /// The words.
    pub text: String,
    /// Where from.
    pub origin: TitleOrigin,
}

/// Where a headline comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum TitleOrigin {
    /// The corrections overlay.
    Overlay,
    /// Front matter.
    FrontMatter,
    /// What a saved web page says about itself.
    Metadata,
    /// The field of a record in a dump.
    Record,
    /// A line of the text.
    Line,
    /// Made from the first sentence; the page says so.
    Made,
    /// The file's name, for a file without text.
    FileName,
}

impl TitleOrigin {
    /// Whether a person or the source itself states the title, so that none is read from the text.
    pub const fn is_stated(self) -> bool {
        matches!(self, Self::Overlay | Self::FrontMatter | Self::Metadata | Self::Record)
    }
}

/// What a line of the head was nearly decided to be, or not to be.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct HeadDoubt {
    /// What it may be.
    pub role: HeadRole,
    /// What would be shown.
    pub value: String,
    /// Probability from 0 to 1.
    pub confidence: f32,
    /// Whether it was taken.
    pub taken: bool,
}

/// A top-level block that the body leaves out because the head shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeadBlock {
    /// Index into `Page::blocks`.
    pub block: u32,
    /// What it was taken for.
    pub role: HeadRole,
}

/// When an article was published, as far as can be told.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Published {
    /// Best value: YYYY, YYYY-MM or YYYY-MM-DD.
    pub value: CompactString,
    /// First possible day.
    pub earliest: NaiveDate,
    /// Last possible day.
    pub latest: NaiveDate,
    /// Probability from 0 to 1 that the year is right.
    pub confidence: f32,
    /// Whether a person or the publication states it (front matter, overlay, date line, file name), as opposed to
    /// inferred from what the text speaks of.
    pub stated: bool,
    /// Whether it is certain enough to stand in the date indexes.
    pub shown: bool,
    /// Sentences for the reader, the weightiest first. Articles of one day often share them.
    pub evidence: Arc<[String]>,
}

/// A mention of an entity.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Mention {
    /// Where in the page's text.
    pub range: TextRange,
    /// Who or what.
    pub entity: EntityId,
    /// Confidence that it is a mention of this kind, and of this entity, in percent.
    pub confidence: u8,
}

/// A suggestion of what to read next.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct Related {
    /// Which article.
    pub article: ArticleId,
    /// Why, for the reader: "shares 3 names, same week".
    pub reason: String,
}

/// A name that was taken for an entity's, and why.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct JoinedName {
    /// The form, as printed.
    pub name: String,
    /// Why.
    pub reason: JoinReason,
    /// How surely, in percent.
    pub confidence: u8,
}

/// Why two names were taken for one identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "snake_case")]
pub enum JoinReason {
    /// An initial stands for a given name.
    Initial,
    /// A short form of the name.
    ShortForm,
    /// Another spelling of a name from another alphabet or language.
    Spelling,
    /// The given name in another language; the articles name the same others.
    Translated,
    /// One letter differs; the articles name the same others.
    OneLetter,
    /// A middle name, a suffix or a particle is left out.
    Detail,
    /// The first letters of the words.
    Letters,
    /// An article says so: a name before marriage, a husband's name, another name.
    Stated,
    /// One article uses both.
    OneArticle,
    /// The authority file says so.
    Authority,
}

impl JoinReason {
    /// Its key among the strings: `joined.initial`.
    pub const fn key(self) -> &'static str {
        match self {
            Self::Initial => "joined.initial",
            Self::ShortForm => "joined.short_form",
            Self::Spelling => "joined.spelling",
            Self::Translated => "joined.translated",
            Self::OneLetter => "joined.one_letter",
            Self::Detail => "joined.detail",
            Self::Letters => "joined.letters",
            Self::Stated => "joined.stated",
            Self::OneArticle => "joined.one_article",
            Self::Authority => "joined.authority",
        }
    }
}

/// A person, organisation or place.
#[derive(Clone, Debug, Serialize)]
pub struct Entity {
    /// Kind.
    pub kind: EntityKind,
    /// Stable id: the ledger's or the authority file's, for example `people/eleanor-vance`.
    pub id: String,
    /// Preferred form of the name.
    pub name: String,
    /// The form by which it is sorted: "Vance, Eleanor".
    pub sort: String,
    /// What tells it from a namesake, for headings and lists: "mayor", "1931–1940"; usually absent.
    pub qualifier: Option<String>,
    /// Output path of its page; `None` when it is only a row of the index.
    pub url: Option<String>,
    /// Forms seen in print, with the number of mentions, the most frequent first.
    pub variants: Vec<(String, u32)>,
    /// Why the forms that are not written as the name were taken for it.
    pub joined: Vec<JoinedName>,
    /// Articles that name it, in order of [`ArticleId`], with the number of mentions in each.
    pub articles: Vec<(ArticleId, u32)>,
    /// Entities of another identity that share a name with it.
    pub confusable: Vec<EntityId>,
    /// Description, from the authority file only.
    pub description: Option<String>,
    /// External ids, from the authority file only: scheme → id.
    pub external_ids: BTreeMap<String, String>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f32, f32)>,
    /// A role read from the text ("mayor", "president of Ukraine"), the most frequent.
    pub role: Option<String>,
}

/// Someone who signs articles.
#[derive(Clone, Debug, Serialize)]
pub struct Author {
    /// Name as shown.
    pub name: String,
    /// The form by which it is sorted.
    pub sort: String,
    /// Output path of the page.
    pub url: String,
    /// Articles, oldest first, undated last.
    pub articles: Vec<ArticleId>,
    /// The same person as one in the news.
    pub entity: Option<EntityId>,
}

/// A topic, tag or category.
#[derive(Clone, Debug, Serialize)]
pub struct Topic {
    /// Name as shown.
    pub name: String,
    /// Output path of the page.
    pub url: String,
    /// Articles, oldest first, undated last.
    pub articles: Vec<ArticleId>,
}

impl Archive {
    /// The article of an id.
    pub fn article(&self, id: ArticleId) -> &Article {
        &self.articles[id.0 as usize]
    }

    /// The entity of an id.
    pub fn entity(&self, id: EntityId) -> &Entity {
        &self.entities[id.0 as usize]
    }

    /// The author of an id.
    pub fn author(&self, id: AuthorId) -> &Author {
        &self.authors[id.0 as usize]
    }

    /// The topic of an id.
    pub fn topic(&self, id: TopicId) -> &Topic {
        &self.topics[id.0 as usize]
    }

    /// All article ids, in order.
    pub fn article_ids(&self) -> impl Iterator<Item = ArticleId> + use<> {
        (0..self.articles.len() as u32).map(ArticleId)
    }

    /// All entity ids, in order.
    pub fn entity_ids(&self) -> impl Iterator<Item = EntityId> + use<> {
        (0..self.entities.len() as u32).map(EntityId)
    }
}
