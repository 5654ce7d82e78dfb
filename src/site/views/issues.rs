//! The views of sections and of issues: the archive as the publication that it was.

use super::index::{NameIndexView, listing, name_index};
use super::list::{ArticleRow, CountRow, Link, ListingView, Pager};
use super::shell::{Scope, Shell};
use crate::archive::model::ArticleId;
use crate::site::issues::{Publication, Section};
use crate::site::moment::{Moment, weekday_text, year_text};
use crate::site::route::Route;
use crate::site::routes::{page_count, page_rows};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// `issue-index.html`: all publications, the years of one, or the issues of a year.
#[derive(Debug, Serialize)]
pub struct IssueIndexView {
    /// What every page has.
    pub shell: Shell,
    /// Label over the heading; may be empty.
    pub kicker: String,
    /// Heading.
    pub heading: String,
    /// A sentence under it.
    pub lead: String,
    /// Groups of rows; the issues of a year stand by month.
    pub groups: Vec<CountGroup>,
    /// The year before.
    pub previous: Option<Link>,
    /// The year after.
    pub next: Option<Link>,
}

/// Rows under a heading.
#[derive(Debug, Serialize)]
pub struct CountGroup {
    /// Heading; null when there is only one group.
    pub heading: Option<String>,
    /// Rows with the number of issues or articles.
    pub rows: Vec<CountRow>,
}

/// `issue.html`
#[derive(Debug, Serialize)]
pub struct IssueView {
    /// What every page has.
    pub shell: Shell,
    /// The publication.
    pub publication: Link,
    /// Day of the issue, in words.
    pub heading: String,
    /// "12 articles".
    pub articles: String,
    /// The articles by page and section.
    pub groups: Vec<IssueGroup>,
    /// Everything published that day.
    pub day: Link,
    /// Links between pages of the list.
    pub pager: Option<Pager>,
    /// The issue before.
    pub previous: Option<Link>,
    /// The issue after.
    pub next: Option<Link>,
}

/// The articles of a page of an issue.
#[derive(Debug, Serialize)]
pub struct IssueGroup {
    /// "Page 3", or null when no page is known.
    pub heading: Option<String>,
    /// The articles.
    pub rows: Vec<ArticleRow>,
}

fn issues_link(scope: &Scope) -> Link {
    Link { text: scope.say("nav.issues"), href: scope.route(&Route::IssueIndex) }
}

fn publication_link(scope: &Scope, slug: &str) -> Link {
    let name = scope.tables.publications.get(slug).map(|found| found.name.clone()).unwrap_or_default();
    Link { text: name, href: scope.route(&Route::Publication { slug: slug.to_owned() }) }
}

/// Builds the index of publications.
pub(crate) fn index(scope: &Scope) -> IssueIndexView {
    let heading = scope.say("nav.issues");
    let row = |(slug, found): (&String, &Publication)| CountRow {
        text: found.name.clone(),
        href: scope.route(&Route::Publication { slug: slug.clone() }),
        count: found.issues.len(),
    };
    IssueIndexView {
        shell: scope.shell(&heading, "issues"),
        kicker: String::new(),
        lead: scope.say("issue.lead"),
        groups: vec![CountGroup { heading: None, rows: scope.tables.publications.iter().map(row).collect() }],
        heading,
        previous: None,
        next: None,
    }
}

/// Builds the page of a publication: its years.
pub(crate) fn publication(scope: &Scope, slug: &str) -> IssueIndexView {
    let link = publication_link(scope, slug);
    let years = scope.tables.publications.get(slug).map(Publication::years).unwrap_or_default();
    let issues = years.iter().map(|(_, count)| count).sum();
    let row = |(year, count): (i32, usize)| CountRow {
        text: year_text(scope.strings(), year),
        href: scope.route(&Route::IssueYear { slug: slug.to_owned(), year }),
        count,
    };
    let mut shell = scope.shell(&link.text, "issues");
    shell.trail = vec![issues_link(scope)];
    IssueIndexView {
        shell,
        kicker: scope.say("nav.issues"),
        heading: link.text,
        lead: scope.strings().count("count.issues", issues),
        groups: vec![CountGroup { heading: None, rows: years.into_iter().map(row).collect() }],
        previous: None,
        next: None,
    }
}

