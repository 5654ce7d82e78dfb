//! The command line: one file a verb. Only here is anything printed, and only here are exit codes picked.
#![allow(
    clippy::disallowed_methods,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "the command line is the border: arguments, environment, clock and terminal live here"
)]

mod analyze;
mod arguments;
mod build;
mod check;
mod clock;
mod conserve;
mod convert;
mod export;
mod init;
mod inspect;
mod inspect_fix;
mod inspect_summary;
mod inspect_text;
mod links;
mod permalinks;
mod preview;
mod progress;
mod report;
mod review;
mod search;
mod site_folder;
mod theme;

use arguments::{Arguments, Command};
use clap::{CommandFactory, Parser};
use std::io::Write;
use std::process::ExitCode;

/// How a verb ended, where nothing in the environment went wrong.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything asked for was done; warnings may have been told.
    Fine,
    /// The material has errors, or warnings under `--strict`.
    MaterialErrors,
}

/// Trouble in the environment, the configuration or the theme: told in full, then exit code 2.
pub(crate) type CliError = Box<dyn std::error::Error + Send + Sync>;

/// Parses the arguments, runs the verb and picks the exit code: 0 fine, 1 errors in the material, 2 everything else.
pub fn run() -> ExitCode {
    let arguments = Arguments::parse();
    match dispatch(arguments) {
        Ok(Outcome::Fine) => ExitCode::SUCCESS,
        Ok(Outcome::MaterialErrors) => ExitCode::from(1),
        Err(error) if is_broken_pipe(error.as_ref()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::from(2)
        }
    }
}

fn dispatch(arguments: Arguments) -> Result<Outcome, CliError> {
    match arguments.command {
        Command::Init(options) => init::run(&options),
        Command::Build(options) => build::run(&options),
        Command::Serve(options) => preview::run(&options),
        Command::Check(options) => check::run(&options),
        Command::Search(options) => search::run(&options),
        Command::Convert(options) => convert::run(&options),
        Command::Inspect(options) => inspect::run(&options),
        Command::Analyze(options) => analyze::run(&options),
        Command::Permalinks(options) => permalinks::run(&options),
        Command::Review(options) => review::run(&options),
        Command::Export(options) => export::run(&options),
        Command::Theme(options) => theme::run(&options),
        Command::Completions { shell } => {
            let mut script = Vec::new();
            clap_complete::generate(shell, &mut Arguments::command(), "backfile", &mut script);
            std::io::stdout().write_all(&script)?;
            Ok(Outcome::Fine)
        }
    }
}

/// A reader that hangs up early (`backfile analyze | head`) is no error.
fn is_broken_pipe(error: &(dyn std::error::Error + Send + Sync + 'static)) -> bool {
    error.downcast_ref::<std::io::Error>().is_some_and(|error| error.kind() == std::io::ErrorKind::BrokenPipe)
}
