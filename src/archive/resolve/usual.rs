//! Whom a name that fits several people usually means: "Mike Enzi" beside a usual "Michael B. Enzi" and a "Michael Cohen
//! Enzi" that stands in one article.

use super::across::Linked;
use super::forms::{FormId, Forms};
use super::people::Group;
use std::collections::{BTreeMap, BTreeSet};

/// How many times as many articles make one bearer of a name the usual one.
const FAR_MORE: u32 = 4;

/// Whom a name that fits several people usually means.
pub(super) enum Bearer {
    /// Somebody of just that name: the fuller names beside it are rare oddities.
    Own,
    /// The one whose fuller name is usual.
    Of(FormId),
    /// That is for each article to say.
    Doubtful,
}

/// In how many articles the people of a group are named.
#[derive(Default)]
pub(super) struct Usual {
    articles: BTreeMap<FormId, u32>,
}

impl Usual {
    /// Counts the articles that name each group in full.
    pub(super) fn new(articles: &[Linked<'_>], groups: &[Group], forms: usize) -> Self {
        let mut named_in = vec![0; forms];
        for article in articles {
            let heads = article.links.iter().flatten().filter(|link| !link.bare).map(|link| link.head);
            for head in heads.collect::<BTreeSet<FormId>>() {
                named_in[head as usize] += 1;
            }
        }
        let count = |group: &Group| group.forms.iter().map(|(form, _)| named_in[*form as usize]).sum();
        Self { articles: groups.iter().map(|group| (group.head(), count(group))).collect() }
    }

    /// Whom a group that fits others usually means.
    pub(super) fn bearer(&self, group: &Group, forms: &Forms) -> Bearer {
        let named_in = |head: &FormId| self.articles.get(head).copied().unwrap_or(0);
        let name = |head: FormId| &forms.get(head).person;
        let suffixed = group.fits.iter().chain([&group.head()]).any(|head| name(*head).suffix.is_some());
        if suffixed || !name(group.head()).has_written_given() {
            return Bearer::Doubtful;
        }
        let all: u32 = group.fits.iter().map(named_in).sum();
        let best = group.fits.iter().max_by_key(|head| (named_in(head), std::cmp::Reverse(**head))).copied();
        match best {
            _ if named_in(&group.head()) >= all * FAR_MORE => Bearer::Own,
            Some(best)
                if named_in(&best) > (all - named_in(&best)) * FAR_MORE
                    && !forms.are_apart(group.head(), best) =>
            {
                Bearer::Of(best)
            }
            _ => Bearer::Doubtful,
        }
    }
}
