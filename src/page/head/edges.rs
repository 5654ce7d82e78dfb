//! The short lines at the top and the foot of a page as they stand: the archive sees from them what a folder repeats.

use super::{byline, stated, title};
use crate::page::draft::EdgeLine;
use crate::page::tree::{Block, BlockKind, Page};

/// Blocks looked at from the top, and from the foot.
const TOP: usize = 8;
const FOOT: usize = 5;
/// A longer line is a paragraph.
const LONGEST: usize = 160;

/// The short lines at both ends of a page.
pub(crate) fn edges(page: &Page) -> Vec<EdgeLine> {
    let count = page.blocks.len();
    let top = page.blocks.iter().take(TOP).take_while(|block| is_short(page, block)).count();
    let foot = page.blocks.iter().rev().take(FOOT.min(count - top)).take_while(|b| is_short(page, b)).count();
    let line = |index: usize, at_foot: bool| {
        let text = page.blocks.get(index)?.range.of(&page.text);
        let typed = stated::parse(text).is_some() || byline::parse(text).is_some();
        Some(EdgeLine {
            block: index as u32,
            text: text.split_whitespace().collect::<Vec<_>>().join(" "),
            title_score: if typed || at_foot { 0.0 } else { title::score(text).0 },
            foot: at_foot,
        })
    };
    let top = (0..top).filter_map(|index| line(index, false));
    top.chain((count - foot..count).filter_map(|index| line(index, true))).collect()
}

fn is_short(page: &Page, block: &Block) -> bool {
    let readable = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph | BlockKind::Verse);
    readable && block.children.is_empty() && block.range.of(&page.text).chars().count() <= LONGEST
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::plain;

    #[test]
    fn both_ends_are_seen_and_the_middle_is_not() {
        let prose = "The harbour board met on Tuesday evening and voted to repair the breakwater. ".repeat(4);
        let text = format!(
            "Home | News\n\nBoard votes\n\nBy Jane Doe\n\n{prose}\n\nA line.\n\n{prose}\n\nShare this\n"
        );
        let found = edges(&plain::read(&text));
        let lines: Vec<(u32, &str, bool)> =
            found.iter().map(|edge| (edge.block, edge.text.as_str(), edge.foot)).collect();
        assert_eq!(
            lines,
            [
                (0, "Home | News", false),
                (1, "Board votes", false),
                (2, "By Jane Doe", false),
                (6, "Share this", true)
            ]
        );
        assert_eq!(found[2].title_score, 0.0);
    }
}
