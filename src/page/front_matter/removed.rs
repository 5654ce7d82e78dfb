//! What was taken off a page, as a field of front matter: `convert` writes it, and reading it gives it back to the page.

use super::record::FrontMatter;
use crate::page::tree::Removed;
use serde_json::{Value, json};

/// The field's name.
pub const REMOVED: &str = "removed";

/// The field's value as JSON; nothing when nothing was removed.
pub fn kept_as_removed(removed: &[Removed]) -> Option<String> {
    let entries: Vec<Value> =
        removed.iter().map(|piece| json!({ "reason": piece.reason, "text": piece.text })).collect();
    (!entries.is_empty()).then(|| Value::Array(entries).to_string())
}

/// Takes the field out of the front matter. What is not as `convert` writes it stays there, without effect.
pub(in crate::page) fn take_removed(front_matter: &mut FrontMatter) -> Vec<Removed> {
    let removed = front_matter.extra.get(REMOVED).and_then(|json| parse(json));
    if removed.is_some() {
        front_matter.extra.remove(REMOVED);
    }
    removed.unwrap_or_default()
}

fn parse(json: &str) -> Option<Vec<Removed>> {
    let entries: Vec<Value> = serde_json::from_str(json).ok()?;
    let field = |entry: &Value, name: &str| entry.get(name)?.as_str().map(str::to_owned);
    let piece = |entry: &Value| {
        Some(Removed { text: field(entry, "text")?, reason: field(entry, "reason")?, source: 0 })
    };
    entries.iter().map(piece).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_removed_is_given_back() {
        let removed = vec![Removed { text: "- 3 -\n\"x\"".into(), reason: "page number".into(), source: 0 }];
        let mut front_matter = FrontMatter::default();
        front_matter.extra.insert(REMOVED.into(), kept_as_removed(&removed).unwrap());
        let written = super::super::write(&front_matter);
        let mut again = super::super::parse(&written).front_matter;
        assert_eq!(take_removed(&mut again), removed);
        assert_eq!(again.extra.get(REMOVED), None);
        assert_eq!(kept_as_removed(&[]), None);
    }

    #[test]
    fn a_field_of_somebody_else_stays() {
        let mut front_matter = FrontMatter::default();
        front_matter.extra.insert(REMOVED.into(), "[1, 2]".into());
        assert_eq!(take_removed(&mut front_matter), []);
        assert!(front_matter.extra.contains_key(REMOVED));
    }
}
