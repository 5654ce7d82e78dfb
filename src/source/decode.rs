//! Bytes to text: byte-order marks, UTF-16 without a mark, UTF-8, then a guess among the legacy encodings.
//!
//! The order goes from what is certain to what is likely. Nothing is lost silently: what could not be decoded, what was
//! repaired, and control characters that were dropped, are counted in a diagnostic.

use super::binary::is_binary;
use super::declared;
use super::file::Format;
use super::mojibake;
use super::utf16::utf16_without_mark;
use super::windows_1252::meant_by;
use crate::config::encoding_of_label;
use crate::diagnostic::Diagnostic;
use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, WINDOWS_1252};
use memchr::memchr_iter;
use std::borrow::Cow;

/// Decodes `bytes`: the text with `\n` line ends, the encoding's WHATWG name, and what happened on the way.
///
/// `forced` is a label that is used in place of a guess when the bytes are not Unicode. A diagnostic of weight error
/// means that the bytes are no text.
pub fn decode(bytes: &[u8], forced: Option<&str>) -> (String, String, Vec<Diagnostic>) {
    decode_as(bytes, Format::Text, forced)
}

/// [`decode`] for a file of a format that may declare its encoding itself.
pub(super) fn decode_as(
    bytes: &[u8],
    format: Format,
    forced: Option<&str>,
) -> (String, String, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let utf16 = Encoding::for_bom(bytes).is_none().then(|| utf16_without_mark(bytes)).flatten();
    if utf16.is_none() && is_binary(bytes) {
        return no_text("the file holds no plain text, whatever its name says");
    }
    let declared = (format == Format::Html).then(|| declared::encoding(bytes)).flatten();
    let (encoding, body) = match utf16 {
        Some(encoding) => (encoding, bytes),
        None => choose_encoding(bytes, declared, forced, &mut diagnostics),
    };
    if !matches!(encoding.name(), "UTF-16LE" | "UTF-16BE") && looks_binary(body) {
        return no_text("the file is full of bytes that are no text");
    }
    let decoded = to_unicode(encoding, body, forced, &mut diagnostics);
    let decoded = repaired(decoded, &mut diagnostics);
    let (text, cleaned) = clean(&decoded);
    cleaned.report(&mut diagnostics);
    (text, encoding.name().to_owned(), diagnostics)
}

/// So many bytes are not held twice without need.
const LARGE: usize = 32 << 20;

/// [`decode_as`] for bytes that are not needed any more: many that are text as they are become that without a copy.
pub(super) fn decode_owned(
    bytes: Vec<u8>,
    format: Format,
    forced: Option<&str>,
) -> (String, String, Vec<Diagnostic>) {
    if bytes.len() < LARGE || !is_plain(&bytes) {
        return decode_as(&bytes, format, forced);
    }
    match String::from_utf8(bytes) {
        Ok(text) => (text, UTF_8.name().to_owned(), Vec::new()),
        Err(error) => decode_as(error.as_bytes(), format, forced),
    }
}

/// Whether bytes are UTF-8 in which nothing has to be changed.
fn is_plain(bytes: &[u8]) -> bool {
    let marked = Encoding::for_bom(bytes).is_some() || utf16_without_mark(bytes).is_some();
    let text =
        (!marked && !is_binary(bytes) && !looks_binary(bytes)).then(|| std::str::from_utf8(bytes).ok());
    text.flatten().is_some_and(|text| mojibake::repair(text).is_none() && is_clean(text))
}

/// Whether [`clean`] would leave a text as it is.
pub(super) fn is_clean(text: &str) -> bool {
    let mut rest = text;
    while let Some(at) = first_of_care(rest.as_bytes()) {
        rest = rest.get(at..).unwrap_or("");
        let Some(c) = rest.chars().next() else { break };
        if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}') {
            return false;
        }
        rest = rest.get(c.len_utf8()..).unwrap_or("");
    }
    true
}

fn no_text(message: &str) -> (String, String, Vec<Diagnostic>) {
    let error = Diagnostic::error("not-text", format!("{message}; it is left out"))
        .hint("give the file its true extension, or remove it");
    (String::new(), "UTF-8".into(), vec![error])
}

