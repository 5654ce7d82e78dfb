//! The views of a person, place or organisation.

use super::article::kind_heading;
use super::list::{Chart, CountRow, DateView, Group, Link, MentionRow};
use super::mentions::{groups, most, year_or_undated};
use super::shell::{Scope, Shell};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{ArticleId, EntityId};
use crate::site::bodies::BodyError;
use crate::site::chart;
use crate::site::route::{Route, kind_folder};
use crate::site::routes::{has_feed, has_year_pages};
use serde::Serialize;
use std::collections::BTreeMap;

/// `entity.html`
#[derive(Debug, Serialize)]
pub struct EntityView {
    /// What every page has.
    pub shell: Shell,
    /// `person`, `organization` or `place`.
    pub kind: EntityKind,
    /// "Person", "Organisation", "Place".
    pub kind_text: String,
    /// Link to the index of the kind.
    pub index: String,
    /// Preferred form of the name.
    pub name: String,
    /// What tells it from a namesake.
    pub qualifier: Option<String>,
    /// A role read from the text.
    pub role: Option<String>,
    /// Description, from the authority file only.
    pub description: Option<String>,
    /// External ids, from the authority file only.
    pub identifiers: Vec<Identifier>,
    /// "51.5074° N, 0.1278° W".
    pub coordinates: Option<String>,
    /// A small map of where it lies, as SVG.
    pub locator: Option<String>,
    /// Link to the map of all places.
    pub map: Option<String>,
    /// Forms seen in print with the number of mentions, when there are several.
    pub variants: Vec<VariantRow>,
    /// "12 articles".
    pub articles: String,
    /// "31 mentions".
    pub mentions: String,
    /// "31 mentions in 12 articles".
    pub lead: String,
    /// Date of the first article.
    pub first: Option<DateView>,
    /// Date of the last, when it is another.
    pub last: Option<DateView>,
    /// Articles by year; null when there are fewer than two years.
    pub chart: Option<Chart>,
    /// The articles that are most about it, when there are many.
    pub most: Vec<MentionRow>,
    /// All mentions by month, or nothing when they stand on pages by year.
    pub groups: Vec<Group<MentionRow>>,
    /// The pages by year.
    pub years: Vec<CountRow>,
    /// Often named together.
    pub together: Vec<TogetherRow>,
    /// The same as a graph.
    pub graph: Option<String>,
    /// Others of the same name.
    pub confusable: Vec<ConfusableRow>,
    /// The author that is the same person.
    pub author: Option<Link>,
    /// Link to the table of its articles; null when they are few.
    pub table: Option<String>,
    /// JSON-LD, safe inside a script element.
    pub json_ld: String,
}

/// An id in another catalogue.
#[derive(Debug, Serialize)]
pub struct Identifier {
    /// Name of the catalogue.
    pub scheme: String,
    /// The id.
    pub id: String,
    /// Its address, where it is known.
    pub href: Option<String>,
}

/// Another entity named in the same articles.
#[derive(Debug, Serialize)]
pub struct TogetherRow {
    /// Name and page.
    pub entity: Link,
    /// Kind.
    pub kind: EntityKind,
    /// Number of articles that name both.
    pub count: usize,
}

/// Another entity of the same name.
#[derive(Debug, Serialize)]
pub struct ConfusableRow {
    /// Name and page.
    pub entity: Link,
    /// What tells it apart.
    pub note: String,
}

/// A form of the name as it is printed.
#[derive(Debug, Serialize)]
pub struct VariantRow {
    /// As printed.
    pub text: String,
    /// Mentions.
    pub count: usize,
    /// Why it was taken for this entity; null where it is the name itself.
    pub why: Option<String>,
}

