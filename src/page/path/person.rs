//! Whom a path may name: "02Mar2006Quill176.txt", "columns/jane-doe/harbour.txt".
//!
//! A word of a path is not a name by itself. The archive decides that, where a writer or a person that its texts name
//! goes by the word in nearly all files whose path has it.

use std::collections::BTreeSet;

/// A word of fewer letters is no family name that could be told from a mark.
const SHORTEST: usize = 3;

/// The words of the name of a file and of the folder that it lies in, in small letters: those that may be names.
pub fn name_words(path: &str) -> BTreeSet<String> {
    let mut parts = path.rsplit('/');
    let file = parts.next().unwrap_or("");
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let folder = parts.next().unwrap_or("");
    [stem, folder].into_iter().flat_map(words).collect()
}

/// Runs of letters; a small letter before a large one ends a run, but for what begins names ("McAdam").
fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = vec![String::new()];
    let mut before = ' ';
    for c in name.chars() {
        let current = words.last().map_or("", String::as_str);
        let joins = matches!(current.to_lowercase().as_str(), "mc" | "mac" | "de" | "la" | "o");
        if !c.is_alphabetic() && !matches!(c, '\'' | '’')
            || c.is_uppercase() && before.is_lowercase() && !joins
        {
            words.push(String::new());
        }
        if c.is_alphabetic()
            && let Some(word) = words.last_mut()
        {
            word.push(c);
        }
        before = c;
    }
    words.retain(|word| word.chars().count() >= SHORTEST);
    words.into_iter().map(|word| word.to_lowercase()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(path: &str, expected: &[&str]) {
        assert_eq!(name_words(path).iter().map(String::as_str).collect::<Vec<_>>(), expected, "{path}");
    }

    #[test]
    fn words_that_may_be_names() {
        check("raw/02Mar2006Quill176.txt", &["mar", "quill", "raw"]);
        check("columns/jane-doe/harbour.txt", &["doe", "harbour", "jane"]);
        check("a/JaneMcAdam_3.txt", &["jane", "mcadam"]);
        check("O'Hara 1952.txt", &["ohara"]);
        check("19520303_p4.txt", &[]);
    }
}
