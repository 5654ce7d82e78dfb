//! Writers by the names of files and folders: where a word of a path is a family name that nearly all bylines of the
//! files with that word end in, the files without a byline are that writer's too.

use super::candidates;
use super::habits::TAKEN;
use super::repeated::Repeated;
use crate::archive::facts::ArticleFacts;
use crate::archive::fold::fold;
use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::path::name_words;
use std::collections::BTreeMap;

/// Fewer files settle nothing.
const FEWEST: u32 = 3;

/// Who signs the files whose path has a word.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Writers {
    words: BTreeMap<String, Signed>,
}

/// Signed files that have a word in their path.
#[derive(Clone, Debug, Default, PartialEq)]
struct Signed {
    files: u32,
    by: BTreeMap<String, u32>,
}

/// Counts who signs which files. The order of the facts does not matter.
pub(super) fn count(facts: &[ArticleFacts], repeated: &Repeated) -> Writers {
    let mut writers = Writers::default();
    for fact in facts {
        let mut authors = fact.front_matter.authors.clone();
        if authors.is_empty() {
            let own = candidates::own(fact, repeated);
            authors.extend(own.into_iter().filter(is_byline).map(|candidate| candidate.value));
        }
        authors.sort();
        authors.dedup();
        if authors.is_empty() {
            continue;
        }
        for word in name_words(&fact.key.path) {
            let signed = writers.words.entry(word).or_default();
            signed.files += 1;
            for author in &authors {
                *signed.by.entry(author.clone()).or_default() += 1;
            }
        }
    }
    writers
}

fn is_byline(candidate: &HeadCandidate) -> bool {
    candidate.role == HeadRole::Byline && candidate.score >= TAKEN
}

impl Writers {
    /// The writer whose family name is a word of the path.
    pub(super) fn of(&self, path: &str) -> Option<&str> {
        let mut found = name_words(path).into_iter().filter_map(|word| {
            let signed = self.words.get(&word)?;
            let (author, files) = signed.by.iter().max_by_key(|(_, files)| **files)?;
            let family = fold(author.split_whitespace().next_back()?);
            let usual = *files >= FEWEST && files * 10 >= signed.files * 9;
            (usual && family == word && author.contains(' ')).then_some(author.as_str())
        });
        let author = found.next()?;
        found.all(|other| other == author).then_some(author)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::test_facts;

    fn signed(path: &str, author: Option<&str>) -> ArticleFacts {
        let byline = |author: &str| HeadCandidate {
            role: HeadRole::Byline,
            block: 0,
            blocks: 1,
            range: Default::default(),
            value: author.to_owned(),
            score: 0.9,
            convention: "by-line".into(),
        };
        let mut facts = test_facts::article(path);
        facts.head = author.map(byline).into_iter().collect();
        facts
    }

    #[track_caller]
    fn check(files: &[(&str, Option<&str>)], path: &str, expected: Option<&str>) {
        let facts: Vec<ArticleFacts> = files.iter().map(|(path, author)| signed(path, *author)).collect();
        assert_eq!(count(&facts, &Repeated::default()).of(path), expected);
    }

    #[test]
    fn a_family_name_in_the_path_tells_the_writer() {
        let doe = Some("Jane Doe");
        let files = [("doe/a.txt", doe), ("doe/b.txt", doe), ("c-doe.txt", doe), ("doe/d.txt", None)];
        check(&files, "doe/e.txt", doe);
        check(&files, "roe/e.txt", None);
        check(&files[..2], "doe/e.txt", None);
        check(&[files[0], files[1], files[2], ("doe/x.txt", Some("John Doe"))], "doe/e.txt", None);
    }

    #[test]
    fn another_word_of_the_path_tells_nothing() {
        let doe = Some("Jane Doe");
        check(&[("news/a.txt", doe), ("news/b.txt", doe), ("news/c.txt", doe)], "news/d.txt", None);
    }
}
