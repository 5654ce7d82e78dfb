//! Every page of the site has a route; a route has one output path.

use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, ArticleId, AuthorId, EntityId, TopicId};
use chrono::{Datelike, NaiveDate};

/// One page or file of the site. `number` is the page of a long list, from 1.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Route {
    /// `index.html`
    Home,
    /// An article.
    Article(ArticleId),
    /// An entity: overview with its newest and most relevant mentions, or everything if that is one page.
    Entity(EntityId),
    /// All mentions of an entity in one year (`None`: undated), where the overview cannot hold them.
    EntityYear {
        /// Which entity.
        entity: EntityId,
        /// Which year.
        year: Option<i32>,
        /// Page.
        number: u32,
    },
    /// A–Z of a kind; `letter` where the index is split.
    EntityIndex {
        /// Which kind.
        kind: EntityKind,
        /// Which letter; `None` for the index itself.
        letter: Option<String>,
        /// Page.
        number: u32,
    },
    /// An author's articles.
    Author {
        /// Who.
        author: AuthorId,
        /// Page.
        number: u32,
    },
    /// All authors.
    AuthorIndex {
        /// Page.
        number: u32,
    },
    /// A topic's articles.
    Topic {
        /// Which.
        topic: TopicId,
        /// Page.
        number: u32,
    },
    /// All topics.
    TopicIndex {
        /// Page.
        number: u32,
    },
    /// The articles of a section of the publication.
    Section {
        /// Its slug.
        slug: String,
        /// Page.
        number: u32,
    },
    /// All sections.
    SectionIndex {
        /// Page.
        number: u32,
    },
    /// All publications.
    IssueIndex,
    /// The issues of a publication, by year.
    Publication {
        /// Its slug.
        slug: String,
    },
    /// The issues of a publication in one year.
    IssueYear {
        /// Slug of the publication.
        slug: String,
        /// Which year.
        year: i32,
    },
    /// The articles of one issue, by page and section.
    Issue {
        /// Slug of the publication.
        slug: String,
        /// Day of the issue.
        date: NaiveDate,
        /// Page of the list.
        number: u32,
    },
    /// The days of the year.
    ThisDayIndex,
    /// A day of the year, through all years.
    ThisDay {
        /// Which month.
        month: u32,
        /// Which day of it.
        day: u32,
        /// Page.
        number: u32,
    },
    /// `map.html`
    Map,
    /// `search/index.html`
    Search,
    /// The feed of an entity that many articles name.
    EntityFeed(EntityId),
    /// The articles that name such an entity, as a table.
    EntityCsv(EntityId),
    /// The feed of a topic.
    TopicFeed(TopicId),
    /// The feed of a section.
    SectionFeed {
        /// Its slug.
        slug: String,
    },
    /// All years.
    DateIndex,
    /// Twelve small months.
    Year(i32),
    /// A calendar and headlines.
    Month(i32, u32),
    /// The articles of a day.
    Day {
        /// Which.
        date: NaiveDate,
        /// Page.
        number: u32,
    },
    /// Articles of which only the month is known.
    MonthOnly {
        /// Which year.
        year: i32,
        /// Which month.
        month: u32,
        /// Page.
        number: u32,
    },
    /// Articles of which only the year is known.
    YearOnly {
        /// Which.
        year: i32,
        /// Page.
        number: u32,
    },
    /// Articles without a date, and why.
    Undated {
        /// Page.
        number: u32,
    },
    /// The dates that articles speak of: all decades.
    MentionedIndex,
    /// A year that articles speak of, with its months and days and their sentences.
    MentionedYear {
        /// Which.
        year: i32,
        /// Page.
        number: u32,
    },
    /// A month that articles speak of, where the year cannot hold it.
    MentionedMonth {
        /// Which year.
        year: i32,
        /// Which month.
        month: u32,
        /// Page.
        number: u32,
    },
    /// Scope, method, licence.
    About,
    /// `404.html`
    NotFound,
    /// `feed.xml`
    Feed,
    /// `robots.txt`
    Robots,
    /// A page at an old address; index into `Archive::redirects`.
    Redirect(u32),
}

