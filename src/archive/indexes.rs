//! Authors and topics: who signs, what it is filed under, and in which articles.

use super::fold::{fold, words};
use super::model::{Article, ArticleId, Author, AuthorId, Entity, EntityId, Published, Topic, TopicId};
use super::permalinks::{Ledger, named_urls};
use super::person_name;
use crate::analysis::entity::EntityKind;
use std::cmp::Reverse;
use std::collections::BTreeMap;

/// Authors in order of their slugs, and the authors of each article. `names` and `published` are by [`ArticleId`];
/// entities are those of the archive, in their final order. An author who is a person in the news is linked to that
/// person when the name can only be theirs.
pub fn authors(
    names: &[Vec<String>],
    published: &[Option<Published>],
    entities: &[Entity],
    ledger: &Ledger,
) -> (Vec<Author>, Vec<Vec<AuthorId>>) {
    let groups = group(names, author_key);
    let people = people_by_name(entities);
    let ordered = place(groups, published, ledger, "author", "authors");
    let of_article = ids_by_article(names, &ordered, author_key, AuthorId);
    let authors = ordered
        .into_iter()
        .map(|(key, group, url)| Author {
            sort: super::collate::sort_form(EntityKind::Person, &group.name),
            entity: people.get(&key).copied().flatten(),
            name: group.name,
            url,
            articles: group.articles,
        })
        .collect();
    (authors, of_article)
}

/// Topics in order of their slugs, and the topics of each article. `names` and `published` are by [`ArticleId`].
pub fn topics(
    names: &[Vec<String>],
    published: &[Option<Published>],
    ledger: &Ledger,
) -> (Vec<Topic>, Vec<Vec<TopicId>>) {
    let ordered = place(group(names, topic_key), published, ledger, "topic", "topics");
    let of_article = ids_by_article(names, &ordered, topic_key, TopicId);
    let topics = ordered
        .into_iter()
        .map(|(_, group, url)| Topic { name: group.name, url, articles: group.articles })
        .collect();
    (topics, of_article)
}

/// Articles with a shown date, oldest first (of one day, in order of their ids), and those without one: what
/// `Archive::dated` and `Archive::undated` hold.
pub fn by_date(articles: &[Article]) -> (Vec<ArticleId>, Vec<ArticleId>) {
    let (mut dated, undated): (Vec<ArticleId>, Vec<ArticleId>) = (0..articles.len() as u32)
        .map(ArticleId)
        .partition(|id| articles[id.0 as usize].published.as_ref().is_some_and(|published| published.shown));
    dated.sort_by_key(|id| date_key(articles[id.0 as usize].published.as_ref(), *id));
    (dated, undated)
}

#[derive(Default)]
struct Group {
    name: String,
    /// In order of the article's own list, by article.
    articles: Vec<ArticleId>,
}

/// Names that are one under `key`, each shown as it is most often written.
fn group(
    names: &[Vec<String>],
    key: impl Fn(&str) -> String,
) -> BTreeMap<String, (Group, BTreeMap<String, u32>)> {
    let mut groups: BTreeMap<String, (Group, BTreeMap<String, u32>)> = BTreeMap::new();
    for (article, names) in (0..).map(ArticleId).zip(names) {
        for name in names {
            let key = key(name);
            if key.is_empty() {
                continue;
            }
            let (group, spellings) = groups.entry(key).or_default();
            *spellings.entry(name.split_whitespace().collect::<Vec<_>>().join(" ")).or_default() += 1;
            if group.articles.last() != Some(&article) {
                group.articles.push(article);
            }
        }
    }
    for (group, spellings) in groups.values_mut() {
        let best = spellings.iter().max_by_key(|(name, count)| (!is_shouted(name), **count, Reverse(*name)));
        group.name = best.map(|(name, _)| name.clone()).unwrap_or_default();
    }
    groups
}

fn is_shouted(name: &str) -> bool {
    name.chars().any(char::is_alphabetic) && !name.chars().any(char::is_lowercase)
}

fn author_key(name: &str) -> String {
    let parsed = person_name::parse(name);
    if parsed.core.is_empty() { words(&fold(name)).join(" ") } else { parsed.key() }
}

/// "C++" is not "C", but "local-news" is "Local news".
fn topic_key(name: &str) -> String {
    fold(&name.replace(['-', '_'], " "))
}

