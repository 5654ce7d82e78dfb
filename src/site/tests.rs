//! Every page of a small archive, in every state of its options.

use super::testing::{self, MemoryBodies};
use super::{Renderer, Route, Tables, Theme, link};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, ArticleId, EntityId, SiteFacts};
use std::collections::{BTreeMap, BTreeSet};

type Pages = BTreeMap<String, Vec<u8>>;

fn theme() -> Theme {
    Theme::new(BTreeMap::new(), BTreeMap::new()).expect("the built-in theme parses")
}

/// Renders every route and lays the static files, carried files and data beside the pages.
fn render_all(archive: &Archive, bodies: &MemoryBodies, theme: &Theme) -> Pages {
    let tables = Tables::new(archive);
    let renderer = Renderer::new(archive, &tables, theme);
    let mut pages = Pages::new();
    for route in renderer.routes() {
        let path = route.path(archive).expect("a listed route has a path");
        let page = renderer.render(bodies, &route).unwrap_or_else(|error| panic!("{path}: {error}"));
        assert!(pages.insert(path.clone(), page).is_none(), "two routes at {path}");
    }
    pages
}

fn attribute_values<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let marker = format!(" {name}=\"");
    html.split(marker.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#39;", "'")
        .replace("&amp;", "&")
}

/// The output path and fragment that a link on a page leads to; `None` when it leads out of the site.
fn target(page: &str, href: &str) -> Option<(String, String)> {
    let href = unescape(href);
    if href.starts_with("http:") || href.starts_with("https:") || href.starts_with("mailto:") {
        return None;
    }
    let (path, fragment) = href.split_once('#').unwrap_or((&href, ""));
    let path = if path.is_empty() { page.to_owned() } else { link::resolve(page, &link::decode(path))? };
    Some((path, link::decode(fragment)))
}

fn check_pages(archive: &Archive, pages: &Pages, theme: &Theme) {
    let ids = |path: &str| -> BTreeSet<String> {
        let html = String::from_utf8_lossy(&pages[path]).into_owned();
        attribute_values(&html, "id").into_iter().map(unescape).collect()
    };
    let mut others = BTreeSet::new();
    others.extend(archive.carried.iter().map(|path| super::carried_path(path)));
    others.extend(super::assets(archive, theme).into_iter().map(|(path, _)| path));
    others.extend(super::bulk(archive, &Tables::new(archive)).map(|(path, _)| path));
    for (path, bytes) in pages {
        let html = std::str::from_utf8(bytes).expect("pages are UTF-8");
        if !path.ends_with(".html") {
            continue;
        }
        assert_eq!(html.matches("<h1").count(), 1, "one h1 on {path}");
        assert!(!html.contains("<script>alert"), "unescaped text on {path}");
        assert!(!html.contains("<img src=x"), "unescaped attribute on {path}");
        assert!(!html.contains(" style="), "a style attribute on {path}");
        assert!(!html.contains("javascript:\""), "a script address on {path}");
        let all = attribute_values(html, "id");
        let unique: BTreeSet<_> = all.iter().collect();
        assert_eq!(all.len(), unique.len(), "ids are unique on {path}: {all:?}");
        for href in attribute_values(html, "href").into_iter().chain(attribute_values(html, "src")) {
            let Some((target, fragment)) = target(path, href) else { continue };
            assert!(
                pages.contains_key(&target) || others.contains(&target),
                "{path} links to {href} = {target}"
            );
            if !fragment.is_empty() && target.ends_with(".html") {
                assert!(ids(&target).contains(&fragment), "{path} links to {href}, which has no such id");
            }
        }
    }
}

#[test]
fn every_page_renders_and_every_link_leads_somewhere() {
    let (mut archive, bodies) = testing::sample();
    let theme = theme();
    check_pages(&archive, &render_all(&archive, &bodies, &theme), &theme);
    archive.site.base_url = Some("https://example.org/archive/".to_owned());
    archive.site.accent = Some("#803010".to_owned());
    archive.site.page_size = 2;
    let pages = render_all(&archive, &bodies, &theme);
    let not_found = String::from_utf8_lossy(&pages["404.html"]).into_owned();
    assert!(not_found.contains("href=\"/archive/people/index.html\""), "{not_found}");
    let pages: Pages = pages.into_iter().filter(|(path, _)| path != "404.html").collect();
    check_pages(&archive, &pages, &theme);
    assert!(pages.keys().any(|path| path.starts_with("people/eleanor-vance/")), "pages by year");
}

