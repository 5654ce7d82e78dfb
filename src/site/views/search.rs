//! The view of the search page. What is found there is found by its script.

use super::shell::{Scope, Shell};
use serde::Serialize;

/// `search.html`
#[derive(Debug, Serialize)]
pub struct SearchView {
    /// What every page has.
    pub shell: Shell,
    /// Link to the style sheet of the page.
    pub search_style: String,
    /// Link to the script that reads the index.
    pub index_script: String,
    /// Link to the script of the page.
    pub search_script: String,
}

/// Builds the search page.
pub(crate) fn view(scope: &Scope) -> SearchView {
    let mut shell = scope.shell(scope.strings().text("search.title"), "search");
    // The page has a box of its own.
    shell.search = None;
    SearchView {
        shell,
        search_style: scope.href("assets/search.css"),
        index_script: scope.href("assets/search-index.js"),
        search_script: scope.href("assets/search.js"),
    }
}
