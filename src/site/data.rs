//! Bulk artefacts: what is an inversion over the whole archive. One pass makes each file; nothing reads bodies.
//!
//! Values stand as they are: a cell that begins with `=` is not changed, for the data is for programs; whoever opens
//! it in a spreadsheet imports its columns as text (the data package says so).

use super::link;
use super::route::Route;
use super::routes::routes;
use super::tables::Tables;
use super::theme::Theme;
use crate::archive::model::{Archive, Article, Entity, JoinedName};
use serde_json::json;
use std::borrow::Cow;
use std::collections::VecDeque;
use std::fmt::Write;

/// Size from which a data file goes on in another one, in bytes.
const PART_SIZE: usize = 20_000_000;
/// Addresses in one sitemap at most, by its protocol.
const SITEMAP_SIZE: usize = 50_000;

/// The data files, the data package that describes them, and with a base address the sitemap: path and bytes.
pub fn bulk<'a>(archive: &'a Archive, tables: &'a Tables) -> impl Iterator<Item = (String, Vec<u8>)> + 'a {
    parts(archive, PART_SIZE).chain(sitemaps(archive, tables))
}

/// The static files of the site: the theme's, and the accent colour when one is configured.
pub fn assets<'a>(archive: &Archive, theme: &'a Theme) -> Vec<(String, Cow<'a, [u8]>)> {
    let mut files: Vec<(String, Cow<[u8]>)> =
        theme.static_files().map(|(path, bytes)| (path.to_owned(), Cow::Borrowed(bytes))).collect();
    if let Some(accent) = &archive.site.accent {
        let sheet = super::accent::sheet(accent);
        files.push(("assets/accent.css".to_owned(), Cow::Owned(sheet.into_bytes())));
    }
    files
}

/// One kind of data: its rows as cells, and the fields of its table.
struct DataSet<'a> {
    name: &'static str,
    title: &'static str,
    /// Name and type of each field.
    fields: &'static [(&'static str, &'static str)],
    /// Whether it is written as JSON, one object a line.
    json_lines: bool,
    rows: Box<dyn Iterator<Item = Vec<String>> + 'a>,
}

fn parts<'a>(archive: &'a Archive, part_size: usize) -> impl Iterator<Item = (String, Vec<u8>)> + 'a {
    let mut waiting: VecDeque<DataSet<'a>> =
        [articles(archive), entities(archive), mentions(archive), dates(archive)].into();
    let mut resources: Vec<serde_json::Value> = Vec::new();
    let mut paths: Vec<String> = Vec::new();
    let mut done = false;
    std::iter::from_fn(move || {
        let Some(set) = waiting.front_mut() else {
            let package = (!done).then(|| package(archive, std::mem::take(&mut resources)));
            done = true;
            return package;
        };
        let extension = if set.json_lines { "jsonl" } else { "csv" };
        let number = paths.len() + 1;
        let suffix = if number == 1 { String::new() } else { format!("-{number}") };
        let file = format!("{}{suffix}.{extension}", set.name);
        let (bytes, more) = part(set, part_size);
        paths.push(file.clone());
        if !more {
            resources.push(resource(set, std::mem::take(&mut paths)));
            waiting.pop_front();
        }
        Some((format!("data/{file}"), bytes))
    })
}

/// A cell that a spreadsheet cannot take for a formula: `=1+1` becomes `'=1+1`. Numbers stay as they are.
pub(crate) fn guarded(cell: &str) -> Cow<'_, str> {
    let active = cell.starts_with(['=', '+', '-', '@', '\t', '\r']);
    if active && cell.parse::<f64>().is_err() { Cow::Owned(format!("'{cell}")) } else { Cow::Borrowed(cell) }
}

/// Writes rows until the part is full; whether there are more.
fn part(set: &mut DataSet, part_size: usize) -> (Vec<u8>, bool) {
    let mut size = 0;
    let mut lines = Vec::new();
    let mut writer = csv::Writer::from_writer(Vec::new());
    if !set.json_lines {
        let _ = writer.write_record(set.fields.iter().map(|(name, _)| name));
    }
    let mut more = false;
    for row in set.rows.by_ref() {
        size += row.iter().map(|cell| cell.len() + 4).sum::<usize>();
        if set.json_lines {
            lines.extend(json_line(set.fields, row).into_bytes());
        } else {
            let _ = writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
        }
        if size >= part_size {
            more = true;
            break;
        }
    }
    let bytes = if set.json_lines { lines } else { writer.into_inner().unwrap_or_default() };
    (bytes, more)
}