/// Decodes; single bytes of another encoding in UTF-8 are read as that.
fn to_unicode<'b>(
    encoding: &'static Encoding,
    body: &'b [u8],
    forced: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Cow<'b, str> {
    let (decoded, malformed) = match encoding {
        encoding if encoding == UTF_8 => mixed_utf8(body, forced, diagnostics),
        encoding => encoding.decode_without_bom_handling(body),
    };
    if malformed {
        let lost = decoded.matches('\u{FFFD}').count();
        let message = format!("{lost} places are not valid {} and show as \u{FFFD}", encoding.name());
        diagnostics.push(
            Diagnostic::warning("undecodable-bytes", message).hint("set `text.encoding` or mend the file"),
        );
    }
    decoded
}

/// UTF-8 in which a lone byte stands now and then, as files have that were put together from several.
fn mixed_utf8<'b>(
    body: &'b [u8],
    forced: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Cow<'b, str>, bool) {
    if let Ok(text) = std::str::from_utf8(body) {
        return (Cow::Borrowed(text), false);
    }
    let other =
        forced.and_then(encoding_of_label).filter(|other| other.is_single_byte()).unwrap_or(WINDOWS_1252);
    let mut text = String::with_capacity(body.len());
    let (mut mixed, mut lost) = (0usize, false);
    let mut chunks = body.utf8_chunks().peekable();
    while let Some(chunk) = chunks.next() {
        text.push_str(chunk.valid());
        match chunk.invalid() {
            [] => {}
            // A byte by itself; at the file's end it is the beginning of a character that was cut off.
            [byte @ 0x91..=0xFF]
                if chunks.peek().is_some_and(|next| next.valid().starts_with(|c: char| c.is_ascii())) =>
            {
                text.push_str(&other.decode_without_bom_handling(&[*byte]).0);
                mixed += 1;
            }
            _ => {
                text.push('\u{FFFD}');
                lost = true;
            }
        }
    }
    if mixed > 0 {
        let message = format!("{mixed} bytes are not UTF-8 like the rest, and were read as {}", other.name());
        let hint = "mend the file, or set `text.encoding` to what they are";
        diagnostics.push(Diagnostic::note("mixed-encodings", message).hint(hint));
    }
    (Cow::Owned(text), lost)
}

/// The text after repair of what was misread before it came here.
fn repaired<'t>(decoded: Cow<'t, str>, diagnostics: &mut Vec<Diagnostic>) -> Cow<'t, str> {
    let Some(repaired) = mojibake::repair(&decoded) else { return decoded };
    let (before, after) = &repaired.example;
    let message = format!(
        "{} places were UTF-8 that had been misread as windows-1252, and were repaired: \u{201c}{before}\u{201d} is \u{201c}{after}\u{201d}",
        repaired.places
    );
    diagnostics.push(
        Diagnostic::note("mojibake-repaired", message)
            .hint("save the file again from a source that is not misread"),
    );
    Cow::Owned(repaired.text)
}

/// The encoding, and the bytes after a byte-order mark.
fn choose_encoding<'b>(
    bytes: &'b [u8],
    declared: Option<&'static Encoding>,
    forced: Option<&str>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (&'static Encoding, &'b [u8]) {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        return (encoding, bytes.get(mark..).unwrap_or_default());
    }
    if std::str::from_utf8(bytes).is_ok() || is_damaged_utf8(bytes) {
        return (UTF_8, bytes);
    }
    if let Some(encoding) = declared.filter(|declared| *declared != UTF_8) {
        return (encoding, bytes);
    }
    if let Some(label) = forced {
        if let Some(encoding) = encoding_of_label(label) {
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
    use whatlang::Lang::{
        Cat, Ces, Dan, Deu, Eng, Est, Fin, Fra, Hrv, Hun, Ita, Lav, Lit, Nld, Nob, Pol, Por, Ron, Slk, Slv,
        Spa, Swe, Tur, Vie,
    };
    if !OTHER_LATIN.contains(&guess.name()) {
        return guess;
    }
    let head = bytes.get(..bytes.len().min(1 << 16)).unwrap_or_default();
    let read_as = |encoding: &'static Encoding| {
        let (text, _) = encoding.decode_without_bom_handling(head);
        whatlang::detect(&text).map(|found| (found.lang(), found.confidence()))
    };
    let eastern =
        |language| matches!(language, Pol | Ces | Slk | Hun | Hrv | Slv | Ron | Tur | Lit | Lav | Est | Vie);
    let western =
        |language| matches!(language, Eng | Fra | Deu | Spa | Por | Ita | Nld | Swe | Dan | Nob | Fin | Cat);
    match (read_as(guess), read_as(WINDOWS_1252)) {
        (Some((language, sure)), Some((_, other))) if eastern(language) && sure >= other => guess,
        (_, Some((language, _))) if western(language) => WINDOWS_1252,
        _ => guess,
    }
}

