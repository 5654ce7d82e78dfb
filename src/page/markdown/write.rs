//! A page tree back to Markdown, for `convert`.

use crate::page::front_matter::{self, FrontMatter};
use crate::page::tree::Page;

/// The page as a Markdown file with front matter.
pub fn write(_page: &Page, front_matter: &FrontMatter, _skip: &[u32]) -> String {
    front_matter::write(front_matter)
}
