//! Whatever a resolver has seen before, it says what a run over the whole archive says.

use super::super::super::authority::Authority;
use super::super::super::test_facts::naming;
use super::super::curated::NOBODY;
use super::super::{Curation, Resolution, resolve};
use super::Resolver;
use crate::analysis::entity::EntityKind;
use crate::analysis::kin::{Kin, Relation};
use crate::archive::facts::ArticleFacts;
use crate::config::EntitiesConfig;
use proptest::prelude::*;
use proptest::sample::{Index, select};
use std::collections::BTreeMap;

/// What an article says: names as in [`naming`], each with its score in percent and whether it stands right behind the
/// one before; kinship; what a person listed.
#[derive(Clone, Debug)]
struct Said {
    names: Vec<(String, u8, bool)>,
    kin: Vec<(Relation, Index, Index)>,
    listed: Vec<(EntityKind, String)>,
}

#[derive(Clone, Debug)]
enum Edit {
    Put(usize, Said),
    Remove(usize),
    Rename(usize, usize),
    Curate(usize),
}

const PATHS: [&str; 7] = ["00", "1931/vance", "1931/x.txt", "1952/Marchbank", "1952/b", "c", "zz"];

const AUTHORITIES: [&str; 5] = [
    "",
    "[[different]]\nnames = [\"William Vance\", \"Bill Vance\"]\n",
    "[[record]]\nname = \"Augusta Vance\"\nkind = \"person\"\naliases = [\"Mary Marchbank\"]\nnot_aliases = [\"Vance\"]\n",
    "[[merge]]\nnames = [\"Halifax Fishermen's Union\", \"Union\"]\n\n[[ignore]]\nname = \"Senate\"\narticles = [\"1931/**\"]\n",
    "[[split]]\nname = \"John Vance\"\ninto = \"John Vance the elder\"\nyears = [1931, 1950]\n\n\
     [[retype]]\nname = \"Toledo\"\nto = \"organization\"\n",
];

fn person() -> impl Strategy<Value = String> {
    let before = select(vec!["", "", "", "(Mrs.) ", "(Mr.) ", "(Miss) ", "(Mayor) ", "(Sen.) "]);
    let given = select(vec![
        "",
        "",
        "John ",
        "J. ",
        "Mary ",
        "Vladimir ",
        "Volodymyr ",
        "Bill ",
        "William A. ",
        "William ",
        "F. Scott ",
        "Scott ",
        "Clara Ann ",
        "Mrs. John ",
    ]);
    let family = select(vec![
        "Vance",
        "Zelensky",
        "Zelenskyy",
        "Marchbank",
        "Marchbanc",
        "Pendleton",
        "Pendelton",
        "de la Cruz",
        "John",
        "Vances",
    ]);
    let suffix = select(vec!["", "", "", " Jr.", " II"]);
    (before, given, family, suffix)
        .prop_map(|(before, given, family, suffix)| format!("p:{before}{given}{family}{suffix}"))
}

fn name() -> impl Strategy<Value = String> {
    let other = select(vec![
        "o:Halifax Fishermen's Union",
        "o:HFU",
        "o:Union",
        "o:the Union",
        "o:U.S. Senate",
        "o:Senate",
        "o:UN",
        "o:United Nations",
        "o:Harbour Board",
        "o:the Board",
        "l:Toledo",
        "l:Perry County",
        "l:Ohio",
        "l:Oregon",
        "l:Toledo",
        "l:U.S.",
        "l:Vance",
        "o:Vance",
    ]);
    prop_oneof![3 => person(), 2 => other.prop_map(str::to_owned)]
}

fn said() -> impl Strategy<Value = Said> {
    let names = (name(), select(vec![95, 95, 95, 62, 40]), prop::bool::weighted(0.3));
    let relation = select(vec![Relation::Married, Relation::Wife, Relation::SameAs, Relation::Child]);
    let kin = (relation, any::<Index>(), any::<Index>());
    let listed = name().prop_map(|name| {
        let kind = EntityKind::ALL["pol".find(&name[..1]).unwrap_or(0)];
        (kind, name.rsplit([':', ')']).next().unwrap_or_default().trim().to_owned())
    });
    let lists = (
        prop::collection::vec(names, 0..14),
        prop::collection::vec(kin, 0..4),
        prop::collection::vec(listed, 0..3),
    );
    lists.prop_map(|(names, kin, listed)| Said { names, kin, listed })
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = 0..PATHS.len();
    prop_oneof![
        6 => (path.clone(), said()).prop_map(|(path, said)| Edit::Put(path, said)),
        1 => path.clone().prop_map(Edit::Remove),
        1 => (path.clone(), path).prop_map(|(from, to)| Edit::Rename(from, to)),
        1 => (0..AUTHORITIES.len()).prop_map(Edit::Curate),
    ]
}

