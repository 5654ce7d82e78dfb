//! What a saved page says about itself outside of its text: JSON-LD, `meta` tags, links, `time` elements, and the notes
//! that browsers leave when they save a page.

use super::json_ld;
use super::outline::Outline;
use crate::page::front_matter::{DateOrigin, FrontMatter};
use crate::page::listed::{folded, is_web, people, words};
use crate::page::tags::{self, Piece, Tag};

/// The names of `meta` tags for each field, the most exact first.
const TITLE: &[&str] = &[
    "citation_title",
    "og:title",
    "dc.title",
    "dcterms.title",
    "parsely-title",
    "sailthru.title",
    "twitter:title",
];
const AUTHOR: &[&str] = &[
    "citation_author",
    "author",
    "article:author",
    "dc.creator",
    "dcterms.creator",
    "parsely-author",
    "sailthru.author",
    "byl",
    "dc.contributor",
];
const PUBLISHED: &[&str] = &[
    "article:published_time",
    "citation_publication_date",
    "citation_date",
    "datepublished",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.date",
    "dc.date",
    "dcterms.created",
    "dc.date.created",
    "parsely-pub-date",
    "sailthru.date",
    "og:published_time",
    "pubdate",
    "publishdate",
    "publish-date",
    "publication_date",
    "date_published",
    "article.published",
    "displaydate",
    "originalpublicationdate",
    "date",
];
const MODIFIED: &[&str] = &[
    "article:modified_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "og:updated_time",
    "last-modified",
    "lastmod",
    "revised",
];
const DESCRIPTION: &[&str] =
    &["description", "og:description", "dc.description", "dcterms.description", "twitter:description"];
const SECTION: &[&str] = &["article:section", "citation_section", "section", "parsely-section"];
const TAGS: &[&str] =
    &["article:tag", "news_keywords", "citation_keywords", "keywords", "dc.subject", "dcterms.subject"];
const PAGE: &[&str] = &["citation_firstpage", "prism.startingpage"];
const RIGHTS: &[&str] = &["dc.rights", "dcterms.rights", "copyright", "rights"];
const LANGUAGE: &[&str] =
    &["dc.language", "dcterms.language", "citation_language", "content-language", "og:locale"];
const ADDRESS: &[&str] = &["og:url", "citation_public_url", "dc.identifier.uri"];

/// Reads what the page says about itself.
pub(super) fn metadata(html: &str, outline: &Outline) -> FrontMatter {
    let head = Head::of(html, outline);
    let mut found = json_ld::read(&head.json_ld);
    let first = |names: &[&str]| names.iter().find_map(|name| head.meta(name).next());
    fill(&mut found.title, || {
        first(TITLE).map(|title| without_site(&title, first(&["og:site_name"]).as_deref()))
    });
    fill(&mut found.title, || head.title.as_deref().map(|title| page_title(title, &head.headings)));
    if found.authors.is_empty() {
        let named =
            AUTHOR.iter().map(|name| head.meta(name).flat_map(|value| people(&value)).collect::<Vec<_>>());
        found.authors = named.into_iter().find(|names| !names.is_empty()).unwrap_or_default();
    }
    fill(&mut found.date, || first(PUBLISHED));
    if found.date.is_some() {
        found.date_origin = DateOrigin::Metadata;
    } else if let Some(time) = head.time.clone() {
        (found.date, found.date_origin) = (Some(time), DateOrigin::Element);
    }
    fill(&mut found.lastmod, || first(MODIFIED));
    fill(&mut found.description, || first(DESCRIPTION));
    fill(&mut found.section, || first(SECTION));
    fill(&mut found.page, || first(PAGE));
    fill(&mut found.rights, || first(RIGHTS));
    fill(&mut found.language, || head.language.clone().or_else(|| first(LANGUAGE)));
    let address = head
        .canonical
        .clone()
        .or_else(|| first(ADDRESS))
        .or_else(|| head.saved_from.clone())
        .filter(|url| is_web(url));
    found.source = address.or_else(|| found.source.take());
    if found.topics.is_empty() {
        let listed =
            TAGS.iter().map(|name| head.meta(name).flat_map(|value| words(&value)).collect::<Vec<_>>());
        found.topics = listed.into_iter().find(|topics| !topics.is_empty()).unwrap_or_default();
    }
    let mut seen = std::collections::BTreeSet::new();
    found.topics.retain(|topic| seen.insert(topic.to_lowercase()));
    found
}

