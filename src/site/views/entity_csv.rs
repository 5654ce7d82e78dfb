//! The articles that name an entity as a table, for those who count.

use super::shell::Scope;
use crate::archive::model::{Article, ArticleId, EntityId};
use crate::site::data::guarded;
use crate::site::link;
use crate::site::text::passage_of;
use serde::Serialize;
use std::collections::BTreeSet;

/// The columns.
const COLUMNS: [&str; 8] =
    ["date", "date_stated", "title", "url", "mentions", "passages", "rights", "source_file"];

/// The rows of an entity's table, each with the cells of [`COLUMNS`].
#[derive(Debug, Serialize)]
pub(crate) struct EntityTable(Vec<[String; COLUMNS.len()]>);

/// The articles in the order of the site; those that search engines are asked to leave out are left out here too.
pub(crate) fn table(scope: &Scope, id: EntityId) -> EntityTable {
    let articles = scope.tables.entity_articles[id.0 as usize].iter();
    EntityTable(articles.filter_map(|article| row(scope, id, *article)).collect())
}

fn row(scope: &Scope, id: EntityId, article: ArticleId) -> Option<[String; COLUMNS.len()]> {
    let article = scope.archive.article(article);
    if article.noindex {
        return None;
    }
    let published = article.published.as_ref().filter(|published| published.shown);
    let base = scope.archive.site.base_url.as_deref().unwrap_or_default();
    let (mentions, passages) = counts(article, id);
    Some([
        published.map(|published| published.value.to_string()).unwrap_or_default(),
        published.map(|published| published.stated.to_string()).unwrap_or_default(),
        article.title.text.clone(),
        link::absolute(base, &article.url),
        mentions.to_string(),
        passages.to_string(),
        article.rights.clone().or_else(|| scope.archive.site.license.clone()).unwrap_or_default(),
        article.key.path.to_string(),
    ])
}

/// How often an article names an entity, and in how many of its paragraphs.
fn counts(article: &Article, id: EntityId) -> (usize, usize) {
    let mut passages = BTreeSet::new();
    let mut mentions = 0;
    for mention in article.mentions.iter().filter(|mention| mention.entity == id) {
        mentions += 1;
        passages.extend(passage_of(article, mention.range).map(|(number, _)| number));
    }
    (mentions, passages.len())
}

impl EntityTable {
    /// The table as it is written.
    pub(crate) fn to_csv(&self) -> Vec<u8> {
        let mut writer = csv::Writer::from_writer(Vec::new());
        // A vector takes every byte: nothing can fail here.
        let _ = writer.write_record(COLUMNS);
        for row in &self.0 {
            let _ = writer.write_record(row.iter().map(|cell| guarded(cell).into_owned()));
        }
        writer.into_inner().unwrap_or_default()
    }
}

#[cfg(test)]
mod tests {
    use crate::archive::model::EntityId;
    use crate::site::testing;
    use crate::site::{Renderer, Route, Tables, Theme};
    use std::collections::BTreeMap;

    fn rows(base_url: Option<&str>, edit: fn(&mut crate::archive::model::Archive)) -> Vec<Vec<String>> {
        let (mut archive, bodies) = testing::sample();
        archive.site.base_url = base_url.map(str::to_owned);
        edit(&mut archive);
        let theme = Theme::new(BTreeMap::new(), BTreeMap::new()).unwrap();
        let tables = Tables::new(&archive);
        let renderer = Renderer::new(&archive, &tables, &theme);
        let bytes = renderer.render(&bodies, &Route::EntityCsv(EntityId(0))).unwrap();
        let mut reader = csv::ReaderBuilder::new().has_headers(false).from_reader(bytes.as_slice());
        reader.records().map(|row| row.unwrap().iter().map(str::to_owned).collect()).collect()
    }

    #[test]
    fn a_row_for_each_article_with_its_passages() {
        let found = rows(None, |_| {});
        let flood = found.iter().find(|row| row[3] == "articles/1952/flood.html").unwrap();
        assert_eq!(found[0][..4], ["date", "date_stated", "title", "url"]);
        assert_eq!(flood[0], "1952-03-04");
        assert_eq!((flood[4].as_str(), flood[5].as_str()), ("2", "2"), "{flood:?}");
        let absolute = rows(Some("https://example.org/a/"), |_| {});
        assert!(absolute.iter().any(|row| row[3] == "https://example.org/a/articles/1952/flood.html"));
    }

    #[test]
    fn an_article_that_is_not_to_be_indexed_is_left_out() {
        let all = rows(None, |_| {});
        let fewer = rows(None, |archive| {
            archive
                .articles
                .iter_mut()
                .filter(|a| a.url.ends_with("flood.html"))
                .for_each(|a| a.noindex = true);
        });
        assert_eq!(fewer.len() + 1, all.len());
    }
}
