//! Which pieces of a saved page are its main text. A readability library says so; where it cannot be asked or has no
//! answer, the elements themselves do.
//!
//! The library gets a copy of the page in which every piece carries its number, and its answer is read by those
//! numbers: the page tree is made from the source itself, so nothing that the library rewrites can change a word.

use super::outline::{Outline, Place};
use crate::page::tags::Piece;
use dom_smoothie::{Config, Readability};

/// Pages beyond these bounds are not given to the library: its work and its stack are not bounded by itself.
const LONGEST: usize = 8 << 20;
const DEEPEST: usize = 200;
const MOST_INLINE: usize = 60;

/// Numbers stand in the copy as single characters of the planes for private use.
const FIRST_NUMBER: u32 = 0xF_0000;
const MOST_PIECES: usize = 0xFFFD;
const IMAGE_NUMBER: &str = "data-backfile-image";

/// For each of the outline's places, whether it belongs to the main text.
pub(super) fn main_text(html: &str, outline: &Outline) -> Vec<bool> {
    let seen = |place: &Place| !place.around.unseen;
    match ask(html, outline) {
        Some(kept) if is_enough(html, outline, &kept) => {
            outline.places.iter().zip(kept).map(|(place, kept)| kept && seen(place)).collect()
        }
        _ => by_elements(html, outline),
    }
}

/// The main text by the names of the elements: what stands in `article` or `main`, or else all but the furniture.
fn by_elements(html: &str, outline: &Outline) -> Vec<bool> {
    let fits = |place: &Place| !place.around.unseen && !place.around.furniture;
    let in_main: Vec<bool> = outline.places.iter().map(|place| fits(place) && place.around.main).collect();
    let all: Vec<bool> = outline.places.iter().map(fits).collect();
    let has_main = letters(html, outline, &in_main) * 4 >= letters(html, outline, &all);
    let seen: Vec<bool> = outline.places.iter().map(|place| !place.around.unseen).collect();
    match () {
        () if has_main && in_main.contains(&true) => in_main,
        () if letters(html, outline, &all) > 0 => all,
        () => seen,
    }
}

/// The library's choice is believed when it holds a good part of what the page's own elements call its main text.
fn is_enough(html: &str, outline: &Outline, kept: &[bool]) -> bool {
    let chosen = letters(html, outline, kept);
    let own: Vec<bool> = by_elements(html, outline);
    let both: Vec<bool> = own.iter().zip(kept).map(|(own, kept)| *own && *kept).collect();
    chosen > 0 && letters(html, outline, &both) * 4 >= letters(html, outline, &own).min(2000)
}

fn letters(html: &str, outline: &Outline, chosen: &[bool]) -> usize {
    let chosen = outline.places.iter().zip(chosen).filter(|(_, chosen)| **chosen);
    chosen
        .map(|(place, _)| match outline.pieces.get(place.piece) {
            Some(Piece::Text(start, end)) => html.get(*start..*end).unwrap_or("").trim().len(),
            _ => 0,
        })
        .sum()
}

/// Asks the library. `None` when the page is beyond its bounds, or it finds nothing, or it fails.
fn ask(html: &str, outline: &Outline) -> Option<Vec<bool>> {
    let within = html.len() <= LONGEST
        && outline.depth <= DEEPEST
        && outline.open_inline <= MOST_INLINE
        && outline.places.len() <= MOST_PIECES;
    if !within {
        return None;
    }
    let numbered = number(html, outline);
    let content = std::panic::catch_unwind(|| {
        let config = Config { disable_json_ld: true, ..Config::default() };
        let mut readability = Readability::new(numbered, None, Some(config)).ok()?;
        readability.parse().ok().map(|article| article.content.to_string())
    });
    let content = content.ok()??;
    let mut kept = vec![false; outline.places.len()];
    let mut keep = |number: usize| {
        if let Some(kept) = kept.get_mut(number) {
            *kept = true;
        }
    };
    content.chars().filter_map(number_of).for_each(&mut keep);
    for (at, mark) in content.match_indices(IMAGE_NUMBER) {
        let rest = content.get(at + mark.len()..).unwrap_or("").trim_start_matches(['=', '"', '\'']);
        let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
        if let Ok(number) = digits.parse() {
            keep(number);
        }
    }
    Some(kept)
}

/// The page with the number of each place in it.
fn number(html: &str, outline: &Outline) -> String {
    let mut numbered = String::with_capacity(html.len() + outline.places.len() * 8);
    let mut at = 0;
    let copy = |from: usize, to: usize, numbered: &mut String| {
        numbered.extend(html.get(from..to).unwrap_or("").chars().filter(|c| number_of(*c).is_none()));
    };
    for (index, place) in outline.places.iter().enumerate() {
        match outline.pieces.get(place.piece) {
            Some(Piece::Text(start, _)) if !place.around.unseen => {
                copy(at, *start, &mut numbered);
                numbered.extend(char::from_u32(FIRST_NUMBER + index as u32));
                at = *start;
            }
            Some(Piece::Tag(tag)) => {
                let name_end = tag.start + "<img".len();
                copy(at, name_end, &mut numbered);
                numbered.push_str(&format!(" {IMAGE_NUMBER}=\"{index}\""));
                at = name_end;
            }
            _ => {}
        }
    }
    copy(at, html.len(), &mut numbered);
    numbered
}

fn number_of(c: char) -> Option<usize> {
    let number = u32::from(c).checked_sub(FIRST_NUMBER)?;
    Some(number as usize).filter(|number| *number < MOST_PIECES)
}
