//! How texts are read, for all files or for those of a rule: encoding, shortcodes, where a file is split, what
//! becomes of quotation marks, dates in numbers.

use super::dump::DumpConfig;
use regex::Regex;
use serde::{Deserialize, Serialize};

/// How the text is read.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub struct TextConfig {
    /// Encoding of files that are not Unicode, as a WHATWG label. Default: guessed for each file.
    pub encoding: Option<String>,
    /// `keep` (default): shortcodes of other generators are shown as text; `drop`: they are removed and listed.
    pub shortcodes: Shortcodes,
    /// `[dump]`, which goes wherever these settings go.
    #[serde(skip)]
    pub dump: DumpConfig,
    /// `keep` (default): quotation marks stay as they are; `repair`: straight and broken ones become curly.
    pub quotes: Quotes,
    /// Where a file that holds several articles is split. Default `auto`: where a separator is unmistakable.
    pub split: Split,
    /// The language of the text, where a rule or a correction states it; front matter still wins.
    #[serde(skip)]
    pub language: Option<String>,
    /// The language of a text whose own cannot be told: that of the site.
    #[serde(skip)]
    pub otherwise: Option<String>,
}

/// What becomes of `{{< … >}}`, `{% … %}` and the like in Markdown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Shortcodes {
    /// Shown as text.
    #[default]
    Keep,
    /// Taken off the page and listed in its "removed" block.
    Drop,
}

/// How 3/4/52 is read.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum NumericDates {
    /// As the archive's own unmistakable dates are written.
    #[default]
    Auto,
    /// 3 April 1952.
    DayFirst,
    /// 4 March 1952.
    MonthFirst,
}

/// Whether a search finds other forms of a word.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Stemming {
    /// Of English words, where most of the archive is English.
    #[default]
    Auto,
    /// Of English words.
    English,
    /// Of none.
    None,
}

/// What becomes of straight and broken quotation marks.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Quotes {
    /// They stay as they are.
    #[default]
    Keep,
    /// They become curly ones; the page says how many did.
    Repair,
}

/// Where a file that holds several articles is split.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(try_from = "String")]
pub enum Split {
    /// Where a separator is unmistakable.
    #[default]
    Auto,
    /// Nowhere.
    Never,
    /// At each line that is this one.
    Line(String),
    /// At each line in which this is found; the line belongs to no article.
    At(Pattern),
    /// Before each line in which this is found; the line belongs to the article that it begins.
    Before(Pattern),
}

impl TryFrom<String> for Split {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let text = text.trim();
        let pattern = |text: &str| {
            let inner = text.strip_prefix('/')?.strip_suffix('/')?;
            Some(Regex::new(inner).map(Pattern).map_err(|error| {
                let why = error.to_string();
                let why = why.lines().last().unwrap_or_default().trim_start_matches("error: ");
                format!("`{text}` is no regular expression: {why}")
            }))
        };
        let before = text.strip_prefix("before ").map(str::trim);
        match (text, before.and_then(pattern), pattern(text)) {
            ("auto", ..) => Ok(Self::Auto),
            ("never", ..) => Ok(Self::Never),
            ("" | "/" | "//", ..) => {
                Err("`split` must be \"auto\", \"never\", a line, or /a regular expression/".into())
            }
            (_, Some(pattern), _) => pattern.map(Self::Before),
            (_, _, Some(pattern)) => pattern.map(Self::At),
            _ => Ok(Self::Line(text.to_owned())),
        }
    }
}

impl Split {
    /// The setting as it is written in the configuration.
    pub fn written(&self) -> String {
        match self {
            Self::Auto => "auto".into(),
            Self::Never => "never".into(),
            Self::Line(line) => line.clone(),
            Self::At(pattern) => format!("/{}/", pattern.0),
            Self::Before(pattern) => format!("before /{}/", pattern.0),
        }
    }
}

/// A regular expression that can be compared.
#[derive(Clone, Debug)]
pub struct Pattern(Regex);

impl Pattern {
    /// Whether it is found in a line.
    pub fn is_in(&self, line: &str) -> bool {
        self.0.is_match(line)
    }
}

impl PartialEq for Pattern {
    fn eq(&self, other: &Self) -> bool {
        self.0.as_str() == other.0.as_str()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, fits: fn(&Split) -> bool) {
        let split = Split::try_from(text.to_owned()).unwrap();
        assert!(fits(&split), "{split:?}");
        assert_eq!(split.written(), text);
    }

    #[test]
    fn a_split_is_a_word_a_line_or_a_pattern() {
        check("auto", |split| *split == Split::Auto);
        check("never", |split| *split == Split::Never);
        check("=====", |split| *split == Split::Line("=====".into()));
        check("/^Item \\d+/", |split| matches!(split, Split::At(pattern) if pattern.is_in("Item 12")));
        check("before /^HEADLINE:/", |split| matches!(split, Split::Before(p) if !p.is_in("A HEADLINE:")));
        for bad in ["", "//", "/(/", "before /[/"] {
            assert!(Split::try_from(bad.to_owned()).is_err(), "{bad}");
        }
    }
}
