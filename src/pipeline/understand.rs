//! One file understood: read into page trees, analysed, reduced to facts. Pure, so it may be cached.

use crate::analysis::{self, date, entity, kin, life};
use crate::archive::facts::{ArticleFacts, ArticleKey, MoreFacts, Particulars};
use crate::archive::{head, related, terms};
use crate::config::TextConfig;
use crate::diagnostic::Diagnostic;
use crate::page::divided::Dictionary;
use crate::page::draft::{ArticleDraft, HeadRole};
use crate::page::front_matter::{FrontMatter, MoreFields};
use crate::page::seldom::Seldom;
use crate::page::tree::Page;
use crate::page::{self, Dump, NoText, Record};
use crate::source::{Format, Source, Spool};
use compact_str::CompactString;
use rayon::prelude::*;
use std::collections::BTreeMap;

/// Which parts of the analysis are wanted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Analysis {
    /// Find people, organisations and places.
    pub entities: bool,
    /// Find temporal expressions and evidence of the day of publication in the text.
    pub dates: bool,
    /// Gather the words that tell what an article is about.
    pub terms: bool,
    /// Gather what only a site needs: hashes, summaries, links, counts, what tells which articles are alike.
    pub site: bool,
}

impl Analysis {
    /// Everything.
    pub const FULL: Self = Self { entities: true, dates: true, terms: true, site: true };
    /// Only what front matter and overlay say.
    pub const NONE: Self = Self { entities: false, dates: false, terms: true, site: true };
}

/// One article: what the archive is decided from, and its body.
#[derive(Clone, Debug, PartialEq)]
pub struct Understood {
    /// What the archive is decided from.
    pub facts: ArticleFacts,
    /// The body.
    pub page: Page,
}

/// Understands one file. Its own diagnostics travel with its first article.
pub fn understand(source: &Source, config: &TextConfig, analysis: Analysis) -> Vec<Understood> {
    understand_amended(source, config, analysis, &Dictionary::default(), |_| ())
}

/// So many records of a dump are understood at a time, in parallel.
const BATCH: usize = 256;

/// Understands a file and gives its articles one by one, so that a dump of a hundred thousand is never held whole;
/// `spool` holds the text of one that is put away.
/// Diagnostics travel with an article near them; what is left at the end has none to travel with.
pub fn understand_each(
    (source, spool): (&Source, Option<&Spool>),
    config: &TextConfig,
    analysis: Analysis,
    dictionary: &Dictionary,
    take: &mut dyn FnMut(Understood),
) -> Result<Vec<Diagnostic>, NoText> {
    if !matches!(source.format, Format::Csv | Format::Jsonl) {
        understand_amended(source, config, analysis, dictionary, |_| ()).into_iter().for_each(take);
        return Ok(Vec::new());
    }
    let mut dump = Dump::open_spooled(source, spool, config)?;
    let mut told = source.diagnostics.clone();
    loop {
        let mut raws = Vec::with_capacity(BATCH);
        for record in dump.by_ref().take(BATCH) {
            match record {
                Record::Article(raw) => raws.push(*raw),
                Record::Trouble(diagnostic) => {
                    told.push(diagnostic);
                    continue;
                }
            }
        }
        let understood: Vec<Understood> = raws
            .into_par_iter()
            .map(|raw| article(source, page::read_record(raw, config), config, analysis))
            .collect();
        if understood.is_empty() && dump.is_done() {
            return Ok(told);
        }
        for mut understood in understood {
            if !told.is_empty() {
                understood.facts.diagnostics.append(&mut told);
            }
            take(understood);
        }
    }
}

/// Like [`understand`], with what the archive knows of divided words, and with what is known of the articles from
/// elsewhere written into their drafts first.
pub fn understand_amended(
    source: &Source,
    config: &TextConfig,
    analysis: Analysis,
    dictionary: &Dictionary,
    amend: impl Fn(&mut ArticleDraft),
) -> Vec<Understood> {
    let mut reading = page::read_with(source, config, dictionary);
    reading.drafts.iter_mut().for_each(amend);
    let mut articles: Vec<Understood> =
        reading.drafts.into_iter().map(|draft| article(source, draft, config, analysis)).collect();
    if let Some(first) = articles.first_mut() {
        first.facts.diagnostics.extend(source.diagnostics.iter().cloned());
        first.facts.diagnostics.extend(reading.diagnostics);
    }
    articles
}

