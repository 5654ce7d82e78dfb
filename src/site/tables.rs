//! What many pages need to know of the whole archive, counted once: who stands on which day, who is next, what is
//! named together. Owned by whoever renders, made anew with each archive.

use super::issues::{self, Publication, Section, ThisDay};
use super::mentioned_date::MentionedDate;
use super::moment::Moment;
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, ArticleId, AuthorId, EntityId};
use crate::strings::Strings;
use chrono::{Datelike, NaiveDate};
use std::collections::BTreeMap;

/// Rows of an A–Z index above which each letter gets a page of its own, and rows on a page of a letter.
pub(crate) const INDEX_ROWS: usize = 500;

/// Tables over the whole archive.
#[derive(Debug, Default)]
pub struct Tables {
    /// The moment under which each article is filed, by article id; `None` for the undated shelf.
    pub(crate) moments: Vec<Option<Moment>>,
    /// All articles in the order of the site, dated first, and the place of each in it.
    pub(crate) order: Vec<ArticleId>,
    pub(crate) ranks: Vec<u32>,
    /// Articles of each day, of months whose day is not known, of years whose month is not known.
    pub(crate) days: BTreeMap<NaiveDate, Vec<ArticleId>>,
    pub(crate) month_only: BTreeMap<(i32, u32), Vec<ArticleId>>,
    pub(crate) year_only: BTreeMap<i32, Vec<ArticleId>>,
    /// Number of articles of each year, and of each month in it.
    pub(crate) years: BTreeMap<i32, YearCount>,
    /// The entities that each article names, with the number of mentions, the most frequent first.
    pub(crate) article_entities: Vec<Vec<(EntityId, u32)>>,
    /// The author who is the same person as an entity.
    pub(crate) entity_authors: BTreeMap<EntityId, AuthorId>,
    /// The articles that name each entity, in the order of the site.
    pub(crate) entity_articles: Vec<Vec<ArticleId>>,
    /// The dates that articles speak of, by year, in order of the calendar.
    pub(crate) mentioned: BTreeMap<i32, Vec<MentionedDate>>,
    /// The same by month, of years whose dates take more than a page; under month 0 those that span months.
    pub(crate) mentioned_months: BTreeMap<(i32, u32), Vec<MentionedDate>>,
    /// The A–Z index of each kind.
    pub(crate) letters: [Vec<Letter>; 3],
    /// Articles in the order of their source paths, and of their output paths: at a million, tables of the paths
    /// themselves would be as large as all their titles.
    by_source: Vec<ArticleId>,
    by_output: Vec<ArticleId>,
    /// The sections of the publication, in the order of the alphabet, and the place of each by its slug.
    pub(crate) sections: Vec<Section>,
    pub(crate) section_places: BTreeMap<String, usize>,
    /// Publications with their issues, by slug.
    pub(crate) publications: BTreeMap<String, Publication>,
    /// What was published on, and what is told of, each day of the year.
    pub(crate) this_day: BTreeMap<(u32, u32), ThisDay>,
    /// The strings of the interface as templates see them, and their hash.
    pub(crate) strings: Option<tera::Value>,
    pub(crate) strings_hash: [u8; 32],
}

/// Articles of a year.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct YearCount {
    pub(crate) total: usize,
    pub(crate) months: [usize; 12],
}

/// The entities under one letter of an A–Z index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Letter {
    /// As shown.
    pub(crate) label: String,
    /// For file names and ids.
    pub(crate) slug: String,
    /// In the order of the alphabet.
    pub(crate) entities: Vec<EntityId>,
    /// The same with the rows that lead from another name to one of them.
    pub(crate) entries: Vec<Entry>,
}

/// A row of an A–Z index.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Entry {
    /// An entity under its name.
    Entity(EntityId),
    /// Another name, and whose it is.
    See(String, EntityId),
}

impl Tables {
    /// Counts an archive.
    pub fn new(archive: &Archive) -> Self {
        let mut tables = Self::default();
        tables.file_articles(archive);
        tables.file_by_date(archive);
        tables.gather_entities(archive);
        tables.gather_authors(archive);
        tables.gather_mentioned(archive);
        tables.strings = Some(super::theme::template_strings(&archive.strings));
        tables.strings_hash = hash_of(&archive.strings);
        tables.sections = issues::sections(archive, &tables.order);
        let places = tables.sections.iter().enumerate().map(|(at, section)| (section.slug.clone(), at));
        tables.section_places = places.collect();
        tables.publications = issues::publications(archive, &tables.order);
        tables.this_day = issues::days_of_the_year(&tables.days, tables.mentioned.values().flatten());
        tables.letters = EntityKind::ALL.map(|kind| super::letters::letters(archive, kind));
        tables
    }

    fn file_articles(&mut self, archive: &Archive) {
        self.order = archive.dated.iter().chain(&archive.undated).copied().collect();
        self.ranks = vec![0; archive.articles.len()];
        for (rank, id) in self.order.iter().enumerate() {
            self.ranks[id.0 as usize] = rank as u32;
        }
        self.by_source = archive.article_ids().collect();
        self.by_source.sort_by(|a, b| source_order(archive, *a).cmp(&source_order(archive, *b)));
        self.by_output = archive.article_ids().collect();
        self.by_output.sort_by(|a, b| archive.article(*a).url.cmp(&archive.article(*b).url));
    }

    /// The article of a source path; of a file that holds several, the first.
    pub(crate) fn of_source(&self, archive: &Archive, path: &str) -> Option<ArticleId> {
        let at = self.by_source.partition_point(|id| archive.article(*id).key.path.as_str() < path);
        self.by_source.get(at).copied().filter(|id| archive.article(*id).key.path == path)
    }

