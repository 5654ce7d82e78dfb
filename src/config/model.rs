//! What can be configured: every key with its meaning and its default. Reading the file is another module's work.

use super::dump::DumpConfig;
use super::reading::{NumericDates, Stemming, TextConfig};
use super::rules::{FileRules, Rules};
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
    /// A picture for the head of each page: its path in the folder of static files.
    pub logo: Option<String>,
    /// Address for reports of problems.
    pub contact_email: Option<String>,
    /// Rows on a page of a long list, 10 or more. Default 200.
    pub page_size: usize,
    /// Whether each article's page offers its source file as it is. Default true.
    pub sources: bool,
    /// Whether the site can be searched. Default `true`.
    pub search: bool,
    /// Whether a search finds other forms of a word: `auto` (default: of English ones, where most of the archive is
    /// English), `english` or `none`.
    pub stemming: Stemming,
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
    /// The map.
    pub map: MapConfig,
    /// Settings for the files that globs name.
    pub rules: Rules,
}

impl Config {
    /// How the text of a file is read.
    pub fn text_of(&self, path: &str) -> TextConfig {
        TextConfig { otherwise: Some(self.language.clone()), ..self.rules.text_of(path, &self.text) }
    }

    /// What the rules say about a file otherwise.
    pub fn rules_of(&self, path: &str) -> FileRules {
        self.rules.of(path)
    }
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
            logo: None,
            contact_email: None,
            page_size: 200,
            sources: true,
            search: true,
            stemming: Stemming::Auto,
            paths: PathsConfig::default(),
            text: TextConfig::default(),
            dump: DumpConfig::default(),
            entities: EntitiesConfig::default(),
            dates: DatesConfig::default(),
            map: MapConfig::default(),
            rules: Rules::default(),
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
    /// The authority file: who is who. Default `authority.toml`.
    pub authority: PathBuf,
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
            authority: "authority.toml".into(),
        }
    }
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
    /// How days are written on the site: "{d} {month} {y}". Default: as the language does.
    pub format: Option<String>,
}

impl Default for DatesConfig {
    fn default() -> Self {
        Self { min_confidence: 0.3, numeric: NumericDates::Auto, format: None }
    }
}

/// The map.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct MapConfig {
    /// A GeoJSON file, relative to the site, that the map is drawn on in place of the world.
    pub base: Option<PathBuf>,
}
