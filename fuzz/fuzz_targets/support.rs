//! What several targets check of a page tree.

use backfile::page::tree::{Block, Page};
use backfile::source::{Format, Source};

pub fn source(text: &str, format: Format) -> Source {
    Source { path: "1952/fuzzed.txt".into(), format, ..Source::from_text(text.replace('\r', "\n")) }
}

/// Ranges lie in the text, on character boundaries, in order, and children lie in their parents.
pub fn check_page(page: &Page) {
    check_blocks(&page.text, &page.blocks, 0, page.text.len());
    for (text, _, len) in page.source_map.runs() {
        assert!(page.text.get(text as usize..(text + len) as usize).is_some());
    }
}

fn check_blocks(text: &str, blocks: &[Block], start: usize, end: usize) {
    let mut last = start;
    for block in blocks {
        let (from, to) = (block.range.start as usize, block.range.end as usize);
        assert!(last <= from && from <= to && to <= end, "{block:?} after {last} in {start}..{end}");
        assert!(text.get(from..to).is_some(), "{block:?} splits a character");
        for span in &block.spans {
            assert!(block.range.contains(span.range), "{span:?} leaves {block:?}");
            assert!(text.get(span.range.start as usize..span.range.end as usize).is_some());
        }
        check_blocks(text, &block.children, from, to);
        last = to;
    }
}
