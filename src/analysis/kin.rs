//! Kinship that an article states in so many words: who was married to whom, what somebody was called before, whose
//! child it is that is called by a given name alone.
//!
//! A person who marries changes name, and a daughter who is led to the altar is "Eleanor Mary, daughter of Captain
//! Sturgis": without the sentence that says so, no comparison of spellings could tell that the names are one person's.
//! Only what stands between two neighbouring names is read, so the work is linear in the text.

use super::around::{people, spaced, tail, without_title};
use super::entity::EntityCandidate;
use serde::{Deserialize, Serialize};

/// Most bytes between two names that are read.
const LONGEST_GAP: usize = 240;
/// Bytes before a name in which "he married" is looked for.
const BEFORE: usize = 40;

/// How two people belong together.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Relation {
    /// They were married; which of them is the wife the wording does not say.
    Married,
    /// `one` is the wife of `other`.
    Wife,
    /// Both are names of one person: `other` is an earlier or another name.
    SameAs,
    /// `one` is a child of `other`.
    Child,
}

/// Two mentions and their relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Kin {
    /// The relation.
    pub relation: Relation,
    /// Index of a candidate.
    pub one: u32,
    /// Index of another candidate.
    pub other: u32,
}

/// The kinship stated between candidates, in order of the text.
pub fn find(text: &str, candidates: &[EntityCandidate]) -> Vec<Kin> {
    let people = people(candidates);
    let mut found: Vec<Kin> = Vec::new();
    for (place, &other) in people.iter().enumerate() {
        if let Some(subject) = pronoun_subject(text, candidates, &people[..place], other) {
            found.push(Kin { relation: Relation::Married, one: subject, other });
        }
        if let Some(&subject) =
            people[..place].first().filter(|_| is_surviving_child(text, &candidates[other as usize]))
        {
            found.push(Kin { relation: Relation::Child, one: other, other: subject });
            continue;
        }
        if let Some(&one) = place.checked_sub(1).and_then(|before| people.get(before))
            && is_pronouns_forebear(text, &candidates[other as usize])
        {
            found.push(Kin { relation: Relation::Child, one, other });
            continue;
        }
        let Some(&one) = place.checked_sub(1).and_then(|before| people.get(before)) else { continue };
        let Some(gap) = gap(text, candidates, one, other) else { continue };
        let parent = is_parent_told_behind(text, &candidates[other as usize]);
        if !may_tell(&gap) && !parent && !is_wedding_of(text, &candidates[one as usize]) {
            continue;
        }
        let words: Vec<&str> = gap.split(' ').filter(|word| !word.is_empty()).collect();
        if let Some(child) = child_of(&words, parent) {
            let (one, other) = if child { (one, other) } else { (other, one) };
            found.push(Kin { relation: Relation::Child, one, other });
            continue;
        }
        // "Eleanor, daughter of Captain Sturgis, was married to Mr. Vance": the subject is Eleanor.
        let subject = match found.last() {
            Some(Kin { relation: Relation::Child, one: child, other: parent }) if *parent == one => *child,
            _ => one,
        };
        let told = relation_of(&words, text, &candidates[one as usize], &candidates[other as usize]);
        found.extend(told.map(|told| match told {
            (relation @ Relation::Married, _) => Kin { relation, one: subject, other },
            (relation @ Relation::Wife, true) => Kin { relation, one: other, other: subject },
            (relation, _) => Kin { relation, one, other },
        }));
    }
    found
}

/// What stands between two names, in small letters, marks apart, without the title of the second name; `None` where
/// too much does, or where a paragraph ends.
fn gap(text: &str, candidates: &[EntityCandidate], one: u32, other: u32) -> Option<String> {
    let (one, other) = (candidates.get(one as usize)?, candidates.get(other as usize)?);
    let between = text.get(one.range.end as usize..other.range.start as usize)?;
    if between.len() > LONGEST_GAP || between.contains("\n\n") {
        return None;
    }
    Some(spaced(without_title(between, other)))
}

