//! The cache's folder: the lock, the index, and the pack that the index names.

use super::index::{Index, Row, Unusable};
use super::pack::Pack;
use super::record::CacheError;
use crate::diagnostic::Diagnostic;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

const INDEX: &str = "index";
const LOCK: &str = "lock";
/// A pack smaller than this is not worth compacting.
const SMALL: u64 = 1 << 20;

/// A folder that this process alone writes to, until it ends.
#[derive(Debug)]
pub(super) struct Folder {
    path: PathBuf,
    pack: u64,
    _lock: File,
}

/// What came of opening a folder.
pub(super) enum Opened {
    /// The pack can be added to.
    Writable(Folder, Pack, Vec<Row>),
    /// Another process has it: what is there can be read.
    ReadOnly(Pack, Vec<Row>),
    /// It is of no use.
    Nothing,
}

/// Opens a folder, and says in `diagnostics` why it is not what one would wish.
pub(super) fn open(path: &Path, diagnostics: &mut Vec<Diagnostic>) -> Opened {
    let lock = match make_folder(path).and_then(|()| open_or_make(&path.join(LOCK))) {
        Ok(lock) => lock,
        Err(error) => {
            diagnostics.push(unusable(path, &error.to_string()));
            return Opened::Nothing;
        }
    };
    match lock.try_lock() {
        Ok(()) => open_locked(path, lock, diagnostics),
        Err(TryLockError::WouldBlock) => {
            diagnostics.push(
                Diagnostic::note("cache-locked", "another Backfile is using the cache")
                    .hint("This run reads from the cache and leaves it as it is"),
            );
            match load(path) {
                Ok(Some((_, pack, rows))) => Opened::ReadOnly(pack, rows),
                Ok(None) | Err(_) => Opened::Nothing,
            }
        }
        Err(TryLockError::Error(error)) => {
            diagnostics.push(unusable(path, &format!("it cannot be locked: {error}")));
            Opened::Nothing
        }
    }
}

fn unusable(path: &Path, reason: &str) -> Diagnostic {
    Diagnostic::warning("cache-unusable", format!("no cache in {}: {reason}", path.display()))
        .hint("Everything is made afresh, and nothing is kept for the next run")
}

fn open_locked(path: &Path, lock: File, diagnostics: &mut Vec<Diagnostic>) -> Opened {
    let mut folder = Folder { path: path.to_owned(), pack: 0, _lock: lock };
    let loaded = load(path).unwrap_or_else(|reason| {
        diagnostics.push(
            Diagnostic::warning("cache-unreadable", format!("the cache starts empty: {reason}"))
                .hint("Nothing is lost: it holds only what can be made again"),
        );
        None
    });
    let opened = match loaded {
        Some((number, pack, rows)) => {
            folder.pack = number;
            pack.cut_tail().map(|()| folder.compacted(pack, rows))
        }
        None => folder.emptied().map(|pack| (pack, Vec::new())),
    };
    match opened {
        Ok((pack, rows)) => {
            folder.remove_other_packs();
            Opened::Writable(folder, pack, rows)
        }
        Err(error) => {
            diagnostics.push(unusable(path, &error.to_string()));
            Opened::Nothing
        }
    }
}

/// The index and its pack; nothing if there is no index; a reason if they are of no use.
fn load(path: &Path) -> Result<Option<(u64, Pack, Vec<Row>)>, String> {
    let bytes = match fs::read(path.join(INDEX)) {
        Ok(bytes) => bytes,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Err(error) => return Err(format!("its index cannot be read: {error}")),
    };
    let index = Index::decode(&bytes).map_err(|unusable| match unusable {
        Unusable::Version => "it was written by another version of Backfile".to_owned(),
        Unusable::Damaged => "its index is damaged".to_owned(),
    })?;
    let file = pack_path(path, index.pack);
    let file = File::options()
        .read(true)
        .write(true)
        .open(file)
        .map_err(|error| format!("its pack cannot be opened: {error}"))?;
    let length = file.metadata().map_or(0, |metadata| metadata.len());
    if length < index.end {
        return Err("its pack is cut off".to_owned());
    }
    Ok(Some((index.pack, Pack::new(file, index.end), index.rows)))
}

