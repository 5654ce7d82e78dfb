//! What can be asked for, in clap's terms. Help texts are the doc comments.

use super::init::Ci;
use chrono::NaiveDate;
use clap::{Args, Parser, Subcommand, ValueEnum};
use std::path::PathBuf;

/// Turn a folder of article text files into a linked website.
///
/// Backfile reads the texts themselves: titles, bylines, people, places, organisations, and dates need not be
/// marked by hand. No configuration is needed: `backfile build FOLDER`.
#[derive(Debug, Parser)]
#[command(name = "backfile", version, propagate_version = true)]
pub(crate) struct Arguments {
    #[command(subcommand)]
    pub(crate) command: Command,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    /// Make a new site: configuration, a first article, and what git should ignore
    Init(InitOptions),
    /// Build the website
    Build(BuildOptions),
    /// Preview the website on this machine, and follow changes
    Serve(ServeOptions),
    /// Look for trouble without writing anything: diagnostics, dead links, dead corrections
    Check(CheckOptions),
    /// Search the articles: words, "phrases", -without, prefix*, OR, title: author: person: place: org: topic: from: to:
    Search(SearchOptions),
    /// Write every article as a Markdown page with front matter, into a folder of its own
    Convert(ConvertOptions),
    /// Show everything understood about a file, with the evidence
    Inspect(InspectOptions),
    /// Read articles as JSON lines, write what was found in them as JSON lines
    Analyze(AnalyzeOptions),
    /// Show or record the addresses of articles, people, places, organisations, authors and topics
    Permalinks(PermalinksOptions),
    /// List who may be one and who may be two, with passages to decide it by
    Review(ReviewOptions),
    /// Write what was found as a file for other programs
    Export(ExportOptions),
    /// Write a page that shows every component of the theme, yours or the built-in one
    Theme(ThemeOptions),
    /// Write a completion script for a shell to standard output
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
}

/// Where the articles are, and how they are read.
#[derive(Clone, Debug, Args)]
pub(crate) struct SiteOptions {
    /// A site (a folder with backfile.toml or content/), or a bare folder of articles
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Use only what front matter and corrections say; do not read names and dates from the text
    #[arg(long)]
    pub(crate) no_analysis: bool,
    /// Read and analyse every file anew, and keep nothing for the next time
    #[arg(long)]
    pub(crate) no_cache: bool,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) now: Option<NaiveDate>,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
}

#[derive(Debug, Args)]
pub(crate) struct BuildOptions {
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// Where the website goes [default: public/ in the site; in the current folder for a bare folder of articles]
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: Option<PathBuf>,
    /// End with exit code 1 when there is any warning
    #[arg(long)]
    pub(crate) strict: bool,
    /// Tell every warning instead of a few examples of each kind
    #[arg(long)]
    pub(crate) verbose: bool,
    /// Say nothing but warnings and errors
    #[arg(short, long)]
    pub(crate) quiet: bool,
}

#[derive(Clone, Debug, Args)]
pub(crate) struct ServeOptions {
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// The port; another free one is taken when it is in use
    #[arg(short, long, default_value_t = 4400)]
    pub(crate) port: u16,
    /// Open the site in the browser
    #[arg(long)]
    pub(crate) open: bool,
}

#[derive(Debug, Args)]
pub(crate) struct CheckOptions {
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// End with exit code 1 when there is any warning
    #[arg(long)]
    pub(crate) strict: bool,
    /// Tell every warning instead of a few examples of each kind
    #[arg(long)]
    pub(crate) verbose: bool,
}

#[derive(Debug, Args)]
pub(crate) struct SearchOptions {
    /// What to look for; "-" reads queries from standard input, one a line
    #[arg(value_name = "QUERY", allow_hyphen_values = true)]
    pub(crate) query: String,
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// In which order the articles come
    #[arg(long, value_enum, default_value = "relevance")]
    pub(crate) order: SearchOrder,
    /// Show so many at most
    #[arg(long, value_name = "N", default_value_t = 10)]
    pub(crate) limit: usize,
    /// Write one JSON object for each query instead of text
    #[arg(long)]
    pub(crate) json: bool,
    /// Look through all articles one by one instead of in an index: slow, finds the same
    #[arg(long)]
    pub(crate) exhaustive: bool,
}

