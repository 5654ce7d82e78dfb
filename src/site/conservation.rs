//! Text conservation: every letter and digit of a source is on its finished page, in its order, or in the block
//! "removed from this page".
//!
//! The lines of the source are looked for, one after another, in the letters of the page. A line that is not there as
//! a whole is looked for by its words.

use super::shown::{Shown, push_letters};
use crate::page::WrittenLine;
use std::collections::BTreeMap;

/// How far ahead of its place a line is looked for, in letters.
const NEAR: usize = 400;
/// Fewer letters than these are looked for at their place alone: elsewhere they may be anything.
const TELLING: usize = 4;

/// As many letters stand together in one place of a text alone.
const SURE: usize = 24;

/// What became of the letters and digits of one source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Conservation {
    /// Letters and digits in the source.
    pub letters: usize,
    /// Those that stand in the block "removed from this page" and nowhere else.
    pub removed: usize,
    /// Those that are on the page, but not in their order.
    pub moved: usize,
    /// Words that are not on the page, each with the line it stands on.
    pub lost: Vec<(u32, String)>,
}

impl Conservation {
    /// Adds the figures of another source.
    pub fn add(&mut self, other: &Self) {
        self.letters += other.letters;
        self.removed += other.removed;
        self.moved += other.moved;
        self.lost.extend(other.lost.iter().cloned());
    }

    /// The share of letters that was removed from the page.
    pub fn removed_share(&self) -> f64 {
        if self.letters == 0 { 0.0 } else { self.removed as f64 / self.letters as f64 }
    }
}

/// Compares the lines of a source with the page or pages made of it.
pub fn compare(lines: &[WrittenLine<'_>], shown: &Shown) -> Conservation {
    let mut search = Search::new(shown);
    let mut found = Conservation::default();
    let mut letters = String::new();
    for (number, line) in lines {
        letters.clear();
        push_letters(line, &mut letters);
        if letters.is_empty() {
            continue;
        }
        found.letters += letters.len();
        match search.find(&letters) {
            Some(place) => found.count(place, letters.len()),
            None => by_words(*number, line, &mut search, &mut found),
        }
    }
    found
}

impl Conservation {
    const fn count(&mut self, place: Place, letters: usize) {
        match place {
            Place::InOrder => {}
            Place::Moved => self.moved += letters,
            Place::Removed => self.removed += letters,
        }
    }
}

/// Looks for the words of a line, as many at once as stand together.
fn by_words(number: u32, line: &str, search: &mut Search<'_>, found: &mut Conservation) {
    let words: Vec<String> = line
        .split(|c: char| !c.is_alphanumeric())
        .map(|word| {
            let mut letters = String::new();
            push_letters(word, &mut letters);
            letters
        })
        .filter(|word| !word.is_empty())
        .collect();
    let mut at = 0;
    while at < words.len() {
        let together = [16, 8, 4, 2, 1].into_iter().filter(|count| at + count <= words.len());
        let placed = together.into_iter().find_map(|count| {
            let letters = words.get(at..at + count)?.concat();
            search.find(&letters).map(|place| (count, letters.len(), place))
        });
        match placed {
            Some((count, letters, place)) => {
                found.count(place, letters);
                at += count;
            }
            None => {
                found.lost.extend(words.get(at).map(|word| (number, word.clone())));
                at += 1;
            }
        }
    }
}

fn counted(pieces: &[String]) -> BTreeMap<&str, usize> {
    let mut counts = BTreeMap::new();
    for piece in pieces {
        *counts.entry(piece.as_str()).or_default() += 1;
    }
    counts
}

#[derive(Clone, Copy)]
enum Place {
    InOrder,
    Moved,
    Removed,
}

/// Where the search stands in a page.
struct Search<'s> {
    shown: &'s Shown,
    head: String,
    head_at: usize,
    removed: String,
    removed_at: usize,
    /// Lines of the head that no line of the source has been found to be, and how many of each.
    head_whole: BTreeMap<&'s str, usize>,
    /// The same for what was removed.
    removed_whole: BTreeMap<&'s str, usize>,
    at: usize,
}

impl<'s> Search<'s> {
    fn new(shown: &'s Shown) -> Self {
        Self {
            shown,
            head: shown.head.concat(),
            head_at: 0,
            removed: shown.removed.concat(),
            removed_at: 0,
            head_whole: counted(&shown.head),
            removed_whole: counted(&shown.removed),
            at: 0,
        }
    }

