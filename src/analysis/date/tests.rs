//! What is found, where it begins and ends, and what it is worth; and what holds for any text.

use super::value_syntax::parse;
use super::*;
use crate::analysis::PassageKind;
use crate::page::tree::TextRange;
use chrono::NaiveDate;
use proptest::prelude::*;

fn day(text: &str) -> NaiveDate {
    text.parse().expect("a day")
}

fn mentions(text: &str, anchor: Option<Anchor>, order: NumericOrder) -> Vec<DateMention> {
    mentions_in(text, "en", anchor, order)
}

fn mentions_in(text: &str, language: &str, anchor: Option<Anchor>, order: NumericOrder) -> Vec<DateMention> {
    let candidates = find(text, &Passage::whole(text), language);
    resolve(&candidates, anchor, order)
}

fn described(text: &str, mentions: &[DateMention]) -> String {
    let describe = |mention: &DateMention| format!("{} = {}", mention.range.of(text), mention.value);
    mentions.iter().map(describe).collect::<Vec<_>>().join("; ")
}

/// Checks the mentions of a text published on Thursday, 12 March 1998.
#[track_caller]
fn check(text: &str, expected: &str) {
    let now = day("1998-03-12");
    let found = mentions(text, Some(Anchor { earliest: now, latest: now }), NumericOrder::MonthFirst);
    assert_eq!(described(text, &found), expected, "in {text:?}");
}

/// Checks the mentions of a text whose day of publication nobody knows.
#[track_caller]
fn check_undated(text: &str, expected: &str) {
    assert_eq!(described(text, &mentions(text, None, NumericOrder::DayFirst)), expected, "in {text:?}");
}

#[test]
fn days() {
    check("It opened on 3 May 1952.", "3 May 1952 = 1952-05-03");
    check("It opened on May 3, 1952, in rain.", "May 3, 1952 = 1952-05-03");
    check("It opened on the 24th of September 1952.", "the 24th of September 1952 = 1952-09-24");
    check("on Saturday, September 24, 2022,", "Saturday, September 24, 2022 = 2022-09-24");
    check("published 2016-09-24 online", "2016-09-24 = 2016-09-24");
    check("He was born on Feb. 29, 1904.", "Feb. 29, 1904 = 1904-02-29");
    check("The fair opened on March 2.", "March 2 = 1998-03-02");
    check("It begins on June 1.", "June 1 = 1998-06-01");
}

#[test]
fn days_in_numbers_follow_the_order_of_the_archive() {
    check("Dated 9/4/52.", "9/4/52 = 1952-09-04");
    check_undated("Dated 9/4/52.", "9/4/52 = 1952-04-09");
    check_undated("Dated 9/24/52.", "9/24/52 = 1952-09-24");
    check("Dated 24.9.1952.", "24.9.1952 = 1952-09-24");
    check("The score was 3/4/5.", "");
}

#[test]
fn months_years_decades_and_centuries() {
    check("In March 1940 it ended.", "March 1940 = 1940-03");
    check("In 1987 it ended.", "1987 = 1987");
    check("by the year two thousand", "the year two thousand = 2000");
    check("the early 1960s", "the early 1960s = 196");
    check("during the nineties", "the nineties = 199");
    check("in the 19th century", "the 19th century = 18");
    check("in the fourth century BC", "the fourth century BC = BC03");
    check("They met in 480 BC at sea.", "480 BC = BC0480");
    check("In December sales rose.", "December = 1997-12");
    check("It will open in December.", "December = 1998-12");
}

