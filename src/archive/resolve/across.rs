//! Across the archive: forms become nodes, one for each identity, and what articles left bare is linked where the
//! archive knows only one bearer. What stays ambiguous is not linked at all.

use super::super::person_name::{PersonName, is_role};

use super::company::Company;
use super::curated::{Curated, stands_alone};
use super::forms::{FormId, Forms, Found, Gender, gender_of_given};

use super::institutions::{everywhere, join_own_country, short_forms};
use super::kinship::{Stated, join_stated};
use super::links::{Evidence, Link};
use super::memory::{self, Memory};
use super::people::{Group, Vouched};
use super::spelling::{is_given_name, looks_transliterated, sound};
use super::usual::{Bearer, Usual};
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// One identity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Node {
    /// Known by its name throughout the archive: the form that stands for all of its names.
    Known(FormId),
    /// A place of a name that several states have.
    In {
        /// The form that stands for the name.
        form: FormId,
        /// The state.
        state: FormId,
    },
    /// Another person of that name.
    Namesake {
        /// The form that stands for the name.
        form: FormId,
    },
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

impl Node {
    /// The form that stands for its name; `None` for one that is known in an article only.
    pub(super) const fn form(self) -> Option<FormId> {
        match self {
            Self::Known(form) | Self::In { form, .. } | Self::Namesake { form } => Some(form),
            Self::Local { .. } => None,
        }
    }
}

/// An article's mentions with their links.
pub(super) struct Linked<'a> {
    /// The words of its path ([`crate::page::path::name_words`]).
    pub(super) path_words: Vec<String>,
    /// The mentions.
    pub(super) found: &'a [Found],
    /// Their links, in the same order.
    pub(super) links: &'a [Option<Link>],
    /// The kinship that it states.
    pub(super) stated: &'a [Stated],
}

impl Linked<'_> {
    /// What the mentions stand for, without those that say nothing by themselves: what was only offered, and a mere
    /// "Committee".
    pub(super) fn heads(&self) -> impl Iterator<Item = FormId> + use<'_> {
        let says = |(found, link): (&Found, &Option<Link>)| {
            link.filter(|link| !(link.bare && (found.offered || link.kind_alone))).map(|link| link.head)
        };
        self.found.iter().zip(self.links).filter_map(says)
    }
}

/// For each article and mention, the identity and the certainty in percent.
pub(super) type Identities = Vec<Vec<Option<(Node, u8)>>>;

/// Gives every mention its identity. Articles are in order of their keys.
pub(super) fn identify(
    articles: &[Linked<'_>],
    evidence: &[Evidence],
    forms: &Forms,
    curated: &Curated<'_>,
    memory: Option<&mut Memory>,
) -> Identified {
    let knowledge = Knowledge::new(articles, evidence, forms, curated, memory);
    let settled = |at: u32, found: &Found, (node, certainty): (Node, u8)| {
        (curated.settle(at, found, node, &knowledge.roots), certainty)
    };
    let identities = (0..)
        .zip(articles)
        .map(|(at, article)| {
            let pairs = article.found.iter().zip(article.links);
            let place = Place { article: at, path_words: &article.path_words };
            let identity = |(found, link): (&Found, &Option<Link>)| {
                let identity = match curated.claimed(found.form) {
                    Some(head)
                        if stands_alone(forms.get(found.form)) || link.is_none_or(|link| link.bare) =>
                    {
                        Some((Node::Known(knowledge.roots[head as usize]), 100))
                    }
                    _ => knowledge.identity(&place, found, (*link)?, forms),
                };
                identity.map(|identity| settled(at, found, identity))
            };
            pairs.map(identity).collect()
        })
        .collect();
    Identified { identities, roots: knowledge.roots, doubtful: knowledge.doubtful, stated: knowledge.stated }
}

/// What the archive made of the mentions.
pub(super) struct Identified {
    /// The identity of each mention.
    pub(super) identities: Identities,
    /// The form that stands for each form.
    pub(super) roots: Vec<FormId>,
    /// Names that fit several people, and the forms that stand for those.
    pub(super) doubtful: BTreeMap<FormId, Vec<FormId>>,
    /// Names that were joined because articles say so.
    pub(super) stated: BTreeSet<FormId>,
}

/// Where a mention stands.
struct Place<'a> {
    /// Place of the article in the order of keys.
    article: u32,
    /// The words of its path.
    path_words: &'a [String],
}

