//! Finds out what DIR is, and gathers what a person keeps beside the articles: configuration, corrections, ledger.

use super::arguments::SiteOptions;
use super::{CliError, clock};
use crate::archive::authority::Authority;
use crate::archive::overlay::{Form, Overlay};
use crate::archive::permalinks::Ledger;
use crate::config::{self, Config};
use crate::diagnostic::Diagnostic;
use crate::page::sentence::with_capital;
use crate::pipeline::{Analysis, Inputs};
use crate::strings::Strings;
use std::path::{Path, PathBuf};

/// A site, or a bare folder of articles, with all its places as absolute paths.
#[derive(Clone, Debug)]
pub(crate) struct SiteFolder {
    /// The folder that the configuration stands in, or would; for a bare folder the current one.
    pub(crate) root: PathBuf,
    /// The configuration file, if there is one.
    pub(crate) config_file: Option<PathBuf>,
    /// The articles.
    pub(crate) content: PathBuf,
    /// The user's templates.
    pub(crate) templates: PathBuf,
    /// The user's static files.
    pub(crate) static_files: PathBuf,
    /// The corrections overlay.
    pub(crate) overlay: PathBuf,
    /// The ledger of addresses.
    pub(crate) permalinks: PathBuf,
    /// The authority file.
    pub(crate) authority: PathBuf,
    /// Where the website goes unless `--output` says otherwise.
    pub(crate) output: PathBuf,
    /// The configuration.
    pub(crate) config: Config,
}

/// The person's own strings of the interface, in the folder of templates.
pub(crate) const STRINGS_FILE: &str = "strings.toml";
const CONFIG_FILE: &str = "backfile.toml";
const CACHE_FOLDER: &str = ".backfile/cache";

impl SiteFolder {
    /// Looks at DIR: a site if it holds `backfile.toml` or `content/`, else a bare folder of articles.
    ///
    /// # Errors
    /// When DIR is no folder, or the configuration cannot be read.
    pub(crate) fn find(dir: &Path) -> Result<Self, CliError> {
        let dir = dir
            .canonicalize()
            .map_err(|error| format!("{}: {error}; name a folder that exists", dir.display()))?;
        if !dir.is_dir() {
            return Err(format!(
                "{} is not a folder; `backfile inspect` looks at single files",
                dir.display()
            )
            .into());
        }
        let config_file = dir.join(CONFIG_FILE);
        let config_file = config_file.is_file().then_some(config_file);
        if config_file.is_some() || dir.join("content").is_dir() {
            Self::site(dir, config_file)
        } else {
            Self::bare(dir)
        }
    }

    fn site(root: PathBuf, config_file: Option<PathBuf>) -> Result<Self, CliError> {
        let config = match &config_file {
            Some(file) => config::parse(&read_text(file)?, &file.display().to_string())?,
            None => Config::default(),
        };
        let paths = config.paths.clone();
        let content = root.join(paths.content);
        if !content.is_dir() {
            return Err(format!(
                "{}: no such folder; `paths.content` in {CONFIG_FILE} names it",
                content.display()
            )
            .into());
        }
        Ok(Self {
            templates: root.join(paths.templates),
            static_files: root.join(paths.static_files),
            overlay: root.join(paths.overlay),
            permalinks: root.join(paths.permalinks),
            authority: root.join(paths.authority),
            output: root.join(paths.output),
            config: titled(config, &root),
            content,
            config_file,
            root,
        })
    }

    fn bare(content: PathBuf) -> Result<Self, CliError> {
        let root = std::env::current_dir()?;
        let config = Config::default();
        let paths = config.paths.clone();
        Ok(Self {
            templates: root.join(".backfile/templates"),
            static_files: root.join(".backfile/static"),
            overlay: root.join(paths.overlay),
            permalinks: root.join(paths.permalinks),
            authority: root.join(paths.authority),
            output: root.join(paths.output),
            config: titled(config, &content),
            config_file: None,
            content,
            root,
        })
    }

