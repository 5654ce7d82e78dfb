//! What the archive says of itself as a publication: its sections, its issues by day, and each day of the year.

use super::link::slug;
use super::mentioned_date::MentionedDate;
use super::moment::Moment;
use crate::archive::collate::sorted_by_name;
use crate::archive::model::{Archive, Article, ArticleId};
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// A section of the publication.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Section {
    /// As first written.
    pub(crate) name: String,
    /// For its address. Names of the same slug are one section.
    pub(crate) slug: String,
    /// In the order of the site.
    pub(crate) articles: Vec<ArticleId>,
}

/// A publication that articles name as their source.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Publication {
    /// As first written.
    pub(crate) name: String,
    /// Its articles by day, by page and section within it.
    pub(crate) issues: BTreeMap<NaiveDate, Vec<ArticleId>>,
}

/// A day of the year.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct ThisDay {
    /// Published on it, in the order of the site.
    pub(crate) articles: Vec<ArticleId>,
    /// Told of it.
    pub(crate) spoken: Vec<MentionedDate>,
}

impl Publication {
    /// The years with issues, and how many.
    pub(crate) fn years(&self) -> Vec<(i32, usize)> {
        let days: Vec<&NaiveDate> = self.issues.keys().collect();
        days.chunk_by(|a, b| a.year() == b.year()).map(|run| (run[0].year(), run.len())).collect()
    }
}

/// Articles that a source must have to count as a publication: a single credit line makes none.
const LEAST_ARTICLES: usize = 3;
/// Characters of a publication's name at most; what is longer is a sentence.
const LONGEST_NAME: usize = 80;

/// The sections, in the order of the alphabet. `order` is the order of the site.
pub(crate) fn sections(archive: &Archive, order: &[ArticleId]) -> Vec<Section> {
    let mut sections: BTreeMap<String, Section> = BTreeMap::new();
    for &id in order {
        let Some(name) = &archive.article(id).section else { continue };
        let slug = page_slug(name);
        let section = sections.entry(slug.clone()).or_default();
        if section.articles.is_empty() {
            section.name.clone_from(name);
            section.slug = slug;
        }
        section.articles.push(id);
    }
    let mut sections: Vec<Section> = sections.into_values().collect();
    sorted_by_name(&mut sections, &archive.site.language, |section| &section.name);
    sections
}

/// A slug that can name a page in a folder with an index.
fn page_slug(name: &str) -> String {
    match slug(name.get(..name.floor_char_boundary(80)).unwrap_or(name)) {
        slug if slug.is_empty() => "other".to_owned(),
        slug if slug == "index" || slug.starts_with("index-") => format!("section-{slug}"),
        slug => slug,
    }
}

/// The slug of the section of an article.
pub(crate) fn section_slug(article: &Article) -> Option<String> {
    article.section.as_deref().map(page_slug)
}

/// The slug of the publication of an article, and the day of its issue, where both are stated.
pub(crate) fn issue_of(
    publications: &BTreeMap<String, Publication>,
    article: &Article,
) -> Option<(String, NaiveDate)> {
    let (slug, day) = stated_issue(article)?;
    publications.contains_key(&slug).then_some((slug, day))
}

fn stated_issue(article: &Article) -> Option<(String, NaiveDate)> {
    let source = article.source.as_ref().filter(|name| name.chars().count() <= LONGEST_NAME)?;
    let published = article.published.as_ref().filter(|published| published.stated && published.shown)?;
    match Moment::of(published) {
        Moment::Day(day) => Some((page_slug(source), day)),
        _ => None,
    }
}

