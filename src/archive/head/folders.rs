//! The folders whose customs a file may go by.

/// A folder of fewer files has no customs of its own.
pub(super) const FEWEST: u32 = 5;

/// The folder that a file lies in, the folder above, and so on; the whole archive, without a name, comes last.
pub(super) fn folders_of(path: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(path);
    std::iter::from_fn(move || {
        let path = rest.filter(|path| !path.is_empty())?;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        rest = Some(folder);
        Some(folder)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_has_its_folder_and_those_above() {
        let of = |path: &'static str| folders_of(path).collect::<Vec<_>>();
        assert_eq!(of("a/b/c.txt"), ["a/b", "a", ""]);
        assert_eq!(of("c.txt"), [""]);
    }
}
