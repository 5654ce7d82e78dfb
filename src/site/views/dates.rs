//! The views of years, months, days and of the undated shelf.

use super::index::listing;
use super::list::{ArticleRow, Chart, CountRow, Link, ListingView, Pager};
use super::shell::{Scope, Shell};
use crate::archive::model::ArticleId;
use crate::site::chart;
use crate::site::moment::{Moment, decade_text, month_name, span_text, weekday_text, year_text};
use crate::site::route::Route;
use crate::site::routes::{page_count, page_rows};
use crate::site::tables::Tables;
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// `date-index.html`
#[derive(Debug, Serialize)]
pub struct DateIndexView {
    /// What every page has.
    pub shell: Shell,
    /// Articles by year.
    pub chart: Option<Chart>,
    /// Years by decade.
    pub decades: Vec<Decade>,
    /// Link to the undated shelf and the number of articles on it.
    pub undated: Option<CountRow>,
    /// Link to the index of dates spoken of.
    pub mentioned: Option<String>,
    /// Link to the days of the year.
    pub this_day: Option<String>,
}

/// The years of a decade.
#[derive(Debug, Serialize)]
pub struct Decade {
    /// "1950s".
    pub text: String,
    /// Years with articles.
    pub years: Vec<CountRow>,
}

/// `year.html`
#[derive(Debug, Serialize)]
pub struct YearView {
    /// What every page has.
    pub shell: Shell,
    /// The year.
    pub heading: String,
    /// "12 articles".
    pub articles: String,
    /// Twelve months.
    pub months: Vec<Calendar>,
    /// Articles of which only the year is known, and their number.
    pub year_only: Option<CountRow>,
    /// The year before that has articles.
    pub previous: Option<Link>,
    /// The year after.
    pub next: Option<Link>,
}

/// A month as a table of weeks, Monday first.
#[derive(Debug, Serialize)]
pub struct Calendar {
    /// "March 1952".
    pub heading: Link,
    /// Number of articles.
    pub count: usize,
    /// Weeks of seven days; null outside the month.
    pub weeks: Vec<[Option<CalendarDay>; 7]>,
}

/// A day of a calendar.
#[derive(Clone, Debug, Serialize)]
pub struct CalendarDay {
    /// Number of the day.
    pub day: u32,
    /// Link, when it has articles.
    pub href: Option<String>,
    /// Number of articles.
    pub count: usize,
    /// From 0 (none) to 5 (many): for colours.
    pub heat: u8,
    /// "4 March 1952: 3 articles".
    pub label: String,
}

/// `month.html`
#[derive(Debug, Serialize)]
pub struct MonthView {
    /// What every page has.
    pub shell: Shell,
    /// "March 1952".
    pub heading: String,
    /// Link to the year.
    pub year: Link,
    /// "12 articles".
    pub articles: String,
    /// The calendar.
    pub calendar: Calendar,
    /// Headlines by day.
    pub days: Vec<MonthDay>,
    /// Articles of which only the month is known.
    pub month_only: Vec<ArticleRow>,
    /// Link to all of them, when there are more.
    pub more: Option<CountRow>,
    /// The month before that has articles.
    pub previous: Option<Link>,
    /// The month after.
    pub next: Option<Link>,
}

/// The headlines of a day.
#[derive(Debug, Serialize)]
pub struct MonthDay {
    /// "Wednesday, 24 September 1952".
    pub heading: Link,
    /// Id on the page.
    pub id: String,
    /// The first articles.
    pub articles: Vec<ArticleRow>,
    /// How many more there are.
    pub more: usize,
}

/// `undated.html`
#[derive(Debug, Serialize)]
pub struct UndatedView {
    /// What every page has.
    pub shell: Shell,
    /// "12 articles".
    pub articles: String,
    /// The articles of this page.
    pub rows: Vec<UndatedRow>,
    /// Links between pages.
    pub pager: Option<Pager>,
}

/// An article without a date, and why.
#[derive(Debug, Serialize)]
pub struct UndatedRow {
    /// The article.
    pub article: ArticleRow,
    /// Why it stands here.
    pub reason: String,
    /// What was found out all the same.
    pub evidence: Vec<String>,
}

