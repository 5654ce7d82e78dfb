//! (integration stub)
use super::arguments::ServeOptions;
use super::{CliError, Outcome};
pub(crate) fn run(_options: &ServeOptions) -> Result<Outcome, CliError> { Ok(Outcome::Fine) }
