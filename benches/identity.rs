//! Who is who, by itself: how right it is when every mention is given, and what it costs as mentions grow.
//!
//! ```sh
//! cargo bench --bench identity -- gold FILE.jsonl        # B-cubed; documents with "text" and "entities" as in analyze
//! cargo bench --bench identity -- scale 10000 100000     # seconds of processors and peak memory for so many
//!                                                        # invented mentions, in one run and after a change
//! ```
//!
//! B-cubed is over all mentions of the file; one that is not linked counts as an identity of its own.

#![allow(clippy::unwrap_used, reason = "a measurement that cannot go on ends")]
#![allow(clippy::print_stdout, reason = "the figures are there to be read")]
#![allow(clippy::disallowed_methods, reason = "a measurement reads the clock and files")]
#![allow(missing_docs, reason = "a program of its own")]

use backfile::analysis::entity::{EntityCandidate, EntityKind};
use backfile::archive::authority::Authority;
use backfile::archive::facts::{ArticleFacts, ArticleKey};
use backfile::archive::resolve::{Curation, Resolution, Resolver, resolve};
use backfile::config::EntitiesConfig;
use backfile::page::draft::Language;
use backfile::page::tree::TextRange;
use serde_json::Value;
use std::collections::BTreeMap;
use std::sync::LazyLock;
use std::time::Instant;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    match arguments.split_first() {
        Some((mode, files)) if mode == "gold" => files.iter().for_each(|file| gold(file)),
        Some((mode, sizes)) if mode == "scale" => sizes.iter().for_each(|size| scale(size.parse().unwrap())),
        None => scale(10_000),
        _ => println!("say `gold FILE.jsonl` or `scale N`"),
    }
}

fn facts(path: String, entities: Vec<EntityCandidate>) -> ArticleFacts {
    ArticleFacts {
        entities,
        language: Language { code: "en".into(), confidence: 1.0 },
        ..ArticleFacts::new(ArticleKey { path: path.into(), record: None })
    }
}

fn candidate(kind: EntityKind, surface: &str, start: u32) -> EntityCandidate {
    let mut scores = [0.01; 3];
    scores[kind.index()] = 0.97;
    let range = TextRange::new(start, start + surface.len() as u32);
    EntityCandidate { range, scores, surface: surface.into(), title: None }
}

fn resolved(facts: &[ArticleFacts]) -> Resolution {
    let curation = Curation { authority: &Authority::default(), years: &[] };
    resolve(facts, &EntitiesConfig::default(), curation)
}

fn resolved_again(resolver: &mut Resolver, facts: &[ArticleFacts]) -> (Resolution, f64) {
    let started = processors();
    let curation = Curation { authority: &Authority::default(), years: &[] };
    let resolution = resolver.resolve(facts, &EntitiesConfig::default(), curation);
    (resolution, processors() - started)
}

/// Every mention of a file is given; which of them are one?
fn gold(file: &str) {
    let text = std::fs::read_to_string(file).unwrap();
    let mut articles = Vec::new();
    let mut keys: Vec<BTreeMap<(u32, u32), String>> = Vec::new();
    for line in text.lines() {
        let document: Value = serde_json::from_str(line).unwrap();
        let body: Vec<char> = document["text"].as_str().unwrap().chars().collect();
        let (mut found, mut known) = (Vec::new(), BTreeMap::new());
        for entity in document["entities"].as_array().unwrap() {
            let place = |name: &str| entity[name].as_u64().unwrap() as usize;
            let surface: String = body[place("start")..place("end")].iter().collect();
            let surface = surface.split_whitespace().collect::<Vec<_>>().join(" ");
            let kind = match entity["kind"].as_str().unwrap() {
                "person" => EntityKind::Person,
                "place" => EntityKind::Place,
                _ => EntityKind::Organization,
            };
            let one = candidate(kind, &surface, place("start") as u32);
            if let Some(key) = entity["entity"].as_str() {
                known.insert((one.range.start, one.range.end), key.to_owned());
            }
            found.push(one);
        }
        articles.push(facts(document["id"].as_str().unwrap().to_owned(), found));
        keys.push(known);
    }
    let resolution = resolved(&articles);
    let mut pairs: Vec<(String, String)> = Vec::new();
    for (at, known) in keys.iter().enumerate() {
        for (range, key) in known {
            let linked = resolution.mentions[at].iter().find(|m| (m.range.start, m.range.end) == *range);
            let found =
                linked.map_or_else(|| format!("alone {at} {range:?}"), |m| format!("entity {}", m.entity.0));
            pairs.push((key.clone(), found));
        }
    }
    let (precision, recall) = b_cubed(&pairs);
    let f = 2.0 * precision * recall / (precision + recall);
    println!(
        "{file}: {} mentions, B-cubed P {:.1} R {:.1} F {:.1}",
        pairs.len(),
        100.0 * precision,
        100.0 * recall,
        100.0 * f
    );
}

