//! Where sentences end: enough for a title made from the first one and for telling lines from prose.

/// Abbreviations after which a period ends no sentence, without the period, in lower case.
const ABBREVIATIONS: &[&str] = &[
    "adm", "apr", "aug", "ave", "brig", "bros", "capt", "co", "col", "corp", "dec", "dept", "dr", "ed",
    "etc", "e.g", "feb", "fr", "ft", "gen", "gov", "hon", "i.e", "inc", "jan", "jr", "jul", "jun", "lt",
    "ltd", "maj", "mar", "messrs", "mgr", "mr", "mrs", "ms", "mt", "no", "nos", "nov", "oct", "p", "pp",
    "pres", "prof", "pte", "pvt", "rep", "reps", "rev", "sen", "sens", "sep", "sept", "sgt", "sr", "st",
    "supt", "u.s", "u.k", "viz", "vol", "vs",
];

/// Text with its first letter large.
pub(crate) fn with_capital(text: &str) -> String {
    let mut characters = text.chars();
    characters.next().map_or_else(String::new, |first| first.to_uppercase().chain(characters).collect())
}

/// Marks that may stand between the end of a sentence and the space after it.
const CLOSING: &[char] = &['"', '\'', '”', '’', ')', ']', '»', '*', '_'];

/// Titles before names: no sentence ends with them.
const TITLES: &[&str] = &[
    "Capt", "Col", "Dr", "Gen", "Gov", "Hon", "Lt", "Maj", "Messrs", "Mr", "Mrs", "Ms", "Prof", "Rep",
    "Reps", "Rev", "Sen", "Sens", "Sgt", "St",
];

/// Whether text ends as a sentence does, closing marks aside.
pub(super) fn ends_sentence(text: &str) -> bool {
    let text = text.trim_end().trim_end_matches(CLOSING);
    if let Some(before) = text.strip_suffix('.') {
        let last = before.len() - before.bytes().rev().take(7).take_while(u8::is_ascii_alphabetic).count();
        return !TITLES.contains(&before.get(last..).unwrap_or(""));
    }
    text.ends_with(['!', '?', '…', '。', '！', '？', '।', '؟'])
}

/// The byte length of the first sentence of `text`, its closing marks included.
pub(super) fn first_sentence_len(text: &str) -> usize {
    let mut characters = text.char_indices().peekable();
    while let Some((at, c)) = characters.next() {
        match c {
            '。' | '！' | '？' => return at + c.len_utf8(),
            '.' | '!' | '?' | '…' => {
                let mut end = at + c.len_utf8();
                while let Some((next, closing)) =
                    characters.next_if(|(_, c)| CLOSING.contains(c) || matches!(c, '.' | '!' | '?'))
                {
                    end = next + closing.len_utf8();
                }
                let rest = text.get(end..).unwrap_or("");
                if begins_sentence(rest) && !(c == '.' && is_abbreviation(text.get(..at).unwrap_or(""))) {
                    return end;
                }
            }
            _ => {}
        }
    }
    text.len()
}

/// Whether what follows a period may begin a sentence: a space, then no small letter.
fn begins_sentence(rest: &str) -> bool {
    if rest.is_empty() {
        return true;
    }
    rest.starts_with(char::is_whitespace) && !rest.trim_start().starts_with(char::is_lowercase)
}

/// Whether the word that ends `before` is an abbreviation or an initial.
fn is_abbreviation(before: &str) -> bool {
    let word =
        before.rsplit(|c: char| c.is_whitespace() || matches!(c, '(' | '"' | '“')).next().unwrap_or("");
    let mut letters = word.chars();
    let single = matches!((letters.next(), letters.next()), (Some(c), None) if c.is_uppercase());
    let dotted = word.contains('.') && word.split('.').all(|part| part.chars().count() <= 2);
    single || dotted || ABBREVIATIONS.contains(&word.to_lowercase().as_str())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, sentence: &str) {
        assert_eq!(&text[..first_sentence_len(text)], sentence);
    }

    #[test]
    fn titles_before_names_end_no_sentence() {
        assert!(ends_sentence("It rained.") && ends_sentence("“Why?”") && ends_sentence("He left (at ten)."));
        assert!(
            !ends_sentence("It was led by Sen.") && !ends_sentence("and then Mr.") && !ends_sentence("so")
        );
    }

    #[test]
    fn the_first_sentence_is_found() {
        check("One. Two.", "One.");
        check("Mr. J. R. Hale went to St. Anne. He sang.", "Mr. J. R. Hale went to St. Anne.");
        check("The U.S. Senate voted. Nobody slept.", "The U.S. Senate voted.");
        check("\"Stop!\" he cried. They ran.", "\"Stop!\" he cried.");
        check("He said, “We won.” Then he left.", "He said, “We won.”");
        check("It cost 3.50 a yard. Too much.", "It cost 3.50 a yard.");
        check("no stop at all", "no stop at all");
        check("雨が降った。寒い。", "雨が降った。");
        check("", "");
    }
}
