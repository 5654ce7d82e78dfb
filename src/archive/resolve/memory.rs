//! What is kept from one run to the next, so that a change costs what it touches and not what all names cost.
//!
//! Nothing is ever patched. Every result is kept under *all* that it was worked out from: a run that asks the same
//! again gets the same answer, and one that asks something else works it out. Numbers of forms shift when a name comes
//! or goes, so that an article, and the names that are grouped, are looked at by themselves: forms have the numbers
//! 0, 1, 2… in the same order as in the archive, and all that the work goes by is the order. What a run did not ask for
//! is forgotten when it ends.

use super::article;
use super::describe::{self, Gathered};
use super::forms::{Form, FormId, Forms, Found, Gender};
use super::kinship::Stated;
use super::links::{Evidence, Link};
use super::people::{self, Group, Vouched};
use crate::analysis::entity::EntityKind;
use crate::archive::model::Entity;
use rayon::prelude::*;
use std::cell::RefCell;
use std::collections::{BTreeSet, HashMap};
use std::hash::Hash;
use std::sync::Arc;

/// Results by all that they were worked out from.
#[derive(Debug)]
struct Memo<K, V> {
    /// Each with whether this run has asked for it.
    kept: HashMap<K, (V, bool)>,
}

impl<K, V> Default for Memo<K, V> {
    fn default() -> Self {
        Self { kept: HashMap::new() }
    }
}

impl<K: Eq + Hash, V: Clone> Memo<K, V> {
    fn recall(&mut self, key: &K) -> Option<V> {
        let (value, asked) = self.kept.get_mut(key)?;
        *asked = true;
        Some(value.clone())
    }

    fn keep(&mut self, key: K, value: V) {
        self.kept.insert(key, (value, true));
    }

    fn get(&mut self, key: K, make: impl FnOnce(&K) -> V) -> V {
        self.recall(&key).unwrap_or_else(|| {
            let value = make(&key);
            self.keep(key, value.clone());
            value
        })
    }

    /// Forgets what was not asked for.
    fn end_run(&mut self) {
        self.kept.retain(|_, (_, asked)| std::mem::take(asked));
    }
}

/// What earlier runs worked out.
#[derive(Debug, Default)]
pub(super) struct Memory {
    forms: Memo<(EntityKind, Option<Gender>, String), Arc<Form>>,
    /// A number for each form as it is, never given twice.
    numbers: Memo<Arc<Form>, u64>,
    next_number: u64,
    /// Those of this run's forms, by their ids.
    numbered: Vec<u64>,
    linked: Memo<Arc<Alone>, Arc<Linked>>,
    /// How many articles were linked anew, in all runs.
    pub(super) made: usize,
    /// The last answer alone: of names that are alike.
    doubtful: Option<(Vec<u64>, BTreeSet<FormId>)>,
    /// The last answer alone.
    grouped: Option<Grouped>,
    described: Memo<(EntityKind, Gathered), Entity>,
}

/// An article by itself: all that the linking of its names goes by.
#[derive(Debug, PartialEq, Eq, Hash)]
struct Alone {
    /// The numbers of its forms, in their order.
    forms: Vec<u64>,
    /// Pairs of them that a person keeps apart.
    apart: Vec<(FormId, FormId)>,
    /// Its mentions, their forms by their places among `forms`, without what linking does not ask for.
    found: Vec<Found>,
    stated: Vec<Stated>,
}

/// An article by itself, and which forms of the archive it has.
type Apiece = (Vec<FormId>, Arc<Alone>);

/// What linking an article by itself yields.
#[derive(Debug)]
struct Linked {
    links: Vec<Option<Link>>,
    evidence: Vec<Evidence>,
}

/// Full names of the archive that were grouped, by their places among them.
#[derive(Debug)]
struct Grouped {
    names: Vec<u64>,
    apart: Vec<(FormId, FormId)>,
    /// What was asked about other evidence on the way, and the answers.
    asked: Vec<(FormId, FormId, bool)>,
    groups: Vec<Group>,
}

