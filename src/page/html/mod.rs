//! Saved web pages to the page tree: the main text, what was around it, and what the page says about itself.
//!
//! Four steps: pieces and how they nest ([`outline`]), which of them are the main text ([`readable`]), blocks
//! ([`lower`]), and the fields ([`metadata`]).

mod json_ld;
mod lower;
mod metadata;
mod outline;
mod readable;
mod tables;
#[cfg(test)]
mod tests;

use super::front_matter::FrontMatter;
use super::tags::Piece;
use super::tree::Page;
use outline::Outline;

/// A saved page as read.
#[derive(Debug, Default)]
pub(super) struct SavedPage {
    /// The main text; everything else that a reader would see is in `removed`.
    pub(super) page: Page,
    /// What the page says about itself.
    pub(super) metadata: FrontMatter,
    /// Letters and digits that were taken off the page, and all of them.
    pub(super) taken_off: (usize, usize),
}

/// Reads a saved page.
pub(super) fn read(html: &str) -> SavedPage {
    let outline = outline::outline(html);
    let metadata = metadata::metadata(html, &outline);
    let mut kept = readable::main_text(html, &outline);
    if let Some(title) = &metadata.title {
        keep_headline(html, &outline, title, &mut kept);
    }
    let page = lower::lower(html, &outline, &kept, true);
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).count();
    let taken_off = page.removed.iter().map(|removed| letters(&removed.text)).sum();
    SavedPage { taken_off: (taken_off, taken_off + letters(&page.text)), page, metadata }
}

/// Reads a piece of HTML that is all text, as a column of a table holds it.
pub(super) fn read_fragment(html: &str) -> Page {
    let outline = outline::outline(html);
    let kept: Vec<bool> = outline.places.iter().map(|place| !place.around.unseen).collect();
    lower::lower(html, &outline, &kept, false)
}

/// The words of a saved page that a browser would show, block by block, with the line that each begins on.
pub(super) fn written_lines(html: &str) -> Vec<(u32, String)> {
    let outline = outline::outline(html);
    let mut places = outline.places.iter().peekable();
    let mut lines: Vec<(u32, String)> = Vec::new();
    let (mut number, mut at, mut ended) = (1, 0, true);
    for (index, piece) in outline.pieces.iter().enumerate() {
        let seen = places.next_if(|place| place.piece == index).is_some_and(|place| !place.around.unseen);
        match piece {
            Piece::Text(start, end) if seen => {
                number += html.get(at..*start).map_or(0, |text| text.matches('\n').count() as u32);
                at = *start;
                let text = super::tags::decode_entities(html.get(*start..*end).unwrap_or(""));
                match lines.last_mut() {
                    Some((_, line)) if !ended => line.push_str(&text),
                    _ => lines.push((number, text)),
                }
                ended = false;
            }
            Piece::Tag(tag) => ended |= super::tags::is_block_tag(&tag.name) || tag.name == "br",
            _ => {}
        }
    }
    lines
}

/// The headline over the main text belongs to it, though readability libraries take it off as a repeat of the title.
fn keep_headline(html: &str, outline: &Outline, title: &str, kept: &mut [bool]) {
    let letters = |text: &str| -> String {
        text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
    };
    let wanted = letters(title);
    let first = kept.iter().position(|kept| *kept).unwrap_or(kept.len());
    for (index, place) in outline.places.iter().enumerate().take(first).rev() {
        let Some(Piece::Text(start, end)) = outline.pieces.get(place.piece) else { continue };
        let heading = place.piece.checked_sub(1).and_then(|before| outline.pieces.get(before));
        let is_heading = matches!(heading, Some(Piece::Tag(tag)) if !tag.closing && matches!(tag.name.as_str(), "h1" | "h2"));
        let text = super::tags::decode_entities(html.get(*start..*end).unwrap_or(""));
        if is_heading && !place.around.unseen && letters(&text) == wanted {
            if let Some(kept) = kept.get_mut(index) {
                *kept = true;
            }
            return;
        }
    }
}