fn json_line(fields: &[(&str, &str)], row: Vec<String>) -> String {
    let mut object = serde_json::Map::new();
    for ((name, kind), cell) in fields.iter().zip(row) {
        let value = match *kind {
            _ if cell.is_empty() => serde_json::Value::Null,
            "integer" | "number" | "boolean" | "array" => serde_json::from_str(&cell).unwrap_or_default(),
            _ => serde_json::Value::String(cell),
        };
        object.insert((*name).to_owned(), value);
    }
    serde_json::Value::Object(object).to_string() + "\n"
}

fn resource(set: &DataSet, paths: Vec<String>) -> serde_json::Value {
    let fields: Vec<serde_json::Value> =
        set.fields.iter().map(|(name, kind)| json!({ "name": name, "type": kind })).collect();
    let (format, media_type) =
        if set.json_lines { ("jsonl", "application/jsonl") } else { ("csv", "text/csv") };
    json!({
        "name": set.name,
        "title": set.title,
        "path": paths,
        "format": format,
        "mediatype": media_type,
        "encoding": "utf-8",
        "schema": { "fields": fields },
    })
}

fn package(archive: &Archive, resources: Vec<serde_json::Value>) -> (String, Vec<u8>) {
    let name = link::slug(&archive.site.title);
    let package = json!({
        "name": if name.is_empty() { "archive".to_owned() } else { name },
        "title": archive.site.title,
        "description": "Articles, names, mentions and dates of the archive. Offsets count bytes of the article's text as \
                        Backfile reads it. Import the columns as text when you open a file in a spreadsheet.",
        "licenses": archive.site.license.iter().map(|license| json!({ "title": license })).collect::<Vec<_>>(),
        "resources": resources,
    });
    let text = serde_json::to_string_pretty(&package).unwrap_or_default() + "\n";
    ("data/datapackage.json".to_owned(), text.into_bytes())
}

fn open_articles(archive: &Archive) -> impl Iterator<Item = &Article> {
    archive.articles.iter().filter(|article| !article.noindex)
}

fn or_empty(value: Option<&str>) -> String {
    value.unwrap_or_default().to_owned()
}

fn articles(archive: &Archive) -> DataSet<'_> {
    let row = |article: &Article| {
        let published = article.published.as_ref();
        let list = |names: Vec<&String>| json!(names).to_string();
        vec![
            article.key.to_string(),
            article.url.clone(),
            article.title.text.clone(),
            json!(article.title.origin).as_str().unwrap_or_default().to_owned(),
            published.filter(|published| published.shown).map(|p| p.value.to_string()).unwrap_or_default(),
            published.map(|published| published.earliest.to_string()).unwrap_or_default(),
            published.map(|published| published.latest.to_string()).unwrap_or_default(),
            published.map(|published| format!("{:.2}", published.confidence)).unwrap_or_default(),
            published.map(|published| published.stated.to_string()).unwrap_or_default(),
            list(article.authors.iter().map(|id| &archive.author(*id).name).collect()),
            list(article.topics.iter().map(|id| &archive.topic(*id).name).collect()),
            or_empty(article.section.as_deref()),
            or_empty(article.issue_number.volume.as_deref()),
            or_empty(article.issue_number.number.as_deref()),
            or_empty(article.printed_page.as_deref()),
            or_empty(article.source.as_deref()),
            or_empty(article.rights.as_deref()),
            article.language.to_string(),
            article.words.to_string(),
            blake3::Hash::from(article.source_hash).to_hex().to_string(),
        ]
    };
    DataSet {
        name: "articles",
        title: "Articles",
        fields: &[
            ("article", "string"),
            ("url", "string"),
            ("title", "string"),
            ("title_origin", "string"),
            ("published", "string"),
            ("published_earliest", "date"),
            ("published_latest", "date"),
            ("published_confidence", "number"),
            ("published_stated", "boolean"),
            ("authors", "array"),
            ("topics", "array"),
            ("section", "string"),
            ("volume", "string"),
            ("issue", "string"),
            ("page", "string"),
            ("source", "string"),
            ("rights", "string"),
            ("language", "string"),
            ("words", "integer"),
            ("source_sha256", "string"),
        ],
        json_lines: true,
        rows: Box::new(open_articles(archive).map(row)),
    }
}

