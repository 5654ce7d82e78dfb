//! The A–Z index of a kind of entity: under which letter each name stands, and which other names lead to it.

use super::tables::{Entry, Letter};
use crate::analysis::entity::EntityKind;
use crate::archive::collate::collator;
use crate::archive::fold::{fold, words};
use crate::archive::model::{Archive, Entity, EntityId};
use std::collections::{BTreeMap, BTreeSet};

/// Other names of one entity that have a row at most.
const MOST_SEE_ROWS: usize = 3;

/// The A–Z index of one kind.
pub(crate) fn letters(archive: &Archive, kind: EntityKind) -> Vec<Letter> {
    let ids: Vec<EntityId> = archive.entity_ids().filter(|id| archive.entity(*id).kind == kind).collect();
    let names: BTreeSet<String> = ids.iter().map(|id| fold(&archive.entity(*id).sort)).collect();
    let mut rows: Vec<(String, Entry)> = Vec::new();
    for id in ids {
        let entity = archive.entity(id);
        rows.push((entity.sort.clone(), Entry::Entity(id)));
        let see = see_forms(entity).into_iter().filter(|form| !names.contains(&fold(form)));
        rows.extend(see.map(|form| (form.clone(), Entry::See(form, id))));
    }
    let collator = collator(&archive.site.language);
    let compare = |a: &str, b: &str| match &collator {
        Some(collator) => collator.compare(a, b),
        None => a.cmp(b),
    };
    let id_of = |entry: &Entry| match entry {
        Entry::Entity(id) | Entry::See(_, id) => archive.entity(*id).id.clone(),
    };
    rows.sort_by(|(a, one), (b, other)| compare(a, b).then_with(|| id_of(one).cmp(&id_of(other))));
    let mut letters: Vec<Letter> = Vec::new();
    let mut places: BTreeMap<String, usize> = BTreeMap::new();
    for (sort, entry) in rows {
        let label = letter_of(&sort);
        let place = *places.entry(label.clone()).or_insert_with(|| {
            let slug = letter_slug(&label);
            letters.push(Letter { label, slug, entities: Vec::new(), entries: Vec::new() });
            letters.len() - 1
        });
        if let Entry::Entity(id) = entry {
            letters[place].entities.push(id);
        }
        letters[place].entries.push(entry);
    }
    letters.sort_by(|a, b| compare(&a.label, &b.label));
    letters
}

/// Names under which a reader may look for an entity and would not find it: another surname, another first word.
fn see_forms(entity: &Entity) -> Vec<String> {
    if entity.url.is_none() {
        return Vec::new();
    }
    let own = key(entity.kind, &entity.name);
    let mut seen = BTreeSet::from([own]);
    let mut forms = Vec::new();
    for (form, count) in entity.variants.iter().take(12) {
        let sort = sort_form(entity.kind, form);
        let (Some(sort), true) = (sort, *count > 1) else { continue };
        if seen.insert(key(entity.kind, form)) && forms.len() < MOST_SEE_ROWS {
            forms.push(sort);
        }
    }
    forms
}

/// What decides where a form stands: the last word of a person's name, the first of another's.
fn key(kind: EntityKind, form: &str) -> String {
    let mut words = words(&fold(form));
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    let deciding = if kind == EntityKind::Person { words.last() } else { words.first() };
    deciding.cloned().unwrap_or_default()
}

/// The form as it is sorted; `None` for what is no name by itself, such as a title with a surname.
fn sort_form(kind: EntityKind, form: &str) -> Option<String> {
    let shouted = form.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if kind != EntityKind::Person {
        let long_shout = shouted && form.chars().count() > 6;
        return (!long_shout && form.chars().count() > 1).then(|| form.to_owned());
    }
    let (first, last) = form.rsplit_once(' ')?;
    let plain = !form.contains(['.', ',']) && !shouted && last.starts_with(char::is_uppercase);
    plain.then(|| format!("{last}, {first}"))
}

/// The heading under which a name is filed: its first letter without accents, or `#`.
fn letter_of(sort: &str) -> String {
    use unicode_normalization::UnicodeNormalization;
    let first = sort.nfd().find(|character| character.is_alphanumeric());
    match first {
        Some(letter) if letter.is_alphabetic() => letter.to_uppercase().collect(),
        _ => "#".to_owned(),
    }
}

fn letter_slug(label: &str) -> String {
    match label {
        "#" => "other".to_owned(),
        _ if label.is_ascii() => label.to_lowercase(),
        _ => label.chars().map(|letter| format!("u{:04x}", u32::from(letter))).collect::<Vec<_>>().join("-"),
    }
}
