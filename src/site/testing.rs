//! A small archive in memory, with every option empty and full and with hostile text, for tests of the site.

use super::bodies::{Bodies, BodyError};
use crate::analysis::date::{DateMention, TimexType};
use crate::analysis::entity::EntityKind;
use crate::archive::model::*;
use crate::archive::test_facts::decided;
use crate::config::Stemming;
use crate::page::draft::HeadRole;
use crate::page::tree::*;
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// Bodies in memory.
#[derive(Clone, Debug, Default)]
pub(crate) struct MemoryBodies(pub(crate) Vec<Page>);

impl Bodies for MemoryBodies {
    fn page(&self, article: ArticleId) -> Result<Page, BodyError> {
        Ok(self.0[article.0 as usize].clone())
    }

    fn excerpt(&self, article: ArticleId, range: TextRange) -> Result<String, BodyError> {
        let text = &self.0[article.0 as usize].text;
        let start = text.ceil_char_boundary(range.start as usize);
        let end = text.floor_char_boundary(range.end as usize);
        Ok(text.get(start..end).unwrap_or("").to_owned())
    }
}

/// Builds an archive article by article; names are found by searching the text for them.
#[derive(Clone, Debug, Default)]
pub(crate) struct Builder {
    pub(crate) names: Vec<(EntityKind, &'static str, Vec<&'static str>)>,
    pub(crate) archive: Archive,
    pub(crate) pages: Vec<Page>,
}

/// A page of paragraphs; blocks may be replaced afterwards.
pub(crate) fn page(blocks: &[(BlockKind, &str)]) -> Page {
    let mut page = Page::default();
    for (kind, text) in blocks {
        if !page.text.is_empty() {
            page.text.push_str("\n\n");
        }
        let start = page.text.len() as u32;
        page.text.push_str(text);
        page.blocks.push(Block::leaf(kind.clone(), TextRange::new(start, page.text.len() as u32)));
    }
    page
}

pub(crate) fn prose(text: &str) -> Page {
    let blocks: Vec<_> = text.split("\n\n").map(|part| (BlockKind::Paragraph, part)).collect();
    page(&blocks)
}

/// Where `needle` first stands in the page.
pub(crate) fn find(page: &Page, needle: &str) -> TextRange {
    let start = page.text.find(needle).expect("the needle stands in the page") as u32;
    TextRange::new(start, start + needle.len() as u32)
}

/// Lays a span over the first place of `needle`.
pub(crate) fn mark(page: &mut Page, needle: &str, kind: SpanKind) {
    let range = find(page, needle);
    let block = page.blocks.iter_mut().find(|block| block.range.contains(range)).expect("a block holds it");
    block.spans.push(Span { kind, range });
    block.spans.sort_by_key(|span| (span.range.start, std::cmp::Reverse(span.range.end)));
}

fn leaves(block: &Block, ranges: &mut Vec<TextRange>) {
    if block.children.is_empty() && !block.range.is_empty() {
        ranges.push(block.range);
    }
    for child in &block.children {
        leaves(child, ranges);
    }
}

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

pub(crate) fn published(
    value: &str,
    earliest: &str,
    latest: &str,
    confidence: f32,
    stated: bool,
) -> Published {
    Published {
        value: value.into(),
        earliest: day(earliest),
        latest: day(latest),
        confidence,
        stated,
        shown: confidence >= 0.3,
        evidence: ["The text calls it a Saturday & <b>nothing</b> else fits.".to_owned()].into(),
    }
}

pub(crate) fn stated(value: &str) -> Option<Published> {
    Some(published(value, value, value, 1.0, true))
}