/// "E. M. Vance: initial, 86%|…": the names that were taken for the entity, why, and how surely.
fn joined(entity: &Entity) -> String {
    let one = |joined: &JoinedName| {
        let reason = json!(joined.reason);
        format!(
            "{}: {}, {}%",
            joined.name,
            reason.as_str().unwrap_or_default().replace('_', " "),
            joined.confidence
        )
    };
    entity.joined.iter().map(one).collect::<Vec<_>>().join("|")
}

fn entities(archive: &Archive) -> DataSet<'_> {
    let row = |entity: &Entity| {
        let (latitude, longitude) = entity.coordinates.unzip();
        let degrees = |value: Option<f32>| value.map(|value| value.to_string()).unwrap_or_default();
        let variants: Vec<&str> = entity.variants.iter().map(|(form, _)| form.as_str()).collect();
        let ids: Vec<String> =
            entity.external_ids.iter().map(|(scheme, id)| format!("{scheme}:{id}")).collect();
        vec![
            entity.id.clone(),
            json!(entity.kind).as_str().unwrap_or_default().to_owned(),
            entity.name.clone(),
            entity.sort.clone(),
            or_empty(entity.qualifier.as_deref()),
            or_empty(entity.url.as_deref()),
            entity.articles.len().to_string(),
            entity.articles.iter().map(|(_, count)| *count as usize).sum::<usize>().to_string(),
            variants.join("|"),
            joined(entity),
            or_empty(entity.description.as_deref()),
            ids.join("|"),
            degrees(latitude),
            degrees(longitude),
        ]
    };
    DataSet {
        name: "entities",
        title: "People, organisations and places",
        fields: &[
            ("entity", "string"),
            ("kind", "string"),
            ("name", "string"),
            ("sort", "string"),
            ("qualifier", "string"),
            ("url", "string"),
            ("articles", "integer"),
            ("mentions", "integer"),
            ("variants", "string"),
            ("joined", "string"),
            ("description", "string"),
            ("identifiers", "string"),
            ("latitude", "number"),
            ("longitude", "number"),
        ],
        json_lines: false,
        rows: Box::new(archive.entities.iter().map(row)),
    }
}

fn mentions(archive: &Archive) -> DataSet<'_> {
    let rows = open_articles(archive).flat_map(move |article| {
        article.mentions.iter().map(move |mention| {
            vec![
                article.key.to_string(),
                archive.entity(mention.entity).id.clone(),
                mention.range.start.to_string(),
                mention.range.end.to_string(),
                format!("{:.2}", f32::from(mention.confidence) / 100.0),
            ]
        })
    });
    DataSet {
        name: "mentions",
        title: "Mentions of people, organisations and places",
        fields: &[
            ("article", "string"),
            ("entity", "string"),
            ("start", "integer"),
            ("end", "integer"),
            ("confidence", "number"),
        ],
        json_lines: false,
        rows: Box::new(rows),
    }
}

fn dates(archive: &Archive) -> DataSet<'_> {
    let rows = open_articles(archive).flat_map(|article| {
        article.dates.iter().map(move |date| {
            vec![
                article.key.to_string(),
                date.range.start.to_string(),
                date.range.end.to_string(),
                json!(date.kind).as_str().unwrap_or_default().to_owned(),
                date.value.to_string(),
                or_empty(date.modifier.as_deref()),
                date.days.map(|(first, _)| first.to_string()).unwrap_or_default(),
                date.days.map(|(_, last)| last.to_string()).unwrap_or_default(),
            ]
        })
    });
    DataSet {
        name: "dates",
        title: "Dates that the articles speak of",
        fields: &[
            ("article", "string"),
            ("start", "integer"),
            ("end", "integer"),
            ("type", "string"),
            ("value", "string"),
            ("modifier", "string"),
            ("first_day", "date"),
            ("last_day", "date"),
        ],
        json_lines: false,
        rows: Box::new(rows),
    }
}

