//! Whether a text is plainly in one of a few languages: asked of texts without files first, where the guess among all
//! languages would take as long as everything else. What is not plain is left to the guess.

/// So many bytes are looked at.
const LOOKED_AT: usize = 800;
/// Fewest different words of grammar…
const LEAST_DIFFERENT: u32 = 4;
/// …and one of how many words must be one.
const ONE_OF: usize = 6;

/// Words of grammar that no other language has so many of together.
struct Grammar {
    code: &'static str,
    /// Sorted; none is longer than [`LONGEST`].
    words: [&'static str; 31],
    /// One of each of these must be there.
    needed: [&'static [&'static str]; 2],
}

const LONGEST: usize = 5;

const GRAMMARS: [Grammar; 2] = [
    Grammar {
        code: "en",
        words: [
            "and", "are", "as", "at", "be", "been", "but", "by", "for", "from", "had", "has", "have", "he",
            "his", "is", "it", "not", "of", "she", "that", "the", "their", "they", "this", "to", "was",
            "were", "which", "with", "you",
        ],
        needed: [&["the"], &["of", "and", "to"]],
    },
    Grammar {
        code: "de",
        words: [
            "als", "am", "auch", "auf", "aus", "bei", "das", "dass", "dem", "den", "der", "des", "die",
            "ein", "eine", "einen", "er", "es", "im", "ist", "mit", "nach", "nicht", "sich", "sie", "und",
            "von", "war", "wie", "wurde", "zu",
        ],
        needed: [&["der", "die", "das"], &["und", "nicht", "wurde", "sich"]],
    },
];

/// The language whose words of grammar the beginning of a text holds enough of.
pub(super) fn plain_language(text: &str) -> Option<&'static str> {
    let beginning = text.get(..text.floor_char_boundary(LOOKED_AT)).unwrap_or("");
    GRAMMARS.iter().find(|grammar| grammar.is_that_of(beginning)).map(|grammar| grammar.code)
}

impl Grammar {
    fn is_that_of(&self, text: &str) -> bool {
        let (mut words, mut grammar, mut different) = (0, 0, 0_u32);
        for word in text.split_ascii_whitespace() {
            words += 1;
            if let Some(at) = self.place_of(word.trim_matches(|mark: char| mark.is_ascii_punctuation())) {
                grammar += 1;
                different |= 1 << at;
            }
        }
        let has = |word: &&str| self.place_of(word).is_some_and(|at| different & 1 << at != 0);
        self.needed.iter().all(|choice| choice.iter().any(has))
            && different.count_ones() >= LEAST_DIFFERENT
            && grammar * ONE_OF >= words
    }

    /// The place of a word in the list, whatever its case.
    fn place_of(&self, word: &str) -> Option<usize> {
        let mut lower = [0; LONGEST];
        let lower = lower.get_mut(..word.len())?;
        lower.copy_from_slice(word.as_bytes());
        lower.make_ascii_lowercase();
        self.words.binary_search_by(|known| known.as_bytes().cmp(lower)).ok()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_lists_can_be_searched() {
        for Grammar { code, words, .. } in GRAMMARS {
            assert!(words.is_sorted() && words.iter().all(|word| word.len() <= LONGEST), "{code}");
        }
    }

    #[test]
    fn prose_is_told_from_other_languages_and_from_too_little() {
        let check = |text: &str, expected: Option<&str>| assert_eq!(plain_language(text), expected, "{text}");
        check(
            "The board met on Tuesday, and it was told that the pier of the harbour had to be mended.",
            Some("en"),
        );
        check(
            "THE BOARD MET ON TUESDAY AND WAS TOLD THAT THE PIER OF THE HARBOUR HAD TO BE MENDED",
            Some("en"),
        );
        check(
            "De raad kwam dinsdag bijeen en het was duidelijk dat de pier in het najaar is hersteld.",
            None,
        );
        check(
            "Der Rat traf sich am Dienstag, und es was not so that the Mole gebessert wurde bis in den Herbst.",
            Some("de"),
        );
        check("Le conseil s'est réuni mardi et il a été décidé de réparer la jetée avant l'hiver.", None);
        check(
            "Rå kå The Beatles and the Who, il gruppo inglese che ha suonato per la prima volta in Italia",
            None,
        );
        check("Der Rat traf sich am Dienstag, und es wurde beschlossen, die Mole zu bessern.", Some("de"));
        check("De Raad traf zech um Dënschdeg an et gouf beschloss, d'Mole ze flécken.", None);
        check("Storm", None);
        check("", None);
    }
}