impl Builder {
    /// Adds an article with everything optional empty.
    pub(crate) fn add(
        &mut self,
        path: &str,
        title: &str,
        page: Page,
        published: Option<Published>,
    ) -> &mut Article {
        let mut passages = Vec::new();
        for block in &page.blocks {
            leaves(block, &mut passages);
        }
        let summary: String = page.text.chars().take(180).collect();
        let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
        self.archive.articles.push(Article {
            url: format!("articles/{stem}.html"),
            title: Title { text: title.to_owned(), origin: TitleOrigin::Line },
            summary: summary.replace('\n', " "),
            published,
            source_hash: [7; 32],
            body_hash: blake3::hash(format!("{page:?}").as_bytes()).into(),
            words: page.text.split_whitespace().count() as u32,
            passages,
            ..decided(path)
        });
        self.pages.push(page);
        self.archive.articles.last_mut().expect("just pushed")
    }

    /// Makes a date of each place where `words` stand.
    pub(crate) fn speaks_of(&mut self, words: &str, value: &str, first: &str, last: &str) {
        for (article, page) in self.archive.articles.iter_mut().zip(&self.pages) {
            for (start, _) in page.text.match_indices(words) {
                let range = TextRange::new(start as u32, (start + words.len()) as u32);
                article.dates.push(DateMention {
                    range,
                    kind: TimexType::Date,
                    value: value.into(),
                    modifier: words.starts_with("about").then(|| "APPROX".into()),
                    days: Some((day(first), day(last))),
                });
            }
            article.dates.sort_by_key(|date| date.range);
        }
    }

    /// Finds the names, files the articles by date: the finished archive.
    pub(crate) fn finish(mut self) -> (Archive, MemoryBodies) {
        let names = std::mem::take(&mut self.names);
        for (kind, name, variants) in &names {
            self.add_entity(*kind, name, variants);
        }
        for article in &mut self.archive.articles {
            article
                .mentions
                .sort_by_key(|mention| (mention.range.start, std::cmp::Reverse(mention.range.end)));
            let mut end = 0;
            article.mentions.retain(|mention| {
                let fits = mention.range.start >= end;
                end = if fits { mention.range.end } else { end };
                fits
            });
        }
        self.count_mentions();
        let shown = |article: &Article| article.published.as_ref().is_some_and(|published| published.shown);
        let (dated, undated): (Vec<_>, Vec<_>) =
            self.archive.article_ids().partition(|id| shown(self.archive.article(*id)));
        self.archive.dated = dated;
        self.archive.undated = undated;
        let archive = &mut self.archive;
        let articles = &archive.articles;
        archive.dated.sort_by_key(|id| {
            let article = &articles[id.0 as usize];
            (article.published.as_ref().map(|published| published.latest), article.key.clone())
        });
        (self.archive, MemoryBodies(self.pages))
    }

    fn add_entity(&mut self, kind: EntityKind, name: &str, variants: &[&str]) {
        let entity = EntityId(self.archive.entities.len() as u32);
        for (article, page) in self.archive.articles.iter_mut().zip(&self.pages) {
            for variant in std::iter::once(&name).chain(variants) {
                for (start, _) in page.text.match_indices(variant) {
                    let range = TextRange::new(start as u32, (start + variant.len()) as u32);
                    if !article.mentions.iter().any(|mention| mention.range.overlaps(range)) {
                        article.mentions.push(Mention { range, entity, confidence: 90 });
                    }
                }
            }
        }
        let slug = super::link::slug(name);
        let folder = super::route::kind_folder(kind);
        let sort = match (kind, name.rsplit_once(' ')) {
            (EntityKind::Person, Some((first, last))) => format!("{last}, {first}"),
            _ => name.to_owned(),
        };
        self.archive.entities.push(Entity {
            kind,
            id: format!("{folder}/{slug}"),
            name: name.to_owned(),
            sort,
            qualifier: None,
            url: Some(format!("{folder}/{}.html", if slug.is_empty() { "unnamed" } else { &slug })),
            variants: std::iter::once(&name).chain(variants).map(|form| ((*form).to_owned(), 3)).collect(),
            joined: Vec::new(),
            articles: Vec::new(),
            confusable: Vec::new(),
            description: None,
            external_ids: BTreeMap::new(),
            coordinates: None,
            role: None,
        });
    }

