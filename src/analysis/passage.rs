//! Which stretches of a page are read as a whole, and what kind of text each is.

use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::tree::{Block, BlockKind, Page, TextRange};

/// A stretch of text that analysis reads as a whole: no mention and no date crosses its ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Passage {
    /// Where in the page's text.
    pub range: TextRange,
    /// What kind of text it is.
    pub kind: PassageKind,
}

#[cfg(test)]
impl Passage {
    /// A whole text as prose.
    pub(crate) fn whole(text: &str) -> [Self; 1] {
        [Self { range: TextRange::new(0, text.len() as u32), kind: PassageKind::Prose }]
    }
}

/// The kinds of passage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PassageKind {
    /// A line that may be a title, deck or subhead: terse, often capitalised throughout.
    Heading,
    /// A byline, date line or other line of the head.
    Head,
    /// Prose.
    Prose,
    /// Verse, a list item, a table cell, an address.
    Line,
}

/// The passages of a page in reading order; code and other preformatted text counts as lines.
pub fn passages(page: &Page, head: &[HeadCandidate]) -> Vec<Passage> {
    let mut passages = Vec::new();
    for (index, block) in page.blocks.iter().enumerate() {
        let role = whole_block_role(index as u32, head);
        collect(page, block, role, false, &mut passages);
    }
    passages
}

/// The likeliest role of a head candidate that takes the whole block, if it is likelier than not.
fn whole_block_role(block: u32, head: &[HeadCandidate]) -> Option<HeadRole> {
    head.iter()
        .filter(|candidate| (candidate.block..candidate.block + candidate.blocks).contains(&block))
        .filter(|candidate| candidate.score >= 0.5)
        .max_by(|a, b| a.score.total_cmp(&b.score))
        .map(|candidate| candidate.role)
}

fn collect(page: &Page, block: &Block, role: Option<HeadRole>, in_line: bool, passages: &mut Vec<Passage>) {
    for child in &block.children {
        let child_in_line = in_line || matches!(block.kind, BlockKind::Item | BlockKind::Row { .. });
        collect(page, child, role, child_in_line, passages);
    }
    if role.is_none() && matches!(block.kind, BlockKind::Preformatted { .. }) {
        passages.extend(cells(page, block.range));
        return;
    }
    if block.children.is_empty() && !block.range.is_empty() {
        // As Markdown has it, which knows no parts of letters: a converted article is understood as the original is.
        let kind = match &block.kind {
            BlockKind::Salutation | BlockKind::Caption => &BlockKind::Paragraph,
            BlockKind::Signature if !block.range.of(&page.text).contains('\n') => &BlockKind::Paragraph,
            kind => kind,
        };
        passages.push(Passage { range: block.range, kind: passage_kind(kind, role, in_line) });
    }
}

/// The cells of a table that is drawn with spaces: a name does not reach over a gap of two, nor over a line's end.
fn cells(page: &Page, range: TextRange) -> impl Iterator<Item = Passage> + '_ {
    let text = range.of(&page.text);
    let offset = move |part: &str| range.start + (part.as_ptr() as usize - text.as_ptr() as usize) as u32;
    let parts = text.lines().flat_map(|line| line.split("  ")).map(str::trim).filter(|part| !part.is_empty());
    parts.map(move |part| {
        let start = offset(part);
        Passage { range: TextRange::new(start, start + part.len() as u32), kind: PassageKind::Line }
    })
}

fn passage_kind(kind: &BlockKind, role: Option<HeadRole>, in_line: bool) -> PassageKind {
    match (role, kind) {
        (Some(HeadRole::Title | HeadRole::Deck | HeadRole::Kicker), _) => PassageKind::Heading,
        (Some(HeadRole::Dateline) | None, BlockKind::Heading { .. }) => PassageKind::Heading,
        (Some(HeadRole::Dateline) | None, BlockKind::Paragraph) if !in_line => PassageKind::Prose,
        (Some(HeadRole::Dateline) | None, _) => PassageKind::Line,
        (Some(_), _) => PassageKind::Head,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_drawn_table_is_read_cell_by_cell() {
        let text = "Ward      Vance\nLower Town  462";
        let range = TextRange::new(0, text.len() as u32);
        let block = Block::leaf(BlockKind::Preformatted { language: None }, range);
        let page = Page { text: text.into(), blocks: vec![block], ..Page::default() };
        let parts: Vec<_> = passages(&page, &[]).iter().map(|passage| passage.range.of(text)).collect();
        assert_eq!(parts, ["Ward", "Vance", "Lower Town", "462"]);
    }

    #[test]
    fn a_title_line_is_a_heading_and_a_byline_a_head_line() {
        let page = Page {
            text: "Storm\n\nBy A. B.\n\nIt blew.".into(),
            blocks: vec![
                Block::leaf(BlockKind::Paragraph, TextRange::new(0, 5)),
                Block::leaf(BlockKind::Paragraph, TextRange::new(7, 15)),
                Block::leaf(BlockKind::Paragraph, TextRange::new(17, 25)),
            ],
            ..Page::default()
        };
        let candidate = |role, block| HeadCandidate {
            role,
            block,
            blocks: 1,
            range: TextRange::new(0, 0),
            value: String::new(),
            score: 0.9,
            convention: String::new(),
        };
        let head = [candidate(HeadRole::Title, 0), candidate(HeadRole::Byline, 1)];
        let kinds: Vec<_> = passages(&page, &head).iter().map(|passage| passage.kind).collect();
        assert_eq!(kinds, [PassageKind::Heading, PassageKind::Head, PassageKind::Prose]);
    }
}
