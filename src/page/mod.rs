//! Source to Page: what is title, byline, dateline, subhead, paragraph, verse, table, quotation, page furniture.
//!
//! Every format is lowered to one [`tree::Page`]. What a file alone cannot settle stays a candidate with a score.

pub mod draft;
pub mod front_matter;
pub mod tree;
