//! Texts without files: what `backfile analyze` finds in each, alone or as one archive.

use super::plain_language::plain_language;
use super::points::CodePoints;
use super::understand::{Analysis, Understood, understand_amended};
use crate::analysis::date::TimexType;
use crate::analysis::entity::{EntityCandidate, EntityKind};
use crate::archive::authority::Authority;
use crate::archive::decide::{DecisionInputs, decide, decide_names};
use crate::archive::facts::{ArticleFacts, InMemory};
use crate::archive::model::{Archive, Article, Entity, Mention, Published};
use crate::archive::overlay::Overlay;
use crate::archive::permalinks::Ledger;
use crate::config::{Config, Split};
use crate::page::divided::Dictionary;
use crate::page::tree::{SourceMap, TextRange};
use crate::source::{Format, Source};
use crate::strings::Strings;
use chrono::NaiveDate;
use rayon::prelude::*;
use serde::Serialize;
use std::collections::BTreeMap;

/// A text with what is known of it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Given {
    /// The text.
    pub text: String,
    /// Its day of publication.
    pub date: Option<NaiveDate>,
    /// Its title.
    pub title: Option<String>,
}

/// Which parts of the answer are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Wanted {
    /// Mentions of entities.
    pub entities: bool,
    /// Temporal expressions.
    pub dates: bool,
    /// The day of publication.
    pub published: bool,
}

impl Wanted {
    /// Whether entities alone are wanted.
    const fn names_only(self) -> bool {
        self.entities && !self.dates && !self.published
    }

    /// In an archive, what undated articles share with dated ones tells of their day.
    const fn analysis(self, archive: bool) -> Analysis {
        let dates = self.dates || self.published;
        Analysis { entities: self.entities, dates, terms: archive && dates, site: false }
    }
}

/// What was found in one text. Offsets count code points of the text as given.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct Line {
    /// Mentions of entities, in order of the text.
    pub entities: Vec<EntityFound>,
    /// Temporal expressions, in order of the text.
    pub dates: Vec<DateFound>,
    /// The day of publication.
    pub published: PublishedFound,
}

/// A mention of an entity.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct EntityFound {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text as given.
    pub text: String,
    /// Kind.
    pub kind: EntityKind,
    /// Key of the entity: the same for mentions of the same one. `None` where it is not clear which one is meant, or
    /// where the mention is too doubtful to be linked.
    pub entity: Option<String>,
    /// From 0 to 1.
    pub confidence: f32,
}

/// A temporal expression.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct DateFound {
    /// First code point.
    pub start: usize,
    /// One past the last code point.
    pub end: usize,
    /// The text as given.
    pub text: String,
    /// TIMEX3 type.
    #[serde(rename = "type")]
    pub kind: TimexType,
    /// TIMEX3 value.
    pub value: String,
    /// TIMEX3 modifier.
    #[serde(rename = "mod", skip_serializing_if = "Option::is_none")]
    pub modifier: Option<String>,
}

/// A day of publication.
#[derive(Clone, Debug, Default, PartialEq, Serialize)]
pub struct PublishedFound {
    /// YYYY, YYYY-MM or YYYY-MM-DD; `None` when nothing speaks for any year.
    pub value: Option<String>,
    /// First possible day.
    pub earliest: Option<NaiveDate>,
    /// Last possible day.
    pub latest: Option<NaiveDate>,
    /// Probability from 0 to 1 that the year is right.
    pub confidence: f32,
    /// Why, in sentences.
    pub evidence: Vec<String>,
}

/// What is found in one text that stands alone.
pub fn alone(given: &Given, wanted: Wanted, now: NaiveDate) -> Line {
    let (grounds, facts) = understand_given(given, 0, wanted.analysis(false));
    if wanted.names_only() {
        let names = with_inputs(now, false, |inputs| decide_names(facts, inputs));
        let mut points = CodePoints::new(&given.text);
        let texts = names.mentions.iter().zip(&grounds);
        let entities = texts
            .flat_map(|(mentions, ground)| entities_found(mentions, &names.entities, ground, &mut points));
        return Line { entities: entities.collect(), ..Line::default() };
    }
    let archive = decide_records(facts, now, false);
    line(given, wanted, &archive.articles.iter().collect::<Vec<_>>(), &archive, &grounds)
}

