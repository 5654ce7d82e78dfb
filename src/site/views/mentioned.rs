//! The views of the dates that articles speak of.

use super::list::{Chart, CountRow, DateView, Link, Pager};
use super::shell::{Scope, Shell};
use crate::site::bodies::BodyError;
use crate::site::chart;
use crate::site::compare::{Comparison, compare};
use crate::site::mentioned::group_id;
use crate::site::mentioned_date::MentionedDate;
use crate::site::moment::{Moment, decade_text, month_name, span_text, year_text};
use crate::site::route::Route;
use crate::site::routes::{has_month_pages, page_count, page_rows};
use crate::site::text::{Excerpt, passage_of};
use serde::Serialize;

/// `mentioned-index.html`
#[derive(Debug, Serialize)]
pub struct MentionedIndexView {
    /// What every page has.
    pub shell: Shell,
    /// Dates by year.
    pub chart: Option<Chart>,
    /// Years by decade.
    pub decades: Vec<super::dates::Decade>,
    /// Years in which articles were published, against years that they speak of; null when it says nothing.
    pub comparison: Option<Comparison>,
}

/// `mentioned.html`: a year, or a month of one.
#[derive(Debug, Serialize)]
pub struct MentionedView {
    /// What every page has.
    pub shell: Shell,
    /// "1952" or "March 1952".
    pub heading: String,
    /// Months with pages of their own.
    pub months: Vec<CountRow>,
    /// Dates with what is said of them.
    pub groups: Vec<MentionedGroup>,
    /// Links between pages.
    pub pager: Option<Pager>,
    /// The articles published then.
    pub published: Option<Link>,
    /// The year before.
    pub previous: Option<Link>,
    /// The year after.
    pub next: Option<Link>,
}

/// What is said of a day, month or longer span.
#[derive(Debug, Serialize)]
pub struct MentionedGroup {
    /// In words.
    pub heading: String,
    /// For `<time datetime>`.
    pub iso: Option<String>,
    /// Id on the page.
    pub id: String,
    /// The sentences.
    pub rows: Vec<MentionedRow>,
}

/// A sentence that speaks of a date.
#[derive(Debug, Serialize)]
pub struct MentionedRow {
    /// The words.
    pub excerpt: Excerpt,
    /// Whether the text says "about" or the like.
    pub approximate: bool,
    /// Headline of the article.
    pub title: String,
    /// Link to the paragraph.
    pub href: String,
    /// Date of the article.
    pub date: Option<DateView>,
    /// Language, when it is not that of the site.
    pub language: Option<String>,
}

/// Bytes of context to each side of a date.
const CONTEXT: u32 = 130;

/// Builds the index of all years.
pub(crate) fn index(scope: &Scope) -> MentionedIndexView {
    let mut decades: Vec<super::dates::Decade> = Vec::new();
    let mut bars = Vec::new();
    for (&year, dates) in &scope.tables.mentioned {
        let text = decade_text(scope.strings(), year);
        if decades.last().is_none_or(|decade| decade.text != text) {
            decades.push(super::dates::Decade { text, years: Vec::new() });
        }
        let href = scope.route(&Route::MentionedYear { year, number: 1 });
        bars.push(chart::Bar { year, count: dates.len(), href: href.clone() });
        if let Some(decade) = decades.last_mut() {
            decade.years.push(CountRow { text: year_text(scope.strings(), year), href, count: dates.len() });
        }
    }
    let shell = scope.shell(scope.strings().text("mentioned.title"), "mentioned");
    let published: Vec<(i32, usize)> =
        scope.tables.years.iter().map(|(year, count)| (*year, count.total)).collect();
    let spoken: Vec<(i32, usize)> = bars.iter().map(|bar| (bar.year, bar.count)).collect();
    let comparison = compare(scope.strings(), &published, &spoken);
    MentionedIndexView {
        shell,
        comparison,
        chart: chart::years(scope.strings(), &bars, "chart.unit_dates"),
        decades,
    }
}

