//! What each kind of page costs, so that one costly view or template is seen at once.
//!
//! `cargo bench --bench pages -- FOLDER [--no-analysis]`, where FOLDER holds articles; without it a made-up archive of
//! 10,000 articles is read. One thread renders every page and writes none. For each kind: how many pages, the
//! processor time of a page, how much of it goes into the view without its texts (what a warm build pays), the whole,
//! the slowest page by the clock, and sizes.

#![allow(clippy::unwrap_used, reason = "a bench that cannot go on stops")]
#![allow(clippy::disallowed_methods, reason = "a bench reads the clock and makes its own folders")]
#![allow(clippy::print_stdout, reason = "a bench prints its figures")]

mod made_up;

use backfile::archive::overlay::Overlay;
use backfile::archive::permalinks::Ledger;
use backfile::config::Config;
use backfile::pipeline::{self, Analysis, Inputs, Loaded};
use backfile::site::theme::Theme;
use backfile::site::{self, Renderer, Route, Tables};
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};
use tempfile::TempDir;

fn main() {
    let given: Vec<String> = std::env::args().skip(1).filter(|argument| argument != "--bench").collect();
    let analysis = if given.iter().any(|argument| argument == "--no-analysis") {
        Analysis::NONE
    } else {
        Analysis::FULL
    };
    let made_up = TempDir::new().unwrap();
    let content = match given.iter().find(|argument| !argument.starts_with('-')) {
        Some(folder) => PathBuf::from(folder),
        None => {
            made_up::write_archive(made_up.path(), 10_000);
            made_up.path().to_owned()
        }
    };
    measure(&content, analysis);
}

/// Time that the processor gave this thread; by the clock where the system does not tell.
struct Stopwatch(Duration);

impl Stopwatch {
    fn start() -> Self {
        Self(Self::now())
    }

    fn now() -> Duration {
        let told = std::fs::read_to_string("/proc/thread-self/schedstat").ok();
        let spent = told.and_then(|text| text.split(' ').next()?.parse().ok());
        static BEGUN: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
        spent.map_or_else(|| BEGUN.get_or_init(Instant::now).elapsed(), Duration::from_nanos)
    }

    fn stop(&self) -> Duration {
        Self::now() - self.0
    }
}

/// What the pages of a kind cost.
#[derive(Default)]
struct Cost {
    pages: u32,
    view: Duration,
    whole: Duration,
    slowest: Duration,
    slowest_path: String,
    bytes: usize,
    largest: usize,
}

fn measure(content: &Path, analysis: Analysis) {
    let begun = Instant::now();
    let loaded = load(content, analysis);
    println!("{} articles read and decided in {:.1?}", loaded.archive.articles.len(), begun.elapsed());
    let theme = Theme::new(BTreeMap::new(), BTreeMap::new()).unwrap();
    let watch = Stopwatch::start();
    let tables = Tables::new(&loaded.archive);
    println!("tables: {:.2?}", watch.stop());
    let renderer = Renderer::new(&loaded.archive, &tables, &theme);
    let watch = Stopwatch::start();
    let mut kinds: BTreeMap<&'static str, Vec<Route>> = BTreeMap::new();
    for route in renderer.routes() {
        kinds.entry(route.kind()).or_default().push(route);
    }
    println!("routes: {:.2?}", watch.stop());
    let watch = Stopwatch::start();
    let bulk: usize = site::bulk(&loaded.archive, &tables).map(|(_, bytes)| bytes.len()).sum();
    println!("data files and sitemap: {:.2?}, {:.1} MB", watch.stop(), bulk as f64 / 1e6);
    let costs: Vec<(&str, Cost)> =
        kinds.into_iter().map(|(kind, routes)| (kind, cost_of(&renderer, &loaded, &routes))).collect();
    report(costs);
}

fn load(content: &Path, analysis: Analysis) -> Loaded {
    let inputs = Inputs {
        strings: backfile::strings::Strings::default(),
        content: content.to_owned(),
        exclude: Vec::new(),
        config_file: String::new(),
        only: None,
        config: Config { title: "The Made-Up Gazette".into(), ..Config::default() },
        authority: Default::default(),
        overlay: Overlay::default(),
        ledger: Ledger::default(),
        cache: None,
        build_id: [7; 32],
        now: NaiveDate::from_ymd_opt(2025, 5, 17).unwrap(),
        analysis,
        diagnostics: Vec::new(),
    };
    pipeline::load(&inputs, &()).unwrap()
}

fn cost_of(renderer: &Renderer, loaded: &Loaded, routes: &[Route]) -> Cost {
    let mut cost = Cost { pages: routes.len() as u32, ..Cost::default() };
    let watch = Stopwatch::start();
    for route in routes {
        renderer.fingerprint(route).unwrap();
    }
    cost.view = watch.stop();
    let watch = Stopwatch::start();
    for route in routes {
        let begun = Instant::now();
        let bytes = renderer.render(&loaded.bodies, route).unwrap().len();
        let taken = begun.elapsed();
        if taken > cost.slowest {
            cost.slowest = taken;
            cost.slowest_path = route.path(&loaded.archive).unwrap_or_default();
        }
        cost.bytes += bytes;
        cost.largest = cost.largest.max(bytes);
    }
    cost.whole = watch.stop();
    cost
}

fn report(mut costs: Vec<(&str, Cost)>) {
    costs.sort_by_key(|(_, cost)| std::cmp::Reverse(cost.whole));
    println!(
        "\n{:<30} {:>8} {:>10} {:>10} {:>9} {:>11} {:>10} {:>10}  slowest",
        "kind", "pages", "view µs", "page µs", "all s", "slowest ms", "mean KB", "most KB"
    );
    for (kind, cost) in &costs {
        let each = |time: Duration| time.as_secs_f64() * 1e6 / f64::from(cost.pages);
        println!(
            "{kind:<30} {:>8} {:>10.0} {:>10.0} {:>9.2} {:>11.1} {:>10.1} {:>10.1}  {}",
            cost.pages,
            each(cost.view),
            each(cost.whole),
            cost.whole.as_secs_f64(),
            cost.slowest.as_secs_f64() * 1e3,
            cost.bytes as f64 / 1e3 / f64::from(cost.pages),
            cost.largest as f64 / 1e3,
            cost.slowest_path,
        );
    }
    let pages: u32 = costs.iter().map(|(_, cost)| cost.pages).sum();
    let whole: Duration = costs.iter().map(|(_, cost)| cost.whole).sum();
    let view: Duration = costs.iter().map(|(_, cost)| cost.view).sum();
    println!(
        "\n{pages} pages: {:.1} s of processor time, of which the views {:.1} s",
        whole.as_secs_f64(),
        view.as_secs_f64()
    );
}
