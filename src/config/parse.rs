//! Text to [`Config`]: the TOML reader finds what does not fit the types, and this module says it in our words.

use super::check::{self, Fault};
use super::error::ConfigError;
use super::model::Config;
use super::reading::{Quotes, Shortcodes, TextConfig};
use std::ops::Range;
use toml::de::{DeTable, DeValue};

/// Reads a configuration. `path` names the file in errors.
///
/// # Errors
/// When the text is not TOML, has a key that is not known, or a value of the wrong type or out of its range.
pub fn parse(text: &str, path: &str) -> Result<Config, ConfigError> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut config: Config = toml::from_str(text).map_err(|error| explain(text, path, &error))?;
    if let Some(base_url) = &mut config.base_url
        && !base_url.ends_with('/')
    {
        base_url.push('/');
    }
    config.text.dump = config.dump.clone();
    config.rules.stand_at(lines_of_rules(text));
    if let Some((index, key, message)) = config.rules.first_fault() {
        return Err(ConfigError::new(path, text, span_in_rule(text, index, key), message));
    }
    match check::first_fault(&config) {
        None => Ok(config),
        Some(Fault { key, message, hint }) => {
            Err(ConfigError::new(path, text, span_of_value(text, key), message).hint(hint.map(str::to_owned)))
        }
    }
}

/// A hash of the settings that the stages for a single file read: part of the key of what they made.
pub fn hash_of_text_settings(text: &TextConfig) -> [u8; 32] {
    // Taken apart field by field, so that a new setting cannot be forgotten here.
    let TextConfig { encoding, shortcodes, dump, quotes, split, language, otherwise } = text;
    let mut hasher = blake3::Hasher::new();
    let mut word = |word: &str| {
        hasher.update(&(word.len() as u64).to_le_bytes()).update(word.as_bytes());
    };
    for (_, column) in dump.columns() {
        word(column.unwrap_or_default());
    }
    word(dump.body.name());
    word(encoding.as_deref().unwrap_or_default());
    word(match shortcodes {
        Shortcodes::Keep => "keep",
        Shortcodes::Drop => "drop",
    });
    word(match quotes {
        Quotes::Keep => "keep",
        Quotes::Repair => "repair",
    });
    word(&split.written());
    word(language.as_deref().unwrap_or_default());
    word(otherwise.as_deref().unwrap_or_default());
    *hasher.finalize().as_bytes()
}

/// The reader's complaint in our words, with the nearest word that would have fitted.
fn explain(text: &str, path: &str, error: &toml::de::Error) -> ConfigError {
    let message = error.message().trim();
    if let Some((what, found, expected)) = unknown_word(message) {
        let hint = elsewhere(found)
            .or_else(|| nearest(found, &expected).map(|best| format!("did you mean `{best}`?")))
            .unwrap_or_else(|| format!("known here: {}", expected.join(", ")));
        return ConfigError::new(path, text, error.span(), format!("unknown {what} `{found}`"))
            .hint(Some(hint));
    }
    let sentence = message.lines().map(str::trim).collect::<Vec<_>>().join("; ");
    let sentence = sentence
        .replace("expected usize", "expected a whole number, not below zero")
        .replace("expected f32", "expected a number");
    ConfigError::new(path, text, error.span(), sentence)
}

/// Takes serde's "unknown field `x`, expected one of `a`, `b`" apart: what kind of word, which, and the known ones.
fn unknown_word(message: &str) -> Option<(&'static str, &str, Vec<&str>)> {
    let (what, rest) = match message.strip_prefix("unknown field `") {
        Some(rest) => ("key", rest),
        None => ("value", message.strip_prefix("unknown variant `")?),
    };
    // The word comes from the file and may itself hold a backquote; the list of the known ones does not.
    let (found, known) = rest.rsplit_once("`, expected ")?;
    Some((what, found, known.split('`').skip(1).step_by(2).collect()))
}

/// The known word that a word of the file is most likely meant for.
pub(crate) fn nearest<'a>(found: &str, expected: &[&'a str]) -> Option<&'a str> {
    let normal = |word: &str| word.to_lowercase().replace('-', "_");
    let found = normal(found);
    expected
        .iter()
        .map(|known| (strsim::jaro_winkler(&found, &normal(known)), *known))
        .filter(|(likeness, _)| *likeness >= 0.8)
        .max_by(|a, b| a.0.total_cmp(&b.0))
        .map(|(_, known)| known)
}

