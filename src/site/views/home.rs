//! The views of the home page, the about page, 404, redirects and the feed.

use super::dates::year_chart;
use super::list::{ArticleRow, Chart, CountRow, DateView, Link};
use super::shell::{Scope, Shell};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{ArticleId, EntityId, Redirect};
use crate::site::link;
use crate::site::moment::{Moment, plural, year_text};
use crate::site::route::{Route, kind_folder};
use chrono::NaiveDate;
use serde::Serialize;

/// `home.html`
#[derive(Debug, Serialize)]
pub struct HomeView {
    /// What every page has.
    pub shell: Shell,
    /// "12,431 articles, 1931–1974".
    pub scope: String,
    /// Articles by year.
    pub chart: Option<Chart>,
    /// Ways in: people, organisations, places, dates.
    pub doors: Vec<Door>,
    /// Where to start: articles from all over the archive that name many others.
    pub start: Vec<ArticleRow>,
    /// The latest articles.
    pub latest: Vec<ArticleRow>,
    /// Topics with the most articles.
    pub topics: Vec<CountRow>,
    /// Links to the data files.
    pub data: Vec<Link>,
}

/// A way in.
#[derive(Debug, Serialize)]
pub struct Door {
    /// `person`, `organization`, `place` or `date`.
    pub kind: &'static str,
    /// Heading.
    pub heading: Link,
    /// How many there are.
    pub count: String,
    /// The eight with the most articles.
    pub rows: Vec<CountRow>,
}

/// `about.html`
#[derive(Debug, Serialize)]
pub struct AboutView {
    /// What every page has.
    pub shell: Shell,
    /// "12,431 articles, 1931–1974".
    pub scope: String,
    /// Counts: articles, people, organisations, places, dates spoken of.
    pub counts: Vec<CountRow>,
    /// What the archive's habits are.
    pub habits: Vec<String>,
    /// How many articles have a stated date, an inferred date, and none that is shown.
    pub dated: Vec<CountRow>,
    /// Least confidence of a name that is linked, in percent.
    pub min_confidence: u32,
    /// Least confidence of an inferred date that is filed, in percent.
    pub min_date_confidence: u32,
    /// Articles that a name must stand in to have a page.
    pub min_mentions: usize,
    /// Version of Backfile.
    pub version: String,
    /// Day of the build.
    pub built: DateView,
    /// Address for reports of problems.
    pub contact_email: Option<String>,
    /// Links to the data files.
    pub data: Vec<Link>,
}

/// `not-found.html`
#[derive(Debug, Serialize)]
pub struct NotFoundView {
    /// What every page has. Its links begin with the base path of the site.
    pub shell: Shell,
}

/// `redirect.html`
#[derive(Debug, Serialize)]
pub struct RedirectView {
    /// What every page has.
    pub shell: Shell,
    /// Where to; null when the page is gone.
    pub target: Option<String>,
    /// What stood here, when it is gone.
    pub gone: Option<String>,
}

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
}

const FEED_ENTRIES: usize = 40;

/// Builds the home page.
pub(crate) fn home(scope: &Scope) -> HomeView {
    let archive = scope.archive;
    let mut shell = scope.shell("", "home");
    let extent = extent(scope);
    shell.description = match archive.site.description.as_str() {
        "" => extent.clone(),
        description => description.to_owned(),
    };
    let start = start_here(scope);
    let latest: Vec<ArticleId> = archive.dated.iter().rev().take(6).copied().collect();
    let latest = if latest.is_empty() { archive.undated.iter().take(12).copied().collect() } else { latest };
    let mut topics: Vec<_> = archive.topics.iter().collect();
    topics.sort_by_key(|topic| std::cmp::Reverse(topic.articles.len()));
    HomeView {
        shell,
        scope: extent,
        chart: year_chart(scope),
        doors: doors(scope),
        start: scope.rows(&start),
        latest: scope.rows(&latest),
        topics: topics
            .iter()
            .take(16)
            .map(|topic| CountRow {
                text: topic.name.clone(),
                href: Some(scope.href(&topic.url)),
                count: topic.articles.len(),
            })
            .collect(),
        data: data_links(scope),
    }
}

