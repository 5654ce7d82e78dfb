//! Walks the lines at the head and the foot of a page and says what each may be.

use super::{byline, date_words, dateline, names, stated, title};
use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::sentence::ends_sentence;
use crate::page::tree::{Block, BlockKind, Page, SpanKind, TextRange};

/// How many blocks the head of a page may take, and its foot.
const HEAD: usize = 10;
const FOOT: usize = 4;

/// What the lines at the head and foot of a page may be. `title` is the one that front matter states.
pub(crate) fn candidates(page: &Page, title: Option<&str>) -> Vec<HeadCandidate> {
    let mut walk = Walk { page, found: Vec::new() };
    let body = walk.head();
    let plain = walk.plain_lines(body);
    match title {
        Some(title) => walk.repeated_title(title),
        None => walk.title(&plain, body),
    }
    walk.dateline(body);
    walk.foot(body);
    walk.signature(body);
    walk.found.sort_by_key(|candidate| (candidate.block, candidate.range.start));
    walk.found
}

struct Walk<'p> {
    page: &'p Page,
    found: Vec<HeadCandidate>,
}

impl Walk<'_> {
    fn text(&self, index: usize) -> &str {
        self.page.blocks.get(index).map_or("", |block| block.range.of(&self.page.text))
    }

    fn add(&mut self, role: HeadRole, index: usize, blocks: u32, found: Found) {
        let Some(block) = self.page.blocks.get(index) else { return };
        let range = TextRange::new(
            block.range.start + found.range.start as u32,
            block.range.start + found.range.end as u32,
        );
        self.found.push(HeadCandidate {
            role,
            block: index as u32,
            blocks,
            range,
            value: found.value,
            score: found.score,
            convention: found.convention.to_owned(),
        });
    }

    /// Reads the lines before the first block of prose; gives the index of that block.
    fn head(&mut self) -> usize {
        for index in 0..self.page.blocks.len().min(HEAD) {
            if !self.is_line(index) {
                return index;
            }
            let last = index + 1 == self.page.blocks.len();
            if !last && !self.state(index) {
                self.byline(index);
            }
        }
        self.page.blocks.len().min(HEAD)
    }

    /// Whether a block is a line rather than a paragraph.
    fn is_line(&self, index: usize) -> bool {
        let Some(block) = self.page.blocks.get(index) else { return false };
        let text = self.text(index);
        let length = text.chars().count();
        let readable = matches!(block.kind, BlockKind::Heading { .. } | BlockKind::Paragraph);
        let sentence = ends_sentence(text) && length > 60 && !title::is_capitals(text);
        readable && !title::is_salutation(text) && length <= 220 && (!sentence || self.is_typed(text))
    }

    fn is_typed(&self, text: &str) -> bool {
        stated::parse(text).is_some() || byline::parse(text).is_some()
    }

    fn state(&mut self, index: usize) -> bool {
        let text = self.text(index);
        let Some(stated) = stated::parse(text) else { return false };
        let value = text.get(stated.value.clone()).unwrap_or("").trim().to_owned();
        let found = Found { range: 0..text.len(), value, score: stated.score, convention: stated.convention };
        self.add(stated.role, index, 1, found);
        true
    }

    fn byline(&mut self, index: usize) -> bool {
        let Some(byline) = byline::parse(self.text(index)) else { return false };
        for (value, range) in byline.authors {
            let found = Found { range, value, score: byline.score, convention: byline.convention };
            self.add(HeadRole::Byline, index, 1, found);
        }
        if let Some(range) = byline.date {
            let value = self.text(index).get(range.clone()).unwrap_or("").to_owned();
            let found = Found { range, value, score: byline.score, convention: byline.convention };
            self.add(HeadRole::Published, index, 1, found);
        }
        true
    }

    /// The head's lines that state nothing by themselves.
    fn plain_lines(&self, body: usize) -> Vec<usize> {
        let typed = |index: usize| self.found.iter().any(|candidate| candidate.block == index as u32);
        (0..body).filter(|index| !typed(*index)).collect()
    }

    /// Kicker, title, deck and a name by itself, among the lines that state nothing by themselves.
    fn title(&mut self, plain: &[usize], body: usize) {
        let mut plain = plain.iter().copied().peekable();
        // A title does not stand below the prose, nor far from the top.
        while let Some(index) = plain.next_if(|index| title::is_kicker(self.text(*index))) {
            if body > index + 1 || self.page.blocks.len() > index + 1 {
                self.add_line(HeadRole::Kicker, index, 0.8, "known-label");
            }
        }
        let Some(first) = plain.next() else {
            self.doubtful_first_sentence(body);
            self.run_in_title(body);
            return;
        };
        self.add_title(first);
        for (place, index) in plain.enumerate() {
            let text = self.text(index);
            let words = text.split_whitespace().count();
            let short = words <= 3 || words == 4 && text.contains('.');
            if short && names::is_name(text, false) {
                // Between the title and the prose, or over a date, a name by itself is who wrote it.
                let placed = index + 1 == body || self.found.iter().any(|c| c.block == index as u32 + 1);
                let score = if placed && words > 1 { 0.6 } else { 0.4 };
                let value = names::usual_case(text);
                let found = Found { range: 0..text.len(), value, score, convention: "name-line" };
                self.add(HeadRole::Byline, index, 1, found);
            } else if place == 0 && index == first + 1 && words >= 4 {
                self.add_line(HeadRole::Deck, index, self.deck_score(index, body), "line-under-title");
            }
        }
    }

    /// Adds a title; a date that stands before it on the line is not part of it.
    fn add_title(&mut self, index: usize) {
        let text = self.text(index);
        let date = date_words::leading_date_len(text);
        let start = text.len()
            - text.get(date..).unwrap_or("").trim_start_matches([' ', '|', '-', '–', '—', ':']).len();
        if date == 0 || text.get(start..).unwrap_or("").split_whitespace().count() < 3 {
            let (score, convention) = self.title_score(index, text);
            self.add_line(HeadRole::Title, index, score, convention);
            return;
        }
        let (stated, rest) = (text.get(..date).unwrap_or(""), text.get(start..).unwrap_or(""));
        let (score, convention) = self.title_score(index, rest);
        let value = rest.split_whitespace().collect::<Vec<_>>().join(" ");
        let title = Found { range: start..text.len(), value, score, convention };
        let published =
            Found { range: 0..date, value: stated.to_owned(), score: 0.75, convention: "date-before-title" };
        self.add(HeadRole::Published, index, 1, published);
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
        let heading =
            matches!(self.page.blocks.get(index).map(|block| &block.kind), Some(BlockKind::Heading { .. }));
        let sentence = ends_sentence(text);
        if text.ends_with([':', ',']) {
            return 0.1;
        }
        match (heading, index + 1 == body || self.is_typed(self.text(index + 1)), sentence) {
            (true, ..) => 0.35,
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

    /// "HARBOUR BOARD VOTES On Tuesday night…": a title in capitals that runs in with the text. The text keeps it.
    fn run_in_title(&mut self, body: usize) {
        let text = self.text(body);
        let length = title::leading_capitals_len(text);
        if body == 0 && length > 0 && dateline::parse(text).is_none_or(|found| found.score < 0.6) {
            let value = text.get(..length).unwrap_or("").split_whitespace().collect::<Vec<_>>().join(" ");
            let found = Found { range: 0..length, value, score: 0.7, convention: "run-in-capitals" };
            self.found.retain(|candidate| candidate.role != HeadRole::Title);
            self.add(HeadRole::Title, body, 0, found);
        }
    }

    /// Who signs a letter. The signature stays where it is.
    fn signature(&mut self, body: usize) {
        let is_letter = (0..=body).any(|index| title::is_salutation(self.text(index)));
        let salutations =
            self.page.blocks.iter().filter(|b| title::is_salutation(b.range.of(&self.page.text))).count();
        let authored = self.found.iter().any(|candidate| candidate.role == HeadRole::Byline);
        let Some(last) = self.page.blocks.len().checked_sub(1).filter(|last| *last > body) else { return };
        let text = self.text(last);
        if !is_letter || salutations != 1 || authored || text.len() > 200 {
            return;
        }
        for line in text.split('\n') {
            let name = line.trim_end_matches([',', '.']);
            if names::is_name(name, false) {
                let start = line.as_ptr() as usize - text.as_ptr() as usize;
                let value = names::usual_case(name);
                let found =
                    Found { range: start..start + name.len(), value, score: 0.65, convention: "signature" };
                self.add(HeadRole::Byline, last, 0, found);
                return;
            }
        }
    }

    /// A first heading that repeats the stated title goes to the head.
    fn repeated_title(&mut self, title: &str) {
        let letters = |text: &str| -> String {
            text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
        };
        let same = |walk: &Self, index: usize| letters(walk.text(index)) == letters(title);
        if let Some(index) = (0..self.page.blocks.len().min(3)).find(|index| same(self, *index)) {
            self.found.retain(|candidate| candidate.block != index as u32);
            self.add_line(HeadRole::Title, index, 0.95, "markdown-heading");
        }
    }

    fn dateline(&mut self, body: usize) {
        // A dateline may also begin a first paragraph that is short enough for a line.
        let paragraph =
            |index: &usize| self.page.blocks.get(*index).is_some_and(|b| b.kind == BlockKind::Paragraph);
        let places = [Some(body), body.checked_sub(1)];
        for index in places.into_iter().flatten().filter(paragraph) {
            let text = self.text(index);
            let typed = self
                .found
                .iter()
                .any(|c| c.block == index as u32 && c.score >= 0.5 && c.role != HeadRole::Title);
            if let Some(dateline) = dateline::parse(text).filter(|found| !typed && found.len < text.len()) {
                let value = text.get(..dateline.len).unwrap_or("").trim().to_owned();
                let found =
                    Found { range: 0..dateline.len, value, score: dateline.score, convention: "dateline" };
                self.found.retain(|candidate| candidate.block != index as u32);
                self.add(HeadRole::Dateline, index, 0, found);
                return;
            }
        }
    }

    /// Lines at the foot that state something, and a byline there.
    fn foot(&mut self, body: usize) {
        let count = self.page.blocks.len();
        let from = count.saturating_sub(FOOT).max(body + 1);
        for index in from..count {
            if self.text(index).chars().count() > 200
                || !matches!(self.page.blocks.get(index).map(|b| &b.kind), Some(BlockKind::Paragraph))
            {
                continue;
            }
            let is_date =
                stated::parse(self.text(index)).is_some_and(|stated| stated.convention == "date-line");
            if !is_date && !self.state(index) {
                let byline = byline::parse(self.text(index))
                    .is_some_and(|byline| byline.convention != "name-and-role");
                if byline {
                    self.byline(index);
                }
            }
        }
    }
}

/// What a line was found to be, its range counted from the line's start.
struct Found {
    range: std::ops::Range<usize>,
    value: String,
    score: f32,
    convention: &'static str,
}

/// Whether a paragraph is bold throughout.
fn is_bold(block: &Block) -> bool {
    block.spans.first().is_some_and(|span| span.kind == SpanKind::Strong && span.range == block.range)
}
