//! Whole saved pages, invented, and what comes out.

use super::{SavedPage, read, read_fragment};
use crate::page::tree::{Block, BlockKind, Page, SpanKind};
use proptest::prelude::*;

/// One line for each leaf: its kind and text.
fn shape(page: &Page) -> Vec<String> {
    fn walk(blocks: &[Block], text: &str, within: &str, lines: &mut Vec<String>) {
        for block in blocks {
            let name = match &block.kind {
                BlockKind::Heading { level } => format!("h{level}"),
                BlockKind::Paragraph => "p".into(),
                BlockKind::Verse => "verse".into(),
                BlockKind::Salutation => "salutation".into(),
                BlockKind::Signature => "signature".into(),
                BlockKind::Caption => "caption".into(),
                BlockKind::Preformatted { .. } => "pre".into(),
                BlockKind::Quote => "quote".into(),
                BlockKind::List { start: None } => "ul".into(),
                BlockKind::List { start: Some(start) } => format!("ol{start}"),
                BlockKind::Item => "li".into(),
                BlockKind::Table => "table".into(),
                BlockKind::Row { header: true } => "head".into(),
                BlockKind::Row { header: false } => "row".into(),
                BlockKind::Cell => "cell".into(),
                BlockKind::Rule => "rule".into(),
                BlockKind::Footnote { .. } => "note".into(),
            };
            let place = if within.is_empty() { name } else { format!("{within}>{name}") };
            if block.children.is_empty() {
                lines.push(format!("{place}: {}", block.range.of(text)));
            }
            walk(&block.children, text, &place, lines);
        }
    }
    let mut lines = Vec::new();
    walk(&page.blocks, &page.text, "", &mut lines);
    lines
}

#[track_caller]
fn check(html: &str, expected: &[&str]) {
    assert_eq!(shape(&read_fragment(html)), expected);
}

#[test]
fn blocks_become_blocks() {
    check("<h2>A  head</h2><p>One <b>two</b>\n three<p>four", &["h2: A head", "p: One two three", "p: four"]);
    check("<blockquote><p>Said</p></blockquote>x", &["quote>p: Said", "p: x"]);
    check("<ul><li>a<li>b<ol start=3><li>c</ol></ul>", &["ul>li>p: a", "ul>li>p: b", "ul>li>ol3>li>p: c"]);
    check("line<br>line<br><br>next", &["verse: line\nline", "p: next"]);
    check("<pre>a  b\n c</pre>", &["pre: a  b\n c"]);
    check("<p>a<hr><p>b", &["p: a", "rule: ", "p: b"]);
    check("caf&eacute; &amp; bar&nbsp;", &["p: café & bar"]);
    check("a</ul></li></table></td></blockquote>b", &["p: a", "p: b"]);
    check("<li>loose<li>items", &["p: loose", "p: items"]);
}

#[test]
fn tables_of_data_are_tables_and_those_for_layout_are_not() {
    check(
        "<table><caption>Tides</caption><tr><th>Day<th>High<tr><td>Mon<td><p>4.1</p><p>m</p></table>after",
        &[
            "p: Tides",
            "table>head>cell: Day",
            "table>head>cell: High",
            "table>row>cell: Mon",
            "table>row>cell: 4.1 m",
            "p: after",
        ],
    );
    check(
        "<table><tr><td><table><tr><td>menu</table><td><h1>Title</h1><p>Text</table>",
        &["p: menu", "h1: Title", "p: Text"],
    );
}

#[test]
fn links_and_images_keep_what_they_say() {
    let page = read_fragment(
        "<p>See <a href='a.html' title=t>the <i>quay</i></a>. <img src='data:x' data-src='q.jpg' alt='The quay'>",
    );
    assert_eq!(page.text, "See the quay. The quay");
    let kinds: Vec<&SpanKind> = page.blocks[0].spans.iter().map(|span| &span.kind).collect();
    assert_eq!(
        kinds,
        [
            &SpanKind::Link { href: "a.html".into(), title: "t".into() },
            &SpanKind::Emphasis,
            &SpanKind::Image { src: "q.jpg".into(), title: String::new() },
        ]
    );
}

