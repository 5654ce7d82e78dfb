//! Given names alone: whom "Peg" or "Tell Manuel" means in an article that names nobody so in full.
//!
//! A given name says little by itself. It is somebody's where the article names that person by another name too, or
//! where it keeps the company that one bearer of the name keeps and no other does.

use super::across::{Identities, Node};
use super::company::worth;
use super::forms::{FormId, Forms, Found};
use super::kinds::OFFERED;
use super::kinship::husband_in;
use super::spelling::{is_given_name, other_spellings};
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// Most bearers of a given name that are told apart.
const MOST_BEARERS: usize = 8;
/// Most articles of a bearer that are looked at.
const LOOKED_AT: usize = 40;
/// Points where the article names the bearer otherwise, or the bearer's wife by his name.
const NAMED_HERE: u32 = 20;
/// Least points, and least lead over the next bearer.
const LEAST_POINTS: u32 = 6;
const LEAST_LEAD: u32 = 4;
/// Least points where nobody else in the archive has the name.
const LEAST_FOR_ONLY_ONE: u32 = 4;
/// Points where the article is of the same year.
const SAME_YEAR: u32 = 2;
/// How many times as many articles may have the given name alone.
const MOST_ALONE: usize = 2;
/// Certainty in percent.
const CERTAINTY: u8 = 70;

/// Gives given names that are known in their article only ([`Node::Local`]) to whom they mean, and drops what was only
/// offered and is nobody's.
pub(super) fn settle(
    (found, years): (&mut [Vec<Found>], &[Option<i32>]),
    roots: &[FormId],
    forms: &Forms,
    identities: &mut Identities,
) {
    let alone = alone(found, forms, identities);
    if !alone.is_empty() {
        let bearers = bearers(&alone, roots, forms, identities);
        let mut times: HashMap<&str, usize> = HashMap::new();
        for (_, form) in alone.values() {
            *times.entry(forms.get(*form).person.core.as_str()).or_default() += 1;
        }
        let families = families(&alone, roots, forms);
        let scale = Scale::new(&alone, &bearers, identities, years);
        let mut decided: HashMap<Node, FormId> = HashMap::new();
        for (&node, (at, form)) in &alone {
            let name = forms.get(*form).person.core.as_str();
            let husbands = husbands(&found[*at], forms);
            let bearer = bearers.get(name).and_then(|bearers| {
                let times = times.get(name).copied().unwrap_or(0);
                scale.choose((*at, times), bearers, &husbands, roots)
            });
            if let Some(bearer) = bearer.or_else(|| scale.of_family(*at, families.get(name)?)) {
                decided.insert(node, bearer);
            }
        }
        for (found, identity) in found.iter_mut().flatten().zip(identities.iter_mut().flatten()) {
            if let Some((node, certainty)) = identity
                && let Some(bearer) = decided.get(node)
            {
                (*node, *certainty) = (Node::Known(*bearer), (*certainty).min(CERTAINTY));
                // That it is somebody's is borne out.
                found.score = found.score.max(OFFERED);
            }
        }
    }
    for (found, here) in found.iter().zip(identities) {
        for (found, identity) in found.iter().zip(here) {
            if found.offered && identity.is_some_and(|(node, _)| matches!(node, Node::Local { .. })) {
                *identity = None;
            }
        }
    }
}

/// Given names alone, with their article.
fn alone(found: &[Vec<Found>], forms: &Forms, identities: &Identities) -> BTreeMap<Node, (usize, FormId)> {
    let mut alone = BTreeMap::new();
    for (at, (found, here)) in found.iter().zip(identities).enumerate() {
        for (found, identity) in found.iter().zip(here) {
            let Some((node @ Node::Local { gender: None, .. }, _)) = identity else { continue };
            let name = &forms.get(found.form).person;
            let word = name.core.chars().count() > 3 || is_given_name(&name.core);
            if word && !name.is_initials() && name.family == name.core && name.suffix.is_none() {
                alone.insert(*node, (at, found.form));
            }
        }
    }
    alone
}

/// A person of a name, and the articles that name them.
struct Bearer {
    form: FormId,
    /// By the very spelling, not a familiar or foreign form of it.
    same: bool,
    articles: Vec<usize>,
}

