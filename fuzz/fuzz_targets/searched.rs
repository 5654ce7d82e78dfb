//! A small archive with its search index: some articles of the sample, so that every shape of file has what it holds in
//! earnest (lists, places, forms of words and of names, several years and languages).

use crate::support;
use backfile::archive::authority::Authority;
use backfile::archive::decide::{DecisionInputs, decide};
use backfile::archive::facts::InMemory;
use backfile::archive::model::{Archive, ArticleId};
use backfile::archive::overlay::Overlay;
use backfile::archive::permalinks::Ledger;
use backfile::config::Config;
use backfile::page::tree::{Page, TextRange};
use backfile::pipeline::{Analysis, understand};
use backfile::search::{Collection, index_in_memory};
use backfile::site::bodies::{Bodies, BodyError};
use backfile::source::{Format, Source};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// One article of so many is taken.
const SHARE: usize = 3;

/// An archive, its texts and the files of its index.
#[allow(dead_code, reason = "one target needs the files alone")]
pub struct Searched {
    pub archive: Archive,
    pub bodies: Pages,
    pub files: BTreeMap<String, Vec<u8>>,
}

/// The page of each article, in the archive's order.
pub struct Pages(Vec<Page>);

impl Bodies for Pages {
    fn page(&self, article: ArticleId) -> Result<Page, BodyError> {
        Ok(self.0[article.0 as usize].clone())
    }

    fn excerpt(&self, article: ArticleId, range: TextRange) -> Result<String, BodyError> {
        Ok(range.of(&self.0[article.0 as usize].text).to_owned())
    }
}

/// The sample's articles, or some of them.
pub fn searched() -> Searched {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("../content");
    let mut paths = Vec::new();
    gather(&root, &mut paths);
    paths.sort();
    let config = Config { title: "Fuzzed".into(), ..Config::default() };
    let (mut facts, mut pages) = (Vec::new(), BTreeMap::new());
    for path in paths.iter().step_by(SHARE) {
        let format = match path.extension().and_then(|ending| ending.to_str()) {
            Some("txt") => Format::Text,
            Some("md") => Format::Markdown,
            _ => continue,
        };
        let text = std::fs::read_to_string(path).unwrap_or_default();
        let name = path.strip_prefix(&root).expect("a path below the sample").to_string_lossy().into_owned();
        let source = Source { path: name, ..support::source(&text, format) };
        for article in understand(&source, &config.text, Analysis::FULL) {
            pages.insert(format!("{:?}", article.facts.key), article.page);
            facts.push(article.facts);
        }
    }
    let inputs = DecisionInputs {
        authority: &Authority::default(),
        strings: &backfile::strings::Strings::default(),
        config: &config,
        overlay: &Overlay::default(),
        ledger: &Ledger::default(),
        now: NaiveDate::from_ymd_opt(2024, 5, 17).expect("a day"),
        use_neighbours: true,
        shelf: &InMemory,
    };
    let archive = decide(facts, &inputs);
    let of = |article: &backfile::archive::model::Article| pages[&format!("{:?}", article.key)].clone();
    let bodies = Pages(archive.articles.iter().map(of).collect());
    let files = index_in_memory(&Collection::new(&archive), &bodies).expect("an index");
    Searched { archive, bodies, files }
}

fn gather(folder: &Path, paths: &mut Vec<PathBuf>) {
    for entry in std::fs::read_dir(folder).expect("the sample").flatten() {
        let path = entry.path();
        if path.is_dir() {
            gather(&path, paths);
        } else {
            paths.push(path);
        }
    }
}

/// Writes the first inputs of a target into the folder that `SEEDS` names, if it names one.
pub fn seed(inputs: impl Iterator<Item = Vec<u8>>) {
    let Some(folder) = std::env::var_os("SEEDS").map(PathBuf::from) else { return };
    std::fs::create_dir_all(&folder).expect("a folder for seeds");
    for (at, input) in inputs.enumerate() {
        std::fs::write(folder.join(format!("seed-{at:03}")), input).expect("room for seeds");
    }
}
