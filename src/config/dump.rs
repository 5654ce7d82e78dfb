//! `[dump]`: what the columns of tables and records are called.

use serde::Deserialize;

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

impl DumpBody {
    /// Its name in the configuration.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Auto => "auto",
            Self::Text => "text",
            Self::Html => "html",
            Self::Markdown => "markdown",
        }
    }
}
