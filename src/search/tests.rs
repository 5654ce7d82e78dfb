//! The index against a search through every article, over archives and queries made up at random.

use super::answer::{Hit, Order, answer};
use super::build::{Limits, write_within};
use super::error::IndexError;
use super::exhaustive::Exhaustive;
use super::query::parse;
use super::read::Index;
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, AuthorId};
use crate::config::Stemming;
use crate::site::testing::{self, Builder, MemoryBodies, prose, published, stated};
use proptest::prelude::*;
use std::collections::BTreeMap;

type Built = BTreeMap<String, Vec<u8>>;

fn built_within(archive: &Archive, bodies: &MemoryBodies, limits: Limits) -> Built {
    let mut files = Built::new();
    let emit = &mut |path, bytes| {
        assert!(files.insert(path, bytes).is_none(), "a file is written twice");
        Ok::<(), IndexError>(())
    };
    write_within(&super::Collection::new(archive), bodies, limits, &mut Vec::new(), emit).unwrap();
    files
}

fn built(archive: &Archive, bodies: &MemoryBodies) -> Built {
    super::index_in_memory(&super::Collection::new(archive), bodies).unwrap()
}

fn ask(files: &Built, query: &str, with: &[String], without: &[String], order: Order) -> Vec<Hit> {
    answer(&Index::open(files).unwrap(), &parse(query), with, without, order).unwrap()
}

fn titles(files: &Built, query: &str) -> Vec<String> {
    let index = Index::open(files).unwrap();
    let hits = ask(files, query, &[], &[], Order::Relevance);
    hits.iter().map(|hit| index.document(hit.id).unwrap().title).collect()
}

#[test]
fn the_sample_is_found() {
    let (archive, bodies) = testing::sample();
    let files = built(&archive, &bodies);
    let check = |query: &str, expected: &[&str]| assert_eq!(titles(&files, query), expected, "{query}");
    check("ironmonger piano", &["The Wend in Mill Lane"]);
    check("\"four feet\"", &["The Wend in Mill Lane"]);
    check("\"feet four\"", &[]);
    check("title:wend", &["The Wend in Mill Lane"]);
    check("title:\"mill lane\" author:quill topic:floods", &["The Wend in Mill Lane"]);
    check("piano -sluice*", &[]);
    check("iron* from:1952 to:1952-03", &["The Wend in Mill Lane"]);
    check("iron* to:1952-02", &[]);
    check("بوابات OR البوابات", &["الفيضان في الميناء"]);
    assert_eq!(titles(&files, "").len(), archive.articles.len() - 1);
    assert_eq!(titles(&files, "person:\"mrs vance\" \"eleanor vance\"").len(), 9);
}

#[test]
fn an_article_that_search_engines_must_not_see_is_in_no_file() {
    let (archive, bodies) = testing::sample();
    assert!(archive.articles.iter().any(|article| article.noindex));
    let files = built(&archive, &bodies);
    assert_eq!(titles(&files, "alert"), [""; 0]);
    assert_eq!(titles(&files, "person:петров"), [""; 0]);
    assert!(Index::open(&files).unwrap().key("people/script-alert-name-script").unwrap().ids.is_empty());
}

#[test]
fn a_name_is_found_by_every_form_of_it() {
    let mut builder = Builder {
        names: vec![(EntityKind::Person, "Mara Zelensky", vec!["Zelenskyy"])],
        ..Builder::default()
    };
    builder.archive.site = testing::site_facts();
    builder.add("a.txt", "One", prose("Mara Zelensky came."), stated("1952-03-04"));
    builder.add("b.txt", "Two", prose("Zelenskyy left."), stated("1952-03-05"));
    builder.add("c.txt", "Three", prose("Mara Mills stayed."), None);
    let (archive, bodies) = builder.finish();
    let files = built(&archive, &bodies);
    let found = |query: &str| {
        let mut titles = titles(&files, query);
        titles.sort();
        titles.join(" ")
    };
    assert_eq!(found("zelenskyy"), "One Two");
    assert_eq!(found("mara zelensky"), "One Two");
    assert_eq!(found("\"zelenskyy\""), "Two");
    assert_eq!(found("mara"), "One Three");
}

