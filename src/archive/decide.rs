//! The decision: facts of many articles in, one archive out. Pure, and independent of the order of the facts.

use super::authority::Authority;
use super::conventions;
use super::dating::{self, DateHabits};
use super::facts::ArticleFacts;
use super::gazetteer;
use super::head::{self, DecidedHead};
use super::indexes;
use super::model::{Archive, Article, Entity, LeftOut, Published, SiteFacts, Topic};
use super::offered::{self, InFile};
use super::overlay::{Overlay, OverlayRow};
use super::permalinks::{self, Ledger};
use super::related;
use super::resolve::{self, Resolution, Resolver};
use super::terms::Terms;
use crate::analysis::date::{self, Anchor, DateMention, PublicationClaim};
use crate::config::{Config, FileRules};
use crate::diagnostic::Diagnostic;
use crate::strings::Strings;
use chrono::{Datelike, NaiveDate};
use rayon::prelude::*;
use std::collections::{BTreeMap, BTreeSet};

/// What the decision is made with, besides the facts.
#[derive(Clone, Copy, Debug)]
pub struct DecisionInputs<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// Corrections by hand.
    pub overlay: &'a Overlay,
    /// Who is who, as a person says.
    pub authority: &'a Authority,
    /// Recorded addresses.
    pub ledger: &'a Ledger,
    /// The strings of the interface.
    pub strings: &'a Strings,
    /// The build's clock.
    pub now: NaiveDate,
    /// Whether articles that lie next to each other say something about each other's dates.
    pub use_neighbours: bool,
}

/// Decides titles, dates, entities and addresses.
pub fn decide(facts: Vec<ArticleFacts>, inputs: &DecisionInputs<'_>) -> Archive {
    decide_again(facts, inputs, None)
}

/// The same, with a resolver that may have seen the archive before: it works out again what has changed.
pub fn decide_again(
    facts: Vec<ArticleFacts>,
    inputs: &DecisionInputs<'_>,
    resolver: Option<&mut Resolver>,
) -> Archive {
    let (facts, left_out, mut diagnostics) = admit(facts, inputs);
    let rules: Vec<FileRules> = facts.iter().map(|fact| inputs.config.rules_of(&fact.key.path)).collect();
    let head_habits = head::count_habits(&facts);
    let mut date_habits = dating::count_habits(&facts, &inputs.config.dates);
    date_habits.state_orders(&facts, &rules);

    let heads: Vec<DecidedHead> = facts
        .par_iter()
        .zip(&rules)
        .map(|(fact, rules)| head::decide(fact, &head_habits, inputs.overlay.of(&fact.key), rules))
        .collect();
    let (published, conflicts) = dating::decide(
        &facts,
        &date_habits,
        inputs.overlay,
        &inputs.config.dates,
        inputs.now,
        inputs.use_neighbours,
    );
    diagnostics.extend(conflicts);
    let dates = anchored_dates(&facts, &published, &date_habits);
    let site = site_facts(inputs, facts.len());
    let years: Vec<Option<i32>> = published.iter().map(shown_year).collect();
    let mut resolution = resolved(&facts, inputs, &years, site.min_mentions, resolver);
    diagnostics.append(&mut resolution.diagnostics);
    gazetteer::locate(&mut resolution.entities);
    let urls = permalinks::article_urls_recorded(&facts, inputs.ledger, &mut diagnostics);
    let author_names: Vec<Vec<String>> = heads.iter().map(|head| head.authors.clone()).collect();
    let topic_names: Vec<Vec<String>> = facts.iter().map(|fact| fact.front_matter.topics.clone()).collect();
    let (authors, authors_of) =
        indexes::authors(&author_names, &published, &resolution.entities, inputs.ledger);
    let (topics, topics_of) = indexes::topics(&topic_names, &published, inputs.ledger);
    let redirects = permalinks::redirects(
        &facts,
        &urls,
        &resolution.entities,
        &authors,
        &topics,
        inputs.ledger,
        &mut diagnostics,
    );

    let mut articles: Vec<Article> = facts
        .iter()
        .zip(heads.iter().zip(&rules).zip(urls))
        .map(|(fact, ((head, rules), url))| article(fact, head, inputs.overlay.of(&fact.key), rules, url))
        .collect();
    let conventions = conventions::count(&facts, &heads, &published);
    let habits = conventions::sentences(&conventions, &facts, &date_habits);
    let decided = published.into_iter().zip(dates).zip(resolution.mentions).zip(authors_of).zip(topics_of);
    for (article, ((((published, dates), mentions), authors), topics)) in articles.iter_mut().zip(decided) {
        article.published = published;
        article.dates = dates;
        article.mentions = mentions;
        article.authors = authors;
        article.topics = topics;
    }
    suggest_related(&mut articles, &facts, &resolution.entities, &topics, inputs.strings);
    diagnostics.extend(facts.into_iter().flat_map(|fact| fact.diagnostics));
    diagnostics.sort();
    let (dated, undated) = indexes::by_date(&articles);
    let offered = if inputs.config.sources {
        offered::offered(&articles.iter().map(InFile::from).collect::<Vec<_>>(), &left_out)
    } else {
        BTreeMap::new()
    };
    Archive {
        site,
        strings: inputs.strings.clone(),
        articles,
        entities: resolution.entities,
        authors,
        topics,
        dated,
        undated,
        carried: BTreeSet::new(),
        section_descriptions: BTreeMap::new(),
        left_out,
        offered,
        redirects,
        habits,
        conventions,
        diagnostics,
    }
}

