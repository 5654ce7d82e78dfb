//! Names that their words give away ([`super::patterns`], [`super::bodies`], [`super::personal`]), put in order with the
//! tagger's.

use super::bodies::{bare_heads, lettered_end, opened_at};
use super::candidate::EntityKind;
use super::establishments::establishments;
use super::patterns::{pattern_ending_at, scored};
use super::personal::people_at;
use super::reader::Reader;
use super::tagger::Name;

/// Probability below which the tagger's kind gives way to what the words before a name show.
const DOUBT: f32 = 0.6;

/// The names, surer or added, in order. `names` are the tagger's, in order and not overlapping.
pub(crate) fn with_patterns(text: &str, reader: &Reader, names: &[Name]) -> Vec<Name> {
    let all = merged(names, &patterns(text, reader));
    let all = merged(&all, &establishments(text, reader));
    merged(&all, &bare_heads(text, reader, &all))
}

/// The names and the patterns that they give way to.
fn merged(names: &[Name], patterns: &[Name]) -> Vec<Name> {
    if patterns.is_empty() {
        return names.to_vec();
    }
    let mut all = Vec::with_capacity(names.len());
    let mut rest = names;
    for pattern in patterns {
        let before = rest.partition_point(|name| name.end <= pattern.start);
        all.extend_from_slice(&rest[..before]);
        rest = &rest[before..];
        let touching = rest.partition_point(|name| name.start < pattern.end);
        if gives_way(&rest[..touching], pattern) {
            all.push(*pattern);
        } else {
            all.extend_from_slice(&rest[..touching]);
        }
        rest = &rest[touching..];
    }
    all.extend_from_slice(rest);
    all
}

/// Whether the tagger's names there are all parts of the pattern, and none is both whole and surer or of another mind.
fn gives_way(names: &[Name], pattern: &Name) -> bool {
    names.iter().all(|name| {
        let inside = name.start >= pattern.start && name.end <= pattern.end;
        let whole = name.start == pattern.start && name.end == pattern.end;
        let best = name.kind();
        let agrees = best == pattern.kind();
        // Nothing but a person stands behind a title or over a wedding.
        let doubted = pattern.kind() == EntityKind::Person.index() && name.scores[best] < DOUBT;
        inside && (!whole || doubted || (agrees && name.scores[best] < pattern.scores[best]))
    })
}

/// The patterns of all sentences of prose, in order and not overlapping.
fn patterns(text: &str, reader: &Reader) -> Vec<Name> {
    let mut found: Vec<Name> = Vec::new();
    for index in 0..reader.len() {
        let (first, sentence) = reader.sentence(index);
        for at in 0..sentence.words.len() {
            let floor = found.last().map_or(0, |last| last.end.saturating_sub(first));
            let people = if at >= floor { people_at(text, sentence, at) } else { Vec::new() };
            found.extend(
                people.iter().map(|name| scored(first + name.start..first + name.end, EntityKind::Person)),
            );
            if !people.is_empty() {
                continue;
            }
            if !sentence.is_prose(text) {
                let lettered = lettered_end(text, sentence.words, at).filter(|_| at >= floor);
                found.extend(lettered.map(|end| scored(first + at..first + end, EntityKind::Organization)));
                continue;
            }
            if let Some((start, kind)) = pattern_ending_at(text, sentence.words, at, floor) {
                found.push(scored(first + start..first + at + 1, kind));
            } else if at >= floor
                && let Some((end, kind)) = opened_at(text, sentence.words, at)
            {
                found.push(scored(first + at..first + end, kind));
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::super::test_reading::{read, shown};
    use super::*;

    fn check(text: &str, expected: &[(&str, usize)]) {
        let mut found = Vec::new();
        read(text, |reader, _| {
            for name in patterns(text, reader) {
                found.push((shown(text, &reader.words[name.start..name.end]), name.kind()));
            }
        });
        let found: Vec<(&str, usize)> = found.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn the_last_word_gives_the_kind() {
        check("She ran down Harrow Street to the bank.", &[("Harrow Street", 2)]);
        check("The Town Council met there without much noise.", &[("Town Council", 1)]);
        check(
            "They later sued both the Farmers' Bank and, without much success, Mott & Gray Milling Company.",
            &[("Farmers' Bank", 1), ("Mott & Gray Milling Company", 1)],
        );
    }

    #[test]
    fn what_goes_on_or_stands_alone_is_left_to_the_tagger() {
        check("The Council and the Bank agreed with Town Council President Mott.", &[]);
        check("He met Mary Hill there.", &[]);
        check("A BANK ON HARROW STREET WAS ROBBED", &[]);
    }

    fn check_all(text: &str, expected: &[&str]) {
        let mut found = Vec::new();
        read(text, |reader, names| {
            for name in with_patterns(text, reader, names) {
                found.push(shown(text, &reader.words[name.start..name.end]));
            }
        });
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn a_body_that_was_named_goes_by_its_kind() {
        check_all("The Town Council met there. Later the Council voted.", &["Town Council", "Council"]);
        check_all("Later the Council of elders voted.", &[]);
        check_all(
            "The Mott and District Harbour Commission voted on Monday.",
            &["Mott and District Harbour Commission"],
        );
    }
}
