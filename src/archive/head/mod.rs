//! Decides the head of each page: title, deck, byline, dateline, from candidates, habits, front matter and overlay.

mod decide;
mod habits;
mod sentences;
#[cfg(test)]
mod tests;

use super::facts::ArticleFacts;
pub use decide::{DecidedHead, decide};
pub use habits::HeadHabits;

/// Counts how the archive's files begin. The order of the facts does not matter to what is counted.
pub fn count_habits(facts: &[ArticleFacts]) -> HeadHabits {
    let mut habits = habits::count(facts);
    habits.sentences = sentences::sentences(facts, &habits);
    habits
}
