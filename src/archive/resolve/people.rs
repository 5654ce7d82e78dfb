//! Which full names may be one person's. Names are grouped within a scope (an article, or the archive), the most
//! telling first; a name joins the one group that it fits, and stays apart when it fits several.

use super::super::person_name::{PersonName, is_initial};
use super::forms::{Form, FormId, Forms};
use super::spelling::{self, TRANSLATED, given_likeness, is_near, near_keys, other_spellings, translations};
use std::collections::{BTreeMap, BTreeSet};

/// Names of one person, as far as the scope tells.
#[derive(Clone, Debug)]
pub(super) struct Group {
    /// The most telling form first, then what joined it, each with the certainty in percent.
    pub(super) forms: Vec<(FormId, u8)>,
    /// The heads of the other groups that it could belong to as well: an initial that fits two people.
    pub(super) fits: Vec<FormId>,
}

impl Group {
    /// The most telling form.
    pub(super) fn head(&self) -> FormId {
        self.forms[0].0
    }
}

/// Up to so many names are compared each with each.
const FEW: usize = 16;
/// Most names of a key that are compared for doubtful likeness.
const MOST_IN_BLOCK: usize = 100;

/// Other evidence that two names are one person's which are alike no more than [`TRANSLATED`].
pub(super) struct Vouched<'a> {
    /// The names that there may be such evidence about; `None` where it may be about any.
    pub(super) about: Option<&'a BTreeSet<FormId>>,
    /// Whether there is evidence about two names.
    pub(super) says: &'a dyn Fn(FormId, FormId) -> bool,
    /// Whether two names are told to be two people's: a father's and his son's.
    pub(super) apart: &'a dyn Fn(FormId, FormId) -> bool,
}

impl Vouched<'_> {
    /// Keys of slips ([`slip_keys`]) for a name; none where no evidence could make one of it.
    fn slip_keys(&self, id: FormId, forms: &Forms) -> impl Iterator<Item = (String, String)> + use<> {
        let about_it = self.about.is_none_or(|about| about.contains(&id));
        about_it.then(|| slip_keys(&forms.get(id).person).collect::<Vec<_>>()).into_iter().flatten()
    }
}

/// Groups full names (those with a given name, or complete without).
pub(super) fn group(ids: &[FormId], forms: &Forms, vouched: &Vouched<'_>) -> Vec<Group> {
    let mut order: Vec<FormId> = ids.to_vec();
    order.sort_by_cached_key(|&id| (std::cmp::Reverse(specificity(&forms.get(id).person)), id));
    order.dedup();
    // An index costs more than it saves where there is little to look through.
    let few = order.len() <= FEW;
    let mut groups: Vec<Group> = Vec::new();
    let mut index: BTreeMap<(String, String), Vec<usize>> = BTreeMap::new();
    for id in order {
        let mut fitting: Vec<(usize, u8)> = Vec::new();
        let near = if few { (0..groups.len()).collect() } else { looked_up(id, forms, vouched, &index) };
        for at in near {
            if let Some(certainty) = fit(id, &groups[at], forms, vouched) {
                fitting.push((at, certainty));
            }
        }
        let best = fitting.iter().map(|(_, certainty)| *certainty).max().unwrap_or(0);
        let near: Vec<usize> =
            fitting.iter().filter(|(_, certainty)| *certainty == best).map(|(at, _)| *at).collect();
        let at = match (near.as_slice(), fitting.len()) {
            // The same name apart from accents or a particle fits better than an initial or a nickname elsewhere.
            ([one], count) if count == 1 || best >= spelling::RESPELT => {
                groups[*one].forms.push((id, best));
                *one
            }
            _ => {
                let fits = fitting.iter().map(|(at, _)| groups[*at].head()).collect();
                groups.push(Group { forms: vec![(id, 100)], fits });
                groups.len() - 1
            }
        };
        if few {
            continue;
        }
        for key in index_keys(forms.get(id)).into_iter().chain(vouched.slip_keys(id, forms)) {
            let list = index.entry(key).or_default();
            if list.last() != Some(&at) && !list.contains(&at) {
                list.push(at);
            }
        }
    }
    groups
}

/// How two full names may be one person's, in percent; `None` when they are not.
pub(super) fn likeness(one: &Form, other: &Form) -> Option<u8> {
    let family = family_likeness(one, other)?;
    let (one, other) = (&one.person, &other.person);
    if one.epithet || other.epithet {
        return (one.key() == other.key()).then_some(100);
    }
    let suffix = suffix_likeness(one.suffix.as_deref(), other.suffix.as_deref())?;
    let given = given_names_likeness(&one.given, &other.given)?;
    let written = !one.given.iter().take(1).chain(other.given.iter().take(1)).any(|given| is_initial(given));
    let possible = match family {
        spelling::MISSPELT => written && given > spelling::RESPELT && suffix == 100,
        TRANSLATED => written && given <= TRANSLATED,
        _ => true,
    };
    possible.then_some(family.min(suffix).min(given))
}