/// The folder of a kind of entity in the output. No entity's page there is named `index` or `index-…`.
pub const fn kind_folder(kind: EntityKind) -> &'static str {
    match kind {
        EntityKind::Person => "people",
        EntityKind::Organization => "organizations",
        EntityKind::Place => "places",
    }
}

impl Route {
    /// What kind of page it is: the name of its template without extension, with a word more where one template
    /// serves several kinds of pages.
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::Home => "home",
            Self::Article(_) => "article",
            Self::Entity(_) => "entity",
            Self::EntityYear { .. } => "entity-year",
            Self::EntityIndex { letter: None, .. } => "entity-index",
            Self::EntityIndex { letter: Some(_), .. } => "entity-index of a letter",
            Self::Author { .. } => "author",
            Self::AuthorIndex { .. } => "author-index",
            Self::Topic { .. } => "topic",
            Self::TopicIndex { .. } => "topic-index",
            Self::Section { .. } => "section",
            Self::SectionIndex { .. } => "section-index",
            Self::IssueIndex => "issue-index",
            Self::Publication { .. } => "issue-index of a publication",
            Self::IssueYear { .. } => "issue-index of a year",
            Self::Issue { .. } => "issue",
            Self::ThisDayIndex => "this-day-index",
            Self::ThisDay { .. } => "this-day",
            Self::Map => "map",
            Self::Search => "search",
            Self::EntityFeed(_) => "feed of an entity",
            Self::EntityCsv(_) => "table of an entity",
            Self::TopicFeed(_) => "feed of a topic",
            Self::SectionFeed { .. } => "feed of a section",
            Self::DateIndex => "date-index",
            Self::Year(_) => "year",
            Self::Month(..) => "month",
            Self::Day { .. } => "day",
            Self::MonthOnly { .. } => "month-only",
            Self::YearOnly { .. } => "year-only",
            Self::Undated { .. } => "undated",
            Self::MentionedIndex => "mentioned-index",
            Self::MentionedYear { .. } => "mentioned",
            Self::MentionedMonth { .. } => "mentioned in a month",
            Self::About => "about",
            Self::NotFound => "not-found",
            Self::Feed => "feed",
            Self::Robots => "robots",
            Self::Redirect(_) => "redirect",
        }
    }

    /// The output path, relative to the site's root, `/` between its parts. `None` for an entity without a page.
    pub fn path(&self, archive: &Archive) -> Option<String> {
        Some(match self {
            Self::Home => "index.html".into(),
            Self::Article(id) => archive.article(*id).url.clone(),
            Self::Entity(id) => archive.entity(*id).url.clone()?,
            Self::EntityYear { entity, year, number } => {
                let base = archive.entity(*entity).url.as_ref()?.trim_end_matches(".html").to_owned();
                let year = year.map_or_else(|| "undated".to_owned(), |year| year.to_string());
                numbered(&format!("{base}/{year}"), *number)
            }
            Self::EntityIndex { kind, letter, number } => {
                let suffix = letter.as_deref().map_or_else(String::new, |letter| format!("-{letter}"));
                numbered(&format!("{}/index{suffix}", kind_folder(*kind)), *number)
            }
            Self::Author { author, number } => {
                numbered(archive.author(*author).url.trim_end_matches(".html"), *number)
            }
            Self::AuthorIndex { number } => numbered("authors/index", *number),
            Self::Topic { topic, number } => {
                numbered(archive.topic(*topic).url.trim_end_matches(".html"), *number)
            }
            Self::TopicIndex { number } => numbered("topics/index", *number),
            Self::Section { slug, number } => numbered(&format!("sections/{slug}"), *number),
            Self::SectionIndex { number } => numbered("sections/index", *number),
            Self::IssueIndex => "issues/index.html".into(),
            Self::Publication { slug } => format!("issues/{slug}/index.html"),
            Self::IssueYear { slug, year } => format!("issues/{slug}/{year:04}/index.html"),
            Self::Issue { slug, date, number } => {
                let (year, month, day) = (date.year(), date.month(), date.day());
                numbered(&format!("issues/{slug}/{year:04}/{month:02}-{day:02}"), *number)
            }
            Self::ThisDayIndex => "this-day/index.html".into(),
            Self::ThisDay { month, day, number } => {
                numbered(&format!("this-day/{month:02}-{day:02}"), *number)
            }
            Self::Map => "map.html".into(),
            Self::Search => "search/index.html".into(),
            Self::EntityFeed(id) => feed_path(archive.entity(*id).url.as_ref()?),
            Self::EntityCsv(id) => {
                format!("{}.csv", archive.entity(*id).url.as_ref()?.trim_end_matches(".html"))
            }
            Self::TopicFeed(id) => feed_path(&archive.topic(*id).url),
            Self::SectionFeed { slug } => format!("sections/{slug}.xml"),
            Self::DateIndex => "dates/index.html".into(),
            Self::Year(year) => format!("dates/{year:04}/index.html"),
            Self::Month(year, month) => format!("dates/{year:04}/{month:02}/index.html"),
            Self::Day { date, number } => {
                let (year, month, day) = (date.year(), date.month(), date.day());
                numbered(&format!("dates/{year:04}/{month:02}/{day:02}"), *number)
            }
            Self::MonthOnly { year, month, number } => {
                numbered(&format!("dates/{year:04}/{month:02}/undated"), *number)
            }
            Self::YearOnly { year, number } => numbered(&format!("dates/{year:04}/undated"), *number),
            Self::Undated { number } => numbered("dates/undated", *number),
            Self::MentionedIndex => "mentioned/index.html".into(),
            Self::MentionedYear { year, number } => numbered(&format!("mentioned/{year:04}"), *number),
            Self::MentionedMonth { year, month, number } => {
                numbered(&format!("mentioned/{year:04}/{month:02}"), *number)
            }
            Self::About => "about.html".into(),
            Self::NotFound => "404.html".into(),
            Self::Feed => "feed.xml".into(),
            Self::Robots => "robots.txt".into(),
            Self::Redirect(index) => archive.redirects.keys().nth(*index as usize)?.clone(),
        })
    }
}

