//! One run of text with inline markup, names and dates, as HTML.

use super::targets::Target;
use crate::analysis::entity::EntityKind;
use crate::archive::model::EntityId;
use crate::page::tree::{Span, SpanKind, TextRange};
use crate::strings::Strings;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A name or a date over a range of the text.
pub(crate) struct Annotation {
    pub(crate) range: TextRange,
    pub(crate) kind: AnnotationKind,
}

/// What is marked.
pub(crate) enum AnnotationKind {
    /// A name, linked to its page.
    Entity { id: EntityId, href: String, kind: EntityKind },
    /// A date, with its machine-readable value and its place in the index of dates.
    Date { iso: Option<String>, href: Option<String> },
}

/// The text of a block and what lies over it.
pub(crate) struct Inline<'a> {
    pub(crate) text: &'a str,
    pub(crate) range: TextRange,
    pub(crate) spans: &'a [Span],
    pub(crate) annotations: &'a [Annotation],
    pub(crate) resolve: &'a dyn Fn(&str) -> Target,
    pub(crate) strings: &'a Strings,
    pub(crate) footnotes: &'a BTreeMap<String, usize>,
    /// Whether the end of a line is a break (prose, verse) or stays as it is (preformatted text).
    pub(crate) breaks: bool,
}

/// Something that opens at the start of its range and closes at its end.
#[derive(Clone, Copy)]
enum Item<'a> {
    Span(&'a Span),
    Annotation(&'a Annotation),
}

impl Item<'_> {
    const fn range(&self) -> TextRange {
        match self {
            Self::Span(span) => span.range,
            Self::Annotation(annotation) => annotation.range,
        }
    }
}

/// Elements open inside one another at most; spans beyond are shown without their markup.
const MAX_OPEN: usize = 40;

impl Inline<'_> {
    /// Writes the text; gives the entities that were linked.
    pub(crate) fn write(&self, html: &mut String) -> Vec<EntityId> {
        let mut linked = Vec::new();
        let mut open: Vec<(u32, &'static str)> = Vec::new();
        let mut at = self.range.start;
        for item in self.items() {
            let range = item.range();
            while let Some(&(end, close)) = open.last()
                && end <= range.start
            {
                self.text_to(&mut at, end, html);
                html.push_str(close);
                open.pop();
            }
            self.text_to(&mut at, range.start, html);
            if range.start < at
                || open.last().is_some_and(|(end, _)| range.end > *end)
                || open.len() >= MAX_OPEN
            {
                continue;
            }
            let skipped = self.open(item, html, &mut linked);
            match skipped {
                Opened::Element(close) => open.push((range.end, close)),
                Opened::Whole => at = range.end,
            }
        }
        while let Some((end, close)) = open.pop() {
            self.text_to(&mut at, end, html);
            html.push_str(close);
        }
        self.text_to(&mut at, self.range.end, html);
        linked
    }

    /// Spans and those annotations that neither cross a span nor stand where nothing may be linked, outer first.
    fn items(&self) -> Vec<Item<'_>> {
        let mut items: Vec<Item> =
            self.spans.iter().filter(|span| self.range.contains(span.range)).map(Item::Span).collect();
        let mut last_end = 0;
        let mut annotations: Vec<&Annotation> =
            self.annotations.iter().filter(|annotation| self.range.contains(annotation.range)).collect();
        annotations.sort_by_key(|annotation| match annotation.kind {
            AnnotationKind::Entity { .. } => (0, annotation.range.start),
            AnnotationKind::Date { .. } => (1, annotation.range.start),
        });
        let mut taken: Vec<TextRange> = Vec::new();
        for annotation in annotations {
            let range = annotation.range;
            let date = matches!(annotation.kind, AnnotationKind::Date { .. });
            let next = taken.partition_point(|other| other.end <= range.start);
            let overlaps = taken.get(next).is_some_and(|other| other.overlaps(range));
            if range.is_empty() || overlaps || (!date && range.start < last_end) || !self.fits(range) {
                continue;
            }
            last_end = range.end;
            taken.insert(next, range);
            items.push(Item::Annotation(annotation));
        }
        items.sort_by_key(|item| {
            let range = item.range();
            (range.start, std::cmp::Reverse(range.end), matches!(item, Item::Annotation(_)))
        });
        items
    }

    /// Whether an annotation crosses no span and stands in none that is a link, code or image.
    fn fits(&self, range: TextRange) -> bool {
        let bars = |span: &Span| {
            let closed =
                !matches!(span.kind, SpanKind::Emphasis | SpanKind::Strong | SpanKind::Strikethrough);
            let crosses = !span.range.contains(range) && !range.contains(span.range);
            span.range.overlaps(range) && (closed || crosses)
        };
        let after = self.spans.partition_point(|span| span.range.start < range.end);
        !self.spans[..after].iter().any(bars)
    }

    fn text_to(&self, at: &mut u32, end: u32, html: &mut String) {
        if end > *at {
            let text = TextRange::new(*at, end).of(self.text);
            for (number, line) in text.split('\n').enumerate() {
                if number > 0 {
                    html.push_str(if self.breaks { "<br>" } else { "\n" });
                }
                escape(line, html);
            }
            *at = end;
        }
    }

    fn open(&self, item: Item, html: &mut String, linked: &mut Vec<EntityId>) -> Opened {
        match item {
            Item::Annotation(annotation) => Opened::Element(open_annotation(&annotation.kind, html, linked)),
            Item::Span(span) => match &span.kind {
                SpanKind::Emphasis => tag(html, "<em>", "</em>"),
                SpanKind::Strong => tag(html, "<strong>", "</strong>"),
                SpanKind::Strikethrough => tag(html, "<s>", "</s>"),
                SpanKind::Code => tag(html, "<code>", "</code>"),
                SpanKind::Link { href, title } => self.open_link(href, title, html),
                SpanKind::Image { src, title } => self.image(src, title, span.range, html),
                SpanKind::FootnoteReference { label } => self.open_reference(label, html),
            },
        }
    }

    fn open_link(&self, href: &str, title: &str, html: &mut String) -> Opened {
        let (href, attributes) = match (self.resolve)(href) {
            Target::External(address) => (address, " rel=\"external nofollow\""),
            Target::Page(address) | Target::File(address) => (address, ""),
            Target::Fragment(id) => (format!("#{id}"), ""),
            Target::Nowhere => {
                html.push_str("<span class=\"dead-link\" title=\"");
                escape(&self.strings.fill("article.dead_link", &[("address", href)]), html);
                html.push_str("\">");
                return Opened::Element("</span>");
            }
        };
        html.push_str("<a href=\"");
        escape(&href, html);
        let _ = write!(html, "\"{attributes}");
        if !title.is_empty() {
            html.push_str(" title=\"");
            escape(title, html);
            html.push('"');
        }
        html.push('>');
        Opened::Element("</a>")
    }

    /// An image that is carried along is shown; one from another host is a link unless it stands in one.
    fn image(&self, src: &str, title: &str, range: TextRange, html: &mut String) -> Opened {
        let alternative = range.of(self.text);
        let in_link = self
            .spans
            .iter()
            .any(|span| matches!(span.kind, SpanKind::Link { .. }) && span.range.contains(range));
        match (self.resolve)(src) {
            Target::Page(address) | Target::File(address) => {
                html.push_str("<img loading=\"lazy\" src=\"");
                escape(&address, html);
                html.push_str("\" alt=\"");
                escape(alternative, html);
                if !title.is_empty() {
                    html.push_str("\" title=\"");
                    escape(title, html);
                }
                html.push_str("\">");
            }
            Target::External(address) if !in_link && !address.starts_with("mailto:") => {
                html.push_str("<a class=\"image-link\" rel=\"external nofollow\" href=\"");
                escape(&address, html);
                html.push_str("\" data-alt=\"");
                escape(alternative, html);
                html.push_str("\">");
                escape(&self.image_text(alternative, "article.image_elsewhere"), html);
                html.push_str("</a>");
            }
            _ => {
                html.push_str("<span class=\"missing-image\" data-alt=\"");
                escape(alternative, html);
                html.push_str("\">");
                escape(&self.image_text(alternative, "article.image_missing"), html);
                html.push_str("</span>");
            }
        }
        Opened::Whole
    }

    fn image_text(&self, alternative: &str, otherwise: &str) -> String {
        let text = if alternative.is_empty() { self.strings.text(otherwise) } else { alternative };
        self.strings.fill("article.image", &[("text", text)])
    }

    fn open_reference(&self, label: &str, html: &mut String) -> Opened {
        match self.footnotes.get(label) {
            Some(number) => {
                let _ = write!(html, "<sup><a href=\"#fn-{number}\">");
                Opened::Element("</a></sup>")
            }
            None => tag(html, "<sup>", "</sup>"),
        }
    }
}

