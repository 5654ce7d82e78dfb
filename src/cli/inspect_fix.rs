//! `backfile inspect --fix`: doubtful titles, bylines and dates as rows of the corrections, for a person to check.
//!
//! Rows that are there already are never touched: they are a person's work.

use super::report::counted;
use super::site_folder::{SiteFolder, overlay_form, read_if_there};
use super::{CliError, Outcome};
use crate::archive::model::{Archive, Article, Published, TitleOrigin};
use crate::archive::overlay::{Form, Suggestion, add_rows};
use crate::page::draft::HeadRole;
use crate::pipeline::Loaded;
use std::io::Write;
use std::path::Path;

/// A date less certain than this is doubtful.
const SURE: f32 = 0.8;

/// Runs the verb.
pub(crate) fn run(site: &SiteFolder, loaded: &Loaded, output: Option<&Path>) -> Result<Outcome, CliError> {
    let archive = &loaded.archive;
    let suggestions: Vec<Suggestion> =
        archive.articles.iter().filter_map(|article| suggestion(archive, article)).collect();
    if output == Some(Path::new("-")) {
        let (text, _) = add_rows("", Form::Csv, &suggestions)?;
        std::io::stdout().write_all(text.as_bytes())?;
        return Ok(Outcome::Fine);
    }
    let path = output.unwrap_or(&site.overlay);
    let form = overlay_form(path);
    let existing = read_if_there(path)?.unwrap_or_default();
    let refused = |why| format!("{}: {why}; nothing was written", path.display());
    let (text, added) = add_rows(&existing, form, &suggestions).map_err(refused)?;
    if added > 0 {
        write_whole(path, &text)?;
    }
    let doubtful = counted(suggestions.len(), "doubtful article", "doubtful articles");
    let rows = counted(added, "row", "rows");
    println!("{doubtful}: {rows} added to {}, {} there already", path.display(), suggestions.len() - added);
    if added > 0 {
        println!(
            "Check the rows: what stands in them counts as stated by a person from now on. Empty a cell to leave it to \
             Backfile; the column `note` is not read."
        );
    }
    Ok(Outcome::Fine)
}

/// Writes a file beside its place and moves it there, so that it is never half written.
fn write_whole(path: &Path, text: &str) -> Result<(), CliError> {
    let folder =
        path.parent().filter(|folder| !folder.as_os_str().is_empty()).unwrap_or_else(|| Path::new("."));
    let failed = |error: &dyn std::fmt::Display| format!("{}: {error}", path.display());
    let mut file =
        tempfile::Builder::new().prefix(".backfile-").tempfile_in(folder).map_err(|error| failed(&error))?;
    file.write_all(text.as_bytes()).map_err(|error| failed(&error))?;
    if let Ok(metadata) = std::fs::metadata(path) {
        _ = std::fs::set_permissions(file.path(), metadata.permissions());
    } else {
        readable(file.path());
    }
    file.persist(path).map_err(|error| failed(&error))?;
    Ok(())
}

/// Temporary files are for their owner alone; this one is to be read like any other.
#[cfg(unix)]
fn readable(path: &Path) {
    use std::os::unix::fs::PermissionsExt;
    _ = std::fs::set_permissions(path, std::fs::Permissions::from_mode(0o644));
}

#[cfg(not(unix))]
fn readable(_path: &Path) {}

/// What a person should check of an article; `None` when nothing is doubtful.
fn suggestion(archive: &Archive, article: &Article) -> Option<Suggestion> {
    let mut suggestion = Suggestion { key: article.key.clone(), ..Suggestion::default() };
    let mut notes = Vec::new();
    if let Some(why) = doubtful_title(article) {
        suggestion.fields.push(("title", article.title.text.clone()));
        notes.push(format!("title: {why}"));
    }
    if let Some((shown, why)) = doubtful_date(article.published.as_ref()) {
        suggestion.fields.push(("date", shown));
        notes.push(format!("date: {why}"));
    }
    let bylines: Vec<_> = article.head_doubts.iter().filter(|doubt| doubt.role == HeadRole::Byline).collect();
    if !bylines.is_empty() {
        let names: Vec<&str> = article.authors.iter().map(|id| archive.author(*id).name.as_str()).collect();
        suggestion.fields.push(("byline", names.join("; ")));
        for doubt in bylines {
            notes.push(format!("byline: \"{}\" is {:.0}% likely", doubt.value, doubt.confidence * 100.0));
        }
    }
    suggestion.note = notes.join("; ");
    (!notes.is_empty()).then_some(suggestion)
}

fn doubtful_title(article: &Article) -> Option<String> {
    let line = article.head_doubts.iter().find(|doubt| doubt.role == HeadRole::Title);
    let also = line.map(|doubt| {
        format!("the line \"{}\" is {:.0}% likely a title", doubt.value, doubt.confidence * 100.0)
    });
    match article.title.origin {
        TitleOrigin::Made => {
            let made = "made from the first sentence";
            Some(also.map_or_else(|| made.to_owned(), |also| format!("{made}; {also}")))
        }
        TitleOrigin::FileName => Some("the file's name, for want of text".to_owned()),
        TitleOrigin::Line => also,
        TitleOrigin::Overlay | TitleOrigin::FrontMatter | TitleOrigin::Metadata | TitleOrigin::Record => None,
    }
}

/// What is shown of a doubtful date, and why it is doubtful.
fn doubtful_date(published: Option<&Published>) -> Option<(String, String)> {
    let Some(published) = published else {
        return Some((String::new(), "nothing speaks for any year".to_owned()));
    };
    if published.stated && published.confidence >= SURE || published.confidence >= 1.0 {
        return None;
    }
    let sure = format!("{:.0}% sure of the year", published.confidence * 100.0);
    if !published.stated && published.confidence >= SURE && published.shown && published.value.len() == 10 {
        return None;
    }
    let shown = if published.shown { published.value.as_str() } else { "" };
    let guess = if published.shown { String::new() } else { format!("perhaps {}, ", published.value) };
    let why = published.evidence.first().map_or_else(String::new, |evidence| format!(": {evidence}"));
    Some((shown.to_owned(), format!("{guess}{sure}{why}")))
}
