//! Source to Page: what is title, byline, dateline, subhead, paragraph, verse, table, quotation, page furniture.
//!
//! Every format is lowered to one [`tree::Page`]. What a file alone cannot settle stays a candidate with a score.

mod builder;
pub mod divided;
pub mod draft;
mod dump;
pub mod front_matter;
mod head;
mod html;
mod language;
mod leaf;
mod listed;
pub mod markdown;
mod noise;
mod passages;
pub mod path;
mod plain;
mod quotes;
mod read;
pub mod seldom;
pub(crate) mod sentence;
mod split;
mod tags;
pub mod tree;
mod tree_writer;
mod written;

/// Makes a title from the first sentence of a text, as for a page without one.
pub fn title_from(text: &str) -> String {
    head::title_from(text)
}

pub use dump::{Dump, NoText, RawArticle, Record};
pub use noise::noise_of;
pub use passages::{leaf_blocks, passages, summary, targets};
pub use read::{Reading, SectionNote, read, read_record, read_with, section_note};
pub use written::{WrittenLine, WrittenRecord, written_lines, written_records};
