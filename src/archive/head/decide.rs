//! Decides the head of one page. What a person wrote wins, then the lines of the text, then what was made.
//!
//! No text is lost: a block is taken into the head only where the head shows what it says.

use super::habits::{HeadHabits, TAKEN};
use super::weighed::weighed;
use crate::archive::facts::ArticleFacts;
use crate::archive::model::{HeadBlock, HeadDoubt, HeadLines, Title, TitleOrigin};
use crate::archive::overlay::OverlayRow;
use crate::config::{BylineRule, FileRules};
use crate::page;
use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::path::{self, IssueNumber};
use crate::page::seldom::Seldom;
use crate::source::Format;
use std::ops::Deref;

/// The head of one page as decided.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedHead {
    /// Headline.
    pub title: Title,
    /// The other lines, which are read through the head.
    pub lines: Seldom<HeadLines>,
    /// Authors as they are shown.
    pub authors: Vec<String>,
    /// The text is not signed: the archive's custom with names of files says who wrote it.
    pub author_by_path: bool,
    /// Section of the publication.
    pub section: Option<String>,
    /// Blocks that the head shows in place of the body.
    pub blocks: Vec<HeadBlock>,
    /// What was nearly decided otherwise.
    pub doubts: Vec<HeadDoubt>,
    /// The convention by which the title was found, where a line of the text is it.
    pub title_convention: Option<String>,
}

impl Deref for DecidedHead {
    type Target = HeadLines;

    fn deref(&self) -> &HeadLines {
        &self.lines
    }
}

/// Decides the head of one page.
pub fn decide(
    facts: &ArticleFacts,
    habits: &HeadHabits,
    overlay: Option<&OverlayRow>,
    rules: &FileRules,
) -> DecidedHead {
    let candidates = weighed(facts, habits, rules);
    let taken: Vec<&HeadCandidate> = candidates.iter().filter(|candidate| candidate.score >= TAKEN).collect();
    let stated = overlay.and_then(|row| row.title.clone()).map(|text| (text, TitleOrigin::Overlay));
    let (mut title, title_line) = choose_title(facts, stated, best(&taken, HeadRole::Title));
    if title.origin == TitleOrigin::Made && !facts.front_matter.made_title {
        title.text = without_navigation(facts, habits, &candidates, title.text);
    }
    let (mut authors, byline_shown) = choose_authors(facts, overlay, rules, &taken);
    let author_by_path = authors.is_empty() && rules.byline != BylineRule::None;
    let author_by_path = author_by_path.then(|| habits.writers.of(&facts.key.path)).flatten();
    authors.extend(author_by_path.map(str::to_owned));
    let title_convention =
        title_line.filter(|_| title.origin == TitleOrigin::Line).map(|line| line.convention.clone());
    let doubts = doubts(
        &candidates,
        &title,
        overlay.is_some_and(|row| row.byline.is_some()) || !facts.front_matter.authors.is_empty(),
    );
    let value = |role: HeadRole| best(&taken, role).map(|candidate| candidate.value.clone());
    let front_matter = &facts.front_matter;
    // A paper's name and its edition stand over one title, each on a line of its own.
    let labels: Vec<&str> = taken
        .iter()
        .filter(|c| c.role == HeadRole::Kicker)
        .map(|candidate| candidate.value.as_str())
        .collect();
    let labelled = !labels.is_empty() && (title_line.is_some() || title.origin != TitleOrigin::Line);
    let kicker = labelled.then(|| labels.join(" · "));
    let deck = overlay.and_then(|row| row.deck.clone()).or_else(|| front_matter.deck.clone());
    let deck = deck.or_else(|| title_line.and(value(HeadRole::Deck)));
    let shown = |candidate: &HeadCandidate| match candidate.role {
        HeadRole::Title => title_line.is_some_and(|line| line.block == candidate.block),
        HeadRole::Deck => deck.as_deref() == Some(candidate.value.as_str()),
        HeadRole::Kicker => kicker.is_some(),
        HeadRole::Byline => byline_shown,
        // One that begins a paragraph stays there.
        HeadRole::Dateline => candidate.blocks > 0,
        HeadRole::Published => {
            // A date before a title does not take the line away when the head does not show that title.
            let over_title =
                |other: &HeadCandidate| other.role == HeadRole::Title && other.block == candidate.block;
            !facts.head.iter().any(over_title) || title_line.is_some_and(|line| line.block == candidate.block)
        }
        HeadRole::Updated | HeadRole::Source | HeadRole::Copyright | HeadRole::Furniture => true,
    };
    let blocks = head_blocks(facts, &taken, shown);
    let lines = HeadLines {
        deck,
        kicker,
        dateline: value(HeadRole::Dateline),
        printed_page: overlay
            .and_then(|row| row.page.clone())
            .or_else(|| front_matter.page.clone())
            .or_else(|| path::printed_page(&facts.key.path)),
        issue_number: issue_number(facts),
        source: front_matter.source.clone().or_else(|| value(HeadRole::Source)),
        rights: overlay
            .and_then(|row| row.rights.clone())
            .or_else(|| front_matter.rights.clone())
            .or_else(|| rules.rights.clone())
            .or_else(|| value(HeadRole::Copyright)),
    };
    DecidedHead {
        lines: Seldom::new(lines),
        authors,
        author_by_path: author_by_path.is_some(),
        section: overlay
            .and_then(|row| row.section.clone())
            .or_else(|| front_matter.section.clone())
            .or_else(|| rules.section.clone())
            .or_else(|| path::section(&facts.key.path)),
        blocks,
        doubts,
        title_convention,
        title,
    }
}

