//! `backfile check`: everything that `build` would complain of, every internal link, and every letter of every source
//! looked for on its page, without writing anything.

use super::arguments::CheckOptions;
use super::build::{load_theme, use_threads};
use super::conserve;
use super::links::{self, PageLinks};
use super::progress::TerminalProgress;
use super::report::{self, counted};
use super::site_folder::SiteFolder;
use super::{CliError, Outcome};
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Inputs, Loaded, Observer, Step};
use crate::site::conservation::Conservation;
use crate::site::theme::Theme;
use crate::site::{self, Renderer, Route, Tables};
use crate::source;
use rayon::prelude::*;

/// Runs the verb.
pub(crate) fn run(options: &CheckOptions) -> Result<Outcome, CliError> {
    use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let inputs = site.inputs(&options.site, &site.output)?;
    let theme = load_theme(&site)?;
    let progress = TerminalProgress::new(false);
    let loaded = pipeline::load(&inputs, &progress)?;
    let pages = render_all(&loaded, &theme, &progress)?;
    let (conserved, lost) = compare_sources(&inputs, &loaded, &theme)?;
    progress.finish();

    let mut diagnostics = loaded.archive.diagnostics.clone();
    diagnostics.extend(lost);
    diagnostics.extend(site::dead_targets(&loaded.archive, &Tables::new(&loaded.archive)));
    diagnostics.extend(dead_links(&pages));
    print!("{}", report::text(&diagnostics, options.verbose));
    let counts = report::count(&diagnostics);
    println!("{}", conserve::summary(&conserved, loaded.files));
    println!(
        "{} and {} checked: {}, {}",
        counted(loaded.archive.articles.len(), "article", "articles"),
        counted(pages.len(), "file", "files"),
        counted(counts.errors, "error", "errors"),
        counted(counts.warnings, "warning", "warnings"),
    );
    let failed = counts.errors > 0 || (options.strict && counts.warnings > 0);
    Ok(if failed { Outcome::MaterialErrors } else { Outcome::Fine })
}

/// Renders every page and keeps what it links to and what can be linked to in it.
fn render_all(
    loaded: &Loaded,
    theme: &Theme,
    progress: &TerminalProgress,
) -> Result<Vec<PageLinks>, CliError> {
    let tables = Tables::new(&loaded.archive);
    let renderer = Renderer::new(&loaded.archive, &tables, theme);
    let routes = renderer.routes();
    progress.begin(Step::Rendering, routes.len() as u64);
    let rendered: Result<Vec<Option<PageLinks>>, site::RenderError> = routes
        .par_iter()
        .map(|route| {
            progress.tick();
            let Some(path) = route.path(&loaded.archive) else { return Ok(None) };
            let bytes = renderer.render(&loaded.bodies, route)?;
            Ok(Some(links::of_page(path, &bytes)))
        })
        .collect();
    let mut pages: Vec<PageLinks> = rendered?.into_iter().flatten().collect();
    pages.extend(site::bulk(&loaded.archive, &tables).map(|(path, _)| links::target_only(path)));
    pages.extend(site::assets(&loaded.archive, theme).into_iter().map(|(path, _)| links::target_only(path)));
    pages.extend(loaded.carried.iter().map(|file| links::target_only(site::carried_path(&file.path))));
    Ok(pages)
}

/// Looks for every letter of every source on the pages made of it.
fn compare_sources(
    inputs: &Inputs,
    loaded: &Loaded,
    theme: &Theme,
) -> Result<(Conservation, Vec<Diagnostic>), CliError> {
    let tables = Tables::new(&loaded.archive);
    let renderer = Renderer::new(&loaded.archive, &tables, theme);
    let articles = conserve::articles_by_file(&loaded.archive);
    let files = source::discover(&inputs.content, &inputs.exclude).files;
    let compared: Result<Vec<Option<(String, Conservation)>>, site::RenderError> = files
        .par_iter()
        .map(|file| {
            let Some(ids) = articles.get(file.path.as_str()) else { return Ok(None) };
            let Ok(source) = pipeline::read_source(file, &inputs.config) else { return Ok(None) };
            let pages = ids
                .iter()
                .map(|id| renderer.render(&loaded.bodies, &Route::Article(*id)))
                .collect::<Result<Vec<_>, _>>()?;
            let found = conserve::of_file(&source, pages.iter().map(|page| page.as_slice()));
            Ok(Some((file.path.clone(), found)))
        })
        .collect();
    let mut total = Conservation::default();
    let mut lost = Vec::new();
    for (path, found) in compared?.into_iter().flatten() {
        lost.extend(conserve::diagnostic(&path, &found));
        total.add(&found);
    }
    Ok((total, lost))
}

fn dead_links(pages: &[PageLinks]) -> Vec<Diagnostic> {
    links::dead(pages)
        .into_iter()
        .map(|dead| {
            Diagnostic::error("dead-link", format!("links to {}, which is not there", dead.target))
                .at(dead.page, None)
                .hint(
                    "a link written in an article names a file that is not among the sources; mend it there",
                )
        })
        .collect()
}