/// Builds the issues of a year, by month.
pub(crate) fn year(scope: &Scope, slug: &str, year: i32) -> IssueIndexView {
    let publication = publication_link(scope, slug);
    let Some(found) = scope.tables.publications.get(slug) else { return index(scope) };
    let issues: Vec<(&NaiveDate, &Vec<ArticleId>)> =
        found.issues.iter().filter(|(day, _)| day.year() == year).collect();
    let row = |(day, articles): &(&NaiveDate, &Vec<ArticleId>)| CountRow {
        text: weekday_text(scope.strings(), **day),
        href: scope.route(&Route::Issue { slug: slug.to_owned(), date: **day, number: 1 }),
        count: articles.len(),
    };
    let months = issues.chunk_by(|(a, _), (b, _)| a.month() == b.month()).map(|run| CountGroup {
        heading: Some(Moment::Month(year, run[0].0.month()).text(scope.strings())),
        rows: run.iter().map(row).collect(),
    });
    let years = found.years();
    let at = years.iter().position(|(other, _)| *other == year).unwrap_or(0);
    let neighbour = |at: Option<usize>| {
        let (year, _) = *years.get(at?)?;
        let href = scope.route(&Route::IssueYear { slug: slug.to_owned(), year });
        Some(Link { text: year_text(scope.strings(), year), href })
    };
    let year_name = year_text(scope.strings(), year);
    let values = [("name", &*publication.text), ("year", &*year_name)];
    let mut shell = scope.shell(&scope.strings().fill("entity.year", &values), "issues");
    shell.trail = vec![issues_link(scope), publication.clone()];
    IssueIndexView {
        shell,
        kicker: publication.text,
        heading: year_name,
        lead: scope.strings().count("count.issues", issues.len()),
        groups: months.collect(),
        previous: neighbour(at.checked_sub(1)),
        next: neighbour(Some(at + 1)),
    }
}

/// Builds an issue.
pub(crate) fn issue(scope: &Scope, slug: &str, date: NaiveDate, number: u32) -> IssueView {
    let empty = Publication::default();
    let found = scope.tables.publications.get(slug).unwrap_or(&empty);
    let articles = found.issues.get(&date).map_or(&[][..], Vec::as_slice);
    let size = scope.archive.site.page_size;
    let publication = publication_link(scope, slug);
    let heading = weekday_text(scope.strings(), date);
    let day = |date: NaiveDate| Moment::Day(date).text(scope.strings());
    let neighbour = |found: Option<(&NaiveDate, &Vec<ArticleId>)>| {
        found.map(|(other, _)| Link {
            text: day(*other),
            href: scope.route(&Route::Issue { slug: slug.to_owned(), date: *other, number: 1 }),
        })
    };
    let title = [("name", &*publication.text), ("year", &*day(date))];
    let mut shell = scope.shell(&scope.strings().fill("entity.year", &title), "issues");
    let year = date.year();
    let year_link = Link {
        text: year_text(scope.strings(), year),
        href: scope.route(&Route::IssueYear { slug: slug.to_owned(), year }),
    };
    shell.trail = vec![issues_link(scope), publication.clone(), year_link];
    let page = |id: &ArticleId| scope.archive.article(*id).printed_page.clone();
    let groups = page_rows(articles, number, size).chunk_by(|a, b| page(a) == page(b));
    IssueView {
        shell,
        publication,
        heading,
        articles: scope.articles(articles.len()),
        groups: groups
            .map(|run| IssueGroup {
                heading: page(&run[0]).map(|page| scope.strings().fill("article.page", &[("page", &page)])),
                rows: scope.rows(run).into_iter().map(|row| ArticleRow { date: None, ..row }).collect(),
            })
            .collect(),
        day: Link { text: scope.say("issue.day"), href: scope.route(&Route::Day { date, number: 1 }) },
        pager: scope.pager(number, page_count(articles.len(), size), |number| Route::Issue {
            slug: slug.to_owned(),
            date,
            number,
        }),
        previous: neighbour(found.issues.range(..date).next_back()),
        next: date.succ_opt().and_then(|next| neighbour(found.issues.range(next..).next())),
    }
}

/// Builds a page of a section's articles.
pub(crate) fn section(scope: &Scope, slug: &str, number: u32) -> ListingView {
    let empty = Section::default();
    let place = scope.tables.section_places.get(slug);
    let section = place.and_then(|at| scope.tables.sections.get(*at)).unwrap_or(&empty);
    let kicker = scope.strings().text("listing.section");
    let route = |number| Route::Section { slug: slug.to_owned(), number };
    let mut view = listing(scope, &section.name, kicker, "sections", &section.articles, number, route);
    view.articles.iter_mut().for_each(|row| row.section = None);
    view.shell.own_feed = scope.route(&Route::SectionFeed { slug: slug.to_owned() });
    if let Some(description) = scope.archive.section_descriptions.get(&section.name) {
        view.description = Some(description.clone());
        view.shell.description.clone_from(description);
    }
    let index = scope.route(&Route::SectionIndex { number: 1 });
    view.shell.trail = vec![Link { text: scope.say("nav.sections"), href: index }];
    view
}

/// Builds a page of the list of sections.
pub(crate) fn section_index(scope: &Scope, number: u32) -> NameIndexView {
    let row = |section: &Section| CountRow {
        text: section.name.clone(),
        href: scope.route(&Route::Section { slug: section.slug.clone(), number: 1 }),
        count: section.articles.len(),
    };
    let rows = scope.tables.sections.iter().map(row).collect();
    name_index(scope, "sections", rows, number, |number| Route::SectionIndex { number })
}
