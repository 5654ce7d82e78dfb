//! The view of an article.

use super::list::{DateView, Link};
use super::metadata;
use super::shell::{Scope, Shell, direction};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Article, ArticleId, Published, TitleOrigin};
use crate::page::draft::HeadRole;
use crate::site::bodies::BodyError;
use crate::site::body_html::{self, BodyView};
use crate::site::issues::{issue_of, section_slug};
use crate::site::moment::{Moment, day_of_year_text, span_text};
use crate::site::route::{Route, kind_folder};
use crate::site::{link, mentioned, targets};
use chrono::Datelike;
use serde::Serialize;

/// `article.html`
#[derive(Debug, Serialize)]
pub struct ArticleView {
    /// What every page has.
    pub shell: Shell,
    /// Headline.
    pub title: String,
    /// Whether the headline was made from the first sentence.
    pub title_made: bool,
    /// Label over the headline.
    pub kicker: Option<String>,
    /// Section of the publication.
    pub section: Option<String>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// Page of the printed publication.
    pub printed_page: Option<String>,
    /// Volume and number of the issue: "Vol. 3, No. 7".
    pub issue_number: Option<String>,
    /// Link to the page of the section.
    pub section_href: Option<String>,
    /// The issue that it stood in, when the publication has issues.
    pub issue: Option<Link>,
    /// The same day in other years.
    pub this_day: Option<Link>,
    /// Summary line.
    pub deck: Option<String>,
    /// Authors.
    pub authors: Vec<Link>,
    /// Whether the text is not signed, and the names of the archive's files say who wrote it.
    pub author_by_path: bool,
    /// Place and agency, when they stood on a line of their own; else they are part of the body.
    pub dateline: Option<String>,
    /// When it was published, as it is shown; null when that is too doubtful.
    pub date: Option<DateView>,
    /// What is known of the day of publication, when it was not stated.
    pub dating: Option<DatingView>,
    /// Stated day of the last change.
    pub updated: Option<DateView>,
    /// The text.
    pub body: BodyView,
    /// Language when it is not that of the site.
    pub language: Option<String>,
    /// `ltr` or `rtl`.
    pub direction: &'static str,
    /// Names by kind; a kind without names is left out.
    pub named: Vec<NamedGroup>,
    /// Dates that the text speaks of.
    pub dates: Vec<Link>,
    /// How many more dates it speaks of.
    pub more_dates: usize,
    /// Topics.
    pub topics: Vec<Link>,
    /// What to read next.
    pub related: Vec<RelatedView>,
    /// The article before, by date.
    pub previous: Option<Link>,
    /// The article after.
    pub next: Option<Link>,
    /// Scans and other files of the same name.
    pub companions: Vec<Link>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Citation in a sentence, as parts: before the title, title, publication, after it.
    pub citation: metadata::Citation,
    /// Citation in BibTeX.
    pub bibtex: String,
    /// The citation as CSL-JSON, for the script that makes files of it.
    pub csl: String,
    /// `<meta>` elements: name, content.
    pub meta: Vec<metadata::Meta>,
    /// JSON-LD, safe inside a script element.
    pub json_ld: String,
    /// Words in the text.
    pub words: String,
    /// Relative path of the source file.
    pub source_file: String,
    /// Link to the source file as it is; null when it is not offered.
    pub source_href: Option<String>,
    /// SHA-256 of the source file, in hexadecimal.
    pub source_hash: String,
    /// Link for reports of problems.
    pub report: Option<String>,
}

/// What is known of the day of publication.
#[derive(Debug, Serialize)]
pub struct DatingView {
    /// "24–26 September 2022".
    pub span: String,
    /// `high`, `fair` or `low`.
    pub confidence: &'static str,
    /// The same in words: "low confidence".
    pub confidence_text: String,
    /// Sentences, the weightiest first.
    pub evidence: Vec<String>,
    /// Whether it is certain enough to file the article under it.
    pub shown: bool,
    /// Link to the undated shelf, when the article stands there.
    pub shelf: Option<String>,
}

/// Names of one kind.
#[derive(Debug, Serialize)]
pub struct NamedGroup {
    /// `person`, `organization` or `place`.
    pub kind: EntityKind,
    /// Heading.
    pub heading: String,
    /// Link to the index of the kind.
    pub index: String,
    /// The names, the most frequent first.
    pub entities: Vec<NamedEntity>,
}

/// A name in an article.
#[derive(Debug, Serialize)]
pub struct NamedEntity {
    /// As shown.
    pub text: String,
    /// Link; null when it has no page.
    pub href: Option<String>,
    /// What tells it from a namesake.
    pub qualifier: Option<String>,
    /// Number of mentions.
    pub count: u32,
}

