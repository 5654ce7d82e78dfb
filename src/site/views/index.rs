//! The views of A–Z indexes, authors and topics.

use super::article::kind_heading;
use super::entity::{full_name, kind_link};
use super::list::{CountRow, Link, ListingView, Pager};
use super::shell::{Scope, Shell};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{AuthorId, EntityId, TopicId};
use crate::site::moment::years_text;
use crate::site::route::{Route, kind_folder};
use crate::site::routes::{has_letter_pages, page_count, page_rows};
use crate::site::tables::{Entry, INDEX_ROWS, Letter};
use serde::Serialize;

/// `entity-index.html`
#[derive(Debug, Serialize)]
pub struct EntityIndexView {
    /// What every page has.
    pub shell: Shell,
    /// `person`, `organization` or `place`.
    pub kind: EntityKind,
    /// "People", "Organisations", "Places".
    pub heading: String,
    /// The letters, each linked to its part of the page or to its page.
    pub letters: Vec<LetterLink>,
    /// The parts of this page; empty when the index is split and this is its first page.
    pub groups: Vec<LetterGroup>,
    /// Links between pages of a letter.
    pub pager: Option<Pager>,
}

/// A letter.
#[derive(Debug, Serialize)]
pub struct LetterLink {
    /// As shown.
    pub text: String,
    /// Link.
    pub href: String,
    /// How many names.
    pub count: usize,
    /// Whether it is the letter of this page.
    pub current: bool,
    /// The first and the last name under it.
    pub span: String,
}

/// Names under a letter.
#[derive(Debug, Serialize)]
pub struct LetterGroup {
    /// As shown.
    pub text: String,
    /// Id on the page.
    pub id: String,
    /// Names.
    pub rows: Vec<EntityRow>,
}

/// A row of an index.
#[derive(Debug, Serialize)]
pub struct EntityRow {
    /// The form by which it is sorted.
    pub name: String,
    /// Link; null when it has no page.
    pub href: Option<String>,
    /// Role or qualifier.
    pub note: Option<String>,
    /// Years of the first and last article.
    pub years: String,
    /// Number of articles.
    pub count: usize,
    /// The only article, when the name has no page of its own.
    pub article: Option<Link>,
    /// Whose other name this is; the row then has nothing but this and its name.
    pub see: Option<Link>,
}

/// `author-index.html`, `topic-index.html` and `section-index.html`
#[derive(Debug, Serialize)]
pub struct NameIndexView {
    /// What every page has.
    pub shell: Shell,
    /// Heading.
    pub heading: String,
    /// Names of this page with the number of articles.
    pub rows: Vec<CountRow>,
    /// Links between pages.
    pub pager: Option<Pager>,
}

/// Builds an A–Z index, or a page of one of its letters.
pub(crate) fn entity_index(
    scope: &Scope,
    kind: EntityKind,
    letter: Option<&str>,
    number: u32,
) -> EntityIndexView {
    let letters = &scope.tables.letters[kind.index()];
    let split = has_letter_pages(scope.tables, kind);
    let chosen = letter.and_then(|slug| letters.iter().find(|letter| letter.slug == slug));
    let groups: Vec<LetterGroup> = match (chosen, split) {
        (Some(letter), _) => vec![group(scope, letter, page_rows(&letter.entries, number, INDEX_ROWS))],
        (None, false) => letters.iter().map(|letter| group(scope, letter, &letter.entries)).collect(),
        (None, true) => Vec::new(),
    };
    let heading = match chosen {
        Some(letter) => {
            let values = [("kind", &*kind_heading(scope, kind)), ("letter", &*letter.label)];
            scope.strings().fill("index.letter", &values)
        }
        None => kind_heading(scope, kind),
    };
    let mut shell = scope.shell(&heading, kind_folder(kind));
    if chosen.is_some() {
        shell.trail = vec![kind_link(scope, kind)];
    }
    let pager = chosen.and_then(|letter| {
        let pages = page_count(letter.entries.len(), INDEX_ROWS);
        let slug = Some(letter.slug.clone());
        scope.pager(number, pages, |number| Route::EntityIndex { kind, letter: slug.clone(), number })
    });
    let link = |other: &Letter| LetterLink {
        text: other.label.clone(),
        href: letter_href(scope, kind, other, split),
        count: other.entities.len(),
        current: chosen.is_some_and(|chosen| chosen.slug == other.slug),
        span: span(scope, other),
    };
    EntityIndexView { shell, kind, heading, letters: letters.iter().map(link).collect(), groups, pager }
}

fn letter_href(scope: &Scope, kind: EntityKind, letter: &Letter, split: bool) -> String {
    if split {
        let route = Route::EntityIndex { kind, letter: Some(letter.slug.clone()), number: 1 };
        scope.route(&route).unwrap_or_default()
    } else {
        format!("#letter-{}", letter.slug)
    }
}

fn span(scope: &Scope, letter: &Letter) -> String {
    let sort = |id: &EntityId| scope.archive.entity(*id).sort.clone();
    match (letter.entities.first(), letter.entities.last()) {
        (Some(first), Some(last)) if first != last => format!("{} – {}", sort(first), sort(last)),
        (Some(only), _) => sort(only),
        _ => String::new(),
    }
}

fn group(scope: &Scope, letter: &Letter, entries: &[Entry]) -> LetterGroup {
    let entry_row = |entry: &Entry| match entry {
        Entry::Entity(id) => row(scope, *id),
        Entry::See(form, id) => see_row(scope, form, *id),
    };
    let rows = entries.iter().map(entry_row).collect();
    LetterGroup { text: letter.label.clone(), id: format!("letter-{}", letter.slug), rows }
}

