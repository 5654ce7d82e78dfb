//! Where the links and images of an article's text lead.

use super::link;
use super::tables::Tables;
use crate::archive::model::{Archive, Article, Redirect};
use crate::diagnostic::Diagnostic;
use crate::source::Format;

/// Where an address in the text leads.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Target {
    /// Another host, by http, https or mailto.
    External(String),
    /// A page of the site, as an output path. A fragment is left out: whether it exists there is not known.
    Page(String),
    /// A carried file, as an output path.
    File(String),
    /// A place on the same page.
    Fragment(String),
    /// Nowhere: unknown in the archive, or a scheme that is not allowed.
    Nowhere,
}

/// Finds where `address`, as written in the article, leads.
pub(crate) fn resolve(archive: &Archive, tables: &Tables, article: &Article, address: &str) -> Target {
    let address = address.trim();
    if let Some(fragment) = address.strip_prefix('#') {
        return Target::Fragment(fragment.to_owned());
    }
    if let Some(rest) = address.strip_prefix("//") {
        return Target::External(format!("https://{rest}"));
    }
    if let Some(scheme) = scheme(address) {
        let allowed = ["http", "https", "mailto"].iter().any(|known| scheme.eq_ignore_ascii_case(known));
        return if allowed { Target::External(address.to_owned()) } else { Target::Nowhere };
    }
    internal(archive, tables, article, address)
        .or_else(|| on_the_old_site(article, address))
        .unwrap_or(Target::Nowhere)
}

/// A saved page's links to pages that were not saved still lead to the site that it comes from.
fn on_the_old_site(article: &Article, address: &str) -> Option<Target> {
    if !matches!(article.format, Format::Html | Format::Csv | Format::Jsonl) {
        return None;
    }
    let source = article.source.as_deref()?;
    let host_start = source.find("://")? + 3;
    let web = source.starts_with("http://") || source.starts_with("https://");
    let path_start = source.get(host_start..)?.find('/').map_or(source.len(), |slash| host_start + slash);
    let (origin, path) = source.split_at(path_start);
    let path = path.split(['?', '#']).next().unwrap_or("");
    let (path_part, rest) = address.split_at(address.find(['?', '#']).unwrap_or(address.len()));
    let from = path.trim_start_matches('/');
    let to = if path_part.is_empty() { from.to_owned() } else { link::resolve(from, path_part)? };
    let slash = if path_part.ends_with('/') && !to.is_empty() { "/" } else { "" };
    web.then(|| Target::External(format!("{origin}/{to}{slash}{rest}")))
}

/// A warning for each address in an article's text that leads nowhere.
pub fn dead_targets(archive: &Archive, tables: &Tables) -> Vec<Diagnostic> {
    let mut dead = Vec::new();
    for article in &archive.articles {
        for address in &article.targets {
            if resolve(archive, tables, article, address) == Target::Nowhere {
                let message = format!("the text links to {address}, which leads nowhere");
                let hint =
                    "mend the link, or put the file it names beside the articles; the words stay on the page";
                dead.push(
                    Diagnostic::warning("dead-link-in-text", message)
                        .at(article.key.path.as_str(), None)
                        .hint(hint),
                );
            }
        }
    }
    dead
}

/// The scheme of an address, judged as a browser would: control characters and spaces inside it do not hide it.
fn scheme(address: &str) -> Option<&str> {
    let colon = address.find(':')?;
    let before = &address[..colon];
    (!before.contains(['/', '?', '#'])).then_some(before)
}

fn internal(archive: &Archive, tables: &Tables, article: &Article, address: &str) -> Option<Target> {
    let path = link::decode(address.split(['?', '#']).next().unwrap_or(address));
    let path = link::resolve(&article.key.path, &path)?;
    if path.is_empty() {
        return Some(Target::Page("index.html".to_owned()));
    }
    if archive.carried.contains(&path) {
        return Some(Target::File(link::carried_path(&path)));
    }
    for candidate in ["", ".md", ".txt", "/index.md"].map(|end| format!("{path}{end}")) {
        if let Some(id) = tables.of_source(archive, &candidate) {
            return Some(Target::Page(archive.article(id).url.clone()));
        }
    }
    for candidate in ["", ".html", "/index.html"].map(|end| format!("{path}{end}")) {
        if tables.is_output(archive, &candidate) {
            return Some(Target::Page(candidate));
        }
        if let Some(Redirect::To(to)) = archive.redirects.get(&candidate) {
            return Some(Target::Page(to.clone()));
        }
    }
    None
}

/// Carried files that have the name of the source but for the extension: scans, printed pages.
pub(crate) fn companions<'a>(archive: &'a Archive, source: &str) -> Vec<&'a str> {
    const EXTENSIONS: [&str; 7] = ["pdf", "jpg", "jpeg", "png", "gif", "webp", "djvu"];
    let name_start = source.rfind('/').map_or(0, |slash| slash + 1);
    let Some(dot) = source[name_start..].rfind('.') else { return Vec::new() };
    let stem = &source[..=name_start + dot];
    archive
        .carried
        .range(stem.to_owned()..)
        .map(String::as_str)
        .take_while(|path| path.starts_with(stem))
        .filter(|path| EXTENSIONS.iter().any(|known| path[stem.len()..].eq_ignore_ascii_case(known)))
        .collect()
}
