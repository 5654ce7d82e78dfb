//! Who is who, told in lines of names.

use super::super::authority::Authority;
use super::super::test_facts::naming;
use super::curated::NOBODY;
use super::*;
use proptest::prelude::*;

/// Resolves articles that name what is listed, and shows the entities as `Name [variants] articles`.
fn shown(articles: &[&[&str]]) -> Vec<String> {
    let facts: Vec<ArticleFacts> =
        articles.iter().enumerate().map(|(at, names)| naming(&format!("{at:02}"), names)).collect();
    show(&facts)
}

fn show(facts: &[ArticleFacts]) -> Vec<String> {
    let resolution = resolve(facts, &EntitiesConfig::default(), NOBODY);
    check_invariants(facts, &resolution);
    let line = |entity: &Entity| {
        let variants: Vec<&str> = entity.variants.iter().map(|(name, _)| name.as_str()).collect();
        let articles: Vec<String> = entity
            .articles
            .iter()
            .map(|(id, count)| format!("{}:{count}", facts[id.0 as usize].key.path))
            .collect();
        format!("{} [{}] {}", entity.name, variants.join(", "), articles.join(" "))
    };
    resolution.entities.iter().map(line).collect()
}

fn check_invariants(facts: &[ArticleFacts], resolution: &Resolution) {
    assert_eq!(resolution.mentions.len(), facts.len());
    let mut counts = BTreeMap::new();
    for (at, mentions) in resolution.mentions.iter().enumerate() {
        for pair in mentions.windows(2) {
            assert!(pair[0].range.end <= pair[1].range.start);
        }
        for mention in mentions {
            assert!((mention.entity.0 as usize) < resolution.entities.len());
            assert!((50..=100).contains(&mention.confidence), "{mention:?}");
            *counts.entry((mention.entity.0, at as u32)).or_insert(0u32) += 1;
        }
    }
    for (id, entity) in (0..).zip(&resolution.entities) {
        assert!(!entity.name.is_empty() && !entity.sort.is_empty() && !entity.articles.is_empty());
        assert!(entity.articles.is_sorted_by(|a, b| a.0 < b.0));
        for (article, count) in &entity.articles {
            assert_eq!(counts.get(&(id, article.0)).copied().unwrap_or(0), *count);
        }
        let printed: u32 = entity.variants.iter().map(|(_, count)| count).sum();
        assert_eq!(printed, entity.articles.iter().map(|(_, count)| count).sum::<u32>());
        assert!(
            entity
                .confusable
                .iter()
                .all(|other| (other.0 as usize) < resolution.entities.len() && other.0 != id)
        );
    }
}

fn check(articles: &[&[&str]], expected: &[&str]) {
    assert_eq!(shown(articles), expected);
}

#[test]
fn one_man_under_several_names_and_his_namesake_apart() {
    check(
        &[&[
            "p:(Ukrainian President) Volodymyr Zelensky",
            "p:Dmitry Peskov",
            "p:Dmitry Medvedev",
            "p:Zelensky",
            "p:(Ukrainian President) Vladimir Zelensky",
            "p:Vladimir Putin",
            "p:Zelensky",
            "p:Putin",
            "p:Dmitry Bulgakov",
        ]],
        &[
            "Dmitry Bulgakov [Dmitry Bulgakov] 00:1",
            "Dmitry Medvedev [Dmitry Medvedev] 00:1",
            "Dmitry Peskov [Dmitry Peskov] 00:1",
            "Vladimir Putin [Putin, Vladimir Putin] 00:2",
            "Volodymyr Zelensky [Zelensky, Vladimir Zelensky, Volodymyr Zelensky] 00:4",
        ],
    );
}

#[test]
fn spellings_meet_across_articles() {
    check(
        &[&["p:Volodymyr Zelensky", "p:Zelensky"], &["p:Volodymyr Zelenskyy"], &["p:Zelenskiy"]],
        &["Volodymyr Zelensky [Volodymyr Zelensky, Volodymyr Zelenskyy, Zelenskiy, Zelensky] 00:2 01:1 02:1"],
    );
}

