//! What every page shows around its own content, and the scope in which links are made.

use super::list::{ArticleRow, DateView, Link, Pager, PagerLink};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, Article, ArticleId, EntityId, Published};
use crate::site::base_map::BaseMap;
use crate::site::link;
use crate::site::moment::Moment;
use crate::site::route::Route;
use crate::site::tables::Tables;
use crate::site::text::Text;
use crate::strings::Strings;
use serde::Serialize;

/// The part of a view that every page has, under the name `shell`.
#[derive(Clone, Debug, Serialize)]
pub struct Shell {
    /// Title of the site.
    pub site_title: String,
    /// One sentence about the site; may be empty.
    pub site_description: String,
    /// Language of the page, a BCP 47 tag.
    pub language: String,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// What leads to the site's root: empty or `../` repeated.
    pub root: String,
    /// Link to the home page.
    pub home: String,
    /// Title of the page, without that of the site; empty on the home page.
    pub title: String,
    /// Description for search engines; may be empty.
    pub description: String,
    /// Absolute address of the page, when the site has a base address.
    pub canonical: Option<String>,
    /// Link to the feed.
    pub feed: String,
    /// Link to the feed of this page's own subject, when it has one.
    pub own_feed: Option<String>,
    /// Link to the logo, when one is configured.
    pub logo: Option<String>,
    /// The navigation.
    pub navigation: Vec<NavigationItem>,
    /// Link to the style sheet.
    pub style: String,
    /// Link to the sheet with the accent colour, when one is configured.
    pub accent_style: Option<String>,
    /// Link to the script.
    pub script: String,
    /// Link to the search page; null when the site cannot be searched, and on that page itself.
    pub search: Option<String>,
    /// Link to the icon.
    pub icon: String,
    /// Line at the foot of each page.
    pub footer: Option<String>,
    /// Licence or rights statement.
    pub license: Option<String>,
    /// Link to the about page.
    pub about: String,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// The steps from the home page to this one, without it.
    pub trail: Vec<Link>,
}

/// An entry of the navigation.
#[derive(Clone, Debug, Serialize)]
pub struct NavigationItem {
    /// As shown.
    pub text: String,
    /// Link.
    pub href: String,
    /// Whether the page lies in this part of the site.
    pub current: bool,
}

/// One page being made: what it may read, and from where its links lead.
#[derive(Clone, Copy)]
pub(crate) struct Scope<'a> {
    pub(crate) archive: &'a Archive,
    pub(crate) tables: &'a Tables,
    /// What the map is drawn on, when it is not the world.
    pub(crate) base: Option<&'a BaseMap>,
    pub(crate) text: Text<'a>,
    /// Output path of the page.
    pub(crate) path: &'a str,
    /// What leads from the page to the site's root.
    pub(crate) root: &'a str,
}