/// Words without which nothing is told; looked for before anything is taken apart.
fn may_tell(gap: &str) -> bool {
    const TELLING: [&str; 20] = [
        "marri", "wed", "née", "nee", "born", "former", "daughter", "son ", "wife", "bride", "widow",
        "husband", "known", "united", "was", "(", "called", "father", "mother", "son,",
    ];
    TELLING.iter().any(|word| gap.contains(word))
}

/// What the words between two names say; whether the second is the one that the relation is told of first.
fn relation_of(
    words: &[&str],
    text: &str,
    one: &EntityCandidate,
    other: &EntityCandidate,
) -> Option<(Relation, bool)> {
    if is_same_person(words, text, one, other) {
        return Some((Relation::SameAs, false));
    }
    if is_child(words) {
        return Some((Relation::Child, false));
    }
    if ends_sentence(words) {
        return None;
    }
    let plain: Vec<&str> =
        words.iter().copied().filter(|word| word.chars().any(char::is_alphanumeric)).collect();
    match plain.as_slice() {
        [.., "his" | "and" | "s", "wife"] | ["his", "wife", ..] if plain.len() <= 5 => {
            Some((Relation::Wife, true))
        }
        [.., "her", "husband"] if plain.len() <= 5 => Some((Relation::Wife, false)),
        [.., "wife" | "widow" | "bride", "of"] if plain.len() <= 8 => Some((Relation::Wife, false)),
        [.., "to" | "with"] if is_passive(&plain) => Some((Relation::Married, false)),
        [.., "married" | "wed" | "weds" | "marries" | "wedded"] => Some((Relation::Married, false)),
        _ => {
            let link = plain.iter().any(|word| matches!(*word, "and" | "to" | "with"));
            (link && is_wedding_of(text, one)).then_some((Relation::Married, false))
        }
    }
}

/// "was married on Saturday to", "was united to", "was joined in marriage with".
fn is_passive(words: &[&str]) -> bool {
    let is_be = |word: &&str| matches!(*word, "was" | "were" | "is" | "be" | "been" | "being");
    let after = |at: usize| words[at..].iter().take(4);
    (0..words.len()).filter(|&at| is_be(&words[at])).any(|at| {
        after(at).any(|word| matches!(*word, "married" | "wed" | "wedded"))
            || after(at).any(|word| *word == "united" || *word == "joined")
                && (words.contains(&"marriage") || words.len() - at <= 3)
    }) || words.first().is_some_and(|word| matches!(*word, "married" | "wed"))
}

/// "The marriage of" before the name.
fn is_wedding_of(text: &str, name: &EntityCandidate) -> bool {
    let start = name.range.start as usize;
    let before = without_title(tail(text, start, BEFORE), name);
    let before = spaced(before);
    let words: Vec<&str> = before.split_whitespace().collect();
    matches!(words.as_slice(), [.., "marriage" | "wedding" | "nuptials" | "betrothal", "of"])
}

/// "(née", ", the former", ", better known as", "(born", and "Mrs. Finch (Miss Pryce".
fn is_same_person(words: &[&str], text: &str, one: &EntityCandidate, other: &EntityCandidate) -> bool {
    let opened = matches!(words.first(), Some(&("(" | "," | "[")));
    let rest = if opened { &words[1..] } else { words };
    match rest {
        ["née" | "nee"] | ["née" | "nee", "miss"] => true,
        ["born" | "formerly" | "previously"]
        | ["the", "former"]
        | ["who", "was"]
        | ["who", "was", "once" | "then" | "born"] => opened && !is_office(other),
        ["better" | "also" | "popularly", "known", "as"]
        | ["known", "as"]
        | ["a", ".", "k", ".", "a", "."]
        | ["alias" | "aka"] => true,
        [] => opened && words[0] == "(" && is_maiden(text, one, other),
        _ => false,
    }
}

/// "the former President Carter" is an office that was left.
fn is_office(name: &EntityCandidate) -> bool {
    name.title.as_deref().is_some_and(|title| !matches!(title, "Miss" | "Ms." | "Ms"))
}

/// "Mrs. Hector Finch (Miss Florence Pryce)".
fn is_maiden(text: &str, one: &EntityCandidate, other: &EntityCandidate) -> bool {
    let follows = text.get(other.range.end as usize..).unwrap_or_default().trim_start();
    let ends = follows.starts_with(')') || follows.starts_with(", until") || follows.starts_with(", before");
    let is = |name: &EntityCandidate, title: &str| name.title.as_deref() == Some(title);
    ends && is(other, "Miss") && (is(one, "Mrs.") || is(one, "Mrs"))
}

