//! Reads the sample archive as the program does, and the gold beside it, and counts.

use backfile::archive::model::{Article, ArticleId};
use backfile::archive::overlay::Overlay;
use backfile::archive::permalinks::Ledger;
use backfile::config::Config;
use backfile::page::tree::{Page, TextRange};
use backfile::pipeline::{self, Analysis, Inputs, Loaded};
use backfile::site::bodies::Bodies;
use backfile::source::{Format, SourceFile};
use chrono::NaiveDate;
use serde_json::Value;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The sample archive, read and decided, with its gold.
pub(crate) struct Sample {
    pub(crate) loaded: Loaded,
    pub(crate) gold: Vec<Value>,
    pub(crate) identities: Vec<Value>,
    by_path: BTreeMap<String, ArticleId>,
}

impl Sample {
    /// Only the texts: neither corrections nor configuration may help.
    pub(crate) fn load() -> Self {
        let inputs = Inputs {
            strings: backfile::strings::Strings::default(),
            content: root().join("content"),
            exclude: Vec::new(),
            only: None,
            config_file: String::new(),
            config: Config::default(),
            overlay: Overlay::default(),
            authority: Default::default(),
            ledger: Ledger::default(),
            cache: None,
            build_id: [0; 32],
            now: NaiveDate::from_ymd_opt(2024, 5, 17).unwrap(),
            analysis: Analysis::FULL,
            diagnostics: Vec::new(),
        };
        let loaded = pipeline::load(&inputs, &()).unwrap();
        let archive = &loaded.archive;
        let by_path =
            archive.article_ids().map(|id| (archive.article(id).key.path.to_string(), id)).collect();
        let mut gold = lines("articles.jsonl");
        gold.retain(|gold| !is_draft(gold));
        Self { gold, identities: lines("identities.jsonl"), by_path, loaded }
    }

    /// The article of a line of gold.
    pub(crate) fn read(&self, gold: &Value) -> Read<'_> {
        let path = gold["path"].as_str().unwrap();
        let id = *self.by_path.get(path).unwrap_or_else(|| panic!("{path} is not in the archive"));
        let disk_path: PathBuf = root().join("content").join(path);
        let format = if path.ends_with(".md") { Format::Markdown } else { Format::Text };
        let size = std::fs::metadata(&disk_path).unwrap().len();
        let source =
            backfile::source::read(&SourceFile { path: path.into(), disk_path, format, size }, None).unwrap();
        Read {
            article: self.loaded.archive.article(id),
            page: self.loaded.bodies.page(id).unwrap(),
            body_start: body_start(&source.text, format),
            source: source.text,
        }
    }
}

fn lines(name: &str) -> Vec<Value> {
    let text = std::fs::read_to_string(root().join("tests/gold").join(name)).unwrap();
    text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

/// Drafts are marked in the gold, but are not published.
fn is_draft(gold: &Value) -> bool {
    let bytes = std::fs::read(root().join("content").join(gold["path"].as_str().unwrap())).unwrap();
    String::from_utf8_lossy(&bytes)
        .lines()
        .take(20)
        .any(|line| line == "draft: true" || line == "draft = true")
}

/// Where the text begins that the gold speaks of: after the front matter.
fn body_start(text: &str, format: Format) -> usize {
    for fence in ["---\n", "+++\n"] {
        if format == Format::Markdown && text.starts_with(fence) {
            return text.find(&format!("\n{fence}")).map_or(0, |end| end + 1 + fence.len());
        }
    }
    0
}

/// An article as the program sees it, and its source.
pub(crate) struct Read<'a> {
    pub(crate) article: &'a Article,
    pub(crate) page: Page,
    source: String,
    body_start: usize,
}