/// Articles above which the best are listed first.
const MOST_FROM: usize = 12;
/// Articles looked at for names that stand together.
const TOGETHER_SAMPLE: usize = 1000;
/// Builds the overview of an entity.
pub(crate) fn view(scope: &Scope, id: EntityId) -> Result<EntityView, BodyError> {
    let entity = scope.archive.entity(id);
    let articles = &scope.tables.entity_articles[id.0 as usize];
    let paged = has_year_pages(scope.archive, id);
    let mentions: u32 = entity.articles.iter().map(|(_, count)| count).sum();
    let mut shell = scope.shell(&full_name(entity), kind_folder(entity.kind));
    let counts = scope.articles(articles.len());
    let mention_text = scope.strings().count("count.mentions", mentions as usize);
    let facts = [("name", &*entity.name), ("articles", &*counts), ("mentions", &*mention_text)];
    shell.description =
        entity.description.clone().unwrap_or_else(|| scope.strings().fill("entity.summary", &facts));
    shell.trail = vec![kind_link(scope, entity.kind)];
    shell.own_feed = has_feed(scope.archive, id).then(|| scope.route(&Route::EntityFeed(id))).flatten();
    let together = together(scope, id);
    Ok(EntityView {
        shell,
        kind: entity.kind,
        kind_text: kind_text(scope, entity.kind),
        index: scope.href(&format!("{}/index.html", kind_folder(entity.kind))),
        name: entity.name.clone(),
        qualifier: entity.qualifier.clone(),
        role: entity.role.clone(),
        description: entity.description.clone(),
        identifiers: identifiers(entity),
        coordinates: entity.coordinates.map(coordinates),
        locator: super::map::locator(scope, entity),
        map: entity.coordinates.and_then(|_| scope.route(&Route::Map)),
        variants: variants(scope, entity),
        lead: scope.strings().fill("entity.mentions_in", &facts),
        articles: counts,
        mentions: mention_text,
        first: articles.first().and_then(|id| date(scope, *id)),
        last: last_dated(scope, articles),
        chart: chart(scope, id, paged),
        most: if articles.len() > MOST_FROM { most(scope, id)? } else { Vec::new() },
        groups: if paged { Vec::new() } else { groups(scope, id, articles)? },
        years: if paged { years(scope, id) } else { Vec::new() },
        graph: graph(scope, id, &together),
        together: together.into_iter().map(|(other, count)| together_row(scope, other, count)).collect(),
        confusable: confusable(scope, entity),
        author: author(scope, id),
        table: has_feed(scope.archive, id).then(|| scope.route(&Route::EntityCsv(id))).flatten(),
        json_ld: json_ld(entity),
    })
}

/// The name with what tells it from a namesake.
pub(crate) fn full_name(entity: &crate::archive::model::Entity) -> String {
    match &entity.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", entity.name),
        None => entity.name.clone(),
    }
}

fn kind_text(scope: &Scope, kind: EntityKind) -> String {
    scope.say(match kind {
        EntityKind::Person => "entity.person",
        EntityKind::Organization => "entity.organization",
        EntityKind::Place => "entity.place",
    })
}

/// A link to the index of a kind.
pub(crate) fn kind_link(scope: &Scope, kind: EntityKind) -> Link {
    let href = scope.href(&format!("{}/index.html", kind_folder(kind)));
    Link { text: kind_heading(scope, kind), href: Some(href) }
}

fn identifiers(entity: &crate::archive::model::Entity) -> Vec<Identifier> {
    let identifier = |(scheme, id): (&String, &String)| {
        let plain = id.chars().all(|character| character.is_ascii_alphanumeric());
        let (name, base) = match scheme.as_str() {
            "wikidata" => ("Wikidata", Some("https://www.wikidata.org/wiki/")),
            "viaf" => ("VIAF", Some("https://viaf.org/viaf/")),
            "geonames" => ("GeoNames", Some("https://www.geonames.org/")),
            other => (other, None),
        };
        Identifier {
            scheme: name.to_owned(),
            id: id.clone(),
            href: base.filter(|_| plain).map(|base| format!("{base}{id}")),
        }
    };
    entity.external_ids.iter().map(identifier).collect()
}

fn coordinates((latitude, longitude): (f32, f32)) -> String {
    let north = if latitude < 0.0 { 'S' } else { 'N' };
    let east = if longitude < 0.0 { 'W' } else { 'E' };
    format!("{:.4}° {north}, {:.4}° {east}", latitude.abs(), longitude.abs())
}

fn variants(scope: &Scope, entity: &crate::archive::model::Entity) -> Vec<VariantRow> {
    if entity.variants.len() < 2 {
        return Vec::new();
    }
    let why = |text: &str| {
        let joined = entity.joined.iter().find(|joined| joined.name == text)?;
        Some(scope.strings().text(joined.reason.key()).to_owned())
    };
    let row = |(text, count): &(String, u32)| VariantRow {
        text: text.clone(),
        count: *count as usize,
        why: why(text),
    };
    entity.variants.iter().take(24).map(row).collect()
}

fn date(scope: &Scope, id: ArticleId) -> Option<DateView> {
    scope.published(scope.archive.article(id).published.as_ref())
}

fn last_dated(scope: &Scope, articles: &[ArticleId]) -> Option<DateView> {
    let dated = articles.partition_point(|id| scope.tables.year(*id).is_some());
    if dated < 2 { None } else { date(scope, articles[dated - 1]) }
}

