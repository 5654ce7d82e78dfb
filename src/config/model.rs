//! What can be configured: every key with its meaning and its default. Reading the file is another module's work.

use serde::Deserialize;
use std::path::PathBuf;

/// The configuration, with defaults filled in.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct Config {
    /// Title of the site. Default: made from the folder's name.
    pub title: String,
    /// One sentence about the archive.
    pub description: String,
    /// BCP 47 tag of the interface and of articles whose language cannot be told. Default `en`.
    pub language: String,
    /// Absolute address of the site's root, `http` or `https`; it always ends with `/` here. Without it: no sitemap,
    /// no canonical links.
    pub base_url: Option<String>,
    /// Licence or rights statement for the whole site.
    pub license: Option<String>,
    /// Line at the foot of each page.
    pub footer: Option<String>,
    /// Accent colour, `#rrggbb`.
    pub accent: Option<String>,
    /// Address for reports of problems.
    pub contact_email: Option<String>,
    /// Rows on a page of a long list, 10 or more. Default 200.
    pub page_size: usize,
    /// Where things are, relative to the site.
    pub paths: PathsConfig,
    /// How the text is read.
    pub text: TextConfig,
    /// What the columns and fields of dumps are called.
    pub dump: DumpConfig,
    /// Names.
    pub entities: EntitiesConfig,
    /// Dates.
    pub dates: DatesConfig,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            title: String::new(),
            description: String::new(),
            language: "en".into(),
            base_url: None,
            license: None,
            footer: None,
            accent: None,
            contact_email: None,
            page_size: 200,
            paths: PathsConfig::default(),
            text: TextConfig::default(),
            dump: DumpConfig::default(),
            entities: EntitiesConfig::default(),
            dates: DatesConfig::default(),
        }
    }
}

/// Where things are, relative to the site's folder.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct PathsConfig {
    /// Articles. Default `content`.
    pub content: PathBuf,
    /// The website. Default `public`.
    pub output: PathBuf,
    /// The user's templates, which win over the built-in ones of the same name. Default `templates`.
    pub templates: PathBuf,
    /// The user's static files, likewise. Default `static`.
    #[serde(rename = "static")]
    pub static_files: PathBuf,
    /// The corrections overlay. Default `articles.csv`.
    pub overlay: PathBuf,
    /// The ledger of addresses. Default `permalinks.tsv`.
    pub permalinks: PathBuf,
}

impl Default for PathsConfig {
    fn default() -> Self {
        Self {
            content: "content".into(),
            output: "public".into(),
            templates: "templates".into(),
            static_files: "static".into(),
            overlay: "articles.csv".into(),
            permalinks: "permalinks.tsv".into(),
        }
    }
}

/// How the text is read.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextConfig {
    /// Encoding of files that are not Unicode, as a WHATWG label. Default: guessed for each file.
    pub encoding: Option<String>,
    /// `keep` (default): shortcodes of other generators are shown as text; `drop`: they are removed and listed.
    pub shortcodes: Shortcodes,
    /// `[dump]`, which goes wherever these settings go.
    #[serde(skip)]
    pub dump: DumpConfig,
}

/// What the columns of a table of articles, or the fields of its records, are called. Each names a column; of the others
/// the usual names are known ("headline" for the title, and so on).
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DumpConfig {
    /// How the text is written: `auto` (default, told for each record), `text`, `html` or `markdown`.
    pub body: DumpBody,
    /// The text.
    pub text: Option<String>,
    /// What tells a record from the others; it goes into the article's address.
    pub id: Option<String>,
    /// The headline.
    pub title: Option<String>,
    /// The summary line under it.
    pub deck: Option<String>,
    /// The day of publication.
    pub date: Option<String>,
    /// The day of the last change.
    pub lastmod: Option<String>,
    /// Who wrote it.
    pub byline: Option<String>,
    /// The section of the publication.
    pub section: Option<String>,
    /// The page of the printed publication.
    pub page: Option<String>,
    /// Tags, topics or keywords.
    pub topics: Option<String>,
    /// Where the text comes from, or its old address.
    pub source: Option<String>,
    /// A summary.
    pub description: Option<String>,
    /// The language.
    pub language: Option<String>,
    /// The rights statement.
    pub rights: Option<String>,
}

/// How the text of a record is written.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum DumpBody {
    /// As it looks, record by record.
    #[default]
    Auto,
    /// Plain text.
    Text,
    /// HTML.
    Html,
    /// Markdown.
    Markdown,
}

impl DumpConfig {
    /// The configured columns: the field's name and the column's.
    pub fn columns(&self) -> [(&'static str, Option<&str>); 14] {
        // Taken apart field by field, so that a new setting cannot be forgotten here.
        let Self {
            body: _,
            text,
            id,
            title,
            deck,
            date,
            lastmod,
            byline,
            section,
            page,
            topics,
            source,
            description,
            language,
            rights,
        } = self;
        [
            ("text", text),
            ("id", id),
            ("title", title),
            ("deck", deck),
            ("date", date),
            ("lastmod", lastmod),
            ("byline", byline),
            ("section", section),
            ("page", page),
            ("topics", topics),
            ("source", source),
            ("description", description),
            ("language", language),
            ("rights", rights),
        ]
        .map(|(field, column)| (field, column.as_deref()))
    }
}

/// What becomes of `{{< … >}}`, `{% … %}` and the like in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shortcodes {
    /// Shown as text.
    #[default]
    Keep,
    /// Taken off the page and listed in its "removed" block.
    Drop,
}

/// Names.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct EntitiesConfig {
    /// Articles that an entity must be named in to have a page, 1 or more. Default: 1 under 500 articles, else 2.
    pub min_mentions: Option<usize>,
    /// Confidence (0 to 1) from which a mention is linked. Default 0.4.
    pub min_confidence: f32,
}

impl Default for EntitiesConfig {
    fn default() -> Self {
        Self { min_mentions: None, min_confidence: 0.4 }
    }
}

/// Dates.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct DatesConfig {
    /// Confidence (0 to 1) from which an inferred date stands in the date indexes. Default 0.3.
    pub min_confidence: f32,
    /// `auto` (default: the archive's own habit), `day-first` or `month-first`.
    pub numeric: NumericDates,
}

impl Default for DatesConfig {
    fn default() -> Self {
        Self { min_confidence: 0.3, numeric: NumericDates::Auto }
    }
}

/// How 3/4/52 is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumericDates {
    /// As the archive's own unmistakable dates are written.
    #[default]
    Auto,
    /// 3 April 1952.
    DayFirst,
    /// 4 March 1952.
    MonthFirst,
}