    fn count_mentions(&mut self) {
        for (index, article) in self.archive.articles.iter().enumerate() {
            let mut counts: BTreeMap<EntityId, u32> = BTreeMap::new();
            for mention in &article.mentions {
                *counts.entry(mention.entity).or_default() += 1;
            }
            for (entity, count) in counts {
                self.archive.entities[entity.0 as usize].articles.push((ArticleId(index as u32), count));
            }
        }
    }
}

/// The usual facts of a site.
pub(crate) fn site_facts() -> SiteFacts {
    SiteFacts {
        title: "The Harbour & Hill Gazette".to_owned(),
        description: "A small town's paper, as far as it was kept.".to_owned(),
        language: "en".to_owned(),
        base_url: None,
        license: Some("CC BY 4.0".to_owned()),
        footer: None,
        accent: None,
        logo: None,
        contact_email: Some("desk@example.org".to_owned()),
        now: day("2026-11-22"),
        version: "0.1.0".to_owned(),
        page_size: 200,
        search: true,
        stemming: Stemming::Auto,
        min_mentions: 1,
        min_confidence: 0.5,
        min_date_confidence: 0.3,
    }
}

const FLOOD: &str = "The river Wend rose four feet in the night of 3 March 1952 and stood in Mill Lane by dawn. \
Mayor Eleanor Vance called out the fire brigade at two in the morning, and by three the Harbour Board had closed both sluices.\n\n\
What the neighbours did\n\n\
“We carried the piano up the stairs,” said Thomas Okafor, who keeps the ironmonger’s shop. “It will not come down again.” \
Mrs. Vance told the council on Tuesday that the damage would come to about four thousand pounds.\n\n\
The Harbour Board meets on 14 March 1952 to hear the engineer. It had been warned in 1947, and again in the autumn of last year, that the sluice at Northgate would not hold.";

const VERSE: &str = "O Wend, that wanders to the sea,\n    And takes our cellars too,\nCome back no more to visit me:\n    I have no boots for you.";

