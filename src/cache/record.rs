//! What a record is: three parts, each after its own checksum, so that each can be read alone.

use crate::diagnostic::Diagnostic;
use std::fmt;
use std::io;

/// Hash of everything that a record was made from: stage, version of the stage, inputs.
pub type Key = [u8; 32];

pub(super) const FACTS: usize = 0;
pub(super) const BODY: usize = 1;
pub(super) const TEXT: usize = 2;

/// Bytes of the checksum before each part.
const CHECKSUM: usize = 8;

/// Where a record is. Only the cache that gave it can read it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Entry {
    pub(super) offset: u64,
    /// The start of the key. It goes into the checksums, so that a record is never taken for another's.
    pub(super) salt: u64,
    pub(super) lengths: [u32; 3],
    pub(super) pack: u8,
}

impl Entry {
    pub(super) fn new(key: &Key, offset: u64, lengths: [u32; 3], pack: u8) -> Self {
        let mut salt = [0; 8];
        salt.copy_from_slice(&key[..8]);
        Self { offset, salt: u64::from_le_bytes(salt), lengths, pack }
    }

    /// Bytes of the text.
    pub const fn text_len(self) -> u32 {
        self.lengths[TEXT]
    }

    pub(super) const fn pack(self) -> usize {
        self.pack as usize
    }

    /// Bytes of the whole record in the pack.
    pub(super) fn size(self) -> u64 {
        self.lengths.iter().map(|length| CHECKSUM as u64 + u64::from(*length)).sum()
    }

    /// Where a part begins in the pack, at its checksum, and how many bytes it has with that.
    pub(super) fn part(self, part: usize) -> (u64, usize) {
        let before: u64 =
            self.lengths[..part].iter().map(|length| CHECKSUM as u64 + u64::from(*length)).sum();
        (self.offset + before, CHECKSUM + self.lengths[part] as usize)
    }

    /// Where the byte `start` of the text is in the pack.
    pub(super) fn text_offset(self, start: u32) -> u64 {
        self.part(TEXT).0 + CHECKSUM as u64 + u64::from(start)
    }
}

/// The bytes of a record as they stand in the pack.
pub(super) fn encode(entry: Entry, parts: [&[u8]; 3]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(usize::try_from(entry.size()).unwrap_or_default());
    for (number, part) in parts.into_iter().enumerate() {
        bytes.extend(checksum(entry.salt, number, part));
        bytes.extend(part);
    }
    bytes
}

/// The part in `bytes`, without its checksum, if that is right.
pub(super) fn decode(entry: Entry, part: usize, mut bytes: Vec<u8>) -> Option<Vec<u8>> {
    let (sum, content) = bytes.split_at_checked(CHECKSUM)?;
    if sum != checksum(entry.salt, part, content) {
        return None;
    }
    bytes.drain(..CHECKSUM);
    Some(bytes)
}

fn checksum(salt: u64, part: usize, bytes: &[u8]) -> [u8; CHECKSUM] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(&salt.to_le_bytes()).update(&[part as u8]).update(bytes);
    let mut short = [0; CHECKSUM];
    short.copy_from_slice(&hasher.finalize().as_bytes()[..CHECKSUM]);
    short
}

/// A slice of UTF-8 without the pieces of characters at its ends. `None` if the rest is no text.
pub(super) fn narrow_to_text(bytes: &[u8]) -> Option<&str> {
    let is_continuation = |byte: &u8| byte & 0b1100_0000 == 0b1000_0000;
    let start = bytes.iter().take(3).take_while(|byte| is_continuation(byte)).count();
    match std::str::from_utf8(&bytes[start..]) {
        Ok(text) => Some(text),
        // `error_len` is `None` when the bytes end in the middle of a character.
        Err(error) if error.error_len().is_none() => {
            std::str::from_utf8(&bytes[start..start + error.valid_up_to()]).ok()
        }
        Err(_) => None,
    }
}

/// A record that could not be written or read.
#[derive(Debug)]
pub struct CacheError {
    message: String,
}

impl CacheError {
    pub(super) fn damaged() -> Self {
        Self { message: "a record of the cache is damaged".to_owned() }
    }

    pub(super) fn io(doing: &str, error: &io::Error) -> Self {
        Self { message: format!("cannot {doing}: {error}") }
    }

    /// The same as a warning, for a record that was made again.
    pub fn diagnostic(&self) -> Diagnostic {
        Diagnostic::warning("cache-damaged", self.message.clone())
            .hint("It was made again; if this repeats, delete the cache folder and check the disk")
    }
}

impl fmt::Display for CacheError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl std::error::Error for CacheError {}
