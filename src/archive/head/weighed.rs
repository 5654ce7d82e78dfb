//! The candidates of one page after the archive's habits and the configuration have had their word.

use super::candidates::{from_line, is_stated, own};
use super::habits::HeadHabits;
use crate::archive::facts::ArticleFacts;
use crate::config::{BylineRule, FileRules, TitleRule};
use crate::page::draft::{EdgeLine, HeadCandidate, HeadRole};

/// The candidates of a page, with the probability of each.
pub(super) fn weighed(facts: &ArticleFacts, habits: &HeadHabits, rules: &FileRules) -> Vec<HeadCandidate> {
    let mut candidates = own(facts, &habits.repeated);
    for candidate in &mut candidates {
        candidate.score = habits.weigh(&facts.key.path, candidate);
    }
    match rules.title {
        TitleRule::Auto => {}
        TitleRule::Made => candidates.retain(|c| !matches!(c.role, HeadRole::Title | HeadRole::Deck)),
        TitleRule::FirstLine => first_line(facts, &mut candidates),
    }
    if rules.byline == BylineRule::None {
        candidates.retain(|candidate| candidate.role != HeadRole::Byline);
    }
    candidates
}

/// The first line that states nothing by itself is the title, whatever it looks like.
fn first_line(facts: &ArticleFacts, candidates: &mut Vec<HeadCandidate>) {
    let stated = |edge: &EdgeLine| {
        let set = |c: &HeadCandidate| is_stated(c) || c.role == HeadRole::Furniture;
        candidates.iter().any(|c| c.block == edge.block && set(c))
    };
    let first = facts.edges.iter().find(|edge| !edge.foot && !stated(edge)).cloned();
    if let Some(first) = first {
        candidates.retain(|c| c.role != HeadRole::Title && (c.block != first.block || is_stated(c)));
        candidates.push(from_line(&first, HeadRole::Title, 1.0, "first-line"));
        candidates.sort_by_key(|candidate| (candidate.block, candidate.range.start));
    }
}
