//! What a row of the overlay may say, whichever form it is written in.

/// The columns of the overlay; `record` may stand in `path` instead, as `path#record`.
pub const COLUMNS: [&str; 11] =
    ["path", "record", "title", "date", "byline", "section", "page", "rights", "language", "deck", "hide"];

/// A column for remarks, which is not read.
pub const NOTE: &str = "note";

/// Corrections to one article; `None` leaves a field as it is.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct OverlayRow {
    /// Which of the overlay's files it stands in.
    pub file: usize,
    /// Line of the file it stands on, for diagnostics.
    pub line: u32,
    /// Headline.
    pub title: Option<String>,
    /// Day of publication as written.
    pub date: Option<String>,
    /// Authors.
    pub byline: Option<Vec<String>>,
    /// Section.
    pub section: Option<String>,
    /// Printed page.
    pub page: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Language of the text, as a BCP 47 tag.
    pub language: Option<String>,
    /// Summary line.
    pub deck: Option<String>,
    /// Leave the article out.
    pub hide: bool,
}

impl OverlayRow {
    /// Sets a field by the name of its column; `Err` holds what is wrong with the value.
    pub(super) fn set(&mut self, column: &str, value: &str) -> Result<(), &'static str> {
        let text = Some(value.trim().to_owned()).filter(|value| !value.is_empty());
        match column {
            "title" => self.title = text,
            "date" => self.date = text,
            "byline" => self.byline = text.map(|names| split_names(&names)),
            "section" => self.section = text,
            "page" => self.page = text,
            "rights" => self.rights = text,
            "deck" => self.deck = text,
            "language" => {
                let fits = |tag: &String| icu_locale_core::LanguageIdentifier::try_from_str(tag).is_ok();
                if !text.as_ref().is_none_or(fits) {
                    return Err("is no language tag, such as en or pt-BR");
                }
                self.language = text;
            }
            "hide" => self.hide = yes_or_no(value).ok_or("is neither yes nor no")?,
            _ => {}
        }
        Ok(())
    }
}

fn yes_or_no(value: &str) -> Option<bool> {
    match value.trim().to_lowercase().as_str() {
        "" | "no" | "n" | "false" | "0" => Some(false),
        "yes" | "y" | "true" | "1" | "x" | "hide" => Some(true),
        _ => None,
    }
}

fn split_names(names: &str) -> Vec<String> {
    names.split(';').map(str::trim).filter(|name| !name.is_empty()).map(str::to_owned).collect()
}
