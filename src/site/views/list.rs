//! Pieces that many views are made of.

use crate::site::text::Excerpt;
use serde::Serialize;

/// Something with a name and, usually, a page.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Link {
    /// As shown.
    pub text: String,
    /// Link; null when there is no page.
    pub href: Option<String>,
}

/// A date as shown.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct DateView {
    /// In words.
    pub text: String,
    /// For `<time datetime>`.
    pub iso: Option<String>,
    /// Link to the page of that day, month or year.
    pub href: Option<String>,
    /// Whether it was inferred from what the text says, as opposed to stated.
    pub inferred: bool,
}

/// A row of a list of articles.
#[derive(Clone, Debug, Serialize)]
pub struct ArticleRow {
    /// Headline.
    pub title: String,
    /// Link.
    pub href: String,
    /// When it was published; null when that is not known well enough.
    pub date: Option<DateView>,
    /// Names of the authors.
    pub authors: Vec<String>,
    /// Section of the publication.
    pub section: Option<String>,
    /// The first words.
    pub summary: String,
    /// Language, when it is not that of the site.
    pub language: Option<String>,
}

/// The links between the pages of a long list.
#[derive(Clone, Debug, Serialize)]
pub struct Pager {
    /// This page, from 1.
    pub number: u32,
    /// How many there are.
    pub pages: u32,
    /// First, last and near pages.
    pub links: Vec<PagerLink>,
    /// Link to the page before.
    pub previous: Option<String>,
    /// Link to the page after.
    pub next: Option<String>,
}

/// A page of a long list.
#[derive(Clone, Debug, Serialize)]
pub struct PagerLink {
    /// From 1.
    pub number: u32,
    /// Link.
    pub href: String,
    /// Whether it is this page.
    pub current: bool,
    /// Whether pages are left out before it.
    pub gap: bool,
}

/// A mention in its context, as a row of a list.
#[derive(Clone, Debug, Serialize)]
pub struct MentionRow {
    /// Headline of the article.
    pub title: String,
    /// Link to the article.
    pub href: String,
    /// Link to the paragraph.
    pub paragraph: String,
    /// Date of the article.
    pub date: Option<DateView>,
    /// The words.
    pub excerpt: Excerpt,
    /// Number of mentions in the article.
    pub count: usize,
    /// The same in words, when there are several: "3 times".
    pub times: Option<String>,
    /// Language, when it is not that of the site.
    pub language: Option<String>,
}

/// Rows under a heading.
#[derive(Clone, Debug, Serialize)]
pub struct Group<T> {
    /// Heading.
    pub heading: Link,
    /// Id of the group on the page.
    pub id: String,
    /// Rows.
    pub rows: Vec<T>,
}

/// A chart with its text and its table.
#[derive(Clone, Debug, Serialize)]
pub struct Chart {
    /// SVG markup, safe to insert.
    pub svg: String,
    /// One sentence that says what the chart shows.
    pub summary: String,
    /// The same data.
    pub rows: Vec<CountRow>,
}

/// A name with a number.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct CountRow {
    /// As shown.
    pub text: String,
    /// Link; null when there is no page.
    pub href: Option<String>,
    /// The number.
    pub count: usize,
}

/// A page that is a list of articles under one heading.
#[derive(Clone, Debug, Serialize)]
pub struct ListingView {
    /// What every page has.
    pub shell: super::shell::Shell,
    /// Label over the heading.
    pub kicker: String,
    /// Heading.
    pub heading: String,
    /// A sentence under it; may be empty.
    pub lead: String,
    /// What a person wrote of it: the description of a section.
    pub description: Option<String>,
    /// A page about the same: the person that an author is.
    pub see: Option<Link>,
    /// Number of articles in the whole list.
    pub count: usize,
    /// The articles of this page.
    pub articles: Vec<ArticleRow>,
    /// Links between pages.
    pub pager: Option<Pager>,
    /// The list before, by date.
    pub previous: Option<Link>,
    /// The list after.
    pub next: Option<Link>,
}