    /// Whether an article's page stands at an output path.
    pub(crate) fn is_output(&self, archive: &Archive, path: &str) -> bool {
        self.by_output.binary_search_by(|id| archive.article(*id).url.as_str().cmp(path)).is_ok()
    }

    fn file_by_date(&mut self, archive: &Archive) {
        self.moments = vec![None; archive.articles.len()];
        for &id in &archive.dated {
            let Some(published) = &archive.article(id).published else { continue };
            let moment = Moment::of(published);
            self.moments[id.0 as usize] = Some(moment);
            let year = self.years.entry(moment.year()).or_default();
            year.total += 1;
            if let Some((_, month)) = moment.month() {
                year.months[month as usize - 1] += 1;
            }
            match moment {
                Moment::Day(day) => self.days.entry(day).or_default().push(id),
                Moment::Month(year, month) => self.month_only.entry((year, month)).or_default().push(id),
                Moment::Year(year) => self.year_only.entry(year).or_default().push(id),
            }
        }
    }

    fn gather_entities(&mut self, archive: &Archive) {
        for article in &archive.articles {
            let mut counts: BTreeMap<EntityId, u32> = BTreeMap::new();
            for mention in &article.mentions {
                *counts.entry(mention.entity).or_default() += 1;
            }
            let mut named: Vec<(EntityId, u32)> = counts.into_iter().collect();
            named.sort_by_key(|&(id, count)| (std::cmp::Reverse(count), id));
            self.article_entities.push(named);
        }
        for entity in &archive.entities {
            let mut articles: Vec<ArticleId> = entity.articles.iter().map(|&(id, _)| id).collect();
            articles.sort_by_key(|id| self.ranks[id.0 as usize]);
            self.entity_articles.push(articles);
        }
    }

    fn gather_authors(&mut self, archive: &Archive) {
        for (index, author) in archive.authors.iter().enumerate() {
            if let Some(entity) = author.entity {
                self.entity_authors.entry(entity).or_insert(AuthorId(index as u32));
            }
        }
    }

    fn gather_mentioned(&mut self, archive: &Archive) {
        for (rank, id) in self.order.iter().enumerate() {
            for (index, mention) in archive.article(*id).dates.iter().enumerate() {
                let Some((first, last)) = mention.days else { continue };
                let date = MentionedDate { first, last, rank: rank as u32, index: index as u32, page: 1 };
                self.mentioned.entry(first.year()).or_default().push(date);
            }
        }
        let page_size = archive.site.page_size;
        for (&year, dates) in &mut self.mentioned {
            dates.sort_by_key(|date| (date.first, std::cmp::Reverse(date.last), date.rank, date.index));
            // An article that says twice on which day something was speaks of it once.
            dates.dedup_by_key(|date| (date.first, date.last, date.rank));
            number_pages(dates, page_size);
            if super::routes::has_month_pages(archive, dates.len()) {
                for date in dates.iter() {
                    let month = super::mentioned::month_of(date.first, date.last).unwrap_or(0);
                    self.mentioned_months.entry((year, month)).or_default().push(*date);
                }
            }
        }
    }

    /// The dates of a month that has pages of its own; month 0 holds those that span months.
    pub(crate) fn month_dates(&self, year: i32, month: u32) -> &[MentionedDate] {
        self.mentioned_months.get(&(year, month)).map_or(&[], Vec::as_slice)
    }

    /// Place of an article in the order of the site.
    pub(crate) fn rank(&self, id: ArticleId) -> usize {
        self.ranks.get(id.0 as usize).map_or(0, |rank| *rank as usize)
    }

    /// Year under which an article is filed.
    pub(crate) fn year(&self, id: ArticleId) -> Option<i32> {
        self.moments.get(id.0 as usize).copied().flatten().map(Moment::year)
    }

    /// The months that have a page: those with articles of a known month.
    pub(crate) fn months(&self) -> impl Iterator<Item = (i32, u32)> + '_ {
        self.years.iter().flat_map(|(&year, count)| {
            (1..=12).filter(|month| count.months[*month as usize - 1] > 0).map(move |month| (year, month))
        })
    }

    /// The articles of an entity by year, undated last.
    pub(crate) fn entity_years(&self, id: EntityId) -> Vec<(Option<i32>, &[ArticleId])> {
        let Some(articles) = self.entity_articles.get(id.0 as usize) else { return Vec::new() };
        articles.chunk_by(|a, b| self.year(*a) == self.year(*b)).map(|run| (self.year(run[0]), run)).collect()
    }
}

/// By path; the whole file before its parts, these in the order of the archive.
fn source_order(archive: &Archive, id: ArticleId) -> (&str, bool, ArticleId) {
    let key = &archive.article(id).key;
    (&key.path, key.record.is_some(), id)
}

fn hash_of(strings: &Strings) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    for (key, text) in strings.texts() {
        hasher.update(key.as_bytes()).update(&[0]).update(text.as_bytes()).update(&[0]);
    }
    *hasher.finalize().as_bytes()
}

/// Notes on which page of its list each date stands.
fn number_pages(dates: &mut [MentionedDate], page_size: usize) {
    let mut counts = [0_usize; 13];
    for date in dates {
        let list = super::mentioned::month_of(date.first, date.last).unwrap_or(0) as usize;
        date.page = (counts[list] / page_size.max(1)) as u32 + 1;
        counts[list] += 1;
    }
}
