//! From TOML to the table: the language's own texts over English, a person's over both.

use super::table::{Strings, Table};
use crate::diagnostic::Diagnostic;
use icu_locale_core::Locale;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt;
use std::sync::{Arc, LazyLock};

/// The built-in tables by language.
const BUILT_IN: [(&str, &str); 2] = [
    ("de", include_str!("../../templates/strings.de.toml")),
    ("en", include_str!("../../templates/strings.en.toml")),
];

/// Forms of a plural that a language may have.
const FORMS: [&str; 6] = ["zero", "one", "two", "few", "many", "other"];

static ENGLISH: LazyLock<Strings> = LazyLock::new(|| strings(built_in("en").unwrap_or_default(), "en"));

/// A table of strings that cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct StringsError {
    /// The file.
    pub path: String,
    /// What is wrong, with the line.
    pub message: String,
}

impl fmt::Display for StringsError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.path, self.message)
    }
}

impl std::error::Error for StringsError {}

impl Default for Strings {
    fn default() -> Self {
        ENGLISH.clone()
    }
}

fn strings(mut texts: BTreeMap<String, String>, language: &str) -> Strings {
    texts.insert("language".to_owned(), language.to_owned());
    let locale = language.parse::<Locale>().unwrap_or(Locale::UNKNOWN);
    Strings(Arc::new(Table { texts, plurals: locale.into() }))
}

/// The texts of a language that Backfile has, by the first part of its tag.
fn built_in(language: &str) -> Option<BTreeMap<String, String>> {
    let primary = language.split('-').next().unwrap_or_default().to_ascii_lowercase();
    let (_, text) = BUILT_IN.iter().find(|(known, _)| *known == primary)?;
    // A test reads every built-in table.
    flatten(text, "").ok()
}

impl Strings {
    /// The strings of a language. `own` is the text of a person's `strings.toml` with the name of the file; it
    /// overrides single keys.
    ///
    /// # Errors
    /// When the person's file is no TOML, or holds what is no text.
    pub fn new(language: &str, own: Option<(&str, &str)>) -> Result<(Self, Vec<Diagnostic>), StringsError> {
        let english = ENGLISH.0.texts.clone();
        let known = built_in(language);
        let mut diagnostics = Vec::new();
        let own_texts = match own {
            Some((text, path)) => flatten(text, path)?,
            None => BTreeMap::new(),
        };
        let has = |key: &String| {
            own_texts.contains_key(key) || known.as_ref().is_some_and(|known| known.contains_key(key))
        };
        let missing: Vec<&String> =
            english.keys().filter(|key| *key != "language" && !is_form(key) && !has(key)).collect();
        if let Some(first) = missing.first() {
            diagnostics.push(untranslated(language, missing.len(), first));
        }
        if let Some((_, path)) = own {
            diagnostics.extend(own_texts.iter().filter_map(|(key, text)| fault(key, text, &english, path)));
        }
        let mut texts = english;
        for (key, text) in known.into_iter().flatten().chain(own_texts) {
            if !is_form(&key) || texts.contains_key(&plural_of(&key)) {
                texts.insert(key, text);
            }
        }
        Ok((strings(texts, language), diagnostics))
    }
}

/// Whether a key is a form of a plural other than `other`, which every language has.
fn is_form(key: &str) -> bool {
    key.starts_with("count.") && !key.ends_with(".other")
}

fn plural_of(form: &str) -> String {
    format!("{}.other", form.rsplit_once('.').map_or(form, |(plural, _)| plural))
}

fn untranslated(language: &str, count: usize, first: &str) -> Diagnostic {
    let languages: Vec<&str> = BUILT_IN.iter().map(|(language, _)| *language).collect();
    let message =
        format!("{count} strings of the interface are not there in `{language}`, for example `{first}`");
    Diagnostic::warning("untranslated-strings", message).hint(format!(
        "they stand in English; put them into strings.toml in the folder of templates, \
         or set `language` to one of: {}",
        languages.join(", ")
    ))
}

/// What is wrong with a text of a person's table: an unknown key, or words in braces that nothing fills.
fn fault(key: &str, text: &str, english: &BTreeMap<String, String>, path: &str) -> Option<Diagnostic> {
    let model = if is_form(key) && FORMS.iter().any(|form| key.ends_with(form)) {
        english.get(&plural_of(key))
    } else {
        english.get(key)
    };
    let Some(model) = model else {
        let near = english
            .keys()
            .map(|known| (strsim::jaro_winkler(key, known), known))
            .max_by(|a, b| a.0.total_cmp(&b.0));
        let hint = near.map_or_else(String::new, |(_, known)| format!("did you mean `{known}`?"));
        let message = format!("unknown string `{key}`");
        return Some(Diagnostic::warning("unknown-string", message).at(path, None).hint(hint));
    };
    let mut fills = braces(model);
    if key.starts_with("date.") {
        fills.extend(["d", "dd", "m", "mm", "month", "mon", "y", "weekday"]);
    }
    let strange: Vec<&str> = braces(text).difference(&fills).copied().collect();
    let first = strange.first()?;
    let message = format!("nothing fills `{{{first}}}` in the string `{key}`");
    let known: Vec<String> = fills.iter().map(|fill| format!("{{{fill}}}")).collect();
    let hint = if known.is_empty() {
        "nothing is filled in there".to_owned()
    } else {
        format!("known there: {}", known.join(", "))
    };
    Some(Diagnostic::warning("unknown-string", message).at(path, None).hint(hint))
}

