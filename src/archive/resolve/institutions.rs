//! Across the archive: which long names of organisations and places the short ones stand for.

use super::across::Linked;
use super::forms::{Form, FormId, Forms};
use super::links::Evidence;
use super::organizations;
use super::unexplained::unexplained;
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// How many times as many articles may have the end of a name alone that is a body's kind ("Town Council").
const ENDING_PATIENCE: u32 = 2;

/// What short forms stand for where an article does not say: what they nearly always stand for elsewhere, or, for an
/// acronym, the only name in the archive that it fits.
pub(super) fn short_forms(
    articles: &[Linked<'_>],
    evidence: &[Evidence],
    forms: &Forms,
) -> BTreeMap<FormId, (FormId, u8)> {
    let mut shown: BTreeMap<FormId, BTreeMap<FormId, u32>> = BTreeMap::new();
    for evidence in evidence.iter().filter(|evidence| !evidence.same_name) {
        *shown.entry(evidence.form).or_default().entry(evidence.head).or_default() += evidence.weight;
    }
    follow_acronyms(&mut shown, forms);
    let alone = articles_of(articles, forms, |article| {
        let bare = article.links.iter().flatten().filter(|link| link.bare).map(|link| link.head);
        bare.filter(|form| forms.get(*form).kind != EntityKind::Person)
    });
    let by_ending = by_ending(forms);
    let mut short_forms = BTreeMap::new();
    for (form, heads) in &shown {
        let all: u32 = heads.values().sum();
        let Some((head, most)) =
            heads.iter().max_by_key(|(head, count)| (**count, std::cmp::Reverse(**head)))
        else {
            continue;
        };
        let patience = match forms.get(*form) {
            short if short.acronym => 40,
            short if by_ending.get(&short.words) == Some(&Some(*head)) => 10,
            _ => 2,
        };
        if most * 5 >= all * 4 && most * patience >= alone.get(form).copied().unwrap_or(0) {
            short_forms.insert(*form, (*head, 88));
        }
    }
    let by_initials = by_initials(forms);
    let named = articles_of(articles, forms, Linked::heads);
    for &form in alone.keys().filter(|form| !shown.contains_key(*form)) {
        let Form { words, acronym, .. } = forms.get(form);
        let letters = words.concat();
        let head = if *acronym && letters.chars().count() >= 4 {
            by_initials.get(&letters)
        } else if words.len() > 1 {
            let often = |head: &&Option<FormId>| {
                let long = head.and_then(|head| named.get(&head)).copied().unwrap_or(0);
                long * ENDING_PATIENCE >= alone.get(&form).copied().unwrap_or(0)
            };
            let bodied = words.iter().any(|word| organizations::is_head_word(word));
            by_ending.get(words).filter(|head| !bodied || often(head))
        } else {
            None
        };
        if let Some(Some(head)) = head {
            short_forms.insert(form, (*head, 72));
        }
    }
    let rest = alone.into_iter().filter(|(form, _)| !short_forms.contains_key(form)).collect();
    let unexplained = unexplained(articles, &rest, &short_forms, forms);
    short_forms.extend(unexplained);
    short_forms.retain(|form, (head, _)| form != head);
    // A chain of short forms ends where it began to be long.
    let ends: BTreeMap<FormId, (FormId, u8)> = short_forms
        .iter()
        .map(|(form, (head, certainty))| {
            (*form, (short_forms.get(head).map_or(*head, |(end, _)| *end), *certainty))
        })
        .collect();
    ends.into_iter().filter(|(form, (head, _))| form != head).collect()
}

/// Names that every town or circuit has ("Fire Department") in an archive that names several such bodies in full: alone
/// they may be any.
pub(super) fn everywhere(forms: &Forms) -> BTreeSet<FormId> {
    let generic: Vec<FormId> = (0..)
        .zip(&forms.0)
        .filter(|(_, form)| {
            form.kind == EntityKind::Organization && organizations::is_everywhere(&form.words)
        })
        .map(|(id, _)| id)
        .collect();
    let by_ending = if generic.is_empty() { BTreeMap::new() } else { by_ending(forms) };
    generic.into_iter().filter(|id| by_ending.get(&forms.get(*id).words) == Some(&None)).collect()
}

/// What stands for an acronym stands for what stands for its name: "Local 12" for "U.C.W." is for the union of those letters.
fn follow_acronyms(shown: &mut BTreeMap<FormId, BTreeMap<FormId, u32>>, forms: &Forms) {
    let only = |heads: &BTreeMap<FormId, u32>| heads.keys().next().copied().filter(|_| heads.len() == 1);
    let acronyms: BTreeMap<FormId, FormId> = shown
        .iter()
        .filter(|(form, _)| forms.get(**form).acronym)
        .filter_map(|(form, heads)| Some((*form, only(heads)?)))
        .collect();
    for heads in shown.values_mut() {
        let short: Vec<FormId> = heads.keys().copied().filter(|head| acronyms.contains_key(head)).collect();
        for head in short {
            if let (Some(count), Some(long)) = (heads.remove(&head), acronyms.get(&head)) {
                *heads.entry(*long).or_default() += count;
            }
        }
    }
}

/// In how many articles forms are: those that `named` tells of each.
pub(super) fn articles_of<'a, N: Iterator<Item = FormId>>(
    articles: &'a [Linked<'a>],
    forms: &Forms,
    named: impl Fn(&'a Linked<'a>) -> N,
) -> BTreeMap<FormId, u32> {
    let mut counts = vec![0; forms.0.len()];
    let mut last_named_in = vec![None; forms.0.len()];
    for (at, article) in articles.iter().enumerate() {
        for form in named(article) {
            counts[form as usize] += u32::from(last_named_in[form as usize].replace(at) != Some(at));
        }
    }
    (0..).zip(counts).filter(|(_, count)| *count > 0).collect()
}

