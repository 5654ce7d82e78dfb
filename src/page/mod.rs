//! Source to Page: what is title, byline, dateline, subhead, paragraph, verse, table, quotation, page furniture.
//!
//! Every format is lowered to one [`tree::Page`]. What a file alone cannot settle stays a candidate with a score.

mod builder;
pub mod draft;
pub mod front_matter;
mod head;
mod html;
mod language;
mod leaf;
pub mod markdown;
mod noise;
mod passages;
mod plain;
mod read;
mod sentence;
mod tags;
pub mod tree;
mod tree_writer;

pub use passages::{leaf_blocks, passages, summary, targets};
pub use read::{Reading, read, section_title};
