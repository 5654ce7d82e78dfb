//! The text of an article as HTML: everything escaped, names and dates linked, links checked.

use super::bodies::BodyError;
use super::inline::{Annotation, AnnotationKind, Inline};
use super::link::slug;
use super::mentioned;
use super::moment::Moment;
use super::targets::{self, Target};
use super::views::shell::Scope;
use crate::archive::model::{Article, ArticleId, EntityId};
use crate::page::draft::HeadRole;
use crate::page::tree::{Block, BlockKind, Page, Removed, TextRange};
use serde::Serialize;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;

/// The text of an article.
#[derive(Clone, Debug, Default, Serialize)]
pub struct BodyView {
    /// The body as HTML, safe to insert.
    pub html: String,
    /// Ids of paragraphs that stand in the head of the page instead of the body.
    pub head_ids: Vec<String>,
    /// What was taken off the page.
    pub removed: Vec<RemovedView>,
    /// How many quotation marks were repaired, and how they stand in the source; usually absent.
    pub repaired: Option<RepairedView>,
}

/// Quotation marks that stand otherwise in the source.
#[derive(Clone, Debug, Serialize)]
pub struct RepairedView {
    /// "12 quotation marks were repaired".
    pub label: String,
    /// Each kind of repair, the most frequent first: as it stands in the source, as it is shown, how often.
    pub kinds: String,
}

/// A piece of page furniture.
#[derive(Clone, Debug, Serialize)]
pub struct RemovedView {
    /// As it stood.
    pub text: String,
    /// Why.
    pub reason: String,
}

/// How deep containers are followed; what lies deeper is shown as one paragraph.
const MAX_DEPTH: usize = 60;

/// Builds the body of an article.
pub(crate) fn view(scope: &Scope, id: ArticleId) -> Result<BodyView, BodyError> {
    let article = scope.archive.article(id);
    match scope.text.page(scope.archive, id)? {
        Ok(page) => Ok(render(scope, article, &page)),
        Err(name) => Ok(BodyView { html: name + &inputs(scope, article), ..BodyView::default() }),
    }
}

/// What the body depends on beside the page tree, as a hash. Entities go by their id strings: their places in the
/// archive move with every new name.
fn inputs(scope: &Scope, article: &Article) -> String {
    let mut inputs = String::new();
    for target in &article.targets {
        let _ = write!(inputs, "{:?}", targets::resolve(scope.archive, scope.tables, article, target));
    }
    for range in &article.passages {
        let _ = write!(inputs, "{}-{},", range.start, range.end);
    }
    let _ = write!(inputs, "{:?}", article.head);
    for mention in &article.mentions {
        let entity = scope.archive.entity(mention.entity);
        let range = mention.range;
        let _ =
            write!(inputs, "{}-{}{:?}{:?}{:?}", range.start, range.end, entity.id, entity.url, entity.kind);
    }
    for date in &article.dates {
        let target =
            date.days.and_then(|days| mentioned::target(scope.archive, scope.tables, scope.root, days));
        let _ = write!(inputs, "{}-{}{:?}{target:?}", date.range.start, date.range.end, date.value);
    }
    blake3::hash(inputs.as_bytes()).to_hex().to_string()
}

fn render(scope: &Scope, article: &Article, page: &Page) -> BodyView {
    let mut writer = Writer {
        scope,
        article,
        page,
        html: String::with_capacity(page.text.len() * 2),
        ids: BTreeSet::new(),
        heading_ids: Vec::new(),
        heading_set: BTreeSet::new(),
        heading_counts: BTreeMap::new(),
        next_heading: 0,
        footnotes: BTreeMap::new(),
        seen: BTreeSet::new(),
        next_mention: 0,
        next_date: 0,
    };
    let head: BTreeSet<u32> = article.head.iter().map(|head| head.block).collect();
    let shown: Vec<&Block> = page
        .blocks
        .iter()
        .enumerate()
        .filter(|(at, _)| !head.contains(&(*at as u32)))
        .map(|(_, b)| b)
        .collect();
    for block in &shown {
        writer.collect_ids(block, 0);
    }
    for block in shown {
        writer.block(block, 0);
    }
    let unseen = |id: &String| !writer.ids.contains(id);
    let head_ids = (1..=article.passages.len()).map(|number| format!("p{number}")).filter(unseen).collect();
    let mut removed = head_lines(scope, article, page);
    let furniture = |removed: &Removed| RemovedView {
        text: removed.text.clone(),
        reason: reason(scope, &removed.reason),
    };
    removed.extend(page.removed.iter().map(furniture));
    BodyView { head_ids, removed, repaired: repaired(scope, page), html: writer.html }
}