/// What is found in texts that are one archive, in its order.
pub fn together(given: &[&Given], wanted: Wanted, now: NaiveDate) -> Vec<Line> {
    let analysis = wanted.analysis(true);
    let (grounds, facts): (Vec<Vec<Ground>>, Vec<Vec<ArticleFacts>>) =
        given.par_iter().enumerate().map(|(number, given)| understand_given(given, number, analysis)).unzip();
    let archive = decide_records(facts.into_iter().flatten().collect(), now, true);
    let mut articles: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
    for article in &archive.articles {
        articles.entry(&article.key.path).or_default().push(article);
    }
    given
        .par_iter()
        .zip(&grounds)
        .enumerate()
        .map(|(number, (given, grounds))| {
            let articles = articles.get(record_path(number).as_str()).map_or(&[][..], Vec::as_slice);
            line(given, wanted, articles, &archive, grounds)
        })
        .collect()
}

/// The key under which a text without a file is decided: the order of keys is the order of the texts.
fn record_path(number: usize) -> String {
    format!("{number:09}")
}

fn understand_given(given: &Given, number: usize, analysis: Analysis) -> (Vec<Ground>, Vec<ArticleFacts>) {
    let source = Source {
        path: String::new(),
        format: Format::Text,
        text: same_length_lines(&given.text),
        hash: [0; 32],
        encoding: "UTF-8".into(),
        diagnostics: Vec::new(),
    };
    let mut config = Config::default();
    config.text.split = Split::Never;
    config.text.language = plain_language(&given.text).map(str::to_owned);
    let understood = understand_amended(&source, &config.text, analysis, &Dictionary::default(), |draft| {
        draft.front_matter.date = given.date.map(|date| date.to_string());
        draft.front_matter.title = given.title.clone();
    });
    understood
        .into_iter()
        .enumerate()
        .map(|(record, Understood { mut facts, page })| {
            facts.key.path = record_path(number).into();
            facts.key.record = (record > 0).then(|| format!("{record:06}").into());
            (Ground { map: page.source_map, candidates: facts.entities.clone() }, facts)
        })
        .unzip()
}

/// Line ends as `\n` and control characters as spaces, byte for byte, so that offsets stay those of the text given.
fn same_length_lines(text: &str) -> String {
    if !text.bytes().any(|byte| byte < b' ' && byte != b'\n' && byte != b'\t') {
        return text.to_owned();
    }
    let mut characters = text.chars().peekable();
    let mut cleaned = String::with_capacity(text.len());
    while let Some(character) = characters.next() {
        cleaned.push(match character {
            '\r' if characters.peek() == Some(&'\n') => ' ',
            '\r' => '\n',
            '\n' | '\t' | '\u{c}' => character,
            control if control.is_ascii_control() => ' ',
            other => other,
        });
    }
    cleaned
}

fn decide_records(facts: Vec<ArticleFacts>, now: NaiveDate, use_neighbours: bool) -> Archive {
    with_inputs(now, use_neighbours, |inputs| decide(facts, inputs))
}

