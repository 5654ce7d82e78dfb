//! Places in a text as people and other programs count them: in code points.

use crate::page::tree::TextRange;

/// Turns byte offsets into code points, remembering the last place so that ascending offsets cost one walk.
pub(super) struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> CodePoints<'a> {
    /// At the beginning of a text.
    pub(super) const fn new(text: &'a str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let (from, base) = if byte < self.byte { (0, 0) } else { (self.byte, self.point) };
        let walked = self.text.as_bytes()[from..byte].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        (self.byte, self.point) = (byte, base + walked);
        self.point
    }

    /// First code point, one past the last, and the text of a range of bytes.
    pub(super) fn locate(&mut self, range: TextRange) -> (usize, usize, String) {
        let (start, end) = (self.at(range.start as usize), self.at(range.end as usize));
        (start, end, range.of(self.text).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_forwards_and_back() {
        let mut points = CodePoints::new("é–x");
        assert_eq!(points.at(5), 2);
        assert_eq!(points.at(2), 1);
        assert_eq!(points.locate(TextRange::new(5, 6)), (2, 3, "x".into()));
    }
}