#[test]
fn what_is_put_away_in_between_changes_no_file() {
    let (archive, bodies) = testing::sample();
    let once = built(&archive, &bodies);
    for held in [0, 1000, 20_000] {
        let limits = Limits { held, ..Limits::of(archive.articles.len()) };
        assert!(built_within(&archive, &bodies, limits) == once, "{held}");
    }
}

#[test]
fn forms_of_a_word_are_found_where_the_settings_say_so() {
    let mut builder = Builder::default();
    builder.archive.site = testing::site_facts();
    builder.add("a.txt", "One", prose("The flooding of the quay."), None);
    builder.add("b.txt", "Two", prose("A flood came, and floods came."), None);
    builder.add("c.txt", "Floods", prose("Floodgates, universal."), None);
    builder.add("d.txt", "Four", prose("A university."), None);
    let (mut archive, bodies) = builder.finish();
    let mut found = |stemming: Stemming, query: &str| {
        archive.site.stemming = stemming;
        titles(&built(&archive, &bodies), query).join(" ")
    };
    for (query, english, none) in [
        ("flood", "Two Floods One", "Two"),
        ("floods", "Floods Two One", "Floods Two"),
        ("flooded", "Floods Two One", ""),
        ("\"floods\"", "Floods Two", "Floods Two"),
        ("\"floods came\"", "Two", "Two"),
        ("title:flood", "Floods", ""),
        ("title:\"flood\"", "", ""),
        ("flood -flooding", "", "Two"),
        ("universities", "Four Floods", ""),
        ("flood*", "Two Floods One", "Two Floods One"),
    ] {
        let sorted = |titles: &str| {
            let mut titles: Vec<String> = titles.split(' ').map(str::to_owned).collect();
            titles.sort();
            titles
        };
        assert_eq!(sorted(&found(Stemming::English, query)), sorted(english), "{query}");
        assert_eq!(sorted(&found(Stemming::None, query)), sorted(none), "{query}");
    }
    assert_eq!(found(Stemming::English, "floods").split(' ').next(), Some("Floods"));
}

#[test]
fn the_same_archive_gives_the_same_bytes() {
    let (archive, bodies) = testing::sample();
    assert!(built(&archive, &bodies) == built(&archive, &bodies));
}

const VOCABULARY: [&str; 16] = [
    "the", "harbour", "boards", "board", "sat", "flood", "floods", "flooding", "happily", "happi", "Zoë",
    "o'neill", "mayor's", "東京", "vance", "1952",
];

fn text() -> impl Strategy<Value = String> {
    prop::collection::vec(prop::sample::select(&VOCABULARY[..]), 1..25).prop_map(|words| words.join(" "))
}

/// Articles: title, paragraphs, date, whether signed.
fn archive() -> impl Strategy<Value = (Archive, MemoryBodies)> {
    let date = prop::sample::select(vec!["", "1951", "1952", "1952-03", "1952-03-04", "1953-12-31"]);
    let article = (text(), prop::collection::vec(text(), 1..4), date, any::<bool>());
    prop::collection::vec(article, 1..14).prop_map(|articles| {
        let names = vec![
            (EntityKind::Person, "vance", vec!["harbour vance"]),
            (EntityKind::Organization, "harbour board", vec!["board", "flood board"]),
        ];
        let mut builder = Builder { names, ..Builder::default() };
        builder.archive.site = testing::site_facts();
        for (at, (title, paragraphs, date, signed)) in articles.iter().enumerate() {
            let when = match date.len() {
                0 => None,
                4 => Some(published(date, &format!("{date}-01-01"), &format!("{date}-12-31"), 1.0, true)),
                7 => Some(published(date, &format!("{date}-01"), &format!("{date}-28"), 1.0, true)),
                _ => stated(date),
            };
            let article = builder.add(&format!("{at}.txt"), title, prose(&paragraphs.join("\n\n")), when);
            article.authors = if *signed { vec![AuthorId(0)] } else { Vec::new() };
        }
        let (mut archive, bodies) = builder.finish();
        let signed = archive.article_ids().filter(|id| !archive.article(*id).authors.is_empty()).collect();
        archive.authors.push(crate::archive::model::Author {
            name: "Mara O'Neill".into(),
            sort: "O'Neill, Mara".into(),
            url: "authors/mara-o-neill.html".into(),
            articles: signed,
            entity: None,
        });
        (archive, bodies)
    })
}