/// Publications by slug; none where their issues would say no more than the pages of the days: they are worth pages of
/// their own when they tell which page, or which paper.
pub(crate) fn publications(archive: &Archive, order: &[ArticleId]) -> BTreeMap<String, Publication> {
    let mut publications: BTreeMap<String, Publication> = BTreeMap::new();
    let mut has_pages = false;
    for &id in order {
        let article = archive.article(id);
        let Some((slug, day)) = stated_issue(article) else { continue };
        let publication = publications.entry(slug).or_default();
        if publication.name.is_empty() {
            publication.name = article.source.clone().unwrap_or_default();
        }
        publication.issues.entry(day).or_default().push(id);
        has_pages |= article.printed_page.is_some();
    }
    publications.retain(|_, found| found.issues.values().map(Vec::len).sum::<usize>() >= LEAST_ARTICLES);
    if publications.len() < 2 && !has_pages {
        return BTreeMap::new();
    }
    for publication in publications.values_mut() {
        for articles in publication.issues.values_mut() {
            articles.sort_by_key(|id| place(archive.article(*id)));
        }
    }
    publications
}

/// Where an article stands in its issue: by the number in its page, then as printed there.
fn place(article: &Article) -> (bool, u32, String, String) {
    let page = article.printed_page.clone().unwrap_or_default();
    let digits: String =
        page.chars().skip_while(|c| !c.is_ascii_digit()).take_while(char::is_ascii_digit).collect();
    let section = article.section.clone().unwrap_or_default();
    (page.is_empty(), digits.parse().unwrap_or(0), page, section)
}

/// What was published on, and what is told of, each day of the year.
pub(crate) fn days_of_the_year<'m>(
    published: &BTreeMap<NaiveDate, Vec<ArticleId>>,
    mentioned: impl Iterator<Item = &'m MentionedDate>,
) -> BTreeMap<(u32, u32), ThisDay> {
    let mut days: BTreeMap<(u32, u32), ThisDay> = BTreeMap::new();
    for (day, articles) in published {
        days.entry((day.month(), day.day())).or_default().articles.extend(articles);
    }
    for date in mentioned.filter(|date| date.first == date.last) {
        days.entry((date.first.month(), date.first.day())).or_default().spoken.push(*date);
    }
    days
}

#[cfg(test)]
mod tests {
    use crate::site::tables::Tables;
    use crate::site::testing;

    #[test]
    fn names_of_one_slug_are_one_section() {
        let (mut archive, _) = testing::sample();
        for (article, name) in archive.articles.iter_mut().zip(["Town news", "Town News", "—", "Index"]) {
            article.section = Some(name.to_owned());
        }
        let tables = Tables::new(&archive);
        let slugs: Vec<&str> = tables.sections.iter().map(|section| section.slug.as_str()).collect();
        assert!(slugs.contains(&"town-news") && slugs.contains(&"other"), "{slugs:?}");
        assert!(slugs.contains(&"section-index"), "{slugs:?}");
        let town = &tables.sections[tables.section_places["town-news"]];
        assert_eq!(town.articles.len(), 2);
    }

    #[test]
    fn an_issue_is_in_the_order_of_its_pages() {
        let (mut archive, _) = testing::sample();
        for (at, article) in archive.articles.iter_mut().enumerate() {
            article.source = Some("The Wharf Gazette".to_owned());
            article.printed_page = [Some("10"), Some("2"), None][at % 3].map(str::to_owned);
            article.published = testing::stated("1952-03-04");
        }
        archive.dated = archive.article_ids().collect();
        archive.undated.clear();
        let tables = Tables::new(&archive);
        let issue = tables.publications["the-wharf-gazette"].issues.values().next().unwrap();
        let pages: Vec<Option<&str>> =
            issue.iter().map(|id| archive.article(*id).printed_page.as_deref()).collect();
        let first_of = |page: Option<&str>| pages.iter().position(|other| *other == page).unwrap();
        assert!(first_of(Some("2")) < first_of(Some("10")) && first_of(Some("10")) < first_of(None));
    }

    #[test]
    fn one_source_without_pages_has_no_issues() {
        let (mut archive, _) = testing::sample();
        for article in &mut archive.articles {
            article.source = Some("The Wharf Gazette".to_owned());
            article.printed_page = None;
        }
        assert!(Tables::new(&archive).publications.is_empty());
    }
}
