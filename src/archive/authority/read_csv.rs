//! The authority file as a spreadsheet: a row for each record. A list of people with variants is one as it stands, and
//! so is what OpenRefine gives back.

use super::{Authority, Place, Record, SCHEMES, kind_of, warning};
use crate::analysis::entity::EntityKind;
use crate::archive::spreadsheet;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// The fields of a record, each with the names that its column may have, in small letters and without signs.
const COLUMNS: [(&str, &[&str]); 9] = [
    ("name", &["name", "preferredname", "preferredform", "heading", "label"]),
    ("id", &["id", "identifier", "slug"]),
    ("sort", &["sort", "sortname", "sortform"]),
    ("kind", &["kind", "type", "entitytype"]),
    (
        "aliases",
        &["aliases", "alias", "variants", "variant", "aka", "alsoknownas", "othernames", "altlabels"],
    ),
    ("not_aliases", &["notaliases", "notalias"]),
    ("description", &["description", "note", "scopenote"]),
    ("latitude", &["latitude", "lat"]),
    ("longitude", &["longitude", "lon", "lng", "long"]),
];

impl Authority {
    /// Reads `authority.csv`. `path` is its name, for diagnostics. A row without a kind is a person.
    pub fn parse_csv(text: &str, path: &str) -> (Self, Vec<Diagnostic>) {
        let (mut authority, mut diagnostics) = (Self::default(), Vec::new());
        if text.trim().is_empty() {
            return (authority, diagnostics);
        }
        let mut reader = spreadsheet::reader(text);
        let fields: Vec<Option<&'static str>> = match reader.headers() {
            Ok(names) => names.iter().map(field_of).collect(),
            Err(error) => {
                diagnostics.push(unreadable(path, &error));
                return (authority, diagnostics);
            }
        };
        if !fields.contains(&Some("name")) {
            let place = Place { file: path.to_owned(), line: 1 };
            let hint = "name its columns in the first row: name,kind,aliases,description,wikidata";
            diagnostics.push(warning(
                "authority-without-name",
                "the authority list has no column `name`",
                &place,
                hint,
            ));
            return (authority, diagnostics);
        }
        for row in reader.records() {
            match row {
                Ok(row) => {
                    let line = row.position().map_or(0, |position| position.line() as u32);
                    let place = Place { file: path.to_owned(), line };
                    authority.records.extend(record(&place, &fields, &row, &mut diagnostics));
                }
                Err(error) => diagnostics.push(unreadable(path, &error)),
            }
        }
        (authority, diagnostics)
    }
}

fn unreadable(path: &str, error: &csv::Error) -> Diagnostic {
    let line = error.position().map(|position| position.line() as u32);
    Diagnostic::error("authority-unreadable", format!("the authority list cannot be read: {error}"))
        .at(path, line)
        .hint("save it again as CSV in UTF-8")
}

fn field_of(column: &str) -> Option<&'static str> {
    let bare: String = column.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let scheme = SCHEMES.iter().find(|scheme| bare == **scheme || bare == format!("{scheme}id"));
    let known = || COLUMNS.iter().find(|(_, names)| names.contains(&bare.as_str())).map(|(field, _)| *field);
    scheme.copied().or_else(known)
}

fn record(
    place: &Place,
    fields: &[Option<&'static str>],
    row: &csv::StringRecord,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Record> {
    let mut cells: BTreeMap<&str, String> = BTreeMap::new();
    for (field, cell) in fields.iter().zip(row) {
        let value = spreadsheet::restored(cell).split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(field) = field.filter(|_| !value.is_empty()) {
            cells.entry(field).or_insert(value);
        }
    }
    let name = cells.remove("name")?;
    let kind = match cells.remove("kind") {
        None => EntityKind::Person,
        Some(word) => {
            let kind = kind_of(&word);
            if kind.is_none() {
                let message = format!("`{word}` is no kind of entity; the row is left out");
                let hint = "write person, organization or place";
                diagnostics.push(warning("authority-value", message, place, hint));
            }
            kind?
        }
    };
    let number = |cells: &mut BTreeMap<&str, String>, field: &str| {
        cells.remove(field)?.replace(',', ".").parse::<f32>().ok()
    };
    let coordinates = number(&mut cells, "latitude").zip(number(&mut cells, "longitude"));
    let coordinates =
        coordinates.filter(|(latitude, longitude)| latitude.abs() <= 90.0 && longitude.abs() <= 180.0);
    let mut list = |field: &str| cells.remove(field).map(|cell| names_in(&cell)).unwrap_or_default();
    let (aliases, not_aliases) = (list("aliases"), list("not_aliases"));
    Some(Record {
        place: place.clone(),
        id: cells.remove("id").map(|id| id.rsplit('/').next().unwrap_or(&id).to_owned()),
        sort: cells.remove("sort"),
        description: cells.remove("description"),
        external_ids: cells
            .into_iter()
            .filter(|(field, _)| SCHEMES.contains(field))
            .map(|(s, id)| (s.to_owned(), id))
            .collect(),
        name,
        kind,
        aliases,
        not_aliases,
        coordinates,
    })
}

/// Names in one cell, parted by "|" or ";".
fn names_in(cell: &str) -> Vec<String> {
    cell.split(['|', ';']).map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
