//! The search index alone, of an archive that is made up as it is read: what it costs, and how that grows.
//!
//! `cargo bench --bench index -- FOLDER ARTICLES WORDS [OUT]`: the sentences of the texts in FOLDER, recombined into so
//! many articles of about so many words. Tells seconds, CPU and the highest memory of the process (Linux), with what
//! the archive's metadata takes of it, and the index by its parts; OUT gets the files.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]
#![allow(clippy::disallowed_methods, clippy::print_stdout, reason = "a bench reads, measures and tells")]

#[path = "made_up/dice.rs"]
mod dice;

use backfile::archive::facts::ArticleKey;
use backfile::archive::model::{Archive, Article, ArticleId, Published, SiteFacts, Title, TitleOrigin};
use backfile::cache::ScratchFile;
use backfile::page::tree::{Block, BlockKind, Page, TextRange};
use backfile::search::{Collection, IndexError, Scratch, write_index};
use backfile::site::bodies::{Bodies, BodyError};
use chrono::{Days, NaiveDate};
use dice::Dice;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::Instant;

/// Articles that are made when they are asked for.
struct MadeUp {
    sentences: Vec<String>,
    words: usize,
}

impl MadeUp {
    fn of(folder: &Path, words: usize) -> Self {
        let mut sentences = Vec::new();
        for path in texts(folder) {
            let text = std::fs::read_to_string(path).unwrap_or_default();
            let plain = text.split_whitespace().collect::<Vec<_>>().join(" ");
            sentences
                .extend(plain.split_inclusive(". ").map(|s| s.trim().to_owned()).filter(|s| s.len() > 20));
        }
        Self { sentences, words }
    }

    fn page_of(&self, number: u32) -> Page {
        let mut dice = Dice(u64::from(number));
        let wanted = self.words / 2 + dice.roll(self.words.max(1));
        let mut page = Page::default();
        let (mut words, mut start) = (0, 0);
        for nth in 1.. {
            let sentence = &self.sentences[dice.roll(self.sentences.len())];
            page.text.push_str(sentence);
            words += sentence.split(' ').count();
            if nth % 3 == 0 || words >= wanted {
                let range = TextRange::new(start as u32, page.text.len() as u32);
                page.blocks.push(Block::leaf(BlockKind::Paragraph, range));
                page.text.push_str("\n\n");
                start = page.text.len();
            } else {
                page.text.push(' ');
            }
            if words >= wanted {
                return page;
            }
        }
        page
    }

    fn article(&self, number: u32) -> Article {
        let page = self.page_of(number);
        let mut dice = Dice(!u64::from(number));
        let day = NaiveDate::from_ymd_opt(1950, 1, 1).unwrap() + Days::new(dice.roll(365 * 60) as u64);
        let title =
            self.sentences[dice.roll(self.sentences.len())].split(' ').take(9).collect::<Vec<_>>().join(" ");
        let key = ArticleKey { path: format!("a/{number}.txt").into(), record: None };
        let title = Title { text: title, origin: TitleOrigin::Record };
        Article {
            published: Some(Published {
                value: day.to_string().into(),
                earliest: day,
                latest: day,
                confidence: 1.0,
                stated: true,
                shown: true,
                evidence: Vec::new().into(),
            }),
            words: page.text.split_whitespace().count() as u32,
            passages: page.blocks.iter().map(|block| block.range).collect(),
            ..Article::new(key, format!("articles/a/{number}.html"), title)
        }
    }
}

impl Bodies for MadeUp {
    fn page(&self, article: ArticleId) -> Result<Page, BodyError> {
        Ok(self.page_of(article.0))
    }

    fn excerpt(&self, article: ArticleId, range: TextRange) -> Result<String, BodyError> {
        Ok(range.of(&self.page_of(article.0).text).to_owned())
    }
}

fn texts(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() {
            found.extend(texts(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// A temporary file.
struct OnDisk(ScratchFile);

impl Scratch for OnDisk {
    fn put(&mut self, bytes: &[u8]) -> std::io::Result<()> {
        self.0.append(bytes)
    }

    fn len(&self) -> u64 {
        self.0.size()
    }

    fn get(&self, offset: u64, bytes: &mut [u8]) -> std::io::Result<()> {
        self.0.read(offset, bytes)
    }
}

/// Memory of the process in MB: `VmRSS` is what it has now, `VmHWM` the highest so far.
fn memory(what: &str) -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(what)).unwrap_or_default();
    line.split_whitespace().nth(1).and_then(|kilobytes| kilobytes.parse::<u64>().ok()).unwrap_or(0) / 1024
}

/// CPU seconds of the process.
fn cpu() -> f64 {
    let stat = std::fs::read_to_string("/proc/self/stat").unwrap_or_default();
    let fields: Vec<&str> = stat.rsplit(')').next().unwrap_or_default().split_whitespace().collect();
    let ticks = |at: usize| fields.get(at).and_then(|field| field.parse::<f64>().ok()).unwrap_or(0.0);
    (ticks(11) + ticks(12)) / 100.0
}

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let [folder, articles, words, out @ ..] = given.as_slice() else {
        println!("cargo bench --bench index -- FOLDER ARTICLES WORDS [OUT]");
        return;
    };
    let made_up = MadeUp::of(Path::new(folder), words.parse().unwrap());
    let articles = (0..articles.parse().unwrap()).map(|number| made_up.article(number)).collect();
    let archive = Archive {
        site: SiteFacts { version: "bench".into(), search: true, ..SiteFacts::default() },
        articles,
        ..Archive::default()
    };
    let (before, cpu_before, start) = (memory("VmRSS"), cpu(), Instant::now());
    let collection = Collection::new(&archive);
    let mut scratch = OnDisk(ScratchFile::new().unwrap());
    let mut parts: BTreeMap<String, (u64, u64)> = BTreeMap::new();
    write_index(&collection, &made_up, &mut scratch, &mut |path: String, bytes: Vec<u8>| {
        let part = parts.entry(path.split('/').nth(1).unwrap_or_default().to_owned()).or_default();
        part.0 += 1;
        part.1 += bytes.len() as u64;
        if let Some(out) = out.first() {
            let file = Path::new(out).join(path);
            std::fs::create_dir_all(file.parent().unwrap()).unwrap();
            std::fs::write(file, bytes).unwrap();
        }
        Ok::<(), IndexError>(())
    })
    .unwrap();
    println!(
        "{} articles, {} million words: {:.1} s, {:.1} s of CPU, {} MB at most ({before} MB before), {} MB put away",
        archive.articles.len(),
        collection.words / 1_000_000,
        start.elapsed().as_secs_f64(),
        cpu() - cpu_before,
        memory("VmHWM"),
        scratch.len() >> 20,
    );
    for (part, (files, bytes)) in parts {
        println!("{part:>10} {files:>7} files {:>9.1} MB", bytes as f64 / 1e6);
    }
}