fn row(scope: &Scope, id: EntityId) -> EntityRow {
    let entity = scope.archive.entity(id);
    let articles = &scope.tables.entity_articles[id.0 as usize];
    let dated = articles.partition_point(|id| scope.tables.year(*id).is_some());
    let year = |at: Option<usize>| at.and_then(|at| scope.tables.year(*articles.get(at)?));
    let years = match (year(Some(0)), year(dated.checked_sub(1))) {
        (Some(first), last) => years_text(scope.strings(), first, last.unwrap_or(first)),
        _ => String::new(),
    };
    EntityRow {
        name: entity.sort.clone(),
        href: entity.url.as_ref().map(|url| scope.href(url)),
        note: entity.qualifier.clone().or_else(|| entity.role.clone()),
        years,
        count: articles.len(),
        article: articles.first().filter(|_| entity.url.is_none()).map(|id| scope.article(*id)),
        see: None,
    }
}

/// A row that leads from another name to the entity.
fn see_row(scope: &Scope, form: &str, id: EntityId) -> EntityRow {
    let Link { href, .. } = scope.entity(id);
    EntityRow {
        name: form.to_owned(),
        href: None,
        note: None,
        years: String::new(),
        count: 0,
        article: None,
        see: Some(Link { text: scope.archive.entity(id).sort.clone(), href }),
    }
}

/// Builds a page of an author's articles.
pub(crate) fn author(scope: &Scope, id: AuthorId, number: u32) -> ListingView {
    let author = scope.archive.author(id);
    let see = author.entity.map(|id| {
        let link = scope.entity(id);
        let name = full_name(scope.archive.entity(id));
        Link { text: scope.strings().fill("listing.in_the_news", &[("name", &name)]), href: link.href }
    });
    let mut view = listing(
        scope,
        &author.name,
        scope.strings().text("listing.author"),
        "authors",
        &author.articles,
        number,
        |number| Route::Author { author: id, number },
    );
    view.see = see.filter(|link| link.href.is_some());
    // The heading names the author; a row only says who wrote it too.
    view.articles.iter_mut().for_each(|row| row.authors.retain(|name| *name != author.name));
    view.shell.trail =
        vec![Link { text: scope.say("nav.authors"), href: Some(scope.href("authors/index.html")) }];
    view
}

/// Builds a page of a topic's articles.
pub(crate) fn topic(scope: &Scope, id: TopicId, number: u32) -> ListingView {
    let topic = scope.archive.topic(id);
    let mut view = listing(
        scope,
        &topic.name,
        scope.strings().text("listing.topic"),
        "topics",
        &topic.articles,
        number,
        |number| Route::Topic { topic: id, number },
    );
    view.shell.own_feed = scope.route(&Route::TopicFeed(id));
    view.shell.trail =
        vec![Link { text: scope.say("nav.topics"), href: Some(scope.href("topics/index.html")) }];
    view
}

/// Builds a page of a list of articles.
pub(crate) fn listing(
    scope: &Scope,
    heading: &str,
    kicker: &str,
    section: &str,
    articles: &[crate::archive::model::ArticleId],
    number: u32,
    route: impl Fn(u32) -> Route,
) -> ListingView {
    let size = scope.archive.site.page_size;
    ListingView {
        shell: scope.shell(heading, section),
        kicker: kicker.to_owned(),
        heading: heading.to_owned(),
        lead: scope.articles(articles.len()),
        description: None,
        see: None,
        count: articles.len(),
        articles: scope.rows(page_rows(articles, number, size)),
        pager: scope.pager(number, page_count(articles.len(), size), route),
        previous: None,
        next: None,
    }
}

/// Builds the list of authors.
pub(crate) fn author_index(scope: &Scope, number: u32) -> NameIndexView {
    let mut authors: Vec<_> = scope.archive.authors.iter().collect();
    sort_names(scope, &mut authors, |author| &author.sort);
    let row = |author: &&crate::archive::model::Author| CountRow {
        text: author.sort.clone(),
        href: Some(scope.href(&author.url)),
        count: author.articles.len(),
    };
    let rows = authors.iter().map(row).collect();
    name_index(scope, "authors", rows, number, |number| Route::AuthorIndex { number })
}

/// Builds the list of topics.
pub(crate) fn topic_index(scope: &Scope, number: u32) -> NameIndexView {
    let mut topics: Vec<_> = scope.archive.topics.iter().collect();
    sort_names(scope, &mut topics, |topic| &topic.name);
    let row = |topic: &&crate::archive::model::Topic| CountRow {
        text: topic.name.clone(),
        href: Some(scope.href(&topic.url)),
        count: topic.articles.len(),
    };
    let rows = topics.iter().map(row).collect();
    name_index(scope, "topics", rows, number, |number| Route::TopicIndex { number })
}

/// A page of a list of names; `folder` is the part of the site that it belongs to.
pub(crate) fn name_index(
    scope: &Scope,
    folder: &str,
    rows: Vec<CountRow>,
    number: u32,
    route: impl Fn(u32) -> Route,
) -> NameIndexView {
    let heading = scope.say(&format!("nav.{folder}"));
    NameIndexView {
        shell: scope.shell(&heading, folder),
        heading,
        pager: scope.pager(number, page_count(rows.len(), INDEX_ROWS), route),
        rows: page_rows(&rows, number, INDEX_ROWS).to_vec(),
    }
}

/// Sorts as the language of the site does.
pub(crate) fn sort_names<T>(scope: &Scope, items: &mut [T], name: impl Fn(&T) -> &str) {
    let collator = crate::archive::collate::collator(&scope.archive.site.language);
    items.sort_by(|a, b| match &collator {
        Some(collator) => collator.compare(name(a), name(b)),
        None => name(a).cmp(name(b)),
    });
}
