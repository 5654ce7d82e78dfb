//! Watches the sources and loads the site again when they change.
//!
//! A file is watched through its folder, because editors put a new file in the place of the old one; a folder that
//! does not exist yet, through the nearest one that does.

use super::message::Message;
use super::site::{Generation, PreviewSite};
use super::status::Status;
use notify_debouncer_full::notify::{EventKind, RecommendedWatcher, RecursiveMode};
use notify_debouncer_full::{
    DebounceEventResult, DebouncedEvent, Debouncer, RecommendedCache, new_debouncer,
};
use std::collections::{BTreeMap, BTreeSet};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Component, Path, PathBuf};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, Sender, channel};
use std::time::{Duration, Instant};

/// Changes that follow each other this closely are one change.
const QUIET: Duration = Duration::from_millis(150);
/// Loading a site reads every file of it, which the system may report as more than it can list.
const ECHO: Duration = Duration::from_secs(2);

enum Signal {
    Events(DebounceEventResult),
    Stop,
}

/// The thread that watches.
#[derive(Debug)]
pub(super) struct Watching {
    signals: Sender<Signal>,
}

impl Watching {
    /// Tells the thread to end, without waiting for a site that is being loaded.
    pub(super) fn stop(&self) {
        // It fails when the thread has ended already.
        _ = self.signals.send(Signal::Stop);
    }
}

pub(super) fn start<S, T>(site: Arc<S>, status: Arc<Status>, tell: Arc<T>) -> Watching
where
    S: PreviewSite + Send + Sync + 'static,
    T: Fn(Message) + Send + Sync + 'static,
{
    let (signals, inbox) = channel();
    let events = signals.clone();
    let watcher = new_debouncer(QUIET, None, move |result| _ = events.send(Signal::Events(result)));
    match watcher {
        Ok(watcher) => {
            let mut places = Places { watcher, watched: BTreeMap::new(), wanted: Vec::new() };
            // Before the first page is served, so that no change after it is missed.
            places.follow(site.watched(), &BTreeSet::new(), &*tell);
            std::thread::spawn(move || watch(&*site, &status, &*tell, places, &inbox));
        }
        Err(error) => {
            let path = site.watched().into_iter().next().unwrap_or_default();
            tell(Message::NotWatched { path, reason: error.to_string() });
        }
    }
    Watching { signals }
}

fn watch<S, T>(site: &S, status: &Status, tell: &T, mut places: Places, inbox: &Receiver<Signal>)
where
    S: PreviewSite,
    T: Fn(Message),
{
    let mut generation = None;
    let mut loaded: Option<Instant> = None;
    while let Ok(Signal::Events(first)) = inbox.recv() {
        let mut batch = vec![first];
        while let Ok(next) = inbox.try_recv() {
            match next {
                Signal::Events(events) => batch.push(events),
                Signal::Stop => return,
            }
        }
        let events: Vec<DebouncedEvent> = batch.into_iter().flatten().flatten().collect();
        let lost =
            events.iter().any(|event| event.need_rescan()) && loaded.is_none_or(|when| when.elapsed() > ECHO);
        let changed = places.changed(&events);
        if changed.is_empty() && !lost {
            continue;
        }
        let paths: Vec<PathBuf> = changed.iter().cloned().collect();
        // Watched before it is loaded, so that nothing that changes while it is loaded is missed; and loaded again
        // when loading brought new places to watch.
        places.follow(site.watched(), &changed, tell);
        loop {
            load_again(site, status, tell, paths.clone(), &mut generation);
            if !places.follow(site.watched(), &BTreeSet::new(), tell) {
                break;
            }
        }
        loaded = Some(Instant::now());
    }
}

fn load_again<S, T>(
    site: &S,
    status: &Status,
    tell: &T,
    changed: Vec<PathBuf>,
    generation: &mut Option<Generation>,
) where
    S: PreviewSite,
    T: Fn(Message),
{
    let result = catch_unwind(AssertUnwindSafe(|| site.reload(&changed)));
    match result.unwrap_or_else(|_| Err("Backfile failed while it loaded the site".to_owned())) {
        Ok(new) => {
            let mended = status.now().error.is_some();
            if mended || *generation != Some(new) {
                *generation = Some(new);
                status.advance(None);
            }
            tell(Message::Reloaded { changed });
        }
        Err(error) => {
            status.advance(Some(error.clone()));
            tell(Message::Failed { error });
        }
    }
}

