//! The output folder: what changed is written, what is stale is removed, what is not ours is never touched.
//!
//! Files are first written beside their places, in a staging folder, from many threads. When the whole site is
//! there, a journal says what is to be moved where, and only then is anything moved, by renaming: every file
//! appears whole, and a build that fails or is cut off before the journal leaves the site as it was. One that is cut
//! off after it is finished by the next [`Output::open`].
//!
//! The manifest in the output says what Backfile wrote there. It is what makes the next build cheap (a file with the
//! fingerprint of before is not rendered again) and what makes removal safe: a file that the manifest does not list,
//! or that was changed since, is somebody else's.

#![allow(clippy::disallowed_methods, reason = "writing is one of the modules at the border to the disk")]

mod error;
mod journal;
mod manifest;
mod place;
mod replace;

pub use error::WriteError;
pub use manifest::Fingerprint;
pub use place::{MANIFEST, STAGING, check_path};
pub use replace::Report;

use crate::diagnostic::Diagnostic;
use journal::{Journal, Planned};
use manifest::{Manifest, Written, short};
use std::fs::{self, File};
use std::io::{self, Read, Write};
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Mutex, PoisonError};

/// The output folder, for one build. Dropped without [`Output::commit`], it leaves the site as it was.
#[derive(Debug)]
pub struct Output {
    folder: PathBuf,
    before: Manifest,
    journal: Mutex<Journal>,
    staged: AtomicU32,
    journaled: bool,
    /// Held until the end, against a second build into the same folder.
    _lock: Option<File>,
}

impl Output {
    /// Opens the output folder, which is made when it is missing, and finishes what a build before left unfinished.
    /// A folder that is one of `forbidden`, or holds one of them, is refused.
    ///
    /// # Errors
    /// When the folder is refused, cannot be written to, or is in use by another build.
    pub fn open(folder: &Path, forbidden: &[PathBuf]) -> Result<(Self, Vec<Diagnostic>), WriteError> {
        let folder = place::accept(folder, forbidden)?;
        fs::create_dir_all(&folder).map_err(|error| WriteError::io(&folder, "make the folder", &error))?;
        let lock = place::lock(&folder)?;
        let mut diagnostics = Vec::new();
        let staging = folder.join(STAGING);
        if let Some(journal) = Journal::load(&staging)? {
            let before = Manifest::load(&folder)?.unwrap_or_default();
            replace::check_obstacles(&folder, &journal, &before)?;
            let report = replace::apply(&folder, &journal, &before)?;
            diagnostics.push(Diagnostic::note("build-finished", "finished a build that had been cut off"));
            diagnostics.extend(report.diagnostics);
        }
        discard(&staging)?;
        fs::create_dir(&staging).map_err(|error| WriteError::io(&staging, "make the folder", &error))?;
        let before = Manifest::load(&folder)?.unwrap_or_else(|| {
            diagnostics.push(
                Diagnostic::warning("manifest-unreadable", "the list of the files written before is damaged")
                    .hint("Files there are kept; if the build finds one in its way, empty the output folder"),
            );
            Manifest::default()
        });
        let (journal, staged) = (Mutex::default(), AtomicU32::new(0));
        Ok((Self { folder, before, journal, staged, journaled: false, _lock: lock }, diagnostics))
    }

    /// Whether a file with this fingerprint is in place, so that it need not be made again: then [`Output::keep`] it.
    pub fn unchanged(&self, path: &str, fingerprint: &Fingerprint) -> bool {
        self.before.files.get(path).is_some_and(|written| {
            written.fingerprint == short(fingerprint) && self.is_in_place(path, written)
        })
    }

    /// Takes over a file of the build before.
    ///
    /// # Errors
    /// When there was none, or the path is already taken in this build.
    pub fn keep(&self, path: &str, fingerprint: &Fingerprint) -> Result<(), WriteError> {
        let Some(written) = self.before.files.get(path) else {
            return Err(WriteError::new(Path::new(path), "there is no such file from the build before"));
        };
        self.plan(
            path,
            Planned { written: Written { fingerprint: short(fingerprint), ..*written }, staged: None },
        )
    }

    /// Takes over all files of the build before that `of` names, when each of them is in place with this fingerprint
    /// and `one` is among them; whether that was so.
    ///
    /// # Errors
    /// When one of the paths is already taken in this build.
    pub fn keep_all(
        &self,
        one: &str,
        of: impl Fn(&str) -> bool,
        fingerprint: &Fingerprint,
    ) -> Result<bool, WriteError> {
        let files: Vec<&String> = self.before.files.keys().filter(|path| of(path)).collect();
        let known = files.iter().any(|path| *path == one);
        if !known || !files.iter().all(|path| self.unchanged(path, fingerprint)) {
            return Ok(false);
        }
        files.into_iter().try_for_each(|path| self.keep(path, fingerprint))?;
        Ok(true)
    }

