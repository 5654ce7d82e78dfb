//! What articles state about kinship ([`crate::analysis::kin`]) makes one person of two names: a wife's own name and
//! her married name, "Mrs. Harold Vance", an earlier name. "Eleanor Mary, daughter of Captain Sturgis" has a family
//! name.

use super::super::facts::ArticleFacts;
use super::super::person_name::{self, is_initial};
use super::across::Linked;
use super::forms::{Form, FormId, Forms, Found, Gender, gender_of_given};
use super::kinds::Typed;
use super::people::given_names_likeness;
use super::spelling::INITIAL;
use crate::analysis::entity::EntityKind;
use crate::analysis::kin::{Kin, Relation};
use std::collections::{BTreeMap, BTreeSet, HashMap};

/// A relation between two mentions of an article, as places among its mentions.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct Stated {
    /// The relation; of those who were married, `one` is the wife.
    pub(super) relation: Relation,
    /// Place of a mention.
    pub(super) one: usize,
    /// Place of another mention.
    pub(super) other: usize,
}

/// What is stated of the mentions of an article. Where it is not known who is the wife, nothing is.
pub(super) fn stated(fact: &ArticleFacts, found: &[Found], forms: &Forms) -> Vec<Stated> {
    if fact.kin.is_empty() {
        return Vec::new();
    }
    let places: HashMap<u32, usize> =
        found.iter().enumerate().filter_map(|(at, found)| Some((found.candidate?, at))).collect();
    let is_person = |at: &usize| forms.get(found[*at].form).kind == EntityKind::Person;
    let place = |candidate: u32| places.get(&candidate).copied().filter(is_person);
    let told = |kin: &Kin| {
        let (one, other) = (place(kin.one)?, place(kin.other)?);
        let (one, other) = match kin.relation {
            Relation::Married => wife_first(one, other, found, forms)?,
            _ => (one, other),
        };
        let relation = if kin.relation == Relation::Married { Relation::Wife } else { kin.relation };
        Some(Stated { relation, one, other })
    };
    fact.kin.iter().filter_map(told).collect()
}

fn wife_first(one: usize, other: usize, found: &[Found], forms: &Forms) -> Option<(usize, usize)> {
    let gender = |at: usize| {
        let given = forms.get(found[at].form).person.given.first();
        found[at].gender.or_else(|| given.and_then(|given| gender_of_given(given)))
    };
    match (gender(one), gender(other)) {
        (Some(Gender::Female), Some(Gender::Male) | None) | (None, Some(Gender::Male)) => Some((one, other)),
        (Some(Gender::Male), Some(Gender::Female) | None) | (None, Some(Gender::Female)) => {
            Some((other, one))
        }
        _ => None,
    }
}

/// The full names of children whom an article calls by given names alone, behind whose name it names the parent:
/// candidate → name.
pub(super) fn names_of_children(fact: &ArticleFacts, typed: &[Typed]) -> BTreeMap<u32, String> {
    let mut names = BTreeMap::new();
    for kin in fact.kin.iter().filter(|kin| kin.relation == Relation::Child) {
        let is_person = |candidate: u32| {
            typed.iter().any(|one| one.candidate == candidate && one.kind == EntityKind::Person)
        };
        if !is_person(kin.one) || !is_person(kin.other) {
            continue;
        }
        let (child, parent) =
            (&fact.entities[kin.one as usize].surface, &fact.entities[kin.other as usize].surface);
        let parent = person_name::parse(parent);
        let family = parent.sort.split(',').next().unwrap_or_default();
        let own = person_name::parse(child);
        let bare = !own.given.iter().any(|given| is_initial(given))
            && own.core != parent.core
            && (!own.is_full() || gender_of_given(&own.core).is_some());
        if bare && !family.is_empty() && !parent.epithet {
            names.insert(kin.one, format!("{child} {family}"));
        }
    }
    names
}

/// Names that were joined: what stands for each, without going through all names for each pair.
#[derive(Default)]
struct Joined(HashMap<FormId, FormId>);

impl Joined {
    fn find(&self, mut form: FormId) -> FormId {
        while let Some(&next) = self.0.get(&form) {
            form = next;
        }
        form
    }

    /// Makes two names one person's: all that the second's stands for, the first's does.
    fn join(&mut self, one: FormId, other: FormId, forms: &Forms) {
        let (one, other) = (self.find(one), self.find(other));
        if one != other && !forms.are_apart(one, other) {
            self.0.insert(other, one);
        }
    }
}

