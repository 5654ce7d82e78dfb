//! The words of a source by its lines, read without the page tree: what a page must show of it.
//!
//! The check of text conservation compares these with the finished HTML. So the way here must not lead through the
//! code that it watches: plain text is taken as it stands, Markdown by its parser's own events.

use super::dump::{Dump, RawArticle, Record};
use super::front_matter;
use super::markdown::{options, shortcodes};
use super::tags::text_of as html_text;
use crate::config::{DumpBody, TextConfig};
use crate::source::{Format, Source};
use pulldown_cmark::{Event, Parser, TagEnd};
use std::borrow::Cow;

/// A line of a source: its number from 1 and its words, without front matter and markup.
pub type WrittenLine<'s> = (u32, Cow<'s, str>);

/// The lines of a source that hold words.
pub fn written_lines(source: &Source) -> Vec<WrittenLine<'_>> {
    match source.format {
        Format::Text => plain_lines(&source.text),
        Format::Markdown => markdown_lines(&source.text),
        Format::Html => owned(super::html::written_lines(&source.text)),
        // Fields are no lines: [`written_records`] gives those of each record.
        Format::Csv | Format::Jsonl => Vec::new(),
    }
}

/// A record of a dump: its name, and the lines of the fields that a page must show.
pub type WrittenRecord = (String, Vec<WrittenLine<'static>>);

/// The records of a dump: title, summary and text of each, read without the page tree. Lines count from the record's
/// first.
pub fn written_records(source: &Source, config: &TextConfig) -> Vec<WrittenRecord> {
    let Ok(dump) = Dump::open(source, config) else { return Vec::new() };
    let articles = dump.filter_map(|record| match record {
        Record::Article(raw) => Some(raw),
        Record::Trouble(_) => None,
    });
    let lines = |raw: Box<RawArticle>| {
        let stated = [&raw.front_matter.title, &raw.front_matter.deck];
        let stated = stated.into_iter().flatten().map(|value| (1, Cow::Owned(value.clone())));
        let (body, text) = raw.body(&config.dump);
        let written: Vec<WrittenLine<'static>> = match body {
            DumpBody::Html => owned(super::html::written_lines(text)),
            DumpBody::Markdown => markdown_lines(text),
            DumpBody::Auto | DumpBody::Text => plain_lines(text)
                .into_iter()
                .map(|(number, line)| (number, Cow::Owned(line.into_owned())))
                .collect(),
        };
        let first = raw.line.saturating_sub(1);
        let lines = stated.chain(written).map(|(number, line)| (first + number, line)).collect();
        (raw.record, lines)
    };
    articles.map(lines).collect()
}

fn owned(lines: Vec<(u32, String)>) -> Vec<WrittenLine<'static>> {
    lines.into_iter().map(|(number, line)| (number, Cow::Owned(line))).collect()
}

fn plain_lines(text: &str) -> Vec<WrittenLine<'_>> {
    let numbered = text.split(['\n', '\u{C}']).scan(1, |number, line| {
        let own = *number;
        *number += u32::from(text.as_bytes().get(end_of(text, line)) == Some(&b'\n'));
        Some((own, Cow::Borrowed(line)))
    });
    numbered.filter(|(_, line)| !line.trim().is_empty()).collect()
}

/// Where `line`, a piece of `text`, ends in it.
fn end_of(text: &str, line: &str) -> usize {
    line.as_ptr() as usize - text.as_ptr() as usize + line.len()
}

fn markdown_lines(source: &str) -> Vec<WrittenLine<'static>> {
    let body = front_matter::parse(source).body;
    let text = source.get(body..).unwrap_or("");
    let hidden = shortcodes::find(text);
    let masked = shortcodes::mask(text, &hidden);
    let mut lines =
        Lines { text, number: 1 + count_lines(source.get(..body).unwrap_or("")), at: 0, ..Lines::default() };
    for (event, range) in Parser::new_ext(&masked, options::markdown_options()).into_offset_iter() {
        match event {
            Event::Text(words) if masked.get(range.clone()) == Some(&*words) => {
                lines.push(range.start, text.get(range).unwrap_or(""));
            }
            Event::Text(words) | Event::Code(words) => lines.push(range.start, &words),
            Event::Html(_) | Event::InlineHtml(_) => {
                lines.push(range.start, &html_text(text.get(range).unwrap_or("")));
            }
            Event::SoftBreak | Event::HardBreak => lines.end(),
            Event::End(end) if !is_inline(end) => lines.end(),
            _ => {}
        }
    }
    lines.end();
    lines.lines
}

const fn is_inline(end: TagEnd) -> bool {
    matches!(end, TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image)
}

fn count_lines(text: &str) -> u32 {
    text.bytes().filter(|byte| *byte == b'\n').count() as u32
}

/// Lines as they are put together from events.
#[derive(Default)]
struct Lines<'t> {
    text: &'t str,
    /// The line of the file that stands at `at`.
    number: u32,
    at: usize,
    open: Option<(u32, String)>,
    lines: Vec<WrittenLine<'static>>,
}

impl Lines<'_> {
    fn push(&mut self, start: usize, words: &str) {
        if start > self.at {
            self.number += count_lines(self.text.get(self.at..start).unwrap_or(""));
            self.at = start;
        }
        for (index, part) in words.split('\n').enumerate() {
            if index > 0 {
                self.end();
            }
            let number = self.number + index as u32;
            self.open.get_or_insert_with(|| (number, String::new())).1.push_str(part);
        }
    }

    fn end(&mut self) {
        if let Some((number, line)) = self.open.take()
            && !line.trim().is_empty()
        {
            self.lines.push((number, Cow::Owned(line)));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(format: Format, text: &str, expected: &[(u32, &str)]) {
        let source = Source { format, ..Source::from_text(text) };
        let lines = written_lines(&source);
        let got: Vec<(u32, &str)> = lines.iter().map(|(number, line)| (*number, line.as_ref())).collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn plain_text_is_taken_as_it_stands() {
        check(Format::Text, "# One\n\n *two*\u{c}three\n", &[(1, "# One"), (3, " *two*"), (3, "three")]);
        check(Format::Text, "", &[]);
    }

    #[test]
    fn records_give_the_fields_that_a_page_shows() {
        let text = "id,title,text,weather\n7,Storm,\"One.\n\nTwo.\",wet\n8,,<p>Three</p><p>Four</p>,dry\n";
        let source = Source { format: Format::Csv, ..Source::from_text(text) };
        let records = written_records(&source, &TextConfig::default());
        let got: Vec<(&str, Vec<(u32, &str)>)> = records
            .iter()
            .map(|(id, lines)| {
                (id.as_str(), lines.iter().map(|(number, line)| (*number, line.as_ref())).collect())
            })
            .collect();
        assert_eq!(
            got,
            [("7", vec![(2, "Storm"), (2, "One."), (4, "Two.")]), ("8", vec![(5, "Three"), (5, "Four")])]
        );
    }

    #[test]
    fn markdown_gives_its_words_without_front_matter_and_markup() {
        check(
            Format::Markdown,
            "---\ntitle: x\n---\n# One\n\n*two* [three](a.md \"t\")\nfour &amp; <b title=\"n\">five</b>\n\n| a | b |\n|---|---|\n| `c` | {{< d >}} |\n",
            &[
                (4, "One"),
                (6, "two three"),
                (7, "four & five"),
                (9, "a"),
                (9, "b"),
                (11, "c"),
                (11, "{{< d >}}"),
            ],
        );
    }
}
