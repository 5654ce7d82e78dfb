//! Addresses of articles: from front matter or the source's path, never from an inferred title or date.

use super::super::facts::ArticleFacts;
use super::ledger::Ledger;
use super::slug::{LONGEST_PATH, output_path, slug};
use crate::diagnostic::Diagnostic;
use std::collections::{BTreeMap, BTreeSet};

/// [`article_urls_recorded`] with nothing recorded.
pub fn article_urls(facts: &[ArticleFacts], diagnostics: &mut Vec<Diagnostic>) -> Vec<String> {
    article_urls_recorded(facts, &Ledger::default(), diagnostics)
}

/// The output path of every article, in the order given, each one unique (also where case is ignored) and legal on
/// every file system; collisions become diagnostics and get a numbered suffix in the order of the keys. Where two
/// articles want one address, the one that the ledger records there has it.
pub fn article_urls_recorded(
    facts: &[ArticleFacts],
    ledger: &Ledger,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<String> {
    let recorded = recorded_urls(ledger);
    let wishes: Vec<String> = facts.iter().map(|fact| wished_url(fact, diagnostics)).collect();
    let recorded_here = |at: usize| recorded.get(facts[at].key.to_string().as_str());
    let later = |at: usize| {
        let keeps = recorded_here(at).is_some_and(|urls| urls.contains(wishes[at].as_str()));
        (!keeps, facts[at].front_matter.url.is_none())
    };
    let mut order: Vec<((bool, bool), u32)> =
        (0..).take(facts.len()).map(|at| (later(at as usize), at)).collect();
    let key = |at: u32| &facts[at as usize].key;
    order.sort_by(|(a, one), (b, other)| a.cmp(b).then_with(|| key(*one).cmp(key(*other))));
    let mut taken = BTreeSet::new();
    let mut urls = vec![String::new(); facts.len()];
    for (_, at) in order {
        let at = at as usize;
        // A numbered address that was published stays, as long as the article still wants the same stem.
        let kept = recorded_here(at)
            .into_iter()
            .flatten()
            .find(|url| is_numbered_form(url, &wishes[at]) && !taken.contains(&url.to_lowercase()));
        let url = kept.map_or_else(|| free_url(&wishes[at], &taken), |url| (*url).to_owned());
        if url != wishes[at] && kept.is_none() {
            diagnostics.push(collision(&facts[at], &wishes[at], &url));
        }
        taken.insert(url.to_lowercase());
        urls[at] = url;
        urls[at].shrink_to_fit();
    }
    urls
}

fn collision(fact: &ArticleFacts, wish: &str, url: &str) -> Diagnostic {
    Diagnostic::warning("url-collision", format!("another article stands at {wish}; this one is at {url}"))
        .at(fact.key.path.clone(), None)
        .hint("give it a `url` or `slug` of its own in its front matter")
}

fn recorded_urls(ledger: &Ledger) -> BTreeMap<&str, BTreeSet<&str>> {
    let mut urls: BTreeMap<&str, BTreeSet<&str>> = BTreeMap::new();
    for row in ledger.rows.iter().filter(|row| row.kind == "article") {
        urls.entry(&row.name).or_default().insert(&row.url);
    }
    urls
}

fn is_numbered_form(url: &str, wish: &str) -> bool {
    let stem = wish.trim_end_matches(".html");
    url == wish
        || url
            .strip_prefix(stem)
            .and_then(|rest| rest.strip_prefix('-')?.strip_suffix(".html"))
            .is_some_and(|number| !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit()))
}

/// The wish itself, or the wish with the first free number. The number is looked for in doubling steps, so that ten
/// thousand articles with one wish do not take a hundred million looks.
fn free_url(wish: &str, taken: &BTreeSet<String>) -> String {
    let lower = wish.to_lowercase();
    if !taken.contains(&lower) {
        return wish.to_owned();
    }
    let (stem, lower_stem) = (wish.trim_end_matches(".html"), lower.trim_end_matches(".html"));
    let is_taken = |number: u64| taken.contains(&format!("{lower_stem}-{number}.html"));
    let mut high = 2;
    while is_taken(high) {
        high *= 2;
    }
    let mut low = high / 2;
    while low + 1 < high {
        let middle = low.midpoint(high);
        if is_taken(middle) { low = middle } else { high = middle }
    }
    format!("{stem}-{high}.html")
}

fn wished_url(fact: &ArticleFacts, diagnostics: &mut Vec<Diagnostic>) -> String {
    let Some(address) = &fact.front_matter.url else { return url_of_path(fact) };
    output_path(address).unwrap_or_else(|| {
        let message = format!(
            "the address \"{}\" is empty, too long, or belongs to the site's own pages",
            short(address)
        );
        let url = url_of_path(fact);
        diagnostics.push(
            Diagnostic::warning("url-reserved", message)
                .at(fact.key.path.clone(), None)
                .hint(format!("give `url` another value; until then the page stands at {url}")),
        );
        url
    })
}

