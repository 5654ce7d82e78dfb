//! What must hold for every website that comes out, whatever went in.

use super::html::{Document, Element, Item};
use super::{Built, Snapshot};
use std::collections::{BTreeMap, BTreeSet};

/// Elements without an end tag.
const VOID: [&str; 14] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track",
    "wbr",
];

/// Everything below, for every page.
#[track_caller]
pub(crate) fn check_website(built: &Built) {
    assert_no_faults("the website", &website_faults(built));
}

/// What [`check_website`] finds.
pub(crate) fn website_faults(built: &Built) -> Vec<String> {
    let files = built.snapshot();
    let documents = built.documents();
    assert!(documents.contains_key("index.html"), "no home page; there is {:?}", files.keys());
    let mut faults = dead_links(&files, &documents);
    for (path, document) in &documents {
        faults.extend(page_faults(document).into_iter().map(|fault| format!("{path}: {fault}")));
    }
    for (path, bytes) in files.iter().filter(|(path, _)| path.ends_with(".xml")) {
        faults.extend(
            xml_faults(std::str::from_utf8(bytes).unwrap())
                .into_iter()
                .map(|fault| format!("{path}: {fault}")),
        );
    }
    faults.extend(address_faults(files.keys()));
    faults
}

#[track_caller]
pub(crate) fn assert_no_faults(what: &str, faults: &[String]) {
    let shown = faults.len().min(25);
    assert!(
        faults.is_empty(),
        "{what}: {} faults, for example\n{}",
        faults.len(),
        faults[..shown].join("\n")
    );
}

/// Internal links and fragments that lead nowhere, and links that are not relative.
pub(crate) fn dead_links(files: &Snapshot, documents: &BTreeMap<String, Document>) -> Vec<String> {
    let ids: BTreeMap<&str, BTreeSet<&str>> = documents
        .iter()
        .map(|(path, document)| (path.as_str(), document.ids().into_iter().collect()))
        .collect();
    let mut dead = Vec::new();
    for (path, document) in documents {
        for target in targets(document) {
            if let Some(fault) = link_fault(path, &target, files, &ids) {
                dead.push(format!("{path}: {target:?} {fault}"));
            }
        }
    }
    dead
}

fn targets(document: &Document) -> BTreeSet<String> {
    let mut targets = BTreeSet::new();
    for element in document.elements() {
        for (name, value) in &element.attributes {
            match name.as_str() {
                "href" | "src" | "action" | "poster" | "xlink:href" => drop(targets.insert(value.clone())),
                "srcset" => targets.extend(
                    value.split(',').filter_map(|part| part.split_whitespace().next()).map(str::to_owned),
                ),
                "content"
                    if element
                        .attribute("http-equiv")
                        .is_some_and(|name| name.eq_ignore_ascii_case("refresh")) =>
                {
                    targets.extend(value.split_once("url=").map(|(_, url)| url.trim().to_owned()));
                }
                _ => {}
            }
        }
    }
    targets
}

fn link_fault(
    from: &str,
    target: &str,
    files: &Snapshot,
    ids: &BTreeMap<&str, BTreeSet<&str>>,
) -> Option<&'static str> {
    if has_scheme(target) {
        return None;
    }
    if target.starts_with('/') {
        // The page for unknown addresses is shown at any depth.
        return (from != "404.html").then_some("is not relative");
    }
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split('?').next().unwrap_or_default();
    let Some(resolved) = resolve(from, path) else { return Some("leaves the website") };
    if !files.contains_key(&resolved) {
        return Some("names no file");
    }
    let fragment = percent_decoded(fragment);
    let known =
        fragment.is_empty() || ids.get(resolved.as_str()).is_none_or(|ids| ids.contains(fragment.as_str()));
    (!known).then_some("names no place in the page")
}

fn has_scheme(target: &str) -> bool {
    let Some((scheme, _)) = target.split_once(':') else { return false };
    scheme.starts_with(|character: char| character.is_ascii_alphabetic())
        && scheme.chars().all(|character| character.is_ascii_alphanumeric() || "+-.".contains(character))
}

