//! The sample archive against what its editor marked by hand (`tests/gold/README.md`): shares are printed
//! (`cargo test --test gold -- --nocapture`), and none may fall below its floor.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "the gold and the sample are files")]
#![allow(clippy::print_stdout, reason = "the shares are there to be read")]

mod gold_support;

use backfile::analysis::entity::EntityKind;
use backfile::archive::model::{Article, EntityId, TitleOrigin};
use backfile::page::draft::HeadRole;
use backfile::page::tree::{Block, BlockKind, TextRange};
use gold_support::{Read, Sample, Share, Spans};
use serde_json::Value;
use std::collections::{BTreeMap, BTreeSet};

/// Floors, a little under what was measured. Raise them when the product gets better; never lower one in silence.
/// Measured on 2026-11-22 with the rules of the first version; titles to paragraphs, and mentions, on 2026-11-27.
mod floor {
    pub(crate) const TITLES: f64 = 0.98;
    pub(crate) const BYLINES: f64 = 0.98;
    pub(crate) const SUBHEADS: f64 = 0.98;
    pub(crate) const PARAGRAPHS: f64 = 0.89;
    pub(crate) const STATED_DAYS: f64 = 0.96;
    pub(crate) const INFERRED_YEARS: f64 = 0.66;
    pub(crate) const UNKNOWN_KEPT_OPEN: f64 = 1.0;
    pub(crate) const MENTIONS_FOUND: f64 = 0.83;
    pub(crate) const MENTIONS_RIGHT: f64 = 0.93;
    pub(crate) const SAME_PAIRS: f64 = 1.0;
    pub(crate) const DIFFERENT_PAIRS: f64 = 1.0;
    pub(crate) const DATES_FOUND: f64 = 0.74;
    pub(crate) const DATES_RIGHT: f64 = 0.77;
    pub(crate) const DATE_VALUES: f64 = 0.84;
}

fn plain(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase().replace('’', "'")
}

fn texts(value: &Value) -> Vec<String> {
    value.as_array().unwrap().iter().map(|text| plain(text.as_str().unwrap())).collect()
}

#[test]
fn the_gold_fits_the_sample() {
    let sample = Sample::load();
    assert!(sample.gold.len() >= 60);
    for gold in &sample.gold {
        let read = sample.read(gold);
        for list in ["entities", "dates"] {
            for item in gold[list].as_array().unwrap() {
                assert!(read.gold_span(item).is_some(), "{}: {item} is not in the text", gold["path"]);
            }
        }
    }
}

#[test]
fn titles_and_bylines() {
    let sample = Sample::load();
    let (mut titles, mut bylines) = (Share::new("titles"), Share::new("bylines"));
    for gold in &sample.gold {
        let article = sample.read(gold).article;
        let expected = gold["title"].as_str();
        let right = match expected {
            Some(title) => plain(&article.title.text) == plain(title),
            None => {
                let start = plain(gold["made_title_starts_with"].as_str().unwrap());
                article.title.origin == TitleOrigin::Made && plain(&article.title.text).starts_with(&start)
            }
        };
        titles.count(right, || format!("{}: {:?} for {expected:?}", gold["path"], article.title));
        let found: Vec<String> =
            article.authors.iter().map(|&author| plain(&sample.loaded.archive.author(author).name)).collect();
        let expected = texts(&gold["byline"]);
        bylines.count(same_authors(&found, &expected), || {
            format!("{}: {found:?} for {expected:?}", gold["path"])
        });
    }
    titles.at_least(floor::TITLES);
    bylines.at_least(floor::BYLINES);
}

/// The archive may know the whole name of one who signs with initials.
fn same_authors(found: &[String], expected: &[String]) -> bool {
    let same = |found: &String, expected: &String| {
        let ends =
            |name: &String| (name.chars().next(), name.rsplit(' ').next().unwrap_or_default().to_owned());
        found == expected || ends(found) == ends(expected)
    };
    found.len() == expected.len() && found.iter().zip(expected).all(|(found, expected)| same(found, expected))
}