impl Memory {
    /// Reads a printed name.
    pub(super) fn form(&mut self, kind: EntityKind, surface: &str, gender: Option<Gender>) -> Arc<Form> {
        let key = (kind, gender, surface.to_owned());
        self.forms.get(key, |(kind, gender, surface)| Arc::new(Form::new(*kind, surface, *gender)))
    }

    /// Learns the forms of this run.
    pub(super) fn learn(&mut self, forms: &Forms) {
        let (numbers, next) = (&mut self.numbers, &mut self.next_number);
        let number = |form: &Arc<Form>| {
            numbers.get(Arc::clone(form), |_| {
                *next += 1;
                *next
            })
        };
        self.numbered = forms.0.iter().map(number).collect();
    }

    /// The entity of what was gathered, apart from its articles.
    fn entity(&mut self, kind: EntityKind, gathered: Gathered) -> Entity {
        self.described.get((kind, gathered), |(kind, gathered)| describe::entity(*kind, gathered.clone()))
    }

    /// The run is over.
    pub(super) fn end_run(&mut self) {
        self.forms.end_run();
        self.numbers.end_run();
        self.linked.end_run();
        self.described.end_run();
        self.numbered = Vec::new();
    }

    /// How many results are kept.
    #[cfg(test)]
    pub(super) fn len(&self) -> usize {
        let last = self.doubtful.as_ref().map_or(0, |(names, _)| names.len())
            + self.grouped.as_ref().map_or(0, |grouped| grouped.names.len());
        last + self.forms.kept.len()
            + self.numbers.kept.len()
            + self.described.kept.len()
            + self.linked.kept.len()
    }

    fn numbers_of(&self, forms: &[FormId]) -> Vec<u64> {
        forms.iter().map(|&form| self.numbered[form as usize]).collect()
    }
}

/// Reads a printed name.
pub(super) fn form(
    kind: EntityKind,
    surface: &str,
    gender: Option<Gender>,
    memory: Option<&mut Memory>,
) -> Arc<Form> {
    match memory {
        Some(memory) => memory.form(kind, surface, gender),
        None => Arc::new(Form::new(kind, surface, gender)),
    }
}

/// Links the mentions of every article within it.
pub(super) fn link(
    found: &[Vec<Found>],
    stated: &[Vec<Stated>],
    forms: &Forms,
    memory: Option<&mut Memory>,
) -> Vec<(Vec<Option<Link>>, Vec<Evidence>)> {
    let articles = found.par_iter().zip(stated);
    let Some(memory) = memory else {
        return articles.map(|(found, stated)| article::link(found, stated, forms)).collect();
    };
    let numbered = &memory.numbered;
    let alone: Vec<Apiece> = articles.map(|(found, stated)| alone(found, stated, forms, numbered)).collect();
    let known: Vec<Option<Arc<Linked>>> =
        alone.iter().map(|(_, alone)| memory.linked.recall(alone)).collect();
    let of_one = |(known, (ids, alone)): (Option<Arc<Linked>>, &Apiece)| {
        let is_new = known.is_none();
        let linked = known.unwrap_or_else(|| {
            let (links, evidence) = article::link(&alone.found, &alone.stated, &forms.part(ids));
            Arc::new(Linked { links, evidence })
        });
        (linked.in_archive(ids), is_new.then_some(linked))
    };
    let linked: Vec<_> = known.into_par_iter().zip(&alone).map(of_one).collect();
    let mut in_archive = Vec::with_capacity(linked.len());
    for ((of_article, new), (_, alone)) in linked.into_iter().zip(alone) {
        in_archive.push(of_article);
        if let Some(new) = new {
            memory.made += 1;
            memory.linked.keep(alone, new);
        }
    }
    in_archive
}

