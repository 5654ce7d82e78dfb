//! Lines that the files of a folder repeat at their top or foot: navigation of a scraped site, a standing label.
//!
//! A line that many files share is no article's own title. One made of the words by which sites are steered ("Home |
//! News | Contact us") is furniture. Any other may be a label over the title: it steps aside where a title follows it.

use super::folders::{FEWEST, folders_of};
use crate::archive::facts::ArticleFacts;
use crate::page::draft::{EdgeLine, HeadRole};
use std::collections::{BTreeMap, BTreeSet};
use std::hash::{DefaultHasher, Hash, Hasher};

/// Words and phrases by which sites are steered.
const STEERING: [&str; 66] = [
    "home",
    "home page",
    "homepage",
    "back",
    "back to top",
    "back to home",
    "next",
    "previous",
    "prev",
    "top",
    "menu",
    "main menu",
    "navigation",
    "search",
    "print",
    "print this page",
    "printer friendly",
    "printer-friendly version",
    "email",
    "e-mail",
    "email this page",
    "share",
    "share this",
    "share this page",
    "subscribe",
    "newsletter",
    "contact",
    "contact us",
    "about",
    "about us",
    "news",
    "newsroom",
    "news room",
    "press",
    "press room",
    "pressroom",
    "press releases",
    "press release",
    "releases",
    "archive",
    "archives",
    "site map",
    "sitemap",
    "login",
    "log in",
    "log out",
    "sign in",
    "sign up",
    "register",
    "skip to content",
    "skip to main content",
    "privacy",
    "privacy policy",
    "terms",
    "terms of use",
    "rss",
    "follow us",
    "facebook",
    "twitter",
    "read more",
    "more",
    "click here",
    "comments",
    "multimedia",
    "photos",
    "services",
];

/// What a folder repeats.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Repeated {
    /// Folder → the shapes of lines that most of its files have.
    folders: BTreeMap<String, BTreeSet<u64>>,
    /// Folder → the words of navigation with which most of its texts begin, run in with the text.
    openings: BTreeMap<String, String>,
}

/// What a repeated line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Repeat {
    /// Navigation: no part of the article.
    Furniture,
    /// A label that stands over titles.
    Label,
}

/// Counts the lines that folders repeat.
pub(super) fn count(facts: &[ArticleFacts]) -> Repeated {
    let mut all: BTreeMap<u64, u32> = BTreeMap::new();
    for shape in facts.iter().flat_map(shapes) {
        *all.entry(shape).or_default() += 1;
    }
    all.retain(|_, count| *count >= FEWEST);
    let mut files: BTreeMap<&str, u32> = BTreeMap::new();
    let mut counts: BTreeMap<(&str, u64), u32> = BTreeMap::new();
    for fact in facts {
        let shapes: Vec<u64> = shapes(fact).into_iter().filter(|shape| all.contains_key(shape)).collect();
        for folder in folders_of(&fact.key.path) {
            *files.entry(folder).or_default() += 1;
            for shape in &shapes {
                *counts.entry((folder, *shape)).or_default() += 1;
            }
        }
    }
    let mut repeated = Repeated::default();
    for ((folder, shape), count) in counts {
        if is_most(count, files.get(folder).copied().unwrap_or(0)) {
            repeated.folders.entry(folder.to_owned()).or_default().insert(shape);
        }
    }
    repeated.openings = openings(facts, &files);
    repeated
}

const fn is_most(count: u32, of: u32) -> bool {
    count >= FEWEST && count * 10 >= of * 6
}

/// The shapes of a file's lines that may be repeated.
fn shapes(fact: &ArticleFacts) -> BTreeSet<u64> {
    fact.edges.iter().filter(|edge| may_repeat(fact, edge)).map(|edge| shape(&edge.text)).collect()
}

/// Whether a line may be furniture or a label: lines that state something are not, nor sentences and salutations.
fn may_repeat(fact: &ArticleFacts, edge: &EdgeLine) -> bool {
    let typed = |role: HeadRole| !matches!(role, HeadRole::Title | HeadRole::Deck | HeadRole::Kicker);
    let stated = fact.head.iter().any(|c| c.block == edge.block && c.score >= 0.5 && typed(c.role));
    let steers = is_steering(&edge.text);
    !stated && (steers || !edge.foot && !edge.text.ends_with(['.', ',', ':', ';', '!', '?', '…']))
}

