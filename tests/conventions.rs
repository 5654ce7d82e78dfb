//! Every text convention that a plain text may follow, each with an article of its own in `tests/conventions/`, and
//! beside it what a careful editor reads in it.
//!
//! An expectation has a line for each part of the page, head first: `kicker`, `title`, `made title`, `deck`,
//! `byline`, `dateline`, `published`, `updated`, `source`, `copyright`; then the blocks in order: `heading`,
//! `paragraph`, `verse`, `salutation`, `signature`, `caption`, `preformatted`, `quote`, `list`, `item`; then
//! `removed (reason)`. `…` stands for any text, ` / ` for the end of a line that is kept.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "the fixtures are files")]
#![allow(clippy::print_stdout, reason = "the figure is there to be read")]

#[path = "conventions_support/noise.rs"]
mod noise;
#[path = "conventions_support/outline.rs"]
mod outline;

use backfile::page::tree::BlockKind;
use outline::{fits, outline, understood};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn texts_in(folder: &Path) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            found.extend(texts_in(&path));
        } else if path.extension().is_some_and(|extension| extension == "txt") {
            found.push(path);
        }
    }
    found.sort();
    found
}

#[test]
fn every_convention_is_read_as_an_editor_reads_it() {
    let fixtures = texts_in(&root().join("tests/conventions"));
    assert!(fixtures.len() >= 60, "{}", fixtures.len());
    let mut wrong = String::new();
    for path in &fixtures {
        let got = outline(&std::fs::read_to_string(path).unwrap());
        let expected = std::fs::read_to_string(path.with_extension("expected")).unwrap();
        let lines: Vec<&str> = expected.lines().collect();
        if got.len() != lines.len() || !got.iter().zip(&lines).all(|(got, line)| fits(line, got)) {
            wrong.push_str(&format!("{}\n  got {got:#?}\n  for {lines:#?}\n", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// How often each letter and digit occurs; zeros aside, for `01.` and `1.` are the same number of a list.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric() && *c != '0') {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

#[test]
fn no_letter_of_any_fixture_is_lost() {
    for path in texts_in(&root().join("tests/conventions")) {
        let text = std::fs::read_to_string(&path).unwrap();
        let page = understood(&text).page;
        let mut all = page.text.clone();
        page.removed.iter().for_each(|removed| all.push_str(&removed.text));
        for block in &page.blocks {
            if let BlockKind::List { start: Some(start) } = block.kind {
                (start..start + block.children.len() as u64)
                    .for_each(|number| all.push_str(&number.to_string()));
            }
        }
        assert_eq!(letters(&all), letters(&text), "{}", path.display());
    }
}

#[test]
fn the_estimate_of_noise_ranks_texts_as_the_damage_does() {
    let texts: Vec<String> = texts_in(&root().join("content"))
        .iter()
        .map(|path| String::from_utf8_lossy(&std::fs::read(path).unwrap()).into_owned())
        .collect();
    let correlation = noise::correlation(&texts);
    println!("noise: Spearman's rank correlation {correlation:.3} over {} texts", texts.len());
    // A little under what was measured.
    assert!(correlation >= 0.88, "{correlation:.3}");
}

#[test]
fn clean_texts_are_not_called_noisy() {
    for path in texts_in(&root().join("tests/conventions")) {
        let noise = understood(&std::fs::read_to_string(&path).unwrap()).facts.noise;
        assert!(noise <= 0.03, "{}: {noise}", path.display());
    }
}