/// Headlines of a day on the page of its month.
const DAY_HEADLINES: usize = 6;

/// Builds the index of years.
pub(crate) fn index(scope: &Scope) -> DateIndexView {
    let tables = scope.tables;
    let mut decades: Vec<Decade> = Vec::new();
    for (&year, count) in &tables.years {
        let text = decade_text(scope.strings(), year);
        if decades.last().is_none_or(|decade| decade.text != text) {
            decades.push(Decade { text, years: Vec::new() });
        }
        let row = CountRow {
            text: year_text(scope.strings(), year),
            href: scope.route(&Route::Year(year)),
            count: count.total,
        };
        if let Some(decade) = decades.last_mut() {
            decade.years.push(row);
        }
    }
    let undated = scope.archive.undated.len();
    DateIndexView {
        shell: scope.shell(scope.strings().text("dates.title"), "dates"),
        chart: year_chart(scope),
        decades,
        undated: (undated > 0).then(|| CountRow {
            text: scope.say("dates.undated"),
            href: scope.route(&Route::Undated { number: 1 }),
            count: undated,
        }),
        mentioned: (!tables.mentioned.is_empty()).then(|| scope.href("mentioned/index.html")),
        this_day: (!tables.this_day.is_empty()).then(|| scope.route(&Route::ThisDayIndex)).flatten(),
    }
}

/// The bars of all years.
pub(crate) fn year_chart(scope: &Scope) -> Option<Chart> {
    let bar = |(year, count): (&i32, &crate::site::tables::YearCount)| chart::Bar {
        year: *year,
        count: count.total,
        href: scope.route(&Route::Year(*year)),
    };
    let bars: Vec<chart::Bar> = scope.tables.years.iter().map(bar).collect();
    chart::years(scope.strings(), &bars, "chart.unit_articles")
}

/// Builds the page of a year.
pub(crate) fn year(scope: &Scope, year: i32) -> YearView {
    let years = &scope.tables.years;
    let link = |year: Option<(&i32, _)>| {
        year.map(|(year, _)| Link {
            text: year_text(scope.strings(), *year),
            href: scope.route(&Route::Year(*year)),
        })
    };
    let mut shell = scope.shell(&year_text(scope.strings(), year), "dates");
    shell.trail = vec![dates_link(scope)];
    YearView {
        shell,
        heading: year_text(scope.strings(), year),
        articles: scope.articles(years.get(&year).map_or(0, |count| count.total)),
        months: (1..=12).map(|month| calendar(scope, year, month, false)).collect(),
        year_only: scope.tables.year_only.get(&year).map(|articles| CountRow {
            text: scope.say("dates.year_only"),
            href: scope.route(&Route::YearOnly { year, number: 1 }),
            count: articles.len(),
        }),
        previous: link(years.range(..year).next_back()),
        next: link(years.range(year.saturating_add(1)..).next()),
    }
}

pub(crate) fn dates_link(scope: &Scope) -> Link {
    Link { text: scope.say("dates.title"), href: Some(scope.href("dates/index.html")) }
}

fn year_link(scope: &Scope, year: i32) -> Link {
    Link { text: year_text(scope.strings(), year), href: scope.route(&Route::Year(year)) }
}

/// A month as weeks. `here` when the month is the page itself: its heading is then no link.
fn calendar(scope: &Scope, year: i32, month: u32, here: bool) -> Calendar {
    let tables = scope.tables;
    let count = tables.years.get(&year).map_or(0, |count| count.months[month as usize - 1]);
    let href = (count > 0 && !here).then(|| scope.route(&Route::Month(year, month))).flatten();
    let mut weeks: Vec<[Option<CalendarDay>; 7]> = Vec::new();
    let first = NaiveDate::from_ymd_opt(year, month, 1);
    let days = first.into_iter().flat_map(|day| day.iter_days()).take_while(|day| day.month() == month);
    for day in days.take(31) {
        let column = day.weekday().num_days_from_monday() as usize;
        if weeks.is_empty() || column == 0 {
            weeks.push(Default::default());
        }
        if let Some(week) = weeks.last_mut() {
            week[column] = Some(calendar_day(scope, day));
        }
    }
    let strings = scope.strings();
    let text = if here { Moment::Month(year, month).text(strings) } else { month_name(strings, month) };
    Calendar { heading: Link { text, href }, count, weeks }
}