#[test]
fn both_ends_of_a_range_are_dates() {
    check("the war of 1939\u{2013}45", "1939 = 1939; 45 = 1945");
    check("the winter of 1941/42", "the winter of 1941 = 1941-WI; 42 = 1942-WI");
    check("from May 3-7", "May 3 = 1998-05-03; 7 = 1998-05-07");
    check("on 10\u{2013}12 May 1943", "10 = 1943-05-10; 12 May 1943 = 1943-05-12");
    check("on April 24 and 25.", "April 24 = 1998-04-24; 25 = 1998-04-25");
    check("April 24 and 25 men", "April 24 = 1998-04-24");
    check("in April and June 1955", "April = 1955-04; June 1955 = 1955-06");
    check("from November to January 1955", "November = 1954-11; January 1955 = 1955-01");
    check("the spring and early summer of 1943", "the spring = 1943-SP; early summer of 1943 = 1943-SU");
    check("the war of 490-480 BC", "490 = BC0490; 480 BC = BC0480");
    check("call 555-1212.", "");
}

#[test]
fn quarters_seasons_and_fiscal_years() {
    check("in the third quarter of 1989", "the third quarter of 1989 = 1989-Q3");
    check("in fiscal 1989", "fiscal 1989 = 1989");
    check("FY1998 was good", "FY1998 = FY1998");
    check("in the first half of 1990", "the first half of 1990 = 1990-H1");
    check("in the summer of 1943", "the summer of 1943 = 1943-SU");
    check("He left last summer.", "last summer = 1997-SU");
}

#[test]
fn days_counted_from_the_day_of_publication() {
    check("He came yesterday.", "yesterday = 1998-03-11");
    check("He said on Monday that he agreed.", "Monday = 1998-03-09");
    check("He will speak on Monday.", "Monday = 1998-03-16");
    check("He came last Friday.", "last Friday = 1998-03-06");
    check("two weeks ago", "two weeks ago = 1998-W09");
    check("ten days ago", "ten days ago = 1998-03-02");
    check("last year", "last year = 1997");
    check("next month", "next month = 1998-04");
    check("It was better last June.", "last June = 1997-06");
    check("this morning", "this morning = 1998-03-12TMO");
}

#[test]
fn lengths_and_sets() {
    check("It lasted two years.", "two years = P2Y");
    check("at least 72 hours", "at least 72 hours = PT72H");
    check("for a few days", "a few days = PXD");
    check("half an hour", "half an hour = PT30M");
    check("a 10-year plan", "10-year = P10Y");
    check("the past three months", "the past three months = P3M");
    check("every Tuesday", "every Tuesday = XXXX-WXX-2");
    check("open on Mondays", "Mondays = XXXX-WXX-1");
    check("for two bloody weeks", "two bloody weeks = P2W");
    check("two men came for weeks", "weeks = PXW");
    check("every day", "every day = P1D");
    check("He is 22.8 years late", "22.8 years = P22.8Y");
}

#[test]
fn times_of_day() {
    check("at 10:35 a.m. Friday", "10:35 a.m. Friday = 1998-03-06T10:35");
    check("at 5 p.m.", "5 p.m. = 1998-03-12T17:00");
    check("on the night of May 13", "the night of May 13 = 1998-05-13TNI");
    check("Tuesday evening he said", "Tuesday evening = 1998-03-10TEV");
}

#[test]
fn feasts() {
    check("on Christmas Eve 1963", "Christmas Eve 1963 = 1963-12-24");
    check("at Easter 1916", "Easter 1916 = 1916-04-23");
    check("on Thanksgiving 1999", "Thanksgiving 1999 = 1999-11-25");
    check("Election Day 2000 was long", "Election Day 2000 = 2000-11-07");
}

#[test]
fn what_is_no_date() {
    for text in [
        "They march on.",
        "You may go.",
        "It may rain in may.",
        "Mr. May spoke.",
        "on flight 1987",
        "see page 1952",
        "the 1812 Overture",
        "it cost $1,900",
        "it cost $1987",
        "1,900 people came",
        "wait a second",
        "the Sunday Times said",
        "in the Today Show",
        "a herd of 2000 horses and 1500 goats",
        "the fall of the wall",
        "version 1.2.3",
        "",
    ] {
        check(text, "");
    }
}

