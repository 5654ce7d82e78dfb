//! Decides who is who: candidates become mentions of entities, within an article first, then across the archive.
//!
//! Names are blocked by keys (family name, initials, first and last words), never compared all with all, and every
//! sum is over whole numbers in order of the articles' keys: the result does not depend on the order of the input.
//! What is ambiguous stays unlinked rather than wrong.

mod across;
mod article;
mod company;
mod corroborated;
mod curated;
mod describe;
mod forms;
mod found;
mod given_names;
mod institutions;
mod joined;
mod kinds;
mod kinship;
mod links;
mod memory;
mod namesakes;
mod one_by_one;
mod organizations;
mod people;
mod places;
mod questions;
mod regions;
mod resolver;
mod short_forms;
mod sightings;
mod spelling;
mod unexplained;
mod usual;

pub use curated::Curation;
pub use found::keep_found_names;
pub(super) use places::words_of as place_words;
pub use questions::{Doubt, Question, questions};
pub use resolver::Resolver;

use super::authority::{self, Authority, Does};
use super::facts::ArticleFacts;
use super::fold::fold;
use super::model::{ArticleId, Entity, EntityId, Mention};
use crate::analysis::entity::EntityKind;
use crate::config::EntitiesConfig;
use crate::diagnostic::Diagnostic;
use crate::page::path::name_words;
use across::{Linked, Node};
use curated::{Curated, Described};
use describe::{Gathered, role_in};
use forms::{Form, FormId, Forms, Found, Gender, gender_of};
use kinds::Typed;
use kinship::Stated;
use memory::Memory;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::Arc;

/// Entities and the mentions of each article. Entities carry no address yet, and their ids are provisional.
#[derive(Clone, Debug, Default)]
pub struct Resolution {
    /// The entities, by kind, then by name.
    pub entities: Vec<Entity>,
    /// For each article, in the order given, its mentions in order of the text.
    pub mentions: Vec<Vec<Mention>>,
    /// Records and rules of the authority file that no text answers to.
    pub diagnostics: Vec<Diagnostic>,
}

/// Resolves the candidates of all articles, and the names that people listed in front matter; what the authority file
/// says wins. The result does not depend on the order of `facts`; [`ArticleId`]s are places in it.
pub fn resolve(facts: &[ArticleFacts], config: &EntitiesConfig, curation: Curation<'_>) -> Resolution {
    resolve_with(facts, config, curation, None)
}