/// An archive with every option empty and full, and hostile text.
pub(crate) fn sample() -> (Archive, MemoryBodies) {
    let mut builder = Builder::default();
    builder.archive.site = site_facts();
    builder.names = vec![
        (EntityKind::Person, "Eleanor Vance", vec!["Mrs. Vance"]),
        (EntityKind::Person, "Thomas Okafor", vec!["Okafor"]),
        (EntityKind::Person, "Änne Ölschläger", vec![]),
        (EntityKind::Person, "<script>alert('name')</script>", vec![]),
        (EntityKind::Person, "Иван Петров", vec![]),
        (EntityKind::Organization, "Harbour Board", vec![]),
        (EntityKind::Place, "Northgate", vec![]),
        (EntityKind::Place, "Wend", vec!["river Wend"]),
    ];
    add_full_article(&mut builder);
    add_hostile_articles(&mut builder);
    for (number, date) in [
        "1931-05-02",
        "1931-05-03",
        "1938-11-09",
        "1947-02-26",
        "1947-03",
        "1952-03-04",
        "1960",
        "1974-12-31",
    ]
    .iter()
    .enumerate()
    {
        let text = format!(
            "The Harbour Board sat for the {number}th time this season, and Eleanor Vance was in the chair, as she has been since 1947.\n\n\
             Nothing was decided about Northgate, where the Wend still comes over the step. Thomas Okafor asked when the sluice would be mended, and was told that the question had been noted."
        );
        let (first, last) = match date.len() {
            4 => (format!("{date}-01-01"), format!("{date}-12-31")),
            7 => (format!("{date}-01"), format!("{date}-28")),
            _ => ((*date).to_owned(), (*date).to_owned()),
        };
        let article = builder.add(
            &format!("board/{number}.txt"),
            &format!("Harbour Board sits again, and puts off Northgate for the {number}th time"),
            prose(&text),
            Some(published(date, &first, &last, 1.0, true)),
        );
        article.section = Some("Council".to_owned());
        article.source = Some("Harbour & Hill Gazette".to_owned());
        article.printed_page = (number % 2 == 0).then(|| number.to_string());
        article.related = vec![Related { article: ArticleId(0), reason: "shares 4 names".to_owned() }];
    }
    builder.add("empty.txt", "empty", Page::default(), None);
    builder.speaks_of("3 March 1952", "1952-03-03", "1952-03-03", "1952-03-03");
    builder.speaks_of("14 March 1952", "1952-03-14", "1952-03-14", "1952-03-14");
    builder.speaks_of("on Tuesday", "1952-03-04", "1952-03-04", "1952-03-04");
    builder.speaks_of("since 1947", "1947", "1947-01-01", "1947-12-31");
    builder.speaks_of("in 1947", "1947", "1947-01-01", "1947-12-31");
    builder.speaks_of("the autumn of last year", "1951-FA", "1951-09-01", "1951-11-30");
    let (mut archive, bodies) = builder.finish();
    archive.entities[0].description = Some("Mayor of Wendmouth, 1946 to 1961.".to_owned());
    archive.entities[0].external_ids.insert("wikidata".to_owned(), "Q42".to_owned());
    archive.entities[0].confusable = vec![EntityId(2)];
    archive.entities[1].role = Some("ironmonger".to_owned());
    archive.entities[2].url = None;
    archive.entities[6].coordinates = Some((54.98, -1.61));
    archive.entities[6].qualifier = Some("the sluice".to_owned());
    archive.authors.push(Author {
        name: "J. B. <Quill>".to_owned(),
        sort: "<Quill>, J. B.".to_owned(),
        url: "authors/j-b-quill.html".to_owned(),
        articles: vec![ArticleId(0)],
        entity: Some(EntityId(1)),
    });
    archive.topics.push(Topic {
        name: "Floods & tides".to_owned(),
        url: "topics/floods-tides.html".to_owned(),
        articles: vec![ArticleId(0)],
    });
    archive.redirects.insert("old/flood.html".into(), Redirect::To("articles/1952/flood.html".into()));
    archive.redirects.insert("people/gone.html".into(), Redirect::Gone("<b>Somebody</b>".into()));
    archive.habits.push("Titles stand on the first line in 12 of 14 files.".to_owned());
    (archive, bodies)
}

