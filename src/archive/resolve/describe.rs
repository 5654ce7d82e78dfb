//! Turns identities into entities: preferred form, variants, role, who else bears the name.

use super::super::collate::sort_form;
use super::super::fold::{fold, words};
use super::super::model::{ArticleId, Entity, EntityId};
use super::super::person_name::{parse, plain_form};
use super::forms::Gender;
use super::organizations::{is_acronym, is_head_word, is_local};
use super::places;
use crate::analysis::entity::{EntityCandidate, EntityKind};
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// What is gathered of one identity.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub(super) struct Gathered {
    /// As printed → how often, and when first in order of the articles' keys.
    pub(super) printed: BTreeMap<String, (u32, usize)>,
    /// Of those, the names that are not her own or not whole: "Mrs. Harold Vance", "Eleanor Mary" for a daughter.
    pub(super) lent: BTreeSet<String>,
    /// As a person wrote it in front matter → in how many articles.
    pub(super) written: BTreeMap<String, u32>,
    /// Honorifics and roles as printed → how often.
    pub(super) titles: BTreeMap<String, u32>,
    /// Mentions in each article, 0 where only the front matter names it.
    pub(super) articles: BTreeMap<ArticleId, u32>,
    /// For "Mrs. Vance".
    pub(super) gender: Option<Gender>,
}

impl Gathered {
    /// Counts a mention of a name that is the husband's or only a part.
    pub(super) fn count_lent(&mut self, candidate: &EntityCandidate, is_husbands: bool) {
        let surface = &candidate.surface;
        let shown = if is_husbands { format!("Mrs. {surface}") } else { surface.to_string() };
        let first = self.printed.len();
        self.printed.entry(shown.clone()).or_insert((0, first)).0 += 1;
        self.lent.insert(shown);
    }

    /// Counts a mention.
    pub(super) fn count(&mut self, candidate: &EntityCandidate) {
        let first = self.printed.len();
        match self.printed.get_mut(candidate.surface.as_str()) {
            Some((count, _)) => *count += 1,
            None => drop(self.printed.insert(candidate.surface.to_string(), (1, first))),
        }
        let Some(title) = &candidate.title else { return };
        match self.titles.get_mut(&**title) {
            Some(count) => *count += 1,
            None => drop(self.titles.insert(title.to_string(), 1)),
        }
    }
}

/// The entity of what was gathered. What refers to other entities is filled by [`mark_namesakes`].
pub(super) fn entity(kind: EntityKind, gathered: Gathered) -> Entity {
    let name = preferred(kind, &gathered);
    let mut variants: Vec<(String, u32)> =
        gathered.printed.iter().map(|(form, (count, _))| (form.clone(), *count)).collect();
    for form in gathered.written.keys().filter(|form| **form != name && !gathered.printed.contains_key(*form))
    {
        variants.push((form.clone(), 0));
    }
    variants.sort_by(|a, b| (Reverse(a.1), &a.0).cmp(&(Reverse(b.1), &b.0)));
    Entity {
        kind,
        id: String::new(),
        sort: sort_form(kind, &name),
        name,
        qualifier: None,
        url: None,
        variants,
        joined: Vec::new(),
        articles: gathered.articles.into_iter().collect(),
        confusable: Vec::new(),
        description: None,
        external_ids: BTreeMap::new(),
        coordinates: None,
        role: (kind == EntityKind::Person).then(|| role(&gathered.titles)).flatten(),
    }
}

/// Notes which entities share a name, and what tells those apart that are called the same.
pub(super) fn mark_namesakes(entities: &mut [Entity], year: &dyn Fn(ArticleId) -> Option<i32>) {
    let mut by_name: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, entity) in entities.iter().enumerate() {
        for key in namesake_keys(entity) {
            by_name.entry(key).or_default().push(at);
        }
    }
    for sharing in by_name.values().filter(|sharing| (2..=24).contains(&sharing.len())) {
        for &at in sharing {
            for &other in sharing.iter().filter(|other| **other != at) {
                let id = EntityId(other as u32);
                if !entities[at].confusable.contains(&id) {
                    entities[at].confusable.push(id);
                }
            }
        }
    }
    let mut same: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
    for (at, entity) in entities.iter_mut().enumerate() {
        entity.confusable.sort_unstable();
        same.entry((entity.kind, fold(&entity.name))).or_default().push(at);
    }
    for sharing in same.into_values().filter(|sharing| sharing.len() > 1) {
        for at in sharing {
            let role = entities[at].role.clone();
            let years = || years(entities[at].articles.iter().filter_map(|(id, _)| year(*id)));
            let person = entities[at].kind == EntityKind::Person;
            let told = role.or_else(|| if person { years() } else { None });
            entities[at].qualifier = entities[at].qualifier.take().or(told);
        }
    }
}

/// "1931–1940": when articles name somebody.
fn years(years: impl Iterator<Item = i32> + Clone) -> Option<String> {
    let (first, last) = (years.clone().min()?, years.max()?);
    Some(if first == last { first.to_string() } else { format!("{first}\u{2013}{last}") })
}

/// A role without plain honorifics, the most frequent.
fn role(titles: &BTreeMap<String, u32>) -> Option<String> {
    let mut roles: BTreeMap<String, u32> = BTreeMap::new();
    for (title, count) in titles {
        if let Some(role) = role_in(title) {
            *roles.entry(role).or_default() += count;
        }
    }
    let best = roles.iter().max_by_key(|(role, count)| (**count, role.chars().count(), Reverse(*role)));
    best.map(|(role, _)| role.clone())
}

