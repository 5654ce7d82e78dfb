//! Walks the content folder once. What cannot be followed becomes a diagnostic, and the walk goes on.
#![expect(
    clippy::disallowed_methods,
    reason = "finding files is this stage's work at the border of the disk"
)]

use super::file::{CarriedFile, Discovery, Format, SourceFile};
use crate::diagnostic::Diagnostic;
use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs::Metadata;
use std::io::{ErrorKind, Read};
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;
use walkdir::{DirEntry, WalkDir};

/// Kinds of file that pages may show or link, and that are copied beside them.
const CARRIED: &[&str] = &[
    "apng", "avif", "bmp", "djvu", "epub", "flac", "gif", "jp2", "jpeg", "jpg", "m4a", "mov", "mp3", "mp4",
    "ogg", "ogv", "pdf", "png", "svg", "tif", "tiff", "wav", "webm", "webp", "zip",
];

/// Finds everything under `content_root`, leaving out hidden names and whatever lies under a path of `exclude`.
pub fn discover(content_root: &Path, exclude: &[PathBuf]) -> Discovery {
    let mut found = Discovery::default();
    let Ok(root) = content_root.canonicalize() else {
        let message = format!("the folder {} cannot be opened", content_root.display());
        found.diagnostics.push(
            Diagnostic::error("unreadable-folder", message)
                .hint("check that it exists and that you may read it"),
        );
        return found;
    };
    let excluded: Vec<PathBuf> = exclude.iter().filter_map(|path| path.canonicalize().ok()).collect();
    let mut walk = WalkDir::new(&root).follow_links(true).sort_by_file_name().into_iter();
    while let Some(step) = walk.next() {
        match step {
            Err(error) => found.diagnostics.push(walk_error(&root, &error)),
            Ok(entry) if entry.depth() == 0 => {}
            Ok(entry) => {
                let enter = visit(&root, &excluded, &entry, &mut found);
                if !enter && entry.file_type().is_dir() {
                    walk.skip_current_dir();
                }
            }
        }
    }
    set_frames_aside(&mut found);
    found.files.sort_by(|a, b| a.path.cmp(&b.path));
    found.carried.sort();
    found.sections.sort_by(|a, b| a.path.cmp(&b.path));
    found.diagnostics.sort();
    found
}

/// Notes one entry; for a folder, says whether to enter it.
fn visit(root: &Path, excluded: &[PathBuf], entry: &DirEntry, found: &mut Discovery) -> bool {
    let name = entry.file_name().to_string_lossy();
    if name.starts_with('.') || is_excluded(excluded, entry) {
        return false;
    }
    let path = relative_path(root, entry.path());
    if entry.path_is_symlink() && !stays_inside(root, entry.path()) {
        found.diagnostics.push(
            Diagnostic::warning(
                "link-leaves-folder",
                "a symbolic link leads out of the content folder; not followed",
            )
            .at(path, None)
            .hint("copy the file or folder into the content folder"),
        );
        return false;
    }
    if entry.file_type().is_dir() {
        note_strange_folder(&path, found);
        return true;
    }
    if entry.file_name().to_str().is_none() {
        found.diagnostics.push(
            Diagnostic::warning(
                "file-name-not-unicode",
                "the file's name is not valid UTF-8; its other bytes are shown as %XX",
            )
            .at(path.clone(), None)
            .hint("rename the file"),
        );
    }
    sort_out(path, entry, found);
    false
}

/// Puts a file into the list it belongs to.
fn sort_out(path: String, entry: &DirEntry, found: &mut Discovery) {
    let (disk_path, regular) = (entry.path().to_path_buf(), entry.file_type().is_file());
    let metadata = entry.metadata().ok();
    let size = metadata.as_ref().map_or(0, Metadata::len);
    let extension = extension_of(&path);
    let format = match extension.as_str() {
        "md" | "markdown" | "mdown" | "mkd" => Some(Format::Markdown),
        "txt" | "text" => Some(Format::Text),
        "html" | "htm" | "xhtml" => Some(Format::Html),
        "csv" | "tsv" => Some(Format::Csv),
        "jsonl" | "ndjson" => Some(Format::Jsonl),
        "" if regular && looks_like_text(&disk_path) => Some(Format::Text),
        _ => None,
    };
    match format {
        Some(format) if regular => {
            let file = SourceFile { path, disk_path, format, size };
            let is_section = file.path.rsplit('/').next().is_some_and(|name| name.starts_with("_index."));
            if is_section { found.sections.push(file) } else { found.files.push(file) }
        }
        Some(_) => note_no_file(&path, found),
        None if regular && CARRIED.contains(&extension.as_str()) => {
            let modified = metadata.and_then(|metadata| metadata.modified().ok());
            let since = modified.and_then(|time| time.duration_since(UNIX_EPOCH).ok());
            let modified = since.map_or(0, |since| since.as_nanos());
            found.carried.push(CarriedFile { path, disk_path, size, modified });
        }
        _ => *found.unread.entry(extension).or_default() += 1,
    }
}

