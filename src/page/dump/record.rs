//! One record to the parts of an article.

use super::columns::Columns;
use crate::config::{DumpBody, DumpConfig, Shortcodes};
use crate::page::divided::Dictionary;
use crate::page::front_matter::{DateOrigin, FrontMatter};
use crate::page::listed::{folded, people, words};
use crate::page::tags::{self, Piece};
use crate::page::tree::{Page, SourceMap};
use crate::page::{html, markdown, plain};
use chrono::DateTime;
use serde_json::Value;

/// A record as it stands in the dump, not yet read.
#[derive(Clone, Debug, Default)]
pub struct RawArticle {
    /// Its id or number.
    pub record: String,
    /// The line it begins on.
    pub line: u32,
    pub(super) text: String,
    pub(crate) front_matter: FrontMatter,
}

impl RawArticle {
    /// Takes the fields apart. What is not known is kept as extra.
    pub(super) fn of(fields: Vec<(String, Value)>, line: u32, config: &DumpConfig) -> (Self, Columns) {
        let columns = Columns::of(fields.iter().map(|(name, _)| name.as_str()), config);
        let mut raw = Self { line, ..Self::default() };
        for (at, (name, value)) in fields.into_iter().enumerate() {
            raw.set(columns.field(at), name, &value);
        }
        (raw, columns)
    }

    fn set(&mut self, field: Option<&str>, name: String, value: &Value) {
        let to = &mut self.front_matter;
        let line = || one_line(value);
        match field {
            Some("text") => self.text = scalar(value).unwrap_or_default(),
            Some("id") => self.record = line().unwrap_or_default(),
            Some("title") => to.title = line(),
            Some("deck") => to.deck = line(),
            Some("date") => (to.date, to.date_origin) = (date(value), DateOrigin::Record),
            Some("lastmod") => to.lastmod = date(value),
            Some("byline") => to.authors = list(value, people),
            Some("section") => to.section = line(),
            Some("page") => to.page = line(),
            Some("topics") => to.topics = list(value, words),
            Some("source") => to.source = line(),
            Some("description") => to.description = line(),
            Some("language") => to.language = line(),
            Some("rights") => to.rights = line(),
            _ => {
                if !value.is_null() && value.as_str() != Some("") {
                    to.extra.insert(name, value.to_string());
                }
            }
        }
    }

    /// Whether the record says nothing at all.
    pub(super) fn is_blank(&self) -> bool {
        self.text.trim().is_empty() && self.front_matter.title.is_none()
    }

    /// How its text is written, and the text.
    pub(crate) fn body(&self, config: &DumpConfig) -> (DumpBody, &str) {
        let body = match config.body {
            DumpBody::Auto => guess(&self.text),
            body => body,
        };
        (body, &self.text)
    }

    /// The page of the text.
    pub(crate) fn page(&self, config: &DumpConfig, shortcodes: Shortcodes) -> (Page, bool) {
        let (body, _) = self.body(config);
        let page = match body {
            DumpBody::Html => html::read_fragment(&self.text),
            DumpBody::Markdown => markdown::lower(&self.text, 0, shortcodes),
            DumpBody::Auto | DumpBody::Text => plain::read_with(&self.text, &Dictionary::default()).0,
        };
        // Offsets into a field are none into the file.
        (Page { source_map: SourceMap::default(), ..page }, matches!(body, DumpBody::Auto | DumpBody::Text))
    }
}

/// How a text is written, as far as its marks tell without doubt.
fn guess(text: &str) -> DumpBody {
    let pieces = if text.contains('<') { tags::pieces(text) } else { Vec::new() };
    let is_markup = |name: &str| {
        tags::is_block_tag(name) || matches!(name, "br" | "a" | "em" | "strong" | "b" | "i" | "span" | "img")
    };
    let marks =
        pieces.iter().filter(|piece| matches!(piece, Piece::Tag(tag) if is_markup(&tag.name))).count();
    let blocks = pieces
        .iter()
        .any(|piece| matches!(piece, Piece::Tag(tag) if tags::is_block_tag(&tag.name) || tag.name == "br"));
    if blocks || marks >= 2 {
        return DumpBody::Html;
    }
    let heading = text.lines().any(|line| {
        let bare = line.trim_start_matches('#');
        (1..=6).contains(&(line.len() - bare.len())) && bare.starts_with(' ')
    });
    let link = text.contains("](http") || text.contains("](/");
    let strong = text.matches("**").count() >= 2 && !text.contains("***");
    if heading || link || strong { DumpBody::Markdown } else { DumpBody::Text }
}

