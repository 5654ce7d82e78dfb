//! Bytes to text: byte-order marks, UTF-8, UTF-16 without a mark, then a guess among the legacy encodings.
//!
//! The order goes from what is certain to what is likely. Nothing is lost silently: what could not be decoded, and
//! control characters that were dropped, are counted in a diagnostic.

use crate::diagnostic::Diagnostic;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1252};

/// Beginnings of files that are no text, whatever their name says.
const BINARY_MAGIC: &[&[u8]] = &[
    b"\x89PNG",
    b"GIF8",
    b"\xFF\xD8\xFF",
    b"PK\x03\x04",
    b"%PDF-",
    b"\x7FELF",
    b"\xD0\xCF\x11\xE0",
    b"\x1F\x8B",
    b"{\\rtf",
    b"II*\0",
    b"MM\0*",
];

/// Decodes `bytes`: the text with `\n` line ends, the encoding's WHATWG name, and what happened on the way.
///
/// `forced` is a WHATWG label that is used in place of a guess when the bytes are not Unicode. A diagnostic of weight
/// error means that the bytes are no text.
pub fn decode(bytes: &[u8], forced: Option<&str>) -> (String, String, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    if BINARY_MAGIC.iter().any(|magic| bytes.starts_with(magic)) {
        return no_text("the file holds no plain text, whatever its name says");
    }
    let (encoding, body) = choose_encoding(bytes, forced, &mut diagnostics);
    if !matches!(encoding.name(), "UTF-16LE" | "UTF-16BE") && looks_binary(body) {
        return no_text("the file is full of bytes that are no text");
    }
    let (decoded, malformed) = encoding.decode_without_bom_handling(body);
    if malformed {
        let lost = decoded.matches('\u{FFFD}').count();
        let message = format!("{lost} places are not valid {} and show as \u{FFFD}", encoding.name());
        diagnostics.push(
            Diagnostic::warning("undecodable-bytes", message).hint("set `text.encoding` or mend the file"),
        );
    }
    let (text, dropped) = clean(&decoded);
    if dropped > 0 {
        let message = format!("{dropped} control characters were dropped");
        diagnostics
            .push(Diagnostic::note("control-characters", message).hint("mend the file if text is missing"));
    }
    (text, encoding.name().to_owned(), diagnostics)
}

fn no_text(message: &str) -> (String, String, Vec<Diagnostic>) {
    let error = Diagnostic::error("not-text", format!("{message}; it is left out"))
        .hint("give the file its true extension, or remove it");
    (String::new(), "UTF-8".into(), vec![error])
}

/// The encoding, and the bytes after a byte-order mark.
fn choose_encoding<'b>(
    bytes: &'b [u8],
    forced: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (&'static Encoding, &'b [u8]) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, bytes.get(mark..).unwrap_or_default());
    }
    if let Some(encoding) = utf16_by_zero_bytes(bytes) {
        return (encoding, bytes);
    }
    if std::str::from_utf8(bytes).is_ok() || is_damaged_utf8(bytes) {
        return (UTF_8, bytes);
    }
    if let Some(label) = forced {
        if let Some(encoding) = Encoding::for_label(label.as_bytes()) {
            return (encoding, bytes);
        }
        let message = format!("`{label}` is no known encoding");
        diagnostics.push(
            Diagnostic::warning("unknown-encoding", message).hint("use a WHATWG label, e.g. macintosh"),
        );
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Allow);
    detector.feed(bytes, true);
    let encoding = western_where_the_language_is(detector.guess(None, Utf8Detection::Deny), bytes);
    let message = format!("{} assumed", encoding.name());
    diagnostics.push(
        Diagnostic::note("encoding-guessed", message).hint("set `text.encoding` if letters look wrong"),
    );
    (encoding, bytes)
}

/// A few accents and a pound sign fit every European encoding. Where the guess is one of another language's than the
/// text is written in, windows-1252 is taken: it is what the language's own archives used.
fn western_where_the_language_is(guess: &'static Encoding, bytes: &[u8]) -> &'static Encoding {
    const OTHER_LATIN: [&str; 8] = [
        "windows-1250",
        "windows-1254",
        "windows-1257",
        "windows-1258",
        "ISO-8859-2",
        "ISO-8859-4",
        "ISO-8859-13",
        "ISO-8859-10",
    ];
    use whatlang::Lang::{Cat, Dan, Deu, Eng, Fin, Fra, Ita, Nld, Nob, Por, Spa, Swe};
    if !OTHER_LATIN.contains(&guess.name()) {
        return guess;
    }
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let (text, _) = WINDOWS_1252.decode_without_bom_handling(head);
    match whatlang::detect_lang(&text) {
        Some(Eng | Fra | Deu | Spa | Por | Ita | Nld | Swe | Dan | Nob | Fin | Cat) => WINDOWS_1252,
        _ => guess,
    }
}

/// Text in a European script as UTF-16 has a zero in nearly every other byte.
fn utf16_by_zero_bytes(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(4096)).unwrap_or_default();
    if head.len() < 4 || !bytes.len().is_multiple_of(2) {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if odd * 10 > pairs * 6 && even * 20 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 6 && odd * 20 < pairs => Some(UTF_16BE),
        () => None,
    }
}

