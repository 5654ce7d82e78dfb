//! Marks at the head of a line: list bullets, numbers, quotation signs.

/// What a line begins with.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Marker {
    /// A bullet.
    Bullet,
    /// A number and a period or bracket.
    Number(u64),
}

/// The marker that begins a line, and the byte length of it with the white space after it.
pub(super) fn list_marker(text: &str) -> Option<(Marker, usize)> {
    let mut characters = text.char_indices();
    let (_, first) = characters.next()?;
    if matches!(first, '-' | '*' | '•' | '·' | '‣' | '▪' | '●' | '◦' | '+' | '–') {
        let rest = text.get(first.len_utf8()..)?;
        let body = rest.trim_start();
        let spaced = rest.len() > body.len() || matches!(first, '•' | '▪' | '●');
        return (spaced && !body.is_empty()).then_some((Marker::Bullet, text.len() - body.len()));
    }
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let rest = text.get(digits..)?;
    let body = rest.strip_prefix(['.', ')'])?;
    let trimmed = body.trim_start();
    let number = text.get(..digits)?.parse().ok()?;
    let fits = (1..=3).contains(&digits) && trimmed.len() < body.len() && !trimmed.is_empty();
    fits.then_some((Marker::Number(number), text.len() - trimmed.len()))
}

/// The byte length of `>` signs and the space after them at the head of a quoted line.
pub(super) fn quote_marker_len(text: &str) -> Option<usize> {
    let rest = text.strip_prefix('>')?;
    Some(text.len() - rest.trim_start_matches(['>', ' ']).len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, expected: Option<(Marker, usize)>) {
        assert_eq!(list_marker(text), expected);
    }

    #[test]
    fn markers_are_told_from_text() {
        check("- eggs", Some((Marker::Bullet, 2)));
        check("•eggs", Some((Marker::Bullet, 3)));
        check("12. eggs", Some((Marker::Number(12), 4)));
        check("3) eggs", Some((Marker::Number(3), 3)));
        check("-eggs", None);
        check("--", None);
        check("o eggs", None);
        check("1987. A year", None);
        check("3.5 miles", None);
        check("", None);
    }
}
