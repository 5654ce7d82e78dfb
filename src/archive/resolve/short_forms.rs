//! Within one article: acronyms, short forms and head words of organisations and places.

use super::forms::{Form, FormId, Forms, Found};
use super::links::{Evidence, Link};
use super::{organizations, places};
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// Organisations and places: acronyms, short forms, head words.
pub(super) fn link_things(
    kind: EntityKind,
    mentions: &[usize],
    found: &[Found],
    forms: &Forms,
    links: &mut [Option<Link>],
    evidence: &mut BTreeSet<Evidence>,
) {
    let ids: BTreeSet<FormId> = mentions.iter().map(|&at| found[at].form).collect();
    let mut heads: BTreeMap<FormId, BTreeSet<FormId>> = BTreeMap::new();
    let mut order: Vec<FormId> = ids.iter().copied().collect();
    order.sort_by_key(|&id| (std::cmp::Reverse(forms.get(id).words.len()), id));
    let longer = Longer::new(&order, forms);
    let mut first_seen: BTreeMap<FormId, u32> = BTreeMap::new();
    for &at in mentions {
        first_seen.entry(found[at].form).or_insert(found[at].start);
    }
    // A name of several words that comes before the longer one is a name of its own: a "Security Council" that is
    // spoken of before a "National Security Council" need not be that one.
    let introduced = |short: FormId, long: FormId| {
        kind != EntityKind::Organization
            || forms.get(short).acronym
            || forms.get(short).words.len() < 2
            || first_seen.get(&long) < first_seen.get(&short)
    };
    for &id in &order {
        let longer = if forms.get(id).acronym && kind == EntityKind::Organization {
            longer.expansions(id, forms)
        } else {
            longer.long_forms(id, kind, forms).into_iter().filter(|&long| introduced(id, long)).collect()
        };
        // What the long form itself is short for is what counts.
        let targets = longer.iter().flat_map(|long| match heads.get(long) {
            Some(further) if further.len() == 1 => further.clone(),
            _ => BTreeSet::from([*long]),
        });
        heads.insert(id, targets.filter(|head| *head != id).collect());
    }
    if kind == EntityKind::Organization {
        add_definitions(mentions, found, forms, &mut heads, evidence);
    }
    let mut last_seen: BTreeMap<FormId, u32> = BTreeMap::new();
    let mut mentioned: BTreeMap<FormId, u32> = BTreeMap::new();
    for &at in mentions {
        let id = found[at].form;
        let form = forms.get(id);
        let is_head_word = match form.words.as_slice() {
            [word] if kind == EntityKind::Organization => organizations::is_head_word(word),
            [word] => places::is_head_word(word),
            _ => false,
        };
        let options: Vec<FormId> = heads.get(&id).into_iter().flatten().copied().collect();
        links[at] = match options.as_slice() {
            [] => {
                let kind_alone = is_head_word && found[at].candidate.is_some();
                Some(Link { head: id, certainty: 100, bare: true, kind_alone })
            }
            [head] => {
                if !is_head_word {
                    evidence.insert(Evidence { form: id, head: *head, weight: 1, same_name: false });
                }
                let certainty = if is_head_word { 80 } else { 92 };
                Some(Link { head: *head, certainty, bare: false, kind_alone: false })
            }
            several if is_head_word => several
                .iter()
                .filter_map(|head| Some((last_seen.get(head)?, *head)))
                .max()
                .map(|(_, head)| Link { head, certainty: 60, bare: false, kind_alone: false }),
            several => Some(match outstanding(several, &mentioned).filter(|_| form.words.len() > 1) {
                Some(head) => Link { head, certainty: 75, bare: false, kind_alone: false },
                None => Link { head: id, certainty: 95, bare: true, kind_alone: false },
            }),
        };
        if let Some(link) = links[at] {
            last_seen.insert(link.head, found[at].start);
            *mentioned.entry(link.head).or_default() += 1;
        }
    }
}

/// The one of several that is mentioned at least three times as often as any other.
fn outstanding(several: &[FormId], mentioned: &BTreeMap<FormId, u32>) -> Option<FormId> {
    let count = |id: &FormId| mentioned.get(id).copied().unwrap_or(0);
    let most = several.iter().map(count).max().filter(|most| *most > 0)?;
    let mut often = several.iter().filter(|id| count(id) * 3 > most);
    often.next().copied().filter(|_| often.next().is_none())
}

