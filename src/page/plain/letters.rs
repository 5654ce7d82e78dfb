//! Letters: what opens them, who signs them, and the address above them.

use super::layout::{RawBlock, RawKind};
use crate::page::head::{begins_letter, is_name, is_salutation, is_stated};
use crate::page::sentence::ends_sentence;

/// Lines that a signature may take: formula, name, office, address.
const LONGEST_SIGNATURE: usize = 6;

/// Beginnings of the formulas that close letters.
const CLOSINGS: &[&str] = &[
    "best regards",
    "best wishes",
    "cordially",
    "faithfully",
    "fraternally",
    "i am, sir",
    "i remain",
    "kind regards",
    "regards",
    "respectfully",
    "sincerely",
    "(signed)",
    "signed,",
    "truly yours",
    "very truly",
    "with best",
    "with kind",
    "yours",
];

/// Offices after a name that signs a statement.
const OFFICES: &[&str] = &[
    "captain",
    "chairman",
    "chairwoman",
    "clerk",
    "commissioner",
    "director",
    "governor",
    "manager",
    "mayor",
    "minister",
    "president",
    "secretary",
    "senator",
    "superintendent",
    "treasurer",
    "vicar",
    "warden",
];

/// Marks salutations and signatures, and closes up the lines of each.
pub(super) fn mark(source: &str, blocks: &mut Vec<RawBlock>) {
    let opened = |block: &&RawBlock| {
        let text = block.pieces.first().map_or("", |piece| piece.of(source));
        match block.kind {
            RawKind::Line => is_salutation(text) || begins_letter(text),
            RawKind::Prose => begins_letter(text),
            _ => false,
        }
    };
    let letters = blocks.iter().filter(opened).count();
    let mut closed = 0;
    for index in 0..blocks.len() {
        let kind = kind_of(source, blocks, index, letters, closed);
        closed = match kind {
            Some(RawKind::Signature) => closed + 1,
            _ => 0,
        };
        if let (Some(kind), Some(block)) = (kind, blocks.get_mut(index)) {
            block.kind = kind;
        }
    }
    if letters > 0 {
        mark_addresses(source, blocks);
    }
    close_up(blocks);
}

/// What a block of a letter is. `letters` counts what opens one in the file, `closed` the lines of the signature so
/// far.
fn kind_of(
    source: &str,
    blocks: &[RawBlock],
    index: usize,
    letters: usize,
    closed: usize,
) -> Option<RawKind> {
    let block = blocks.get(index)?;
    let text = block.pieces.first()?.of(source);
    let line = block.kind == RawKind::Line && block.pieces.len() == 1;
    if line && is_salutation(text) && index + 1 < blocks.len() {
        return Some(RawKind::Salutation);
    }
    let prose = index.checked_sub(1).and_then(|at| blocks.get(at)).is_some_and(|b| follows_text(source, b));
    // Name and address may stand together as lines that keep their breaks.
    let lines = block.kind == RawKind::Verse && is_short(block) && is_signed(text, 1);
    let signs = is_short(block) && is_closing(text) && index > 0
        || line && closed > 0 && closed < LONGEST_SIGNATURE && goes_on(source, blocks, index)
        || prose
            && letters > 0
            && (lines || line && is_signed(text, letters))
            && ends_letter(source, blocks, index)
        || line && prose && holds_office(text);
    signs.then_some(RawKind::Signature)
}

/// Whether a block is text that a signature may stand under.
fn follows_text(source: &str, block: &RawBlock) -> bool {
    let ended = block.pieces.last().is_some_and(|piece| ends_sentence(piece.of(source)));
    ended && matches!(block.kind, RawKind::Prose | RawKind::Line | RawKind::Quote | RawKind::Item { .. })
}

fn is_short(block: &RawBlock) -> bool {
    let length: u32 = block.pieces.iter().map(|piece| piece.len()).sum();
    matches!(block.kind, RawKind::Line | RawKind::Verse | RawKind::Prose)
        && length <= 240
        && block.pieces.len() <= LONGEST_SIGNATURE
}

/// "Yours faithfully,", "I am, Sir, your obedient servant,".
fn is_closing(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    let lower = text.to_lowercase();
    let words = lower.split_whitespace().count();
    CLOSINGS.iter().any(|begin| lower.starts_with(begin)) && (text.ends_with(',') && words <= 9 || words <= 3)
        || lower.starts_with("(signed)")
}

