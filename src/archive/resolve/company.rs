//! The company that a name keeps: who and what is named beside it. Two names that are one in related languages
//! (Volodymyr and Vladimir of one family name), or that differ in one letter, are one person's only when they keep the
//! same company, or where one is a slip for the other.

use super::across::Linked;
use super::forms::{FormId, Forms};
use super::spelling::is_near;
use std::collections::{BTreeMap, BTreeSet};

/// Articles that are looked at for one name.
const LOOKED_AT: usize = 50;
/// Names that two must share, none of them common in the archive, where only their given names differ…
const SHARED: usize = 2;
/// …and where the family names are spelt in two ways, which is seldom chance.
const SHARED_BY_SPELLINGS: usize = 1;

/// Articles that must have a name for another in one article to be a slip for it.
const USUAL: usize = 4;
/// Fewest letters of a family name in which a slip is told without company.
const LONG: usize = 7;
/// Most points of one companion.
pub(super) const MOST_FOR_COMPANION: i32 = 6;

/// A companion that is named in few of the archive's articles tells much: one point for each halving but the first, up to
/// six.
pub(super) fn worth(articles: usize, named_in: usize) -> i32 {
    let halvings = (articles / named_in.max(1)).max(1).ilog2() as i32;
    (halvings - 1).clamp(0, MOST_FOR_COMPANION)
}

/// Company of the names that other evidence must decide about.
pub(super) struct Company {
    companions: BTreeMap<FormId, BTreeSet<FormId>>,
    roles: BTreeMap<FormId, BTreeSet<u32>>,
    /// In how many articles a doubtful name is.
    named_in: BTreeMap<FormId, usize>,
    /// In how many articles a companion is.
    spread: BTreeMap<FormId, usize>,
    /// How many articles a name may be in and still tell something.
    common: usize,
}

impl Company {
    /// Looks at the articles that the `doubtful` names are in.
    pub(super) fn new(articles: &[Linked<'_>], doubtful: &BTreeSet<FormId>) -> Self {
        let mut company = Self {
            companions: BTreeMap::new(),
            roles: BTreeMap::new(),
            named_in: BTreeMap::new(),
            spread: BTreeMap::new(),
            common: (articles.len() / 5).max(3),
        };
        if doubtful.is_empty() {
            return company;
        }
        for article in articles {
            let heads = || article.heads();
            let here: BTreeSet<FormId> =
                article.found.iter().map(|found| found.form).filter(|form| doubtful.contains(form)).collect();
            for form in here {
                let named_in = company.named_in.entry(form).or_default();
                *named_in += 1;
                if *named_in <= LOOKED_AT {
                    company.companions.entry(form).or_default().extend(heads().filter(|head| *head != form));
                }
            }
            for found in article.found.iter().filter(|found| doubtful.contains(&found.form)) {
                company.roles.entry(found.form).or_default().extend(found.role);
            }
        }
        company.count_spread(articles);
        company
    }

    /// Whether two names keep the same company, or are called by the same role.
    pub(super) fn is_shared(&self, one: FormId, other: FormId, forms: &Forms) -> bool {
        let roles = self.roles.get(&one).zip(self.roles.get(&other));
        if roles.is_some_and(|(here, there)| here.intersection(there).next().is_some()) {
            return true;
        }
        let Some((here, there)) = self.companions.get(&one).zip(self.companions.get(&other)) else {
            return false;
        };
        let telling = |name: &&FormId| self.spread.get(*name).is_some_and(|spread| *spread <= self.common);
        let same_family = forms.get(one).person.core == forms.get(other).person.core;
        let wanted = if same_family { SHARED } else { SHARED_BY_SPELLINGS };
        here.intersection(there).filter(telling).count() >= wanted
    }

    /// Whether one of two long names that differ in one letter is a slip for the other: one article has it, and several
    /// have the other.
    pub(super) fn is_slip(&self, one: FormId, other: FormId, forms: &Forms) -> bool {
        let (here, there) = (&forms.get(one).person.core, &forms.get(other).person.core);
        let articles = |form| self.named_in.get(&form).copied().unwrap_or(0);
        let (rare, usual) = (articles(one).min(articles(other)), articles(one).max(articles(other)));
        is_near(here, there)
            && here.chars().count().min(there.chars().count()) >= LONG
            && rare <= 1
            && usual >= USUAL
    }

    fn count_spread(&mut self, articles: &[Linked<'_>]) {
        let wanted: BTreeSet<FormId> = self.companions.values().flatten().copied().collect();
        if wanted.is_empty() {
            return;
        }
        for article in articles {
            let heads: BTreeSet<FormId> = article.heads().collect();
            for head in heads.intersection(&wanted) {
                *self.spread.entry(*head).or_default() += 1;
            }
        }
    }
}
