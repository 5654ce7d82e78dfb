//! The candidates of one page once what its folder repeats is taken away.

use super::repeated::{Repeat, Repeated};
use crate::archive::facts::ArticleFacts;
use crate::page::draft::{EdgeLine, HeadCandidate, HeadRole};
use crate::page::tree::TextRange;

/// A line that may be a title in place of another has at least this score.
const TITLE_LIKE: f32 = 0.45;

/// The candidates of a page without what its folder repeats: navigation goes, a label steps aside for the title after
/// it.
pub(super) fn own(facts: &ArticleFacts, repeated: &Repeated) -> Vec<HeadCandidate> {
    let mut candidates = facts.head.clone();
    let repeats: Vec<(&EdgeLine, Repeat)> =
        facts.edges.iter().filter_map(|edge| Some((edge, repeated.of(facts, edge)?))).collect();
    if repeats.is_empty() {
        return candidates;
    }
    let is_repeat = |block: u32| repeats.iter().any(|(edge, _)| edge.block == block);
    let mut own = facts.edges.iter().filter(|edge| {
        let stated = candidates.iter().any(|c| c.block == edge.block && is_stated(c));
        !edge.foot && edge.title_score >= TITLE_LIKE && !stated && !is_repeat(edge.block)
    });
    let other = own.next();
    let had_title = candidates.iter().any(|c| c.role == HeadRole::Title && !is_repeat(c.block));
    let mut labelled = candidates.iter().any(|c| c.role == HeadRole::Kicker && !is_repeat(c.block));
    for (edge, repeat) in &repeats {
        if *repeat == Repeat::Label && other.is_none_or(|other| other.block < edge.block) {
            continue;
        }
        let as_label = *repeat == Repeat::Label && !labelled;
        labelled |= as_label;
        candidates.retain(|candidate| candidate.block != edge.block);
        let role = if as_label { HeadRole::Kicker } else { HeadRole::Furniture };
        candidates.push(from_line(edge, role, 0.9, "repeated-line"));
    }
    if let Some(title) = other.filter(|_| !had_title) {
        candidates.retain(|c| c.block != title.block || is_stated(c));
        candidates.push(from_line(title, HeadRole::Title, title.title_score, "first-line"));
    }
    candidates.sort_by_key(|candidate| (candidate.block, candidate.range.start));
    candidates
}

/// Whether a candidate says that its line states something, rather than being a title, a deck or a label.
pub(super) fn is_stated(candidate: &HeadCandidate) -> bool {
    candidate.score >= 0.5
        && !matches!(
            candidate.role,
            HeadRole::Title | HeadRole::Deck | HeadRole::Kicker | HeadRole::Furniture
        )
}

/// A candidate of a whole line.
pub(super) fn from_line(edge: &EdgeLine, role: HeadRole, score: f32, convention: &str) -> HeadCandidate {
    HeadCandidate {
        role,
        block: edge.block,
        blocks: 1,
        range: TextRange::default(),
        value: edge.text.clone(),
        score,
        convention: convention.to_owned(),
    }
}
