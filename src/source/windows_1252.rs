//! windows-1252 as programs misuse it: its bytes as characters, with ISO 8859-1's controls where it has none.

/// The characters of the bytes 0x80 to 0x9F; five of them have none.
const UPPER: [char; 32] = [
    '€', '\u{81}', '‚', 'ƒ', '„', '…', '†', '‡', 'ˆ', '‰', 'Š', '‹', 'Œ', '\u{8D}', 'Ž', '\u{8F}', '\u{90}',
    '‘', '’', '“', '”', '•', '–', '—', '˜', '™', 'š', '›', 'œ', '\u{9D}', 'ž', 'Ÿ',
];

/// The byte that reads as this character in windows-1252 or ISO 8859-1, if it is none of ASCII.
pub(super) fn byte_of(c: char) -> Option<u8> {
    match u32::from(c) {
        code @ 0x80..=0xFF => u8::try_from(code).ok(),
        _ => UPPER.iter().position(|upper| *upper == c).and_then(|at| u8::try_from(0x80 + at).ok()),
    }
}

/// The character that was meant by a control character of ISO 8859-1.
pub(super) fn meant_by(control: char) -> Option<char> {
    let at = u32::from(control).checked_sub(0x80)?;
    UPPER.get(at as usize).copied().filter(|meant| !meant.is_control())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_that_of_the_standard() {
        for byte in 0x80..=0xFFu8 {
            let read =
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next().unwrap();
            assert_eq!(byte_of(read), Some(byte));
        }
        assert_eq!((meant_by('\u{92}'), meant_by('\u{81}'), meant_by('a')), (Some('’'), None, None));
    }
}
