//! What the preview has to say, as data: printing is the command line's work.

use std::path::PathBuf;

/// What happens while the preview runs, for the caller to print.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Message {
    /// The preview answers.
    Ready {
        /// What to open.
        url: String,
        /// The port that was asked for, if it was taken.
        taken: Option<u16>,
    },
    /// Files changed, and the site was loaded again.
    Reloaded {
        /// Which files.
        changed: Vec<PathBuf>,
    },
    /// Files changed, and the site could not be loaded: the last good one stays.
    Failed {
        /// Why.
        error: String,
    },
    /// Changes there will not be seen.
    NotWatched {
        /// Where.
        path: PathBuf,
        /// Why.
        reason: String,
    },
}
