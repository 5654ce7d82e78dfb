//! The index: one flat, sorted table of the records, with a checksum over the whole.
//!
//! It is read at the start of every build: 100,000 rows are 5.6 MB that are checked and taken over in one pass, and
//! looked up by binary search without being put into a map first.

use super::record::{Entry, Key};

const MAGIC: &[u8; 8] = b"BFINDEX1";
const HEAD: usize = 8 + 8 + 8 + 8;
const ROW: usize = 32 + 8 + 3 * 4 + 4;
const CHECKSUM: usize = 32;

/// One record.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Row {
    pub(super) key: Key,
    pub(super) offset: u64,
    pub(super) lengths: [u32; 3],
    /// Whether the last build used it.
    pub(super) live: bool,
}

impl Row {
    pub(super) const fn new(key: Key, entry: Entry) -> Self {
        Self { key, offset: entry.offset, lengths: entry.lengths, live: true }
    }

    /// The record in the first pack.
    pub(super) fn entry(&self) -> Entry {
        Entry::new(&self.key, self.offset, self.lengths, 0)
    }
}

/// A whole index.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Index {
    /// Number in the name of the pack that it is about.
    pub(super) pack: u64,
    /// Where that pack's records end.
    pub(super) end: u64,
    /// Sorted by key.
    pub(super) rows: Vec<Row>,
}

/// Why an index is of no use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Unusable {
    /// Another version of the format.
    Version,
    /// Not what was written.
    Damaged,
}

impl Index {
    pub(super) fn encode(&self) -> Vec<u8> {
        let mut bytes = Vec::with_capacity(HEAD + self.rows.len() * ROW + CHECKSUM);
        bytes.extend(MAGIC);
        for number in [self.pack, self.end, self.rows.len() as u64] {
            bytes.extend(number.to_le_bytes());
        }
        for row in &self.rows {
            bytes.extend(row.key);
            bytes.extend(row.offset.to_le_bytes());
            for length in row.lengths {
                bytes.extend(length.to_le_bytes());
            }
            bytes.extend(u32::from(row.live).to_le_bytes());
        }
        let checksum = blake3::hash(&bytes);
        bytes.extend(checksum.as_bytes());
        bytes
    }

    pub(super) fn decode(bytes: &[u8]) -> Result<Self, Unusable> {
        let magic = bytes.get(..MAGIC.len()).ok_or(Unusable::Damaged)?;
        if magic != MAGIC {
            let ours = magic.starts_with(&MAGIC[..MAGIC.len() - 1]);
            return Err(if ours { Unusable::Version } else { Unusable::Damaged });
        }
        Self::decode_checked(bytes).ok_or(Unusable::Damaged)
    }

    fn decode_checked(bytes: &[u8]) -> Option<Self> {
        let (content, checksum) = bytes.split_at_checked(bytes.len().checked_sub(CHECKSUM)?)?;
        if blake3::hash(content).as_bytes() != checksum {
            return None;
        }
        let (head, table) = content.split_at_checked(HEAD)?;
        let [pack, end, count] = [8, 16, 24].map(|at| long(head, at));
        let (rows, rest) = table.as_chunks::<ROW>();
        if !rest.is_empty() || rows.len() as u64 != count {
            return None;
        }
        let rows: Vec<Row> = rows.iter().map(decode_row).collect();
        let inside = |row: &Row| row.offset.checked_add(row.entry().size()).is_some_and(|last| last <= end);
        (rows.is_sorted_by(|a, b| a.key < b.key) && rows.iter().all(inside)).then_some(Self {
            pack,
            end,
            rows,
        })
    }
}

fn decode_row(bytes: &[u8; ROW]) -> Row {
    let mut key = [0; 32];
    key.copy_from_slice(&bytes[..32]);
    let short = |at: usize| u32::from_le_bytes([bytes[at], bytes[at + 1], bytes[at + 2], bytes[at + 3]]);
    Row { key, offset: long(bytes, 32), lengths: [short(40), short(44), short(48)], live: short(52) != 0 }
}

fn long(bytes: &[u8], at: usize) -> u64 {
    let mut eight = [0; 8];
    eight.copy_from_slice(&bytes[at..at + 8]);
    u64::from_le_bytes(eight)
}
