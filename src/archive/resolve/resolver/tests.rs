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
    /// Changes one thing and leaves all names as they are: its kinship…
    Kin(usize, Vec<(Relation, Index, Index)>),
    /// …where a name stands…
    Move(usize, Index),
    /// …what stands before it…
    Title(usize, Index, &'static str),
    /// …whether a person listed it…
    List(usize, Index),
    /// …which places and bodies stand beside the people.
    Company(usize, Vec<String>),
    Remove(usize),
    Rename(usize, usize),
    Curate(usize),
}

const PATHS: [&str; 7] = ["00", "1931/vance", "1931/x.txt", "1952/Marchbank", "1952/b", "c", "zz"];

const AUTHORITIES: [&str; 6] = [
    "",
    "[[different]]\nnames = [\"William Vance\", \"Bill Vance\"]\n",
    "[[different]]\nnames = [\"John Vance\", \"J. Vance\"]\n",
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
        "Vance",
        "Vance",
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

fn thing() -> impl Strategy<Value = String> {
    select(vec![
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
    ])
    .prop_map(str::to_owned)
}

fn name() -> impl Strategy<Value = String> {
    prop_oneof![3 => person(), 2 => thing()]
}

fn kin() -> impl Strategy<Value = Vec<(Relation, Index, Index)>> {
    let relation = select(vec![Relation::Married, Relation::Wife, Relation::SameAs, Relation::Child]);
    prop::collection::vec((relation, any::<Index>(), any::<Index>()), 0..4)
}

fn said() -> impl Strategy<Value = Said> {
    let names = (name(), select(vec![95, 95, 95, 62, 40]), prop::bool::weighted(0.3));
    let listed = name().prop_map(|name| {
        let kind = EntityKind::ALL["pol".find(&name[..1]).unwrap_or(0)];
        (kind, name.rsplit([':', ')']).next().unwrap_or_default().trim().to_owned())
    });
    let lists = (prop::collection::vec(names, 0..14), kin(), prop::collection::vec(listed, 0..3));
    lists.prop_map(|(names, kin, listed)| Said { names, kin, listed })
}

fn edit() -> impl Strategy<Value = Edit> {
    let path = 0..PATHS.len();
    prop_oneof![
        6 => (path.clone(), said()).prop_map(|(path, said)| Edit::Put(path, said)),
        1 => path.clone().prop_map(Edit::Remove),
        1 => (path.clone(), path.clone()).prop_map(|(from, to)| Edit::Rename(from, to)),
        2 => (0..AUTHORITIES.len()).prop_map(Edit::Curate),
        2 => (path.clone(), kin()).prop_map(|(path, kin)| Edit::Kin(path, kin)),
        2 => (path.clone(), any::<Index>()).prop_map(|(path, which)| Edit::Move(path, which)),
        2 => (path.clone(), any::<Index>(), select(vec!["", "(Mrs.) ", "(Mr.) "]))
            .prop_map(|(path, which, title)| Edit::Title(path, which, title)),
        1 => (path.clone(), any::<Index>()).prop_map(|(path, which)| Edit::List(path, which)),
        2 => (path, prop::collection::vec(thing(), 0..4)).prop_map(|(path, things)| Edit::Company(path, things)),
    ]
}

/// Makes a change to an article in which the names stay as they are.
fn change(archive: &mut BTreeMap<usize, Said>, edit: Edit) {
    let (Edit::Kin(path, _)
    | Edit::Move(path, _)
    | Edit::Title(path, ..)
    | Edit::List(path, _)
    | Edit::Company(path, _)) = edit
    else {
        return;
    };
    let known = archive.len().max(1);
    let Some(said) = archive.values_mut().nth(path % known).filter(|said| !said.names.is_empty()) else {
        return;
    };
    let count = said.names.len();
    let place = |which: Index| which.index(count);
    match edit {
        Edit::Kin(_, kin) => said.kin = kin,
        Edit::Move(_, which) => said.names[place(which)].2 ^= true,
        Edit::Title(_, which, title) => {
            let name = &mut said.names[place(which)].0;
            let surface = name.rsplit([':', ')']).next().unwrap_or_default().trim().to_owned();
            *name = format!("{}{title}{surface}", &name[..2]);
        }
        Edit::List(_, which) => {
            let (name, ..) = &said.names[place(which)];
            let kind = EntityKind::ALL["pol".find(&name[..1]).unwrap_or(0)];
            let surface = name.rsplit([':', ')']).next().unwrap_or_default().trim().to_owned();
            said.listed.push((kind, surface));
        }
        Edit::Company(_, things) => {
            said.names.retain(|(name, ..)| name.starts_with("p:"));
            said.names.extend(things.into_iter().map(|thing| (thing, 95, false)));
        }
        Edit::Put(..) | Edit::Remove(_) | Edit::Rename(..) | Edit::Curate(_) => {}
    }
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
        edits in prop::collection::vec((edit(), any::<Index>(), any::<bool>()), 1..14)
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
                other => change(&mut archive, other),
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
