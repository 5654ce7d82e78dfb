//! Every page that exists. Lists longer than a page of `page_size` rows go on over numbered pages.

use super::route::Route;
use super::tables::{INDEX_ROWS, Tables};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, ArticleId, AuthorId, EntityId, TopicId};

/// Every route of an archive, in a stable order.
pub fn routes(archive: &Archive, tables: &Tables) -> Vec<Route> {
    let mut routes = vec![Route::Home, Route::About, Route::NotFound, Route::Feed, Route::Robots];
    routes.extend(archive.article_ids().map(Route::Article));
    if archive.site.search {
        routes.push(Route::Search);
    }
    entity_routes(archive, tables, &mut routes);
    list_routes(archive, tables, &mut routes);
    issue_routes(archive, tables, &mut routes);
    this_day_routes(archive, tables, &mut routes);
    if archive.entities.iter().any(|entity| entity.coordinates.is_some()) {
        routes.push(Route::Map);
    }
    date_routes(archive, tables, &mut routes);
    mentioned_routes(archive, tables, &mut routes);
    routes.extend((0..archive.redirects.len() as u32).map(Route::Redirect));
    routes
}

/// Number of pages that a list of `rows` rows takes; an empty list takes one.
pub(crate) fn page_count(rows: usize, size: usize) -> u32 {
    rows.div_ceil(size.max(1)).max(1) as u32
}

/// The rows of page `number`.
pub(crate) fn page_rows<T>(rows: &[T], number: u32, size: usize) -> &[T] {
    let size = size.max(1);
    let start = (number.max(1) as usize - 1).saturating_mul(size).min(rows.len());
    &rows[start..rows.len().min(start + size)]
}

/// Articles that an entity must be named in to have a feed and a table: those of three entries serve nobody.
const FEED_FROM: usize = 5;

/// Whether an entity has a feed and a table.
pub(crate) fn has_feed(archive: &Archive, entity: EntityId) -> bool {
    let entity = archive.entity(entity);
    entity.url.is_some() && entity.articles.len() >= FEED_FROM
}

/// Whether an entity's articles stand on pages by year instead of on its own.
pub(crate) fn has_year_pages(archive: &Archive, entity: EntityId) -> bool {
    archive.entity(entity).articles.len() > archive.site.page_size.max(1)
}

/// Whether the dates of a year stand on pages by month.
pub(crate) fn has_month_pages(archive: &Archive, dates: usize) -> bool {
    dates > archive.site.page_size.max(1)
}

/// Whether each letter of an index has pages of its own.
pub(crate) fn has_letter_pages(tables: &Tables, kind: EntityKind) -> bool {
    tables.letters[kind.index()].iter().map(|letter| letter.entries.len()).sum::<usize>() > INDEX_ROWS
}

fn entity_routes(archive: &Archive, tables: &Tables, routes: &mut Vec<Route>) {
    for entity in archive.entity_ids().filter(|id| archive.entity(*id).url.is_some()) {
        routes.push(Route::Entity(entity));
        if has_feed(archive, entity) {
            routes.extend([Route::EntityFeed(entity), Route::EntityCsv(entity)]);
        }
        if has_year_pages(archive, entity) {
            for (year, articles) in tables.entity_years(entity) {
                let pages = page_count(articles.len(), archive.site.page_size);
                routes.extend((1..=pages).map(|number| Route::EntityYear { entity, year, number }));
            }
        }
    }
    for kind in EntityKind::ALL {
        let letters = &tables.letters[kind.index()];
        if letters.is_empty() {
            continue;
        }
        routes.push(Route::EntityIndex { kind, letter: None, number: 1 });
        if has_letter_pages(tables, kind) {
            for letter in letters {
                routes.extend(
                    (1..=page_count(letter.entries.len(), INDEX_ROWS)).map(|number| Route::EntityIndex {
                        kind,
                        letter: Some(letter.slug.clone()),
                        number,
                    }),
                );
            }
        }
    }
}

