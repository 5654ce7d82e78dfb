//! `backfile theme`: every component of the theme on one page, for people who write their own.

use super::arguments::ThemeOptions;
use super::build::{absolute, load_theme};
use super::report;
use super::site_folder::SiteFolder;
use super::{CliError, Outcome};
use crate::archive::model::{Archive, SiteFacts};
use crate::site;
use crate::write::Output;

/// Runs the verb.
pub(crate) fn run(options: &ThemeOptions) -> Result<Outcome, CliError> {
    let folder = SiteFolder::find(&options.dir)?;
    let output_path = absolute(&options.output)?;
    let theme = load_theme(&folder)?;
    let (strings, mut diagnostics) = folder.strings()?;
    let config = &folder.config;
    let facts = SiteFacts {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        license: config.license.clone(),
        footer: config.footer.clone(),
        accent: config.accent.clone(),
        ..SiteFacts::default()
    };
    let archive = Archive { site: facts, strings, ..Archive::default() };

    let (output, output_diagnostics) = Output::open(&output_path, &folder.never_output())?;
    diagnostics.extend(output_diagnostics);
    let page = site::specimen(&archive, &theme)?;
    output.stage("index.html", blake3::hash(&page).as_bytes(), &page)?;
    for (path, bytes) in site::assets(&archive, &theme) {
        output.stage(&path, blake3::hash(&bytes).as_bytes(), &bytes)?;
    }
    diagnostics.extend(output.commit()?.diagnostics);
    eprint!("{}", report::text(&diagnostics, false));
    println!("Open {}", output_path.join("index.html").display());
    Ok(Outcome::Fine)
}
