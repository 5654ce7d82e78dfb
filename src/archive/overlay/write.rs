//! Rows added to an overlay, for a person to check. What stands in it already is kept, byte for byte where it can be.

use super::Overlay;
use super::fields::NOTE;
use crate::archive::facts::ArticleKey;
use crate::archive::spreadsheet::{delimiter_of, harmless, reader};
use std::fmt::Write;

/// How an overlay is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// A spreadsheet.
    Csv,
    /// TOML.
    Toml,
}

/// What is known of an article, for a person to check.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Suggestion {
    /// Which article.
    pub key: ArticleKey,
    /// Values by the names of their columns; empty cells say nothing.
    pub fields: Vec<(&'static str, String)>,
    /// Why it is doubtful.
    pub note: String,
}

/// The columns of a new spreadsheet.
const NEW: [&str; 9] = ["path", "title", "date", "byline", "section", "page", "rights", "hide", NOTE];

/// The text of an overlay with rows added for the articles that have none, and how many were added.
///
/// # Errors
/// When what is there cannot be read: why.
pub fn add_rows(existing: &str, form: Form, suggestions: &[Suggestion]) -> Result<(String, usize), String> {
    let (overlay, diagnostics) = match form {
        Form::Csv => Overlay::parse_csv(existing, ""),
        Form::Toml => Overlay::parse_toml(existing, ""),
    };
    if let Some(error) = diagnostics.iter().find(|d| d.severity == crate::diagnostic::Severity::Error) {
        return Err(error.message.clone());
    }
    let new: Vec<&Suggestion> =
        suggestions.iter().filter(|suggestion| overlay.of(&suggestion.key).is_none()).collect();
    let text = match form {
        Form::Csv => csv_with(existing, &new)?,
        Form::Toml => toml_with(existing, &new),
    };
    Ok((text, new.len()))
}

fn value_of<'s>(suggestion: &'s Suggestion, column: &str) -> std::borrow::Cow<'s, str> {
    match column {
        "path" => suggestion.key.to_string().into(),
        NOTE => suggestion.note.as_str().into(),
        _ => suggestion.fields.iter().find(|(name, _)| *name == column).map_or("", |(_, value)| value).into(),
    }
}

fn csv_with(existing: &str, new: &[&Suggestion]) -> Result<String, String> {
    let mut headers: Vec<String> = Vec::new();
    if !existing.trim().is_empty() {
        let mut reader = reader(existing);
        headers = reader.headers().map_err(|error| error.to_string())?.iter().map(str::to_owned).collect();
    }
    let fresh = headers.is_empty();
    if fresh {
        headers = NEW.map(str::to_owned).to_vec();
    }
    let known =
        |headers: &[String], name: &str| headers.iter().any(|header| header.eq_ignore_ascii_case(name));
    let used = ["title", "date", "byline", NOTE];
    let missing: Vec<&str> = used.into_iter().filter(|name| !known(&headers, name)).collect();
    let text = existing.strip_prefix('\u{FEFF}').unwrap_or(existing);
    let delimiter = if fresh { b',' } else { delimiter_of(text) };
    let mut writer = csv::WriterBuilder::new().delimiter(delimiter).flexible(true).from_writer(Vec::new());
    let failed = |error: csv::Error| error.to_string();
    // Columns that are not there yet are added to the whole sheet; else what is there stays as it is.
    let rewrite = fresh || !missing.is_empty();
    if rewrite {
        let width = headers.len();
        headers.extend(missing.iter().map(|name| (*name).to_owned()));
        writer.write_record(&headers).map_err(failed)?;
        if !fresh {
            for record in reader(existing).records() {
                let record = record.map_err(failed)?;
                let cells = record.iter().chain(std::iter::repeat("")).take(width.max(record.len()));
                writer.write_record(cells).map_err(failed)?;
            }
        }
    }
    for suggestion in new {
        let cells: Vec<String> = headers
            .iter()
            .map(|header| harmless(&value_of(suggestion, &header.to_lowercase())).into_owned())
            .collect();
        writer.write_record(&cells).map_err(failed)?;
    }
    let bytes = writer.into_inner().map_err(|error| error.to_string())?;
    let added = String::from_utf8(bytes).map_err(|error| error.to_string())?;
    let mark = if existing.starts_with('\u{FEFF}') { "\u{FEFF}" } else { "" };
    Ok(if rewrite { format!("{mark}{added}") } else { format!("{}{added}", with_line_end(existing)) })
}

