//! What each article tells of the bearer of a name: occupations, age, death, generation, and who is named beside.

use super::super::facts::ArticleFacts;
use super::super::fold::fold;
use super::across::{Identities, Node};
use super::describe::role_in;
use super::forms::{FormId, Forms, Found};
use super::kinship::Stated;
use crate::analysis::kin::Relation;
use crate::analysis::life::Said;
use std::collections::{BTreeMap, BTreeSet};

/// Most articles of one person that are compared with another article.
pub(super) const LOOKED_AT: usize = 60;

/// What the stage looks at.
pub(super) struct Known<'a> {
    /// Facts in order of their keys.
    pub(super) facts: &'a [&'a ArticleFacts],
    /// The mentions of each.
    pub(super) found: &'a [Vec<Found>],
    /// The year of publication of each, where it is shown.
    pub(super) years: &'a [Option<i32>],
    /// The kinship that each states.
    pub(super) stated: &'a [Vec<Stated>],
    /// All forms.
    pub(super) forms: &'a Forms,
    /// Names that fit several people, and the names that stand for those.
    pub(super) doubtful: &'a BTreeMap<FormId, Vec<FormId>>,
    /// What a person has described stays one.
    pub(super) settled: &'a BTreeSet<FormId>,
}

/// One article's view of the bearer of a name.
#[derive(Clone, Debug, Default)]
pub(super) struct Sighting {
    pub(super) article: usize,
    pub(super) year: Option<i32>,
    pub(super) dead: bool,
    pub(super) birth: Option<i32>,
    pub(super) occupations: BTreeSet<String>,
    pub(super) companions: BTreeSet<Node>,
    pub(super) generation: Option<Generation>,
}

/// Which of a parent and a child of one name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Generation {
    Elder,
    Younger,
}

/// How each article that names them sees the people of some names.
pub(super) fn sightings(
    known: &Known<'_>,
    identities: &Identities,
    suspects: &BTreeSet<FormId>,
) -> BTreeMap<FormId, Vec<Sighting>> {
    let mut all: BTreeMap<FormId, Vec<Sighting>> = BTreeMap::new();
    for (at, here) in identities.iter().enumerate() {
        let named: BTreeSet<FormId> = here
            .iter()
            .flatten()
            .filter_map(|(node, _)| match node {
                Node::Known(form) if suspects.contains(form) => Some(*form),
                _ => None,
            })
            .collect();
        if named.is_empty() {
            continue;
        }
        let companions: BTreeSet<Node> = here
            .iter()
            .flatten()
            .map(|(node, _)| *node)
            .filter(|node| !matches!(node, Node::Local { .. }))
            .collect();
        for form in named {
            let seen = all.entry(form).or_default();
            if seen.len() >= LOOKED_AT && !known.doubtful.contains_key(&form) && !says_more(known, at) {
                continue;
            }
            let mut sighting = sighting(known, at, here, form);
            sighting.companions =
                companions.iter().filter(|node| **node != Node::Known(form)).copied().collect();
            seen.push(sighting);
        }
    }
    all
}

/// Whether an article beyond the first ones may still show that a name is two people's.
fn says_more(known: &Known<'_>, at: usize) -> bool {
    !known.facts[at].lives.is_empty()
}

fn sighting(known: &Known<'_>, at: usize, here: &[Option<(Node, u8)>], form: FormId) -> Sighting {
    let year = known.years.get(at).copied().flatten();
    let mut sighting = Sighting { article: at, year, ..Sighting::default() };
    let is_meant =
        |identity: &Option<(Node, u8)>| identity.is_some_and(|(node, _)| node == Node::Known(form));
    for place in (0..here.len()).filter(|place| is_meant(&here[*place])) {
        let (occupations, said) = said_of(known, at, place);
        sighting.occupations.extend(occupations);
        for said in said {
            match said {
                Said::Dead => sighting.dead = true,
                Said::Heir => sighting.generation = Some(Generation::Younger),
                Said::Aged(age) => sighting.birth = year.map(|year| year - i32::from(*age)),
                Said::Another | Said::Occupation(_) => {}
            }
        }
    }
    sighting.generation = sighting.generation.or_else(|| generation(known, at, here, form));
    sighting
}

/// Whether an article tells of a child of the same family name, or of a parent.
fn generation(known: &Known<'_>, at: usize, here: &[Option<(Node, u8)>], form: FormId) -> Option<Generation> {
    let family = |place: usize| &known.forms.get(known.found[at][place].form).person.core;
    let is_here = |place: usize| here[place].is_some_and(|(node, _)| node == Node::Known(form));
    let told = |child: &Stated| match (is_here(child.one), is_here(child.other)) {
        (true, false) => Some(Generation::Younger),
        (false, true) => Some(Generation::Elder),
        _ => None,
    };
    let children = known.stated[at].iter().filter(|stated| stated.relation == Relation::Child);
    children.filter(|child| family(child.one) == family(child.other)).find_map(told)
}

/// What an article says of a mention: occupations, and the rest.
pub(super) fn said_of<'a>(known: &Known<'a>, at: usize, place: usize) -> (BTreeSet<String>, Vec<&'a Said>) {
    let fact = known.facts[at];
    let Some(candidate) = known.found[at][place].candidate else { return Default::default() };
    let title = fact.entities.get(candidate as usize).and_then(|candidate| candidate.title.as_deref());
    let mut occupations: BTreeSet<String> =
        title.and_then(role_in).and_then(|role| last_word(&role)).into_iter().collect();
    let mut said = Vec::new();
    for life in fact.lives.iter().filter(|life| life.candidate == candidate) {
        match &life.said {
            Said::Occupation(occupation) => drop(occupations.insert(occupation.clone())),
            other => said.push(other),
        }
    }
    (occupations, said)
}

fn last_word(role: &str) -> Option<String> {
    fold(role).split_whitespace().last().map(str::to_owned)
}
