//! `[[rules]]`: settings for the files that a glob names. Of two rules that set one thing, the later wins.

use super::dump::DumpConfig;
use super::globs::glob_set;
use super::reading::{NumericDates, Quotes, Shortcodes, Split, TextConfig};
use globset::GlobSet;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// One `[[rules]]` table: what is set for the files that it names. What it does not say stays as it is.
#[derive(Clone, Debug, Default, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Rule {
    /// Globs over the paths below the content folder: `*` stays within a folder, `**` does not, and `letters/` is
    /// everything in that folder.
    #[serde(rename = "match", deserialize_with = "one_or_many")]
    pub globs: Vec<String>,
    /// Where titles come from.
    #[serde(default)]
    pub title: Option<TitleRule>,
    /// Whether bylines are read from the text.
    #[serde(default)]
    pub byline: Option<BylineRule>,
    /// Who wrote the files, where neither front matter nor corrections say it.
    #[serde(default, deserialize_with = "optional_many")]
    pub author: Option<Vec<String>>,
    /// Section of the publication, likewise.
    #[serde(default)]
    pub section: Option<String>,
    /// Rights statement, likewise.
    #[serde(default)]
    pub rights: Option<String>,
    /// Language of the text, likewise.
    #[serde(default)]
    pub language: Option<String>,
    /// Encoding, as `text.encoding`.
    #[serde(default)]
    pub encoding: Option<String>,
    /// As `text.shortcodes`.
    #[serde(default)]
    pub shortcodes: Option<Shortcodes>,
    /// As `text.quotes`.
    #[serde(default)]
    pub quotes: Option<Quotes>,
    /// As `text.split`.
    #[serde(default)]
    pub split: Option<Split>,
    /// As `[dump]`: what the columns of these dumps are called.
    #[serde(default)]
    pub dump: Option<DumpConfig>,
    /// As `dates.numeric`.
    #[serde(default)]
    pub numeric: Option<NumericDates>,
    /// Leave the files out of the site.
    #[serde(default)]
    pub hide: Option<bool>,
    /// Keep them out of search engines, feeds and sitemap.
    #[serde(default)]
    pub noindex: Option<bool>,
}

/// Where titles come from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum TitleRule {
    /// As the file and the habits of its folder say.
    #[default]
    Auto,
    /// From the first line, whatever it looks like.
    FirstLine,
    /// Made from the first sentence: no line is a title.
    Made,
}

/// Whether bylines are read from the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum BylineRule {
    /// As the file and the habits of its folder say.
    #[default]
    Auto,
    /// No line is a byline.
    None,
}

/// What the rules say about one file, apart from how its text is read.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct FileRules {
    /// Where the title comes from.
    pub title: TitleRule,
    /// Whether a byline is read from the text.
    pub byline: BylineRule,
    /// Who wrote it, unless front matter or corrections say.
    pub authors: Vec<String>,
    /// Section of the publication, likewise.
    pub section: Option<String>,
    /// Rights statement, likewise.
    pub rights: Option<String>,
    /// How its dates in numbers are read; `None` leaves it to the archive.
    pub numeric: Option<NumericDates>,
    /// Leave it out of the site.
    pub hide: bool,
    /// Keep it out of search engines.
    pub noindex: bool,
}

/// The rules of a configuration, in the order of the file.
#[derive(Clone, Debug, Default)]
pub struct Rules {
    rules: Vec<Rule>,
    /// All globs of all rules.
    globs: GlobSet,
    /// The rule that each glob belongs to.
    owners: Vec<usize>,
    /// The line of the configuration that each rule begins on.
    lines: Vec<u32>,
}

impl PartialEq for Rules {
    fn eq(&self, other: &Self) -> bool {
        self.rules == other.rules
    }
}

impl<'de> Deserialize<'de> for Rules {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        Self::new(Vec::deserialize(deserializer)?).map_err(D::Error::custom)
    }
}

impl Rules {
    /// Compiles the globs of rules.
    ///
    /// # Errors
    /// When a glob cannot be read: what is wrong with it.
    pub fn new(rules: Vec<Rule>) -> Result<Self, String> {
        let globs = glob_set(rules.iter().flat_map(|rule| &rule.globs))?;
        let owners = rules.iter().enumerate().flat_map(|(index, rule)| rule.globs.iter().map(move |_| index));
        let owners = owners.collect();
        Ok(Self { rules, globs, owners, lines: Vec::new() })
    }

    /// Notes where each rule stands in the configuration.
    pub(super) fn stand_at(&mut self, lines: Vec<u32>) {
        self.lines = lines;
    }

    /// Whether there are none.
    pub const fn is_empty(&self) -> bool {
        self.rules.is_empty()
    }

    /// The rules that apply to a file, in order.
    fn matching(&self, path: &str) -> impl Iterator<Item = &Rule> {
        let mut indexes: Vec<usize> = if self.rules.is_empty() {
            Vec::new()
        } else {
            self.globs.matches(path).into_iter().filter_map(|glob| self.owners.get(glob).copied()).collect()
        };
        indexes.sort_unstable();
        indexes.dedup();
        indexes.into_iter().filter_map(|index| self.rules.get(index))
    }

