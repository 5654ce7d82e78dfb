//! `backfile convert`: every article as a Markdown page with front matter, for people who want to edit them.
//!
//! Backfile builds the same titles, dates, names and addresses from the pages; Hugo can build them too.

use super::arguments::ConvertOptions;
use super::build::{absolute, use_threads};
use super::progress::TerminalProgress;
use super::report::{self, counted};
use super::site_folder::SiteFolder;
use super::{CliError, Outcome};
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, Article, EntityId, Published, TitleOrigin};
use crate::page::front_matter::{FrontMatter, InferredDate, MoreFields, REMOVED, kept_as_removed};
use crate::page::markdown;
use crate::page::seldom::Seldom;
use crate::page::tree::Page;
use crate::pipeline::{self, Loaded};
use crate::site::bodies::Bodies;
use crate::write::Output;
use rayon::prelude::*;
use std::collections::BTreeSet;

/// Runs the verb.
pub(crate) fn run(options: &ConvertOptions) -> Result<Outcome, CliError> {
    use_threads(&options.site)?;
    let site = SiteFolder::find(&options.site.dir)?;
    let output_path = absolute(&options.output)?;
    if output_path.starts_with(&site.content) {
        return Err(format!(
            "{} lies inside the folder of articles, where its pages would be read as articles; name another folder",
            output_path.display()
        )
        .into());
    }
    let inputs = site.inputs(&options.site, &output_path)?;
    let (output, mut diagnostics) = Output::open(&output_path, &site.never_output())?;
    let progress = TerminalProgress::new(false);
    let loaded = pipeline::load(&inputs, &progress)?;
    progress.finish();

    write_pages(&loaded, &output)?;
    for file in &loaded.carried {
        output.stage_copy(&file.path, blake3::hash(file.path.as_bytes()).as_bytes(), &file.disk_path)?;
    }
    let report = output.commit()?;
    diagnostics.extend(loaded.archive.diagnostics.iter().chain(&report.diagnostics).cloned());
    eprint!("{}", report::text(&diagnostics, false));
    println!(
        "{} in {} ({} written)",
        counted(loaded.archive.articles.len(), "Markdown page", "Markdown pages"),
        output_path.display(),
        counted(report.written, "file", "files"),
    );
    let failed = report::count(&diagnostics).errors > 0;
    Ok(if failed { Outcome::MaterialErrors } else { Outcome::Fine })
}

fn write_pages(loaded: &Loaded, output: &Output) -> Result<(), CliError> {
    let paths = page_paths(&loaded.archive);
    let named = entities_of_articles(&loaded.archive);
    loaded.archive.article_ids().zip(paths).par_bridge().try_for_each(|(id, path)| {
        let article = loaded.archive.article(id);
        let page = loaded.bodies.page(id)?;
        let text = markdown_page(&loaded.archive, article, &named[id.0 as usize], &page);
        Ok(output.stage(&path, blake3::hash(text.as_bytes()).as_bytes(), text.as_bytes())?)
    })
}

/// The source's path with the ending `.md`, unique also where case is ignored.
fn page_paths(archive: &Archive) -> Vec<String> {
    let mut taken = BTreeSet::new();
    let paths = archive.articles.iter().map(|article| {
        let stem = article.key.path.rsplit_once('.').map_or(article.key.path.as_str(), |(stem, _)| stem);
        let stem =
            article.key.record.as_ref().map_or_else(|| stem.to_owned(), |record| format!("{stem}-{record}"));
        let candidates = std::iter::once(format!("{stem}.md")).chain((2..).map(|n| format!("{stem}-{n}.md")));
        let mut free = candidates.filter(|path| taken.insert(path.to_lowercase()));
        free.next().unwrap_or_default()
    });
    paths.collect()
}

/// For each article the entities that it belongs to, mentioned in its text or listed by a person.
fn entities_of_articles(archive: &Archive) -> Vec<Vec<EntityId>> {
    let mut named = vec![Vec::new(); archive.articles.len()];
    for id in archive.entity_ids() {
        for (article, _) in &archive.entity(id).articles {
            named[article.0 as usize].push(id);
        }
    }
    named
}

fn markdown_page(archive: &Archive, article: &Article, named: &[EntityId], page: &Page) -> String {
    let in_head: Vec<u32> = article.head.iter().map(|head| head.block).collect();
    let mut front_matter = front_matter_of(archive, article, named);
    if let Some(removed) = kept_as_removed(&page.removed) {
        front_matter.extra.insert(REMOVED.into(), removed);
    }
    markdown::write(page, &front_matter, &in_head)
}

fn front_matter_of(archive: &Archive, article: &Article, named: &[EntityId]) -> FrontMatter {
    let published = article.published.as_ref();
    let mut front_matter = FrontMatter {
        title: Some(article.title.text.clone()),
        made_title: article.title.origin == TitleOrigin::Made,
        date: published
            .filter(|published| writes_date(published))
            .map(|published| published.value.to_string()),
        authors: article.authors.iter().map(|&author| archive.author(author).name.clone()).collect(),
        topics: article.topics.iter().map(|&topic| archive.topic(topic).name.clone()).collect(),
        section: article.section.clone(),
        noindex: article.noindex,
        more: Seldom::new(more_fields_of(archive, article, named)),
        ..FrontMatter::default()
    };
    front_matter.names_found = Some(front_matter.names_checksum());
    front_matter
}

fn more_fields_of(archive: &Archive, article: &Article, named: &[EntityId]) -> MoreFields {
    let published = article.published.as_ref();
    MoreFields {
        deck: article.deck.clone(),
        inferred: published
            .filter(|published| !writes_date(published) || published.confidence < 1.0)
            .map(inferred),
        lastmod: article.updated.map(|day| day.to_string()),
        people: names(archive, named, EntityKind::Person),
        places: names(archive, named, EntityKind::Place),
        organizations: names(archive, named, EntityKind::Organization),
        aliases: old_addresses(archive, article),
        url: Some(article.url.clone()),
        language: (article.language != "und").then(|| article.language.to_string()),
        page: article.printed_page.clone(),
        volume: article.issue_number.volume.clone(),
        issue: article.issue_number.number.clone(),
        source: Some(article.source.clone().unwrap_or_else(|| article.key.path.to_string())),
        rights: article.rights.clone(),
        ..MoreFields::default()
    }
}

/// `date` holds a whole day that is certain enough to show: other generators refuse a month or a year there.
fn writes_date(published: &Published) -> bool {
    published.shown && published.value.len() == "YYYY-MM-DD".len()
}

fn inferred(published: &Published) -> InferredDate {
    InferredDate {
        value: published.value.to_string(),
        earliest: published.earliest.to_string(),
        latest: published.latest.to_string(),
        confidence: published.confidence,
        stated: published.stated,
        evidence: published.evidence.to_vec(),
    }
}

fn names(archive: &Archive, named: &[EntityId], kind: EntityKind) -> Vec<String> {
    let entities = named.iter().map(|&id| archive.entity(id)).filter(|entity| entity.kind == kind);
    entities.map(|entity| entity.name.clone()).collect::<BTreeSet<_>>().into_iter().collect()
}

fn old_addresses(archive: &Archive, article: &Article) -> Vec<String> {
    use crate::archive::model::Redirect;
    let leads_here = |redirect: &Redirect| matches!(redirect, Redirect::To(url) if *url == article.url);
    archive
        .redirects
        .iter()
        .filter(|(_, redirect)| leads_here(redirect))
        .map(|(path, _)| path.clone())
        .collect()
}