/// "12,431 articles, 1931–1974".
fn extent(scope: &Scope) -> String {
    let articles = plural(scope.archive.articles.len(), "article", "articles");
    let years = &scope.tables.years;
    match (years.first_key_value(), years.last_key_value()) {
        (Some((first, _)), Some((last, _))) if first == last => format!("{articles}, {}", year_text(*first)),
        (Some((first, _)), Some((last, _))) => {
            format!("{articles}, {}–{}", year_text(*first), year_text(*last))
        }
        _ => articles,
    }
}

/// From each sixth of the archive the article that names the most.
fn start_here(scope: &Scope) -> Vec<ArticleId> {
    let dated = &scope.archive.dated;
    if dated.len() < 24 {
        return Vec::new();
    }
    let score = |id: &ArticleId| {
        let names = scope.tables.article_entities[id.0 as usize].len();
        (names.min(30), std::cmp::Reverse(*id))
    };
    dated.chunks(dated.len().div_ceil(6)).filter_map(|part| part.iter().copied().max_by_key(score)).collect()
}

fn doors(scope: &Scope) -> Vec<Door> {
    let mut doors: Vec<Door> =
        EntityKind::ALL.into_iter().filter_map(|kind| entity_door(scope, kind)).collect();
    let mut years: Vec<(&i32, usize)> =
        scope.tables.years.iter().map(|(year, count)| (year, count.total)).collect();
    if !years.is_empty() {
        let count = plural(years.len(), "year", "years");
        years.sort_by_key(|(year, count)| (std::cmp::Reverse(*count), **year));
        years.truncate(8);
        years.sort_unstable();
        let row = |(year, count): &(&i32, usize)| CountRow {
            text: year_text(**year),
            href: scope.route(&Route::Year(**year)),
            count: *count,
        };
        let heading = Link { text: "Dates".into(), href: Some(scope.href("dates/index.html")) };
        doors.push(Door { kind: "date", heading, count, rows: years.iter().map(row).collect() });
    }
    doors
}

fn entity_door(scope: &Scope, kind: EntityKind) -> Option<Door> {
    let mut ids: Vec<EntityId> = scope.tables.letters[kind.index()]
        .iter()
        .flat_map(|letter| letter.entities.iter().copied())
        .collect();
    let number = ids.len();
    ids.retain(|id| scope.archive.entity(*id).url.is_some());
    ids.sort_by_key(|id| (std::cmp::Reverse(scope.archive.entity(*id).articles.len()), *id));
    let row = |id: &EntityId| {
        let Link { text, href } = scope.entity(*id);
        CountRow { text, href, count: scope.archive.entity(*id).articles.len() }
    };
    let (name, one, many) = match kind {
        EntityKind::Person => ("person", "name", "names"),
        EntityKind::Organization => ("organization", "name", "names"),
        EntityKind::Place => ("place", "name", "names"),
    };
    let href = Some(scope.href(&format!("{}/index.html", kind_folder(kind))));
    (number > 0).then(|| Door {
        kind: name,
        heading: Link { text: super::article::kind_heading(kind).to_owned(), href },
        count: plural(number, one, many),
        rows: ids.iter().take(8).map(row).collect(),
    })
}

fn data_links(scope: &Scope) -> Vec<Link> {
    let link = |(text, path): (&str, &str)| Link { text: text.to_owned(), href: Some(scope.href(path)) };
    [("Articles, names, mentions and dates as open data", "data/datapackage.json")]
        .into_iter()
        .map(link)
        .collect()
}

