//! Which of the head's lines are label, title and summary, and a title that runs in with the text.

use super::candidates::{Found, Walk};
use super::{byline, date_words, dateline, masthead, names, title};
use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::sentence::ends_sentence;
use crate::page::tree::{Block, BlockKind, SpanKind};

impl Walk<'_> {
    /// Kicker, title, deck and a name by itself, among the lines that state nothing by themselves.
    pub(super) fn title(&mut self, plain: &[usize], body: usize) {
        if self.has(HeadRole::Title) {
            return;
        }
        let mut plain = plain.iter().copied().peekable();
        if let Some(first) = plain.next_if(|index| self.heads_letters(*index)) {
            self.add_line(HeadRole::Title, first, 0.9, "letters-page");
            return;
        }
        // A title does not stand below the prose, nor far from the top.
        while let Some(index) = plain.next_if(|index| title::is_kicker(self.text(*index))) {
            if body > index + 1 || self.page.blocks.len() > index + 1 {
                self.add_line(HeadRole::Kicker, index, 0.8, "known-label");
            }
        }
        // A name over a label is whose page it is: "Harbour Trust", "Press Releases", title.
        let ahead: Vec<usize> = plain.clone().take(3).collect();
        if let [over, label, _] = ahead.as_slice()
            && title::is_kicker(self.text(*label))
            && self.text(*over).split_whitespace().count() <= 6
            && !title::is_capitals(self.text(*over))
        {
            self.add_line(HeadRole::Kicker, *over, 0.6, "line-over-label");
            plain.nth(1);
        }
        // "THE HARBOUR GAZETTE" over its date, its edition or another line in capitals.
        let ahead: Vec<usize> = plain.clone().take(3).collect();
        if let [name, next, ..] = ahead.as_slice()
            && masthead::is_name(self.text(*name))
            && self.is_under_masthead(*name, *next, ahead.len() > 2)
        {
            self.add_line(HeadRole::Kicker, *name, 0.7, "masthead-line");
            plain.next();
            plain.next_if(|index| is_page_line(self.text(*index)));
            while let Some(index) = plain.next_if(|index| title::is_kicker(self.text(*index))) {
                self.add_line(HeadRole::Kicker, index, 0.6, "known-label");
            }
        }
        // What stands beside a newspaper's name is over the title, when something is left to be the title.
        while let Some(index) = plain.peek().copied().filter(|index| title::is_ear(self.text(*index))) {
            if plain.clone().nth(1).is_none() {
                break;
            }
            plain.next();
            self.add_line(HeadRole::Kicker, index, 0.7, "ear-line");
        }
        // "Harbour Courier", date, "Page 3", title: where a piece stood, over its title.
        let ahead: Vec<usize> = plain.clone().take(3).collect();
        if let [name, page, _] = ahead.as_slice()
            && is_page_line(self.text(*page))
            && self.found.iter().any(|c| c.role == HeadRole::Published && c.block == *name as u32 + 1)
        {
            self.add_line(HeadRole::Kicker, *name, 0.7, "masthead-line");
            plain.nth(1);
        }
        let Some(first) = plain.next() else {
            self.doubtful_first_sentence(body);
            self.run_in_title(body);
            return;
        };
        self.add_title(first);
        if !self.has(HeadRole::Title) {
            self.run_in_title(body);
        }
        for (place, index) in plain.enumerate() {
            let text = self.text(index);
            let words = text.split_whitespace().count();
            let short = words <= 3 || words == 4 && text.contains('.');
            if short && names::is_name(text, false) {
                // Between the title and the prose, or over a date, a name by itself is who wrote it.
                let placed = index + 1 == body || self.found.iter().any(|c| c.block == index as u32 + 1);
                let score = if placed && words > 1 { 0.6 } else { 0.4 };
                let start = by_word_len(text);
                let value = names::usual_case(text.get(start..).unwrap_or(text));
                let found = Found { range: start..text.len(), value, score, convention: "name-line" };
                self.add(HeadRole::Byline, index, 1, found);
            } else if place == 0 && index == first + 1 && words >= 4 {
                self.add_line(HeadRole::Deck, index, self.deck_score(index, body), "line-under-title");
            }
        }
    }

    /// Whether what follows the name of a paper shows that it is no title.
    fn is_under_masthead(&self, name: usize, next: usize, more: bool) -> bool {
        let dated = self.found.iter().any(|c| c.role == HeadRole::Published && c.block == name as u32 + 1);
        let below = self.text(next);
        let capitals = title::is_capitals(self.text(name)) && title::is_capitals(below);
        dated || capitals || more && (title::is_kicker(below) || title::is_ear(below))
    }

    /// Adds a title; a date that stands before it on the line is not part of it.
    fn add_title(&mut self, index: usize) {
        let text = self.text(index);
        let bare_start = |at: usize| {
            let rest = text.get(at..).unwrap_or("").trim_start_matches([' ', '|', '-', '–', '—', ':']);
            text.len() - rest.len()
        };
        let label = title::leading_label_len(text);
        let dated = if label > 0 { bare_start(label) } else { 0 };
        let date = date_words::leading_date_len(text.get(dated..).unwrap_or(""));
        let start = bare_start(if date > 0 { dated + date } else { label });
        if date == 0 && label == 0 || text.get(start..).unwrap_or("").split_whitespace().count() < 3 {
            let (score, convention) = self.title_score(index, text);
            self.add_line(HeadRole::Title, index, score, convention);
            return;
        }
        let stated = text.get(dated..dated + date).unwrap_or("");
        let rest = text.get(start..).unwrap_or("");
        let (score, convention) = self.title_score(index, rest);
        let value = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = Found { range: start..text.len(), value, score, convention };
        let published = Found {
            range: dated..dated + date,
            value: stated.to_owned(),
            score: 0.75,
            convention: "date-before-title",
        };
        if date > 0 {
            self.add(HeadRole::Published, index, 1, published);
        }
        self.add(HeadRole::Title, index, 1, title);
    }

    fn add_line(&mut self, role: HeadRole, index: usize, score: f32, convention: &'static str) {
        let text = self.text(index);
        let value = text.split_whitespace().collect::<Vec<_>>().join(" ");
        let value =
            if role == HeadRole::Kicker { value.trim_end_matches([':', ' ']).to_owned() } else { value };
        let found = Found { range: 0..text.len(), value, score, convention };
        self.add(role, index, 1, found);
    }

    fn title_score(&self, index: usize, text: &str) -> (f32, &'static str) {
        let Some(block) = self.page.blocks.get(index) else { return (0.0, "first-line") };
        let (score, convention) = title::score(text);
        match &block.kind {
            BlockKind::Heading { level: 1 } => (0.95, "markdown-heading"),
            BlockKind::Paragraph if is_bold(block) => (score.max(0.7), "bold-line"),
            _ if self.page.blocks.len() == 1 => (score * 0.6, convention),
            _ => {
                let typed_next = self.found.iter().any(|candidate| candidate.block == index as u32 + 1);
                ((score + if typed_next && score > 0.4 { 0.1 } else { 0.0 }).min(0.97), convention)
            }
        }
    }

    fn deck_score(&self, index: usize, body: usize) -> f32 {
        let text = self.text(index);
        let same = |candidate: &HeadCandidate| {
            candidate.role == HeadRole::Title && candidate.value.eq_ignore_ascii_case(text)
        };
        if self.found.iter().any(same) {
            return 0.1;
        }
        let heading =
            matches!(self.page.blocks.get(index).map(|block| &block.kind), Some(BlockKind::Heading { .. }));
        let sentence = ends_sentence(text);
        if text.ends_with([':', ',']) {
            return 0.1;
        }
        // Between a title and a byline stands no prose.
        let next = self.text(index + 1);
        let name = byline::parse(next).is_some() || index + 2 == body && names::is_name(next, false);
        match (heading, index + 1 == body || self.is_typed(next) || name, sentence) {
            (true, ..) => 0.35,
            (false, true, true) if name => 0.6,
            (false, true, false) => 0.6,
            (false, true, true) => 0.4,
            _ => 0.3,
        }
    }

    /// A short first sentence may be a title where the archive's custom says so.
    fn doubtful_first_sentence(&mut self, body: usize) {
        let text = self.text(body);
        let lone = self.page.blocks.get(body).is_some_and(|block| block.kind == BlockKind::Paragraph);
        let more = self.page.blocks.len() > body + 1;
        if body == 0 && lone && more && text.chars().count() <= 130 && !title::is_salutation(text) {
            let (score, convention) = title::score(text);
            // A long sentence is prose whatever the custom.
            let most = if text.chars().count() > 80 { 0.1 } else { 0.3 };
            self.add_line(HeadRole::Title, body, score.min(most), convention);
        }
    }

    /// "FOR IMMEDIATE RELEASE  March 4, 1987  HARBOUR BOARD VOTES  HALLAM - On Tuesday night…": title, date and
    /// dateline that run in with the text. The text keeps them.
    fn run_in_title(&mut self, body: usize) {
        let text = self.text(body);
        if dateline::parse(text).is_some_and(|found| found.score >= 0.6) {
            return;
        }
        let run = run_in_head(text);
        let Some(title) = run.title.clone() else { return };
        let after = title.end;
        let value = text.get(title.clone()).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
        let rest = text.get(after..).unwrap_or("");
        let mut start = after + rest.len() - rest.trim_start_matches([' ', '-', '–', '—']).len();
        let mut run_date = run.date;
        let date = date_words::leading_date_len(text.get(start..).unwrap_or(""));
        if date > 0 && run_date.is_none() {
            run_date = Some(start..start + date);
            let rest = text.get(start + date..).unwrap_or("");
            start = text.len() - rest.trim_start_matches([' ', '-', '–', '—']).len();
        }
        let dateline = dateline::parse(text.get(start..).unwrap_or("")).map(|found| (found, start));
        let dated = run_date.map(|range| (range.clone(), text.get(range).unwrap_or("").to_owned()));
        let placed = dateline.map(|(found, start)| {
            let range = start..start + found.len;
            (range.clone(), text.get(range).unwrap_or("").to_owned(), found.score)
        });
        let (by, by_date) = run_in_byline(text, start);
        let dated =
            dated.or_else(|| by_date.map(|range| (range.clone(), text.get(range).unwrap_or("").to_owned())));
        self.found.retain(|candidate| candidate.role != HeadRole::Title);
        if let Some(by) = by {
            self.authors(body, start, by);
            self.found.iter_mut().filter(|c| c.block == body as u32).for_each(|c| c.blocks = 0);
        }
        let found = Found { range: title, value, score: 0.7, convention: "run-in-capitals" };
        self.add(HeadRole::Title, body, 0, found);
        if let Some((range, value)) = dated.filter(|_| !self.has(HeadRole::Published)) {
            let found = Found { range, value, score: 0.7, convention: "run-in-date" };
            self.add(HeadRole::Published, body, 0, found);
        }
        if let Some((range, value, score)) = placed {
            let found = Found { range, value, score, convention: "dateline" };
            self.add(HeadRole::Dateline, body, 0, found);
        }
    }

    /// Whether a label such as "Letters to the Editor" heads a page of several letters: it is their title then.
    fn heads_letters(&self, index: usize) -> bool {
        let lower = self.text(index).to_lowercase();
        let opens = |block: &&Block| {
            let text = block.range.of(&self.page.text);
            title::is_salutation(text) || title::begins_letter(text)
        };
        let several = |least: usize| self.page.blocks.iter().filter(opens).nth(least - 1).is_some();
        let signed = self.page.blocks.iter().filter(|block| block.kind == BlockKind::Signature).count();
        title::is_kicker(&lower) && lower.contains("letters") && (several(2) || signed >= 2)
    }

    /// A first heading that repeats the stated title goes to the head.
    pub(super) fn repeated_title(&mut self, title: &str) {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let same = |walk: &Self, index: usize| letters(walk.text(index)) == letters(title);
        if let Some(index) = (0..self.page.blocks.len().min(3)).find(|index| same(self, *index)) {
            self.found.retain(|candidate| candidate.block != index as u32);
            self.add_line(HeadRole::Title, index, 0.95, "markdown-heading");
        }
    }
}

