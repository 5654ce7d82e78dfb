//! Markdown in and out: [`lower`] reads it into the page tree, [`write`](write()) makes it of a page tree.
//!
//! Nothing else reads pulldown-cmark's events: they split words at entities and smart quotes.

mod lower;
mod lower_html;
pub(super) mod options;
pub(super) mod shortcodes;
#[cfg(test)]
mod tests;
mod write;

pub(super) use lower::lower;
pub use write::write;
