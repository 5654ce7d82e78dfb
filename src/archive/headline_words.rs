//! The words by which articles without a name in common can be seen to tell of one thing: those of the headline and
//! of the first sentences that are neither frequent in the archive nor part of a name.

use super::fold::{fold, words};
use super::model::{Article, Entity};
use std::collections::{BTreeMap, BTreeSet};

/// A word that several articles have in their headlines or first sentences.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Word {
    /// As a reader sees it.
    pub(super) text: String,
    /// The articles, with the weight of the place where it stands there.
    pub(super) articles: Vec<(u32, f64)>,
}

/// Letters that a word has at least.
const SHORTEST: usize = 4;
/// Share of the archive above which a word says nothing.
const COMMON: f64 = 0.06;
const IN_HEADLINE: f64 = 1.0;
const IN_SUMMARY: f64 = 0.45;

/// The telling words of an archive, in order of the alphabet.
pub(super) fn telling_words(articles: &[Article], entities: &[Entity]) -> Vec<Word> {
    let names = words_of_names(articles.len(), entities);
    let mut found: BTreeMap<String, Word> = BTreeMap::new();
    for (at, article) in articles.iter().enumerate() {
        let mut here: BTreeMap<String, (String, f64)> = BTreeMap::new();
        for (text, weight) in [(&article.title.text, IN_HEADLINE), (&article.summary, IN_SUMMARY)] {
            for word in words(&fold(text)) {
                let fits = word.chars().count() >= SHORTEST && word.chars().any(char::is_alphabetic);
                if fits && !names[at].contains(&word) {
                    here.entry(stem(&word)).or_insert((word, weight));
                }
            }
        }
        for (stem, (text, weight)) in here {
            let word = found.entry(stem).or_insert_with(|| Word { text: text.clone(), articles: Vec::new() });
            if text.len() < word.text.len() {
                word.text = text;
            }
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
        let parts: BTreeSet<String> = forms.flat_map(|form| words(&fold(form))).collect();
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
    fn endings_of_plurals_do_not_count() {
        for (word, expected) in
            [("prices", "price"), ("glass", "glass"), ("crisis", "crisis"), ("bus", "bus")]
        {
            assert_eq!(stem(word), expected);
        }
    }
}