#[test]
fn a_name_in_a_related_language_needs_the_same_company() {
    let one = ["p:Volodymyr Klitschko", "o:Boxing Club", "l:Kyiv", "l:Hamburg"];
    let other = ["p:Vladimir Klitschko", "o:Boxing Club", "l:Hamburg"];
    assert_eq!(
        shown(&[&one, &other])[0],
        "Volodymyr Klitschko [Vladimir Klitschko, Volodymyr Klitschko] 00:1 01:1"
    );
    assert_eq!(
        shown(&[&one, &["p:Vladimir Klitschko", "l:Oslo"]])[0],
        "Vladimir Klitschko [Vladimir Klitschko] 01:1"
    );
}

#[test]
fn a_role_tells_namesakes_apart() {
    check(
        &[&["p:(Mayor) Eleanor Vance"], &["p:Thomas Vance"], &["p:(Mayor) Vance"], &["p:Vance"]],
        &["Eleanor Vance [Eleanor Vance, Vance] 00:1 02:1", "Thomas Vance [Thomas Vance] 01:1"],
    );
}

#[test]
fn a_bare_surname_is_the_only_bearer_or_nobody() {
    check(&[&["p:Eleanor Vance"], &["p:Vance"]], &["Eleanor Vance [Eleanor Vance, Vance] 00:1 01:1"]);
    check(
        &[&["p:Eleanor Vance"], &["p:Thomas Vance"], &["p:Vance"]],
        &["Eleanor Vance [Eleanor Vance] 00:1", "Thomas Vance [Thomas Vance] 01:1"],
    );
    check(
        &[&["p:Eleanor Vance"], &["p:Thomas Vance"], &["p:(Mrs.) Vance"]],
        &["Eleanor Vance [Eleanor Vance, Vance] 00:1 02:1", "Thomas Vance [Thomas Vance] 01:1"],
    );
    check(
        &[&["p:Thomas Vance", "p:(Mrs.) Vance", "p:(Mr.) Vance"]],
        &["Mrs. Vance [Vance] 00:1", "Thomas Vance [Thomas Vance, Vance] 00:2"],
    );
}

#[test]
fn given_names_belong_to_their_article() {
    check(&[&["p:Ben Money", "p:Ben"], &["p:Ben"]], &["Ben [Ben] 01:1", "Ben Money [Ben, Ben Money] 00:2"]);
}

#[test]
fn namesakes_stay_apart() {
    check(
        &[&["p:John Vance Jr.", "p:John Vance Sr."], &["p:(Mrs.) John Vance"]],
        &[
            "John Vance Jr. [John Vance Jr.] 00:1",
            "John Vance Sr. [John Vance Sr.] 00:1",
            "Mrs. John Vance [Mrs. John Vance] 01:1",
        ],
    );
}

#[test]
fn family_names_that_ran_into_each_other_are_nobody() {
    let mut articles: Vec<&[&str]> = vec![&["p:Ada Quill", "p:Ben Marsh"]; 6];
    articles.push(&["p:Quill Marsh", "p:Marsh"]);
    let found = shown(&articles);
    assert_eq!(found.len(), 2, "{found:?}");
    assert!(found[1].starts_with("Ben Marsh [Ben Marsh, Marsh]"), "{found:?}");
}

#[test]
fn acronyms_and_short_forms() {
    check(
        &[
            &["o:Halifax Fishermen's Union", "o:HFU", "o:the Union"],
            &["o:HFU"],
            &["o:Union"],
            &["o:TASS", "o:Ministry of Defence", "o:the Ministry"],
        ],
        &[
            "Halifax Fishermen's Union [HFU, Halifax Fishermen's Union, the Union] 00:3 01:1",
            "Ministry of Defence [Ministry of Defence, the Ministry] 03:2",
            "TASS [TASS] 03:1",
        ],
    );
}