/// For each given name that stands alone, who bears it or another spelling of it.
fn bearers<'a>(
    alone: &BTreeMap<Node, (usize, FormId)>,
    roots: &[FormId],
    forms: &'a Forms,
    identities: &Identities,
) -> BTreeMap<&'a str, Vec<Bearer>> {
    let mut spelt: HashMap<&str, BTreeSet<&'a str>> = HashMap::new();
    for (_, form) in alone.values() {
        let name = forms.get(*form).person.core.as_str();
        for spelling in other_spellings(name) {
            spelt.entry(spelling).or_default().insert(name);
        }
        spelt.entry(name).or_default().insert(name);
    }
    let mut of_name: BTreeMap<&str, BTreeMap<FormId, bool>> = BTreeMap::new();
    for (form, root) in forms.0.iter().zip(roots).filter(|(form, _)| form.kind == EntityKind::Person) {
        let given = form.person.given.first().filter(|given| form.person.is_full() && *given != "mrs");
        for name in given.and_then(|given| spelt.get(given.as_str())).into_iter().flatten() {
            let same = given.is_some_and(|given| given == *name);
            *of_name.entry(name).or_default().entry(*root).or_default() |= same;
        }
    }
    of_name.retain(|_, of| of.len() <= MOST_BEARERS);
    let wanted: BTreeSet<FormId> = of_name.values().flat_map(|of| of.keys().copied()).collect();
    let mut articles: BTreeMap<FormId, Vec<usize>> = BTreeMap::new();
    for (at, here) in identities.iter().enumerate() {
        let named: BTreeSet<FormId> = here.iter().flatten().filter_map(|(node, _)| node.form()).collect();
        for form in named.intersection(&wanted) {
            articles.entry(*form).or_default().push(at);
        }
    }
    let bearer = |(form, same)| Some(Bearer { form, same, articles: articles.get(&form)?.clone() });
    of_name.into_iter().map(|(name, of)| (name, of.into_iter().filter_map(bearer).collect())).collect()
}

/// Who bears a name that stands alone as the family name.
fn families<'a>(
    alone: &BTreeMap<Node, (usize, FormId)>,
    roots: &[FormId],
    forms: &'a Forms,
) -> HashMap<&'a str, BTreeSet<FormId>> {
    let wanted: BTreeSet<&str> =
        alone.values().map(|(_, form)| forms.get(*form).person.core.as_str()).collect();
    let mut families: HashMap<&str, BTreeSet<FormId>> = HashMap::new();
    for (form, root) in forms.0.iter().zip(roots).filter(|(form, _)| form.kind == EntityKind::Person) {
        if form.person.is_full() && wanted.contains(form.person.core.as_str()) {
            families.entry(&form.person.core).or_default().insert(*root);
        }
    }
    families
}

/// The husbands whose wives an article calls by their names: "Mrs. Thomas Doyle".
fn husbands(found: &[Found], forms: &Forms) -> BTreeSet<FormId> {
    found.iter().filter_map(|found| husband_in(found.form, forms)).collect()
}

/// What company is worth.
struct Scale<'a> {
    identities: &'a Identities,
    years: &'a [Option<i32>],
    /// In how many articles each companion is named.
    spread: HashMap<Node, usize>,
}

impl<'a> Scale<'a> {
    fn new(
        alone: &BTreeMap<Node, (usize, FormId)>,
        bearers: &BTreeMap<&str, Vec<Bearer>>,
        identities: &'a Identities,
        years: &'a [Option<i32>],
    ) -> Self {
        let mut scale = Self { identities, years, spread: HashMap::new() };
        if bearers.is_empty() {
            return scale;
        }
        let wanted: BTreeSet<Node> = alone.values().flat_map(|(at, _)| scale.named(*at)).collect();
        for at in 0..identities.len() {
            for node in scale.named(at).intersection(&wanted) {
                *scale.spread.entry(*node).or_default() += 1;
            }
        }
        scale
    }

    fn named(&self, at: usize) -> BTreeSet<Node> {
        self.identities[at]
            .iter()
            .flatten()
            .map(|(node, _)| *node)
            .filter(|node| node.form().is_some())
            .collect()
    }

