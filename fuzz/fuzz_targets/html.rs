//! Pages rendered from any text and Markdown: only tags and attributes that the theme or the article's markup may have,
//! and every letter and digit of the article.

#![no_main]

#[allow(dead_code, reason = "only sources are made here")]
mod support;

use backfile::archive::decide::{DecisionInputs, decide};
use backfile::archive::facts::InMemory;
use backfile::archive::model::ArticleId;
use backfile::archive::overlay::Overlay;
use backfile::archive::permalinks::Ledger;
use backfile::config::Config;
use backfile::page::tree::{Page, TextRange};
use backfile::pipeline::{Analysis, understand};
use backfile::site::bodies::{Bodies, BodyError};
use backfile::page::written_lines;
use backfile::site::conservation::compare;
use backfile::site::{Renderer, Route, Shown, Tables, Theme};
use backfile::source::Format;
use chrono::NaiveDate;
use libfuzzer_sys::fuzz_target;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// The bodies of one article.
struct Memory(Page);

impl Bodies for Memory {
    fn page(&self, _article: ArticleId) -> Result<Page, BodyError> {
        Ok(self.0.clone())
    }

    fn excerpt(&self, _article: ArticleId, range: TextRange) -> Result<String, BodyError> {
        Ok(range.of(&self.0.text).to_owned())
    }
}

fuzz_target!(|text: &str| {
    static THEME: OnceLock<Theme> = OnceLock::new();
    let theme =
        THEME.get_or_init(|| Theme::new(BTreeMap::new(), BTreeMap::new()).expect("the built-in theme"));
    let config = Config { title: "Fuzzed".into(), ..Config::default() };
    for format in [Format::Text, Format::Markdown] {
        let source = support::source(text, format);
        let mut articles = understand(&source, &config.text, Analysis::FULL);
        let only_one = articles.len() == 1;
        let Some(understood) = articles.pop() else { return };
        let strings = backfile::strings::Strings::default();
        let authority = backfile::archive::authority::Authority::default();
        let inputs = DecisionInputs {
            authority: &authority,
            strings: &strings,
            config: &config,
            overlay: &Overlay::default(),
            ledger: &Ledger::default(),
            now: NaiveDate::from_ymd_opt(2024, 5, 17).expect("a day"),
            use_neighbours: true,
            shelf: &InMemory,
        };
        let archive = decide(vec![understood.facts], &inputs);
        let tables = Tables::new(&archive);
        let renderer = Renderer::new(&archive, &tables, theme);
        let bodies = Memory(understood.page);
        let mut shown = Shown::default();
        // A draft has none.
        let mut has_page = false;
        for route in renderer.routes() {
            let bytes = renderer.render(&bodies, &route).expect("every route can be rendered");
            let page = std::str::from_utf8(&bytes).expect("pages are UTF-8");
            check_html(page);
            if matches!(route, Route::Article(_)) {
                shown.add_page(page);
                has_page = true;
            }
        }
        if only_one && has_page {
            let found = compare(&written_lines(&source), &shown);
            assert!(found.lost.is_empty(), "{:?} is not on the page", found.lost);
        }
    }
});

/// Every tag of a page is one that is known to be harmless, without handlers.
fn check_html(page: &str) {
    let mut rest = page;
    while let Some((_, after)) = rest.split_once('<') {
        let end = after.find('>').unwrap_or(after.len());
        let tag = &after[..end];
        let name = tag
            .trim_start_matches('/')
            .split(|c: char| c.is_whitespace() || c == '/')
            .next()
            .unwrap_or_default();
        let forbidden = [
            "iframe",
            "object",
            "embed",
            "base",
            "style",
            "form-data",
            "applet",
            "frame",
            "math",
            "template",
        ];
        assert!(!forbidden.contains(&name.to_ascii_lowercase().as_str()), "<{tag}>");
        if tag.starts_with("script") {
            assert!(tag.contains("src=\"") || tag.contains("application/ld+json"), "<{tag}>");
        }
        let lower = tag.to_ascii_lowercase();
        let outside: String = lower.split('"').step_by(2).collect();
        for attribute in outside.split_whitespace().skip(1) {
            assert!(!attribute.starts_with("on") && !attribute.starts_with("style="), "<{tag}>");
        }
        for scheme in ["javascript:", "vbscript:", "data:"] {
            assert!(
                !lower.contains(&format!("href=\"{scheme}")) && !lower.contains(&format!("src=\"{scheme}")),
                "<{tag}>"
            );
        }
        rest = &after[end..];
    }
}
