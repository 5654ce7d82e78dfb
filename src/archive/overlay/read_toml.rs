//! The overlay as TOML: a table for each article, named by its path.

use super::fields::{COLUMNS, NOTE, OverlayRow};
use super::{Overlay, nearest, normal_path};
use crate::diagnostic::Diagnostic;
use toml::de::{DeTable, DeValue};

impl Overlay {
    /// Reads `articles.toml`. `path` is its name, for diagnostics.
    pub fn parse_toml(text: &str, path: &str) -> (Self, Vec<Diagnostic>) {
        let mut overlay = Self::of_file(path);
        let mut diagnostics = Vec::new();
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
        let line = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count() as u32 + 1);
        let root = match DeTable::parse(text) {
            Ok(root) => root,
            Err(error) => {
                let at = error.span().map(|span| line(span.start));
                let error = Diagnostic::error(
                    "overlay-unreadable",
                    format!("the overlay cannot be read: {}", error.message().trim()),
                );
                diagnostics.push(error.at(path, at).hint("mend the TOML at that line"));
                return (overlay, diagnostics);
            }
        };
        // In the order of the file, so that of two tables that mean one article the last counts.
        let mut tables: Vec<_> = root.get_ref().iter().collect();
        tables.sort_by_key(|(name, _)| name.span().start);
        for (name, value) in tables {
            let at = line(name.span().start);
            let DeValue::Table(table) = value.get_ref() else {
                let message = format!("`{}` is no table", name.get_ref());
                let hint = "write one table for each article: [\"1952/storm.txt\"]";
                diagnostics.push(
                    Diagnostic::warning("overlay-row-without-path", message).at(path, Some(at)).hint(hint),
                );
                continue;
            };
            let mut row = OverlayRow { line: at, ..OverlayRow::default() };
            let mut key = normal_path(name.get_ref());
            for (field, value) in table {
                let value_line = line(field.span().start);
                if let Err((code, message, hint)) = set(&mut row, &mut key, field.get_ref(), value.get_ref())
                {
                    diagnostics
                        .push(Diagnostic::warning(code, message).at(path, Some(value_line)).hint(hint));
                }
            }
            overlay.add(key, row, &mut diagnostics);
        }
        (overlay, diagnostics)
    }
}

type Wrong = (&'static str, String, String);

fn set(row: &mut OverlayRow, key: &mut String, field: &str, value: &DeValue<'_>) -> Result<(), Wrong> {
    if field == NOTE {
        return Ok(());
    }
    if field == "path" || !COLUMNS.contains(&field) {
        let hint = match nearest(field, COLUMNS.iter().copied().skip(1)) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys are {}; `{NOTE}` is for remarks", COLUMNS[1..].join(", ")),
        };
        return Err(("overlay-column", format!("the overlay has an unknown key `{field}`"), hint));
    }
    let text = match value {
        DeValue::String(text) => text.to_string(),
        DeValue::Integer(number) => number.to_string(),
        DeValue::Boolean(value) => value.to_string(),
        DeValue::Datetime(day) => day.to_string(),
        DeValue::Array(names) if field == "byline" => {
            let names = names.iter().filter_map(|name| name.get_ref().as_str());
            names.collect::<Vec<_>>().join("; ")
        }
        _ => {
            return Err((
                "overlay-value",
                format!("`{field}` must be a string"),
                "put it in quotation marks".into(),
            ));
        }
    };
    if field == "record" {
        key.push('#');
        key.push_str(&text);
        return Ok(());
    }
    row.set(field, &text).map_err(|wrong| {
        ("overlay-value", format!("`{field}`: `{text}` {wrong}"), "mend the value or leave it out".into())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_a_row() {
        let text = "# by hand\n[\"1952/storm.txt\"]\ntitle = \"Storm\"\ndate = 1952-09-24\nbyline = [\"Jane Doe\", \"John Roe\"]\npage = 3\n\n\
                    [\"box.txt#2\"]\nhide = true\nnote = \"twice in the box\"\n";
        let (overlay, diagnostics) = Overlay::parse_toml(text, "articles.toml");
        assert_eq!(diagnostics, []);
        let row = &overlay.rows["1952/storm.txt"];
        assert_eq!(
            (row.line, row.title.as_deref(), row.date.as_deref()),
            (2, Some("Storm"), Some("1952-09-24"))
        );
        assert_eq!((row.byline.as_deref().unwrap().len(), row.page.as_deref()), (2, Some("3")));
        assert!(overlay.rows["box.txt#2"].hide);
    }

    #[test]
    fn trouble_is_told_with_its_line() {
        let text = "[\"a.txt\"]\ntilte = \"x\"\nhide = \"perhaps\"\nsection = 3.5\n";
        let (overlay, diagnostics) = Overlay::parse_toml(text, "articles.toml");
        assert_eq!(overlay.rows.len(), 1);
        let mut told: Vec<_> = diagnostics
            .iter()
            .map(|d| (d.location.as_ref().unwrap().line.unwrap(), d.code.as_ref()))
            .collect();
        told.sort_unstable();
        assert_eq!(told, [(2, "overlay-column"), (3, "overlay-value"), (4, "overlay-value")]);
        let (_, diagnostics) = Overlay::parse_toml("[\"a.txt\"\n", "articles.toml");
        assert_eq!(
            (diagnostics[0].code.as_ref(), diagnostics[0].location.as_ref().unwrap().line),
            ("overlay-unreadable", Some(1))
        );
    }
}
