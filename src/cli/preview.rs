//! `backfile serve`: the site as it would be built, page by page as a browser asks for them.
//!
//! It has no build of its own: pages come from the same `load` and the same renderer as `build`'s.

use super::arguments::ServeOptions;
use super::build::{load_theme, use_threads};
use super::report::{self, counted};
use super::review;
use super::site_folder::SiteFolder;
use super::{CliError, Outcome};
use crate::archive::authority::Authority;
use crate::archive::resolve::Resolver;
use crate::pipeline::{self, Loaded};
use crate::search::{self, Collection};
use crate::serve::{self, Generation, Message, Options, PreviewSite, Response, Shutdown};
use crate::site::route::Route;
use crate::site::theme::Theme;
use crate::site::{self, Renderer, Tables};
use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError, RwLock};

/// Runs the verb.
pub(crate) fn run(options: &ServeOptions) -> Result<Outcome, CliError> {
    use_threads(&options.site)?;
    let mut resolver = Resolver::default();
    let state = State::load(options, 0, &mut resolver)?;
    eprint!("{}", report::text(&state.loaded.archive.diagnostics, false));
    let preview = Preview {
        options: options.clone(),
        resolver: Mutex::new(resolver),
        state: RwLock::new(Arc::new(state)),
    };
    let open = options.open;
    let serve_options = Options { port: options.port, shutdown: Shutdown::default() };
    serve::run(&serve_options, preview, move |message| tell(&message, open))?;
    Ok(Outcome::Fine)
}

fn tell(message: &Message, open: bool) {
    match message {
        Message::Ready { url, taken } => {
            if let Some(port) = taken {
                println!("Port {port} is in use; another was taken.");
            }
            println!("Previewing at {url} (Ctrl-C ends it)");
            if open {
                open_in_browser(url);
            }
        }
        Message::Reloaded { changed } => {
            let names: Vec<String> = changed.iter().take(3).map(|path| path.display().to_string()).collect();
            println!("changed: {}", report::printable(&names.join(", ")));
        }
        Message::Failed { error } => {
            eprintln!("error: {error}\n(the last good site is still shown)");
        }
        Message::NotWatched { path, reason } => {
            eprintln!("warning: changes in {} will not be seen: {reason}", path.display());
        }
    }
}

/// Asks the desktop to open an address; a machine without a desktop says so.
fn open_in_browser(url: &str) {
    let opener = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    if let Err(error) = std::process::Command::new(opener).arg(url).spawn() {
        eprintln!("could not open a browser ({opener}: {error}); open {url} yourself");
    }
}

/// The site that is being previewed. Whoever answers a request holds the state that was good when it came.
struct Preview {
    options: ServeOptions,
    /// What was worked out of who is who, for the next time.
    resolver: Mutex<Resolver>,
    state: RwLock<Arc<State>>,
}

/// One state of the sources, loaded.
struct State {
    site: SiteFolder,
    loaded: Loaded,
    theme: Theme,
    tables: Tables,
    routes: BTreeMap<String, Route>,
    carried: BTreeMap<String, PathBuf>,
    assets: BTreeMap<String, Vec<u8>>,
    bulk: OnceLock<BTreeMap<String, Vec<u8>>>,
    search: OnceLock<Result<BTreeMap<String, Vec<u8>>, String>>,
    generation: Generation,
    authority: Authority,
}

/// Questions that the review page is given at once.
const QUESTIONS: usize = 100;

impl State {
    fn load(
        options: &ServeOptions,
        generation: Generation,
        resolver: &mut Resolver,
    ) -> Result<Self, CliError> {
        let site = SiteFolder::find(&options.site.dir)?;
        let inputs = site.inputs(&options.site, &site.output)?;
        let theme = load_theme(&site)?;
        let loaded = pipeline::load_again(&inputs, &(), Some(resolver))?;
        let tables = Tables::new(&loaded.archive);
        let renderer = Renderer::new(&loaded.archive, &tables, &theme);
        let routes = renderer.routes().into_iter();
        let routes = routes.filter_map(|route| Some((route.path(&loaded.archive)?, route))).collect();
        let carried = loaded.carried.iter();
        let carried = carried.map(|file| (site::carried_path(&file.path), file.disk_path.clone()));
        let offered = loaded.offered().map(|(path, disk_path, _)| (path, disk_path.to_owned()));
        let carried = carried.chain(offered).collect();
        let assets = site::assets(&loaded.archive, &theme).into_iter();
        let assets = assets.map(|(path, bytes)| (path, bytes.into_owned())).collect();
        Ok(Self {
            site,
            theme,
            tables,
            routes,
            carried,
            assets,
            bulk: OnceLock::new(),
            search: OnceLock::new(),
            generation,
            loaded,
            authority: inputs.authority,
        })
    }

