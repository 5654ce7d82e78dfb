//! What most articles of the same author, section or folder share says nothing of one of them.

use super::model::Article;
use rustc_hash::FxHashMap;
use std::collections::BTreeMap;

/// Articles of a group that are taken to be of another kind, so that a small group hides nothing.
const GROUP_DOUBT: f64 = 3.0;

/// How much a thing takes up of an article, before its rarity counts.
#[derive(Clone, Copy, Debug)]
pub(super) struct Place {
    pub(super) thing: u32,
    pub(super) much: f64,
    /// Whether it is a name.
    pub(super) name: bool,
}

/// Articles of one author, or else of one section, or else of one folder.
pub(super) struct Groups {
    pub(super) of_article: Vec<u32>,
    sizes: Vec<u32>,
}

impl Groups {
    pub(super) fn new(articles: &[Article]) -> Self {
        let key = |article: &Article| match (article.authors.first(), &article.section) {
            (Some(author), _) => (Some(author.0), String::new()),
            (None, Some(section)) => (None, section.clone()),
            _ => (None, article.key.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned()),
        };
        let mut numbers = BTreeMap::new();
        let mut sizes: Vec<u32> = Vec::new();
        let mut of_article = Vec::with_capacity(articles.len());
        for article in articles {
            let next = numbers.len() as u32;
            let number = *numbers.entry(key(article)).or_insert(next);
            if number as usize == sizes.len() {
                sizes.push(0);
            }
            sizes[number as usize] += 1;
            of_article.push(number);
        }
        Self { of_article, sizes }
    }

    /// All articles, those of a group side by side.
    pub(super) fn in_order(&self) -> Vec<u32> {
        let mut order: Vec<u32> = (0..self.of_article.len() as u32).collect();
        order.sort_by_key(|at| self.of_article[*at as usize]);
        order
    }

    /// For each thing of a group's articles the share of them, one apart, that has it. Where all articles are of one
    /// group, rarity has said it.
    pub(super) fn shares(&self, group: &[u32], places: &dyn Fn(usize) -> Vec<Place>) -> FxHashMap<u32, f64> {
        let mut counts: FxHashMap<u32, u32> = FxHashMap::default();
        if self.sizes.len() > 1 {
            for place in group.iter().flat_map(|at| places(*at as usize)) {
                *counts.entry(place.thing).or_default() += 1;
            }
        }
        let share = |count: u32| (f64::from(count) - 1.0) / (group.len() as f64 + GROUP_DOUBT);
        counts.into_iter().map(|(thing, count)| (thing, share(count))).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_group_is_known_by_its_share() {
        let groups = Groups { of_article: vec![0, 1, 0, 0, 0], sizes: vec![4, 1] };
        assert_eq!(groups.in_order(), [0, 2, 3, 4, 1]);
        let places = |_: usize| vec![Place { thing: 7, much: 1.0, name: true }];
        assert!(groups.shares(&[0, 2, 3, 4], &places)[&7] > 0.4 && groups.shares(&[1], &places)[&7] == 0.0);
        assert!(Groups { of_article: vec![0], sizes: vec![1] }.shares(&[0], &places).is_empty());
    }
}