/// The same, with what earlier runs have worked out, if there is any.
fn resolve_with(
    facts: &[ArticleFacts],
    config: &EntitiesConfig,
    curation: Curation<'_>,
    mut memory: Option<&mut Memory>,
) -> Resolution {
    let mut order: Vec<usize> = (0..facts.len()).collect();
    order.sort_by_key(|&at| &facts[at].key);
    let ordered: Vec<&ArticleFacts> = order.iter().map(|&at| &facts[at]).collect();
    let least = (f64::from(config.min_confidence).clamp(0.0, 1.0) * 1000.0) as u32;
    let mut typed = kinds::decide(&ordered, least);
    let years: Vec<Option<i32>> = order.iter().map(|&at| curation.years.get(at).copied().flatten()).collect();
    let curation = Curation { years: &years, ..curation };
    let retyped = curated::retype(&ordered, &years, curation.authority, &mut typed);
    let children: Vec<BTreeMap<u32, String>> =
        ordered.iter().zip(&typed).map(|(fact, typed)| kinship::names_of_children(fact, typed)).collect();
    let (mut forms, mut found) =
        find_forms(&ordered, &typed, &children, curation.authority, memory.as_deref_mut());
    let stated: Vec<Vec<Stated>> =
        ordered.iter().zip(&found).map(|(fact, found)| kinship::stated(fact, found, &forms)).collect();
    drop(typed);
    let curated = Curated::new(curation, &ordered, &forms);
    forms.keep_apart(curated.apart());
    if let Some(memory) = memory.as_deref_mut() {
        memory.learn(&forms);
    }
    let mut evidence = Vec::new();
    let mut links: Vec<Vec<Option<links::Link>>> = Vec::with_capacity(found.len());
    for (of_article, shown) in memory::link(&found, &stated, &forms, memory.as_deref_mut()) {
        links.push(of_article);
        evidence.extend(shown);
    }
    corroborated::lift_acronyms(&mut found, &links, &forms);
    let linked: Vec<Linked<'_>> = (0..found.len())
        .map(|at| Linked {
            path_words: name_words(&ordered[at].key.path).into_iter().collect(),
            found: &found[at],
            links: &links[at],
            stated: &stated[at],
        })
        .collect();
    let across::Identified { mut identities, roots, doubtful, stated: stated_names } =
        across::identify(&linked, &evidence, &forms, &curated, memory.as_deref_mut());
    drop(linked);
    drop((links, evidence));
    let described = curated.described(&roots);
    regions::tell_apart(&found, &forms, &described.settled, &mut identities);
    corroborated::lift_bare_names(&mut found, &identities, &forms);
    let known = sightings::Known {
        facts: &ordered,
        found: &found,
        years: &years,
        stated: &stated,
        forms: &forms,
        doubtful: &doubtful,
        settled: &described.settled,
    };
    namesakes::tell_apart(&known, &mut identities);
    given_names::settle((&mut found, &years), &roots, &forms, &mut identities);
    drop(stated);
    let decided = Decided {
        facts: &ordered,
        order: &order,
        found: &found,
        identities: &identities,
        forms: &forms,
        described: &described,
        children: &children,
        years: &years,
        said: &joined::Said { by_articles: stated_names, by_hand: curated.claimed_names() },
        least,
    };
    let mut resolution = gather(&decided, memory);
    let used: BTreeSet<FormId> = found.iter().flatten().map(|found| found.form).collect();
    resolution.diagnostics = curated.unmatched(&used);
    for (number, rule) in curation.authority.rules.iter().enumerate() {
        if matches!(rule.does, Does::Ignore(_) | Does::Retype(..)) && !retyped.contains(&number) {
            resolution.diagnostics.push(curated::unmatched(
                &rule.place,
                rule.does.word(),
                &rule.does.names(),
            ));
        }
    }
    resolution
}

/// Everything that is known when entities are made.
struct Decided<'a> {
    facts: &'a [&'a ArticleFacts],
    order: &'a [usize],
    found: &'a [Vec<Found>],
    identities: &'a across::Identities,
    forms: &'a Forms,
    described: &'a Described<'a>,
    /// The full names of those whom their article calls by given names alone.
    children: &'a [BTreeMap<u32, String>],
    /// The year of publication of each, where it is shown.
    years: &'a [Option<i32>],
    /// What was joined because somebody says so.
    said: &'a joined::Said,
    least: u32,
}

/// Takes every distinct name apart once; mentions refer to the forms.
fn find_forms<'a>(
    facts: &[&'a ArticleFacts],
    typed: &[Vec<Typed>],
    children: &'a [BTreeMap<u32, String>],
    authority_file: &'a Authority,
    memory: Option<&mut Memory>,
) -> (Forms, Vec<Vec<Found>>) {
    let mut distinct = Distinct { men: men(facts, typed), memory, ..Distinct::default() };
    for (kind, name) in authority_file.names() {
        for kind in authority::kinds(kind) {
            distinct.form(kind, name, None);
        }
    }
    let mut found = Vec::with_capacity(facts.len());
    for ((fact, typed), children) in facts.iter().zip(typed).zip(children) {
        let mut here = Vec::with_capacity(typed.len());
        for (kind, name) in written_names(fact) {
            let form = distinct.form(kind, name, None);
            here.push(Found {
                form,
                candidate: None,
                score: 1000,
                gender: None,
                role: None,
                start: 0,
                end: 0,
                offered: false,
                office: false,
            });
        }
        for one in typed {
            let candidate = &fact.entities[one.candidate as usize];
            let surface = children.get(&one.candidate).map_or(candidate.surface.as_str(), String::as_str);
            let title = candidate.title.as_deref().filter(|_| one.kind == EntityKind::Person);
            let (gender, role) = title.map(|title| distinct.title(title)).unwrap_or_default();
            here.push(Found {
                form: distinct.form(one.kind, surface, gender),
                candidate: Some(one.candidate),
                score: one.score,
                gender,
                role,
                start: candidate.range.start,
                end: candidate.range.end,
                offered: one.offered,
                office: title.is_some_and(is_office),
            });
        }
        found.push(here);
    }
    let (forms, ids) = Forms::new(&distinct.forms);
    for here in &mut found {
        here.retain_mut(|found| match ids[found.form as usize] {
            Some(id) => {
                found.form = id;
                true
            }
            None => false,
        });
    }
    (forms, found)
}

