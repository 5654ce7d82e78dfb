//! What the archive's files have in common, counted, with the exceptions by name: for the build report, the about page
//! and `inspect --summary`.

use super::dating::DateHabits;
use super::facts::ArticleFacts;
use super::head::DecidedHead;
use super::model::{ArticleId, Convention, Published, TitleOrigin};
use crate::page::draft::HeadRole;
use std::collections::{BTreeMap, BTreeSet};

/// Exceptions that the short sentences name.
const NAMED: usize = 3;
/// A folder of fewer files is not spoken of by itself.
const FOLDER: usize = 5;
/// From this share of words that look like scanning errors a text is hard to read.
const NOISY: f32 = 0.1;
/// From this share some words are wrong.
const FLAWED: f32 = 0.02;

/// What is known of one article.
struct Row<'a> {
    id: ArticleId,
    facts: &'a ArticleFacts,
    head: &'a DecidedHead,
    published: Option<&'a Published>,
}

/// Counts everything that the archive's files have in common.
pub(super) fn count(
    facts: &[ArticleFacts],
    heads: &[DecidedHead],
    published: &[Option<Published>],
) -> Vec<Convention> {
    let rows: Vec<Row<'_>> = facts
        .iter()
        .zip(heads)
        .zip(published)
        .enumerate()
        .map(|(at, ((facts, head), published))| Row {
            id: ArticleId(at as u32),
            facts,
            head,
            published: published.as_ref(),
        })
        .collect();
    let counter = Counter {
        what: if facts.iter().any(|f| f.key.record.is_some()) { "articles" } else { "files" },
        rows,
    };
    let mut all = counter.titles();
    all.extend(counter.folders());
    all.extend(counter.heads());
    all.extend(counter.repeated_lines());
    all.extend(counter.dates());
    all.extend(counter.by_value("language", |row| language(&row.facts.language.code)));
    all.extend(counter.by_value("encoding", |row| format!("encoding {}", row.facts.encoding)));
    all.extend(counter.quality());
    all.extend(counter.furniture());
    all.extend(counter.records());
    all.extend(counter.mended());
    all
}

/// The sentences of the build report and the about page.
pub(super) fn sentences(
    conventions: &[Convention],
    facts: &[ArticleFacts],
    dates: &DateHabits,
) -> Vec<String> {
    let name = |id: ArticleId| facts.get(id.0 as usize).map_or_else(String::new, |fact| fact.key.to_string());
    let brief = conventions.iter().filter(|convention| convention.brief);
    let counted = brief.map(|convention| convention.sentence(&name, NAMED));
    counted.chain(dates.sentences.iter().cloned()).collect()
}

fn language(code: &str) -> String {
    if code == "und" { "language not told".into() } else { format!("language {code}") }
}

struct Counter<'a> {
    what: &'static str,
    rows: Vec<Row<'a>>,
}

impl<'a> Counter<'a> {
    fn having(&self, test: impl Fn(&Row<'a>) -> bool) -> Vec<ArticleId> {
        self.rows.iter().filter(|row| test(row)).map(|row| row.id).collect()
    }

    fn lacking(&self, having: &[ArticleId]) -> Vec<ArticleId> {
        let having: BTreeSet<ArticleId> = having.iter().copied().collect();
        self.rows.iter().map(|row| row.id).filter(|id| !having.contains(id)).collect()
    }

    /// A convention that some articles follow. Where nearly all do, the others are the exceptions; where few do, they
    /// are.
    fn convention(
        &self,
        topic: &'static str,
        says: impl Into<String>,
        having: Vec<ArticleId>,
        brief: bool,
    ) -> Convention {
        let (count, of) = (having.len(), self.rows.len());
        let exceptions = if count * 10 >= of * 9 {
            self.lacking(&having)
        } else if count * 10 <= of {
            having
        } else {
            Vec::new()
        };
        Convention {
            topic,
            says: says.into(),
            count,
            of,
            what: self.what,
            folder: None,
            exceptions,
            details: BTreeMap::new(),
            brief,
        }
    }

    /// Where titles come from, the most common first; the first names the exceptions.
    fn titles(&self) -> Vec<Convention> {
        let mut origins: BTreeMap<TitleOrigin, Vec<ArticleId>> = BTreeMap::new();
        for row in &self.rows {
            origins.entry(row.head.title.origin).or_default().push(row.id);
        }
        let mut ordered: Vec<_> = origins.into_iter().collect();
        ordered.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then(a.0.cmp(&b.0)));
        let conventions = ordered.into_iter().enumerate().map(|(place, (origin, having))| {
            let mut convention = self.convention("title", title_words(origin), having, true);
            if place > 0 && origin != TitleOrigin::FileName {
                convention.exceptions.clear();
            }
            if origin == TitleOrigin::Line {
                for found in self.rows.iter().filter_map(|row| row.head.title_convention.clone()) {
                    *convention.details.entry(found).or_default() += 1;
                }
            }
            convention
        });
        conventions.collect()
    }

