//! What a text tells of: the words that it says most or says at its beginning, and the pairs of such words that stand
//! side by side ("price gouging"). By them two articles can be seen to tell of one thing though they name nobody in
//! common; who speaks in both says much less.

use super::fold::{fold, words};
use serde::{Deserialize, Serialize};
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// A word or a pair of words of a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Term<S> {
    /// The stem; of a pair both, with a space between them.
    pub text: S,
    /// How often it stands in the text.
    pub count: u16,
    /// Whether it stands at the beginning, where a text says what it is about.
    pub early: bool,
}

/// The terms of a text in one piece: an archive holds those of all its articles at once.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    texts: String,
    /// Of each the bytes of its text, how often, and whether early.
    said: Vec<(u8, u16, bool)>,
}

impl Terms {
    /// One after another.
    pub fn iter(&self) -> impl Iterator<Item = Term<&str>> {
        let mut start = 0;
        self.said.iter().map(move |(length, count, early)| {
            let end = start + usize::from(*length);
            let text = self.texts.get(start..end).unwrap_or_default();
            start = end;
            Term { text, count: *count, early: *early }
        })
    }
}

impl<S: AsRef<str>> FromIterator<Term<S>> for Terms {
    fn from_iter<I: IntoIterator<Item = Term<S>>>(terms: I) -> Self {
        let mut all = Self::default();
        for term in terms {
            let text = term.text.as_ref();
            // Two words of 24 letters of four bytes have 193.
            if let Ok(length) = u8::try_from(text.len()) {
                all.texts.push_str(text);
                all.said.push((length, term.count, term.early));
            }
        }
        all.texts.shrink_to_fit();
        all.said.shrink_to_fit();
        all
    }
}

/// Letters that a word has at least, and at most.
const SHORTEST: usize = 4;
const LONGEST: usize = 24;
/// Words at the beginning of a text.
const BEGINNING: usize = 80;
/// Words and pairs kept of a text.
const KEPT: usize = 80;
const PAIRS_KEPT: usize = 32;

/// The telling words and pairs of a text, the most frequent first.
pub fn terms(text: &str) -> Terms {
    let all = counted(text);
    let (mut pairs, mut singles): (Vec<_>, Vec<_>) = all.into_iter().partition(Term::is_pair);
    // A pair said once in passing is chance.
    pairs.retain(|pair| pair.count > 1 || pair.early);
    best(&mut singles, KEPT);
    best(&mut pairs, PAIRS_KEPT);
    singles.into_iter().chain(pairs).collect()
}

impl<S: AsRef<str>> Term<S> {
    /// Whether it is two words.
    pub(super) fn is_pair(&self) -> bool {
        self.text.as_ref().contains(' ')
    }
}

/// The telling words and pairs of a headline: each stands at the beginning.
pub(super) fn of_headline(text: &str) -> Vec<Term<String>> {
    counted(text)
}

fn best(terms: &mut Vec<Term<String>>, most: usize) {
    // Of equally frequent words the longer ones say more.
    let order =
        |term: &Term<String>| (Reverse(term.count.min(20) + u16::from(term.early)), Reverse(term.text.len()));
    terms.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.text.cmp(&b.text)));
    terms.truncate(most);
}

/// In order of the alphabet.
fn counted(text: &str) -> Vec<Term<String>> {
    let mut counts: BTreeMap<String, (u16, bool)> = BTreeMap::new();
    let mut count = |text: String, early: bool| {
        let (count, is_early) = counts.entry(text).or_default();
        *count = count.saturating_add(1);
        *is_early |= early;
    };
    let mut before: Option<String> = None;
    for (at, word) in words(&fold(text)).iter().enumerate() {
        let this = is_telling(word).then(|| stem(word));
        if let Some(this) = &this {
            let early = at < BEGINNING;
            count(this.clone(), early);
            if let Some(before) = &before {
                count(format!("{before} {this}"), early);
            }
        }
        before = this;
    }
    counts.into_iter().map(|(text, (count, early))| Term { text, count, early }).collect()
}

