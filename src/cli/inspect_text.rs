//! What `inspect` tells a person about one article.

use super::report::{counted, printable};
use crate::analysis::date::TimexType;
use crate::analysis::entity::EntityKind;
use crate::archive::model::{Archive, Article, EntityId, Published, TitleOrigin};
use crate::page::tree::{BlockKind, Page};
use std::collections::BTreeMap;
use std::fmt::Write;

/// Everything understood about an article, as lines of text.
pub(crate) fn describe(archive: &Archive, article: &Article, page: &Page) -> String {
    let mut text = String::new();
    let origin = match article.title.origin {
        TitleOrigin::Overlay => "from the corrections",
        TitleOrigin::FrontMatter => "from the front matter",
        TitleOrigin::Metadata => "from the page's metadata",
        TitleOrigin::Record => "from the record",
        TitleOrigin::Line => "a line of the text",
        TitleOrigin::Made => "made from the first sentence",
        TitleOrigin::FileName => "the file's name",
    };
    let authors: Vec<&str> = article.authors.iter().map(|&id| archive.author(id).name.as_str()).collect();
    field(&mut text, "file", &article.key.path);
    field(&mut text, "address", &article.url);
    field(&mut text, "title", &format!("{} ({origin})", article.title.text));
    optional(&mut text, "deck", article.deck.as_deref());
    optional(&mut text, "byline", (!authors.is_empty()).then(|| authors.join("; ")).as_deref());
    optional(&mut text, "dateline", article.dateline.as_deref());
    optional(&mut text, "section", article.section.as_deref());
    optional(&mut text, "source", article.source.as_deref());
    published(&mut text, article.published.as_ref());
    field(&mut text, "language", &article.language);
    structure(&mut text, article, page);
    entities(&mut text, archive, article, page);
    dates(&mut text, article, page);
    for related in &article.related {
        let other = archive.article(related.article);
        field(&mut text, "related", &format!("{} ({})", other.title.text, related.reason));
    }
    text.push('\n');
    text
}

fn field(text: &mut String, name: &str, value: &str) {
    let _ = writeln!(text, "{name:>12}  {}", printable(value));
}

fn optional(text: &mut String, name: &str, value: Option<&str>) {
    if let Some(value) = value {
        field(text, name, value);
    }
}

fn published(text: &mut String, published: Option<&Published>) {
    let Some(published) = published else {
        field(text, "published", "not known: nothing speaks for any year");
        return;
    };
    let how = if published.stated { "stated" } else { "inferred" };
    let shown = if published.shown { "" } else { ", too doubtful to show" };
    let span = if published.earliest == published.latest {
        String::new()
    } else {
        format!(", between {} and {}", published.earliest, published.latest)
    };
    let sure = format!("{:.0}% sure of the year", published.confidence * 100.0);
    field(text, "published", &format!("{} ({how}{span}, {sure}{shown})", published.value));
    for evidence in &*published.evidence {
        field(text, "", &format!("· {evidence}"));
    }
}

fn structure(text: &mut String, article: &Article, page: &Page) {
    let of = |wanted: fn(&BlockKind) -> bool| page.blocks.iter().filter(|block| wanted(&block.kind)).count();
    let paragraphs = of(|kind| matches!(kind, BlockKind::Paragraph));
    field(
        text,
        "structure",
        &format!(
            "{}, {}",
            counted(article.words as usize, "word", "words"),
            counted(paragraphs, "paragraph", "paragraphs")
        ),
    );
    for head in &article.head {
        if let Some(block) = page.blocks.get(head.block as usize) {
            field(text, "in the head", &format!("{:?}: {}", head.role, block.range.of(&page.text)));
        }
    }
    for doubt in &article.head_doubts {
        let verdict = if doubt.taken { "taken" } else { "not taken" };
        let sure = doubt.confidence * 100.0;
        field(text, "doubtful", &format!("{:?}: {} ({sure:.0}% likely, {verdict})", doubt.role, doubt.value));
    }
    if !page.repairs.is_empty() {
        let marks = counted(page.repairs.len(), "quotation mark", "quotation marks");
        field(text, "repaired", &marks);
    }
    for block in page.blocks.iter().filter(|block| matches!(block.kind, BlockKind::Heading { .. })) {
        field(text, "subhead", block.range.of(&page.text));
    }
    for removed in &page.removed {
        let words = removed.text.split_whitespace().collect::<Vec<_>>().join(" ");
        field(text, "set aside", &format!("{words} ({})", removed.reason));
    }
}

fn entities(text: &mut String, archive: &Archive, article: &Article, page: &Page) {
    let mut mentions: BTreeMap<EntityId, Vec<(&str, u8)>> = BTreeMap::new();
    for mention in &article.mentions {
        mentions.entry(mention.entity).or_default().push((mention.range.of(&page.text), mention.confidence));
    }
    for (id, found) in mentions {
        let entity = archive.entity(id);
        let kind = match entity.kind {
            EntityKind::Person => "person",
            EntityKind::Organization => "organisation",
            EntityKind::Place => "place",
        };
        let mut forms: Vec<&str> = found.iter().map(|(form, _)| *form).collect();
        forms.sort_unstable();
        forms.dedup();
        let surest = found.iter().map(|(_, confidence)| *confidence).max().unwrap_or(0);
        let times = counted(found.len(), "mention", "mentions");
        field(text, kind, &format!("{} ({times}: {}; up to {surest}%)", entity.name, forms.join(", ")));
    }
}

fn dates(text: &mut String, article: &Article, page: &Page) {
    for date in &article.dates {
        let kind = match date.kind {
            TimexType::Date => "date",
            TimexType::Time => "time",
            TimexType::Duration => "duration",
            TimexType::Set => "set",
        };
        field(text, kind, &format!("{} = {}", date.range.of(&page.text), date.value));
    }
}
