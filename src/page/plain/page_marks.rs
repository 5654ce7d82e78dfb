//! Marks that printing and filing leave in a text: page numbers, end marks, "continued" lines.

/// Marks that end an article wherever they stand.
const END_MARKS: &[&str] = &[
    "###", "# # #", "####", "#####", "-30-", "- 30 -", "–30–", "—30—", "-ends-", "-ENDS-", "--30--",
    "[ENDS]", "(ENDS)", "[END]", "(END)", "-END-", "- ENDS -",
];

/// Whether a line is an end mark; a plain word is one when it is the `last` line, or in capitals by itself.
pub(super) fn is_end_mark(text: &str, last: bool) -> bool {
    if text.len() > 24 {
        return false;
    }
    if END_MARKS.contains(&text) || text == "ENDS" {
        return true;
    }
    let bare = text.trim_matches(|c: char| matches!(c, '-' | '*' | '(' | ')' | '.' | '–' | '—' | ' '));
    last && matches!(bare.to_lowercase().as_str(), "30" | "ends" | "end" | "the end" | "end of article")
}

/// The bytes at the end of a line that are an end mark or a "continued" note after the text; 0 if there is none.
pub(super) fn trailing_mark_len(text: &str) -> usize {
    if !text.ends_with(['#', '-', '–', '—', ']', ')']) {
        return 0;
    }
    for mark in END_MARKS {
        let Some(before) = text.strip_suffix(mark) else { continue };
        if before.len() > before.trim_end().len()
            && before.trim_end().ends_with(['.', '!', '?', '"', '”', ')'])
        {
            return mark.len();
        }
    }
    let note = text.ends_with(')').then(|| text.rfind('(')).flatten().filter(|at| *at > 0);
    note.and_then(|at| text.get(at..)).filter(|note| is_continued(note)).map_or(0, str::len)
}

/// `12`, `- 12 -`, `Page 12`, `Page 3 of 9`, `p. 4`.
pub(super) fn is_page_number(text: &str) -> bool {
    if text.len() > 24 || !text.bytes().any(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let bare =
        text.trim_matches(|c: char| matches!(c, '-' | '–' | '—' | '[' | ']' | '(' | ')' | '.' | '|' | ' '));
    let lower = bare.to_lowercase();
    let number =
        |word: &str| !word.is_empty() && word.len() <= 4 && word.bytes().all(|byte| byte.is_ascii_digit());
    let words: Vec<&str> = lower.split_whitespace().collect();
    match words.as_slice() {
        [one] => number(one) && one.len() <= 3,
        ["page" | "p." | "p" | "pg." | "pg", one] => number(one),
        ["page", one, "of" | "/", other] | [one, "of", other] => number(one) && number(other),
        _ => false,
    }
}

/// Whether a number is set as page numbers are: "- 3 -", "Page 3". A bare number may as well be a score.
pub(super) fn is_dressed(text: &str) -> bool {
    let bare = text.trim_end_matches(|c: char| !c.is_alphanumeric());
    text.chars().any(char::is_alphabetic)
        || bare.len() < text.len() && !text.starts_with(|c: char| c.is_ascii_digit())
}

/// `(Continued on page 3)`, `Continued from front page`, `(See STORM, page 4)`, `(more)`.
pub(super) fn is_continued(text: &str) -> bool {
    let begins = text.trim_start_matches(|c: char| !c.is_alphanumeric());
    if text.len() > 60 || !begins.starts_with(['c', 'C', 'm', 'M', 'p', 'P', 's', 'S', 't', 'T']) {
        return false;
    }
    let bare = text.trim_matches(|c: char| !c.is_alphanumeric());
    if !bare.starts_with(['c', 'C', 't', 'T', 'p', 'P', 's', 'S', 'm', 'M']) {
        return false;
    }
    let bare = bare.to_lowercase();
    let more = bare == "more" && text.starts_with(['-', '(', '–', '—']);
    let words: Vec<&str> = bare.split_whitespace().collect();
    let begins = matches!(
        words.as_slice(),
        ["continued" | "cont'd" | "cont’d" | "cont." | "contd.", "on" | "from" | "overleaf", ..]
            | ["turn", "to", "page", ..]
            | ["please", "turn", "to", ..]
            | ["see", "page", ..]
    );
    let refers = text.starts_with('(') && words.first() == Some(&"see") && words.len() <= 6;
    let page = words.iter().position(|word| matches!(*word, "page" | "p." | "pg."));
    let placed = page.is_some_and(|at| {
        let number = words.get(at + 1).is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()));
        number || words.get(at.wrapping_sub(1)).is_some_and(|word| matches!(*word, "front" | "back" | "next"))
    });
    more || (begins || refers) && placed && words.len() <= 8
}

/// Whether a "continued" line says where the text comes from, so that a line over it repeats the title.
pub(super) fn is_continued_from(text: &str) -> bool {
    is_continued(text) && text.to_lowercase().contains(" from ")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn continued_lines_name_a_page() {
        for line in [
            "(Continued on page 3)",
            "Continued from front page",
            "CONT'D ON PAGE 4, COLUMN 2",
            "(See STORM, page 4)",
            "(more)",
        ] {
            assert!(is_continued(line), "{line}");
        }
        for line in
            ["Continued rain is likely.", "See the mayor", "More", "He turned to page 3 and wept there."]
        {
            assert!(!is_continued(line), "{line}");
        }
    }

    #[test]
    fn marks_after_the_last_sentence_are_found() {
        assert_eq!(trailing_mark_len("and so it ended. ###"), 3);
        assert_eq!(trailing_mark_len("and the lifeboat took (Continued on page 3)"), 21);
        assert_eq!(trailing_mark_len("he likes C###"), 0);
        assert_eq!(trailing_mark_len("he left (see below)"), 0);
    }
}