fn with_line_end(text: &str) -> String {
    let end = if text.is_empty() || text.ends_with('\n') { "" } else { "\n" };
    format!("{text}{end}")
}

fn toml_with(existing: &str, new: &[&Suggestion]) -> String {
    let mut text = with_line_end(existing);
    for suggestion in new {
        if !text.is_empty() {
            text.push('\n');
        }
        for line in suggestion.note.lines() {
            let _ = writeln!(text, "# {line}");
        }
        let _ = writeln!(text, "[{}]", quoted(&suggestion.key.to_string()));
        for (field, value) in suggestion.fields.iter().filter(|(_, value)| !value.is_empty()) {
            let _ = writeln!(text, "{field} = {}", quoted(value));
        }
    }
    text
}

/// A TOML string.
fn quoted(text: &str) -> String {
    toml::Value::String(text.to_owned()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn suggestion(path: &str, title: &str) -> Suggestion {
        Suggestion {
            key: ArticleKey { path: path.into(), record: None },
            fields: vec![("title", title.into()), ("byline", "Jane Doe; John Roe".into())],
            note: "title: made from the first sentence".into(),
        }
    }

    #[track_caller]
    fn check(existing: &str, form: Form, expected: &str) {
        let suggestions = [suggestion("a.txt", "Storm"), suggestion("b.txt", "=Sum \"x\"")];
        let (text, added) = add_rows(existing, form, &suggestions).unwrap();
        assert_eq!(text, expected);
        assert_eq!(add_rows(&text, form, &suggestions), Ok((text, 0)), "a second time");
        assert!(added > 0);
    }

    #[test]
    fn a_new_sheet_has_all_columns_and_no_formulas() {
        check(
            "",
            Form::Csv,
            "path,title,date,byline,section,page,rights,hide,note\n\
             a.txt,Storm,,Jane Doe; John Roe,,,,,title: made from the first sentence\n\
             b.txt,\"'=Sum \"\"x\"\"\",,Jane Doe; John Roe,,,,,title: made from the first sentence\n",
        );
    }

    #[test]
    fn what_a_person_wrote_stays() {
        check(
            "title;path;date;byline;note\nMine;a.txt;;;",
            Form::Csv,
            "title;path;date;byline;note\nMine;a.txt;;;\n\
             \"'=Sum \"\"x\"\"\";b.txt;;\"Jane Doe; John Roe\";title: made from the first sentence\n",
        );
        check(
            "\u{FEFF}path,title,colour\na.txt,Mine,red\n",
            Form::Csv,
            "\u{FEFF}path,title,colour,date,byline,note\na.txt,Mine,red\n\
             b.txt,\"'=Sum \"\"x\"\"\",,,Jane Doe; John Roe,title: made from the first sentence\n",
        );
        assert!(add_rows("title\nx\n", Form::Csv, &[suggestion("a.txt", "x")]).is_err());
    }

    #[test]
    fn toml_is_written_below_what_is_there() {
        check(
            "[\"a.txt\"]\nhide = true\n",
            Form::Toml,
            "[\"a.txt\"]\nhide = true\n\n# title: made from the first sentence\n[\"b.txt\"]\n\
             title = '=Sum \"x\"'\nbyline = \"Jane Doe; John Roe\"\n",
        );
    }
}
