//! One file to its articles: the one function behind which every format stands.

use super::divided::Dictionary;
use super::draft::{ArticleDraft, HeadRole};
use super::dump::{Dump, NoText, RawArticle, Record};
use super::front_matter::FrontMatter;
use super::split::{Parts, header, split};
use super::tree::{BlockKind, Removed, TextRange};
use super::{front_matter, head, html, language, markdown, path, plain, quotes};
use crate::config::{Quotes, TextConfig};
use crate::diagnostic::Diagnostic;
use crate::source::{Format, Source};

/// What one file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its articles in order; one for every format but dumps, even if the file is empty.
    pub drafts: Vec<ArticleDraft>,
    /// What a person may want to know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file into its articles.
pub fn read(source: &Source, config: &TextConfig) -> Reading {
    read_with(source, config, &Dictionary::default())
}

/// Like [`read`], with what the archive knows of words that are divided at line ends.
pub fn read_with(source: &Source, config: &TextConfig, archive: &Dictionary) -> Reading {
    if matches!(source.format, Format::Csv | Format::Jsonl) {
        return read_dump(source, config);
    }
    let mut reading = Reading::default();
    let auto = source.format == Format::Text && !source.path.is_empty();
    let is_lines = matches!(source.format, Format::Text | Format::Markdown);
    match split(&source.text, &config.split, auto).filter(|_| is_lines) {
        None => reading.drafts.push(read_one(
            source,
            config,
            archive,
            FrontMatter::default(),
            &mut reading.diagnostics,
        )),
        Some(parts) => read_parts(source, config, archive, &parts, &mut reading),
    }
    let empty = reading.drafts.iter().all(|draft| draft.page.text.is_empty());
    if empty && !source.path.is_empty() {
        reading.diagnostics.push(
            Diagnostic::warning("empty-article", "the file holds no text").hint("remove the file or fill it"),
        );
    }
    for diagnostic in &mut reading.diagnostics {
        if diagnostic.location.is_none() {
            *diagnostic = diagnostic.clone().at(&source.path, None);
        }
    }
    reading
}

/// Reads each part as a file of its own; its places in the source are those of the whole file.
fn read_parts(
    source: &Source,
    config: &TextConfig,
    archive: &Dictionary,
    parts: &Parts,
    reading: &mut Reading,
) {
    let note = format!("the file holds {} articles, parted by {}", parts.parts.len(), parts.separator);
    let hint = "if it is one article, set `split = \"never\"` for it in a [[rules]] table";
    reading.diagnostics.push(Diagnostic::note("several-articles", note).hint(hint));
    for (index, part) in parts.parts.iter().enumerate() {
        let (headers, text) =
            if part.message { message_head(&source.text, part.text) } else { (0, part.text) };
        let message = TextRange::new(text.start - headers, text.start);
        let mut told = Vec::new();
        let stated = stated_by_message(message.of(&source.text));
        let mut draft = read_one(&part_of(source, text), config, archive, stated, &mut told);
        draft.record = Some((index + 1).to_string());
        draft.page.stands_at(text.start);
        let between = part.separators.iter().map(|range| (*range, "between the articles of the file"));
        let removed = between.chain([(message, "head of the message")]).map(|(range, reason)| Removed {
            text: range.of(&source.text).trim().to_owned(),
            reason: reason.to_owned(),
            source: range.start,
        });
        draft.page.removed.splice(0..0, removed.filter(|removed| !removed.text.is_empty()));
        let lines_before =
            || source.text.get(..text.start as usize).map_or(0, |text| text.matches('\n').count() as u32);
        for mut diagnostic in told {
            if let Some(line) = diagnostic.location.as_mut().and_then(|location| location.line.as_mut()) {
                *line += lines_before();
            }
            reading.diagnostics.push(diagnostic);
        }
        reading.drafts.push(draft);
    }
}

/// The bytes of a message's head, and the text after it.
fn message_head(source: &str, part: TextRange) -> (u32, TextRange) {
    let end = part.of(source).find("\n\n").map_or(part.end, |at| part.start + at as u32 + 1);
    (end - part.start, TextRange::new(end, part.end))
}

/// A part of a file as a file of its own.
fn part_of(source: &Source, part: TextRange) -> Source {
    Source {
        path: source.path.clone(),
        format: source.format,
        text: part.of(&source.text).to_owned(),
        hash: source.hash,
        encoding: source.encoding.clone(),
        diagnostics: Vec::new(),
    }
}

/// What the head of a message states.
fn stated_by_message(head: &str) -> FrontMatter {
    let mut front_matter = FrontMatter::default();
    for (key, value) in head.lines().filter_map(header).filter(|(_, value)| !value.is_empty()) {
        let name = value.split(['<', '(']).next().unwrap_or("").trim_matches(['"', ' ']);
        match key {
            "subject" => front_matter.title = Some(value.to_owned()),
            "date" | "sent" if front_matter.date.is_none() => front_matter.date = Some(value.to_owned()),
            "from" if !name.is_empty() && !name.contains('@') => front_matter.authors = vec![name.to_owned()],
            _ => {}
        }
    }
    front_matter
}

fn read_one(
    source: &Source,
    config: &TextConfig,
    archive: &Dictionary,
    stated: FrontMatter,
    diagnostics: &mut Vec<Diagnostic>,
) -> ArticleDraft {
    match source.format {
        Format::Text => read_text(source, config, archive, stated),
        Format::Markdown => read_markdown(source, config, diagnostics),
        Format::Html => read_html(source, config, diagnostics),
        Format::Csv | Format::Jsonl => ArticleDraft::default(),
    }
}