#[test]
fn an_empty_archive_has_a_site() {
    let archive =
        Archive { site: SiteFacts { language: "en".into(), ..SiteFacts::default() }, ..Archive::default() };
    let theme = theme();
    let pages = render_all(&archive, &MemoryBodies::default(), &theme);
    check_pages(&archive, &pages, &theme);
}

#[test]
fn a_split_index_has_a_page_for_each_letter() {
    let (mut archive, bodies) = testing::sample();
    for number in 0..1200 {
        let mut entity = archive.entities[1].clone();
        entity.name = format!("Name {number}");
        entity.sort = format!("{}ame {number}", ["N", "É", "Ж", "9"][number % 4]);
        entity.id = format!("people/name-{number}");
        entity.url = (number % 3 == 0).then(|| format!("people/name-{number}.html"));
        archive.entities.push(entity);
    }
    let theme = theme();
    let pages = render_all(&archive, &bodies, &theme);
    check_pages(&archive, &pages, &theme);
    for letter in ["n", "e", "u0416", "other"] {
        assert!(pages.contains_key(&format!("people/index-{letter}.html")), "{letter}");
    }
}

/// A change to an archive and its bodies.
type Edit = fn(&mut Archive, &mut MemoryBodies);

/// What may change between two builds.
fn edits() -> Vec<(&'static str, Edit)> {
    vec![
        ("nothing", |_, _| {}),
        ("a title", |archive, _| archive.articles[3].title.text.push('!')),
        ("a date", |archive, _| archive.articles[6].published = testing::stated("1947-02-27")),
        ("an entity's name", |archive, _| archive.entities[0].name.push_str(" Jr.")),
        ("an entity's address", |archive, _| archive.entities[0].url = Some("people/other.html".into())),
        ("an entity without a page", |archive, _| archive.entities[6].url = None),
        ("a text", |archive, bodies| {
            bodies.0[0].text = bodies.0[0].text.replace("piano", "organ");
            archive.articles[0].body_hash = [1; 32];
        }),
        ("an article's address", |archive, _| archive.articles[8].url = "articles/moved.html".into()),
        ("a carried file", |archive, _| _ = archive.carried.remove("1952/sluice.svg")),
        ("a mention", |archive, _| _ = archive.articles[5].mentions.pop()),
        ("a spoken date", |archive, _| _ = archive.articles[0].dates.remove(0)),
        ("an author", |archive, _| archive.authors[0].name.push('x')),
        ("a topic", |archive, _| archive.topics[0].name.push('x')),
        ("the page size", |archive, _| archive.site.page_size = 3),
        ("the base address", |archive, _| archive.site.base_url = Some("https://a.example/".into())),
        ("the site's title", |archive, _| archive.site.title.push('x')),
        ("the evidence", |archive, _| {
            if let Some(published) = &mut archive.articles[3].published {
                published.evidence = ["More.".to_owned()].into();
            }
        }),
        ("a related article", |archive, _| archive.articles[5].related.clear()),
        ("an undated article", |archive, _| archive.undated.reverse()),
    ]
}

#[test]
fn rendering_what_changed_gives_the_same_site_as_rendering_everything() {
    let theme = theme();
    let (before, bodies_before) = testing::sample();
    let old_pages = render_all(&before, &bodies_before, &theme);
    let old = fingerprints(&before, &theme);
    for (name, edit) in edits() {
        let (mut archive, mut bodies) = (before.clone(), bodies_before.clone());
        edit(&mut archive, &mut bodies);
        let new = fingerprints(&archive, &theme);
        let mut changed = 0;
        for (path, page) in render_all(&archive, &bodies, &theme) {
            if old.get(&path) == new.get(&path) {
                assert!(old_pages.get(&path) == Some(&page), "after {name}: {path} is stale");
            } else {
                changed += 1;
            }
        }
        assert_eq!(changed == 0, name == "nothing", "{name}");
    }
}