/// A suggestion.
#[derive(Debug, Serialize)]
pub struct RelatedView {
    /// Headline.
    pub title: String,
    /// Link.
    pub href: String,
    /// Date.
    pub date: Option<DateView>,
    /// Why.
    pub reason: String,
}

/// Names shown of one kind, and dates.
const SIDE_ROWS: usize = 24;

/// Builds the view of an article.
pub(crate) fn view(scope: &Scope, id: ArticleId) -> Result<ArticleView, BodyError> {
    let article = scope.archive.article(id);
    let site = &scope.archive.site;
    let mut shell = scope.shell(&article.title.text, "");
    shell.description.clone_from(&article.summary);
    shell.noindex = article.noindex;
    let language = scope.foreign_language(article);
    let (dates, more_dates) = dates(scope, article);
    let (previous, next) = neighbours(scope, id);
    Ok(ArticleView {
        title: article.title.text.clone(),
        title_made: article.title.origin == TitleOrigin::Made,
        kicker: article.kicker.clone(),
        section: article.section.clone(),
        source: article.source.clone(),
        printed_page: article.printed_page.clone(),
        author_by_path: article.author_by_path,
        issue_number: metadata::issue_number(scope, article, metadata::PRINTED),
        section_href: section_slug(article).and_then(|slug| scope.route(&Route::Section { slug, number: 1 })),
        issue: issue(scope, article),
        this_day: this_day(scope, id),
        deck: article.deck.clone(),
        authors: authors(scope, article),
        dateline: article.dateline.clone().filter(|_| has_head(article, HeadRole::Dateline)),
        date: scope.published(article.published.as_ref()),
        dating: article.published.as_ref().and_then(|published| dating(scope, published)),
        updated: article.updated.map(|day| DateView {
            text: Moment::Day(day).text(scope.strings()),
            iso: Moment::Day(day).iso(),
            href: None,
            inferred: false,
        }),
        body: body_html::view(scope, id)?,
        direction: direction(language.as_ref().unwrap_or(&site.language)),
        language,
        named: named(scope, id),
        dates,
        more_dates,
        topics: topics(scope, article),
        related: related(scope, article),
        previous,
        next,
        companions: companions(scope, article),
        rights: article.rights.clone(),
        citation: metadata::citation(scope, article),
        bibtex: metadata::bibtex(scope, article),
        csl: metadata::csl(scope, article),
        meta: metadata::meta(scope, article),
        json_ld: metadata::json_ld(scope, id),
        words: scope.strings().count("count.words", article.words as usize),
        source_file: source_file(article),
        source_href: source_href(scope, article),
        source_hash: blake3::Hash::from(article.source_hash).to_hex().to_string(),
        report: report(scope, article),
        shell,
    })
}

/// The issue of the day, where the publication has issues.
fn issue(scope: &Scope, article: &Article) -> Option<Link> {
    let (slug, date) = issue_of(&scope.tables.publications, article)?;
    let text = scope.strings().fill("issue.of", &[("date", &Moment::Day(date).text(scope.strings()))]);
    Some(Link { text, href: scope.route(&Route::Issue { slug, date, number: 1 }) })
}

/// The day of the year, when something else was published or is told of it.
fn this_day(scope: &Scope, id: ArticleId) -> Option<Link> {
    let Moment::Day(date) = scope.tables.moments[id.0 as usize]? else { return None };
    let (month, day) = (date.month(), date.day());
    let found = scope.tables.this_day.get(&(month, day))?;
    let alone = found.spoken.is_empty() && found.articles.len() < 2;
    let name = day_of_year_text(scope.strings(), date);
    let text = scope.strings().fill("this_day.heading", &[("day", &name)]);
    (!alone).then(|| Link { text, href: scope.route(&Route::ThisDay { month, day, number: 1 }) })
}

fn has_head(article: &Article, role: HeadRole) -> bool {
    article.head.iter().any(|head| head.role == role)
}

fn source_file(article: &Article) -> String {
    match &article.key.record {
        Some(record) => format!("{} ({record})", article.key.path),
        None => article.key.path.to_string(),
    }
}

fn source_href(scope: &Scope, article: &Article) -> Option<String> {
    let offered = scope.archive.offered.get(article.key.path.as_str())?;
    Some(scope.href(&offered.path))
}

