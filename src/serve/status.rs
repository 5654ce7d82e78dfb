//! What browsers wait for: the step that the preview is at, and its end.

use serde::Serialize;
use std::time::{Duration, SystemTime, UNIX_EPOCH};
use tokio::sync::watch;

/// A number that grows when browsers have something to do, and what is wrong at the moment.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub(super) struct Step {
    /// It begins with the time of the start, so that a page from an earlier run is loaded again.
    pub(super) step: u64,
    /// Why the last change of a file could not be taken in.
    pub(super) error: Option<String>,
}

/// The step, shared.
#[derive(Debug)]
pub(super) struct Status {
    steps: watch::Sender<Step>,
}

impl Status {
    pub(super) fn new() -> Self {
        let start = SystemTime::now().duration_since(UNIX_EPOCH).map_or(0, |age| age.as_secs()) * 1000;
        Self { steps: watch::Sender::new(Step { step: start, error: None }) }
    }

    pub(super) fn now(&self) -> Step {
        self.steps.borrow().clone()
    }

    /// Goes on to the next step.
    pub(super) fn advance(&self, error: Option<String>) {
        self.steps.send_modify(|step| {
            step.step += 1;
            step.error = error;
        });
    }

    /// The first step that is not `seen`, or the one it is when time is up.
    pub(super) async fn after(&self, seen: u64, patience: Duration) -> Step {
        let mut steps = self.steps.subscribe();
        let next = steps.wait_for(|step| step.step != seen);
        if let Ok(Ok(step)) = tokio::time::timeout(patience, next).await {
            return step.clone();
        }
        self.now()
    }
}

/// Ends a preview from outside. Clones end the same one.
#[derive(Clone, Debug)]
pub struct Shutdown {
    stopped: watch::Sender<bool>,
}

impl Default for Shutdown {
    fn default() -> Self {
        Self { stopped: watch::Sender::new(false) }
    }
}

impl Shutdown {
    /// Tells the preview to end.
    pub fn stop(&self) {
        self.stopped.send_replace(true);
    }

    pub(super) async fn stopped(&self) {
        // The sender lives as long as `self`, so waiting ends with a value.
        _ = self.stopped.subscribe().wait_for(|stopped| *stopped).await;
    }
}
