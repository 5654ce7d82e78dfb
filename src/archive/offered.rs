//! Which source files readers are offered as they were given, so that they can compare a page with its source.
//!
//! A file goes to readers whole or not at all: one article in it that has no page, or that search engines are asked to
//! leave out (a file without HTML cannot ask them), keeps it back. Dumps are kept back too: one file would be the whole
//! archive, and its records stand among the data files.

use super::model::{Article, LeftOut, Offered};
use crate::source::Format;
use std::collections::{BTreeMap, BTreeSet};

/// The offered files by the paths of their sources. Their names end so that a browser shows them as text and runs
/// nothing in them.
pub(super) fn offered(articles: &[Article], left_out: &[LeftOut]) -> BTreeMap<String, Offered> {
    let kept_back: BTreeSet<&str> = left_out
        .iter()
        .map(|out| out.path.as_str())
        .chain(articles.iter().filter(|article| article.noindex).map(|article| article.key.path.as_str()))
        .collect();
    let sources: BTreeSet<&str> = articles.iter().map(|article| article.key.path.as_str()).collect();
    articles
        .iter()
        .filter(|article| !matches!(article.format, Format::Csv | Format::Jsonl))
        .filter(|article| !kept_back.contains(article.key.path.as_str()))
        .filter_map(|article| {
            let source = article.key.path.as_str();
            let path = as_text(source);
            let taken = path != source && sources.contains(path.as_str());
            (!taken).then(|| (source.to_owned(), Offered { path, hash: article.source_hash }))
        })
        .collect()
}

fn as_text(path: &str) -> String {
    if path.to_ascii_lowercase().ends_with(".txt") { path.to_owned() } else { format!("{path}.txt") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::facts::ArticleKey;
    use crate::archive::model::{Title, TitleOrigin};

    fn article(path: &str, format: Format, noindex: bool) -> Article {
        Article {
            key: ArticleKey { path: path.into(), record: None },
            url: String::new(),
            title: Title { text: String::new(), origin: TitleOrigin::Made },
            deck: None,
            kicker: None,
            authors: Vec::new(),
            dateline: None,
            section: None,
            printed_page: None,
            source: None,
            rights: None,
            summary: String::new(),
            published: None,
            updated: None,
            topics: Vec::new(),
            language: String::new(),
            format,
            source_hash: [0; 32],
            body_hash: [0; 32],
            words: 0,
            passages: Vec::new(),
            head: Vec::new(),
            head_doubts: Vec::new(),
            mentions: Vec::new(),
            dates: Vec::new(),
            related: Vec::new(),
            noindex,
            targets: Vec::new(),
        }
    }

    #[test]
    fn a_file_is_offered_whole_or_not_at_all() {
        let articles = [
            article("a.txt", Format::Text, false),
            article("b.md", Format::Markdown, false),
            article("c.html", Format::Html, false),
            article("dump.csv", Format::Csv, false),
            article("quiet.txt", Format::Text, true),
            article("several.txt", Format::Text, false),
            article("several.txt", Format::Text, true),
            article("box.txt", Format::Text, false),
            article("clash", Format::Text, false),
            article("clash.txt", Format::Text, false),
        ];
        let left_out = [LeftOut { path: "box.txt".into(), targets: Vec::new() }];
        let offered = offered(&articles, &left_out);
        let found: Vec<(&str, &str)> =
            offered.iter().map(|(source, file)| (source.as_str(), file.path.as_str())).collect();
        assert_eq!(
            found,
            [("a.txt", "a.txt"), ("b.md", "b.md.txt"), ("c.html", "c.html.txt"), ("clash.txt", "clash.txt")]
        );
    }
}