/// Key, group and address, in order of the addresses.
fn place(
    groups: BTreeMap<String, (Group, BTreeMap<String, u32>)>,
    published: &[Option<Published>],
    ledger: &Ledger,
    kind: &str,
    folder: &str,
) -> Vec<(String, Group, String)> {
    let names: Vec<(&str, usize)> =
        groups.values().map(|(group, _)| (group.name.as_str(), group.articles.len())).collect();
    let urls = named_urls(&names, ledger, kind, folder);
    let mut ordered: Vec<(String, Group, String)> =
        groups.into_iter().zip(urls).map(|((key, (group, _)), url)| (key, group, url)).collect();
    ordered.sort_by(|a, b| a.2.cmp(&b.2));
    for (_, group, _) in &mut ordered {
        let date = |id: &ArticleId| published.get(id.0 as usize).and_then(Option::as_ref);
        group.articles.sort_by_key(|id| date_key(date(id), *id));
    }
    ordered
}

/// The ids of each article's names, in the order in which they were given, each once.
fn ids_by_article<Id: Copy + PartialEq>(
    names: &[Vec<String>],
    ordered: &[(String, Group, String)],
    key: impl Fn(&str) -> String,
    id: impl Fn(u32) -> Id,
) -> Vec<Vec<Id>> {
    let ids: BTreeMap<&str, Id> =
        (0..).zip(ordered).map(|(at, (key, _, _))| (key.as_str(), id(at))).collect();
    let of_one = |names: &Vec<String>| {
        let mut found = Vec::new();
        for name in names {
            if let Some(&id) = ids.get(key(name).as_str())
                && !found.contains(&id)
            {
                found.push(id);
            }
        }
        found
    };
    names.iter().map(of_one).collect()
}

/// Oldest first, undated last.
fn date_key(published: Option<&Published>, id: ArticleId) -> (bool, Option<chrono::NaiveDate>, ArticleId) {
    let day = published.filter(|published| published.shown).map(|published| published.earliest);
    (day.is_none(), day, id)
}

/// Full names of people → the one who bears it; `None` when several do.
fn people_by_name(entities: &[Entity]) -> BTreeMap<String, Option<EntityId>> {
    let mut people: BTreeMap<String, Option<EntityId>> = BTreeMap::new();
    for (id, entity) in (0..).map(EntityId).zip(entities) {
        if entity.kind != EntityKind::Person {
            continue;
        }
        for name in std::iter::once(&entity.name).chain(entity.variants.iter().map(|(name, _)| name)) {
            let parsed = person_name::parse(name);
            if parsed.is_full() {
                people
                    .entry(parsed.key())
                    .and_modify(|known| *known = known.filter(|known| *known == id))
                    .or_insert(Some(id));
            }
        }
    }
    people
}

#[cfg(test)]
mod tests {
    use super::super::test_facts::{entity, published_on};
    use super::*;

    fn lists(names: &[&[&str]]) -> Vec<Vec<String>> {
        names.iter().map(|names| names.iter().map(|name| (*name).to_owned()).collect()).collect()
    }

    #[test]
    fn spellings_of_an_author_are_one_and_articles_go_by_date() {
        let names = lists(&[&["JANE DOE"], &["Jane Doe", "Al Ray", "jane doe"], &[], &["Jane  Doe"]]);
        let dates = [None, published_on("1952-03-04"), None, published_on("1951-01-01")];
        let people = [entity(EntityKind::Place, "Jane Doe"), entity(EntityKind::Person, "Jane Doe")];
        let (authors, of_article) = authors(&names, &dates, &people, &Ledger::default());
        let jane = &authors[1];
        assert_eq!(
            (jane.name.as_str(), jane.sort.as_str(), jane.url.as_str()),
            ("Jane Doe", "Doe, Jane", "authors/jane-doe.html")
        );
        assert_eq!(jane.articles, [3, 1, 0].map(ArticleId));
        assert_eq!(jane.entity, Some(EntityId(1)));
        assert_eq!(
            of_article,
            [vec![AuthorId(1)], vec![AuthorId(1), AuthorId(0)], vec![], vec![AuthorId(1)]]
        );
    }

    #[test]
    fn a_name_that_two_people_bear_is_not_linked() {
        let people = [entity(EntityKind::Person, "Jane Doe"), entity(EntityKind::Person, "Jane Doe")];
        let (authors, _) = authors(&lists(&[&["Jane Doe"]]), &[None], &people, &Ledger::default());
        assert_eq!(authors[0].entity, None);
    }

    #[test]
    fn topics_that_differ_in_case_are_one_and_keep_a_recorded_address() {
        let (ledger, _) = Ledger::parse("topic\ttopics/fish.html\tFishing\n", "p");
        let (topics, of_article) = topics(
            &lists(&[&["fishing", "C++"], &["Fishing", "fishing"], &["C"]]),
            &[None, None, None],
            &ledger,
        );
        let found: Vec<_> = topics.iter().map(|topic| (topic.name.as_str(), topic.url.as_str())).collect();
        assert_eq!(
            found,
            [("C++", "topics/c-2.html"), ("C", "topics/c.html"), ("fishing", "topics/fish.html")]
        );
        assert_eq!(of_article.len(), 3);
    }
}
