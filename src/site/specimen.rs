//! The page that shows every component of the theme, for people who write their own.
//!
//! What it shows is plain data beside the templates, and every component stands on it: one that asks for a new field
//! fails here first.

use super::chart::{self, Bar, Node};
use super::tables::Tables;
use super::text::Text;
use super::theme::{Theme, ThemeError, template_strings};
use super::views::shell::Scope;
use crate::analysis::entity::EntityKind;
use crate::archive::model::Archive;
use serde_json::{Map, Value};

const DATA: &str = include_str!("../../templates/specimen.json");
/// Links of the page lead to the page itself: there is no site around it.
const HERE: &str = "#page-main";

/// The page as HTML. The archive lends its title, language and strings; it needs no articles.
///
/// # Errors
/// When a template asks for what is not there.
pub fn specimen(archive: &Archive, theme: &Theme) -> Result<Vec<u8>, ThemeError> {
    let mut view = data();
    let chart = chart::years(&archive.strings, &bars(), "chart.unit_articles");
    view.insert("chart".to_owned(), value(&chart));
    view.insert("graph".to_owned(), chart::graph(&archive.strings, "Eleanor Vance", &nodes()).into());
    let shell = shell(archive, &view);
    view.insert("shell".to_owned(), shell);
    theme.render("specimen.html", &view, Some(&template_strings(&archive.strings)))
}

fn data() -> Map<String, Value> {
    match serde_json::from_str(DATA) {
        Ok(Value::Object(data)) => data,
        _ => Map::new(),
    }
}

fn value(view: &impl serde::Serialize) -> Value {
    serde_json::to_value(view).unwrap_or_default()
}

/// The shell of a site, with the links of the specimen.
fn shell(archive: &Archive, view: &Map<String, Value>) -> Value {
    let tables = Tables::new(archive);
    let scope =
        Scope { archive, tables: &tables, base: None, text: Text::Named, path: "index.html", root: "" };
    let title = view.get("words").and_then(|words| words.get("title")).and_then(Value::as_str);
    let mut shell = value(&scope.shell(title.unwrap_or_default(), ""));
    for (field, link) in [("feed", HERE), ("about", HERE), ("home", "index.html")] {
        shell[field] = link.into();
    }
    for field in ["navigation", "trail"] {
        shell[field] = view.get(field).cloned().unwrap_or_default();
    }
    shell
}

fn bars() -> Vec<Bar> {
    let counts = [3, 1, 2, 0, 4, 9, 7, 12, 5, 2, 1, 0, 0, 3, 6, 6, 2, 8, 1, 1, 4];
    let bar = |(year, count): (i32, usize)| Bar { year, count, href: Some(HERE.to_owned()) };
    (1931..).zip(counts).filter(|(_, count)| *count > 0).map(bar).collect()
}

fn nodes() -> Vec<Node> {
    let names = [
        ("Margaret Doyle", EntityKind::Person, 6),
        ("Hallam & Pryce Packing Company", EntityKind::Organization, 5),
        ("Town Hall", EntityKind::Place, 4),
        ("Dora Kemp", EntityKind::Person, 2),
        ("Marlow Cove", EntityKind::Place, 1),
    ];
    let node = |(text, kind, weight): (&str, EntityKind, usize)| Node {
        text: text.to_owned(),
        href: Some(HERE.to_owned()),
        kind,
        weight,
    };
    names.into_iter().map(node).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::model::SiteFacts;
    use std::collections::{BTreeMap, BTreeSet};

    fn page() -> String {
        let facts = SiteFacts { title: "Specimen".into(), language: "en".into(), ..SiteFacts::default() };
        let archive = Archive { site: facts, ..Archive::default() };
        let theme = Theme::new(BTreeMap::new(), BTreeMap::new()).expect("the built-in theme parses");
        let page = specimen(&archive, &theme).expect("the specimen renders");
        String::from_utf8(page).expect("pages are UTF-8")
    }

    #[test]
    fn every_component_stands_on_it() {
        let components = include_str!("../../templates/components.html");
        let specimen = include_str!("../../templates/specimen.html");
        let names = components.split("{% component ").skip(1).filter_map(|rest| rest.split('(').next());
        for name in names.collect::<BTreeSet<_>>() {
            assert!(specimen.contains(&format!("<{name} ")), "specimen.html does not show `{name}`");
        }
    }

    #[test]
    fn it_shows_every_kind_of_text_that_articles_have() {
        let page = page();
        for mark in
            ["class=\"verse\"", "<blockquote>", "<table>", "<ol>", "<pre ", "class=\"footnote\"", "heat-5"]
        {
            assert!(page.contains(mark), "no {mark}");
        }
        assert!(!page.contains(" style="), "a style attribute");
    }
}
