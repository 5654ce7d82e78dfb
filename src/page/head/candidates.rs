//! Walks the lines at the head and the foot of a page and says what each may be.

use super::byline::{self, Byline};
use super::{date_words, dateline, names, stated, title};
use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::sentence::ends_sentence;
use crate::page::tree::{BlockKind, Page, TextRange};

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
    walk.run_in_date(body);
    walk.dateline(body);
    walk.foot(body);
    walk.signature(body);
    walk.found.sort_by_key(|candidate| (candidate.block, candidate.range.start));
    walk.found
}

pub(super) struct Walk<'p> {
    pub(super) page: &'p Page,
    pub(super) found: Vec<HeadCandidate>,
}

impl Walk<'_> {
    pub(super) fn text(&self, index: usize) -> &str {
        self.page.blocks.get(index).map_or("", |block| block.range.of(&self.page.text))
    }

    pub(super) fn add(&mut self, role: HeadRole, index: usize, blocks: u32, found: Found) {
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

    pub(super) fn has(&self, role: HeadRole) -> bool {
        self.found.iter().any(|candidate| candidate.role == role && candidate.score >= 0.5)
    }

    /// Reads the lines before the first block of prose; gives the index of that block.
    fn head(&mut self) -> usize {
        for index in 0..self.page.blocks.len().min(HEAD) {
            if !self.is_line(index) {
                return index;
            }
            let last = index + 1 == self.page.blocks.len();
            if !last && !self.state(index) && !self.byline(index) && index > 0 {
                self.dateline_line(index);
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

    pub(super) fn is_typed(&self, text: &str) -> bool {
        stated::parse(text).is_some() || byline::parse(text).is_some()
    }

    fn state(&mut self, index: usize) -> bool {
        let text = self.text(index);
        let Some(stated) = stated::parse(text) else { return false };
        let value = text.get(stated.value.clone()).unwrap_or("").trim().to_owned();
        let found = Found { range: 0..text.len(), value, score: stated.score, convention: stated.convention };
        let after = stated.value.end;
        self.add(stated.role, index, 1, found);
        // "Posted on 4 March 1987 by Jane Doe".
        let rest = self.text(index).get(after..).unwrap_or("");
        let offset = after + rest.len() - rest.trim_start().len();
        if let Some(byline) = byline::parse(rest.trim_start()) {
            self.authors(index, offset, byline);
        }
        true
    }

    pub(super) fn authors(&mut self, index: usize, offset: usize, byline: Byline) {
        for (value, range) in byline.authors {
            let range = range.start + offset..range.end + offset;
            let found = Found { range, value, score: byline.score, convention: byline.convention };
            self.add(HeadRole::Byline, index, 1, found);
        }
    }

    /// "Hallam, Sept. 24." on a line of its own.
    fn dateline_line(&mut self, index: usize) {
        let text = self.text(index);
        if let Some(dateline) = dateline::parse_line(text) {
            let value = text.get(..dateline.len).unwrap_or(text).to_owned();
            let range = 0..text.len();
            let found = Found { range, value, score: dateline.score, convention: "dateline-line" };
            self.add(HeadRole::Dateline, index, 1, found);
        }
    }

    fn byline(&mut self, index: usize) -> bool {
        let Some(byline) = byline::parse(self.text(index)) else { return false };
        if let Some(range) = byline.date.clone() {
            let value = self.text(index).get(range.clone()).unwrap_or("").to_owned();
            let found = Found { range, value, score: byline.score, convention: byline.convention };
            self.add(HeadRole::Published, index, 1, found);
        }
        self.authors(index, 0, byline);
        true
    }

    /// The head's lines that state nothing by themselves.
    fn plain_lines(&self, body: usize) -> Vec<usize> {
        let typed = |index: usize| self.found.iter().any(|candidate| candidate.block == index as u32);
        (0..body).filter(|index| !typed(*index)).collect()
    }

    /// Who signs a letter. The signature stays where it is.
    fn signature(&mut self, body: usize) {
        let salutation = |index: usize| {
            let text = self.text(index);
            title::is_salutation(text) || title::begins_letter(text)
        };
        let count = self.page.blocks.len();
        // "To the Editor" and "Sir," open one letter.
        let letters = (0..count).filter(|at| salutation(*at) && !(*at > 0 && salutation(at - 1))).count();
        let begins = (0..=body).any(salutation);
        if letters != 1 || !begins || self.has(HeadRole::Byline) {
            return;
        }
        for index in (count.saturating_sub(FOOT).max(body + 1)..count).rev() {
            let text = self.text(index);
            let signed = self.page.blocks.get(index).is_some_and(|b| b.kind == BlockKind::Signature);
            if text.len() > 240 || !signed && index + 1 < count {
                continue;
            }
            let Some(name) = text.split('\n').find_map(signed_name) else { continue };
            let start = name.as_ptr() as usize - text.as_ptr() as usize;
            let value = names::usual_case(name);
            let range = start..start + name.len();
            let found = Found { range, value, score: 0.65, convention: "signature" };
            self.add(HeadRole::Byline, index, 0, found);
            return;
        }
    }

    /// "March 4  1987  WASHINGTON  DC   The board": a date, and perhaps a place, that a gap or dash parts from the text.
    fn run_in_date(&mut self, body: usize) {
        let text = self.text(body);
        let length = date_words::leading_date_len(text);
        let rest = text.get(length..).unwrap_or("");
        let bare = rest.trim_start_matches([' ', '-', '–', '—']);
        let parted = rest.starts_with("  ") || rest.trim_start().starts_with(['–', '—']);
        let said = self.found.iter().any(|c| c.block == body as u32 && c.role != HeadRole::Title);
        if length == 0 || !parted || said || bare.chars().filter(|c| c.is_alphabetic()).count() < 40 {
            return;
        }
        let (value, start) = (text.get(..length).unwrap_or("").to_owned(), text.len() - bare.len());
        let place = dateline::parse(bare).map(|found| {
            let range = start..start + found.len;
            let value = bare.get(..found.len).unwrap_or("").to_owned();
            Found { range, value, score: found.score, convention: "dateline" }
        });
        if !self.has(HeadRole::Published) {
            let found = Found { range: 0..length, value, score: 0.7, convention: "run-in-date" };
            self.add(HeadRole::Published, body, 0, found);
        }
        if let Some(place) = place.filter(|_| !self.has(HeadRole::Dateline)) {
            self.add(HeadRole::Dateline, body, 0, place);
        }
    }

    fn dateline(&mut self, body: usize) {
        // A dateline may also begin a first paragraph that is short enough for a line.
        let paragraph =
            |index: &usize| self.page.blocks.get(*index).is_some_and(|b| b.kind == BlockKind::Paragraph);
        if self.has(HeadRole::Dateline) {
            return;
        }
        let places = [Some(body), body.checked_sub(1)];
        for index in places.into_iter().flatten().filter(paragraph) {
            let text = self.text(index);
            let typed = self
                .found
                .iter()
                .any(|c| c.block == index as u32 && c.score >= 0.5 && c.role != HeadRole::Title);
            if let Some(dateline) = dateline::parse(text).filter(|found| !typed && found.len < text.len()) {
                let value = unbracketed(text.get(..dateline.len).unwrap_or("").trim()).to_owned();
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
            // A date, title or summary at the foot speaks of something else.
            let other = stated::parse(self.text(index)).is_some_and(|stated| {
                matches!(stated.convention, "date-line" | "title-line" | "deck-line" | "date-and-label")
            });
            if !other && !self.state(index) {
                let text = self.text(index);
                let byline = byline::parse(text).filter(|byline| byline.convention != "name-and-role");
                let signed = || byline::parse_signed(text).filter(|_| index + 1 == count);
                if byline.is_some() {
                    self.byline(index);
                } else if let Some(byline) = signed().filter(|_| !self.has(HeadRole::Byline)) {
                    self.authors(index, 0, byline);
                }
            }
        }
    }
}

/// What a line was found to be, its range counted from the line's start.
pub(super) struct Found {
    pub(super) range: std::ops::Range<usize>,
    pub(super) value: String,
    pub(super) score: f32,
    pub(super) convention: &'static str,
}

/// A dateline without the brackets around all of it.
fn unbracketed(text: &str) -> &str {
    text.strip_prefix('(').and_then(|text| text.strip_suffix(')')).unwrap_or(text)
}

/// The name on a line of a signature: "(Signed) Jane Doe,", "Jane Doe, Quay Cottage".
fn signed_name(line: &str) -> Option<&str> {
    let bare = line.trim_start_matches("(Signed)").trim_start_matches("(SIGNED)");
    let name = bare.split([',', '(']).next().unwrap_or("").trim().trim_end_matches('.');
    names::is_name(name, false).then_some(name)
}
