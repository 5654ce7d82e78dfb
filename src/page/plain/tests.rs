//! Plain text: what each convention becomes, and what holds for any text.

use super::read;
use crate::page::leaf_blocks;
use crate::page::tree::{BlockKind, Page};
use proptest::prelude::*;
use std::collections::BTreeMap;

const PROSE: &str = "The harbour board met on Tuesday evening and voted to repair the breakwater.";
const MORE: &str = "Two of its members warned that the money would not reach so far.";

fn outline(page: &Page) -> Vec<String> {
    leaf_blocks(page)
        .map(|(block, parent)| {
            let kind = match (&block.kind, parent) {
                (_, Some(BlockKind::Quote)) => "quote",
                (_, Some(BlockKind::Item)) => "item",
                (BlockKind::Heading { .. }, _) => "head",
                (BlockKind::Verse, _) => "verse",
                (BlockKind::Salutation, _) => "opens",
                (BlockKind::Signature, _) => "signs",
                (BlockKind::Preformatted { .. }, _) => "pre",
                _ => "p",
            };
            format!("{kind}: {}", block.range.of(&page.text))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    assert_eq!(outline(&read(text)), expected);
}

#[test]
fn hard_wraps_are_joined_at_any_column() {
    for width in [24, 38, 60, 72] {
        let mut text = String::new();
        for paragraph in [PROSE, MORE, PROSE] {
            let mut column = 0;
            for word in paragraph.split(' ') {
                if column > 0 && column + 1 + word.len() > width {
                    text.push('\n');
                    column = 0;
                } else if column > 0 {
                    text.push(' ');
                    column += 1;
                }
                text.push_str(word);
                column += word.len();
            }
            text.push_str("\n\n");
        }
        check(&text, &[&format!("p: {PROSE}"), &format!("p: {MORE}"), &format!("p: {PROSE}")]);
    }
}

#[test]
fn indents_begin_paragraphs_without_blank_lines() {
    let text = "   The harbour board met on Tuesday evening and voted to\nrepair the old breakwater before the winter comes again.\n   Two of its members warned that the money would not be\nenough, and asked for a second opinion before the vote.\n   The chairman said that he would see to it himself and\nthat nobody needed to worry about the cost of the work.\n";
    assert_eq!(outline(&read(text)).len(), 3);
}

#[test]
fn a_paragraph_a_line() {
    let text = format!("{PROSE} {MORE} {PROSE}\n{MORE} {PROSE} {MORE}\n{PROSE} {PROSE} {MORE}\n");
    assert_eq!(outline(&read(&text)).len(), 3);
}

#[test]
fn divided_words_are_rejoined() {
    check(
        "The harbour board met on Tuesday evening and the news-\npaper wrote that all its members would co-\noperate, for to co-operate was the\nlaw of the place and of its people.\n",
        &[
            "p: The harbour board met on Tuesday evening and the newspaper wrote that all its members would co-operate, for to co-operate was the law of the place and of its people.",
        ],
    );
}

#[test]
fn lone_lines_over_prose_are_subheads() {
    for subhead in
        ["voting continues", "What the Board Said", "REPAIRS", "Costs:", "2. The money", "Who pays?"]
    {
        let text = format!("{PROSE} {MORE}\n\n{subhead}\n\n{MORE} {PROSE}\n");
        check(
            &text,
            &[&format!("p: {PROSE} {MORE}"), &format!("head: {subhead}"), &format!("p: {MORE} {PROSE}")],
        );
    }
    for paragraph in [
        "He laughed.",
        "“Never”",
        "She said:",
        "12:30 lunch",
        "WHO: The harbour board",
        "Hallam, N.S. 20416",
        "4 March 1987",
        "and so on,",
    ] {
        let text = format!("{PROSE} {MORE}\n\n{paragraph}\n\n{MORE} {PROSE}\n");
        check(
            &text,
            &[&format!("p: {PROSE} {MORE}"), &format!("p: {paragraph}"), &format!("p: {MORE} {PROSE}")],
        );
    }
}

#[test]
fn a_salutation_is_no_subhead() {
    check(
        &format!("{PROSE} {MORE}\n\nDear Sir,\n\n{MORE} {PROSE}\n"),
        &[&format!("p: {PROSE} {MORE}"), "opens: Dear Sir,", &format!("p: {MORE} {PROSE}")],
    );
}

#[test]
fn a_subhead_may_stand_right_over_its_text() {
    let text = format!("{PROSE} {MORE}\n\nVoting continues\n{MORE} {PROSE}\n");
    check(&text, &[&format!("p: {PROSE} {MORE}"), "head: Voting continues", &format!("p: {MORE} {PROSE}")]);
}

#[test]
fn lists_are_lists() {
    check(
        &format!("{PROSE}\n\n- eggs\n- flour and\n  milk\n- salt\n"),
        &[&format!("p: {PROSE}"), "item: eggs", "item: flour and milk", "item: salt"],
    );
    check(&format!("{PROSE}\n\n1. eggs\n2. flour\n"), &[&format!("p: {PROSE}"), "item: eggs", "item: flour"]);
    check(&format!("{PROSE}\n\n• eggs\n\n• flour\n"), &[&format!("p: {PROSE}"), "item: eggs", "item: flour"]);
    // Numbers that do not count up are text.
    check(
        &format!("{PROSE}\n\n7. eggs are dear.\n\n3. flour is not.\n"),
        &[&format!("p: {PROSE}"), "p: 7. eggs are dear.", "p: 3. flour is not."],
    );
}

#[test]
fn columns_verse_and_quotations_keep_their_shape() {
    check(
        &format!("{PROSE}\n\nHarbour      3   1\nHill United  2   2\n"),
        &[&format!("p: {PROSE}"), "pre: Harbour      3   1\nHill United  2   2"],
    );
    check(
        &format!(
            "{PROSE} {MORE}\n\nThe boats lie still upon the bay,\nThe nets are hung to dry,\nAnd all the men have gone away\nBeneath a leaden sky.\n"
        ),
        &[
            &format!("p: {PROSE} {MORE}"),
            "verse: The boats lie still upon the bay,\nThe nets are hung to dry,\nAnd all the men have gone away\nBeneath a leaden sky.",
        ],
    );
    check(
        &format!("{PROSE}\n\n> We shall repair it,\n> he wrote.\n"),
        &[&format!("p: {PROSE}"), "quote: We shall repair it, he wrote."],
    );
    check(
        &format!("{PROSE} {MORE}\n\nYours faithfully,\nJ. R. Hale\nHarbour Road\n"),
        &[&format!("p: {PROSE} {MORE}"), "signs: Yours faithfully,\nJ. R. Hale\nHarbour Road"],
    );
}

#[test]
fn page_furniture_is_taken_off_and_listed() {
    let text = format!(
        "The Evening Post\n\n{PROSE} The chairman, who had waited\n\n- 3 -\n\u{c}\nThe Evening Post\n\nfor this, smiled. {MORE}\n\n(Continued on page 4)\n\n- 4 -\n\u{c}\nThe Evening Post\n\n{MORE}\n\n-30-\n"
    );
    let page = read(&text);
    let removed: Vec<(&str, &str)> =
        page.removed.iter().map(|r| (r.text.as_str(), r.reason.as_str())).collect();
    assert_eq!(
        removed,
        [
            ("- 3 -", "page number"),
            ("The Evening Post", "running head"),
            ("(Continued on page 4)", "continuation line"),
            ("- 4 -", "page number"),
            ("The Evening Post", "running head"),
            ("-30-", "end mark"),
        ]
    );
    assert!(page.text.contains("who had waited for this, smiled."), "{}", page.text);
    for removed in &page.removed {
        assert!(text[removed.source as usize..].starts_with(&removed.text));
    }
}

#[test]
fn scores_and_years_are_no_page_numbers() {
    let text = format!("{PROSE}\n\n17\n\n{MORE}\n\n1952\n\n{PROSE}\n\nThe end of the war came soon.\n");
    assert_eq!(read(&text).removed, []);
}

#[test]
fn a_title_in_capitals_may_take_two_lines() {
    check(
        &format!("HARBOUR BOARD VOTES TO REPAIR\nTHE OLD BREAKWATER\n\n{PROSE}\n\n{MORE}\n"),
        &[
            "p: HARBOUR BOARD VOTES TO REPAIR THE OLD BREAKWATER",
            &format!("p: {PROSE}"),
            &format!("p: {MORE}"),
        ],
    );
}

#[test]
fn what_looks_like_markup_is_literal() {
    check(
        "# A <b>*mark*</b> &amp; [x](y) said the board, and so it was.",
        &["p: # A <b>*mark*</b> &amp; [x](y) said the board, and so it was."],
    );
    check("", &[]);
    check(" \n\t\n", &[]);
}

#[test]
fn hostile_texts_take_linear_time() {
    for text in [
        "a\n".repeat(60_000),
        "12\n\n".repeat(60_000),
        "> ".repeat(60_000),
        "- x\n".repeat(60_000),
        "\u{c}".repeat(60_000),
        "word-\n".repeat(60_000),
        format!("{}a", " ".repeat(200_000)),
        "A. ".repeat(60_000),
        "x        ".repeat(30_000),
    ] {
        let page = read(&text);
        assert!(page.text.len() <= 2 * text.len() + 8);
    }
}

/// How often each letter and digit occurs.
fn letters(text: &str) -> BTreeMap<char, usize> {
    let mut counts = BTreeMap::new();
    for c in text.chars().filter(|c| c.is_alphanumeric()) {
        *counts.entry(c).or_default() += 1;
    }
    counts
}

/// The text of a page with the numbers of its lists, which the tree holds as numbers.
fn everything(page: &Page) -> String {
    let mut all = page.text.clone();
    for removed in &page.removed {
        all.push_str(&removed.text);
    }
    for block in &page.blocks {
        if let BlockKind::List { start: Some(start) } = block.kind {
            for number in start..start + block.children.len() as u64 {
                all.push_str(&number.to_string());
            }
        }
    }
    all
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    #[test]
    fn no_letter_is_lost_and_the_map_is_exact(
        text in proptest::collection::vec("[ -~é\u{c}\t]{0,12}|[A-Z]{4,9}|- [a-z]{3}|[1-3]\\. [a-z]{2}|[a-z ]{30}[.-]?|> [a-z]{4}|\n", 0..30)
    ) {
        let text = text.join("\n");
        let page = read(&text);
        let numbers_plain = letters(&everything(&page));
        let mut expected = letters(&text);
        // `01.` and `1.` are the same number.
        expected.remove(&'0');
        let mut got = numbers_plain;
        got.remove(&'0');
        prop_assert_eq!(got, expected);
        let mut last = 0;
        for (at, from, length) in page.source_map.runs() {
            prop_assert!(at >= last);
            last = at + length;
            prop_assert_eq!(&page.text[at as usize..last as usize], &text[from as usize..(from + length) as usize]);
        }
    }

    #[test]
    fn any_text_is_read_without_panic(text in "\\PC{0,200}") {
        let page = read(&text);
        for (block, _) in leaf_blocks(&page) {
            prop_assert!(page.text.get(block.range.start as usize..block.range.end as usize).is_some());
        }
    }
}
