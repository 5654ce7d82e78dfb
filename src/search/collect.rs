//! What of an archive is searched: its open articles with their numbers, and the names that lead to them.
//!
//! Articles that are kept out of search engines are kept out of here too; hidden ones are not in the archive at all.

use super::document::Document;
use super::query::Kind;
use super::rank::rounded;
use super::slots::{Region, assign};
use super::stem::Forms;
use super::words::words;
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, Article, ArticleId, Entity};
use crate::page::tree::{Page, TextRange};
use crate::site::bodies::{Bodies, BodyError};
use crate::site::moment::Moment;
use chrono::Datelike;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// A person, organisation, place, author or topic with the articles that it leads to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Named {
    /// Kind.
    pub kind: Kind,
    /// Key in the index: `people/eleanor-vance`.
    pub key: String,
    /// As shown.
    pub name: String,
    /// Output path of its page; empty when it has none.
    pub url: String,
    /// Every form of the name that is known, as words.
    pub forms: BTreeSet<Vec<String>>,
    /// Numbers of its articles, ascending, with how often each names it.
    pub articles: Vec<(u32, u32)>,
}

/// The forms of names by their first word: the words after it, and the keys of whose names they are.
pub type Names = BTreeMap<String, BTreeMap<String, Vec<String>>>;

/// Whose names a form may be at most: one that is many people's says nothing.
const MOST_NAMESAKES: usize = 3;
/// Words of a form of a name at most.
const LONGEST_NAME: usize = 6;

/// The searched part of an archive.
#[derive(Debug)]
pub struct Collection<'a> {
    archive: &'a Archive,
    /// The years and their numbers.
    pub regions: Vec<Region>,
    /// The articles in order of their numbers.
    pub articles: Vec<(u32, ArticleId)>,
    /// What articles can be narrowed to, by key.
    pub named: Vec<Named>,
    /// Usual length of an article, rounded.
    pub mean: u32,
    /// Words in all articles, about.
    pub words: u64,
    /// Which words are forms of one.
    pub forms: Forms,
}

impl<'a> Collection<'a> {
    /// Gathers what is searched.
    pub fn new(archive: &'a Archive) -> Self {
        let open: Vec<ArticleId> = archive.article_ids().filter(|id| !archive.article(*id).noindex).collect();
        let keys: Vec<(Option<i32>, String)> = open
            .iter()
            .map(|id| {
                let article = archive.article(*id);
                let record = article.key.record.as_deref().unwrap_or_default();
                (moment(article).map(Moment::year), format!("{}\n{record}", article.key.path))
            })
            .collect();
        let (regions, numbers) = assign(&keys);
        let mut articles: Vec<(u32, ArticleId)> = numbers.into_iter().zip(open).collect();
        articles.sort_unstable();
        let words: u64 = articles.iter().map(|(_, id)| u64::from(archive.article(*id).words)).sum();
        let mean = rounded((words / articles.len().max(1) as u64) as u32);
        let named = named(archive, &articles);
        Self { archive, regions, articles, named, mean, words, forms: Forms::of(archive) }
    }

    /// An article as it is indexed and shown.
    ///
    /// # Errors
    /// When its text cannot be had.
    pub fn document(&self, bodies: &dyn Bodies, number: u32, id: ArticleId) -> Result<Document, BodyError> {
        let article = self.archive.article(id);
        let page = bodies.page(id)?;
        let strings = &self.archive.strings;
        let moment = moment(article);
        let mut passages: Vec<(u32, String)> = [&article.kicker, &article.deck, &article.dateline]
            .into_iter()
            .flatten()
            .map(|line| (0, line.clone()))
            .collect();
        for (at, range) in article.passages.iter().enumerate() {
            if !in_head(article, &page, *range) {
                let text = range.of(&page.text).split_whitespace().collect::<Vec<_>>().join(" ");
                passages.push((at as u32 + 1, text));
            }
        }
        let source: Vec<&str> =
            [&article.source, &article.section].into_iter().flatten().map(String::as_str).collect();
        Ok(Document {
            number,
            url: article.url.clone(),
            title: article.title.text.clone(),
            date: moment.map(|moment| moment.text(strings)).unwrap_or_default(),
            iso: moment.and_then(Moment::iso).unwrap_or_default(),
            source: source.join(" · "),
            authors: article.authors.iter().map(|id| self.archive.author(*id).name.clone()).collect(),
            passages,
        })
    }

    /// A hash of all that the index is made from: while it stays the same, so does every file.
    pub fn fingerprint(&self) -> [u8; 32] {
        let mut inputs = Hashed::default();
        let _ = writeln!(inputs, "{} {} {:?}", super::build::VERSION, self.archive.site.version, self.forms);
        for (number, id) in &self.articles {
            let article = self.archive.article(*id);
            let date = moment(article).map(|moment| (moment, moment.text(&self.archive.strings)));
            let authors: Vec<&String> =
                article.authors.iter().map(|id| &self.archive.author(*id).name).collect();
            let lines =
                [&article.kicker, &article.deck, &article.dateline, &article.source, &article.section];
            let body = blake3::Hash::from(article.body_hash).to_hex();
            let _ = writeln!(
                inputs,
                "{number} {body} {:?} {:?} {date:?} {authors:?} {lines:?} {:?} {:?}",
                article.url, article.title.text, article.head, article.passages,
            );
        }
        let _ = writeln!(inputs, "{:?}", self.named);
        *inputs.0.finalize().as_bytes()
    }

