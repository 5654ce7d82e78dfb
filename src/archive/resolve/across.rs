//! Across the archive: forms become nodes, one for each identity, and what articles left bare is linked where the
//! archive knows only one bearer. What stays ambiguous is not linked at all.

use super::super::person_name::is_role;
use super::article::{Evidence, Link};
use super::company::Company;
use super::forms::{Form, FormId, Forms, Found, Gender, gender_of_given};
use super::organizations;
use super::people;
use super::spelling::{is_given_name, looks_transliterated, sound};
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// One identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    /// Known by its name throughout the archive: the form that stands for all of its names.
    Known(FormId),
    /// Known within one article only: a given name alone, or "Mrs. Vance" where no lady of that name is known.
    Local {
        /// Place of the article in the order of keys.
        article: u32,
        /// As it is written.
        form: FormId,
        /// What its honorific tells.
        gender: Option<Gender>,
    },
}

/// An article's mentions with their links.
pub(super) struct Linked<'a> {
    /// The mentions.
    pub(super) found: &'a [Found],
    /// Their links, in the same order.
    pub(super) links: &'a [Option<Link>],
}

/// For each article and mention, the identity and the certainty in percent.
pub(super) type Identities = Vec<Vec<Option<(Node, u8)>>>;

/// Gives every mention its identity. Articles are in order of their keys.
pub(super) fn identify(articles: &[Linked<'_>], evidence: &[Evidence], forms: &Forms) -> Identities {
    let knowledge = Knowledge::new(articles, evidence, forms);
    (0..)
        .zip(articles)
        .map(|(at, article)| {
            let pairs = article.found.iter().zip(article.links);
            pairs.map(|(found, link)| knowledge.identity(at, found, (*link)?, forms)).collect()
        })
        .collect()
}

/// What the archive knows of names.
struct Knowledge {
    /// The form that stands for each form.
    roots: Vec<FormId>,
    /// Family name → people who bear it, by the form that stands for them, with the number of articles.
    bearers: BTreeMap<String, BTreeMap<FormId, u32>>,
    /// What honorifics tell of people, by the form that stands for them.
    genders: BTreeMap<FormId, Gender>,
    /// Family name and role → who bears both.
    roles: BTreeMap<(String, String), BTreeSet<FormId>>,
    /// How often a word is a first given name, and a family name, of people named in full.
    given_or_family: BTreeMap<String, (u32, u32)>,
    /// What a short form of an organisation or place stands for.
    short_forms: BTreeMap<FormId, (FormId, u8)>,
}

impl Knowledge {
    fn new(articles: &[Linked<'_>], evidence: &[Evidence], forms: &Forms) -> Self {
        let mut roots: Vec<FormId> = (0..forms.0.len() as FormId).collect();
        let full: Vec<FormId> = (0..forms.0.len() as FormId)
            .filter(|&id| forms.get(id).kind == EntityKind::Person && forms.get(id).person.is_full())
            .collect();
        let company = Company::new(articles, forms);
        let groups = people::group(&full, forms, &|one, other| company.is_shared(one, other));
        let mut vague = BTreeSet::new();
        for group in &groups {
            if group.vague {
                vague.insert(group.head());
            }
            for (form, _) in &group.forms {
                roots[*form as usize] = group.head();
            }
        }
        join_same_names(evidence, &mut roots);
        let mut knowledge = Self {
            roots,
            bearers: BTreeMap::new(),
            genders: BTreeMap::new(),
            roles: BTreeMap::new(),
            given_or_family: BTreeMap::new(),
            short_forms: BTreeMap::new(),
        };
        knowledge.count_people(articles, forms, &vague);
        knowledge.short_forms = short_forms(articles, evidence, forms);
        knowledge
    }

    fn count_people(&mut self, articles: &[Linked<'_>], forms: &Forms, vague: &BTreeSet<FormId>) {
        for article in articles {
            let mut counted = BTreeSet::new();
            for (found, link) in article.found.iter().zip(article.links) {
                let Some(link) = link else { continue };
                let name = &forms.get(link.head).person;
                if link.bare || forms.get(link.head).kind != EntityKind::Person || name.epithet {
                    continue;
                }
                let root = self.roots[link.head as usize];
                if let Some(gender) = found.gender {
                    self.genders.entry(root).or_insert(gender);
                }
                if let Some(role) = &found.role {
                    self.roles.entry((name.core.clone(), role.clone())).or_default().insert(root);
                }
                if !counted.insert(root) {
                    continue;
                }
                if !vague.contains(&root) {
                    for key in family_keys(&name.core) {
                        *self.bearers.entry(key).or_default().entry(root).or_default() += 1;
                    }
                }
                if let Some(given) = name.given.first() {
                    self.given_or_family.entry(given.clone()).or_default().0 += 1;
                }
                self.given_or_family.entry(name.core.clone()).or_default().1 += 1;
            }
        }
    }

    fn identity(&self, article: u32, found: &Found, link: Link, forms: &Forms) -> Option<(Node, u8)> {
        let form = forms.get(link.head);
        if !link.bare {
            let head = self.short_forms.get(&link.head).map_or(link.head, |(head, _)| *head);
            return Some((Node::Known(self.roots[head as usize]), link.certainty));
        }
        let (node, certainty) = match form.kind {
            EntityKind::Person => self.bare_person(article, found, forms)?,
            _ => match self.short_forms.get(&link.head) {
                Some(&(head, certainty)) => (Node::Known(self.roots[head as usize]), certainty),
                None => (Node::Known(self.roots[link.head as usize]), 100),
            },
        };
        Some((node, certainty.min(link.certainty)))
    }

    /// A bare family name is the only person of that name; a bare given name is known in its article only.
    fn bare_person(&self, article: u32, found: &Found, forms: &Forms) -> Option<(Node, u8)> {
        let name = &forms.get(found.form).person;
        let local = Node::Local { article, form: found.form, gender: found.gender };
        let by_role = is_role(&name.core) && !self.bearers.contains_key(&name.core);
        if found.candidate.is_some() && (by_role || (found.gender.is_none() && self.is_given(&name.core))) {
            return Some((local, 90));
        }
        let bearers = family_keys(&name.core).into_iter().find_map(|key| self.bearers.get(&key));
        let suited: Vec<(FormId, u32)> = bearers
            .into_iter()
            .flatten()
            .map(|(root, count)| (*root, *count))
            .filter(|(root, _)| self.suits(*root, found.gender, forms))
            .collect();
        match suited.as_slice() {
            [] if found.gender.is_some() => Some((local, 90)),
            [] => Some((Node::Known(self.roots[found.form as usize]), 95)),
            [(root, _)] => Some((Node::Known(*root), 80)),
            several => {
                let of_role = found.role.clone().and_then(|role| self.roles.get(&(name.core.clone(), role)));
                let mut with_role =
                    several.iter().filter(|(root, _)| of_role.is_some_and(|of| of.contains(root)));
                if let (Some((root, _)), None) = (with_role.next(), with_role.next()) {
                    return Some((Node::Known(*root), 85));
                }
                let all: u32 = several.iter().map(|(_, count)| count).sum();
                let best = several.iter().max_by_key(|(root, count)| (*count, std::cmp::Reverse(*root)))?;
                let dominant = best.1 >= 9 && best.1 * 10 >= all * 9;
                let listed = found.candidate.is_none().then_some((Node::Known(found.form), 100));
                if dominant { Some((Node::Known(best.0), 65)) } else { listed }
            }
        }
    }

    fn suits(&self, root: FormId, gender: Option<Gender>, forms: &Forms) -> bool {
        let known = self
            .genders
            .get(&root)
            .copied()
            .or_else(|| forms.get(root).person.given.first().and_then(|given| gender_of_given(given)));
        gender.is_none() || known.is_none() || known == gender
    }

    fn is_given(&self, word: &str) -> bool {
        let (given, family) = self.given_or_family.get(word).copied().unwrap_or_default();
        if is_given_name(word) { family <= given } else { given >= 2 && given > family }
    }
}

/// The keys under which bearers of a family name are found: as written, and by sound where transliterations differ.
fn family_keys(core: &str) -> Vec<String> {
    let mut keys = vec![core.to_owned()];
    if looks_transliterated(core) {
        keys.push(format!("~{}", sound(core)));
    }
    keys
}

/// Joins names that an article showed to be one in another order or language, unless articles disagree.
fn join_same_names(evidence: &[Evidence], roots: &mut [FormId]) {
    let mut shown: BTreeMap<FormId, BTreeSet<FormId>> = BTreeMap::new();
    for evidence in evidence.iter().filter(|evidence| evidence.same_name) {
        let (form, head) = (roots[evidence.form as usize], roots[evidence.head as usize]);
        if form != head {
            shown.entry(form.max(head)).or_default().insert(form.min(head));
        }
    }
    let mut leads: BTreeMap<FormId, FormId> = BTreeMap::new();
    for (form, heads) in shown {
        if let Some(head) = heads.first().filter(|_| heads.len() == 1) {
            let head = leads.get(head).copied().unwrap_or(*head);
            leads.insert(form, head);
        }
    }
    for root in roots {
        if let Some(head) = leads.get(root) {
            *root = *head;
        }
    }
}

/// What short forms stand for where an article does not say: what they nearly always stand for elsewhere, or, for an
/// acronym, the only name in the archive that it fits.
fn short_forms(
    articles: &[Linked<'_>],
    evidence: &[Evidence],
    forms: &Forms,
) -> BTreeMap<FormId, (FormId, u8)> {
    let mut shown: BTreeMap<FormId, BTreeMap<FormId, u32>> = BTreeMap::new();
    for evidence in evidence.iter().filter(|evidence| !evidence.same_name) {
        *shown.entry(evidence.form).or_default().entry(evidence.head).or_default() += evidence.weight;
    }
    let mut alone: BTreeMap<FormId, u32> = BTreeMap::new();
    for article in articles {
        let bare: BTreeSet<FormId> =
            article.links.iter().flatten().filter(|link| link.bare).map(|link| link.head).collect();
        for form in bare.into_iter().filter(|form| forms.get(*form).kind != EntityKind::Person) {
            *alone.entry(form).or_default() += 1;
        }
    }
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
    for form in alone.into_keys().filter(|form| !shown.contains_key(form)) {
        let Form { words, acronym, .. } = forms.get(form);
        let letters = words.concat();
        let head = if *acronym && letters.chars().count() >= 3 {
            by_initials.get(&letters)
        } else if words.len() > 1 && !words.iter().any(|word| organizations::is_head_word(word)) {
            by_ending.get(words)
        } else {
            None
        };
        if let Some(Some(head)) = head {
            short_forms.insert(form, (*head, 72));
        }
    }
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
        let main: String = form
            .words
            .iter()
            .filter(|word| !organizations::is_small(word))
            .filter_map(|word| word.chars().next())
            .collect();
        known.entry(main).and_modify(|one| *one = None).or_insert(Some(id));
    }
    known
}
