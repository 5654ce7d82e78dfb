//! Within one article: short forms are linked to the full names that the article gives.

use super::forms::{FormId, Forms, Found, Gender, gender_of_given};
use super::people::{self, Group};
use super::spelling::{TRANSLATED, familiar, respelt};
use super::{organizations, places};
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// What a mention stands for, as far as its article tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Link {
    /// The most telling form of it in the article.
    pub(super) head: FormId,
    /// In percent.
    pub(super) certainty: u8,
    /// A short form that the article does not explain: the archive may.
    pub(super) bare: bool,
}

/// A short or other form, and what it stood for in an article: counted over the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Evidence {
    /// The short form.
    pub(super) form: FormId,
    /// What it stood for.
    pub(super) head: FormId,
    /// 3 for a definition ("Halifax Fishermen's Union (HFU)"), else 1.
    pub(super) weight: u32,
    /// The two are one name in other letters, order or language: they are one wherever they stand.
    pub(super) same_name: bool,
}

/// Links of the mentions, in their order. `None`: a mere head word that the article does not explain.
pub(super) fn link(found: &[Found], forms: &Forms) -> (Vec<Option<Link>>, Vec<Evidence>) {
    let mut links: Vec<Option<Link>> = vec![None; found.len()];
    let mut evidence = BTreeSet::new();
    let of_kind =
        |kind| (0..found.len()).filter(move |&at| forms.get(found[at].form).kind == kind).collect::<Vec<_>>();
    link_people(&of_kind(EntityKind::Person), found, forms, &mut links, &mut evidence);
    for kind in [EntityKind::Organization, EntityKind::Place] {
        link_things(kind, &of_kind(kind), found, forms, &mut links, &mut evidence);
    }
    (links, evidence.into_iter().collect())
}

/// The people that an article names in full.
struct Cast {
    groups: Vec<Group>,
    /// The group that each group was joined with.
    joined: Vec<usize>,
    genders: Vec<Option<Gender>>,
    /// First place and number of full mentions of each group.
    seen: Vec<(u32, u32)>,
    by_family: BTreeMap<String, BTreeSet<usize>>,
    by_given: BTreeMap<String, BTreeSet<usize>>,
    by_middle: BTreeMap<String, BTreeSet<usize>>,
}

fn link_people(
    mentions: &[usize],
    found: &[Found],
    forms: &Forms,
    links: &mut [Option<Link>],
    evidence: &mut BTreeSet<Evidence>,
) {
    let full: BTreeSet<FormId> =
        mentions.iter().map(|&at| found[at].form).filter(|&id| forms.get(id).person.is_full()).collect();
    let cast = cast(&full.into_iter().collect::<Vec<_>>(), mentions, found, forms, evidence);
    let mut of_form: BTreeMap<FormId, (usize, u8)> = BTreeMap::new();
    for (at, group) in cast.groups.iter().enumerate() {
        for &(form, certainty) in &group.forms {
            of_form.insert(form, (cast.joined[at], certainty));
        }
    }
    let mut so_far = vec![0; cast.groups.len()];
    for &at in mentions {
        let mention = &found[at];
        let target =
            of_form.get(&mention.form).copied().or_else(|| bare_target(mention, forms, &cast, &so_far));
        links[at] = Some(match target {
            Some((group, certainty)) => {
                so_far[group] += 1;
                Link { head: cast.groups[group].head(), certainty, bare: false }
            }
            None => Link { head: mention.form, certainty: 100, bare: true },
        });
    }
}

fn cast(
    full: &[FormId],
    mentions: &[usize],
    found: &[Found],
    forms: &Forms,
    evidence: &mut BTreeSet<Evidence>,
) -> Cast {
    let groups = people::group(full, forms, &|_, _| true);
    for group in &groups {
        let head = &forms.get(group.head()).person;
        for &(form, _) in &group.forms[1..] {
            if people::likeness(&forms.get(form).person, head).is_some_and(|likeness| likeness <= TRANSLATED)
            {
                evidence.insert(Evidence { form, head: group.head(), weight: 1, same_name: true });
            }
        }
    }
    let joined = join_turned_and_begun(&groups, forms, evidence);
    let mut cast = Cast {
        genders: vec![None; groups.len()],
        seen: vec![(u32::MAX, 0); groups.len()],
        by_family: BTreeMap::new(),
        by_given: BTreeMap::new(),
        by_middle: BTreeMap::new(),
        joined,
        groups,
    };
    cast.index(forms);
    cast.count(mentions, found, forms);
    cast
}

