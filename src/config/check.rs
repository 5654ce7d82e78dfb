//! Values that have the right type and still make no sense.

use super::encoding::encoding_of_label;
use super::model::{Config, DatesConfig, EntitiesConfig, PathsConfig};
use super::reading::TextConfig;
use std::path::{Component, Path, PathBuf};

/// A value out of its range.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Fault {
    /// The key with its table, as in `dates.min_confidence`.
    pub(super) key: &'static str,
    /// What is wrong.
    pub(super) message: String,
    /// What would be right.
    pub(super) hint: Option<&'static str>,
}

/// The first value that cannot stand, in the order of the keys.
pub(super) fn first_fault(config: &Config) -> Option<Fault> {
    // Taken apart field by field, so that a new setting cannot be forgotten here.
    let Config {
        title: _,
        description: _,
        language,
        base_url,
        license: _,
        footer: _,
        accent,
        logo,
        contact_email,
        page_size,
        search: _,
        stemming: _,
        paths,
        text: TextConfig { encoding, shortcodes: _, dump: _, quotes: _, split: _, language: _, otherwise: _ },
        dump: _,
        entities: EntitiesConfig { min_mentions, min_confidence: entity_confidence },
        dates: DatesConfig { min_confidence: date_confidence, numeric: _, format },
        rules: _,
        map: _,
        sources: _,
    } = config;
    let given = |value: &Option<String>, fits: fn(&str) -> bool| value.as_deref().is_none_or(fits);
    let rules = [
        (
            is_language_tag(language),
            "language",
            "be a BCP 47 language tag",
            Some("for example \"en\" or \"pt-BR\""),
        ),
        (
            given(base_url, is_absolute_address),
            "base_url",
            "be an absolute address",
            Some("for example \"https://example.org/archive/\""),
        ),
        (given(accent, is_colour), "accent", "be a colour as #rrggbb", Some("for example \"#0b4f8a\"")),
        (
            given(logo, is_path_inside),
            "logo",
            "be a path in the folder of static files",
            Some("for example \"assets/logo.svg\""),
        ),
        (
            given(contact_email, is_mail_address),
            "contact_email",
            "be an e-mail address",
            Some("for example \"desk@example.org\""),
        ),
        (*page_size >= 10, "page_size", "be 10 or more", None),
        (
            given(encoding, |label| encoding_of_label(label).is_some()),
            "text.encoding",
            "be the label of an encoding",
            Some("for example \"windows-1252\"; the labels are those of the WHATWG Encoding Standard"),
        ),
        (*min_mentions != Some(0), "entities.min_mentions", "be 1 or more", None),
        (is_share(*entity_confidence), "entities.min_confidence", "lie between 0 and 1", None),
        (is_share(*date_confidence), "dates.min_confidence", "lie between 0 and 1", None),
        (
            given(format, is_date_format),
            "dates.format",
            "name the day, the month and the year",
            Some("for example \"{month} {d}, {y}\"; known are {d} {dd} {m} {mm} {mon} {month} {y} {weekday}"),
        ),
    ];
    let broken = rules.into_iter().find(|(holds, ..)| !holds);
    broken
        .map(|(_, key, must, hint)| Fault { key, message: format!("`{key}` must {must}"), hint })
        .or_else(|| fault_in_paths(paths))
}