    /// Everything that the pipeline reads, with the corrections and the ledger parsed.
    ///
    /// # Errors
    /// When a file that is there cannot be read.
    pub(crate) fn inputs(&self, options: &SiteOptions, output: &Path) -> Result<Inputs, CliError> {
        let (overlay, mut diagnostics) = self.read_overlay()?;
        let (ledger, ledger_diagnostics) = match read_if_there(&self.permalinks)? {
            Some(text) => Ledger::parse(&text, &self.name_of(&self.permalinks)),
            None => (Ledger::default(), Vec::new()),
        };
        diagnostics.extend(ledger_diagnostics);
        let (authority, told) = self.read_authority()?;
        diagnostics.extend(told);
        let (strings, string_diagnostics) = self.strings()?;
        diagnostics.extend(string_diagnostics);
        Ok(Inputs {
            content: self.content.clone(),
            exclude: self.excluded(output),
            only: None,
            config: self.config.clone(),
            config_file: CONFIG_FILE.into(),
            overlay,
            ledger,
            authority,
            strings,
            cache: (!options.no_cache).then(|| self.root.join(CACHE_FOLDER)),
            build_id: build_id(),
            now: clock::today(options.now)?,
            analysis: if options.no_analysis { Analysis::NONE } else { Analysis::FULL },
            diagnostics,
        })
    }

    /// The strings of the interface in the site's language, with a person's own over them.
    pub(crate) fn strings(&self) -> Result<(Strings, Vec<Diagnostic>), CliError> {
        let own_path = self.templates.join(STRINGS_FILE);
        let own = read_if_there(&own_path)?;
        let name = self.name_of(&own_path);
        let (strings, diagnostics) =
            Strings::new(&self.config.language, own.as_deref().map(|text| (text, name.as_str())))?;
        Ok(match &self.config.dates.format {
            Some(format) => (strings.with_date_format(format), diagnostics),
            None => (strings, diagnostics),
        })
    }

    /// The corrections: `articles.csv`, `articles.toml` beside it, or both.
    fn read_overlay(&self) -> Result<(Overlay, Vec<Diagnostic>), CliError> {
        let (mut overlay, mut diagnostics) = (Overlay::default(), Vec::new());
        for path in self.overlays() {
            let Some(text) = read_if_there(&path)? else { continue };
            let name = self.name_of(&path);
            let (rows, told) = match overlay_form(&path) {
                Form::Csv => Overlay::parse_csv(&text, &name),
                Form::Toml => Overlay::parse_toml(&text, &name),
            };
            diagnostics.extend(told);
            diagnostics.extend(overlay.merge(rows));
        }
        Ok((overlay, diagnostics))
    }

    /// The files in which corrections may stand: the configured one, and its twin in TOML.
    pub(crate) fn overlays(&self) -> Vec<PathBuf> {
        let twin = self.overlay.with_extension("toml");
        let is_other = twin != self.overlay && twin != self.root.join(CONFIG_FILE);
        std::iter::once(self.overlay.clone()).chain(Some(twin).filter(|_| is_other)).collect()
    }

    /// Who is who: `authority.toml`, `authority.csv` beside it, or both.
    ///
    /// # Errors
    /// When a file that is there cannot be read.
    pub(crate) fn read_authority(&self) -> Result<(Authority, Vec<Diagnostic>), CliError> {
        let (mut authority, mut diagnostics) = (Authority::default(), Vec::new());
        for path in self.authorities() {
            let Some(text) = read_if_there(&path)? else { continue };
            let name = self.name_of(&path);
            let (read, told) = match overlay_form(&path) {
                Form::Csv => Authority::parse_csv(&text, &name),
                Form::Toml => Authority::parse_toml(&text, &name),
            };
            authority.extend(read);
            diagnostics.extend(told);
        }
        Ok((authority, diagnostics))
    }

