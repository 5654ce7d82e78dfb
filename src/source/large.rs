//! A large dump (lines of JSON, a table), which is never held: it is looked through once for what it is, and then read as it lies on the
//! disk. What it comes to is what reading it whole would come to; a dump of another encoding than UTF-8, or one that
//! needs mending which is decided from the whole text, is left to [`super::read()`].
#![expect(
    clippy::disallowed_methods,
    reason = "reading articles is this stage's work at the border of the disk"
)]

use super::binary::is_binary;
use super::decode::{Cleaned, are_too_many, clean, is_clean, stray_bytes};
use super::file::{Format, Source, SourceFile};
use super::mojibake;
use super::spool::{LARGE, Spool, Stamp, stamp_of};
use super::utf16::utf16_without_mark;
use encoding_rs::{Encoding, UTF_8};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom, Write};

/// So many bytes are looked at a time; more where a line is longer.
const BLOCK: usize = 1 << 20;
/// A line of so many bytes is no article.
const LONGEST_LINE: usize = 64 << 20;

/// What looking through a large dump showed.
#[derive(Debug)]
pub struct LargeText {
    file: File,
    /// Bytes before the text: those of a byte-order mark.
    mark: u64,
    /// Whether it is text as it lies, without control characters or line ends to be changed.
    is_clean: bool,
    /// How it was when it was looked through.
    stamp: Stamp,
}

impl LargeText {
    /// Looks a file through. Its text is empty in the source: it stays on the disk.
    /// `None` if the file is small, is no dump of lines, or has to be read whole; and where it cannot be read.
    pub fn of(file: &SourceFile) -> Option<(Source, Self)> {
        if file.size < LARGE as u64 || !matches!(file.format, Format::Csv | Format::Jsonl) {
            return None;
        }
        Self::look_through(file)
    }

    fn look_through(file: &SourceFile) -> Option<(Source, Self)> {
        let handle = File::open(&file.disk_path).ok()?;
        let stamp = stamp_of(&handle).ok()?;
        let (mut mark, mut bytes, mut stray) = (0, 0, 0);
        let mut cleaned: Option<Cleaned> = None;
        let mut blocks = Blocks::of(&handle);
        let mut hash = Sha256::new();
        while let Some(mut block) = blocks.next().ok()? {
            hash.update(block);
            if bytes == 0 {
                mark = mark_of(block)?;
                block = block.get(mark..)?;
            }
            let text = std::str::from_utf8(block).ok()?;
            let is_list = bytes == 0 && file.format == Format::Jsonl && text.trim_start().starts_with('[');
            if is_list || mojibake::repair(text).is_some() {
                return None;
            }
            bytes += block.len();
            stray += stray_bytes(block);
            if !is_clean(text) {
                // What these stand for is told by all of them.
                if text.contains(|c| matches!(c, '\u{80}'..='\u{9F}')) {
                    return None;
                }
                cleaned.get_or_insert_default().dropped += clean(text).1.dropped;
            }
        }
        if are_too_many(stray, bytes) {
            return None;
        }
        let mut diagnostics = Vec::new();
        cleaned.unwrap_or_default().report(&mut diagnostics);
        let source = Source {
            path: file.path.clone(),
            format: file.format,
            text: String::new(),
            hash: hash.finalize().into(),
            encoding: UTF_8.name().to_owned(),
            diagnostics: diagnostics.into_iter().map(|told| told.at(&file.path, None)).collect(),
        };
        Some((source, Self { file: handle, mark: mark as u64, is_clean: cleaned.is_none(), stamp }))
    }

    /// The text, to be read line by line: the file itself, or a clean copy that is gone when the process ends.
    ///
    /// # Errors
    /// When the disk refuses.
    pub fn spool(self) -> io::Result<Spool> {
        if self.is_clean {
            return Ok(Spool::new(self.file, self.mark, Some(self.stamp)));
        }
        let mut copy = tempfile::tempfile()?;
        (&self.file).seek(SeekFrom::Start(self.mark))?;
        let mut blocks = Blocks::of(&self.file);
        while let Some(block) = blocks.next()? {
            let text = std::str::from_utf8(block).map_err(io::Error::other)?;
            copy.write_all(clean(text).0.as_bytes())?;
        }
        if stamp_of(&self.file)? != self.stamp {
            return Err(io::Error::other("it was changed meanwhile"));
        }
        Ok(Spool::new(copy, 0, None))
    }
}

/// The length of the mark before a text, if its first block begins a text in UTF-8.
fn mark_of(block: &[u8]) -> Option<usize> {
    match Encoding::for_bom(block) {
        Some((encoding, mark)) => (encoding == UTF_8).then_some(mark),
        None => (utf16_without_mark(block).is_none() && !is_binary(block)).then_some(0),
    }
}

/// A file from where it stands, in blocks that end where a line ends.
struct Blocks<'f> {
    file: &'f File,
    held: Vec<u8>,
    /// How much of what is held was given.
    given: usize,
}

