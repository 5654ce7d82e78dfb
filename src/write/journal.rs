//! The journal: what is about to be moved, written down before the first move.

use super::error::WriteError;
use super::manifest::{Manifest, Written};
use super::place;
use std::collections::BTreeMap;
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

const NAME: &str = "journal";
const HEAD: &str = "backfile-journal 1";

/// A file of the site to be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Planned {
    pub(super) written: Written,
    /// Number of the file in the staging folder; `None` if the file in place is right.
    pub(super) staged: Option<u32>,
}

/// The step from one state of the output folder to the next.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Journal {
    /// What will stand in the folder, by path. It grows with the site, so there is one list of it, from the first file
    /// that is staged to the last that is moved.
    pub(super) files: BTreeMap<String, Planned>,
}

impl Journal {
    /// The files that are moved: path in the site, number in the staging folder, and what will stand there.
    pub(super) fn moves(&self) -> impl Iterator<Item = (&String, u32, &Written)> {
        self.files.iter().filter_map(|(path, file)| Some((path, file.staged?, &file.written)))
    }

    /// What will stand in the folder.
    pub(super) fn after(&self) -> impl ExactSizeIterator<Item = (&String, &Written)> {
        self.files.iter().map(|(path, file)| (path, &file.written))
    }

    /// The journal that a build left in its staging folder, if it came so far.
    pub(super) fn load(staging: &Path) -> Result<Option<Self>, WriteError> {
        let path = staging.join(NAME);
        match fs::read(&path) {
            // A journal that is not whole was never acted upon: moving begins when it is safe on the disk.
            Ok(bytes) => Ok(std::str::from_utf8(&bytes).ok().and_then(Self::parse)),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok(None)
            }
            Err(error) => Err(WriteError::io(&path, "read", &error)),
        }
    }

    /// Puts the journal on the disk for good.
    pub(super) fn save(&self, staging: &Path) -> Result<(), WriteError> {
        write_durably(&staging.join(NAME), &staging.join("journal.new"), |file| self.print(file))
    }

    pub(super) fn remove(staging: &Path) -> Result<(), WriteError> {
        let path = staging.join(NAME);
        fs::remove_file(&path).map_err(|error| WriteError::io(&path, "remove", &error))
    }

    /// The lines, and a checksum over them.
    fn print(&self, to: &mut dyn Write) -> io::Result<()> {
        let mut hashed = Hashed { to, hasher: blake3::Hasher::new() };
        writeln!(hashed, "{HEAD}\n{}", self.moves().count())?;
        for (path, number, _) in self.moves() {
            writeln!(hashed, "{number}\t{path}")?;
        }
        Manifest::print(self.after(), &mut hashed)?;
        let checksum = hashed.hasher.finalize();
        writeln!(to, "{}", checksum.to_hex())
    }

    pub(super) fn parse(text: &str) -> Option<Self> {
        let end = text.strip_suffix('\n')?.rfind('\n')? + 1;
        let (content, checksum) = text.split_at(end);
        if blake3::hash(content.as_bytes()).to_hex().as_str() != checksum.trim_end() {
            return None;
        }
        let (count, mut rest) = content.strip_prefix(HEAD)?.strip_prefix('\n')?.split_once('\n')?;
        let mut moves = BTreeMap::new();
        for _ in 0..count.parse::<usize>().ok()? {
            let (line, after) = rest.split_once('\n')?;
            let (number, path) = line.split_once('\t')?;
            place::check_path(path).ok()?;
            moves.insert(path.to_owned(), number.parse().ok()?);
            rest = after;
        }
        let after = Manifest::parse(rest)?.files.into_iter();
        let files = after.map(|(path, written)| {
            let staged = moves.remove(&path);
            (path, Planned { written, staged })
        });
        let files = files.collect();
        moves.is_empty().then_some(Self { files })
    }
}

/// Writes on and hashes what is written.
struct Hashed<'a> {
    to: &'a mut dyn Write,
    hasher: blake3::Hasher,
}

impl Write for Hashed<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let written = self.to.write(bytes)?;
        self.hasher.update(&bytes[..written]);
        Ok(written)
    }

    fn flush(&mut self) -> io::Result<()> {
        self.to.flush()
    }
}

/// Where a staged file is.
pub(super) fn staged_path(staging: &Path, number: u32) -> PathBuf {
    staging.join(number.to_string())
}

/// Writes a file so that it is there whole or not at all, even if the power fails. It is never held whole: it has a
/// line for each file of the site.
pub(super) fn write_durably(
    path: &Path,
    temporary: &Path,
    print: impl Fn(&mut dyn Write) -> io::Result<()>,
) -> Result<(), WriteError> {
    let written = File::create(temporary).and_then(|file| {
        let mut file = BufWriter::with_capacity(1 << 16, file);
        print(&mut file)?;
        file.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        fs::rename(temporary, path)
    });
    written.map_err(|error| WriteError::io(path, "write", &error))
}