/// Builds the page of a year.
pub(crate) fn year(scope: &Scope, year: i32, number: u32) -> Result<MentionedView, BodyError> {
    let all = scope.tables.mentioned.get(&year).map_or(&[][..], Vec::as_slice);
    let (months, dates) = if has_month_pages(scope.archive, all.len()) {
        let row = |(&(_, month), dates): (&(i32, u32), &Vec<MentionedDate>)| CountRow {
            text: month_name(scope.strings(), month),
            href: scope.route(&Route::MentionedMonth { year, month, number: 1 }),
            count: dates.len(),
        };
        let months = scope.tables.mentioned_months.range((year, 1)..=(year, 12));
        (months.map(row).collect(), scope.tables.month_dates(year, 0))
    } else {
        (Vec::new(), all)
    };
    let size = scope.archive.site.page_size;
    let years = &scope.tables.mentioned;
    let link = |year: Option<(&i32, _)>| {
        year.map(|(year, _)| Link {
            text: year_text(scope.strings(), *year),
            href: scope.route(&Route::MentionedYear { year: *year, number: 1 }),
        })
    };
    let published = scope.tables.years.get(&year).map(|count| Link {
        text: scope.strings().fill(
            "mentioned.published",
            &[("articles", &scope.articles(count.total)), ("year", &year_text(scope.strings(), year))],
        ),
        href: scope.route(&Route::Year(year)),
    });
    let pager =
        scope.pager(number, page_count(dates.len(), size), |number| Route::MentionedYear { year, number });
    Ok(MentionedView {
        shell: shell(scope, &year_text(scope.strings(), year), None),
        heading: year_text(scope.strings(), year),
        months,
        groups: groups(scope, page_rows(dates, number, size))?,
        pager,
        published,
        previous: link(years.range(..year).next_back()),
        next: link(years.range(year.saturating_add(1)..).next()),
    })
}

/// Builds the page of a month.
pub(crate) fn month(scope: &Scope, year: i32, month: u32, number: u32) -> Result<MentionedView, BodyError> {
    let dates = scope.tables.month_dates(year, month);
    let size = scope.archive.site.page_size;
    let months = &scope.tables.mentioned_months;
    let link = |found: Option<(&(i32, u32), _)>| {
        found.map(|(&(year, month), _)| Link {
            text: month_name(scope.strings(), month),
            href: scope.route(&Route::MentionedMonth { year, month, number: 1 }),
        })
    };
    let heading = Moment::Month(year, month).text(scope.strings());
    let route = |number| Route::MentionedMonth { year, month, number };
    Ok(MentionedView {
        shell: shell(scope, &heading, Some(year)),
        heading,
        months: Vec::new(),
        groups: groups(scope, page_rows(dates, number, size))?,
        pager: scope.pager(number, page_count(dates.len(), size), route),
        published: None,
        previous: link(months.range((year, 1)..(year, month)).next_back()),
        next: link(months.range((year, month + 1)..(year, 13)).next()),
    })
}

fn shell(scope: &Scope, heading: &str, year: Option<i32>) -> Shell {
    let title = scope.strings().fill("mentioned.heading", &[("heading", heading)]);
    let mut shell = scope.shell(&title, "mentioned");
    let index = Link { text: scope.say("mentioned.title"), href: Some(scope.href("mentioned/index.html")) };
    let year = year.map(|year| Link {
        text: year_text(scope.strings(), year),
        href: scope.route(&Route::MentionedYear { year, number: 1 }),
    });
    shell.trail = std::iter::once(index).chain(year).collect();
    shell
}

fn groups(scope: &Scope, dates: &[MentionedDate]) -> Result<Vec<MentionedGroup>, BodyError> {
    let group = |run: &[MentionedDate]| {
        let (first, last) = (run[0].first, run[0].last);
        Ok(MentionedGroup {
            heading: span_text(scope.strings(), first, last),
            iso: (first == last).then(|| Moment::Day(first).iso()).flatten(),
            id: group_id(first, last),
            rows: run.iter().map(|date| row(scope, date)).collect::<Result<_, _>>()?,
        })
    };
    dates.chunk_by(|a, b| (a.first, a.last) == (b.first, b.last)).map(group).collect()
}

pub(crate) fn row(scope: &Scope, date: &MentionedDate) -> Result<MentionedRow, BodyError> {
    let id = scope.tables.order[date.rank as usize];
    let article = scope.archive.article(id);
    let mention = &article.dates[date.index as usize];
    let href = scope.href(&article.url);
    Ok(MentionedRow {
        excerpt: scope.text.excerpt(article, id, mention.range, CONTEXT)?,
        approximate: mention.modifier.as_deref() == Some("APPROX"),
        title: article.title.text.clone(),
        href: match passage_of(article, mention.range) {
            Some((number, _)) => format!("{href}#p{number}"),
            None => href,
        },
        date: scope.published(article.published.as_ref()),
        language: scope.foreign_language(article),
    })
}
