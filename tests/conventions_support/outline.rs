//! A page as a few lines of text, to be compared with what an editor expects.

use backfile::archive::head::{DecidedHead, HeadHabits, decide};
use backfile::archive::model::TitleOrigin;
use backfile::config::{FileRules, TextConfig};
use backfile::page::draft::{HeadCandidate, HeadRole};
use backfile::page::tree::{Block, BlockKind, Page};
use backfile::pipeline::{Analysis, Understood, understand};
use backfile::source::Source;

/// One text, read by itself: no custom of an archive helps.
pub(crate) fn understood(text: &str) -> Understood {
    let source = Source { path: "fixture.txt".into(), ..Source::from_text(text) };
    understand(&source, &TextConfig::default(), Analysis::NONE).remove(0)
}

/// The parts of the page, a line each.
pub(crate) fn outline(text: &str) -> Vec<String> {
    let Understood { facts, page } = understood(text);
    let head = decide(&facts, &HeadHabits::default(), None, &FileRules::default());
    let mut lines = head_lines(&head, &facts.head);
    for (index, block) in page.blocks.iter().enumerate() {
        if !head.blocks.iter().any(|shown| shown.block == index as u32) {
            write(&page, block, "", &mut lines);
        }
    }
    lines.extend(
        page.removed
            .iter()
            .map(|removed| format!("removed ({}): {}", removed.reason, one_line(&removed.text))),
    );
    lines
}

fn head_lines(head: &DecidedHead, candidates: &[HeadCandidate]) -> Vec<String> {
    let title = if head.title.origin == TitleOrigin::Made { "made title" } else { "title" };
    let mut lines: Vec<String> = head.kicker.iter().map(|kicker| format!("kicker: {kicker}")).collect();
    lines.push(format!("{title}: {}", head.title.text));
    let mut add = |role: &str, value: Option<&str>| {
        lines.extend(value.map(|value| format!("{role}: {value}")));
    };
    let stated = |role: HeadRole| {
        let of_role = candidates.iter().filter(|candidate| candidate.role == role && candidate.score >= 0.5);
        of_role.max_by(|a, b| a.score.total_cmp(&b.score)).map(|candidate| candidate.value.as_str())
    };
    add("deck", head.deck.as_deref());
    head.authors.iter().for_each(|author| add("byline", Some(author)));
    add("dateline", head.dateline.as_deref());
    add("published", stated(HeadRole::Published));
    add("updated", stated(HeadRole::Updated));
    add("source", head.source.as_deref());
    add("copyright", head.rights.as_deref());
    lines
}

fn one_line(text: &str) -> String {
    let lines = text.split('\n').map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.collect::<Vec<_>>().join(" / ")
}

fn write(page: &Page, block: &Block, within: &str, lines: &mut Vec<String>) {
    let name = match &block.kind {
        BlockKind::List { start } => {
            lines.push(start.map_or_else(|| "list".to_owned(), |start| format!("list {start}")));
            return block.children.iter().for_each(|child| write(page, child, "item", lines));
        }
        BlockKind::Item => return block.children.iter().for_each(|child| write(page, child, "item", lines)),
        BlockKind::Quote => {
            return block.children.iter().for_each(|child| write(page, child, "quote", lines));
        }
        BlockKind::Heading { .. } => "heading",
        BlockKind::Verse => "verse",
        BlockKind::Salutation => "salutation",
        BlockKind::Signature => "signature",
        BlockKind::Caption => "caption",
        BlockKind::Preformatted { .. } => "preformatted",
        BlockKind::Paragraph if !within.is_empty() => within,
        BlockKind::Paragraph => "paragraph",
        _ => "other",
    };
    lines.push(format!("{name}: {}", one_line(block.range.of(&page.text))));
}

/// Whether a line is as expected; `…` stands for any text.
pub(crate) fn fits(expected: &str, line: &str) -> bool {
    let parts: Vec<&str> = expected.split('…').map(str::trim).collect();
    let (Some((first, [middle @ .., last])), false) = (parts.split_first(), expected == line) else {
        return expected == line;
    };
    let Some(mut rest) = line.strip_prefix(first) else { return false };
    for part in middle {
        let Some(at) = rest.find(part) else { return false };
        rest = rest.get(at + part.len()..).unwrap_or("");
    }
    rest.ends_with(last)
}
