//! Code, templates and table agree: every key that is asked for is there, every key that is there is asked for, and
//! no template holds a word of its own.
#![expect(clippy::disallowed_methods, reason = "the sources are read to be checked")]

use super::Strings;
use std::collections::BTreeSet;
use std::path::Path;

fn files(folder: &str, extensions: &[&str]) -> Vec<(String, String)> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    walkdir::WalkDir::new(root)
        .sort_by_file_name()
        .into_iter()
        .map(|entry| entry.unwrap().into_path())
        .filter(|path| path.extension().is_some_and(|end| extensions.iter().any(|known| end == *known)))
        .map(|path| (path.display().to_string(), std::fs::read_to_string(&path).unwrap()))
        .collect()
}

/// What follows each `marker` in a text as far as it may be a key.
fn keys_after<'a>(text: &'a str, marker: &str) -> Vec<&'a str> {
    let is_key = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || "_.-".contains(c);
    let starts = text.match_indices(marker).map(|(at, _)| at);
    let after =
        starts.filter(|at| !text[..*at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == '.'));
    after
        .map(|at| &text[at + marker.len()..])
        .map(|rest| &rest[..rest.find(|c| !is_key(c)).unwrap_or(rest.len())])
        .collect()
}

#[test]
fn templates_ask_only_for_keys_that_are_there() {
    let strings = Strings::default();
    let mut asked = 0;
    for (path, text) in files("templates", &["html", "xml"]) {
        for key in keys_after(&text, "t.") {
            let key = key.trim_end_matches('.');
            let section = format!("{key}.");
            let known = strings.get(key).is_some() || strings.texts().any(|(k, _)| k.starts_with(&section));
            assert!(known, "{path} asks for t.{key}");
            asked += 1;
        }
    }
    assert!(asked > 100, "{asked}");
}

#[test]
fn every_key_is_asked_for() {
    let sources: String = files("src", &["rs"])
        .into_iter()
        .chain(files("templates", &["html", "xml"]))
        .map(|(_, t)| t)
        .collect();
    let made = ["month", "month_short", "weekday", "weekday_short", "nav", "removed"];
    for (key, _) in Strings::default().texts() {
        let section = key.split('.').next().unwrap();
        let key = key.trim_end_matches(".one").trim_end_matches(".other");
        let asked = sources.contains(&format!("\"{key}\"")) || sources.contains(&format!("t.{key}"));
        let confidence = key.starts_with("article.confidence_");
        assert!(
            asked || confidence || made.contains(&section) || key == "language",
            "nothing asks for {key}"
        );
    }
}

/// The words that a template shows, outside tags, expressions and comments, and in attributes that are read out.
fn bare_words(template: &str) -> BTreeSet<String> {
    let mut text = template.to_owned();
    // The block `kind` is the class of the body.
    if let (Some(start), Some(end)) = (text.find("{% block kind %}"), text.find("{% endblock kind %}")) {
        text.replace_range(start..end, "");
    }
    for (open, close) in [("{%", "%}"), ("{{", "}}"), ("{#", "#}")] {
        while let Some(start) = text.find(open) {
            let end = text[start..].find(close).map_or(text.len(), |end| start + end + close.len());
            text.replace_range(start..end, "\u{1}");
        }
    }
    let mut shown = String::new();
    for (at, part) in text.split('<').enumerate() {
        let (tag, after) = if at == 0 { ("", part) } else { part.split_once('>').unwrap_or((part, "")) };
        for attribute in ["aria-label", "title", "alt", "abbr", "placeholder", "summary"] {
            if let Some((_, value)) = tag.split_once(&format!(" {attribute}=\"")) {
                shown.push_str(value.split('"').next().unwrap_or_default());
                shown.push(' ');
            }
        }
        shown.push_str(after);
        shown.push(' ');
    }
    let words = shown.split(|c: char| !c.is_alphabetic()).filter(|word| word.len() > 1);
    words
        .filter(|word| !["BibTeX", "RIS", "CSL", "JSON", "CSV", "Backfile"].contains(word))
        .map(str::to_owned)
        .collect()
}

#[test]
fn no_template_holds_a_word_of_its_own() {
    for (path, text) in files("templates", &["html"]) {
        let words = bare_words(&text);
        assert!(words.is_empty(), "{path} shows {words:?}: put them into templates/strings.en.toml");
    }
    let check = |template: &str, expected: &[&str]| {
        assert_eq!(bare_words(template), expected.iter().map(|word| (*word).to_owned()).collect());
    };
    check("<p>{{ name }} and <a title=\"More\" href=\"x\">{{ t.a.b }}</a></p>", &["and", "More"]);
    check("{% if a == \"b\" %}<i class=\"word\">1</i>{% endif %}", &[]);
}