/// Browsers save a page as `Storm.html` with a folder `Storm_files`: the pages in there are its frames, not articles.
fn set_frames_aside(found: &mut Discovery) {
    let is_page = |file: &SourceFile| file.format == Format::Html;
    let stems: BTreeSet<String> = found
        .files
        .iter()
        .filter(|file| is_page(file))
        .filter_map(|file| file.path.rsplit_once('.').map(|(stem, _)| stem.to_owned()))
        .collect();
    let is_frame = |file: &SourceFile| {
        let mut folders = file.path.match_indices('/').filter_map(|(at, _)| file.path.get(..at));
        let ends = ["_files", "-Dateien", "_fichiers", "_archivos", ".files"];
        is_page(file)
            && folders.any(|folder| {
                ends.iter().filter_map(|end| folder.strip_suffix(end)).any(|s| stems.contains(s))
            })
    };
    let frames = found.files.iter().filter(|file| is_frame(file)).count();
    if frames > 0 {
        found.files.retain(|file| !is_frame(file));
        *found.unread.entry("html".to_owned()).or_default() += frames as u32;
    }
}

/// A pipe, a socket or a device: reading it might never end.
fn note_no_file(path: &str, found: &mut Discovery) {
    found.diagnostics.push(
        Diagnostic::warning("not-a-file", "named like an article, but no regular file; left out")
            .at(path, None)
            .hint("put a text file in its place, or remove it"),
    );
}

/// The extension in lower case, empty for none.
fn extension_of(path: &str) -> String {
    let name = path.rsplit('/').next().unwrap_or(path);
    name.rsplit_once('.').map_or_else(String::new, |(_, extension)| extension.to_lowercase())
}

/// Whether the first kilobytes of a file without extension are text.
fn looks_like_text(path: &Path) -> bool {
    let Ok(file) = std::fs::File::open(path) else { return false };
    let mut head = Vec::with_capacity(4096);
    if file.take(4096).read_to_end(&mut head).is_err() || head.is_empty() {
        return false;
    }
    let control = head.iter().filter(|byte| byte.is_ascii_control() && !byte.is_ascii_whitespace()).count();
    control == 0 && !head.starts_with(b"%PDF") && !head.starts_with(b"#!")
}

fn is_excluded(excluded: &[PathBuf], entry: &DirEntry) -> bool {
    excluded.iter().any(|path| entry.path().starts_with(path))
}

fn stays_inside(root: &Path, path: &Path) -> bool {
    path.canonicalize().is_ok_and(|target| target.starts_with(root))
}

/// The path below `root`, with `/` between its parts; bytes that are not UTF-8 show as `%XX`, so that two such names
/// stay two.
fn relative_path(root: &Path, path: &Path) -> String {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<_> = below.components().map(|part| name_of(part.as_os_str())).collect();
    parts.join("/")
}

fn name_of(part: &OsStr) -> String {
    let mut name = String::new();
    for chunk in part.as_encoded_bytes().utf8_chunks() {
        name.push_str(chunk.valid());
        name.extend(chunk.invalid().iter().map(|byte| format!("%{byte:02X}")));
    }
    name
}

/// A folder that is named like an article is entered, but a person may have meant something else.
fn note_strange_folder(path: &str, found: &mut Discovery) {
    if matches!(extension_of(path).as_str(), "txt" | "text" | "md" | "markdown") {
        found.diagnostics.push(
            Diagnostic::note(
                "folder-named-like-article",
                "this is a folder, though it is named like an article",
            )
            .at(path, None)
            .hint("rename the folder if an article was expected here"),
        );
    }
}

