//! The view of the home page.

use super::dates::year_chart;
use super::list::{ArticleRow, Chart, CountRow, Link};
use super::shell::{Scope, Shell};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{ArticleId, EntityId};
use crate::site::moment::{year_text, years_text};
use crate::site::route::{Route, kind_folder};
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
pub(crate) fn extent(scope: &Scope) -> String {
    let articles = scope.articles(scope.archive.articles.len());
    let years = &scope.tables.years;
    match (years.first_key_value(), years.last_key_value()) {
        (Some((first, _)), Some((last, _))) => {
            let years = years_text(scope.strings(), *first, *last);
            scope.strings().fill("home.extent_years", &[("articles", &articles), ("years", &years)])
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
        let count = scope.strings().count("count.years", years.len());
        years.sort_by_key(|(year, count)| (std::cmp::Reverse(*count), **year));
        years.truncate(8);
        years.sort_unstable();
        let row = |(year, count): &(&i32, usize)| CountRow {
            text: year_text(scope.strings(), **year),
            href: scope.route(&Route::Year(**year)),
            count: *count,
        };
        let heading = Link { text: scope.say("nav.dates"), href: Some(scope.href("dates/index.html")) };
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
    let name = match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
    };
    let href = Some(scope.href(&format!("{}/index.html", kind_folder(kind))));
    (number > 0).then(|| Door {
        kind: name,
        heading: Link { text: super::article::kind_heading(scope, kind), href },
        count: scope.strings().count("count.names", number),
        rows: ids.iter().take(8).map(row).collect(),
    })
}

/// Links to the data files.
pub(crate) fn data_links(scope: &Scope) -> Vec<Link> {
    let link = |(key, path): (&str, &str)| Link { text: scope.say(key), href: Some(scope.href(path)) };
    [("home.data", "data/datapackage.json")].into_iter().map(link).collect()
}