/// ", only daughter of".
fn is_child(words: &[&str]) -> bool {
    let words = match words {
        [rest @ .., "the", "late"] => rest,
        rest => rest,
    };
    let words = match words {
        ["," | "(", rest @ ..] => rest,
        rest => rest,
    };
    let [before @ .., "daughter" | "son" | "child", "of"] = words else { return false };
    before.len() <= 3
        && before.iter().all(|word| {
            matches!(
                *word,
                "the"
                    | "a"
                    | "only"
                    | "eldest"
                    | "oldest"
                    | "youngest"
                    | "elder"
                    | "younger"
                    | "second"
                    | "third"
                    | "fourth"
                    | "infant"
                    | "little"
                    | "beloved"
                    | "older"
                    | "first"
                    | "surviving"
            )
        })
}

/// Whether the first of two names is the child ("which his father, Captain William Oake", "Captain Oake, his father")
/// or the second ("survived by one son, William"); `None` where nothing is said of that.
fn child_of(words: &[&str], parent_told_behind: bool) -> Option<bool> {
    if parent_told_behind {
        return Some(true);
    }
    let words = if let [rest @ .., ","] = words { rest } else { words };
    match words {
        [.., "his" | "her", "father" | "mother"] | [.., "his" | "her", "late", "father" | "mother"] => {
            Some(true)
        }
        [.., "his" | "her" | "one" | "a" | "only", "son" | "daughter"] => Some(false),
        _ => None,
    }
}

/// "Captain Oake, his father".
fn is_parent_told_behind(text: &str, name: &EntityCandidate) -> bool {
    let behind = text.get(name.range.end as usize..).unwrap_or_default();
    [", his father", ", her father", ", his mother", ", her mother"]
        .iter()
        .any(|told| behind.starts_with(told))
}

/// "He is a grandson of the late" before a name: of him who was named last.
fn is_pronouns_forebear(text: &str, name: &EntityCandidate) -> bool {
    let ahead = spaced(without_title(tail(text, name.range.start as usize, 2 * BEFORE), name));
    let words: Vec<&str> = ahead.split_whitespace().collect();
    let words = if let [rest @ .., "the", "late"] = words.as_slice() { rest } else { &words };
    matches!(
        words,
        [
            ..,
            "he" | "she",
            "is" | "was",
            "a" | "the",
            "grandson" | "granddaughter" | "son" | "daughter" | "nephew" | "niece",
            "of"
        ]
    )
}

/// "He is survived by one son," before a name: a child of the subject of the article.
fn is_surviving_child(text: &str, name: &EntityCandidate) -> bool {
    let ahead = spaced(without_title(tail(text, name.range.start as usize, BEFORE), name));
    let words: Vec<&str> = ahead.split_whitespace().collect();
    matches!(words.as_slice(), [.., "survived" | "leaves" | "by", _, "son" | "daughter", ","])
        && (ahead.contains("survived by") || ahead.contains("he leaves"))
}

/// Whether a sentence ends among the words; a point behind a short word ("St. Brendan's") ends none.
fn ends_sentence(words: &[&str]) -> bool {
    words.windows(2).any(|pair| match pair {
        [before, "." | "!" | "?"] => before.chars().count() > 3,
        _ => false,
    }) || words.iter().any(|word| matches!(*word, ";" | ":"))
}

/// Whom "he married" means right before a name: the first person whom the article names in full. What an article of
/// one life says of "he" is said of its subject.
fn pronoun_subject(text: &str, candidates: &[EntityCandidate], before: &[u32], other: u32) -> Option<u32> {
    let name = candidates.get(other as usize)?;
    let ahead = without_title(tail(text, name.range.start as usize, BEFORE), name);
    if !ahead.ends_with("married") && !ahead.ends_with("married to") {
        return None;
    }
    let ahead = spaced(ahead);
    let words: Vec<&str> = ahead.split_whitespace().collect();
    let verb = words.iter().rposition(|word| *word == "married")?;
    let told = words[..verb].iter().rev().take(3).any(|word| matches!(*word, "he" | "she"));
    let subject = *before.first()?;
    let full = candidates.get(subject as usize).is_some_and(|subject| subject.surface.contains(' '));
    (told && full).then_some(subject)
}