    /// Folders whose titles come from elsewhere than those of most files.
    fn folders(&self) -> Vec<Convention> {
        let Some(usual) = self.usual_origin(&self.rows.iter().collect::<Vec<_>>()) else { return Vec::new() };
        let mut folders: BTreeMap<&str, Vec<&Row<'a>>> = BTreeMap::new();
        for row in &self.rows {
            let folder = row.facts.key.path.rsplit_once('/').map_or("", |(folder, _)| folder);
            folders.entry(folder).or_default().push(row);
        }
        let mut conventions = Vec::new();
        for (folder, rows) in
            folders.into_iter().filter(|(folder, rows)| rows.len() >= FOLDER && !folder.is_empty())
        {
            let Some((origin, count)) = self.usual_origin(&rows).filter(|(origin, _)| *origin != usual.0)
            else {
                continue;
            };
            let others = rows.iter().filter(|row| row.head.title.origin != origin).map(|row| row.id);
            conventions.push(Convention {
                topic: "title",
                says: title_words(origin).to_owned(),
                count,
                of: rows.len(),
                what: self.what,
                folder: Some(folder.to_owned()),
                exceptions: others.collect(),
                details: BTreeMap::new(),
                brief: false,
            });
        }
        conventions
    }

    fn usual_origin(&self, rows: &[&Row<'a>]) -> Option<(TitleOrigin, usize)> {
        let mut counts: BTreeMap<TitleOrigin, usize> = BTreeMap::new();
        for row in rows {
            *counts.entry(row.head.title.origin).or_default() += 1;
        }
        counts.into_iter().max_by_key(|(origin, count)| (*count, std::cmp::Reverse(*origin)))
    }

    /// Bylines, datelines and lines with the date, as read from the text.
    fn heads(&self) -> Vec<Convention> {
        let has_role = |row: &Row<'a>, role| row.head.blocks.iter().any(|block| block.role == role);
        let bylines =
            self.having(|row| !row.head.authors.is_empty() && row.facts.front_matter.authors.is_empty());
        let mut byline = self.convention("byline", "byline read from the text", bylines, true);
        for row in self.rows.iter().filter(|row| !row.head.authors.is_empty()) {
            let found = row
                .facts
                .head
                .iter()
                .find(|c| c.role == HeadRole::Byline && row.head.authors.contains(&c.value));
            if let Some(found) = found {
                *byline.details.entry(found.convention.clone()).or_default() += 1;
            }
        }
        let dateline =
            self.convention("dateline", "dateline", self.having(|row| row.head.dateline.is_some()), true);
        let dated = self.having(|row| has_role(row, HeadRole::Published));
        let dated = self.convention("date line", "line that states the date", dated, true);
        let deck = self.convention(
            "deck",
            "summary line under the title",
            self.having(|row| row.head.deck.is_some()),
            false,
        );
        [byline, dateline, dated, deck].into_iter().filter(|convention| convention.count > 0).collect()
    }

    /// Lines that folders repeat.
    fn repeated_lines(&self) -> Vec<Convention> {
        let lines = self.having(|row| row.head.blocks.iter().any(|block| block.role == HeadRole::Furniture));
        let says = "navigation that the folder repeats set aside";
        Some(self.convention("furniture", says, lines, true)).into_iter().filter(|c| c.count > 0).collect()
    }

    fn dates(&self) -> Vec<Convention> {
        let of = |test: fn(&Published) -> bool| self.having(|row| row.published.is_some_and(test));
        let ways = [
            ("day of publication stated", of(|p| p.stated && p.value.len() == 10)),
            ("month or year of publication stated", of(|p| p.stated && p.value.len() < 10)),
            ("date of publication inferred", of(|p| !p.stated && p.shown)),
            ("date too doubtful to show", of(|p| !p.stated && !p.shown)),
            ("nothing that speaks for any year", self.having(|row| row.published.is_none())),
        ];
        let conventions = ways.into_iter().map(|(says, having)| self.convention("date", says, having, false));
        conventions.filter(|convention| convention.count > 0).collect()
    }

    /// One convention for each value, the most common first.
    fn by_value(&self, topic: &'static str, value: impl Fn(&Row<'a>) -> String) -> Vec<Convention> {
        let mut values: BTreeMap<String, Vec<ArticleId>> = BTreeMap::new();
        for row in &self.rows {
            values.entry(value(row)).or_default().push(row.id);
        }
        let mut ordered: Vec<_> = values.into_iter().collect();
        ordered.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
        let conventions = ordered.into_iter().enumerate().map(|(place, (says, having))| {
            let mut convention = self.convention(topic, says, having, false);
            if place == 0 {
                // The exceptions are named where their own values are told.
                convention.exceptions.clear();
            }
            convention
        });
        conventions.collect()
    }

