//! Front matter back to YAML, for `convert`: what is written here reads back as the same [`FrontMatter`].

use super::record::{FrontMatter, InferredDate, MoreFields};
use crate::page::tags::decode_entities;
use std::fmt::Write;

/// The YAML block with its fences. Fields without a value are left out.
pub fn write(front_matter: &FrontMatter) -> String {
    let FrontMatter {
        title,
        date,
        // `inferred` says it for what `convert` writes.
        date_origin: _,
        authors,
        topics,
        description,
        section,
        draft,
        noindex,
        made_title,
        more,
    } = front_matter;
    let MoreFields {
        deck,
        lastmod,
        people,
        places,
        organizations,
        aliases,
        slug,
        url,
        language,
        page,
        volume,
        issue,
        source,
        rights,
        embargo,
        inferred,
        names_found,
        extra,
    } = &**more;
    let mut out = String::from("---\n");
    write_text(&mut out, "title", title);
    write_flag(&mut out, "made_title", *made_title);
    write_text(&mut out, "deck", deck);
    write_text(&mut out, "date", date);
    write_text(&mut out, "lastmod", lastmod);
    write_list(&mut out, "authors", authors);
    write_list(&mut out, "topics", topics);
    write_list(&mut out, "people", people);
    write_list(&mut out, "places", places);
    write_list(&mut out, "organizations", organizations);
    write_text(&mut out, "names_found", names_found);
    write_list(&mut out, "aliases", aliases);
    write_flag(&mut out, "draft", *draft);
    write_text(&mut out, "slug", slug);
    write_text(&mut out, "url", url);
    write_text(&mut out, "description", description);
    write_text(&mut out, "language", language);
    write_text(&mut out, "section", section);
    write_text(&mut out, "page", page);
    write_text(&mut out, "volume", volume);
    write_text(&mut out, "issue", issue);
    write_text(&mut out, "source", source);
    write_text(&mut out, "rights", rights);
    write_flag(&mut out, "noindex", *noindex);
    write_text(&mut out, "embargo", embargo);
    if let Some(inferred) = inferred {
        write_inferred(&mut out, inferred);
    }
    for (key, json) in extra {
        let _ = writeln!(out, "{}: {}", quoted(key), flow_value(json));
    }
    out.push_str("---\n");
    out
}

/// A value that [`super::parse`] will decode character references in.
fn value(text: &str) -> String {
    if decode_entities(text) == text { quoted(text) } else { quoted(&text.replace('&', "&amp;")) }
}

fn write_text(out: &mut String, key: &str, text: &Option<String>) {
    if let Some(text) = text {
        let _ = writeln!(out, "{key}: {}", value(text));
    }
}

fn write_flag(out: &mut String, key: &str, value: bool) {
    if value {
        let _ = writeln!(out, "{key}: true");
    }
}

fn write_list(out: &mut String, key: &str, values: &[String]) {
    if !values.is_empty() {
        let quoted_values: Vec<String> = values.iter().map(|text| value(text)).collect();
        let _ = writeln!(out, "{key}: [{}]", quoted_values.join(", "));
    }
}

fn write_inferred(out: &mut String, inferred: &InferredDate) {
    let InferredDate { value, earliest, latest, confidence, stated, evidence } = inferred;
    out.push_str("inferred:\n");
    for (key, text) in [("value", value), ("earliest", earliest), ("latest", latest)] {
        let _ = writeln!(out, "  {key}: {}", self::value(text));
    }
    let _ = writeln!(out, "  confidence: {confidence}");
    if *stated {
        out.push_str("  stated: true\n");
    }
    let quoted_evidence: Vec<String> = evidence.iter().map(|sentence| self::value(sentence)).collect();
    let _ = writeln!(out, "  evidence: [{}]", quoted_evidence.join(", "));
}

/// Compact JSON as YAML flow; anything else as a quoted text.
fn flow_value(json: &str) -> String {
    match serde_json::from_str::<serde_json::Value>(json) {
        Ok(value) => flow(&value),
        Err(_) => quoted(json),
    }
}

fn flow(value: &serde_json::Value) -> String {
    use serde_json::Value;
    match value {
        Value::String(text) => quoted(text),
        Value::Array(values) => format!("[{}]", values.iter().map(flow).collect::<Vec<_>>().join(", ")),
        Value::Object(map) => {
            let fields: Vec<String> =
                map.iter().map(|(key, value)| format!("{}: {}", quoted(key), flow(value))).collect();
            format!("{{{}}}", fields.join(", "))
        }
        other => other.to_string(),
    }
}

/// A double-quoted YAML scalar, safe for any text.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => {
                out.push('\\');
                out.push(c);
            }
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if c.is_control()
                || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}' | '\u{FFFE}' | '\u{FFFF}') =>
            {
                let _ = write!(out, "\\u{:04X}", c as u32);
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}
