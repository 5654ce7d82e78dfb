//! Why one article is suggested beside another, in words for the reader.

use super::model::{Entity, Topic};
use super::subject::Thing;
use crate::strings::Strings;
use chrono::NaiveDate;

/// Words that are told.
const WORDS_TOLD: usize = 3;

/// What two articles have in common, the weightiest first, and how near their days are.
pub(super) fn reason(
    strings: &Strings,
    (day, other_day): (Option<NaiveDate>, Option<NaiveDate>),
    shared: &[&Thing],
    (entities, topics): (&[Entity], &[Topic]),
) -> String {
    let mut parts: Vec<String> = Vec::new();
    let words = words_told(shared);
    if !words.is_empty() {
        parts.push(strings.fill("related.words", &[("words", &words.join(", "))]));
    }
    parts.extend(names_told(strings, shared, entities));
    let topic = shared.iter().find_map(|thing| if let Thing::Topic(at) = thing { Some(*at) } else { None });
    if let Some(topic) = topic {
        parts.push(strings.fill("related.topic", &[("topic", &topics[topic].name)]));
    }
    parts.extend(when(day, other_day).map(|key| strings.text(key).to_owned()));
    parts.join("; ")
}

/// The first words; a word that stands in a pair among them is not said twice.
fn words_told<'a>(shared: &[&'a Thing]) -> Vec<&'a str> {
    let words =
        || shared.iter().filter_map(|thing| if let Thing::Word(word) = thing { Some(word) } else { None });
    let pairs: Vec<&str> =
        words().take(WORDS_TOLD * 2).filter(|word| word.contains(' ')).map(String::as_str).collect();
    let in_pair = |word: &str| pairs.iter().any(|pair| pair.split(' ').any(|part| part == word));
    let told = words().map(String::as_str).filter(|word| word.contains(' ') || !in_pair(word));
    told.take(WORDS_TOLD).collect()
}

fn names_told(strings: &Strings, shared: &[&Thing], entities: &[Entity]) -> Option<String> {
    let names: Vec<&str> = shared
        .iter()
        .filter_map(
            |thing| if let Thing::Name(at) = thing { Some(entities[*at].name.as_str()) } else { None },
        )
        .collect();
    let more = names.len().saturating_sub(2).to_string();
    let named = |at: usize| names.get(at).copied().unwrap_or_default();
    let key = match names.len() {
        0 => return None,
        1 => "related.one_name",
        2 => "related.two_names",
        3 => "related.three_names",
        _ => "related.more_names",
    };
    let values = [("a", named(0)), ("b", named(1)), ("c", named(2)), ("n", more.as_str())];
    Some(strings.fill(key, &values))
}

fn when(one: Option<NaiveDate>, other: Option<NaiveDate>) -> Option<&'static str> {
    match (one? - other?).num_days().abs() {
        0 => Some("related.same_day"),
        1..=7 => Some("related.same_week"),
        8..=31 => Some("related.same_month"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_of_a_pair_is_told_once() {
        let word = |text: &str| Thing::Word(text.into());
        let things =
            [word("price"), word("price gouging"), word("gallon"), Thing::Name(0), word("pump"), word("oil")];
        let shared: Vec<&Thing> = things.iter().collect();
        assert_eq!(words_told(&shared), ["price gouging", "gallon", "pump"]);
    }
}