/// Lines that the head of the page shows in other words, as they stand in the source: nothing of the text is lost.
fn head_lines(scope: &Scope, article: &Article, page: &Page) -> Vec<RemovedView> {
    let shown = [Some(&article.title.text), article.deck.as_ref(), article.kicker.as_ref()];
    let mut lines: Vec<(u32, RemovedView)> = Vec::new();
    for head in &article.head {
        let Some(block) = page.blocks.get(head.block as usize) else { continue };
        let text = block.range.of(&page.text);
        let words = folded(text);
        let is_shown_whole = shown.iter().flatten().any(|shown| folded(shown).contains(&words));
        let told = lines.last().is_some_and(|(block, _)| *block == head.block);
        if !text.trim().is_empty() && !is_shown_whole && !told {
            let title = matches!(head.role, HeadRole::Title | HeadRole::Deck | HeadRole::Kicker);
            // A date before the title on its line: only the date is told in other words.
            let rest = if title { rest_of(text, &article.title.text) } else { None };
            let other = article.head.iter().find(|h| h.block == head.block && h.role != head.role);
            let role = other.filter(|_| rest.is_some()).map_or(head.role, |other| other.role);
            let rest = rest.or_else(|| rest_of(text, &article.title.text));
            let text = rest.unwrap_or_else(|| text.to_owned());
            lines.push((head.block, RemovedView { text, reason: scope.say(head_reason(role)) }));
        }
    }
    lines.into_iter().map(|(_, line)| line).collect()
}

/// What a line says beside the title that the head shows in the same words; `None` where it does not hold them.
fn rest_of(text: &str, title: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().collect();
    let title: Vec<&str> = title.split_whitespace().collect();
    if title.is_empty() || title.len() >= words.len() {
        return None;
    }
    let at = words.windows(title.len()).position(|window| window == title.as_slice())?;
    let rest = [words.get(..at)?, words.get(at + title.len()..)?].concat().join(" ");
    rest.contains(char::is_alphanumeric).then_some(rest)
}

/// What was repaired: `" → “ × 6, " → ” × 6`.
fn repaired(scope: &Scope, page: &Page) -> Option<RepairedView> {
    let mut kinds: BTreeMap<(&str, &str), usize> = BTreeMap::new();
    for repair in &page.repairs {
        *kinds.entry((&repair.original, repair.range.of(&page.text))).or_default() += 1;
    }
    let mut ordered: Vec<_> = kinds.into_iter().collect();
    ordered.sort_by(|a, b| b.1.cmp(&a.1).then(a.0.cmp(&b.0)));
    let kinds: Vec<String> =
        ordered.iter().map(|((original, shown), count)| format!("{original} → {shown} × {count}")).collect();
    (!kinds.is_empty()).then(|| RepairedView {
        label: scope.strings().count("count.repaired", page.repairs.len()),
        kinds: kinds.join(", "),
    })
}

/// A text by its words, whatever their case and the space between them.
fn folded(text: &str) -> String {
    text.to_lowercase().split_whitespace().collect::<Vec<_>>().join(" ")
}

const fn head_reason(role: HeadRole) -> &'static str {
    match role {
        HeadRole::Furniture => "removed.furniture",
        HeadRole::Title => "removed.title",
        HeadRole::Deck => "removed.deck",
        HeadRole::Kicker => "removed.kicker",
        HeadRole::Byline => "removed.byline",
        HeadRole::Dateline => "removed.dateline",
        HeadRole::Published => "removed.published",
        HeadRole::Updated => "removed.updated",
        HeadRole::Source => "removed.source",
        HeadRole::Copyright => "removed.copyright",
    }
}

/// Why a piece was taken off the page, in the language of the site where it is a known reason.
fn reason(scope: &Scope, reason: &str) -> String {
    let known = scope.strings().get(&format!("removed.{}", slug(reason)));
    known.unwrap_or(reason).to_owned()
}

struct Writer<'a> {
    scope: &'a Scope<'a>,
    article: &'a Article,
    page: &'a Page,
    html: String,
    /// Paragraph ids written so far.
    ids: BTreeSet<String>,
    /// Ids of headings in reading order, and how many are written.
    heading_ids: Vec<String>,
    heading_set: BTreeSet<String>,
    heading_counts: BTreeMap<String, usize>,
    next_heading: usize,
    /// Footnotes by label → number.
    footnotes: BTreeMap<String, usize>,
    /// Entities linked in this section.
    seen: BTreeSet<EntityId>,
    next_mention: usize,
    next_date: usize,
}

