//! The mentions of an entity: by month, the most telling first, and on pages by year.

use super::entity::{full_name, kind_link};
use super::list::{DateView, Group, Link, MentionRow, Pager};
use super::shell::{Scope, Shell};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{ArticleId, EntityId};
use crate::page::tree::TextRange;
use crate::site::bodies::BodyError;
use crate::site::moment::{Moment, year_text};
use crate::site::route::{Route, kind_folder};
use crate::site::routes::{page_count, page_rows};
use crate::site::text::passage_of;
use serde::Serialize;

/// `entity-year.html`
#[derive(Debug, Serialize)]
pub struct EntityYearView {
    /// What every page has.
    pub shell: Shell,
    /// The entity.
    pub entity: Link,
    /// `person`, `organization` or `place`.
    pub kind: EntityKind,
    /// The year, or "Undated".
    pub year: String,
    /// "12 articles".
    pub articles: String,
    /// Mentions by month.
    pub groups: Vec<Group<MentionRow>>,
    /// Links between pages.
    pub pager: Option<Pager>,
    /// The year before.
    pub previous: Option<Link>,
    /// The year after.
    pub next: Option<Link>,
}

/// Bytes of context to each side of a mention.
const CONTEXT: u32 = 110;

/// Builds a page of an entity's mentions in one year.
pub(crate) fn year_view(
    scope: &Scope,
    id: EntityId,
    year: Option<i32>,
    number: u32,
) -> Result<EntityYearView, BodyError> {
    let entity = scope.archive.entity(id);
    let years = scope.tables.entity_years(id);
    let at = years.iter().position(|(other, _)| *other == year).unwrap_or(0);
    let articles = years.get(at).map_or(&[][..], |(_, articles)| articles);
    let size = scope.archive.site.page_size;
    let pages = page_count(articles.len(), size);
    let neighbour = |at: Option<usize>| {
        let (year, _) = years.get(at?)?;
        let href = scope.route(&Route::EntityYear { entity: id, year: *year, number: 1 });
        Some(Link { text: year_or_undated(scope, *year), href })
    };
    let text = year_or_undated(scope, year);
    let heading = scope.strings().fill("entity.year", &[("name", &full_name(entity)), ("year", &text)]);
    let mut shell = scope.shell(&heading, kind_folder(entity.kind));
    shell.trail = vec![kind_link(scope, entity.kind), scope.entity(id)];
    Ok(EntityYearView {
        shell,
        entity: scope.entity(id),
        kind: entity.kind,
        year: text,
        articles: scope.articles(articles.len()),
        groups: groups(scope, id, page_rows(articles, number, size))?,
        pager: scope.pager(number, pages, |number| Route::EntityYear { entity: id, year, number }),
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(Some(at + 1)),
    })
}

/// The year in words.
pub(crate) fn year_or_undated(scope: &Scope, year: Option<i32>) -> String {
    year.map_or_else(|| scope.say("date.undated"), |year| year_text(scope.strings(), year))
}

/// The articles that name it most, those whose headline names it first.
pub(crate) fn most(scope: &Scope, id: EntityId) -> Result<Vec<MentionRow>, BodyError> {
    let entity = scope.archive.entity(id);
    let mut ranked = entity.articles.clone();
    ranked.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), scope.tables.rank(id)));
    ranked.truncate(100);
    let in_title = |id: ArticleId| {
        let title = &scope.archive.article(id).title.text;
        entity.variants.iter().take(8).any(|(form, _)| form.len() > 3 && title.contains(form.as_str()))
    };
    ranked.sort_by_key(|&(id, count)| {
        (std::cmp::Reverse(count + if in_title(id) { 4 } else { 0 }), scope.tables.rank(id))
    });
    ranked.iter().take(10).map(|(article, _)| mention_row(scope, id, *article)).collect()
}

/// Mentions by month, each year with an id that the chart leads to.
pub(crate) fn groups(
    scope: &Scope,
    id: EntityId,
    articles: &[ArticleId],
) -> Result<Vec<Group<MentionRow>>, BodyError> {
    let month = |id: &ArticleId| {
        let moment = scope.tables.moments.get(id.0 as usize).copied().flatten();
        moment.map(|moment| (moment.year(), moment.month()))
    };
    let mut year_before = None;
    let mut groups = Vec::new();
    for run in articles.chunk_by(|a, b| month(a) == month(b)) {
        let filed = month(&run[0]);
        let heading = match filed {
            Some((_, Some((year, month)))) => scope.moment(Moment::Month(year, month), true),
            Some((year, None)) => scope.moment(Moment::Year(year), true),
            None => DateView { text: scope.say("date.undated"), iso: None, href: None, inferred: false },
        };
        let year = filed.map(|(year, _)| year);
        let id_text = match year {
            Some(year) if year_before != Some(year) => format!("y{year}"),
            Some(year) => format!("y{year}-{}", groups.len()),
            None => "undated".to_owned(),
        };
        year_before = year;
        let rows = run.iter().map(|article| mention_row(scope, id, *article)).collect::<Result<_, _>>()?;
        groups.push(Group { heading: Link { text: heading.text, href: heading.href }, id: id_text, rows });
    }
    Ok(groups)
}

/// An article that names an entity, with the words around the first mention in its text.
fn mention_row(scope: &Scope, entity: EntityId, id: ArticleId) -> Result<MentionRow, BodyError> {
    let article = scope.archive.article(id);
    let mut ranges = article.mentions.iter().filter(|mention| mention.entity == entity).map(|m| m.range);
    let first = ranges.next();
    let second = ranges.next();
    let count = usize::from(first.is_some()) + usize::from(second.is_some()) + ranges.count();
    let hit = first.unwrap_or_else(|| TextRange::new(0, 0));
    // A first mention in a line of its own says less than the next one in a sentence.
    let short = |range: TextRange| passage_of(article, range).is_some_and(|(_, passage)| passage.len() < 90);
    let hit = second.filter(|second| short(hit) && !short(*second)).unwrap_or(hit);
    let href = scope.href(&article.url);
    let paragraph = match passage_of(article, hit) {
        Some((number, _)) => format!("{href}#p{number}"),
        None => href.clone(),
    };
    Ok(MentionRow {
        title: article.title.text.clone(),
        href,
        paragraph,
        date: scope.published(article.published.as_ref()),
        excerpt: scope.text.excerpt(article, id, hit, CONTEXT)?,
        count,
        times: (count > 1).then(|| scope.strings().count("count.times", count)),
        language: scope.foreign_language(article),
    })
}