/// The words in braces.
fn braces(text: &str) -> BTreeSet<&str> {
    let after = text.split('{').skip(1);
    after.filter_map(|rest| rest.split_once('}')).map(|(word, _)| word).collect()
}

/// A TOML text as keys with points between their parts.
fn flatten(text: &str, path: &str) -> Result<BTreeMap<String, String>, StringsError> {
    let failed = |message: String| StringsError { path: path.to_owned(), message };
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let table: toml::Table = toml::from_str(text).map_err(|error| failed(error.to_string()))?;
    let mut texts = BTreeMap::new();
    let mut waiting: Vec<(String, toml::Value)> = table.into_iter().collect();
    while let Some((key, value)) = waiting.pop() {
        match value {
            toml::Value::String(text) => _ = texts.insert(key, text),
            toml::Value::Table(inner) => {
                waiting.extend(inner.into_iter().map(|(name, value)| (format!("{key}.{name}"), value)));
            }
            other => {
                let kind = other.type_str();
                return Err(failed(format!(
                    "`{key}` is of the kind {kind}; every string stands in quotation marks"
                )));
            }
        }
    }
    Ok(texts)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_built_in_language_has_every_string() {
        let english = flatten(BUILT_IN[1].1, "en").unwrap();
        for (language, text) in BUILT_IN {
            let texts = flatten(text, language).unwrap_or_else(|error| panic!("{error}"));
            let keys = |texts: &BTreeMap<String, String>| -> BTreeSet<String> {
                texts.keys().filter(|key| !is_form(key)).cloned().collect()
            };
            assert_eq!(keys(&texts), keys(&english), "{language}");
            let faults: Vec<_> =
                texts.iter().filter_map(|(key, text)| fault(key, text, &english, language)).collect();
            assert!(faults.is_empty(), "{faults:?}");
        }
    }

    #[test]
    fn a_language_overrides_english_and_a_person_both() {
        let own = "[nav]\npeople = 'Leute'\n";
        let (strings, diagnostics) = Strings::new("de-AT", Some((own, "strings.toml"))).unwrap();
        assert_eq!(strings.text("nav.people"), "Leute");
        assert_eq!(strings.text("nav.places"), "Orte");
        assert_eq!(strings.count("count.articles", 1200), "1.200 Artikel");
        assert!(diagnostics.is_empty(), "{diagnostics:?}");
    }

    #[test]
    fn what_is_missing_is_english_and_told() {
        let own = "[nav]\npeople = 'Osoby'\n[count.articles]\none = '{n} artykuł'\nfew = '{n} artykuły'\n\
                   many = '{n} artykułów'\nother = '{n} artykułu'\n";
        let (strings, diagnostics) = Strings::new("pl", Some((own, "strings.toml"))).unwrap();
        assert_eq!(strings.text("nav.people"), "Osoby");
        assert_eq!(strings.text("nav.places"), "Places");
        for (count, expected) in [(1, "1 artykuł"), (3, "3 artykuły"), (5, "5 artykułów")] {
            assert_eq!(strings.count("count.articles", count), expected);
        }
        assert_eq!(diagnostics.len(), 1);
        assert_eq!(diagnostics[0].code, "untranslated-strings");
    }

    #[test]
    fn faults_are_named() {
        let check = |own: &str, expected: &str| {
            let (_, diagnostics) = Strings::new("en", Some((own, "strings.toml"))).unwrap();
            assert_eq!(diagnostics.len(), 1, "{diagnostics:?}");
            let hint = diagnostics[0].hint.clone().unwrap_or_default();
            assert_eq!(format!("{}; {hint}", diagnostics[0].message), expected);
        };
        check("nav.peple = 'x'", "unknown string `nav.peple`; did you mean `nav.people`?");
        check(
            "article.page = '{p}'",
            "nothing fills `{p}` in the string `article.page`; known there: {page}",
        );
        let error = Strings::new("en", Some(("nav.people = 3", "strings.toml"))).unwrap_err();
        assert!(error.to_string().contains("`nav.people` is of the kind integer"), "{error}");
        assert!(Strings::new("en", Some(("nav = ", "strings.toml"))).is_err());
    }
}
