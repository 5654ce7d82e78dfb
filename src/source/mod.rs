//! Find the files, read them, decode them.

mod decode;
mod discover;
mod file;
mod read;

pub use decode::decode;
pub use discover::discover;
pub use file::{CarriedFile, Discovery, Format, Source, SourceFile};
pub use read::read;
