//! Writers by the names of files and folders: where a word of a path is a family name that nearly all bylines of the
//! files with that word end in, the files without a byline are that writer's too.

use super::habits::TAKEN;
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

fn is_byline(candidate: &HeadCandidate) -> bool {
    candidate.role == HeadRole::Byline && candidate.score >= TAKEN
}

impl Writers {
    /// Counts a file in, with what it has left of its candidates once what its folder repeats is taken away.
    pub(super) fn add(&mut self, fact: &ArticleFacts, candidates: &[HeadCandidate]) {
        let mut authors = fact.front_matter.authors.clone();
        if authors.is_empty() {
            let bylines = candidates.iter().filter(|candidate| is_byline(candidate));
            authors.extend(bylines.map(|candidate| candidate.value.clone()));
        }
        authors.sort();
        authors.dedup();
        if authors.is_empty() {
            return;
        }
        for word in name_words(&fact.key.path) {
            let signed = self.words.entry(word).or_default();
            signed.files += 1;
            for author in &authors {
                *signed.by.entry(author.clone()).or_default() += 1;
            }
        }
    }

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
        let mut writers = Writers::default();
        for (path, author) in files {
            let facts = signed(path, *author);
            writers.add(&facts, &facts.head);
        }
        assert_eq!(writers.of(path), expected);
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
