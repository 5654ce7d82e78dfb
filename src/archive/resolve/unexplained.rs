//! Short names that no article explains, where the archive leaves little doubt: "the Academy" where nearly all articles
//! that name an academy name one, "Haddad's" for J. Haddad & Sons, "Lloyd's" for Lloyd's of London, "St. B."

use super::across::Linked;
use super::forms::{Form, FormId, Forms};
use super::institutions::articles_of;
use super::{organizations, places};
use crate::analysis::entity::EntityKind;
use std::collections::BTreeMap;

/// Certainty in percent of what stands for a word like "Academy", and of the others.
const BY_KIND: u8 = 66;
const BY_WORDS: u8 = 72;
/// Fewest articles that name a body which its kind alone may stand for where the archive names others of the kind, and
/// its share of those that name any, in percent.
const FEWEST: u32 = 3;
const SHARE: u32 = 90;
/// How many times as many articles may have the kind alone.
const PATIENCE: u32 = 40;

/// What the `alone` forms stand for, which so many articles have without explaining them. `known` has the short forms that are told already.
pub(super) fn unexplained(
    articles: &[Linked<'_>],
    alone: &BTreeMap<FormId, u32>,
    known: &BTreeMap<FormId, (FormId, u8)>,
    forms: &Forms,
) -> BTreeMap<FormId, (FormId, u8)> {
    let long = |form: FormId| known.get(&form).map_or(form, |(long, _)| *long);
    let named = articles_of(articles, forms, |article| article.heads().map(long));
    let index = Index::new(&named, forms, &long);
    let stands_for = |id: FormId, times: u32| {
        let form = forms.get(id);
        match (form.kind, form.words.as_slice()) {
            (EntityKind::Organization, [word]) if organizations::is_head_word(word) => {
                Some((index.usual_body(word, times, forms)?, BY_KIND))
            }
            (EntityKind::Organization, [word]) => {
                let begun = |word: &str| index.begun.get(word).copied().flatten();
                let owned = || index.owned.get(word.as_str()).copied().flatten();
                // "Lloyd's", "Lloyd's of London": the ending is left out at the end of a name.
                let begun = begun(&format!("{word}s"));
                Some((begun.or_else(owned)?, BY_WORDS))
            }
            (EntityKind::Place, [saint, letter]) if saint == "saint" && letter.chars().count() == 1 => {
                Some((index.saints.get(letter.as_str()).copied().flatten()?, BY_WORDS))
            }
            _ => None,
        }
    };
    let short =
        |(&id, &times): (&FormId, &u32)| Some((id, stands_for(id, times).filter(|(long, _)| *long != id)?));
    alone.iter().filter_map(short).collect()
}

/// The long names of the archive by what they may be called; `None` where there are several.
struct Index<'a> {
    /// By the word before "of" or a trade's name: "Lloyd's of London".
    begun: BTreeMap<&'a str, Option<FormId>>,
    /// Firms by the names of their owners.
    owned: BTreeMap<&'a str, Option<FormId>>,
    /// "St. Brendan's" by its letter.
    saints: BTreeMap<&'a str, Option<FormId>>,
    /// Bodies by their kind, with the number of articles.
    bodies: BTreeMap<&'a str, BTreeMap<FormId, u32>>,
}

impl<'a> Index<'a> {
    fn new(named: &BTreeMap<FormId, u32>, forms: &'a Forms, long: &dyn Fn(FormId) -> FormId) -> Self {
        let mut index = Self {
            begun: BTreeMap::new(),
            owned: BTreeMap::new(),
            saints: BTreeMap::new(),
            bodies: BTreeMap::new(),
        };
        for (&id, &count) in named {
            let form = forms.get(id);
            match form.kind {
                EntityKind::Organization => index.add_body(form, long(id), count),
                EntityKind::Place => index.add_saint(form, long(id)),
                EntityKind::Person => {}
            }
        }
        index
    }

    fn add_body(&mut self, form: &'a Form, id: FormId, count: u32) {
        let words = &form.words;
        let [first, second, ..] = words.as_slice() else { return };
        if second == "of" && !organizations::is_head_word(first) && !organizations::is_house(first) {
            note(&mut self.begun, first, id);
        }
        let trade = form.company
            || words.iter().any(|word| {
                matches!(word.as_str(), "sons" | "brothers" | "store" | "stores" | "shop" | "garage")
            });
        if trade {
            for word in words.iter().filter(|word| word.len() > 2 && !organizations::is_small(word)) {
                note(&mut self.owned, word, id);
            }
        }
        for word in words.iter().filter(|word| organizations::is_head_word(word)) {
            if organizations::is_short_for(std::slice::from_ref(word), words) {
                *self.bodies.entry(word).or_default().entry(id).or_default() += count;
            }
        }
    }

    fn add_saint(&mut self, form: &'a Form, id: FormId) {
        if let [saint, name, ..] = form.words.as_slice()
            && saint == "saint"
            && let Some(letter) = name.chars().next()
        {
            note(&mut self.saints, &name[..letter.len_utf8()], id);
        }
    }

    /// The body that is nearly always meant by its kind.
    fn usual_body(&self, kind: &str, times: u32, forms: &Forms) -> Option<FormId> {
        let bodies = self.bodies.get(kind)?;
        let all: u32 = bodies.values().sum();
        let (best, count) = bodies.iter().max_by_key(|(id, count)| (**count, std::cmp::Reverse(**id)))?;
        let usual = bodies.len() == 1 && is_of_town(kind) || *count >= FEWEST && count * 100 >= all * SHARE;
        let usual = usual && count * PATIENCE >= times;
        usual.then_some(*best).filter(|best| !places::is_head_word(&forms.get(*best).words[0]))
    }
}

/// Bodies of which a town has one, and which are not called so elsewhere.
fn is_of_town(kind: &str) -> bool {
    matches!(
        kind,
        "academy"
            | "council"
            | "college"
            | "institute"
            | "commission"
            | "society"
            | "guild"
            | "orchestra"
            | "lodge"
    )
}

fn note<'a>(names: &mut BTreeMap<&'a str, Option<FormId>>, word: &'a str, id: FormId) {
    names.entry(word).and_modify(|one| *one = one.filter(|one| *one == id)).or_insert(Some(id));
}
