//! `backfile build`: the website, and a report of what was guessed and what went wrong.

use super::arguments::{BuildOptions, SiteOptions};
use super::progress::TerminalProgress;
use super::report::{self, counted, grouped, printable};
use super::site_folder::{STRINGS_FILE, SiteFolder, read_folder};
use super::{CliError, Outcome};
use crate::analysis::entity::EntityKind;
use crate::archive::model::Archive;
use crate::pipeline::{self, BuildReport, Loaded};
use crate::site::theme::Theme;
use crate::write::Output;
use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

/// Runs the verb.
pub(crate) fn run(options: &BuildOptions) -> Result<Outcome, CliError> {
    use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let output_path = absolute(options.output.as_deref().unwrap_or(&site.output))?;
    let inputs = site.inputs(&options.site, &output_path)?;
    let theme = load_theme(&site)?;
    let (output, output_diagnostics) = Output::open(&output_path, &site.never_output())?;

    let progress = TerminalProgress::new(options.quiet);
    let loaded = pipeline::load(&inputs, &progress)?;
    let built = pipeline::build(&loaded, &theme, output, &progress)?;
    progress.finish();

    let mut diagnostics = output_diagnostics;
    diagnostics.extend(loaded.archive.diagnostics.iter().cloned());
    diagnostics.extend(built.diagnostics.iter().cloned());
    eprint!("{}", report::text(&diagnostics, options.verbose));
    let counts = report::count(&diagnostics);
    if !options.quiet {
        print!("{}", summary(&loaded, &built, &output_path));
    }
    let failed = counts.errors > 0 || (options.strict && counts.warnings > 0);
    Ok(if failed { Outcome::MaterialErrors } else { Outcome::Fine })
}

/// Uses the asked-for number of threads for everything parallel.
pub(crate) fn use_threads(options: &SiteOptions) -> Result<(), CliError> {
    if let Some(threads) = options.threads {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build_global()?;
    }
    Ok(())
}

/// The theme: the built-in one, and the user's files of the same names over it.
pub(crate) fn load_theme(site: &SiteFolder) -> Result<Theme, CliError> {
    let mut templates = Vec::new();
    let files = read_folder(&site.templates)?.into_iter().filter(|(name, _)| name != STRINGS_FILE);
    for (name, bytes) in files {
        let path = site.templates.join(&name);
        let text = String::from_utf8(bytes).map_err(|_| format!("{} is not UTF-8", path.display()))?;
        templates.push((name, text));
    }
    let static_files = read_folder(&site.static_files)?;
    let theme = Theme::new(templates.into_iter().collect(), static_files.into_iter().collect())?;
    if let Some(logo) = &site.config.logo
        && !theme.static_files().any(|(path, _)| path == logo)
    {
        let folder = site.static_files.display();
        return Err(format!("`logo` names {logo}, which is not there; put it into {folder}").into());
    }
    let Some(base) = &site.config.map.base else { return Ok(theme) };
    let path = site.root.join(base);
    let text = std::fs::read_to_string(&path)
        .map_err(|error| format!("{}: {error}; `map.base` names it", path.display()))?;
    theme.with_base_map(&text).map_err(|error| format!("{}: {error}", path.display()).into())
}

pub(crate) fn absolute(path: &Path) -> Result<PathBuf, CliError> {
    Ok(std::path::absolute(path)?)
}

fn summary(loaded: &Loaded, built: &BuildReport, output: &Path) -> String {
    let archive = &loaded.archive;
    let mut lines = vec![articles_line(loaded), names_line(archive)];
    lines.extend(archive.habits.iter().map(|sentence| format!("  {}", printable(sentence))));
    if let Some(line) = unread_line(loaded) {
        lines.push(line);
    }
    lines.push(format!(
        "{} written, {} unchanged, {} removed",
        counted(built.written, "file", "files"),
        grouped(built.unchanged),
        grouped(built.removed)
    ));
    lines.push(format!("Open {}", output.join("index.html").display()));
    lines.join("\n") + "\n"
}

fn articles_line(loaded: &Loaded) -> String {
    let archive = &loaded.archive;
    let years = span_of_years(archive).map_or_else(String::new, |span| format!(", {span}"));
    let undated = archive.undated.len();
    let undated = if undated > 0 { format!("; {} without a date", grouped(undated)) } else { String::new() };
    format!(
        "{}{years}{undated} (from {}, {} known from the last build)",
        counted(archive.articles.len(), "article", "articles"),
        counted(loaded.files.len(), "file", "files"),
        grouped(loaded.cached),
    )
}

fn span_of_years(archive: &Archive) -> Option<String> {
    let year = |id: &crate::archive::model::ArticleId| {
        archive
            .article(*id)
            .published
            .as_ref()
            .map(|published| published.value.get(..4).unwrap_or_default().to_owned())
    };
    let (first, last) = (year(archive.dated.first()?)?, year(archive.dated.last()?)?);
    Some(if first == last { first } else { format!("{first}–{last}") })
}

fn names_line(archive: &Archive) -> String {
    let count = |kind| archive.entities.iter().filter(|entity| entity.kind == kind).count();
    format!(
        "{}, {}, {}",
        counted(count(EntityKind::Person), "person", "people"),
        counted(count(EntityKind::Organization), "organisation", "organisations"),
        counted(count(EntityKind::Place), "place", "places"),
    )
}

fn unread_line(loaded: &Loaded) -> Option<String> {
    let mut kinds: BTreeMap<String, u32> = loaded.unread.clone();
    for extension in unread_documents(loaded) {
        *kinds.entry(extension).or_default() += 1;
    }
    let kinds: Vec<String> = kinds
        .iter()
        .map(|(extension, count)| match extension.as_str() {
            "" => format!("{} without extension", grouped(*count as usize)),
            extension => format!("{} .{extension}", grouped(*count as usize)),
        })
        .collect();
    let advice = "the README's \"Other kinds of files\" says how to make text of them";
    (!kinds.is_empty()).then(|| format!("Not read: {} files ({advice})", printable(&kinds.join(", "))))
}

/// Documents that are carried along though no article names them, nor has their name: their text is not read.
fn unread_documents(loaded: &Loaded) -> Vec<String> {
    const DOCUMENTS: [&str; 5] = ["pdf", "djvu", "epub", "tif", "tiff"];
    let stem = |path: &str| path.rsplit_once('.').map_or(path, |(stem, _)| stem).to_owned();
    let articles = &loaded.archive.articles;
    let stems: BTreeSet<String> = articles.iter().map(|article| stem(&article.key.path)).collect();
    let named: BTreeSet<&str> = articles
        .iter()
        .flat_map(|article| &article.targets)
        .map(|target| target.rsplit('/').next().unwrap_or(target))
        .collect();
    let carried = loaded.carried.iter().filter_map(|file| {
        let extension = file.path.rsplit_once('.')?.1.to_lowercase();
        let name = file.path.rsplit('/').next()?;
        let unread = DOCUMENTS.contains(&extension.as_str())
            && !stems.contains(&stem(&file.path))
            && !named.contains(name);
        unread.then_some(extension)
    });
    carried.collect()
}