fn chart(scope: &Scope, id: EntityId, paged: bool) -> Option<Chart> {
    let bars: Vec<chart::Bar> = scope
        .tables
        .entity_years(id)
        .iter()
        .filter_map(|(year, articles)| {
            let year = (*year)?;
            let route = Route::EntityYear { entity: id, year: Some(year), number: 1 };
            let href = if paged { scope.route(&route) } else { Some(format!("#y{year}")) };
            Some(chart::Bar { year, count: articles.len(), href })
        })
        .collect();
    let dated = bars.iter().map(|bar| bar.count).sum::<usize>();
    let all = dated == scope.tables.entity_articles[id.0 as usize].len();
    chart::years(
        scope.strings(),
        &bars,
        if all { "chart.unit_articles" } else { "chart.unit_dated_articles" },
    )
}

fn years(scope: &Scope, id: EntityId) -> Vec<CountRow> {
    let row = |(year, articles): &(Option<i32>, &[ArticleId])| CountRow {
        text: year_or_undated(scope, *year),
        href: scope.route(&Route::EntityYear { entity: id, year: *year, number: 1 }),
        count: articles.len(),
    };
    scope.tables.entity_years(id).iter().map(row).collect()
}

/// Entities that the same articles name, the most telling first: often together, and not merely often.
fn together(scope: &Scope, id: EntityId) -> Vec<(EntityId, usize)> {
    let articles = &scope.tables.entity_articles[id.0 as usize];
    let step = articles.len().div_ceil(TOGETHER_SAMPLE).max(1);
    let mut counts: BTreeMap<EntityId, usize> = BTreeMap::new();
    for article in articles.iter().step_by(step) {
        for (other, _) in &scope.tables.article_entities[article.0 as usize] {
            if *other != id {
                *counts.entry(*other).or_default() += 1;
            }
        }
    }
    let least = if articles.len() >= 4 { 2 } else { 1 };
    let score = |&(other, count): &(EntityId, usize)| {
        let frequency = scope.archive.entity(other).articles.len().max(1) as f64;
        (count * count) as f64 / frequency.sqrt()
    };
    let mut together: Vec<(EntityId, usize)> = counts
        .into_iter()
        .filter(|(other, count)| *count >= least && scope.archive.entity(*other).url.is_some())
        .collect();
    together.sort_by(|a, b| score(b).total_cmp(&score(a)).then(a.0.cmp(&b.0)));
    together.truncate(24);
    for (_, count) in &mut together {
        *count *= step;
    }
    together
}

fn together_row(scope: &Scope, other: EntityId, count: usize) -> TogetherRow {
    TogetherRow { entity: scope.entity(other), kind: scope.archive.entity(other).kind, count }
}

fn graph(scope: &Scope, id: EntityId, together: &[(EntityId, usize)]) -> Option<String> {
    let node = |&(other, count): &(EntityId, usize)| {
        let Link { text, href } = scope.entity(other);
        chart::Node { text, href, kind: scope.archive.entity(other).kind, weight: count }
    };
    let nodes: Vec<chart::Node> = together.iter().take(12).map(node).collect();
    (nodes.len() >= 3).then(|| chart::graph(scope.strings(), &scope.archive.entity(id).name, &nodes))
}

fn confusable(scope: &Scope, entity: &crate::archive::model::Entity) -> Vec<ConfusableRow> {
    let row = |id: &EntityId| {
        let other = scope.archive.entity(*id);
        let count = scope.articles(other.articles.len());
        let known = other.qualifier.clone().or_else(|| other.role.clone());
        let note = known.map_or_else(
            || count.clone(),
            |known| scope.strings().fill("entity.confusable_note", &[("note", &known), ("articles", &count)]),
        );
        ConfusableRow { entity: scope.entity(*id), note }
    };
    entity.confusable.iter().take(20).map(row).collect()
}

fn author(scope: &Scope, id: EntityId) -> Option<Link> {
    let author = scope.archive.author(*scope.tables.entity_authors.get(&id)?);
    Some(Link {
        text: scope.strings().fill(
            "entity.by_author",
            &[("name", &author.name), ("n", &scope.strings().number(author.articles.len()))],
        ),
        href: Some(scope.href(&author.url)),
    })
}

fn json_ld(entity: &crate::archive::model::Entity) -> String {
    let names: Vec<&String> =
        entity.variants.iter().map(|(form, _)| form).filter(|form| **form != entity.name).take(12).collect();
    let value = serde_json::json!({
        "@context": "https://schema.org",
        "@type": super::metadata::schema_type(entity.kind),
        "name": entity.name,
        "alternateName": names,
    });
    super::metadata::escape_script(&value.to_string())
}
