//! Progress: bars on a terminal, nothing where the output goes to a file.

use crate::pipeline::{Observer, Step};
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::sync::Mutex;
use std::time::Duration;

/// Shows the steps of the pipeline on the terminal.
pub(crate) struct TerminalProgress {
    bar: Mutex<ProgressBar>,
    quiet: bool,
}

impl TerminalProgress {
    pub(crate) fn new(quiet: bool) -> Self {
        Self { bar: Mutex::new(ProgressBar::hidden()), quiet }
    }

    /// Takes the bar off the terminal.
    pub(crate) fn finish(&self) {
        if let Ok(bar) = self.bar.lock() {
            bar.finish_and_clear();
        }
    }
}

impl Observer for TerminalProgress {
    fn begin(&self, step: Step, total: u64) {
        let label = match step {
            Step::Reading => "Reading",
            Step::Deciding => "Linking",
            Step::Rendering => "Writing",
        };
        let bar = if self.quiet { ProgressBar::hidden() } else { ProgressBar::new(total) };
        if let Ok(style) = ProgressStyle::with_template("{prefix:>8} {bar:32} {human_pos}/{human_len}") {
            bar.set_style(style);
        }
        bar.set_draw_target(if self.quiet {
            ProgressDrawTarget::hidden()
        } else {
            ProgressDrawTarget::stderr()
        });
        bar.set_prefix(label);
        bar.enable_steady_tick(Duration::from_millis(100));
        if let Ok(mut current) = self.bar.lock() {
            current.finish_and_clear();
            *current = bar;
        }
    }

    fn tick(&self) {
        if let Ok(bar) = self.bar.lock() {
            bar.inc(1);
        }
    }
}
