//! What a person said of who is who, put to work: names of the authority file become forms, and its rules decide where
//! the archive would have decided otherwise.

use super::super::authority::{Authority, Does, Place, Record, Rule, kinds};
use super::super::collate::sort_form;
use super::super::facts::ArticleFacts;
use super::super::fold::fold;
use super::across::Node;
use super::forms::{Form, FormId, Forms, Found};
use super::kinds::Typed;
use crate::analysis::entity::EntityKind;
use crate::archive::model::Entity;
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// The authority file, and the year of each article's publication, in the order of the articles.
#[derive(Clone, Copy, Debug)]
pub struct Curation<'a> {
    /// Records and rules.
    pub authority: &'a Authority,
    /// Years of publication where one is shown; may be empty where no rule asks for them.
    pub years: &'a [Option<i32>],
}

/// For tests: nobody has said anything.
#[cfg(test)]
pub(super) const NOBODY: Curation<'_> =
    Curation { authority: &Authority { records: Vec::new(), rules: Vec::new() }, years: &[] };

/// Drops what is to be ignored, and gives names the kind that a person gave them. What a rule touched comes back with
/// its number.
pub(super) fn retype(
    facts: &[&ArticleFacts],
    years: &[Option<i32>],
    authority: &Authority,
    typed: &mut [Vec<Typed>],
) -> BTreeSet<usize> {
    let key = |name: &str| fold(name).split_whitespace().collect::<Vec<_>>().join(" ");
    let mut rules: BTreeMap<String, Vec<(usize, &Rule)>> = BTreeMap::new();
    for (number, rule) in authority.rules.iter().enumerate() {
        if let Does::Ignore(names) | Does::Retype(names, _) = &rule.does {
            names.iter().for_each(|name| rules.entry(key(name)).or_default().push((number, rule)));
        }
    }
    let mut used = BTreeSet::new();
    if rules.is_empty() {
        return used;
    }
    for ((fact, typed), year) in facts.iter().zip(typed).zip(years) {
        typed.retain_mut(|one| {
            let Some(candidate) = fact.entities.get(one.candidate as usize) else { return true };
            let Some(rules) = rules.get(&key(&candidate.surface)) else { return true };
            let of_kind = |rule: &Rule, kind| rule.kind.is_none_or(|wanted| wanted == kind);
            for (number, rule) in rules.iter().filter(|(_, rule)| rule.scope.holds(&fact.key.path, *year)) {
                if !of_kind(rule, one.kind) {
                    continue;
                }
                used.insert(*number);
                match rule.does {
                    Does::Retype(_, kind) => (one.kind, one.score) = (kind, 1000),
                    _ => return false,
                }
            }
            true
        });
    }
    used
}

/// The rules by forms.
#[derive(Debug, Default)]
pub(super) struct Curated<'a> {
    records: Vec<(FormId, &'a Record)>,
    /// Forms that are one identity, the preferred one first.
    same: Vec<Vec<FormId>>,
    /// Other names → the preferred form.
    claimed: BTreeMap<FormId, FormId>,
    /// A form, and whom it never means.
    refused: BTreeSet<(FormId, FormId)>,
    apart: Vec<(FormId, FormId)>,
    /// Rules that hold in some articles: the forms, whom they mean there.
    scoped: Vec<Scoped>,
    /// How identities are called that no record describes.
    called: BTreeMap<FormId, &'a str>,
    /// Rules, and the forms each is about, for telling those that no text has.
    asked: Vec<Asked<'a>>,
}

/// A record or rule, and the forms of each name that it is about.
#[derive(Debug)]
struct Asked<'a> {
    place: &'a Place,
    word: &'static str,
    names: Vec<(&'a str, Vec<FormId>)>,
}

#[derive(Debug)]
struct Scoped {
    /// Names that are taken at their word…
    forms: BTreeSet<FormId>,
    /// …or whoever is meant by this one.
    whoever: Option<FormId>,
    means: FormId,
    /// Whether it holds in each article.
    holds: Vec<bool>,
}

impl<'a> Curated<'a> {
    /// Reads the rules. Every name of the authority file is among the forms.
    pub(super) fn new(curation: Curation<'a>, facts: &[&ArticleFacts], forms: &Forms) -> Self {
        let mut curated = Self::default();
        for record in &curation.authority.records {
            curated.record(record, forms);
        }
        for rule in &curation.authority.rules {
            for kind in kinds(rule.kind) {
                curated.rule(rule, kind, curation.years, facts, forms);
            }
            if !matches!(rule.does, Does::Ignore(_) | Does::Retype(..)) {
                let of = |name: &'a str| (name, forms_of(name, rule.kind, forms));
                let names = rule.does.names().into_iter().map(of).collect();
                curated.asked.push(Asked { place: &rule.place, word: rule.does.word(), names });
            }
        }
        curated
    }

