//! Names of encodings: those of the WHATWG standard, and what people call them.

use encoding_rs::Encoding;

/// Names that the standard does not know.
const OTHER_NAMES: [(&str, &str); 10] = [
    ("macroman", "macintosh"),
    ("mac-roman", "macintosh"),
    ("mac roman", "macintosh"),
    ("latin9", "iso-8859-15"),
    ("latin-9", "iso-8859-15"),
    ("latin-1", "windows-1252"),
    ("ansi", "windows-1252"),
    ("win-1252", "windows-1252"),
    ("cp-1252", "windows-1252"),
    ("sjis", "shift_jis"),
];

/// The encoding that a label names.
pub fn encoding_of_label(label: &str) -> Option<&'static Encoding> {
    let bare = label.trim().to_lowercase();
    let other = OTHER_NAMES.iter().find(|(name, _)| *name == bare);
    Encoding::for_label(other.map_or(bare.as_str(), |(_, label)| label).as_bytes())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_other_name_leads_to_an_encoding() {
        for (name, _) in OTHER_NAMES {
            assert!(encoding_of_label(name).is_some(), "{name}");
        }
        assert_eq!(encoding_of_label(" MacRoman ").map(Encoding::name), Some("macintosh"));
        assert!(encoding_of_label("latin-99").is_none());
    }
}
