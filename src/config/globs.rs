//! Globs over the paths of articles, as configuration and authority file write them.

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};

/// Compiles globs, in their order.
///
/// # Errors
/// When one cannot be read: what is wrong with it.
pub fn glob_set<'g>(globs: impl IntoIterator<Item = &'g String>) -> Result<GlobSet, String> {
    let mut set = GlobSetBuilder::new();
    for glob in globs {
        let pattern = whole(glob);
        let built = GlobBuilder::new(&pattern).literal_separator(true).build();
        set.add(built.map_err(|error| format!("`{glob}` is no glob: {}", error.kind()))?);
    }
    set.build().map_err(|error| format!("the globs cannot be used: {error}"))
}

/// `letters/` and `/letters/**` as globs over relative paths.
fn whole(glob: &str) -> String {
    let plain = glob.trim().trim_start_matches("./").trim_start_matches('/');
    if plain.ends_with('/') { format!("{plain}**") } else { plain.to_owned() }
}