#[test]
fn an_institution_of_the_own_country_is_one_with_and_without_its_name() {
    check(
        &[
            &["o:U.S. Senate"],
            &["o:Senate"],
            &["o:Texas Supreme Court"],
            &["o:Supreme Court"],
            &["o:U.S. Supreme Court"],
        ],
        &[
            "Supreme Court [Supreme Court] 03:1",
            "Texas Supreme Court [Texas Supreme Court] 02:1",
            "U.S. Senate [Senate, U.S. Senate] 00:1 01:1",
            "U.S. Supreme Court [U.S. Supreme Court] 04:1",
        ],
    );
}

#[test]
fn names_that_ran_into_each_other_are_nobody() {
    check(
        &[&["p:Max Baucus", "p:Ann Lee", "p:Max Baucus Ann Lee"], &["o:Inc."]],
        &["Ann Lee [Ann Lee] 00:1", "Max Baucus [Max Baucus] 00:1"],
    );
}

#[test]
fn places_of_one_name() {
    check(
        &[&["l:U.S.", "l:United States"], &["l:USA", "l:Kiev"], &["l:Kyiv"]],
        &["Kiev [Kiev, Kyiv] 01:1 02:1", "United States [U.S., USA, United States] 00:2 01:1"],
    );
}

#[test]
fn what_a_person_wrote_is_certain() {
    let mut facts = vec![naming("a", &["p:Vance"]), naming("b", &[]), naming("c", &["o:Board"])];
    facts[0].front_matter.people = vec!["Vance, Eleanor".into()];
    facts[1].front_matter.people = vec!["Eleanor Vance".into(), "…".into()];
    facts[1].front_matter.places = vec!["Halifax".into()];
    facts[2].front_matter.organizations = vec!["Harbour Board".into()];
    assert_eq!(
        show(&facts),
        ["Eleanor Vance [Vance, Vance, Eleanor] a:1 b:0", "Harbour Board [Board] c:1", "Halifax [] b:0"]
    );
}

#[test]
fn entities_of_one_name_know_of_each_other() {
    let facts = [naming("a", &["p:(mayor) Jordan Hill", "l:Jordan Hill", "p:J. Hill", "p:Jane Hill"])];
    let resolution = resolve(&facts, &EntitiesConfig::default(), NOBODY);
    let hill = resolution.entities.iter().find(|entity| entity.role.as_deref() == Some("mayor")).unwrap();
    assert_eq!((hill.name.as_str(), hill.confusable.len()), ("Jordan Hill", 3));
}

fn arbitrary_name() -> impl Strategy<Value = String> {
    let given = prop::sample::select(vec![
        "",
        "John ",
        "J. ",
        "Mary ",
        "Vladimir ",
        "Volodymyr ",
        "Bill ",
        "William A. ",
    ]);
    let family = prop::sample::select(vec![
        "Vance",
        "Zelensky",
        "Zelenskyy",
        "Smith",
        "de la Cruz",
        "Union",
        "HFU",
        "U.S.",
        "John",
    ]);
    let suffix = prop::sample::select(vec!["", " Jr.", " Union", " II"]);
    let kind = prop::sample::select(vec!["p:", "p:(Mrs.) ", "o:", "l:"]);
    (kind, given, family, suffix)
        .prop_map(|(kind, given, family, suffix)| format!("{kind}{given}{family}{suffix}"))
}

