//! Where old addresses lead: recorded pages that are gone or merged, and the aliases that people wrote.

use super::super::facts::ArticleFacts;
use super::super::fold::fold;
use super::super::model::{Author, Entity, Redirect, Topic};
use super::ledger::{Ledger, LedgerRow, kind_word};
use super::slug::output_path;
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// Old addresses that no page stands at any more → where they lead.
pub type Redirects = BTreeMap<String, Redirect>;

/// Everything that has a page now.
struct Standing<'a> {
    /// Addresses in lower case.
    urls: BTreeSet<String>,
    /// Kind and folded name → address, the preferred holder of the name first.
    by_name: BTreeMap<(&'a str, String), &'a str>,
    /// The same for entities of any kind.
    by_any_name: BTreeMap<String, &'a str>,
}

/// The redirects of the site: from recorded addresses where nothing stands, to whoever carries the name now, else a
/// tombstone; and from the aliases in front matter to their articles. `article_urls` are those of `facts`.
pub fn redirects(
    facts: &[ArticleFacts],
    article_urls: &[String],
    entities: &[Entity],
    authors: &[Author],
    topics: &[Topic],
    ledger: &Ledger,
    diagnostics: &mut Vec<Diagnostic>,
) -> Redirects {
    let standing = standing(facts, article_urls, entities, authors, topics);
    let mut redirects = Redirects::new();
    for row in ledger.rows.iter().filter(|row| !standing.urls.contains(&row.url.to_lowercase())) {
        let target = target_of(row, &standing);
        let better = matches!(target, Redirect::To(_));
        match redirects.get(&row.url) {
            Some(Redirect::To(_)) => {}
            Some(Redirect::Gone(_)) if !better => {}
            _ => drop(redirects.insert(row.url.clone(), target)),
        }
    }
    let mut order: Vec<usize> = (0..facts.len().min(article_urls.len())).collect();
    order.sort_by_key(|&at| &facts[at].key);
    for at in order {
        add_aliases(&facts[at], &article_urls[at], &standing, &mut redirects, diagnostics);
    }
    redirects
}

fn add_aliases(
    fact: &ArticleFacts,
    url: &str,
    standing: &Standing<'_>,
    redirects: &mut Redirects,
    diagnostics: &mut Vec<Diagnostic>,
) {
    for alias in &fact.front_matter.aliases {
        let shown: String = alias.chars().take(80).collect();
        let problem = match output_path(alias) {
            None => Some("is empty, too long, or belongs to the site's own pages"),
            Some(path) if path == url => None,
            Some(path) if standing.urls.contains(&path.to_lowercase()) => {
                Some("is the address of another page")
            }
            Some(path) => match redirects.get(&path) {
                Some(Redirect::To(target)) if target != url => Some("leads to another page already"),
                _ => {
                    redirects.insert(path, Redirect::To(url.to_owned()));
                    None
                }
            },
        };
        if let Some(problem) = problem {
            let message = format!("the alias \"{shown}\" {problem}");
            diagnostics.push(
                Diagnostic::warning("alias-unusable", message)
                    .at(fact.key.path.clone(), None)
                    .hint("remove the alias, or give it an address of its own, e.g. /old/name.html"),
            );
        }
    }
}

fn target_of(row: &LedgerRow, standing: &Standing<'_>) -> Redirect {
    let names = || std::iter::once(&row.name).chain(&row.aliases).map(|name| fold(name));
    if row.kind == "article" {
        let here = standing.by_name.get(&("article", row.name.clone()));
        return here.map_or_else(|| Redirect::Gone(row.name.clone()), |url| Redirect::To((*url).to_owned()));
    }
    names()
        .find_map(|name| standing.by_name.get(&(row.kind.as_str(), name)))
        .or_else(|| names().find_map(|name| standing.by_any_name.get(&name)))
        .map_or_else(|| Redirect::Gone(row.name.clone()), |url| Redirect::To((*url).to_owned()))
}

fn standing<'a>(
    facts: &'a [ArticleFacts],
    article_urls: &'a [String],
    entities: &'a [Entity],
    authors: &'a [Author],
    topics: &'a [Topic],
) -> Standing<'a> {
    let mut standing =
        Standing { urls: BTreeSet::new(), by_name: BTreeMap::new(), by_any_name: BTreeMap::new() };
    let articles = facts.iter().zip(article_urls).map(|(fact, url)| ("article", fact.key.to_string(), url));
    let authors = authors.iter().map(|author| ("author", fold(&author.name), &author.url));
    let topics = topics.iter().map(|topic| ("topic", fold(&topic.name), &topic.url));
    for (kind, name, url) in articles.chain(authors).chain(topics) {
        standing.urls.insert(url.to_lowercase());
        standing.by_name.entry((kind, name)).or_insert(url);
    }
    let with_page = || entities.iter().filter_map(|entity| Some((entity, entity.url.as_deref()?)));
    for (entity, url) in with_page() {
        standing.urls.insert(url.to_lowercase());
        standing.by_name.entry((kind_word(entity.kind), fold(&entity.name))).or_insert(url);
        standing.by_any_name.entry(fold(&entity.name)).or_insert(url);
    }
    for (entity, url) in with_page() {
        for (variant, _) in &entity.variants {
            standing.by_name.entry((kind_word(entity.kind), fold(variant))).or_insert(url);
            standing.by_any_name.entry(fold(variant)).or_insert(url);
        }
    }
    standing
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::{article, entity};
    use super::*;
    use crate::analysis::entity::EntityKind;

    #[test]
    fn old_addresses_lead_on_or_say_what_they_were() {
        let ledger = "person\tpeople/e-vance.html\tE. Vance\n\
                      person\tpeople/nobody.html\tNobody\n\
                      article\tarticles/old.html\tgone.txt\n\
                      article\tarticles/storm-1.html\tstorm.md\n\
                      person\tpeople/eleanor-vance.html\tEleanor Vance\n";
        let (ledger, _) = Ledger::parse(ledger, "p");
        let mut vance = entity(EntityKind::Person, "Eleanor Vance");
        vance.url = Some("people/eleanor-vance.html".into());
        vance.variants = vec![("E. Vance".into(), 3)];
        let mut storm = article("storm.md");
        storm.front_matter.aliases = vec!["/2004/storm/".into(), "/people/x/".into()];
        let mut diagnostics = Vec::new();
        let urls = ["articles/storm.html".to_owned()];
        let found = redirects(&[storm], &urls, &[vance], &[], &[], &ledger, &mut diagnostics);
        let to = |url: &str| Redirect::To(url.to_owned());
        let gone = |name: &str| Redirect::Gone(name.to_owned());
        let expected = [
            ("2004/storm/index.html", to("articles/storm.html")),
            ("articles/old.html", gone("gone.txt")),
            ("articles/storm-1.html", to("articles/storm.html")),
            ("people/e-vance.html", to("people/eleanor-vance.html")),
            ("people/nobody.html", gone("Nobody")),
        ];
        assert_eq!(found, expected.map(|(from, to)| (from.to_owned(), to)).into());
        assert_eq!(diagnostics.len(), 1);
    }
}
