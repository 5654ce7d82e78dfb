//! Bytes of any kind decode to text that Unicode allows, without a byte-order mark or carriage returns.

#![no_main]

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let (text, encoding, diagnostics) = backfile::source::decode(bytes, None);
    assert!(!encoding.is_empty());
    assert!(!text.contains('\r') && !text.starts_with('\u{feff}'));
    if diagnostics.iter().any(|diagnostic| diagnostic.code == "not-text") {
        return;
    }
    if let Ok(plain) = std::str::from_utf8(bytes) {
        if !plain.contains(|character: char| character.is_control() || character == '\u{feff}') {
            assert_eq!(text, plain, "what is UTF-8 is kept as it is");
        }
    }
});