    /// Names that the authority file gives to somebody.
    pub(super) fn claimed_names(&self) -> BTreeSet<FormId> {
        self.claimed.keys().copied().chain(self.same.iter().flatten().copied()).collect()
    }

    fn record(&mut self, record: &'a Record, forms: &Forms) {
        let of = |name: &str| form_of(name, record.kind, forms);
        let Some(head) = of(&record.name) else { return };
        let others: Vec<FormId> = record.aliases.iter().filter_map(|name| of(name)).collect();
        self.claimed.extend(others.iter().filter(|other| **other != head).map(|other| (*other, head)));
        for form in record.not_aliases.iter().filter_map(|name| of(name)).filter(|form| *form != head) {
            self.refused.insert((form, head));
            self.apart.push((form, head));
        }
        self.records.push((head, record));
        self.same.push(std::iter::once(head).chain(others).collect());
        let names = std::iter::once(&record.name).chain(&record.aliases);
        let all: Vec<FormId> = names.filter_map(|name| of(name)).collect();
        self.asked.push(Asked {
            place: &record.place,
            word: "record",
            names: vec![(record.name.as_str(), all)],
        });
    }

    fn rule(
        &mut self,
        rule: &'a Rule,
        kind: EntityKind,
        years: &[Option<i32>],
        facts: &[&ArticleFacts],
        forms: &Forms,
    ) {
        let of = |name: &str| form_of(name, kind, forms);
        let holds =
            || facts.iter().zip(years).map(|(fact, year)| rule.scope.holds(&fact.key.path, *year)).collect();
        match &rule.does {
            Does::Merge(names) => {
                let known: Vec<FormId> = names.iter().filter_map(|name| of(name)).collect();
                let [head, others @ ..] = known.as_slice() else { return };
                if rule.scope.is_everywhere() {
                    self.claimed
                        .extend(others.iter().filter(|other| *other != head).map(|other| (*other, *head)));
                    self.called.extend(names.first().map(|name| (*head, name.as_str())));
                    self.same.push(known);
                } else {
                    let forms = others.iter().copied().collect();
                    self.scoped.push(Scoped { forms, whoever: None, means: *head, holds: holds() });
                }
            }
            Does::Different(names) => {
                let known: Vec<FormId> = names.iter().filter_map(|name| of(name)).collect();
                for (at, one) in known.iter().enumerate() {
                    let others = known.iter().skip(at + 1).filter(|other| *other != one);
                    self.apart.extend(others.map(|other| (*one, *other)));
                }
            }
            Does::Split { name, into } => {
                if let Some((name, means)) = of(name).zip(of(into)) {
                    let forms = BTreeSet::from([name]);
                    self.scoped.push(Scoped { forms, whoever: Some(name), means, holds: holds() });
                    self.called.insert(means, into.as_str());
                }
            }
            Does::Ignore(_) | Does::Retype(..) => {}
        }
    }

    /// The pairs of forms that are never one identity, each in both orders.
    pub(super) fn apart(&self) -> BTreeSet<(FormId, FormId)> {
        self.apart.iter().flat_map(|(one, other)| [(*one, *other), (*other, *one)]).collect()
    }

    /// Makes one of what is one, and two of what is two.
    pub(super) fn settle_roots(&self, roots: &mut [FormId]) {
        for (one, other) in &self.apart {
            if roots[*one as usize] == roots[*other as usize] {
                let leaves = if roots[*other as usize] == *other { *one } else { *other };
                roots[leaves as usize] = leaves;
            }
        }
        let mut leads: BTreeMap<FormId, FormId> = BTreeMap::new();
        let end = |leads: &BTreeMap<FormId, FormId>, mut root: FormId| {
            while let Some(next) = leads.get(&root) {
                root = *next;
            }
            root
        };
        for same in &self.same {
            let Some((head, others)) = same.split_first() else { continue };
            // Whoever else the archive took the preferred name for comes along.
            let head = end(&leads, roots[*head as usize]);
            for other in others {
                let root = end(&leads, roots[*other as usize]);
                if root != head {
                    leads.insert(root, head);
                }
            }
        }
        roots.iter_mut().for_each(|root| *root = end(&leads, *root));
    }

