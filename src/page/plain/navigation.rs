//! Words of the website around a saved text: menus, "Back to top", "Print this page".
//!
//! Only at the very top and the very bottom of a file, and only lines that say nothing else.

use super::lines::Line;
use crate::page::head::{byline, is_label, is_stated};

/// Lines that no article begins or ends with.
const PLAIN: &[&str] = &[
    "accessibility statement",
    "back to top",
    "browse by",
    "current record",
    "email this page",
    "filter by",
    "follow us on twitter",
    "font size",
    "leave a comment",
    "main menu",
    "printer friendly version",
    "printer-friendly version",
    "print this page",
    "privacy policy",
    "return to top",
    "search this site",
    "share this page",
    "site map",
    "site search",
    "sitemap",
    "skip navigation",
    "skip to content",
    "skip to main content",
    "skip to navigation",
    "terms of service",
    "terms of use",
    "text size",
    "top of page",
];

/// Lines that are so only next to others of their kind.
const DOUBTFUL: &[&str] = &[
    "about",
    "about us",
    "archive",
    "back",
    "comments",
    "contact",
    "contact us",
    "e-mail",
    "email",
    "facebook",
    "help",
    "home",
    "home page",
    "latest",
    "latest news",
    "log in",
    "login",
    "menu",
    "more news",
    "next",
    "previous",
    "print",
    "read more",
    "register",
    "related articles",
    "related links",
    "related stories",
    "rss",
    "search",
    "share",
    "sign in",
    "subscribe",
    "topics",
    "tweet",
    "twitter",
];

/// How sure a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Plain,
    Doubtful,
    /// A label that may head the article: it is passed over, and stays.
    Label,
}

/// The indexes of the lines at the edges of a file that are a website's own.
pub(super) fn lines_of_site(source: &str, lines: &[Line]) -> Vec<usize> {
    let filled = || (0..lines.len()).filter(|index| lines.get(*index).is_some_and(|line| !line.is_blank()));
    let mut found = run(source, lines, filled(), false);
    found.extend(run(source, lines, filled().rev(), true));
    found.sort_unstable();
    found.dedup();
    // A file that holds nothing else is left alone.
    if filled().nth(found.len()).is_some() { found } else { Vec::new() }
}

/// The lines of a site that stand in a row from one edge of the file; two doubtful ones vouch for each other.
fn run(source: &str, lines: &[Line], order: impl Iterator<Item = usize>, foot: bool) -> Vec<usize> {
    let kinds = order.map_while(|index| Some((index, kind(lines.get(index)?.text(source), foot)?)));
    let found: Vec<(usize, Kind)> = kinds.filter(|(_, kind)| *kind != Kind::Label).collect();
    let sure = found.len() > 1 || found.iter().any(|(_, kind)| *kind == Kind::Plain);
    if sure { found.into_iter().map(|(index, _)| index).collect() } else { Vec::new() }
}

fn kind(text: &str, foot: bool) -> Option<Kind> {
    if text.len() > 120 {
        return None;
    }
    let lower = text.to_lowercase();
    let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
    if PLAIN.contains(&bare) || is_menu(text) || foot && is_index(text) {
        return Some(Kind::Plain);
    }
    // What ends as a sentence does says something: "Help!"
    let says = text.ends_with(['.', '!', '?', ':']);
    if DOUBTFUL.contains(&bare) && !says {
        return Some(Kind::Doubtful);
    }
    (!foot && is_label(text)).then_some(Kind::Label)
}

/// "Home | About | News | Contact".
fn is_menu(text: &str) -> bool {
    let Some(mark) = ['|', '»', '›', '·', '•'].into_iter().find(|mark| text.matches(*mark).count() >= 2)
    else {
        return false;
    };
    let parts: Vec<&str> = text.split(mark).map(str::trim).filter(|part| !part.is_empty()).collect();
    let word = |part: &&str| part.to_lowercase();
    let known = parts.iter().map(word).filter(|part| DOUBTFUL.contains(&part.as_str())).count();
    let short = parts.iter().all(|part| part.split_whitespace().count() <= 3);
    parts.len() >= 3 && known >= 2 && short && byline::parse(text).is_none()
}

/// "July 2007 News Releases": a link to a list.
fn is_index(text: &str) -> bool {
    let mut gaps = text.match_indices(' ').map(|(at, _)| at);
    let second = gaps.nth(1).unwrap_or(text.len());
    let (month, label) = text.split_at(second);
    is_stated(month) && !label.is_empty() && is_label(label.trim())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn menus_and_links_are_told_from_titles() {
        for line in ["Home | About us | News | Contact", "Skip to main content", "Back to top"] {
            assert!(kind(line, false) == Some(Kind::Plain), "{line}");
        }
        for line in ["Jane Doe | 4 March 1987", "Help!", "Back to the sea", "Arden | 410 | 388"] {
            assert!(kind(line, false).is_none(), "{line}");
        }
        assert!(kind("July 2007 News Releases", true) == Some(Kind::Plain));
    }
}
