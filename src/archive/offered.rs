//! Which source files readers are offered as they were given, so that they can compare a page with its source.
//!
//! A file goes to readers whole or not at all: one article in it that has no page, or that search engines are asked to
//! leave out (a file without HTML cannot ask them), keeps it back. Dumps are kept back too: one file would be the whole
//! archive, and its records stand among the data files.

use super::model::{Article, LeftOut, Offered};
use crate::source::Format;
use std::collections::{BTreeMap, BTreeSet};

/// What counts of an article.
pub(super) struct InFile<'a> {
    path: &'a str,
    url: &'a str,
    format: Format,
    noindex: bool,
    hash: [u8; 32],
}

impl<'a> From<&'a Article> for InFile<'a> {
    fn from(article: &'a Article) -> Self {
        let (path, hash) = (article.key.path.as_str(), article.source_hash);
        Self { path, url: &article.url, format: article.format, noindex: article.noindex, hash }
    }
}

/// The offered files by the paths of their sources. Each has the address of its first article, which is safe on every
/// system and lasts, with an ending that browsers show as text, so that they run nothing in it.
pub(super) fn offered(articles: &[InFile], left_out: &[LeftOut]) -> BTreeMap<String, Offered> {
    let quiet = articles.iter().filter(|article| article.noindex).map(|article| article.path);
    let kept_back: BTreeSet<&str> = left_out.iter().map(|out| out.path.as_str()).chain(quiet).collect();
    let mut offered: BTreeMap<String, Offered> = BTreeMap::new();
    for article in articles {
        let dump = matches!(article.format, Format::Csv | Format::Jsonl);
        if !dump && !kept_back.contains(article.path) {
            let file = || Offered { path: as_text(article.url), hash: article.hash };
            offered.entry(article.path.to_owned()).or_insert_with(file);
        }
    }
    let taken: BTreeSet<String> = offered.values().map(|file| file.path.clone()).collect();
    offered.retain(|_, file| {
        let folder = format!("{}/", file.path);
        !taken.range(folder.clone()..).next().is_some_and(|path| path.starts_with(&folder))
    });
    offered
}

fn as_text(url: &str) -> String {
    let stem = url.strip_prefix("articles/").unwrap_or(url);
    format!("sources/{}.txt", stem.strip_suffix(".html").unwrap_or(stem))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn article<'a>(path: &'a str, url: &'a str, format: Format, noindex: bool) -> InFile<'a> {
        InFile { path, url, format, noindex, hash: [0; 32] }
    }

    #[test]
    fn a_file_is_offered_whole_or_not_at_all() {
        let articles = [
            article("A?.txt", "articles/a.html", Format::Text, false),
            article("b.md", "news/b.html", Format::Markdown, false),
            article("c.html", "articles/c.html", Format::Html, false),
            article("dump.csv", "articles/1.html", Format::Csv, false),
            article("quiet.txt", "articles/quiet.html", Format::Text, true),
            article("several.txt", "articles/several.html", Format::Text, false),
            article("several.txt", "articles/several-2.html", Format::Text, false),
            article("box.txt", "articles/box.html", Format::Text, false),
            article("d", "articles/d.html", Format::Text, false),
            article("d.txt/e", "articles/d.txt/e.html", Format::Text, false),
        ];
        let left_out = [LeftOut { path: "box.txt".into(), targets: Vec::new() }];
        let offered = offered(&articles, &left_out);
        let found: Vec<(&str, &str)> =
            offered.iter().map(|(source, file)| (source.as_str(), file.path.as_str())).collect();
        assert_eq!(
            found,
            [
                ("A?.txt", "sources/a.txt"),
                ("b.md", "sources/news/b.txt"),
                ("c.html", "sources/c.txt"),
                ("d.txt/e", "sources/d.txt/e.txt"),
                ("several.txt", "sources/several.txt"),
            ]
        );
    }
}
