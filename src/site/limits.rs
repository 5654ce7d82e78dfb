//! However much an archive holds, no page of it grows beyond what opens at once: lists go on over pages.

use super::bodies::{Bodies, BodyError};
use super::testing;
use super::{Renderer, Route, Tables, Theme};
use crate::archive::model::{Archive, ArticleId, EntityId};
use crate::page::tree::{Page, TextRange};
use chrono::{Days, NaiveDate};
use std::collections::BTreeMap;

/// Bytes of a page of a list at the default size of pages.
const MOST: usize = 160 * 1024;

/// Every article has the same text.
struct SameText(Page);

impl Bodies for SameText {
    fn page(&self, _: ArticleId) -> Result<Page, BodyError> {
        Ok(self.0.clone())
    }

    fn excerpt(&self, _: ArticleId, range: TextRange) -> Result<String, BodyError> {
        Ok(self.0.text.get(range.start as usize..range.end as usize).unwrap_or_default().to_owned())
    }
}

/// An archive of `count` articles with the text and the names of the sample's first, published as `day` says.
fn archive_of(count: u32, day: impl Fn(u32) -> NaiveDate) -> (Archive, SameText) {
    let (mut archive, bodies) = testing::sample();
    let pattern = archive.articles[0].clone();
    archive.articles.clear();
    for number in 0..count {
        let mut article = pattern.clone();
        article.key.path = format!("{number:06}.txt").into();
        article.url = format!("articles/{number:06}.html");
        article.published = testing::stated(&day(number).to_string());
        archive.articles.push(article);
    }
    archive.dated = archive.article_ids().collect();
    archive.dated.sort_by_key(|id| day(id.0));
    archive.undated.clear();
    for entity in &mut archive.entities {
        let named = !entity.articles.is_empty();
        entity.articles = if named { (0..count).map(|id| (ArticleId(id), 2)).collect() } else { Vec::new() };
    }
    for author in &mut archive.authors {
        author.articles.clear();
    }
    for topic in &mut archive.topics {
        topic.articles.clear();
    }
    (archive, SameText(bodies.0[0].clone()))
}

/// The pages that `wanted` picks, by their paths, with their sizes.
fn sizes(archive: &Archive, bodies: &SameText, wanted: impl Fn(&Route) -> bool) -> BTreeMap<String, usize> {
    let theme = Theme::new(BTreeMap::new(), BTreeMap::new()).unwrap();
    let tables = Tables::new(archive);
    let renderer = Renderer::new(archive, &tables, &theme);
    let routes = renderer.routes().into_iter().filter(wanted);
    routes
        .map(|route| (route.path(archive).unwrap(), renderer.render(bodies, &route).unwrap().len()))
        .collect()
}

fn day(number: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(1931, 1, 1).unwrap() + Days::new(u64::from(number))
}

#[test]
fn an_entity_in_fifty_thousand_articles_has_pages_like_any_other() {
    let (archive, bodies) = archive_of(50_000, |number| day(number % 16_000));
    let id = EntityId(0);
    let wanted = |route: &Route| match route {
        Route::Entity(entity) => *entity == id,
        Route::EntityFeed(entity) => *entity == id,
        Route::EntityYear { entity, year, .. } => *entity == id && *year == Some(1950),
        _ => false,
    };
    let pages = sizes(&archive, &bodies, wanted);
    assert!(pages.contains_key("people/eleanor-vance/1950-page-6.html"), "{pages:?}");
    for (path, size) in &pages {
        assert!(*size < MOST, "{path} has {size} bytes");
    }
    assert!(pages["people/eleanor-vance.html"] < 40 * 1024, "{pages:?}");
}

#[test]
fn a_day_with_ten_thousand_articles_is_paged() {
    let (archive, bodies) = archive_of(10_000, |_| day(0));
    let wanted = |route: &Route| {
        matches!(
            route,
            Route::Day { .. }
                | Route::Month(..)
                | Route::Year(_)
                | Route::ThisDay { .. }
                | Route::MentionedYear { .. }
                | Route::MentionedMonth { .. }
                | Route::MentionedIndex
                | Route::Home
        )
    };
    let pages = sizes(&archive, &bodies, wanted);
    assert!(pages.contains_key("dates/1931/01/01-page-50.html"));
    assert!(!pages.contains_key("dates/1931/01/01-page-51.html"));
    for (path, size) in &pages {
        assert!(*size < MOST, "{path} has {size} bytes");
    }
}

#[test]
fn a_letter_with_twenty_thousand_names_is_paged() {
    let (mut archive, bodies) = archive_of(1, |_| day(0));
    let pattern = archive.entities[0].clone();
    for number in 0..20_000 {
        let mut entity = pattern.clone();
        entity.name = format!("Eleanor Vance{number}");
        entity.sort = format!("Vance{number}, Eleanor");
        entity.id = format!("people/vance-{number}");
        entity.url = Some(format!("people/vance-{number}.html"));
        entity.articles.clear();
        archive.entities.push(entity);
    }
    let pages = sizes(&archive, &bodies, |route| matches!(route, Route::EntityIndex { .. }));
    let of_letter = pages.keys().filter(|path| path.starts_with("people/index-v")).count();
    assert!(of_letter >= 40, "{of_letter} pages");
    for (path, size) in &pages {
        assert!(*size < MOST, "{path} has {size} bytes");
    }
}
