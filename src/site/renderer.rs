//! From a route to bytes, and from a route to the fingerprint of what those bytes depend on.

use super::bodies::{Bodies, BodyError};
use super::link;
use super::route::Route;
use super::tables::Tables;
use super::text::Text;
use super::theme::{Theme, ThemeError};
use super::views::entity_csv::{self, EntityTable};
use super::views::shell::Scope;
use super::views::{
    about, article, dates, entity, feed, home, index, issues, map, mentioned, mentions, search, this_day,
};
use crate::archive::model::Archive;
use serde::Serialize;

/// All that pages are made from, except the bodies. Cheap to copy.
#[derive(Clone, Copy, Debug)]
pub struct Renderer<'a> {
    archive: &'a Archive,
    theme: &'a Theme,
    tables: &'a Tables,
}

/// A page that could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RenderError {
    /// The text could not be had: the material changed under the build.
    Body(BodyError),
    /// A template failed.
    Theme(ThemeError),
    /// A view could not be hashed: a fault of Backfile.
    View(String),
    /// There is no such page.
    NoSuchPage,
}

impl std::fmt::Display for RenderError {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Body(error) => error.fmt(f),
            Self::Theme(error) => error.fmt(f),
            Self::View(message) => write!(f, "a view could not be hashed: {message}"),
            Self::NoSuchPage => f.write_str("there is no such page"),
        }
    }
}

impl std::error::Error for RenderError {}

impl From<BodyError> for RenderError {
    fn from(error: BodyError) -> Self {
        Self::Body(error)
    }
}

impl From<ThemeError> for RenderError {
    fn from(error: ThemeError) -> Self {
        Self::Theme(error)
    }
}

impl<'a> Renderer<'a> {
    /// A renderer over an archive, the tables made from it, and a theme.
    pub fn new(archive: &'a Archive, tables: &'a Tables, theme: &'a Theme) -> Self {
        Self { archive, theme, tables }
    }

    /// Every route, in a stable order.
    pub fn routes(&self) -> Vec<Route> {
        super::routes::routes(self.archive, self.tables)
    }

    /// The bytes of a page.
    ///
    /// # Errors
    /// When a body cannot be read, a template fails, or the archive has no such page.
    pub fn render(&self, bodies: &dyn Bodies, route: &Route) -> Result<Vec<u8>, RenderError> {
        self.visit(Text::Read(bodies), route, Output::Page(self.theme, self.tables.strings.as_ref()))
    }

    /// A hash of everything that the page depends on: while it stays the same, so do the page's bytes.
    ///
    /// # Errors
    /// When the archive has no such page.
    pub fn fingerprint(&self, route: &Route) -> Result<[u8; 32], RenderError> {
        let hashed = self.visit(Text::Named, route, Output::Hash)?;
        let mut hasher = blake3::Hasher::new();
        hasher.update(&self.theme.hash()).update(&self.tables.strings_hash);
        hasher.update(self.archive.site.version.as_bytes()).update(&hashed);
        Ok(*hasher.finalize().as_bytes())
    }

    /// The name of a page's template and its view as JSON.
    #[cfg(test)]
    pub(crate) fn view_json(&self, bodies: &dyn Bodies, route: &Route) -> Result<Vec<u8>, RenderError> {
        self.visit(Text::Read(bodies), route, Output::Json)
    }

