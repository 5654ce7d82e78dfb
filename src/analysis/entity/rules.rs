//! A stand-in for the trained tagger: capitalised runs, cue words and lists of places.

use super::candidate::{EntityCandidate, EntityKind};
use crate::analysis::token::{Token, TokenKind, sentences, tokenize_into};
use crate::page::tree::TextRange;
use std::collections::BTreeMap;
use std::sync::LazyLock;

static LEXICON: LazyLock<BTreeMap<&'static str, Vec<&'static str>>> = LazyLock::new(|| {
    let mut lexicon: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    let lists = [
        include_str!("../../../training/data/lexicon.tsv"),
        include_str!("../../../training/data/territories.tsv"),
    ];
    for (list, names) in lists.iter().flat_map(|list| list.lines()).filter_map(|line| line.split_once('\t')) {
        for name in names.split("; ") {
            lexicon.entry(name).or_default().push(list);
        }
    }
    lexicon
});

fn is_listed(name: &str, lists: &[&str]) -> bool {
    LEXICON.get(name).is_some_and(|found| found.iter().any(|list| lists.contains(list)))
}

/// Finds the candidates of one passage.
pub(super) fn find_in_passage(text: &str, range: TextRange) -> Vec<EntityCandidate> {
    let mut tokens = Vec::new();
    tokenize_into(range.of(text), range.start, &mut tokens);
    let mut found = Vec::new();
    for sentence in sentences(text, &tokens) {
        let words = &tokens[sentence];
        let mut at = 0;
        while at < words.len() {
            let end = run_end(text, words, at);
            if end > at {
                found.extend(read_run(text, words, at, end));
            }
            at = end.max(at + 1);
        }
    }
    found
}

fn is_capitalised(text: &str, token: Token) -> bool {
    token.kind == TokenKind::Word && token.of(text).starts_with(char::is_uppercase)
}

/// The end of the capitalised run that starts at `at`, with "of" and the like between capitalised words.
fn run_end(text: &str, words: &[Token], at: usize) -> usize {
    let mut end = at;
    while end < words.len() && is_capitalised(text, words[end]) {
        end += 1;
        let next = words.get(end).map_or("", |word| word.of(text));
        let joins = matches!(next, "of" | "de" | "bin" | "van" | "von" | "&" | "." | "al");
        if joins && end > at && words.get(end + 1).is_some_and(|word| is_capitalised(text, *word)) {
            let initial = words[end - 1].of(text).len() <= 3;
            if next != "." || initial {
                end += 1;
            }
        }
    }
    end
}

fn read_run(text: &str, words: &[Token], start: usize, end: usize) -> Option<EntityCandidate> {
    let mut from = start;
    let skip = ["COUNTRY", "CAPITAL", "ORGNAME", "REGION"];
    let word = |index: usize| words[index].of(text);
    if from == 0 && end - from == 1 && !is_listed(word(from), &skip) || word(from) == "The" {
        from += 1;
    }
    let name_start = from;
    let titles = ["HONORIFIC", "TITLE", "DEMONYM"];
    while from + 1 < end && is_listed(word(from), &titles) || from < end && word(from) == "." {
        from += 1;
    }
    if from >= end {
        return None;
    }
    let whole = text.get(words[name_start].start as usize..words[end - 1].end as usize)?;
    let titled = from > name_start && is_listed(word(name_start), &["HONORIFIC", "TITLE"]);
    let before = start.checked_sub(1).map_or("", word);
    let (kind, score, first) = match () {
        () if is_listed(whole, &["DEMONYM", "MONTHDAY", "TITLE", "HONORIFIC"]) => return None,
        () if is_listed(whole, &["COUNTRY", "CAPITAL", "REGION"]) => (EntityKind::Place, 0.9, name_start),
        () if is_listed(whole, &["ORGNAME"]) => (EntityKind::Organization, 0.9, name_start),
        () if titled => (EntityKind::Person, 0.8, from),
        () if (name_start..end).any(|at| end - name_start > 1 && is_listed(word(at), &["ORGWORD"])) => {
            (EntityKind::Organization, 0.7, name_start)
        }
        () if is_listed(word(end - 1), &["GEOWORD"]) && end - from > 1 => (EntityKind::Place, 0.6, from),
        () if matches!(before, "in" | "at" | "from" | "near") && end - from == 1 => {
            (EntityKind::Place, 0.6, from)
        }
        () if whole.len() <= 5 && whole.len() > 1 && whole.chars().all(char::is_uppercase) => {
            (EntityKind::Organization, 0.5, name_start)
        }
        () if (2..=4).contains(&(end - from)) => (EntityKind::Person, 0.5, from),
        () => return None,
    };
    let range = TextRange::new(words[first].start, words[end - 1].end);
    let mut scores = [0.0; 3];
    scores[kind.index()] = score;
    let surface = range.of(text).split_whitespace().collect::<Vec<_>>().join(" ");
    let title = (kind == EntityKind::Person && first > name_start)
        .then(|| TextRange::new(words[name_start].start, words[first - 1].end).of(text).to_owned());
    Some(EntityCandidate { range, scores, surface, title })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(text: &str, expected: &[(&str, EntityKind)]) {
        let found = find_in_passage(text, TextRange::new(0, text.len() as u32));
        let found: Vec<(&str, EntityKind)> = found
            .iter()
            .filter_map(|one| {
                EntityKind::ALL
                    .into_iter()
                    .find(|kind| one.scores[kind.index()] > 0.0)
                    .map(|kind| (one.range.of(text), kind))
            })
            .collect();
        assert_eq!(found, expected);
    }

    #[test]
    fn cues_decide_the_kind() {
        check(
            "He met President Anna Berg in Vienna.",
            &[("Anna Berg", EntityKind::Person), ("Vienna", EntityKind::Place)],
        );
        check("Ukrainian officials spoke.", &[]);
        check("The Ministry of Health said", &[("Ministry of Health", EntityKind::Organization)]);
    }

    proptest! {
        #[test]
        fn candidates_are_in_order(text in "\\PC{0,80}|[A-Z][a-z.'&\\- \\nA-Z]{0,80}") {
            let found = find_in_passage(&text, TextRange::new(0, text.len() as u32));
            let mut at = 0;
            for one in found {
                prop_assert!(one.range.start >= at && !one.range.of(&text).is_empty());
                at = one.range.end;
            }
        }
    }
}
