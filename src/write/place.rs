//! Where the site may be written: which folders, and which paths in them.

use super::error::WriteError;
use std::collections::BTreeMap;
use std::fs::{File, TryLockError};
use std::path::{Component, Path, PathBuf};

/// The manifest's name in the output folder.
pub const MANIFEST: &str = ".backfile-manifest";
/// The staging folder's name in the output folder, while a build runs.
pub const STAGING: &str = ".backfile-staging";

/// Whether a path may be that of a file of the site: relative, `/` between its parts, staying inside the output.
///
/// # Errors
/// When it is not, saying why. For a file that is carried along from elsewhere this is worth asking before.
pub fn check_path(path: &str) -> Result<(), WriteError> {
    let refuse =
        |why: &str| Err(WriteError::new(Path::new(path), format!("no file can be written here: {why}")));
    if path.is_empty() {
        return refuse("the path is empty");
    }
    if path.chars().any(char::is_control) {
        return refuse("the path holds a control character");
    }
    if path.split('/').any(|part| matches!(part, "" | "." | "..")) {
        return refuse("the path has an empty part, `.` or `..`");
    }
    // What separates parts and what is absolute depends on the system.
    if !Path::new(path).components().all(|part| matches!(part, Component::Normal(_)))
        || (cfg!(windows) && path.contains(['\\', ':']))
    {
        return refuse("the path leads out of the output folder");
    }
    let first = path.split('/').next().unwrap_or_default();
    if first.to_ascii_lowercase().starts_with(".backfile-") {
        return refuse("names that begin with `.backfile-` are Backfile's own");
    }
    Ok(())
}

/// Refuses a site in which a file stands where another needs a folder.
pub(super) fn check_nesting<T>(files: &BTreeMap<String, T>) -> Result<(), WriteError> {
    for path in files.keys() {
        if let Some(file) = ancestors(path).find(|ancestor| files.contains_key(*ancestor)) {
            return Err(WriteError::new(
                Path::new(path),
                format!("`{file}` is a file of the site, so it is no folder"),
            )
            .hint("Give one of the two pages another address, with `url` or `slug` in its front matter"));
        }
    }
    Ok(())
}

/// The folders that a path lies in, from the outermost, without the output folder itself.
pub(super) fn ancestors(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(at, _)| &path[..at])
}

/// The output folder with links resolved, unless a mistake there would be a disaster.
pub(super) fn accept(folder: &Path, forbidden: &[PathBuf]) -> Result<PathBuf, WriteError> {
    let resolved = resolve(folder)?;
    let hint = "Choose a folder of its own for the website, for example `public`";
    if resolved.parent().is_none() {
        return Err(WriteError::new(folder, "the root of the disk cannot be the output folder").hint(hint));
    }
    for kept in forbidden {
        if resolve(kept)?.starts_with(&resolved) {
            let message = format!("the output folder must not be {} or hold it", kept.display());
            return Err(WriteError::new(folder, message).hint(hint));
        }
    }
    if resolved.metadata().is_ok_and(|found| !found.is_dir()) {
        return Err(WriteError::new(folder, "the output folder is a file").hint(hint));
    }
    Ok(resolved)
}

/// The absolute path with links resolved, as far as it exists.
fn resolve(path: &Path) -> Result<PathBuf, WriteError> {
    let absolute = std::path::absolute(path).map_err(|error| WriteError::io(path, "find", &error))?;
    let existing = absolute.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
    let Some((ancestor, mut resolved)) = existing else { return Ok(absolute) };
    for part in absolute.strip_prefix(ancestor).unwrap_or(Path::new("")).components() {
        match part {
            Component::ParentDir => drop(resolved.pop()),
            part => resolved.push(part),
        }
    }
    Ok(resolved)
}

/// Keeps a second build out of the folder until the file is closed. Where a folder cannot be locked, none is.
pub(super) fn lock(folder: &Path) -> Result<Option<File>, WriteError> {
    let Ok(file) = File::open(folder) else { return Ok(None) };
    match file.try_lock() {
        Ok(()) => Ok(Some(file)),
        Err(TryLockError::WouldBlock) => {
            Err(WriteError::new(folder, "another Backfile is writing into this folder")
                .hint("Wait for it to end"))
        }
        Err(TryLockError::Error(_)) => Ok(None),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_inside() {
        for good in ["index.html", "a/b c/d.html", "é/日.html", ".well-known/x", "a..b/..c", "CNAME"] {
            assert_eq!(check_path(good), Ok(()), "{good}");
        }
        let bad = ["", "/a", "../a", "a/../b", "a/..", "./a", "a//b", "a/", "a\0b", "a\nb", "\u{85}"];
        for bad in bad.into_iter().chain([".backfile-manifest", ".backfile-staging/1", ".Backfile-x"]) {
            assert!(check_path(bad).is_err(), "{bad:?}");
        }
    }

    #[test]
    fn a_file_is_no_folder() {
        let check =
            |paths: &[&str]| check_nesting(&paths.iter().map(|path| ((*path).to_owned(), ())).collect());
        assert_eq!(check(&["a", "a.html", "b/a", "b/c/d"]), Ok(()));
        assert!(check(&["a", "a.html", "a/b/c"]).is_err());
    }

    #[test]
    fn folders_that_would_be_a_disaster_are_refused() {
        let site = tempfile::tempdir().unwrap();
        let content = site.path().join("content");
        std::fs::create_dir(&content).unwrap();
        let forbidden = [content.clone(), site.path().join("templates")];
        let refused = |folder: PathBuf| accept(&folder, &forbidden).is_err();
        assert!(refused("/".into()));
        assert!(refused(content.clone()));
        assert!(refused(content.join("no/../../content")));
        assert!(refused(site.path().to_owned()));
        assert!(refused(site.path().parent().unwrap().to_owned()));
        assert!(refused(site.path().join("templates")));
        assert!(!refused(site.path().join("public")));
        assert!(!refused(content.join("public")));
        std::fs::write(site.path().join("file"), "").unwrap();
        assert!(refused(site.path().join("file")));
    }

    #[cfg(unix)]
    #[test]
    fn links_are_looked_through() {
        let site = tempfile::tempdir().unwrap();
        let content = site.path().join("content");
        std::fs::create_dir(&content).unwrap();
        std::os::unix::fs::symlink(&content, site.path().join("public")).unwrap();
        assert!(accept(&site.path().join("public"), std::slice::from_ref(&content)).is_err());
    }
}
