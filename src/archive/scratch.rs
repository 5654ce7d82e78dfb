//! Room beside the memory: for what is put away once and read again.

/// Room beside the memory.
pub trait Scratch: Send + Sync {
    /// Puts bytes behind those that are there.
    ///
    /// # Errors
    /// When there is no room.
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()>;
    /// How many bytes are there.
    fn len(&self) -> u64;
    /// Reads bytes that were put.
    ///
    /// # Errors
    /// When they cannot be read.
    fn get(&self, offset: u64, bytes: &mut [u8]) -> std::io::Result<()>;
    /// Whether nothing was put.
    fn is_empty(&self) -> bool {
        self.len() == 0
    }
}

impl Scratch for Vec<u8> {
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.extend(bytes);
        Ok(())
    }

    fn len(&self) -> u64 {
        Self::len(self) as u64
    }

    fn get(&self, offset: u64, bytes: &mut [u8]) -> std::io::Result<()> {
        let start = offset as usize;
        let found =
            self.as_slice().get(start..start + bytes.len()).ok_or(std::io::ErrorKind::UnexpectedEof)?;
        bytes.copy_from_slice(found);
        Ok(())
    }
}