fn add_full_article(builder: &mut Builder) {
    let mut body = page(&[(BlockKind::Paragraph, "HARBOUR BOARD CLOSES SLUICES")]);
    let rest = prose(FLOOD);
    let mut kinds: Vec<(BlockKind, String)> = vec![(BlockKind::Paragraph, body.text.clone())];
    for (at, block) in rest.blocks.iter().enumerate() {
        let kind = if at == 1 { BlockKind::Heading { level: 2 } } else { BlockKind::Paragraph };
        kinds.push((kind, block.range.of(&rest.text).to_owned()));
    }
    kinds.push((BlockKind::Verse, VERSE.to_owned()));
    kinds.push((BlockKind::Rule, String::new()));
    kinds.push((
        BlockKind::Preformatted { language: None },
        "High water   3.41 m\n  at Northgate  02:10".to_owned(),
    ));
    kinds.push((BlockKind::Heading { level: 2 }, "What the neighbours did".to_owned()));
    kinds.push((
        BlockKind::Paragraph,
        "Second part, with a note1 and a photograph of the sluice and a dead link and an outside link."
            .to_owned(),
    ));
    kinds.push((BlockKind::Footnote { label: "1".into() }, "So the engineer’s book has it.".to_owned()));
    let kinds: Vec<(BlockKind, &str)> =
        kinds.iter().map(|(kind, text)| (kind.clone(), text.as_str())).collect();
    body = page(&kinds);
    mark(&mut body, "ironmonger’s shop", SpanKind::Emphasis);
    mark(&mut body, "note1", SpanKind::FootnoteReference { label: "1".into() });
    mark(
        &mut body,
        "a photograph of the sluice",
        SpanKind::Image { src: "sluice.svg".into(), title: "At dawn".into() },
    );
    mark(
        &mut body,
        "a dead link",
        SpanKind::Link { href: "javascript:alert(1)".into(), title: String::new() },
    );
    mark(
        &mut body,
        "an outside link",
        SpanKind::Link { href: "https://example.org/?a=1&b=\"".into(), title: "x".into() },
    );
    mark(
        &mut body,
        "hear the engineer",
        SpanKind::Link { href: "../board/3.txt#x".into(), title: String::new() },
    );
    body.blocks.push(table(&mut body.text));
    body.removed.push(Removed { text: "— 14 — <i>".into(), reason: "page number".into(), source: 0 });
    let article = builder.add("1952/flood.txt", "The Wend in Mill Lane", body, stated("1952-03-04"));
    article.deck = Some("Piano saved; “four thousand pounds” & a cellar lost".to_owned());
    article.kicker = Some("The flood".to_owned());
    article.source = Some("Harbour & Hill Gazette".to_owned());
    article.section = Some("Front page".to_owned());
    article.printed_page = Some("1".to_owned());
    article.rights = Some("Copyright its author".to_owned());
    article.authors = vec![AuthorId(0)];
    article.topics = vec![TopicId(0)];
    article.updated = Some(day("1952-03-05"));
    article.targets = vec!["sluice.svg".into(), "../board/3.txt#x".into()];
    article.head = vec![HeadBlock { block: 0, role: HeadRole::Title }];
    article.related = vec![Related { article: ArticleId(1), reason: "same week & shares 2 names".into() }];
    builder.archive.carried.extend(["1952/sluice.svg".to_owned(), "1952/flood.pdf".to_owned()]);
}

fn table(text: &mut String) -> Block {
    let mut rows = Vec::new();
    let table_start = text.len() as u32 + 2;
    for (at, cells) in [["Year", "Feet over the step"], ["1947", "2"], ["1952", "4"]].iter().enumerate() {
        let mut row = Block::leaf(BlockKind::Row { header: at == 0 }, TextRange::default());
        for cell in cells {
            text.push_str("\n\n");
            let start = text.len() as u32;
            text.push_str(cell);
            row.children.push(Block::leaf(BlockKind::Cell, TextRange::new(start, text.len() as u32)));
        }
        row.range = TextRange::new(row.children[0].range.start, text.len() as u32);
        rows.push(row);
    }
    let mut table = Block::leaf(BlockKind::Table, TextRange::new(table_start, text.len() as u32));
    table.children = rows;
    table
}

fn add_hostile_articles(builder: &mut Builder) {
    let hostile = "<script>alert('text')</script> & \"quotes\" <!-- ]]> </script> and <script>alert('name')</script> too.\n\n\
                   Иван Петров met Änne Ölschläger, and nobody wrote down why.";
    let article = builder.add("hostile.md", "</title><script>alert('title')</script>", prose(hostile), None);
    article.title.origin = TitleOrigin::Made;
    article.kicker = Some("\"><img src=x onerror=alert(1)>".to_owned());
    article.section = Some("<b>".to_owned());
    article.noindex = true;
    let article = builder.add(
        "rtl.txt",
        "الفيضان في الميناء",
        prose("ارتفع منسوب النهر في الليل، وأغلقت Harbour Board البوابات."),
        Some(published("2022-09-24", "2022-09-24", "2022-09-26", 0.35, false)),
    );
    article.language = "ar".into();
    builder.add(
        "doubtful.txt",
        &"An extremely long headline that never seems to come to an end ".repeat(12),
        prose("Thomas Okafor says nothing of the year."),
        Some(published("1950", "1948-01-01", "1953-12-31", 0.1, false)),
    );
    builder.add("odd name #1 100%.txt", "Odd name", prose("Northgate."), stated("0987-01-02"));
}