fn fingerprints(archive: &Archive, theme: &Theme) -> BTreeMap<String, [u8; 32]> {
    let tables = Tables::new(archive);
    let renderer = Renderer::new(archive, &tables, theme);
    let fingerprint = |route: &Route| renderer.fingerprint(route).expect("a listed route has a fingerprint");
    renderer.routes().iter().map(|route| (route.path(archive).unwrap(), fingerprint(route))).collect()
}

#[test]
fn one_more_article_leaves_most_pages_as_they_are() {
    let (archive, _) = testing::sample();
    let theme = theme();
    let old = fingerprints(&archive, &theme);
    let mut more = archive.clone();
    let mut article = archive.articles[1].clone();
    article.key.path = "zz-new.txt".into();
    article.url = "articles/zz-new.html".into();
    article.mentions.clear();
    article.published = None;
    more.articles.push(article);
    more.undated.push(ArticleId(archive.articles.len() as u32));
    let new = fingerprints(&more, &theme);
    let changed: Vec<&String> = new.keys().filter(|path| old.get(*path) != new.get(*path)).collect();
    assert!(changed.len() <= 8, "{changed:?}");
}

#[test]
fn an_entity_that_moves_in_the_archive_leaves_articles_as_they_are() {
    let (archive, _) = testing::sample();
    let theme = theme();
    let old = fingerprints(&archive, &theme);
    let mut more = archive.clone();
    more.entities.insert(0, archive.entities[1].clone());
    more.entities[0].articles.clear();
    more.entities[0].url = None;
    let mentions = more.articles.iter_mut().flat_map(|article| &mut article.mentions);
    mentions.for_each(|mention| mention.entity.0 += 1);
    let author = &mut more.authors[0];
    author.entity = author.entity.map(|id| EntityId(id.0 + 1));
    for entity in &mut more.entities {
        entity.confusable.iter_mut().for_each(|id| id.0 += 1);
    }
    let new = fingerprints(&more, &theme);
    let changed: Vec<&String> = new.keys().filter(|path| old.get(*path) != new.get(*path)).collect();
    assert!(changed.iter().all(|path| !path.starts_with("articles/")), "{changed:?}");
}

#[test]
fn a_users_template_wins_and_its_faults_are_named() {
    let templates = BTreeMap::from([("home.html".to_owned(), "<h1>{{ scope }}</h1>".to_owned())]);
    let (archive, bodies) = testing::sample();
    let theme = Theme::new(templates, BTreeMap::new()).unwrap();
    let home = render_all(&archive, &bodies, &theme).remove("index.html").unwrap();
    assert_eq!(String::from_utf8(home).unwrap(), "<h1>14 articles, 987–2022</h1>");
    let check = |text: &str, line: usize| {
        let templates = BTreeMap::from([("home.html".to_owned(), text.to_owned())]);
        let error = match Theme::new(templates, BTreeMap::new()) {
            Err(error) => error,
            Ok(theme) => {
                let tables = Tables::new(&archive);
                match Renderer::new(&archive, &tables, &theme).render(&bodies, &Route::Home) {
                    Err(super::RenderError::Theme(error)) => error,
                    other => panic!("{other:?}"),
                }
            }
        };
        assert_eq!((error.template.as_str(), error.line), ("home.html", Some(line)), "{error}");
        assert!(!error.help.is_empty());
    };
    check("{% if %}", 1);
    check("\n\n{{ nothing_like_it }}", 3);
    check("\n{{ shell.nothing_like_it }}", 2);
}

#[test]
fn the_feed_is_well_formed_without_a_base_address() {
    let (archive, bodies) = testing::sample();
    let theme = theme();
    let feed = String::from_utf8(render_all(&archive, &bodies, &theme).remove("feed.xml").unwrap()).unwrap();
    assert!(
        feed.contains("<id>tag:the-harbour-hill-gazette.invalid,2000:articles/1952/flood.html</id>"),
        "{feed}"
    );
    assert_eq!(feed.matches("<entry>").count(), feed.matches("</entry>").count());
    assert!(!feed.contains("alert("), "an article that is not to be indexed stays out of the feed");
}

