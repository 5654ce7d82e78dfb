//! Every page that changed, rendered and written; nothing is moved into place before everything is rendered.

use super::scratch::OnDisk;
use super::{Loaded, Observer, Step};
use crate::diagnostic::Diagnostic;
use crate::search::{self, Collection, IndexError};
use crate::site::theme::Theme;
use crate::site::{self, Renderer, Tables};
use crate::write::{Output, WriteError};
use rayon::prelude::*;

/// What a build did.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct BuildReport {
    /// Files written, because they are new or their bytes changed.
    pub written: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Files of an earlier build that the site no longer has.
    pub removed: usize,
    /// What went wrong while rendering.
    pub diagnostics: Vec<Diagnostic>,
}

/// Why a build came to nothing.
#[derive(Debug)]
pub enum BuildError {
    /// A page could not be rendered.
    Render(site::RenderError),
    /// A file could not be written.
    Write(WriteError),
    /// The search index could not be made.
    Index(IndexError),
}

impl std::fmt::Display for BuildError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Render(error) => error.fmt(f),
            Self::Write(error) => error.fmt(f),
            Self::Index(error) => error.fmt(f),
        }
    }
}

impl std::error::Error for BuildError {}

impl From<site::RenderError> for BuildError {
    fn from(error: site::RenderError) -> Self {
        Self::Render(error)
    }
}

impl From<IndexError> for BuildError {
    fn from(error: IndexError) -> Self {
        Self::Index(error)
    }
}

impl From<WriteError> for BuildError {
    fn from(error: WriteError) -> Self {
        Self::Write(error)
    }
}

/// Renders what changed since the last build into the output and writes it.
///
/// # Errors
/// When a template fails or a file cannot be written; the output is then as it was.
pub fn build(
    loaded: &Loaded,
    theme: &Theme,
    output: Output,
    observer: &dyn Observer,
) -> Result<BuildReport, BuildError> {
    let tables = Tables::new(&loaded.archive);
    let renderer = Renderer::new(&loaded.archive, &tables, theme);
    let routes = renderer.routes();
    observer.begin(Step::Rendering, routes.len() as u64);
    routes.par_iter().try_for_each(|route| -> Result<(), BuildError> {
        observer.tick();
        let Some(path) = route.path(&loaded.archive) else { return Ok(()) };
        let fingerprint = renderer.fingerprint(route)?;
        if output.unchanged(&path, &fingerprint) {
            return Ok(output.keep(&path, &fingerprint)?);
        }
        let bytes = renderer.render(&loaded.bodies, route)?;
        Ok(output.stage(&path, &fingerprint, &bytes)?)
    })?;
    drop(routes);
    stage_bulk(loaded, &tables, theme, &output)?;
    let dead = site::dead_targets(&loaded.archive, &tables);
    // Room for the index.
    drop(tables);
    if loaded.archive.site.search {
        stage_search(loaded, &output)?;
    }
    let report = output.commit()?;
    let mut diagnostics = report.diagnostics;
    diagnostics.extend(dead);
    Ok(BuildReport {
        written: report.written,
        unchanged: report.unchanged,
        removed: report.removed,
        diagnostics,
    })
}

/// What is no page: data files, sitemap, the theme's static files, files carried along, sources.
fn stage_bulk(loaded: &Loaded, tables: &Tables, theme: &Theme, output: &Output) -> Result<(), BuildError> {
    for (path, bytes) in site::bulk(&loaded.archive, tables) {
        output.stage(&path, blake3::hash(&bytes).as_bytes(), &bytes)?;
    }
    for (path, bytes) in site::assets(&loaded.archive, theme) {
        output.stage(&path, blake3::hash(&bytes).as_bytes(), &bytes)?;
    }
    loaded.carried.par_iter().try_for_each(|file| -> Result<(), BuildError> {
        let path = site::carried_path(&file.path);
        let stamp = blake3::hash(format!("{}\n{}\n{}", file.path, file.size, file.modified).as_bytes());
        if output.unchanged(&path, stamp.as_bytes()) {
            return Ok(output.keep(&path, stamp.as_bytes())?);
        }
        Ok(output.stage_copy(&path, stamp.as_bytes(), &file.disk_path)?)
    })?;
    let offered: Vec<_> = loaded.offered().collect();
    offered.into_par_iter().try_for_each(|(path, from, hash)| -> Result<(), BuildError> {
        if output.unchanged(&path, hash) {
            return Ok(output.keep(&path, hash)?);
        }
        Ok(output.stage_copy(&path, hash, from)?)
    })
}

/// The search index: kept whole while nothing that it is made from has changed.
fn stage_search(loaded: &Loaded, output: &Output) -> Result<(), BuildError> {
    let collection = Collection::new(&loaded.archive);
    let fingerprint = collection.fingerprint();
    if output.keep_all(search::TOP, search::is_of_index, &fingerprint)? {
        return Ok(());
    }
    search::write_index(&collection, &loaded.bodies, &mut OnDisk::default(), &mut |path, bytes| {
        Ok::<(), BuildError>(output.stage(&path, &fingerprint, &bytes)?)
    })
}
