//! Writing: the archive's entities as an authority list, and a person's decision into the authority file.

use super::{Authority, SCHEMES, kind_word};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, Entity};
use crate::archive::spreadsheet::harmless;
use std::collections::{BTreeMap, BTreeSet};
use toml_edit::{Array, ArrayOfTables, DocumentMut, Item, Table, value};

/// What a person decides of two names.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decision {
    /// Whether they are one identity.
    pub same: bool,
    /// The kind of both.
    pub kind: EntityKind,
    /// The names, the preferred one first.
    pub names: [String; 2],
}

/// The authority file with a decision added. Comments and order stay; an earlier rule that says the opposite of the
/// same two names goes.
///
/// # Errors
/// When the text is no TOML, or `merge` or `different` in it is no list of tables: what is wrong.
pub fn with_decision(text: &str, decision: &Decision) -> Result<String, String> {
    let mut document: DocumentMut = text.parse().map_err(|error: toml_edit::TomlError| error.to_string())?;
    let (word, other) = if decision.same { ("merge", "different") } else { ("different", "merge") };
    if let Some(rules) = document.get_mut(other).and_then(Item::as_array_of_tables_mut) {
        rules.retain(|rule| !is_of(rule, decision));
        if rules.is_empty() {
            document.remove(other);
        }
    }
    let rules = document.entry(word).or_insert(Item::ArrayOfTables(ArrayOfTables::new()));
    let rules = rules
        .as_array_of_tables_mut()
        .ok_or_else(|| format!("`{word}` is no list of tables; write [[{word}]]"))?;
    if !rules.iter().any(|rule| is_of(rule, decision)) {
        let mut rule = Table::new();
        rule.insert("names", value(decision.names.iter().map(String::as_str).collect::<Array>()));
        rule.insert("kind", value(kind_word(decision.kind)));
        rules.push(rule);
    }
    Ok(document.to_string())
}

/// Whether a rule without scope is about the two names of a decision and no others.
fn is_of(rule: &Table, decision: &Decision) -> bool {
    let names = rule.get("names").and_then(Item::as_array);
    let names: Vec<&str> = names.into_iter().flatten().filter_map(|name| name.as_str()).collect();
    let scoped = rule.contains_key("articles") || rule.contains_key("years");
    !scoped && names.len() == 2 && decision.names.iter().all(|name| names.contains(&name.as_str()))
}

/// The entities of an archive as an authority list in CSV, for people and for OpenRefine: the most named first. With its
/// columns filled in it can be read back as `authority.csv`.
pub fn export_csv(archive: &Archive, authority: &Authority) -> String {
    let mut entities: Vec<&Entity> = archive.entities.iter().collect();
    entities.sort_by(|a, b| (a.kind, b.articles.len(), &a.id).cmp(&(b.kind, a.articles.len(), &b.id)));
    let named: BTreeSet<(EntityKind, &str)> =
        entities.iter().map(|entity| (entity.kind, entity.name.as_str())).collect();
    let of_entities = entities.iter().map(|entity| Row {
        id: entity.id.rsplit('/').next().unwrap_or(&entity.id),
        name: &entity.name,
        sort: &entity.sort,
        kind: entity.kind,
        aliases: aliases(entity),
        description: entity.description.as_deref(),
        external_ids: &entity.external_ids,
        coordinates: entity.coordinates,
        articles: entity.articles.len(),
    });
    // Records that no article names are a person's work, too.
    let unnamed = authority.records.iter().filter(|record| !named.contains(&(record.kind, &record.name)));
    let of_records = unnamed.map(|record| Row {
        id: record.id.as_deref().unwrap_or_default(),
        name: &record.name,
        sort: record.sort.as_deref().unwrap_or_default(),
        kind: record.kind,
        aliases: record.aliases.iter().map(String::as_str).collect(),
        description: record.description.as_deref(),
        external_ids: &record.external_ids,
        coordinates: record.coordinates,
        articles: 0,
    });
    let mut writer = csv::Writer::from_writer(Vec::new());
    // Writing into memory cannot fail.
    let _ = writer.write_record(COLUMNS);
    for row in of_entities.chain(of_records) {
        let _ = writer.write_record(row.cells());
    }
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

const COLUMNS: [&str; 12] = [
    "id",
    "name",
    "sort",
    "kind",
    "aliases",
    "description",
    "wikidata",
    "geonames",
    "viaf",
    "latitude",
    "longitude",
    "articles",
];

/// A row of the exported list.
struct Row<'a> {
    id: &'a str,
    name: &'a str,
    sort: &'a str,
    kind: EntityKind,
    aliases: Vec<&'a str>,
    description: Option<&'a str>,
    external_ids: &'a BTreeMap<String, String>,
    coordinates: Option<(f32, f32)>,
    articles: usize,
}

impl Row<'_> {
    /// The cells of [`COLUMNS`]. Text is made harmless for spreadsheets; numbers are, and a longitude may be negative.
    fn cells(&self) -> Vec<String> {
        let aliases = self.aliases.join("|");
        let texts = [
            self.id,
            self.name,
            self.sort,
            kind_word(self.kind),
            &aliases,
            self.description.unwrap_or_default(),
        ];
        let ids = SCHEMES.map(|scheme| self.external_ids.get(scheme).map_or("", String::as_str));
        let (latitude, longitude) = self.coordinates.unzip();
        let degrees =
            [latitude, longitude].map(|value| value.map(|value| value.to_string()).unwrap_or_default());
        let texts = texts.into_iter().chain(ids).map(|text| harmless(text).into_owned());
        texts.chain(degrees).chain([self.articles.to_string()]).collect()
    }
}

/// The other names of an entity. A bare surname stands for many people: it is no alias of one.
fn aliases(entity: &Entity) -> Vec<&str> {
    let telling = |name: &&str| entity.kind != EntityKind::Person || name.contains(' ');
    let names = entity.variants.iter().map(|(name, _)| name.as_str());
    names.filter(|name| *name != entity.name && !name.contains(['|', ';'])).filter(telling).collect()
}
