//! What only a person can decide: who may be one, though the archive keeps them apart, and who may be two, though the
//! archive made them one. The questions that touch the most articles come first.
//!
//! Names are compared within blocks of a shared key only, so that the work stays near-linear in the names.

use super::super::authority::{Authority, Does, kinds};
use super::super::fold::fold;
use super::super::model::{Entity, EntityId};
use super::forms::Form;
use super::spelling::{INITIAL, MISSPELT, NICKNAME, RESPELT, TRANSLATED};
use super::{organizations, people};
use crate::analysis::entity::EntityKind;
use std::collections::{BTreeMap, BTreeSet};

/// Two names, and why they may be one identity.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Question {
    /// The kind of both.
    pub kind: EntityKind,
    /// The names; the one that more articles have comes first.
    pub names: [String; 2],
    /// Who bears them now; twice the same where the archive made them one.
    pub entities: [EntityId; 2],
    /// Why it is asked.
    pub doubt: Doubt,
    /// Articles that the answer touches: those that have the rarer name.
    pub articles: usize,
}

impl Question {
    /// Whether the archive took the names for one identity.
    pub fn is_merged(&self) -> bool {
        self.entities[0] == self.entities[1]
    }
}

/// What two names have in common, and what makes it doubtful.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Doubt {
    /// An initial stands for a name.
    Initial,
    /// A short form of a given name.
    Nickname,
    /// A given name in another language.
    Translated,
    /// Another spelling of a name brought over from another alphabet.
    Respelt,
    /// One letter differs.
    OneLetter,
    /// One name is the other with words before it.
    Longer,
    /// The same words in another order.
    Order,
    /// Letters that may stand for the words.
    Acronym,
    /// The same name apart from a suffix, a middle name or a title.
    Detail,
}

impl Doubt {
    /// It in words.
    pub const fn words(self) -> &'static str {
        match self {
            Self::Initial => "an initial may stand for the name",
            Self::Nickname => "a short form of the given name",
            Self::Translated => "the given name in another language",
            Self::Respelt => "another spelling of a name from another alphabet",
            Self::OneLetter => "one letter differs",
            Self::Longer => "one name is the other with words before it",
            Self::Order => "the same words in another order",
            Self::Acronym => "letters that may stand for the words",
            Self::Detail => "the same apart from a detail",
        }
    }
}

/// Blocks of more names than this are of a key that says nothing.
const MOST_IN_BLOCK: usize = 60;
/// Variants of an entity that are looked at, the most frequent first.
const VARIANTS: usize = 12;

/// The questions that an archive leaves open and its authority file does not answer.
pub fn questions(entities: &[Entity], authority: &Authority) -> Vec<Question> {
    let answered = Answered::new(authority);
    let mut found: Vec<Question> = Vec::new();
    let mut seen: BTreeSet<(EntityId, EntityId)> = BTreeSet::new();
    let forms: Vec<Form> = entities.iter().map(|entity| Form::new(entity.kind, &entity.name, None)).collect();
    for block in blocks(entities, &forms) {
        for (place, &at) in block.iter().enumerate() {
            for &other in &block[place + 1..] {
                let pair = (EntityId(at.min(other) as u32), EntityId(at.max(other) as u32));
                if entities[at].kind != entities[other].kind || !seen.insert(pair) {
                    continue;
                }
                let Some(doubt) = doubt(&forms[at], &forms[other]) else { continue };
                let (first, second) = if entities[at].articles.len() >= entities[other].articles.len() {
                    (at, other)
                } else {
                    (other, at)
                };
                let names = [first, second].map(|at| entities[at].name.clone());
                let ids = [first, second].map(|at| EntityId(at as u32));
                let articles = entities[second].articles.len();
                found.push(Question { kind: entities[at].kind, names, entities: ids, doubt, articles });
            }
        }
    }
    for (at, entity) in entities.iter().enumerate() {
        found.extend(doubtful_variants(EntityId(at as u32), entity, &forms[at]));
    }
    found.retain(|question| !answered.answers(question));
    found.sort_by(|a, b| (b.articles, a.doubt, &a.names).cmp(&(a.articles, b.doubt, &b.names)));
    found
}