/// What a person wrote of the issue, else what the path says.
fn issue_number(facts: &ArticleFacts) -> IssueNumber {
    let front_matter = &facts.front_matter;
    if front_matter.volume.is_none() && front_matter.issue.is_none() {
        return path::issue_number(&facts.key.path);
    }
    IssueNumber { volume: front_matter.volume.clone(), number: front_matter.issue.clone() }
}

/// How far from certain a candidate is that a person should look at.
const DOUBTFUL: std::ops::Range<f32> = 0.25..0.7;

/// The title and bylines that were nearly decided otherwise.
fn doubts(candidates: &[HeadCandidate], title: &Title, authors_stated: bool) -> Vec<HeadDoubt> {
    let title_stated = title.origin.is_stated();
    let open = |role: HeadRole| match role {
        HeadRole::Title => !title_stated,
        HeadRole::Byline => !authors_stated,
        _ => false,
    };
    let doubtful = |c: &&HeadCandidate| open(c.role) && DOUBTFUL.contains(&c.score);
    let doubt = |c: &HeadCandidate| HeadDoubt {
        role: c.role,
        value: c.value.clone(),
        confidence: c.score,
        taken: c.score >= TAKEN,
    };
    candidates.iter().filter(doubtful).map(doubt).collect()
}

/// A made title without the navigation that the folder's texts begin with.
fn without_navigation(
    facts: &ArticleFacts,
    habits: &HeadHabits,
    candidates: &[HeadCandidate],
    made: String,
) -> String {
    let opening = habits.repeated.opening_len(&facts.key.path, &facts.summary);
    let furniture = candidates.iter().filter(|candidate| candidate.role == HeadRole::Furniture);
    let line = furniture.map(|c| c.value.as_str()).find(|line| line.starts_with(made.trim_end_matches('…')));
    let skip = match line {
        Some(line) if facts.summary.starts_with(line) => line.len(),
        _ => opening,
    };
    let rest = facts.summary.get(skip..).unwrap_or("").trim_end_matches('…');
    let title = if skip > 0 { page::title_from(rest) } else { String::new() };
    if title.is_empty() { made } else { title }
}

fn best<'c>(taken: &[&'c HeadCandidate], role: HeadRole) -> Option<&'c HeadCandidate> {
    let mut best: Option<&HeadCandidate> = None;
    for candidate in taken.iter().filter(|candidate| candidate.role == role) {
        if best.is_none_or(|so_far| candidate.score > so_far.score) {
            best = Some(candidate);
        }
    }
    best
}