proptest! {
    #[test]
    fn the_order_of_the_articles_does_not_matter(
        articles in prop::collection::vec(prop::collection::vec(arbitrary_name(), 0..8), 1..7),
        turn in 0usize..7
    ) {
        let mut facts: Vec<ArticleFacts> = articles.iter().enumerate().map(|(at, names)| {
            let names: Vec<&str> = names.iter().map(String::as_str).collect();
            naming(&format!("{at:02}"), &names)
        }).collect();
        let first = resolve(&facts, &EntitiesConfig::default(), NOBODY);
        check_invariants(&facts, &first);
        let count = facts.len();
        facts.rotate_left(turn % count);
        facts.reverse();
        let second = resolve(&facts, &EntitiesConfig::default(), NOBODY);
        let told = |resolution: &Resolution, facts: &[ArticleFacts]| {
            let mut mentions: BTreeMap<String, Vec<Mention>> = BTreeMap::new();
            for (fact, list) in facts.iter().zip(&resolution.mentions) {
                mentions.insert(fact.key.path.to_string(), list.clone());
            }
            let names: Vec<_> = resolution.entities.iter().map(|entity| {
                (entity.name.clone(), entity.variants.clone(), entity.confusable.clone(), entity.role.clone())
            }).collect();
            (format!("{mentions:?}"), names)
        };
        let again = told(&second, &facts);
        facts.reverse();
        facts.rotate_right(turn % count);
        prop_assert_eq!(told(&first, &facts), again);
    }

    #[test]
    fn any_names_can_be_resolved(names in prop::collection::vec("[pol]:[\\PC]{0,20}", 0..12)) {
        let names: Vec<&str> = names.iter().map(String::as_str).collect();
        let facts = [naming("a", &names), naming("b", &names)];
        check_invariants(&facts, &resolve(&facts, &EntitiesConfig::default(), NOBODY));
    }
}

/// Entities under an authority file, and the codes of what it says that no text answers to.
fn curated(articles: &[&[&str]], authority: &str) -> (Vec<String>, Vec<String>) {
    let facts: Vec<ArticleFacts> =
        articles.iter().enumerate().map(|(at, names)| naming(&format!("{at:02}"), names)).collect();
    let (authority, told) = Authority::parse_toml(authority, "authority.toml");
    assert_eq!(told, []);
    let years = [Some(1931), Some(1952), Some(1960)];
    let resolution =
        resolve(&facts, &EntitiesConfig::default(), Curation { authority: &authority, years: &years });
    check_invariants(&facts, &resolution);
    let mut shown: Vec<String> = resolution
        .entities
        .iter()
        .map(|entity| {
            format!("{} {:?}", entity.name, entity.articles.iter().map(|(id, _)| id.0).collect::<Vec<_>>())
        })
        .collect();
    shown.sort();
    (shown, resolution.diagnostics.iter().map(|told| told.message.clone()).collect())
}

#[track_caller]
fn check_curated(articles: &[&[&str]], authority: &str, expected: &[&str]) {
    let (shown, unmatched) = curated(articles, authority);
    assert_eq!(shown, expected);
    assert_eq!(unmatched, [""; 0]);
}

#[test]
fn what_a_person_merges_is_one() {
    let articles: [&[&str]; 3] = [&["p:Ada Quill"], &["p:Augusta King", "p:King"], &["p:Ben Marsh"]];
    check_curated(
        &articles,
        "[[merge]]\nnames = [\"Ada Quill\", \"Augusta King\"]\n",
        &["Ada Quill [0, 1]", "Ben Marsh [2]"],
    );
    check_curated(
        &articles,
        "[[record]]\nname = \"Augusta Ada King\"\nkind = \"person\"\naliases = [\"Ada Quill\", \"Augusta King\"]\n",
        &["Augusta Ada King [0, 1]", "Ben Marsh [2]"],
    );
}

#[test]
fn what_a_person_keeps_apart_is_two() {
    let articles: [&[&str]; 3] = [&["p:Robert Marsh"], &["p:Bob Marsh"], &["p:Robert Marsh", "p:Bob Marsh"]];
    check_curated(&articles, "", &["Robert Marsh [0, 1, 2]"]);
    check_curated(
        &articles,
        "[[different]]\nnames = [\"Robert Marsh\", \"Bob Marsh\"]\n",
        &["Bob Marsh [1, 2]", "Robert Marsh [0, 2]"],
    );
    check_curated(
        &articles,
        "[[record]]\nname = \"Robert Marsh\"\nkind = \"person\"\nnot_aliases = [\"Bob Marsh\"]\n",
        &["Bob Marsh [1, 2]", "Robert Marsh [0, 2]"],
    );
}