/// Variants of an entity that may be somebody else's name.
fn doubtful_variants(id: EntityId, entity: &Entity, own: &Form) -> Vec<Question> {
    let mut asked = BTreeSet::from([own.key.clone()]);
    let mut found = Vec::new();
    for (name, count) in entity.variants.iter().take(VARIANTS) {
        let form = Form::new(entity.kind, name, None);
        let whole = entity.kind != EntityKind::Person || form.person.is_full();
        if form.is_empty() || !whole || !asked.insert(form.key.clone()) {
            continue;
        }
        if let Some(doubt) = doubt(own, &form) {
            let names = [entity.name.clone(), name.clone()];
            found.push(Question {
                kind: entity.kind,
                names,
                entities: [id, id],
                doubt,
                articles: entity.articles.len().min(*count as usize),
            });
        }
    }
    found
}

/// Why two names may be one identity; `None` when they are written alike or have nothing in common.
fn doubt(one: &Form, other: &Form) -> Option<Doubt> {
    if one.key == other.key || one.is_empty() || other.is_empty() {
        return None;
    }
    match one.kind {
        EntityKind::Person => doubt_of_people(one, other),
        EntityKind::Organization | EntityKind::Place => doubt_of_things(one, other),
    }
}

fn doubt_of_people(one: &Form, other: &Form) -> Option<Doubt> {
    let (a, b) = (&one.person, &other.person);
    if !a.is_full() || !b.is_full() || a.epithet || b.epithet {
        return None;
    }
    match people::likeness(one, other) {
        Some(MISSPELT) => Some(Doubt::OneLetter),
        Some(likeness) if likeness <= TRANSLATED => Some(Doubt::Translated),
        Some(INITIAL) => Some(Doubt::Initial),
        Some(NICKNAME) => Some(Doubt::Nickname),
        Some(RESPELT) => Some(Doubt::Respelt),
        Some(_) => Some(Doubt::Detail),
        None => {
            let given = |name: &super::super::person_name::PersonName| name.given.join(" ");
            let near = |a: &str, b: &str| a.len().min(b.len()) >= 5 && strsim::osa_distance(a, b) == 1;
            let same_given = given(a) == given(b) && near(&a.core, &b.core);
            let same_family = a.core == b.core && near(&given(a), &given(b));
            (same_given || same_family).then_some(Doubt::OneLetter)
        }
    }
}

fn doubt_of_things(one: &Form, other: &Form) -> Option<Doubt> {
    let (long, short) = if one.words.len() >= other.words.len() { (one, other) } else { (other, one) };
    if short.acronym && long.words.len() > 2 {
        return (organizations::initials(&long.words) == short.words.concat()).then_some(Doubt::Acronym);
    }
    if long.words.len() == short.words.len() {
        let sorted = |form: &Form| form.words.iter().cloned().collect::<BTreeSet<_>>();
        if sorted(long) == sorted(short) {
            return Some(Doubt::Order);
        }
    } else if short.words.len() >= 2
        && long.words.ends_with(&short.words)
        && long.words.len() - short.words.len() <= 2
    {
        return Some(Doubt::Longer);
    }
    let letters = one.key.chars().count().min(other.key.chars().count());
    (letters >= 7 && strsim::osa_distance(&one.key, &other.key) == 1 && !differs_in_number(one, other))
        .then_some(Doubt::OneLetter)
}

/// "Ward 1" and "Ward 2" are two.
fn differs_in_number(one: &Form, other: &Form) -> bool {
    let digits = |form: &Form| form.key.chars().filter(char::is_ascii_digit).collect::<String>();
    digits(one) != digits(other)
}

/// Entities that share a key.
fn blocks(entities: &[Entity], forms: &[Form]) -> Vec<Vec<usize>> {
    let mut blocks: BTreeMap<(EntityKind, String), Vec<usize>> = BTreeMap::new();
    for (at, form) in forms.iter().enumerate().filter(|(_, form)| !form.is_empty()) {
        for key in keys(form) {
            let block = blocks.entry((entities[at].kind, key)).or_default();
            if block.last() != Some(&at) {
                block.push(at);
            }
        }
    }
    blocks.into_values().filter(|block| (2..=MOST_IN_BLOCK).contains(&block.len())).collect()
}

fn keys(form: &Form) -> Vec<String> {
    let head = |text: &str, most: usize| text.chars().take(most).collect::<String>();
    let tail = |text: &str, most: usize| {
        let all: Vec<char> = text.chars().collect();
        all[all.len().saturating_sub(most)..].iter().collect::<String>()
    };
    if form.kind == EntityKind::Person {
        let name = &form.person;
        let given = name.given.join(" ");
        return vec![
            format!("family {}", form.sound),
            format!("head {given} {}", head(&name.core, 3)),
            format!("tail {given} {}", tail(&name.core, 3)),
        ];
    }
    let mut sorted = form.words.clone();
    sorted.sort();
    let mut keys = vec![
        format!("words {}", sorted.join(" ")),
        format!("head {}", head(&form.key, 5)),
        format!("tail {}", tail(&form.key, 5)),
        format!(
            "letters {}",
            if form.acronym { form.words.concat() } else { organizations::initials(&form.words) }
        ),
    ];
    if let Some(end) = form.words.len().checked_sub(2) {
        keys.push(format!("end {}", form.words[end..].join(" ")));
    }
    keys
}