/// "Page 3", "PAGE A12".
fn is_page_line(text: &str) -> bool {
    let number = text.get(..5).filter(|word| word.eq_ignore_ascii_case("page ")).and_then(|_| text.get(5..));
    number.is_some_and(|rest| rest.len() <= 4 && rest.bytes().any(|b| b.is_ascii_digit()))
}

/// The length of "by" in another language before a full name: "Par Hélène Marceau", "Von Karl Ritter".
fn by_word_len(text: &str) -> usize {
    let words = ["par ", "von ", "por ", "door "];
    let begins = |word: &&&str| {
        let head = text.get(..word.len());
        let rest = text.get(word.len()..).unwrap_or("");
        head.is_some_and(|head| head.eq_ignore_ascii_case(word)) && names::is_name(rest, false)
    };
    words.iter().find(begins).map_or(0, |word| word.len())
}

/// What runs in with the beginning of a text.
#[derive(Default)]
struct RunIn {
    title: Option<std::ops::Range<usize>>,
    date: Option<std::ops::Range<usize>>,
}

/// How far into a text what runs in with it may begin, in bytes.
const RUN_IN: usize = 300;

/// Reads labels, dates and a title in capitals from the beginning of a text; wide gaps part them.
fn run_in_head(text: &str) -> RunIn {
    let mut found = RunIn::default();
    let mut at = 0;
    while at < RUN_IN {
        let Some(rest) = text.get(at..) else { break };
        let capitals = title::leading_capitals_len(rest);
        if capitals > 0 {
            let run = rest.get(..capitals).unwrap_or("");
            // A place may follow the title after a gap.
            let place = |end: &usize| {
                let (title, rest) = run.split_at(*end);
                title.split_whitespace().count() >= 4 && rest.split_whitespace().count() <= 3
            };
            let end = run.rfind("  ").filter(place);
            found.title = Some(at..at + end.unwrap_or(capitals));
            return found;
        }
        let date = date_words::leading_date_len(rest);
        if date > 0 && found.date.is_none() {
            found.date = Some(at..at + date);
        }
        let Some(gap) = rest.find("  ") else { break };
        at += gap + rest.get(gap..).map_or(0, |rest| rest.len() - rest.trim_start().len());
    }
    found
}

/// "By DORA KEMP, Staff Writer May 7, 1936 When …": a byline that runs in after a title, and a date after it.
fn run_in_byline(text: &str, start: usize) -> (Option<byline::Byline>, Option<std::ops::Range<usize>>) {
    let rest = text.get(start..).unwrap_or("");
    let Some(end) = rest.find([',', ';', '|']).filter(|end| *end <= 60) else { return (None, None) };
    let byline =
        rest.get(..end).filter(|by| by.starts_with("By ") || by.starts_with("BY ")).and_then(byline::parse);
    if byline.is_none() {
        return (None, None);
    }
    let after = rest.get(end..).unwrap_or("");
    let places = after.match_indices(' ').map(|(at, _)| at + 1).take(5);
    let date = places.into_iter().find_map(|at| {
        let length = date_words::leading_date_len(after.get(at..)?);
        (length > 0).then_some(start + end + at..start + end + at + length)
    });
    (byline, date)
}

/// Whether a paragraph is bold throughout.
fn is_bold(block: &Block) -> bool {
    block.spans.first().is_some_and(|span| span.kind == SpanKind::Strong && span.range == block.range)
}