    /// The files in which authority records may stand: the configured one, and its twin in the other form.
    pub(crate) fn authorities(&self) -> Vec<PathBuf> {
        let twin = self.authority.with_extension(match overlay_form(&self.authority) {
            Form::Toml => "csv",
            Form::Csv => "toml",
        });
        vec![self.authority.clone(), twin]
    }

    /// What is never read as an article, where it lies inside the folder of articles.
    fn excluded(&self, output: &Path) -> Vec<PathBuf> {
        let mut excluded = vec![
            output.to_path_buf(),
            self.output.clone(),
            self.permalinks.clone(),
            self.root.join(CONFIG_FILE),
        ];
        excluded.extend(self.overlays());
        excluded.extend(self.authorities());
        if self.content == self.root && self.config_file.is_some() {
            excluded.extend([self.templates.clone(), self.static_files.clone()]);
        }
        excluded
    }

    /// Folders that the output must not be, nor hold: the person's own.
    pub(crate) fn never_output(&self) -> [PathBuf; 4] {
        [self.content.clone(), self.root.clone(), self.templates.clone(), self.static_files.clone()]
    }

    /// A path as a person would name it: relative to the site where it lies inside.
    pub(crate) fn name_of(&self, path: &Path) -> String {
        path.strip_prefix(&self.root).unwrap_or(path).display().to_string()
    }
}

/// Whether an overlay is TOML or a spreadsheet.
pub(crate) fn overlay_form(path: &Path) -> Form {
    let toml = path.extension().is_some_and(|extension| extension.eq_ignore_ascii_case("toml"));
    if toml { Form::Toml } else { Form::Csv }
}

/// Reads the theme's user files: templates and static files by their names relative to their folders.
pub(crate) fn read_folder(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, CliError> {
    let mut files = Vec::new();
    if !folder.is_dir() {
        return Ok(files);
    }
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry?;
        let hidden = entry.depth() > 0 && entry.file_name().to_string_lossy().starts_with('.');
        if entry.file_type().is_file() && !hidden {
            let relative = entry.path().strip_prefix(folder)?.to_string_lossy().replace('\\', "/");
            files.push((relative, std::fs::read(entry.path())?));
        }
    }
    Ok(files)
}

fn read_text(path: &Path) -> Result<String, CliError> {
    std::fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()).into())
}

pub(crate) fn read_if_there(path: &Path) -> Result<Option<String>, CliError> {
    match std::fs::read(path) {
        Ok(bytes) => Ok(Some(String::from_utf8(bytes).map_err(|_| {
            format!("{} is not UTF-8; save it as UTF-8 (in a spreadsheet: \"CSV UTF-8\")", path.display())
        })?)),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(format!("{}: {error}", path.display()).into()),
    }
}

/// A site without a title is called by its folder: "senate-press" becomes "Senate Press".
fn titled(mut config: Config, folder: &Path) -> Config {
    if config.title.trim().is_empty() {
        let name = folder.file_name().map_or_else(|| "Archive".into(), |name| name.to_string_lossy());
        config.title = title_from_name(&name);
    }
    config
}

fn title_from_name(name: &str) -> String {
    let words = name.split(['-', '_', ' ', '.']).filter(|word| !word.is_empty());
    let capitalised = words.map(with_capital);
    capitalised.collect::<Vec<String>>().join(" ")
}

/// Tells one build of the program from another, so that a cache made by another is not believed.
fn build_id() -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    hasher.update(env!("CARGO_PKG_VERSION").as_bytes());
    if let Ok(metadata) = std::env::current_exe().and_then(std::fs::metadata) {
        hasher.update(&metadata.len().to_le_bytes());
        let modified =
            metadata.modified().ok().and_then(|time| time.duration_since(std::time::UNIX_EPOCH).ok());
        hasher.update(&modified.map_or(0, |time| time.as_nanos()).to_le_bytes());
    }
    *hasher.finalize().as_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_name_becomes_a_title() {
        assert_eq!(title_from_name("senate-press"), "Senate Press");
        assert_eq!(title_from_name("the_élan.1952"), "The Élan 1952");
    }
}
