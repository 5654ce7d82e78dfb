//! Front matter: what a person wrote about an article, in the fields that Hugo, Jekyll and Zola share.

mod fields;
mod parse;
mod record;
mod removed;
#[cfg(test)]
mod tests;
mod write;

pub(super) use parse::parse;
pub use record::{DateOrigin, FrontMatter, InferredDate, MoreFields};
pub(super) use removed::take_removed;
pub use removed::{REMOVED, kept_as_removed};
pub use write::write;