fn fault_in_paths(paths: &PathsConfig) -> Option<Fault> {
    let PathsConfig { content, output, templates, static_files, overlay, permalinks, authority } = paths;
    let named: [(&'static str, &Path); 7] = [
        ("paths.content", content),
        ("paths.output", output),
        ("paths.templates", templates),
        ("paths.static", static_files),
        ("paths.overlay", overlay),
        ("paths.permalinks", permalinks),
        ("paths.authority", authority),
    ];
    if let Some((key, _)) = named.iter().find(|(_, path)| path.as_os_str().is_empty()) {
        return Some(Fault { key, message: format!("`{key}` must not be empty"), hint: None });
    }
    let plain =
        |path: &Path| -> PathBuf { path.components().filter(|part| *part != Component::CurDir).collect() };
    let taken = named.iter().find(|(key, path)| *key != "paths.output" && plain(path) == plain(output));
    taken.map(|(key, _)| Fault {
        key: "paths.output",
        message: format!("`paths.output` must not be the same as `{key}`"),
        hint: Some("the website needs a folder of its own"),
    })
}

fn is_share(value: f32) -> bool {
    (0.0..=1.0).contains(&value)
}

pub(super) fn is_language_tag(tag: &str) -> bool {
    icu_locale_core::LanguageIdentifier::try_from_str(tag).is_ok()
}

fn is_colour(colour: &str) -> bool {
    colour
        .strip_prefix('#')
        .is_some_and(|hex| hex.len() == 6 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}

/// A relative path with `/` between its parts that stays where it is.
fn is_path_inside(path: &str) -> bool {
    !path.is_empty()
        && path.split('/').all(|part| !part.is_empty() && part != ".." && part != ".")
        && !path.contains('\\')
}

/// A format of days that has a day, a month and a year, and nothing that is not known.
fn is_date_format(format: &str) -> bool {
    let parts: Vec<&str> =
        format.split('{').skip(1).map(|rest| rest.split('}').next().unwrap_or_default()).collect();
    let has = |known: &[&str]| parts.iter().any(|part| known.contains(part));
    let known = ["d", "dd", "m", "mm", "mon", "month", "y", "weekday"];
    has(&["d", "dd"])
        && has(&["m", "mm", "mon", "month"])
        && has(&["y"])
        && parts.iter().all(|part| known.contains(part))
}

fn is_mail_address(address: &str) -> bool {
    let plain = |part: &str| {
        !part.is_empty()
            && !part.chars().any(|c| c.is_whitespace() || c.is_control() || "<>\"?&#,:;\\".contains(c))
    };
    address.rsplit_once('@').is_some_and(|(name, host)| plain(name) && plain(host) && !name.contains('@'))
}

/// An address that other addresses can be appended to: scheme, host, perhaps a port and a path, and no more.
fn is_absolute_address(address: &str) -> bool {
    let lower = address.to_ascii_lowercase();
    let Some(rest) = lower.strip_prefix("https://").or_else(|| lower.strip_prefix("http://")) else {
        return false;
    };
    let host = rest.split('/').next().unwrap_or_default();
    let unfit = |c: char| c.is_whitespace() || c.is_control() || "?#\"<>\\^`{|}@".contains(c);
    !host.is_empty() && !host.starts_with(':') && !rest.contains(unfit)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(rule: fn(&str) -> bool, good: &[&str], bad: &[&str]) {
        for value in good {
            assert!(rule(value), "{value} was refused");
        }
        for value in bad {
            assert!(!rule(value), "{value} was accepted");
        }
    }

    #[test]
    fn addresses() {
        check(
            is_absolute_address,
            &[
                "https://example.org",
                "http://localhost:8000/a/b/",
                "HTTPS://EXAMPLE.ORG/",
                "https://bücher.example/",
            ],
            &[
                "example.org",
                "/archive/",
                "ftp://example.org",
                "https://",
                "https:///a",
                "https://:80/",
                "https://example.org/?a=b",
                "https://example.org/#a",
                "https://exa mple.org",
                "https://example.org/\"><script>",
                "https://user@example.org/",
                "javascript:alert(1)",
            ],
        );
    }

    #[test]
    fn colours() {
        check(is_colour, &["#0b4f8a", "#FFFFFF"], &["#fff", "0b4f8a", "red", "#gggggg", "#0b4f8é"]);
    }

    #[test]
    fn date_formats() {
        check(
            is_date_format,
            &["{d} {month} {y}", "{y}-{mm}-{dd}", "{weekday}, {mon} {d}, {y}"],
            &["", "{d} {month}", "{month} {y}", "{d} {month} {year}", "%d %B %Y"],
        );
    }

    #[test]
    fn mail_addresses() {
        check(
            is_mail_address,
            &["a@b", "first.last@example.org"],
            &["", "a", "@b", "a@", "a b@c", "a@b?subject=x"],
        );
    }

    #[test]
    fn language_tags() {
        check(is_language_tag, &["en", "pt-BR", "zh-Hant-TW"], &["", "english language", "e", "en_"]);
    }

    #[test]
    fn shares() {
        for (value, fits) in [(0.0, true), (1.0, true), (-0.1, false), (1.1, false), (f32::NAN, false)] {
            assert_eq!(is_share(value), fits, "{value}");
        }
    }

    #[test]
    fn the_output_has_a_folder_of_its_own() {
        let paths = PathsConfig { output: "./content/".into(), ..PathsConfig::default() };
        let fault = fault_in_paths(&paths).unwrap();
        assert_eq!(fault.key, "paths.output");
        assert_eq!(fault_in_paths(&PathsConfig::default()), None);
    }
}