/// The file that a relative link names.
pub(crate) fn resolve(from: &str, target: &str) -> Option<String> {
    if target.is_empty() {
        return Some(from.into());
    }
    let mut parts: Vec<String> = from.split('/').map(str::to_owned).collect();
    parts.pop();
    for part in percent_decoded(target).split('/') {
        match part {
            "" | "." => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part.into()),
        }
    }
    Some(parts.join("/"))
}

fn percent_decoded(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut decoded = Vec::new();
    let mut index = 0;
    while index < bytes.len() {
        let hex = text.get(index + 1..index + 3).and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match hex.filter(|_| bytes[index] == b'%') {
            Some(byte) => {
                decoded.push(byte);
                index += 3;
            }
            None => {
                decoded.push(bytes[index]);
                index += 1;
            }
        }
    }
    String::from_utf8_lossy(&decoded).into_owned()
}

/// What is wrong with a page by itself.
pub(crate) fn page_faults(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    let headings = document.named("h1").count();
    if headings != 1 {
        faults.push(format!("{headings} h1"));
    }
    if !document.named("html").any(|html| html.attribute("lang").is_some_and(|lang| !lang.is_empty())) {
        faults.push("no lang".into());
    }
    if document.text_of("title").is_none_or(|title| title.is_empty()) {
        faults.push("no title".into());
    }
    let mut seen = BTreeSet::new();
    faults.extend(
        document.ids().into_iter().filter(|id| !seen.insert(*id)).map(|id| format!("id {id:?} twice")),
    );
    faults.extend(document.elements().flat_map(element_faults));
    faults.extend(script_faults(document));
    faults.extend(nesting_faults(document));
    faults
}

fn element_faults(element: &Element) -> Vec<String> {
    let mut faults = Vec::new();
    for (name, value) in &element.attributes {
        if name == "style" || name.starts_with("on") || name == "srcdoc" {
            faults.push(format!("<{}> has {name}={value:?}", element.name));
        }
        let trimmed: String =
            value.chars().filter(|character| !character.is_whitespace() && !character.is_control()).collect();
        let lower = trimmed.to_ascii_lowercase();
        let active = ["javascript:", "vbscript:", "data:"].iter().any(|scheme| lower.starts_with(scheme));
        if active && matches!(name.as_str(), "href" | "src" | "action" | "formaction" | "xlink:href") {
            faults.push(format!("<{}> has {name}={value:?}", element.name));
        }
        if matches!(name.as_str(), "src" | "srcset" | "poster")
            && (lower.starts_with("http") || lower.starts_with("//"))
        {
            faults.push(format!("<{}> asks another host: {value:?}", element.name));
        }
    }
    let mut names = BTreeSet::new();
    faults.extend(
        element
            .attributes
            .iter()
            .filter(|(name, _)| !names.insert(name))
            .map(|(name, _)| format!("{name} twice")),
    );
    if matches!(element.name.as_str(), "iframe" | "object" | "embed" | "base" | "style" | "applet" | "frame")
    {
        faults.push(format!("a <{}>", element.name));
    }
    if element.name == "img" && element.attribute("alt").is_none() {
        faults.push("an image without alt".into());
    }
    faults
}

fn script_faults(document: &Document) -> Vec<String> {
    let mut faults = Vec::new();
    for pair in document.items.windows(2) {
        let (Item::Open(script), Item::Raw(content)) = (&pair[0], &pair[1]) else { continue };
        if script.name != "script" {
            continue;
        }
        if matches!(script.attribute("type"), Some("application/ld+json" | "application/json")) {
            if let Err(error) = serde_json::from_str::<serde_json::Value>(content) {
                faults.push(format!("JSON-LD: {error}"));
            }
        } else if !content.trim().is_empty() || script.attribute("src").is_none() {
            faults.push(format!("inline script {:?}", content.chars().take(60).collect::<String>()));
        }
    }
    faults
}

