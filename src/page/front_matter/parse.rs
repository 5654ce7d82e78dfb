//! Finds front matter at the head of a file (YAML, TOML or JSON) and reads it into one kind of value.
//!
//! What cannot be read stays in the text, with a warning: nothing that a person wrote is lost.

use super::fields::from_value;
use super::record::FrontMatter;
use crate::diagnostic::Diagnostic;
use serde_json::{Map, Value};

/// Front matter and what is left of the file.
#[derive(Debug, Default)]
pub(crate) struct Parsed {
    /// The fields.
    pub(crate) front_matter: FrontMatter,
    /// Where the text begins, in bytes.
    pub(crate) body: usize,
    /// Trouble, located by line but not yet by file.
    pub(crate) diagnostics: Vec<(Diagnostic, Option<u32>)>,
}

/// A block of front matter as found.
struct Block<'t> {
    format: &'static str,
    text: &'t str,
    body: usize,
}

/// Reads the front matter of a file, if it has any.
pub(crate) fn parse(text: &str) -> Parsed {
    let mut parsed = Parsed::default();
    let block = match find(text) {
        Ok(Some(block)) => block,
        Ok(None) => return parsed,
        Err(warning) => {
            parsed.diagnostics.push((warning, Some(1)));
            return parsed;
        }
    };
    match read_value(&block) {
        Ok((map, repeated)) => {
            parsed.body = block.body;
            if let Some((message, line)) = repeated {
                let warning = Diagnostic::warning("front-matter-repeated", message)
                    .hint("remove one of the two; the last one counts");
                parsed.diagnostics.push((warning, Some(line)));
            }
            let line_of = |field: &str| line_of_field(block.text, field);
            parsed.front_matter = from_value(map, &mut |field, message| {
                let warning = Diagnostic::warning("front-matter-field", message)
                    .hint("mend the field; until then it is kept without effect");
                parsed.diagnostics.push((warning, line_of(field)));
            });
        }
        Err((message, line)) => {
            let message = format!("the {} front matter cannot be read: {message}", block.format);
            let warning = Diagnostic::warning("front-matter-unreadable", message)
                .hint("mend it; until then it is shown as text and nothing in it counts");
            parsed.diagnostics.push((warning, Some(line)));
        }
    }
    parsed
}

/// Finds the block; an error when it begins and does not end.
fn find(text: &str) -> Result<Option<Block<'_>>, Diagnostic> {
    let first = text.lines().next().unwrap_or("").trim_end();
    match first {
        "---" => fenced(text, "YAML", "---"),
        "+++" => fenced(text, "TOML", "+++"),
        _ if first.starts_with('{') && !first.starts_with("{{") && !first.starts_with("{%") => Ok(json(text)),
        _ => Ok(None),
    }
}

fn fenced<'t>(text: &'t str, format: &'static str, fence: &str) -> Result<Option<Block<'t>>, Diagnostic> {
    let start = text.find('\n').map_or(text.len(), |at| at + 1);
    let mut at = start;
    for line in text.get(start..).unwrap_or("").split_inclusive('\n') {
        let trimmed = line.trim_end();
        if trimmed == fence || (fence == "---" && trimmed == "...") {
            let inner = text.get(start..at).unwrap_or("");
            return Ok(Some(Block { format, text: inner, body: at + line.len() }));
        }
        at += line.len();
    }
    let second = text.get(start..).unwrap_or("").lines().next().unwrap_or("");
    if fence == "---" && !second.contains(':') {
        return Ok(None);
    }
    let message = format!("the {format} front matter that begins on line 1 is not closed");
    Err(Diagnostic::warning("front-matter-unclosed", message)
        .hint(format!("add a line `{fence}` after its last field; until then it is shown as text")))
}

fn json(text: &str) -> Option<Block<'_>> {
    let mut values = serde_json::Deserializer::from_str(text).into_iter::<Map<String, Value>>();
    values.next()?.ok()?;
    let end = values.byte_offset();
    let rest = text.get(end..)?;
    let line_end = rest.find('\n').map_or(rest.len(), |at| at + 1);
    rest.get(..line_end)?.trim().is_empty().then_some(Block {
        format: "JSON",
        text: text.get(..end)?,
        body: end + line_end,
    })
}