#[test]
fn subheads_and_paragraphs() {
    let sample = Sample::load();
    let mut subheads = Spans::new("subheads");
    let mut paragraphs = Share::new("paragraph counts");
    for gold in &sample.gold {
        let read = sample.read(gold);
        let body = body_blocks(&read);
        let headings: Vec<String> = body
            .iter()
            .filter(|block| matches!(block.kind, BlockKind::Heading { .. }))
            .map(|block| plain(block.range.of(&read.page.text)))
            .collect();
        subheads.compare(&gold["path"], &headings, &texts(&gold["subheads"]));
        let count = body.iter().filter(|block| counts_as_paragraph(block)).count() as u64;
        let mut accepted = vec![gold["paragraphs"].as_u64().unwrap()];
        if let Some(others) = gold["paragraphs_alt"].as_array() {
            accepted.extend(others.iter().filter_map(Value::as_u64));
        }
        paragraphs.count(accepted.contains(&count), || format!("{}: {count} for {accepted:?}", gold["path"]));
    }
    subheads.harmonic_at_least(floor::SUBHEADS);
    paragraphs.at_least(floor::PARAGRAPHS);
}

fn body_blocks<'a>(read: &'a Read<'_>) -> Vec<&'a Block> {
    let in_head: BTreeSet<u32> = read.article.head.iter().map(|head| head.block).collect();
    let numbered = read.page.blocks.iter().enumerate();
    numbered.filter(|(index, _)| !in_head.contains(&(*index as u32))).map(|(_, block)| block).collect()
}

fn counts_as_paragraph(block: &Block) -> bool {
    // What an editor does not count either (`tests/gold/README.md`): the salutation and the signature of a letter; the
    // caption of a table counts with it.
    !matches!(
        block.kind,
        BlockKind::Heading { .. }
            | BlockKind::Rule
            | BlockKind::Footnote { .. }
            | BlockKind::Salutation
            | BlockKind::Signature
            | BlockKind::Caption
    )
}

#[test]
fn days_of_publication() {
    let sample = Sample::load();
    let mut stated = Share::new("stated days of publication");
    let mut inferred = Share::new("years of publication that can be worked out");
    let mut unknown = Share::new("unknown years that are not shown as known");
    for gold in &sample.gold {
        let found = sample.read(gold).article.published.as_ref();
        let value = found.map_or("", |published| published.value.as_str());
        let expected = gold["published"]["value"].as_str();
        let told = || format!("{}: {found:?} for {expected:?}", gold["path"]);
        match gold["published"]["how"].as_str() {
            Some("stated") => stated.count(Some(value) == expected, told),
            Some("inferable") => {
                inferred.count(value.get(..4) == expected.and_then(|day| day.get(..4)), told);
            }
            _ => unknown.count(found.is_none_or(|published| !published.shown), told),
        }
    }
    stated.at_least(floor::STATED_DAYS);
    inferred.at_least(floor::INFERRED_YEARS);
    unknown.at_least(floor::UNKNOWN_KEPT_OPEN);
}

fn kind_name(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
    }
}

/// Bylines, date lines and page furniture are not marked in the gold.
fn is_judged(read: &Read<'_>, range: TextRange) -> bool {
    let block = read.page.blocks.iter().position(|block| block.range.contains(range));
    let head = read.article.head.iter().find(|head| Some(head.block as usize) == block);
    head.is_none_or(|head| matches!(head.role, HeadRole::Title | HeadRole::Deck))
}

/// Source span → entity, for the judged mentions of an article.
fn mentions(read: &Read<'_>) -> Vec<((usize, usize), EntityId)> {
    let judged = read.article.mentions.iter().filter(|mention| is_judged(read, mention.range));
    judged.filter_map(|mention| Some((read.source_span(mention.range)?, mention.entity))).collect()
}

