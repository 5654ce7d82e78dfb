//! The encoding that a saved web page declares for itself.

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

/// Where the standard has browsers look, and some more.
const HEAD: usize = 4096;

/// The encoding of `<meta charset="…">`, `<meta http-equiv … content="…; charset=…">` or `<?xml … encoding="…"?>`.
pub(super) fn encoding(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default().to_ascii_lowercase();
    let head: String = head.iter().map(|byte| char::from(*byte)).collect();
    let found = ["charset", "encoding"].iter().filter_map(|name| after(&head, name)).next()?;
    // A page that is read as bytes is not UTF-16, whatever it says.
    let encoding = Encoding::for_label(found.as_bytes())?;
    Some(if [UTF_16LE, UTF_16BE].contains(&encoding) { UTF_8 } else { encoding })
}

/// The word after `name=` inside a tag.
fn after<'h>(head: &'h str, name: &str) -> Option<&'h str> {
    for (at, _) in head.match_indices(name) {
        let opening = head.get(..at)?.rfind('<')?;
        let tag = head.get(opening..at)?;
        let rest = head.get(at + name.len()..)?.trim_start();
        let Some(value) = rest.strip_prefix('=') else { continue };
        if tag.contains('>') || !(tag.starts_with("<meta") || tag.starts_with("<?xml")) {
            continue;
        }
        let value = value.trim_start().trim_start_matches(['"', '\'']);
        let end = value.find(|c: char| matches!(c, '"' | '\'' | ';' | '>' | '/' | '?') || c.is_whitespace());
        return value.get(..end.unwrap_or(value.len()));
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_are_read() {
        for (page, expected) in [
            ("<html><META charset='ISO-8859-2'>", Some("ISO-8859-2")),
            ("<meta http-equiv=Content-Type content=\"text/html; charset=koi8-r\">", Some("KOI8-R")),
            ("<?xml version='1.0' encoding='shift_jis'?><html>", Some("Shift_JIS")),
            ("<meta charset=utf-16>", Some("UTF-8")),
            ("<p>charset=koi8-r</p>", None),
            ("<meta charset=nonsense>", None),
            ("", None),
        ] {
            assert_eq!(encoding(page.as_bytes()).map(Encoding::name), expected, "{page}");
        }
    }
}
