//! Which files beside the articles go to readers: those that may, and that can be written.

use crate::archive::model::Archive;
use crate::diagnostic::Diagnostic;
use crate::site;
use crate::source::CarriedFile;
use crate::write::check_path;

/// Settles the files that are carried along. One that cannot be written would stop the whole build, so it is told.
pub(super) fn settle(archive: &mut Archive, carried: &mut Vec<CarriedFile>) {
    archive.carried = carried.iter().map(|file| file.path.clone()).collect();
    let withheld = site::withheld(archive);
    let mut unwritable = Vec::new();
    carried.retain(|file| {
        let path = &file.path;
        if let Err(error) = check_path(&site::carried_path(path)) {
            let hint = "rename it; pages cannot show or link it as it is";
            let told = Diagnostic::warning("carried-name", error.to_string()).at(path, None).hint(hint);
            unwritable.push(told);
            archive.carried.remove(path);
            return false;
        }
        !withheld.contains(path)
    });
    archive.carried.retain(|path| !withheld.contains(path));
    archive.diagnostics.extend(unwritable);
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::path::PathBuf;

    #[test]
    fn what_cannot_be_written_is_left_at_home() {
        let file =
            |path: &str| CarriedFile { path: path.into(), disk_path: PathBuf::new(), size: 0, modified: 0 };
        let mut carried = vec![file("a.pdf"), file("b\u{1b}.pdf")];
        let mut archive = Archive::default();
        settle(&mut archive, &mut carried);
        assert_eq!(archive.carried.iter().map(String::as_str).collect::<Vec<_>>(), ["a.pdf"]);
        assert_eq!(carried.len(), 1);
        assert_eq!(archive.diagnostics.len(), 1);
    }
}
