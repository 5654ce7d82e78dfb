//! Full-text search from plain files: the index as a bulk artefact, and the reader of it that the command line uses.
//!
//! The files and their format are described in `docs/search.md`; `static/assets/search.js` is the same reader for
//! the browser. Both rank by [`rank`], whose numbers are whole, so a search through all articles one by one
//! ([`exhaustive`]) must come to the same hits in the same order.
//!
//! | module | |
//! |---|---|
//! | [`words`], [`stem`], [`query`] | what a word is, which are forms of one, what a reader asks for |
//! | [`bits`], [`script`], [`postings`], [`dictionary`] | the format, from numbers to files |
//! | [`slots`], [`rank`] | the numbers of articles, and what their order depends on |
//! | [`document`], [`collect`], `gather`, [`spill`], `entries`, [`texts`], [`build`] | from an archive to files |
//! | [`read`], [`answer`], [`context`], [`exhaustive`] | from a query to hits |

pub mod answer;
pub mod bits;
pub mod build;
pub mod collect;
pub mod context;
pub mod dictionary;
pub mod document;
mod entries;
pub mod error;
pub mod exhaustive;
mod gather;
pub mod postings;
pub mod query;
pub mod rank;
pub mod read;
pub mod script;
pub mod slots;
pub mod spill;
pub mod stem;
pub mod texts;
pub mod words;

pub use crate::archive::scratch::Scratch;
pub use build::{TOP, index_in_memory, is_of_index, write_index};
pub use collect::Collection;
pub use error::IndexError;

#[cfg(test)]
mod tests;
#[cfg(test)]
mod unsound;
