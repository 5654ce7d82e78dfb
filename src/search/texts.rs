//! What is shown of articles, in files of many: a directory, then compressed chunks of a few articles each.
//!
//! A browser that searches over HTTP asks for the head of a file and for the chunk that it needs, as ranges of
//! bytes; from a disk, where that cannot be, it loads the whole file. So there are few files, and few bytes are sent.

use super::bits::{Bytes, put_number};
use super::document::Document;
use super::script::script;

/// Chunks of a file, as a power of two.
pub const CHUNKS: u32 = 6;
/// Words of a chunk, about.
const CHUNK_WORDS: u32 = 1_000;
/// How hard chunks are compressed.
const EFFORT: u8 = 6;

/// Numbers whose texts stand in one chunk, as a power of two.
pub fn shift(mean: u32) -> u32 {
    (CHUNK_WORDS * 3 / 2 / mean.max(1)).max(1).ilog2().min(7)
}

/// Name and bytes of the file of some articles, whose numbers must be of one file.
pub fn write(mean: u32, documents: &[Document]) -> (String, Vec<u8>) {
    let shift = shift(mean);
    let (mut directory, mut chunks) = (Vec::new(), Vec::new());
    let mut count = 0;
    for chunk in documents.chunk_by(|a, b| a.number >> shift == b.number >> shift) {
        let at = chunk[0].number >> shift & ((1 << CHUNKS) - 1);
        for _ in count..at {
            put_number(&mut directory, 0);
        }
        count = at + 1;
        let json = serde_json::to_vec(chunk).unwrap_or_default();
        let bytes = miniz_oxide::deflate::compress_to_vec(&json, EFFORT);
        put_number(&mut directory, bytes.len() as u32);
        chunks.extend(bytes);
    }
    let mut payload = Vec::with_capacity(directory.len() + chunks.len() + 1);
    put_number(&mut payload, count);
    payload.extend(directory);
    payload.extend(chunks);
    let name = name(documents.first().map_or(0, |document| document.number), shift);
    let file = script(&name, &payload);
    (name, file)
}

/// The file of a number.
pub fn name(number: u32, shift: u32) -> String {
    format!("texts/{}", file_of(number, shift))
}

/// The number of the file that has an article.
pub const fn file_of(number: u32, shift: u32) -> u32 {
    number >> shift >> CHUNKS
}

/// An article of a file.
pub fn read(payload: &[u8], number: u32, shift: u32) -> Option<Document> {
    let mut bytes = Bytes(payload);
    let count = bytes.number()?;
    let chunk = number >> shift & ((1 << CHUNKS) - 1);
    let (mut start, mut length) = (0_usize, 0_usize);
    for at in 0..count {
        let next = bytes.number()? as usize;
        if at < chunk {
            start = start.checked_add(next)?;
        } else if at == chunk {
            length = next;
        }
    }
    bytes.take(start)?;
    let json = miniz_oxide::inflate::decompress_to_vec_with_limit(bytes.take(length)?, 1 << 26).ok()?;
    let documents: Vec<Document> = serde_json::from_slice(&json).ok()?;
    documents.into_iter().find(|document| document.number == number)
}

#[cfg(test)]
mod tests {
    use super::super::script::payload;
    use super::*;

    #[test]
    fn articles_come_back_from_the_file_of_their_number() {
        let document =
            |number: u32| Document { number, title: format!("No. {number}"), ..Document::default() };
        for (mean, first, numbers) in [(500, 128, vec![128, 130, 131, 200, 255]), (5000, 64, vec![64, 127])] {
            let documents: Vec<Document> = numbers.into_iter().map(document).collect();
            let (name, file) = write(mean, &documents);
            assert_eq!(name, super::name(first, shift(mean)));
            let payload = payload(&file).unwrap();
            for document in documents {
                let found = read(&payload, document.number, shift(mean));
                assert_eq!(found, Some(document));
            }
            assert_eq!(read(&payload, first + 1, shift(mean)), None);
        }
    }

    #[test]
    fn a_chunk_is_some_thousand_words() {
        for (mean, shift) in [(0, 7), (12, 6), (192, 2), (512, 1), (768, 0), (9000, 0)] {
            assert_eq!(super::shift(mean), shift, "{mean}");
        }
    }
}