/// The feed beside a page.
pub(crate) fn feed_path(page: &str) -> String {
    format!("{}.xml", page.trim_end_matches(".html"))
}

fn numbered(stem: &str, number: u32) -> String {
    if number <= 1 { format!("{stem}.html") } else { format!("{stem}-page-{number}.html") }
}

#[cfg(test)]
mod tests {
    /// The names that [`super::Route::kind`] gives, read from its own text, so that none can be forgotten.
    fn kinds() -> Vec<&'static str> {
        let text = include_str!("route.rs");
        let body =
            text.split("pub const fn kind(&self)").nth(1).and_then(|rest| rest.split("\n    }\n").next());
        let lines = body.unwrap_or_default().lines();
        lines.filter_map(|line| line.split_once("=> \"")?.1.split('"').next()).collect()
    }

    #[test]
    fn every_kind_of_page_is_opened_in_a_browser_by_the_tests() {
        let opened = include_str!("../../tests/external/kinds.mjs");
        let no_page = |kind: &str| kind.starts_with("feed") || kind.starts_with("table") || kind == "robots";
        let kinds = kinds();
        assert!(kinds.len() > 30, "{kinds:?}");
        for kind in kinds.into_iter().filter(|kind| !no_page(kind)) {
            assert!(
                opened.contains(&format!("'{kind}'")),
                "tests/external/kinds.mjs lacks the kind {kind:?}"
            );
        }
    }
}