/// What is watched at the moment.
struct Places {
    watcher: Debouncer<RecommendedWatcher, RecommendedCache>,
    watched: BTreeMap<PathBuf, RecursiveMode>,
    wanted: Vec<PathBuf>,
}

impl Places {
    /// Watches what the site wants to be watched. What stands at a changed path may be another file than before,
    /// so it is watched anew. Answers whether a place was added.
    fn follow<T: Fn(Message)>(
        &mut self,
        wanted: Vec<PathBuf>,
        changed: &BTreeSet<PathBuf>,
        tell: &T,
    ) -> bool {
        self.wanted = wanted.iter().map(|path| resolve(path)).collect();
        let mut goal = BTreeMap::new();
        for path in &self.wanted {
            if path.is_dir() {
                goal.insert(path.clone(), RecursiveMode::Recursive);
            } else if let Some(folder) = path.ancestors().skip(1).find(|folder| folder.is_dir()) {
                goal.entry(folder.to_owned()).or_insert(RecursiveMode::NonRecursive);
            }
        }
        let outdated =
            |path: &PathBuf, mode: &RecursiveMode| goal.get(path) != Some(mode) || changed.contains(path);
        for (path, _) in self.watched.extract_if(.., |path, mode| outdated(path, &*mode)) {
            // A folder that is gone is no longer watched anyway.
            _ = self.watcher.unwatch(path);
        }
        let mut added = false;
        for (path, mode) in goal {
            if self.watched.contains_key(&path) {
                continue;
            }
            match self.watcher.watch(&path, mode) {
                Ok(()) => {
                    self.watched.insert(path, mode);
                    added = true;
                }
                Err(error) => tell(Message::NotWatched { path, reason: error.to_string() }),
            }
        }
        added
    }

    /// The paths among the events that matter to the site.
    fn changed(&self, events: &[DebouncedEvent]) -> BTreeSet<PathBuf> {
        let changes = events.iter().filter(|event| !matches!(event.kind, EventKind::Access(_)));
        let paths = changes.flat_map(|event| event.paths.iter());
        paths.filter(|path| self.wanted.iter().any(|wanted| matters(path, wanted))).cloned().collect()
    }
}

/// Whether a change at `path` is one in `wanted`, or of a folder that it lies in.
fn matters(path: &Path, wanted: &Path) -> bool {
    match path.strip_prefix(wanted) {
        Ok(inner) => !inner.components().any(is_hidden),
        Err(_) => wanted.starts_with(path),
    }
}

fn is_hidden(part: Component<'_>) -> bool {
    part.as_os_str().as_encoded_bytes().starts_with(b".")
}

/// The absolute path with links resolved, as far as it exists: the system reports changes by that name.
fn resolve(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    let existing = absolute.ancestors().find_map(|ancestor| Some((ancestor, ancestor.canonicalize().ok()?)));
    match existing {
        Some((ancestor, resolved)) => match absolute.strip_prefix(ancestor) {
            Ok(rest) if !rest.as_os_str().is_empty() => resolved.join(rest),
            _ => resolved,
        },
        None => absolute,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_changes_in_what_is_wanted_matter() {
        let check = |path: &str, wanted: &str, expected| {
            assert_eq!(matters(Path::new(path), Path::new(wanted)), expected, "{path} for {wanted}");
        };
        check("/s/content/a.txt", "/s/content", true);
        check("/s/content", "/s/content", true);
        check("/s", "/s/content", true);
        check("/s/contents", "/s/content", false);
        check("/s/public/a.html", "/s/content", false);
        check("/s/backfile.toml", "/s/backfile.toml", true);
        check("/s/.backfile/index", "/s", false);
        check("/s/a/.a.txt.swp", "/s", false);
        check("/.home/s/a.txt", "/.home/s", true);
    }
}