/// Given names that stand behind "Mr." and never behind "Miss".
fn men(facts: &[&ArticleFacts], typed: &[Vec<Typed>]) -> BTreeSet<String> {
    let (mut men, mut women) = (BTreeSet::new(), BTreeSet::new());
    for (fact, typed) in facts.iter().zip(typed) {
        for one in typed.iter().filter(|one| one.kind == EntityKind::Person) {
            let candidate = &fact.entities[one.candidate as usize];
            let told = match candidate.title.as_deref() {
                Some("Mr." | "Mr") => &mut men,
                Some("Miss" | "Ms." | "Ms") => &mut women,
                _ => continue,
            };
            let mut words = candidate.surface.split_whitespace();
            let first = words.next().filter(|first| !first.ends_with('.') && words.next().is_some());
            told.extend(first.map(fold));
        }
    }
    &men - &women
}

/// The distinct surfaces and titles of the archive, each read once.
#[derive(Default)]
struct Distinct<'a, 'm> {
    /// What earlier runs have read.
    memory: Option<&'m mut Memory>,
    /// Given names that the archive's honorifics tell to be men's.
    men: BTreeSet<String>,
    forms: Vec<Arc<Form>>,
    of_surface: HashMap<(EntityKind, &'a str, Option<Gender>), FormId>,
    of_title: HashMap<&'a str, (Option<Gender>, Option<u32>)>,
    roles: HashMap<String, u32>,
}

impl<'a> Distinct<'a, '_> {
    /// Place of the form of a surface among `forms`, which are in order of sight.
    fn form(&mut self, kind: EntityKind, surface: &'a str, gender: Option<Gender>) -> FormId {
        let (forms, men, memory) = (&mut self.forms, &self.men, self.memory.as_deref_mut());
        *self.of_surface.entry((kind, surface, gender)).or_insert_with(|| {
            let mut form = memory::form(kind, surface, gender, memory);
            if gender == Some(Gender::Female)
                && form.person.given.first().is_some_and(|given| men.contains(given))
            {
                Arc::make_mut(&mut form).become_his_wife();
            }
            forms.push(form);
            forms.len() as FormId - 1
        })
    }

    /// What a title tells: the gender, and a number that is the same for the same role.
    fn title(&mut self, title: &'a str) -> (Option<Gender>, Option<u32>) {
        let roles = &mut self.roles;
        *self.of_title.entry(title).or_insert_with(|| {
            let role = role_in(title).map(|role| {
                let next = roles.len() as u32;
                *roles.entry(fold(&role)).or_insert(next)
            });
            (gender_of(title), role)
        })
    }
}

/// Whether a title is that of an office which one person holds at a time.
fn is_office(title: &str) -> bool {
    let last = title.split_whitespace().last().map(|word| word.trim_end_matches('.')).unwrap_or_default();
    matches!(last, "Governor" | "Gov" | "President" | "Mayor" | "Pope" | "King" | "Queen")
}

/// Names that a person listed.
fn written_names(fact: &ArticleFacts) -> impl Iterator<Item = (EntityKind, &str)> {
    let written = &fact.front_matter;
    let people = written.people.iter().map(|name| (EntityKind::Person, name.as_str()));
    let organizations = written.organizations.iter().map(|name| (EntityKind::Organization, name.as_str()));
    people.chain(organizations).chain(written.places.iter().map(|name| (EntityKind::Place, name.as_str())))
}

