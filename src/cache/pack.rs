//! The pack: records one after the other in a single file, in the order in which threads came.

use super::positional::PositionalFile;
use super::record::{self, CacheError, Entry, Key};
use std::fs::File;
use std::io;
use std::sync::atomic::{AtomicU64, Ordering};

/// An open pack.
#[derive(Debug)]
pub(super) struct Pack {
    file: PositionalFile,
    /// Where the next record goes.
    end: AtomicU64,
}

impl Pack {
    /// A pack whose records end at `end`; what stands after it in the file will be written over.
    pub(super) fn new(file: File, end: u64) -> Self {
        Self { file: PositionalFile::new(file), end: AtomicU64::new(end) }
    }

    /// A pack in a file without a name, gone when the process ends.
    pub(super) fn temporary() -> Result<Self, CacheError> {
        tempfile::tempfile()
            .map(|file| Self::new(file, 0))
            .map_err(|error| CacheError::io("make a temporary file", &error))
    }

    pub(super) fn end(&self) -> u64 {
        self.end.load(Ordering::Acquire)
    }

    /// Appends a record. A place is set aside for it first, so that threads write side by side; a write that fails
    /// leaves a hole, which no index names.
    pub(super) fn append(&self, key: &Key, pack: u8, parts: [&[u8]; 3]) -> Result<Entry, CacheError> {
        let failed = |error: &io::Error| CacheError::io("write to the cache", error);
        let mut lengths = [0; 3];
        for (length, part) in lengths.iter_mut().zip(parts) {
            *length = u32::try_from(part.len()).map_err(|_| failed(&io::ErrorKind::FileTooLarge.into()))?;
        }
        let size = Entry::new(key, 0, lengths, pack).size();
        let offset = self.end.fetch_add(size, Ordering::AcqRel);
        let entry = Entry::new(key, offset, lengths, pack);
        let bytes = record::encode(entry, parts);
        self.file.write_all_at(&bytes, offset).map_err(|error| failed(&error))?;
        Ok(entry)
    }

    pub(super) fn read_part(&self, entry: Entry, part: usize) -> Result<Vec<u8>, CacheError> {
        let (offset, size) = entry.part(part);
        record::decode(entry, part, self.read(offset, size)?).ok_or_else(CacheError::damaged)
    }

    pub(super) fn read_range(&self, entry: Entry, start: u32, end: u32) -> Result<Vec<u8>, CacheError> {
        self.read(entry.text_offset(start), (end - start) as usize)
    }

    /// Appends a record of another pack as it stands, without looking into it.
    pub(super) fn copy_from(&self, other: &Self, entry: Entry) -> Result<u64, CacheError> {
        let size = usize::try_from(entry.size()).map_err(|_| CacheError::damaged())?;
        let bytes = other.read(entry.offset, size)?;
        let offset = self.end.fetch_add(entry.size(), Ordering::AcqRel);
        self.file
            .write_all_at(&bytes, offset)
            .map_err(|error| CacheError::io("compact the cache", &error))?;
        Ok(offset)
    }

    fn read(&self, offset: u64, size: usize) -> Result<Vec<u8>, CacheError> {
        // A size from a damaged index must not claim memory that the file cannot fill.
        if offset.checked_add(size as u64).is_none_or(|end| end > self.end()) {
            return Err(CacheError::damaged());
        }
        let mut bytes = vec![0; size];
        match self.file.read_exact_at(&mut bytes, offset) {
            Ok(()) => Ok(bytes),
            Err(error) => Err(CacheError::io("read from the cache", &error)),
        }
    }

    /// Cuts off what a build that did not end left behind the last record.
    pub(super) fn cut_tail(&self) -> io::Result<()> {
        self.file.file().set_len(self.end())
    }
}
