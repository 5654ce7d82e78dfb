//! Numbers as bits and bytes: Rice codes for gaps, varints and strings for everything else.

/// Ones after which a number is written plainly: a gap far above the mean does not become a long run of ones.
const ESCAPE: u32 = 20;

/// Writes bits, the highest first.
#[derive(Debug, Default)]
pub struct BitWriter {
    bytes: Vec<u8>,
    current: u64,
    filled: u32,
}

impl BitWriter {
    /// The lowest `count` bits of `value`; at most 32.
    pub fn bits(&mut self, value: u32, count: u32) {
        self.current = (self.current << count) | (u64::from(value) & ((1 << count) - 1));
        self.filled += count;
        while self.filled >= 8 {
            self.filled -= 8;
            self.bytes.push((self.current >> self.filled) as u8);
        }
        self.current &= (1 << self.filled) - 1;
    }

    /// A number as a Rice code: its quotient by 2^`k` in ones, a zero, the remainder.
    pub fn rice(&mut self, value: u32, k: u32) {
        let quotient = value.checked_shr(k).unwrap_or(0);
        if quotient >= ESCAPE {
            self.bits((1 << ESCAPE) - 1, ESCAPE);
            return self.bits(value, 32);
        }
        self.bits(((1 << quotient) - 1) << 1, quotient + 1);
        self.bits(value, k);
    }

    /// The bytes, the last filled up with zeros.
    pub fn finish(mut self) -> Vec<u8> {
        if self.filled > 0 {
            let missing = 8 - self.filled;
            self.bits(0, missing);
        }
        self.bytes
    }
}

/// Reads what [`BitWriter`] wrote; `None` at the end.
#[derive(Clone, Debug)]
pub struct BitReader<'a> {
    bytes: &'a [u8],
    at: usize,
}

impl<'a> BitReader<'a> {
    /// A reader over bytes.
    pub const fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    fn bit(&mut self) -> Option<u32> {
        let byte = *self.bytes.get(self.at / 8)?;
        let bit = (byte >> (7 - self.at % 8)) & 1;
        self.at += 1;
        Some(u32::from(bit))
    }

    /// `count` bits as a number.
    pub fn bits(&mut self, count: u32) -> Option<u32> {
        let mut value = 0;
        for _ in 0..count {
            value = (value << 1) | self.bit()?;
        }
        Some(value)
    }

    /// A Rice code.
    pub fn rice(&mut self, k: u32) -> Option<u32> {
        let mut quotient = 0;
        while self.bit()? == 1 {
            quotient += 1;
            if quotient == ESCAPE {
                return self.bits(32);
            }
        }
        let rest = self.bits(k)?;
        Some(quotient.checked_shl(k)? | rest)
    }
}

/// The parameter under which gaps of this mean are shortest, or nearly.
pub fn rice_parameter(total: u64, count: u64) -> u32 {
    let mean = total * 7 / (count.max(1) * 10);
    mean.checked_ilog2().unwrap_or(0).min(24)
}

/// Appends a number, seven bits a byte, the lowest first.
pub fn put_number(bytes: &mut Vec<u8>, mut value: u32) {
    while value >= 128 {
        bytes.push((value & 127) as u8 | 128);
        value >>= 7;
    }
    bytes.push(value as u8);
}

/// Appends a string with its length.
pub fn put_text(bytes: &mut Vec<u8>, text: &str) {
    put_number(bytes, text.len() as u32);
    bytes.extend(text.as_bytes());
}

/// Reads numbers, strings and bytes; `None` where they end too soon or are none.
#[derive(Clone, Copy, Debug)]
pub struct Bytes<'a>(pub &'a [u8]);

impl<'a> Bytes<'a> {
    /// A number of [`put_number`].
    pub fn number(&mut self) -> Option<u32> {
        let mut value = 0_u32;
        for shift in (0..35).step_by(7) {
            let (byte, rest) = self.0.split_first()?;
            self.0 = rest;
            value |= u32::from(byte & 127).checked_shl(shift)?;
            if byte & 128 == 0 {
                return Some(value);
            }
        }
        None
    }

    /// So many bytes.
    pub fn take(&mut self, count: usize) -> Option<&'a [u8]> {
        let (taken, rest) = self.0.split_at_checked(count)?;
        self.0 = rest;
        Some(taken)
    }

    /// A string of [`put_text`].
    pub fn text(&mut self) -> Option<&'a str> {
        let length = self.number()? as usize;
        std::str::from_utf8(self.take(length)?).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_written_is_read(values in prop::collection::vec(any::<u32>(), 0..40), k in 0_u32..20) {
            let mut writer = BitWriter::default();
            let mut bytes = Vec::new();
            for value in &values {
                writer.rice(*value, k);
                writer.bits(*value, 5);
                put_number(&mut bytes, *value);
            }
            let written = writer.finish();
            let (mut bits, mut numbers) = (BitReader::new(&written), Bytes(&bytes));
            for value in &values {
                prop_assert_eq!(bits.rice(k), Some(*value));
                prop_assert_eq!(bits.bits(5), Some(*value & 31));
                prop_assert_eq!(numbers.number(), Some(*value));
            }
        }

        #[test]
        fn any_bytes_are_read_to_an_end(bytes in prop::collection::vec(any::<u8>(), 0..60), k in 0_u32..33) {
            let mut reader = BitReader::new(&bytes);
            while reader.rice(k.min(24)).is_some() {}
            let mut numbers = Bytes(&bytes);
            while numbers.text().is_some() {}
        }
    }
}