/// English words that serve the sentence and not its subject. Those of other languages are told by their frequency
/// in the archive alone.
#[rustfmt::skip]
const SERVING: [&str; 193] = [
    "about", "above", "actually", "after", "again", "against", "almost", "along", "also", "although", "always", "among",
    "another", "around", "away", "back", "because", "been", "before", "being", "believe", "between", "both", "came", "certain",
    "certainly", "come", "could", "course", "different", "does", "done", "down", "during", "each", "early", "either", "else",
    "enough", "even", "ever", "every", "everybody", "everyone", "everything", "fact", "first", "five", "four", "from", "gave",
    "getting", "give", "goes", "going", "gone", "good", "great", "happen", "happened", "have", "having", "hear", "here",
    "herself", "himself", "however", "including", "indeed", "instead", "into", "issued", "itself", "just", "keep", "kind",
    "knew", "know", "last", "later", "least", "less", "lets", "like", "long", "look", "looking", "lots", "made", "make",
    "many", "maybe", "mean", "might", "more", "most", "much", "must", "name", "need", "never", "next", "nine", "nobody",
    "nothing", "often", "once", "only", "other", "over", "people", "perhaps", "probably", "quite", "rather", "really", "said",
    "same", "saying", "says", "seen", "seven", "shall", "should", "simply", "since", "some", "someone", "something",
    "sometimes", "soon", "still", "such", "sure", "take", "taken", "taking", "talking", "than", "that", "thats", "their",
    "them", "then", "there", "theres", "these", "they", "thing", "things", "think", "thinking", "this", "those", "thought",
    "three", "through", "time", "today", "together", "told", "took", "toward", "towards", "under", "until", "upon", "used",
    "using", "usually", "very", "want", "well", "went", "were", "weve", "what", "when", "where", "whether", "which", "while",
    "whole", "will", "with", "within", "without", "would", "year", "years", "yesterday", "your", "youre",
];

fn is_telling(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
        && SERVING.binary_search(&word).is_err()
}

/// A word without the ending of a plural: enough to bring "price" and "prices" together.
pub(super) fn stem(word: &str) -> String {
    let word = word.strip_suffix("'s").unwrap_or(word);
    if word.len() < 5 || ["ss", "us", "is"].iter().any(|end| word.ends_with(end)) {
        return word.to_owned();
    }
    if let Some(start) = word.strip_suffix("ies").filter(|start| start.len() > 2) {
        return format!("{start}y");
    }
    if ["sses", "shes", "ches", "xes"].iter().any(|end| word.ends_with(end)) {
        return word.strip_suffix("es").unwrap_or(word).to_owned();
    }
    word.strip_suffix('s').unwrap_or(word).to_owned()
}

/// What a word has in common with others of its family ("contract", "contractor", "contracting"), as far as its ending
/// tells: enough to see that two words are no two reasons.
pub(super) fn root(word: &str) -> &str {
    const ENDINGS: [&str; 18] = [
        "ations", "ation", "ments", "ment", "ings", "ing", "ists", "ist", "isms", "ism", "ions", "ion",
        "ers", "ors", "er", "or", "ed", "s",
    ];
    let ending = ENDINGS.iter().find_map(|ending| word.strip_suffix(ending).filter(|root| root.len() >= 4));
    let root = ending.unwrap_or(word);
    root.strip_suffix('e').filter(|root| root.len() >= 4).unwrap_or(root)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn serving_words_can_be_searched() {
        assert!(SERVING.is_sorted() && !is_telling("would") && is_telling("harbour"));
    }

    #[test]
    fn the_words_said_most_come_first() {
        let text =
            "The harbour was dredged. Dredging the harbour took a year, and the harbours of the coast wait.";
        let terms = terms(text);
        assert_eq!(terms.iter().next(), Some(Term { text: "harbour", count: 3, early: true }));
        assert!(terms.iter().all(|term| term.text.len() >= SHORTEST), "{terms:?}");
        assert!(terms.iter().count() <= KEPT);
    }

    #[test]
    fn pairs_stand_at_the_beginning_or_more_than_once() {
        let filler = "the and of ".repeat(40);
        let pairs = |text: &str| -> Vec<String> {
            terms(text).iter().filter(Term::is_pair).map(|term| term.text.to_owned()).collect()
        };
        assert_eq!(pairs("Harbour charges rise"), ["harbour charge", "charge rise"]);
        assert_eq!(pairs(&format!("{filler} harbour charges")), [""; 0]);
        assert_eq!(pairs(&format!("{filler} harbour charges and harbour charges")), ["harbour charge"]);
        assert_eq!(pairs("harbour of dues"), [""; 0]);
    }

    #[test]
    fn words_of_one_family_have_one_root() {
        for family in [["contract", "contracting", "contractor"], ["terrorism", "terrorist", "terrorists"]] {
            assert!(family.iter().all(|word| root(word) == root(family[0])), "{family:?}");
        }
        assert_ne!(root("teacher"), root("team"));
        assert_eq!(root("rose"), "rose");
    }

    #[test]
    fn endings_of_plurals_do_not_count() {
        for (word, expected) in [
            ("prices", "price"),
            ("glass", "glass"),
            ("crisis", "crisis"),
            ("bus", "bus"),
            ("communities", "community"),
            ("churches", "church"),
            ("glasses", "glass"),
        ] {
            assert_eq!(stem(word), expected);
        }
    }
}