/// In which order articles come that were found.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum SearchOrder {
    /// The most relevant first
    Relevance,
    /// The newest first
    Newest,
    /// The oldest first
    Oldest,
}

#[derive(Debug, Args)]
pub(crate) struct ConvertOptions {
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// The folder for the Markdown pages
    #[arg(short, long, value_name = "PAGES")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct ThemeOptions {
    /// A site (a folder with backfile.toml or content/), or a bare folder of articles
    #[arg(default_value = ".", value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// The folder for the page and the static files beside it
    #[arg(short, long, value_name = "OUT")]
    pub(crate) output: PathBuf,
}

#[derive(Debug, Args)]
pub(crate) struct InspectOptions {
    /// Files to look at; with --summary or --fix the folder of the archive [default there: .]
    #[arg(required_unless_present_any = ["summary", "fix"], value_name = "FILE")]
    pub(crate) files: Vec<PathBuf>,
    /// Tell what the whole archive has in common: every convention with its counts and exceptions
    #[arg(long)]
    pub(crate) summary: bool,
    /// Write doubtful titles, bylines and dates into the corrections (articles.csv) for a person to check
    #[arg(long, conflicts_with = "summary")]
    pub(crate) fix: bool,
    /// With --fix: the file to write, .csv or .toml; "-" is standard output [default: the corrections file]
    #[arg(short, long, value_name = "FILE", requires = "fix")]
    pub(crate) output: Option<PathBuf>,
    /// Write one JSON object for each article, or for each convention, instead of text
    #[arg(long, conflicts_with = "fix")]
    pub(crate) json: bool,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) now: Option<NaiveDate>,
}

#[derive(Debug, Args)]
pub(crate) struct AnalyzeOptions {
    /// Read all lines as one archive first: names are resolved and dates weighed across articles
    #[arg(long)]
    pub(crate) archive: bool,
    /// Do one part alone
    #[arg(long, value_enum)]
    pub(crate) only: Option<Part>,
    /// How many threads to use [default: one for each core]
    #[arg(long, value_name = "N")]
    pub(crate) threads: Option<usize>,
    /// The day that counts as today [default: SOURCE_DATE_EPOCH, else today]
    #[arg(long, value_name = "YYYY-MM-DD")]
    pub(crate) now: Option<NaiveDate>,
}

/// A part of the analysis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Part {
    /// People, organisations and places
    Entities,
    /// Temporal expressions
    Dates,
    /// The day of publication
    Published,
}

#[derive(Debug, Args)]
pub(crate) struct InitOptions {
    /// The folder of the new site
    #[arg(value_name = "DIR")]
    pub(crate) dir: PathBuf,
    /// Also write a workflow that builds and publishes the site
    #[arg(long, value_enum)]
    pub(crate) ci: Option<Ci>,
}

#[derive(Debug, Args)]
pub(crate) struct PermalinksOptions {
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// Append addresses that are not recorded yet to permalinks.tsv
    #[arg(long)]
    pub(crate) record: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ReviewOptions {
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// How many questions are shown, those that touch the most articles first
    #[arg(long, default_value_t = 20, value_name = "N")]
    pub(crate) limit: usize,
    /// Show every question
    #[arg(long)]
    pub(crate) all: bool,
    /// Write JSON
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
pub(crate) struct ExportOptions {
    /// What to write
    #[arg(value_enum)]
    pub(crate) what: Exported,
    #[command(flatten)]
    pub(crate) site: SiteOptions,
    /// The file [default: standard output]
    #[arg(short, long, value_name = "FILE")]
    pub(crate) output: Option<PathBuf>,
}

/// What can be exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(crate) enum Exported {
    /// People, organisations and places with their names and identifiers, as CSV that OpenRefine can reconcile
    Authority,
}
