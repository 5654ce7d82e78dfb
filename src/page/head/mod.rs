//! What stands at the head of a page: candidates with scores, and a title made where none is printed.

mod made_title;

pub(super) use made_title::made_title;

use super::draft::HeadCandidate;
use super::tree::Page;

/// What the lines at the head and foot of a page may be.
pub(super) fn candidates(_page: &Page, _title: Option<&str>) -> Vec<HeadCandidate> {
    Vec::new()
}
