//! The company that a name keeps: who and what is named beside it. Two names that are one in related languages
//! (Volodymyr and Vladimir of one family name) are one person's only when they keep the same company.

use super::across::Linked;
use super::forms::{FormId, Forms};
use super::spelling::has_translations;
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// Articles that are looked at for one name.
const LOOKED_AT: usize = 50;
/// Names that two must share, none of them common in the archive.
const SHARED: usize = 2;

/// Company of the names that have counterparts in related languages.
pub(super) struct Company {
    companions: BTreeMap<FormId, BTreeSet<FormId>>,
    roles: BTreeMap<FormId, BTreeSet<u32>>,
    /// In how many articles a name is.
    spread: BTreeMap<FormId, usize>,
    /// How many articles a name may be in and still tell something.
    common: usize,
}

impl Company {
    /// Looks at the articles that such names are in.
    pub(super) fn new(articles: &[Linked<'_>], forms: &Forms) -> Self {
        let mut company = Self {
            companions: BTreeMap::new(),
            roles: BTreeMap::new(),
            spread: BTreeMap::new(),
            common: (articles.len() / 5).max(3),
        };
        let mut looked_at: BTreeMap<FormId, usize> = BTreeMap::new();
        for article in articles {
            let heads = || article.links.iter().flatten().map(|link| link.head);
            let translatable: BTreeSet<FormId> = article
                .found
                .iter()
                .map(|found| found.form)
                .filter(|form| has_counterpart(*form, forms))
                .collect();
            for form in translatable {
                let looked_at = looked_at.entry(form).or_default();
                *looked_at += 1;
                if *looked_at <= LOOKED_AT {
                    company.companions.entry(form).or_default().extend(heads().filter(|head| *head != form));
                }
            }
            for found in article.found.iter().filter(|found| has_counterpart(found.form, forms)) {
                company.roles.entry(found.form).or_default().extend(found.role);
            }
        }
        company.count_spread(articles);
        company
    }

    /// Whether two names keep the same company, or are called by the same role.
    pub(super) fn is_shared(&self, one: FormId, other: FormId) -> bool {
        let roles = self.roles.get(&one).zip(self.roles.get(&other));
        if roles.is_some_and(|(here, there)| here.intersection(there).next().is_some()) {
            return true;
        }
        let Some((here, there)) = self.companions.get(&one).zip(self.companions.get(&other)) else {
            return false;
        };
        let telling = |name: &&FormId| self.spread.get(*name).is_some_and(|spread| *spread <= self.common);
        here.intersection(there).filter(telling).count() >= SHARED
    }

    fn count_spread(&mut self, articles: &[Linked<'_>]) {
        let wanted: BTreeSet<FormId> = self.companions.values().flatten().copied().collect();
        if wanted.is_empty() {
            return;
        }
        for article in articles {
            let heads: BTreeSet<FormId> = article.links.iter().flatten().map(|link| link.head).collect();
            for head in heads.intersection(&wanted) {
                *self.spread.entry(*head).or_default() += 1;
            }
        }
    }
}

fn has_counterpart(form: FormId, forms: &Forms) -> bool {
    let form = forms.get(form);
    form.kind == EntityKind::Person && form.person.given.first().is_some_and(|given| has_translations(given))
}
