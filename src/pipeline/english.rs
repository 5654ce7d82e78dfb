//! Whether a text is plainly English: asked of texts without files first, where the guess among all languages would
//! take as long as everything else. What is not plain is left to the guess.

/// So many bytes are looked at.
const LOOKED_AT: usize = 800;
/// Fewest different words of grammar…
const LEAST_DIFFERENT: u32 = 4;
/// …and one of how many words must be one.
const ONE_OF: usize = 6;

/// Words of English grammar that no other language has so many of together. Sorted.
const GRAMMAR: [&str; 31] = [
    "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he", "his",
    "is", "it", "not", "of", "she", "that", "the", "their", "they", "this", "to", "was", "were", "which",
    "with", "you",
];

/// Whether the beginning of a text holds enough words of English grammar, "the" and "of" or "and" or "to" among them.
pub(super) fn is_plainly_english(text: &str) -> bool {
    let beginning = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or("");
    let (mut words, mut grammar, mut different) = (0, 0, 0_u32);
    for word in beginning.split_ascii_whitespace() {
        words += 1;
        if let Some(at) = place_of(word.trim_matches(|mark: char| mark.is_ascii_punctuation())) {
            grammar += 1;
            different |= 1 << at;
        }
    }
    let has = |word: &str| place_of(word).is_some_and(|at| different & 1 << at != 0);
    has("the")
        && (has("of") || has("and") || has("to"))
        && different.count_ones() >= LEAST_DIFFERENT
        && grammar * ONE_OF >= words
}

/// The place of a word in the list, whatever its case.
fn place_of(word: &str) -> Option<usize> {
    let mut lower = [0; 5];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    GRAMMAR.binary_search_by(|known| known.as_bytes().cmp(lower)).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_list_can_be_searched() {
        assert!(GRAMMAR.is_sorted() && GRAMMAR.iter().all(|word| word.len() <= 5));
    }

    #[test]
    fn prose_is_told_from_other_languages_and_from_too_little() {
        let check = |text: &str, expected: bool| assert_eq!(is_plainly_english(text), expected, "{text}");
        check(
            "The board met on Tuesday, and it was told that the pier of the harbour had to be mended.",
            true,
        );
        check("THE BOARD MET ON TUESDAY AND WAS TOLD THAT THE PIER OF THE HARBOUR HAD TO BE MENDED", true);
        check(
            "De raad kwam dinsdag bijeen en het was duidelijk dat de pier in het najaar is hersteld.",
            false,
        );
        check(
            "Der Rat traf sich am Dienstag, und es was not so that the Mole gebessert wurde bis in den Herbst.",
            false,
        );
        check("Le conseil s'est réuni mardi et il a été décidé de réparer la jetée avant l'hiver.", false);
        check(
            "Rå kå The Beatles and the Who, il gruppo inglese che ha suonato per la prima volta in Italia",
            false,
        );
        check("Storm", false);
        check("", false);
    }
}
