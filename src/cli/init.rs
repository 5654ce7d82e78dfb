//! (integration stub)
use super::arguments::InitOptions;
use super::{CliError, Outcome};
pub(crate) fn run(_options: &InitOptions) -> Result<Outcome, CliError> { Ok(Outcome::Fine) }
