//! Dumps: tables (`.csv`, `.tsv`) and lines of JSON (`.jsonl`, `.ndjson`) that hold one article a record.
//!
//! A dump may hold a hundred thousand articles, so they come one after another and never all at once. A record that cannot
//! be read is told with its line, and the rest goes on.

mod columns;
mod record;
mod rows;
#[cfg(test)]
mod tests;

pub use record::RawArticle;

use crate::config::TextConfig;
use crate::diagnostic::Diagnostic;
use crate::source::{Source, Spool};
use columns::Columns;
use rows::{Row, Rows};
use std::collections::{BTreeSet, VecDeque};

/// The articles of a dump, in order.
pub struct Dump<'s> {
    rows: Rows<'s>,
    /// Rows that were looked at before.
    ahead: VecDeque<Row>,
    /// What is wrong with the columns; told first.
    trouble: Vec<Diagnostic>,
    config: &'s TextConfig,
    path: &'s str,
    number: usize,
    done: bool,
    seen: BTreeSet<String>,
}

/// An article of a dump, or trouble with one.
#[derive(Debug)]
pub enum Record {
    /// An article.
    Article(Box<RawArticle>),
    /// A record that could not be read, or only in part.
    Trouble(Diagnostic),
}

/// The file is a table of something else: none of its columns is a text.
#[derive(Debug)]
pub struct NoText(pub Diagnostic);

/// So many records are looked at for a text before the file is taken for something else.
const LOOKED_AT: usize = 50;

impl<'s> Dump<'s> {
    /// Opens a dump.
    ///
    /// # Errors
    /// When none of its columns is a text.
    pub fn open(source: &'s Source, config: &'s TextConfig) -> Result<Self, NoText> {
        Self::open_spooled(source, None, config)
    }

    /// Opens a dump whose text may be put away.
    ///
    /// # Errors
    /// As [`Dump::open`].
    pub fn open_spooled(
        source: &'s Source,
        spool: Option<&'s Spool>,
        config: &'s TextConfig,
    ) -> Result<Self, NoText> {
        let mut rows = match spool {
            Some(spool) => Rows::spooled(spool, source.format),
            None => Rows::of(&source.text, source.format),
        };
        let mut ahead = VecDeque::new();
        let names: Vec<String> = match &rows {
            Rows::Table(table) => table.names.clone(),
            // Records of JSON may each leave out what they do not have.
            Rows::Lines(_) | Rows::List(..) | Rows::Spooled(..) => {
                ahead.extend(rows.by_ref().take(LOOKED_AT));
                let fields = ahead.iter().filter_map(|row| row.fields.as_ref().ok()).flatten();
                fields.map(|(name, _)| name.clone()).collect::<BTreeSet<_>>().into_iter().collect()
            }
        };
        let columns = Columns::of(names.iter().map(String::as_str), &config.dump);
        let has_text = columns.have_text();
        if !has_text {
            let note = Diagnostic::note("no-text-column", "none of its columns is a text; it is not read")
                .at(&source.path, None)
                .hint(
                    "if it holds articles, name the column of their text with `dump.text` in backfile.toml",
                );
            return Err(NoText(note));
        }
        let trouble =
            columns.missing.iter().map(|missing| no_column(missing, &names).at(&source.path, Some(1)));
        Ok(Self {
            rows,
            ahead,
            trouble: trouble.collect(),
            config,
            path: &source.path,
            number: 0,
            done: false,
            seen: BTreeSet::new(),
        })
    }

    /// Whether the last record was given.
    pub fn is_done(&self) -> bool {
        self.done
    }

    fn read(&mut self, row: Row) -> Option<Record> {
        self.number += 1;
        let line = row.line;
        let fields = match row.fields {
            Ok(fields) => fields,
            Err(reason) => {
                let warning =
                    Diagnostic::warning("record-unreadable", format!("the record is left out: {reason}"));
                let hint = "mend the line; the other records are read";
                return Some(Record::Trouble(warning.at(self.path, Some(line)).hint(hint)));
            }
        };
        let (mut raw, _) = RawArticle::of(fields, line, &self.config.dump);
        if raw.is_blank() {
            return None;
        }
        raw.record = self.name(&raw.record);
        Some(Record::Article(Box::new(raw)))
    }

    /// The record's id, or its number; one that was there before gets a number after it.
    fn name(&mut self, id: &str) -> String {
        const LONGEST: usize = 80;
        let id: String = id.chars().filter(|c| !c.is_control()).take(LONGEST).collect();
        let base = if id.is_empty() { self.number.to_string() } else { id };
        let mut name = base.clone();
        if self.seen.contains(&name) {
            name = format!("{base}-{}", self.number);
        }
        while !self.seen.insert(name.clone()) {
            name.push('+');
        }
        name
    }
}

/// A column that the configuration names is not there.
fn no_column((field, column): &(&'static str, String), names: &[String]) -> Diagnostic {
    const MOST: usize = 12;
    let some: Vec<&str> = names.iter().take(MOST).map(String::as_str).collect();
    let more = if names.len() > MOST { ", …" } else { "" };
    Diagnostic::warning(
        "no-such-column",
        format!("there is no column `{column}`, which `dump.{field}` names"),
    )
    .hint(format!("it has {}{more}", some.join(", ")))
}

impl Iterator for Dump<'_> {
    type Item = Record;

    fn next(&mut self) -> Option<Record> {
        if let Some(trouble) = self.trouble.pop() {
            return Some(Record::Trouble(trouble));
        }
        loop {
            let Some(row) = self.ahead.pop_front().or_else(|| self.rows.next()) else {
                self.done = true;
                return None;
            };
            if let Some(record) = self.read(row) {
                return Some(record);
            }
        }
    }
}