fn authors(scope: &Scope, article: &Article) -> Vec<Link> {
    let link = |author: &crate::archive::model::Author| Link {
        text: author.name.clone(),
        href: Some(scope.href(&author.url)),
    };
    article.authors.iter().map(|id| link(scope.archive.author(*id))).collect()
}

fn topics(scope: &Scope, article: &Article) -> Vec<Link> {
    let link = |topic: &crate::archive::model::Topic| Link {
        text: topic.name.clone(),
        href: Some(scope.href(&topic.url)),
    };
    article.topics.iter().map(|id| link(scope.archive.topic(*id))).collect()
}

fn dating(scope: &Scope, published: &Published) -> Option<DatingView> {
    if published.stated && published.shown {
        return None;
    }
    let confidence = match published.confidence {
        high if high >= 0.8 => "high",
        fair if fair >= 0.5 => "fair",
        _ => "low",
    };
    let shelf = (!published.shown).then(|| scope.href("dates/undated.html"));
    Some(DatingView {
        span: span_text(scope.strings(), published.earliest, published.latest),
        confidence_text: scope.say(&format!("article.confidence_{confidence}")),
        confidence,
        evidence: published.evidence.to_vec(),
        shown: published.shown,
        shelf,
    })
}

/// The heading of a kind of entity.
pub(crate) fn kind_heading(scope: &Scope, kind: EntityKind) -> String {
    scope.say(&format!("nav.{}", kind_folder(kind)))
}

fn named(scope: &Scope, id: ArticleId) -> Vec<NamedGroup> {
    let all = &scope.tables.article_entities[id.0 as usize];
    let group = |kind: EntityKind| {
        let entities: Vec<NamedEntity> = all
            .iter()
            .filter(|(entity, _)| scope.archive.entity(*entity).kind == kind)
            .take(SIDE_ROWS)
            .map(|&(id, count)| {
                let Link { text, href } = scope.entity(id);
                NamedEntity { text, href, qualifier: scope.archive.entity(id).qualifier.clone(), count }
            })
            .collect();
        let index = scope.href(&format!("{}/index.html", kind_folder(kind)));
        (!entities.is_empty()).then(|| NamedGroup {
            kind,
            heading: kind_heading(scope, kind),
            index,
            entities,
        })
    };
    EntityKind::ALL.into_iter().filter_map(group).collect()
}

fn dates(scope: &Scope, article: &Article) -> (Vec<Link>, usize) {
    let mut days: Vec<_> = article.dates.iter().filter_map(|date| date.days).collect();
    days.sort_unstable();
    days.dedup();
    let link = |&(first, last): &(chrono::NaiveDate, chrono::NaiveDate)| Link {
        text: span_text(scope.strings(), first, last),
        href: mentioned::target(scope.archive, scope.tables, scope.root, (first, last)),
    };
    (days.iter().take(SIDE_ROWS).map(link).collect(), days.len().saturating_sub(SIDE_ROWS))
}

fn related(scope: &Scope, article: &Article) -> Vec<RelatedView> {
    let view = |related: &crate::archive::model::Related| {
        let other = scope.archive.article(related.article);
        RelatedView {
            title: other.title.text.clone(),
            href: scope.href(&other.url),
            date: scope.published(other.published.as_ref()),
            reason: related.reason.clone(),
        }
    };
    article.related.iter().map(view).collect()
}

/// The articles before and after in the order of the site; dated and undated ones do not meet.
fn neighbours(scope: &Scope, id: ArticleId) -> (Option<Link>, Option<Link>) {
    let tables = scope.tables;
    let dated = |id: ArticleId| tables.moments[id.0 as usize].is_some();
    let at = |rank: Option<usize>| {
        rank.and_then(|rank| tables.order.get(rank))
            .filter(|other| dated(**other) == dated(id))
            .map(|id| scope.article(*id))
    };
    let rank = tables.rank(id);
    (at(rank.checked_sub(1)), at(rank.checked_add(1)))
}

fn companions(scope: &Scope, article: &Article) -> Vec<Link> {
    targets::companions(scope.archive, &article.key.path)
        .into_iter()
        .map(|path| Link {
            text: path.rsplit('/').next().unwrap_or(path).to_owned(),
            href: Some(scope.href(&link::carried_path(path))),
        })
        .collect()
}

fn report(scope: &Scope, article: &Article) -> Option<String> {
    let email = scope.archive.site.contact_email.as_ref()?;
    let subject = link::href("", &scope.strings().fill("article.report_subject", &[("page", &article.url)]));
    Some(format!("mailto:{email}?subject={}", subject.trim_start_matches("./").replace('&', "%26")))
}