#[test]
fn json_ld_cannot_end_its_script() {
    let (archive, bodies) = testing::sample();
    let pages = render_all(&archive, &bodies, &theme());
    let html = String::from_utf8_lossy(&pages["articles/hostile.html"]).into_owned();
    let data = html.split("ld+json\">").nth(1).and_then(|rest| rest.split("</script>").next()).unwrap();
    let value: serde_json::Value = serde_json::from_str(data).unwrap();
    assert_eq!(value["headline"], "</title><script>alert('title')</script>");
}

#[test]
fn names_are_linked_once_in_each_section() {
    let (archive, bodies) = testing::sample();
    let pages = render_all(&archive, &bodies, &theme());
    let html = String::from_utf8_lossy(&pages["articles/1952/flood.html"]).into_owned();
    let story = html.split("story-text").nth(1).unwrap().split("story-foot").next().unwrap();
    let (body, set_aside) = story.split_once("class=\"removed\"").unwrap();
    assert_eq!(body.matches("people/eleanor-vance.html").count(), 2, "{body}");
    assert_eq!(body.matches("href=\"../../people/thomas-okafor.html\"").count(), 1, "{body}");
    assert!(!body.contains("HARBOUR BOARD CLOSES"), "the head is not repeated");
    assert!(set_aside.contains("HARBOUR BOARD CLOSES SLUICES"), "a head in other words is kept as printed");
    assert!(html.contains("id=\"p1\""), "the head keeps its anchor");
    assert!(body.contains("<a href=\"../../articles/board/3.html\">hear the engineer</a>"), "{body}");
    assert!(body.contains("src=\"../../files/1952/sluice.svg\""), "{body}");
    assert_eq!(body.matches("id=\"what-the-neighbours-did").count(), 2);
}

#[test]
fn a_letter_is_the_first_without_its_accent() {
    let (archive, _) = testing::sample();
    let tables = Tables::new(&archive);
    let letters: Vec<&str> =
        tables.letters[EntityKind::Person.index()].iter().map(|l| l.label.as_str()).collect();
    assert_eq!(letters, ["O", "S", "V", "П"]);
    assert!(archive.entity(EntityId(2)).url.is_none());
}

/// Every field in a view, at any depth.
fn fields(value: &serde_json::Value, into: &mut BTreeSet<String>) {
    match value {
        serde_json::Value::Object(map) => {
            for (name, value) in map {
                into.insert(name.clone());
                fields(value, into);
            }
        }
        serde_json::Value::Array(values) => values.iter().for_each(|value| fields(value, into)),
        _ => {}
    }
}

#[test]
fn every_field_of_every_view_is_documented() {
    let guide = include_str!("../../docs/themes.md");
    let (mut archive, bodies) = testing::sample();
    archive.site.page_size = 3;
    let (tables, theme) = (Tables::new(&archive), theme());
    let renderer = Renderer::new(&archive, &tables, &theme);
    for route in
        renderer.routes().iter().filter(|route| !matches!(route, Route::Robots | Route::EntityCsv(_)))
    {
        let json = renderer.view_json(&bodies, route).unwrap();
        let (template, view): (String, serde_json::Value) = serde_json::from_slice(&json).unwrap();
        let section = section_of(guide, &template);
        for name in view.as_object().unwrap().keys() {
            assert!(
                section.contains(&format!("| `{name}` |")),
                "docs/themes.md lacks `{name}` of {template}"
            );
        }
        let mut names = BTreeSet::new();
        fields(&view, &mut names);
        for name in names {
            assert!(
                guide.contains(&format!("| `{name}` |")),
                "docs/themes.md lacks `{name}` below {template}"
            );
        }
    }
}

/// The section of the guide on the view of a template.
fn section_of<'a>(guide: &'a str, template: &str) -> &'a str {
    let row = guide.lines().find(|line| line.starts_with('|') && line.contains(&format!("`{template}`")));
    let row = row.unwrap_or_else(|| panic!("docs/themes.md does not name {template}"));
    let anchor = row.rsplit("](#").next().and_then(|rest| rest.split(')').next()).unwrap();
    let named = |section: &&str| section.lines().next().is_some_and(|line| line.eq_ignore_ascii_case(anchor));
    guide.split("\n### ").find(named).unwrap_or_else(|| panic!("docs/themes.md has no section {anchor}"))
}