    /// Builds the view of a route and hands it on with the name of its template.
    fn visit(&self, text: Text, route: &Route, then: Output) -> Result<Vec<u8>, RenderError> {
        let path = route.path(self.archive).ok_or(RenderError::NoSuchPage)?;
        let root = match route {
            Route::NotFound => base_path(self.archive.site.base_url.as_deref()),
            _ => link::root_prefix(&path),
        };
        let base = self.theme.base_map();
        let scope =
            &Scope { archive: self.archive, tables: self.tables, base, text, path: &path, root: &root };
        match route {
            Route::Home => then.of("home.html", &home::home(scope)),
            Route::Article(id) => then.of("article.html", &article::view(scope, *id)?),
            Route::Entity(id) => then.of("entity.html", &entity::view(scope, *id)?),
            Route::EntityYear { entity, year, number } => {
                then.of("entity-year.html", &mentions::year_view(scope, *entity, *year, *number)?)
            }
            Route::EntityIndex { kind, letter, number } => {
                then.of("entity-index.html", &index::entity_index(scope, *kind, letter.as_deref(), *number))
            }
            Route::Author { author, number } => {
                then.of("author.html", &index::author(scope, *author, *number))
            }
            Route::AuthorIndex { number } => {
                then.of("author-index.html", &index::author_index(scope, *number))
            }
            Route::Topic { topic, number } => then.of("topic.html", &index::topic(scope, *topic, *number)),
            Route::TopicIndex { number } => then.of("topic-index.html", &index::topic_index(scope, *number)),
            Route::Section { slug, number } => {
                then.of("section.html", &issues::section(scope, slug, *number))
            }
            Route::SectionIndex { number } => {
                then.of("section-index.html", &issues::section_index(scope, *number))
            }
            Route::IssueIndex => then.of("issue-index.html", &issues::index(scope)),
            Route::Publication { slug } => then.of("issue-index.html", &issues::publication(scope, slug)),
            Route::IssueYear { slug, year } => then.of("issue-index.html", &issues::year(scope, slug, *year)),
            Route::Issue { slug, date, number } => {
                then.of("issue.html", &issues::issue(scope, slug, *date, *number))
            }
            Route::ThisDayIndex => then.of("this-day-index.html", &this_day::index(scope)),
            Route::ThisDay { month, day, number } => {
                then.of("this-day.html", &this_day::day(scope, *month, *day, *number)?)
            }
            Route::Map => then.of("map.html", &map::view(scope)),
            Route::Search => then.of("search.html", &search::view(scope)),
            Route::EntityFeed(id) => then.of("feed.xml", &feed::entity(scope, *id)),
            Route::EntityCsv(id) => then.csv(&entity_csv::table(scope, *id)),
            Route::TopicFeed(id) => then.of("feed.xml", &feed::topic(scope, *id)),
            Route::SectionFeed { slug } => then.of("feed.xml", &feed::section(scope, slug)),
            Route::DateIndex => then.of("date-index.html", &dates::index(scope)),
            Route::Year(year) => then.of("year.html", &dates::year(scope, *year)),
            Route::Month(year, month) => then.of("month.html", &dates::month(scope, *year, *month)),
            Route::Day { date, number } => then.of("day.html", &dates::day(scope, *date, *number)),
            Route::MonthOnly { year, month, number } => {
                then.of("month-only.html", &dates::month_only(scope, *year, *month, *number))
            }
            Route::YearOnly { year, number } => {
                then.of("year-only.html", &dates::year_only(scope, *year, *number))
            }
            Route::Undated { number } => then.of("undated.html", &dates::undated(scope, *number)),
            Route::MentionedIndex => then.of("mentioned-index.html", &mentioned::index(scope)),
            Route::MentionedYear { year, number } => {
                then.of("mentioned.html", &mentioned::year(scope, *year, *number)?)
            }
            Route::MentionedMonth { year, month, number } => {
                then.of("mentioned.html", &mentioned::month(scope, *year, *month, *number)?)
            }
            Route::About => then.of("about.html", &about::about(scope)),
            Route::NotFound => then.of("not-found.html", &about::not_found(scope)),
            Route::Feed => then.of("feed.xml", &feed::feed(scope)),
            Route::Robots => Ok(robots(self.archive.site.base_url.as_deref())),
            Route::Redirect(index) => {
                let redirect = self.archive.redirects.values().nth(*index as usize);
                then.of("redirect.html", &about::redirect(scope, redirect))
            }
        }
    }
}

/// What becomes of a view.
#[derive(Clone, Copy)]
enum Output<'a> {
    /// It is rendered.
    Page(&'a Theme, Option<&'a tera::Value>),
    /// It is hashed.
    Hash,
    /// It is written down, with the name of its template.
    #[cfg(test)]
    Json,
}

impl Output<'_> {
    /// A table, which needs no template.
    fn csv(self, table: &EntityTable) -> Result<Vec<u8>, RenderError> {
        match self {
            Self::Hash => hashed(table),
            _ => Ok(table.to_csv()),
        }
    }

    fn of<V: Serialize>(self, template: &str, view: &V) -> Result<Vec<u8>, RenderError> {
        match self {
            Self::Page(theme, strings) => Ok(theme.render(template, view, strings)?),
            Self::Hash => hashed(&(template, view)),
            #[cfg(test)]
            Self::Json => {
                serde_json::to_vec(&(template, view)).map_err(|error| RenderError::View(error.to_string()))
            }
        }
    }
}

fn hashed<V: Serialize>(view: &V) -> Result<Vec<u8>, RenderError> {
    let bytes = postcard::to_extend(view, Vec::with_capacity(8 * 1024));
    let bytes = bytes.map_err(|error| RenderError::View(error.to_string()))?;
    Ok(blake3::hash(&bytes).as_bytes().to_vec())
}

/// The path part of the base address: 404 pages are served at any depth.
fn base_path(base_url: Option<&str>) -> String {
    let after_scheme = base_url.and_then(|base| base.split_once("://")).map(|(_, rest)| rest);
    after_scheme.and_then(|rest| rest.find('/').map(|slash| rest[slash..].to_owned())).unwrap_or_default()
}

fn robots(base_url: Option<&str>) -> Vec<u8> {
    let mut text = "User-agent: *\nAllow: /\n".to_owned();
    if let Some(base) = base_url {
        text.push_str(&format!("\nSitemap: {base}sitemap.xml\n"));
    }
    text.into_bytes()
}
