//! Within one article: short forms are linked to the full names that the article gives.

use super::super::person_name::PersonName;
use super::forms::{FormId, Forms, Found, Gender, gender_of_given};
use super::kinship::{Stated, is_husbands};
use super::links::{Evidence, Link};
use super::people::{self, Group, Vouched};
use super::short_forms::link_things;
use super::spelling::{TRANSLATED, other_spellings};
use crate::analysis::entity::EntityKind;
use crate::analysis::kin::Relation;
use std::collections::{BTreeMap, BTreeSet};

/// Links of the mentions, in their order. `None`: a mere head word that the article does not explain.
pub(super) fn link(found: &[Found], stated: &[Stated], forms: &Forms) -> (Vec<Option<Link>>, Vec<Evidence>) {
    let mut links: Vec<Option<Link>> = vec![None; found.len()];
    let mut evidence = BTreeSet::new();
    let of_kind =
        |kind| (0..found.len()).filter(move |&at| forms.get(found[at].form).kind == kind).collect::<Vec<_>>();
    link_people((&of_kind(EntityKind::Person), stated), found, forms, &mut links, &mut evidence);
    for kind in [EntityKind::Organization, EntityKind::Place] {
        link_things(kind, &of_kind(kind), found, forms, &mut links, &mut evidence);
    }
    (links, evidence.into_iter().collect())
}

/// The people that an article names in full.
struct Cast {
    groups: Vec<Group>,
    /// The group that each group was joined with.
    joined: Vec<usize>,
    genders: Vec<Option<Gender>>,
    /// First place and number of full mentions of each group.
    seen: Vec<(u32, u32)>,
    by_family: BTreeMap<String, BTreeSet<usize>>,
    by_given: BTreeMap<String, BTreeSet<usize>>,
    by_middle: BTreeMap<String, BTreeSet<usize>>,
    /// Who was married, as the article tells.
    wedded: BTreeSet<usize>,
    /// Who has a family name by marriage.
    wives: BTreeMap<String, usize>,
}

fn link_people(
    (mentions, stated): (&[usize], &[Stated]),
    found: &[Found],
    forms: &Forms,
    links: &mut [Option<Link>],
    evidence: &mut BTreeSet<Evidence>,
) {
    let full: BTreeSet<FormId> =
        mentions.iter().map(|&at| found[at].form).filter(|&id| forms.get(id).person.is_full()).collect();
    let generations = generations(stated, found, forms);
    let full: Vec<FormId> = full.into_iter().collect();
    let mut cast = cast((&full, &generations), mentions, found, forms, evidence);
    let mut of_form: BTreeMap<FormId, (usize, u8)> = BTreeMap::new();
    for (at, group) in cast.groups.iter().enumerate() {
        for &(form, certainty) in &group.forms {
            of_form.insert(form, (cast.joined[at], certainty));
        }
    }
    cast.marry(stated, &of_form, found, forms);
    let mut so_far = vec![0; cast.groups.len()];
    // "Leonard Gage … is a grandson of Chief Constable Gage": two people.
    let forebears: BTreeSet<usize> = stated
        .iter()
        .filter(|stated| stated.relation == Relation::Child)
        .filter(|stated| {
            forms.get(found[stated.one].form).person.core == forms.get(found[stated.other].form).person.core
        })
        .map(|stated| stated.other)
        .collect();
    for &at in mentions {
        let mention = &found[at];
        if forebears.contains(&at) && !forms.get(mention.form).person.is_full() {
            links[at] = Some(Link { head: mention.form, certainty: 100, bare: true, kind_alone: false });
            continue;
        }
        let target =
            of_form.get(&mention.form).copied().or_else(|| bare_target(mention, forms, &cast, &so_far));
        links[at] = Some(match target {
            Some((group, certainty)) => {
                so_far[group] += 1;
                Link { head: cast.groups[group].head(), certainty, bare: false, kind_alone: false }
            }
            None if mention.candidate.is_some() && is_family(&forms.get(mention.form).person, &cast) => {
                continue;
            }
            None => Link { head: mention.form, certainty: 100, bare: true, kind_alone: false },
        });
    }
}

/// Full names of parent and child that could be one person's by themselves: "Bill Oake" and "his father, William Oake".
fn generations(stated: &[Stated], found: &[Found], forms: &Forms) -> BTreeSet<(FormId, FormId)> {
    let mut apart = BTreeSet::new();
    for child in stated.iter().filter(|stated| stated.relation == Relation::Child) {
        let (one, other) = (found[child.one].form, found[child.other].form);
        // A child who is called by the given name alone has the parent's family name from us.
        let own = found.iter().zip(0..).all(|(found, at)| {
            found.form != one
                || stated.iter().any(|stated| stated.relation == Relation::Child && stated.one == at)
        });
        if one != other && own && forms.get(one).person.core == forms.get(other).person.core {
            apart.extend([(one, other), (other, one)]);
        }
    }
    apart
}