    /// Writes a file, beside its place for now. If its bytes are those in place, nothing is written.
    ///
    /// # Errors
    /// When the path is not one inside the output, is already taken in this build, or cannot be written.
    pub fn stage(&self, path: &str, fingerprint: &Fingerprint, bytes: &[u8]) -> Result<(), WriteError> {
        check_path(path)?;
        let hash = short(blake3::hash(bytes).as_bytes());
        let written = Written { fingerprint: short(fingerprint), hash, size: bytes.len() as u64 };
        if self.has_same_content(path, &written) {
            return self.plan(path, Planned { written, staged: None });
        }
        let (number, file) = self.next_staged();
        fs::write(&file, bytes).map_err(|error| WriteError::io(&self.folder.join(path), "write", &error))?;
        self.plan(path, Planned { written, staged: Some(number) })
    }

    /// Copies a file from elsewhere on the disk, beside its place for now. The fingerprint is the caller's choice,
    /// for example of the file's size and time of change.
    ///
    /// # Errors
    /// As for [`Output::stage`], and when `from` cannot be read.
    pub fn stage_copy(&self, path: &str, fingerprint: &Fingerprint, from: &Path) -> Result<(), WriteError> {
        check_path(path)?;
        let (number, staged) = self.next_staged();
        let (hash, size) = copy_hashed(from, &staged, &self.folder.join(path))?;
        let written = Written { fingerprint: short(fingerprint), hash: short(&hash), size };
        if self.has_same_content(path, &written) {
            _ = fs::remove_file(staged);
            return self.plan(path, Planned { written, staged: None });
        }
        self.plan(path, Planned { written, staged: Some(number) })
    }

    /// Moves everything into place and removes what is stale. Files that were neither kept nor staged are stale.
    ///
    /// # Errors
    /// When a file that Backfile did not write is in the way (then nothing has been moved), or the disk refuses.
    pub fn commit(mut self) -> Result<Report, WriteError> {
        let journal = self.take_journal()?;
        let moves = journal.moves().count();
        let unchanged = journal.files.len() - moves;
        let staging = self.folder.join(STAGING);
        // An empty list may be one that was missing or damaged.
        if moves == 0 && journal.after().eq(&self.before.files) && !self.before.files.is_empty() {
            discard(&staging)?;
            return Ok(Report { unchanged, ..Report::default() });
        }
        replace::check_obstacles(&self.folder, &journal, &self.before)?;
        journal.save(&staging)?;
        self.journaled = true;
        let report = replace::apply(&self.folder, &journal, &self.before)?;
        discard(&staging)?;
        Ok(Report { unchanged, ..report })
    }

    /// What is to be moved, and what will stand there then.
    fn take_journal(&mut self) -> Result<Journal, WriteError> {
        let journal = std::mem::take(&mut self.journal).into_inner().unwrap_or_else(PoisonError::into_inner);
        place::check_nesting(&journal.files)?;
        Ok(journal)
    }

    fn plan(&self, path: &str, file: Planned) -> Result<(), WriteError> {
        let mut journal = self.journal.lock().unwrap_or_else(PoisonError::into_inner);
        if journal.files.insert(path.to_owned(), file).is_some() {
            return Err(WriteError::new(Path::new(path), "two pages or files of the site have this address")
                .hint("Give one of them another address, with `url` or `slug` in its front matter"));
        }
        Ok(())
    }

    fn next_staged(&self) -> (u32, PathBuf) {
        let number = self.staged.fetch_add(1, Ordering::Relaxed);
        (number, journal::staged_path(&self.folder.join(STAGING), number))
    }

    fn has_same_content(&self, path: &str, new: &Written) -> bool {
        self.before
            .files
            .get(path)
            .is_some_and(|old| old.hash == new.hash && old.size == new.size && self.is_in_place(path, old))
    }

    fn is_in_place(&self, path: &str, written: &Written) -> bool {
        let found = fs::symlink_metadata(self.folder.join(path));
        found.is_ok_and(|found| found.is_file() && found.len() == written.size)
    }
}

impl Drop for Output {
    fn drop(&mut self) {
        if !self.journaled {
            // Best effort: what is left is discarded when the folder is opened next.
            _ = discard(&self.folder.join(STAGING));
        }
    }
}

fn discard(staging: &Path) -> Result<(), WriteError> {
    match fs::remove_dir_all(staging) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(WriteError::io(staging, "remove the folder", &error))
        }
        _ => Ok(()),
    }
}

/// Copies a file and gives its hash and size, in one pass. `goal` stands in errors for the staged file.
fn copy_hashed(from: &Path, staged: &Path, goal: &Path) -> Result<([u8; 32], u64), WriteError> {
    let unreadable = |error| WriteError::io(from, "read", &error);
    let unwritable = |error| WriteError::io(goal, "write", &error);
    let mut source = File::open(from).map_err(unreadable)?;
    let mut copy = File::create(staged).map_err(unwritable)?;
    let mut hasher = blake3::Hasher::new();
    let mut buffer = vec![0; 1 << 16];
    loop {
        match source.read(&mut buffer) {
            Ok(0) => return Ok((*hasher.finalize().as_bytes(), hasher.count())),
            Ok(read) => {
                hasher.update(&buffer[..read]);
                copy.write_all(&buffer[..read]).map_err(unwritable)?;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(unreadable(error)),
        }
    }
}

#[cfg(test)]
mod tests;