enum Opened {
    /// An element that is closed so.
    Element(&'static str),
    /// The whole range is written.
    Whole,
}

fn tag(html: &mut String, open: &str, close: &'static str) -> Opened {
    html.push_str(open);
    Opened::Element(close)
}

fn open_annotation(kind: &AnnotationKind, html: &mut String, linked: &mut Vec<EntityId>) -> &'static str {
    match kind {
        AnnotationKind::Entity { id, href, kind } => {
            linked.push(*id);
            let class = match kind {
                EntityKind::Person => "person",
                EntityKind::Organization => "organization",
                EntityKind::Place => "place",
            };
            let _ = write!(html, "<a class=\"name {class}\" href=\"");
            escape(href, html);
            html.push_str("\">");
            "</a>"
        }
        AnnotationKind::Date { iso, href } => {
            let time = iso.as_ref().map_or_else(String::new, |iso| format!("<time datetime=\"{iso}\">"));
            match href {
                Some(href) => {
                    html.push_str("<a class=\"date\" href=\"");
                    escape(href, html);
                    let _ = write!(html, "\">{time}");
                    if iso.is_some() { "</time></a>" } else { "</a>" }
                }
                None => {
                    html.push_str(&time);
                    if iso.is_some() { "</time>" } else { "" }
                }
            }
        }
    }
}

/// Escapes text for HTML, in text and in quoted attributes.
pub(crate) fn escape(text: &str, html: &mut String) {
    let mut rest = text;
    while let Some(at) = rest.find(['&', '<', '>', '"', '\'', '\0']) {
        html.push_str(&rest[..at]);
        html.push_str(match rest.as_bytes()[at] {
            b'&' => "&amp;",
            b'<' => "&lt;",
            b'>' => "&gt;",
            b'"' => "&quot;",
            b'\'' => "&#39;",
            _ => "\u{fffd}",
        });
        rest = &rest[at + 1..];
    }
    html.push_str(rest);
}