fn cast(
    (full, generations): (&[FormId], &BTreeSet<(FormId, FormId)>),
    mentions: &[usize],
    found: &[Found],
    forms: &Forms,
    evidence: &mut BTreeSet<Evidence>,
) -> Cast {
    let apart = |one, other| generations.contains(&(one, other));
    let groups = people::group(full, forms, &Vouched { about: None, says: &|_, _| true, apart: &apart });
    for group in &groups {
        let head = forms.get(group.head());
        for &(form, _) in &group.forms[1..] {
            if people::likeness(forms.get(form), head).is_some_and(|likeness| likeness <= TRANSLATED) {
                evidence.insert(Evidence { form, head: group.head(), weight: 1, same_name: true });
            }
        }
    }
    let joined = join_turned_and_begun(&groups, forms, evidence);
    let mut cast = Cast {
        genders: vec![None; groups.len()],
        seen: vec![(u32::MAX, 0); groups.len()],
        by_family: BTreeMap::new(),
        by_given: BTreeMap::new(),
        by_middle: BTreeMap::new(),
        wedded: BTreeSet::new(),
        wives: BTreeMap::new(),
        joined,
        groups,
    };
    cast.index(forms);
    cast.count(mentions, found, forms);
    cast
}

impl Cast {
    /// Notes whom "Mrs. Vance" means where the article has told of her wedding.
    fn marry(
        &mut self,
        stated: &[Stated],
        of_form: &BTreeMap<FormId, (usize, u8)>,
        found: &[Found],
        forms: &Forms,
    ) {
        for couple in stated.iter().filter(|stated| stated.relation == Relation::Wife) {
            let family = &forms.get(found[couple.other].form).person.core;
            if let Some(&(wife, _)) = of_form.get(&found[couple.one].form) {
                self.wives.insert(family.clone(), wife);
                self.wedded.insert(wife);
            }
        }
    }

    fn index(&mut self, forms: &Forms) {
        for (at, group) in self.groups.iter().enumerate() {
            let target = self.joined[at];
            for (form, _) in &group.forms {
                let name = &forms.get(*form).person;
                let of_husband = is_husbands(forms.get(*form));
                self.by_family.entry(name.core.clone()).or_default().insert(target);
                let mut given = name.given.iter().filter(|given| given.chars().count() > 1 && !of_husband);
                if let Some(first) = given.next() {
                    self.by_given.entry(first.clone()).or_default().insert(target);
                }
                for middle in given {
                    self.by_middle.entry(middle.clone()).or_default().insert(target);
                }
            }
        }
    }

    fn count(&mut self, mentions: &[usize], found: &[Found], forms: &Forms) {
        let mut of_form: BTreeMap<FormId, usize> = BTreeMap::new();
        for (at, group) in self.groups.iter().enumerate() {
            of_form.extend(group.forms.iter().map(|(form, _)| (*form, self.joined[at])));
            let given = forms.get(group.head()).person.given.first();
            let target = self.joined[at];
            self.genders[target] =
                self.genders[target].or_else(|| given.and_then(|given| gender_of_given(given)));
        }
        for &at in mentions {
            if let Some(&group) = of_form.get(&found[at].form) {
                let (first, count) = &mut self.seen[group];
                *first = (*first).min(found[at].start);
                *count += 1;
                self.genders[group] = found[at].gender.or(self.genders[group]);
            }
        }
    }

    /// The one group of several that a bare name at a place means: the only one, the only one named so far, or the
    /// one that is spoken of far more often. `so_far` counts the mentions of each group up to here.
    fn choose(&self, groups: &BTreeSet<usize>, mention: &Found, so_far: &[u32]) -> Option<(usize, u8)> {
        let suits = |at: &usize| {
            let known = self.genders[*at];
            mention.gender.is_none() || known.is_none() || known == mention.gender
        };
        let suited: Vec<usize> = groups.iter().copied().filter(suits).collect();
        if let [one] = suited.as_slice() {
            return Some((*one, if self.seen[*one].0 <= mention.start { 97 } else { 92 }));
        }
        let before: Vec<usize> = suited.iter().copied().filter(|&at| so_far[at] > 0).collect();
        if let [one] = before.as_slice() {
            return Some((*one, 75));
        }
        let outstanding = |counts: &dyn Fn(usize) -> u32| {
            let most = suited.iter().map(|&at| counts(at)).max()?;
            let mut often = suited.iter().filter(|&&at| counts(at) * 3 > most);
            match (often.next(), often.next()) {
                (Some(&one), None) => Some(one),
                _ => None,
            }
        };
        let one = outstanding(&|at| so_far[at]).or_else(|| outstanding(&|at| self.seen[at].1))?;
        Some((one, 70))
    }
}