/// All articles of a dump at once; [`Dump`] gives them one after another.
fn read_dump(source: &Source, config: &TextConfig) -> Reading {
    let mut reading = Reading::default();
    match Dump::open(source, config) {
        Err(NoText(note)) => reading.diagnostics.push(note),
        Ok(dump) => {
            for record in dump {
                match record {
                    Record::Article(raw) => reading.drafts.push(read_record(*raw, config)),
                    Record::Trouble(diagnostic) => reading.diagnostics.push(diagnostic),
                }
            }
        }
    }
    reading
}

/// Reads one article of a dump.
pub fn read_record(raw: RawArticle, config: &TextConfig) -> ArticleDraft {
    let (page, is_plain) = raw.page(&config.dump, config.shortcodes);
    let mut draft = ArticleDraft {
        record: Some(raw.record),
        front_matter: raw.front_matter,
        page,
        ..ArticleDraft::default()
    };
    finish(&mut draft, config);
    if is_plain {
        mark_title_lines(&mut draft);
    }
    draft
}

/// What a section's file (`_index.md`) says of its folder.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SectionNote {
    /// The name of the section: the title in the front matter, or the first heading.
    pub title: Option<String>,
    /// What the section is: the description in the front matter, or the first paragraph.
    pub description: Option<String>,
}

/// Reads a section's file.
pub fn section_note(source: &Source) -> SectionNote {
    let mut reading = read(source, &TextConfig::default());
    let Some(draft) = reading.drafts.pop() else { return SectionNote::default() };
    let first = |is: fn(&BlockKind) -> bool| {
        let block = draft.page.blocks.iter().find(|block| is(&block.kind))?;
        let words: Vec<&str> = block.range.of(&draft.page.text).split_whitespace().collect();
        Some(words.join(" ")).filter(|words| !words.is_empty())
    };
    let heading = first(|kind| matches!(kind, BlockKind::Heading { .. }));
    let paragraph = first(|kind| matches!(kind, BlockKind::Paragraph));
    SectionNote {
        title: draft.front_matter.title.or(heading),
        description: draft.front_matter.description.or(paragraph),
    }
}

fn read_text(
    source: &Source,
    config: &TextConfig,
    archive: &Dictionary,
    front_matter: FrontMatter,
) -> ArticleDraft {
    let (page, divided) = plain::read_with(&source.text, archive);
    let mut draft = ArticleDraft { page, divided, front_matter, ..ArticleDraft::default() };
    finish(&mut draft, config);
    mark_title_lines(&mut draft);
    draft
}

/// Marks lines that may be titles as headings.
fn mark_title_lines(draft: &mut ArticleDraft) {
    let more = draft.page.blocks.len() > 1;
    for candidate in draft.head.iter().filter(|candidate| candidate.role == HeadRole::Title) {
        // Whether the archive takes it for the page's title or not, such a line stands over the text as a heading.
        if let Some(block) = draft.page.blocks.get_mut(candidate.block as usize)
            && candidate.score >= 0.5
            && candidate.blocks > 0
            && more
            && block.kind == BlockKind::Paragraph
        {
            block.kind = BlockKind::Heading { level: 2 };
        }
    }
}

fn read_markdown(source: &Source, config: &TextConfig, diagnostics: &mut Vec<Diagnostic>) -> ArticleDraft {
    let parsed = front_matter::parse(&source.text);
    for (diagnostic, line) in parsed.diagnostics {
        diagnostics.push(diagnostic.at(&source.path, line));
    }
    let mut page = markdown::lower(&source.text, parsed.body, config.shortcodes);
    let mut front_matter = parsed.front_matter;
    page.removed.splice(0..0, front_matter::take_removed(&mut front_matter));
    let has_heading =
        page.blocks.iter().take(3).any(|block| matches!(block.kind, BlockKind::Heading { level: 1 }));
    if parsed.body > 0 && front_matter.title.is_none() && !has_heading {
        front_matter.title = path::jekyll_title(&source.path);
    }
    let mut draft = ArticleDraft { front_matter, page, ..ArticleDraft::default() };
    finish(&mut draft, config);
    draft
}

fn read_html(source: &Source, config: &TextConfig, diagnostics: &mut Vec<Diagnostic>) -> ArticleDraft {
    let saved = html::read(&source.text);
    let (taken_off, all) = saved.taken_off;
    if taken_off > 0 {
        let share = taken_off * 100 / all.max(1);
        let message = format!("{share}% of the letters on the saved page stand around its main text");
        diagnostics.push(
            Diagnostic::note("page-furniture", message)
                .hint("they stand on the article's page under \"removed from this page\""),
        );
    }
    let mut draft =
        ArticleDraft { front_matter: saved.metadata, page: saved.page, ..ArticleDraft::default() };
    finish(&mut draft, config);
    draft
}

/// What every format has done to it once its page tree stands.
fn finish(draft: &mut ArticleDraft, config: &TextConfig) {
    let stated = draft.front_matter.language.as_deref().or(config.language.as_deref());
    draft.language = language::language_of(stated, &draft.page);
    if config.quotes == Quotes::Repair {
        quotes::repair(&mut draft.page, &draft.language.code);
    }
    draft.head = head::candidates(&draft.page, draft.front_matter.title.as_deref());
    draft.made_title = head::made_title(&draft.page, &draft.head);
    draft.edges = head::edges(&draft.page);
}
