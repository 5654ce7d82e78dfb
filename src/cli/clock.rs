//! The build's clock: `--now`, else SOURCE_DATE_EPOCH (reproducible-builds.org), else today.

use super::CliError;
use chrono::{DateTime, Local, NaiveDate};

/// The day that counts as today.
///
/// # Errors
/// When SOURCE_DATE_EPOCH is set but is no number of seconds.
pub(crate) fn today(given: Option<NaiveDate>) -> Result<NaiveDate, CliError> {
    if let Some(day) = given {
        return Ok(day);
    }
    match std::env::var("SOURCE_DATE_EPOCH") {
        Ok(seconds) => day_of_epoch(&seconds),
        Err(_) => Ok(Local::now().date_naive()),
    }
}

fn day_of_epoch(seconds: &str) -> Result<NaiveDate, CliError> {
    seconds
        .trim()
        .parse()
        .ok()
        .and_then(|seconds| DateTime::from_timestamp(seconds, 0))
        .map(|moment| moment.date_naive())
        .ok_or_else(|| format!("SOURCE_DATE_EPOCH is {seconds:?}, not a number of seconds since 1970").into())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn source_date_epoch_is_seconds() {
        assert_eq!(day_of_epoch("1663977600").unwrap(), NaiveDate::from_ymd_opt(2022, 9, 24).unwrap());
        assert!(day_of_epoch("yesterday").is_err());
    }
}
