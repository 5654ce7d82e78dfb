//! The authority file as TOML: a table for each record and rule.

use super::{Authority, Does, Place, Record, Rule, SCHEMES, Scope, kind_of, warning};
use crate::analysis::entity::EntityKind;
use crate::config::nearest;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;
use toml::de::{DeTable, DeValue};

const TABLES: [&str; 6] = ["record", "merge", "different", "split", "ignore", "retype"];
const RECORD_KEYS: [&str; 9] =
    ["id", "name", "sort", "kind", "aliases", "not_aliases", "description", "coordinates", "note"];
const RULE_KEYS: [&str; 9] = ["names", "name", "kind", "into", "from", "to", "articles", "years", "note"];

impl Authority {
    /// Reads `authority.toml`. `path` is its name, for diagnostics. What cannot be read is left out and told.
    pub fn parse_toml(text: &str, path: &str) -> (Self, Vec<Diagnostic>) {
        let mut reader =
            Reader { text: text.strip_prefix('\u{FEFF}').unwrap_or(text), path, ..Reader::default() };
        reader.read();
        (reader.authority, reader.diagnostics)
    }
}

#[derive(Default)]
struct Reader<'t> {
    text: &'t str,
    path: &'t str,
    authority: Authority,
    diagnostics: Vec<Diagnostic>,
}

/// The values of a table by their keys, each with its line.
struct Fields<'t> {
    place: Place,
    table: &'static str,
    values: BTreeMap<&'t str, (Place, &'t DeValue<'t>)>,
}

impl<'t> Reader<'t> {
    fn place(&self, at: usize) -> Place {
        let line = self.text.get(..at).map_or(0, |before| before.matches('\n').count() as u32 + 1);
        Place { file: self.path.to_owned(), line }
    }

    fn read(&mut self) {
        let root = match DeTable::parse(self.text) {
            Ok(root) => root,
            Err(error) => {
                let place = self.place(error.span().map_or(0, |span| span.start));
                let message = format!("the authority file cannot be read: {}", error.message().trim());
                let told = Diagnostic::error("authority-unreadable", message);
                self.diagnostics
                    .push(told.at(self.path, Some(place.line)).hint("mend the TOML at that line"));
                return;
            }
        };
        let mut tables = Vec::new();
        for (name, value) in root.get_ref() {
            let place = self.place(name.span().start);
            let Some(table) = TABLES.iter().find(|known| **known == name.get_ref().as_ref()) else {
                let message = format!("the authority file has an unknown table `{}`", name.get_ref());
                let hint = did_you_mean(name.get_ref(), &TABLES, "the tables are");
                self.diagnostics.push(warning("authority-table", message, &place, hint));
                continue;
            };
            match value.get_ref() {
                DeValue::Array(items) => {
                    tables.extend(items.iter().map(|item| (item.span().start, *table, item.get_ref())));
                }
                _ => {
                    let hint = format!("write [[{table}]] with two brackets, once for each");
                    let message = format!("`{table}` is no list of tables");
                    self.diagnostics.push(warning("authority-table", message, &place, hint));
                }
            }
        }
        tables.sort_by_key(|(at, ..)| *at);
        for (at, table, value) in tables {
            let place = self.place(at);
            match value {
                DeValue::Table(fields) => self.table(place, table, fields),
                _ => {
                    let message = format!("an entry of `{table}` is no table");
                    self.diagnostics.push(warning(
                        "authority-table",
                        message,
                        &place,
                        format!("write [[{table}]]"),
                    ));
                }
            }
        }
    }

