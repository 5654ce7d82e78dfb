//! The views of a day of the year: what was published on it and what is told of it, through all years.

use super::list::{ArticleRow, Group, Link, Pager};
use super::mentioned::{MentionedRow, row};
use super::shell::{Scope, Shell};
use crate::archive::model::ArticleId;
use crate::site::bodies::BodyError;
use crate::site::issues::ThisDay;
use crate::site::mentioned_date::MentionedDate;
use crate::site::moment::{day_of_year_text, month_name, year_text};
use crate::site::route::Route;
use crate::site::routes::{page_count, page_rows};
use chrono::{Datelike, NaiveDate};
use serde::Serialize;

/// `this-day-index.html`
#[derive(Debug, Serialize)]
pub struct ThisDayIndexView {
    /// What every page has.
    pub shell: Shell,
    /// The months with their days.
    pub months: Vec<DaysOfMonth>,
}

/// The days of a month, in whatever year.
#[derive(Debug, Serialize)]
pub struct DaysOfMonth {
    /// "March".
    pub heading: String,
    /// Its days.
    pub days: Vec<DayOfYear>,
}

/// A day of the year.
#[derive(Debug, Serialize)]
pub struct DayOfYear {
    /// Number of the day.
    pub day: u32,
    /// Link, when there is anything.
    pub href: Option<String>,
    /// "4 March: 3 articles".
    pub label: String,
}

/// `this-day.html`
#[derive(Debug, Serialize)]
pub struct ThisDayView {
    /// What every page has.
    pub shell: Shell,
    /// "24 September".
    pub heading: String,
    /// "12 articles".
    pub articles: String,
    /// The articles published on the day, by year.
    pub years: Vec<Group<ArticleRow>>,
    /// Links between pages.
    pub pager: Option<Pager>,
    /// What articles of any day tell of it.
    pub spoken: Vec<SpokenYear>,
    /// How many more sentences there are.
    pub more_spoken: usize,
    /// The day before that has anything.
    pub previous: Option<Link>,
    /// The day after.
    pub next: Option<Link>,
}

/// What is told of the day in one year.
#[derive(Debug, Serialize)]
pub struct SpokenYear {
    /// The year, linked to its page of dates spoken of.
    pub heading: Link,
    /// The sentences.
    pub rows: Vec<MentionedRow>,
}

/// Sentences on a page at most.
const MOST_SPOKEN: usize = 60;

/// The day in a year that has every day.
fn in_leap_year(month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(2000, month, day).unwrap_or_default()
}

fn day_name(scope: &Scope, month: u32, day: u32) -> String {
    day_of_year_text(scope.strings(), in_leap_year(month, day))
}

/// Builds the index of the days of the year.
pub(crate) fn index(scope: &Scope) -> ThisDayIndexView {
    let day = |date: NaiveDate| {
        let (month, day) = (date.month(), date.day());
        let found = scope.tables.this_day.get(&(month, day));
        let articles = scope.articles(found.map_or(0, |found| found.articles.len()));
        let name = day_name(scope, month, day);
        DayOfYear {
            day,
            href: found.and_then(|_| scope.route(&Route::ThisDay { month, day, number: 1 })),
            label: scope.strings().fill("dates.calendar_day", &[("date", &name), ("articles", &articles)]),
        }
    };
    let month = |month: u32| DaysOfMonth {
        heading: month_name(scope.strings(), month),
        days: in_leap_year(month, 1).iter_days().take_while(|date| date.month() == month).map(day).collect(),
    };
    ThisDayIndexView {
        shell: scope.shell(scope.strings().text("this_day.title"), "dates"),
        months: (1..=12).map(month).collect(),
    }
}

/// Builds the page of a day of the year.
pub(crate) fn day(scope: &Scope, month: u32, day: u32, number: u32) -> Result<ThisDayView, BodyError> {
    let empty = ThisDay::default();
    let found = scope.tables.this_day.get(&(month, day)).unwrap_or(&empty);
    let size = scope.archive.site.page_size;
    let heading = day_name(scope, month, day);
    let title = scope.strings().fill("this_day.heading", &[("day", &heading)]);
    let mut shell = scope.shell(&title, "dates");
    let index = Link { text: scope.say("this_day.title"), href: scope.route(&Route::ThisDayIndex) };
    shell.trail = vec![super::dates::dates_link(scope), index];
    let (previous, next) = neighbours(scope, month, day);
    let shown = if number == 1 { &found.spoken[..found.spoken.len().min(MOST_SPOKEN)] } else { &[] };
    let spoken_year = |run: &[MentionedDate]| {
        let year = run[0].first.year();
        let href = crate::site::mentioned::target(
            scope.archive,
            scope.tables,
            scope.root,
            (run[0].first, run[0].last),
        );
        let heading = Link { text: year_text(scope.strings(), year), href };
        Ok(SpokenYear { heading, rows: run.iter().map(|date| row(scope, date)).collect::<Result<_, _>>()? })
    };
    Ok(ThisDayView {
        shell,
        heading: title,
        articles: scope.articles(found.articles.len()),
        years: years(scope, page_rows(&found.articles, number, size)),
        pager: scope.pager(number, page_count(found.articles.len(), size), |number| Route::ThisDay {
            month,
            day,
            number,
        }),
        spoken: shown.chunk_by(|a, b| a.first == b.first).map(spoken_year).collect::<Result<_, _>>()?,
        more_spoken: found.spoken.len() - shown.len().min(found.spoken.len()),
        previous,
        next,
    })
}

fn years(scope: &Scope, articles: &[ArticleId]) -> Vec<Group<ArticleRow>> {
    let moment = |id: &ArticleId| scope.tables.moments.get(id.0 as usize).copied().flatten();
    let group = |run: &[ArticleId]| {
        let year = moment(&run[0]).map_or(0, crate::site::moment::Moment::year);
        let href = moment(&run[0]).and_then(|moment| scope.moment(moment, true).href);
        Group {
            heading: Link { text: year_text(scope.strings(), year), href },
            id: format!("y{year}"),
            rows: scope.rows(run),
        }
    };
    articles.chunk_by(|a, b| moment(a) == moment(b)).map(group).collect()
}

/// The days before and after that have anything, around the turn of the year.
fn neighbours(scope: &Scope, month: u32, day: u32) -> (Option<Link>, Option<Link>) {
    let days = &scope.tables.this_day;
    let link = |found: Option<(&(u32, u32), _)>| {
        let (&(month, day), _) = found?;
        let href = scope.route(&Route::ThisDay { month, day, number: 1 });
        Some(Link { text: day_name(scope, month, day), href })
    };
    if days.len() < 2 {
        return (None, None);
    }
    let before = days.range(..(month, day)).next_back().or_else(|| days.last_key_value());
    let after = days.range((month, day + 1)..).next().or_else(|| days.first_key_value());
    (link(before), link(after))
}
