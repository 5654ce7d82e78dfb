//! A small language for tests over the real program: a site from files, built, changed, built again, looked at.
//!
//! Every site is a temporary folder, the clock stands still, and nothing of the machine's environment leaks in.

#![allow(dead_code, reason = "each test program uses its own part of the harness")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

pub(crate) mod checks;
pub(crate) mod fixtures;
pub(crate) mod html;

use std::collections::BTreeMap;
use std::ffi::OsStr;
use std::fs;
use std::io::{Read, Write};
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::rc::Rc;
use std::thread;
use tempfile::TempDir;

/// The day that counts as today in every test: 2024-05-17.
pub(crate) const NOW: &str = "2024-05-17";
const NOW_EPOCH: &str = "1715904000";

/// Output path → bytes.
pub(crate) type Snapshot = BTreeMap<String, Vec<u8>>;

/// A folder in which the program runs.
pub(crate) struct Site {
    folder: Rc<TempDir>,
    dir: String,
    code: i32,
}

impl Site {
    /// A site with these files, as text.
    pub(crate) fn from_files(files: &[(&str, &str)]) -> Self {
        let site = Self { folder: Rc::new(TempDir::new().unwrap()), dir: ".".into(), code: 0 };
        for (path, text) in files {
            site.change_file(path, text);
        }
        site
    }

    /// A copy of a folder.
    pub(crate) fn from_dir(from: &Path) -> Self {
        let site = Self::from_files(&[]);
        copy_folder(from, site.root());
        site
    }

    /// The same folder, but `DIR` on the command line is this folder in it.
    pub(crate) fn in_folder(mut self, dir: &str) -> Self {
        self.dir = dir.into();
        self
    }

    /// The same site, of which every build is to end with this exit code.
    pub(crate) fn ending_with(mut self, code: i32) -> Self {
        self.code = code;
        self
    }

    /// The folder that the program runs in.
    pub(crate) fn root(&self) -> &Path {
        self.folder.path()
    }

    /// Writes a file, a new one or an old one.
    pub(crate) fn change_file(&self, path: &str, text: &str) -> &Self {
        self.change_bytes(Path::new(path), text.as_bytes())
    }

    /// Writes a file of any name and content.
    pub(crate) fn change_bytes(&self, path: &Path, bytes: &[u8]) -> &Self {
        let place = self.root().join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(&place, bytes).unwrap_or_else(|error| panic!("{}: {error}", place.display()));
        self
    }

    /// Replaces a piece of a file, which must be there.
    pub(crate) fn edit_file(&self, path: &str, from: &str, to: &str) -> &Self {
        let text = self.read(path);
        assert!(text.contains(from), "{path} holds no {from:?}");
        self.change_file(path, &text.replacen(from, to, 1))
    }

    pub(crate) fn remove_file(&self, path: &str) -> &Self {
        fs::remove_file(self.root().join(path)).unwrap();
        self
    }

    pub(crate) fn rename_file(&self, from: &str, to: &str) -> &Self {
        let to = self.root().join(to);
        fs::create_dir_all(to.parent().unwrap()).unwrap();
        fs::rename(self.root().join(from), to).unwrap();
        self
    }

    /// A file of the site as text.
    pub(crate) fn read(&self, path: &str) -> String {
        fs::read_to_string(self.root().join(path)).unwrap_or_else(|error| panic!("{path}: {error}"))
    }

    pub(crate) fn exists(&self, path: &str) -> bool {
        self.root().join(path).exists()
    }

    /// Runs the program in the site's folder.
    pub(crate) fn run<S: AsRef<OsStr>>(&self, arguments: &[S]) -> Run {
        run_in(self.root(), arguments, b"")
    }

    /// Builds as a user would, whatever comes of it.
    pub(crate) fn try_build(&self, options: &[&str]) -> Run {
        let mut arguments = vec!["build", &self.dir];
        arguments.extend(options);
        self.run(&arguments)
    }

    /// Builds; any other exit code than the one expected fails the test.
    pub(crate) fn build(&self) -> Built {
        self.build_with(&[])
    }