/// Tags that do not close what was opened last. Our own pages leave no end tag out.
fn nesting_faults(document: &Document) -> Vec<String> {
    let mut open: Vec<&str> = Vec::new();
    for item in &document.items {
        match item {
            Item::Open(element) if VOID.contains(&element.name.as_str()) => {}
            // Only in pictures does a tag close itself; the browser's parser ignores it elsewhere.
            Item::Open(element) if element.closes_itself && open.contains(&"svg") => {}
            Item::Open(element) => open.push(&element.name),
            Item::Close(name) => match open.pop() {
                Some(last) if last == name => {}
                last => return vec![format!("</{name}> closes {last:?}; open were {open:?}")],
            },
            _ => {}
        }
    }
    if open.is_empty() { Vec::new() } else { vec![format!("never closed: {open:?}")] }
}

fn xml_faults(text: &str) -> Vec<String> {
    let mut faults = Vec::new();
    if !text.starts_with("<?xml") {
        faults.push("no XML declaration".into());
    }
    if let Some(control) =
        text.chars().find(|&character| character.is_control() && !"\n\t\r".contains(character))
    {
        faults.push(format!("holds {control:?}"));
    }
    let mut open: Vec<&str> = Vec::new();
    for piece in text.split('<').skip(1) {
        let Some((tag, after)) = piece.split_once('>') else {
            faults.push(format!("a tag without end: {piece:?}"));
            continue;
        };
        for part in [tag, after] {
            faults.extend(part.match_indices('&').filter_map(|(at, _)| reference_fault(&part[at + 1..])));
        }
        if let Some(name) = tag.strip_prefix('/') {
            if open.pop() != Some(name.trim()) {
                faults.push(format!("</{name}> closes another"));
            }
        } else if !tag.starts_with(['?', '!']) && !tag.ends_with('/') {
            open.push(tag.split_whitespace().next().unwrap_or_default());
        }
    }
    faults.extend(open.iter().map(|name| format!("<{name}> is never closed")));
    faults
}

fn reference_fault(after: &str) -> Option<String> {
    let name = after.split(';').next().unwrap_or_default();
    let known = matches!(name, "amp" | "lt" | "gt" | "quot" | "apos") || name.starts_with('#');
    (!known).then(|| format!("&{} is no reference", name.chars().take(20).collect::<String>()))
}

/// Paths that some file system refuses, and paths that differ in case alone.
fn address_faults<'a>(paths: impl Iterator<Item = &'a String>) -> Vec<String> {
    let mut seen = BTreeMap::new();
    let mut faults = Vec::new();
    for path in paths {
        if let Some(other) = seen.insert(path.to_lowercase(), path) {
            faults.push(format!("{path:?} and {other:?} differ in case alone"));
        }
        let refused = |part: &str| {
            part.is_empty()
                || part.ends_with(['.', ' '])
                || part.len() > 255
                || part.chars().any(|character| character.is_control() || "\\:*?\"<>|".contains(character))
        };
        if path.split('/').any(refused) {
            faults.push(format!("{path:?} is not a name on every file system"));
        }
    }
    faults
}

/// Letters and digits alone, in lower case: what is left of a text whatever became of its lines and marks.
pub(crate) fn letters(text: &str) -> String {
    text.chars().filter(|character| character.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}

/// Lines of a source whose words are not on a page.
pub(crate) fn lost_lines(source: &str, document: &Document) -> Vec<String> {
    let text = document.text();
    let stream = letters(&text);
    let words: BTreeSet<String> =
        text.split(|character: char| !character.is_alphanumeric()).map(str::to_lowercase).collect();
    let shown = |line: &&str| {
        stream.contains(&letters(line))
            || line
                .split(|character: char| !character.is_alphanumeric())
                .all(|word| word.is_empty() || words.contains(&word.to_lowercase()))
    };
    let has_numbered_list = document.named("ol").next().is_some();
    // The number of an item is drawn by the list, and stands in no text.
    let counted = |line: &&str| {
        let rest = line.trim_start().trim_start_matches(|c: char| c.is_ascii_digit());
        rest.len() < line.trim_start().len()
            && rest.starts_with(['.', ')'])
            && has_numbered_list
            && shown(&rest)
    };
    source.lines().filter(|line| !shown(line) && !counted(line)).map(str::to_owned).collect()
}
