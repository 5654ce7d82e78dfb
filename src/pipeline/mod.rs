//! The steps from a folder to a website, on one screen. The only user of the cache.
//!
//! [`load`] reads, analyses and decides; [`build`] renders what changed and writes it. `serve` and `check` use the
//! same [`load`] and the same renderer.

mod bodies;
mod build;
mod carried;
mod divide;
mod plain_language;
mod points;
mod read;
mod record;
pub mod records;
mod scratch;
mod sections;
mod understand;

pub use bodies::StoredBodies;
pub use build::{BuildError, BuildReport, build};
pub use read::read_source;
pub use understand::{Analysis, Understood, understand, understand_amended, understand_each};

use crate::archive::authority::Authority;
use crate::archive::decide::{DecisionInputs, decide_again};
use crate::archive::model::Archive;
use crate::archive::overlay::{self, Overlay};
use crate::archive::permalinks::Ledger;
use crate::archive::resolve::Resolver;
use crate::cache::CacheError;
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::source::{self, CarriedFile, SourceFile};
use crate::strings::Strings;
use chrono::NaiveDate;
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// Everything that the pipeline reads, apart from the theme.
#[derive(Clone, Debug)]
pub struct Inputs {
    /// The folder of articles.
    pub content: PathBuf,
    /// Files and folders in it that are no articles: output, configuration, corrections, ledger.
    pub exclude: Vec<PathBuf>,
    /// Read this one file of the folder alone.
    pub only: Option<PathBuf>,
    /// The configuration.
    pub config: Config,
    /// The name of its file, for diagnostics.
    pub config_file: String,
    /// Corrections by hand.
    pub overlay: Overlay,
    /// Recorded addresses.
    pub ledger: Ledger,
    /// Who is who, as a person says.
    pub authority: Authority,
    /// The strings of the interface.
    pub strings: Strings,
    /// The folder of the cache; `None` keeps nothing for the next time.
    pub cache: Option<PathBuf>,
    /// Tells one build of the program from another: a cache made by another is not believed.
    pub build_id: [u8; 32],
    /// The day that counts as today.
    pub now: NaiveDate,
    /// How much is read from the text.
    pub analysis: Analysis,
    /// What was found wrong with corrections and ledger.
    pub diagnostics: Vec<Diagnostic>,
}

/// A part of the work, for showing progress.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Step {
    /// Files are read and analysed.
    Reading,
    /// The archive is decided.
    Deciding,
    /// Pages are rendered and written.
    Rendering,
}

/// Is told how the work goes on.
pub trait Observer: Sync {
    /// A step begins that has `total` items.
    fn begin(&self, step: Step, total: u64);
    /// One item is done.
    fn tick(&self);
}

/// Tells nobody.
impl Observer for () {
    fn begin(&self, _step: Step, _total: u64) {}
    fn tick(&self) {}
}

/// An archive with its bodies and everything beside it.
#[derive(Debug)]
pub struct Loaded {
    /// The archive as decided; its diagnostics include everything met on the way.
    pub archive: Archive,
    /// The text of its articles.
    pub bodies: StoredBodies,
    /// Files that are carried along.
    pub carried: Vec<CarriedFile>,
    /// Kinds of files that are not read: extension → how many.
    pub unread: BTreeMap<String, u32>,
    /// Files read, in order of their paths.
    pub files: Vec<SourceFile>,
    /// How many of them were known from the cache.
    pub cached: usize,
}

impl Loaded {
    /// The source files that readers are offered: output path, file on the disk, hash.
    pub fn offered(&self) -> impl Iterator<Item = (String, &Path, &[u8; 32])> {
        self.files.iter().filter_map(|file| {
            let offered = self.archive.offered.get(&file.path)?;
            Some((offered.path.clone(), file.disk_path.as_path(), &offered.hash))
        })
    }
}

/// Reads, analyses and decides.
///
/// # Errors
/// When there is no room at all to keep the bodies for rendering.
pub fn load(inputs: &Inputs, observer: &dyn Observer) -> Result<Loaded, CacheError> {
    load_again(inputs, observer, None)
}

/// The same, with a resolver that may have seen the archive before.
///
/// # Errors
/// As [`load`].
pub fn load_again(
    inputs: &Inputs,
    observer: &dyn Observer,
    resolver: Option<&mut Resolver>,
) -> Result<Loaded, CacheError> {
    let mut found = source::discover(&inputs.content, &inputs.exclude);
    if let Some(only) = &inputs.only {
        found.files.retain(|file| file.disk_path == *only);
    }
    observer.begin(Step::Reading, found.files.len() as u64);
    let mut read = read::read_all(&found.files, inputs, observer)?;
    let described = sections::name_sections(&mut read.facts, &found.sections, &inputs.config);

    observer.begin(Step::Deciding, read.facts.len() as u64);
    let mut diagnostics = inputs.diagnostics.clone();
    diagnostics.extend(found.diagnostics);
    diagnostics.extend(read.diagnostics);
    diagnostics.extend(overlay::unmatched(&inputs.overlay, read.facts.iter().map(|facts| &facts.key)));
    diagnostics.extend(unmatched_rules(inputs, &found.files));
    let mut archive = decide_again(
        read.facts,
        &DecisionInputs {
            config: &inputs.config,
            overlay: &inputs.overlay,
            authority: &inputs.authority,
            ledger: &inputs.ledger,
            strings: &inputs.strings,
            now: inputs.now,
            use_neighbours: true,
            shelf: &record::OnShelf { cache: &read.cache, entries: &read.entries },
        },
        resolver,
    );
    carried::settle(&mut archive, &mut found.carried);
    archive.section_descriptions = described;
    archive.diagnostics.extend(diagnostics);
    archive.diagnostics.sort();

    let bodies = StoredBodies::new(read.cache, &read.entries, &archive);
    for (extension, count) in read.unread {
        *found.unread.entry(extension).or_default() += count;
    }
    Ok(Loaded {
        archive,
        bodies,
        carried: found.carried,
        unread: found.unread,
        files: found.files,
        cached: read.cached,
    })
}

/// A warning for each rule of the configuration that no file answers to.
fn unmatched_rules(inputs: &Inputs, files: &[SourceFile]) -> Vec<Diagnostic> {
    if inputs.only.is_some() {
        return Vec::new();
    }
    let paths = files.iter().map(|file| file.path.as_str());
    let silent = inputs.config.rules.unmatched(paths);
    silent
        .into_iter()
        .map(|(globs, line)| {
            let globs = globs.join("`, `");
            Diagnostic::warning("rule-unmatched", format!("no article matches the rule for `{globs}`"))
                .at(&inputs.config_file, line)
                .hint("write globs over paths below the content folder: `letters/**` is all of a folder")
        })
        .collect()
}
