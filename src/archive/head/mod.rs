//! Decides the head of each page: title, deck, byline, dateline, from candidates, habits, front matter and overlay.

mod candidates;
mod decide;
mod folders;
mod habits;
mod repeated;
#[cfg(test)]
mod tests;
mod weighed;
mod writers;

pub use decide::{DecidedHead, decide};
pub use habits::{HeadHabits, count_habits};
pub use repeated::opening;
