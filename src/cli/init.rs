//! `backfile init`: a folder to start from. A file that is there already is never written over.

use std::ffi::OsStr;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::arguments::InitOptions;
use super::{CliError, Outcome};

const CONFIG: &str = include_str!("init/backfile.toml");
const WELCOME: &str = include_str!("init/welcome.txt");
const IGNORED: &str = include_str!("init/gitignore");
const CONTENT_DEFAULT: &str = "#content = \"content\"";
const CONTENT_HERE: &str = "content = \".\"";
const PAGES: &str = include_str!("init/pages.yml");

/// Where the site will be built and published.
#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(crate) enum Ci {
    /// By GitHub Actions, to GitHub Pages.
    Github,
}

/// What became of the files of a new site, as paths relative to its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Started {
    /// Files that were written or, as `.gitignore`, added to.
    pub(crate) written: Vec<PathBuf>,
    /// Files that were there already and have been left as they are.
    pub(crate) left: Vec<PathBuf>,
}

/// A file that could not be written.
#[derive(Debug)]
pub(crate) struct InitError {
    path: PathBuf,
    source: io::Error,
}

impl fmt::Display for InitError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: cannot write: {}", self.path.display(), self.source)
    }
}

impl std::error::Error for InitError {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        Some(&self.source)
    }
}

/// Runs the verb.
pub(crate) fn run(options: &InitOptions) -> Result<Outcome, CliError> {
    let started = init(&options.dir, options.ci)?;
    for path in &started.written {
        println!("wrote {}", options.dir.join(path).display());
    }
    for path in &started.left {
        println!("left {} as it was", options.dir.join(path).display());
    }
    println!("Next: put your articles there and run: backfile serve {}", options.dir.display());
    Ok(Outcome::Fine)
}

/// Starts a site in a folder, which is made when it is missing. A folder that holds articles already gets none, and
/// if they do not lie in `content` the settings name the folder itself as their place.
///
/// # Errors
/// When a file cannot be written; those before it stay.
pub(crate) fn init(folder: &Path, ci: Option<Ci>) -> Result<Started, InitError> {
    let mut started = Started::default();
    let content_is_free = is_empty_or_missing(&folder.join("content"));
    let articles_here = content_is_free && has_articles(folder, 2);
    let config =
        if articles_here { CONFIG.replace(CONTENT_DEFAULT, CONTENT_HERE) } else { CONFIG.to_owned() };
    write_new(folder, "backfile.toml", &config, &mut started)?;
    if !content_is_free {
        started.left.push("content".into());
    } else if !articles_here {
        write_new(folder, "content/welcome.txt", WELCOME, &mut started)?;
    }
    add_lines(folder, ".gitignore", IGNORED, &mut started)?;
    if let Some(Ci::Github) = ci {
        let workflow = PAGES.replace("@VERSION@", env!("CARGO_PKG_VERSION"));
        write_new(folder, ".github/workflows/pages.yml", &workflow, &mut started)?;
    }
    Ok(started)
}

fn is_empty_or_missing(folder: &Path) -> bool {
    match fs::read_dir(folder) {
        Ok(mut files) => files.next().is_none(),
        Err(error) => error.kind() == io::ErrorKind::NotFound,
    }
}

/// Whether there are texts in a folder, or in the folders in it down to a depth, that look like articles.
fn has_articles(folder: &Path, depth: usize) -> bool {
    let files = fs::read_dir(folder).into_iter().flatten().flatten();
    files.filter(|file| !file.file_name().as_encoded_bytes().starts_with(b".")).any(|file| {
        let path = file.path();
        match file.file_type() {
            Ok(kind) if kind.is_dir() => depth > 0 && has_articles(&path, depth - 1),
            Ok(kind) => kind.is_file() && is_article(&path),
            Err(_) => false,
        }
    })
}

