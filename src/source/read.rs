//! Reads one file from the disk and decodes it.
#![expect(
    clippy::disallowed_methods,
    reason = "reading articles is this stage's work at the border of the disk"
)]

use super::decode::decode_owned;
use super::file::{Format, Source, SourceFile, sha256};
use crate::diagnostic::{Diagnostic, Severity};

/// The largest file that is read: offsets into the text are 32 bits wide, and decoding may triple a text's length.
const LARGEST: u64 = 1 << 30;

/// Reads and decodes a file. `forced_encoding` is a WHATWG label for files that are not Unicode.
///
/// # Errors
/// When the file cannot be read, or is no text: the article is then left out.
pub fn read(file: &SourceFile, forced_encoding: Option<&str>) -> Result<Source, Diagnostic> {
    if file.size > LARGEST {
        let error = Diagnostic::warning(
            "file-too-large",
            format!("{} bytes are too many for one article", file.size),
        );
        let hint = match file.format {
            Format::Csv | Format::Jsonl => "save it as UTF-8: such a dump may have any size",
            _ => "split the file into its articles",
        };
        return Err(error.at(&file.path, None).hint(hint));
    }
    let bytes = std::fs::read(&file.disk_path).map_err(|error| {
        let error = Diagnostic::warning("unreadable", format!("cannot be read, and is left out: {error}"));
        error.at(&file.path, None).hint("check the permissions of the file")
    })?;
    let hash = sha256(&bytes);
    let (text, encoding, diagnostics) = decode_owned(bytes, file.format, forced_encoding);
    let located: Vec<Diagnostic> = diagnostics.into_iter().map(|d| d.at(&file.path, None)).collect();
    if let Some(error) = located.iter().find(|d| d.severity == Severity::Error) {
        return Err(Diagnostic { severity: Severity::Warning, ..error.clone() });
    }
    Ok(Source { path: file.path.clone(), format: file.format, text, hash, encoding, diagnostics: located })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_text_or_not_there_is_an_error_with_its_place() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        let file =
            SourceFile { path: "a.txt".into(), disk_path: path.clone(), format: Format::Text, size: 1 };
        let error = read(&file, None).unwrap_err();
        assert_eq!((error.code.as_ref(), error.location.unwrap().path.as_str()), ("unreadable", "a.txt"));
        std::fs::write(&path, [0x89, b'P', b'N', b'G', 13, 10, 26, 10, 0, 0, 0, 13]).unwrap();
        assert_eq!(read(&file, None).unwrap_err().code, "not-text");
        std::fs::write(&path, b"A\r\nB").unwrap();
        assert_eq!(read(&file, None).unwrap().text, "A\nB");
    }
}