/// Decides without configuration, corrections and recorded addresses.
fn with_inputs<T>(now: NaiveDate, use_neighbours: bool, decide: impl FnOnce(&DecisionInputs<'_>) -> T) -> T {
    decide(&DecisionInputs {
        config: &Config::default(),
        overlay: &Overlay::default(),
        authority: &Authority::default(),
        ledger: &Ledger::default(),
        strings: &Strings::default(),
        now,
        use_neighbours,
        shelf: &InMemory,
    })
}

fn line(given: &Given, wanted: Wanted, articles: &[&Article], archive: &Archive, grounds: &[Ground]) -> Line {
    let mut found = Line::default();
    let mut points = CodePoints::new(&given.text);
    for (article, ground) in articles.iter().zip(grounds) {
        if wanted.entities {
            found.entities.extend(entities_found(&article.mentions, &archive.entities, ground, &mut points));
        }
        if wanted.dates {
            found.dates.extend(dates_found(article, &ground.map, &mut points));
        }
    }
    found.published = match given.date {
        Some(date) => known_date(date),
        None => articles
            .first()
            .and_then(|article| article.published.as_ref())
            .map(published_found)
            .unwrap_or_default(),
    };
    found
}

/// Where the text of an article comes from, and what may be mentions in it.
struct Ground {
    map: SourceMap,
    candidates: Vec<EntityCandidate>,
}

/// Least confidence of a mention that is not linked.
const LEAST_UNLINKED: f32 = 0.3;

/// The mentions that were linked, and those of which it is not clear who is meant.
fn entities_found(
    mentions: &[Mention],
    entities: &[Entity],
    ground: &Ground,
    points: &mut CodePoints<'_>,
) -> Vec<EntityFound> {
    let linked = mentions.iter().filter_map(|mention| {
        let entity = entities.get(mention.entity.0 as usize)?;
        let confidence = f32::from(mention.confidence) / 100.0;
        Some((mention.range, entity.kind, Some(entity.id.clone()), confidence))
    });
    let mut all: Vec<(TextRange, EntityKind, Option<String>, f32)> = linked.collect();
    all.extend(unlinked(mentions, &ground.candidates));
    all.sort_by_key(|(range, ..)| *range);
    let mut found = Vec::with_capacity(all.len());
    for (range, kind, entity, confidence) in all {
        let Some(place) = ground.map.to_source(range) else { continue };
        let (start, end, text) = points.locate(place);
        found.push(EntityFound { start, end, text, kind, entity, confidence });
    }
    found
}

fn unlinked(
    mentions: &[Mention],
    candidates: &[EntityCandidate],
) -> impl Iterator<Item = (TextRange, EntityKind, Option<String>, f32)> {
    let mut rest = mentions;
    candidates.iter().filter_map(move |candidate| {
        while let Some((first, others)) = rest.split_first()
            && first.range.end <= candidate.range.start
        {
            rest = others;
        }
        let taken = rest.first().is_some_and(|first| first.range.start < candidate.range.end);
        let kind = EntityKind::ALL.into_iter().reduce(|best, kind| {
            if candidate.scores[kind.index()] > candidate.scores[best.index()] { kind } else { best }
        })?;
        let confidence = (candidate.scores[kind.index()] * 100.0).round() / 100.0;
        (!taken && confidence >= LEAST_UNLINKED).then_some((candidate.range, kind, None, confidence))
    })
}

fn dates_found(article: &Article, map: &SourceMap, points: &mut CodePoints<'_>) -> Vec<DateFound> {
    let mut found = Vec::with_capacity(article.dates.len());
    for date in &article.dates {
        let Some(place) = map.to_source(date.range) else { continue };
        let (start, end, text) = points.locate(place);
        found.push(DateFound {
            start,
            end,
            text,
            kind: date.kind,
            value: date.value.to_string(),
            modifier: date.modifier.as_deref().map(str::to_owned),
        });
    }
    found
}

fn known_date(date: NaiveDate) -> PublishedFound {
    PublishedFound {
        value: Some(date.to_string()),
        earliest: Some(date),
        latest: Some(date),
        confidence: 1.0,
        evidence: vec!["given with the text".into()],
    }
}

fn published_found(published: &Published) -> PublishedFound {
    PublishedFound {
        value: Some(published.value.to_string()),
        earliest: Some(published.earliest),
        latest: Some(published.latest),
        confidence: published.confidence,
        evidence: published.evidence.to_vec(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn line_ends_keep_their_length() {
        assert_eq!(same_length_lines("a\r\nb\rc\u{0}d"), "a \nb\nc d");
    }
}
