//! The manifest: what Backfile wrote into the output folder, as a plain table that is the same for the same site.

use super::error::WriteError;
use super::place::{self, MANIFEST};
use std::collections::BTreeMap;
use std::fs;
use std::io::{self, Write};
use std::path::Path;

/// A hash of everything that a file is made from.
pub type Fingerprint = [u8; 32];

/// Half of a hash: these tell changes, they do not keep anybody out.
pub(super) type Short = [u8; 16];

const HEAD: &str = "backfile-manifest 1";

/// A file as it was written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Written {
    pub(super) fingerprint: Short,
    pub(super) hash: Short,
    pub(super) size: u64,
}

/// All files that were written, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Manifest {
    pub(super) files: BTreeMap<String, Written>,
}

impl Manifest {
    /// The manifest in an output folder, empty if there is none; `None` if it is damaged.
    pub(super) fn load(folder: &Path) -> Result<Option<Self>, WriteError> {
        let path = folder.join(MANIFEST);
        match fs::read(&path) {
            Ok(bytes) => Ok(std::str::from_utf8(&bytes).ok().and_then(Self::parse)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(Some(Self::default())),
            Err(error) => Err(WriteError::io(&path, "read", &error)),
        }
    }

    /// One line a file: fingerprint, hash, size, path. The last line holds their number, so that a manifest that
    /// was cut off is known.
    pub(super) fn print<'a>(
        files: impl ExactSizeIterator<Item = (&'a String, &'a Written)>,
        to: &mut dyn Write,
    ) -> io::Result<()> {
        let count = files.len();
        writeln!(to, "{HEAD}")?;
        for (path, Written { fingerprint, hash, size }) in files {
            writeln!(to, "{}\t{}\t{size}\t{path}", hex(fingerprint), hex(hash))?;
        }
        writeln!(to, "{count}")
    }

    /// What [`Manifest::print`] printed, and nothing else: paths decide what is removed.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let lines = text.strip_prefix(HEAD)?.strip_prefix('\n')?.strip_suffix('\n')?;
        let (lines, count) = lines.rsplit_once('\n').unwrap_or(("", lines));
        let files: Option<BTreeMap<String, Written>> = lines.lines().map(parse_line).collect();
        files.filter(|files| count.parse() == Ok(files.len())).map(|files| Self { files })
    }
}

fn parse_line(line: &str) -> Option<(String, Written)> {
    let mut cells = line.splitn(4, '\t');
    let (fingerprint, hash) = (parse_hex(cells.next()?)?, parse_hex(cells.next()?)?);
    let size = cells.next()?.parse().ok()?;
    let path = cells.next().filter(|path| place::check_path(path).is_ok())?;
    Some((path.to_owned(), Written { fingerprint, hash, size }))
}

/// The first half of a hash.
pub(super) fn short(hash: &Fingerprint) -> Short {
    let mut half = Short::default();
    half.copy_from_slice(&hash[..16]);
    half
}

fn hex(hash: &Short) -> String {
    format!("{:032x}", u128::from_be_bytes(*hash))
}

fn parse_hex(text: &str) -> Option<Short> {
    let plain = text.len() == 32 && !text.starts_with('+');
    plain.then(|| u128::from_str_radix(text, 16).ok()).flatten().map(u128::to_be_bytes)
}