    fn respond(&self, path: &str) -> Result<Option<Response>, String> {
        if let Some(route) = self.routes.get(path) {
            let renderer = Renderer::new(&self.loaded.archive, &self.tables, &self.theme);
            let bytes = renderer.render(&self.loaded.bodies, route).map_err(|error| error.to_string())?;
            return Ok(Some(Response::new(path, bytes)));
        }
        if let Some(file) = self.carried.get(path) {
            let bytes = std::fs::read(file).map_err(|error| format!("{}: {error}", file.display()))?;
            return Ok(Some(Response::new(path, bytes)));
        }
        if let Some(bytes) = self.assets.get(path) {
            return Ok(Some(Response::new(path, bytes.clone())));
        }
        if self.loaded.archive.site.search && search::is_of_index(path) {
            let index = self.search().as_ref().map_err(Clone::clone)?;
            return Ok(index.get(path).map(|bytes| Response::new(path, bytes.clone())));
        }
        Ok(self.bulk().get(path).map(|bytes| Response::new(path, bytes.clone())))
    }

    /// The search index, made when the first file of it is asked for: whoever does not search does not wait.
    fn search(&self) -> &Result<BTreeMap<String, Vec<u8>>, String> {
        self.search.get_or_init(|| {
            let collection = Collection::new(&self.loaded.archive);
            search::index_in_memory(&collection, &self.loaded.bodies).map_err(|error| error.to_string())
        })
    }

    /// The data files and the sitemap, made when the first of them is asked for.
    fn bulk(&self) -> &BTreeMap<String, Vec<u8>> {
        self.bulk.get_or_init(|| site::bulk(&self.loaded.archive, &self.tables).collect())
    }
}

impl Preview {
    fn state(&self) -> Arc<State> {
        Arc::clone(&self.state.read().unwrap_or_else(PoisonError::into_inner))
    }
}

impl PreviewSite for Preview {
    fn respond(&self, path: &str) -> Result<Option<Response>, String> {
        self.state().respond(path)
    }

    fn reload(&self, _changed: &[PathBuf]) -> Result<Generation, String> {
        let generation = self.state().generation + 1;
        // Nothing that it keeps is ever half done: after a run that broke off it is as good as before.
        let mut resolver = self.resolver.lock().unwrap_or_else(PoisonError::into_inner);
        let state =
            State::load(&self.options, generation, &mut resolver).map_err(|error| error.to_string())?;
        drop(resolver);
        let articles = counted(state.loaded.archive.articles.len(), "article", "articles");
        println!("{articles}, {} read anew", state.loaded.files.len() - state.loaded.cached);
        eprint!("{}", report::text(&state.loaded.archive.diagnostics, false));
        *self.state.write().unwrap_or_else(PoisonError::into_inner) = Arc::new(state);
        Ok(generation)
    }

    fn questions(&self) -> Result<Vec<u8>, String> {
        let state = self.state();
        review::as_json(&state.loaded, &state.authority, QUESTIONS)
    }

    fn decide(&self, body: &[u8]) -> Result<(), String> {
        let decision = review::decision_of(body).ok_or("This is no answer to a question.")?;
        review::decide(&self.state().site.authority, &decision).map_err(|error| error.to_string())
    }

    fn watched(&self) -> Vec<PathBuf> {
        let site = &self.state().site;
        let mut watched = vec![
            site.content.clone(),
            site.templates.clone(),
            site.static_files.clone(),
            site.permalinks.clone(),
        ];
        watched.extend(site.overlays());
        watched.extend(site.authorities());
        watched.push(site.config_file.clone().unwrap_or_else(|| site.root.join("backfile.toml")));
        watched
    }
}