/// The words of an organisation's name → the one longer name of the archive that ends with them.
fn by_ending(forms: &Forms) -> BTreeMap<Vec<String>, Option<FormId>> {
    let mut known: BTreeMap<Vec<String>, Option<FormId>> = BTreeMap::new();
    for (id, form) in (0..).zip(&forms.0).filter(|(_, form)| form.kind == EntityKind::Organization) {
        for start in 1..form.words.len().min(8) {
            if !organizations::is_small(&form.words[start - 1]) {
                known.entry(form.words[start..].to_vec()).and_modify(|one| *one = None).or_insert(Some(id));
            }
        }
    }
    known
}

/// Initials → the one organisation of the archive that has them; `None` where there are several.
fn by_initials(forms: &Forms) -> BTreeMap<String, Option<FormId>> {
    let mut known: BTreeMap<String, Option<FormId>> = BTreeMap::new();
    for (id, form) in (0..).zip(&forms.0) {
        if form.kind != EntityKind::Organization || form.words.len() < 3 {
            continue;
        }
        known.entry(organizations::initials(&form.words)).and_modify(|one| *one = None).or_insert(Some(id));
    }
    known
}

/// "U.S. Senate" and "Senate" are one where the archive's senates are mostly those of the United States.
pub(super) fn join_own_country(articles: &[Linked<'_>], forms: &Forms, roots: &mut [FormId]) {
    let articles_of = articles_of(articles, forms, |article| {
        let named = article.found.iter().map(|found| found.form);
        named.filter(|form| forms.get(*form).kind == EntityKind::Organization)
    });
    let mut by_rest: BTreeMap<&[String], (u32, u32, Option<FormId>)> = BTreeMap::new();
    for (&id, &count) in &articles_of {
        let words = &forms.get(id).words;
        let own = words.len() > 2 && words[0] == "united" && words[1] == "states";
        for start in 1..words.len().min(8) {
            let (mine, all, form) = by_rest.entry(&words[start..]).or_default();
            *all += count;
            if own && start == 2 {
                *mine += count;
                *form = Some(id);
            }
        }
    }
    for (rest, (mine, all, form)) in by_rest {
        let Some(form) = form.filter(|_| mine * 5 >= all * 3) else { continue };
        let alone = forms.id_of(EntityKind::Organization, &rest.join(" "));
        let telling = rest.len() > 1
            || organizations::is_house(&rest[0])
            || matches!(rest[0].as_str(), "army" | "navy");
        if let Some(alone) = alone.filter(|_| telling) {
            roots[form as usize] = roots[alone as usize];
        }
    }
}