    /// What they say about a file.
    pub fn of(&self, path: &str) -> FileRules {
        let mut said = FileRules::default();
        for rule in self.matching(path) {
            // Taken apart field by field, so that a new key cannot be forgotten here and in `text_of`.
            let Rule { globs: _, title, byline, author, section, rights, numeric, hide, noindex, .. } = rule;
            said.title = title.unwrap_or(said.title);
            said.byline = byline.unwrap_or(said.byline);
            said.authors = author.clone().unwrap_or(said.authors);
            said.section = section.clone().or(said.section);
            said.rights = rights.clone().or(said.rights);
            said.numeric = numeric.or(said.numeric);
            said.hide = hide.unwrap_or(said.hide);
            said.noindex = noindex.unwrap_or(said.noindex);
        }
        said
    }

    /// How a file's text is read, where `text` is how the others are.
    pub fn text_of(&self, path: &str, text: &TextConfig) -> TextConfig {
        let mut text = text.clone();
        for Rule { encoding, shortcodes, quotes, split, language, dump, .. } in self.matching(path) {
            text.encoding = encoding.clone().or(text.encoding);
            text.shortcodes = shortcodes.unwrap_or(text.shortcodes);
            text.quotes = quotes.unwrap_or(text.quotes);
            text.split = split.clone().unwrap_or(text.split);
            text.dump = dump.clone().unwrap_or(text.dump);
            text.language = language.clone().or(text.language);
        }
        text
    }

    /// Rules that no path answers to: the globs of each and the line it stands on.
    pub fn unmatched<'a>(&self, paths: impl Iterator<Item = &'a str>) -> Vec<(&[String], Option<u32>)> {
        let mut answered = vec![false; self.rules.len()];
        if !self.rules.is_empty() {
            for owner in paths.flat_map(|path| self.globs.matches(path)).map(|glob| self.owners[glob]) {
                answered[owner] = true;
            }
        }
        let silent = self.rules.iter().enumerate().filter(|(index, _)| !answered[*index]);
        silent.map(|(index, rule)| (rule.globs.as_slice(), self.lines.get(index).copied())).collect()
    }

    /// The first value that cannot stand: index of the rule, key, what is wrong.
    pub(super) fn first_fault(&self) -> Option<(usize, &'static str, String)> {
        self.rules.iter().enumerate().find_map(|(index, rule)| {
            let encoding = rule.encoding.as_deref();
            let fault = if rule.globs.is_empty() || rule.globs.iter().any(|glob| glob.trim().is_empty()) {
                ("match", "`match` must name files")
            } else if encoding
                .is_some_and(|label| encoding_rs::Encoding::for_label(label.as_bytes()).is_none())
            {
                ("encoding", "`encoding` must be the label of an encoding, for example \"windows-1252\"")
            } else if rule.language.as_deref().is_some_and(|tag| !super::check::is_language_tag(tag)) {
                ("language", "`language` must be a BCP 47 language tag, for example \"en\"")
            } else {
                return None;
            };
            Some((index, fault.0, fault.1.to_owned()))
        })
    }
}

#[derive(Deserialize)]
#[serde(untagged, expecting = "expected a string or a list of strings")]
enum OneOrMany {
    One(String),
    Many(Vec<String>),
}

fn one_or_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<String>, D::Error> {
    Ok(match OneOrMany::deserialize(deserializer)? {
        OneOrMany::One(one) => vec![one],
        OneOrMany::Many(many) => many,
    })
}

fn optional_many<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Vec<String>>, D::Error> {
    one_or_many(deserializer).map(Some)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rules(text: &str) -> Rules {
        #[derive(Deserialize)]
        struct Holder {
            rules: Rules,
        }
        toml::from_str::<Holder>(text).unwrap().rules
    }

    #[test]
    fn the_last_rule_that_says_a_thing_wins() {
        let rules = rules(
            "[[rules]]\nmatch = '**'\ntitle = 'made'\nsection = 'All'\n[[rules]]\nmatch = ['letters/', 'b*.txt']\n\
             title = 'first-line'\nauthor = 'Jane Doe'\nquotes = 'repair'\n",
        );
        let letters = rules.of("letters/1952/a.txt");
        assert_eq!((letters.title, letters.section.as_deref()), (TitleRule::FirstLine, Some("All")));
        assert_eq!(letters.authors, ["Jane Doe"]);
        assert_eq!(rules.of("bell.txt").title, TitleRule::FirstLine);
        assert_eq!(rules.of("x/bell.txt").title, TitleRule::Made);
        let text = TextConfig::default();
        assert_eq!(rules.text_of("letters/a.txt", &text).quotes, Quotes::Repair);
        assert_eq!(rules.text_of("a.txt", &text), text);
    }

    #[test]
    fn a_star_stays_in_its_folder_and_silent_rules_are_told() {
        let rules =
            rules("[[rules]]\nmatch = 'a/*.txt'\nhide = true\n[[rules]]\nmatch = 'letter/**'\nhide = true\n");
        assert!(rules.of("a/x.txt").hide && !rules.of("a/b/x.txt").hide);
        let silent = rules.unmatched(["a/x.txt", "letters/y.txt"].into_iter());
        assert_eq!(silent, [(&["letter/**".to_owned()][..], None)]);
    }
}