fn walk_error(root: &Path, error: &walkdir::Error) -> Diagnostic {
    let path = error.path().map(|path| relative_path(root, path)).unwrap_or_default();
    let (code, message, hint) = if error.loop_ancestor().is_some() {
        (
            "link-loop",
            "a symbolic link leads back to a folder above it; not followed".into(),
            "remove the link",
        )
    } else if error.io_error().is_some_and(|io| io.kind() == ErrorKind::NotFound) {
        ("broken-link", "a symbolic link leads nowhere".into(), "remove the link or put its target back")
    } else if error.path().is_some_and(Path::is_symlink)
        && error.io_error().is_some_and(|io| io.kind() != ErrorKind::PermissionDenied)
    {
        ("link-loop", "a symbolic link leads back to itself; not followed".into(), "remove the link")
    } else {
        let why = error.io_error().map_or_else(|| error.to_string(), ToString::to_string);
        ("unreadable", format!("cannot be read: {why}"), "check the permissions of the file or folder")
    };
    Diagnostic::warning(code, message).at(path, None).hint(hint)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn write(root: &Path, path: &str, bytes: &[u8]) {
        let full = root.join(path);
        std::fs::create_dir_all(full.parent().unwrap()).unwrap();
        std::fs::write(full, bytes).unwrap();
    }

    fn paths(files: &[SourceFile]) -> Vec<&str> {
        files.iter().map(|file| file.path.as_str()).collect()
    }

    #[test]
    fn files_are_sorted_out_by_kind_in_the_order_of_their_paths() {
        let folder = tempfile::tempdir().unwrap();
        let root = folder.path();
        for path in
            ["b.txt", "a/z.MD", "a/_index.md", "a/scan.JPG", ".hidden/x.txt", "c.docx", "public/y.txt"]
        {
            write(root, path, b"text");
        }
        write(root, "LETTER", b"Dear Sir,\n");
        write(root, "blob", &[0, 1, 2]);
        let found = discover(root, &[root.join("public")]);
        assert_eq!(paths(&found.files), ["LETTER", "a/z.MD", "b.txt"]);
        assert_eq!(paths(&found.sections), ["a/_index.md"]);
        assert_eq!(found.carried[0].path, "a/scan.JPG");
        assert_eq!(found.unread.get("docx"), Some(&1));
        assert_eq!(found.unread.get(""), Some(&1));
        assert_eq!(found.diagnostics, []);
    }

    #[test]
    fn frames_of_a_saved_page_are_no_articles() {
        let folder = tempfile::tempdir().unwrap();
        for path in
            ["Storm.html", "Storm_files/frame.html", "Storm_files/quay.png", "Calm_files/a.html", "rows.CSV"]
        {
            write(folder.path(), path, b"text");
        }
        let found = discover(folder.path(), &[]);
        assert_eq!(paths(&found.files), ["Calm_files/a.html", "Storm.html", "rows.CSV"]);
        assert_eq!(found.unread.get("html"), Some(&1));
        assert_eq!(found.carried[0].path, "Storm_files/quay.png");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_only_inside_and_trouble_is_told() {
        let (folder, outside) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
        let root = folder.path();
        write(outside.path(), "secret.txt", b"secret");
        write(root, "real/a.txt", b"text");
        write(root, "x.txt/inner.txt", b"text");
        for (target, name) in [
            (root.join("real/a.txt"), "alias.txt"),
            (root.join("nowhere"), "broken.txt"),
            (root.to_path_buf(), "real/loop"),
            (root.join("self.txt"), "self.txt"),
            (outside.path().to_path_buf(), "out"),
        ] {
            std::os::unix::fs::symlink(target, root.join(name)).unwrap();
        }
        let found = discover(root, &[]);
        assert_eq!(paths(&found.files), ["alias.txt", "real/a.txt", "x.txt/inner.txt"]);
        let mut codes: Vec<_> = found.diagnostics.iter().map(|d| d.code.as_ref()).collect();
        codes.sort_unstable();
        assert_eq!(
            codes,
            ["broken-link", "folder-named-like-article", "link-leaves-folder", "link-loop", "link-loop"]
        );
        assert!(found.diagnostics.iter().all(|d| d.hint.is_some() && d.location.is_some()));
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_not_unicode_stay_apart() {
        use std::os::unix::ffi::OsStrExt;
        let folder = tempfile::tempdir().unwrap();
        for name in [b"b\xE9d.txt", b"b\xEAd.txt"] {
            std::fs::write(folder.path().join(OsStr::from_bytes(name)), b"text").unwrap();
        }
        let found = discover(folder.path(), &[]);
        assert_eq!(paths(&found.files), ["b%E9d.txt", "b%EAd.txt"]);
        assert!(found.diagnostics.iter().all(|d| d.code == "file-name-not-unicode"));
    }

    #[test]
    fn a_folder_that_is_not_there_is_an_error() {
        let found = discover(Path::new("/no/such/folder"), &[]);
        assert_eq!(found.diagnostics[0].code, "unreadable-folder");
    }
}