impl Cast {
    /// The only one whose initials are those of a signature: "W.O."
    fn by_initials(&self, name: &PersonName, forms: &Forms) -> Option<usize> {
        let initial = |word: &String| word.chars().next();
        let initials = |name: &PersonName| -> Vec<char> {
            name.given.iter().chain([&name.core]).filter_map(initial).collect()
        };
        let wanted = initials(name);
        let fits = |(at, group): (usize, &Group)| {
            let full = initials(&forms.get(group.head()).person) == wanted;
            full.then_some(self.joined[at])
        };
        let fitting: BTreeSet<usize> = self.groups.iter().enumerate().filter_map(fits).collect();
        fitting.first().copied().filter(|_| fitting.len() == 1)
    }
}

/// Joins what is one name in another order ("Higuchi Ichiyō", "Ichiyō Higuchi") or only its beginning ("Pierre
/// Charles" where the article has "Pierre Charles L'Enfant") or its family name ("Santa Anna").
fn join_turned_and_begun(groups: &[Group], forms: &Forms, evidence: &mut BTreeSet<Evidence>) -> Vec<usize> {
    let mut joined: Vec<usize> = (0..groups.len()).collect();
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    let mut begun: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut families: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let name = &forms.get(group.head()).person;
        if name.epithet {
            continue;
        }
        written.insert(format!("{} {}", name.given.join(" "), name.core), at);
        families.entry(&name.core).or_default().insert(at);
        for length in 2..=name.given.len() {
            begun.entry(name.given[..length].join(" ")).or_default().insert(at);
        }
    }
    for (at, group) in groups.iter().enumerate() {
        let name = &forms.get(group.head()).person;
        let turned = format!("{} {}", name.core, name.given.join(" "));
        if let Some(&other) = written.get(&turned)
            && other < at
            && name.given.len() == 1
        {
            joined[at] = joined[other];
            let head = groups[other].head();
            evidence.insert(Evidence { form: group.head(), head, weight: 1, same_name: true });
        }
        let whole = format!("{} {}", name.given.join(" "), name.family);
        let family = families.get(format!("{}{}", name.given.concat(), name.core).as_str());
        let longer = begun.get(&whole).into_iter().chain(family).flatten().copied();
        let longer: Vec<usize> = longer.filter(|other| *other != at).collect();
        if let [other] = longer.as_slice()
            && joined[*other] != at
        {
            joined[at] = joined[*other];
        }
    }
    joined
}

/// "The Vances" are no one person.
fn is_family(name: &PersonName, cast: &Cast) -> bool {
    !name.is_full() && name.core.strip_suffix('s').is_some_and(|core| cast.by_family.contains_key(core))
}

/// The group that a bare name means, by family name first, then by given name.
fn bare_target(mention: &Found, forms: &Forms, cast: &Cast, so_far: &[u32]) -> Option<(usize, u8)> {
    let name = &forms.get(mention.form).person;
    if name.is_initials() {
        return cast.by_initials(name, forms).map(|group| (group, 75));
    }
    if let Some(&wife) = cast.wives.get(&name.core).filter(|_| mention.gender == Some(Gender::Female)) {
        return Some((wife, 88));
    }
    if let Some(groups) = cast.by_family.get(&name.core) {
        let suited: BTreeSet<usize> = groups
            .iter()
            .copied()
            .filter(|&at| {
                let other = forms.get(cast.groups[at].head()).person.suffix.as_deref();
                name.suffix.is_none() || name.suffix.as_deref() == other
            })
            .collect();
        // Over the account of a wedding stand the names of bride and groom, not that of her father.
        let wedded: Vec<usize> = suited.intersection(&cast.wedded).copied().collect();
        return match wedded.as_slice() {
            [one] if mention.gender.is_none() && mention.role.is_none() => Some((*one, 80)),
            _ => cast.choose(&suited, mention, so_far),
        };
    }
    if name.family.contains(' ') || name.suffix.is_some() {
        return None;
    }

    let respelt = other_spellings(&name.core).filter_map(|spelling| cast.by_given.get(spelling));
    let groups: BTreeSet<usize> =
        cast.by_given.get(&name.core).into_iter().chain(respelt).flatten().copied().collect();
    if !groups.is_empty() {
        return cast.choose(&groups, mention, so_far).map(|(at, certainty)| (at, certainty.min(90)));
    }
    let groups = cast.by_middle.get(&name.core)?;
    cast.choose(groups, mention, so_far).map(|(at, certainty)| (at, certainty.min(75)))
}
