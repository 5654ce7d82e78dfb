//! From one state of the output folder to the next, so that it can be begun again after any step.

use super::error::WriteError;
use super::journal::{self, Journal};
use super::manifest::{Manifest, Written, short};
use super::place::{self, MANIFEST, STAGING};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::fs::{self, File, Metadata};
use std::io;
use std::path::Path;

/// What a build did to the output folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Files written, new ones and changed ones.
    pub written: usize,
    /// Files left as they were.
    pub unchanged: usize,
    /// Stale files removed.
    pub removed: usize,
    /// Bytes of the files written.
    pub bytes: u64,
    /// Stale files that were left, because they are no longer as Backfile wrote them.
    pub diagnostics: Vec<Diagnostic>,
}

/// Finds what stands in the way of a journal before anything is moved.
pub(super) fn check_obstacles(folder: &Path, journal: &Journal, before: &Manifest) -> Result<(), WriteError> {
    let staging = folder.join(STAGING);
    let mut good_folders = BTreeSet::new();
    for (path, number, written) in journal.moves() {
        for ancestor in place::ancestors(path) {
            if good_folders.insert(ancestor) {
                check_folder(folder, ancestor, journal, before)?;
            }
        }
        check_target(folder, path, written, journal, before)
            .or_else(|error| if staged_is_gone(&staging, number) { Ok(()) } else { Err(error) })?;
    }
    Ok(())
}

/// Carries a journal out, or the rest of it, and writes the manifest last.
pub(super) fn apply(folder: &Path, journal: &Journal, before: &Manifest) -> Result<Report, WriteError> {
    let mut report = Report::default();
    let (in_the_way, later): (Vec<_>, Vec<_>) = before
        .files
        .iter()
        .filter(|(path, _)| is_stale(path, journal))
        .partition(|(path, _)| blocks(path, journal));
    for (path, written) in in_the_way {
        remove_stale(folder, path, written, &mut report)?;
    }
    move_into_place(folder, journal, &mut report)?;
    for (path, written) in later {
        remove_stale(folder, path, written, &mut report)?;
    }
    let staging = folder.join(STAGING);
    journal::write_durably(&folder.join(MANIFEST), &staging.join("manifest.new"), |file| {
        Manifest::print(journal.after(), file)
    })?;
    Journal::remove(&staging)?;
    Ok(report)
}

fn staged_is_gone(staging: &Path, number: u32) -> bool {
    fs::symlink_metadata(journal::staged_path(staging, number)).is_err()
}

fn is_stale(path: &str, journal: &Journal) -> bool {
    !journal.files.contains_key(path)
}

/// Whether a stale file stands where a folder is needed, or in a folder where a file is needed.
fn blocks(path: &str, journal: &Journal) -> bool {
    let below = format!("{path}/");
    let first_below = journal.files.range(below.clone()..).next();
    first_below.is_some_and(|(next, _)| next.starts_with(&below))
        || place::ancestors(path).any(|ancestor| journal.files.contains_key(ancestor))
}

/// What is at a path, links not followed; `None` if nothing is.
fn look(path: &Path) -> Result<Option<Metadata>, WriteError> {
    match fs::symlink_metadata(path) {
        Ok(found) => Ok(Some(found)),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(None)
        }
        Err(error) => Err(WriteError::io(path, "look at", &error)),
    }
}

fn foreign(path: &Path) -> WriteError {
    WriteError::new(path, "this is in the way of the website, and Backfile did not write it as it is")
        .hint("Move it away or delete it, or choose another output folder")
}

fn check_folder(folder: &Path, path: &str, journal: &Journal, before: &Manifest) -> Result<(), WriteError> {
    let place = folder.join(path);
    match look(&place)? {
        None => Ok(()),
        Some(found) if found.is_dir() => Ok(()),
        Some(_) if will_be_removed(&place, path, journal, before)? => Ok(()),
        Some(_) => Err(foreign(&place)),
    }
}

fn check_target(
    folder: &Path,
    path: &str,
    new: &Written,
    journal: &Journal,
    before: &Manifest,
) -> Result<(), WriteError> {
    let place = folder.join(path);
    match look(&place)? {
        None => Ok(()),
        Some(found) if found.is_dir() => check_folder_can_go(folder, path, journal, before),
        Some(found) if found.is_file() && before.files.contains_key(path) => Ok(()),
        // The manifest was lost, or the other program had the same idea.
        Some(_) if is_as_written(&place, new)? => Ok(()),
        Some(_) => Err(foreign(&place)),
    }
}