/// A key that stands in the wrong table.
fn elsewhere(found: &str) -> Option<String> {
    let table = match found {
        "content" | "output" | "templates" | "static" | "overlay" | "permalinks" | "authority" => "[paths]",
        "encoding" | "shortcodes" | "quotes" | "split" => "[text]",
        "min_mentions" => "[entities]",
        "min_confidence" => "[entities] or [dates]",
        "numeric" | "format" => "[dates]",
        "base" => "[map]",
        "title" | "description" | "language" | "base_url" | "license" | "footer" | "accent" | "logo"
        | "contact_email" | "page_size" | "search" | "stemming" | "sources" => {
            "the top of the file, before the first [table]"
        }
        _ => return None,
    };
    Some(format!("`{found}` belongs to {table}"))
}

/// Where the value of a key such as `dates.min_confidence` stands in the text.
fn span_of_value(text: &str, key: &str) -> Option<Range<usize>> {
    let root = DeTable::parse(text).ok()?;
    let mut table = root.get_ref();
    let mut span = None;
    for part in key.split('.') {
        let value = table.iter().find(|(name, _)| name.get_ref().as_ref() == part)?.1;
        span = Some(value.span());
        if let DeValue::Table(inner) = value.get_ref() {
            table = inner;
        }
    }
    span
}

