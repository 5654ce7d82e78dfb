//! Room beside the memory for what is put away once and read again, gone when the process ends.

use super::positional::PositionalFile;
use std::io;

/// A file without a name that grows.
#[derive(Debug)]
pub struct ScratchFile {
    file: PositionalFile,
    end: u64,
}

impl ScratchFile {
    /// An empty one.
    ///
    /// # Errors
    /// When no temporary file can be made.
    pub fn new() -> io::Result<Self> {
        Ok(Self { file: PositionalFile::new(tempfile::tempfile()?), end: 0 })
    }

    /// How many bytes it has.
    pub const fn size(&self) -> u64 {
        self.end
    }

    /// Appends bytes.
    ///
    /// # Errors
    /// When the disk is full.
    pub fn append(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.file.write_all_at(bytes, self.end)?;
        self.end += bytes.len() as u64;
        Ok(())
    }

    /// Reads bytes from a place.
    ///
    /// # Errors
    /// When they are not there.
    pub fn read(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.file.read_exact_at(bytes, offset)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_appended_is_read() {
        let mut scratch = ScratchFile::new().unwrap();
        scratch.append(b"one").unwrap();
        scratch.append(b"two").unwrap();
        let mut bytes = [0; 4];
        scratch.read(2, &mut bytes).unwrap();
        assert_eq!((&bytes, scratch.size()), (b"etwo", 6));
        assert!(scratch.read(3, &mut bytes).is_err());
    }
}
