//! From values of any shape to the fields of [`FrontMatter`]: the names that other generators use are one table here.

use super::record::{FrontMatter, InferredDate};
use crate::page::tags::decode_entities;
use serde_json::{Map, Value};

/// Takes trouble: the field's name and what is wrong with it.
type Report<'r> = dyn FnMut(&str, String) + 'r;

/// Reads the fields. What has the wrong type or is not known goes to `extra`.
pub(super) fn from_value(mut map: Map<String, Value>, report: &mut Report<'_>) -> FrontMatter {
    let mut front_matter = FrontMatter::default();
    for nested in ["taxonomies", "extra", "params"] {
        if let Some(Value::Object(inner)) = map.get(nested) {
            let inner = inner.clone();
            map.remove(nested);
            for (key, value) in inner {
                map.entry(key).or_insert(value);
            }
        }
    }
    for (key, value) in map {
        if value.is_null() || value.as_str().is_some_and(|text| text.trim().is_empty()) {
            continue;
        }
        if let Err(expected) = set(&mut front_matter, &key.to_lowercase(), &value) {
            if let Some(expected) = expected {
                report(&key, format!("`{key}` should be {expected}"));
            }
            front_matter.extra.insert(key, value.to_string());
        }
    }
    front_matter
}

/// Sets one field. An error says what was expected; `None` there means that the field is not known.
fn set(to: &mut FrontMatter, key: &str, value: &Value) -> Result<(), Option<&'static str>> {
    match key {
        "title" => text(value, &mut to.title),
        "deck" | "dek" | "subtitle" | "subhead" | "standfirst" => text(value, &mut to.deck),
        "draft" | "noindex" | "made_title" => flag(to, key, value),
        "published" if value.is_boolean() => flag(to, key, value),
        "date" | "published" | "pubdate" | "publishdate" | "publish_date" | "date_published" => {
            text(value, &mut to.date)
        }
        "lastmod" | "updated" | "modified" | "last_modified_at" | "last_modified" => {
            text(value, &mut to.lastmod)
        }
        "author" | "authors" | "byline" | "creator" => list(value, &mut to.authors),
        "tags" | "tag" | "topics" | "topic" | "categories" | "category" | "keywords" => {
            list(value, &mut to.topics)
        }
        "people" | "persons" | "person" => list(value, &mut to.people),
        "places" | "place" | "locations" | "location" => list(value, &mut to.places),
        "organizations" | "organisations" | "organization" | "organisation" => {
            list(value, &mut to.organizations)
        }
        "aliases" | "alias" | "redirect_from" => list(value, &mut to.aliases),
        "slug" => text(value, &mut to.slug),
        "url" | "permalink" | "path" if is_pattern(value) => Err(Some("an address without placeholders")),
        "url" | "permalink" | "path" => text(value, &mut to.url),
        "description" | "summary" | "excerpt" => text(value, &mut to.description),
        "language" | "lang" | "locale" => text(value, &mut to.language),
        "section" => text(value, &mut to.section),
        "page" => text(value, &mut to.page),
        "volume" => text(value, &mut to.volume),
        "issue" | "issue_number" => text(value, &mut to.issue),
        "source" | "source_url" => text(value, &mut to.source),
        "rights" | "license" | "licence" | "copyright" => text(value, &mut to.rights),
        "embargo" => text(value, &mut to.embargo),
        "names_found" => text(value, &mut to.names_found),
        "inferred" => inferred(value, &mut to.inferred),
        _ => Err(None),
    }
}

/// "/:categories/:title/" and the named styles of Jekyll say how addresses are made, not which one this is.
fn is_pattern(value: &Value) -> bool {
    value.as_str().is_some_and(|address| {
        address.starts_with(':')
            || address.contains("/:")
            || matches!(address, "date" | "pretty" | "ordinal" | "weekdate" | "none")
    })
}

fn flag(to: &mut FrontMatter, key: &str, value: &Value) -> Result<(), Option<&'static str>> {
    let truth = match value {
        Value::Bool(truth) => *truth,
        Value::String(word) if matches!(word.to_lowercase().as_str(), "true" | "yes" | "on") => true,
        Value::String(word) if matches!(word.to_lowercase().as_str(), "false" | "no" | "off") => false,
        _ => return Err(Some("true or false")),
    };
    match key {
        "draft" => to.draft |= truth,
        "published" => to.draft |= !truth,
        "noindex" => to.noindex = truth,
        _ => to.made_title = truth,
    }
    Ok(())
}

/// A single value as text. The first of two names for one field wins; the other is kept as extra.
fn text(value: &Value, field: &mut Option<String>) -> Result<(), Option<&'static str>> {
    let found = scalar(value).ok_or(Some("a single value"))?;
    if field.is_some() {
        return Err(None);
    }
    *field = Some(found);
    Ok(())
}

/// A list, a map of names or a single value; each entry is taken once.
fn list(value: &Value, field: &mut Vec<String>) -> Result<(), Option<&'static str>> {
    let found = match value {
        Value::Array(values) => values.iter().map(entry).collect::<Option<Vec<_>>>(),
        other => entry(other).map(|one| vec![one]),
    };
    for one in found.ok_or(Some("a list of names"))? {
        if !one.is_empty() && !field.contains(&one) {
            field.push(one);
        }
    }
    Ok(())
}

/// An entry of a list: a value, or a map with a name in it.
fn entry(value: &Value) -> Option<String> {
    match value {
        Value::Object(map) => {
            ["name", "display_name", "title", "id"].iter().find_map(|key| scalar(map.get(*key)?))
        }
        other => scalar(other),
    }
}

fn scalar(value: &Value) -> Option<String> {
    match value {
        // Generators that print titles as HTML let people write character references in them.
        Value::String(text) => Some(decode_entities(&text.split_whitespace().collect::<Vec<_>>().join(" "))),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        _ => None,
    }
}

fn inferred(value: &Value, field: &mut Option<InferredDate>) -> Result<(), Option<&'static str>> {
    const EXPECTED: Option<&str> = Some("the map that `convert` writes");
    let map = value.as_object().ok_or(EXPECTED)?;
    let get = |key: &str| map.get(key).and_then(scalar).unwrap_or_default();
    let mut evidence = Vec::new();
    if let Some(value) = map.get("evidence") {
        let _ = list(value, &mut evidence);
    }
    *field = Some(InferredDate {
        value: get("value"),
        earliest: get("earliest"),
        latest: get("latest"),
        confidence: get("confidence").parse().ok().filter(|c| (0.0..=1.0).contains(c)).ok_or(EXPECTED)?,
        stated: get("stated") == "true",
        evidence,
    });
    Ok(())
}
