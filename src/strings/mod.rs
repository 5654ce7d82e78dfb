//! Every string of the interface, in one table for each language: what templates show and the sentences that the
//! program makes for readers.
//!
//! A text is found by `section.key`; what is not in the chosen language is taken from English. It is ground: the
//! archive words its evidence with it, the site everything else.

mod read;
mod table;
#[cfg(test)]
mod tests;

pub use read::StringsError;
pub use table::{Strings, grouped};
