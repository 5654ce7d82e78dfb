//! Addresses inside the site. Every internal link is relative and names a file, so that the site works at any path
//! and from `file://`.

use std::fmt::Write;

/// Where a carried file (an image, a scan) stands in the output, relative to the site's root.
pub fn carried_path(source_path: &str) -> String {
    format!("files/{source_path}")
}

/// What leads from a page back to the site's root: `../` once for each folder that the page is in.
pub(crate) fn root_prefix(page: &str) -> String {
    "../".repeat(page.matches('/').count())
}

/// A link from a page whose root prefix is `root` to the output path `path`.
pub(crate) fn href(root: &str, path: &str) -> String {
    let mut link = String::with_capacity(root.len() + path.len() + 2);
    if root.is_empty() && path.split('/').next().is_some_and(|first| first.contains(':')) {
        link.push_str("./");
    }
    link.push_str(root);
    encode(path, &mut link);
    link
}

/// An absolute address below `base`, which ends in `/`.
pub(crate) fn absolute(base: &str, path: &str) -> String {
    let mut address = base.to_owned();
    encode(path, &mut address);
    address
}

/// Percent-encodes all but the unreserved characters, `/` and those that a path may hold as they are.
fn encode(path: &str, into: &mut String) {
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/!$&'()*+,;=:@".contains(&byte) {
            into.push(char::from(byte));
        } else {
            let _ = write!(into, "%{byte:02X}");
        }
    }
}

/// Undoes percent-encoding; what is not valid stays as it is.
pub(crate) fn decode(path: &str) -> String {
    let bytes = path.as_bytes();
    let mut decoded = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let pair = path.get(at + 1..at + 3).filter(|_| bytes[at] == b'%');
        match pair.and_then(|pair| u8::from_str_radix(pair, 16).ok()) {
            Some(byte) => {
                decoded.push(byte);
                at += 3;
            }
            None => {
                decoded.push(bytes[at]);
                at += 1;
            }
        }
    }
    String::from_utf8(decoded).unwrap_or_else(|_| path.to_owned())
}

/// Resolves `target` as written in the file `from`: relative to its folder, or to the root when it begins with `/`.
/// `None` when it leads out of the content folder.
pub(crate) fn resolve(from: &str, target: &str) -> Option<String> {
    let mut parts: Vec<&str> = match target.strip_prefix('/') {
        Some(_) => Vec::new(),
        None => from.split('/').rev().skip(1).collect::<Vec<_>>().into_iter().rev().collect(),
    };
    for part in target.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop()?;
            }
            name => parts.push(name),
        }
    }
    Some(parts.join("/"))
}

/// Lower-case letters and digits with single hyphens between: for ids and file names.
pub(crate) fn slug(text: &str) -> String {
    let mut slug = String::with_capacity(text.len());
    for character in text.chars().flat_map(char::to_lowercase) {
        if character.is_alphanumeric() {
            slug.push(character);
        } else if !slug.is_empty() && !slug.ends_with('-') && character != '\'' && character != '’' {
            slug.push('-');
        }
    }
    slug.truncate(slug.trim_end_matches('-').len());
    slug
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_relative_and_encoded() {
        let check = |page: &str, target: &str, expected: &str| {
            assert_eq!(href(&root_prefix(page), target), expected, "{page} → {target}");
        };
        check("index.html", "people/a.html", "people/a.html");
        check("dates/1952/09.html", "people/#a.html", "../../people/%23a.html");
        check("a/b.html", "what? 100%.html", "../what%3F%20100%25.html");
        check("index.html", "a:b.html", "./a:b.html");
    }

    #[test]
    fn targets_are_resolved_within_the_content_folder() {
        let check = |from: &str, target: &str, expected: Option<&str>| {
            assert_eq!(resolve(from, target).as_deref(), expected, "{from} → {target}");
        };
        check("1952/storm.txt", "flood.txt", Some("1952/flood.txt"));
        check("1952/storm.txt", "../x.txt", Some("x.txt"));
        check("1952/storm.txt", "/x/./y.txt", Some("x/y.txt"));
        check("storm.txt", "../../etc/passwd", None);
    }

    #[test]
    fn decoding_undoes_encoding() {
        for text in ["a b", "100%", "é/ü#", "%zz", "%e", "日本"] {
            let mut encoded = String::new();
            encode(text, &mut encoded);
            assert_eq!(decode(&encoded), text);
        }
    }

    #[test]
    fn slugs_are_plain() {
        for (text, expected) in [("Zelensky’s letter", "zelenskys-letter"), ("  A & B!", "a-b"), ("—", "")]
        {
            assert_eq!(slug(text), expected);
        }
    }
}