#[test]
fn a_name_is_split_by_years_or_articles() {
    let articles: [&[&str]; 3] = [&["p:John Marsh", "p:Marsh"], &["p:John Marsh"], &["p:John Marsh"]];
    for scope in ["years = [1931, 1950]", "articles = [\"00\"]"] {
        let split = format!("[[split]]\nname = \"John Marsh\"\ninto = \"John Marsh the elder\"\n{scope}\n");
        check_curated(&articles, &split, &["John Marsh [1, 2]", "John Marsh the elder [0]"]);
    }
}

#[test]
fn names_are_ignored_and_retyped() {
    let articles: [&[&str]; 3] = [&["p:Ada Quill"], &["p:Ada Quill", "p:Ben Marsh"], &["p:Ben Marsh"]];
    check_curated(&articles, "[[ignore]]\nname = \"Ben Marsh\"\n", &["Ada Quill [0, 1]"]);
    check_curated(
        &articles,
        "[[ignore]]\nname = \"Ben Marsh\"\narticles = [\"02\"]\n",
        &["Ada Quill [0, 1]", "Ben Marsh [1]"],
    );
    let (authority, _) = Authority::parse_toml("[[retype]]\nname = \"Ada Quill\"\nto = \"place\"\n", "a");
    let facts = [naming("0", &["p:Ada Quill"])];
    let resolution =
        resolve(&facts, &EntitiesConfig::default(), Curation { authority: &authority, years: &[] });
    assert_eq!(resolution.entities[0].kind, EntityKind::Place);
}

#[test]
fn rules_about_nobody_are_told() {
    let authority =
        "[[merge]]\nnames = [\"Ada Quill\", \"Nobody Atall\"]\n\n[[ignore]]\nname = \"Cora Vance\"\n";
    let (_, told) = curated(&[&["p:Ada Quill"]], authority);
    assert_eq!(told.len(), 2, "{told:?}");
    assert!(told[0].contains("Nobody Atall") && told[1].contains("Cora Vance"), "{told:?}");
}

#[test]
fn places_of_one_name_in_two_states_are_two() {
    let near = |path: &str, names: &[&str], beside: &[(usize, usize)]| {
        let mut facts = naming(path, names);
        for (name, state) in beside {
            let end = facts.entities[*name].range.end;
            let range = &mut facts.entities[*state].range;
            (range.start, range.end) = (end + 2, end + 2 + range.len());
        }
        facts
    };
    let facts = [
        near("0", &["l:Toledo", "l:Ohio"], &[(0, 1)]),
        near("1", &["l:Toledo", "l:Oregon"], &[(0, 1)]),
        near("2", &["l:Toledo"], &[]),
        near("3", &["l:Perry County", "l:Alabama", "l:Alabama"], &[]),
        near("4", &["l:Perry County", "l:Missouri", "l:Missouri"], &[]),
        near("5", &["l:Boston", "l:Ohio", "l:Ohio"], &[]),
        near("6", &["l:Boston", "l:Oregon", "l:Oregon"], &[]),
    ];
    let resolution = resolve(&facts, &EntitiesConfig::default(), NOBODY);
    check_invariants(&facts, &resolution);
    let places = |name: &str| -> Vec<(Option<&str>, Vec<u32>)> {
        let of_name = resolution.entities.iter().filter(|entity| entity.name == name);
        of_name
            .map(|entity| (entity.qualifier.as_deref(), entity.articles.iter().map(|(id, _)| id.0).collect()))
            .collect()
    };
    assert_eq!(places("Toledo"), [(Some("Ohio"), vec![0]), (Some("Oregon"), vec![1])]);
    assert_eq!(places("Perry County"), [(Some("Alabama"), vec![3]), (Some("Missouri"), vec![4])]);
    assert_eq!(
        places("Boston"),
        [(None, vec![5, 6])],
        "an article about a state may speak of towns elsewhere"
    );
}
