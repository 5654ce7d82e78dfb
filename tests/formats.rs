//! Formats and encodings through the real program: saved pages, dumps, legacy bytes, front matter of other generators.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

mod harness;

use harness::checks::check_website;
use harness::{Built, Site};
use std::path::Path;

const PARAGRAPH: &str = "The harbour board met in Tidewick on Tuesday evening, and after two hours of debate it voted, by \
    seven to two, to repair the north breakwater before the winter storms, which last year had cost the town dear.";

fn saved_page() -> String {
    let json = r#"{"@context":"https://schema.org","@type":"NewsArticle","headline":"Board votes for breakwater",
        "author":[{"@type":"Person","name":"Ada Quill"}],"datePublished":"1998-03-04T07:00:00Z","articleSection":"Harbour",
        "keywords":["breakwater","harbour board"]}"#;
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"windows-1252\"><title>Board votes | Beacon</title>\
         <link rel=canonical href=\"https://beacon.example/1998/board.html\">\
         <script type=\"application/ld+json\">{json}</script><script>document.write('tracking')</script></head><body>\
         <nav><a href=\"/\">Home</a> <a href=\"/sport\">Sport</a></nav>\
         <article><h1>Board votes for breakwater</h1><p>{PARAGRAPH}</p><h2>The cost</h2><p>{PARAGRAPH}</p>\
         <figure><img src=\"board_files/quay.png\" alt=\"The quay\"><figcaption>The quay at low water</figcaption></figure>\
         <table><tr><th>Year<th>Cost<tr><td>1997<td>9,000</table><p>{PARAGRAPH} See <a href=\"older.html\">older news</a>, \
         <a href=\"board2.html\">the second part</a>, and <a href=\"javascript:alert(1)\">this</a>.</p></article>\
         <aside>Most read: Ferry late again</aside></body></html>"
    )
}

#[test]
fn a_saved_page_becomes_an_article() {
    let site = Site::from_files(&[
        ("content/board.html", &saved_page()),
        ("content/board2.html", &saved_page().replace("votes for", "pays for")),
        ("content/board_files/frame.html", "<p>frame</p>"),
        ("content/board_files/quay.png", "png"),
    ]);
    let built = site.build();
    check_website(&built);
    let html = built.page("articles/board.html");
    let page = built.document("articles/board.html");
    assert_eq!(page.text_of("h1").as_deref(), Some("Board votes for breakwater"));
    for part in [
        "<h2",
        "The cost",
        "<table",
        "9,000",
        "The quay at low water",
        "files/board_files/quay.png",
        "Ada Quill",
        "Harbour",
    ] {
        assert!(html.contains(part), "{part}");
    }
    assert!(
        html.contains("https://beacon.example/1998/older.html"),
        "links to pages that were not saved still lead there"
    );
    assert!(html.contains("board2.html\">the "), "links to pages that were saved lead to their articles");
    assert!(!html.contains("href=\"javascript:") && !html.contains("document.write"));
    assert!(html.contains("Ferry late again"), "what was taken off the page is shown on it");
    assert!(built.has("dates/1998/03/04.html"), "the date of the metadata counts");
    assert!(!built.has("articles/board-files/frame.html"));
    assert!(built.run.stdout.contains("1 .html"), "{}", built.run.stdout);
    assert!(built.run.stderr.contains("page-furniture"), "{}", built.run.stderr);
}

#[test]
fn a_dump_gives_an_article_a_record() {
    let rows = format!(
        "id,headline,body,pubdate,author,tags\n\
         17,Board votes,\"{PARAGRAPH}\n\n{PARAGRAPH}\",1952-03-04,Ada Quill,\"storm; quay\"\n\
         18,Broken,too,many,fields,in,this,row\n\
         19,Second,\"<p>{PARAGRAPH}</p><p>Second paragraph.</p>\",05/03/1952,Ben Marsh,\n"
    );
    let lines = format!(
        "{{\"id\":\"a/b\",\"title\":\"From JSON\",\"content\":\"{PARAGRAPH}\",\"date\":\"1953\"}}\nnot json\n"
    );
    let site = Site::from_files(&[
        ("content/dump.csv", &rows),
        ("content/more.jsonl", &lines),
        ("content/tides.csv", "station,height\nquay,4.1\n"),
    ]);
    let built = site.build();
    check_website(&built);
    assert_eq!(built.document("articles/dump-17.html").text_of("h1").as_deref(), Some("Board votes"));
    assert!(built.page("articles/dump-19.html").contains("Second paragraph."));
    assert!(
        built.has("articles/more-a-b.html")
            && built.has("dates/1952/03/04.html")
            && built.has("topics/quay.html")
    );
    let told = &built.run.stderr;
    for part in ["dump.csv:5", "more.jsonl:2", "tides.csv", "dump.text"] {
        assert!(told.contains(part), "{part} in {told}");
    }
    assert!(built.run.stdout.contains("1 .csv"), "{}", built.run.stdout);
    let again = site.build();
    assert!(
        again.run.stdout.contains("0 files written") && again.run.stderr.contains("dump.csv:5"),
        "{}",
        again.run.stdout
    );
}