    /// Month and day of an article, 0 where they are not known.
    pub fn month_and_day(&self, id: ArticleId) -> (u32, u32) {
        match moment(self.archive.article(id)) {
            Some(Moment::Day(day)) => (day.month(), day.day()),
            Some(Moment::Month(_, month)) => (month, 0),
            Some(Moment::Year(_)) | None => (0, 0),
        }
    }

    /// The forms of names under which texts do not always write them.
    pub fn names(&self) -> Names {
        let mut names = Names::new();
        for named in self.named.iter().filter(|named| named.forms.len() > 1) {
            let given = named.forms.iter().filter(|form| form.len() > 1).filter_map(|form| form.first());
            let given: BTreeSet<&String> = given.collect();
            for form in &named.forms {
                // A first name alone is anybody's.
                let is_given = form.len() == 1 && form.first().is_some_and(|word| given.contains(word));
                if let Some((first, rest)) = form.split_first()
                    && !is_given
                    && form.len() <= LONGEST_NAME
                {
                    let keys = names.entry(first.clone()).or_default().entry(rest.join(" ")).or_default();
                    keys.push(named.key.clone());
                }
            }
        }
        for forms in names.values_mut() {
            forms.retain(|_, keys| keys.len() <= MOST_NAMESAKES);
        }
        names.retain(|_, forms| !forms.is_empty());
        names
    }
}

/// Hashes what is written to it.
#[derive(Default)]
struct Hashed(blake3::Hasher);

impl Write for Hashed {
    fn write_str(&mut self, text: &str) -> std::fmt::Result {
        self.0.update(text.as_bytes());
        Ok(())
    }
}

/// When an article was published, as far as it is shown.
fn moment(article: &Article) -> Option<Moment> {
    article.published.as_ref().filter(|published| published.shown).map(Moment::of)
}

fn in_head(article: &Article, page: &Page, passage: TextRange) -> bool {
    let blocks = article.head.iter().filter_map(|head| page.blocks.get(head.block as usize));
    blocks.into_iter().any(|block| block.range.contains(passage))
}

fn named(archive: &Archive, articles: &[(u32, ArticleId)]) -> Vec<Named> {
    let mut numbers = vec![None; archive.articles.len()];
    for (number, id) in articles {
        numbers[id.0 as usize] = Some(*number);
    }
    let numbered = |list: &mut dyn Iterator<Item = (ArticleId, u32)>| {
        let mut found: Vec<(u32, u32)> =
            list.filter_map(|(id, times)| Some((numbers[id.0 as usize]?, times))).collect();
        found.sort_unstable();
        found
    };
    let forms =
        |names: &mut dyn Iterator<Item = &str>| names.map(words).filter(|form| !form.is_empty()).collect();
    let mut named: Vec<Named> = Vec::new();
    for entity in &archive.entities {
        let names = entity.variants.iter().map(|(form, _)| form.as_str());
        named.push(Named {
            kind: kind_of(entity),
            key: entity.id.clone(),
            name: shown_name(entity),
            url: entity.url.clone().unwrap_or_default(),
            forms: forms(&mut names.chain([entity.name.as_str()])),
            articles: numbered(&mut entity.articles.iter().copied()),
        });
    }
    let listed = |kind, name: &str, url: &str, list: &[ArticleId]| Named {
        kind,
        key: url.trim_end_matches(".html").to_owned(),
        name: name.to_owned(),
        url: url.to_owned(),
        forms: forms(&mut [name].into_iter()),
        articles: numbered(&mut list.iter().map(|id| (*id, 1))),
    };
    named.extend(archive.authors.iter().map(|a| listed(Kind::Author, &a.name, &a.url, &a.articles)));
    named.extend(archive.topics.iter().map(|t| listed(Kind::Topic, &t.name, &t.url, &t.articles)));
    named.retain(|named| !named.articles.is_empty());
    named.sort_by(|a, b| a.key.cmp(&b.key));
    named.dedup_by(|a, b| a.key == b.key);
    named
}

const fn kind_of(entity: &Entity) -> Kind {
    match entity.kind {
        EntityKind::Person => Kind::Person,
        EntityKind::Organization => Kind::Organization,
        EntityKind::Place => Kind::Place,
    }
}

fn shown_name(entity: &Entity) -> String {
    match &entity.qualifier {
        Some(qualifier) => format!("{} ({qualifier})", entity.name),
        None => entity.name.clone(),
    }
}