fn is_article(path: &Path) -> bool {
    let lower = |part: Option<&OsStr>| part.unwrap_or_default().to_string_lossy().to_lowercase();
    let about_a_project = ["readme", "license", "licence", "changelog", "contributing", "notice", "copying"];
    let stem = lower(path.file_stem());
    matches!(lower(path.extension()).as_str(), "txt" | "md" | "markdown")
        && !about_a_project.iter().any(|name| stem.starts_with(name))
}

fn write_new(folder: &Path, name: &str, text: &str, started: &mut Started) -> Result<(), InitError> {
    let path = folder.join(name);
    let made = path.parent().map_or(Ok(()), fs::create_dir_all);
    match made.and_then(|()| File::create_new(&path)?.write_all(text.as_bytes())) {
        Ok(()) => started.written.push(name.into()),
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_file() => {
            started.left.push(name.into());
        }
        Err(source) => return Err(InitError { path, source }),
    }
    Ok(())
}

/// Writes a file of lines, or adds those that are missing to the end of the one that is there.
fn add_lines(folder: &Path, name: &str, text: &str, started: &mut Started) -> Result<(), InitError> {
    let path = folder.join(name);
    let found = match fs::read_to_string(&path) {
        Ok(found) => found,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return write_new(folder, name, text, started);
        }
        Err(source) => return Err(InitError { path, source }),
    };
    let missing: Vec<&str> = text
        .lines()
        .filter(|line| !line.starts_with('#') && !found.lines().any(|there| same_rule(there, line)))
        .collect();
    if missing.is_empty() {
        started.left.push(name.into());
        return Ok(());
    }
    let gap = if found.is_empty() || found.ends_with('\n') { "" } else { "\n" };
    let added = format!("{gap}{}\n", missing.join("\n"));
    let written =
        File::options().append(true).open(&path).and_then(|mut file| file.write_all(added.as_bytes()));
    written.map_err(|source| InitError { path, source })?;
    started.written.push(name.into());
    Ok(())
}

