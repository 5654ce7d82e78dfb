//! Tables that hold data, told from those that only lay out the page.

use super::outline::Outline;
use crate::page::tags::{self, Piece};
use std::collections::BTreeSet;

/// What is known of the tables of a page, by the indexes of their pieces.
#[derive(Debug, Default)]
pub(super) struct Tables {
    data: BTreeSet<usize>,
    header_rows: BTreeSet<usize>,
    kept_rows: BTreeSet<usize>,
}

/// A table that is being looked at.
#[derive(Debug, Default)]
struct Seen {
    piece: usize,
    rows: usize,
    cells: usize,
    heads: usize,
    /// Cells of the widest row.
    widest: usize,
    in_row: usize,
    letters: usize,
    /// Another table, headings or many paragraphs inside.
    is_layout: bool,
    row: Option<usize>,
    row_heads: usize,
    row_kept: bool,
    kept: Vec<usize>,
    headers: Vec<usize>,
}

/// Cells longer than this on average hold prose, not data.
const LONG_CELL: usize = 300;

impl Tables {
    /// Looks at every table once.
    pub(super) fn of(html: &str, outline: &Outline, kept: &[bool]) -> Self {
        let mut tables = Self::default();
        let mut open: Vec<Seen> = Vec::new();
        let mut places = outline.places.iter().zip(kept).peekable();
        for (index, piece) in outline.pieces.iter().enumerate() {
            let place = places.next_if(|(place, _)| place.piece == index);
            let is_kept = place.is_some_and(|(_, kept)| *kept);
            match piece {
                Piece::Tag(tag) if tag.name == "table" && !tag.closing => {
                    if let Some(outer) = open.last_mut() {
                        outer.is_layout = true;
                    }
                    let role = tags::attribute(html.get(tag.start..tag.end).unwrap_or(""), "role");
                    let is_layout = matches!(role.as_deref(), Some("presentation" | "none"));
                    open.push(Seen { piece: index, is_layout, ..Seen::default() });
                }
                Piece::Tag(tag) if tag.name == "table" => {
                    if let Some(table) = open.pop() {
                        tables.judge(table);
                    }
                }
                Piece::Tag(tag) if !tag.closing => {
                    if let Some(table) = open.last_mut() {
                        table.enter(&tag.name, index);
                        table.row_kept |= is_kept;
                    }
                }
                Piece::Text(start, end) => {
                    if let Some(table) = open.last_mut() {
                        table.letters += html.get(*start..*end).map_or(0, |text| text.trim().len());
                        table.row_kept |= is_kept;
                    }
                }
                _ => {}
            }
        }
        while let Some(table) = open.pop() {
            tables.judge(table);
        }
        tables
    }

    fn judge(&mut self, mut table: Seen) {
        table.end_row();
        let grid = table.rows >= 2 && table.widest >= 2 || table.heads > 0 && table.cells > 1;
        let short = table.letters <= LONG_CELL * table.cells.max(1);
        if grid && short && !table.is_layout {
            self.data.insert(table.piece);
            self.header_rows.extend(table.headers);
            self.kept_rows.extend(table.kept);
        }
    }

    /// Whether the table that begins at a piece holds data.
    pub(super) fn is_data(&self, piece: usize) -> bool {
        self.data.contains(&piece)
    }

    /// Whether the row that begins at a piece has nothing but column heads.
    pub(super) fn row_is_header(&self, piece: usize) -> bool {
        self.header_rows.contains(&piece)
    }

    /// Whether anything in the row belongs to the main text.
    pub(super) fn row_is_kept(&self, piece: usize) -> bool {
        self.kept_rows.contains(&piece)
    }
}

impl Seen {
    fn enter(&mut self, name: &str, index: usize) {
        match name {
            "tr" => {
                self.end_row();
                self.rows += 1;
                self.row = Some(index);
            }
            "td" | "th" => {
                self.cells += 1;
                self.in_row += 1;
                self.widest = self.widest.max(self.in_row);
                self.heads += usize::from(name == "th");
                self.row_heads += usize::from(name == "th");
            }
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "form" | "blockquote" | "article" => {
                self.is_layout = true;
            }
            _ => {}
        }
    }

    fn end_row(&mut self) {
        if let Some(row) = self.row.take() {
            if self.row_kept {
                self.kept.push(row);
            }
            if self.row_heads > 0 && self.row_heads == self.in_row && self.headers.is_empty() {
                self.headers.push(row);
            }
        }
        (self.in_row, self.row_heads, self.row_kept) = (0, 0, false);
    }
}
