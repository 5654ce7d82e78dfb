//! Reading and writing at a place in a file without moving a cursor, so that threads share one open file.

use std::fs::File;
use std::io;

/// A file that is read and written by position.
#[derive(Debug)]
pub(super) struct PositionalFile {
    file: File,
    #[cfg(any(not(unix), test))]
    cursor: std::sync::Mutex<()>,
}

impl PositionalFile {
    pub(super) fn new(file: File) -> Self {
        Self {
            file,
            #[cfg(any(not(unix), test))]
            cursor: std::sync::Mutex::new(()),
        }
    }

    pub(super) const fn file(&self) -> &File {
        &self.file
    }

    #[cfg(unix)]
    pub(super) fn read_exact_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::read_exact_at(&self.file, bytes, offset)
    }

    #[cfg(unix)]
    pub(super) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        std::os::unix::fs::FileExt::write_all_at(&self.file, bytes, offset)
    }

    #[cfg(not(unix))]
    pub(super) fn read_exact_at(&self, bytes: &mut [u8], offset: u64) -> io::Result<()> {
        self.seek_and_read(bytes, offset)
    }

    #[cfg(not(unix))]
    pub(super) fn write_all_at(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        self.seek_and_write(bytes, offset)
    }

    #[cfg(any(not(unix), test))]
    fn seek_and_read(&self, bytes: &mut [u8], offset: u64) -> io::Result<()> {
        use std::io::{Read, Seek, SeekFrom};
        let _turn = self.cursor.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        (&self.file).seek(SeekFrom::Start(offset))?;
        (&self.file).read_exact(bytes)
    }

    #[cfg(any(not(unix), test))]
    fn seek_and_write(&self, bytes: &[u8], offset: u64) -> io::Result<()> {
        use std::io::{Seek, SeekFrom, Write};
        let _turn = self.cursor.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        (&self.file).seek(SeekFrom::Start(offset))?;
        (&self.file).write_all(bytes)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn seeking_does_the_same_as_the_positional_calls() {
        let file = PositionalFile::new(tempfile::tempfile().unwrap());
        file.write_all_at(b"0123456789", 0).unwrap();
        file.seek_and_write(b"abc", 4).unwrap();
        let (mut positional, mut sought) = ([0; 5], [0; 5]);
        file.read_exact_at(&mut positional, 3).unwrap();
        file.seek_and_read(&mut sought, 3).unwrap();
        assert_eq!(&positional, b"3abc7");
        assert_eq!(sought, positional);
        assert!(file.seek_and_read(&mut sought, 8).is_err());
        assert!(file.read_exact_at(&mut sought, 8).is_err());
    }
}
