//! Slugs and safe paths: legal on every file system, never outside the site, never where the site's own pages stand.

use super::super::fold::fold;

/// Longest part of a path in bytes; a page number and `.html` still fit on every file system.
const LONGEST_PART: usize = 100;

/// Longest path in bytes: no file system comes to its limit, wherever the site stands.
pub(super) const LONGEST_PATH: usize = 800;

/// Folders and files at the root of the output that belong to the site itself.
#[rustfmt::skip]
const OWN: &[&str] = &[
    "people", "organizations", "places", "topics", "authors", "dates", "mentioned", "search", "data", "static",
    "assets", "css", "js", "files", "fonts", "feeds", "map", "pagefind", "index.html", "about.html", "404.html",
];

/// Endings of files that the site or the theme may have at the root: no folder of an article is named like one.
const FILE_ENDINGS: &[&str] = &[
    "css",
    "csv",
    "gif",
    "gz",
    "ico",
    "jpg",
    "js",
    "json",
    "jsonl",
    "md",
    "png",
    "svg",
    "tsv",
    "txt",
    "webmanifest",
    "xml",
    "zip",
];

/// Lower-case words joined by hyphens: Latin letters in ASCII, other scripts in their own letters. `word` names what
/// it is for, and stands in for a slug that would be empty or is kept for other uses ("index", "con", "x-page-2").
pub(super) fn slug(text: &str, word: &str) -> String {
    let mut slug = String::new();
    for letter in fold(text).chars().filter(|letter| !matches!(letter, '\'')) {
        if letter.is_alphanumeric() || is_kept_mark(letter) {
            slug.push(letter);
        } else if !slug.is_empty() && !slug.ends_with('-') {
            slug.push('-');
        }
    }
    let slug = shorten(slug.trim_end_matches('-'));
    if slug.is_empty() {
        word.to_owned()
    } else if is_kept_name(slug) || is_device(slug) {
        format!("{slug}-{word}")
    } else {
        slug.to_owned()
    }
}

/// Makes an address that a person wrote into an output path: `/a/b/` → `a/b/index.html`, `/a/b.html` is kept.
/// `None` when nothing is left of it, or when it would stand among the site's own pages.
pub(super) fn output_path(address: &str) -> Option<String> {
    let path = without_host(address.trim()).split(['?', '#']).next().unwrap_or("");
    let decoded = percent_decoded(path);
    let mut parts: Vec<String> = decoded.split(['/', '\\']).filter_map(safe_part).collect();
    let last = parts.pop()?;
    for part in &mut parts {
        if has_html_ending(part) {
            *part = part.replace('.', "-");
        }
    }
    if !has_html_ending(&last) || decoded.ends_with('/') {
        parts.push(last.trim_end_matches(".html").to_owned());
        parts.push("index.html".into());
    } else {
        parts.push(last);
    }
    let first = parts.first()?.to_lowercase();
    let path = parts.join("/");
    (!is_own(&first, parts.len() > 1) && path.len() <= LONGEST_PATH).then_some(path)
}

/// Whether the first part of an address, in lower case, is one of the site's own names.
fn is_own(first: &str, is_folder: bool) -> bool {
    let ending = first.rsplit_once('.').map_or("", |(_, ending)| ending);
    OWN.contains(&first) || first.starts_with(".backfile-") || is_folder && FILE_ENDINGS.contains(&ending)
}

/// Whether a path may be written as it stands: relative, `.html`, no part that escapes or is illegal somewhere.
pub(super) fn is_safe(path: &str) -> bool {
    path.ends_with(".html") && path.split('/').all(|part| safe_part(part).as_deref() == Some(part))
}

fn is_kept_mark(mark: char) -> bool {
    unicode_normalization::char::is_combining_mark(mark)
}

fn shorten(slug: &str) -> &str {
    if slug.len() <= LONGEST_PART {
        return slug;
    }
    let mut end = LONGEST_PART;
    while !slug.is_char_boundary(end) {
        end -= 1;
    }
    let cut = &slug[..end];
    cut.rfind('-').filter(|at| *at > LONGEST_PART / 2).map_or(cut, |at| &cut[..at])
}

/// Names of the site's index pages and of the further pages of a long list.
fn is_kept_name(slug: &str) -> bool {
    let numbered =
        slug.rsplit_once("-page-").is_some_and(|(_, number)| number.bytes().all(|b| b.is_ascii_digit()));
    slug == "index" || slug.starts_with("index-") || numbered
}

