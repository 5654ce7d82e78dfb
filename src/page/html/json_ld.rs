//! JSON-LD of news sites: the object that describes the article, read into the fields of front matter.

use crate::page::front_matter::{FrontMatter, MoreFields};
use crate::page::listed::{is_web, people, words};
use crate::page::seldom::Seldom;
use crate::page::tags::decode_entities;
use serde_json::{Map, Value};

/// Reads all blocks of a page; the one that describes an article best is taken.
pub(super) fn read(blocks: &[String]) -> FrontMatter {
    let mut best: Option<(u8, Map<String, Value>)> = None;
    for value in blocks.iter().filter_map(|block| parse(block)) {
        objects(value, 0, &mut |map| {
            let fit = fit(&map);
            if fit > best.as_ref().map_or(0, |(so_far, _)| *so_far) {
                best = Some((fit, map));
            }
        });
    }
    best.map(|(_, map)| fields(&map)).unwrap_or_default()
}

/// Parses a block; pages often have raw line ends inside strings, or wrap the block into comment marks.
fn parse(block: &str) -> Option<Value> {
    let bare = block.trim();
    let bare =
        ["<!--", "//<![CDATA[", "<![CDATA["].iter().find_map(|mark| bare.strip_prefix(mark)).unwrap_or(bare);
    let bare = ["-->", "//]]>", "]]>"].iter().find_map(|mark| bare.strip_suffix(mark)).unwrap_or(bare);
    serde_json::from_str(bare)
        .or_else(|_| {
            serde_json::from_str(
                &bare.chars().map(|c| if c.is_control() { ' ' } else { c }).collect::<String>(),
            )
        })
        .ok()
}

/// Visits the objects that stand for themselves: in lists, in `@graph`, as a page's main entity.
fn objects(value: Value, depth: usize, visit: &mut dyn FnMut(Map<String, Value>)) {
    if depth > 6 {
        return;
    }
    match value {
        Value::Array(values) => values.into_iter().for_each(|value| objects(value, depth + 1, visit)),
        Value::Object(mut map) => {
            for inner in ["@graph", "mainEntity"] {
                if let Some(value) = map.remove(inner) {
                    objects(value, depth + 1, visit);
                }
            }
            visit(map);
        }
        _ => {}
    }
}

/// How well an object describes an article: 0 not at all.
fn fit(map: &Map<String, Value>) -> u8 {
    let of = |name: &str| match name {
        name if name.ends_with("NewsArticle") => 4,
        name if name.ends_with("Article") || matches!(name, "BlogPosting" | "Report" | "Review") => 3,
        "CreativeWork" | "SocialMediaPosting" => 2,
        "WebPage" => 1,
        _ => 0,
    };
    match map.get("@type") {
        Some(Value::String(name)) => of(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).map(of).max().unwrap_or(0),
        _ => 0,
    }
}

fn fields(map: &Map<String, Value>) -> FrontMatter {
    let text = |key: &str| map.get(key).and_then(first_text);
    let address = text("url").or_else(|| map.get("mainEntityOfPage").and_then(first_text));
    FrontMatter {
        title: text("headline").or_else(|| text("name")),
        date: text("datePublished").or_else(|| text("dateCreated")),
        authors: map.get("author").or_else(|| map.get("creator")).map(names).unwrap_or_default(),
        topics: map.get("keywords").map(keywords).unwrap_or_default(),
        description: text("description"),
        section: text("articleSection"),
        more: Seldom::new(MoreFields {
            deck: text("alternativeHeadline"),
            lastmod: text("dateModified"),
            page: text("pageStart").or_else(|| text("printPage")),
            rights: text("copyrightNotice"),
            language: text("inLanguage"),
            source: address.filter(|address| is_web(address)),
            ..MoreFields::default()
        }),
        ..FrontMatter::default()
    }
}

/// A value as one line of text: the first of a list, the name or address of an object.
fn first_text(value: &Value) -> Option<String> {
    let text = match value {
        Value::String(text) => decode_entities(text).split_whitespace().collect::<Vec<_>>().join(" "),
        Value::Number(number) => number.to_string(),
        Value::Array(values) => return values.iter().take(8).find_map(first_text),
        Value::Object(map) => {
            return ["name", "@value", "@id", "url"].iter().find_map(|key| first_text(map.get(*key)?));
        }
        _ => return None,
    };
    Some(text).filter(|text| !text.is_empty())
}

fn names(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().take(50).flat_map(names).collect(),
        Value::Object(map) => map.get("name").map(names).unwrap_or_default(),
        Value::String(name) => people(&decode_entities(name)),
        _ => Vec::new(),
    }
}

fn keywords(value: &Value) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().take(200).filter_map(first_text).collect(),
        Value::String(list) => words(&decode_entities(list)),
        _ => Vec::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_article_is_found_wherever_it_stands() {
        let article = r#"{"@type":["Thing","NewsArticle"],"headline":"Lamp  out","articleSection":["Harbour"],
            "author":[{"@type":"Person","name":"Ada Quill"},{"name":["Ben Marsh"]}],"keywords":"lamp, pier",
            "datePublished":"1952-03-04","mainEntityOfPage":{"@id":"https://beacon.example/lamp"}}"#;
        for block in [
            article.to_owned(),
            format!("[{article}]"),
            format!(r#"{{"@graph":[{{"@type":"WebPage","name":"x"}},{article}]}}"#),
            format!("<!-- {article} -->"),
        ] {
            let found = read(&[block]);
            assert_eq!(found.title.as_deref(), Some("Lamp out"));
            assert_eq!(found.authors, ["Ada Quill", "Ben Marsh"]);
            assert_eq!(found.topics, ["lamp", "pier"]);
            assert_eq!(found.section.as_deref(), Some("Harbour"));
            assert_eq!(found.source.as_deref(), Some("https://beacon.example/lamp"));
        }
    }

    #[test]
    fn what_is_no_json_or_no_article_says_nothing() {
        for block in ["{", "null", r#"{"@type":"Organization","name":"Beacon"}"#, &"[".repeat(100_000)] {
            assert_eq!(read(&[block.to_owned()]), FrontMatter::default());
        }
        let raw = "{\"@type\":\"Article\",\"headline\":\"Two\nlines\"}";
        assert_eq!(read(&[raw.to_owned()]).title.as_deref(), Some("Two lines"));
    }
}
