//! Addresses of entities, authors and topics: the ledger's first, else made from the name.

use super::super::fold::fold;
use super::super::model::{Entity, EntityId};
use super::super::resolve::Resolution;
use super::ledger::{Ledger, kind_word};
use super::slug::slug;
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// Something with names that wants an address in a folder.
struct Named<'a> {
    name: &'a str,
    /// The id that the authority file gives it.
    id: Option<&'a str>,
    variants: Vec<&'a str>,
    qualifier: Option<&'a str>,
    weight: usize,
}

/// Gives every entity its id and, when it is named in `min_articles` or more articles or has a recorded address, the
/// address of its page; then puts the entities in order of kind and id, and renumbers what refers to them.
///
/// An entity any of whose names is recorded keeps the recorded address, even if it is called otherwise now; a new one
/// never takes a recorded address.
pub fn entity_urls(resolution: &mut Resolution, ledger: &Ledger, min_articles: usize) {
    for kind in EntityKind::ALL {
        let of_kind: Vec<usize> =
            (0..resolution.entities.len()).filter(|&at| resolution.entities[at].kind == kind).collect();
        let named: Vec<Named<'_>> =
            of_kind.iter().map(|&at| named_entity(&resolution.entities[at])).collect();
        let urls = urls_of(&named, ledger, kind_word(kind), folder(kind));
        for (at, (url, recorded)) in of_kind.into_iter().zip(urls) {
            let entity = &mut resolution.entities[at];
            entity.id = url.trim_end_matches(".html").to_owned();
            entity.url = (recorded || entity.articles.len() >= min_articles).then_some(url);
        }
    }
    reorder(resolution);
}

/// Addresses of authors or topics, in the order given: `(name, weight)`. `kind` is the ledger's word.
pub(in super::super) fn named_urls(
    names: &[(&str, usize)],
    ledger: &Ledger,
    kind: &str,
    folder: &str,
) -> Vec<String> {
    let named: Vec<Named<'_>> = names
        .iter()
        .map(|&(name, weight)| Named { name, id: None, variants: Vec::new(), qualifier: None, weight })
        .collect();
    urls_of(&named, ledger, kind, folder).into_iter().map(|(url, _)| url).collect()
}

const fn folder(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "people",
        EntityKind::Organization => "organizations",
        EntityKind::Place => "places",
    }
}

fn named_entity(entity: &Entity) -> Named<'_> {
    let telling = |name: &&str| entity.kind != EntityKind::Person || name.contains(' ');
    Named {
        name: &entity.name,
        id: Some(entity.id.as_str()).filter(|id| !id.is_empty()),
        variants: entity.variants.iter().map(|(name, _)| name.as_str()).filter(telling).collect(),
        qualifier: entity.qualifier.as_deref(),
        weight: entity.articles.len(),
    }
}

/// For each, its address and whether the ledger gave it.
fn urls_of(named: &[Named<'_>], ledger: &Ledger, kind: &str, folder: &str) -> Vec<(String, bool)> {
    let mut urls: Vec<Option<String>> = recorded_urls(named, ledger, kind);
    let mut stated = BTreeSet::new();
    for (named, url) in named.iter().zip(&mut urls) {
        let wish = named.id.map(|id| format!("{folder}/{}.html", slug(id, kind)));
        if let Some(wish) = wish.filter(|wish| stated.insert(wish.clone())) {
            *url = Some(wish);
        }
    }
    // What a person gave to one is nobody else's, recorded or not.
    for (named, url) in named.iter().zip(&mut urls) {
        if named.id.is_none() && url.as_ref().is_some_and(|url| stated.contains(url)) {
            *url = None;
        }
    }
    let recorded: Vec<bool> = urls.iter().map(Option::is_some).collect();
    let mut taken: BTreeSet<String> = ledger.rows.iter().map(|row| row.url.to_lowercase()).collect();
    taken.extend(stated);
    let mut order: Vec<usize> = (0..named.len()).filter(|&at| urls[at].is_none()).collect();
    order.sort_by(|&a, &b| (named[b].weight, named[a].name, a).cmp(&(named[a].weight, named[b].name, b)));
    let mut next_number: BTreeMap<String, u32> = BTreeMap::new();
    for at in order {
        let url = free_url(&named[at], kind, folder, &taken, &mut next_number);
        taken.insert(url.to_lowercase());
        urls[at] = Some(url);
    }
    urls.into_iter().zip(recorded).map(|(url, known)| (url.unwrap_or_default(), known)).collect()
}

fn free_url(
    named: &Named<'_>,
    kind: &str,
    folder: &str,
    taken: &BTreeSet<String>,
    next_number: &mut BTreeMap<String, u32>,
) -> String {
    let stem = slug(named.name, kind);
    let plain = format!("{folder}/{stem}.html");
    if !taken.contains(&plain) {
        return plain;
    }
    if let Some(qualifier) = named.qualifier {
        let qualified = format!("{folder}/{}.html", slug(&format!("{} {qualifier}", named.name), kind));
        if !taken.contains(&qualified) {
            return qualified;
        }
    }
    let number = next_number.entry(stem.clone()).or_insert(2);
    loop {
        let numbered = format!("{folder}/{stem}-{number}.html");
        *number += 1;
        if !taken.contains(&numbered) {
            return numbered;
        }
    }
}

/// Matches recorded addresses to names: the preferred name counts most, each further shared name a little. Each
/// address is given once, and each name gets one.
fn recorded_urls(named: &[Named<'_>], ledger: &Ledger, kind: &str) -> Vec<Option<String>> {
    let mut by_name: BTreeMap<String, BTreeMap<&str, u32>> = BTreeMap::new();
    for row in ledger.rows.iter().filter(|row| row.kind == kind) {
        *by_name.entry(fold(&row.name)).or_default().entry(&row.url).or_default() += 3;
        for alias in &row.aliases {
            *by_name.entry(fold(alias)).or_default().entry(&row.url).or_default() += 1;
        }
    }
    let mut urls = vec![None; named.len()];
    if by_name.is_empty() {
        return urls;
    }
    let mut matches: Vec<(u32, usize, &str, usize)> = Vec::new();
    for (at, one) in named.iter().enumerate() {
        for (url, score) in scores(one, &by_name) {
            matches.push((score, one.weight, url, at));
        }
    }
    matches.sort_by(|a, b| (b.0, b.1, a.2, a.3).cmp(&(a.0, a.1, b.2, b.3)));
    let mut given = BTreeSet::new();
    for (_, _, url, at) in matches {
        if urls[at].is_none() && given.insert(url) {
            urls[at] = Some(url.to_owned());
        }
    }
    urls
}

fn scores<'l>(
    named: &Named<'_>,
    by_name: &BTreeMap<String, BTreeMap<&'l str, u32>>,
) -> BTreeMap<&'l str, u32> {
    let preferred = fold(named.name);
    let mut names: BTreeSet<String> = named.variants.iter().map(|name| fold(name)).collect();
    names.insert(preferred.clone());
    let mut scores = BTreeMap::new();
    for name in &names {
        let weight = if *name == preferred { 4 } else { 1 };
        for (url, recorded) in by_name.get(name).into_iter().flatten() {
            *scores.entry(*url).or_default() += weight * (*recorded).min(4);
        }
    }
    scores
}

