//! Writing: the archive's entities as an authority list, and a person's decision into the authority file.

use super::{Authority, SCHEMES, kind_word};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, Entity};
use crate::archive::spreadsheet::harmless;
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
    let mut writer = csv::Writer::from_writer(Vec::new());
    let columns = [
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
    let mut write = |row: &[String]| {
        // Writing into memory cannot fail.
        let _ = writer.write_record(row.iter().map(|cell| harmless(cell).into_owned()));
    };
    write(&columns.map(str::to_owned));
    for entity in entities {
        let degrees = |pick: fn((f32, f32)) -> f32| {
            entity.coordinates.map(|at| pick(at).to_string()).unwrap_or_default()
        };
        let mut row = vec![
            entity.id.rsplit('/').next().unwrap_or(&entity.id).to_owned(),
            entity.name.clone(),
            entity.sort.clone(),
            kind_word(entity.kind).to_owned(),
            aliases(entity).join("|"),
            entity.description.clone().unwrap_or_default(),
        ];
        row.extend(SCHEMES.map(|scheme| entity.external_ids.get(scheme).cloned().unwrap_or_default()));
        row.extend([degrees(|at| at.0), degrees(|at| at.1), entity.articles.len().to_string()]);
        write(&row);
    }
    let mut unnamed = authority.records.iter().filter(|record| {
        !archive.entities.iter().any(|entity| entity.kind == record.kind && entity.name == record.name)
    });
    // Records that no article names are a person's work, too.
    unnamed.by_ref().for_each(|record| {
        let mut row = vec![
            record.id.clone().unwrap_or_default(),
            record.name.clone(),
            record.sort.clone().unwrap_or_default(),
            kind_word(record.kind).to_owned(),
            record.aliases.join("|"),
            record.description.clone().unwrap_or_default(),
        ];
        row.extend(SCHEMES.map(|scheme| record.external_ids.get(scheme).cloned().unwrap_or_default()));
        let (latitude, longitude) = record.coordinates.unzip();
        row.extend(
            [latitude, longitude].map(|value| value.map(|value| value.to_string()).unwrap_or_default()),
        );
        row.push("0".to_owned());
        write(&row);
    });
    String::from_utf8(writer.into_inner().unwrap_or_default()).unwrap_or_default()
}

/// The other names of an entity. A bare surname stands for many people: it is no alias of one.
fn aliases(entity: &Entity) -> Vec<&str> {
    let telling = |name: &&str| entity.kind != EntityKind::Person || name.contains(' ');
    let names = entity.variants.iter().map(|(name, _)| name.as_str());
    names.filter(|name| *name != entity.name && !name.contains(['|', ';'])).filter(telling).collect()
}
