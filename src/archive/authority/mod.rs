//! The authority file: what a person says of who is who. It always wins.
//!
//! *Records* give a person, organisation or place its preferred name, other names, description and identifiers; *rules*
//! merge, split, ignore, retype and keep apart. Both are plain tables that can be compared line by line.

mod read_csv;
mod read_toml;
mod scope;
#[cfg(test)]
mod tests;
mod write;

pub use scope::Scope;
pub use write::{Decision, export_csv, with_decision};

use crate::analysis::entity::EntityKind;
use crate::diagnostic::Diagnostic;
use std::collections::BTreeMap;

/// Records and rules, in the order of their files.
#[derive(Clone, Debug, Default)]
pub struct Authority {
    /// Authority records.
    pub records: Vec<Record>,
    /// Rules.
    pub rules: Vec<Rule>,
}

/// Where a record or rule stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Place {
    /// The file, as a person would name it.
    pub file: String,
    /// Its line, from 1.
    pub line: u32,
}

/// One authority record: an identity and its names.
#[derive(Clone, Debug, PartialEq)]
pub struct Record {
    /// Where it stands.
    pub place: Place,
    /// What the address of its page is made from; `None` leaves it to the ledger and the name.
    pub id: Option<String>,
    /// Preferred form of the name.
    pub name: String,
    /// The form by which it is sorted.
    pub sort: Option<String>,
    /// What it is.
    pub kind: EntityKind,
    /// Other names.
    pub aliases: Vec<String>,
    /// Names that never mean it.
    pub not_aliases: Vec<String>,
    /// A sentence for readers.
    pub description: Option<String>,
    /// Scheme (`wikidata`, `geonames`, `viaf`) → id.
    pub external_ids: BTreeMap<String, String>,
    /// Latitude and longitude in degrees.
    pub coordinates: Option<(f32, f32)>,
}

/// A rule with what it is limited to.
#[derive(Clone, Debug)]
pub struct Rule {
    /// Where it stands.
    pub place: Place,
    /// What it does.
    pub does: Does,
    /// The kind of entity it is about; `None` for any.
    pub kind: Option<EntityKind>,
    /// The articles it holds in.
    pub scope: Scope,
}

/// What a rule does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Does {
    /// The names are one identity, called by the first.
    Merge(Vec<String>),
    /// The names are never one identity.
    Different(Vec<String>),
    /// In the scope, the name is somebody else, called `into`.
    Split {
        /// The name.
        name: String,
        /// Whom it means there.
        into: String,
    },
    /// The names are no mentions at all.
    Ignore(Vec<String>),
    /// The names are of another kind.
    Retype(Vec<String>, EntityKind),
}

impl Does {
    /// The word for it in the file.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::Merge(_) => "merge",
            Self::Different(_) => "different",
            Self::Split { .. } => "split",
            Self::Ignore(_) => "ignore",
            Self::Retype(..) => "retype",
        }
    }

    /// The names it is about.
    pub fn names(&self) -> Vec<&str> {
        match self {
            Self::Merge(names) | Self::Different(names) | Self::Ignore(names) | Self::Retype(names, _) => {
                names.iter().map(String::as_str).collect()
            }
            Self::Split { name, .. } => vec![name],
        }
    }
}

impl Authority {
    /// Takes in the records and rules of another file.
    pub fn extend(&mut self, other: Self) {
        self.records.extend(other.records);
        self.rules.extend(other.rules);
    }

    /// Whether nothing is said.
    pub const fn is_empty(&self) -> bool {
        self.records.is_empty() && self.rules.is_empty()
    }

    /// Every name that must be known, whether a text has it or not: with its kind, or for any kind.
    pub fn names(&self) -> impl Iterator<Item = (Option<EntityKind>, &str)> {
        let of_records = self.records.iter().flat_map(|record| {
            let names = std::iter::once(&record.name).chain(&record.aliases).chain(&record.not_aliases);
            names.map(|name| (Some(record.kind), name.as_str()))
        });
        let of_rules = self.rules.iter().flat_map(|rule| {
            let into = match &rule.does {
                Does::Split { into, .. } => Some(into.as_str()),
                _ => None,
            };
            let settles = !matches!(rule.does, Does::Ignore(_) | Does::Retype(..));
            let names = if settles { rule.does.names() } else { Vec::new() };
            names.into_iter().chain(into).map(|name| (rule.kind, name))
        });
        of_records.chain(of_rules)
    }
}

/// The kinds that are meant: the one that is named, or all.
pub(in crate::archive) fn kinds(named: Option<EntityKind>) -> impl Iterator<Item = EntityKind> {
    EntityKind::ALL.into_iter().filter(move |kind| named.is_none_or(|named| named == *kind))
}

/// The word for a kind in the file.
pub const fn kind_word(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "person",
        EntityKind::Organization => "organization",
        EntityKind::Place => "place",
    }
}

/// The kind that a word means.
fn kind_of(word: &str) -> Option<EntityKind> {
    match word.trim().to_lowercase().as_str() {
        "person" | "people" | "per" => Some(EntityKind::Person),
        "organization" | "organisation" | "org" | "corporate" | "corporation" => {
            Some(EntityKind::Organization)
        }
        "place" | "location" | "loc" | "gpe" => Some(EntityKind::Place),
        _ => None,
    }
}

/// The schemes of identifiers that a record may have.
const SCHEMES: [&str; 3] = ["wikidata", "geonames", "viaf"];

/// A warning with where it stands and what to do.
fn warning(
    code: &'static str,
    message: impl Into<String>,
    place: &Place,
    hint: impl Into<String>,
) -> Diagnostic {
    Diagnostic::warning(code, message.into()).at(&place.file, Some(place.line)).hint(hint)
}