impl Writer<'_> {
    /// Gives ids to headings and numbers to footnotes before anything refers to them.
    fn collect_ids(&mut self, block: &Block, depth: usize) {
        match &block.kind {
            BlockKind::Heading { .. } => {
                let id = self.heading_id(block.range.of(&self.page.text));
                self.heading_ids.push(id);
            }
            BlockKind::Footnote { label } => {
                let number = self.footnotes.len() + 1;
                self.footnotes.entry(label.clone()).or_insert(number);
            }
            _ => {}
        }
        if depth < MAX_DEPTH {
            for child in &block.children {
                self.collect_ids(child, depth + 1);
            }
        }
    }

    /// A slug that no other heading has, and that is neither a paragraph's id nor one of the templates'.
    fn heading_id(&mut self, text: &str) -> String {
        let base = slug(text.get(..text.floor_char_boundary(80)).unwrap_or(text));
        let digits = base.strip_prefix('p').is_some_and(|rest| rest.chars().all(|c| c.is_ascii_digit()));
        let base = if base.is_empty() || digits || base.starts_with("page-") || base.starts_with("fn") {
            format!("section-{base}").trim_end_matches('-').to_owned()
        } else {
            base
        };
        let mut number = self.heading_counts.get(&base).copied().unwrap_or(0);
        loop {
            number += 1;
            let id = if number == 1 { base.clone() } else { format!("{base}-{number}") };
            if !self.heading_set.contains(&id) {
                self.heading_counts.insert(base, number);
                self.heading_set.insert(id.clone());
                return id;
            }
        }
    }

    fn block(&mut self, block: &Block, depth: usize) {
        if depth >= MAX_DEPTH {
            return self.leaf("p", "", block);
        }
        match &block.kind {
            BlockKind::Heading { level } => self.heading(block, *level),
            BlockKind::Paragraph => self.leaf("p", "", block),
            BlockKind::Verse => self.leaf("p", " class=\"verse\"", block),
            BlockKind::Salutation => self.leaf("p", " class=\"salutation\"", block),
            BlockKind::Signature => self.leaf("p", " class=\"signature\"", block),
            BlockKind::Caption => self.leaf("p", " class=\"caption\"", block),
            BlockKind::Preformatted { .. } => self.leaf("pre", " tabindex=\"0\"", block),
            BlockKind::Quote => self.container("blockquote", "", block, depth),
            BlockKind::List { start: None } => self.container("ul", "", block, depth),
            BlockKind::List { start: Some(1) } => self.container("ol", "", block, depth),
            BlockKind::List { start: Some(start) } => {
                let start = i32::try_from(*start).unwrap_or(i32::MAX);
                self.container("ol", &format!(" start=\"{start}\""), block, depth);
            }
            BlockKind::Item => self.container("li", "", block, depth),
            BlockKind::Table => self.table(block),
            BlockKind::Row { .. } => self.container("div", "", block, depth),
            BlockKind::Cell => self.leaf("p", "", block),
            BlockKind::Rule => self.html.push_str("<hr>\n"),
            BlockKind::Footnote { label } => self.footnote(label, block, depth),
        }
    }

    /// A container with its children; one without children is a leaf.
    fn container(&mut self, tag: &str, attributes: &str, block: &Block, depth: usize) {
        let list = tag == "ul" || tag == "ol";
        if block.children.is_empty() {
            return self.leaf(if list { "p" } else { tag }, if list { "" } else { attributes }, block);
        }
        let _ = writeln!(self.html, "<{tag}{attributes}>");
        for child in &block.children {
            let stray = list && child.kind != BlockKind::Item;
            self.html.push_str(if stray { "<li>" } else { "" });
            self.block(child, depth + 1);
            self.html.push_str(if stray { "</li>" } else { "" });
        }
        let _ = writeln!(self.html, "</{tag}>");
    }

    /// A block of text, with the id of its paragraph.
    fn leaf(&mut self, tag: &str, attributes: &str, block: &Block) {
        let id = self.paragraph_id(block.range);
        let id = id.map_or_else(String::new, |id| format!(" id=\"{id}\""));
        let _ = write!(self.html, "<{tag}{id}{attributes}>");
        self.inline(block, true);
        let _ = writeln!(self.html, "</{tag}>");
    }

    fn heading(&mut self, block: &Block, level: u8) {
        let slug = self.heading_ids.get(self.next_heading).cloned().unwrap_or_default();
        self.next_heading += 1;
        self.seen.clear();
        let level = level.clamp(2, 6);
        let anchor = self.paragraph_id(block.range);
        let anchor = anchor.map_or_else(String::new, |id| format!("<span id=\"{id}\"></span>"));
        let _ = write!(self.html, "<h{level} id=\"{slug}\">{anchor}");
        self.inline(block, false);
        let _ = writeln!(self.html, "</h{level}>");
    }

    fn table(&mut self, block: &Block) {
        self.html.push_str("<section class=\"table\" tabindex=\"0\" aria-label=\"");
        super::inline::escape(self.scope.strings().text("article.table"), &mut self.html);
        self.html.push_str("\"><table>\n");
        let is_head = |row: &Block| matches!(row.kind, BlockKind::Row { header: true });
        let heads = block.children.iter().take_while(|row| is_head(row)).count();
        for (part, rows) in [("thead", &block.children[..heads]), ("tbody", &block.children[heads..])] {
            if rows.is_empty() {
                continue;
            }
            let _ = writeln!(self.html, "<{part}>");
            for row in rows {
                self.row(row, is_head(row));
            }
            let _ = writeln!(self.html, "</{part}>");
        }
        self.html.push_str("</table></section>\n");
    }

    fn row(&mut self, row: &Block, header: bool) {
        self.html.push_str("<tr>");
        let (tag, attributes) = if header { ("th", " scope=\"col\"") } else { ("td", "") };
        if row.children.is_empty() {
            self.leaf(tag, attributes, row);
        }
        for cell in &row.children {
            self.leaf(tag, attributes, cell);
        }
        self.html.push_str("</tr>\n");
    }

    fn footnote(&mut self, label: &str, block: &Block, depth: usize) {
        let number = self.footnotes.get(label).copied().unwrap_or(0);
        let id = format!("fn-{number}");
        let first = self.ids.insert(id.clone());
        let attributes =
            if first { format!(" class=\"footnote\" id=\"{id}\"") } else { " class=\"footnote\"".into() };
        let _ = write!(self.html, "<div{attributes}><span class=\"footnote-label\">");
        super::inline::escape(label, &mut self.html);
        self.html.push_str("</span>");
        if block.children.is_empty() {
            self.leaf("p", "", block);
        }
        for child in &block.children {
            self.block(child, depth + 1);
        }
        self.html.push_str("</div>\n");
    }

    /// The id of the paragraph that covers exactly this range, once.
    fn paragraph_id(&mut self, range: TextRange) -> Option<String> {
        let at = self.article.passages.binary_search(&range).ok()?;
        let id = format!("p{}", at + 1);
        self.ids.insert(id.clone()).then_some(id)
    }

    fn inline(&mut self, block: &Block, links: bool) {
        let annotations = self.annotations(block.range, links);
        let (scope, article) = (self.scope, self.article);
        let resolve = |address: &str| match targets::resolve(scope.archive, scope.tables, article, address) {
            Target::Page(path) | Target::File(path) => Target::Page(scope.href(&path)),
            Target::Fragment(id) if !self.heading_set.contains(&id) => Target::Nowhere,
            target => target,
        };
        let inline = Inline {
            text: &self.page.text,
            range: block.range,
            spans: &block.spans,
            annotations: &annotations,
            resolve: &resolve,
            strings: scope.strings(),
            footnotes: &self.footnotes,
            breaks: !matches!(block.kind, BlockKind::Preformatted { .. }),
        };
        let shown = inline.write(&mut self.html);
        self.seen.extend(shown);
    }

    /// The names and dates inside a range: of each name the first in its section.
    fn annotations(&mut self, range: TextRange, links: bool) -> Vec<Annotation> {
        let mut annotations = Vec::new();
        let mut here = BTreeSet::new();
        let mentions = &self.article.mentions;
        self.next_mention = skip_to(mentions, self.next_mention, range.start, |mention| mention.range);
        for mention in mentions[self.next_mention..].iter().take_while(|m| m.range.start < range.end) {
            let entity = self.scope.archive.entity(mention.entity);
            let Some(url) = entity.url.as_ref().filter(|_| links) else { continue };
            if self.seen.contains(&mention.entity) || !here.insert(mention.entity) {
                continue;
            }
            let kind =
                AnnotationKind::Entity { id: mention.entity, href: self.scope.href(url), kind: entity.kind };
            annotations.push(Annotation { range: mention.range, kind });
        }
        let dates = &self.article.dates;
        self.next_date = skip_to(dates, self.next_date, range.start, |date| date.range);
        for date in dates[self.next_date..].iter().take_while(|date| date.range.start < range.end) {
            let target = date
                .days
                .and_then(|d| mentioned::target(self.scope.archive, self.scope.tables, self.scope.root, d));
            let kind = AnnotationKind::Date {
                iso: Moment::parse(&date.value).and_then(Moment::iso),
                href: target.filter(|_| links),
            };
            if matches!(kind, AnnotationKind::Date { iso: None, href: None }) {
                continue;
            }
            annotations.push(Annotation { range: date.range, kind });
        }
        annotations
    }
}

/// The first item from `from` on that does not lie before `start`; from the beginning when blocks are out of order.
fn skip_to<T>(items: &[T], from: usize, start: u32, range: impl Fn(&T) -> TextRange) -> usize {
    let from =
        if items.get(from.wrapping_sub(1)).is_some_and(|item| range(item).start >= start) { 0 } else { from };
    from + items[from..].iter().take_while(|item| range(item).start < start).count()
}
