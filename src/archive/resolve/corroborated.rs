//! Mentions that the recogniser doubts, and that what they are linked to bears out: letters that fit a name of the same
//! article, a bare name of somebody whom the article names in full.

use super::across::{Identities, Node};
use super::forms::{Forms, Found};
use super::kinds::OFFERED;
use super::links::Link;
use crate::analysis::entity::EntityKind;
use std::collections::BTreeSet;

/// Least confidence, in thousandths, of the full name that bears out a bare one.
const SURE: u32 = 400;

/// Fewest letters of an acronym that is borne out by a name.
const LEAST_LETTERS: usize = 3;

/// Lifts acronyms that stand for a name of their article.
pub(super) fn lift_acronyms(found: &mut [Vec<Found>], links: &[Vec<Option<Link>>], forms: &Forms) {
    for (found, link) in found.iter_mut().flatten().zip(links.iter().flatten()) {
        let form = forms.get(found.form);
        // "H.R. 885" is a bill.
        let letters = form.acronym && form.words.concat().chars().count() >= LEAST_LETTERS;
        if letters && link.is_some_and(|link| !link.bare && link.head != found.form) {
            found.score = found.score.max(OFFERED);
        }
    }
}

/// Lifts bare names of people whom their article names in full.
pub(super) fn lift_bare_names(found: &mut [Vec<Found>], identities: &Identities, forms: &Forms) {
    for (found, here) in found.iter_mut().zip(identities) {
        let is_full = |found: &Found| {
            let form = forms.get(found.form);
            form.kind == EntityKind::Person && form.person.is_full()
        };
        let known = found.iter().zip(here).filter(|(found, _)| found.score >= SURE && is_full(found));
        let known: BTreeSet<Node> = known.filter_map(|(_, identity)| Some(identity.as_ref()?.0)).collect();
        if known.is_empty() {
            continue;
        }
        for (found, identity) in found.iter_mut().zip(here) {
            let bare = forms.get(found.form).kind == EntityKind::Person && !is_full(found);
            if bare && identity.is_some_and(|(node, _)| known.contains(&node)) {
                found.score = found.score.max(OFFERED);
            }
        }
    }
}