/// Most articles that a name of family names alone is in; a person of such a name would be in more.
const RUN_ON_ARTICLES: u32 = 2;
/// Articles that name people of a family name which is seldom a given name, and how much more often than as such.
const USUAL_FAMILY: u32 = 5;

/// Articles that name somebody whom a new office does not make another.
const USUAL_BEARER: u32 = 9;

/// What the archive knows of names.
struct Knowledge {
    /// The form that stands for each form.
    roots: Vec<FormId>,
    /// Names that fit several people, and the forms that stand for those.
    doubtful: BTreeMap<FormId, Vec<FormId>>,
    /// Names that were joined because articles say so.
    stated: BTreeSet<FormId>,
    /// Family name → people who bear it, by the form that stands for them, with the number of articles.
    bearers: BTreeMap<String, BTreeMap<FormId, u32>>,
    /// The same, in the files whose path has the family name for a word: whom such names of files mean.
    in_paths: BTreeMap<String, BTreeMap<FormId, u32>>,
    /// What honorifics tell of people, by the form that stands for them.
    genders: BTreeMap<FormId, Gender>,
    /// Family name and role → who bears both.
    roles: BTreeMap<(String, u32), BTreeSet<FormId>>,
    /// Family name and role → in how many articles somebody is called so without a given name.
    titled: BTreeMap<(String, u32), u32>,
    /// How often a word is a first given name, and a family name, of people named in full.
    given_or_family: BTreeMap<String, (u32, u32)>,
    /// Names of family names alone: several people's that ran into each other.
    run_ons: BTreeSet<FormId>,
    /// What a short form of an organisation or place stands for.
    short_forms: BTreeMap<FormId, (FormId, u8)>,
    /// Names of bodies that may be any of several.
    everywhere: BTreeSet<FormId>,
}

