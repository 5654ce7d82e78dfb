//! Temporary files: what the archive puts away, and what the search index is sorted in.

use crate::archive::scratch::Scratch;
use crate::cache::ScratchFile;
use std::io;

/// A file that is made when it is first needed: small archives need none.
#[derive(Debug, Default)]
pub(super) struct OnDisk(Option<ScratchFile>);

impl Scratch for OnDisk {
    fn put(&mut self, bytes: &[u8]) -> io::Result<()> {
        let file = match self.0.take() {
            Some(file) => file,
            None => ScratchFile::new()?,
        };
        self.0.insert(file).append(bytes)
    }

    fn len(&self) -> u64 {
        self.0.as_ref().map_or(0, ScratchFile::size)
    }

    fn get(&self, offset: u64, bytes: &mut [u8]) -> io::Result<()> {
        self.0.as_ref().map_or(Err(io::ErrorKind::UnexpectedEof.into()), |file| file.read(offset, bytes))
    }
}