fn shown_year(published: &Option<Published>) -> Option<i32> {
    published.as_ref().filter(|published| published.shown).map(|published| published.earliest.year())
}

/// Decides entities and mentions alone, as [`decide`] does: for each article that is not left out, in order of keys.
pub fn decide_names(facts: Vec<ArticleFacts>, inputs: &DecisionInputs<'_>) -> Resolution {
    let (facts, ..) = admit(facts, inputs);
    resolved(&facts, inputs, &vec![None; facts.len()], 1, None)
}

fn suggest_related(
    articles: &mut [Article],
    facts: &[ArticleFacts],
    entities: &[Entity],
    topics: &[Topic],
    strings: &Strings,
) {
    if articles.len() < 2 {
        return;
    }
    let fingerprints: Vec<&[u32]> = facts.iter().map(|fact| fact.fingerprint.as_slice()).collect();
    let terms: Vec<&Terms> = facts.iter().map(|fact| &fact.terms).collect();
    let suggestions = related::related(articles, entities, topics, (&fingerprints, &terms), strings);
    for (article, related) in articles.iter_mut().zip(suggestions) {
        article.related = related;
    }
}

fn resolved(
    facts: &[ArticleFacts],
    inputs: &DecisionInputs<'_>,
    years: &[Option<i32>],
    min_mentions: usize,
    resolver: Option<&mut Resolver>,
) -> Resolution {
    let curation = resolve::Curation { authority: inputs.authority, years };
    let mut resolution = match resolver {
        Some(resolver) => resolver.resolve(facts, &inputs.config.entities, curation),
        None => resolve::resolve(facts, &inputs.config.entities, curation),
    };
    resolve::keep_found_names(&mut resolution, facts);
    permalinks::entity_urls(&mut resolution, inputs.ledger, min_mentions);
    resolution
}

/// Leaves out drafts, hidden articles and those under embargo; the rest in order of their keys.
fn admit(
    mut facts: Vec<ArticleFacts>,
    inputs: &DecisionInputs<'_>,
) -> (Vec<ArticleFacts>, Vec<LeftOut>, Vec<Diagnostic>) {
    let (mut diagnostics, mut without) = (Vec::new(), Vec::new());
    facts.sort_by(|a, b| a.key.cmp(&b.key));
    facts.retain(|fact| match left_out(fact, inputs) {
        Some(reason) => {
            diagnostics.push(
                Diagnostic::note("left-out", format!("left out of the site: {reason}"))
                    .at(&fact.key.path, None),
            );
            without.push(LeftOut { path: fact.key.path.clone(), targets: fact.targets.clone() });
            false
        }
        None => true,
    });
    (facts, without, diagnostics)
}