/// UTF-8 with a few broken places, as cut or concatenated files have: more whole sequences than broken ones, or nothing
/// broken but the end. By chance hardly any legacy text has a whole sequence.
fn is_damaged_utf8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0usize, 0usize);
    let mut cut = false;
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
        cut = matches!(chunk.invalid(), [0xC2..=0xDF] | [0xE0..=0xEF, ..] | [0xF0..=0xF4, ..]);
    }
    let cut_off = cut && broken == 1 && bytes.last().is_some_and(|last| *last >= 0x80);
    whole >= 3 * broken || cut_off && whole > 0
}

/// More than one byte in fifty is a control character that text does not use.
fn looks_binary(bytes: &[u8]) -> bool {
    are_too_many(stray_bytes(bytes), bytes.len())
}

/// How many control characters that text does not use.
pub(super) fn stray_bytes(bytes: &[u8]) -> usize {
    bytes.iter().filter(|byte| is_stray_byte(**byte)).count()
}

/// Whether so many of them among so many bytes are too many for a text.
pub(super) const fn are_too_many(stray: usize, bytes: usize) -> bool {
    stray > 4 && stray * 50 > bytes
}

const fn is_stray_byte(byte: u8) -> bool {
    matches!(byte, 0..=8 | 0x0E..=0x1A | 0x1C..=0x1F)
}

/// What was done to control characters.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Cleaned {
    pub(super) dropped: usize,
    pub(super) meant: usize,
}

impl Cleaned {
    pub(super) fn report(self, diagnostics: &mut Vec<Diagnostic>) {
        if self.dropped > 0 {
            let message = format!("{} control characters were dropped", self.dropped);
            diagnostics.push(
                Diagnostic::note("control-characters", message).hint("mend the file if text is missing"),
            );
        }
        if self.meant > 0 {
            let message = format!(
                "{} control characters stand for quotes, dashes and the like of windows-1252, and were read so",
                self.meant
            );
            diagnostics
                .push(Diagnostic::note("misread-quotes", message).hint("save the file again as UTF-8"));
        }
    }
}

/// Line ends become `\n`; NULs and stray control characters go. Form feeds stay: they end pages.
pub(super) fn clean(decoded: &str) -> (String, Cleaned) {
    let mut text = String::with_capacity(decoded.len());
    let mut cleaned = Cleaned::default();
    // Where windows-1252 was taken for ISO 8859-1, its quotes and dashes became controls that no text uses.
    let bytes = decoded.as_bytes();
    let misread = memchr_iter(0xC2, bytes).any(|at| matches!(bytes.get(at + 1), Some(0x91..=0x97)));
    let mut rest = decoded;
    while let Some(at) = first_of_care(rest.as_bytes()) {
        text.push_str(rest.get(..at).unwrap_or(""));
        rest = rest.get(at..).unwrap_or("");
        let Some(c) = rest.chars().next() else { break };
        rest = rest.get(c.len_utf8()..).unwrap_or("");
        match c {
            '\r' => {
                rest = rest.strip_prefix('\n').unwrap_or(rest);
                text.push('\n');
            }
            '\n' | '\t' | '\u{C}' => text.push(c),
            '\u{80}'..='\u{9F}' if misread && meant_by(c).is_some() => {
                text.extend(meant_by(c));
                cleaned.meant += 1;
            }
            '\u{85}' | '\u{2028}' | '\u{2029}' => text.push('\n'),
            '\u{FEFF}' => {}
            _ if c.is_control() => cleaned.dropped += 1,
            _ => text.push(c),
        }
    }
    text.push_str(rest);
    (text, cleaned)
}

