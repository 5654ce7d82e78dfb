//! `backfile export authority`: who is who as a list, for people and for other programs.

use super::arguments::{ExportOptions, Exported};
use super::permalinks::replace_file;
use super::report::counted;
use super::site_folder::SiteFolder;
use super::{CliError, Outcome, build};
use crate::archive::authority;
use crate::pipeline;
use std::io::Write;

/// Runs the verb.
pub(crate) fn run(options: &ExportOptions) -> Result<Outcome, CliError> {
    let Exported::Authority = options.what;
    build::use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let inputs = site.inputs(&options.site, &site.output)?;
    let loaded = pipeline::load(&inputs, &())?;
    let list = authority::export_csv(&loaded.archive, &inputs.authority);
    match &options.output {
        None => std::io::stdout().write_all(list.as_bytes())?,
        Some(path) => {
            replace_file(path, list.as_bytes())?;
            let rows = list.lines().count().saturating_sub(1);
            println!("{} written to {}", counted(rows, "row", "rows"), path.display());
        }
    }
    Ok(Outcome::Fine)
}