    /// Builds with further options; any other exit code than the one expected fails the test.
    pub(crate) fn build_with(&self, options: &[&str]) -> Built {
        let run = self.try_build(options);
        run.expect_code(self.code);
        Built { run, output: self.output() }
    }

    /// Builds into a folder of its own that knows of no build before.
    pub(crate) fn build_fresh(&self) -> Built {
        let folder = Rc::new(TempDir::new().unwrap());
        let path = folder.path().join("public");
        let run = self.try_build(&["--no-cache", "-o", path.to_str().unwrap()]);
        run.expect_code(self.code);
        Built { run, output: Output { folder, path } }
    }

    /// The output as it is now, without building.
    pub(crate) fn built(&self) -> Built {
        Built { run: Run::default(), output: self.output() }
    }

    fn output(&self) -> Output {
        let path = if self.dir == "." { "public".into() } else { self.output_beside() };
        Output { folder: Rc::clone(&self.folder), path }
    }

    /// A site's output lies in the site; a bare folder's in the folder that the program runs in.
    fn output_beside(&self) -> PathBuf {
        let dir = Path::new(&self.dir);
        let is_site =
            ["backfile.toml", "content"].iter().any(|name| self.root().join(dir).join(name).exists());
        if is_site { dir.join("public") } else { "public".into() }
    }

    /// Starts a build and ends it after a while, wherever it is then. Whether it had ended by itself.
    pub(crate) fn build_and_kill(&self, after: std::time::Duration) -> bool {
        let mut child = command(self.root(), &["build", &self.dir, "--quiet"]).spawn().unwrap();
        thread::sleep(after);
        let ended = child.try_wait().unwrap().is_some();
        _ = child.kill();
        child.wait().unwrap();
        ended
    }
}

/// Keeps the temporary folder that it lies in.
struct Output {
    folder: Rc<TempDir>,
    path: PathBuf,
}

/// A website that was built.
pub(crate) struct Built {
    pub(crate) run: Run,
    output: Output,
}

impl Built {
    /// The folder of the website.
    pub(crate) fn folder(&self) -> PathBuf {
        self.output.folder.path().join(&self.output.path)
    }

    /// Everything that was written, without the program's own records.
    pub(crate) fn snapshot(&self) -> Snapshot {
        let own = |path: &str| {
            path == backfile::write::MANIFEST || path.split('/').next() == Some(backfile::write::STAGING)
        };
        let mut files = files_of(&self.folder());
        files.retain(|path, _| !own(path));
        files
    }

    /// A file of the website as text.
    pub(crate) fn page(&self, path: &str) -> String {
        let place = self.folder().join(path);
        fs::read_to_string(&place).unwrap_or_else(|error| {
            let names: Vec<String> =
                self.snapshot().into_keys().filter(|name| name.ends_with(".html")).collect();
            panic!("{path}: {error}; there are {names:#?}")
        })
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.folder().join(path).is_file()
    }

    /// A file of the website as a document.
    pub(crate) fn document(&self, path: &str) -> html::Document {
        html::parse(&self.page(path))
    }

    /// All pages, by path.
    pub(crate) fn documents(&self) -> BTreeMap<String, html::Document> {
        let pages = self.snapshot().into_iter().filter(|(path, _)| path.ends_with(".html"));
        pages.map(|(path, bytes)| (path, html::parse(std::str::from_utf8(&bytes).unwrap()))).collect()
    }

    /// The rows of `data/articles.jsonl`, whichever parts it has been split into.
    pub(crate) fn articles(&self) -> Vec<serde_json::Value> {
        let parts = self
            .snapshot()
            .into_iter()
            .filter(|(path, _)| path.starts_with("data/articles") && path.ends_with(".jsonl"));
        parts.flat_map(|(_, bytes)| json_lines(&bytes)).collect()
    }
}

/// What a run of the program gave.
#[derive(Clone, Debug, Default)]
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) stdout: String,
    pub(crate) stderr: String,
}

impl Run {
    pub(crate) fn expect_code(&self, code: i32) -> &Self {
        assert_eq!(self.code, code, "stdout:\n{}\nstderr:\n{}", self.stdout, self.stderr);
        assert!(!self.stderr.contains("panicked at"), "{}", self.stderr);
        self
    }