/// Builds the about page.
pub(crate) fn about(scope: &Scope) -> AboutView {
    let archive = scope.archive;
    let site = &archive.site;
    let kind_count = |kind: EntityKind| CountRow {
        text: super::article::kind_heading(kind).to_owned(),
        href: Some(scope.href(&format!("{}/index.html", kind_folder(kind)))),
        count: scope.tables.letters[kind.index()].iter().map(|letter| letter.entities.len()).sum(),
    };
    let mut counts = vec![CountRow { text: "Articles".into(), href: None, count: archive.articles.len() }];
    counts.extend(EntityKind::ALL.into_iter().map(kind_count).filter(|row| row.count > 0));
    let spoken = scope.tables.mentioned.values().map(Vec::len).sum();
    counts.push(CountRow { text: "Dates spoken of".into(), href: None, count: spoken });
    let published = |shown: bool, stated: bool| {
        let is = |p: &crate::archive::model::Published| p.shown == shown && (!shown || p.stated == stated);
        archive.articles.iter().filter(|article| article.published.as_ref().is_some_and(is)).count()
    };
    let row = |text: &str, count: usize| CountRow { text: text.to_owned(), href: None, count };
    let (stated, inferred) = (published(true, true), published(true, false));
    AboutView {
        shell: scope.shell("About this archive", "about"),
        scope: extent(scope),
        counts,
        habits: archive.habits.clone(),
        dated: vec![
            row("with a stated date", stated),
            row("with a date inferred from the text", inferred),
            row("without a date that is certain enough", archive.articles.len() - stated - inferred),
        ],
        min_confidence: (site.min_confidence * 100.0).round() as u32,
        min_date_confidence: (site.min_date_confidence * 100.0).round() as u32,
        min_mentions: site.min_mentions,
        version: site.version.clone(),
        built: DateView {
            text: Moment::Day(site.now).text(),
            iso: Moment::Day(site.now).iso(),
            href: None,
            inferred: false,
        },
        contact_email: site.contact_email.clone(),
        data: data_links(scope),
    }
}

/// Builds the page for addresses that do not exist.
pub(crate) fn not_found(scope: &Scope) -> NotFoundView {
    let mut shell = scope.shell("Not found", "");
    shell.canonical = None;
    shell.noindex = true;
    NotFoundView { shell }
}

/// Builds the page at an old address.
pub(crate) fn redirect(scope: &Scope, redirect: Option<&Redirect>) -> RedirectView {
    let mut shell = scope.shell("This page has moved", "");
    shell.noindex = true;
    let base = scope.archive.site.base_url.as_ref();
    match redirect {
        Some(Redirect::To(path)) => {
            shell.canonical = base.map(|base| link::absolute(base, path));
            RedirectView { shell, target: Some(scope.href(path)), gone: None }
        }
        Some(Redirect::Gone(what)) => {
            shell.title = "This page is gone".to_owned();
            RedirectView { shell, target: None, gone: Some(what.clone()) }
        }
        None => RedirectView { shell, target: None, gone: Some(String::new()) },
    }
}

/// Builds the feed: the latest articles with a shown date.
pub(crate) fn feed(scope: &Scope) -> FeedView {
    let archive = scope.archive;
    let site = &archive.site;
    let ids = archive.dated.iter().rev().filter(|id| !archive.article(**id).noindex).take(FEED_ENTRIES);
    let entries: Vec<FeedEntry> = ids.map(|id| feed_entry(scope, *id)).collect();
    let name = feed_name(&site.title);
    let updated = entries.iter().map(|entry| entry.updated.clone()).max();
    FeedView {
        title: site.title.clone(),
        subtitle: site.description.clone(),
        id: site.base_url.clone().unwrap_or_else(|| format!("tag:{name},2000:feed")),
        self_href: site.base_url.as_ref().map(|base| link::absolute(base, "feed.xml")),
        home: site.base_url.clone().unwrap_or_else(|| "index.html".to_owned()),
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
    let authors: Vec<String> = article.authors.iter().map(|id| archive.author(*id).name.clone()).collect();
    FeedEntry {
        title: article.title.text.clone(),
        id: match base {
            Some(base) => link::absolute(base, &article.url),
            None => {
                let path = link::absolute("", &article.url);
                format!("tag:{},2000:{path}", feed_name(&archive.site.title))
            }
        },
        href: base.map_or_else(|| link::href("", &article.url), |base| link::absolute(base, &article.url)),
        updated: stamp(day),
        published: published.map(stamp),
        authors: if authors.is_empty() { vec![archive.site.title.clone()] } else { authors },
        topics: article.topics.iter().map(|id| archive.topic(*id).name.clone()).collect(),
        summary: article.summary.clone(),
    }
}
