//! The corrections overlay: what a person knows better, keyed by path. It wins over everything inferred.
//!
//! It is a spreadsheet saved as CSV ([`Overlay::parse_csv`]) or a TOML file with a table for each article
//! ([`Overlay::parse_toml`]).

mod fields;
mod read_csv;
mod read_toml;
mod write;

pub use fields::{COLUMNS, NOTE, OverlayRow};
pub use write::{Form, Suggestion, add_rows};

use super::facts::ArticleKey;
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// Corrections by path of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Relative path (or `path#record`) → corrections.
    pub rows: BTreeMap<String, OverlayRow>,
    /// The files that they were read from, for diagnostics; a row names its own by index.
    pub files: Vec<String>,
}

impl Overlay {
    /// An overlay without rows, read from a file.
    fn of_file(path: &str) -> Self {
        Self { rows: BTreeMap::new(), files: vec![path.to_owned()] }
    }

    /// The corrections of an article: those of its record, or those of its whole file.
    pub fn of(&self, key: &ArticleKey) -> Option<&OverlayRow> {
        if self.rows.is_empty() {
            return None;
        }
        self.rows.get(&key.to_string()).or_else(|| self.rows.get(key.path.as_str()))
    }

    /// The row of a whole file.
    pub fn of_path(&self, path: &str) -> Option<&OverlayRow> {
        self.rows.get(path)
    }

    /// The file that a row stands in.
    pub fn file_of(&self, row: &OverlayRow) -> &str {
        self.files.get(row.file).map_or("", String::as_str)
    }

    /// Takes in the rows of another file. A row that both have is told; the other's counts.
    pub fn merge(&mut self, other: Self) -> Vec<Diagnostic> {
        let first = self.files.len();
        let mut diagnostics = Vec::new();
        for (key, mut row) in other.rows {
            row.file += first;
            let line = row.line;
            let file = other.files.first().cloned().unwrap_or_default();
            if self.rows.insert(key.clone(), row).is_some() {
                diagnostics.push(repeated(&key, &file, line));
            }
        }
        self.files.extend(other.files);
        diagnostics
    }

    /// Adds a row; one that was there before is told.
    fn add(&mut self, key: String, row: OverlayRow, diagnostics: &mut Vec<Diagnostic>) {
        let line = row.line;
        if self.rows.insert(key.clone(), row).is_some() {
            diagnostics.push(repeated(&key, self.files.first().map_or("", String::as_str), line));
        }
    }
}

fn repeated(key: &str, file: &str, line: u32) -> Diagnostic {
    let message = format!("`{key}` has two rows; the last one counts");
    Diagnostic::warning("overlay-row-repeated", message).at(file, Some(line)).hint("remove one of them")
}

/// A warning for each row that no article answers to.
pub fn unmatched<'k>(overlay: &Overlay, keys: impl Iterator<Item = &'k ArticleKey>) -> Vec<Diagnostic> {
    if overlay.rows.is_empty() {
        return Vec::new();
    }
    let mut names = BTreeSet::new();
    for key in keys {
        names.insert(key.path.to_string());
        names.insert(key.to_string());
    }
    let missing = overlay.rows.iter().filter(|(name, _)| !names.contains(*name));
    missing
        .map(|(name, row)| {
            let warning =
                Diagnostic::warning("overlay-row-unmatched", format!("no article has the path `{name}`"));
            let whole = name.rsplit_once('#').filter(|(path, _)| names.contains(*path));
            let hint = match nearest(name, names.iter().map(String::as_str)) {
                _ if let Some((path, record)) = whole => {
                    format!("`{path}` is there, but holds no article `{record}`")
                }
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "write the path as it stands below the content folder, with `/` between its parts".into()
                }
            };
            warning.at(overlay.file_of(row), Some(row.line)).hint(hint)
        })
        .collect()
}

/// The candidate that a misspelt word most resembles, if any does.
fn nearest<'c>(word: &str, candidates: impl Iterator<Item = &'c str>) -> Option<&'c str> {
    let name = |path: &str| path.rsplit('/').next().unwrap_or(path).to_lowercase();
    let wanted = name(word);
    let mut best: Option<(f64, &str)> = None;
    for candidate in candidates.take(20_000) {
        let likeness = strsim::normalized_damerau_levenshtein(&wanted, &name(candidate));
        if likeness > best.map_or(0.7, |(so_far, _)| so_far) {
            best = Some((likeness, candidate));
        }
    }
    best.map(|(_, candidate)| candidate)
}

/// `.\1952\a.txt` and `1952/a.txt` are one path.
fn normal_path(path: &str) -> String {
    let slashes = path.trim().replace('\\', "/");
    slashes.trim_start_matches("./").trim_start_matches('/').to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(path: &str, record: Option<&str>) -> ArticleKey {
        ArticleKey { path: path.into(), record: record.map(Into::into) }
    }

    #[test]
    fn a_record_has_its_own_row_or_that_of_its_file() {
        let (overlay, _) =
            Overlay::parse_csv("path,section\na.txt,All\na.txt#2,Second\nb.txt#9,None\n", "articles.csv");
        let section = |record| overlay.of(&key("a.txt", record)).and_then(|row| row.section.as_deref());
        assert_eq!(
            (section(Some("1")), section(Some("2")), section(None)),
            (Some("All"), Some("Second"), Some("All"))
        );
        let keys = [key("a.txt", Some("1")), key("a.txt", Some("2")), key("b.txt", None)];
        let told = unmatched(&overlay, keys.iter());
        assert_eq!(told.len(), 1);
        assert_eq!(told[0].hint.as_deref(), Some("`b.txt` is there, but holds no article `9`"));
        assert_eq!(told[0].location.as_ref().unwrap().line, Some(4));
    }

    #[test]
    fn of_two_files_the_second_counts_and_what_both_say_is_told() {
        let (mut overlay, _) = Overlay::parse_csv("path,title\na.txt,A\nb.txt,B\n", "articles.csv");
        let (other, _) = Overlay::parse_toml(
            "[\"b.txt\"]\ntitle = \"Better\"\n[\"c.txt\"]\nhide = true\n",
            "articles.toml",
        );
        let told = overlay.merge(other);
        assert_eq!(told.len(), 1);
        let row = overlay.of_path("b.txt").unwrap();
        assert_eq!((row.title.as_deref(), overlay.file_of(row)), (Some("Better"), "articles.toml"));
        assert!(overlay.of_path("c.txt").unwrap().hide);
        assert_eq!(overlay.file_of(overlay.of_path("a.txt").unwrap()), "articles.csv");
    }

    #[test]
    fn a_misspelt_column_or_path_is_corrected() {
        let (overlay, diagnostics) = Overlay::parse_csv("path,tilte\n1952/strom.txt,x\n", "articles.csv");
        assert_eq!(diagnostics[0].hint.as_deref(), Some("did you mean `title`?"));
        let keys = [key("1952/storm.txt", None), key("1953/calm.txt", None)];
        let told = unmatched(&overlay, keys.iter());
        assert_eq!(told[0].hint.as_deref(), Some("did you mean `1952/storm.txt`?"));
        assert_eq!(told[0].location.as_ref().unwrap().line, Some(2));
    }
}
