//! The one place that says which Markdown is read.

use pulldown_cmark::Options;

/// CommonMark with tables, footnotes and strikethrough. Quotes stay as they were typed, and headings have no
/// attributes: what stands in braces is text.
pub(in crate::page) const fn markdown_options() -> Options {
    Options::ENABLE_TABLES.union(Options::ENABLE_FOOTNOTES).union(Options::ENABLE_STRIKETHROUGH)
}
