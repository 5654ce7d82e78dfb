//! Names that an earlier reading found: a converted page keeps the names that it was written with.
//!
//! The text of a converted page lacks the lines that went into its front matter, and a name that stood only there is
//! not found again. So the list that `convert` wrote says who is named, as long as nobody has changed it; what the
//! text shows beside it is taken for a slip of the second reading.

use super::super::collate::sort_form;
use super::super::facts::ArticleFacts;
use super::super::fold::fold;
use super::super::model::{ArticleId, Entity, EntityId};
use super::Resolution;
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// Makes the entities of every article with found names those of its list.
pub fn keep_found_names(resolution: &mut Resolution, facts: &[ArticleFacts]) {
    let listed = (0..).map(ArticleId).zip(facts);
    let listed: Vec<_> = listed.filter_map(|(id, fact)| Some((id, fact.found_names.as_ref()?))).collect();
    if listed.is_empty() {
        return;
    }
    let by_name = entities_by_name(&resolution.entities);
    let named = entities_by_article(resolution);
    let mut new: BTreeMap<(EntityKind, String), EntityId> = BTreeMap::new();
    for (article, names) in listed {
        let mut members = BTreeSet::new();
        for kind in EntityKind::ALL {
            for name in &names[kind.index()] {
                let key = (kind, fold(name));
                let known = by_name.get(&key).or_else(|| new.get(&key)).copied();
                let id = known.unwrap_or_else(|| add_entity(resolution, kind, name));
                new.entry(key).or_insert(id);
                members.insert(id);
            }
        }
        let before = named.get(article.0 as usize).map_or(&[][..], Vec::as_slice);
        set_members(resolution, article, before, &members);
    }
    drop_unnamed(resolution);
}

/// Preferred names first, then variants that only one entity of the kind has.
fn entities_by_name(entities: &[Entity]) -> BTreeMap<(EntityKind, String), EntityId> {
    let mut by_variant: BTreeMap<(EntityKind, String), Option<EntityId>> = BTreeMap::new();
    for (id, entity) in (0..).map(EntityId).zip(entities) {
        for (variant, _) in &entity.variants {
            let holder = by_variant.entry((entity.kind, fold(variant))).or_insert(Some(id));
            if *holder != Some(id) {
                *holder = None;
            }
        }
    }
    let mut by_name = BTreeMap::new();
    for (id, entity) in (0..).map(EntityId).zip(entities) {
        by_name.entry((entity.kind, fold(&entity.name))).or_insert(id);
    }
    for (key, holder) in by_variant {
        if let Some(holder) = holder {
            by_name.entry(key).or_insert(holder);
        }
    }
    by_name
}

fn add_entity(resolution: &mut Resolution, kind: EntityKind, name: &str) -> EntityId {
    let id = EntityId(resolution.entities.len() as u32);
    resolution.entities.push(Entity {
        kind,
        id: String::new(),
        name: name.to_owned(),
        sort: sort_form(kind, name),
        qualifier: None,
        url: None,
        variants: vec![(name.to_owned(), 0)],
        joined: Vec::new(),
        articles: Vec::new(),
        confusable: Vec::new(),
        description: None,
        external_ids: BTreeMap::new(),
        coordinates: None,
        role: None,
    });
    id
}

fn entities_by_article(resolution: &Resolution) -> Vec<Vec<EntityId>> {
    let mut named = vec![Vec::new(); resolution.mentions.len()];
    for (id, entity) in (0..).map(EntityId).zip(&resolution.entities) {
        for (article, _) in &entity.articles {
            if let Some(named) = named.get_mut(article.0 as usize) {
                named.push(id);
            }
        }
    }
    named
}

fn set_members(
    resolution: &mut Resolution,
    article: ArticleId,
    before: &[EntityId],
    members: &BTreeSet<EntityId>,
) {
    if let Some(mentions) = resolution.mentions.get_mut(article.0 as usize) {
        mentions.retain(|mention| members.contains(&mention.entity));
    }
    let mut touched: BTreeSet<EntityId> = members.clone();
    touched.extend(before);
    for id in touched {
        let articles = &mut resolution.entities[id.0 as usize].articles;
        let place = articles.binary_search_by_key(&article, |(id, _)| *id);
        match (place, members.contains(&id)) {
            (Ok(place), false) => drop(articles.remove(place)),
            (Err(place), true) => articles.insert(place, (article, 0)),
            _ => {}
        }
    }
}

/// Takes out entities that no article names any more, and renumbers what refers to the others.
fn drop_unnamed(resolution: &mut Resolution) {
    let mut next = 0;
    let renumbered: Vec<Option<EntityId>> = resolution
        .entities
        .iter()
        .map(|entity| {
            (!entity.articles.is_empty()).then(|| {
                next += 1;
                EntityId(next - 1)
            })
        })
        .collect();
    let new_id = |id: EntityId| renumbered.get(id.0 as usize).copied().flatten();
    resolution.entities.retain(|entity| !entity.articles.is_empty());
    for entity in &mut resolution.entities {
        entity.confusable = entity.confusable.iter().filter_map(|&id| new_id(id)).collect();
    }
    for mention in resolution.mentions.iter_mut().flatten() {
        if let Some(id) = new_id(mention.entity) {
            mention.entity = id;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts;
    use super::super::curated::NOBODY;
    use super::super::resolve;
    use super::*;
    use crate::config::EntitiesConfig;

    fn people_of(facts: &[ArticleFacts]) -> Vec<(String, usize)> {
        let mut resolution = resolve(facts, &EntitiesConfig::default(), NOBODY);
        keep_found_names(&mut resolution, facts);
        for mention in resolution.mentions.iter().flatten() {
            assert!((mention.entity.0 as usize) < resolution.entities.len());
        }
        resolution.entities.iter().map(|entity| (entity.name.clone(), entity.articles.len())).collect()
    }

    #[test]
    fn the_list_says_who_is_named() {
        let mut facts = vec![test_facts::naming("a.md", &["p:Eleanor Vance", "p:Percy Stubbs"])];
        facts[0].found_names = Some([vec!["Eleanor Vance".into(), "Dora Kemp".into()], vec![], vec![]]);
        assert_eq!(people_of(&facts), [("Eleanor Vance".into(), 1), ("Dora Kemp".into(), 1)]);
    }

    #[test]
    fn articles_without_a_list_are_left_alone() {
        let mut facts = vec![
            test_facts::naming("a.md", &["p:Eleanor Vance"]),
            test_facts::naming("b.txt", &["p:Eleanor Vance", "p:Percy Stubbs"]),
        ];
        facts[0].found_names = Some([vec![], vec![], vec![]]);
        assert_eq!(people_of(&facts), [("Eleanor Vance".into(), 1), ("Percy Stubbs".into(), 1)]);
    }
}