/// A value as text: of an object the part that says what it is.
fn scalar(value: &Value) -> Option<String> {
    match value {
        Value::String(text) => Some(text.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Bool(truth) => Some(truth.to_string()),
        // Paragraphs in a list.
        Value::Array(values) => {
            let parts: Vec<String> = values.iter().filter_map(scalar).collect();
            (!parts.is_empty()).then(|| parts.join("\n\n"))
        }
        Value::Object(map) => ["rendered", "main", "name", "text", "value", "title", "$oid", "$date"]
            .iter()
            .find_map(|key| scalar(map.get(*key)?)),
        Value::Null => None,
    }
}

/// A value on one line, without tags and with its character references decoded.
fn one_line(value: &Value) -> Option<String> {
    let text = scalar(value)?;
    let bare = if text.contains('<') {
        let kept = tags::pieces(&text).into_iter().filter_map(|piece| match piece {
            Piece::Text(start, end) => text.get(start..end).map(str::to_owned),
            _ => None,
        });
        kept.collect::<String>()
    } else {
        text
    };
    Some(folded(&tags::decode_entities(&bare))).filter(|line| !line.is_empty())
}

fn list(value: &Value, split: fn(&str) -> Vec<String>) -> Vec<String> {
    match value {
        Value::Array(values) => values.iter().filter_map(one_line).collect(),
        other => one_line(other).map(|line| split(&line)).unwrap_or_default(),
    }
}

/// A date as written; seconds or thousandths since 1970 as a day.
fn date(value: &Value) -> Option<String> {
    let line = one_line(value)?;
    let whole = line.split('.').next().unwrap_or(&line);
    let digits = whole.trim_start_matches('-');
    let counted =
        matches!(digits.len(), 9..=10 | 12..=13) && digits.bytes().all(|byte| byte.is_ascii_digit());
    let seconds = counted.then(|| whole.parse::<i64>().ok()).flatten();
    let seconds = seconds.map(|count| if digits.len() > 10 { count / 1000 } else { count });
    let day =
        seconds.and_then(|seconds| DateTime::from_timestamp(seconds, 0)).map(|moment| moment.date_naive());
    Some(day.map_or(line, |day| day.to_string()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn bodies_are_told_apart() {
        for (text, expected) in [
            ("Storm over town.\n\nThe quay stood <i>firm.", DumpBody::Text),
            ("<p>Storm over town.", DumpBody::Html),
            ("Storm <b>over</b> town", DumpBody::Html),
            ("a < b and c > d", DumpBody::Text),
            ("## Storm\n\nText", DumpBody::Markdown),
            ("See [the quay](https://beacon.example/)", DumpBody::Markdown),
            ("A **storm** came", DumpBody::Markdown),
            ("#1 in the list", DumpBody::Text),
        ] {
            assert_eq!(guess(text), expected, "{text}");
        }
    }

    #[test]
    fn dates_may_be_counted() {
        assert_eq!(date(&json!(1_474_675_200)).as_deref(), Some("2016-09-24"));
        assert_eq!(date(&json!("1474675200000")).as_deref(), Some("2016-09-24"));
        assert_eq!(date(&json!("20160924")).as_deref(), Some("20160924"));
        assert_eq!(date(&json!({"$date": "2016-09-24T00:00:00Z"})).as_deref(), Some("2016-09-24T00:00:00Z"));
    }

    #[test]
    fn values_of_any_shape_are_read() {
        assert_eq!(
            one_line(&json!({"rendered": "Storm &amp; <i>flood</i>"})).as_deref(),
            Some("Storm & flood")
        );
        assert_eq!(list(&json!([{"name": "Ada Quill"}, "Ben Marsh"]), people), ["Ada Quill", "Ben Marsh"]);
        assert_eq!(list(&json!("By Ada Quill and Ben Marsh"), people), ["Ada Quill", "Ben Marsh"]);
        assert_eq!(list(&json!("storm; flood"), words), ["storm", "flood"]);
    }
}