    /// Looks for letters: at their place, among the head's lines and the removed ones, near by, then anywhere.
    fn find(&mut self, letters: &str) -> Option<Place> {
        let rest = self.shown.body.get(self.at..).unwrap_or("");
        if rest.starts_with(letters) {
            self.at += letters.len();
            return Some(Place::InOrder);
        }
        if self.take_whole(letters, false) {
            return Some(Place::InOrder);
        }
        if self.take_whole(letters, true) {
            return Some(Place::Removed);
        }
        // A removed line of which the source has more on the same line is met word by word.
        if self.removed.get(self.removed_at..).is_some_and(|rest| rest.starts_with(letters)) {
            self.removed_at += letters.len();
            return Some(Place::Removed);
        }
        let telling = letters.len() >= TELLING;
        // A title may be said again in the text: the head's words are taken once, in their order.
        if telling && let Some(ahead) = self.head.get(self.head_at..).and_then(|rest| rest.find(letters)) {
            self.head_at += ahead + letters.len();
            return Some(Place::InOrder);
        }
        let near = rest.floor_char_boundary(letters.len() + if telling { NEAR } else { TELLING });
        if let Some(ahead) = rest.get(..near).and_then(|near| near.find(letters)) {
            self.at += ahead + letters.len();
            return Some(Place::InOrder);
        }
        if telling && let Some(place) = self.removed.find(letters) {
            self.removed_at = place + letters.len();
            return Some(Place::Removed);
        }
        if self.head.contains(letters) {
            return Some(Place::InOrder);
        }
        let place = if telling { self.shown.body.find(letters) } else { None }?;
        if letters.len() >= SURE {
            // What follows it in the source will follow it here.
            self.at = place + letters.len();
        }
        Some(Place::Moved)
    }

    fn take_whole(&mut self, letters: &str, removed: bool) -> bool {
        let pieces = if removed { &mut self.removed_whole } else { &mut self.head_whole };
        let Some(count) = pieces.get_mut(letters).filter(|count| **count > 0) else { return false };
        *count -= 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::borrow::Cow;

    #[track_caller]
    fn check(source: &str, page: &str, removed: usize, moved: usize, lost: &[(u32, &str)]) {
        let lines: Vec<_> =
            source.lines().enumerate().map(|(at, line)| (at as u32 + 1, Cow::Borrowed(line))).collect();
        let mut shown = Shown::default();
        shown.add_page(&format!("<body>{page}</body>"));
        let found = compare(&lines, &shown);
        let words: Vec<(u32, &str)> = found.lost.iter().map(|(line, word)| (*line, word.as_str())).collect();
        assert_eq!((found.removed, found.moved, words.as_slice()), (removed, moved, lost));
    }

    const HEAD: &str = "<p class=\"story-head\">The Storm</p>";

    fn text(html: &str) -> String {
        format!("{HEAD}<div class=\"story-text\">{html}</div><dl class=\"removed\"><dd>- 3 -</dd></dl>")
    }

    #[test]
    fn what_is_there_is_found() {
        check(
            "THE STORM\n\nOne news-\npaper.\n- 3 -\n1. Two",
            &text("<p>One newspaper.</p><ol><li>Two</li></ol>"),
            1,
            0,
            &[],
        );
        check("One two\nthree", &text("<p>one <b>t</b>wo three</p>"), 0, 0, &[]);
    }

    #[test]
    fn what_is_lost_is_told_with_its_line() {
        check("One\nTwo three four", &text("<p>One</p><p>Two four</p>"), 0, 0, &[(2, "three")]);
        check("The year 1952\n17", &text("<p>The year 195</p>"), 0, 0, &[(1, "1952"), (2, "17")]);
    }

    #[test]
    fn a_removed_line_may_be_part_of_a_line_of_the_source() {
        let page = format!(
            "{HEAD}<div class=\"story-text\">One two</div><dl class=\"removed\"><dd>11 1 2007</dd></dl>"
        );
        check("The Storm  11 1 2007  One two", &page, 7, 0, &[]);
    }

    #[test]
    fn what_has_moved_is_counted() {
        check("Alpha\nBravo\nCharlie", &text("<p>Bravo</p><p>Charlie</p><p>Alpha</p>"), 0, 12, &[]);
    }
}
