//! The corrections overlay: what a person knows better, keyed by path. It wins over everything inferred.
//!
//! It is a spreadsheet saved as CSV: columns in any order, parted by comma, semicolon or tab.

use super::facts::ArticleKey;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// Corrections by path of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Relative path (or `path#record`) → corrections.
    pub rows: BTreeMap<String, OverlayRow>,
    /// The file that it was read from, for diagnostics.
    pub path: String,
}

/// The name of an article in the overlay: its path, and the record where a file holds several.
pub fn row_name(key: &ArticleKey) -> String {
    match &key.record {
        Some(record) => format!("{}#{record}", key.path),
        None => key.path.clone(),
    }
}

/// Corrections to one article; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverlayRow {
    /// Line of the file it stands on, for diagnostics.
    pub line: u32,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication as written.
    pub date: Option<String>,
    /// Authors.
    pub byline: Option<Vec<String>>,
    /// Section.
    pub section: Option<String>,
    /// Printed page.
    pub page: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Leave the article out.
    pub hide: bool,
}

const COLUMNS: [&str; 8] = ["path", "title", "date", "byline", "section", "page", "rights", "hide"];

impl Overlay {
    /// Reads `articles.csv`. `path` is its name, for diagnostics. A row that cannot be read is left out and told.
    pub fn parse_csv(text: &str, path: &str) -> (Self, Vec<Diagnostic>) {
        let mut overlay = Self { path: path.to_owned(), ..Self::default() };
        let mut diagnostics = Vec::new();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(delimiter_of(text))
            .flexible(true)
            .trim(csv::Trim::All)
            .from_reader(text.as_bytes());
        let columns = match reader.headers() {
            Ok(headers) => name_columns(headers, path, &mut diagnostics),
            Err(error) => {
                diagnostics.push(unreadable(path, &error));
                return (overlay, diagnostics);
            }
        };
        if !columns.contains(&Some("path")) {
            if !text.trim().is_empty() {
                let error = Diagnostic::error("overlay-without-path", "the overlay has no column `path`");
                let hint = format!("name its columns in the first row: {}", COLUMNS.join(","));
                diagnostics.push(error.at(path, Some(1)).hint(hint));
            }
            return (overlay, diagnostics);
        }
        for record in reader.records() {
            match record {
                Ok(record) => overlay.add(&record, &columns, &mut diagnostics),
                Err(error) => diagnostics.push(unreadable(path, &error)),
            }
        }
        (overlay, diagnostics)
    }

    /// The row of an article, by its path and record.
    pub fn row(&self, path: &str, record: Option<&str>) -> Option<&OverlayRow> {
        match record {
            Some(record) => self.rows.get(&format!("{path}#{record}")),
            None => self.rows.get(path),
        }
    }

