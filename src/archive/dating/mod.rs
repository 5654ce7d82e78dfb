//! Decides when each article was published: evidence, the archive's habits and neighbours become an interval with a
//! best value, a confidence and reasons. Below a threshold nothing is shown: an undated shelf is better than a lie.
//!
//! What a person or the publication states is weighed first (`stated`); without it the dates that the text speaks of
//! are turned into years that fit (`inferred`); in an archive, the dated articles with which it shares rare things weigh
//! its years (`company`), and dated neighbours bound what is left (`neighbours`), as far as they stand in order
//! (`astray`).

mod astray;
mod clues;
mod company;
mod confidence;
mod habits;
mod inferred;
mod likelihood;
mod neighbours;
mod span;
mod stated;
#[cfg(test)]
mod tests;

pub use habits::{DateHabits, count_habits};

use super::facts::{ArticleFacts, Shelf};
use super::model::Published;
use super::overlay::Overlay;
use crate::config::DatesConfig;
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;
use company::Company;
use std::collections::HashSet;
use std::sync::Arc;

/// Decides for each article, in the order given (which is the order of their keys); conflicts become diagnostics.
/// `use_neighbours` is off for texts that are no archive (`analyze` without `--archive`).
pub fn decide(
    facts: &[ArticleFacts],
    habits: &DateHabits,
    overlay: &Overlay,
    config: &DatesConfig,
    now: NaiveDate,
    use_neighbours: bool,
    shelf: &dyn Shelf,
) -> (Vec<Option<Published>>, Vec<Diagnostic>) {
    let mut diagnostics = Vec::new();
    let mut decided: Vec<Option<Published>> = facts
        .iter()
        .map(|facts| stated::decide_stated(facts, habits, overlay, now, &mut diagnostics))
        .collect();
    let company = Company::of(facts, &decided, shelf).filter(|_| use_neighbours);
    for (decided, facts) in decided.iter_mut().zip(facts) {
        if decided.is_none() {
            let kept = company.as_ref().map(|company| company.of_article(facts, shelf));
            *decided = inferred::decide_inferred(facts, kept, now);
        }
    }
    if use_neighbours {
        neighbours::bound_by_neighbours(facts, &mut decided, now);
    }
    let mut told: HashSet<Arc<[String]>> = HashSet::new();
    for published in decided.iter_mut().flatten() {
        // One copy of what many articles say.
        match told.get(&published.evidence) {
            Some(known) => published.evidence = Arc::clone(known),
            None => drop(told.insert(Arc::clone(&published.evidence))),
        }
        published.shown = published.stated || published.confidence >= config.min_confidence;
    }
    (decided, diagnostics)
}
