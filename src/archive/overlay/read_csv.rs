//! The overlay as a spreadsheet: columns in any order, parted by comma, semicolon or tab, with or without a mark.

use super::fields::{COLUMNS, NOTE, OverlayRow};
use super::{Overlay, nearest, normal_path};
use crate::archive::spreadsheet::{declared_delimiter, reader, restored};
use crate::diagnostic::Diagnostic;

impl Overlay {
    /// Reads `articles.csv`. `path` is its name, for diagnostics. A row that cannot be read is left out and told.
    pub fn parse_csv(text: &str, path: &str) -> (Self, Vec<Diagnostic>) {
        let mut overlay = Self::of_file(path);
        let mut diagnostics = Vec::new();
        let mut reader = reader(text);
        let declared = u32::from(declared_delimiter(text).is_some());
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
                Ok(record) => overlay.add_record(&record, declared, &columns, path, &mut diagnostics),
                Err(error) => diagnostics.push(unreadable(path, &error)),
            }
        }
        (overlay, diagnostics)
    }

    fn add_record(
        &mut self,
        record: &csv::StringRecord,
        lines_before: u32,
        columns: &[Option<&'static str>],
        path: &str,
        diagnostics: &mut Vec<Diagnostic>,
    ) {
        let line = record.position().map_or(0, |position| position.line() as u32 + lines_before);
        let mut row = OverlayRow { line, ..OverlayRow::default() };
        let (mut key, mut number) = (String::new(), String::new());
        for (column, cell) in columns.iter().zip(record) {
            let Some(column) = column else { continue };
            let value = restored(cell);
            match *column {
                "path" => key = normal_path(value),
                "record" => number = value.to_owned(),
                column => {
                    if let Err(wrong) = row.set(column, value) {
                        let warning =
                            Diagnostic::warning("overlay-value", format!("`{column}`: `{value}` {wrong}"));
                        diagnostics
                            .push(warning.at(path, Some(line)).hint("mend the cell or leave it empty"));
                    }
                }
            }
        }
        if key.is_empty() {
            if !record.iter().all(str::is_empty) {
                let warning =
                    Diagnostic::warning("overlay-row-without-path", "a row of the overlay names no path");
                diagnostics.push(warning.at(path, Some(line)).hint("fill in its column `path`"));
            }
            return;
        }
        let key = if number.is_empty() { key } else { format!("{key}#{number}") };
        self.add(key, row, diagnostics);
    }
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
        if known.is_none() && !wanted.is_empty() && wanted != NOTE {
            let warning = Diagnostic::warning(
                "overlay-column",
                format!("the overlay has an unknown column `{header}`"),
            );
            let hint = match nearest(&wanted, COLUMNS.iter().copied()) {
                Some(near) => format!("did you mean `{near}`?"),
                None => format!("the columns are {}; `{NOTE}` is for remarks", COLUMNS.join(", ")),
            };
            diagnostics.push(warning.at(path, Some(1)).hint(hint));
        }
        columns.push(known);
    }
    columns
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
    use std::collections::BTreeMap;

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
        check("\u{FEFF}Title;PATH\r\nStorm;a.txt\r\n", &[("a.txt", titled(2, "Storm"))], &[]);
        check("sep=;\ntitle;path\nStorm, twice;a.txt\n", &[("a.txt", titled(3, "Storm, twice"))], &[]);
        check("title\tpath\nStorm\t.\\x\\a.txt\n", &[("x/a.txt", titled(2, "Storm"))], &[]);
        check("path,record,title,note\na.txt,2,'-30-,sure\n", &[("a.txt#2", titled(2, "-30-"))], &[]);
        let row = OverlayRow {
            line: 2,
            byline: Some(vec!["Jane Doe".into(), "John Roe".into()]),
            date: Some("1952-03-04".into()),
            language: Some("fr".into()),
            hide: true,
            ..OverlayRow::default()
        };
        let text = "path,byline,date,hide,language\na.txt,Jane Doe; John Roe,1952-03-04,yes,fr\n";
        check(text, &[("a.txt", row)], &[]);
        check("", &[], &[]);
    }

    #[test]
    fn trouble_is_told() {
        let empty = |line| OverlayRow { line, ..OverlayRow::default() };
        check("title\nStorm\n", &[], &["overlay-without-path"]);
        check("path,tilte\na.txt,x\n", &[("a.txt", empty(2))], &["overlay-column"]);
        check("path,title\n,Storm\n", &[], &["overlay-row-without-path"]);
        check("path,title\na.txt,A\na.txt,B\n", &[("a.txt", titled(3, "B"))], &["overlay-row-repeated"]);
        check("path,hide\na.txt,perhaps\n", &[("a.txt", empty(2))], &["overlay-value"]);
        check("path,language\na.txt,old norse\n", &[("a.txt", empty(2))], &["overlay-value"]);
    }
}