#[test]
fn mentions_of_entities() {
    let sample = Sample::load();
    let mut all = Spans::new("mentions of entities");
    let mut kinds: BTreeMap<&str, Spans> =
        ["person", "organization", "place"].into_iter().map(|kind| (kind, Spans::new(kind))).collect();
    for gold in &sample.gold {
        let read = sample.read(gold);
        let found: Vec<(&str, String)> = mentions(&read)
            .into_iter()
            .map(|(span, entity)| (kind_name(sample.loaded.archive.entity(entity).kind), read.shown(span)))
            .collect();
        let expected: Vec<(&str, String)> = gold["entities"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|item| Some((item["kind"].as_str()?, read.shown(read.gold_span(item)?))))
            .collect();
        let of_kind = |list: &[(&str, String)], kind: &str| -> Vec<String> {
            list.iter().filter(|(own, _)| *own == kind).map(|(_, text)| text.clone()).collect()
        };
        for (kind, spans) in &mut kinds {
            spans.compare(&gold["path"], &of_kind(&found, kind), &of_kind(&expected, kind));
        }
        let flat = |list: &[(&str, String)]| -> Vec<String> {
            list.iter().map(|(kind, text)| format!("{kind} {text}")).collect()
        };
        all.compare(&gold["path"], &flat(&found), &flat(&expected));
    }
    kinds.values().for_each(Spans::print);
    all.at_least(floor::MENTIONS_FOUND, floor::MENTIONS_RIGHT);
}

#[test]
fn identities() {
    let sample = Sample::load();
    let (mut same, mut different) = (Share::new("pairs that are one"), Share::new("pairs that are two"));
    for pair in &sample.identities {
        let (left, right) = (entity_of(&sample, &pair["a"]), entity_of(&sample, &pair["b"]));
        let told = || format!("{pair}: {left:?} {right:?}");
        if pair["relation"] == "same" {
            same.count(left.is_some() && left == right, told);
        } else {
            different.count(left.is_none() || left != right, told);
        }
    }
    same.at_least(floor::SAME_PAIRS);
    different.at_least(floor::DIFFERENT_PAIRS);
}

/// The entity that the program sees where the gold marks a mention.
fn entity_of(sample: &Sample, side: &Value) -> Option<EntityId> {
    let gold = sample.gold.iter().find(|gold| gold["path"] == side["path"])?;
    let read = sample.read(gold);
    let marked = gold["entities"].as_array()?.iter().find(|item| {
        item["text"] == side["text"]
            && (side["occurrence"].is_null() || item["occurrence"] == side["occurrence"])
    })?;
    let span = read.gold_span(marked)?;
    let overlaps = |found: &((usize, usize), EntityId)| found.0.0 < span.1 && span.0 < found.0.1;
    mentions(&read).into_iter().find(overlaps).map(|(_, entity)| entity)
}

#[test]
fn dates_in_the_text() {
    let sample = Sample::load();
    let mut spans = Spans::new("dates in the text");
    let mut values = Share::new("values of the dates found");
    for gold in &sample.gold {
        let read = sample.read(gold);
        let judged = read.article.dates.iter().filter(|date| is_judged(&read, date.range));
        let found: BTreeMap<(usize, usize), &str> =
            judged.filter_map(|date| Some((read.source_span(date.range)?, date.value.as_str()))).collect();
        let expected: Vec<((usize, usize), &Value)> = gold["dates"]
            .as_array()
            .unwrap()
            .iter()
            .filter_map(|item| Some((read.gold_span(item)?, item)))
            .collect();
        let shown = |span: &(usize, usize)| read.shown(*span);
        let expected_spans: Vec<String> = expected.iter().map(|(span, _)| shown(span)).collect();
        spans.compare(&gold["path"], &found.keys().map(shown).collect::<Vec<_>>(), &expected_spans);
        for (span, item) in expected {
            let Some(value) = found.get(&span) else { continue };
            let others = item["alt_values"].as_array().into_iter().flatten();
            let accepted: Vec<&str> =
                std::iter::once(&item["value"]).chain(others).filter_map(Value::as_str).collect();
            values.count(accepted.contains(value), || format!("{}: {item}: {value}", gold["path"]));
        }
    }
    spans.at_least(floor::DATES_FOUND, floor::DATES_RIGHT);
    values.at_least(floor::DATE_VALUES);
}

/// Nothing else of an article is used above; this keeps the import honest when fields are renamed.
#[test]
fn every_article_of_the_gold_is_in_the_archive() {
    let sample = Sample::load();
    for gold in &sample.gold {
        let article: &Article = sample.read(gold).article;
        assert_eq!(gold["path"], Value::from(article.key.path.as_str()));
    }
}
