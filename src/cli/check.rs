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
use crate::archive::model::ArticleId;
use crate::diagnostic::Diagnostic;
use crate::pipeline::{self, Inputs, Loaded, Observer, Step};
use crate::site::conservation::Conservation;
use crate::site::theme::Theme;
use crate::site::{self, Renderer, Route, Shown, Tables};
use crate::source::SourceFile;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Runs the verb.
pub(crate) fn run(options: &CheckOptions) -> Result<Outcome, CliError> {
    use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let inputs = site.inputs(&options.site, &site.output)?;
    let theme = load_theme(&site)?;
    let progress = TerminalProgress::new(false);
    let loaded = pipeline::load(&inputs, &progress)?;
    let tables = Tables::new(&loaded.archive);
    let Checked { pages, conserved, lost } = check_all(&inputs, &loaded, &tables, &theme, &progress)?;
    progress.finish();

    let mut diagnostics = loaded.archive.diagnostics.clone();
    diagnostics.extend(lost);
    diagnostics.extend(site::dead_targets(&loaded.archive, &tables));
    diagnostics.extend(dead_links(&pages));
    print!("{}", report::text(&diagnostics, options.verbose));
    let counts = report::count(&diagnostics);
    println!("{}", conserve::summary(&conserved, loaded.files.len()));
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

/// What was found on the pages.
#[derive(Default)]
struct Checked {
    /// What every page links to and what can be linked to in it, in the order of the routes.
    pages: Vec<PageLinks>,
    /// The sources compared with the pages of their articles.
    conserved: Conservation,
    lost: Vec<Diagnostic>,
}

/// Renders every page once, reads its links, and looks on those of articles for every letter of their sources.
fn check_all(
    inputs: &Inputs,
    loaded: &Loaded,
    tables: &Tables,
    theme: &Theme,
    progress: &TerminalProgress,
) -> Result<Checked, CliError> {
    let renderer = Renderer::new(&loaded.archive, tables, theme);
    let routes = renderer.routes();
    progress.begin(Step::Rendering, routes.len() as u64);
    let render = |route: &Route| -> Result<Option<(PageLinks, Vec<u8>)>, site::RenderError> {
        progress.tick();
        let Some(path) = route.path(&loaded.archive) else { return Ok(None) };
        let bytes = renderer.render(&loaded.bodies, route)?;
        Ok(Some((links::of_page(path, &bytes), bytes)))
    };
    let of_route = |route: &Route| render(route).map(|page| page.map(|(links, _)| links));
    let is_article = |route: &Route| matches!(route, Route::Article(_));
    let mut checked = Checked::default();
    for run in routes.chunk_by(|one, next| is_article(one) == is_article(next)) {
        if run.first().is_some_and(is_article) {
            check_articles(inputs, loaded, &render, &mut checked)?;
        } else {
            let pages: Vec<_> = run.par_iter().map(of_route).collect::<Result<_, _>>()?;
            checked.pages.extend(pages.into_iter().flatten());
        }
    }
    let rest = site::bulk(&loaded.archive, tables).map(|(path, _)| path);
    checked.pages.extend(rest.map(links::target_only));
    let assets = site::assets(&loaded.archive, theme).into_iter().map(|(path, _)| path);
    checked.pages.extend(assets.map(links::target_only));
    let carried = loaded.carried.iter().map(|file| site::carried_path(&file.path));
    let copied = carried.chain(loaded.offered().map(|(path, ..)| path));
    checked.pages.extend(copied.map(links::target_only));
    Ok(checked)
}

/// The pages of all articles, file by file, each file compared with its pages.
fn check_articles(
    inputs: &Inputs,
    loaded: &Loaded,
    render: &(impl Fn(&Route) -> Result<Option<(PageLinks, Vec<u8>)>, site::RenderError> + Sync),
    checked: &mut Checked,
) -> Result<(), CliError> {
    let sources: BTreeMap<&str, &SourceFile> =
        loaded.files.iter().map(|file| (file.path.as_str(), file)).collect();
    let files: Vec<(&str, Vec<ArticleId>)> =
        conserve::articles_by_file(&loaded.archive).into_iter().collect();
    let compared: Vec<_> = files
        .par_iter()
        .map(|(path, ids)| {
            let (mut pages, mut shown) = (Vec::new(), Vec::new());
            for id in ids {
                let Some((links, bytes)) = render(&Route::Article(*id))? else { continue };
                let mut page = Shown::default();
                page.add_page(&String::from_utf8_lossy(&bytes));
                pages.push(links);
                shown.push((loaded.archive.article(*id).key.record.as_deref(), page));
            }
            let found = sources.get(path).map(|file| {
                let source = pipeline::read_source(file, &inputs.config)?;
                Ok(conserve::of_file(&source, &inputs.config.text_of(path), &shown))
            });
            Ok((pages, *path, found))
        })
        .collect::<Result<_, site::RenderError>>()?;
    for (pages, path, found) in compared {
        checked.pages.extend(pages);
        match found {
            Some(Ok(found)) => {
                checked.lost.extend(conserve::diagnostic(path, &found));
                checked.conserved.add(&found);
            }
            Some(Err(unread)) => checked.lost.push(not_compared(path, &unread)),
            None => {}
        }
    }
    Ok(())
}

/// The source of these pages was read for the site and cannot be read whole.
fn not_compared(path: &str, unread: &Diagnostic) -> Diagnostic {
    let message = format!("its pages were not compared with its text: {}", unread.message);
    Diagnostic::note("not-compared", message)
        .at(path, None)
        .hint("split the dump if you want to know that no letter of it is lost")
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