fn list_routes(archive: &Archive, tables: &Tables, routes: &mut Vec<Route>) {
    let pages = |articles: &[ArticleId]| 1..=page_count(articles.len(), archive.site.page_size);
    for (index, author) in archive.authors.iter().enumerate() {
        let id = AuthorId(index as u32);
        routes.extend(pages(&author.articles).map(|number| Route::Author { author: id, number }));
    }
    for (index, topic) in archive.topics.iter().enumerate() {
        let id = TopicId(index as u32);
        routes.extend(pages(&topic.articles).map(|number| Route::Topic { topic: id, number }));
    }
    for section in &tables.sections {
        let slug = &section.slug;
        routes.extend(pages(&section.articles).map(|number| Route::Section { slug: slug.clone(), number }));
        routes.push(Route::SectionFeed { slug: slug.clone() });
    }
    routes.extend((0..archive.topics.len() as u32).map(|index| Route::TopicFeed(TopicId(index))));
    let index = |names: usize| 1..=if names == 0 { 0 } else { page_count(names, INDEX_ROWS) };
    routes.extend(index(archive.authors.len()).map(|number| Route::AuthorIndex { number }));
    routes.extend(index(archive.topics.len()).map(|number| Route::TopicIndex { number }));
    routes.extend(index(tables.sections.len()).map(|number| Route::SectionIndex { number }));
    if !archive.undated.is_empty() {
        routes.extend(pages(&archive.undated).map(|number| Route::Undated { number }));
    }
}

fn issue_routes(archive: &Archive, tables: &Tables, routes: &mut Vec<Route>) {
    if !tables.publications.is_empty() {
        routes.push(Route::IssueIndex);
    }
    for (slug, publication) in &tables.publications {
        routes.push(Route::Publication { slug: slug.clone() });
        for (year, _) in publication.years() {
            routes.push(Route::IssueYear { slug: slug.clone(), year });
        }
        for (&date, articles) in &publication.issues {
            let pages = page_count(articles.len(), archive.site.page_size);
            routes.extend((1..=pages).map(|number| Route::Issue { slug: slug.clone(), date, number }));
        }
    }
}

fn this_day_routes(archive: &Archive, tables: &Tables, routes: &mut Vec<Route>) {
    if !tables.this_day.is_empty() {
        routes.push(Route::ThisDayIndex);
    }
    for (&(month, day), found) in &tables.this_day {
        let pages = page_count(found.articles.len(), archive.site.page_size);
        routes.extend((1..=pages).map(|number| Route::ThisDay { month, day, number }));
    }
}

fn date_routes(archive: &Archive, tables: &Tables, routes: &mut Vec<Route>) {
    let pages = |articles: &[ArticleId]| 1..=page_count(articles.len(), archive.site.page_size);
    routes.push(Route::DateIndex);
    routes.extend(tables.years.keys().map(|year| Route::Year(*year)));
    routes.extend(tables.months().map(|(year, month)| Route::Month(year, month)));
    for (&date, articles) in &tables.days {
        routes.extend(pages(articles).map(|number| Route::Day { date, number }));
    }
    for (&(year, month), articles) in &tables.month_only {
        routes.extend(pages(articles).map(|number| Route::MonthOnly { year, month, number }));
    }
    for (&year, articles) in &tables.year_only {
        routes.extend(pages(articles).map(|number| Route::YearOnly { year, number }));
    }
}

fn mentioned_routes(archive: &Archive, tables: &Tables, routes: &mut Vec<Route>) {
    if tables.mentioned.is_empty() {
        return;
    }
    routes.push(Route::MentionedIndex);
    for (&year, dates) in &tables.mentioned {
        if !has_month_pages(archive, dates.len()) {
            routes.push(Route::MentionedYear { year, number: 1 });
            continue;
        }
        let pages = page_count(tables.month_dates(year, 0).len(), archive.site.page_size);
        routes.extend((1..=pages).map(|number| Route::MentionedYear { year, number }));
        for (&(_, month), dates) in tables.mentioned_months.range((year, 1)..=(year, 12)) {
            let pages = page_count(dates.len(), archive.site.page_size);
            routes.extend((1..=pages).map(|number| Route::MentionedMonth { year, month, number }));
        }
    }
}