impl Cast {
    fn index(&mut self, forms: &Forms) {
        for (at, group) in self.groups.iter().enumerate() {
            let target = self.joined[at];
            for (form, _) in &group.forms {
                let name = &forms.get(*form).person;
                self.by_family.entry(name.core.clone()).or_default().insert(target);
                let mut given =
                    name.given.iter().filter(|given| given.chars().count() > 1 && *given != "mrs");
                if let Some(first) = given.next() {
                    self.by_given.entry(first.clone()).or_default().insert(target);
                    for spelling in respelt(first).chain(familiar(first)) {
                        self.by_given.entry(spelling.to_owned()).or_default().insert(target);
                    }
                }
                for middle in given {
                    self.by_middle.entry(middle.clone()).or_default().insert(target);
                }
            }
        }
    }

    fn count(&mut self, mentions: &[usize], found: &[Found], forms: &Forms) {
        let mut of_form: BTreeMap<FormId, usize> = BTreeMap::new();
        for (at, group) in self.groups.iter().enumerate() {
            of_form.extend(group.forms.iter().map(|(form, _)| (*form, self.joined[at])));
            let given = forms.get(group.head()).person.given.first();
            let target = self.joined[at];
            self.genders[target] =
                self.genders[target].or_else(|| given.and_then(|given| gender_of_given(given)));
        }
        for &at in mentions {
            if let Some(&group) = of_form.get(&found[at].form) {
                let (first, count) = &mut self.seen[group];
                *first = (*first).min(found[at].start);
                *count += 1;
                self.genders[group] = found[at].gender.or(self.genders[group]);
            }
        }
    }

    /// The one group of several that a bare name at a place means: the only one, the only one named so far, or the
    /// one that is spoken of far more often. `so_far` counts the mentions of each group up to here.
    fn choose(&self, groups: &BTreeSet<usize>, mention: &Found, so_far: &[u32]) -> Option<(usize, u8)> {
        let suits = |at: &usize| {
            let known = self.genders[*at];
            mention.gender.is_none() || known.is_none() || known == mention.gender
        };
        let suited: Vec<usize> = groups.iter().copied().filter(suits).collect();
        if let [one] = suited.as_slice() {
            return Some((*one, if self.seen[*one].0 <= mention.start { 97 } else { 92 }));
        }
        let before: Vec<usize> = suited.iter().copied().filter(|&at| so_far[at] > 0).collect();
        if let [one] = before.as_slice() {
            return Some((*one, 75));
        }
        let outstanding = |counts: &dyn Fn(usize) -> u32| {
            let most = suited.iter().map(|&at| counts(at)).max()?;
            let mut often = suited.iter().filter(|&&at| counts(at) * 3 > most);
            match (often.next(), often.next()) {
                (Some(&one), None) => Some(one),
                _ => None,
            }
        };
        let one = outstanding(&|at| so_far[at]).or_else(|| outstanding(&|at| self.seen[at].1))?;
        Some((one, 70))
    }
}