impl<'f> Blocks<'f> {
    const fn of(file: &'f File) -> Self {
        Self { file, held: Vec::new(), given: 0 }
    }

    /// The next block, none after the last.
    fn next(&mut self) -> io::Result<Option<&[u8]>> {
        self.held.drain(..self.given);
        self.given = 0;
        let mut looked_at = 0;
        loop {
            let from = self.held.len();
            let read = self.file.take(BLOCK as u64).read_to_end(&mut self.held)?;
            let end = self.held.get(looked_at..).and_then(|new| memchr::memrchr(b'\n', new));
            match end {
                _ if read == 0 => self.given = self.held.len(),
                Some(at) => self.given = looked_at + at + 1,
                None if self.held.len() > LONGEST_LINE => {
                    return Err(io::Error::new(io::ErrorKind::InvalidData, "a line is too long"));
                }
                None => {
                    looked_at = from;
                    continue;
                }
            }
            let block = self.held.get(..self.given).unwrap_or_default();
            return Ok((!block.is_empty()).then_some(block));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::read;
    use super::*;
    use crate::diagnostic::Diagnostic;
    use proptest::prelude::*;

    /// Text, hash, and what was told.
    type Seen = (String, [u8; 32], Vec<Diagnostic>);

    /// What reading in blocks comes to, beside what reading the file whole comes to.
    fn both(bytes: &[u8]) -> Option<[Seen; 2]> {
        let folder = tempfile::tempdir().unwrap();
        let disk_path = folder.path().join("a.jsonl");
        std::fs::write(&disk_path, bytes).unwrap();
        let size = bytes.len() as u64;
        let file = SourceFile { path: "a.jsonl".into(), disk_path, format: Format::Jsonl, size };
        let large = LargeText::look_through(&file);
        let Ok(whole) = read(&file, None) else {
            assert!(large.is_none());
            return None;
        };
        let (source, large) = large?;
        assert_eq!((source.encoding, source.text.as_str()), (whole.encoding, ""));
        let spool = large.spool().unwrap();
        let mut text = String::new();
        for _ in 0..2 {
            text.clear();
            spool.reader().unwrap().read_to_string(&mut text).unwrap();
        }
        Some([(text, source.hash, source.diagnostics), (whole.text, whole.hash, whole.diagnostics)])
    }

    #[track_caller]
    fn check(bytes: &[u8], is_read: bool) {
        let both = both(bytes);
        assert_eq!(both.is_some(), is_read);
        if let Some([large, whole]) = both {
            assert!(large == whole, "{:?} and {:?}", large.2, whole.2);
        }
    }

    #[test]
    fn a_large_text_is_what_it_is_when_it_is_read_whole() {
        let line = "{\"text\": \"The storm came at night \u{2013} and went.\"}";
        let many = |end: &str| format!("{line}{end}").repeat(3 * BLOCK / line.len());
        check(many("\n").as_bytes(), true);
        check(many("\r\n").as_bytes(), true);
        check(format!("\u{FEFF}{}{line}", many("\n")).as_bytes(), true);
        check(format!("\u{FEFF}{}\u{1}{line}\u{2028}", many("\r")).as_bytes(), true);
        check(b"", true);
        check(format!(" [{line}]").as_bytes(), false);
        check(&[many("\n").as_bytes(), b"caf\xE9"].concat(), false);
        check(format!("{}it\u{e2}\u{20ac}\u{2122}s", many("\n")).as_bytes(), false);
        check(format!("{}it\u{92}s", many("\n")).as_bytes(), false);
        check(
            "\u{FEFF}Caf\u{e9}".encode_utf16().flat_map(u16::to_le_bytes).collect::<Vec<_>>().as_slice(),
            false,
        );
    }

    #[test]
    fn a_file_that_is_changed_meanwhile_is_known() {
        for line in ["{\"text\": \"a\"}\n", "{\"text\": \"a\"}\r\n"] {
            let folder = tempfile::tempdir().unwrap();
            let disk_path = folder.path().join("a.jsonl");
            std::fs::write(&disk_path, line).unwrap();
            let file = SourceFile { path: "a.jsonl".into(), disk_path, format: Format::Jsonl, size: 1 };
            let looked_through = || LargeText::look_through(&file).unwrap().1;
            assert!(!looked_through().spool().unwrap().is_changed());
            let (before, after) = (looked_through(), looked_through());
            let before = before.spool().unwrap();
            std::fs::write(&file.disk_path, line.repeat(2)).unwrap();
            assert_eq!(before.is_changed(), !line.contains('\r'), "a clean copy is what it was");
            assert!(after.spool().map_or(true, |spool| spool.is_changed()));
        }
    }

    proptest! {
        #[test]
        fn any_text_that_is_not_left_to_the_other_is_the_same(text in "(a|\"|\\{|\r|\n|\t|\u{1}|\u{e9}|\u{2028}|\u{FEFF}|\u{c}){0,40}") {
            if let Some([large, whole]) = both(text.as_bytes()) {
                prop_assert_eq!(large, whole);
            }
        }
    }
}