impl<'a> Scope<'a> {
    /// The strings of the interface.
    pub(crate) fn strings(&self) -> &'a Strings {
        &self.archive.strings
    }

    /// A string of the interface.
    pub(crate) fn say(&self, key: &str) -> String {
        self.archive.strings.text(key).to_owned()
    }

    /// "12 articles".
    pub(crate) fn articles(&self, count: usize) -> String {
        self.archive.strings.count("count.articles", count)
    }

    /// A link to an output path.
    pub(crate) fn href(&self, path: &str) -> String {
        link::href(self.root, path)
    }

    /// A link to a route, if it has a path.
    pub(crate) fn route(&self, route: &Route) -> Option<String> {
        route.path(self.archive).map(|path| self.href(&path))
    }

    /// A link to an article.
    pub(crate) fn article(&self, id: ArticleId) -> Link {
        let article = self.archive.article(id);
        Link { text: article.title.text.clone(), href: Some(self.href(&article.url)) }
    }

    /// A link to an entity; without an address when it has no page.
    pub(crate) fn entity(&self, id: EntityId) -> Link {
        let entity = self.archive.entity(id);
        Link { text: entity.name.clone(), href: entity.url.as_ref().map(|url| self.href(url)) }
    }

    /// The date of an article as it is shown in lists: `None` when it is too doubtful to show.
    pub(crate) fn published(&self, published: Option<&Published>) -> Option<DateView> {
        let published = published.filter(|published| published.shown)?;
        Some(self.moment(Moment::of(published), published.stated))
    }

    /// A date, linked to its page.
    pub(crate) fn moment(&self, moment: Moment, stated: bool) -> DateView {
        DateView {
            text: moment.text(self.strings()),
            iso: moment.iso(),
            href: self.route(&moment_route(self.tables, moment)),
            inferred: !stated,
        }
    }

    /// A row of a list of articles.
    pub(crate) fn row(&self, id: ArticleId) -> ArticleRow {
        let article = self.archive.article(id);
        ArticleRow {
            title: article.title.text.clone(),
            href: self.href(&article.url),
            date: self.published(article.published.as_ref()),
            authors: article.authors.iter().map(|id| self.archive.author(*id).name.clone()).collect(),
            section: article.section.clone(),
            summary: article.summary.clone(),
            language: self.foreign_language(article),
        }
    }

    /// The language of an article, when it is known and not that of the site.
    pub(crate) fn foreign_language(&self, article: &Article) -> Option<String> {
        let known = article.language != "und" && !article.language.is_empty();
        (known && article.language != self.archive.site.language).then(|| article.language.to_string())
    }

    /// Rows of a list of articles.
    pub(crate) fn rows(&self, ids: &[ArticleId]) -> Vec<ArticleRow> {
        ids.iter().map(|id| self.row(*id)).collect()
    }

    /// The links between the pages of a long list; `None` when it has only one.
    pub(crate) fn pager(&self, number: u32, pages: u32, route: impl Fn(u32) -> Route) -> Option<Pager> {
        if pages <= 1 {
            return None;
        }
        let href = |page: u32| self.route(&route(page)).unwrap_or_default();
        let mut links = Vec::new();
        let mut last = 0;
        for page in (1..=pages).filter(|page| *page == 1 || *page == pages || page.abs_diff(number) <= 2) {
            let gap = page > last + 1;
            links.push(PagerLink { number: page, href: href(page), current: page == number, gap });
            last = page;
        }
        Some(Pager {
            number,
            pages,
            links,
            previous: (number > 1).then(|| href(number - 1)),
            next: (number < pages).then(|| href(number + 1)),
        })
    }

    /// The shell of a page.
    pub(crate) fn shell(&self, title: &str, section: &str) -> Shell {
        let site = &self.archive.site;
        Shell {
            site_title: site.title.clone(),
            site_description: site.description.clone(),
            language: site.language.clone(),
            direction: direction(&site.language),
            root: self.root.to_owned(),
            home: self.href("index.html"),
            title: title.to_owned(),
            description: String::new(),
            canonical: site.base_url.as_ref().map(|base| link::absolute(base, self.path)),
            feed: self.href("feed.xml"),
            own_feed: None,
            logo: site.logo.as_ref().map(|logo| self.href(logo)),
            navigation: self.navigation(section),
            style: self.href("assets/backfile.css"),
            accent_style: site.accent.as_ref().map(|_| self.href("assets/accent.css")),
            script: self.href("assets/backfile.js"),
            search: site.search.then(|| self.href("search/index.html")),
            icon: self.href("assets/icon.svg"),
            footer: site.footer.clone(),
            license: site.license.clone(),
            about: self.href("about.html"),
            noindex: false,
            trail: Vec::new(),
        }
    }

    fn navigation(&self, section: &str) -> Vec<NavigationItem> {
        let (archive, tables) = (self.archive, self.tables);
        let has = |kind: EntityKind| !tables.letters[kind.index()].is_empty();
        let entries = [
            ("dates", true),
            ("people", has(EntityKind::Person)),
            ("organizations", has(EntityKind::Organization)),
            ("places", has(EntityKind::Place)),
            ("map", archive.entities.iter().any(|entity| entity.coordinates.is_some())),
            ("topics", !archive.topics.is_empty()),
            ("sections", !tables.sections.is_empty()),
            ("issues", !tables.publications.is_empty()),
            ("authors", !archive.authors.is_empty()),
            ("mentioned", !tables.mentioned.is_empty()),
        ];
        let mut items: Vec<NavigationItem> = entries
            .into_iter()
            .filter(|(_, exists)| *exists)
            .map(|(folder, _)| NavigationItem {
                text: self.say(&format!("nav.{folder}")),
                href: self.href(&match folder {
                    "map" => "map.html".to_owned(),
                    _ => format!("{folder}/index.html"),
                }),
                current: folder == section,
            })
            .collect();
        let about = NavigationItem {
            text: self.say("nav.about"),
            href: self.href("about.html"),
            current: section == "about",
        };
        items.push(about);
        items
    }
}

/// The page under which a moment is filed. A year or month without a page of its own leads to the nearest that has.
fn moment_route(tables: &Tables, moment: Moment) -> Route {
    match moment {
        Moment::Day(date) => Route::Day { date, number: 1 },
        Moment::Month(year, month) => Route::Month(year, month),
        Moment::Year(year) if tables.years.contains_key(&year) => Route::Year(year),
        Moment::Year(_) => Route::DateIndex,
    }
}

/// The direction in which a language is written.
pub(crate) fn direction(language: &str) -> &'static str {
    match language.split('-').next().unwrap_or("") {
        "ar" | "arc" | "ckb" | "dv" | "fa" | "he" | "iw" | "ji" | "ks" | "ps" | "sd" | "ug" | "ur" | "yi" => {
            "rtl"
        }
        _ => "ltr",
    }
}
