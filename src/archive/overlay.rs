//! The corrections overlay: what a person knows better, keyed by path. It wins over everything inferred.

use std::collections::BTreeMap;

/// Corrections by path of the source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Overlay {
    /// Relative path (or `path#record`) → corrections.
    pub rows: BTreeMap<String, OverlayRow>,
}

/// Corrections to one article; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverlayRow {
    /// Line of the file it stands on, for diagnostics.
    pub line: u32,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication as written.
    pub date: Option<String>,
    /// Authors.
    pub byline: Option<Vec<String>>,
    /// Section.
    pub section: Option<String>,
    /// Printed page.
    pub page: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Leave the article out.
    pub hide: bool,
}
// STUB
impl Overlay { 
/// stub
pub fn parse_csv(_t:&str,_p:&str)->(Self,Vec<crate::diagnostic::Diagnostic>){Default::default()} }
/// stub
pub fn unmatched<'a>(_o:&Overlay,_k:impl Iterator<Item=(&'a str,Option<&'a str>)>)->Vec<crate::diagnostic::Diagnostic>{vec![]}
