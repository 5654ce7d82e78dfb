//! Files that are not carried along because they belong to articles that have no page: the scan of an article under
//! embargo says all that its text says.

use super::link;
use crate::archive::model::Archive;
use std::collections::BTreeSet;

/// The carried files that belong to left-out articles. A file belongs to the articles that have its name ("storm.pdf",
/// "storm-2.jpg" to "storm.txt", all of a folder to its "index.md"); one that has nobody's name, to those that link it,
/// and one of them with a page is enough to show it.
pub fn withheld(archive: &Archive) -> BTreeSet<String> {
    if archive.left_out.is_empty() {
        return BTreeSet::new();
    }
    let owners = |paths: &mut dyn Iterator<Item = &str>| -> BTreeSet<String> {
        paths.map(|path| owner(path).to_lowercase()).collect()
    };
    let hidden = owners(&mut archive.left_out.iter().map(|out| out.path.as_str()));
    let shown = owners(&mut archive.articles.iter().map(|article| article.key.path.as_str()));
    let linked: BTreeSet<String> = archive
        .articles
        .iter()
        .flat_map(|article| article.targets.iter().filter_map(|target| resolved(&article.key.path, target)))
        .collect();
    let linked_in_hiding: BTreeSet<String> = archive
        .left_out
        .iter()
        .flat_map(|out| out.targets.iter().filter_map(|target| resolved(&out.path, target)))
        .collect();
    let is_withheld = |path: &&String| {
        let nearest = names_of(path).find(|name| hidden.contains(name) || shown.contains(name));
        match nearest {
            Some(name) => !shown.contains(&name),
            None => linked_in_hiding.contains(*path) && !linked.contains(*path),
        }
    };
    archive.carried.iter().filter(is_withheld).cloned().collect()
}

/// What the files of an article begin with: its path without extension, or its folder where it is the folder's index.
fn owner(path: &str) -> &str {
    let stem = without_extension(path);
    match stem.rsplit_once('/') {
        Some((folder, "index")) => folder,
        _ => stem,
    }
}

fn without_extension(path: &str) -> &str {
    let name = path.rfind('/').map_or(0, |slash| slash + 1);
    match path[name..].rfind('.') {
        Some(dot) if dot > 0 => &path[..name + dot],
        _ => path,
    }
}

/// The articles' names that a carried file may go by, the nearest first: its own, its own without the number of a page,
/// and its folders.
fn names_of(path: &str) -> impl Iterator<Item = String> {
    let stem = without_extension(path).to_lowercase();
    let numbered = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let unnumbered = (numbered.len() < stem.len()).then(|| {
        let word = numbered.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        let page = matches!(&numbered[word.len()..], "" | "p" | "page" | "s" | "seite" | "scan");
        let base = if page { word } else { numbered };
        base.trim_end_matches(['-', '_', '.', ' ']).to_owned()
    });
    let folders: Vec<String> =
        stem.match_indices('/').rev().map(|(slash, _)| stem[..slash].to_owned()).collect();
    std::iter::once(stem).chain(unnumbered).chain(folders)
}

fn resolved(from: &str, target: &str) -> Option<String> {
    link::resolve(from, &link::decode(target.split(['?', '#']).next()?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::model::LeftOut;
    use crate::site::testing;

    #[test]
    fn what_belongs_to_a_left_out_article_alone_is_not_carried() {
        let (mut archive, _) = testing::sample();
        archive.articles[0].key.path = "1952/shown.txt".into();
        archive.articles[0].targets = vec!["shared.jpg".into(), "../plans/quay%201.png".into()];
        let out = |path: &str, targets: &[&str]| LeftOut {
            path: path.into(),
            targets: targets.iter().map(|target| (*target).to_owned()).collect(),
        };
        archive.left_out = vec![
            out("1952/secret.txt", &["shared.jpg", "own.jpg#x", "../plans/quay%201.png"]),
            out("bundle/index.md", &[]),
        ];
        let check = |path: &str, expected: bool| {
            let mut archive = archive.clone();
            archive.carried = [path.to_owned()].into();
            assert_eq!(withheld(&archive).contains(path), expected, "{path}");
        };
        check("1952/secret.pdf", true);
        check("1952/Secret-2.JPG", true);
        check("1952/secret_p03.tif", true);
        check("1952/secretary.pdf", false);
        check("1953/secret.pdf", false);
        check("1952/own.jpg", true);
        check("1952/shared.jpg", false);
        check("1952/shown.pdf", false);
        check("1952/loose.pdf", false);
        check("plans/quay 1.png", false);
        check("bundle/photo.jpg", true);
        check("bundle/large/photo.jpg", true);
    }

    #[test]
    fn an_archive_that_shows_everything_withholds_nothing() {
        let (archive, _) = testing::sample();
        assert!(withheld(&archive).is_empty());
    }
}
