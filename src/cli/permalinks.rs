//! `backfile permalinks`: the addresses as they are, and their record.

use super::arguments::PermalinksOptions;
use super::report::{self, counted};
use super::site_folder::SiteFolder;
use super::{CliError, Outcome, build};
use crate::archive::permalinks;
use crate::pipeline;
use std::io::Write;

/// Runs the verb.
pub(crate) fn run(options: &PermalinksOptions) -> Result<Outcome, CliError> {
    build::use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let inputs = site.inputs(&options.site, &site.output)?;
    let loaded = pipeline::load(&inputs, &())?;
    let recorded = permalinks::record(&loaded.archive, &inputs.ledger);
    if !options.record {
        std::io::stdout().write_all(recorded.write().as_bytes())?;
        return Ok(Outcome::Fine);
    }
    let added = recorded.rows.len() - inputs.ledger.rows.len();
    if added > 0 {
        replace_file(&site.permalinks, recorded.write().as_bytes())?;
    }
    println!("{} recorded in {}", counted(added, "new address", "new addresses"), site.permalinks.display());
    eprint!("{}", report::text(&inputs.diagnostics, false));
    Ok(Outcome::Fine)
}

/// Writes a file so that it appears whole or not at all.
pub(crate) fn replace_file(path: &std::path::Path, bytes: &[u8]) -> Result<(), CliError> {
    let folder = path.parent().unwrap_or_else(|| std::path::Path::new("."));
    let mut file =
        tempfile::NamedTempFile::new_in(folder).map_err(|error| format!("{}: {error}", folder.display()))?;
    file.write_all(bytes)?;
    file.persist(path).map_err(|error| format!("{}: {error}", path.display()))?;
    Ok(())
}
