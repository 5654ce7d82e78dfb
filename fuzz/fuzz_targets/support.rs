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

/// What the source map says was copied stands in the source as it does on the page, and runs do not overlap.
#[allow(dead_code, reason = "not every target has a source that is copied as it stands")]
pub fn check_map(page: &Page, source: &str) {
    let mut end = 0;
    for (text, from, len) in page.source_map.runs() {
        assert!(end <= text, "runs overlap at {text}");
        end = text + len;
        let shown = page.text.get(text as usize..end as usize);
        assert!(
            shown.is_some() && shown == source.get(from as usize..(from + len) as usize),
            "run at {text}"
        );
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
        check_nested(block);
        check_blocks(text, &block.children, from, to);
        last = to;
    }
}

/// Spans come by their start, the outer before the inner, and none crosses another's edge.
fn check_nested(block: &Block) {
    let mut open: Vec<u32> = Vec::new();
    let mut last = 0;
    for span in &block.spans {
        assert!(last <= span.range.start, "{:?} are out of order", block.spans);
        last = span.range.start;
        while open.last().is_some_and(|end| *end <= span.range.start) {
            open.pop();
        }
        assert!(
            open.last().is_none_or(|end| span.range.end <= *end),
            "{span:?} crosses in {:?}",
            block.spans
        );
        open.push(span.range.end);
    }
}
