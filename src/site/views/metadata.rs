//! How an article is cited, and what it says of itself to machines.

use super::shell::Scope;
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Article, ArticleId, EntityId};
use crate::site::issues::issue_of;
use crate::site::link;
use crate::site::moment::Moment;
use chrono::Datelike;
use serde::Serialize;
use serde_json::{Value, json};

/// A citation in a sentence: before the title, the title, the publication, after it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Citation {
    /// Authors, ended by a full stop; may be empty.
    pub before: String,
    /// The headline.
    pub title: String,
    /// The publication, or the archive where none is known.
    pub publication: String,
    /// Date, page and address.
    pub after: String,
}

/// A `<meta>` element.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Meta {
    /// `name`, or `property` where `property` is true.
    pub name: String,
    /// `content`.
    pub content: String,
    /// Whether it is Open Graph, whose elements have `property` instead of `name`.
    pub property: bool,
}

fn authors<'a>(scope: &Scope<'a>, article: &Article) -> Vec<&'a str> {
    let archive = scope.archive;
    article.authors.iter().map(|id| archive.author(*id).name.as_str()).collect()
}

fn shown_moment(article: &Article) -> Option<Moment> {
    article.published.as_ref().filter(|published| published.shown).map(Moment::of)
}

fn publication(scope: &Scope, article: &Article) -> String {
    article.source.clone().unwrap_or_else(|| scope.archive.site.title.clone())
}

fn address(scope: &Scope, article: &Article) -> Option<String> {
    scope.archive.site.base_url.as_ref().map(|base| link::absolute(base, &article.url))
}

/// How volume and number are said in a citation.
const CITED: [&str; 2] = ["citation.volume", "citation.number"];
/// How they are said at the head of an article.
pub(crate) const PRINTED: [&str; 2] = ["article.volume", "article.number"];

/// "vol. 3, no. 7", in these strings.
pub(crate) fn issue_number(scope: &Scope, article: &Article, said: [&str; 2]) -> Option<String> {
    let values = [&article.issue_number.volume, &article.issue_number.number];
    let parts: Vec<String> = said
        .into_iter()
        .zip(values)
        .filter_map(|(key, value)| Some(scope.strings().fill(key, &[("number", value.as_ref()?)])))
        .collect();
    (!parts.is_empty()).then(|| parts.join(", "))
}

/// The citation as a sentence.
pub(crate) fn citation(scope: &Scope, article: &Article) -> Citation {
    let strings = scope.strings();
    let authors = authors(scope, article);
    let before = if authors.is_empty() { String::new() } else { format!("{}.", authors.join(", ")) };
    let mut after = Vec::new();
    let date = match (&article.published, shown_moment(article)) {
        (Some(published), Some(moment)) if published.stated => moment.text(strings),
        (_, Some(moment)) => strings.fill("citation.doubtful_date", &[("date", &moment.text(strings))]),
        _ => scope.say("citation.no_date"),
    };
    after.push(date);
    after.extend(issue_number(scope, article, CITED));
    after.extend(article.printed_page.as_ref().map(|page| strings.fill("citation.page", &[("page", page)])));
    after.extend(address(scope, article));
    let after = after.join(", ");
    let stop = if after.ends_with('.') { "" } else { "." };
    let publication = publication(scope, article);
    Citation { before, title: article.title.text.clone(), publication, after: after + stop }
}

/// The citation in BibTeX.
pub(crate) fn bibtex(scope: &Scope, article: &Article) -> String {
    let moment = shown_moment(article);
    let stem = article.url.rsplit('/').next().unwrap_or("").trim_end_matches(".html");
    let key: String = stem.chars().filter(char::is_ascii_alphanumeric).take(24).collect();
    let key = format!("{key}{}", moment.map_or_else(String::new, |moment| moment.year().to_string()));
    let mut fields = vec![("title", article.title.text.clone())];
    let authors = authors(scope, article);
    if !authors.is_empty() {
        fields.insert(0, ("author", authors.join(" and ")));
    }
    fields.push(("journal", publication(scope, article)));
    fields.extend(moment.and_then(Moment::iso).map(|date| ("date", date)));
    fields.extend(article.issue_number.volume.clone().map(|volume| ("volume", volume)));
    fields.extend(article.issue_number.number.clone().map(|number| ("number", number)));
    fields.extend(article.printed_page.clone().map(|page| ("pages", page)));
    fields.extend(address(scope, article).map(|url| ("url", url)));
    let lines: Vec<String> =
        fields.iter().map(|(name, value)| format!("  {name:<8}= {{{}}}", bibtex_escape(value))).collect();
    format!("@article{{{key},\n{}\n}}", lines.join(",\n"))
}

