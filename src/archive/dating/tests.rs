//! Which source wins, what is concluded without one, and what the reader is told.

use super::*;
use crate::analysis::Passage;
use crate::analysis::date::{find, publication_evidence};
use crate::archive::facts::{ArticleKey, InMemory};
use crate::archive::overlay::OverlayRow;
use crate::page::draft::ArticleDraft;
use crate::page::seldom::Seldom;
use proptest::prelude::*;

fn article(path: &str, date: Option<&str>, text: &str) -> ArticleFacts {
    let dates = find(text, &Passage::whole(text), "en");
    let mut draft = ArticleDraft::default();
    draft.page.text = text.to_owned();
    draft.front_matter.date = date.map(str::to_owned);
    let evidence = publication_evidence(path, &draft, "en", &dates);
    ArticleFacts {
        front_matter: Seldom::new(draft.front_matter),
        text_len: text.len() as u32,
        dates,
        evidence,
        ..ArticleFacts::new(ArticleKey { path: path.into(), record: None })
    }
}

fn now() -> NaiveDate {
    NaiveDate::from_ymd_opt(2026, 11, 22).expect("a day")
}

fn decided(
    facts: &[ArticleFacts],
    overlay: &Overlay,
    use_neighbours: bool,
) -> (Vec<Option<Published>>, Vec<Diagnostic>) {
    let config = DatesConfig::default();
    let habits = count_habits(facts, &config);
    decide(facts, &habits, overlay, &config, now(), use_neighbours, &InMemory)
}

fn one(path: &str, date: Option<&str>, text: &str) -> (Option<Published>, Vec<Diagnostic>) {
    let (mut published, diagnostics) = decided(&[article(path, date, text)], &Overlay::default(), false);
    (published.remove(0), diagnostics)
}

/// Checks value and whether it is stated.
#[track_caller]
fn check(path: &str, date: Option<&str>, text: &str, expected: Option<(&str, bool)>) {
    let (published, _) = one(path, date, text);
    assert_eq!(published.as_ref().map(|published| (published.value.as_str(), published.stated)), expected);
}

#[test]
fn stated_sources_in_order_of_weight() {
    check("2016-09-25-slug.md", Some("2016-09-24"), "", Some(("2016-09-24", true)));
    check("2016-09-25-slug.md", None, "Published: 24 September 2016\n\nText.", Some(("2016-09-24", true)));
    check("1952/03/storm.txt", None, "", Some(("1952-03", true)));
    check("1952/19520303_p4.txt", None, "", Some(("1952-03-03", true)));
    check("storm.txt", Some("1952"), "", Some(("1952", true)));
    check("storm.txt", None, "Nothing of time.", None);
}

#[test]
fn a_conflict_is_told_with_both_sides_and_the_winner() {
    let (_, diagnostics) = one("2016-09-25-slug.md", Some("2016-09-24"), "");
    assert_eq!(diagnostics.len(), 1);
    assert_eq!(diagnostics[0].code, "date-conflict");
    assert_eq!(
        diagnostics[0].message,
        "the front matter gives 24 September 2016, the file name gives 25 September 2016: the front matter was followed"
    );
    let (_, none) = one("2016-09-24-slug.md", Some("2016-09-24"), "");
    assert!(none.is_empty());
}

#[test]
fn the_overlay_wins() {
    let row = OverlayRow { date: Some("4 March 1952".into()), ..OverlayRow::default() };
    let overlay = Overlay { rows: [("storm.txt".to_owned(), row)].into(), ..Overlay::default() };
    let facts = [article("storm.txt", Some("1953-01-01"), "")];
    let (published, _) = decided(&facts, &overlay, false);
    assert_eq!(published[0].as_ref().map(|published| published.value.as_str()), Some("1952-03-04"));
}

#[test]
fn a_date_after_the_clock_is_no_date_of_publication() {
    let (published, diagnostics) = one("storm.txt", Some("2031-01-01"), "");
    assert_eq!(published, None);
    assert_eq!(diagnostics[0].code, "future-date");
}

#[test]
fn a_weekday_leaves_a_few_years_and_the_reader_is_told() {
    let text = "The council met on Tuesday, March 4. It will meet again on March 7.";
    let published = one("", None, text).0.expect("a date");
    assert_eq!(published.value, "2025-03");
    assert_eq!(
        (published.earliest.to_string(), published.latest.to_string()),
        ("2025-03-04".into(), "2025-03-06".into())
    );
    assert!(!published.stated && (0.3..0.6).contains(&published.confidence), "{}", published.confidence);
    assert_eq!(
        published.evidence[0],
        "the text calls 4 March a Tuesday, which since 2000 fits 2003, 2008, 2014 and 2025; \
         2025 is the latest that is not in the future; confidence low"
    );
}

#[test]
fn the_day_of_a_change_is_no_day_of_publication_but_its_bound() {
    let published = one("", None, "Rain fell in May.\n\nUpdated March 9, 1952").0.expect("a date");
    assert_eq!(published.value.get(..4), Some("1952"));
    assert!(!published.stated && published.latest.to_string().as_str() <= "1952-03-09");
}

