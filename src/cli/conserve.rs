//! The part of `backfile check` that compares every source with its finished pages: is every letter there?

use super::report::counted;
use crate::archive::model::{Archive, ArticleId};
use crate::config::TextConfig;
use crate::diagnostic::Diagnostic;
use crate::page::{written_lines, written_records};
use crate::site::Shown;
use crate::site::conservation::{Conservation, compare};
use crate::source::{Format, Source};
use std::collections::BTreeMap;

/// How many lost words of one file are told.
const EXAMPLES: usize = 6;

/// The articles of each file, in their order.
pub(crate) fn articles_by_file(archive: &Archive) -> BTreeMap<&str, Vec<ArticleId>> {
    let mut files: BTreeMap<&str, Vec<ArticleId>> = BTreeMap::new();
    for id in archive.article_ids() {
        files.entry(&archive.article(id).key.path).or_default().push(id);
    }
    files
}

/// Compares a source with what is shown of its articles, given by the record of each.
pub(crate) fn of_file(source: &Source, config: &TextConfig, shown: &[(Option<&str>, Shown)]) -> Conservation {
    if !matches!(source.format, Format::Csv | Format::Jsonl) {
        let mut all = Shown::default();
        shown.iter().for_each(|(_, shown)| all.add(shown));
        return compare(&written_lines(source), &all);
    }
    let pages: BTreeMap<&str, &Shown> =
        shown.iter().filter_map(|(record, shown)| Some(((*record)?, shown))).collect();
    let mut found = Conservation::default();
    for (record, lines) in written_records(source, config) {
        // Records that are left out of the site have no page.
        if let Some(shown) = pages.get(record.as_str()) {
            found.add(&compare(&lines, shown));
        }
    }
    found
}

/// What a person should know of one file.
pub(crate) fn diagnostic(path: &str, found: &Conservation) -> Option<Diagnostic> {
    let (line, _) = found.lost.first()?;
    let words: Vec<&str> = found.lost.iter().take(EXAMPLES).map(|(_, word)| word.as_str()).collect();
    let more = if found.lost.len() > EXAMPLES { " …" } else { "" };
    let message = format!(
        "{} of the text {} not on the page: {}{more}",
        counted(found.lost.len(), "word", "words"),
        if found.lost.len() == 1 { "is" } else { "are" },
        words.join(", "),
    );
    let hint = "the theme's article template should show `body.html` and `body.removed`; if it does, please report this";
    Some(Diagnostic::warning("text-not-shown", message).at(path, Some(*line)).hint(hint))
}

/// One line for the report.
pub(crate) fn summary(total: &Conservation, files: usize) -> String {
    let lost = total.lost.len();
    let shown =
        if lost == 0 { "all on their pages".to_owned() } else { counted(lost, "word lost", "words lost") };
    format!(
        "{} of {} compared with the pages: {shown}; {:.2}% under \"removed from this page\", {:.2}% in another order",
        counted(total.letters, "letter and digit", "letters and digits"),
        counted(files, "source", "sources"),
        100.0 * total.removed_share(),
        100.0 * total.moved as f64 / total.letters.max(1) as f64,
    )
}