fn same_rule(one: &str, other: &str) -> bool {
    one.trim().trim_matches('/') == other.trim().trim_matches('/')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{self, Config};

    /// Paths as text, for comparing.
    fn names(paths: &[PathBuf]) -> Vec<&str> {
        paths.iter().map(|path| path.to_str().unwrap()).collect()
    }

    #[test]
    fn a_new_folder_gets_all_files() {
        let folder = tempfile::tempdir().unwrap();
        let site = folder.path().join("my/site");
        let started = init(&site, Some(Ci::Github)).unwrap();
        let expected = ["backfile.toml", "content/welcome.txt", ".gitignore", ".github/workflows/pages.yml"];
        assert_eq!(names(&started.written), expected);
        assert_eq!(names(&started.left), [""; 0]);
        let again = init(&site, Some(Ci::Github)).unwrap();
        assert_eq!(names(&again.written), [""; 0]);
        assert_eq!(
            names(&again.left),
            ["backfile.toml", "content", ".gitignore", ".github/workflows/pages.yml"]
        );
    }

    #[test]
    fn files_that_are_there_are_left_and_ignored_folders_added() {
        let folder = tempfile::tempdir().unwrap();
        let write = |name: &str, text: &str| fs::write(folder.path().join(name), text).unwrap();
        let read = |name: &str| fs::read_to_string(folder.path().join(name)).unwrap();
        write("backfile.toml", "title = 'mine'\n");
        write(".gitignore", "public\nnotes");
        fs::create_dir(folder.path().join("content")).unwrap();
        write("content/a.txt", "mine");
        let started = init(folder.path(), None).unwrap();
        assert_eq!(names(&started.written), [".gitignore"]);
        assert_eq!(names(&started.left), ["backfile.toml", "content"]);
        assert_eq!(read("backfile.toml"), "title = 'mine'\n");
        assert_eq!(read(".gitignore"), "public\nnotes\n/.backfile/\n");
        assert!(!folder.path().join("content/welcome.txt").exists());
    }

    #[test]
    fn a_folder_of_articles_is_taken_as_it_is() {
        for (article, taken) in
            [("a.txt", true), ("1952/03/B.MD", true), ("README.md", false), (".x/a.txt", false)]
        {
            let folder = tempfile::tempdir().unwrap();
            let path = folder.path().join(article);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "text").unwrap();
            init(folder.path(), None).unwrap();
            let config = fs::read_to_string(folder.path().join("backfile.toml")).unwrap();
            let content = config::parse(&config, "backfile.toml").unwrap().paths.content;
            assert_eq!(content, Path::new(if taken { "." } else { "content" }), "{article}");
            assert_eq!(folder.path().join("content/welcome.txt").exists(), !taken, "{article}");
        }
    }

    #[test]
    fn what_cannot_be_written_is_an_error() {
        let folder = tempfile::tempdir().unwrap();
        fs::create_dir(folder.path().join("backfile.toml")).unwrap();
        let error = init(folder.path(), None).unwrap_err();
        assert!(error.to_string().contains("backfile.toml"), "{error}");
    }

    /// The settings file with its examples switched on.
    fn switched_on() -> String {
        let is_setting =
            |line: &str| line.starts_with('#') && line[1..].starts_with(|c: char| c.is_ascii_lowercase());
        CONFIG
            .lines()
            .map(|line| if is_setting(line) { &line[1..] } else { line }.to_owned() + "\n")
            .collect()
    }

    #[test]
    fn the_settings_file_says_what_is_so() {
        assert_eq!(config::parse(CONFIG, "backfile.toml"), Ok(Config::default()));
        let all = config::parse(&switched_on(), "backfile.toml").unwrap();
        // Those without a default show an example instead.
        let mut expected = Config {
            title: all.title.clone(),
            description: all.description.clone(),
            base_url: all.base_url.clone(),
            license: all.license.clone(),
            footer: all.footer.clone(),
            accent: all.accent.clone(),
            logo: all.logo.clone(),
            contact_email: all.contact_email.clone(),
            map: all.map.clone(),
            dump: all.dump.clone(),
            ..Config::default()
        };
        expected.text.encoding.clone_from(&all.text.encoding);
        expected.text.dump.clone_from(&all.text.dump);
        expected.entities.min_mentions = all.entities.min_mentions;
        expected.dates.format.clone_from(&all.dates.format);
        assert_eq!(all, expected);
    }

    #[test]
    fn the_settings_file_names_every_key() {
        for table in ["", "[paths]", "[text]", "[dump]", "[entities]", "[dates]", "[map]"] {
            let error = config::parse(&format!("{table}\n\"?\" = 1"), "backfile.toml").unwrap_err();
            let hint = error.hint.unwrap();
            for key in hint.strip_prefix("known here: ").unwrap().split(", ") {
                let forms = [format!("\n#{key} = "), format!("\n[{key}]\n"), format!("  [[{key}]]\n")];
                let stands = forms.iter().any(|form| CONFIG.contains(form));
                assert!(stands, "{table} {key} is missing");
            }
        }
    }

    #[test]
    fn the_settings_file_shows_every_key_of_a_rule() {
        let error = config::parse("[[rules]]\nmatch = 'a'\n\"?\" = 1\n", "backfile.toml").unwrap_err();
        for key in error.hint.unwrap().strip_prefix("known here: ").unwrap().split(", ") {
            assert!(CONFIG.contains(&format!("\n#   {key} = ")), "{key} is missing");
        }
        let example: String =
            CONFIG.lines().filter_map(|line| Some(line.strip_prefix("#   ")?.to_owned() + "\n")).collect();
        assert!(!config::parse(&example, "backfile.toml").unwrap().rules.is_empty());
    }

    #[test]
    fn the_workflow_names_this_version() {
        let folder = tempfile::tempdir().unwrap();
        init(folder.path(), Some(Ci::Github)).unwrap();
        let workflow = fs::read_to_string(folder.path().join(".github/workflows/pages.yml")).unwrap();
        assert!(workflow.contains(&format!("BACKFILE_VERSION: \"{}\"", env!("CARGO_PKG_VERSION"))));
        serde_saphyr::from_str::<serde_json::Value>(&workflow).unwrap();
    }
}
