//! The view of the feed.

use super::entity::full_name;
use super::shell::Scope;
use crate::archive::model::{ArticleId, EntityId, TopicId};
use crate::site::link;
use crate::site::moment::Moment;
use crate::site::route::Route;
use chrono::NaiveDate;
use serde::Serialize;

/// `feed.xml`
#[derive(Debug, Serialize)]
pub struct FeedView {
    /// Title of the site.
    pub title: String,
    /// One sentence about the site; may be empty.
    pub subtitle: String,
    /// Id of the feed.
    pub id: String,
    /// Absolute address of the feed.
    pub self_href: Option<String>,
    /// Address of the home page.
    pub home: String,
    /// Day of the newest entry, RFC 3339.
    pub updated: String,
    /// Licence or rights statement.
    pub rights: Option<String>,
    /// Language.
    pub language: String,
    /// The latest articles.
    pub entries: Vec<FeedEntry>,
}

/// An entry of the feed.
#[derive(Debug, Serialize)]
pub struct FeedEntry {
    /// Headline.
    pub title: String,
    /// Id.
    pub id: String,
    /// Address.
    pub href: String,
    /// RFC 3339.
    pub updated: String,
    /// RFC 3339.
    pub published: Option<String>,
    /// Authors; never empty.
    pub authors: Vec<String>,
    /// Topics.
    pub topics: Vec<String>,
    /// The first words.
    pub summary: String,
    /// Rights statement of the article, when it has its own.
    pub rights: Option<String>,
}

/// Entries of the feed.
const FEED_ENTRIES: usize = 40;

/// Builds the feed of the site: the latest articles with a shown date.
pub(crate) fn feed(scope: &Scope) -> FeedView {
    feed_of(scope, &scope.archive.site.title, "index.html", &scope.archive.dated)
}

/// Builds the feed of an entity.
pub(crate) fn entity(scope: &Scope, id: EntityId) -> FeedView {
    let entity = scope.archive.entity(id);
    let page = entity.url.as_deref().unwrap_or("index.html");
    feed_of(scope, &full_name(entity), page, &scope.tables.entity_articles[id.0 as usize])
}

/// Builds the feed of a topic.
pub(crate) fn topic(scope: &Scope, id: TopicId) -> FeedView {
    let topic = scope.archive.topic(id);
    feed_of(scope, &topic.name, &topic.url, &topic.articles)
}

/// Builds the feed of a section.
pub(crate) fn section(scope: &Scope, slug: &str) -> FeedView {
    let page = Route::Section { slug: slug.to_owned(), number: 1 }.path(scope.archive).unwrap_or_default();
    let place = scope.tables.section_places.get(slug);
    match place.and_then(|at| scope.tables.sections.get(*at)) {
        Some(section) => feed_of(scope, &section.name, &page, &section.articles),
        None => feed_of(scope, slug, &page, &[]),
    }
}

/// The feed of the latest of some articles; `subject` is what they are about and `page` where they are listed.
fn feed_of(scope: &Scope, subject: &str, page: &str, articles: &[ArticleId]) -> FeedView {
    let archive = scope.archive;
    let site = &archive.site;
    let open =
        |id: &&ArticleId| !archive.article(**id).noindex && scope.tables.moments[id.0 as usize].is_some();
    let ids = articles.iter().rev().filter(open).take(FEED_ENTRIES);
    let entries: Vec<FeedEntry> = ids.map(|id| feed_entry(scope, *id)).collect();
    let whole = page == "index.html";
    let title = if whole { site.title.clone() } else { format!("{subject} · {}", site.title) };
    let name = feed_name(&site.title);
    let updated = entries.iter().map(|entry| entry.updated.clone()).max();
    FeedView {
        title: xml_text(&title),
        subtitle: if whole { xml_text(&site.description) } else { String::new() },
        id: match &site.base_url {
            Some(base) if whole => base.clone(),
            Some(base) => link::absolute(base, scope.path),
            None if whole => format!("tag:{name},2000:feed"),
            None => format!("tag:{name},2000:{}", link::absolute("", scope.path)),
        },
        self_href: site.base_url.as_ref().map(|base| link::absolute(base, scope.path)),
        home: match &site.base_url {
            Some(base) if whole => base.clone(),
            Some(base) => link::absolute(base, page),
            None => scope.href(page),
        },
        updated: updated.unwrap_or_else(|| "2000-01-01T00:00:00Z".to_owned()),
        rights: site.license.clone(),
        language: site.language.clone(),
        entries,
    }
}

/// A name that a `tag:` URI may hold, made from the title of the site.
fn feed_name(title: &str) -> String {
    let name: String = link::slug(title).chars().filter(|c| c.is_ascii_alphanumeric() || *c == '-').collect();
    format!("{}.invalid", if name.is_empty() { "archive" } else { name.trim_matches('-') })
}

fn feed_entry(scope: &Scope, id: ArticleId) -> FeedEntry {
    let archive = scope.archive;
    let article = archive.article(id);
    let base = archive.site.base_url.as_ref();
    let stamp = |day: NaiveDate| format!("{}T00:00:00Z", day.format("%Y-%m-%d"));
    let published = article.published.as_ref().map(|published| match Moment::of(published) {
        Moment::Day(day) => day,
        _ => published.earliest,
    });
    let day = article.updated.or(published).unwrap_or_default();
    let authors: Vec<String> = article.authors.iter().map(|id| xml_text(&archive.author(*id).name)).collect();
    FeedEntry {
        title: xml_text(&article.title.text),
        id: match base {
            Some(base) => link::absolute(base, &article.url),
            None => {
                let path = link::absolute("", &article.url);
                format!("tag:{},2000:{path}", feed_name(&archive.site.title))
            }
        },
        href: base.map_or_else(|| scope.href(&article.url), |base| link::absolute(base, &article.url)),
        updated: stamp(day),
        published: published.map(stamp),
        authors: if authors.is_empty() { vec![archive.site.title.clone()] } else { authors },
        topics: article.topics.iter().map(|id| xml_text(&archive.topic(*id).name)).collect(),
        summary: xml_text(&article.summary),
        rights: article.rights.as_deref().map(xml_text),
    }
}

/// The text without the characters that XML cannot hold.
fn xml_text(text: &str) -> String {
    let held = |c: &char| !matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    text.chars().filter(held).collect()
}