    /// What a person wrote of each identity, by the form that stands for it.
    pub(super) fn described(&self, roots: &[FormId]) -> Described<'a> {
        let root = |form: &FormId| roots[*form as usize];
        let mut described = Described::default();
        described.settled.extend(self.same.iter().flatten().map(root));
        for (head, name) in &self.called {
            described.called.entry(root(head)).or_insert(name);
        }
        for (head, record) in &self.records {
            described.records.entry(root(head)).or_insert(record);
        }
        described
    }

    /// Whom a name that nothing else explains means by the authority file.
    pub(super) fn claimed(&self, form: FormId) -> Option<FormId> {
        self.claimed.get(&form).copied()
    }

    /// The last word on a mention.
    pub(super) fn settle(&self, article: u32, found: &Found, node: Node, roots: &[FormId]) -> Node {
        let root = |form: FormId| roots[form as usize];
        let is = |node: Node, form: FormId| node == Node::Known(root(form));
        let mut node = node;
        let mut refused = self.refused.range((found.form, 0)..=(found.form, FormId::MAX));
        if refused.any(|(_, head)| is(node, *head)) {
            // A rule that says the opposite may have joined them after all.
            let own = Node::Known(root(found.form));
            node = if own == node { Node::Known(found.form) } else { own };
        }
        for scoped in &self.scoped {
            let meant =
                scoped.forms.contains(&found.form) || scoped.whoever.is_some_and(|name| is(node, name));
            if meant && scoped.holds.get(article as usize) == Some(&true) {
                node = Node::Known(root(scoped.means));
            }
        }
        node
    }

    /// What no text has: records and rules that do nothing. `used` are the forms that stand in texts.
    pub(super) fn unmatched(&self, used: &BTreeSet<FormId>) -> Vec<Diagnostic> {
        let mut told = Vec::new();
        for Asked { place, word, names } in &self.asked {
            let missing: Vec<&str> = names
                .iter()
                .filter(|(_, forms)| !forms.iter().any(|form| used.contains(form)))
                .map(|(name, _)| *name)
                .collect();
            if !missing.is_empty() {
                told.push(unmatched(place, word, &missing));
            }
        }
        told
    }
}

/// What a person wrote of identities, by the forms that stand for them.
#[derive(Debug, Default)]
pub(super) struct Described<'a> {
    /// Identities that a person has said something of.
    pub(super) settled: BTreeSet<FormId>,
    records: BTreeMap<FormId, &'a Record>,
    called: BTreeMap<FormId, &'a str>,
}

impl Described<'_> {
    /// Gives an identity what a person wrote of it.
    pub(super) fn describe(&self, node: Node, entity: &mut Entity) {
        let Node::Known(root) = node else { return };
        let record = self.records.get(&root);
        let Some(name) = record.map(|record| record.name.as_str()).or(self.called.get(&root).copied()) else {
            return;
        };
        entity.name = name.to_owned();
        entity.sort = sort_form(entity.kind, name);
        let Some(record) = record else { return };
        if let Some(sort) = &record.sort {
            entity.sort.clone_from(sort);
        }
        entity.description.clone_from(&record.description);
        entity.external_ids.clone_from(&record.external_ids);
        entity.coordinates = record.coordinates;
        entity.id = record.id.clone().unwrap_or_default();
    }
}

/// A note that a rule or record is about nobody.
pub(super) fn unmatched(place: &Place, word: &str, names: &[&str]) -> Diagnostic {
    let names = names.join("`, `");
    Diagnostic::note(
        "authority-unmatched",
        format!("no article names `{names}`; the {word} has no effect there"),
    )
    .at(&place.file, Some(place.line))
    .hint("write names as the entity pages show them, or take it out")
}

fn form_of(name: &str, kind: EntityKind, forms: &Forms) -> Option<FormId> {
    forms.id_of(kind, &Form::new(kind, name, None).key)
}

fn forms_of(name: &str, kind: Option<EntityKind>, forms: &Forms) -> Vec<FormId> {
    kinds(kind).filter_map(|kind| form_of(name, kind, forms)).collect()
}

/// Whether a name is settled by itself, whatever else its article calls by it: full names, organisations and places.
pub(super) fn stands_alone(form: &Form) -> bool {
    form.kind != EntityKind::Person || form.person.is_full()
}