fn family_likeness(one: &Form, other: &Form) -> Option<u8> {
    if one.person.core == other.person.core {
        return Some(100);
    }
    let brought_over = one.brought_over && other.brought_over;
    if brought_over && one.sound == other.sound {
        return Some(spelling::RESPELT);
    }
    if brought_over && one.wide_sound == other.wide_sound {
        return Some(TRANSLATED);
    }
    is_near(&one.person.core, &other.person.core).then_some(spelling::MISSPELT)
}

fn suffix_likeness(one: Option<&str>, other: Option<&str>) -> Option<u8> {
    match (one, other) {
        (None, None) => Some(100),
        (Some(one), Some(other)) => (one == other).then_some(100),
        // "Jr." is often left out; a number never is where it matters.
        (Some(suffix), None) | (None, Some(suffix)) => matches!(suffix, "jr" | "sr").then_some(88),
    }
}

/// How the given names of one family name may be one person's, in percent.
pub(super) fn given_names_likeness(one: &[String], other: &[String]) -> Option<u8> {
    let (long, short) = if one.len() >= other.len() { (one, other) } else { (other, one) };
    let (Some(first), Some(second)) = (short.first(), long.first()) else { return None };
    // "F. Scott Fitzgerald" goes by "Scott Fitzgerald".
    if long.len() > short.len() && is_initial(second) && !is_initial(first) && long[1..].starts_with(short) {
        return Some(spelling::NICKNAME);
    }
    // "R. James Nicholson" is Jim Nicholson.
    if let ([called], [first, second]) = (short, long)
        && is_initial(first)
        && !is_initial(called)
        && !is_initial(second)
        && given_likeness(second, called).is_some_and(|likeness| likeness >= spelling::NICKNAME)
    {
        return Some(spelling::NICKNAME);
    }
    let mut certainty = given_likeness(first, second)?;
    for (a, b) in short.iter().zip(long).skip(1) {
        let middle = given_likeness(a, b)?;
        // A written middle name behind equal first names: an initial for it is no doubt.
        certainty = certainty.min(if middle == spelling::INITIAL { 96 } else { middle });
    }
    Some(certainty)
}

fn fit(id: FormId, group: &Group, forms: &Forms, vouched: &Vouched<'_>) -> Option<u8> {
    let form = forms.get(id);
    let mut certainty = 100;
    // A name is compared with those of its own spelling, where there are any: "N. Grinko" with Nikolai Grinko, though
    // that is Mykola Hrynko too.
    let core = &form.person.core;
    let of_spelling = |(member, _): &&(FormId, u8)| forms.get(*member).person.core == *core;
    let spelt = group.forms.iter().any(|member| of_spelling(&member));
    for (member, _) in group.forms.iter().filter(|member| !spelt || of_spelling(member)) {
        if forms.are_apart(id, *member) || (vouched.apart)(id, *member) {
            return None;
        }
        let likeness = likeness(form, forms.get(*member))?;
        if likeness <= TRANSLATED {
            if !(vouched.says)(id, *member) {
                return None;
            }
            certainty = certainty.min(85);
        } else {
            certainty = certainty.min(likeness);
        }
    }
    Some(certainty)
}

/// Written given names count most, then initials, then a suffix, then length.
fn specificity(name: &PersonName) -> (usize, usize, bool, usize) {
    let written = name.given.iter().filter(|given| !is_initial(given)).count();
    (written, name.given.len(), name.suffix.is_some(), name.given.iter().map(String::len).sum())
}

/// Under which keys a name is found: family name by sound, with the first given name and with its initial. The
/// second given name counts where the first is an initial.
fn index_keys(form: &Form) -> BTreeSet<(String, String)> {
    let (name, family) = (&form.person, form.wide_sound.clone());
    let mut keys = BTreeSet::new();
    for given in name.given.iter().take(2) {
        keys.insert((family.clone(), given.clone()));
    }
    if let Some(initial) = name.given.first().and_then(|given| given.chars().next()) {
        keys.insert((family.clone(), format!("{initial}*")));
        if name.given.first().is_some_and(|given| is_initial(given)) {
            keys.insert((family, format!("{initial}.")));
        }
    }
    if name.epithet {
        keys.insert((form.wide_sound.clone(), String::new()));
    }
    keys
}

/// Under which keys a name is found that differs in one letter of the family name.
fn slip_keys(name: &PersonName) -> impl Iterator<Item = (String, String)> {
    let given = name.given.first().filter(|given| !is_initial(given) && !name.epithet);
    let keys = given.and_then(|given| Some((given, near_keys(&name.core)?)));
    keys.into_iter().flat_map(|(given, keys)| keys.map(|key| (key, given.clone())))
}

