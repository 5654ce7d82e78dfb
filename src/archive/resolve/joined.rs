//! Why names were taken for one identity, and how surely: told for every form that is not written as the name itself.

use super::super::model::{Entity, JoinReason, JoinedName};
use super::forms::{Form, FormId, Forms};
use super::organizations::{is_acronym_of, is_short_for};
use super::spelling::{INITIAL, MISSPELT, NICKNAME, RESPELT, TRANSLATED};
use super::{people, places};
use crate::analysis::entity::EntityKind;
use std::collections::BTreeSet;

/// Forms of an entity of which it is told.
const MOST: usize = 24;
/// In percent: what an article states, what one article uses for the other, letters that fit the words.
const STATED: u8 = 88;
const IN_ONE_ARTICLE: u8 = 85;
const FITTING: u8 = 88;

/// What was joined because somebody says so.
pub(super) struct Said {
    /// By an article: names before marriage, other names.
    pub(super) by_articles: BTreeSet<FormId>,
    /// By the authority file.
    pub(super) by_hand: BTreeSet<FormId>,
}

/// The reasons for the forms of an entity that `head` stands for, the most frequent first.
pub(super) fn joined(entity: &Entity, head: &Form, forms: &Forms, said: &Said) -> Vec<JoinedName> {
    let own = Form::new(entity.kind, &entity.name, None);
    let mut seen = BTreeSet::from([own.key.clone()]);
    let mut names = Vec::new();
    for (name, _) in entity.variants.iter().take(MOST) {
        let form = Form::new(entity.kind, name, None);
        let bare = entity.kind == EntityKind::Person && !form.person.is_full();
        if bare || form.is_empty() || !seen.insert(form.key.clone()) {
            continue;
        }
        let id = forms.id_of(form.kind, &form.key);
        let is = |set: &BTreeSet<FormId>| id.is_some_and(|id| set.contains(&id));
        let (reason, confidence) = if is(&said.by_hand) {
            (JoinReason::Authority, 100)
        } else {
            // The name that is shown need not be the one that the others were compared with.
            let stated = name.starts_with("Mrs. ") || is(&said.by_articles);
            let reason = |long: &Form| match entity.kind {
                EntityKind::Person => of_people(&form, long, stated),
                EntityKind::Organization | EntityKind::Place => of_things(&form, long),
            };
            let (first, second) = (reason(&own), reason(head));
            if first.0 == JoinReason::OneArticle { second } else { first }
        };
        names.push(JoinedName { name: name.clone(), reason, confidence });
    }
    names
}

fn of_people(form: &Form, head: &Form, stated: bool) -> (JoinReason, u8) {
    match people::likeness(form, head) {
        Some(MISSPELT) => (JoinReason::OneLetter, IN_ONE_ARTICLE),
        Some(likeness) if likeness <= TRANSLATED => (JoinReason::Translated, IN_ONE_ARTICLE),
        Some(INITIAL) => (JoinReason::Initial, INITIAL),
        Some(NICKNAME) => (JoinReason::ShortForm, NICKNAME),
        Some(RESPELT) => (JoinReason::Spelling, RESPELT),
        Some(likeness) => (JoinReason::Detail, likeness),
        None if stated => (JoinReason::Stated, STATED),
        None => (JoinReason::OneArticle, IN_ONE_ARTICLE),
    }
}

fn of_things(form: &Form, head: &Form) -> (JoinReason, u8) {
    let fits = |short: &Form, long: &Form| short.acronym && is_acronym_of(&short.words.concat(), &long.words);
    let is_short = |short: &Form, long: &Form| match long.kind {
        EntityKind::Place => places::is_short_for(&short.words, &long.words),
        _ => is_short_for(&short.words, &long.words),
    };
    if fits(form, head) || fits(head, form) {
        (JoinReason::Letters, FITTING)
    } else if is_short(form, head) || is_short(head, form) {
        (JoinReason::ShortForm, FITTING)
    } else {
        (JoinReason::OneArticle, IN_ONE_ARTICLE)
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::entity;
    use super::*;

    fn check(kind: EntityKind, head: &str, name: &str, expected: Option<(JoinReason, u8)>) {
        let mut entity = entity(kind, head);
        entity.variants = vec![(head.into(), 3), (name.into(), 1)];
        let said = Said { by_articles: BTreeSet::new(), by_hand: BTreeSet::new() };
        let found = joined(&entity, &Form::new(kind, head, None), &Forms::default(), &said);
        let found: Vec<(JoinReason, u8)> = found.iter().map(|one| (one.reason, one.confidence)).collect();
        assert_eq!(found, expected.into_iter().collect::<Vec<_>>(), "{head} / {name}");
    }

    #[test]
    fn every_joined_name_has_its_reason() {
        use EntityKind::{Organization, Person};
        check(Person, "Eleanor Vance", "E. Vance", Some((JoinReason::Initial, INITIAL)));
        check(Person, "William Oake", "Bill Oake", Some((JoinReason::ShortForm, NICKNAME)));
        check(Person, "Otto Lindstrom", "Otto Lindstrum", Some((JoinReason::OneLetter, IN_ONE_ARTICLE)));
        check(Person, "Otto Lindquist", "Otto Lindqvist", Some((JoinReason::Spelling, RESPELT)));
        check(Person, "Eleanor Vance", "Mrs. Harold Vance", Some((JoinReason::Stated, STATED)));
        check(Person, "Eleanor Vance", "Eleanor Sturgis", Some((JoinReason::OneArticle, IN_ONE_ARTICLE)));
        check(Organization, "Halifax Fishermen's Union", "HFU", Some((JoinReason::Letters, FITTING)));
    }

    #[test]
    fn the_name_itself_and_bare_names_need_none() {
        check(EntityKind::Person, "Eleanor Vance", "ELEANOR VANCE", None);
        check(EntityKind::Person, "Eleanor Vance", "Vance", None);
    }
}
