//! What an article tells of: the words of its headline and those that its text says most, as far as they are neither
//! frequent in the archive nor part of a name. By them two articles can be seen to tell of one thing though they name
//! nobody in common; who speaks in both says much less.

use super::fold::{fold, words};
use super::model::{Article, Entity};
use std::collections::{BTreeMap, BTreeSet};

/// A word that several articles are about.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// As a reader sees it.
    pub(super) text: String,
    /// The articles, with the weight of the place where it stands there.
    pub(super) articles: Vec<(u32, f64)>,
}

/// Letters that a word has at least.
const SHORTEST: usize = 4;
const LONGEST: usize = 24;
/// Share of the archive above which a word says nothing.
const COMMON: f64 = 0.06;
/// Weight of a word of the headline; one of the text has less, the more often it stands there the nearer to this.
const IN_HEADLINE: f64 = 1.0;
/// Words kept of a text.
const KEPT: usize = 24;

/// The words that a text says most, by their stems, the most frequent first.
pub fn terms(text: &str) -> Vec<(String, u16)> {
    let mut counts: BTreeMap<String, u16> = BTreeMap::new();
    for word in words(&fold(text)) {
        if is_telling(&word) {
            let count = counts.entry(stem(&word)).or_default();
            *count = count.saturating_add(1);
        }
    }
    let mut terms: Vec<(String, u16)> = counts.into_iter().collect();
    // Of equally frequent words the longer ones say more.
    let order =
        |(word, count): &(String, u16)| (std::cmp::Reverse((*count).min(9)), std::cmp::Reverse(word.len()));
    terms.sort_by(|a, b| order(a).cmp(&order(b)).then_with(|| a.0.cmp(&b.0)));
    terms.truncate(KEPT);
    terms
}

/// English words that serve the sentence and not its subject. Those of other languages are told by their frequency
/// in the archive alone.
#[rustfmt::skip]
const SERVING: [&str; 120] = [
    "about", "above", "after", "again", "against", "almost", "along", "also", "although", "always", "among", "another", "around",
    "back", "because", "been", "before", "being", "between", "both", "came", "come", "could", "does", "done", "down", "during",
    "each", "early", "either", "else", "even", "ever", "every", "first", "from", "gave", "give", "going", "good", "great", "have",
    "having", "here", "herself", "himself", "however", "including", "instead", "into", "itself", "just", "knew", "know", "last",
    "later", "least", "less", "like", "long", "made", "make", "many", "might", "more", "most", "much", "must", "need", "never",
    "next", "only", "other", "over", "people", "said", "same", "says", "shall", "should", "since", "some", "still", "such", "take",
    "than", "that", "their", "them", "then", "there", "these", "they", "this", "those", "through", "time", "today", "told", "took",
    "under", "until", "upon", "very", "want", "well", "went", "were", "what", "when", "where", "which", "while", "will", "with",
    "without", "would", "year", "years", "your",
];

fn is_telling(word: &str) -> bool {
    (SHORTEST..=LONGEST).contains(&word.chars().count())
        && word.chars().all(char::is_alphabetic)
        && SERVING.binary_search(&word).is_err()
}

fn in_text(count: u16) -> f64 {
    (0.35 + 0.3 * f64::from(count).ln()).min(IN_HEADLINE)
}

/// The telling words of an archive, in order of the alphabet.
pub(super) fn telling_words(
    articles: &[Article],
    entities: &[Entity],
    terms: &[&[(String, u16)]],
) -> Vec<Word> {
    let names = words_of_names(articles.len(), entities);
    let mut found: BTreeMap<String, Word> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let mut here: BTreeMap<String, f64> = BTreeMap::new();
        for word in words(&fold(&article.title.text)).iter().filter(|word| is_telling(word)) {
            here.insert(stem(word), IN_HEADLINE);
        }
        for (stem, count) in terms.get(at).copied().unwrap_or_default() {
            here.entry(stem.clone()).or_insert(in_text(*count));
        }
        for (stem, weight) in here.into_iter().filter(|(stem, _)| !names[at].contains(stem)) {
            let word = found.entry(stem.clone()).or_insert_with(|| Word { text: stem, articles: Vec::new() });
            word.articles.push((at as u32, weight));
        }
    }
    let most = ((articles.len() as f64 * COMMON) as usize).max(3);
    found.into_values().filter(|word| (2..=most).contains(&word.articles.len())).collect()
}

/// For each article the words of the names in it: names count for themselves.
fn words_of_names(count: usize, entities: &[Entity]) -> Vec<BTreeSet<String>> {
    let mut names = vec![BTreeSet::new(); count];
    for entity in entities {
        let forms = std::iter::once(&entity.name).chain(entity.variants.iter().take(6).map(|(form, _)| form));
        let parts: BTreeSet<String> =
            forms.flat_map(|form| words(&fold(form))).map(|word| stem(&word)).collect();
        for (article, _) in &entity.articles {
            if let Some(names) = names.get_mut(article.0 as usize) {
                names.extend(parts.iter().cloned());
            }
        }
    }
    names
}

/// A word without the ending of a plural: enough to bring "price" and "prices" together.
fn stem(word: &str) -> String {
    let cut = match word {
        _ if word.len() < 5 || word.ends_with("ss") || word.ends_with("us") || word.ends_with("is") => word,
        _ => word.strip_suffix("'s").or_else(|| word.strip_suffix('s')).unwrap_or(word),
    };
    cut.to_owned()
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
        assert_eq!(terms[0], ("harbour".to_owned(), 3));
        assert!(terms.iter().all(|(word, _)| word.len() >= SHORTEST), "{terms:?}");
        assert!(terms.len() <= KEPT);
    }

    #[test]
    fn endings_of_plurals_do_not_count() {
        for (word, expected) in
            [("prices", "price"), ("glass", "glass"), ("crisis", "crisis"), ("bus", "bus")]
        {
            assert_eq!(stem(word), expected);
        }
    }
}
