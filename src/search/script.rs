//! A file of the index: a classic script that hands a name and a payload to a function of the page.
//!
//! A script tag is the one way to load a file that works from a disk (`file://`) as well as over HTTP. The payload is
//! bytes, fifteen bits a character, in the range from U+3000 to U+AFFF: no character of it needs escaping, and in
//! UTF-16 it takes 16 bits. The byte-order mark at the head of the file settles its encoding before whatever a server
//! says of it.

/// The function that every file calls: name, length of the payload in bytes, payload.
const CALL: &str = "backfileSearch";
/// First of the 32,768 characters that stand for fifteen bits.
const FIRST: u16 = 0x3000;

/// The file of a payload. `name` must be plain ASCII without quotes or backslashes.
pub fn script(name: &str, payload: &[u8]) -> Vec<u8> {
    let head = format!("{CALL}(\"{name}\",{},\"", payload.len());
    let mut file = Vec::with_capacity(payload.len() * 16 / 15 + 2 * head.len() + 12);
    let mut unit = |unit: u16| file.extend(unit.to_le_bytes());
    unit(0xfeff);
    head.encode_utf16().for_each(&mut unit);
    let (mut held, mut filled) = (0_u32, 0);
    for byte in payload {
        held = (held << 8) | u32::from(*byte);
        filled += 8;
        if filled >= 15 {
            filled -= 15;
            unit(FIRST + ((held >> filled) & 0x7fff) as u16);
            held &= (1 << filled) - 1;
        }
    }
    if filled > 0 {
        unit(FIRST + ((held << (15 - filled)) & 0x7fff) as u16);
    }
    "\");\n".encode_utf16().for_each(&mut unit);
    file
}

/// The file that holds a JSON value as it stands, all of it in ASCII.
pub fn json_script(name: &str, value: &serde_json::Value) -> Vec<u8> {
    let mut file = format!("{CALL}(\"{name}\",0,");
    for letter in value.to_string().chars() {
        if letter.is_ascii() {
            file.push(letter);
        } else {
            let mut units = [0; 2];
            for unit in letter.encode_utf16(&mut units) {
                file.push_str(&format!("\\u{unit:04x}"));
            }
        }
    }
    file.push_str(");\n");
    file.into_bytes()
}

/// The payload of a file; `None` when it is none of [`script`]'s.
pub fn payload(file: &[u8]) -> Option<Vec<u8>> {
    let units: Vec<u16> = file.chunks_exact(2).map(|pair| u16::from_le_bytes([pair[0], pair[1]])).collect();
    let is_plain = |unit: &u16| (FIRST..FIRST + 0x8000).contains(unit);
    let start = units.iter().position(is_plain).unwrap_or(units.len());
    let head = String::from_utf16(units.get(1..start)?).ok()?;
    let length = head.trim_end_matches('"').trim_end_matches(");\n").trim_end_matches('"');
    let length: usize = length.trim_end_matches([',', '"']).rsplit(',').next()?.parse().ok()?;
    let (mut held, mut filled) = (0_u32, 0);
    let mut bytes = Vec::with_capacity(length.min(units.len() * 2));
    for unit in units.get(start..)?.iter().take_while(|unit| is_plain(unit)) {
        held = (held << 15) | u32::from(unit - FIRST);
        filled += 15;
        while filled >= 8 {
            filled -= 8;
            bytes.push((held >> filled) as u8);
            held &= (1 << filled) - 1;
        }
    }
    (bytes.len() >= length).then(|| {
        bytes.truncate(length);
        bytes
    })
}

/// The value of a file of [`json_script`].
pub fn json(file: &[u8]) -> Option<serde_json::Value> {
    let text = std::str::from_utf8(file).ok()?;
    serde_json::from_str(text.split_once(",0,")?.1.strip_suffix(");\n")?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn a_payload_comes_back(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            prop_assert_eq!(payload(&script("terms/s-wab", &bytes)), Some(bytes));
        }

        #[test]
        fn any_file_is_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..80)) {
            payload(&bytes);
            json(&bytes);
        }
    }

    #[test]
    fn json_is_plain_ascii() {
        let value = serde_json::json!({ "years": [null, 1952], "terms": ["wé", "w𝄞\u{2028}\"\\"] });
        let file = json_script("top", &value);
        assert!(file.is_ascii());
        assert_eq!(json(&file), Some(value));
    }
}
