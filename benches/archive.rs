//! Whole builds of made-up archives: cold, warm, and after one file has changed.
//!
//! `cargo bench`; `cargo bench -- 1000` for the small archive alone. The archives come from a seed, so that two runs
//! of two versions read the same bytes.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "a bench makes its own folders")]

mod made_up;

use backfile::archive::overlay::Overlay;
use backfile::archive::permalinks::Ledger;
use backfile::config::Config;
use backfile::pipeline::{self, Analysis, Inputs};
use backfile::site::theme::Theme;
use backfile::write::Output;
use chrono::NaiveDate;
use divan::Bencher;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use tempfile::TempDir;

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [1_000, 10_000];

/// A folder with a made-up archive, the cache of its builds and their output.
struct Archive {
    folder: TempDir,
}

impl Archive {
    fn of(articles: usize) -> Self {
        let folder = TempDir::new().unwrap();
        made_up::write_archive(&folder.path().join("content"), articles);
        Self { folder }
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn inputs(&self, analysis: Analysis) -> Inputs {
        Inputs {
            strings: backfile::strings::Strings::default(),
            content: self.path("content"),
            exclude: Vec::new(),
            config_file: String::new(),
            only: None,
            config: Config { title: "The Made-Up Gazette".into(), ..Config::default() },
            overlay: Overlay::default(),
            authority: Default::default(),
            ledger: Ledger::default(),
            cache: Some(self.path("cache")),
            build_id: [7; 32],
            now: NaiveDate::from_ymd_opt(2024, 5, 17).unwrap(),
            analysis,
            diagnostics: Vec::new(),
        }
    }

    /// One whole build; the number of files written.
    fn build(&self, analysis: Analysis) -> usize {
        let loaded = pipeline::load(&self.inputs(analysis), &()).unwrap();
        let theme = Theme::new(BTreeMap::new(), BTreeMap::new()).unwrap();
        let (output, _) = Output::open(&self.path("public"), &[]).unwrap();
        pipeline::build(&loaded, &theme, output, &()).unwrap().written
    }

    fn forget(&self) {
        for name in ["cache", "public"] {
            remove(&self.path(name));
        }
    }

    fn change_one(&self, round: usize) {
        let path = self.path("content").join(made_up::path_of(0));
        let text = made_up::article(0) + &format!("\nIn the end {round} boats were counted.\n");
        fs::write(path, text).unwrap();
    }
}

fn remove(folder: &Path) {
    if let Err(error) = fs::remove_dir_all(folder) {
        assert_eq!(error.kind(), std::io::ErrorKind::NotFound, "{}: {error}", folder.display());
    }
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn cold(bencher: Bencher, articles: usize) {
    let archive = Archive::of(articles);
    bencher.with_inputs(|| archive.forget()).bench_values(|()| archive.build(Analysis::FULL));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn cold_without_analysis(bencher: Bencher, articles: usize) {
    let archive = Archive::of(articles);
    bencher.with_inputs(|| archive.forget()).bench_values(|()| archive.build(Analysis::NONE));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn warm(bencher: Bencher, articles: usize) {
    let archive = Archive::of(articles);
    archive.build(Analysis::FULL);
    bencher.bench(|| assert_eq!(archive.build(Analysis::FULL), 0));
}

#[divan::bench(args = SIZES, sample_count = 3, sample_size = 1)]
fn one_file_changed(bencher: Bencher, articles: usize) {
    let archive = Archive::of(articles);
    archive.build(Analysis::FULL);
    let mut round = 0;
    bencher
        .with_inputs(|| {
            round += 1;
            archive.change_one(round);
        })
        .bench_local_values(|()| assert!(archive.build(Analysis::FULL) > 0));
}