/// Takes an article by itself.
fn alone(found: &[Found], stated: &[Stated], forms: &Forms, numbered: &[u64]) -> Apiece {
    let mut ids: Vec<FormId> = found.iter().map(|found| found.form).collect();
    ids.sort_unstable();
    ids.dedup();
    let by_itself = |found: &Found| Found {
        form: ids.binary_search(&found.form).map_or(0, |at| at as FormId),
        candidate: found.candidate.map(|_| 0),
        score: 0,
        // Whether there is a role is asked, which one is not.
        role: found.role.map(|_| 0),
        office: false,
        ..found.clone()
    };
    let alone = Alone {
        forms: ids.iter().map(|&id| numbered[id as usize]).collect(),
        apart: forms.apart_among(&ids),
        found: found.iter().map(by_itself).collect(),
        stated: stated.to_vec(),
    };
    (ids, Arc::new(alone))
}

impl Linked {
    /// The same with the ids that the forms have in the archive.
    fn in_archive(&self, ids: &[FormId]) -> (Vec<Option<Link>>, Vec<Evidence>) {
        let id = |form: FormId| ids[form as usize];
        let link = |link: &Option<Link>| link.map(|link| Link { head: id(link.head), ..link });
        let evidence = |one: &Evidence| Evidence { form: id(one.form), head: id(one.head), ..*one };
        (self.links.iter().map(link).collect(), self.evidence.iter().map(evidence).collect())
    }
}

/// Full names of the archive about which other evidence must decide ([`people::doubtful`]).
pub(super) fn doubtful(full: &[FormId], forms: &Forms, memory: Option<&mut Memory>) -> BTreeSet<FormId> {
    let Some(memory) = memory else { return people::doubtful(full, forms) };
    let names = memory.numbers_of(full);
    let known = memory.doubtful.take().filter(|(known, _)| *known == names);
    let (names, doubtful) =
        known.unwrap_or_else(|| (names, people::doubtful(&all_of(full), &forms.part(full))));
    let in_archive = doubtful.iter().map(|&name| full[name as usize]).collect();
    memory.doubtful = Some((names, doubtful));
    in_archive
}

/// Groups the full names of the archive ([`people::group`]).
pub(super) fn group(
    full: &[FormId],
    forms: &Forms,
    vouched: &Vouched<'_>,
    memory: Option<&mut Memory>,
) -> Vec<Group> {
    let Some(memory) = memory else { return people::group(full, forms, vouched) };
    let (names, apart) = (memory.numbers_of(full), forms.apart_among(full));
    let says = |one: FormId, other: FormId| (vouched.says)(full[one as usize], full[other as usize]);
    let known = memory.grouped.take().filter(|known| {
        (&known.names, &known.apart) == (&names, &apart)
            && known.asked.iter().all(|&(one, other, answer)| says(one, other) == answer)
    });
    let grouped = known.unwrap_or_else(|| {
        let asked = RefCell::new(Vec::new());
        let says = |one, other| {
            let answer = says(one, other);
            asked.borrow_mut().push((one, other, answer));
            answer
        };
        // Whom there may be evidence about is told by the names alone.
        let place = |name: &FormId| full.binary_search(name).ok().map(|at| at as FormId);
        let about = vouched.about.map(|about| about.iter().filter_map(place).collect());
        let vouched = Vouched { about: about.as_ref(), says: &says, apart: &|_, _| false };
        let groups = people::group(&all_of(full), &forms.part(full), &vouched);
        Grouped { names, apart, asked: asked.into_inner(), groups }
    });
    let in_archive = |group: &Group| Group {
        forms: group.forms.iter().map(|&(name, certainty)| (full[name as usize], certainty)).collect(),
        fits: group.fits.iter().map(|&name| full[name as usize]).collect(),
    };
    let groups = grouped.groups.iter().map(in_archive).collect();
    memory.grouped = Some(grouped);
    groups
}

/// The ids that forms have by themselves.
fn all_of(forms: &[FormId]) -> Vec<FormId> {
    (0..forms.len() as FormId).collect()
}

/// The entity of what was gathered.
pub(super) fn entity(kind: EntityKind, mut gathered: Gathered, memory: Option<&mut Memory>) -> Entity {
    let Some(memory) = memory else { return describe::entity(kind, gathered) };
    let articles = std::mem::take(&mut gathered.articles);
    Entity { articles: articles.into_iter().collect(), ..memory.entity(kind, gathered) }
}
