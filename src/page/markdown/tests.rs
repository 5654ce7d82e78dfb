//! Markdown read into the tree, and plain texts written as Markdown and read back.

use super::write;
use crate::config::{Shortcodes, TextConfig};
use crate::page::front_matter::{self, FrontMatter};
use crate::page::seldom::Seldom;
use crate::page::tree::{Block, BlockKind, Page, SpanKind};
use crate::page::{leaf_blocks, read};
use crate::source::{Format, Source};
use proptest::prelude::*;

fn markdown(text: &str) -> Page {
    let source = Source { format: Format::Markdown, ..Source::from_text(text) };
    read(&source, &TextConfig::default()).drafts.remove(0).page
}

fn outline(page: &Page) -> Vec<String> {
    leaf_blocks(page)
        .map(|(block, parent)| {
            let kind = match &block.kind {
                BlockKind::Heading { level } => format!("h{level}"),
                BlockKind::Paragraph => "p".into(),
                BlockKind::Verse => "verse".into(),
                BlockKind::Preformatted { .. } => "pre".into(),
                BlockKind::Cell => "cell".into(),
                other => format!("{other:?}"),
            };
            let inside = match parent {
                Some(BlockKind::Quote) => "quote ",
                Some(BlockKind::Item) => "item ",
                Some(BlockKind::Footnote { .. }) => "note ",
                _ => "",
            };
            format!("{inside}{kind}: {}", block.range.of(&page.text))
        })
        .collect()
}

#[track_caller]
fn check(text: &str, expected: &[&str]) {
    let page = markdown(text);
    assert_eq!(outline(&page), expected);
    for (at, from, length) in page.source_map.runs() {
        let copied = &page.text[at as usize..(at + length) as usize];
        assert_eq!(copied, &text[from as usize..(from + length) as usize]);
    }
}

#[test]
fn blocks_are_lowered() {
    check(
        "# Title\n\nOne *two*\nthree.\n\n> quoted\n\n- a\n- b\n",
        &["h1: Title", "p: One two three.", "quote p: quoted", "item p: a", "item p: b"],
    );
    check("| a | b |\n|---|---|\n| 1 | |\n", &["cell: a", "cell: b", "cell: 1"]);
    check("```rust\nlet a;\n```\n", &["pre: let a;"]);
    check("line one  \nline two\\\nthree\n", &["verse: line one\nline two\nthree"]);
    check("Text[^1].\n\n[^1]: The note.\n", &["p: Text1.", "note p: The note."]);
    check("Tom &amp; \"I\" -- don't\n", &["p: Tom & \"I\" -- don't"]);
    check("## Head {#id .class}\n", &["h2: Head {#id .class}"]);
    check("", &[]);
}

#[test]
fn html_becomes_text_and_never_runs() {
    check("One<br>two\n", &["verse: One\ntwo"]);
    check(
        "<div class=\"x\">\n<p>One <b>two</b></p>\n<p>Three &lt;3</p>\n</div>\n",
        &["p: One two", "p: Three <3"],
    );
    check("<h2>Head</h2>\n\nText <script>alert(1)</script>\n", &["h2: Head", "p: Text alert(1)"]);
    check("<script>\nalert('x')\n</script>\n\nText\n", &["p: Text"]);
    let page =
        markdown("<script>alert('x')</script>\n\n<!-- note -->\n\n<iframe src=\"http://a.b\"></iframe>\n");
    let reasons: Vec<&str> = page.removed.iter().map(|removed| removed.reason.as_str()).collect();
    assert_eq!(reasons, ["script", "HTML comment", "HTML tag"]);
}

#[test]
fn html_images_and_links_are_kept() {
    let page = markdown("See <a href=\"b.md\">there</a> and <img src=\"c.png\" alt=\"a cat\">.\n");
    assert_eq!(page.text, "See there and a cat.");
    let kinds: Vec<&SpanKind> = page.blocks[0].spans.iter().map(|span| &span.kind).collect();
    assert!(matches!(kinds[0], SpanKind::Link { href, .. } if href == "b.md"));
    assert!(matches!(kinds[1], SpanKind::Image { src, .. } if src == "c.png"));
    assert_eq!(crate::page::targets(&page), ["b.md", "c.png"]);
    assert_eq!(crate::page::targets(&markdown("![](bare.png)\n")), ["bare.png"]);
}

#[test]
fn shortcodes_are_text_or_dropped() {
    let text = "{{< figure src=\"a_b_c.jpg\" alt=\"*x*\" >}}\n\nA [link]({{< ref \"storm.md\" >}}) here {% raw %}.\n";
    check(text, &["p: {{< figure src=\"a_b_c.jpg\" alt=\"*x*\" >}}", "p: A link here {% raw %}."]);
    assert_eq!(crate::page::targets(&markdown(text)), ["storm.md"]);
    let source = Source { format: Format::Markdown, ..Source::from_text(text) };
    let config = TextConfig { shortcodes: Shortcodes::Drop, ..TextConfig::default() };
    let page = read(&source, &config).drafts.remove(0).page;
    assert_eq!(outline(&page), ["p: A link here ."]);
    assert_eq!(page.removed.len(), 2);
}