/// Joins the names of one person that articles state to be one, and says which they were. `roots` has for each form the
/// one that stands for it.
pub(super) fn join_stated(articles: &[Linked<'_>], forms: &Forms, roots: &mut [FormId]) -> BTreeSet<FormId> {
    let (same, mut couples) = stated_pairs(articles, forms);
    if same.is_empty() && couples.is_empty() {
        return BTreeSet::new();
    }
    let mut joined = Joined::default();
    // Who is named in full counts as herself, "Mrs. Hector Finch" as his wife.
    for &(one, other) in &same {
        match husband_in(one, forms) {
            Some(husband) => drop(couples.insert((other, husband))),
            None => joined.join(roots[one as usize], roots[other as usize], forms),
        }
    }
    let mut wives: BTreeMap<FormId, BTreeSet<FormId>> = BTreeMap::new();
    for &(wife, husband) in &couples {
        let (wife, husband) = (roots[wife as usize], roots[husband as usize]);
        wives.entry(joined.find(husband)).or_default().insert(joined.find(wife));
    }
    let families = Families { full: full_names(forms), forms, roots };
    for (husband, wives) in wives {
        if let Some(wife) = families.one_wife(&wives, husband, &mut joined) {
            families.join_wife(wife, husband, &mut joined);
        }
    }
    let heads: BTreeSet<FormId> = joined.0.keys().map(|form| joined.find(*form)).collect();
    let mut stated = BTreeSet::new();
    for (form, root) in (0..).zip(roots.iter_mut()) {
        *root = joined.find(*root);
        if heads.contains(root) {
            stated.insert(form);
        }
    }
    stated
}

/// Pairs of full names: those of one person, and wife and husband.
type Pairs = BTreeSet<(FormId, FormId)>;

fn stated_pairs(articles: &[Linked<'_>], forms: &Forms) -> (Pairs, Pairs) {
    let (mut same, mut couples) = (Pairs::new(), Pairs::new());
    for article in articles {
        for stated in article.stated {
            let head = |at: usize| {
                let link = article.links[at].filter(|link| !link.bare)?;
                forms.get(link.head).person.is_full().then_some(link.head)
            };
            // A name that its article takes for another's still says who "Mrs. Hector Finch" is.
            let own = |at: usize| {
                let form = article.found[at].form;
                husband_in(form, forms).is_some().then_some(form).or_else(|| head(at))
            };
            let (Some(one), Some(other)) = (own(stated.one), head(stated.other)) else { continue };
            match stated.relation {
                Relation::SameAs => same.insert((one, other)),
                Relation::Wife => couples.insert((one, other)),
                Relation::Married | Relation::Child => false,
            };
        }
    }
    (same, couples)
}

/// Whether a name is the husband's, with "Mrs." before it.
pub(super) fn is_husbands(form: &Form) -> bool {
    form.key.starts_with("mrs ")
}

/// The husband of "Mrs. Hector Finch".
pub(super) fn husband_in(form: FormId, forms: &Forms) -> Option<FormId> {
    forms.id_of(EntityKind::Person, forms.get(form).key.strip_prefix("mrs ")?)
}

/// Full names by family name.
fn full_names(forms: &Forms) -> HashMap<&str, Vec<FormId>> {
    let mut families: HashMap<&str, Vec<FormId>> = HashMap::new();
    for (id, form) in (0..).zip(&forms.0).filter(|(_, form)| form.kind == EntityKind::Person) {
        if form.person.is_full() && !form.person.epithet {
            families.entry(&form.person.core).or_default().push(id);
        }
    }
    families
}

struct Families<'a> {
    full: HashMap<&'a str, Vec<FormId>>,
    forms: &'a Forms,
    roots: &'a [FormId],
}

impl Families<'_> {
    /// The only wife of those whom articles call so, by her own and by her married name; `None` where there were
    /// several.
    fn one_wife(&self, wives: &BTreeSet<FormId>, husband: FormId, joined: &mut Joined) -> Option<FormId> {
        let name = |form: FormId| &self.forms.get(form).person;
        let family = &name(husband).core;
        let (married, own): (Vec<FormId>, Vec<FormId>) =
            wives.iter().partition(|wife| name(**wife).core == *family);
        for &one in &own {
            for &other in &married {
                let likeness = given_names_likeness(&name(one).given, &name(other).given);
                if likeness.is_some_and(|likeness| likeness >= INITIAL) {
                    joined.join(one, other, self.forms);
                }
            }
        }
        let all: BTreeSet<FormId> = wives.iter().map(|wife| joined.find(*wife)).collect();
        all.first().copied().filter(|_| all.len() == 1)
    }

    /// Gives a wife the names that she has by marriage: "Mrs. Harold Vance", and the names of her husband's family with
    /// her own given names, where they are nobody else's.
    fn join_wife(&self, wife: FormId, husband: FormId, joined: &mut Joined) {
        let name = &self.forms.get(wife).person;
        let family = self.forms.get(husband).person.core.as_str();
        if name.epithet || husband_in(wife, self.forms).is_some() {
            return;
        }
        let mut married: BTreeSet<FormId> = BTreeSet::new();
        for &id in self.full.get(family).map(Vec::as_slice).unwrap_or_default() {
            let form = self.forms.get(id);
            let root = joined.find(self.roots[id as usize]);
            if let Some(of) = husband_in(id, self.forms) {
                if joined.find(self.roots[of as usize]) == husband {
                    joined.join(wife, root, self.forms);
                }
                continue;
            }
            let given = form.person.given.first().map_or("", String::as_str);
            let likeness = given_names_likeness(&name.given, &form.person.given);
            if root != wife
                && root != husband
                && gender_of_given(given) != Some(Gender::Male)
                && likeness.is_some_and(|likeness| likeness >= INITIAL)
            {
                married.insert(root);
            }
        }
        if married.len() == 1 {
            married.into_iter().for_each(|root| joined.join(wife, root, self.forms));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::article;
    use super::super::curated::NOBODY;
    use super::super::resolve;
    use crate::analysis::{Passage, entity, kin};
    use crate::archive::facts::{ArticleFacts, MoreFacts};
    use crate::archive::model::Entity;
    use crate::config::EntitiesConfig;
    use crate::page::seldom::Seldom;

    fn reading(path: &str, text: &str) -> ArticleFacts {
        let whole = Passage::whole(text);
        let entities = entity::find(text, &whole, "en");
        ArticleFacts {
            more: Seldom::new(MoreFacts { kin: kin::find(text, &entities), ..MoreFacts::default() }),
            entities,
            text_len: text.len() as u32,
            ..article(path)
        }
    }

    /// The people of an archive with their names, and how often each is mentioned.
    fn check(texts: &[&str], expected: &[&str]) {
        let facts: Vec<ArticleFacts> =
            texts.iter().enumerate().map(|(at, text)| reading(&format!("{at:02}"), text)).collect();
        let people = |entity: &&Entity| entity.kind == entity::EntityKind::Person;
        let shown = |entity: &Entity| {
            let mut names: Vec<&str> = entity.variants.iter().map(|(name, _)| name.as_str()).collect();
            names.sort_unstable();
            let count: u32 = entity.articles.iter().map(|(_, count)| count).sum();
            format!("{} {count}: {}", entity.name, names.join(", "))
        };
        let resolution = resolve(&facts, &EntitiesConfig::default(), NOBODY);
        let found: Vec<String> = resolution.entities.iter().filter(people).map(shown).collect();
        assert_eq!(found, expected);
    }

    const WEDDING: &str = "A wedding took place on Saturday when Clara Ann, only daughter of Captain Edwin Mott, was \
                           united to Mr. John Carter, druggist. Mrs. Carter wore grey gloves.";

    #[test]
    fn a_wife_has_her_husbands_name() {
        check(
            &[
                WEDDING,
                "Miss Clara Mott taught at the school.",
                "Mrs. John Carter spoke. Mrs. Clara Carter agreed. Clara Carter sang.",
                "Mr. John Carter sold toothbrushes.",
            ],
            &[
                "Clara Carter 6: Carter, Clara Ann, Clara Carter, Clara Mott, Mrs. John Carter",
                "Edwin Mott 1: Edwin Mott",
                "John Carter 2: John Carter",
            ],
        );
    }

    #[test]
    fn their_names_stand_above_a_wedding() {
        let headed = format!("MOTT–CARTER\n\n{WEDDING}");
        check(
            &[headed.as_str()],
            &[
                "Clara Ann Mott 3: Clara Ann, MOTT, Mrs. Carter",
                "Edwin Mott 1: Edwin Mott",
                "John Carter 2: CARTER, John Carter",
            ],
        );
    }

    #[test]
    fn a_husband_stays_himself() {
        check(
            &[
                "Mrs. Hector Carter (Miss Clara Mott, until the spring) asked leave to speak.",
                "Mr. Hector Carter sold gloves. Miss Clara Mott read.",
            ],
            &["Clara Mott 3: Clara Mott, Mrs. Hector Carter", "Hector Carter 1: Hector Carter"],
        );
    }
}
