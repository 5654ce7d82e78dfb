//! Places of one name in several states or provinces: "Perry County" in Alabama is not the one in Missouri.
//!
//! A state right behind the name tells ("Toledo, Ohio"); for a county, also the state that its article speaks of most.
//! Where a name has been told of two states, a mention with neither is linked only if one of them is nearly always
//! meant.

use super::across::{Identities, Node};
use super::forms::{FormId, Forms, Found};
use crate::analysis::entity::EntityKind;
use crate::page::sentence::with_capital;
use std::collections::{BTreeMap, BTreeSet};

/// Bytes between a name and the state behind it: ", ".
const BESIDE: u32 = 3;
/// Mentions of a state that make an article one about it, and their share of all mentions of states, in percent.
const ABOUT: u32 = 2;
const ABOUT_SHARE: u32 = 60;
/// Percent of a name's articles in which a state must be told: a country needs no state behind it, and the state that
/// stands there now and then is something else.
const TOLD: usize = 15;
/// Percent of a name's articles in one state for that state to be meant where nothing is said.
const USUAL: usize = 90;

/// States of the United States and of Australia, provinces of Canada, in small letters.
#[rustfmt::skip]
const STATES: [&str; 69] = [
    "alabama", "alaska", "alberta", "arizona", "arkansas", "british columbia", "california", "colorado", "connecticut", "delaware",
    "florida", "georgia", "hawaii", "idaho", "illinois", "indiana", "iowa", "kansas", "kentucky", "louisiana", "maine", "manitoba",
    "maryland", "massachusetts", "michigan", "minnesota", "mississippi", "missouri", "montana", "nebraska", "nevada",
    "new brunswick", "new hampshire", "new jersey", "new mexico", "new south wales", "new york", "newfoundland", "north carolina",
    "north dakota", "northern territory", "nova scotia", "ohio", "oklahoma", "ontario", "oregon", "pennsylvania",
    "prince edward island", "quebec", "queensland", "rhode island", "saskatchewan", "south australia", "south carolina",
    "south dakota", "tasmania", "tennessee", "texas", "utah", "vermont", "victoria", "virginia", "washington", "west virginia",
    "western australia", "wisconsin", "wyoming", "yukon", "northwest territories",
];

/// For a name and an article, the state that is meant, and whether it stands right behind the name.
type Told = BTreeMap<FormId, BTreeMap<usize, (FormId, bool)>>;

/// Tells places of one name apart. `settled` are forms that a person has described: they stay one.
pub(super) fn tell_apart(
    found: &[Vec<Found>],
    forms: &Forms,
    settled: &BTreeSet<FormId>,
    identities: &mut Identities,
) {
    let states: BTreeSet<FormId> =
        STATES.iter().filter_map(|name| forms.id_of(EntityKind::Place, name)).collect();
    if states.len() < 2 {
        return;
    }
    // Far more articles are written in the capital than about the state of that name.
    let capital = forms.id_of(EntityKind::Place, "washington");
    let told = told(found, forms, (&states, capital), identities);
    let all_articles = articles_of(&told, identities);
    for (form, articles) in told.into_iter().filter(|(form, _)| !settled.contains(form)) {
        let Some(named_in) = all_articles.get(&form) else { continue };
        let county = forms.get(form).words.last().is_some_and(|word| word == "county");
        let mut counts: BTreeMap<FormId, usize> = BTreeMap::new();
        for (state, beside) in articles.values() {
            if *beside || county {
                *counts.entry(*state).or_default() += 1;
            }
        }
        let all: usize = counts.values().sum();
        if counts.len() < 2 || all * 100 < named_in.len() * TOLD {
            continue;
        }
        let usual = counts.iter().find(|(_, count)| **count * 100 >= all * USUAL).map(|(state, _)| *state);
        for at in named_in {
            let Some(here) = identities.get_mut(*at) else { continue };
            let state = articles.get(at).map(|(state, _)| *state).filter(|state| counts.contains_key(state));
            for identity in here.iter_mut().filter(|one| is_place(one.as_ref(), form, forms)) {
                let meant = state.or(usual).map(|state| Node::In { form, state });
                *identity = identity.zip(meant).map(|((_, certainty), node)| (node, certainty));
            }
        }
    }
}

/// The articles of each name that has been told of a state.
fn articles_of(told: &Told, identities: &Identities) -> BTreeMap<FormId, Vec<usize>> {
    let mut articles: BTreeMap<FormId, Vec<usize>> = BTreeMap::new();
    for (at, here) in identities.iter().enumerate() {
        for (node, _) in here.iter().flatten() {
            if let Node::Known(form) = node
                && told.contains_key(form)
            {
                let articles = articles.entry(*form).or_default();
                if articles.last() != Some(&at) {
                    articles.push(at);
                }
            }
        }
    }
    articles
}

fn is_place(identity: Option<&(Node, u8)>, form: FormId, forms: &Forms) -> bool {
    identity.is_some_and(|(node, _)| *node == Node::Known(form)) && forms.get(form).kind == EntityKind::Place
}

fn told(
    found: &[Vec<Found>],
    forms: &Forms,
    (states, capital): (&BTreeSet<FormId>, Option<FormId>),
    identities: &Identities,
) -> Told {
    let mut told = Told::new();
    for (at, (found, identities)) in found.iter().zip(identities).enumerate() {
        let places: Vec<(FormId, &Found)> = identities
            .iter()
            .zip(found)
            .filter_map(|(identity, found)| match identity {
                Some((Node::Known(form), _)) if forms.get(*form).kind == EntityKind::Place => {
                    Some((*form, found))
                }
                _ => None,
            })
            .filter(|(_, found)| found.candidate.is_some())
            .collect();
        let about = about(&places, states, capital);
        for (place, (form, mention)) in
            places.iter().enumerate().filter(|(_, (form, _))| !states.contains(form))
        {
            let behind = places.get(place + 1).filter(|(state, next)| {
                states.contains(state) && (mention.end..=mention.end + BESIDE).contains(&next.start)
            });
            let state = behind.map(|(state, _)| (*state, true)).or(about.map(|state| (state, false)));
            let Some(state) = state else { continue };
            let known = told.entry(*form).or_default().entry(at).or_insert(state);
            if state.1 && !known.1 {
                *known = state;
            }
        }
    }
    told
}

/// The state that an article speaks of most, if it speaks of one.
fn about(places: &[(FormId, &Found)], states: &BTreeSet<FormId>, capital: Option<FormId>) -> Option<FormId> {
    let mut counts: BTreeMap<FormId, u32> = BTreeMap::new();
    for (form, _) in places.iter().filter(|(form, _)| states.contains(form) && Some(*form) != capital) {
        *counts.entry(*form).or_default() += 1;
    }
    let all: u32 = counts.values().sum();
    let (state, count) =
        counts.into_iter().max_by_key(|(state, count)| (*count, std::cmp::Reverse(*state)))?;
    (count >= ABOUT && count * 100 >= all * ABOUT_SHARE).then_some(state)
}

/// The state of a node as a reader sees it.
pub(super) fn qualifier(node: Node, forms: &Forms) -> Option<String> {
    let Node::In { state, .. } = node else { return None };
    Some(forms.get(state).words.iter().map(|word| with_capital(word)).collect::<Vec<_>>().join(" "))
}