fn shape(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase) {
        c.hash(&mut hasher);
    }
    hasher.finish()
}

/// Whether a line is made of words by which sites are steered.
fn is_steering(text: &str) -> bool {
    let lower = text.to_lowercase();
    let pieces: Vec<&str> = lower
        .split(['|', '»', '«', '›', '>', '<', '•', '·', '/', '[', ']', '→', '←'])
        .map(|piece| piece.trim_matches(|c: char| !c.is_alphanumeric()))
        .filter(|piece| !piece.is_empty())
        .collect();
    let steering = pieces.iter().filter(|piece| STEERING.contains(piece)).count();
    !pieces.is_empty() && steering * 2 > pieces.len() || steering_len(&lower) == lower.trim_end().len()
}

/// The bytes of the words of navigation with which a text in small letters begins.
fn steering_len(lower: &str) -> usize {
    let mut at = 0;
    let mut phrases = 0;
    while let Some(rest) = lower.get(at..) {
        let body = rest.trim_start_matches(|c: char| !c.is_alphanumeric());
        let fits = |phrase: &&&str| {
            body.strip_prefix(**phrase).is_some_and(|after| !after.starts_with(char::is_alphanumeric))
        };
        let Some(phrase) = STEERING.iter().filter(fits).max_by_key(|phrase| phrase.len()) else { break };
        at += rest.len() - body.len() + phrase.len();
        phrases += 1;
    }
    if phrases >= 2 { at } else { 0 }
}

/// The words of navigation with which a text begins, in small letters; usually none.
pub fn opening(text: &str) -> String {
    let lower = text.to_lowercase();
    let length = if lower.len() == text.len() { steering_len(&lower) } else { 0 };
    lower.get(..length).unwrap_or_default().to_owned()
}

/// The navigation with which the texts of a folder begin, run in with them: two phrases and more in most files.
fn openings(facts: &[ArticleFacts], files: &BTreeMap<&str, u32>) -> BTreeMap<String, String> {
    let mut counts: BTreeMap<(&str, String), u32> = BTreeMap::new();
    for fact in facts {
        if !fact.opening.is_empty() {
            for folder in folders_of(&fact.key.path) {
                *counts.entry((folder, fact.opening.clone())).or_default() += 1;
            }
        }
    }
    let most = |count: u32, folder: &str| is_most(count, files.get(folder).copied().unwrap_or(0));
    let common = counts.into_iter().filter(|((folder, _), count)| most(*count, folder));
    common.map(|((folder, opening), _)| (folder.to_owned(), opening)).collect()
}

impl Repeated {
    /// What a line of a file is, if its folder (or one above) repeats it.
    pub(super) fn of(&self, fact: &ArticleFacts, edge: &EdgeLine) -> Option<Repeat> {
        if self.folders.is_empty() || !may_repeat(fact, edge) {
            return None;
        }
        let shape = shape(&edge.text);
        let repeats = |folder: &str| self.folders.get(folder).is_some_and(|shapes| shapes.contains(&shape));
        folders_of(&fact.key.path)
            .any(repeats)
            .then(|| if is_steering(&edge.text) { Repeat::Furniture } else { Repeat::Label })
    }

    /// The bytes of navigation with which a text of a folder begins.
    pub(super) fn opening_len(&self, path: &str, text: &str) -> usize {
        let openings = folders_of(path).filter_map(|folder| self.openings.get(folder));
        let begins = |opening: &&String| {
            text.get(..opening.len()).is_some_and(|begin| begin.to_lowercase() == **opening)
        };
        openings.filter(begins).map(String::len).max().unwrap_or(0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn navigation_is_told_from_labels() {
        for text in [
            "Home | News | Contact us",
            "Press Room",
            "Back to top",
            "Home  News  About Us",
            "[Print] [Email]",
        ] {
            assert!(is_steering(text), "{text}");
        }
        for text in [
            "Nature Notes",
            "News from the Harbour",
            "The Tidewick Beacon",
            "Contact with the ship is lost",
            "News",
        ] {
            assert_eq!(is_steering(text), text == "News", "{text}");
        }
        assert_eq!(
            steering_len("press room press releases the board met"),
            "press room press releases".len()
        );
        assert_eq!(steering_len("news of the harbour"), 0);
    }
}