fn facts(path: &str, said: &Said) -> ArticleFacts {
    let names: Vec<&str> = said.names.iter().map(|(name, ..)| name.as_str()).collect();
    let mut facts = naming(path, &names);
    let mut end = 0;
    for (candidate, (_, percent, close)) in facts.entities.iter_mut().zip(&said.names) {
        for score in candidate.scores.iter_mut().filter(|score| **score > 0.5) {
            *score = f32::from(*percent) / 100.0;
        }
        if *close && end > 0 {
            let length = candidate.range.end - candidate.range.start;
            candidate.range.start = end + 2;
            candidate.range.end = end + 2 + length;
        }
        end = candidate.range.end;
    }
    if !names.is_empty() {
        let kin = said.kin.iter().map(|(relation, one, other)| {
            let place = |index: &Index| index.index(names.len()) as u32;
            Kin { relation: *relation, one: place(one), other: place(other) }
        });
        facts.kin = kin.filter(|kin| kin.one != kin.other).collect();
    }
    for (kind, name) in &said.listed {
        let written = &mut facts.front_matter;
        let list = match kind {
            EntityKind::Person => &mut written.people,
            EntityKind::Organization => &mut written.organizations,
            EntityKind::Place => &mut written.places,
        };
        list.push(name.clone());
    }
    facts
}

/// All of a result, so that it is equal for the same articles in another order.
fn told(resolution: &Resolution, facts: &[ArticleFacts]) -> String {
    let path = |at: usize| facts[at].key.path.as_str();
    let mentions: BTreeMap<&str, _> =
        resolution.mentions.iter().enumerate().map(|(at, mentions)| (path(at), mentions)).collect();
    let mut entities = resolution.entities.clone();
    let articles: Vec<BTreeMap<&str, u32>> = entities
        .iter_mut()
        .map(|entity| entity.articles.drain(..).map(|(id, count)| (path(id.0 as usize), count)).collect())
        .collect();
    format!("{entities:#?} {articles:?} {mentions:?} {:?}", resolution.diagnostics)
}

fn year(path: &str) -> Option<i32> {
    path.get(..4)?.parse().ok()
}

proptest! {
    #[test]
    fn a_resolver_that_saw_other_states_says_what_a_batch_run_says(
        edits in prop::collection::vec((edit(), any::<Index>(), any::<bool>()), 1..9)
    ) {
        let (mut archive, mut curated) = (BTreeMap::<usize, Said>::new(), 0);
        let mut resolver = Resolver::default();
        for (edit, turn, reversed) in edits {
            match edit {
                Edit::Put(path, said) => drop(archive.insert(path, said)),
                Edit::Remove(path) => drop(archive.remove(&path)),
                Edit::Rename(from, to) => {
                    let moved = archive.remove(&from);
                    archive.extend(moved.map(|said| (to, said)));
                }
                Edit::Curate(number) => curated = number,
            }
            let (authority, _) = Authority::parse_toml(AUTHORITIES[curated], "authority.toml");
            let in_order: Vec<ArticleFacts> =
                archive.iter().map(|(path, said)| facts(PATHS[*path], said)).collect();
            let mut turned = in_order.clone();
            let count = turned.len();
            turned.rotate_left(if count == 0 { 0 } else { turn.index(count) });
            if reversed {
                turned.reverse();
            }
            let config = EntitiesConfig::default();
            let years = |facts: &[ArticleFacts]| facts.iter().map(|fact| year(&fact.key.path)).collect::<Vec<_>>();
            let batch = |facts: &[ArticleFacts]| {
                let years = years(facts);
                told(&resolve(facts, &config, Curation { authority: &authority, years: &years }), facts)
            };
            let expected = batch(&in_order);
            prop_assert_eq!(&batch(&turned), &expected, "the order of the files matters");
            let years = years(&turned);
            let again = resolver.resolve(&turned, &config, Curation { authority: &authority, years: &years });
            prop_assert_eq!(told(&again, &turned), expected);
        }
        resolver.resolve(&[], &EntitiesConfig::default(), NOBODY);
        prop_assert_eq!(resolver.memory.len(), 0, "what is gone is kept");
    }
}

#[test]
fn what_a_change_does_not_touch_is_not_worked_out_again() {
    let mut resolver = Resolver::default();
    let mut articles = vec![
        naming("a", &["p:Eleanor Vance", "p:Vance"]),
        naming("b", &["o:Harbour Board", "o:the Board"]),
        naming("c", &["p:Zoe Quill"]),
    ];
    let mut made = |articles: &[ArticleFacts]| {
        let before = resolver.memory.made;
        resolver.resolve(articles, &EntitiesConfig::default(), NOBODY);
        resolver.memory.made - before
    };
    assert_eq!(made(&articles), 3, "articles");
    assert_eq!(made(&articles), 0);
    // The numbers of all forms behind the new one shift.
    articles[2] = naming("c", &["p:Abel Quill"]);
    assert_eq!(made(&articles), 1);
}