fn unit() -> impl Strategy<Value = String> {
    let word = || prop::sample::select(&VOCABULARY[..]).prop_map(str::to_owned);
    let phrase = prop::collection::vec(word(), 1..4).prop_map(|words| format!("\"{}\"", words.join(" ")));
    let days = prop::sample::select(vec!["1951", "1952", "1952-03", "1952-03-04", "1953-11"]);
    let field = prop::sample::select(vec!["title", "person", "org", "author", "place"]);
    prop_oneof![
        6 => word(),
        3 => phrase.clone(),
        2 => prop::sample::select(vec!["flo*", "har*", "195*", "zoe*"]).prop_map(str::to_owned),
        2 => (field.clone(), word()).prop_map(|(field, word)| format!("{field}:{word}")),
        1 => (field, phrase).prop_map(|(field, phrase)| format!("{field}:{phrase}")),
        1 => Just("OR".to_owned()),
        1 => (prop::sample::select(vec!["from", "to"]), days).prop_map(|(field, day)| format!("{field}:{day}")),
    ]
}

fn query() -> impl Strategy<Value = String> {
    prop::collection::vec((prop::bool::weighted(0.2), unit()), 0..5).prop_map(|units| {
        let written = |(not, unit): (bool, String)| if not { format!("-{unit}") } else { unit };
        units.into_iter().map(written).collect::<Vec<_>>().join(" ")
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 48, ..ProptestConfig::default() })]
    #[test]
    fn the_index_finds_what_is_found_without_it(
        (archive, bodies) in archive(),
        queries in prop::collection::vec(query(), 20),
        signed in any::<bool>(),
        common in 0_u32..20,
        held in 0_usize..3000,
        stemmed in any::<bool>(),
    ) {
        let limits = Limits { common, held };
        let mut archive = archive;
        archive.site.stemming = if stemmed { Stemming::English } else { Stemming::None };
        let files = built_within(&archive, &bodies, limits);
        let exhaustive = Exhaustive::with_limits(&archive, &bodies, limits).unwrap();
        let key = ["authors/mara-o-neill".to_owned()];
        for query in queries {
            for order in [Order::Relevance, Order::Newest, Order::Oldest] {
                let (with, without) = if signed { (&key[..], &[][..]) } else { (&[][..], &key[..]) };
                for (with, without) in [(&[][..], &[][..]), (with, without)] {
                    let expected = exhaustive.answer(&parse(&query), with, without, order);
                    prop_assert_eq!(ask(&files, &query, with, without, order), expected, "{}", query);
                }
            }
        }
    }
}

#[test]
fn names_of_files_are_plain() {
    let (archive, bodies) = testing::sample();
    for path in built(&archive, &bodies).keys() {
        assert!(
            super::is_of_index(path)
                && path.bytes().all(|b| b.is_ascii_alphanumeric() || b"/._-".contains(&b)),
            "{path}"
        );
    }
}

#[test]
fn the_fingerprint_changes_with_what_is_shown() {
    let (mut archive, _) = testing::sample();
    let fingerprint = |archive: &Archive| super::Collection::new(archive).fingerprint();
    let before = fingerprint(&archive);
    assert_eq!(before, fingerprint(&archive));
    archive.articles[0].title.text.push('!');
    let titled = fingerprint(&archive);
    archive.entities[0].name.push('!');
    let named = fingerprint(&archive);
    archive.articles[0].noindex = true;
    assert!(before != titled && titled != named && named != fingerprint(&archive));
}
