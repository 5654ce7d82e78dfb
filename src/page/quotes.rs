//! Quotation marks repaired: straight ones, TeX's, two apostrophes, and curly ones that look the wrong way.
//!
//! Only where the configuration asks for it, only in texts whose language uses “these”, and every change is noted in
//! [`Page::repairs`], so that the page can say so and [`Page::unrepaired_text`] can take it back. Letters and digits
//! are not touched, and the source map leaves out what was made.

use super::passages::leaf_blocks;
use super::tree::{Block, BlockKind, Page, Repair, SourceMap, SpanKind, TextRange};

/// One change: bytes of the text and what stands there instead.
struct Edit {
    at: u32,
    len: u32,
    new: &'static str,
}

/// Languages that write “double” and ‘single’ quotation marks.
const LANGUAGES: [&str; 3] = ["en", "und", ""];

/// Words that begin with an apostrophe for letters left out.
const ELIDED: [&str; 9] = ["tis", "twas", "twere", "em", "til", "cause", "round", "neath", "n"];

/// Repairs the quotation marks of a page in a language.
pub(super) fn repair(page: &mut Page, language: &str) {
    if !LANGUAGES.contains(&language) || !page.text.contains(['"', '\'', '`', '“', '”', '‘', '’', '„'])
    {
        return;
    }
    let mut edits = Vec::new();
    for (block, _) in leaf_blocks(page) {
        if !matches!(block.kind, BlockKind::Preformatted { .. }) {
            Scan::new(block, &page.text).run(&mut edits);
        }
    }
    apply(page, &edits);
}

struct Scan<'p> {
    block: &'p Block,
    characters: Vec<(u32, char)>,
    /// Whether a double quotation is open.
    open: bool,
    /// Whether a single one is.
    single: bool,
}

impl<'p> Scan<'p> {
    fn new(block: &'p Block, text: &str) -> Self {
        let start = block.range.start;
        let characters = block.range.of(text).char_indices().map(|(at, c)| (start + at as u32, c)).collect();
        Self { block, characters, open: false, single: false }
    }

    fn at(&self, index: Option<usize>) -> char {
        index.and_then(|index| self.characters.get(index)).map_or(' ', |(_, c)| *c)
    }

    fn is_code(&self, at: u32) -> bool {
        let here = TextRange::new(at, at + 1);
        self.block.spans.iter().any(|span| span.kind == SpanKind::Code && span.range.contains(here))
    }

    fn run(&mut self, edits: &mut Vec<Edit>) {
        let mut index = 0;
        while let Some((at, c)) = self.characters.get(index).copied() {
            let before = self.at(index.checked_sub(1));
            let doubled = matches!(c, '\'' | '`' | '‘' | '’') && self.at(Some(index + 1)) == c;
            let width = if doubled { 2 } else { 1 };
            let after = self.at(Some(index + width));
            let new = match c {
                _ if self.is_code(at) => None,
                '"' | '“' | '”' | '„' => self.double(c, before, after),
                '\'' | '`' | '‘' | '’' if doubled => self.double('"', before, after),
                '\'' | '`' | '‘' => self.single(c, index, before, after),
                _ => None,
            };
            let old = c.len_utf8() * width;
            if let Some(new) = new.filter(|new| doubled || !new.starts_with(c)) {
                edits.push(Edit { at, len: old as u32, new });
            }
            index += width;
        }
    }

    /// Which way a double mark looks, by what stands around it; `None` when it may be a sign for inches.
    fn double(&mut self, mark: char, before: char, after: char) -> Option<&'static str> {
        let (opens, closes) = (opens_after(before) && !after.is_whitespace(), opens_after(after));
        let opening = match (opens, closes && !before.is_whitespace()) {
            (true, false) => true,
            (false, true) => false,
            // Nothing around it says: it closes what is open.
            _ if matches!(mark, '"') => !self.open,
            _ => return None,
        };
        if mark == '"' && !opening && before.is_ascii_digit() && !self.open {
            return None;
        }
        self.open = opening;
        Some(if opening { "“" } else { "”" })
    }

    fn single(&mut self, mark: char, index: usize, before: char, after: char) -> Option<&'static str> {
        if before.is_alphanumeric() {
            // An apostrophe, or the end of a quotation; after a digit without a quotation it may be feet or minutes.
            let feet = before.is_ascii_digit() && !after.is_alphabetic() && !self.single;
            self.single &= after.is_alphanumeric();
            return (!feet).then_some("’");
        }
        if opens_after(before) && after.is_alphanumeric() {
            let word: String = self
                .characters
                .iter()
                .skip(index + 1)
                .map(|(_, c)| *c)
                .take_while(|c| c.is_alphabetic())
                .collect();
            let elided = after.is_ascii_digit() || ELIDED.contains(&word.to_lowercase().as_str());
            self.single |= !elided;
            return Some(if elided && mark != '`' { "’" } else { "‘" });
        }
        if opens_after(before) && !after.is_whitespace() {
            return Some("‘");
        }
        self.single = false;
        (!before.is_whitespace()).then_some("’")
    }
}

/// Whether a quotation may begin after a character (and end before it, seen from the other side).
fn opens_after(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '(' | ')' | '[' | ']' | '{' | '}' | '—' | '–' | '-' | '/' | '“' | '‘' | '”' | '’' | '"' | '\''
        )
        || matches!(c, '.' | ',' | ';' | ':' | '!' | '?' | '…')
}