impl Read<'_> {
    /// Where the gold's mention stands in the source: byte offsets.
    pub(crate) fn gold_span(&self, item: &Value) -> Option<(usize, usize)> {
        let (text, occurrence) = (item["text"].as_str()?, item["occurrence"].as_u64().unwrap_or(1));
        let found = self.source[self.body_start..].match_indices(text).nth(occurrence as usize - 1)?;
        let start = self.body_start + found.0;
        Some((start, start + text.len()))
    }

    /// Where a piece of the page stood in the source.
    pub(crate) fn source_span(&self, range: TextRange) -> Option<(usize, usize)> {
        let source = self.page.source_map.to_source(range)?;
        Some((source.start as usize, source.end as usize))
    }

    /// A span with its place, for comparing and for telling.
    pub(crate) fn shown(&self, span: (usize, usize)) -> String {
        let text = self.source.get(span.0..span.1).unwrap_or("?").replace('\n', " ");
        format!("{text} @{}", span.0.saturating_sub(self.body_start))
    }
}

/// How many of many are right.
pub(crate) struct Share {
    name: &'static str,
    right: usize,
    all: usize,
    wrong: Vec<String>,
}

impl Share {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, right: 0, all: 0, wrong: Vec::new() }
    }

    pub(crate) fn count(&mut self, right: bool, told: impl Fn() -> String) {
        self.all += 1;
        self.right += usize::from(right);
        if !right {
            self.wrong.push(told());
        }
    }

    /// Prints the share with its mistakes and holds it to the floor.
    pub(crate) fn at_least(&self, floor: f64) {
        let share = ratio(self.right, self.all);
        for wrong in &self.wrong {
            println!("  {wrong}");
        }
        println!("{}: {} of {} = {share:.3} (floor {floor})", self.name, self.right, self.all);
        assert!(share >= floor, "{}: {share:.3} is under the floor of {floor}", self.name);
    }
}

/// How many were found, and how many of those found are right.
pub(crate) struct Spans {
    name: &'static str,
    right: usize,
    found: usize,
    expected: usize,
    wrong: Vec<String>,
}

impl Spans {
    pub(crate) fn new(name: &'static str) -> Self {
        Self { name, right: 0, found: 0, expected: 0, wrong: Vec::new() }
    }

    /// Compares two bags.
    pub(crate) fn compare(&mut self, path: &Value, found: &[String], expected: &[String]) {
        let mut left = expected.to_vec();
        let mut extra = Vec::new();
        for one in found {
            match left.iter().position(|other| other == one) {
                Some(place) => drop(left.swap_remove(place)),
                None => extra.push(one),
            }
        }
        self.right += expected.len() - left.len();
        self.found += found.len();
        self.expected += expected.len();
        if !left.is_empty() || !extra.is_empty() {
            self.wrong.push(format!("{path}: missed {left:?}, wrong {extra:?}"));
        }
    }

    fn recall(&self) -> f64 {
        ratio(self.right, self.expected)
    }

    fn precision(&self) -> f64 {
        ratio(self.right, self.found)
    }

    fn harmonic(&self) -> f64 {
        ratio(2 * self.right, self.found + self.expected)
    }

    pub(crate) fn print(&self) {
        println!(
            "{}: found {} of {} = {:.3}, right {} of {} = {:.3}, F1 {:.3}",
            self.name,
            self.right,
            self.expected,
            self.recall(),
            self.right,
            self.found,
            self.precision(),
            self.harmonic(),
        );
    }

    pub(crate) fn at_least(&self, recall: f64, precision: f64) {
        self.wrong.iter().for_each(|wrong| println!("  {wrong}"));
        self.print();
        assert!(self.recall() >= recall, "{}: recall {:.3} is under {recall}", self.name, self.recall());
        assert!(
            self.precision() >= precision,
            "{}: precision {:.3} is under {precision}",
            self.name,
            self.precision()
        );
    }

    pub(crate) fn harmonic_at_least(&self, floor: f64) {
        self.wrong.iter().for_each(|wrong| println!("  {wrong}"));
        self.print();
        assert!(self.harmonic() >= floor, "{}: F1 {:.3} is under {floor}", self.name, self.harmonic());
    }
}

fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 1.0 } else { part as f64 / whole as f64 }
}