#[test]
fn a_narrative_counts_from_its_own_dates() {
    check(
        "In 1939 war came. On September 1, 1939, troops crossed. In June 1940 Paris fell. In May 1941 it rained. \
         On December 7 ships sank. Two days later all was over. In January the snow came.",
        "1939 = 1939; September 1, 1939 = 1939-09-01; June 1940 = 1940-06; May 1941 = 1941-05; \
         December 7 = 1941-12-07; Two days later = 1941-12-09; January = 1942-01",
    );
}

#[test]
fn a_chronicle_that_comes_near_to_its_day_of_publication_is_told_like_any_other() {
    let years: String = (1980..1998).map(|year| format!("In {year} it rained. ")).collect();
    let now = day("1998-03-12");
    let text = format!("{years} In 1988 he came. In May he went.");
    let found = mentions(&text, Some(Anchor { earliest: now, latest: now }), NumericOrder::DayFirst);
    assert_eq!(found.last().map(|mention| mention.value.as_str()), Some("1988-05"));
}

#[test]
fn adjectives_tell_of_time_in_a_story_alone() {
    check("The former mayor spoke of recent trouble.", "");
    check(
        "In 1939 war came. In 1940 Paris fell. In 1941 it rained. In 1942 the former king died.",
        "1939 = 1939; 1940 = 1940; 1941 = 1941; 1942 = 1942; former = PAST_REF",
    );
}

#[test]
fn without_a_day_of_publication_values_stay_open() {
    check_undated("on Saturday, September 24", "Saturday, September 24 = XXXX-09-24");
    check_undated("on Friday he came", "Friday = XXXX-WXX-5");
    check_undated("He came yesterday.", "yesterday = XXXX-XX-XX");
    check_undated("last year", "last year = XXXX");
    assert_eq!(mentions("on September 24", None, NumericOrder::DayFirst)[0].days, None);
}

#[test]
fn an_interval_of_publication_gives_what_its_ends_share() {
    let anchor = Some(Anchor { earliest: day("2022-01-01"), latest: day("2022-12-31") });
    let text = "It opened on September 24 and closed in May.";
    assert_eq!(
        described(text, &mentions(text, anchor, NumericOrder::DayFirst)),
        "September 24 = 2022-09-24; May = 2022-05"
    );
    let text = "He came yesterday. This year it rained.";
    let found = mentions(text, anchor, NumericOrder::DayFirst);
    assert_eq!(described(text, &found), "yesterday = XXXX; This year = 2022");
    assert_eq!(found[1].days, Some((day("2022-01-01"), day("2022-12-31"))));
}

#[test]
fn edges_of_the_calendar() {
    let check_on = |now: &str, text: &str, expected: &str| {
        let anchor = Anchor { earliest: day(now), latest: day(now) };
        assert_eq!(described(text, &mentions(text, Some(anchor), NumericOrder::DayFirst)), expected);
    };
    check_on("2020-02-29", "a year ago", "a year ago = 2019");
    check_on("2024-02-29", "tomorrow", "tomorrow = 2024-03-01");
    check_on("2021-01-03", "this week", "this week = 2020-W53");
    check_on("9999-12-31", "tomorrow", "tomorrow = 10000-01-01");
    check_on("0001-01-01", "yesterday", "yesterday = BC0001-12-31");
    check_on("0002-01-01", "last decade", "last decade = 000");
    check_on("2000-01-01", "on February 29, 1999", "February 29, 1999 = 1999-02");
}

#[test]
fn another_language_is_left_alone() {
    let text = "on 3 May 1952";
    assert!(find(text, &Passage::whole(text), "fi").is_empty());
    assert_eq!(find(text, &Passage::whole(text), "en-GB").len(), 1);
}

#[test]
fn no_expression_crosses_the_end_of_a_passage() {
    let text = "3 May 1952";
    let passages = [(0, 5), (6, 10)]
        .map(|(start, end)| Passage { range: TextRange::new(start, end), kind: PassageKind::Line });
    let found = find(text, &passages, "en");
    assert_eq!(found.iter().map(|found| found.range.of(text)).collect::<Vec<_>>(), ["3 May", "1952"]);
}

