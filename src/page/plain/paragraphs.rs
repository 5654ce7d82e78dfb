//! Lines of prose to paragraphs: where wraps are joined, and where a line break or an indent begins a new one.

use super::group::{Group, hangs};
use super::layout::{RawBlock, RawKind};
use crate::page::sentence::ends_sentence;

impl Group<'_> {
    /// Wrapped prose: paragraphs begin at an indent, or after a sentence that ends short of the column.
    pub(super) fn split_wrapped(&self, chunk: &[usize], quote: bool, blocks: &mut Vec<RawBlock>) {
        let base = chunk.iter().map(|index| self.line(*index).indent).min().unwrap_or(0);
        let set_in = self.share(chunk, |index| self.line(index).indent >= base + 2);
        let kind = if quote { RawKind::Quote } else { RawKind::Prose };
        let column = self.strict_column(chunk);
        let mut start = 0;
        for at in 1..chunk.len() {
            let (Some(previous), Some(index)) = (chunk.get(at - 1), chunk.get(at)) else { break };
            let ended = ends_sentence(self.text(*previous));
            let wrap = self.is_wrap(*previous, *index);
            let indented = self.line(*index).indent >= base + 2
                && self.line(*previous).indent < base + 2 + u32::from(!wrap) * 40
                && set_in <= 0.5;
            if indented && (ended || !wrap)
                || ended
                    && (self.ends_short(*previous)
                        || column.is_some_and(|c| !self.fills(*previous, *index, c)))
                || self.is_label(*index)
            {
                self.emit_part(kind, chunk.get(start..at).unwrap_or_default(), blocks);
                start = at;
            }
        }
        self.emit_part(kind, chunk.get(start..).unwrap_or_default(), blocks);
    }

    /// A part of wrapped prose; what has one line may be a subhead or a caption.
    fn emit_part(&self, kind: RawKind, part: &[usize], blocks: &mut Vec<RawBlock>) {
        let line = matches!(part, [only] if self.line(*only).width <= 160) && kind == RawKind::Prose;
        self.emit(if line { RawKind::Line } else { kind }, part, blocks);
    }

    /// The column that all lines fill which end inside a sentence: where they do, a line that does not fill it
    /// ends a paragraph.
    fn strict_column(&self, chunk: &[usize]) -> Option<u32> {
        let column = chunk.iter().map(|index| self.line(*index).width).max()?;
        let inside = chunk.windows(2).filter_map(|pair| match pair {
            [a, b] if !ends_sentence(self.text(*a)) => Some(self.fills(*a, *b, column)),
            _ => None,
        });
        let (breaks, full) = inside.fold((0, 0), |(all, full), fills| (all + 1, full + usize::from(fills)));
        (breaks >= 3 && full * 20 >= breaks * 19).then_some(column)
    }

    /// Whether the first word of the next line would not have fitted into the column.
    fn fills(&self, index: usize, next: usize, column: u32) -> bool {
        let word = self.text(next).split_whitespace().next().map_or(0, |word| word.chars().count() as u32);
        (self.line(index).width + 1 + word) * 100 > column * 97
    }

    fn ends_short(&self, index: usize) -> bool {
        let width = self.layout.width;
        (16..=200).contains(&width) && self.line(index).width * 10 < width * 7
    }

    /// A question or answer of an interview.
    fn is_label(&self, index: usize) -> bool {
        let text = self.text(index);
        ["Q:", "A:", "Q. ", "A. "].iter().any(|label| text.starts_with(label))
    }

    /// A paragraph a line; a line that begins with a small letter goes on from the one before.
    pub(super) fn split_own_lines(
        &self,
        chunk: &[usize],
        sentences: f32,
        in_head: bool,
        blocks: &mut Vec<RawBlock>,
    ) {
        let short = chunk.iter().all(|index| self.line(*index).width <= 65);
        if !in_head && short && sentences < 0.5 && chunk.len() <= 8 {
            self.emit(RawKind::Verse, chunk, blocks);
            return;
        }
        let each_begins = self.begins_each_line(chunk);
        let base = chunk.iter().map(|index| self.line(*index).indent).min().unwrap_or(0);
        let set_in = self.share(chunk, |index| self.line(index).indent >= base + 2);
        let indented = set_in > 0.0 && set_in <= 0.5;
        let mut start = 0;
        for at in 1..=chunk.len() {
            let joins = chunk.get(at).is_some_and(|index| {
                let previous = chunk.get(at - 1).copied().unwrap_or(*index);
                let ended = ends_sentence(self.text(previous));
                let wraps = self.is_wrap(previous, *index) && !each_begins;
                let goes_on = self.text(*index).starts_with(char::is_lowercase) && !ended;
                let new = indented && self.line(*index).indent >= base + 2 || self.is_label(*index);
                let unfinished = in_head && hangs(self.text(previous));
                goes_on || unfinished || wraps && !new && (indented || !ended)
            });
            if joins {
                continue;
            }
            let part = chunk.get(start..at).unwrap_or_default();
            let single = matches!(part, [only] if self.line(*only).width <= 160);
            self.emit(if single { RawKind::Line } else { RawKind::Prose }, part, blocks);
            start = at;
        }
    }
}
