//! The decision: facts of many articles in, one archive out. Pure, and independent of the order of the facts.

use super::assemble::{Decided, forget_evidence, forget_lines, forget_names};
use super::authority::Authority;
use super::conventions;
use super::dating::{self, DateHabits};
use super::facts::{ArticleFacts, Particulars, Shelf};
use super::gazetteer;
use super::head::{self, DecidedHead};
use super::indexes;
use super::model::{Archive, LeftOut, Published, Related, SiteFacts};
use super::offered::{self, InFile};
use super::overlay::Overlay;
use super::permalinks::{self, Ledger};
use super::related;
use super::resolve::{self, Resolution, Resolver};
use super::said::Material;
use crate::analysis::date::{self, Anchor, DateMention};
use crate::config::Config;
use crate::diagnostic::Diagnostic;
use crate::page::seldom::Seldom;
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
    /// Where what need not be held is put away.
    pub shelf: &'a dyn Shelf,
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
    let (mut facts, left_out, mut diagnostics) = admit(facts, inputs);
    let rules_of = |fact: &ArticleFacts| inputs.config.rules_of(&fact.key.path);
    let head_habits = head::count_habits(&facts);
    let mut date_habits = dating::count_habits(&facts, &inputs.config.dates);
    date_habits.state_orders(&facts, rules_of);

    let mut heads: Vec<DecidedHead> = facts
        .par_iter_mut()
        .map(|fact| {
            let head = head::decide(fact, &head_habits, inputs.overlay.of(&fact.key), &rules_of(fact));
            forget_lines(fact);
            head
        })
        .collect();
    drop(head_habits);
    let (published, conflicts) = dating::decide(
        &facts,
        &date_habits,
        inputs.overlay,
        &inputs.config.dates,
        inputs.now,
        inputs.use_neighbours,
        inputs.shelf,
    );
    diagnostics.extend(conflicts);
    let conventions = conventions::count(&facts, &heads, &published);
    let habits = conventions::sentences(&conventions, &facts, &date_habits);
    facts.iter_mut().for_each(forget_evidence);
    let site = site_facts(inputs, facts.len());
    let years: Vec<Option<i32>> = published.iter().map(shown_year).collect();
    let mut resolution = resolved(&facts, inputs, &years, site.min_mentions, resolver);
    diagnostics.append(&mut resolution.diagnostics);
    facts.iter_mut().for_each(forget_names);
    let urls = permalinks::article_urls_recorded(&facts, inputs.ledger, &mut diagnostics);
    let dates = anchored_dates(&mut facts, &published, &date_habits);
    gazetteer::locate(&mut resolution.entities);
    let author_names: Vec<Vec<String>> =
        heads.iter_mut().map(|head| std::mem::take(&mut head.authors)).collect();
    let topic_names: Vec<Vec<String>> = facts.iter_mut().map(taken_topics).collect();
    let (authors, authors_of) =
        indexes::authors(&author_names, &published, &resolution.entities, inputs.ledger);
    let (topics, topics_of) = indexes::topics(&topic_names, &published, inputs.ledger);
    drop((author_names, topic_names));
    let redirects = permalinks::redirects(
        &facts,
        &urls,
        &resolution.entities,
        &authors,
        &topics,
        inputs.ledger,
        &mut diagnostics,
    );

    let kept: Vec<Seldom<Particulars>> =
        facts.iter_mut().map(|fact| std::mem::take(&mut fact.particulars)).collect();
    let decided = Decided {
        heads,
        urls,
        published,
        dates,
        mentions: resolution.mentions,
        authors: authors_of,
        topics: topics_of,
    };
    let mut articles = decided.into_articles(
        facts,
        (inputs.config, inputs.overlay),
        (&kept, inputs.shelf),
        &mut diagnostics,
    );
    let material = Material {
        articles: &articles,
        entities: &resolution.entities,
        topics: &topics,
        kept: &kept,
        shelf: inputs.shelf,
    };
    match suggestions(&material, inputs.strings) {
        Some(suggestions) => {
            articles.iter_mut().zip(suggestions).for_each(|(article, related)| article.related = related);
        }
        None => diagnostics.push(no_room()),
    }
    drop(kept);
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

/// The topics of an article, which its facts let go.
fn taken_topics(fact: &mut ArticleFacts) -> Vec<String> {
    fact.front_matter.held_mut().map(|written| std::mem::take(&mut written.topics)).unwrap_or_default()
}

fn shown_year(published: &Option<Published>) -> Option<i32> {
    published.as_ref().filter(|published| published.shown).map(|published| published.earliest.year())
}

/// Decides entities and mentions alone, as [`decide`] does: for each article that is not left out, in order of keys.
pub fn decide_names(facts: Vec<ArticleFacts>, inputs: &DecisionInputs<'_>) -> Resolution {
    let (facts, ..) = admit(facts, inputs);
    resolved(&facts, inputs, &vec![None; facts.len()], 1, None)
}

/// What is suggested beside each article.
fn suggestions(material: &Material, strings: &Strings) -> Option<Vec<Vec<Related>>> {
    if material.articles.len() < 2 {
        return Some(Vec::new());
    }
    related::related(material, strings)
}

fn no_room() -> Diagnostic {
    let message = "no related articles are suggested: what was put away on the disk could not be read again";
    Diagnostic::error("not-stored", message)
        .hint("make room on the disk, or name another folder for temporary files with TMPDIR")
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
    // In place: no two have one key.
    facts.sort_unstable_by(|a, b| a.key.cmp(&b.key));
    facts.retain(|fact| match left_out(fact, inputs) {
        Some(reason) => {
            diagnostics.push(
                Diagnostic::note("left-out", format!("left out of the site: {reason}"))
                    .at(fact.key.path.as_str(), None),
            );
            without.push(LeftOut { path: fact.key.path.to_string(), targets: fact.targets.clone() });
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

/// Gives every expression its value, counted from the day of publication. The facts let go of them.
fn anchored_dates(
    facts: &mut [ArticleFacts],
    published: &[Option<Published>],
    habits: &DateHabits,
) -> Vec<Vec<DateMention>> {
    facts
        .par_iter_mut()
        .zip(published)
        .map(|(fact, published)| {
            let found = std::mem::take(&mut fact.dates);
            let anchor = published
                .as_ref()
                .filter(|published| published.shown)
                .map(|published| Anchor { earliest: published.earliest, latest: published.latest });
            date::resolve(&found, anchor, habits.order_of(&fact.key.path))
        })
        .collect()
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