    fn table(&mut self, place: Place, table: &'static str, fields: &DeTable<'_>) {
        let known: Vec<&str> = if table == "record" {
            RECORD_KEYS.iter().chain(&SCHEMES).copied().collect()
        } else {
            RULE_KEYS.to_vec()
        };
        let mut values = BTreeMap::new();
        for (key, value) in fields {
            let at = self.place(key.span().start);
            let key = key.get_ref().as_ref();
            if known.contains(&key) {
                values.insert(key, (at, value.get_ref()));
            } else {
                let message = format!("`{table}` has an unknown key `{key}`");
                let hint = did_you_mean(key, &known, "the keys are");
                self.diagnostics.push(warning("authority-key", message, &at, hint));
            }
        }
        let mut fields = Fields { place, table, values };
        let found = if table == "record" {
            fields.record(&mut self.diagnostics).map(|record| self.authority.records.push(record))
        } else {
            fields.rule(&mut self.diagnostics).map(|rule| self.authority.rules.push(rule))
        };
        if let Err((place, message, hint)) = found {
            self.diagnostics.push(warning("authority-value", message, &place, hint));
        }
    }
}

type Wrong = (Place, String, String);

impl Fields<'_> {
    fn wrong(&self, key: &str, expected: &str) -> Wrong {
        let place = self.values.get(key).map_or(&self.place, |(place, _)| place);
        (
            place.clone(),
            format!("`{key}` of `{}` should be {expected}", self.table),
            "mend it or leave it out".into(),
        )
    }

    fn missing(&self, key: &str, example: &str) -> Wrong {
        (self.place.clone(), format!("a `{}` names no `{key}`", self.table), format!("write {example}"))
    }

    fn text(&self, key: &str) -> Result<Option<String>, Wrong> {
        let Some((_, value)) = self.values.get(key) else { return Ok(None) };
        let text = match value {
            DeValue::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
            DeValue::Integer(number) => number.to_string(),
            _ => return Err(self.wrong(key, "a string")),
        };
        Ok(Some(text).filter(|text| !text.is_empty()))
    }

    fn list(&self, key: &str) -> Result<Vec<String>, Wrong> {
        match self.values.get(key) {
            None => Ok(Vec::new()),
            Some((_, DeValue::Array(values))) => {
                let texts: Option<Vec<String>> =
                    values.iter().map(|value| value.get_ref().as_str().map(str::to_owned)).collect();
                texts.ok_or_else(|| self.wrong(key, "a list of strings"))
            }
            Some(_) => Ok(self.text(key)?.into_iter().collect()),
        }
    }

    fn kind(&self, key: &str) -> Result<Option<EntityKind>, Wrong> {
        let Some(word) = self.text(key)? else { return Ok(None) };
        kind_of(&word).map(Some).ok_or_else(|| self.wrong(key, "\"person\", \"organization\" or \"place\""))
    }

    fn record(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Result<Record, Wrong> {
        let name =
            self.text("name")?.ok_or_else(|| self.missing("name", "name = \"…\", the preferred form"))?;
        let kind = self
            .kind("kind")?
            .ok_or_else(|| self.missing("kind", "kind = \"person\", \"organization\" or \"place\""))?;
        let mut external_ids = BTreeMap::new();
        for scheme in SCHEMES {
            match self.text(scheme) {
                Ok(id) => external_ids.extend(id.map(|id| (scheme.to_owned(), id))),
                Err((place, message, hint)) => {
                    diagnostics.push(warning("authority-value", message, &place, hint));
                }
            }
        }
        Ok(Record {
            id: self.text("id")?,
            sort: self.text("sort")?,
            aliases: self.list("aliases")?,
            not_aliases: self.list("not_aliases")?,
            description: self.text("description")?,
            coordinates: self.coordinates()?,
            place: self.place.clone(),
            external_ids,
            name,
            kind,
        })
    }

    fn coordinates(&self) -> Result<Option<(f32, f32)>, Wrong> {
        let Some((_, value)) = self.values.get("coordinates") else { return Ok(None) };
        let expected = || self.wrong("coordinates", "latitude and longitude in degrees: [45.2, -61.1]");
        let DeValue::Array(values) = value else { return Err(expected()) };
        let numbers: Vec<f32> = values.iter().filter_map(|value| degrees(value.get_ref())).collect();
        match numbers.as_slice() {
            [latitude, longitude] if latitude.abs() <= 90.0 && longitude.abs() <= 180.0 => {
                Ok(Some((*latitude, *longitude)))
            }
            _ => Err(expected()),
        }
    }

    fn rule(&mut self, diagnostics: &mut Vec<Diagnostic>) -> Result<Rule, Wrong> {
        let mut names = self.list("names")?;
        names.extend(self.text("name")?);
        let least = if matches!(self.table, "merge" | "different") { 2 } else { 1 };
        if names.len() < least {
            let example = if least == 2 { "names = [\"…\", \"…\"]" } else { "name = \"…\"" };
            return Err(self.missing(if least == 2 { "names" } else { "name" }, example));
        }
        let scope = self.scope()?;
        let does = match self.table {
            "merge" => Does::Merge(names),
            "different" => Does::Different(names),
            "ignore" => Does::Ignore(names),
            "retype" => {
                let to = self.kind("to")?.ok_or_else(|| self.missing("to", "to = \"place\""))?;
                Does::Retype(names, to)
            }
            _ => {
                let into = self
                    .text("into")?
                    .ok_or_else(|| self.missing("into", "into = \"…\", whom it means there"))?;
                if scope.is_everywhere() {
                    return Err(self.missing("articles", "articles = [\"1952/**\"] or years = [1931, 1950]"));
                }
                Does::Split { name: names.swap_remove(0), into }
            }
        };
        for (key, table) in [("into", "split"), ("to", "retype"), ("from", "retype")] {
            if let Some((place, _)) = self.values.get(key).filter(|_| self.table != table) {
                let message = format!("`{key}` says nothing in `{}`", self.table);
                diagnostics.push(warning(
                    "authority-key",
                    message,
                    place,
                    format!("it belongs to [[{table}]]"),
                ));
            }
        }
        let kind = if self.table == "retype" {
            self.kind("from")?.or(self.kind("kind")?)
        } else {
            self.kind("kind")?
        };
        Ok(Rule { place: self.place.clone(), does, kind, scope })
    }

    fn scope(&self) -> Result<Scope, Wrong> {
        let years = match self.values.get("years") {
            None => None,
            Some((_, value)) => {
                Some(years(value).ok_or_else(|| self.wrong("years", "a year or two: [1931, 1950]"))?)
            }
        };
        Scope::new(&self.list("articles")?, years).map_err(|message| {
            let place = self.values.get("articles").map_or(&self.place, |(place, _)| place);
            (place.clone(), message, "write globs over paths below the content folder".to_owned())
        })
    }
}

fn years(value: &DeValue<'_>) -> Option<(i32, i32)> {
    let year = |value: &DeValue<'_>| match value {
        DeValue::Integer(number) => number.to_string().parse::<i32>().ok(),
        DeValue::String(text) => text.trim().parse().ok(),
        _ => None,
    };
    match value {
        DeValue::Array(values) => {
            match values.iter().map(|value| year(value.get_ref())).collect::<Vec<_>>().as_slice() {
                [Some(one)] => Some((*one, *one)),
                [Some(first), Some(last)] if first <= last => Some((*first, *last)),
                _ => None,
            }
        }
        other => year(other).map(|year| (year, year)),
    }
}

fn degrees(value: &DeValue<'_>) -> Option<f32> {
    match value {
        DeValue::Integer(number) => number.to_string().parse().ok(),
        DeValue::Float(number) => number.to_string().parse().ok(),
        DeValue::String(text) => text.trim().parse().ok(),
        _ => None,
    }
}

fn did_you_mean(word: &str, known: &[&str], otherwise: &str) -> String {
    match nearest(word, known) {
        Some(near) => format!("did you mean `{near}`?"),
        None => format!("{otherwise} {}", known.join(", ")),
    }
}