fn left_out(fact: &ArticleFacts, inputs: &DecisionInputs<'_>) -> Option<String> {
    if inputs.overlay.of(&fact.key).is_some_and(|row| row.hide) {
        return Some("the corrections overlay hides it".into());
    }
    if inputs.config.rules_of(&fact.key.path).hide {
        return Some("a rule of the configuration hides it".into());
    }
    if fact.front_matter.draft {
        return Some("its front matter calls it a draft".into());
    }
    let embargo = fact.front_matter.embargo.as_deref()?;
    match embargo.get(..10).unwrap_or(embargo).parse::<NaiveDate>() {
        Ok(until) => (until > inputs.now).then(|| format!("under embargo until {until}")),
        // To show too early cannot be taken back, to show too late can.
        Err(_) => Some(format!("its embargo \"{embargo}\" is no day; write it as YYYY-MM-DD")),
    }
}

/// Gives every expression its value, counted from the day of publication.
fn anchored_dates(
    facts: &[ArticleFacts],
    published: &[Option<Published>],
    habits: &DateHabits,
) -> Vec<Vec<DateMention>> {
    facts
        .par_iter()
        .zip(published)
        .map(|(fact, published)| {
            let anchor = published
                .as_ref()
                .filter(|published| published.shown)
                .map(|published| Anchor { earliest: published.earliest, latest: published.latest });
            date::resolve(&fact.dates, anchor, habits.order_of(&fact.key.path))
        })
        .collect()
}

fn article(
    fact: &ArticleFacts,
    head: &DecidedHead,
    overlay: Option<&OverlayRow>,
    rules: &FileRules,
    url: String,
) -> Article {
    let language = overlay.and_then(|row| row.language.clone()).unwrap_or_else(|| fact.language.code.clone());
    Article {
        key: fact.key.clone(),
        url,
        title: head.title.clone(),
        deck: head.deck.clone(),
        kicker: head.kicker.clone(),
        authors: Vec::new(),
        author_by_path: head.author_by_path,
        dateline: head.dateline.clone(),
        section: head.section.clone(),
        printed_page: head.printed_page.clone(),
        issue_number: head.issue_number.clone(),
        source: head.source.clone(),
        rights: head.rights.clone(),
        summary: fact.front_matter.description.clone().unwrap_or_else(|| fact.summary.clone()),
        published: None,
        updated: fact.evidence.iter().find_map(|evidence| match evidence.claim {
            PublicationClaim::Updated { day } => Some(day),
            _ => None,
        }),
        topics: Vec::new(),
        language,
        format: fact.format,
        source_hash: fact.source_hash,
        body_hash: fact.body_hash,
        words: fact.words,
        passages: fact.passages.clone(),
        head: head.blocks.clone(),
        head_doubts: head.doubts.clone(),
        mentions: Vec::new(),
        dates: Vec::new(),
        targets: fact.targets.clone(),
        related: Vec::new(),
        noindex: fact.front_matter.noindex || rules.noindex,
    }
}

/// Archives under this many articles give every entity a page by default.
const SMALL_ARCHIVE: usize = 500;

fn site_facts(inputs: &DecisionInputs<'_>, articles: usize) -> SiteFacts {
    let config = inputs.config;
    SiteFacts {
        title: config.title.clone(),
        description: config.description.clone(),
        language: config.language.clone(),
        base_url: config.base_url.clone(),
        license: config.license.clone(),
        footer: config.footer.clone(),
        accent: config.accent.clone(),
        logo: config.logo.clone(),
        contact_email: config.contact_email.clone(),
        now: inputs.now,
        version: env!("CARGO_PKG_VERSION").into(),
        page_size: config.page_size,
        search: config.search,
        stemming: config.stemming,
        min_mentions: config.entities.min_mentions.unwrap_or(if articles < SMALL_ARCHIVE { 1 } else { 2 }),
        min_confidence: config.entities.min_confidence,
        min_date_confidence: config.dates.min_confidence,
    }
}
