//! What the path of a file says of its article, besides its date: section, printed page, issue, person, title.

mod issue;
mod person;

pub use issue::{IssueNumber, issue_number};
pub use person::name_words;

use super::sentence::with_capital;

/// Folders that are named after a section of a newspaper. A folder with another name may be anything (a person, a batch of
/// scans), and says nothing.
const SECTIONS: &[&str] = &[
    "agriculture",
    "arts",
    "books",
    "business",
    "church",
    "classified",
    "classifieds",
    "columns",
    "commentary",
    "crime",
    "culture",
    "economy",
    "editorial",
    "editorials",
    "education",
    "entertainment",
    "environment",
    "farm",
    "farming",
    "fashion",
    "features",
    "film",
    "finance",
    "food",
    "foreign",
    "front-page",
    "gardening",
    "health",
    "history",
    "home",
    "home-news",
    "international",
    "interviews",
    "letters",
    "letters-to-the-editor",
    "lifestyle",
    "living",
    "local",
    "local-news",
    "magazine",
    "markets",
    "metro",
    "movies",
    "music",
    "national",
    "news",
    "obituaries",
    "op-ed",
    "opinion",
    "opinions",
    "people",
    "politics",
    "public-notices",
    "regional",
    "religion",
    "reviews",
    "schools",
    "science",
    "shipping",
    "society",
    "sport",
    "sports",
    "tech",
    "technology",
    "television",
    "theater",
    "theatre",
    "travel",
    "tv",
    "weather",
    "women",
    "womens-page",
    "world",
    "world-news",
    "youth",
];

/// The section that a folder is named after, the nearest one above the file.
pub fn section(path: &str) -> Option<String> {
    path.split('/').rev().skip(1).find_map(|folder| {
        let bare = folder.trim().to_lowercase().replace(['_', ' '], "-").replace(['\'', '’'], "");
        SECTIONS.contains(&bare.as_str()).then(|| shown(folder))
    })
}

/// The printed page that a file's name gives: `19520303_p4.txt`, `beacon page 12.txt`.
pub fn printed_page(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem).to_lowercase();
    let words: Vec<&str> =
        stem.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).collect();
    words.iter().enumerate().find_map(|(index, word)| {
        let digits = ["page", "pg", "p"].iter().find_map(|mark| word.strip_prefix(mark))?;
        // "p" alone is a letter like any other; "page 4" is a page.
        let digits = if digits.is_empty() && *word != "p" { words.get(index + 1)? } else { digits };
        let number: u16 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
        (number > 0).then(|| number.to_string())
    })
}

/// The title that Jekyll gives a post without one: `2016-09-24-storm-over-town.md` is "Storm over town".
pub(super) fn jekyll_title(path: &str) -> Option<String> {
    let name = path.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let mut parts = stem.splitn(4, '-');
    let mut digits = |least: usize, most: usize| {
        parts.next().is_some_and(|part| {
            (least..=most).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit())
        })
    };
    let dated = digits(4, 4) && digits(1, 2) && digits(1, 2);
    parts.next().filter(|slug| dated && slug.contains(char::is_alphabetic)).map(shown)
}

/// A slug as words, the first letter large.
fn shown(slug: &str) -> String {
    with_capital(&slug.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect::<Vec<_>>().join(" "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sections_are_folders_with_their_name() {
        for (path, expected) in [
            ("news/1952/storm.txt", Some("News")),
            ("1952/Letters_to_the_Editor/a.txt", Some("Letters to the Editor")),
            ("sport/letters/a.txt", Some("Letters")),
            ("batch-3/quill/a.txt", None),
            ("news.txt", None),
        ] {
            assert_eq!(section(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn pages_are_read_from_names() {
        for (path, expected) in [
            ("19520303_p4.txt", Some("4")),
            ("a/beacon-1952-03-03-page-012.txt", Some("12")),
            ("Beacon page 3 storm.txt", Some("3")),
            ("storm_pg07.txt", Some("7")),
            ("p4/storm.txt", None),
            ("plan-p.txt", None),
            ("page-boy.txt", None),
            ("mp3-players.txt", None),
            ("p0.txt", None),
        ] {
            assert_eq!(printed_page(path).as_deref(), expected, "{path}");
        }
    }

    #[test]
    fn posts_have_titles_from_their_names() {
        assert_eq!(jekyll_title("_posts/2016-09-24-storm-over-town.md").as_deref(), Some("Storm over town"));
        assert_eq!(jekyll_title("2016-09-24.md"), None);
        assert_eq!(jekyll_title("storm-over-the-town.md"), None);
    }
}