fn article() -> String {
    let paragraph = "The harbour board met on Tuesday evening, and after two hours of debate it voted, by seven to \
                     two, to repair the north breakwater before the winter storms, which last year cost the town dear.";
    format!(
        "<html><head><title>Board votes for breakwater | The Tidewick Beacon</title><style>p{{color:red}}</style>\
         <script>var tracking = 'secret';</script></head><body>\
         <nav><ul><li><a href=/>Home</a><li><a href=/news>News</a></ul></nav>\
         <div class=content><h1>Board votes for breakwater</h1><p>{paragraph}</p><h2>The cost</h2><p>{paragraph}</p>\
         <figure><img src=quay.jpg alt='The quay at low water'><figcaption>The quay, before the storm.</figcaption></figure>\
         <p>{paragraph}</p></div>\
         <div class=sidebar><h3>Most read</h3><ul><li><a href=/x>Ferry late again</a></ul></div>\
         <footer>Copyright The Tidewick Beacon</footer></body></html>"
    )
}

#[test]
fn the_main_text_is_kept_and_the_rest_set_aside() {
    let SavedPage { page, metadata, taken_off } = read(&article());
    let lines = shape(&page);
    assert_eq!(lines[0], "h1: Board votes for breakwater");
    assert!(
        lines.contains(&"h2: The cost".to_owned())
            && lines.contains(&"p: The quay, before the storm.".to_owned()),
        "{lines:?}"
    );
    assert!(page.text.contains("The quay at low water"));
    assert_eq!(metadata.title.as_deref(), Some("Board votes for breakwater"));
    let removed: Vec<&str> = page.removed.iter().map(|removed| removed.text.as_str()).collect();
    assert!(
        removed[0].contains("Home") && removed.iter().any(|text| text.contains("Ferry late again")),
        "{removed:?}"
    );
    assert!(!page.text.contains("Ferry late again") && !page.text.contains("secret"));
    assert!(taken_off.0 > 0 && taken_off.0 * 4 < taken_off.1);
}

#[test]
fn pages_that_no_library_takes_are_read_by_their_elements() {
    let deep = format!("{}<main><p>Deep text</p></main>{}", "<div>".repeat(50_000), "</div>".repeat(50_000));
    assert_eq!(shape(&read(&deep).page), ["p: Deep text"]);
    let inline = format!("<p>{}text", "<b><p>".repeat(20_000));
    assert!(read(&inline).page.text.ends_with("text"));
    assert_eq!(read("").page, Page::default());
    assert_eq!(shape(&read("<nav>Only a menu</nav>").page), ["p: Only a menu"]);
}

fn markup() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("<p>"),
        Just("</p>"),
        Just("<div>"),
        Just("</div>"),
        Just("<table>"),
        Just("</table>"),
        Just("<tr>"),
        Just("<td>"),
        Just("<th>"),
        Just("</td>"),
        Just("<ul>"),
        Just("<li>"),
        Just("</ul>"),
        Just("<blockquote>"),
        Just("</blockquote>"),
        Just("<br>"),
        Just("<hr>"),
        Just("<a href=x>"),
        Just("</a>"),
        Just("<b>"),
        Just("</b>"),
        Just("<pre>"),
        Just("</pre>"),
        Just("<h2>"),
        Just("</h2>"),
        Just("word "),
        Just("&eacute;"),
        Just("\n"),
        Just("<img src=a alt=b>"),
        Just("<nav>"),
        Just("</nav>"),
        Just("<svg>"),
        Just("<"),
        Just("é<!-- -->"),
        Just("\u{F0005}"),
        Just("<main>"),
        Just("<caption>"),
        Just("<article>"),
        Just("</article>"),
    ];
    proptest::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn check_tree(blocks: &[Block], start: u32, end: u32) {
    let mut last = start;
    for block in blocks {
        assert!(last <= block.range.start && block.range.start <= block.range.end && block.range.end <= end);
        for span in &block.spans {
            assert!(block.range.contains(span.range), "{span:?} leaves {block:?}");
        }
        check_tree(&block.children, block.range.start, block.range.end);
        last = block.range.end;
    }
}

proptest! {
    #[test]
    fn any_markup_gives_a_sound_tree_and_loses_no_word(html in markup()) {
        let SavedPage { page, .. } = read(&html);
        check_tree(&page.blocks, 0, page.text.len() as u32);
        let removed: String = page.removed.iter().map(|removed| removed.text.as_str()).collect();
        let count = |text: &str| text.matches("word").count() + text.matches('é').count();
        if !html.contains("<svg") {
            let source = html.matches("word").count() + html.matches("&eacute;").count() + html.matches('é').count();
            prop_assert_eq!(source, count(&page.text) + count(&removed), "{:?}", page);
        }
        for (text, source, len) in page.source_map.runs() {
            prop_assert_eq!(
                page.text.get(text as usize..(text + len) as usize),
                html.get(source as usize..(source + len) as usize)
            );
        }
    }
}