fn calendar_day(scope: &Scope, date: NaiveDate) -> CalendarDay {
    let count = scope.tables.days.get(&date).map_or(0, Vec::len);
    let heat = match count {
        0 => 0,
        1 => 1,
        2..=3 => 2,
        4..=8 => 3,
        9..=20 => 4,
        _ => 5,
    };
    CalendarDay {
        day: date.day(),
        href: if count > 0 { scope.route(&Route::Day { date, number: 1 }) } else { None },
        count,
        heat,
        label: scope.strings().fill(
            "dates.calendar_day",
            &[("date", &Moment::Day(date).text(scope.strings())), ("articles", &scope.articles(count))],
        ),
    }
}

/// Builds the page of a month.
pub(crate) fn month(scope: &Scope, year: i32, month: u32) -> MonthView {
    let tables = scope.tables;
    let heading = Moment::Month(year, month).text(scope.strings());
    let mut shell = scope.shell(&heading, "dates");
    shell.trail = vec![dates_link(scope), year_link(scope, year)];
    let count = tables.years.get(&year).map_or(0, |count| count.months[month as usize - 1]);
    let month_only = tables.month_only.get(&(year, month)).map_or(&[][..], Vec::as_slice);
    let (previous, next) = month_neighbours(scope, year, month);
    MonthView {
        shell,
        heading,
        year: year_link(scope, year),
        articles: scope.articles(count),
        calendar: calendar(scope, year, month, true),
        days: month_days(scope, tables, year, month),
        month_only: scope.rows(&month_only[..month_only.len().min(20)]),
        more: (month_only.len() > 20).then(|| CountRow {
            text: scope.say("dates.month_only_all"),
            href: scope.route(&Route::MonthOnly { year, month, number: 1 }),
            count: month_only.len(),
        }),
        previous,
        next,
    }
}

fn month_neighbours(scope: &Scope, year: i32, month: u32) -> (Option<Link>, Option<Link>) {
    let months = |year: i32| {
        let count = scope.tables.years.get(&year);
        let has = move |month: &u32| count.is_some_and(|count| count.months[*month as usize - 1] > 0);
        (1..=12_u32).filter(has).map(move |month| (year, month))
    };
    let link = |found: Option<(i32, u32)>| {
        found.map(|(year, month)| Link {
            text: Moment::Month(year, month).text(scope.strings()),
            href: scope.route(&Route::Month(year, month)),
        })
    };
    let years = &scope.tables.years;
    let before = years.range(..=year).rev().flat_map(|(year, _)| months(*year).rev());
    let after = years.range(year..).flat_map(|(year, _)| months(*year));
    let previous = before.into_iter().find(|other| *other < (year, month));
    let next = after.into_iter().find(|other| *other > (year, month));
    (link(previous), link(next))
}

fn month_days(scope: &Scope, tables: &Tables, year: i32, month: u32) -> Vec<MonthDay> {
    let Some(first) = NaiveDate::from_ymd_opt(year, month, 1) else { return Vec::new() };
    let in_month =
        tables.days.range(first..).take_while(|(day, _)| day.year() == year && day.month() == month);
    in_month
        .map(|(&date, articles)| MonthDay {
            heading: Link {
                text: weekday_text(scope.strings(), date),
                href: scope.route(&Route::Day { date, number: 1 }),
            },
            id: format!("day-{}", date.day()),
            articles: scope.rows(&articles[..articles.len().min(DAY_HEADLINES)]),
            more: articles.len().saturating_sub(DAY_HEADLINES),
        })
        .collect()
}