/// Joins what is one name in another order ("Higuchi Ichiyō", "Ichiyō Higuchi") or only its beginning ("Pierre
/// Charles" where the article has "Pierre Charles L'Enfant") or its family name ("Santa Anna").
fn join_turned_and_begun(groups: &[Group], forms: &Forms, evidence: &mut BTreeSet<Evidence>) -> Vec<usize> {
    let mut joined: Vec<usize> = (0..groups.len()).collect();
    let mut written: BTreeMap<String, usize> = BTreeMap::new();
    let mut begun: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    let mut families: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    for (at, group) in groups.iter().enumerate() {
        let name = &forms.get(group.head()).person;
        if name.epithet {
            continue;
        }
        written.insert(format!("{} {}", name.given.join(" "), name.core), at);
        families.entry(&name.core).or_default().insert(at);
        for length in 2..=name.given.len() {
            begun.entry(name.given[..length].join(" ")).or_default().insert(at);
        }
    }
    for (at, group) in groups.iter().enumerate() {
        let name = &forms.get(group.head()).person;
        let turned = format!("{} {}", name.core, name.given.join(" "));
        if let Some(&other) = written.get(&turned)
            && other < at
            && name.given.len() == 1
        {
            joined[at] = joined[other];
            let head = groups[other].head();
            evidence.insert(Evidence { form: group.head(), head, weight: 1, same_name: true });
        }
        let whole = format!("{} {}", name.given.join(" "), name.family);
        let family = families.get(format!("{}{}", name.given.concat(), name.core).as_str());
        let longer = begun.get(&whole).into_iter().chain(family).flatten().copied();
        let longer: Vec<usize> = longer.filter(|other| *other != at).collect();
        if let [other] = longer.as_slice()
            && joined[*other] != at
        {
            joined[at] = joined[*other];
        }
    }
    joined
}

/// The group that a bare name means, by family name first, then by given name.
fn bare_target(mention: &Found, forms: &Forms, cast: &Cast, so_far: &[u32]) -> Option<(usize, u8)> {
    let name = &forms.get(mention.form).person;
    if let Some(groups) = cast.by_family.get(&name.core) {
        let suited: BTreeSet<usize> = groups
            .iter()
            .copied()
            .filter(|&at| {
                let other = forms.get(cast.groups[at].head()).person.suffix.as_deref();
                name.suffix.is_none() || name.suffix.as_deref() == other
            })
            .collect();
        return cast.choose(&suited, mention, so_far);
    }
    if name.family.contains(' ') || name.suffix.is_some() {
        return None;
    }
    if let Some(groups) = cast.by_given.get(&name.core) {
        return cast.choose(groups, mention, so_far).map(|(at, certainty)| (at, certainty.min(90)));
    }
    let groups = cast.by_middle.get(&name.core)?;
    cast.choose(groups, mention, so_far).map(|(at, certainty)| (at, certainty.min(75)))
}

/// Organisations and places: acronyms, short forms, head words.
fn link_things(
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
    for &id in &order {
        let longer = if forms.get(id).acronym && kind == EntityKind::Organization {
            longer.expansions(id, forms)
        } else {
            longer.long_forms(id, kind, forms)
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
            [] if is_head_word && found[at].candidate.is_some() => None,
            [] => Some(Link { head: id, certainty: 100, bare: true }),
            [head] => {
                if !is_head_word {
                    evidence.insert(Evidence { form: id, head: *head, weight: 1, same_name: false });
                }
                Some(Link { head: *head, certainty: if is_head_word { 80 } else { 92 }, bare: false })
            }
            several if is_head_word => several
                .iter()
                .filter_map(|head| Some((last_seen.get(head)?, *head)))
                .max()
                .map(|(_, head)| Link { head, certainty: 60, bare: false }),
            several => Some(match outstanding(several, &mentioned).filter(|_| form.words.len() > 1) {
                Some(head) => Link { head, certainty: 75, bare: false },
                None => Link { head: id, certainty: 95, bare: true },
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
}

impl Longer {
    fn new(ids: &[FormId], forms: &Forms) -> Self {
        let mut longer =
            Self { by_first: BTreeMap::new(), by_last: BTreeMap::new(), by_initial: BTreeMap::new() };
        for &id in ids {
            let words = &forms.get(id).words;
            if let ([first, .., last], Some(initial)) = (words.as_slice(), words[0].chars().next()) {
                longer.by_first.entry(first.clone()).or_default().push(id);
                if matches!(last.as_str(), "islands" | "mountains") {
                    longer.by_first.entry(format!("{first}s")).or_default().push(id);
                }
                longer.by_last.entry(last.clone()).or_default().push(id);
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
        near.copied()
            .filter(|long| {
                let long = &forms.get(*long).words;
                match kind {
                    EntityKind::Organization => organizations::is_short_for(words, long),
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
