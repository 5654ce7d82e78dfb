//! Cells that a spreadsheet would run as formulas: made harmless on writing, restored on reading.
//!
//! A cell that begins with `=`, `+`, `-` or `@` gets an apostrophe before it, which spreadsheets take for "this is text".
//! One that has such apostrophes already gets one more, so that reading takes back exactly what writing added.

use std::borrow::Cow;

fn is_risky(text: &str) -> bool {
    text.trim_start_matches('\'').starts_with(['=', '+', '-', '@', '\t', '\r'])
}

/// A cell for a spreadsheet.
pub(super) fn harmless(text: &str) -> Cow<'_, str> {
    if is_risky(text) { Cow::Owned(format!("'{text}")) } else { Cow::Borrowed(text) }
}

/// The text of a cell.
pub(super) fn restored(cell: &str) -> &str {
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
