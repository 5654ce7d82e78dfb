//! The records of a dump, one after another: rows of a table or lines of JSON.

use crate::source::{Format, Spool};
use serde_json::{Map, Value};
use std::io::{self, BufRead, Read};

/// A record, with the line that it begins on.
#[derive(Debug)]
pub(super) struct Row {
    pub(super) line: u32,
    /// Names and values, in order; or what is wrong with the row.
    pub(super) fields: Result<Vec<(String, Value)>, String>,
}

/// The records of a text.
pub(super) enum Rows<'t> {
    Table(Box<Table<'t>>),
    Lines(Lines<'t>),
    List(std::vec::IntoIter<Value>, u32),
    Spooled(Box<dyn Iterator<Item = Row> + 't>),
}

/// A table whose first row names the columns.
pub(super) struct Table<'t> {
    pub(super) names: Vec<String>,
    /// Lines before the first row.
    skipped: u32,
    records: csv::StringRecordsIntoIter<Box<dyn Read + 't>>,
}

/// JSON, an object a line.
pub(super) struct Lines<'t> {
    lines: std::iter::Enumerate<std::str::Lines<'t>>,
}

/// So much of a table is looked at for how its columns are parted.
const LOOKED_AT: usize = 16 << 20;

/// So many lines in one row of a table come of a quotation mark that is not closed.
const MOST_LINES: usize = 5000;

impl<'t> Rows<'t> {
    /// The records of a text in a format.
    pub(super) fn of(text: &'t str, format: Format) -> Self {
        if format == Format::Csv {
            return Self::Table(Box::new(Table::of(text, Box::new(text.as_bytes()))));
        }
        // A list of objects that was given the wrong ending.
        if text.trim_start().starts_with('[')
            && let Ok(Value::Array(values)) = serde_json::from_str(text)
        {
            return Self::List(values.into_iter(), 0);
        }
        Self::Lines(Lines { lines: text.lines().enumerate() })
    }

    /// The records of a text that is put away. Where they cannot be read, the last record says why.
    pub(super) fn spooled(spool: &'t Spool, format: Format) -> Self {
        if format == Format::Csv
            && let Ok(table) = Table::spooled(spool)
        {
            return Self::Table(Box::new(table));
        }
        let lines = match spool.reader() {
            Ok(reader) => Ok(reader.lines()),
            Err(error) => Err(std::iter::once(Err(error))),
        };
        let lines: Box<dyn Iterator<Item = io::Result<String>> + 't> = match lines {
            Ok(lines) => Box::new(lines),
            Err(error) => Box::new(error),
        };
        let row = |(line, text): (u32, io::Result<String>)| match text {
            Ok(text) => (!text.trim().is_empty()).then(|| Row { line, fields: object_of(&text) }),
            Err(error) => Some(Row { line, fields: Err(error.to_string()) }),
        };
        let mut failed = false;
        let until_failure = move |(_, text): &(u32, io::Result<String>)| {
            let go_on = !failed;
            failed = text.is_err();
            go_on
        };
        Self::Spooled(Box::new((1..).zip(lines).take_while(until_failure).filter_map(row)))
    }
}

impl Iterator for Rows<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        match self {
            Self::Table(table) => table.next(),
            Self::Lines(lines) => lines.next(),
            Self::Spooled(rows) => rows.next(),
            Self::List(values, number) => {
                *number += 1;
                values.next().map(|value| Row { line: *number, fields: object(value) })
            }
        }
    }
}

impl<'t> Table<'t> {
    /// A table that is put away.
    fn spooled(spool: &'t Spool) -> io::Result<Self> {
        let mut head = Vec::new();
        spool.reader()?.take(LOOKED_AT as u64).read_to_end(&mut head)?;
        let whole = Box::new(spool.reader()?);
        Ok(Self::of(head.utf8_chunks().next().map_or("", |chunk| chunk.valid()), whole))
    }

    /// A table with this head, as `whole` gives it.
    fn of(head: &str, mut whole: Box<dyn Read + 't>) -> Self {
        let text = head.strip_prefix('\u{FEFF}').unwrap_or(head);
        // "sep=;" is a hint of spreadsheet programs.
        let (hint, body) = match text.strip_prefix("sep=").and_then(|rest| rest.split_once('\n')) {
            Some((hint, body)) => (hint.bytes().next(), body),
            None => (None, text),
        };
        let before = (head.len() - body.len()) as u64;
        // What cannot be read here cannot be read below either, where it is told.
        _ = io::copy(&mut whole.by_ref().take(before), &mut io::sink());
        let body = body.get(..body.floor_char_boundary(LOOKED_AT)).unwrap_or(body);
        let escaped = body.matches("\\\"").take(1000).count() > body.matches("\"\"").take(1000).count();
        let mut reader = csv::ReaderBuilder::new()
            .delimiter(hint.unwrap_or_else(|| delimiter_of(body)))
            .escape(escaped.then_some(b'\\'))
            .flexible(true)
            .from_reader(whole);
        let names = reader.headers().map(|names| names.iter().map(|name| name.trim().to_owned()).collect());
        let names = names.unwrap_or_default();
        Self { names, skipped: u32::from(hint.is_some()), records: reader.into_records() }
    }
}

impl Iterator for Table<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let record = match self.records.next()? {
            Ok(record) => record,
            Err(error) => {
                let line = error.position().map_or(0, |position| position.line() as u32 + self.skipped);
                return Some(Row { line, fields: Err(error.to_string()) });
            }
        };
        let line = record.position().map_or(0, |position| position.line() as u32 + self.skipped);
        let lines: usize = record.iter().map(|value| value.matches('\n').count()).sum();
        let fields = match () {
            () if lines > MOST_LINES => {
                Err(format!("it takes {lines} lines: a quotation mark is not closed"))
            }
            () if record.len() > self.names.len() => {
                Err(format!("it has {} fields, the first row has {}", record.len(), self.names.len()))
            }
            () => {
                Ok(self.names.iter().zip(&record).map(|(name, value)| (name.clone(), value.into())).collect())
            }
        };
        Some(Row { line, fields })
    }
}

impl Iterator for Lines<'_> {
    type Item = Row;

    fn next(&mut self) -> Option<Row> {
        let (index, line) = self.lines.find(|(_, line)| !line.trim().is_empty())?;
        Some(Row { line: index as u32 + 1, fields: object_of(line) })
    }
}

fn object_of(line: &str) -> Result<Vec<(String, Value)>, String> {
    serde_json::from_str(line).map_err(|error| error.to_string()).and_then(object)
}

fn object(value: Value) -> Result<Vec<(String, Value)>, String> {
    match value {
        Value::Object(map) => Ok(flat(map)),
        _ => Err("it is no object `{…}`".into()),
    }
}

/// Fields, and those of an object inside under their path: "fields.body".
fn flat(map: Map<String, Value>) -> Vec<(String, Value)> {
    let mut fields = Vec::with_capacity(map.len());
    for (name, value) in map {
        match value {
            Value::Object(inner)
                if ["fields", "data", "_source", "article", "metadata", "meta"].contains(&name.as_str()) =>
            {
                fields.extend(inner);
            }
            value => fields.push((name, value)),
        }
    }
    fields
}

/// The mark that parts the columns of the first row.
fn delimiter_of(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or("");
    let count = |mark: u8| first.bytes().filter(|byte| *byte == mark).count();
    let mut best = b',';
    for mark in [b'\t', b';', b'|'] {
        if count(mark) > count(best) {
            best = mark;
        }
    }
    best
}
