//! One file to its articles: the one function behind which every format stands.

use super::draft::{ArticleDraft, HeadRole};
use super::tree::BlockKind;
use super::{front_matter, head, html, language, markdown, noise, plain};
use crate::config::TextConfig;
use crate::diagnostic::Diagnostic;
use crate::source::{Format, Source};

/// What one file holds.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Reading {
    /// Its articles in order; one for the formats read so far, even if the file is empty.
    pub drafts: Vec<ArticleDraft>,
    /// What a person may want to know.
    pub diagnostics: Vec<Diagnostic>,
}

/// Reads a file into its articles.
pub fn read(source: &Source, config: &TextConfig) -> Reading {
    let mut diagnostics = Vec::new();
    let draft = match source.format {
        Format::Text => read_text(source),
        Format::Markdown => read_markdown(source, config, &mut diagnostics),
        Format::Html => read_html(source, &mut diagnostics),
        Format::Csv | Format::Jsonl => ArticleDraft::default(),
    };
    if draft.page.text.is_empty() && !source.path.is_empty() {
        diagnostics.push(
            Diagnostic::warning("empty-article", "the file holds no text").hint("remove the file or fill it"),
        );
    }
    let diagnostics = diagnostics.into_iter().map(|d| match d.location {
        Some(_) => d,
        None => d.at(&source.path, None),
    });
    Reading { diagnostics: diagnostics.collect(), drafts: vec![draft] }
}

/// The title in the front matter of a section's file (`_index.md`), or its first heading.
pub fn section_title(source: &Source) -> Option<String> {
    let mut reading = read(source, &TextConfig::default());
    let draft = reading.drafts.pop()?;
    let heading = draft.page.blocks.iter().find(|block| matches!(block.kind, BlockKind::Heading { .. }));
    draft.front_matter.title.or_else(|| heading.map(|block| block.range.of(&draft.page.text).to_owned()))
}

fn read_text(source: &Source) -> ArticleDraft {
    let page = plain::read(&source.text);
    let mut draft = finish(ArticleDraft { page, ..ArticleDraft::default() });
    let more = draft.page.blocks.len() > 1;
    for candidate in draft.head.iter().filter(|candidate| candidate.role == HeadRole::Title) {
        // Whether the archive takes it for the page's title or not, such a line stands over the text as a heading.
        if let Some(block) = draft.page.blocks.get_mut(candidate.block as usize)
            && candidate.score >= 0.5
            && more
            && block.kind == BlockKind::Paragraph
        {
            block.kind = BlockKind::Heading { level: 2 };
        }
    }
    draft
}

fn read_markdown(source: &Source, config: &TextConfig, diagnostics: &mut Vec<Diagnostic>) -> ArticleDraft {
    let parsed = front_matter::parse(&source.text);
    for (diagnostic, line) in parsed.diagnostics {
        diagnostics.push(diagnostic.at(&source.path, line));
    }
    let page = markdown::lower(&source.text, parsed.body, config.shortcodes);
    finish(ArticleDraft { front_matter: parsed.front_matter, page, ..ArticleDraft::default() })
}

fn read_html(source: &Source, diagnostics: &mut Vec<Diagnostic>) -> ArticleDraft {
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
    finish(ArticleDraft { front_matter: saved.metadata, page: saved.page, ..ArticleDraft::default() })
}

/// What every format has done to it once its page tree stands.
fn finish(mut draft: ArticleDraft) -> ArticleDraft {
    draft.head = head::candidates(&draft.page, draft.front_matter.title.as_deref());
    draft.made_title = head::made_title(&draft.page, &draft.head);
    draft.language = language::language_of(draft.front_matter.language.as_deref(), &draft.page);
    draft.noise = noise::noise_of(&draft.page.text);
    draft
}
