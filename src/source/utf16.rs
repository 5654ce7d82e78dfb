//! UTF-16 without a byte-order mark, in whatever script.

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE};

/// So many bytes are enough to tell.
const ENOUGH: usize = 8192;

/// The byte order, if the bytes are UTF-16.
///
/// Line ends, spaces and stops are below U+0100 in every script, so one byte of some pair is zero; and read in the right
/// order the text is letters, in the wrong one it is nonsense.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = bytes.get(..bytes.len().min(ENOUGH) & !1).unwrap_or_default();
    // A file that was cut in the middle of a pair is told by its length alone.
    if head.len() < 4 || bytes.len() % 2 == 1 && bytes.len() < 64 {
        return None;
    }
    let zeros = |offset: usize| head.iter().skip(offset).step_by(2).filter(|byte| **byte == 0).count();
    let (even, odd, pairs) = (zeros(0), zeros(1), head.len() / 2);
    match () {
        () if odd * 10 > pairs * 6 && even * 20 < pairs => Some(UTF_16LE),
        () if even * 10 > pairs * 6 && odd * 20 < pairs => Some(UTF_16BE),
        () if odd > 0 && even == 0 && reads_as_text(head, UTF_16LE) => Some(UTF_16LE),
        () if even > 0 && odd == 0 && reads_as_text(head, UTF_16BE) => Some(UTF_16BE),
        () => None,
    }
}

/// Whether nearly all is letters, spaces and marks, and no control character stands in it.
fn reads_as_text(head: &[u8], encoding: &'static Encoding) -> bool {
    let (text, _) = encoding.decode_without_bom_handling(head);
    let (mut letters, mut all, mut strange) = (0usize, 0usize, 0usize);
    for c in text.chars() {
        all += 1;
        letters += usize::from(c.is_alphabetic());
        let control = c.is_control() && !matches!(c, '\n' | '\r' | '\t' | '\u{C}');
        let private = matches!(c, '\u{E000}'..='\u{F8FF}' | '\u{FFFD}'..='\u{FFFF}');
        strange += usize::from(control || private);
    }
    all >= 12 && strange * 50 <= all && letters * 10 >= all * 6
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str) {
        let bytes = |order: fn(u16) -> [u8; 2]| text.encode_utf16().flat_map(order).collect::<Vec<u8>>();
        assert_eq!(utf16_without_mark(&bytes(u16::to_le_bytes)), Some(UTF_16LE), "{text}");
        assert_eq!(utf16_without_mark(&bytes(u16::to_be_bytes)), Some(UTF_16BE), "{text}");
        assert_eq!(utf16_without_mark(text.as_bytes()), None, "{text}");
    }

    #[test]
    fn every_script_is_recognised() {
        check("The ferry was late on Wednesday.");
        check("Пароход опоздал и в среду.\nПассажиры ждали на пристани.\n");
        check("Το πλοίο άργησε την Τετάρτη.\nΟι επιβάτες περίμεναν.\n");
        check("汽船は水曜日も遅れた。\n乗客は桟橋で長く待っていた。\n");
        check("תאחר המעבורת גם ביום רביעי.\nהנוסעים המתינו.\n");
    }

    #[test]
    fn other_bytes_are_not_taken_for_it() {
        assert_eq!(utf16_without_mark(&[0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15]), None);
        assert_eq!(
            utf16_without_mark(b"a stray \0 zero in a text of bytes, and nothing else of the kind"),
            None
        );
        assert_eq!(utf16_without_mark(b""), None);
    }
}
