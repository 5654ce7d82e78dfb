//! `backfile inspect`: everything understood about a file, with the evidence.
//!
//! A file that lies in a site is shown as the whole archive sees it; one that lies nowhere is an archive of its own.

use super::arguments::{InspectOptions, SiteOptions};
use super::report;
use super::site_folder::SiteFolder;
use super::{CliError, Outcome};
use super::{inspect_fix, inspect_summary, inspect_text};
use crate::archive::model::{Archive, Article, ArticleId};
use crate::diagnostic::Diagnostic;
use crate::page::tree::Page;
use crate::pipeline::{self, Loaded};
use crate::site::bodies::Bodies;
use serde_json::{Value, json};
use std::path::{Path, PathBuf};

/// Runs the verb.
pub(crate) fn run(options: &InspectOptions) -> Result<Outcome, CliError> {
    if options.summary || options.fix {
        let (site, loaded) = load_archive(options)?;
        return if options.fix {
            inspect_fix::run(&site, &loaded, options.output.as_deref())
        } else {
            inspect_summary::run(&loaded, options.json)
        };
    }
    let mut outcome = Outcome::Fine;
    for file in &options.files {
        if inspect_file(file, options)? == Outcome::MaterialErrors {
            outcome = Outcome::MaterialErrors;
        }
    }
    Ok(outcome)
}

/// Loads the archive that is named, or the one here.
fn load_archive(options: &InspectOptions) -> Result<(SiteFolder, Loaded), CliError> {
    let dir = match options.files.as_slice() {
        [] => PathBuf::from("."),
        [dir] => dir.clone(),
        _ => return Err("--summary and --fix look at one archive; name one folder".into()),
    };
    let site = SiteFolder::find(&dir)?;
    let site_options =
        SiteOptions { dir, no_analysis: false, no_cache: false, now: options.now, threads: None };
    let inputs = site.inputs(&site_options, &site.output)?;
    let loaded = pipeline::load(&inputs, &())?;
    Ok((site, loaded))
}

fn inspect_file(file: &Path, options: &InspectOptions) -> Result<Outcome, CliError> {
    let file = file.canonicalize().map_err(|error| format!("{}: {error}", file.display()))?;
    if !file.is_file() {
        return Err(format!("{} is not a file", file.display()).into());
    }
    let (loaded, path) = load_around(&file, options)?;
    let diagnostics = diagnostics_of(&loaded.archive, &path);
    for id in articles_of(&loaded.archive, &path) {
        let article = loaded.archive.article(id);
        let page = loaded.bodies.page(id)?;
        if options.json {
            println!("{}", as_json(&loaded.archive, article, &page, &diagnostics));
        } else {
            print!("{}", inspect_text::describe(&loaded.archive, article, &page));
        }
    }
    if !options.json {
        eprint!("{}", report::text(&diagnostics, true));
    }
    let failed = report::count(&diagnostics).errors > 0;
    Ok(if failed { Outcome::MaterialErrors } else { Outcome::Fine })
}

/// Loads the site that the file belongs to, or the file alone; and the file's path in it.
fn load_around(file: &Path, options: &InspectOptions) -> Result<(Loaded, String), CliError> {
    let site_options = |dir: PathBuf, no_cache| SiteOptions {
        dir,
        no_analysis: false,
        no_cache,
        now: options.now,
        threads: None,
    };
    if let Some(site) = enclosing_site(file)? {
        let inputs = site.inputs(&site_options(site.root.clone(), false), &site.output)?;
        let path = relative_name(file, &site.content)?;
        return Ok((pipeline::load(&inputs, &())?, path));
    }
    let folder = file.parent().unwrap_or_else(|| Path::new("/"));
    let site = SiteFolder::find(folder)?;
    let mut inputs = site.inputs(&site_options(folder.to_path_buf(), true), &site.output)?;
    inputs.content = folder.to_path_buf();
    inputs.only = Some(file.to_path_buf());
    Ok((pipeline::load(&inputs, &())?, relative_name(file, folder)?))
}

/// The nearest folder above the file that is a site with the file among its articles.
fn enclosing_site(file: &Path) -> Result<Option<SiteFolder>, CliError> {
    for folder in file.ancestors().skip(1) {
        if folder.join("backfile.toml").is_file() || folder.join("content").is_dir() {
            let site = SiteFolder::find(folder)?;
            return Ok(file.starts_with(&site.content).then_some(site));
        }
    }
    Ok(None)
}

fn relative_name(file: &Path, folder: &Path) -> Result<String, CliError> {
    Ok(file.strip_prefix(folder)?.to_string_lossy().replace('\\', "/"))
}

fn articles_of(archive: &Archive, path: &str) -> Vec<ArticleId> {
    archive.article_ids().filter(|&id| archive.article(id).key.path == path).collect()
}

fn diagnostics_of(archive: &Archive, path: &str) -> Vec<Diagnostic> {
    let here =
        |diagnostic: &&Diagnostic| diagnostic.location.as_ref().is_some_and(|location| location.path == path);
    archive.diagnostics.iter().filter(here).cloned().collect()
}

fn as_json(archive: &Archive, article: &Article, page: &Page, diagnostics: &[Diagnostic]) -> Value {
    let entities: Vec<Value> = article
        .mentions
        .iter()
        .map(|mention| {
            let entity = archive.entity(mention.entity);
            json!({
                "text": mention.range.of(&page.text), "start": mention.range.start, "end": mention.range.end,
                "kind": entity.kind, "entity": entity.id, "name": entity.name,
                "confidence": f32::from(mention.confidence) / 100.0,
            })
        })
        .collect();
    let dates: Vec<Value> = article
        .dates
        .iter()
        .map(|date| {
            json!({
                "text": date.range.of(&page.text), "start": date.range.start, "end": date.range.end,
                "type": date.kind, "value": date.value, "mod": date.modifier,
            })
        })
        .collect();
    let authors: Vec<&str> = article.authors.iter().map(|&id| archive.author(id).name.as_str()).collect();
    json!({
        "path": article.key.path, "record": article.key.record, "url": article.url,
        "title": article.title.text, "title_origin": article.title.origin, "deck": article.deck,
        "issue_number": article.issue_number,
        "authors": authors, "dateline": article.dateline, "language": article.language,
        "doubts": article.head_doubts, "published": article.published, "words": article.words,
        "blocks": page.blocks, "removed": page.removed, "repairs": page.repairs, "head": article.head, "text": page.text,
        "entities": entities, "dates": dates, "diagnostics": diagnostics,
    })
}