/// The forms of an article by their first and last words and by their initials.
struct Longer {
    by_first: BTreeMap<String, Vec<FormId>>,
    by_last: BTreeMap<String, Vec<FormId>>,
    by_initial: BTreeMap<char, Vec<FormId>>,
    companies: Vec<FormId>,
}

impl Longer {
    fn new(ids: &[FormId], forms: &Forms) -> Self {
        let mut longer = Self {
            by_first: BTreeMap::new(),
            by_last: BTreeMap::new(),
            by_initial: BTreeMap::new(),
            companies: ids.iter().copied().filter(|&id| forms.get(id).company).collect(),
        };
        for &id in ids {
            let words = &forms.get(id).words;
            if let ([first, .., last], Some(initial)) = (words.as_slice(), words[0].chars().next()) {
                longer.by_first.entry(first.clone()).or_default().push(id);
                if matches!(last.as_str(), "islands" | "mountains") {
                    longer.by_first.entry(format!("{first}s")).or_default().push(id);
                }
                // "the Valley line" of the Ansel Valley Railway.
                let inner = if organizations::is_railway(last) { &words[1..words.len() - 1] } else { &[] };
                for word in inner.iter().chain([last]) {
                    longer.by_last.entry(word.clone()).or_default().push(id);
                }
                longer.by_initial.entry(initial).or_default().push(id);
            }
        }
        longer
    }

    fn expansions(&self, id: FormId, forms: &Forms) -> BTreeSet<FormId> {
        let letters = forms.get(id).words.concat();
        let near = letters.chars().next().and_then(|initial| self.by_initial.get(&initial));
        near.into_iter()
            .flatten()
            .copied()
            .filter(|long| organizations::is_acronym_of(&letters, &forms.get(*long).words))
            .collect()
    }

    fn long_forms(&self, id: FormId, kind: EntityKind, forms: &Forms) -> BTreeSet<FormId> {
        let words = &forms.get(id).words;
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return BTreeSet::new() };
        let near = self.by_first.get(first).into_iter().chain(self.by_last.get(last)).flatten();
        let company = matches!(words.as_slice(), [word] if word == "company" || word == "corporation");
        let companies = self.companies.iter().filter(|_| company && kind == EntityKind::Organization);
        near.chain(companies)
            .copied()
            .filter(|long| {
                let Form { words: long, company: of_trade, .. } = forms.get(*long);
                match kind {
                    EntityKind::Organization => {
                        company && *of_trade || organizations::is_short_for(words, long)
                    }
                    _ => places::is_short_for(words, long),
                }
            })
            .collect()
    }
}

/// "Halifax Fishermen's Union (HFU)": an acronym right behind a name that begins with the same letter is its own.
fn add_definitions(
    mentions: &[usize],
    found: &[Found],
    forms: &Forms,
    heads: &mut BTreeMap<FormId, BTreeSet<FormId>>,
    evidence: &mut BTreeSet<Evidence>,
) {
    for pair in mentions.windows(2) {
        let (full, short) = (&found[pair[0]], &found[pair[1]]);
        let (long, acronym) = (forms.get(full.form), forms.get(short.form));
        let gap = short.start.saturating_sub(full.end);
        let adjacent = short.candidate.is_some() && full.candidate.is_some() && (1..=3).contains(&gap);
        let initial = |words: &[String]| words.first().and_then(|word| word.chars().next());
        // A union and its local: "Local 12, United Cannery Workers", "U.C.W. Local 12".
        let of_union = match [long, acronym].map(|form| organizations::is_local(&form.words)) {
            [true, false] => Some((full, short)),
            [false, true] => Some((short, full)),
            _ => None,
        };
        if let Some((local, union)) = of_union.filter(|_| adjacent) {
            let target = match heads.get(&union.form) {
                Some(further) if further.len() == 1 => further.clone(),
                _ => BTreeSet::from([union.form]),
            };
            evidence.extend(target.iter().map(|&head| Evidence {
                form: local.form,
                head,
                weight: 3,
                same_name: false,
            }));
            heads.insert(local.form, target);
            continue;
        }
        if adjacent
            && acronym.acronym
            && !long.acronym
            && long.words.len() > 1
            && initial(&long.words) == initial(&acronym.words)
        {
            heads.insert(short.form, BTreeSet::from([full.form]));
            evidence.insert(Evidence { form: short.form, head: full.form, weight: 3, same_name: false });
        }
    }
}