#[cfg(test)]
mod tests {
    use super::super::{Passage, entity};
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(Relation, String, String)> {
        let whole = Passage::whole(text);
        let candidates = entity::find(text, &whole, "en");
        let name = |index: u32| candidates[index as usize].surface.to_string();
        find(text, &candidates)
            .into_iter()
            .map(|kin| (kin.relation, name(kin.one), name(kin.other)))
            .collect()
    }

    fn check(text: &str, expected: &[(Relation, &str, &str)]) {
        let found = read(text);
        let found: Vec<(Relation, &str, &str)> =
            found.iter().map(|(relation, one, other)| (*relation, one.as_str(), other.as_str())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn weddings() {
        use Relation::{Child, Married, Wife};
        check(
            "Miss Clara Mott was married on Saturday morning at St. Mary's to Mr. John Carter, fisherman.",
            &[(Married, "Clara Mott", "John Carter")],
        );
        check(
            "On Saturday Mary Ellen, only daughter of Captain Edwin Mott, was united to Mr. John Carter.",
            &[(Child, "Mary Ellen", "Edwin Mott"), (Married, "Mary Ellen", "John Carter")],
        );
        check(
            "The marriage of Miss Clara Mott and Mr. John Carter took place.",
            &[(Married, "Clara Mott", "John Carter")],
        );
        check("Clara Mott became the bride of John Carter.", &[(Wife, "Clara Mott", "John Carter")]);
        check("John Carter and his wife, Clara, sailed.", &[(Wife, "Clara", "John Carter")]);
    }

    #[test]
    fn he_is_the_subject_of_the_article() {
        check(
            "John Carter, the druggist, died on Sunday. He kept the shop. In 1935 he married Miss Clara Mott, now the mayor.",
            &[(Relation::Married, "John Carter", "Clara Mott")],
        );
    }

    #[test]
    fn parents_and_children() {
        use Relation::Child;
        check(
            "William Mott ran. In the safe was an envelope which his father, Captain John Mott, had left.",
            &[(Child, "William Mott", "John Mott")],
        );
        check(
            "William Mott, Jr., succeeds Captain John Mott, his father, in the post.",
            &[(Child, "William Mott, Jr.", "John Mott")],
        );
        check(
            "A man named Leonard Mott came.\n\nHe is a grandson of the late Chief Constable Mott.",
            &[(Child, "Leonard Mott", "Mott")],
        );
        check(
            "Captain John Mott died. Ann Carter wept.\n\nHe is survived by one son, William, the present keeper.",
            &[(Child, "William", "John Mott")],
        );
    }

    #[test]
    fn other_names() {
        use Relation::SameAs;
        check("Clara Carter (née Clara Mott) was born here.", &[(SameAs, "Clara Carter", "Clara Mott")]);
        check(
            "Mrs. John Carter (Miss Clara Mott, until the spring) spoke.",
            &[(SameAs, "John Carter", "Clara Mott")],
        );
        check(
            "Mrs. Clara Carter, the former Miss Clara Mott, spoke.",
            &[(SameAs, "Clara Carter", "Clara Mott")],
        );
    }

    #[test]
    fn what_tells_nothing() {
        check("John Carter met Clara Mott. William Hale was married to his work.", &[]);
        check("John Carter, the former President Jimmy Carter and others met.", &[]);
        check("", &[]);
    }

    proptest! {
        #[test]
        fn indices_are_in_range(words in "(([A-Z][a-z]{1,6}|was|married|to|née|\\(|,|\\.|Mrs\\.|Miss|daughter|of|and|his|wife) ){0,30}") {
            let whole = Passage::whole(&words);
            let candidates = entity::find(&words, &whole, "en");
            for kin in find(&words, &candidates) {
                prop_assert!((kin.one as usize) < candidates.len() && (kin.other as usize) < candidates.len());
                prop_assert!(kin.one != kin.other);
            }
        }
    }
}