/// Texts made of words that mean something to the grammar, and of anything else.
fn texts() -> impl Strategy<Value = String> {
    let word = prop_oneof![
        prop::sample::select(vec![
            "the",
            "a",
            "last",
            "next",
            "this",
            "past",
            "year",
            "years",
            "day",
            "week",
            "quarter",
            "May",
            "March",
            "Sept.",
            "Friday",
            "24",
            "24th",
            "1952",
            "480",
            "BC",
            "fiscal",
            "third",
            "-",
            ",",
            ".",
            "'",
            "s",
            "of",
            "in",
            "ago",
            "later",
            "two",
            "hundred",
            "and",
            "half",
            "early",
            "end",
            "10",
            ":",
            "a.m.",
            "p.m",
            "today",
            "every",
            "Christmas",
            "Eve",
            "summer",
            "century",
            "1960s",
            "/",
            "9/24/52",
            "2016-02-30",
            "T",
            "noon",
            "to",
            "99999999999",
            "0",
            "decade",
            "weekend",
            "millennia",
            "4294967295",
            "old",
            "\u{2019}",
            "\u{2013}",
            "\u{a0}",
            "\n\n",
            "3.",
            "24.9.52",
            "Mai",
            "dritten",
            "Montagabend",
            "montags",
            "den",
            "des",
            "im",
            "vor",
            "drei",
            "Jahren",
            "Jahre",
            "Jahrhundert",
            "1930er",
            "halb",
            "acht",
            "Uhr",
            "bis",
            "letzten",
            "Ende",
            "Vorjahr",
            "morgen",
            "v. Chr.",
            "and",
        ])
        .prop_map(str::to_owned),
        "\\PC{0,6}",
    ];
    (prop::collection::vec(word, 0..30), any::<bool>())
        .prop_map(|(words, spaced)| words.join(if spaced { " " } else { "" }))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(512))]

    #[test]
    fn every_mention_is_well_formed_and_in_order(text in texts(), days in -800_000_i32..3_000_000, wide in 0_i64..800) {
        let earliest = NaiveDate::from_num_days_from_ce_opt(days).expect("in range");
        let anchor = Anchor { earliest, latest: earliest + chrono::Duration::days(wide) };
        for (anchor, language) in [(None, "en"), (Some(anchor), "en"), (None, "de"), (Some(anchor), "de")] {
            let found = mentions_in(&text, language, anchor, NumericOrder::DayFirst);
            let mut end = 0;
            for mention in &found {
                prop_assert!(mention.range.start >= end && !mention.range.is_empty());
                prop_assert!(text.get(mention.range.start as usize..mention.range.end as usize).is_some());
                end = mention.range.end;
                let value = parse(&mention.value);
                prop_assert!(value.is_some(), "{:?} of {:?}", mention.value, mention.range.of(&text));
                prop_assert_eq!(value.expect("parsed").to_string(), mention.value.clone());
                prop_assert!(mention.days.is_none_or(|(first, last)| first <= last));
            }
        }
    }

    #[test]
    fn candidates_survive_their_serialisation(text in texts()) {
        let found = find(&text, &Passage::whole(&text), "en");
        let bytes = postcard::to_allocvec(&found).expect("serialised");
        prop_assert_eq!(postcard::from_bytes::<Vec<DateCandidate>>(&bytes).expect("read back"), found);
    }

    #[test]
    fn no_path_and_no_stated_date_panics(text in "\\PC{0,60}", digits in "[0-9/_. -]{0,20}") {
        let draft = ArticleDraft::default();
        publication_evidence(&text, &draft, "en", &[]);
        publication_evidence(&digits, &draft, "de", &[]);
        read_stated_date(&text);
        read_stated_date(&digits);
    }
}

