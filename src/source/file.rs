//! What the content folder holds: articles, files beside them, and what is not read.

use crate::diagnostic::Diagnostic;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::path::PathBuf;

/// A format that Backfile reads.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Format {
    /// Plain text.
    Text,
    /// Markdown, with or without front matter.
    Markdown,
    /// A saved web page.
    Html,
    /// A table of articles, one a row, its columns parted by commas, semicolons or tabs.
    Csv,
    /// Articles as JSON objects, one a line.
    Jsonl,
}

/// A file that holds one article or more, as found in the content folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SourceFile {
    /// Relative path, `/` between its parts: the file's name in everything that Backfile writes.
    pub path: String,
    /// Where it is on the disk.
    pub disk_path: PathBuf,
    /// How to read it.
    pub format: Format,
    /// Size in bytes.
    pub size: u64,
}

/// A file read and decoded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// Relative path; empty for text that came without one (`analyze`).
    pub path: String,
    /// How to read it.
    pub format: Format,
    /// The text as Unicode, without byte-order mark, lines ended by `\n`.
    pub text: String,
    /// SHA-256 of the bytes as they were on the disk.
    pub hash: [u8; 32],
    /// The encoding's name in the WHATWG standard, for example `UTF-8`.
    pub encoding: String,
    /// What happened on the way.
    pub diagnostics: Vec<Diagnostic>,
}

impl Source {
    /// A plain text that came without a file, taken exactly as it is: offsets into it are the caller's own.
    pub fn from_text(text: impl Into<String>) -> Self {
        let text = text.into();
        Self {
            path: String::new(),
            format: Format::Text,
            hash: sha256(text.as_bytes()),
            text,
            encoding: "UTF-8".into(),
            diagnostics: Vec::new(),
        }
    }
}

/// A file beside the articles that is carried along: an image, a scan, an attachment.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct CarriedFile {
    /// Relative path, `/` between its parts.
    pub path: String,
    /// Where it is on the disk.
    pub disk_path: PathBuf,
    /// Size in bytes.
    pub size: u64,
    /// When it was changed, in nanoseconds since 1970: only ever compared, to copy a changed file again.
    pub modified: u128,
}

/// What was found in the content folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Discovery {
    /// Files that hold articles, in order of their paths.
    pub files: Vec<SourceFile>,
    /// Files that are carried along, in order of their paths.
    pub carried: Vec<CarriedFile>,
    /// `_index.md` and the like: each describes its folder and is no article.
    pub sections: Vec<SourceFile>,
    /// Files of kinds that are not read: extension in lower case (empty for none) → how many.
    pub unread: BTreeMap<String, u32>,
    /// What could not be followed or read.
    pub diagnostics: Vec<Diagnostic>,
}

/// SHA-256, which readers can compute themselves on any machine.
pub(super) fn sha256(bytes: &[u8]) -> [u8; 32] {
    use sha2::Digest;
    sha2::Sha256::digest(bytes).into()
}
