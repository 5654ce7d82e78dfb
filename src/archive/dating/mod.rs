//! Decides when each article was published: evidence, the archive's habits and neighbours become an interval with a
//! best value, a confidence and reasons. Below a threshold nothing is shown: an undated shelf is better than a lie.

use super::facts::ArticleFacts;
use super::model::Published;
use super::overlay::Overlay;
use crate::analysis::date::NumericOrder;
use crate::config::DatesConfig;
use crate::diagnostic::Diagnostic;
use chrono::NaiveDate;

/// What the archive's own dates show of its customs.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct DateHabits {
    /// How it writes dates in numbers.
    pub order: NumericOrder,
    /// Sentences for the build report.
    pub sentences: Vec<String>,
}

/// Counts the customs of the archive's dates.
pub fn count_habits(_facts: &[ArticleFacts], _config: &DatesConfig) -> DateHabits {
    DateHabits::default()
}

/// Decides for each article, in the order given (which is the order of their keys); conflicts become diagnostics.
/// `use_neighbours` is off for texts that are no archive (`analyze` without `--archive`).
pub fn decide(
    facts: &[ArticleFacts],
    _habits: &DateHabits,
    _overlay: &Overlay,
    _config: &DatesConfig,
    _now: NaiveDate,
    _use_neighbours: bool,
) -> (Vec<Option<Published>>, Vec<Diagnostic>) {
    (vec![None; facts.len()], Vec::new())
}