    /// How much of the texts looks like scanning errors.
    fn quality(&self) -> Vec<Convention> {
        let clean = self.having(|row| row.facts.noise < FLAWED);
        let flawed = self.having(|row| (FLAWED..NOISY).contains(&row.facts.noise));
        let noisy = self.having(|row| row.facts.noise >= NOISY);
        let mut ways = vec![
            self.convention("quality", "under 2% of the words look like scanning errors", clean, false),
            self.convention("quality", "2% to 10% of the words look like scanning errors", flawed, false),
            self.convention("quality", "10% of the words and more look like scanning errors", noisy, true),
        ];
        if let Some(first) = ways.first_mut() {
            first.exceptions.clear();
        }
        ways.into_iter().filter(|convention| convention.count > 0).collect()
    }

    /// Furniture that was set aside, by its reason.
    fn furniture(&self) -> Vec<Convention> {
        let reasons: BTreeSet<&String> =
            self.rows.iter().flat_map(|row| row.facts.furniture.keys()).collect();
        let conventions = reasons.into_iter().map(|reason| {
            let having = self.having(|row| row.facts.furniture.contains_key(reason));
            let pieces: u32 = self.rows.iter().filter_map(|row| row.facts.furniture.get(reason)).sum();
            let mut convention = self.convention("set aside", format!("{reason} set aside"), having, false);
            convention.exceptions.clear();
            convention.details.insert("pieces".into(), pieces as usize);
            convention
        });
        conventions.collect()
    }

    /// Files that hold several articles.
    fn records(&self) -> Vec<Convention> {
        let having = self.having(|row| row.facts.key.record.is_some());
        let files: BTreeSet<&str> = self
            .rows
            .iter()
            .filter(|row| row.facts.key.record.is_some())
            .map(|row| row.facts.key.path.as_str())
            .collect();
        let says = format!(
            "from {} that {} several",
            if files.len() == 1 { "a file" } else { "files" },
            if files.len() == 1 { "holds" } else { "hold" }
        );
        let mut convention = self.convention("records", says, having, true);
        convention.exceptions.clear();
        convention.details.insert("files".into(), files.len());
        Some(convention).into_iter().filter(|convention| convention.count > 0).collect()
    }

    /// What was changed in the text itself.
    fn mended(&self) -> Vec<Convention> {
        let quotes = self.having(|row| row.facts.repaired > 0);
        let marks: u32 = self.rows.iter().map(|row| row.facts.repaired).sum();
        let mut quotes = self.convention("quotation marks", "quotation marks repaired", quotes, true);
        quotes.exceptions.clear();
        quotes.details.insert("marks".into(), marks as usize);
        let divided = self.having(|row| !row.facts.divided.is_empty());
        let words: usize = self.rows.iter().map(|row| row.facts.divided.len()).sum();
        let says = "words divided at line ends that only other files, or nothing, could settle";
        let mut divided = self.convention("divided words", says, divided, false);
        divided.exceptions.clear();
        divided.details.insert("words".into(), words);
        [quotes, divided].into_iter().filter(|convention| convention.count > 0).collect()
    }
}

const fn title_words(origin: TitleOrigin) -> &'static str {
    match origin {
        TitleOrigin::Overlay => "title from the corrections",
        TitleOrigin::FrontMatter => "title from front matter",
        TitleOrigin::Metadata => "title from what the saved page says about itself",
        TitleOrigin::Record => "title from the record's field",
        TitleOrigin::Line => "title from the first line",
        TitleOrigin::Made => "title made from the first sentence",
        TitleOrigin::FileName => "title from the file's name",
    }
}

impl Convention {
    /// "title from the first line in 1,204 of 1,210 files; 6 exceptions: …", with at most `named` names.
    pub fn sentence(&self, name: &dyn Fn(ArticleId) -> String, named: usize) -> String {
        let folder = self.folder.as_ref().map_or_else(String::new, |folder| format!("{folder}/: "));
        let mut sentence = format!(
            "{folder}{} in {} of {} {}",
            self.says,
            grouped(self.count),
            grouped(self.of),
            if self.of == 1 { self.what.trim_end_matches('s') } else { self.what }
        );
        if self.exceptions.is_empty() {
            return sentence;
        }
        let names: Vec<String> = self.exceptions.iter().take(named).map(|id| name(*id)).collect();
        let more = if self.exceptions.len() > named { ", …" } else { "" };
        let count = self.exceptions.len();
        if self.few_follow() {
            sentence.push_str(&format!(": {}{more}", names.join(", ")));
        } else {
            let noun = if count == 1 { "exception" } else { "exceptions" };
            sentence.push_str(&format!("; {} {noun}: {}{more}", grouped(count), names.join(", ")));
        }
        sentence
    }

    /// Whether the exceptions are the ones that follow the convention.
    pub fn few_follow(&self) -> bool {
        self.exceptions.len() == self.count && self.count * 2 < self.of
    }
}

/// 1210 → "1,210".
fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