fn reorder(resolution: &mut Resolution) {
    let mut order: Vec<usize> = (0..resolution.entities.len()).collect();
    order.sort_by(|&a, &b| {
        let (a, b) = (&resolution.entities[a], &resolution.entities[b]);
        (a.kind, &a.id).cmp(&(b.kind, &b.id))
    });
    let mut new_id = vec![EntityId(0); order.len()];
    for (id, &at) in (0..).zip(&order) {
        new_id[at] = EntityId(id);
    }
    let mut old: Vec<Option<Entity>> = resolution.entities.drain(..).map(Some).collect();
    resolution.entities = order.iter().filter_map(|&at| old[at].take()).collect();
    for entity in &mut resolution.entities {
        entity.confusable.iter_mut().for_each(|id| *id = new_id[id.0 as usize]);
        entity.confusable.sort_unstable();
    }
    for mention in resolution.mentions.iter_mut().flatten() {
        mention.entity = new_id[mention.entity.0 as usize];
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::entity;
    use super::*;
    use crate::archive::model::ArticleId;

    fn urls(names: &[(&str, &[&str], usize)], ledger: &str) -> Vec<(String, Option<String>)> {
        let entities = names
            .iter()
            .map(|(name, variants, articles)| Entity {
                variants: variants.iter().map(|name| ((*name).to_owned(), 1)).collect(),
                articles: (0..*articles as u32).map(|id| (ArticleId(id), 1)).collect(),
                ..entity(EntityKind::Person, name)
            })
            .collect();
        let mut resolution = Resolution { entities, ..Resolution::default() };
        entity_urls(&mut resolution, &Ledger::parse(ledger, "p").0, 2);
        resolution.entities.into_iter().map(|entity| (entity.name, entity.url)).collect()
    }

    fn check(names: &[(&str, &[&str], usize)], ledger: &str, expected: &[(&str, Option<&str>)]) {
        let found = urls(names, ledger);
        let found: Vec<_> = found.iter().map(|(name, url)| (name.as_str(), url.as_deref())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn namesakes_are_numbered_and_rare_names_have_no_page() {
        check(
            &[("John Smith", &[], 2), ("John Smith", &[], 3), ("Ann Lee", &[], 1)],
            "",
            &[
                ("Ann Lee", None),
                ("John Smith", Some("people/john-smith.html")),
                ("John Smith", Some("people/john-smith-2.html")),
            ],
        );
    }

    #[test]
    fn a_renamed_entity_keeps_its_recorded_address_and_a_newcomer_never_takes_one() {
        let ledger = "person\tpeople/e-vance.html\tE. Vance\tE. M. Vance\n";
        check(
            &[("Eleanor Vance", &["Eleanor Vance", "E. M. Vance"], 1), ("E Vance", &[], 9)],
            ledger,
            &[("Eleanor Vance", Some("people/e-vance.html")), ("E Vance", Some("people/e-vance-2.html"))],
        );
    }
}