/// The names that are alike to another no more than [`TRANSLATED`], so that other evidence must decide. Names are
/// looked up by key; a key of more than [`MOST_IN_BLOCK`] names says too little.
pub(super) fn doubtful(ids: &[FormId], forms: &Forms) -> BTreeSet<FormId> {
    let mut blocks: BTreeMap<(String, String), Vec<FormId>> = BTreeMap::new();
    for &id in ids {
        let form = forms.get(id);
        let classes = form.person.given.first().into_iter().flat_map(|given| translations(given));
        for class in classes {
            blocks.entry((form.wide_sound.clone(), class.to_string())).or_default().push(id);
        }
        for key in slip_keys(&form.person) {
            blocks.entry(key).or_default().push(id);
        }
    }
    let mut doubtful = BTreeSet::new();
    for block in blocks.into_values().filter(|block| (2..=MOST_IN_BLOCK).contains(&block.len())) {
        for (at, &one) in block.iter().enumerate() {
            for &other in &block[at + 1..] {
                if likeness(forms.get(one), forms.get(other)).is_some_and(|likeness| likeness <= TRANSLATED) {
                    doubtful.extend([one, other]);
                }
            }
        }
    }
    doubtful
}

/// Groups that a name may fit, found by key instead of by looking through all.
fn looked_up(
    id: FormId,
    forms: &Forms,
    vouched: &Vouched<'_>,
    index: &BTreeMap<(String, String), Vec<usize>>,
) -> Vec<usize> {
    let Form { person: name, wide_sound: family, .. } = forms.get(id);
    let mut keys: BTreeSet<String> = BTreeSet::new();
    for given in name.given.iter().take(2) {
        keys.insert(given.clone());
        keys.extend(other_spellings(given).map(str::to_owned));
    }
    if let Some(initial) = name.given.first().and_then(|given| given.chars().next()) {
        let ending = if name.given.first().is_some_and(|given| is_initial(given)) { '*' } else { '.' };
        keys.insert(format!("{initial}{ending}"));
    }
    keys.insert(String::new());
    let keys = keys.into_iter().map(|key| (family.clone(), key)).chain(vouched.slip_keys(id, forms));
    let found = keys.filter_map(|key| index.get(&key)).flatten().copied();
    found.collect::<BTreeSet<usize>>().into_iter().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::analysis::entity::EntityKind;

    #[test]
    fn a_name_in_another_language_may_be_spelt_otherwise() {
        let names = ["Nikolai Grinko", "Mykola Hrynko"].map(|name| Form::new(EntityKind::Person, name, None));
        assert_eq!(likeness(&names[0], &names[1]), Some(TRANSLATED));
    }

    fn groups(names: &[&str]) -> Vec<Vec<String>> {
        let read = |name: &&str| Form::new(EntityKind::Person, name, None).into();
        let (forms, _) = Forms::new(&names.iter().map(read).collect::<Vec<_>>());
        let ids: Vec<FormId> = (0..forms.0.len() as FormId).collect();
        let mut groups: Vec<Vec<String>> =
            group(&ids, &forms, &Vouched { about: None, says: &|_, _| false, apart: &|_, _| false })
                .into_iter()
                .map(|group| group.forms.iter().map(|(id, _)| forms.get(*id).key.clone()).collect())
                .collect();
        groups.sort();
        groups
    }

    fn check(names: &[&str], expected: usize) {
        let found = groups(names);
        assert_eq!(found.len(), expected, "{found:?}");
    }

    #[test]
    fn names_of_one_person_are_one_group() {
        check(&["E. M. Vance", "Eleanor Mary Vance", "Eleanor Vance", "E. Vance", "Ellie Vance"], 1);
        check(&["Bill Green", "William J. Green Jr."], 1);
        check(&["F. Scott Fitzgerald", "Scott Fitzgerald"], 1);
        check(&["R. James Nicholson", "Jim Nicholson"], 1);
        check(&["Dmitry Zelensky", "Dmitri Zelenskyy", "Dmytro Zelenskiy"], 2);
        check(&["Otto Lindqvist", "Otto Lindquist", "O. Lindkvist"], 1);
        check(&["Juan de la Cruz", "Juan De La Cruz", "Juan Cruz"], 1);
        check(&["Siméon Poisson", "Siméon Denis Poisson"], 1);
    }

    #[test]
    fn namesakes_stay_apart() {
        check(&["John A. Smith", "John B. Smith"], 2);
        check(&["John A. Smith", "John B. Smith", "John Smith"], 3);
        check(&["John Vance Jr.", "John Vance Sr.", "John Vance"], 3);
        check(&["Henry Ford", "Henry Ford II"], 2);
        check(&["John Smith", "Jane Smith", "J. Smith"], 3);
        check(&["Vladimir Putin", "Volodymyr Putin"], 2);
        check(&["John Smith", "John Smyth"], 2);
        check(&["Peter the Great", "Peter Great"], 2);
        check(&["Dmitry Peskov", "Dmitry Medvedev", "Dmitry Bulgakov"], 3);
    }

    #[test]
    fn likeness_goes_both_ways() {
        let names = [
            "E. Vance",
            "Eleanor Vance",
            "Vance",
            "John Vance Jr.",
            "Johann II",
            "Volodymyr Vance",
            "de Vance",
        ];
        let forms = names.map(|name| Form::new(EntityKind::Person, name, None));
        for one in &forms {
            for other in &forms {
                assert_eq!(likeness(one, other), likeness(other, one));
            }
        }
    }
}
