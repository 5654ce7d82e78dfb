//! Texts without files: what `backfile analyze` finds in each, alone or as one archive.

use super::understand::{Analysis, Understood, understand_amended};
use crate::analysis::date::TimexType;
use crate::analysis::entity::EntityKind;
use crate::archive::authority::Authority;
use crate::archive::decide::{DecisionInputs, decide, decide_names};
use crate::archive::facts::ArticleFacts;
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

    const fn analysis(self) -> Analysis {
        Analysis { entities: self.entities, dates: self.dates || self.published, likeness: false }
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
    /// Key of the entity: the same for mentions of the same one.
    pub entity: String,
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
    let (mut maps, facts) = understand_given(given, 0, wanted);
    if wanted.names_only() {
        let names = with_inputs(now, false, |inputs| decide_names(facts, inputs));
        let mut points = CodePoints::new(&given.text);
        let texts = names.mentions.iter().zip(&maps);
        let entities =
            texts.flat_map(|(mentions, map)| entities_found(mentions, &names.entities, map, &mut points));
        return Line { entities: entities.collect(), ..Line::default() };
    }
    let archive = decide_records(facts, now, false);
    line(given, wanted, &archive.articles.iter().collect::<Vec<_>>(), &archive, &mut maps)
}

/// What is found in texts that are one archive, in its order.
pub fn together(given: &[&Given], wanted: Wanted, now: NaiveDate) -> Vec<Line> {
    let (mut maps, facts): (Vec<Vec<SourceMap>>, Vec<Vec<ArticleFacts>>) =
        given.par_iter().enumerate().map(|(number, given)| understand_given(given, number, wanted)).unzip();
    let archive = decide_records(facts.into_iter().flatten().collect(), now, true);
    let mut articles: BTreeMap<&str, Vec<&Article>> = BTreeMap::new();
    for article in &archive.articles {
        articles.entry(&article.key.path).or_default().push(article);
    }
    given
        .par_iter()
        .zip(&mut maps)
        .enumerate()
        .map(|(number, (given, maps))| {
            let articles = articles.get(record_path(number).as_str()).map_or(&[][..], Vec::as_slice);
            line(given, wanted, articles, &archive, maps)
        })
        .collect()
}

/// The key under which a text without a file is decided: the order of keys is the order of the texts.
fn record_path(number: usize) -> String {
    format!("{number:09}")
}

fn understand_given(given: &Given, number: usize, wanted: Wanted) -> (Vec<SourceMap>, Vec<ArticleFacts>) {
    let source = Source {
        path: String::new(),
        format: Format::Text,
        text: same_length_lines(&given.text),
        hash: *blake3::hash(given.text.as_bytes()).as_bytes(),
        encoding: "UTF-8".into(),
        diagnostics: Vec::new(),
    };
    let mut config = Config::default();
    config.text.split = Split::Never;
    let understood =
        understand_amended(&source, &config.text, wanted.analysis(), &Dictionary::default(), |draft| {
            draft.front_matter.date = given.date.map(|date| date.to_string());
            draft.front_matter.title = given.title.clone();
        });
    understood
        .into_iter()
        .enumerate()
        .map(|(record, Understood { mut facts, page })| {
            facts.key.path = record_path(number);
            facts.key.record = (record > 0).then(|| format!("{record:06}"));
            (page.source_map, facts)
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
    })
}

fn line(
    given: &Given,
    wanted: Wanted,
    articles: &[&Article],
    archive: &Archive,
    maps: &mut [SourceMap],
) -> Line {
    let mut found = Line::default();
    let mut points = CodePoints::new(&given.text);
    for (article, map) in articles.iter().zip(maps) {
        if wanted.entities {
            found.entities.extend(entities_found(&article.mentions, &archive.entities, map, &mut points));
        }
        if wanted.dates {
            found.dates.extend(dates_found(article, map, &mut points));
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

fn entities_found(
    mentions: &[Mention],
    entities: &[Entity],
    map: &SourceMap,
    points: &mut CodePoints<'_>,
) -> Vec<EntityFound> {
    let mut found = Vec::with_capacity(mentions.len());
    for mention in mentions {
        let Some(place) = map.to_source(mention.range) else { continue };
        let Some(entity) = entities.get(mention.entity.0 as usize) else { continue };
        let (start, end, text) = points.locate(place);
        found.push(EntityFound {
            start,
            end,
            text,
            kind: entity.kind,
            entity: entity.id.clone(),
            confidence: f32::from(mention.confidence) / 100.0,
        });
    }
    found
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
            value: date.value.clone(),
            modifier: date.modifier.clone(),
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
        value: Some(published.value.clone()),
        earliest: Some(published.earliest),
        latest: Some(published.latest),
        confidence: published.confidence,
        evidence: published.evidence.clone(),
    }
}

/// Turns byte offsets into code points, remembering the last place so that ascending offsets cost one walk.
struct CodePoints<'a> {
    text: &'a str,
    byte: usize,
    point: usize,
}

impl<'a> CodePoints<'a> {
    const fn new(text: &'a str) -> Self {
        Self { text, byte: 0, point: 0 }
    }

    fn at(&mut self, byte: usize) -> usize {
        let byte = byte.min(self.text.len());
        let (from, base) = if byte < self.byte { (0, 0) } else { (self.byte, self.point) };
        let walked = self.text.as_bytes()[from..byte].iter().filter(|&&byte| byte & 0xC0 != 0x80).count();
        (self.byte, self.point) = (byte, base + walked);
        self.point
    }

    fn locate(&mut self, range: TextRange) -> (usize, usize, String) {
        let (start, end) = (self.at(range.start as usize), self.at(range.end as usize));
        (start, end, range.of(self.text).to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_count_code_points_forwards_and_back() {
        let mut points = CodePoints::new("é–x");
        assert_eq!(points.at(5), 2);
        assert_eq!(points.at(2), 1);
        assert_eq!(points.locate(TextRange::new(5, 6)), (2, 3, "x".into()));
    }

    #[test]
    fn line_ends_keep_their_length() {
        assert_eq!(same_length_lines("a\r\nb\rc\u{0}d"), "a \nb\nc d");
    }
}