/// What is left of a title without plain honorifics.
pub(super) fn role_in(title: &str) -> Option<String> {
    let rest: Vec<&str> = title.split_whitespace().filter(|word| !is_plain_honorific(&fold(word))).collect();
    let written: Vec<&str> = rest.iter().map(|word| written_out(word)).collect();
    let role = written.join(" ");
    (!role.is_empty()).then(|| if is_shouted(&role) { spoken(&role) } else { role })
}

/// A rank or office that is usually abbreviated before a name.
fn written_out(word: &str) -> &str {
    match fold(word).trim_end_matches('.') {
        "sen" => "Senator",
        "rep" => "Representative",
        "gov" => "Governor",
        "pres" => "President",
        "gen" => "General",
        "col" => "Colonel",
        "maj" => "Major",
        "capt" => "Captain",
        "lt" => "Lieutenant",
        "sgt" => "Sergeant",
        "cpl" => "Corporal",
        "adm" => "Admiral",
        "cmdr" => "Commander",
        "prof" => "Professor",
        "rev" => "Reverend",
        "insp" => "Inspector",
        "supt" => "Superintendent",
        _ => word,
    }
}

fn is_plain_honorific(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs"
            | "ms"
            | "miss"
            | "mx"
            | "dr"
            | "sir"
            | "madam"
            | "mme"
            | "mlle"
            | "hon"
            | "the"
            | "messrs"
    )
}

/// The fullest common form; what a person wrote wins.
fn preferred(kind: EntityKind, gathered: &Gathered) -> String {
    let written =
        gathered.written.iter().max_by_key(|(form, count)| (**count, form.chars().count(), Reverse(*form)));
    if let Some((form, _)) = written {
        return shown_form(kind, form);
    }
    let all: u32 = gathered.printed.values().map(|(count, _)| count).sum();
    let best = gathered.printed.iter().max_by_key(|(form, (count, first))| {
        let full = fullness(kind, form);
        // An expansion counts as common even where the acronym is usual, a lone long form of a person does not.
        let common = *count * 20 >= all || full < 3;
        let own = !gathered.lent.contains(*form);
        let fuller = common && kind == EntityKind::Place && is_longer_place(form, gathered);
        (
            own,
            common && full >= 2,
            full >= 1,
            !is_shouted(form),
            fuller,
            *count,
            told(kind, form),
            Reverse(*first),
        )
    });
    let name = match best {
        Some((form, _)) if gathered.lent.contains(form) => form.clone(),
        Some((form, _)) => shown_form(kind, form),
        None => String::new(),
    };
    match gathered.gender {
        Some(Gender::Female) => format!("Mrs. {name}"),
        Some(Gender::Male) => format!("Mr. {name}"),
        None => name,
    }
}

/// Whether another form is this place's name for short: "Marlow" for "Marlow Cove".
fn is_longer_place(form: &str, gathered: &Gathered) -> bool {
    let words = places::words_of(form);
    gathered.printed.keys().any(|other| places::is_short_for(&places::words_of(other), &words))
}

/// 0 for a bare or abbreviated form, 2 or 3 for a full one.
fn fullness(kind: EntityKind, form: &str) -> u8 {
    if kind != EntityKind::Person {
        let words = words(&fold(form));
        let mere_head =
            kind == EntityKind::Organization && words.iter().all(|word| is_head_word(word) || word == "the");
        return if mere_head || is_local(&words) || is_acronym(form) || form.ends_with('.') { 0 } else { 2 };
    }
    let name = parse(form);
    match (name.is_full(), name.has_written_given()) {
        (true, true) => 2,
        (true, false) => 1,
        _ => 0,
    }
}

/// Between forms that are equally common, a person's is the better the fuller it is.
fn told(kind: EntityKind, form: &str) -> usize {
    if kind == EntityKind::Person { form.split_whitespace().count() } else { 0 }
}

/// Without a leading article; people in the order in which names are spoken, without honorific, and not shouted.
fn shown_form(kind: EntityKind, form: &str) -> String {
    if kind != EntityKind::Person {
        return form.strip_prefix("the ").unwrap_or(form).to_owned();
    }
    let plain = plain_form(form);
    if is_shouted(&plain) && plain.contains(' ') { spoken(&plain) } else { plain }
}

/// "KAMALA D. O'NEILL" → "Kamala D. O'Neill".
fn spoken(shouted: &str) -> String {
    let mut out = String::with_capacity(shouted.len());
    let mut begins = true;
    for letter in shouted.chars() {
        if begins {
            out.push(letter);
        } else {
            out.extend(letter.to_lowercase());
        }
        begins = !letter.is_alphanumeric();
    }
    out
}

fn is_shouted(form: &str) -> bool {
    form.chars().filter(|letter| letter.is_alphabetic()).count() > 4 && !form.chars().any(char::is_lowercase)
}

/// Names that two entities may be taken for each other by: the whole name, and for people family name with first
/// given name or its initial.
fn namesake_keys(entity: &Entity) -> Vec<String> {
    let mut keys = vec![words(&fold(&entity.name)).join(" ")];
    if entity.kind == EntityKind::Person {
        let name = parse(&entity.name);
        if let Some(given) = name.given.first().filter(|_| !name.epithet) {
            keys.push(format!("{given} {}", name.core));
            keys.extend(given.chars().next().map(|initial| format!("{initial}. {}", name.core)));
        }
    }
    keys.sort();
    keys.dedup();
    keys
}
