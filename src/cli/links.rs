//! Which links of a built page lead nowhere. Reads the attributes of our own output, where `"` is always escaped.

use crate::site::attribute;
use std::collections::{BTreeMap, BTreeSet};

/// What a page links to and what can be linked to in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct PageLinks {
    path: String,
    ids: BTreeSet<String>,
    targets: BTreeSet<String>,
}

/// A link that leads nowhere.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct DeadLink {
    pub(crate) page: String,
    pub(crate) target: String,
}

/// Reads a page.
pub(crate) fn of_page(path: String, bytes: &[u8]) -> PageLinks {
    let text = String::from_utf8_lossy(bytes);
    let mut page = PageLinks { path, ..PageLinks::default() };
    if !page.path.ends_with(".html") {
        return page;
    }
    for tag in text.split('<').skip(1) {
        let tag = tag.split('>').next().unwrap_or_default();
        page.ids.extend(attribute(tag, "id").map(unescape));
        page.targets
            .extend(["href", "src"].into_iter().filter_map(|name| attribute(tag, name)).map(unescape));
    }
    page
}

/// A file that can be linked to, but links to nothing itself.
pub(crate) fn target_only(path: String) -> PageLinks {
    PageLinks { path, ..PageLinks::default() }
}

/// All links that lead nowhere, in order.
pub(crate) fn dead(pages: &[PageLinks]) -> Vec<DeadLink> {
    let by_path: BTreeMap<&str, &PageLinks> = pages.iter().map(|page| (page.path.as_str(), page)).collect();
    let mut dead = Vec::new();
    for page in pages {
        for target in &page.targets {
            if !leads_somewhere(page, target, &by_path) {
                dead.push(DeadLink { page: page.path.clone(), target: target.clone() });
            }
        }
    }
    dead
}

fn leads_somewhere(page: &PageLinks, target: &str, pages: &BTreeMap<&str, &PageLinks>) -> bool {
    if has_scheme(target) || target.starts_with("//") || target.starts_with('/') {
        return true;
    }
    let (path, fragment) = target.split_once('#').unwrap_or((target, ""));
    let path = path.split('?').next().unwrap_or_default();
    let Some(resolved) = resolve(&page.path, path) else { return false };
    match pages.get(resolved.as_str()) {
        Some(found) => {
            fragment.is_empty() || fragment == "top" || found.ids.contains(&percent_decoded(fragment))
        }
        None => false,
    }
}

fn has_scheme(target: &str) -> bool {
    target.split_once(':').is_some_and(|(scheme, _)| {
        !scheme.is_empty()
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"+-.".contains(&byte))
    })
}

/// The output path that a relative link names, seen from a page; `None` when it leaves the site.
fn resolve(from: &str, target: &str) -> Option<String> {
    if target.is_empty() {
        return Some(from.to_owned());
    }
    let mut parts: Vec<&str> = from.split('/').collect();
    parts.pop();
    let decoded = percent_decoded(target);
    for part in decoded.split('/') {
        match part {
            "." | "" => {}
            ".." => drop(parts.pop()?),
            part => parts.push(part),
        }
    }
    Some(parts.join("/"))
}

fn unescape(value: &str) -> String {
    let decoded =
        [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&#x27;", "'"), ("&#39;", "'"), ("&#x2F;", "/")];
    let text =
        decoded.iter().fold(value.to_owned(), |text, (entity, character)| text.replace(entity, character));
    text.replace("&amp;", "&")
}

fn percent_decoded(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&byte, tail)) = rest.split_first() {
        let hex = tail.get(..2).and_then(|digits| std::str::from_utf8(digits).ok());
        match hex.and_then(|digits| u8::from_str_radix(digits, 16).ok()) {
            Some(decoded) if byte == b'%' => {
                bytes.push(decoded);
                rest = &tail[2..];
            }
            _ => {
                bytes.push(byte);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(target: &str, expected: bool) {
        let pages = [
            of_page("a/one.html".into(), format!("<p id=\"p1\"><a href=\"{target}\">x</a>").as_bytes()),
            of_page("a/b/two.html".into(), b"<h2 id=\"storm\">"),
            target_only("style.css".into()),
        ];
        assert_eq!(dead(&pages).is_empty(), expected, "{target}");
    }

    #[test]
    fn links_are_resolved_from_their_page() {
        check("b/two.html#storm", true);
        check("b/two.html#flood", false);
        check("#p1", true);
        check("../style.css?v=1", true);
        check("../../style.css", false);
        check("three.html", false);
        check("https://example.org/", true);
        check("mailto:a@b.c", true);
        check("b/tw%6F.html", true);
    }
}
