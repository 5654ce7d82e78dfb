//! Spreadsheets that people write: columns parted by comma, semicolon or tab, with or without a mark.
//!
//! Cells that a spreadsheet would run as formulas are made harmless on writing and restored on reading: one that begins
//! with `=`, `+`, `-` or `@` gets an apostrophe before it, which spreadsheets take for "this is text". One that has such
//! apostrophes already gets one more, so that reading takes back exactly what writing added.

use std::borrow::Cow;
use std::io::Cursor;

/// Reads the rows of a spreadsheet, whatever parts its columns.
pub(in crate::archive) fn reader(text: &str) -> csv::Reader<Cursor<String>> {
    let text = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let (delimiter, text) = match declared_delimiter(text) {
        Some(declared) => declared,
        None => (delimiter_of(text), text),
    };
    csv::ReaderBuilder::new()
        .delimiter(delimiter)
        .flexible(true)
        .trim(csv::Trim::All)
        // With plain line ends the reader counts lines as a person does.
        .from_reader(Cursor::new(text.replace("\r\n", "\n")))
}

/// `sep=;`, the line by which Excel is told what parts the columns.
pub(in crate::archive) fn declared_delimiter(text: &str) -> Option<(u8, &str)> {
    let (first, rest) = text.strip_prefix('\u{FEFF}').unwrap_or(text).split_once('\n')?;
    let sign = first.trim_end_matches('\r').strip_prefix("sep=")?;
    matches!(sign, "," | ";" | "\t").then(|| (sign.as_bytes()[0], rest))
}

/// The mark that parts the columns of the first line.
pub(in crate::archive) fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |mark: char| first.matches(mark).count();
    match (count(','), count(';'), count('\t')) {
        (commas, semicolons, tabs) if tabs > commas && tabs >= semicolons => b'\t',
        (commas, semicolons, _) if semicolons > commas => b';',
        _ => b',',
    }
}

fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell for a spreadsheet.
pub(in crate::archive) fn harmless(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell.
pub(in crate::archive) fn restored(cell: &str) -> &str {
    match cell.strip_prefix('\'') {
        Some(text) if is_risky(text) => text,
        _ => cell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_again() {
        for text in ["Storm", "=1+1", "-30-", "@harbour", "+4", "'=x", "''-x", "'Tis done", "'", "", "—"] {
            let cell = harmless(text);
            assert_eq!(restored(&cell), text);
            assert!(!cell.starts_with(['=', '+', '-', '@']), "{cell}");
        }
        assert_eq!(harmless("'Tis done"), "'Tis done");
    }
}