fn article(source: &Source, draft: ArticleDraft, config: &TextConfig, analysis: Analysis) -> Understood {
    let language = &draft.language.code;
    let tongue = if language == "und" { config.otherwise.as_deref().unwrap_or(language) } else { language };
    let passages = analysis::passages(&draft.page, &draft.head);
    let text = &draft.page.text;
    let entities = if analysis.entities { entity::find(text, &passages, language) } else { Vec::new() };
    let dates = if analysis.dates { date::find(text, &passages, tongue) } else { Vec::new() };
    let evidence = date::publication_evidence(&source.path, &draft, tongue, &dates);
    let summary = if analysis.site { summary(&draft) } else { String::new() };
    let noise = if analysis.site { page::noise_of(text, language) } else { 0.0 };
    let mut front_matter = draft.front_matter;
    let found_names = if analysis.entities { take_found_names(&mut front_matter) } else { None };
    front_matter.more.settle();
    let more = MoreFacts {
        found_names,
        kin: kin::find(text, &entities),
        lives: life::find(text, &entities),
        targets: if analysis.site { page::targets(&draft.page) } else { Vec::new() },
        diagnostics: Vec::new(),
        opening: head::opening(&summary),
        divided: draft.divided,
        furniture: furniture(&draft.page),
        repaired: draft.page.repairs.len() as u32,
    };
    let passages = page::passages(&draft.page);
    let leaves = passages.len() as u32;
    // Where a title is stated, none is made of the text.
    let is_titled = front_matter.title.is_some();
    let (made_title, [summary, put_away]) = match is_titled {
        true => (String::new(), [String::new(), summary]),
        false => (draft.made_title, [summary, String::new()]),
    };
    let particulars = Particulars {
        summary: put_away,
        passages,
        fingerprint: if analysis.site { related::signature(text).to_vec() } else { Vec::new() },
        terms: if analysis.terms { terms::terms(text) } else { terms::Terms::default() },
    };
    let facts = ArticleFacts {
        key: ArticleKey { path: source.path.as_str().into(), record: draft.record.map(CompactString::from) },
        format: source.format,
        source_hash: source.hash,
        body_hash: if analysis.site { body_hash(&draft.page) } else { [0; 32] },
        summary,
        head: draft.head,
        made_title,
        language: draft.language,
        noise,
        words: if analysis.site { word_count(text) } else { 0 },
        text_len: text.len() as u32,
        leaves,
        entities,
        dates,
        evidence,
        more: Seldom::new(more),
        particulars: Seldom::new(particulars),
        stored: 0,
        front_matter: Seldom::new(front_matter),
        edges: draft.edges,
        encoding: source.encoding.as_str().into(),
    };
    Understood { facts, page: draft.page }
}

/// The first sentences of the text, without the lines of the head.
fn summary(draft: &ArticleDraft) -> String {
    let head = draft.head.iter().filter(|head| head.score >= 0.5 && head.role != HeadRole::Dateline);
    let skip: Vec<u32> = head.flat_map(|head| head.block..head.block + head.blocks).collect();
    page::summary(&draft.page, &skip)
}

fn furniture(page: &Page) -> BTreeMap<String, u32> {
    let mut counts = BTreeMap::new();
    for removed in &page.removed {
        *counts.entry(removed.reason.clone()).or_default() += 1;
    }
    counts
}

/// Names that `convert` wrote and nobody touched count as found in the text, which is read again.
fn take_found_names(front_matter: &mut FrontMatter) -> Option<[Vec<String>; 3]> {
    front_matter.has_found_names().then(|| {
        let MoreFields { people, organizations, places, .. } = &mut *front_matter.more;
        [std::mem::take(people), std::mem::take(organizations), std::mem::take(places)]
    })
}

fn word_count(text: &str) -> u32 {
    text.split_whitespace().filter(|word| word.contains(char::is_alphanumeric)).count() as u32
}

/// blake3 over the page tree as it is stored: the article's page is rendered again when it changes.
fn body_hash(page: &Page) -> [u8; 32] {
    let mut hasher = blake3::Hasher::new();
    let stored = postcard::to_io(page, &mut hasher);
    debug_assert!(stored.is_ok(), "a hasher takes any bytes");
    *hasher.finalize().as_bytes()
}