fn fill(field: &mut Option<String>, value: impl FnOnce() -> Option<String>) {
    if field.is_none() {
        *field = value().map(|value| value.trim().to_owned()).filter(|value| !value.is_empty());
    }
}

/// What one walk over the tags finds.
#[derive(Debug, Default)]
struct Head {
    metas: Vec<(String, String)>,
    json_ld: Vec<String>,
    title: Option<String>,
    headings: Vec<String>,
    canonical: Option<String>,
    saved_from: Option<String>,
    language: Option<String>,
    time: Option<String>,
}

impl Head {
    fn of(html: &str, outline: &Outline) -> Self {
        let mut head = Self::default();
        for (index, piece) in outline.pieces.iter().enumerate() {
            match piece {
                Piece::Hidden { start, end, what } => head.hidden(html.get(*start..*end).unwrap_or(""), what),
                Piece::Tag(tag) if !tag.closing => head.tag(html, outline, index, tag),
                _ => {}
            }
        }
        head
    }

    fn hidden(&mut self, written: &str, what: &str) {
        if what == "script" {
            let Some((opening, rest)) = written.split_once('>') else { return };
            if opening.to_ascii_lowercase().contains("ld+json") {
                self.json_ld.push(rest.rsplit_once("</").map_or(rest, |(inner, _)| inner).to_owned());
            }
        } else if self.saved_from.is_none() {
            self.saved_from = saved_from(written);
        }
    }

    fn tag(&mut self, html: &str, outline: &Outline, index: usize, tag: &Tag) {
        let written = html.get(tag.start..tag.end).unwrap_or("");
        let attribute = |name: &str| tags::attribute(written, name).map(|value| value.trim().to_owned());
        match tag.name.as_str() {
            "meta" => {
                let content = attribute("content").filter(|content| !content.is_empty());
                let name =
                    ["property", "name", "itemprop", "http-equiv"].iter().find_map(|name| attribute(name));
                if let (Some(name), Some(content)) = (name, content) {
                    self.metas.push((name.to_lowercase(), content));
                }
            }
            "html" => {
                self.language = attribute("lang").or_else(|| attribute("xml:lang")).filter(|l| !l.is_empty());
            }
            "link" if attribute("rel").is_some_and(|rel| rel.eq_ignore_ascii_case("canonical")) => {
                self.canonical = self.canonical.take().or_else(|| attribute("href"));
            }
            "title" if self.title.is_none() => self.title = Some(text_inside(html, outline, index, "title")),
            "h1" if self.headings.len() < 8 => self.headings.push(text_inside(html, outline, index, "h1")),
            "time" => {
                let furniture = around_of(outline, index);
                let says = ["itemprop", "class", "id"]
                    .iter()
                    .any(|name| attribute(name).is_some_and(|value| value.to_lowercase().contains("publi")))
                    || attribute("pubdate").is_some();
                if let Some(time) = attribute("datetime").filter(|time| time.len() >= 4)
                    && (says || !furniture)
                    && self.time.is_none()
                {
                    self.time = Some(time);
                }
            }
            _ => {}
        }
    }

    fn meta<'h>(&'h self, name: &'h str) -> impl Iterator<Item = String> + 'h {
        self.metas.iter().filter(move |(key, _)| key == name).map(|(_, value)| value.clone())
    }
}

/// Whether the first place after a piece stands in the page's furniture.
fn around_of(outline: &Outline, index: usize) -> bool {
    let next = outline.places.partition_point(|place| place.piece < index);
    outline.places.get(next).is_some_and(|place| place.around.furniture)
}

fn text_inside(html: &str, outline: &Outline, index: usize, name: &str) -> String {
    let mut text = String::new();
    for piece in outline.pieces.iter().skip(index + 1).take(64) {
        match piece {
            Piece::Text(start, end) => text.push_str(html.get(*start..*end).unwrap_or("")),
            Piece::Tag(tag) if tag.name == name => break,
            _ => {}
        }
    }
    folded(&tags::decode_entities(&text))
}

/// "saved from url=(0034)https://…" of browsers, "url: https://…" of page savers.
fn saved_from(comment: &str) -> Option<String> {
    let at = comment.find("saved from url=(").or_else(|| comment.find("url: http"))?;
    let rest = comment.get(at..)?;
    let address = rest.get(rest.find("http")?..)?;
    address.split(|c: char| c.is_whitespace() || matches!(c, '>' | '<' | '"')).next().map(str::to_owned)
}