fn gather(decided: &Decided<'_>, memory: Option<&mut Memory>) -> Resolution {
    let mut nodes: Vec<((EntityKind, Node), Gathered)> = Vec::new();
    let mut places: HashMap<(EntityKind, Node), usize> = HashMap::new();
    // Mentions say the place of their entity among the nodes until entities have ids.
    let mut kept: Vec<Vec<Mention>> = vec![Vec::new(); decided.order.len()];
    for (at, fact) in decided.facts.iter().enumerate() {
        let article = ArticleId(decided.order[at] as u32);
        kept[article.0 as usize].reserve_exact(decided.found[at].len());
        let mut written = written_names(fact).filter(|(kind, name)| !Form::new(*kind, name, None).is_empty());
        for (found, identity) in decided.found[at].iter().zip(&decided.identities[at]) {
            let name = if found.candidate.is_none() { written.next() } else { None };
            let Some((node, certainty)) = *identity else { continue };
            let kind = decided.forms.get(found.form).kind;
            let confidence = found.score * u32::from(certainty) / 100;
            if found.candidate.is_some() && confidence < decided.least {
                continue;
            }
            let place = *places.entry((kind, node)).or_insert_with(|| {
                nodes.push(((kind, node), Gathered::default()));
                nodes.len() - 1
            });
            let gathered = &mut nodes[place].1;
            let count = gathered.articles.entry(article).or_default();
            match found.candidate {
                None => {
                    let name = name.map(|(_, name)| name.split_whitespace().collect::<Vec<_>>().join(" "));
                    *gathered.written.entry(name.unwrap_or_default()).or_default() += 1;
                }
                Some(index) => {
                    *count += 1;
                    let candidate = &fact.entities[index as usize];
                    let form = decided.forms.get(found.form);
                    let is_husbands = kinship::is_husbands(form);
                    if is_husbands || decided.children[at].contains_key(&index) {
                        gathered.count_lent(candidate, is_husbands);
                    } else {
                        gathered.count(candidate);
                    }
                    let percent = ((confidence + 5) / 10).min(100) as u8;
                    let entity = EntityId(place as u32);
                    let mention = Mention { range: candidate.range, entity, confidence: percent };
                    kept[article.0 as usize].push(mention);
                }
            }
            if let Node::Local { gender, .. } = node {
                gathered.gender = gender;
            }
        }
    }
    number(nodes, kept, decided, memory)
}

/// Entities by kind and name; mentions refer to them.
fn number(
    nodes: Vec<((EntityKind, Node), Gathered)>,
    mut mentions: Vec<Vec<Mention>>,
    decided: &Decided<'_>,
    mut memory: Option<&mut Memory>,
) -> Resolution {
    let mut ids = vec![EntityId(0); nodes.len()];
    let describe = |(place, ((kind, node), gathered)): (usize, ((EntityKind, Node), Gathered))| {
        let mut entity = memory::entity(kind, gathered, memory.as_deref_mut());
        entity.qualifier = regions::qualifier(node, decided.forms);
        if let Some(head) = node.form() {
            entity.joined = joined::joined(&entity, decided.forms.get(head), decided.forms, decided.said);
        }
        decided.described.describe(node, &mut entity);
        (node, entity, place)
    };
    let mut described: Vec<(Node, Entity, usize)> = nodes.into_iter().enumerate().map(describe).collect();
    described.sort_by(|a, b| (a.1.kind, &a.1.name, a.0).cmp(&(b.1.kind, &b.1.name, b.0)));
    for (id, (_, _, place)) in (0..).map(EntityId).zip(&described) {
        ids[*place] = id;
    }
    for here in &mut mentions {
        here.iter_mut().for_each(|mention| mention.entity = ids[mention.entity.0 as usize]);
        here.sort_by_key(|mention| (mention.range, mention.entity));
    }
    let mut entities: Vec<Entity> = described.into_iter().map(|(_, entity, _)| entity).collect();
    let mut years: Vec<Option<i32>> = vec![None; decided.order.len()];
    for (&at, &year) in decided.order.iter().zip(decided.years) {
        years[at] = year;
    }
    describe::mark_namesakes(&mut entities, &|id| years.get(id.0 as usize).copied().flatten());
    Resolution { entities, mentions, diagnostics: Vec::new() }
}

#[cfg(test)]
mod tests;