#[test]
fn deep_nesting_stays_shallow_and_ends() {
    fn depth(block: &Block) -> usize {
        1 + block.children.iter().map(depth).max().unwrap_or(0)
    }
    for text in [
        format!("{} x", ">".repeat(100_000)),
        format!("{}x", "- ".repeat(20_000)),
        "[".repeat(100_000),
        "*a ".repeat(50_000),
    ] {
        let page = markdown(&text);
        assert!(page.blocks.iter().map(depth).max().unwrap_or(0) < 40);
        assert!(page.text.contains(['x', 'a', '[']));
    }
}

/// Blocks and text as they are after `convert`, with places in the source left aside.
/// The page as Markdown can hold it, which has no marks for the parts of a letter and for captions.
fn tree(page: &Page) -> (&str, Vec<Block>) {
    let mut blocks = page.blocks.clone();
    for block in &mut blocks {
        block.kind = match &block.kind {
            BlockKind::Salutation | BlockKind::Caption => BlockKind::Paragraph,
            BlockKind::Signature if block.range.of(&page.text).contains('\n') => BlockKind::Verse,
            BlockKind::Signature => BlockKind::Paragraph,
            kind => kind.clone(),
        };
    }
    (&page.text, blocks)
}

#[track_caller]
fn check_round_trip(text: &str) {
    let page = read(&Source::from_text(text), &TextConfig::default()).drafts.remove(0).page;
    let written = write(&page, &FrontMatter::default(), &[]);
    assert_eq!(tree(&markdown(&written)), tree(&page), "{written}");
}

#[test]
fn plain_texts_survive_convert() {
    for text in [
        "A *star* and _this_ <b>bold</b> &amp; {{< ref x >}} `code` [a](b) ![c](d) ~~no~~ | x\n\n# Not a heading\n",
        "1. one\n2. two\n\n- a\n- b\n\n1987. A year\n\n+ plus\n\n=====\n\n: colon\n",
        "Roses are red,\nViolets are blue,\nSugar is sweet\nAnd so are you\n\nThe end of it came soon.\n",
        "Team        Won   Lost\nHarbour       3      1\nHill          2      2\n\nThat was all.\n",
        "> quoted text\n> goes on\n>\n> and again\n\nPlain.\n",
        "Storm\n\nThe storm came at night.\n\nthe morning after\n\nIn the morning the boats were gone.\n",
        "---\n\nrule?\n\n***\n",
    ] {
        check_round_trip(text);
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(300))]

    #[test]
    fn any_plain_text_survives_convert(text in "[ -~\n\n\n\té“”—]{0,200}") {
        // Inside a table drawn with characters a shortcode cannot be escaped: such a table becomes lines.
        let text = text.replace('{', "{ ");
        let page = read(&Source::from_text(text), &TextConfig::default()).drafts.remove(0).page;
        let written = write(&page, &FrontMatter::default(), &[]);
        let again = markdown(&written);
        prop_assert_eq!(tree(&again), tree(&page), "{}", written);
    }

    #[test]
    fn any_markdown_is_read_without_loss_of_order(text in "[-#>*_`\\[\\]()<>!&;:|~{}%a-c0-2 \n]{0,200}") {
        let page = markdown(&text);
        let mut last = 0;
        for (block, _) in leaf_blocks(&page) {
            prop_assert!(block.range.start >= last && block.range.end as usize <= page.text.len());
            prop_assert!(page.text.get(block.range.start as usize..block.range.end as usize).is_some());
            for span in &block.spans {
                prop_assert!(block.range.contains(span.range));
            }
            last = block.range.end;
        }
    }

    #[test]
    fn front_matter_survives_writing(
        title in proptest::option::of("[ -~é\"'\\\\&;#:{}]{1,30}"),
        authors in proptest::collection::vec("[ -~é]{1,20}", 0..3),
        draft: bool,
        confidence in 0.0f32..=1.0,
    ) {
        let folded = |text: &String| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let mut unique: Vec<String> = Vec::new();
        for author in authors.iter().map(folded).filter(|author| !author.is_empty()) {
            if !unique.contains(&author) {
                unique.push(author);
            }
        }
        let front_matter = FrontMatter {
            title: title.as_ref().map(folded).filter(|title| !title.is_empty()),
            authors: unique,
            draft,
            more: Seldom::new(front_matter::MoreFields {
            inferred: Some(front_matter::InferredDate {
                stated: true,
                value: "1952-03".into(),
                earliest: "1952-03-01".into(),
                latest: "1952-03-31".into(),
                confidence,
                evidence: vec!["the text says \"March\" &amp; 1952".into()],
            }),
            extra: [("weight".to_owned(), "5".to_owned()), ("menu".to_owned(), "{\"a\":[1,\"x: y\"]}".to_owned())].into(),
            ..front_matter::MoreFields::default()
            }),
            ..FrontMatter::default()
        };
        let written = front_matter::write(&front_matter);
        let source = Source { format: Format::Markdown, ..Source::from_text(written.clone()) };
        let reading = read(&source, &TextConfig::default());
        prop_assert_eq!(&reading.drafts[0].front_matter, &front_matter, "{}", written);
        prop_assert!(reading.diagnostics.is_empty(), "{:?}", reading.diagnostics);
    }
}