/// Puts the changes into the text and moves every range along.
fn apply(page: &mut Page, edits: &[Edit]) {
    if edits.is_empty() {
        return;
    }
    let old = std::mem::take(&mut page.text);
    let mut text = String::with_capacity(old.len() + edits.len() * 2);
    let mut from = 0;
    for Edit { at, len, new } in edits {
        text.push_str(TextRange::new(from, *at).of(&old));
        let original = TextRange::new(*at, at + len).of(&old).to_owned();
        let here = text.len() as u32;
        page.repairs.push(Repair { range: TextRange::new(here, here + new.len() as u32), original });
        text.push_str(new);
        from = at + len;
    }
    text.push_str(TextRange::new(from, old.len() as u32).of(&old));
    page.text = text;
    let moves = Moves::of(edits);
    moves.blocks(&mut page.blocks);
    page.source_map = moves.map(&page.source_map, edits);
}

/// By how much what stands after each change has moved.
struct Moves(Vec<(u32, i64)>);

impl Moves {
    fn of(edits: &[Edit]) -> Self {
        let mut moved = 0;
        let after = edits.iter().map(|edit| {
            moved += edit.new.len() as i64 - i64::from(edit.len);
            (edit.at + edit.len, moved)
        });
        Self(after.collect())
    }

    fn place(&self, offset: u32) -> u32 {
        let passed = self.0.partition_point(|(end, _)| *end <= offset);
        let moved = passed.checked_sub(1).and_then(|last| self.0.get(last)).map_or(0, |(_, moved)| *moved);
        (i64::from(offset) + moved) as u32
    }

    fn range(&self, range: TextRange) -> TextRange {
        TextRange::new(self.place(range.start), self.place(range.end))
    }

    fn blocks(&self, blocks: &mut [Block]) {
        for block in blocks {
            block.range = self.range(block.range);
            for span in &mut block.spans {
                span.range = self.range(span.range);
            }
            self.blocks(&mut block.children);
        }
    }

    fn map(&self, map: &SourceMap, edits: &[Edit]) -> SourceMap {
        let mut moved = SourceMap::default();
        let mut next = 0;
        for (text, source, len) in map.runs() {
            let end = text + len;
            let mut from = text;
            while let Some(edit) = edits.get(next).filter(|edit| edit.at < end) {
                let at = edit.at.max(from);
                moved.push(self.place(from), source + (from - text), at - from);
                from = (edit.at + edit.len).clamp(from, end);
                if edit.at + edit.len > end {
                    break;
                }
                next += 1;
            }
            moved.push(self.place(from), source + (from - text), end - from);
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::page::plain;
    use proptest::prelude::*;

    fn repaired(text: &str) -> Page {
        let mut page = plain::read(text);
        repair(&mut page, "en");
        page
    }

    #[track_caller]
    fn check(text: &str, expected: &str) {
        let page = repaired(text);
        assert_eq!(page.text, expected);
        assert_eq!(page.unrepaired_text(), text);
    }

    #[test]
    fn marks_look_the_right_way() {
        check("\"Stay,\" she said, \"or go.\"", "“Stay,” she said, “or go.”");
        check("He said (\"twice\") it's the crew's boat.", "He said (“twice”) it’s the crew’s boat.");
        check("``Broken,'' said the clerk.", "“Broken,” said the clerk.");
        check("The ''Mary Rose'' sank.", "The “Mary Rose” sank.");
        check("”Wrong,“ he wrote.", "“Wrong,” he wrote.");
        check("“Right,” he wrote.", "“Right,” he wrote.");
        check(
            "\"'Tis done,\" they said of the '90s, 'for good'.",
            "“’Tis done,” they said of the ’90s, ‘for good’.",
        );
        check("He told them: \"She said 'no' twice.\"", "He told them: “She said ‘no’ twice.”");
        check("A plank 6\" wide and 5' long.", "A plank 6\" wide and 5' long.");
        check("\"Built in 1952\" it says.", "“Built in 1952” it says.");
        check("the dogs' dinner", "the dogs’ dinner");
    }

    #[test]
    fn other_languages_and_tables_are_left_alone() {
        let mut page = plain::read("Er sagte \"nein\".");
        repair(&mut page, "de");
        assert_eq!((page.text.as_str(), page.repairs.len()), ("Er sagte \"nein\".", 0));
    }

    #[test]
    fn places_in_the_source_stay_right() {
        let text = "\"Stay,\" she said.\n\nThe \"Petrel\" sailed on Monday.\n";
        let page = repaired(text);
        for word in ["Stay", "she said", "Petrel", "sailed", "Monday"] {
            let at = page.text.find(word).unwrap() as u32;
            let source = page.source_map.to_source(TextRange::new(at, at + word.len() as u32)).unwrap();
            assert_eq!(source.of(text), word);
        }
        assert_eq!(page.blocks[1].range.of(&page.text), "The “Petrel” sailed on Monday.");
        assert_eq!(page.repairs.len(), 4);
    }

    proptest! {
        #[test]
        fn a_repair_changes_marks_alone_and_can_be_taken_back(text in "[ab1 .,'\"`“”‘’é\\n(-]{0,60}") {
            let before = plain::read(&text);
            let mut after = before.clone();
            repair(&mut after, "en");
            prop_assert_eq!(&after.unrepaired_text(), &before.text);
            let words = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
            prop_assert_eq!(words(&after.text), words(&before.text));
            for ((old, _), (new, _)) in leaf_blocks(&before).zip(leaf_blocks(&after)) {
                prop_assert_eq!(words(old.range.of(&before.text)), words(new.range.of(&after.text)));
            }
            for (at, source, len) in after.source_map.runs() {
                prop_assert_eq!(TextRange::new(at, at + len).of(&after.text), TextRange::new(source, source + len).of(&text));
            }
        }
    }
}