/// The sitemap, or a sitemap index with its parts; nothing without a base address.
fn sitemaps(archive: &Archive, tables: &Tables) -> Vec<(String, Vec<u8>)> {
    let Some(base) = &archive.site.base_url else { return Vec::new() };
    let listed = |route: &Route| match route {
        Route::Article(id) => !archive.article(*id).noindex,
        Route::NotFound
        | Route::Feed
        | Route::EntityFeed(_)
        | Route::EntityCsv(_)
        | Route::TopicFeed(_)
        | Route::SectionFeed { .. }
        | Route::Robots
        | Route::Redirect(_) => false,
        _ => true,
    };
    let addresses: Vec<String> = routes(archive, tables)
        .iter()
        .filter(|route| listed(route))
        .filter_map(|route| route.path(archive))
        .map(|path| xml_escape(&link::absolute(base, &path)))
        .collect();
    if addresses.len() <= SITEMAP_SIZE {
        return vec![("sitemap.xml".to_owned(), sitemap("urlset", "url", &addresses))];
    }
    let mut files: Vec<(String, Vec<u8>)> = addresses
        .chunks(SITEMAP_SIZE)
        .enumerate()
        .map(|(at, part)| (format!("sitemap-{}.xml", at + 1), sitemap("urlset", "url", part)))
        .collect();
    let parts: Vec<String> = files.iter().map(|(path, _)| xml_escape(&link::absolute(base, path))).collect();
    files.push(("sitemap.xml".to_owned(), sitemap("sitemapindex", "sitemap", &parts)));
    files
}

fn sitemap(root: &str, element: &str, addresses: &[String]) -> Vec<u8> {
    let mut xml = format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<{root} xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n"
    );
    for address in addresses {
        let _ = writeln!(xml, "<{element}><loc>{address}</loc></{element}>");
    }
    let _ = writeln!(xml, "</{root}>");
    xml.into_bytes()
}

fn xml_escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    super::inline::escape(text, &mut escaped);
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn cells_are_no_formulas() {
        for (cell, expected) in [
            ("=1+1", "'=1+1"),
            ("@x", "'@x"),
            ("-2+3", "'-2+3"),
            ("-64.3", "-64.3"),
            ("a=b", "a=b"),
            ("", ""),
        ] {
            assert_eq!(guarded(cell), expected);
        }
    }
    use crate::site::testing;

    #[test]
    fn a_large_file_goes_on_in_another_and_no_row_is_lost() {
        let (archive, _) = testing::sample();
        let files: Vec<(String, Vec<u8>)> = parts(&archive, 200).collect();
        let rows = |name: &str| -> usize {
            let of = files.iter().filter(|(path, _)| path.starts_with(&format!("data/{name}")));
            of.map(|(_, bytes)| {
                csv::Reader::from_reader(bytes.as_slice()).records().map(Result::unwrap).count()
            })
            .sum()
        };
        let open: Vec<&Article> = open_articles(&archive).collect();
        assert_eq!(rows("mentions"), open.iter().map(|article| article.mentions.len()).sum::<usize>());
        assert_eq!(rows("dates"), open.iter().map(|article| article.dates.len()).sum::<usize>());
        assert_eq!(rows("entities"), archive.entities.len());
        assert!(files.iter().any(|(path, _)| path == "data/mentions-2.csv"));
        let package: serde_json::Value = serde_json::from_slice(&files.last().unwrap().1).unwrap();
        let listed = package["resources"]
            .as_array()
            .unwrap()
            .iter()
            .flat_map(|r| r["path"].as_array().unwrap())
            .count();
        assert_eq!(listed, files.len() - 1);
    }

    #[test]
    fn every_line_of_the_articles_is_an_object() {
        let (archive, _) = testing::sample();
        let (_, bytes) = parts(&archive, PART_SIZE).find(|(path, _)| path == "data/articles.jsonl").unwrap();
        let text = String::from_utf8(bytes).unwrap();
        assert_eq!(text.lines().count(), open_articles(&archive).count());
        for line in text.lines() {
            let value: serde_json::Value = serde_json::from_str(line).unwrap();
            assert!(
                value["title"].is_string() && value["authors"].is_array() && value["words"].is_u64(),
                "{line}"
            );
        }
        assert!(!text.contains("alert("), "an article that is not to be indexed stays out of the data");
    }

    #[test]
    fn a_sitemap_needs_a_base_address() {
        let (mut archive, _) = testing::sample();
        let tables = Tables::new(&archive);
        assert!(sitemaps(&archive, &tables).is_empty());
        archive.site.base_url = Some("https://example.org/a/".to_owned());
        let files = sitemaps(&archive, &tables);
        let xml = String::from_utf8(files[0].1.clone()).unwrap();
        assert!(xml.contains("<loc>https://example.org/a/articles/1952/flood.html</loc>"), "{xml}");
        assert!(!xml.contains("hostile.html") && !xml.contains("404.html"));
    }
}