/// What the authority file says already.
struct Answered {
    pairs: BTreeSet<(EntityKind, String, String)>,
}

impl Answered {
    fn new(authority: &Authority) -> Self {
        let mut pairs = BTreeSet::new();
        let mut all = |kind: EntityKind, names: &[&str]| {
            for one in names {
                pairs.extend(names.iter().map(|other| (kind, fold(one), fold(other))));
            }
        };
        for record in &authority.records {
            let names = std::iter::once(&record.name).chain(&record.aliases);
            all(record.kind, &names.map(String::as_str).collect::<Vec<_>>());
            for name in &record.not_aliases {
                all(record.kind, &[&record.name, name]);
            }
        }
        for rule in &authority.rules {
            if matches!(rule.does, Does::Merge(_) | Does::Different(_)) {
                kinds(rule.kind).for_each(|kind| all(kind, &rule.does.names()));
            }
        }
        Self { pairs }
    }

    fn answers(&self, question: &Question) -> bool {
        let [one, other] = &question.names;
        self.pairs.contains(&(question.kind, fold(one), fold(other)))
    }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::entity;
    use super::*;
    use crate::archive::model::ArticleId;

    fn archive(names: &[(EntityKind, &str, &[&str])]) -> Vec<Entity> {
        names
            .iter()
            .zip(0u32..)
            .map(|((kind, name, variants), at)| Entity {
                variants: variants.iter().map(|name| ((*name).to_owned(), 1)).collect(),
                articles: vec![(ArticleId(at), 1)],
                ..entity(*kind, name)
            })
            .collect()
    }

    #[track_caller]
    fn check(names: &[(EntityKind, &str, &[&str])], authority: &str, expected: &[(&str, &str, Doubt)]) {
        let (authority, told) = Authority::parse_toml(authority, "a");
        assert_eq!(told, []);
        let found = questions(&archive(names), &authority);
        let found: Vec<_> = found
            .iter()
            .map(|found| (found.names[0].as_str(), found.names[1].as_str(), found.doubt))
            .collect();
        assert_eq!(found, expected);
    }

    const P: EntityKind = EntityKind::Person;
    const O: EntityKind = EntityKind::Organization;

    #[test]
    fn names_that_may_be_one_are_asked_about() {
        check(
            &[(P, "Robert Marsh", &[]), (P, "R. Marsh", &[])],
            "",
            &[("Robert Marsh", "R. Marsh", Doubt::Initial)],
        );
        check(
            &[(P, "Ada Quillon", &[]), (P, "Ada Qulllon", &[])],
            "",
            &[("Ada Quillon", "Ada Qulllon", Doubt::OneLetter)],
        );
        check(&[(P, "Ada Quill", &[]), (P, "Ben Quill", &[])], "", &[]);
        check(
            &[(O, "Harbour Board", &[]), (O, "Tidewick Harbour Board", &[])],
            "",
            &[("Harbour Board", "Tidewick Harbour Board", Doubt::Longer)],
        );
        check(&[(O, "Ward 1 Council", &[]), (O, "Ward 2 Council", &[])], "", &[]);
        check(&[(P, "Robert Marsh", &[]), (O, "R. Marsh", &[])], "", &[]);
    }

    #[test]
    fn doubtful_names_of_one_are_asked_about() {
        check(
            &[(P, "Robert Marsh", &["Robert Marsh", "Marsh", "Bob Marsh"])],
            "",
            &[("Robert Marsh", "Bob Marsh", Doubt::Nickname)],
        );
    }

    #[test]
    fn what_is_answered_is_not_asked_again() {
        let names = [(P, "Robert Marsh", &[][..]), (P, "R. Marsh", &[][..])];
        check(&names, "[[different]]\nnames = [\"R. Marsh\", \"Robert Marsh\"]\n", &[]);
        check(&names, "[[merge]]\nnames = [\"Robert Marsh\", \"R. Marsh\"]\nkind = \"person\"\n", &[]);
        check(
            &names,
            "[[record]]\nname = \"Robert Marsh\"\nkind = \"person\"\naliases = [\"R. Marsh\"]\n",
            &[],
        );
    }
}