const SEPARATORS: [&str; 8] = [" | ", " — ", " – ", " - ", " :: ", " » ", " · ", " • "];

/// A title without the name of the site after or before it.
fn without_site(title: &str, site: Option<&str>) -> String {
    let Some(site) = site else { return title.to_owned() };
    for separator in SEPARATORS {
        let after = title.rsplit_once(separator).filter(|(_, last)| last.eq_ignore_ascii_case(site));
        let before = title.split_once(separator).filter(|(first, _)| first.eq_ignore_ascii_case(site));
        if let Some(bare) = after.map(|(bare, _)| bare).or(before.map(|(_, bare)| bare)) {
            return bare.to_owned();
        }
    }
    title.to_owned()
}

/// The headline in the text of a `title` element: a heading that it holds, or what stands before the site's name.
fn page_title(title: &str, headings: &[String]) -> String {
    let held = headings.iter().filter(|heading| !heading.is_empty() && title.contains(heading.as_str()));
    if let Some(heading) = held.max_by_key(|heading| heading.len()) {
        return heading.clone();
    }
    for separator in SEPARATORS {
        if let Some((bare, _)) = title.rsplit_once(separator)
            && bare.split_whitespace().count() >= 3
        {
            return bare.to_owned();
        }
    }
    title.to_owned()
}

#[cfg(test)]
mod tests {
    use super::super::outline::outline;
    use super::*;

    fn read(html: &str) -> FrontMatter {
        metadata(html, &outline(html))
    }

    #[test]
    fn json_ld_comes_before_meta_tags_and_they_before_the_rest() {
        let page = r#"<html lang="en-GB"><head><title>Storm | The Tidewick Beacon</title>
            <meta property="og:title" content="Storm hits the quay - The Tidewick Beacon">
            <meta property="og:site_name" content="The Tidewick Beacon">
            <meta name="author" content="By Ada Quill and Ben Marsh">
            <meta name="DC.date" content="1999-03-04"><meta name="keywords" content="storm, quay, Storm">
            <link rel="canonical" href="https://beacon.example/storm"></head><body>"#;
        let found = read(page);
        assert_eq!(found.title.as_deref(), Some("Storm hits the quay"));
        assert_eq!(found.authors, ["Ada Quill", "Ben Marsh"]);
        assert_eq!((found.date.as_deref(), found.date_origin), (Some("1999-03-04"), DateOrigin::Metadata));
        assert_eq!(found.topics, ["storm", "quay"]);
        assert_eq!(found.source.as_deref(), Some("https://beacon.example/storm"));
        assert_eq!(found.language.as_deref(), Some("en-GB"));
        let with_json = format!(
            "{page}<script type='application/ld+json'>{}</script>",
            r#"{"@type":"NewsArticle","headline":"Quay &amp; storm","datePublished":"1999-03-05T08:00:00Z"}"#
        );
        let found = read(&with_json);
        assert_eq!(found.title.as_deref(), Some("Quay & storm"));
        assert_eq!(found.date.as_deref(), Some("1999-03-05T08:00:00Z"));
        assert_eq!(found.authors, ["Ada Quill", "Ben Marsh"]);
    }

    #[test]
    fn a_page_without_metadata_still_says_something() {
        let found = read(
            "<!-- saved from url=(0025)https://beacon.example/a -->\n<title>Late ferry again – Beacon</title>\
             <nav><time datetime='2020-01-01'>today</time></nav>\
             <p><time datetime='1987-05-01'>1 May</time> text",
        );
        assert_eq!(found.title.as_deref(), Some("Late ferry again"));
        assert_eq!(found.source.as_deref(), Some("https://beacon.example/a"));
        assert_eq!((found.date.as_deref(), found.date_origin), (Some("1987-05-01"), DateOrigin::Element));
    }

    #[test]
    fn titles_lose_the_name_of_the_site() {
        assert_eq!(
            page_title("Storm hits quay | News | Beacon", &["Storm hits quay".into()]),
            "Storm hits quay"
        );
        assert_eq!(page_title("Storm hits quay | Beacon", &[]), "Storm hits quay");
        assert_eq!(page_title("Storm – Beacon", &[]), "Storm – Beacon");
    }
}
