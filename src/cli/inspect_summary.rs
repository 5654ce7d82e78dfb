//! `backfile inspect --summary`: what the whole archive has in common, with the exceptions by name.

use super::report::{self, grouped, printable};
use super::{CliError, Outcome};
use crate::archive::model::{Archive, ArticleId, Convention};
use crate::diagnostic::{Diagnostic, Severity};
use crate::pipeline::Loaded;
use serde_json::{Value, json};
use std::collections::BTreeMap;

/// Exceptions that the text names; `--json` names all.
const NAMED: usize = 10;
/// Folders that go their own way and are told in the text.
const FOLDERS: usize = 20;
/// Finer counts that are told in the text.
const DETAILS: usize = 6;

/// Runs the verb.
pub(crate) fn run(loaded: &Loaded, as_json: bool) -> Result<Outcome, CliError> {
    if as_json {
        for line in json_lines(loaded) {
            println!("{line}");
        }
    } else {
        print!("{}", text(loaded));
    }
    let failed = report::count(&loaded.archive.diagnostics).errors > 0;
    Ok(if failed { Outcome::MaterialErrors } else { Outcome::Fine })
}

fn name(archive: &Archive, id: ArticleId) -> String {
    archive.article(id).key.to_string()
}

fn text(loaded: &Loaded) -> String {
    let archive = &loaded.archive;
    let mut lines = vec![
        report::counted(archive.articles.len(), "article", "articles")
            + " from "
            + &report::counted(loaded.files.len(), "file", "files"),
    ];
    let mut topic = "";
    let folders = archive.conventions.iter().filter(|convention| convention.folder.is_some()).count();
    let mut told = 0;
    for convention in &archive.conventions {
        if convention.topic != topic {
            topic = convention.topic;
            lines.push(format!("\n{topic}"));
        }
        told += usize::from(convention.folder.is_some());
        if convention.folder.is_some() && told > FOLDERS {
            continue;
        }
        lines.push(format!(
            "  {}{}",
            convention.sentence(&|id| name(archive, id), NAMED),
            details(convention)
        ));
        if convention.folder.is_some() && told == FOLDERS && folders > FOLDERS {
            lines.push(format!("  … and {} folders more (--json tells all)", grouped(folders - FOLDERS)));
        }
    }
    let dates = archive.habits.iter().filter(|habit| !is_counted(archive, habit));
    lines.extend(Some("\ncustoms of dates".to_owned()).filter(|_| dates.clone().next().is_some()));
    lines.extend(dates.map(|habit| format!("  {habit}")));
    lines.extend(not_read(loaded));
    lines.extend(trouble(&archive.diagnostics));
    lines.iter().map(|line| printable_lines(line) + "\n").collect()
}

/// A line break before a heading is ours; what else is in the line may be a stranger's.
fn printable_lines(line: &str) -> String {
    match line.strip_prefix('\n') {
        Some(rest) => format!("\n{}", printable(rest)),
        None => printable(line),
    }
}

/// Whether a sentence of the build report stands among the conventions already.
fn is_counted(archive: &Archive, habit: &str) -> bool {
    archive
        .conventions
        .iter()
        .any(|convention| convention.brief && habit.starts_with(&format!("{} in ", convention.says)))
}

/// " (all-caps-line 32, first-line 8)".
fn details(convention: &Convention) -> String {
    let mut details: Vec<(&String, &usize)> = convention.details.iter().collect();
    details.sort_by(|a, b| b.1.cmp(a.1).then(a.0.cmp(b.0)));
    let shown: Vec<String> =
        details.iter().take(DETAILS).map(|(what, count)| format!("{what} {}", grouped(**count))).collect();
    if shown.is_empty() { String::new() } else { format!(" ({})", shown.join(", ")) }
}

fn not_read(loaded: &Loaded) -> Vec<String> {
    let mut lines = Vec::new();
    for (extension, count) in &loaded.unread {
        let kind =
            if extension.is_empty() { "without an ending".to_owned() } else { format!(".{extension}") };
        lines.push(format!("  {} {kind}", grouped(*count as usize)));
    }
    if !lines.is_empty() {
        lines.insert(0, "\nfiles not read".to_owned());
    }
    lines
}

/// The kinds of trouble, with counts and the first places.
fn trouble(diagnostics: &[Diagnostic]) -> Vec<String> {
    let mut kinds: BTreeMap<(std::cmp::Reverse<Severity>, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        kinds.entry((std::cmp::Reverse(diagnostic.severity), &diagnostic.code)).or_default().push(diagnostic);
    }
    let mut lines = Vec::new();
    for ((severity, code), kind) in kinds {
        let places: Vec<&str> =
            kind.iter().filter_map(|d| Some(d.location.as_ref()?.path.as_str())).take(NAMED).collect();
        let more = if kind.len() > NAMED { ", …" } else { "" };
        let weight = match severity.0 {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "note",
        };
        lines.push(format!("  {weight} {code} × {}: {}{more}", grouped(kind.len()), places.join(", ")));
    }
    if !lines.is_empty() {
        lines.insert(0, "\nnotes and warnings".to_owned());
    }
    lines
}

fn json_lines(loaded: &Loaded) -> Vec<Value> {
    let archive = &loaded.archive;
    let mut lines = vec![json!({
        "topic": "archive", "articles": archive.articles.len(), "files": loaded.files.len(), "not_read": loaded.unread,
        "habits": archive.habits,
    })];
    for convention in &archive.conventions {
        let exceptions: Vec<String> = convention.exceptions.iter().map(|id| name(archive, *id)).collect();
        lines.push(json!({
            "topic": convention.topic, "says": convention.says, "count": convention.count, "of": convention.of,
            "folder": convention.folder, "details": convention.details,
            "exceptions": exceptions, "exceptions_are": if convention.few_follow() { "those that follow it" } else { "those that do not" },
        }));
    }
    lines.extend(
        archive
            .diagnostics
            .iter()
            .map(|diagnostic| json!({ "topic": "diagnostic", "diagnostic": diagnostic })),
    );
    lines
}