/// Escapes what TeX would take for markup. Braces are dropped: unbalanced ones would end the field.
fn bibtex_escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    for character in value.chars() {
        match character {
            '{' | '}' | '\\' => escaped.push(' '),
            '&' | '%' | '$' | '#' | '_' => escaped.extend(['\\', character]),
            '\n' => escaped.push(' '),
            _ => escaped.push(character),
        }
    }
    escaped
}

/// Highwire, Dublin Core and Open Graph elements; Zotero reads the page as a newspaper article from them.
pub(crate) fn meta(scope: &Scope, article: &Article) -> Vec<Meta> {
    let mut meta = Vec::new();
    let mut name = |name: &str, content: String| {
        meta.push(Meta { name: name.to_owned(), content, property: false });
    };
    name("citation_title", article.title.text.clone());
    for author in authors(scope, article) {
        name("citation_author", author.to_owned());
    }
    let stated = article.published.as_ref().is_some_and(|published| published.stated);
    let iso = shown_moment(article).filter(|_| stated).and_then(Moment::iso);
    if let Some(date) = &iso {
        name("citation_publication_date", date.replace('-', "/"));
        name("DC.date", date.clone());
    }
    name("citation_language", article.language.to_string());
    name("DC.type", "newspaperArticle".to_owned());
    name("DC.title", article.title.text.clone());
    name("DC.publisher", publication(scope, article));
    name("DC.source", publication(scope, article));
    for (field, value) in [
        ("citation_volume", &article.issue_number.volume),
        ("citation_issue", &article.issue_number.number),
        ("citation_firstpage", &article.printed_page),
        ("DC.rights", &article.rights.clone().or_else(|| scope.archive.site.license.clone())),
    ] {
        if let Some(value) = value {
            name(field, value.clone());
        }
    }
    let address = address(scope, article);
    if let Some(address) = &address {
        name("citation_public_url", address.clone());
    }
    let mut property = |name: &str, content: String| {
        meta.push(Meta { name: name.to_owned(), content, property: true });
    };
    property("og:type", "article".to_owned());
    property("og:title", article.title.text.clone());
    property("og:site_name", scope.archive.site.title.clone());
    property("og:description", article.summary.clone());
    if let Some(address) = address {
        property("og:url", address);
    }
    if let Some(date) = iso {
        property("article:published_time", date);
    }
    meta
}