fn short(text: &str) -> String {
    text.chars().take(80).collect()
}

fn url_of_path(fact: &ArticleFacts) -> String {
    let (folder, file) = fact.key.path.rsplit_once('/').unwrap_or(("", &fact.key.path));
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| if stem.is_empty() { file } else { stem });
    let mut url = String::from("articles/");
    for part in folder.split('/').filter(|part| !part.is_empty()) {
        url.push_str(&part_slug(part, "folder"));
        url.push('/');
    }
    if url.len() > LONGEST_PATH {
        url = "articles/".into();
    }
    url.push_str(&part_slug(fact.front_matter.slug.as_deref().unwrap_or(stem), "article"));
    if let Some(record) = &fact.key.record {
        url.push('-');
        url.push_str(&slug(record, "record"));
    }
    url.push_str(".html");
    url
}

/// A folder's or file's slug. Here, unlike in the folders of entities, `index` is a name like any other.
fn part_slug(part: &str, word: &str) -> String {
    if part.eq_ignore_ascii_case("index") { "index".into() } else { slug(part, word) }
}

#[cfg(test)]
mod tests {
    use super::super::super::test_facts::article;
    use super::*;
    use proptest::prelude::*;

    fn check(path: &str, expected: &str) {
        assert_eq!(article_urls(&[article(path)], &mut Vec::new()), [expected]);
    }

    #[test]
    fn addresses_come_from_paths() {
        check("1952/Storm Night.txt", "articles/1952/storm-night.html");
        check("a/../b/C%2F.md", "articles/a/folder/b/c-2f.html");
        check("index.md", "articles/index.html");
        check("été.txt", "articles/ete.html");
        check("", "articles/article.html");
        check(".txt", "articles/txt.html");
        check("con.txt", "articles/con-article.html");
        check(&("deep/".repeat(300) + "down.txt"), "articles/down.html");
    }

    #[test]
    fn front_matter_wins_and_slug_replaces_the_stem() {
        let mut fact = article("1952/storm.md");
        fact.front_matter.slug = Some("Great Storm".into());
        assert_eq!(article_urls(&[fact.clone()], &mut Vec::new()), ["articles/1952/great-storm.html"]);
        fact.key.record = Some("3".into());
        assert_eq!(article_urls(&[fact.clone()], &mut Vec::new()), ["articles/1952/great-storm-3.html"]);
        fact.front_matter.url = Some("/1952/09/storm/".into());
        assert_eq!(article_urls(&[fact.clone()], &mut Vec::new()), ["1952/09/storm/index.html"]);
        fact.front_matter.url = Some("/people/".into());
        let mut diagnostics = Vec::new();
        assert_eq!(article_urls(&[fact], &mut diagnostics), ["articles/1952/great-storm-3.html"]);
        assert_eq!(diagnostics[0].code, "url-reserved");
    }

    #[test]
    fn a_recorded_address_is_not_lost_to_a_newcomer() {
        let facts = [article("a b.txt"), article("a-b.txt")];
        let mut diagnostics = Vec::new();
        assert_eq!(article_urls(&facts, &mut diagnostics), ["articles/a-b.html", "articles/a-b-2.html"]);
        assert_eq!(diagnostics.len(), 1);
        let (ledger, _) = Ledger::parse("article\tarticles/a-b.html\ta-b.txt\n", "p");
        let urls = article_urls_recorded(&facts, &ledger, &mut Vec::new());
        assert_eq!(urls, ["articles/a-b-2.html", "articles/a-b.html"]);
        let (ledger, _) = Ledger::parse("article\tarticles/a-b-7.html\ta-b.txt\n", "p");
        let urls = article_urls_recorded(&facts, &ledger, &mut Vec::new());
        assert_eq!(urls, ["articles/a-b.html", "articles/a-b-7.html"]);
    }

    proptest! {
        #[test]
        fn addresses_are_unique_where_case_is_ignored_and_do_not_depend_on_the_order(
            paths in prop::collection::btree_set("[aAbB ./é-]{0,4}", 1..12)
        ) {
            let facts: Vec<_> = paths.iter().map(|path| article(path)).collect();
            let urls = article_urls(&facts, &mut Vec::new());
            let unique: BTreeSet<String> = urls.iter().map(|url| url.to_lowercase()).collect();
            prop_assert_eq!(unique.len(), urls.len());
            let mut turned = facts;
            turned.reverse();
            let mut again = article_urls(&turned, &mut Vec::new());
            again.reverse();
            prop_assert_eq!(again, urls);
        }
    }
}
