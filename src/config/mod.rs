//! `backfile.toml`: everything optional, every key strict, every default in one place.
//!
//! A mistyped key that is silently ignored costs an evening, so every mistake is an error that names file, line and
//! remedy. The text comes in as data: finding and reading the file is the command line's work.

mod check;
mod dump;
mod encoding;
mod error;
mod globs;
mod model;
mod parse;
mod reading;
mod rules;

pub use dump::{DumpBody, DumpConfig};
pub use encoding::encoding_of_label;
pub use error::ConfigError;
pub use globs::glob_set;
pub use model::{Config, DatesConfig, EntitiesConfig, PathsConfig};
pub(crate) use parse::nearest;
pub use parse::{hash_of_text_settings, parse};
pub use reading::{NumericDates, Pattern, Quotes, Shortcodes, Split, Stemming, TextConfig};
pub use rules::{BylineRule, FileRules, Rule, Rules, TitleRule};
