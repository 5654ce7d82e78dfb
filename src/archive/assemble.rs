//! From facts and decisions to articles. A large archive cannot be held twice: facts let go of each part once what is
//! decided from it is decided, and are taken apart one by one.

use super::facts::{ArticleFacts, Particulars, Shelf};
use super::head::DecidedHead;
use super::model::{Article, AuthorId, Mention, Published, TopicId};
use super::overlay::{Overlay, OverlayRow};
use crate::analysis::date::{DateMention, PublicationClaim};
use crate::config::{Config, FileRules};
use crate::diagnostic::Diagnostic;
use crate::page::seldom::Seldom;
use compact_str::CompactString;
use std::borrow::Cow;

/// Lets go of what only the head is decided from.
pub(super) fn forget_lines(fact: &mut ArticleFacts) {
    if let Some(written) = fact.front_matter.held_mut() {
        written.title = None;
    }
    fact.made_title = String::new();
    fact.edges = Vec::new();
}

/// Lets go of what only the day of publication is decided from.
pub(super) fn forget_evidence(fact: &mut ArticleFacts) {
    fact.head = Vec::new();
    fact.evidence.retain(|evidence| matches!(evidence.claim, PublicationClaim::Updated { .. }));
    fact.evidence.shrink_to_fit();
    if let Some(written) = fact.front_matter.held_mut() {
        written.date = None;
    }
    fact.front_matter.settle();
}

/// Lets go of what only names are decided from.
pub(super) fn forget_names(fact: &mut ArticleFacts) {
    fact.entities = Vec::new();
    if let Some(more) = fact.more.held_mut() {
        (more.kin, more.lives, more.divided) = (Vec::new(), Vec::new(), Vec::new());
    }
    fact.more.settle();
}

/// What is decided of all articles, by article.
pub(super) struct Decided {
    pub(super) heads: Vec<DecidedHead>,
    pub(super) urls: Vec<String>,
    pub(super) published: Vec<Option<Published>>,
    pub(super) dates: Vec<Vec<DateMention>>,
    pub(super) mentions: Vec<Vec<Mention>>,
    pub(super) authors: Vec<Vec<AuthorId>>,
    pub(super) topics: Vec<Vec<TopicId>>,
}

impl Decided {
    /// The articles. Facts are taken apart from the last one on, and their room is given back on the way, so that a large
    /// archive is not held twice.
    pub(super) fn into_articles(
        mut self,
        mut facts: Vec<ArticleFacts>,
        (config, overlay): (&Config, &Overlay),
        (kept, shelf): (&[Seldom<Particulars>], &dyn Shelf),
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Vec<Article> {
        const GIVEN_BACK: usize = 1 << 14;
        let mut articles = Vec::with_capacity(facts.len());
        while let (Some(mut fact), Some(head), Some(url)) = (facts.pop(), self.heads.pop(), self.urls.pop()) {
            if !fact.diagnostics.is_empty() {
                diagnostics.append(&mut fact.diagnostics);
            }
            let particulars = kept.get(facts.len()).map(|kept| shelf.particulars(fact.stored, kept));
            let particulars = particulars.map(Cow::into_owned).unwrap_or_default();
            let rules = config.rules_of(&fact.key.path);
            let overlay = overlay.of(&fact.key);
            articles.push(Article {
                published: self.published.pop().flatten(),
                dates: self.dates.pop().unwrap_or_default(),
                mentions: self.mentions.pop().unwrap_or_default(),
                authors: self.authors.pop().unwrap_or_default(),
                topics: self.topics.pop().unwrap_or_default(),
                ..article(fact, particulars, head, overlay, &rules, url)
            });
            if facts.len().is_multiple_of(GIVEN_BACK) {
                facts.shrink_to_fit();
                self.heads.shrink_to_fit();
                self.published.shrink_to_fit();
            }
        }
        articles.reverse();
        articles
    }
}

fn article(
    mut fact: ArticleFacts,
    particulars: Particulars,
    head: DecidedHead,
    overlay: Option<&OverlayRow>,
    rules: &FileRules,
    url: String,
) -> Article {
    let description = fact.front_matter.held_mut().and_then(|written| written.description.take());
    let targets = fact.more.held_mut().map(|more| std::mem::take(&mut more.targets)).unwrap_or_default();
    let summary = if fact.summary.is_empty() { particulars.summary } else { fact.summary };
    let updated = fact.evidence.iter().find_map(|evidence| match evidence.claim {
        PublicationClaim::Updated { day } => Some(day),
        _ => None,
    });
    Article {
        lines: head.lines,
        author_by_path: head.author_by_path,
        section: head.section,
        summary: description.unwrap_or(summary),
        updated,
        language: overlay
            .and_then(|row| row.language.as_deref().map(CompactString::from))
            .unwrap_or(fact.language.code),
        format: fact.format,
        source_hash: fact.source_hash,
        body_hash: fact.body_hash,
        words: fact.words,
        passages: particulars.passages,
        head: head.blocks,
        head_doubts: head.doubts,
        targets,
        stored: fact.stored,
        noindex: fact.front_matter.noindex || rules.noindex,
        ..Article::new(fact.key, url, head.title)
    }
}