/// Builds a page of the articles of a day.
pub(crate) fn day(scope: &Scope, date: NaiveDate, number: u32) -> ListingView {
    let days = &scope.tables.days;
    let articles = days.get(&date).map_or(&[][..], Vec::as_slice);
    let link = |day: Option<(&NaiveDate, &Vec<ArticleId>)>| {
        day.map(|(day, _)| Link {
            text: Moment::Day(*day).text(scope.strings()),
            href: scope.route(&Route::Day { date: *day, number: 1 }),
        })
    };
    let kicker = scope.say(&format!("weekday.{}", date.weekday().number_from_monday()));
    let heading = Moment::Day(date).text(scope.strings());
    let mut view =
        listing(scope, &heading, &kicker, "dates", articles, number, |number| Route::Day { date, number });
    // The heading says the day; a row only says where it was inferred.
    view.articles.iter_mut().for_each(|row| row.date = row.date.take().filter(|date| date.inferred));
    let (month, day) = (date.month(), date.day());
    view.see = Some(Link {
        text: scope.say("this_day.see"),
        href: scope.route(&Route::ThisDay { month, day, number: 1 }),
    });
    view.previous = link(days.range(..date).next_back());
    view.next = date.succ_opt().and_then(|next| link(days.range(next..).next()));
    view.shell.trail =
        vec![dates_link(scope), year_link(scope, date.year()), month_link(scope, date.year(), date.month())];
    view
}

fn month_link(scope: &Scope, year: i32, month: u32) -> Link {
    Link { text: month_name(scope.strings(), month), href: scope.route(&Route::Month(year, month)) }
}

/// Builds a page of the articles of which only the month is known.
pub(crate) fn month_only(scope: &Scope, year: i32, month: u32, number: u32) -> ListingView {
    let articles = scope.tables.month_only.get(&(year, month)).map_or(&[][..], Vec::as_slice);
    let heading = Moment::Month(year, month).text(scope.strings());
    let mut view = listing(
        scope,
        &heading,
        scope.strings().text("dates.month_only"),
        "dates",
        articles,
        number,
        |number| Route::MonthOnly { year, month, number },
    );
    let note = scope.strings().text("dates.day_not_known");
    view.shell.title = scope.strings().fill("dates.heading_note", &[("heading", &heading), ("note", note)]);
    view.shell.trail = vec![dates_link(scope), year_link(scope, year), month_link(scope, year, month)];
    view
}

/// Builds a page of the articles of which only the year is known.
pub(crate) fn year_only(scope: &Scope, year: i32, number: u32) -> ListingView {
    let articles = scope.tables.year_only.get(&year).map_or(&[][..], Vec::as_slice);
    let heading = year_text(scope.strings(), year);
    let mut view = listing(
        scope,
        &heading,
        scope.strings().text("dates.year_only"),
        "dates",
        articles,
        number,
        |number| Route::YearOnly { year, number },
    );
    let note = scope.strings().text("dates.day_and_month_not_known");
    view.shell.title = scope.strings().fill("dates.heading_note", &[("heading", &heading), ("note", note)]);
    view.shell.trail = vec![dates_link(scope), year_link(scope, year)];
    view
}

/// Builds a page of the undated shelf.
pub(crate) fn undated(scope: &Scope, number: u32) -> UndatedView {
    let size = scope.archive.site.page_size;
    let ids = &scope.archive.undated;
    let mut shell = scope.shell(scope.strings().text("undated.title"), "dates");
    shell.trail = vec![dates_link(scope)];
    UndatedView {
        shell,
        articles: scope.articles(ids.len()),
        rows: page_rows(ids, number, size).iter().map(|id| undated_row(scope, *id)).collect(),
        pager: scope.pager(number, page_count(ids.len(), size), |number| Route::Undated { number }),
    }
}

fn undated_row(scope: &Scope, id: ArticleId) -> UndatedRow {
    let published = scope.archive.article(id).published.as_ref();
    let reason = match published {
        None => scope.say("undated.nothing"),
        Some(published) => {
            let span = span_text(scope.strings(), published.earliest, published.latest);
            scope.strings().fill("undated.perhaps", &[("span", &span)])
        }
    };
    let evidence =
        published.map_or_else(Vec::new, |published| published.evidence.iter().take(3).cloned().collect());
    UndatedRow { article: scope.row(id), reason, evidence }
}