/// A folder where a file is needed must hold nothing but stale files of ours.
fn check_folder_can_go(
    folder: &Path,
    path: &str,
    journal: &Journal,
    before: &Manifest,
) -> Result<(), WriteError> {
    let place = folder.join(path);
    let unreadable = |error| WriteError::io(&place, "read the folder", &error);
    for file in fs::read_dir(&place).map_err(unreadable)? {
        let file = file.map_err(unreadable)?;
        let name = file.file_name();
        let Some(inner) = name.to_str().map(|name| format!("{path}/{name}")) else {
            return Err(foreign(&file.path()));
        };
        if file.file_type().map_err(unreadable)?.is_dir() {
            check_folder_can_go(folder, &inner, journal, before)?;
        } else if !will_be_removed(&file.path(), &inner, journal, before)? {
            return Err(foreign(&file.path()));
        }
    }
    Ok(())
}

fn will_be_removed(
    place: &Path,
    path: &str,
    journal: &Journal,
    before: &Manifest,
) -> Result<bool, WriteError> {
    match before.files.get(path) {
        Some(written) if is_stale(path, journal) => is_as_written(place, written),
        _ => Ok(false),
    }
}

/// Whether a plain file has the size and content that were written.
fn is_as_written(place: &Path, written: &Written) -> Result<bool, WriteError> {
    let Some(found) = look(place)? else { return Ok(false) };
    if !found.is_file() || found.len() != written.size {
        return Ok(false);
    }
    let mut hasher = blake3::Hasher::new();
    let read = File::open(place).and_then(|file| hasher.update_reader(file).map(drop));
    read.map_err(|error| WriteError::io(place, "read", &error))?;
    Ok(short(hasher.finalize().as_bytes()) == written.hash)
}

fn move_into_place(folder: &Path, journal: &Journal, report: &mut Report) -> Result<(), WriteError> {
    let staging = folder.join(STAGING);
    let mut made = BTreeSet::new();
    for (path, number, written) in journal.moves() {
        let (from, to) = (journal::staged_path(&staging, number), folder.join(path));
        if let Some(parent) = to.parent()
            && made.insert(parent.to_owned())
        {
            fs::create_dir_all(parent).map_err(|error| WriteError::io(parent, "make the folder", &error))?;
        }
        match rename_over(&from, &to) {
            Ok(()) => {
                report.written += 1;
                report.bytes += written.size;
            }
            // It was moved before the build was cut off.
            Err(_) if staged_is_gone(&staging, number) => {}
            Err(error) => return Err(WriteError::io(&to, "write", &error)),
        }
    }
    Ok(())
}

/// Renames a file, also to where empty folders stand.
fn rename_over(from: &Path, to: &Path) -> io::Result<()> {
    let Err(error) = fs::rename(from, to) else { return Ok(()) };
    if !fs::symlink_metadata(to).is_ok_and(|found| found.is_dir()) {
        return Err(error);
    }
    remove_empty_folders(to)?;
    fs::rename(from, to)
}

fn remove_empty_folders(folder: &Path) -> io::Result<()> {
    for inner in fs::read_dir(folder)? {
        remove_empty_folders(&inner?.path())?;
    }
    fs::remove_dir(folder)
}

/// Removes a file of ours that the site no longer has, and the folders that are empty then.
fn remove_stale(folder: &Path, path: &str, written: &Written, report: &mut Report) -> Result<(), WriteError> {
    let place = folder.join(path);
    for ancestor in place::ancestors(path) {
        // A link may lead out of the output folder, to files that only look like ours.
        if !look(&folder.join(ancestor))?.is_some_and(|found| found.is_dir()) {
            return Ok(());
        }
    }
    match look(&place)? {
        None => {}
        Some(found) if found.is_dir() => return Ok(()),
        Some(_) if is_as_written(&place, written)? => {
            fs::remove_file(&place).map_err(|error| WriteError::io(&place, "remove", &error))?;
            report.removed += 1;
        }
        Some(_) => {
            report.diagnostics.push(
                Diagnostic::warning("stale-file-changed", "not removed, because it was changed by hand")
                    .at(path, None)
                    .hint("Delete it if nobody needs it; Backfile will not touch it any more"),
            );
            return Ok(());
        }
    }
    let mut ancestors: Vec<&str> = place::ancestors(path).collect();
    // Removing a folder fails when it is not empty, which is where this ends.
    while let Some(ancestor) = ancestors.pop()
        && fs::remove_dir(folder.join(ancestor)).is_ok()
    {}
    Ok(())
}
