//! Given names and their familiar forms, as the tagger offers them and the resolver joins them.

/// Given name and familiar form, a pair a line; see NOTICE.
const NICKNAMES: &str = include_str!("../../../models/nicknames.csv");

/// The pairs of a given name and a familiar form of it, in small letters.
pub fn nicknames() -> impl Iterator<Item = (&'static str, &'static str)> {
    NICKNAMES.lines().skip(1).filter_map(|line| line.split_once(','))
}