/// What is wrong, and on which line of the file.
type Trouble = (String, u32);

/// The fields as JSON values, with what was mended on the way; or what is wrong.
fn read_value(block: &Block<'_>) -> Result<(Map<String, Value>, Option<Trouble>), Trouble> {
    let mut repeated = None;
    let value = match block.format {
        "YAML" => yaml(block.text, &mut repeated)?,
        "TOML" => toml_value(block.text)?,
        _ => serde_json::from_str(block.text).map_err(|error| (error.to_string(), error.line() as u32))?,
    };
    match value {
        Value::Object(map) => Ok((map, repeated)),
        Value::Null => Ok((Map::new(), None)),
        _ => Err(("it is no list of `field: value`".into(), 1)),
    }
}

/// Reads YAML; a field that stands there twice is told, and its last value counts.
fn yaml(text: &str, repeated: &mut Option<Trouble>) -> Result<Value, Trouble> {
    if text.trim().is_empty() {
        return Ok(Value::Null);
    }
    let describe = |error: &serde_saphyr::Error| {
        let line = error.location().map_or(1, |location| location.line() as u32 + 1);
        (yaml_message(&error.to_string()), line)
    };
    serde_saphyr::from_str(text).or_else(|error| {
        let lenient = serde_saphyr::options! { duplicate_keys: serde_saphyr::DuplicateKeyPolicy::LastWins };
        match serde_saphyr::from_str_with_options(text, lenient) {
            Ok(value) => {
                *repeated = Some(describe(&error));
                Ok(value)
            }
            Err(_) => Err(describe(&error)),
        }
    })
}

/// The first line of the parser's message, without its place and its advice to programmers.
fn yaml_message(message: &str) -> String {
    let line = first_line(message);
    let bare = line.strip_prefix("error: ").unwrap_or(&line);
    let bare = match bare.split_once(": ") {
        Some((place, rest)) if place.starts_with("line ") => rest,
        _ => bare,
    };
    if bare.starts_with("budget breached") {
        // The parser's guard against values that grow without end.
        return "it is nested, or repeats itself by references, far beyond what fields need".to_owned();
    }
    bare.split(", set ").next().unwrap_or(bare).to_owned()
}

fn toml_value(text: &str) -> Result<Value, (String, u32)> {
    let table: toml::Table = toml::from_str(text).map_err(|error| {
        let before = error.span().and_then(|span| text.get(..span.start)).unwrap_or("");
        (first_line(error.message()), before.matches('\n').count() as u32 + 2)
    })?;
    Ok(from_toml(toml::Value::Table(table)))
}

fn from_toml(value: toml::Value) -> Value {
    match value {
        toml::Value::String(text) => Value::String(text),
        toml::Value::Integer(number) => Value::from(number),
        toml::Value::Float(number) => Value::from(number),
        toml::Value::Boolean(truth) => Value::Bool(truth),
        toml::Value::Datetime(time) => Value::String(time.to_string()),
        toml::Value::Array(list) => Value::Array(list.into_iter().map(from_toml).collect()),
        toml::Value::Table(table) => {
            Value::Object(table.into_iter().map(|(key, value)| (key, from_toml(value))).collect())
        }
    }
}

fn first_line(message: &str) -> String {
    message.lines().next().unwrap_or("").trim().to_owned()
}

/// The line of the file that a field stands on, by its name at the start of a line.
fn line_of_field(block: &str, field: &str) -> Option<u32> {
    let named = |line: &str| {
        let line = line.trim_start().trim_start_matches(['"', '{', ' ']);
        line.strip_prefix(field).is_some_and(|rest| rest.starts_with([':', ' ', '=', '"']))
    };
    let index = block.lines().position(named)?;
    Some(index as u32 + if block.starts_with('{') { 1 } else { 2 })
}