#[test]
fn numbers_are_read_in_the_order_that_the_archive_shows() {
    let facts = [
        article("a.txt", Some("9/24/52"), ""),
        article("b.txt", Some("12/31/52"), ""),
        article("c.txt", Some("3/4/52"), ""),
    ];
    let (published, _) = decided(&facts, &Overlay::default(), false);
    assert_eq!(published[2].as_ref().map(|published| published.value.as_str()), Some("1952-03-04"));
}

#[test]
fn neighbours_bound_an_undated_article_only_where_the_order_is_that_of_time() {
    let dates = ["1952-03-01", "1952-03-03", "1952-03-05", "", "1952-03-09", "1952-03-11"];
    let of = |dates: &[&str]| -> Vec<ArticleFacts> {
        let date = |date: &&str| Some(*date).filter(|date| !date.is_empty()).map(str::to_owned);
        dates.iter().enumerate().map(|(i, d)| article(&format!("{i}.txt"), date(d).as_deref(), "")).collect()
    };
    let (published, _) = decided(&of(&dates), &Overlay::default(), true);
    let between = published[3].as_ref().expect("bounded");
    assert_eq!(between.value, "1952-03-07");
    assert!(!between.stated && between.confidence > 0.9);
    let shuffled = ["1952-03-09", "1940-03-03", "1960-03-05", "", "1952-03-01", "1930-03-11"];
    let (published, _) = decided(&of(&shuffled), &Overlay::default(), true);
    assert_eq!(published[3], None);
}

#[test]
fn the_weekday_of_today_and_an_anniversary_leave_one_year() {
    let text = "HALLAM, July 2 (Special) \u{2014} In the fiftieth year of its life the band, founded in 1884, has won. \
                It played this afternoon, Monday, before the mayor.";
    let published = one("", None, text).0.expect("a date");
    assert_eq!((published.value.as_str(), published.stated), ("1934-07-02", false));
}

#[test]
fn what_an_article_shares_with_dated_ones_weighs_its_years() {
    let said = |texts: &[&'static str]| -> crate::archive::terms::Terms {
        texts.iter().map(|text| crate::archive::terms::Term { text: *text, count: 2, early: true }).collect()
    };
    let mut facts: Vec<ArticleFacts> = (0..30)
        .map(|at| {
            let year = 1931 + at;
            let mut facts = article(&format!("{at}.txt"), Some(&format!("{year}-06-01")), "");
            facts.particulars.terms =
                said(if (1947..1950).contains(&year) { &["harbour master"] } else { &[] });
            facts
        })
        .collect();
    let mut undated = article("z/undated.txt", None, "On Thursday, February 12, the ice closed.");
    undated.particulars.terms = said(&["harbour master"]);
    facts.push(undated);
    let (published, _) = decided(&facts, &Overlay::default(), true);
    let found = published[30].as_ref().expect("a date");
    assert!(found.value.starts_with("1948") && found.confidence < 0.9, "{found:?}");
    assert!(found.evidence.iter().any(|reason| reason.contains("harbour master")), "{:?}", found.evidence);
    let (alone, _) = decided(&facts, &Overlay::default(), false);
    assert!(alone[30].as_ref().is_none_or(|published| published.value.as_str() > "2000"));
}

#[test]
fn confidence_drops_where_dated_neighbours_have_gone_astray() {
    let of = |astray: usize| {
        let day = |at: usize| {
            NaiveDate::from_ymd_opt(1952, 1, 1).map(|first| first + chrono::Days::new(at as u64 * 9))
        };
        let facts: Vec<ArticleFacts> = (0..40_usize)
            .map(|at| {
                let stands_for = if at < astray * 2 && at % 2 == 0 { 39 - at } else { at };
                let date = day(stands_for).filter(|_| at != 30).map(|day| day.to_string());
                article(&format!("{at:02}.txt"), date.as_deref(), "")
            })
            .collect();
        let (published, _) = decided(&facts, &Overlay::default(), true);
        published[30].as_ref().map(|published| published.confidence)
    };
    let (orderly, some) = (of(0).expect("dated"), of(4).expect("dated"));
    assert!(orderly > 0.95 && some < 0.92 && some > 0.7, "{orderly} {some}");
    assert_eq!(of(15), None, "an order that is none says nothing");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn what_is_decided_is_consistent(
        dates in prop::collection::vec(prop::option::of("(19|20)[0-9]{2}-[01][0-9]-[0-3][0-9]"), 1..8),
        text in "((On (Friday|Monday), )?(March|May) [0-9]{1,2}(, (19|20)[0-9]{2})? he (came|will come)\\. ){0,4}",
    ) {
        let facts: Vec<ArticleFacts> =
            dates.iter().enumerate().map(|(i, date)| article(&format!("{i}.txt"), date.as_deref(), &text)).collect();
        let (published, _) = decided(&facts, &Overlay::default(), true);
        prop_assert_eq!(published.len(), facts.len());
        for published in published.into_iter().flatten() {
            prop_assert!(published.earliest <= published.latest);
            prop_assert!((0.0..=1.0).contains(&published.confidence));
            prop_assert!(!published.evidence.is_empty());
            prop_assert!(matches!(published.value.len(), 4 | 7 | 10), "{}", published.value);
        }
    }
}