/// UTF-8 with a few broken places, as cut or concatenated files have: many whole sequences, few broken ones.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole >= 10 * broken
}

/// More than one byte in fifty is a control character that text does not use.
fn looks_binary(bytes: &[u8]) -> bool {
    let odd = bytes.iter().filter(|byte| is_stray_byte(**byte)).count();
    odd > 4 && odd * 50 > bytes.len()
}

const fn is_stray_byte(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F)
}

/// Line ends become `\n`; NULs and stray control characters go. Form feeds stay: they end pages.
fn clean(decoded: &str) -> (String, usize) {
    let mut text = String::with_capacity(decoded.len());
    let mut dropped = 0;
    let mut characters = decoded.chars().peekable();
    while let Some(c) = characters.next() {
        match c {
            '\r' => {
                characters.next_if_eq(&'\n');
                text.push('\n');
            }
            '\n' | '\t' | '\u{C}' => text.push(c),
            '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\u{FEFF}' => {}
            _ if c.is_control() => dropped += 1,
            _ => text.push(c),
        }
    }
    (text, dropped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[track_caller]
    fn check(bytes: &[u8], forced: Option<&str>, text: &str, encoding: &str, codes: &[&str]) {
        let (got, name, diagnostics) = decode(bytes, forced);
        let got_codes: Vec<_> = diagnostics.iter().map(|d| d.code.as_ref()).collect();
        assert_eq!((got.as_str(), name.as_str(), got_codes.as_slice()), (text, encoding, codes));
    }

    fn utf16(text: &str, to_bytes: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(to_bytes).collect()
    }

    #[test]
    fn encodings_are_told_apart() {
        check(b"\xEF\xBB\xBFCaf\xC3\xA9", None, "Café", "UTF-8", &[]);
        check(&utf16("\u{FEFF}Caf\u{e9}", u16::to_le_bytes), None, "Café", "UTF-16LE", &[]);
        check(&utf16("A plain report.", u16::to_be_bytes), None, "A plain report.", "UTF-16BE", &[]);
        check(&utf16("A plain report.", u16::to_le_bytes), None, "A plain report.", "UTF-16LE", &[]);
        check(
            b"The caf\xE9 on the quay",
            None,
            "The café on the quay",
            "windows-1252",
            &["encoding-guessed"],
        );
        check(b"The caf\x8E on the quay", Some("macintosh"), "The café on the quay", "macintosh", &[]);
        check(b"caf\xC3\xA9", Some("macintosh"), "café", "UTF-8", &[]);
        check(b"", None, "", "UTF-8", &[]);
    }

    #[test]
    fn an_unknown_label_is_told_and_the_guess_used() {
        check(
            b"caf\xE9 noir",
            Some("latin-99"),
            "café noir",
            "windows-1252",
            &["unknown-encoding", "encoding-guessed"],
        );
    }

    #[test]
    fn line_ends_and_stray_characters_are_cleaned() {
        check(b"a\r\nb\rc\nd\x0Ce", None, "a\nb\nc\nd\x0Ce", "UTF-8", &[]);
        check(b"a\x00b\x07c and more", None, "abc and more", "UTF-8", &["control-characters"]);
    }

    #[test]
    fn what_is_no_text_is_an_error() {
        check(b"%PDF-1.4 ...", None, "", "UTF-8", &["not-text"]);
        check(&[1, 2, 3, 4, 5, 6, 7, 8], None, "", "UTF-8", &["not-text"]);
    }

    #[test]
    fn damaged_utf8_stays_utf8() {
        let mut bytes = "Zürich, Genève, Køge, Málaga, Łódź, Århus, Évora, Águeda, Čačak".as_bytes().to_vec();
        bytes.push(0xC3);
        let (text, encoding, diagnostics) = decode(&bytes, None);
        assert!(text.ends_with("Čačak\u{FFFD}"));
        assert_eq!((encoding.as_str(), diagnostics[0].code.as_ref()), ("UTF-8", "undecodable-bytes"));
    }

    proptest! {
        #[test]
        fn any_bytes_decode_to_clean_text(bytes in proptest::collection::vec(any::<u8>(), 0..300)) {
            let (text, _, _) = decode(&bytes, None);
            prop_assert!(!text.contains('\r') && !text.contains('\0'));
        }

        #[test]
        fn clean_unicode_is_kept_as_it_is(text in "[ -~\u{e9}\u{4e2d}\n]{0,60}") {
            let (got, encoding, _) = decode(text.as_bytes(), None);
            prop_assert_eq!((got.as_str(), encoding.as_str()), (text.as_str(), "UTF-8"));
        }
    }
}
