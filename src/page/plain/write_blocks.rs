//! Writes the grouped lines into the page: wraps joined, divided words rejoined, gaps narrowed.

use super::hyphen::{Join, Words};
use super::layout::{RawBlock, RawKind, follows};
use super::lines::Line;
use super::marker::Marker;
use crate::page::builder::PageBuilder;
use crate::page::divided::{Dictionary, DividedWord};
use crate::page::tree::{Block, BlockKind, Page, Removed, TextRange};

/// Writes the page.
pub(super) fn write(
    source: &str,
    lines: &[Line],
    blocks: &[RawBlock],
    removed: Vec<Removed>,
    archive: &Dictionary,
) -> (Page, Vec<DividedWord>) {
    let words = Words::of(source, archive);
    let mut writer = Writer { source, lines, words, builder: PageBuilder::default() };
    let mut written = Vec::new();
    let mut index = 0;
    while let Some(raw) = blocks.get(index) {
        let mut end = index + 1;
        if let RawKind::Item { marker, .. } = raw.kind {
            while follows(blocks.get(end - 1), blocks.get(end)) {
                end += 1;
            }
            written.push(writer.list(marker, blocks.get(index..end).unwrap_or_default()));
        } else {
            written.push(writer.block(raw));
        }
        index = end;
    }
    let PageBuilder { text, map: source_map } = writer.builder;
    let page = Page { text, source_map, blocks: written, removed, repairs: Vec::new() };
    (page, writer.words.unsettled)
}

struct Writer<'s> {
    source: &'s str,
    lines: &'s [Line],
    words: Words<'s>,
    builder: PageBuilder,
}

impl Writer<'_> {
    fn block(&mut self, raw: &RawBlock) -> Block {
        match raw.kind {
            RawKind::Heading => self.prose(BlockKind::Heading { level: 2 }, &raw.pieces),
            RawKind::Salutation => self.prose(BlockKind::Salutation, &raw.pieces),
            RawKind::Caption => self.prose(BlockKind::Caption, &raw.pieces),
            RawKind::Signature => self.own_lines(BlockKind::Signature, raw),
            RawKind::Verse => self.own_lines(BlockKind::Verse, raw),
            RawKind::Preformatted => self.own_lines(BlockKind::Preformatted { language: None }, raw),
            RawKind::Quote => self.quote(raw),
            RawKind::Prose | RawKind::Line | RawKind::Item { .. } => {
                self.prose(BlockKind::Paragraph, &raw.pieces)
            }
        }
    }

    fn prose(&mut self, kind: BlockKind, pieces: &[TextRange]) -> Block {
        let start = self.builder.begin_block();
        for (at, piece) in pieces.iter().enumerate() {
            let next = pieces.get(at + 1);
            let join = next.map(|next| self.words.join(piece.of(self.source), next.of(self.source)));
            let dropped = if let Some(Join::DropMark(length)) = join { length } else { 0 };
            self.builder.copy_folded(self.source, TextRange::new(piece.start, piece.end - dropped));
            if join == Some(Join::Space) {
                self.builder.make(" ");
            }
        }
        Block::leaf(kind, self.builder.since(start))
    }

    fn own_lines(&mut self, kind: BlockKind, raw: &RawBlock) -> Block {
        let start = self.builder.begin_block();
        let indents = || raw.pieces.iter().zip(self.indents(raw));
        let base = indents().map(|(_, indent)| indent).min().unwrap_or(0);
        let lines: Vec<(TextRange, u32)> = indents().map(|(piece, indent)| (*piece, indent - base)).collect();
        for (at, (piece, indent)) in lines.into_iter().enumerate() {
            if at > 0 {
                self.builder.make("\n");
            }
            if matches!(kind, BlockKind::Verse | BlockKind::Signature) {
                self.builder.copy_folded(self.source, piece);
            } else {
                // The first line of a block begins at its edge, so that no stage has to tell spaces from text there.
                self.builder.make(&" ".repeat(if at == 0 { 0 } else { indent.min(80) as usize }));
                self.builder.copy(self.source, piece);
            }
        }
        Block::leaf(kind, self.builder.since(start))
    }

    /// The indents of a block's lines, one for each piece.
    fn indents(&self, raw: &RawBlock) -> impl Iterator<Item = u32> + use<'_> {
        let (first, last) = raw.lines;
        self.lines
            .get(first..last)
            .unwrap_or_default()
            .iter()
            .filter(|line| !line.is_blank())
            .map(|line| line.indent)
    }

    fn quote(&mut self, raw: &RawBlock) -> Block {
        let mut children = Vec::new();
        for paragraph in raw.pieces.split(|piece| piece.is_empty()).filter(|pieces| !pieces.is_empty()) {
            children.push(self.prose(BlockKind::Paragraph, paragraph));
        }
        container(BlockKind::Quote, children)
    }

    fn list(&mut self, marker: Marker, items: &[RawBlock]) -> Block {
        let children = items
            .iter()
            .map(|item| container(BlockKind::Item, vec![self.prose(BlockKind::Paragraph, &item.pieces)]))
            .collect();
        let start = if let Marker::Number(first) = marker { Some(first) } else { None };
        container(BlockKind::List { start }, children)
    }
}

fn container(kind: BlockKind, children: Vec<Block>) -> Block {
    let start = children.first().map_or(0, |first| first.range.start);
    let end = children.last().map_or(start, |last| last.range.end);
    Block { kind, range: TextRange::new(start, end), spans: Vec::new(), children }
}