#[test]
fn the_columns_of_a_dump_are_named_in_the_configuration() {
    let site = Site::from_files(&[
        ("backfile.toml", "[dump]\ntext = \"col3\"\ntitle = \"col2\"\nbody = \"text\"\n"),
        ("content/dump.tsv", "col1\tcol2\tcol3\nx\tOdd names\tThe <b>quay</b> stood. <i>Firm</i>.\n"),
    ]);
    let built = site.build();
    assert_eq!(built.document("articles/dump-1.html").text_of("h1").as_deref(), Some("Odd names"));
    assert!(built.page("articles/dump-1.html").contains("&lt;b&gt;quay"), "text stays text");
    let run = site.change_file("backfile.toml", "[dump]\ntexte = \"col3\"\n").try_build(&[]);
    run.expect_code(2);
    assert!(run.stderr.contains("did you mean `text`"), "{}", run.stderr);
}

#[test]
fn corrections_reach_single_records() {
    let site = Site::from_files(&[
        ("articles.csv", "path,title\ncontent.csv#2,Corrected\n"),
        ("content/content.csv", "title,text\nOne,First text.\nTwo,Second text.\n"),
    ]);
    assert_eq!(site.build().document("articles/content-2.html").text_of("h1").as_deref(), Some("Corrected"));
}

fn encoded(bytes: &[u8]) -> (String, String) {
    let site = Site::from_files(&[("content/other.txt", "Another text\n\nIt stands beside the first.\n")]);
    site.change_bytes(Path::new("content/a.txt"), bytes);
    let built: Built = site.build();
    (built.page("articles/a.html"), built.run.stderr)
}

#[test]
fn legacy_bytes_are_read() {
    let text = "Le café de la gare\n\nL’été dernier, à Genève, un café était encore ouvert près de la gare centrale.\n";
    let latin: Vec<u8> =
        text.chars().map(|c| if c == '’' { 0x92 } else { u8::try_from(u32::from(c)).unwrap() }).collect();
    let utf16: Vec<u8> = text.encode_utf16().flat_map(u16::to_be_bytes).collect();
    let misread: String = text.bytes().map(char::from).collect();
    for (bytes, code) in
        [(latin, "encoding-guessed"), (utf16, ""), (misread.into_bytes(), "mojibake-repaired")]
    {
        let (html, told) = encoded(&bytes);
        assert!(html.contains("L’été dernier, à Genève, un café"), "{told}");
        assert!(told.contains(code), "{told}");
    }
}

#[test]
fn front_matter_of_other_generators_counts() {
    let site = Site::from_files(&[
        ("content/news/_index.md", "---\ntitle: News of the Harbour\n---\n"),
        (
            "content/news/2016-09-24-storm-over-town.md",
            "---\nlayout: post\npermalink: /:categories/:title/\n---\nThe quay stood firm in it.\n",
        ),
        (
            "content/news/zola.md",
            "+++\ntitle = \"From Zola\"\ndate = 1952-03-04\nweight = 3\nexpiryDate = 1953-01-01\naliases = [\"old/zola\"]\n[taxonomies]\ntags = [\"quay\"]\n[extra]\nauthor = \"Ada Quill\"\n+++\nA {{ youtube(id=\"x\") }} text.\n",
        ),
        (
            "content/hugo.md",
            "{\n\"title\": \"From Hugo\", \"params\": {\"author\": \"Ben Marsh\"}\n}\n{{< figure\n src=\"a*b*\" >}}\n\n{{% note %}}Kept *inner* text.{{% /note %}}\n",
        ),
        ("content/open.md", "---\ntitle: Never closed\n\nText all the same.\n"),
    ]);
    let built = site.build();
    check_website(&built);
    let post = built.page("articles/news/2016-09-24-storm-over-town.html");
    assert!(post.contains("Storm over town") && post.contains("News of the Harbour"));
    assert!(
        built.has("dates/2016/09/24.html")
            && built.has("old/zola/index.html")
            && built.has("topics/quay.html")
    );
    assert!(!built.has("articles/news/index.html"), "a section's file is no article");
    let zola = built.page("articles/news/zola.html");
    assert!(zola.contains("Ada Quill") && zola.contains("youtube(id="));
    let hugo = built.page("articles/hugo.html");
    assert!(hugo.contains("Ben Marsh") && hugo.contains("<em>inner</em>") && hugo.contains("a*b*"), "{hugo}");
    assert!(
        built.run.stderr.contains("open.md:1") && built.run.stderr.contains("placeholders"),
        "{}",
        built.run.stderr
    );
}

#[test]
fn names_of_files_tell_pages_and_sections() {
    let site = Site::from_files(&[(
        "content/sports/19520303_p4.txt",
        "Regatta won by a length\n\nThe crew of Tidewick won.\n",
    )]);
    let page = site.build().page("articles/sports/19520303-p4.html");
    assert!(page.contains("Page 4") && page.contains("Sports") && page.contains("1952"), "{page}");
}

#[test]
fn documents_that_no_article_names_are_counted() {
    let site = Site::from_files(&[
        ("content/storm.txt", "The storm\n\nThe quay stood firm in it.\n"),
        ("content/storm.pdf", "scan"),
        ("content/lost.pdf", "scan"),
        ("content/old.docx", "x"),
    ]);
    let built = site.build();
    assert!(built.run.stdout.contains("1 .docx, 1 .pdf"), "{}", built.run.stdout);
    assert!(built.page("articles/storm.html").contains("See the printed page"));
}
