//! Front matter: what a person wrote about an article, in the fields that Hugo, Jekyll and Zola share.

mod fields;
mod parse;
mod record;
#[cfg(test)]
mod tests;
mod write;

pub(super) use parse::parse;
pub use record::{DateOrigin, FrontMatter, InferredDate};
pub use write::write;