/// Where the first byte is that needs care. Sixty-four are judged at once, without a branch.
fn first_of_care(bytes: &[u8]) -> Option<usize> {
    let careless = |chunk: &&[u8]| !chunk.iter().fold(false, |care, byte| care | needs_care(*byte));
    let from = 64 * bytes.chunks(64).take_while(careless).count();
    let rest = bytes.get(from..)?;
    rest.iter().position(|byte| needs_care(*byte)).map(|at| from + at)
}

/// Whether a byte is or begins a character that may have to be changed: a control but for line feed, tab and form feed,
/// U+0080 to U+009F, U+2028, U+2029 and the byte-order mark.
const fn needs_care(byte: u8) -> bool {
    let control = (byte < 0x20) & (byte != b'\n') & (byte != b'\t') & (byte != 0xC);
    control | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xE2) | (byte == 0xEF)
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
    fn plain_bytes_are_their_text() {
        for (text, expected) in [
            ("A storm\ncame \u{2013} at night, caf\u{e9}\u{c}", true),
            ("A storm\r\ncame", false),
            ("A\u{85}storm\u{2028}", false),
            ("\u{FEFF}A storm", false),
            ("it\u{e2}\u{20ac}\u{2122}s", false),
            ("GIF89a\0\u{1}\u{2}", false),
        ] {
            assert_eq!(is_plain(text.as_bytes()), expected, "{text:?}");
            let same = decode(text.as_bytes(), None) == (text.to_owned(), "UTF-8".to_owned(), Vec::new());
            assert_eq!(same, expected, "{text:?}");
        }
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
        check(b"%PDF-1.4\n%\xE2\xE3", None, "", "UTF-8", &["not-text"]);
        check(b"GIF89a\x01\x00\x01\x00\x80", None, "", "UTF-8", &["not-text"]);
        check(&[1, 2, 3, 4, 5, 6, 7, 8], None, "", "UTF-8", &["not-text"]);
    }

    #[test]
    fn words_that_begin_like_other_files_are_text() {
        for text in
            ["GIF89a was the format", "PK and friends", "%PDF-1.4 explained: a talk", "MM* motors", "BMW"]
        {
            check(text.as_bytes(), None, text, "UTF-8", &[]);
        }
    }

    #[test]
    fn mixed_and_cut_files_keep_what_they_have() {
        check("Café – Málaga, Łódź \u{e9}t".as_bytes(), None, "Café – Málaga, Łódź ét", "UTF-8", &[]);
        check(
            b"Caf\xC3\xA9, \xE2\x80\x9Cyes\xE2\x80\x9D, and caf\xE9 noir",
            None,
            "Café, “yes”, and café noir",
            "UTF-8",
            &["mixed-encodings"],
        );
        check(
            b"A short caf\xC3\xA9 \xE2\x80",
            None,
            "A short café \u{FFFD}",
            "UTF-8",
            &["undecodable-bytes"],
        );
    }

    #[test]
    fn misread_text_is_repaired_and_told() {
        check("The cafÃ©".as_bytes(), None, "The café", "UTF-8", &["mojibake-repaired"]);
        check("It\u{92}s \u{93}so\u{94}\u{85}".as_bytes(), None, "It’s “so”…", "UTF-8", &["misread-quotes"]);
        check("a\u{85}b".as_bytes(), None, "a\nb", "UTF-8", &[]);
    }

    #[test]
    fn other_names_of_encodings_are_known() {
        check(b"caf\x8E", Some("MacRoman"), "café", "macintosh", &[]);
        check(b"5 \xA4", Some("latin-9"), "5 €", "ISO-8859-15", &[]);
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