/// The title, and the line of the text that says it, which then leaves the body.
fn choose_title<'c>(
    facts: &ArticleFacts,
    overlay: Option<(String, TitleOrigin)>,
    line: Option<&'c HeadCandidate>,
) -> (Title, Option<&'c HeadCandidate>) {
    let origin = match facts.format {
        _ if facts.front_matter.made_title => TitleOrigin::Made,
        Format::Html => TitleOrigin::Metadata,
        Format::Csv | Format::Jsonl => TitleOrigin::Record,
        Format::Text | Format::Markdown => TitleOrigin::FrontMatter,
    };
    let front_matter = || facts.front_matter.title.clone().map(|text| (text, origin));
    if let Some((text, origin)) = overlay.or_else(front_matter) {
        // A stated title corrects the line that it resembles; another line stays in the body.
        let resembles = |line: &&HeadCandidate| strsim::normalized_levenshtein(&line.value, &text) >= 0.6;
        let line = line.filter(resembles);
        return (Title { text, origin }, line);
    }
    match line {
        Some(line) => (Title { text: line.value.clone(), origin: TitleOrigin::Line }, Some(line)),
        None if facts.made_title.trim().is_empty() => (file_name_title(&facts.key.path), None),
        None => (Title { text: facts.made_title.clone(), origin: TitleOrigin::Made }, None),
    }
}

/// "1952/harbour-storm.txt" → "harbour storm".
fn file_name_title(path: &str) -> Title {
    let name = path.rsplit('/').next().unwrap_or(path);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let words: Vec<&str> = stem.split(['-', '_', ' ']).filter(|word| !word.is_empty()).collect();
    let text = if words.is_empty() { "Untitled".to_owned() } else { words.join(" ") };
    Title { text, origin: TitleOrigin::FileName }
}

/// The authors, and whether the byline's own words are among them.
fn choose_authors(
    facts: &ArticleFacts,
    overlay: Option<&OverlayRow>,
    rules: &FileRules,
    taken: &[&HeadCandidate],
) -> (Vec<String>, bool) {
    let mut printed: Vec<String> = Vec::new();
    for candidate in taken.iter().filter(|candidate| candidate.role == HeadRole::Byline) {
        if !printed.contains(&candidate.value) {
            printed.push(candidate.value.clone());
        }
    }
    let stated = overlay.and_then(|row| row.byline.clone());
    let given = |authors: &Vec<String>| Some(authors.clone()).filter(|authors| !authors.is_empty());
    let stated = stated.or_else(|| given(&facts.front_matter.authors)).or_else(|| given(&rules.authors));
    match stated {
        None => (printed, true),
        Some(authors) => {
            let same = |a: &str, b: &str| {
                strsim::normalized_levenshtein(&a.to_lowercase(), &b.to_lowercase()) >= 0.7
            };
            let shown = printed.iter().all(|name| authors.iter().any(|author| same(author, name)));
            (authors, shown)
        }
    }
}

/// The blocks that the head shows. A file that holds nothing else keeps its title in the body.
fn head_blocks(
    facts: &ArticleFacts,
    taken: &[&HeadCandidate],
    shown: impl Fn(&HeadCandidate) -> bool,
) -> Vec<HeadBlock> {
    let mut blocks: Vec<HeadBlock> = Vec::new();
    for candidate in taken.iter().filter(|candidate| shown(candidate)) {
        for block in candidate.block..candidate.block.saturating_add(candidate.blocks) {
            let head_block = HeadBlock { block, role: candidate.role };
            if !blocks.contains(&head_block) {
                blocks.push(head_block);
            }
        }
    }
    blocks.sort_by_key(|head| (head.block, head.role));
    let mut distinct: Vec<u32> = blocks.iter().map(|head| head.block).collect();
    distinct.dedup();
    if distinct.len() >= facts.leaves as usize {
        blocks.retain(|head| head.role != HeadRole::Title);
    }
    blocks
}
