//! What the text says: names and dates, as candidates with scores, one article at a time.
//!
//! Nothing here knows of other articles. Whether "Jordan" is a man and what "Saturday" means is decided by the archive.

mod around;
pub mod date;
pub mod entity;
pub mod kin;
pub mod life;
mod passage;
pub mod token;

pub use passage::{Passage, PassageKind, passages};