    /// Standard output as JSON lines.
    pub(crate) fn lines(&self) -> Vec<serde_json::Value> {
        json_lines(self.stdout.as_bytes())
    }
}

pub(crate) fn json_lines(bytes: &[u8]) -> Vec<serde_json::Value> {
    let lines = std::str::from_utf8(bytes).unwrap().lines().filter(|line| !line.is_empty());
    lines.map(|line| serde_json::from_str(line).unwrap_or_else(|error| panic!("{error}: {line}"))).collect()
}

/// Runs the program in a folder, with something on its standard input.
pub(crate) fn run_in<S: AsRef<OsStr>>(folder: &Path, arguments: &[S], input: &[u8]) -> Run {
    let mut child = command(folder, arguments).spawn().unwrap();
    feed(&mut child, input.to_vec());
    let result = child.wait_with_output().unwrap();
    Run {
        code: result.status.code().unwrap_or(-1),
        stdout: String::from_utf8(result.stdout).unwrap(),
        stderr: String::from_utf8_lossy(&result.stderr).into_owned(),
    }
}

/// `analyze` with options over lines of input.
pub(crate) fn analyze(options: &[&str], lines: &[String]) -> Run {
    let folder = TempDir::new().unwrap();
    let mut arguments = vec!["analyze"];
    arguments.extend(options);
    let mut input = lines.join("\n");
    input.push('\n');
    run_in(folder.path(), &arguments, input.as_bytes())
}

fn command<S: AsRef<OsStr>>(folder: &Path, arguments: &[S]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_backfile"));
    command
        .args(arguments)
        .current_dir(folder)
        .env("SOURCE_DATE_EPOCH", NOW_EPOCH)
        .env("NO_COLOR", "1")
        .env("COLUMNS", "100")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command
}

/// Writes from a thread of its own, so that neither side waits for the other.
fn feed(child: &mut Child, input: Vec<u8>) {
    let mut stdin = child.stdin.take().unwrap();
    thread::spawn(move || {
        // A program that does not read to the end hangs up, which is its right.
        _ = stdin.write_all(&input);
    });
}

/// All files below a folder, by relative path.
pub(crate) fn files_of(folder: &Path) -> Snapshot {
    let mut files = Snapshot::new();
    for entry in walkdir::WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let name = entry.path().strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
            let mut bytes = Vec::new();
            fs::File::open(entry.path()).unwrap().read_to_end(&mut bytes).unwrap();
            files.insert(name, bytes);
        }
    }
    files
}

/// Says which files differ between two websites, instead of printing both.
#[track_caller]
pub(crate) fn assert_same(left: &Snapshot, right: &Snapshot, what: &str) {
    let mut differences = Vec::new();
    for path in left.keys().chain(right.keys().filter(|path| !left.contains_key(*path))) {
        match (left.get(path), right.get(path)) {
            (Some(left), Some(right)) if left == right => {}
            (Some(left), Some(right)) => {
                differences.push(format!("{path}: {}", first_difference(left, right)));
            }
            (Some(_), None) => differences.push(format!("{path}: only in the first")),
            _ => differences.push(format!("{path}: only in the second")),
        }
    }
    let shown = differences.len().min(12);
    assert!(
        differences.is_empty(),
        "{what}: {} files differ:\n{}",
        differences.len(),
        differences[..shown].join("\n")
    );
}

fn first_difference(left: &[u8], right: &[u8]) -> String {
    let at = left.iter().zip(right).take_while(|(left, right)| left == right).count();
    let around = |bytes: &[u8]| {
        String::from_utf8_lossy(&bytes[at.saturating_sub(60)..bytes.len().min(at + 60)]).replace('\n', "⏎")
    };
    format!("byte {at}\n    …{}…\n    …{}…", around(left), around(right))
}

fn copy_folder(from: &Path, to: &Path) {
    for (path, bytes) in files_of(from) {
        let place = to.join(path);
        fs::create_dir_all(place.parent().unwrap()).unwrap();
        fs::write(place, bytes).unwrap();
    }
}