/// The `[[rules]]` of a configuration as they stand in its text.
fn with_rules<T>(text: &str, read: impl FnOnce(&[toml::Spanned<DeValue<'_>>]) -> T) -> Option<T> {
    let root = DeTable::parse(text).ok()?;
    let rules = root.get_ref().iter().find(|(name, _)| name.get_ref().as_ref() == "rules")?.1;
    if let DeValue::Array(rules) = rules.get_ref() { Some(read(rules)) } else { None }
}

/// The lines on which the rules begin.
fn lines_of_rules(text: &str) -> Vec<u32> {
    let line = |at: usize| text.get(..at).map_or(0, |before| before.matches('\n').count() as u32 + 1);
    with_rules(text, |rules| rules.iter().map(|rule| line(rule.span().start)).collect()).unwrap_or_default()
}

/// Where a value of a rule stands.
fn span_in_rule(text: &str, index: usize, key: &str) -> Option<Range<usize>> {
    with_rules(text, |rules| match rules.get(index)?.get_ref() {
        DeValue::Table(table) => {
            table.iter().find(|(name, _)| name.get_ref().as_ref() == key).map(|(_, value)| value.span())
        }
        _ => None,
    })
    .flatten()
}

#[cfg(test)]
mod tests {
    use super::super::reading::{NumericDates, Split, Stemming};
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn empty_text_gives_the_defaults() {
        assert_eq!(parse("", "backfile.toml"), Ok(Config::default()));
        assert_eq!(parse("\u{feff}# nothing\n", "backfile.toml"), Ok(Config::default()));
    }

    #[test]
    fn every_key_is_read() {
        let text = r##"
            title = "The Wharf Gazette"
            description = "1931 to 1974"
            language = "en-CA"
            base_url = "https://example.org/wharf"
            license = "CC BY 4.0"
            footer = "Town library"
            accent = "#0B4f8a"
            logo = "assets/logo.svg"
            contact_email = "desk@example.org"
            page_size = 50
            search = false
            stemming = "english"
            [paths]
            content = "articles"
            output = "site"
            templates = "t"
            static = "s"
            overlay = "o.csv"
            permalinks = "p.tsv"
            [text]
            encoding = "windows-1252"
            shortcodes = "drop"
            [entities]
            min_mentions = 3
            min_confidence = 0
            [dates]
            min_confidence = 1.0
            numeric = "day-first"
            format = "{month} {d}, {y}"
            [map]
            base = "town.geojson"
        "##;
        let config = parse(text, "backfile.toml").unwrap();
        assert_eq!(config.base_url.as_deref(), Some("https://example.org/wharf/"));
        assert_eq!(config.paths.static_files.to_str(), Some("s"));
        assert_eq!(config.text.shortcodes, Shortcodes::Drop);
        assert!(!config.search);
        assert_eq!(config.stemming, Stemming::English);
        assert_eq!(config.entities.min_mentions, Some(3));
        assert_eq!(config.entities.min_confidence, 0.0);
        assert_eq!(config.dates.numeric, NumericDates::DayFirst);
        assert_eq!(config.logo.as_deref(), Some("assets/logo.svg"));
        assert_eq!(config.map.base.as_deref().and_then(|path| path.to_str()), Some("town.geojson"));
        assert_eq!(config.dates.format.as_deref(), Some("{month} {d}, {y}"));
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        assert_eq!(parse(text, "b.toml").unwrap_err().to_string(), expected.trim_matches('\n'));
    }

    #[test]
    fn unknown_keys_are_named_with_the_nearest() {
        check(
            "# top\ntitel = \"x\"\n",
            "
b.toml:2:1: unknown key `titel`
  2 | titel = \"x\"
    | ^^^^^
  help: did you mean `title`?",
        );
        check(
            "[dates]\nmin-confidence = 0.2\n",
            "
b.toml:2:1: unknown key `min-confidence`
  2 | min-confidence = 0.2
    | ^^^^^^^^^^^^^^
  help: did you mean `min_confidence`?",
        );
        check(
            "[path]\ncontent = 'a'\n",
            "
b.toml:1:2: unknown key `path`
  1 | [path]
    |  ^^^^
  help: did you mean `paths`?",
        );
        check(
            "content = 'articles'\n",
            "
b.toml:1:1: unknown key `content`
  1 | content = 'articles'
    | ^^^^^^^
  help: `content` belongs to [paths]",
        );
        check(
            "[text]\n\"a`, expected b\" = 1\n",
            "
b.toml:2:1: unknown key `a`, expected b`
  2 | \"a`, expected b\" = 1
    | ^^^^^^^^^^^^^^^^
  help: known here: encoding, shortcodes, quotes, split",
        );
    }

    #[test]
    fn values_of_the_wrong_kind_are_named() {
        check(
            "[dates]\nnumeric = 'dayfirst'\n",
            "
b.toml:2:11: unknown value `dayfirst`
  2 | numeric = 'dayfirst'
    |           ^^^^^^^^^^
  help: did you mean `day-first`?",
        );
        check(
            "page_size = 'many'\n",
            "
b.toml:1:13: invalid type: string \"many\", expected a whole number, not below zero
  1 | page_size = 'many'
    |             ^^^^^^",
        );
    }

    #[test]
    fn values_out_of_range_are_named() {
        check(
            "\n[dates]\nmin_confidence = 1.5 # too much\n",
            "
b.toml:3:18: `dates.min_confidence` must lie between 0 and 1
  3 | min_confidence = 1.5 # too much
    |                  ^^^",
        );
        check(
            "base_url = 'example.org'\n",
            "
b.toml:1:12: `base_url` must be an absolute address
  1 | base_url = 'example.org'
    |            ^^^^^^^^^^^^^
  help: for example \"https://example.org/archive/\"",
        );
    }

    #[test]
    fn languages_without_word_forms_are_refused() {
        check(
            "stemming = 'german'\n",
            "
b.toml:1:12: unknown value `german`
  1 | stemming = 'german'
    |            ^^^^^^^^
  help: known here: auto, english, none",
        );
    }

    #[test]
    fn broken_toml_has_a_line() {
        let error = parse("title = \"é\"\npage_size = = 3\n", "b.toml").unwrap_err();
        assert_eq!(error.position.map(|(line, _)| line), Some(2));
    }

    #[test]
    fn text_settings_change_the_hash_and_others_do_not() {
        let base = TextConfig::default();
        let hash = hash_of_text_settings(&base);
        let others = [
            TextConfig { shortcodes: Shortcodes::Drop, ..base.clone() },
            TextConfig { encoding: Some("utf-8".into()), ..base.clone() },
            TextConfig { quotes: Quotes::Repair, ..base.clone() },
            TextConfig { split: Split::Never, ..base.clone() },
            TextConfig { language: Some("fr".into()), ..base.clone() },
            TextConfig { otherwise: Some("fr".into()), ..base },
        ];
        for other in others {
            assert_ne!(hash_of_text_settings(&other), hash, "{other:?}");
        }
    }

    #[test]
    fn rules_are_strict_too() {
        let rule = "[[rules]]\nmatch = 'a/**'\n";
        let config = parse(&format!("title = 'x'\n\n{rule}title = 'made'\n"), "b.toml").unwrap();
        assert_eq!(config.rules.unmatched([].into_iter())[0].1, Some(3));
        for (text, told) in [
            ("[[rules]]\nmatch = 'a/**'\ntitel = 'made'\n", "did you mean `title`?"),
            ("[[rules]]\nmatch = 'a/**'\ntitle = 'mad'\n", "did you mean `made`?"),
            ("[[rules]]\nmatch = 'a/[**'\n", "no glob"),
            ("[[rules]]\nmatch = ''\n", "must name files"),
            ("[[rules]]\ntitle = 'made'\n", "match"),
            ("[[rules]]\nmatch = 'a'\nencoding = 'latin-one'\n", "b.toml:3:12"),
            ("[[rules]]\nmatch = 'a'\nsplit = '/(/'\n", "no regular expression"),
            ("[text]\nsplit = ''\n", "b.toml:2"),
        ] {
            let error = parse(text, "b.toml").unwrap_err().to_string();
            assert!(error.contains(told), "{error}");
        }
    }

    proptest! {
        #[test]
        fn any_text_gives_a_config_or_an_error_that_prints(text in "(title|page_size|\\[|\\]|dates|é|\"|'|=|\\.|\t|\n|\r| |[0-9]|\\PC){0,40}") {
            if let Err(error) = parse(&text, "b.toml") {
                prop_assert!(error.to_string().starts_with("b.toml"));
            }
        }
    }
}
