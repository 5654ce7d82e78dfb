//! Find the files, read them, decode them.

mod binary;
mod declared;
mod decode;
mod discover;
mod file;
mod large;
mod mojibake;
mod read;
mod spool;
mod utf16;
mod windows_1252;

pub use decode::decode;
pub use discover::discover;
pub use file::{CarriedFile, Discovery, Format, Source, SourceFile};
pub use large::LargeText;
pub use read::read;
pub use spool::Spool;
