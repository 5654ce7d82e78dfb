//! Whole dumps, invented, and what comes out.

use super::{Dump, NoText};
use crate::config::{DumpConfig, TextConfig};
use crate::page::draft::ArticleDraft;
use crate::page::{Reading, read};
use crate::source::{Format, Source, Spool};

fn reading(text: &str, format: Format, config: &TextConfig) -> Reading {
    read(&Source { path: "dump.x".into(), format, ..Source::from_text(text) }, config)
}

/// Record, title, text and date of each article; code and line of each diagnostic.
type Seen = (Vec<(String, Option<String>, String, Option<String>)>, Vec<(String, Option<u32>)>);

fn seen(reading: Reading) -> Seen {
    let article = |draft: ArticleDraft| {
        (draft.record.unwrap_or_default(), draft.front_matter.title, draft.page.text, draft.front_matter.date)
    };
    let told = reading
        .diagnostics
        .into_iter()
        .map(|told| (told.code.into_owned(), told.location.and_then(|location| location.line)));
    (reading.drafts.into_iter().map(article).collect(), told.collect())
}

#[track_caller]
fn check(text: &str, format: Format, articles: &[(&str, &str, &str, &str)], told: &[(&str, u32)]) {
    let (got, got_told) = seen(reading(text, format, &TextConfig::default()));
    let got: Vec<_> = got
        .iter()
        .map(|(record, title, text, date)| {
            (record.as_str(), title.as_deref().unwrap_or(""), text.as_str(), date.as_deref().unwrap_or(""))
        })
        .collect();
    assert_eq!(got, articles);
    let got_told: Vec<_> = got_told.iter().map(|(code, line)| (code.as_str(), line.unwrap_or(0))).collect();
    assert_eq!(got_told, told);
}

#[test]
fn a_table_gives_an_article_a_row() {
    check(
        "ID,Headline,Body,Date\n7,Storm,\"The quay\nstood, \"\"firm\"\".\",1952-03-04\n,Calm,Nothing.,\n\n7,Again,More.,\n",
        Format::Csv,
        &[
            ("7", "Storm", "The quay stood, \"firm\".", "1952-03-04"),
            ("2", "Calm", "Nothing.", ""),
            ("7-3", "Again", "More.", ""),
        ],
        &[],
    );
    check("title;text\nStorm;a, b\n", Format::Csv, &[("1", "Storm", "a, b", "")], &[]);
    check("title\ttext\nStorm\ta, b\n", Format::Csv, &[("1", "Storm", "a, b", "")], &[]);
    check("title,text\n\"A \\\"b\\\" c\",t\n", Format::Csv, &[("1", "A \"b\" c", "t", "")], &[]);
}

#[test]
fn lines_of_json_give_an_article_each() {
    check(
        "{\"id\":1,\"title\":\"Storm\",\"content\":\"<p>One</p><p>Two</p>\"}\n\n{\"fields\":{\"body\":\"Text\",\"date\":1474675200}}\n",
        Format::Jsonl,
        &[("1", "Storm", "One\n\nTwo", ""), ("2", "", "Text", "2016-09-24")],
        &[],
    );
    check(
        "[{\"text\":\"a\"},{\"text\":\"b\"}]",
        Format::Jsonl,
        &[("1", "", "a", ""), ("2", "", "b", "")],
        &[],
    );
}

#[test]
fn broken_records_are_told_with_their_line_and_the_rest_goes_on() {
    check(
        "title,text\na,one\nb,two,three\nc\n",
        Format::Csv,
        &[("1", "a", "one", ""), ("3", "c", "", "")],
        &[("record-unreadable", 3)],
    );
    check(
        "{\"text\":\"a\"}\n{\"text\":\n7\n{\"text\":\"b\"}\n",
        Format::Jsonl,
        &[("1", "", "a", ""), ("4", "", "b", "")],
        &[("record-unreadable", 2), ("record-unreadable", 3)],
    );
}

#[test]
fn tables_of_other_things_are_not_read() {
    check("station,height\nquay,4.1\n", Format::Csv, &[], &[("no-text-column", 0)]);
    check("{\"a\":1}\n", Format::Jsonl, &[], &[("no-text-column", 0)]);
    check("", Format::Csv, &[], &[("no-text-column", 0)]);
    check("", Format::Jsonl, &[], &[("no-text-column", 0)]);
}

#[test]
fn columns_may_be_named() {
    let dump = DumpConfig { text: Some("c".into()), title: Some("b".into()), ..DumpConfig::default() };
    let config = TextConfig { dump, ..TextConfig::default() };
    let (articles, _) = seen(reading("a,b,c\n1,Storm,Text\n", Format::Csv, &config));
    assert_eq!(articles, [("1".into(), Some("Storm".into()), "Text".into(), None)]);
}

#[test]
fn a_configured_column_that_is_not_there_is_told() {
    let dump = DumpConfig { title: Some("headline2".into()), ..DumpConfig::default() };
    let config = TextConfig { dump, ..TextConfig::default() };
    for (text, format) in
        [("head,text\nStorm,Text.\n", Format::Csv), ("{\"text\":\"Text.\"}\n", Format::Jsonl)]
    {
        let (articles, told) = seen(reading(text, format, &config));
        assert_eq!(articles.len(), 1);
        assert_eq!(told, [("no-such-column".to_owned(), Some(1))]);
    }
    let some = "{\"text\":\"One.\"}\n{\"text\":\"Two.\",\"headline2\":\"Storm\"}\n";
    assert_eq!(seen(reading(some, Format::Jsonl, &config)).1, []);
}

/// What a dump gives, record by record.
fn records(source: &Source, spool: Option<&Spool>) -> Vec<String> {
    match Dump::open_spooled(source, spool, &TextConfig::default()) {
        Ok(dump) => dump.map(|record| format!("{record:?}")).collect(),
        Err(NoText(note)) => vec![format!("{note:?}")],
    }
}

#[test]
fn a_dump_that_is_put_away_is_the_same() {
    let many = "9,Storm,\"The quay\nstood, \"\"firm\"\".\",1952-03-04\n".repeat(2000);
    for (text, format) in [
        (format!("ID,Headline,Body,Date\n{many}"), Format::Csv),
        (format!("\u{FEFF}sep=;\nid;text\n7;a,\"b\n;8;{}\n", "c\n".repeat(6000)), Format::Csv),
        ("title|text\n1|2|3\n\"A \\\"b\\\" c\"|t".to_owned(), Format::Csv),
        ("name,size\n1,2\n".to_owned(), Format::Csv),
        (String::new(), Format::Csv),
        ("{\"text\": \"a\"}\n\n{\"text\": 1\n{\"body\": \"b\"}".to_owned(), Format::Jsonl),
    ] {
        let source = Source { path: "dump.x".into(), format, ..Source::from_text(text) };
        let spool = Spool::put(&source.text).unwrap();
        let whole = records(&source, None);
        assert_eq!(records(&source, Some(&spool)), whole);
        assert!(!whole.is_empty() || source.text.is_empty());
    }
}
