//! Walks over a page that several stages share: leaf blocks, passages, summary, link targets.

use super::markdown::shortcodes;
use super::tree::{Block, BlockKind, Page, SpanKind, TextRange};

/// The leaf blocks in reading order, each with the kind of the container right around it.
///
/// Rules and empty blocks are no leaves: there is nothing in them to read.
pub fn leaf_blocks(page: &Page) -> impl Iterator<Item = (&Block, Option<&BlockKind>)> {
    childless_blocks(page).filter(|(block, _)| !block.range.is_empty())
}

/// The blocks without children in reading order, empty ones too: an image without words is such a block.
fn childless_blocks(page: &Page) -> impl Iterator<Item = (&Block, Option<&BlockKind>)> {
    let mut stack: Vec<(std::slice::Iter<'_, Block>, Option<&BlockKind>)> = vec![(page.blocks.iter(), None)];
    std::iter::from_fn(move || {
        while let Some((siblings, parent)) = stack.last_mut() {
            let parent = *parent;
            match siblings.next() {
                None => {
                    stack.pop();
                }
                Some(block) if !block.children.is_empty() => {
                    stack.push((block.children.iter(), Some(&block.kind)));
                }
                Some(block) => return Some((block, parent)),
            }
        }
        None
    })
}

/// The ranges of the leaf blocks in reading order: paragraph n of the site (`#pn`) is the one at `n - 1`.
pub fn passages(page: &Page) -> Vec<TextRange> {
    leaf_blocks(page).map(|(block, _)| block.range).collect()
}

/// The first words of the body, about 200 characters, cut between words; `skip` holds the indexes of the top-level
/// blocks that stand in the head of the page.
pub fn summary(page: &Page, skip: &[u32]) -> String {
    const LENGTH: usize = 200;
    let mut summary = String::new();
    let mut length = 0;
    let body = page.blocks.iter().enumerate().filter(|(index, _)| !skip.contains(&(*index as u32)));
    for (_, block) in body {
        let readable = matches!(
            block.kind,
            BlockKind::Paragraph | BlockKind::Verse | BlockKind::Quote | BlockKind::List { .. }
        );
        if !readable {
            continue;
        }
        for word in shortcodes::without(block.range.of(&page.text)).split_whitespace() {
            let word_length = word.chars().count();
            if length > 0 && length + 1 + word_length > LENGTH {
                summary.push('…');
                return summary;
            }
            if length > 0 {
                summary.push(' ');
            }
            summary.extend(word.chars().take(LENGTH));
            length += 1 + word_length;
        }
    }
    summary
}

/// The addresses of images and links in the text, as written, each once, in order of the text.
pub fn targets(page: &Page) -> Vec<String> {
    let mut seen = std::collections::BTreeSet::new();
    let mut targets = Vec::new();
    for (block, _) in childless_blocks(page) {
        for span in &block.spans {
            if let SpanKind::Link { href: target, .. } | SpanKind::Image { src: target, .. } = &span.kind
                && !target.is_empty()
                && seen.insert(target.as_str())
            {
                targets.push(target.clone());
            }
        }
    }
    targets
}

#[cfg(test)]
mod tests {
    use super::super::tree::Span;
    use super::*;

    fn page(text: &str, ranges: &[(u32, u32)]) -> Page {
        let blocks =
            ranges.iter().map(|(start, end)| Block::leaf(BlockKind::Paragraph, TextRange::new(*start, *end)));
        Page { text: text.into(), blocks: blocks.collect(), ..Page::default() }
    }

    #[test]
    fn leaves_come_in_reading_order_with_their_containers() {
        let mut page = page("a\n\nb\n\nc", &[(0, 1), (3, 4), (6, 7)]);
        let inner = page.blocks.remove(1);
        let quote = Block { children: vec![inner], ..Block::leaf(BlockKind::Quote, TextRange::new(3, 4)) };
        page.blocks.insert(1, quote);
        let leaves: Vec<_> = leaf_blocks(&page).map(|(block, parent)| (block.range.start, parent)).collect();
        assert_eq!(leaves, [(0, None), (3, Some(&BlockKind::Quote)), (6, None)]);
        assert_eq!(passages(&page).len(), 3);
    }

    #[test]
    fn a_summary_is_cut_between_words_and_leaves_the_head_out() {
        let long = "word ".repeat(80);
        let text = format!("Title\n\n{}", long.trim());
        let page = page(&text, &[(0, 5), (7, text.len() as u32)]);
        let summary = summary(&page, &[0]);
        assert!(summary.ends_with("word…") && summary.chars().count() <= 201, "{summary}");
        assert!(!summary.contains("Title"));
    }

    #[test]
    fn one_word_of_any_length_is_bounded() {
        let text = "x".repeat(5000);
        assert_eq!(summary(&page(&text, &[(0, 5000)]), &[]).len(), 200);
    }

    #[test]
    fn targets_are_listed_once() {
        let mut page = page("see here", &[(0, 8)]);
        let link = SpanKind::Link { href: "a.md".into(), title: String::new() };
        page.blocks[0].spans = vec![
            Span { kind: link.clone(), range: TextRange::new(0, 3) },
            Span { kind: link, range: TextRange::new(4, 8) },
        ];
        assert_eq!(targets(&page), ["a.md"]);
    }
}