    fn add(
        &mut self,
        record: &csv::StringRecord,
        columns: &[Option<&'static str>],
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let line = record.position().map_or(0, |position| position.line() as u32);
        let mut row = OverlayRow { line, ..OverlayRow::default() };
        let mut key = String::new();
        for (column, value) in columns.iter().zip(record) {
            let Some(column) = column else { continue };
            let text = Some(value.to_owned()).filter(|value| !value.is_empty());
            match *column {
                "path" => key = normal_path(value),
                "title" => row.title = text,
                "date" => row.date = text,
                "byline" => row.byline = text.map(|names| split_names(&names)),
                "section" => row.section = text,
                "page" => row.page = text,
                "rights" => row.rights = text,
                _ => row.hide = self.read_hide(value, line, diagnostics),
            }
        }
        if key.is_empty() {
            let blank = record.iter().all(str::is_empty);
            if !blank {
                let warning =
                    Diagnostic::warning("overlay-row-without-path", "a row of the overlay names no path");
                diagnostics.push(warning.at(&self.path, Some(line)).hint("fill in its column `path`"));
            }
        } else if self.rows.insert(key.clone(), row).is_some() {
            let warning = Diagnostic::warning(
                "overlay-row-repeated",
                format!("`{key}` has two rows; the last one counts"),
            );
            diagnostics.push(warning.at(&self.path, Some(line)).hint("remove one of them"));
        }
    }

    fn read_hide(&self, value: &str, line: u32, diagnostics: &mut Vec<Diagnostic>) -> bool {
        match value.to_lowercase().as_str() {
            "" | "no" | "n" | "false" | "0" => false,
            "yes" | "y" | "true" | "1" | "x" | "hide" => true,
            _ => {
                let warning =
                    Diagnostic::warning("overlay-hide", format!("`hide` is `{value}`: neither yes nor no"));
                diagnostics.push(warning.at(&self.path, Some(line)).hint("write yes or leave it empty"));
                false
            }
        }
    }
}

/// A warning for each row that no article answers to. `keys` are paths, or `path#record`.
pub fn unmatched(overlay: &Overlay, keys: &std::collections::BTreeSet<String>) -> Vec<Diagnostic> {
    let missing = overlay.rows.iter().filter(|(key, _)| !keys.contains(*key));
    missing
        .map(|(key, row)| {
            let warning =
                Diagnostic::warning("overlay-row-unmatched", format!("no article has the path `{key}`"));
            let hint = match nearest(key, keys.iter().map(String::as_str)) {
                Some(near) => format!("did you mean `{near}`?"),
                None => {
                    "write the path as it stands below the content folder, with `/` between its parts".into()
                }
            };
            warning.at(&overlay.path, Some(row.line)).hint(hint)
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

/// Which column of the file is which field.
fn name_columns(
    headers: &csv::StringRecord,
    path: &str,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Option<&'static str>> {
    let mut columns = Vec::new();
    for header in headers {
        let wanted = header.trim().to_lowercase();
        let known = COLUMNS.iter().copied().find(|column| *column == wanted);
        if known.is_none() && !wanted.is_empty() {
            let warning = Diagnostic::warning(
                "overlay-column",
                format!("the overlay has an unknown column `{header}`"),
            );
            let hint = match nearest(&wanted, COLUMNS.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the columns are {}", COLUMNS.join(", ")),
            };
            diagnostics.push(warning.at(path, Some(1)).hint(hint));
        }
        columns.push(known);
    }
    columns
}

/// The mark that parts the columns of the first line.
fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |mark: char| first.matches(mark).count();
    match (count(','), count(';'), count('\t')) {
        (commas, semicolons, tabs) if tabs > commas && tabs >= semicolons => b'\t',
        (commas, semicolons, _) if semicolons > commas => b';',
        _ => b',',
    }
}

fn split_names(names: &str) -> Vec<String> {
    names.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}

/// `.\1952\a.txt` and `1952/a.txt` are one path.
fn normal_path(path: &str) -> String {
    let slashes = path.trim().replace('\\', "/");
    slashes.trim_start_matches("./").trim_start_matches('/').to_owned()
}

fn unreadable(path: &str, error: &csv::Error) -> Diagnostic {
    let line = error.position().map(|position| position.line() as u32);
    Diagnostic::error("overlay-unreadable", format!("the overlay cannot be read: {error}"))
        .at(path, line)
        .hint("save it again as CSV in UTF-8")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, rows: &[(&str, OverlayRow)], codes: &[&str]) {
        let (overlay, diagnostics) = Overlay::parse_csv(text, "articles.csv");
        let expected: BTreeMap<String, OverlayRow> =
            rows.iter().map(|(key, row)| ((*key).to_owned(), row.clone())).collect();
        assert_eq!(overlay.rows, expected);
        let got: Vec<_> = diagnostics.iter().map(|d| d.code.as_ref()).collect();
        assert_eq!(got, codes);
        assert!(diagnostics.iter().all(|d| d.hint.is_some() && d.location.is_some()));
    }

    fn titled(line: u32, title: &str) -> OverlayRow {
        OverlayRow { line, title: Some(title.into()), ..OverlayRow::default() }
    }

    #[test]
    fn columns_may_come_in_any_order_and_with_any_mark() {
        check("path,title\na.txt,\"Storm, twice\"\n", &[("a.txt", titled(2, "Storm, twice"))], &[]);
        check("\u{FEFF}Title;PATH\nStorm;a.txt\n", &[("a.txt", titled(2, "Storm"))], &[]);
        check("title\tpath\nStorm\t.\\x\\a.txt\n", &[("x/a.txt", titled(2, "Storm"))], &[]);
        let row = OverlayRow {
            line: 2,
            byline: Some(vec!["Jane Doe".into(), "John Roe".into()]),
            date: Some("1952-03-04".into()),
            hide: true,
            ..OverlayRow::default()
        };
        check("path,byline,date,hide\na.txt,Jane Doe; John Roe,1952-03-04,yes\n", &[("a.txt", row)], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn trouble_is_told() {
        check("title\nStorm\n", &[], &["overlay-without-path"]);
        check(
            "path,tilte\na.txt,x\n",
            &[("a.txt", OverlayRow { line: 2, ..OverlayRow::default() })],
            &["overlay-column"],
        );
        check("path,title\n,Storm\n", &[], &["overlay-row-without-path"]);
        check("path,title\na.txt,A\na.txt,B\n", &[("a.txt", titled(3, "B"))], &["overlay-row-repeated"]);
        check(
            "path,hide\na.txt,perhaps\n",
            &[("a.txt", OverlayRow { line: 2, ..OverlayRow::default() })],
            &["overlay-hide"],
        );
    }

    #[test]
    fn a_misspelt_column_or_path_is_corrected() {
        let (overlay, diagnostics) = Overlay::parse_csv("path,tilte\n1952/strom.txt,x\n", "articles.csv");
        assert_eq!(diagnostics[0].hint.as_deref(), Some("did you mean `title`?"));
        let keys = ["1952/storm.txt".to_owned(), "1953/calm.txt".to_owned()].into();
        let told = unmatched(&overlay, &keys);
        assert_eq!(told[0].hint.as_deref(), Some("did you mean `1952/storm.txt`?"));
        assert_eq!(told[0].location.as_ref().unwrap().line, Some(2));
    }
}