impl Folder {
    /// Puts a new index in the place of the old one.
    pub(super) fn write_index(&self, pack: &Pack, rows: Vec<Row>) -> Result<(), CacheError> {
        write_index(&self.path, self.pack, pack.end(), rows)
    }

    /// The pack as it is, or a new one of the records in use if the others are more than half of it.
    fn compacted(&mut self, pack: Pack, rows: Vec<Row>) -> (Pack, Vec<Row>) {
        let live: u64 = rows.iter().filter(|row| row.live).map(|row| row.entry().size()).sum();
        if pack.end() < SMALL || live >= pack.end() / 2 {
            return (pack, rows);
        }
        match self.copy_live(&pack, &rows) {
            Ok((number, smaller, kept)) => {
                self.pack = number;
                (smaller, kept)
            }
            // There was no room for the copy. The pack is large, not wrong.
            Err(_) => (pack, rows),
        }
    }

    fn copy_live(&self, pack: &Pack, rows: &[Row]) -> Result<(u64, Pack, Vec<Row>), CacheError> {
        let number = self.pack.wrapping_add(1);
        let file =
            new_pack(&self.path, number).map_err(|error| CacheError::io("compact the cache", &error))?;
        let copy = Pack::new(file, 0);
        let mut kept: Vec<Row> = rows.iter().filter(|row| row.live).copied().collect();
        for row in &mut kept {
            row.offset = copy.copy_from(pack, row.entry())?;
        }
        write_index(&self.path, number, copy.end(), kept.clone())?;
        Ok((number, copy, kept))
    }

    /// An empty pack, and no index.
    fn emptied(&mut self) -> io::Result<Pack> {
        match fs::remove_file(self.path.join(INDEX)) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
            _ => self.remove_packs(|_| true),
        }
        new_pack(&self.path, self.pack).map(|file| Pack::new(file, 0))
    }

    fn remove_other_packs(&self) {
        let own = pack_name(self.pack);
        self.remove_packs(|name| name != own);
    }

    /// Another process may still read from a pack: on some systems it cannot be removed then, and waits for the next run.
    fn remove_packs(&self, unwanted: impl Fn(&str) -> bool) {
        for file in fs::read_dir(&self.path).into_iter().flatten().flatten() {
            let name = file.file_name();
            let Some(name) = name.to_str() else { continue };
            if name.starts_with("pack-") && unwanted(name) {
                _ = fs::remove_file(file.path());
            }
        }
    }
}

fn write_index(folder: &Path, pack: u64, end: u64, rows: Vec<Row>) -> Result<(), CacheError> {
    let index = Index { pack, end, rows };
    let written = tempfile::NamedTempFile::new_in(folder).and_then(|mut file| {
        file.write_all(&index.encode())?;
        file.persist(folder.join(INDEX)).map_err(|error| error.error)
    });
    written.map(drop).map_err(|error| CacheError::io("write the index of the cache", &error))
}

fn pack_name(number: u64) -> String {
    format!("pack-{number}")
}

fn pack_path(folder: &Path, number: u64) -> PathBuf {
    folder.join(pack_name(number))
}

fn new_pack(folder: &Path, number: u64) -> io::Result<File> {
    let path = pack_path(folder, number);
    File::options().read(true).write(true).create(true).truncate(true).open(path)
}

/// Makes the folder, and tells version control and backup programs that it is not worth keeping.
fn make_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)?;
    let marks = [
        (".gitignore", "*\n"),
        (
            "CACHEDIR.TAG",
            "Signature: 8a477f597d28d172789f06886806bc55\n# Backfile's cache: safe to delete.\n",
        ),
    ];
    for (name, content) in marks {
        let file = path.join(name);
        if !file.exists() {
            fs::write(file, content)?;
        }
    }
    Ok(())
}

fn open_or_make(path: &Path) -> io::Result<File> {
    File::options().read(true).write(true).create(true).truncate(false).open(path)
}
