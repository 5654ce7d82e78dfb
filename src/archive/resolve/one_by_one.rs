//! People of one name, mention by mention: an article that speaks of two of them, a child who has the parent's name,
//! "Old Bill" and "Young Bill".

use super::across::Node;
use super::forms::FormId;
use super::sightings::{Known, said_of};
use crate::analysis::kin::Relation;
use crate::analysis::life::Said;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Certainty in percent of what is decided here.
pub(super) const CERTAINTY: u8 = 75;

/// Which of two people of one name each mention of an article means that speaks of both: the one whose business or
/// death it tells of, "a James Pike" another than the one before, and any other mention the one before.
pub(super) fn both_in_one(
    known: &Known<'_>,
    at: usize,
    here: &[Option<(Node, u8)>],
    split: &BTreeMap<FormId, [BTreeSet<String>; 2]>,
    moved: &HashMap<(usize, FormId), Node>,
) -> BTreeMap<usize, Node> {
    let mut meant: BTreeMap<usize, Node> = BTreeMap::new();
    let mut so_far: BTreeMap<FormId, bool> = BTreeMap::new();
    // Who speaks of the dead and of the living begins with the dead.
    for (form, [first, second]) in split.iter().filter(|(form, _)| moved.contains_key(&(at, **form))) {
        let told: Vec<_> = (0..here.len())
            .filter(|place| here[*place].is_some_and(|(node, _)| node == Node::Known(*form)))
            .map(|place| said_of(known, at, place))
            .collect();
        let of_first = told.iter().any(|(occupations, said)| {
            said.contains(&&Said::Dead) || !occupations.is_disjoint(first) && occupations.is_disjoint(second)
        });
        if of_first && told.iter().any(|(occupations, _)| !occupations.is_disjoint(second)) {
            so_far.insert(*form, false);
        }
    }
    for (place, identity) in here.iter().enumerate() {
        let Some((Node::Known(form), _)) = identity else { continue };
        let Some([first, second]) = split.get(form) else { continue };
        let usual = moved.contains_key(&(at, *form));
        let (occupations, said) = said_of(known, at, place);
        let is_second = match () {
            () if said.contains(&&Said::Another) => !so_far.get(form).copied().unwrap_or(usual),
            () if !occupations.is_disjoint(second) && occupations.is_disjoint(first) => true,
            () if !occupations.is_disjoint(first) || said.contains(&&Said::Dead) => false,
            () => so_far.get(form).copied().unwrap_or(usual),
        };
        so_far.insert(*form, is_second);
        meant.insert(place, if is_second { Node::Namesake { form: *form } } else { Node::Known(*form) });
    }
    meant
}

/// "Old Bill" and "Young Bill" of a family that has both; and "the officer's own name was Joseph" is no Joseph named before.
pub(super) fn part_by_words(known: &Known<'_>, at: usize, here: &mut [Option<(Node, u8)>]) {
    for (found, identity) in known.found[at].iter().zip(here) {
        let (Some(candidate), Some((Node::Known(bearer), certainty))) = (found.candidate, *identity) else {
            continue;
        };
        let fact = known.facts[at];
        let surface = fact.entities.get(candidate as usize).map_or("", |candidate| &candidate.surface);
        let other = fact.lives.iter().any(|life| life.candidate == candidate && life.said == Said::Another);
        if other && !surface.contains(' ') {
            *identity = None;
            continue;
        }
        let wanted = match surface.split_once(' ') {
            Some(("Old", name)) if !name.contains(' ') => "sr",
            Some(("Young", name)) if !name.contains(' ') => "jr",
            _ => continue,
        };
        let meant = relatives(known, bearer, wanted);
        if let Some(form) = meant.first().filter(|_| meant.len() == 1) {
            *identity = Some((Node::Known(*form), certainty.min(CERTAINTY)));
        }
    }
}

/// A child who has the parent's name in one article is the other bearer of it, if the archive knows one, or else somebody
/// of that article.
pub(super) fn part_child(known: &Known<'_>, at: usize, here: &mut [Option<(Node, u8)>]) {
    for stated in known.stated[at].iter().filter(|stated| stated.relation == Relation::Child) {
        let (Some((Node::Known(parent), _)), Some((child, certainty))) =
            (here[stated.other], here[stated.one])
        else {
            continue;
        };
        if child != Node::Known(parent) {
            continue;
        }
        let mut juniors = relatives(known, parent, "jr");
        juniors.remove(&parent);
        let form = known.found[at][stated.one].form;
        let node = match juniors.first().filter(|_| juniors.len() == 1) {
            Some(junior) => Node::Known(*junior),
            None => Node::Local { article: at as u32, form, gender: None },
        };
        here[stated.one] = Some((node, certainty.min(CERTAINTY)));
    }
}

/// Who shares a doubtful name with a bearer of it and has the suffix.
fn relatives(known: &Known<'_>, bearer: FormId, suffix: &str) -> BTreeSet<FormId> {
    let families = known.doubtful.values().filter(|bearers| bearers.contains(&bearer)).flatten();
    families.copied().filter(|form| known.forms.get(*form).person.suffix.as_deref() == Some(suffix)).collect()
}