impl Knowledge {
    fn new(
        articles: &[Linked<'_>],
        evidence: &[Evidence],
        forms: &Forms,
        curated: &Curated<'_>,
        mut memory: Option<&mut Memory>,
    ) -> Self {
        let mut roots: Vec<FormId> = (0..forms.0.len() as FormId).collect();
        let full: Vec<FormId> = (0..forms.0.len() as FormId)
            .filter(|&id| forms.get(id).kind == EntityKind::Person && forms.get(id).person.is_full())
            .collect();
        let doubtful = memory::doubtful(&full, forms, memory.as_deref_mut());
        let company = Company::new(articles, &doubtful);
        let says = |one, other| company.is_shared(one, other, forms) || company.is_slip(one, other, forms);
        let vouched = Vouched { about: Some(&doubtful), says: &says, apart: &|_, _| false };
        let groups = memory::group(&full, forms, &vouched, memory);
        let mut vague: BTreeMap<FormId, Vec<FormId>> = BTreeMap::new();
        for group in &groups {
            group.forms.iter().for_each(|(form, _)| roots[*form as usize] = group.head());
        }
        let fitting: Vec<&Group> = groups.iter().filter(|group| !group.fits.is_empty()).collect();
        // Articles are counted only where a name fits several people.
        let usual =
            if fitting.is_empty() { Usual::default() } else { Usual::new(articles, &groups, forms.0.len()) };
        for group in fitting {
            match usual.bearer(group, forms) {
                Bearer::Own => {}
                // What it fits comes before it in the groups, so its own root is known.
                Bearer::Of(head) => {
                    let root = roots[head as usize];
                    group.forms.iter().for_each(|(form, _)| roots[*form as usize] = root);
                }
                Bearer::Doubtful => drop(vague.insert(group.head(), group.fits.clone())),
            }
        }
        join_same_names(evidence, &mut roots);
        let stated = join_stated(articles, forms, &mut roots);
        join_own_country(articles, forms, &mut roots);
        curated.settle_roots(&mut roots);
        let root = |form: &FormId| roots[*form as usize];
        let certain = |form: &&FormId| !vague.contains_key(*form);
        let doubtful = vague
            .iter()
            .map(|(form, fits)| {
                let bearers: BTreeSet<FormId> = fits.iter().filter(certain).map(root).collect();
                (root(form), bearers.into_iter().collect())
            })
            .collect();
        let mut knowledge = Self {
            doubtful,
            stated,
            roots,
            bearers: BTreeMap::new(),
            in_paths: BTreeMap::new(),
            genders: BTreeMap::new(),
            roles: BTreeMap::new(),
            titled: BTreeMap::new(),
            given_or_family: BTreeMap::new(),
            run_ons: BTreeSet::new(),
            short_forms: BTreeMap::new(),
            everywhere: BTreeSet::new(),
        };
        knowledge.count_people(articles, forms, &vague);
        knowledge.short_forms = short_forms(articles, evidence, forms);
        knowledge.everywhere = everywhere(forms);
        knowledge
    }

    fn count_people(
        &mut self,
        articles: &[Linked<'_>],
        forms: &Forms,
        vague: &BTreeMap<FormId, Vec<FormId>>,
    ) {
        // Counted by form first: a number for each is cheaper than its names for each mention.
        let mut counts = vec![[0, 0]; forms.0.len()];
        let mut last_named_in = vec![None; forms.0.len()];
        for (at, article) in articles.iter().enumerate() {
            let titled: BTreeSet<(FormId, u32)> = article
                .found
                .iter()
                .zip(article.links)
                .filter(|(found, link)| !found.offered && link.is_some_and(|link| link.bare))
                .filter_map(|(found, _)| Some((found.form, found.role?)))
                .collect();
            for (form, role) in titled {
                *self.titled.entry((forms.get(form).person.core.clone(), role)).or_default() += 1;
            }
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
                if let Some(role) = found.role {
                    self.roles.entry((name.core.clone(), role)).or_default().insert(root);
                }
                if last_named_in[root as usize].replace(at) == Some(at) {
                    continue;
                }
                let [all, in_path] = &mut counts[link.head as usize];
                *all += 1;
                *in_path += u32::from(article.path_words.contains(&name.core));
            }
        }
        let counted =
            || (0..).zip(&counts).filter(|(_, [all, _])| *all > 0).map(|(head, counts)| (head, *counts));
        for (head, [all, in_path]) in counted() {
            self.count_form(head, all, in_path, forms, vague);
        }
        let rare = counted().filter(|(_, [all, _])| *all <= RUN_ON_ARTICLES).map(|(head, _)| head);
        self.run_ons = rare.filter(|&head| self.is_of_family_names(head, forms)).collect();
        for &head in &self.run_ons {
            for key in family_keys(&forms.get(head).person.core) {
                if let Some(bearers) = self.bearers.get_mut(&key) {
                    bearers.remove(&head);
                }
            }
        }
    }

    /// Whether a name is made of family names of others alone: "Levin Coleman" where commas were lost.
    fn is_of_family_names(&self, head: FormId, forms: &Forms) -> bool {
        let name = &forms.get(head).person;
        let is_family = |word: &String| {
            let (given, family) = self.given_or_family.get(word).copied().unwrap_or_default();
            let others = self.bearers.get(word).is_some_and(|of| of.keys().any(|other| *other != head));
            family >= USUAL_FAMILY
                && family >= given * USUAL_FAMILY
                && others
                && !is_given_name(word)
                && gender_of_given(word).is_none()
        };
        !name.given.is_empty()
            && name.suffix.is_none()
            && name.given.iter().chain([&name.core]).all(is_family)
    }

    /// Counts a form that `all` articles name people by, `in_path` of them with its family name in their paths.
    fn count_form(
        &mut self,
        head: FormId,
        all: u32,
        in_path: u32,
        forms: &Forms,
        vague: &BTreeMap<FormId, Vec<FormId>>,
    ) {
        let (name, root) = (&forms.get(head).person, self.roots[head as usize]);
        if !vague.contains_key(&root) {
            for key in family_keys(&name.core) {
                *self.bearers.entry(key).or_default().entry(root).or_default() += all;
            }
        }
        if in_path > 0 {
            *self.in_paths.entry(name.core.clone()).or_default().entry(root).or_default() += in_path;
        }
        if let Some(given) = name.given.first() {
            self.given_or_family.entry(given.clone()).or_default().0 += all;
        }
        self.given_or_family.entry(name.core.clone()).or_default().1 += all;
    }

    fn identity(&self, place: &Place<'_>, found: &Found, link: Link, forms: &Forms) -> Option<(Node, u8)> {
        let form = forms.get(link.head);
        let in_text = found.candidate.is_some();
        if in_text && (self.run_ons.contains(&found.form) || is_run_on(&forms.get(found.form).person, forms))
        {
            return None;
        }
        let headed_by_run_on = in_text && self.run_ons.contains(&link.head);
        if !(link.bare || headed_by_run_on) {
            let head = self.short_forms.get(&link.head).map_or(link.head, |(head, _)| *head);
            return Some((Node::Known(self.roots[head as usize]), link.certainty));
        }
        let (node, certainty) = match form.kind {
            EntityKind::Person => self.bare_person(place, found, forms)?,
            _ => match self.short_forms.get(&link.head) {
                Some(&(head, certainty)) => (Node::Known(self.roots[head as usize]), certainty),
                None if in_text
                    && (found.offered || link.kind_alone || self.everywhere.contains(&link.head)) =>
                {
                    return None;
                }
                None => (Node::Known(self.roots[link.head as usize]), 100),
            },
        };
        Some((node, certainty.min(link.certainty)))
    }

    /// A bare family name is the only person of that name; a bare given name is known in its article only.
    fn bare_person(&self, place: &Place<'_>, found: &Found, forms: &Forms) -> Option<(Node, u8)> {
        let name = &forms.get(found.form).person;
        let local = Node::Local { article: place.article, form: found.form, gender: found.gender };
        if found.offered {
            return Some((local, 90));
        }
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
            .filter(|(root, count)| *count >= USUAL_BEARER || self.may_hold(*root, found, &name.core))
            .collect();
        match suited.as_slice() {
            [] if found.gender.is_some() => Some((local, 90)),
            [] => Some((Node::Known(self.roots[found.form as usize]), 95)),
            [(_, count)] if self.is_someone_else(found, *count, forms) => {
                Some((Node::Known(self.roots[found.form as usize]), 75))
            }
            [(root, _)] => Some((Node::Known(*root), 80)),
            several => {
                let of_role = found.role.and_then(|role| self.roles.get(&(name.core.clone(), role)));
                let mut with_role =
                    several.iter().filter(|(root, _)| of_role.is_some_and(|of| of.contains(root)));
                if let (Some((root, _)), None) = (with_role.next(), with_role.next()) {
                    return Some((Node::Known(*root), 85));
                }
                let in_paths = self.in_paths.get(&name.core);
                let named: Vec<(FormId, u32)> = several
                    .iter()
                    .filter_map(|(root, _)| Some((*root, *in_paths?.get(root)?)))
                    .filter(|_| place.path_words.contains(&name.core))
                    .collect();
                let listed = found.candidate.is_none().then_some((Node::Known(found.form), 100));
                dominant(&named, 3)
                    .map(|root| (Node::Known(root), 75))
                    .or_else(|| {
                        let root = dominant(several, 9)?;
                        Some((Node::Known(root), 65))
                    })
                    .or(listed)
            }
        }
    }

    /// "Chief Constable Gage", whom several articles call so, is not the Gage who is named in one and never called so.
    fn is_someone_else(&self, found: &Found, articles: u32, forms: &Forms) -> bool {
        let family = &forms.get(found.form).person.core;
        found.role.is_some_and(|role| {
            let key = (family.clone(), role);
            !self.roles.contains_key(&key)
                && self.titled.get(&key).is_some_and(|titled| *titled > articles * 2)
        })
    }

    /// "Governor Blunt" is no Blunt whom the archive calls by other offices and never by that.
    fn may_hold(&self, root: FormId, found: &Found, family: &str) -> bool {
        let Some(role) = found.role.filter(|_| found.office) else { return true };
        let holds =
            |role: u32| self.roles.get(&(family.to_owned(), role)).is_some_and(|of| of.contains(&root));
        let of_family = self.roles.range((family.to_owned(), 0)..=(family.to_owned(), u32::MAX));
        holds(role) || !of_family.into_iter().any(|(_, of)| of.contains(&root))
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

/// The one that at least `fewest` articles name, and nine of ten of those that name any.
fn dominant(bearers: &[(FormId, u32)], fewest: u32) -> Option<FormId> {
    let all: u32 = bearers.iter().map(|(_, count)| count).sum();
    let best = bearers.iter().max_by_key(|(root, count)| (*count, std::cmp::Reverse(*root)))?;
    (best.1 >= fewest && best.1 * 10 >= all * 9).then_some(best.0)
}

/// Whether a name is two people's that ran into each other where punctuation was lost: both halves are names of
/// people in the archive.
fn is_run_on(name: &PersonName, forms: &Forms) -> bool {
    if name.given.len() < 3 {
        return false;
    }
    let words: Vec<&str> = name.given.iter().chain([&name.core]).map(String::as_str).collect();
    let is_known = |words: &[&str]| {
        let Some((family, given)) = words.split_last() else { return false };
        forms.id_of(EntityKind::Person, &format!("{}|{family}", given.join(" "))).is_some()
    };
    (2..words.len().saturating_sub(1)).any(|at| is_known(&words[..at]) && is_known(&words[at..]))
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
