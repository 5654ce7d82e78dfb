//! Files that are no text, whatever their name says.
//!
//! A text may begin with the words "GIF89a" or "PK": a beginning counts only with what no text has after it.

/// Beginnings of files that hold bytes which no text begins with.
const UNMISTAKABLE: &[&[u8]] = &[
    b"\x89PNG\r\n\x1A\n",
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"\x7FELF",
    b"\xD0\xCF\x11\xE0\xA1\xB1",
    b"\x1F\x8B\x08",
    b"II*\0",
    b"MM\0*",
];

/// Beginnings that a text may have too.
const WORDS: &[&[u8]] =
    &[b"GIF87a", b"GIF89a", b"\xFF\xD8\xFF", b"RIFF", b"BM", b"OggS", b"ID3", b"7z\xBC\xAF", b"Rar!"];

/// How far behind a beginning the proof is looked for.
const HEAD: usize = 64;

/// Whether the bytes are another kind of file.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    let begins = |marks: &[&[u8]]| marks.iter().any(|mark| bytes.starts_with(mark));
    begins(UNMISTAKABLE) || begins(WORDS) && has_no_text_bytes(bytes) || is_pdf(bytes) || is_rtf(bytes)
}

fn has_no_text_bytes(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(HEAD)).unwrap_or_default();
    head.iter().filter(|byte| matches!(byte, 0..=8 | 0x0E..=0x1A)).count() >= 2
}

/// "%PDF-1.4" on a line of its own.
fn is_pdf(bytes: &[u8]) -> bool {
    matches!(bytes, [b'%', b'P', b'D', b'F', b'-', b'0'..=b'9', b'.', b'0'..=b'9', b'\r' | b'\n', ..])
}

fn is_rtf(bytes: &[u8]) -> bool {
    matches!(bytes, [b'{', b'\\', b'r', b't', b'f', b'0'..=b'9', b'\\' | b'\r' | b'\n' | b' ' | b'{', ..])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_no_proof() {
        for (bytes, expected) in [
            (&b"GIF89a\x01\0\x01\0"[..], true),
            (b"GIF89a is a format", false),
            (b"%PDF-1.7\r\n", true),
            (b"%PDF-1.7 is a format", false),
            (b"{\\rtf1\\ansi", true),
            (b"{\\rtf1 Dear Sir}", true),
            (b"{\\rtf files}", false),
            (b"PK\x03\x04\x14", true),
            (b"PK fire", false),
            (b"BM met us", false),
            (b"", false),
        ] {
            assert_eq!(is_binary(bytes), expected, "{bytes:?}");
        }
    }
}
