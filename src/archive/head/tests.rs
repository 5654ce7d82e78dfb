//! The head as decided from the text of small archives.

use super::{DecidedHead, HeadHabits, count_habits, decide};
use crate::archive::facts::{ArticleFacts, ArticleKey, MoreFacts};
use crate::archive::model::TitleOrigin;
use crate::archive::overlay::OverlayRow;
use crate::config::{FileRules, TextConfig};
use crate::page;
use crate::page::draft::HeadRole;
use crate::page::seldom::Seldom;
use crate::source::Source;

const BODY: &str = "The harbour board met on Tuesday evening and voted to repair the breakwater before the winter.\n\n\
                    Two of its members warned that the money would not reach, and asked for a second opinion.\n";

fn facts(path: &str, text: &str) -> ArticleFacts {
    let source = Source { path: path.into(), ..Source::from_text(text) };
    let draft = page::read(&source, &TextConfig::default()).drafts.remove(0);
    let summary = page::summary(&draft.page, &[]);
    ArticleFacts {
        source_hash: source.hash,
        edges: draft.edges,
        encoding: source.encoding.into(),
        more: Seldom::new(MoreFacts { opening: super::opening(&summary), ..MoreFacts::default() }),
        summary,
        leaves: page::passages(&draft.page).len() as u32,
        text_len: draft.page.text.len() as u32,
        front_matter: Seldom::new(draft.front_matter),
        head: draft.head,
        made_title: draft.made_title,
        language: draft.language,
        ..ArticleFacts::new(ArticleKey { path: path.into(), record: None })
    }
}

fn alone(text: &str) -> DecidedHead {
    decide(&facts("a.txt", text), &HeadHabits::default(), None, &FileRules::default())
}

fn roles(head: &DecidedHead) -> Vec<(u32, HeadRole)> {
    head.blocks.iter().map(|block| (block.block, block.role)).collect()
}

#[test]
fn a_full_head_is_read() {
    let text = format!(
        "LOCAL NEWS\n\nBoard votes for breakwater\n\nRepairs before winter, members told\n\nBy JANE DOE, Staff Writer\nPublished: 4 March 1987\n\nHALIFAX, March 3 (CP) — {BODY}\nSource: https://example.org/a\n"
    );
    let head = alone(&text);
    assert_eq!(
        (head.title.text.as_str(), head.title.origin),
        ("Board votes for breakwater", TitleOrigin::Line)
    );
    assert_eq!(head.kicker.as_deref(), Some("LOCAL NEWS"));
    assert_eq!(head.deck.as_deref(), Some("Repairs before winter, members told"));
    assert_eq!(head.authors, ["Jane Doe"]);
    assert_eq!(head.dateline.as_deref(), Some("HALIFAX, March 3 (CP)"));
    assert_eq!(head.source.as_deref(), Some("https://example.org/a"));
    use HeadRole::{Byline, Deck, Kicker, Published, Source, Title};
    assert_eq!(roles(&head), [(0, Kicker), (1, Title), (2, Deck), (3, Byline), (4, Published), (7, Source)]);
}

#[test]
fn without_a_title_line_one_is_made() {
    let head = alone(BODY);
    assert_eq!(head.title.origin, TitleOrigin::Made);
    assert!(head.title.text.starts_with("The harbour board met on Tuesday evening"));
    assert_eq!(roles(&head), []);
}

#[test]
fn a_file_of_a_title_only_keeps_its_text() {
    let head = alone("HARBOUR BOARD VOTES\n");
    assert_eq!(head.title.text, "HARBOUR BOARD VOTES");
    assert_eq!(roles(&head), []);
}

#[test]
fn an_empty_file_is_named_after_its_path() {
    let head =
        decide(&facts("1952/harbour-storm.txt", ""), &HeadHabits::default(), None, &FileRules::default());
    assert_eq!((head.title.text.as_str(), head.title.origin), ("harbour storm", TitleOrigin::FileName));
}

#[test]
fn the_overlay_wins_and_the_line_it_corrects_leaves_the_body() {
    let facts = facts("a.txt", &format!("Bord votes for breakwater\n\nBy Jane Doe\n\n{BODY}"));
    let row = OverlayRow {
        title: Some("Board votes for breakwater".into()),
        byline: Some(vec!["John Roe".into()]),
        section: Some("Harbour".into()),
        ..OverlayRow::default()
    };
    let head = decide(&facts, &HeadHabits::default(), Some(&row), &FileRules::default());
    assert_eq!(
        (head.title.text.as_str(), head.title.origin),
        ("Board votes for breakwater", TitleOrigin::Overlay)
    );
    assert_eq!(head.authors, ["John Roe"]);
    // The printed byline names another: it stays in the text.
    assert_eq!(roles(&head), [(0, HeadRole::Title)]);
    assert_eq!(head.section.as_deref(), Some("Harbour"));
}

#[test]
fn custom_settles_a_doubtful_title() {
    let doubtful = format!("Board votes for breakwater.\n\n{BODY}");
    assert_eq!(alone(&doubtful).title.origin, TitleOrigin::Made);
    let mut archive: Vec<_> = (0..20)
        .map(|n| facts(&format!("news/{n:02}.txt"), &format!("Report number {n} on the harbour\n\n{BODY}")))
        .collect();
    archive.push(facts("news/99.txt", &doubtful));
    archive.push(facts("news/98.txt", BODY));
    let habits = count_habits(&archive);
    let head = decide(&archive[20], &habits, None, &FileRules::default());
    assert_eq!(
        (head.title.text.as_str(), head.title.origin),
        ("Board votes for breakwater.", TitleOrigin::Line)
    );
}

#[test]
fn custom_keeps_first_lines_in_the_body_where_files_have_no_titles() {
    let mut archive: Vec<_> = (0..20).map(|n| facts(&format!("log/{n:02}.txt"), BODY)).collect();
    archive.push(facts("log/99.txt", &format!("Nothing to report today\n\n{BODY}")));
    let habits = count_habits(&archive);
    assert_eq!(decide(&archive[20], &habits, None, &FileRules::default()).title.origin, TitleOrigin::Made);
    assert_eq!(
        decide(&archive[20], &HeadHabits::default(), None, &FileRules::default()).title.origin,
        TitleOrigin::Line
    );
}

#[test]
fn habits_do_not_depend_on_the_order_of_files() {
    let mut archive: Vec<_> = (0..8)
        .map(|n| {
            facts(
                &format!("f/{n}.txt"),
                &if n % 3 == 0 { BODY.to_owned() } else { format!("Title {n} of day\n\n{BODY}") },
            )
        })
        .collect();
    let habits = count_habits(&archive);
    archive.reverse();
    assert_eq!(count_habits(&archive), habits);
}
