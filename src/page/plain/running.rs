//! Running heads: lines that the printer repeats on every page, and page numbers that count up.

use super::lines::Line;
use super::page_marks::is_page_number;
use crate::page::head::is_stated;
use crate::page::sentence::ends_sentence;
use std::collections::BTreeSet;

/// Lines at the top of a file among which a repeated line may be the title.
const TOP: usize = 3;
/// The least number of lines between two running heads that no page end shows.
const PAGE: usize = 12;

/// The indexes of the running heads: lines that stand, digits aside, several times at the head or foot of a page.
pub(super) fn heads(source: &str, lines: &[Line]) -> BTreeSet<usize> {
    let mut shapes: Vec<(u64, usize)> = Vec::new();
    let mut top = Vec::new();
    for (index, line) in lines.iter().enumerate().filter(|(_, line)| !line.is_blank()) {
        let text = line.text(source);
        if top.len() < TOP {
            top.push(index);
        }
        if line.width > 80 || !stands_apart(lines, index) || ends_sentence(text) {
            continue;
        }
        shapes.extend(shape_of(text).map(|shape| (shape, index)));
    }
    shapes.sort_unstable();
    let mut heads = BTreeSet::new();
    for same in shapes.chunk_by(|a, b| a.0 == b.0).filter(|same| same.len() >= 2) {
        let places: Vec<usize> = same.iter().map(|(_, index)| *index).collect();
        // A line at the top of the file may be the title that the others repeat.
        heads.extend(repeated(source, lines, &places).into_iter().filter(|index| !top.contains(index)));
    }
    heads
}

/// A number for the letters of a line, whatever their case and what stands between; nothing for fewer than three.
/// Nearly every line of a wrapped text passes here: no string is made of it.
fn shape_of(text: &str) -> Option<u64> {
    let mut shape = 0u64;
    let mut letters = 0;
    let mut add = |letter: u32| {
        // An odd number with bits all over: two shapes hardly ever get one number.
        shape = (shape.rotate_left(5) ^ u64::from(letter)).wrapping_mul(0x9e37_79b9_7f4a_7c15);
        letters += 1;
    };
    for c in text.chars().filter(|c| c.is_alphabetic()) {
        if c.is_ascii() {
            add(u32::from(c.to_ascii_lowercase()));
        } else {
            c.to_lowercase().for_each(|letter| add(u32::from(letter)));
        }
    }
    (letters >= 3).then_some(shape)
}

/// Whether a line is not in the midst of prose: next to it is a blank or a very short line, or the end of a page.
fn stands_apart(lines: &[Line], index: usize) -> bool {
    let apart = |at: Option<usize>| {
        at.and_then(|at| lines.get(at))
            .is_none_or(|line| line.is_blank() || line.width <= 24 || line.page_break)
    };
    apart(index.checked_sub(1)) || apart(Some(index + 1)) || placed(lines, index)
}

/// Which of the places of one line are running heads.
fn repeated(source: &str, lines: &[Line], places: &[usize]) -> Vec<usize> {
    let at_page_end: Vec<usize> =
        places.iter().copied().filter(|index| beside_page_end(source, lines, *index)).collect();
    let broken = at_page_end.iter().filter(|index| placed(lines, **index)).count();
    if at_page_end.len() >= 3 || broken >= 2 {
        return at_page_end;
    }
    let alone = places.len() >= 3 && places.iter().all(|index| stands_alone(lines, *index));
    let apart = places.windows(2).all(|pair| matches!(pair, [a, b] if b - a >= PAGE));
    let interrupting = places.iter().filter(|index| interrupts(source, lines, **index)).count();
    let numbers: Vec<u32> =
        places.iter().filter_map(|index| page_number_in(lines.get(*index)?.text(source))).collect();
    let counts = numbers.len() == places.len() && numbers.is_sorted_by(|a, b| a < b);
    // A long line whose page numbers follow each other needs no long pages between.
    // One that states a date may be the only line that does.
    let first = places.first().and_then(|at| lines.get(*at)).map_or("", |line| line.text(source));
    let long = first.split_whitespace().count() >= 4 && !is_stated(first);
    let follows = counts && long && numbers.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b));
    if alone && (apart && counts || follows || interrupting >= 2 && interrupting * 2 >= places.len()) {
        places.to_vec()
    } else {
        Vec::new()
    }
}

/// The page number that a running head holds, parted from its words by a gap or by the word "page".
fn page_number_in(text: &str) -> Option<u32> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let (first, last) = (words.first()?, words.last()?);
    let parted = text.contains("  ") || text.contains('|') || text.to_lowercase().contains("page ");
    let number = |word: &str| word.trim_matches(|c: char| !c.is_ascii_digit()).parse().ok();
    let bare = |word: &str| word.bytes().all(|b| b.is_ascii_digit() || b"-[]().".contains(&b));
    match (parted && words.len() > 1, bare(first), bare(last)) {
        (true, true, false) => number(first),
        (true, false, true) => number(last),
        _ => None,
    }
}

/// Whether a line cuts a sentence in two.
fn interrupts(source: &str, lines: &[Line], index: usize) -> bool {
    let text_of = |at: usize| lines.get(at).map_or("", |line| line.text(source));
    let before = (index.saturating_sub(4)..index).rev().map(text_of).find(|text| !text.is_empty());
    let after = (index + 1..index + 5).map(text_of).find(|text| !text.is_empty());
    before.is_some_and(|text| !ends_sentence(text))
        && after.is_some_and(|text| text.starts_with(char::is_lowercase))
}

/// Whether blank lines, or the ends of the file, stand around a line.
pub(super) fn stands_alone(lines: &[Line], index: usize) -> bool {
    let blank = |at: Option<usize>| at.and_then(|at| lines.get(at)).is_none_or(Line::is_blank);
    blank(index.checked_sub(1)) && blank(Some(index + 1))
}

/// Whether a form feed stands right before or after the line.
pub(super) fn placed(lines: &[Line], index: usize) -> bool {
    let breaks = |at: usize| lines.get(at).is_some_and(|line| line.page_break);
    breaks(index) || breaks(index + 1)
}

/// Whether the bare numbers that stand alone in the file count up by one, three of them at least.
pub(super) fn numbers_count_up(source: &str, lines: &[Line]) -> bool {
    let mut numbers = Vec::new();
    for (index, line) in lines.iter().enumerate() {
        let text = line.text(source);
        if line.is_blank() || line.width > 3 || !stands_alone(lines, index) {
            continue;
        }
        if let Ok(number) = text.parse::<u32>() {
            numbers.push(number);
        }
    }
    numbers.len() >= 3 && numbers.windows(2).all(|pair| matches!(pair, [a, b] if a + 1 == *b))
}

/// Whether a line stands next to a form feed or a page number, blank lines aside.
fn beside_page_end(source: &str, lines: &[Line], index: usize) -> bool {
    let near =
        |at: usize| lines.get(at).is_some_and(|line| !line.is_blank() && is_page_number(line.text(source)));
    let previous = lines.iter().take(index).rposition(|line| !line.is_blank());
    let next = lines.iter().enumerate().skip(index + 1).find(|(_, line)| !line.is_blank()).map(|(at, _)| at);
    let breaks =
        lines.get(previous.map_or(0, |at| at + 1)..=next.unwrap_or(lines.len() - 1).min(lines.len() - 1));
    // The first line of the file heads its first page.
    previous.is_none_or(near)
        || next.is_some_and(near)
        || breaks.is_some_and(|between| between.iter().any(|line| line.page_break))
}
