//! `backfile search`: the articles that fit a query, by the same index, parser and ranking as the site's search page.

use super::arguments::{SearchOptions, SearchOrder};
use super::build::use_threads;
use super::progress::TerminalProgress;
use super::report::{counted, printable};
use super::site_folder::SiteFolder;
use super::{CliError, Outcome};
use crate::pipeline::{self, Loaded};
use crate::search::answer::{Hit, Order, answer};
use crate::search::context::{Asked, context};
use crate::search::document::Document;
use crate::search::exhaustive::Exhaustive;
use crate::search::query::{Query, parse};
use crate::search::read::{Broken, Index};
use crate::search::{Collection, index_in_memory};
use serde_json::json;
use std::io::{BufRead, Write};

/// Runs the verb.
pub(crate) fn run(options: &SearchOptions) -> Result<Outcome, CliError> {
    use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let inputs = site.inputs(&options.site, &site.output)?;
    let progress = TerminalProgress::new(options.json);
    let loaded = pipeline::load(&inputs, &progress)?;
    progress.finish();
    let files = index_in_memory(&Collection::new(&loaded.archive), &loaded.bodies)?;
    let index = Index::open(&files)?;
    let searcher = Searcher { options, index, exhaustive: exhaustive(options, &loaded)? };
    if options.query == "-" {
        for line in std::io::stdin().lock().lines() {
            searcher.search(&line?)?;
        }
    } else {
        searcher.search(&options.query)?;
    }
    Ok(Outcome::Fine)
}

fn exhaustive<'a>(options: &SearchOptions, loaded: &'a Loaded) -> Result<Option<Exhaustive<'a>>, CliError> {
    let wanted = options.exhaustive.then(|| Exhaustive::new(&loaded.archive, &loaded.bodies));
    Ok(wanted.transpose()?)
}

struct Searcher<'a> {
    options: &'a SearchOptions,
    index: Index<'a>,
    exhaustive: Option<Exhaustive<'a>>,
}

impl Searcher<'_> {
    fn search(&self, text: &str) -> Result<(), CliError> {
        let query = parse(text);
        let hits = self.hits(&query)?;
        let shown = hits.iter().take(self.options.limit);
        let shown: Vec<(Hit, Document)> =
            shown.map(|hit| Ok((*hit, self.index.document(hit.id)?))).collect::<Result<_, Broken>>()?;
        let mut out = std::io::stdout().lock();
        if self.options.json {
            return Ok(writeln!(out, "{}", as_json(text, hits.len(), &shown))?);
        }
        let asked = Asked::new(&query, &self.index.forms);
        for (_, document) in &shown {
            write!(out, "{}", as_text(document, &asked))?;
        }
        Ok(writeln!(out, "{} found", counted(hits.len(), "article", "articles"))?)
    }

    fn hits(&self, query: &Query) -> Result<Vec<Hit>, Broken> {
        let order = match self.options.order {
            SearchOrder::Relevance => Order::Relevance,
            SearchOrder::Newest => Order::Newest,
            SearchOrder::Oldest => Order::Oldest,
        };
        match &self.exhaustive {
            Some(exhaustive) => Ok(exhaustive.answer(query, &[], &[], order)),
            None => answer(&self.index, query, &[], &[], order),
        }
    }
}

fn as_json(text: &str, total: usize, shown: &[(Hit, Document)]) -> serde_json::Value {
    let hit = |(hit, document): &(Hit, Document)| {
        json!({
            "number": hit.id,
            "score": hit.score,
            "title": document.title,
            "date": document.iso,
            "url": document.url,
        })
    };
    json!({ "query": text, "total": total, "hits": shown.iter().map(hit).collect::<Vec<_>>() })
}

/// Title, then date and address, then the words around the hit with those asked for between asterisks.
fn as_text(document: &Document, asked: &Asked) -> String {
    let found = context(document, asked);
    let address = match found.passage {
        0 => document.url.clone(),
        number => format!("{}#p{number}", document.url),
    };
    let mut line = found.text.clone();
    for mark in found.marks.iter().rev() {
        line.insert(mark.end, '*');
        line.insert(mark.start, '*');
    }
    let date = if document.date.is_empty() { String::new() } else { format!("{}  ", document.date) };
    let lines = [document.title.clone(), format!("  {date}{address}"), format!("  {line}")];
    lines.iter().map(|line| printable(line) + "\n").collect::<String>() + "\n"
}