/// A NewsArticle of schema.org, escaped for a script element.
pub(crate) fn json_ld(scope: &Scope, id: ArticleId) -> String {
    let article = scope.archive.article(id);
    let mut value = json!({
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": article.title.text,
        "inLanguage": article.language,
        "wordCount": article.words,
        "isPartOf": is_part_of(scope, article),
        "publisher": { "@type": "Organization", "name": publication(scope, article) },
    });
    let stated = article.published.as_ref().is_some_and(|published| published.stated);
    if let Some(date) = shown_moment(article).filter(|_| stated).and_then(Moment::iso) {
        value["datePublished"] = Value::String(date);
    }
    let people: Vec<Value> =
        authors(scope, article).iter().map(|name| json!({ "@type": "Person", "name": name })).collect();
    if !people.is_empty() {
        value["author"] = Value::Array(people);
    }
    let named: Vec<Value> = scope.tables.article_entities[id.0 as usize]
        .iter()
        .take(20)
        .map(|(id, _)| {
            let entity = scope.archive.entity(*id);
            json!({ "@type": schema_type(entity.kind), "name": entity.name })
        })
        .collect();
    if !named.is_empty() {
        value["mentions"] = Value::Array(named);
    }
    let about: Vec<Value> =
        article.topics.iter().map(|id| Value::String(scope.archive.topic(*id).name.clone())).collect();
    if !about.is_empty() {
        value["keywords"] = Value::Array(about);
    }
    let subjects: Vec<Value> = scope.tables.article_entities[id.0 as usize]
        .iter()
        .filter(|(id, count)| *count > 2 || headline_names(scope, article, *id))
        .take(5)
        .map(|(id, _)| {
            let entity = scope.archive.entity(*id);
            json!({ "@type": schema_type(entity.kind), "name": entity.name })
        })
        .collect();
    if !subjects.is_empty() {
        value["about"] = Value::Array(subjects);
    }
    for (field, text) in [
        ("articleSection", &article.section),
        ("pagination", &article.printed_page),
        ("license", &article.rights.clone().or_else(|| scope.archive.site.license.clone())),
    ] {
        if let Some(text) = text {
            value[field] = Value::String(text.clone());
        }
    }
    if let Some(address) = address(scope, article) {
        value["url"] = Value::String(address);
    }
    escape_script(&value.to_string())
}

/// What an article is part of: the issue of a publication, within the archive.
fn is_part_of(scope: &Scope, article: &Article) -> Value {
    let archive = json!({ "@type": "Collection", "name": scope.archive.site.title });
    match issue_of(&scope.tables.publications, article) {
        Some((_, day)) => json!({
            "@type": "PublicationIssue",
            "datePublished": day.to_string(),
            "isPartOf": [{ "@type": "Periodical", "name": publication(scope, article) }, archive],
        }),
        None => archive,
    }
}

fn headline_names(scope: &Scope, article: &Article, id: EntityId) -> bool {
    let forms = scope.archive.entity(id).variants.iter().take(8);
    forms.into_iter().any(|(form, _)| form.len() > 3 && article.title.text.contains(form.as_str()))
}

/// The citation as CSL-JSON: the script of the theme makes files of it, in RIS too.
pub(crate) fn csl(scope: &Scope, article: &Article) -> String {
    let author = |name: &&str| match name.rsplit_once(' ') {
        Some((given, family)) => json!({ "family": family, "given": given }),
        None => json!({ "literal": name }),
    };
    let mut item = json!({
        "id": article.url,
        "type": "article-newspaper",
        "title": article.title.text,
        "container-title": publication(scope, article),
        "language": article.language,
    });
    let authors = authors(scope, article);
    if !authors.is_empty() {
        item["author"] = authors.iter().map(author).collect();
    }
    if let Some(moment) = shown_moment(article) {
        let parts = match moment {
            Moment::Year(year) => json!([year]),
            Moment::Month(year, month) => json!([year, month]),
            Moment::Day(day) => json!([day.year(), day.month(), day.day()]),
        };
        item["issued"] = json!({ "date-parts": [parts] });
        if article.published.as_ref().is_some_and(|published| !published.stated) {
            item["issued"]["circa"] = json!(true);
        }
    }
    for (field, value) in [
        ("volume", &article.issue_number.volume),
        ("issue", &article.issue_number.number),
        ("page", &article.printed_page),
        ("section", &article.section),
        ("URL", &address(scope, article)),
    ] {
        if let Some(value) = value {
            item[field] = json!(value);
        }
    }
    json!([item]).to_string()
}

/// The type of a kind of entity in schema.org.
pub(crate) const fn schema_type(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "Person",
        EntityKind::Organization => "Organization",
        EntityKind::Place => "Place",
    }
}

/// Escapes JSON so that nothing in it can end a script element or open a comment.
pub(crate) fn escape_script(json: &str) -> String {
    json.replace('<', "\\u003c")
        .replace('>', "\\u003e")
        .replace('&', "\\u0026")
        .replace('\u{2028}', "\\u2028")
        .replace('\u{2029}', "\\u2029")
}