/// Precision and recall by Bagga and Baldwin (1998): for each mention, the share of its cluster that belongs there.
fn b_cubed(pairs: &[(String, String)]) -> (f64, f64) {
    let (mut of_gold, mut of_found, mut of_both) = (BTreeMap::new(), BTreeMap::new(), BTreeMap::new());
    for (gold, found) in pairs {
        *of_gold.entry(gold).or_insert(0.0) += 1.0;
        *of_found.entry(found).or_insert(0.0) += 1.0;
        *of_both.entry((gold, found)).or_insert(0.0) += 1.0;
    }
    let count = pairs.len().max(1) as f64;
    let share = |of: &dyn Fn(&(String, String)) -> f64| {
        pairs.iter().map(|pair| of_both[&(&pair.0, &pair.1)] / of(pair)).sum::<f64>() / count
    };
    (share(&|pair| of_found[&pair.1]), share(&|pair| of_gold[&pair.0]))
}

/// Mentions in an invented article.
const IN_ARTICLE: usize = 12;

/// Articles that name people, bodies and places, a few very often and most seldom, as archives do.
fn scale(mentions: usize) {
    let mut random = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = move |below: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        (random % below as u64) as usize
    };
    let given =
        ["Ada", "Ben", "Cora", "Dora", "Eli", "Finn", "Greta", "Hugh", "Ida", "Jonas", "Kate", "Lewis"];
    let stems =
        ["Ash", "Birch", "Cold", "Drum", "Elm", "Fern", "Grey", "Hart", "Iron", "Kirk", "Long", "Marsh"];
    let ends =
        ["ley", "ton", "well", "worth", "by", "field", "more", "stead", "wick", "ford", "ham", "combe"];
    let bodies = ["Council", "Board", "Railway", "Company", "Society", "Union"];
    let names = (mentions / 8).max(10);
    let mut name = move |wanted: usize| {
        let part = |list: &[&str], at: usize| list[at % list.len()].to_owned();
        let mut family = part(&stems, wanted) + &part(&ends, wanted / 12) + &part(&ends, wanted / 144 % 7);
        // As many more family names as there are names.
        let mut rest = wanted / 1008;
        while rest > 0 {
            family += &part(&ends, rest);
            rest /= 12;
        }
        match wanted % 5 {
            0 => (EntityKind::Organization, format!("{family} {}", part(&bodies, wanted / 7))),
            1 => (EntityKind::Place, family),
            2 if next(3) == 0 => (EntityKind::Person, family),
            _ => (EntityKind::Person, format!("{} {family}", part(&given, wanted / 3))),
        }
    };
    let mut seed = 7_u64;
    let mut articles = Vec::with_capacity(mentions / IN_ARTICLE + 1);
    for at in 0..mentions.div_ceil(IN_ARTICLE) {
        let mut found = Vec::with_capacity(IN_ARTICLE);
        for place in 0..IN_ARTICLE {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            let share = (seed >> 33) as f64 / f64::from(1_u32 << 31);
            let (kind, surface) = name((names as f64 * share * share * share) as usize);
            found.push(candidate(kind, &surface, (place * 60) as u32));
        }
        articles.push(facts(format!("{at:08}.txt"), found));
    }
    let (before, started) = (memory(), processors());
    let resolution = resolved(&articles);
    let seconds = processors() - started;
    println!(
        "{mentions} mentions in {} articles: {} identities, {seconds:.2} s, {} MiB above {before} MiB of input",
        articles.len(),
        resolution.entities.len(),
        memory().saturating_sub(before),
    );
    drop(resolution);
    change_one(articles);
}

/// What it costs when one article changes: by names that the archive knows, and by one that it does not.
fn change_one(mut articles: Vec<ArticleFacts>) {
    let (before, mut resolver) = (memory(), Resolver::default());
    let (_, first) = resolved_again(&mut resolver, &articles);
    let middle = articles.len() / 2;
    articles[middle].entities = articles[middle + 1].entities[1..].to_vec();
    let (_, known) = resolved_again(&mut resolver, &articles);
    articles[middle].entities[0] = candidate(EntityKind::Person, "Zebedee Quillfeather", 0);
    let (again, new) = resolved_again(&mut resolver, &articles);
    println!(
        "  with a resolver: {first:.2} s at first, {known:.3} s when an article has other names, {new:.3} s when one \
         of them is new, {} MiB more",
        memory().saturating_sub(before),
    );
    let batch = resolved(&articles);
    let names = |resolution: &Resolution| {
        resolution.entities.iter().map(|one| (one.name.clone(), one.articles.clone())).collect::<Vec<_>>()
    };
    assert!(
        batch.mentions == again.mentions && names(&batch) == names(&again),
        "not what a whole run yields"
    );
}

/// The seconds that all processors together have worked for this process, so that other work on the machine does not
/// count; since the start where the system does not say.
fn processors() -> f64 {
    static START: LazyLock<Instant> = LazyLock::new(Instant::now);
    let status = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<u64> = status
        .rsplit(')')
        .next()
        .into_iter()
        .flat_map(str::split_whitespace)
        .map(|field| field.parse().unwrap_or(0))
        .collect();
    match (fields.get(11), fields.get(12)) {
        (Some(user), Some(system)) => (user + system) as f64 / 100.0,
        _ => START.elapsed().as_secs_f64(),
    }
}

/// The most memory that this process has had, in MiB; 0 where the system does not say.
fn memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let peak = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    peak.and_then(|peak| peak.trim().trim_end_matches(" kB").trim().parse::<u64>().ok()).unwrap_or(0) / 1024
}
