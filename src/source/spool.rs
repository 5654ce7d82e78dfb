//! The text of a large dump, put away to the disk: its records are read one after another, so that the memory that a
//! dump takes does not grow with it.

use super::file::{Format, Source};
use std::fs::File;
use std::io::{self, BufReader, Seek, SeekFrom, Write};
use std::time::SystemTime;

/// Texts under this size are held.
pub(super) const LARGE: usize = 32 << 20;

/// A text on the disk: a file, and where in it the text begins.
#[derive(Debug)]
pub struct Spool {
    file: File,
    start: u64,
    /// How the file was when it was looked through, where it is the user's own.
    stamp: Option<Stamp>,
}

/// Size of a file, and when it was changed.
pub(super) type Stamp = (u64, SystemTime);

pub(super) fn stamp_of(file: &File) -> io::Result<Stamp> {
    let found = file.metadata()?;
    Ok((found.len(), found.modified()?))
}

impl Spool {
    pub(super) const fn new(file: File, start: u64, stamp: Option<Stamp>) -> Self {
        Self { file, start, stamp }
    }

    /// Whether the file has been changed since it was looked through: then what was read of it is no text of anybody's.
    pub fn is_changed(&self) -> bool {
        self.stamp.is_some_and(|stamp| stamp_of(&self.file).ok() != Some(stamp))
    }

    /// Takes the text of a large dump out of its source. One that has to be looked at whole (a list of JSON) keeps it,
    /// and so does one that there is no room for.
    pub fn of(source: &mut Source) -> Option<Self> {
        let is_dump = match source.format {
            Format::Csv => true,
            Format::Jsonl => !source.text.trim_start().starts_with('['),
            Format::Text | Format::Markdown | Format::Html => false,
        };
        if source.text.len() < LARGE || !is_dump {
            return None;
        }
        let spool = Self::put(&source.text).ok()?;
        source.text = String::new();
        Some(spool)
    }

    /// Puts a text away.
    ///
    /// # Errors
    /// When there is no room.
    pub fn put(text: &str) -> io::Result<Self> {
        let mut file = tempfile::tempfile()?;
        file.write_all(text.as_bytes())?;
        Ok(Self::new(file, 0, None))
    }

    /// The text from its beginning. There can be one reader at a time.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn reader(&self) -> io::Result<BufReader<&File>> {
        (&self.file).seek(SeekFrom::Start(self.start))?;
        Ok(BufReader::with_capacity(1 << 16, &self.file))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn a_large_text_of_lines_is_put_away_as_it_is() {
        let line = "{\"text\": \"The storm came at night \u{2013} and went.\"}\n";
        let text = line.repeat(LARGE / line.len() + 1);
        let check = |format, text: &str, is_put_away: bool| {
            let mut source = Source { format, ..Source::from_text(text) };
            let spool = Spool::of(&mut source);
            assert_eq!(spool.is_some(), is_put_away);
            let Some(spool) = spool else { return assert_eq!(source.text, text) };
            for _ in 0..2 {
                let mut read = String::new();
                spool.reader().unwrap().read_to_string(&mut read).unwrap();
                assert!(source.text.is_empty() && read == text);
            }
        };
        check(Format::Jsonl, &text, true);
        check(Format::Csv, &text, true);
        check(Format::Text, &text, false);
        check(Format::Jsonl, line, false);
        check(Format::Jsonl, &format!(" [{text}]"), false);
    }
}