/// Checks the days that a path states, as `kind first..last`.
#[track_caller]
fn check_path(path: &str, expected: &str) {
    let found = publication_evidence(path, &ArticleDraft::default(), "en", &[]);
    let described: Vec<String> = found
        .iter()
        .map(|evidence| match evidence.claim {
            PublicationClaim::Within { earliest, latest } if earliest == latest => {
                format!("{} {earliest}", evidence.kind)
            }
            PublicationClaim::Within { earliest, latest } => {
                format!("{} {earliest}..{latest}", evidence.kind)
            }
            _ => format!("{} ?", evidence.kind),
        })
        .collect();
    assert_eq!(described.join("; "), expected, "{path}");
}

#[test]
fn names_of_files_and_folders() {
    check_path("2016-09-24-a-slug.md", "file-name 2016-09-24");
    check_path("19520303_p4.txt", "file-name 1952-03-03");
    check_path("02Mar2006Kerry176.txt", "file-name 2006-03-02");
    check_path("storm-March-1952.txt", "file-name 1952-03-01..1952-03-31");
    check_path("1952/03/storm.txt", "folder 1952-03-01..1952-03-31");
    check_path("1952/03/04/storm.txt", "folder 1952-03-04");
    check_path("1952-03/storm.txt", "folder 1952-03-01..1952-03-31");
    check_path("1952/storm.txt", "folder 1952-01-01..1952-12-31");
    check_path("sturm-März-1952.txt", "file-name 1952-03-01..1952-03-31");
    check_path("03Okt2006.txt", "file-name 2006-10-03");
    check_path("news/storm.txt", "");
    check_path("section-12-31.txt", "");
    check_path("20161324.txt", "");
}

#[test]
fn labelled_lines_state_the_day() {
    let claims = |text: &str| {
        let mut draft = ArticleDraft::default();
        draft.page.text = text.to_owned();
        publication_evidence("", &draft, "und", &[])
            .into_iter()
            .map(|evidence| (evidence.kind.to_string(), evidence.claim))
            .collect::<Vec<_>>()
    };
    let on = |kind: &str, text: &str| {
        let day = day(text);
        (kind.to_owned(), PublicationClaim::Within { earliest: day, latest: day })
    };
    assert_eq!(
        claims("A storm\n\nPublished: 4 March 1952\n\nIt rained."),
        [on("published-line", "1952-03-04")]
    );
    assert_eq!(claims("Posted on March 4, 1952 by Jane"), [on("published-line", "1952-03-04")]);
    assert_eq!(
        claims("Updated March 9, 1952"),
        [("updated-line".to_owned(), PublicationClaim::Updated { day: day("1952-03-09") })]
    );
    assert_eq!(
        claims("Ein Sturm\n\nVeröffentlicht am 4. März 1952\n\nEs regnete."),
        [on("published-line", "1952-03-04")]
    );
    assert_eq!(claims("Ein Sturm\n\n4. März 1952\n\nEs regnete."), [on("date-line", "1952-03-04")]);
    assert_eq!(
        claims("Stand: 9. März 1952"),
        [("updated-line".to_owned(), PublicationClaim::Updated { day: day("1952-03-09") })]
    );
    assert_eq!(
        claims("He published a book in 1952, and it was read by many people in the towns of the coast."),
        []
    );
}

#[test]
fn a_dateline_states_the_day() {
    let claims = |text: &str| {
        let mut draft = ArticleDraft::default();
        draft.page.text = text.to_owned();
        let dates = find(text, &Passage::whole(text), "en");
        publication_evidence("", &draft, "en", &dates)
            .into_iter()
            .map(|evidence| (evidence.kind.to_string(), evidence.claim))
            .collect::<Vec<_>>()
    };
    let fourth = PublicationClaim::Within { earliest: day("1952-03-04"), latest: day("1952-03-04") };
    assert_eq!(claims("LONDON, March 4, 1952 (AP) \u{2014} It rained."), [("dateline".to_owned(), fourth)]);
    let open = PublicationClaim::DayOfYear { month: 3, day: 4, weekday: None };
    assert_eq!(claims("NEW YORK, March 4 -- It rained."), [("dateline".to_owned(), open)]);
    assert_eq!(claims("London, March 4 was a wet day.")[0].0, "day-named");
}