/// A line after the formula: who signs, office, address.
fn goes_on(source: &str, blocks: &[RawBlock], index: usize) -> bool {
    let Some(text) = blocks.get(index).and_then(|block| block.pieces.first()).map(|p| p.of(source)) else {
        return false;
    };
    let words = text.split_whitespace().count();
    let short = text.len() <= 60 && words <= 8 && (!ends_sentence(text) || words <= 4);
    short
        && !is_stated(text)
        && (is_name(text.trim_end_matches(['.', ','])) || !heads_text(source, blocks, index))
}

/// Whether the block after a line is text, so that the line may be its heading.
fn heads_text(source: &str, blocks: &[RawBlock], index: usize) -> bool {
    blocks.get(index + 1).is_some_and(|next| match next.kind {
        RawKind::Prose | RawKind::Quote | RawKind::Salutation => true,
        RawKind::Line => next.pieces.first().is_some_and(|piece| {
            let text = piece.of(source);
            is_salutation(text) || begins_letter(text) || ends_sentence(text) && text.len() > 60
        }),
        _ => false,
    })
}

/// Whether a line under a letter is who wrote it: a name or initials; on a page of letters a pen name too.
fn is_signed(text: &str, letters: usize) -> bool {
    let name = text.split([',', '(']).next().unwrap_or("").trim().trim_end_matches('.');
    let initials = !name.is_empty()
        && name.len() <= 12
        && name.split([' ', '.']).all(|part| part.chars().count() <= 1 && !part.contains(char::is_lowercase));
    let short = text.split_whitespace().count() <= 6 && text.len() <= 60;
    let pen_name = letters >= 2 && (!ends_sentence(text) || text.split_whitespace().count() <= 3);
    short && !is_stated(text) && (is_name(name) || initials || pen_name)
}

/// Whether the letter ends with this line: the file does, or a heading or another letter follows.
fn ends_letter(source: &str, blocks: &[RawBlock], index: usize) -> bool {
    let Some(next) = blocks.get(index + 1) else { return true };
    let text = next.pieces.first().map_or("", |piece| piece.of(source));
    match next.kind {
        RawKind::Line => {
            !ends_sentence(text) || is_salutation(text) || begins_letter(text) || text.starts_with('[')
        }
        RawKind::Prose => begins_letter(text),
        _ => false,
    }
}

/// "M. Doyle, President": who signs a statement.
fn holds_office(text: &str) -> bool {
    if text.len() > 80 {
        return false;
    }
    let Some((name, office)) = text.split_once(',') else { return false };
    let lower = office.to_lowercase();
    is_name(name.trim())
        && lower
            .split_whitespace()
            .take(4)
            .any(|word| OFFICES.contains(&word.trim_matches(|c: char| !c.is_alphanumeric())))
        && text.split_whitespace().count() <= 10
}

/// The lines of an address between text and a salutation keep together and are no headings.
fn mark_addresses(source: &str, blocks: &mut [RawBlock]) {
    let salutations: Vec<usize> = (0..blocks.len())
        .filter(|at| blocks.get(*at).is_some_and(|b| b.kind == RawKind::Salutation))
        .collect();
    for salutation in salutations {
        let is_address = |block: &RawBlock| {
            let text = block.pieces.first().map_or("", |piece| piece.of(source));
            block.kind == RawKind::Line && block.pieces.len() == 1 && text.len() <= 70 && !text.ends_with(':')
        };
        let above = blocks.get(salutation.saturating_sub(8)..salutation).unwrap_or_default();
        let count = above.iter().rev().take_while(|block| is_address(block)).count();
        // At the head of a file such lines are its title, date and so on.
        if count >= 2 && count < salutation {
            let lines = blocks.get_mut(salutation - count..salutation).unwrap_or_default();
            lines.iter_mut().for_each(|block| block.kind = RawKind::Verse);
        }
    }
}

/// Joins blocks of one kind that stand on lines right below each other.
fn close_up(blocks: &mut Vec<RawBlock>) {
    blocks.dedup_by(|next, block| {
        let joins = matches!(block.kind, RawKind::Signature | RawKind::Verse)
            && next.kind == block.kind
            && next.lines.0 == block.lines.1
            && next.pieces.len() < LONGEST_SIGNATURE;
        if joins {
            block.pieces.append(&mut next.pieces);
            block.lines.1 = next.lines.1;
        }
        joins
    });
}