/// Names that Windows keeps for devices, with or without an ending.
fn is_device(part: &str) -> bool {
    let stem = part.split('.').next().unwrap_or("").trim_end().to_ascii_lowercase();
    let numbered = |device| stem.strip_prefix(device).is_some_and(|rest: &str| rest.chars().count() == 1);
    matches!(stem.as_str(), "con" | "prn" | "aux" | "nul" | "conin$" | "conout$")
        || numbered("com")
        || numbered("lpt")
}

fn safe_part(part: &str) -> Option<String> {
    let clean: String = part
        .chars()
        .map(|letter| if is_illegal(letter) { '-' } else { letter })
        .filter(|letter| !is_invisible(*letter))
        .collect();
    let clean = clean.trim().trim_end_matches(['.', ' ']).trim_start();
    let clean = if clean.len() > LONGEST_PART { shorten_keeping_ending(clean) } else { clean.to_owned() };
    if clean.chars().all(|letter| letter == '.') || clean == ".html" {
        None
    } else if is_device(&clean) {
        let (stem, ending) = clean.split_at(clean.find('.').unwrap_or(clean.len()));
        Some(format!("{}-page{ending}", stem.trim_end()))
    } else {
        Some(clean)
    }
}

fn shorten_keeping_ending(part: &str) -> String {
    let (stem, ending) = if has_html_ending(part) { part.split_at(part.len() - 5) } else { (part, "") };
    format!("{}{ending}", shorten(stem).trim_end_matches(['.', ' ']))
}

fn has_html_ending(part: &str) -> bool {
    part.ends_with(".html")
}

fn is_illegal(letter: char) -> bool {
    letter.is_control() || matches!(letter, '<' | '>' | ':' | '"' | '|' | '?' | '*' | '\\' | '/')
}

/// Characters that are not seen or change the direction of what is: they could make one address look like another.
fn is_invisible(letter: char) -> bool {
    matches!(
        letter,
        '\u{ad}' | '\u{61c}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}'
            | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
    )
}

fn without_host(address: &str) -> &str {
    match address.split_once("://") {
        Some((_, rest)) => rest.find('/').map_or("", |at| &rest[at..]),
        None => address,
    }
}

fn percent_decoded(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let code = bytes.get(at + 1..at + 3).and_then(|hex| std::str::from_utf8(hex).ok());
        match code.filter(|_| bytes[at] == b'%').and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                out.push(byte);
                at += 3;
            }
            None => {
                out.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(out).unwrap_or_else(|_| path.to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn slugs() {
        let check = |text: &str, expected: &str| assert_eq!(slug(text, "person"), expected, "{text}");
        check("Eleanor Vance", "eleanor-vance");
        check("Shaun O’Neill", "shaun-oneill");
        check("Évariste Galois!", "evariste-galois");
        check("Лев Толстой", "лев-толстои");
        check("हिन्दी", "हिन्दी");
        check("../../etc", "etc");
        check("CON", "con-person");
        check("Index", "index-person");
        check("index-a", "index-a-person");
        check("Jane, Page 2", "jane-page-2-person");
        check("", "person");
        check("…", "person");
    }

    #[test]
    fn addresses() {
        let check = |address: &str, expected: Option<&str>| {
            assert_eq!(output_path(address).as_deref(), expected, "{address}");
        };
        check("/a/b/", Some("a/b/index.html"));
        check("/a/b.html", Some("a/b.html"));
        check("a/b", Some("a/b/index.html"));
        check("https://example.org/2004/x.html?y#z", Some("2004/x.html"));
        check("/../../etc/passwd", Some("etc/passwd/index.html"));
        check("/a/%2e%2e/%2e%2e/b.html", Some("a/b.html"));
        check("\\\\server\\share\\x.html", Some("server/share/x.html"));
        check("/C:/x?.html", Some("C-/x/index.html"));
        check("/a.html/b.html", Some("a-html/b.html"));
        check("/aux/nul.html", Some("aux-page/nul-page.html"));
        check("/old/na\u{202e}me.html", Some("old/name.html"));
        check("/people/x.html", None);
        check("/Index.html", None);
        check(".backfile-manifest", None);
        check("/feed.xml", None);
        check(&"a/".repeat(1000), None);
        check("/v1.2/a.xml/", Some("v1.2/a.xml/index.html"));
        check("/", None);
        check("", None);
        check("/.html", None);
    }

    proptest! {
        #[test]
        fn whatever_is_written_stays_inside(address in "[\\PC/%.\\\\:]{0,60}") {
            if let Some(path) = output_path(&address) {
                prop_assert!(is_safe(&path), "{path:?}");
            }
        }

        #[test]
        fn slugs_are_safe_parts(text in ".{0,300}") {
            let path = format!("people/{}.html", slug(&text, "person"));
            prop_assert!(is_safe(&path), "{path:?}");
        }
    }
}