    /// Whom a given name in an article means.
    fn choose(
        &self,
        (at, times): (usize, usize),
        bearers: &[Bearer],
        husbands: &BTreeSet<FormId>,
        roots: &[FormId],
    ) -> Option<FormId> {
        let here = self.named(at);
        let mut points: Vec<(u32, FormId)> = bearers
            .iter()
            .map(|bearer| {
                let husband = husbands.iter().any(|husband| roots[*husband as usize] == bearer.form);
                let named = husband || here.contains(&Node::Known(bearer.form));
                // A name that stands alone far more often than its bearer is named is something else: a storm.
                let usual = times <= bearer.articles.len() * MOST_ALONE + MOST_ALONE;
                if !(named || bearer.same && usual) {
                    return (0, bearer.form);
                }
                let near = bearer
                    .articles
                    .iter()
                    .take(LOOKED_AT)
                    .map(|other| self.company(&here, (at, *other)))
                    .max();
                (near.unwrap_or(0) + if named { NAMED_HERE } else { 0 }, bearer.form)
            })
            .collect();
        points.sort_by_key(|(points, form)| (std::cmp::Reverse(*points), *form));
        let next = points.get(1).map_or(0, |(points, _)| *points);
        let (best, form) = *points.first()?;
        let least = if points.len() == 1 { LEAST_FOR_ONLY_ONE } else { LEAST_POINTS };
        (best >= least && best - next >= LEAST_LEAD).then_some(form)
    }

    /// The only person of a family name whom an article names otherwise.
    fn of_family(&self, at: usize, family: &BTreeSet<FormId>) -> Option<FormId> {
        let here = self.named(at);
        let mut named = family.iter().copied().filter(|form| here.contains(&Node::Known(*form)));
        named.next().filter(|_| named.next().is_none())
    }

    /// What two articles share; `here` is what the one names.
    fn company(&self, here: &BTreeSet<Node>, (at, other): (usize, usize)) -> u32 {
        let telling = |node: &Node| {
            let named_in = self.spread.get(node).copied().unwrap_or(1);
            worth(self.identities.len(), named_in).unsigned_abs()
        };
        let year = |at: usize| self.years.get(at).copied().flatten();
        let same_year = year(at).is_some() && year(at) == year(other);
        let shared: u32 = self.named(other).intersection(here).map(telling).sum();
        shared + if same_year && shared > 0 { SAME_YEAR } else { 0 }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::{article, naming};
    use super::super::curated::NOBODY;
    use super::super::resolve;
    use crate::archive::facts::ArticleFacts;
    use crate::config::EntitiesConfig;

    /// In how many articles the people of an archive are named, among sixty articles about other things.
    fn check(articles: &[&[&str]], expected: &[(&str, usize)]) {
        let mut facts: Vec<ArticleFacts> =
            articles.iter().enumerate().map(|(at, names)| naming(&format!("{at:02}"), names)).collect();
        facts.extend((0..60).map(|at| article(&format!("other {at}"))));
        let resolution = resolve(&facts, &EntitiesConfig::default(), NOBODY);
        let people = resolution.entities.iter().filter(|entity| entity.kind.index() == 0);
        let found: Vec<(&str, usize)> =
            people.map(|entity| (entity.name.as_str(), entity.articles.len())).collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn company_tells_whom_a_given_name_means() {
        check(
            &[
                &["p:Manuel Mott", "l:Gannet Head", "o:Silver Band"],
                &["p:Manuel Carter", "l:Lisbon"],
                &["p:Manuel", "l:Gannet Head", "o:Silver Band"],
            ],
            &[("Manuel Carter", 1), ("Manuel Mott", 2)],
        );
    }

    #[test]
    fn without_company_it_is_nobody_elses() {
        check(
            &[&["p:Manuel Mott", "l:Gannet Head"], &["p:Manuel", "l:Oslo"]],
            &[("Manuel", 1), ("Manuel Mott", 1)],
        );
    }

    #[test]
    fn a_husband_lends_his_name() {
        check(
            &[&["p:Thomas Mott", "l:Gannet Head"], &["p:(Mrs.) Thomas Mott", "p:Tom", "l:Oslo"]],
            &[("Mrs. Thomas Mott", 1), ("Thomas Mott", 2)],
        );
    }
}
