//! What the archive knows better than a file alone, and what a person knows better than both: conventions, rules by
//! glob, several articles in one file, corrections, divided words, quotation marks.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

mod harness;

use harness::{Site, assert_same, run_in};
use serde_json::Value;

const PROSE: &str = "The harbour board met on Tuesday evening in the long room over the fish market and voted to repair the \
                     breakwater before the winter gales come in from the east.\n\nTwo members asked for a second opinion, \
                     and the clerk read a letter from the county surveyor.\n";

/// Files of a folder that begin with a title and a byline.
fn titled(folder: &str, count: usize) -> Vec<(String, String)> {
    let names =
        ["Board", "Lamp", "Ferry", "Mole", "Regatta", "Fishery", "Chandler", "Bell", "Council", "Gale"];
    (0..count)
        .map(|at| {
            let title = format!(
                "{} Report of the {} Week",
                names[at % names.len()],
                names[(at / 10 + 3) % names.len()]
            );
            (format!("content/{folder}/{at:02}.txt"), format!("{title}\n\nBy Cora Bellweather\n\n{PROSE}"))
        })
        .collect()
}

fn site_of(files: &[(String, String)]) -> Site {
    let site = Site::from_files(&[("backfile.toml", "title = \"Tidewick\"\n")]);
    for (path, text) in files {
        site.change_file(path, text);
    }
    site
}

/// Path, record → row of the articles' data.
fn article<'a>(articles: &'a [Value], path: &str) -> &'a Value {
    let is = |row: &&Value| row["url"].as_str().is_some_and(|url| url == path);
    articles.iter().find(is).unwrap_or_else(|| panic!("{path} is not in {articles:#?}"))
}

#[test]
fn a_folder_settles_its_doubtful_titles_and_the_summary_names_the_exceptions() {
    let mut files = titled("news", 30);
    files.push(("content/news/x.txt".into(), format!("The bell is silent.\n\n{PROSE}")));
    files.push(("content/news/y.txt".into(), PROSE.into()));
    files.extend(
        (0..8).map(|at| {
            (format!("content/log/{at}.txt"), PROSE.replace("Tuesday", ["Monday", "Friday"][at % 2]))
        }),
    );
    let site = site_of(&files);
    let articles = site.build().articles();
    assert_eq!(article(&articles, "articles/news/x.html")["title"], "The bell is silent.");
    assert_ne!(article(&articles, "articles/news/y.html")["title"], "The bell is silent.");
    let summary = site.run(&["inspect", "--summary"]);
    summary.expect_code(0);
    for words in [
        "title from the first line in 31 of 40 files",
        "log/: title made from the first sentence in 8 of 8 files",
        "byline read from the text in 30 of 40 files",
        "encoding UTF-8 in 40 of 40 files",
    ] {
        assert!(summary.stdout.contains(words), "{words:?} is not in {}", summary.stdout);
    }
    let lines = site.run(&["inspect", "--summary", "--json"]).lines();
    let title = lines.iter().find(|line| line["topic"] == "title" && line["folder"].is_null()).unwrap();
    assert_eq!((title["count"].as_u64(), title["of"].as_u64()), (Some(31), Some(40)));
}

#[test]
fn navigation_that_a_folder_repeats_is_no_title_and_is_not_lost() {
    let files: Vec<_> = titled("press", 8)
        .into_iter()
        .map(|(path, text)| (path, format!("Home | News | Contact us\n\n{text}\nBack to top\n")))
        .collect();
    let site = site_of(&files);
    let built = site.build();
    for row in built.articles() {
        assert!(row["title"].as_str().unwrap().contains("Report"), "{row}");
    }
    let page = built.page("articles/press/00.html");
    let (body, set_aside) = page.split_once("class=\"removed\"").unwrap();
    assert!(
        set_aside.contains("Home | News | Contact us") && set_aside.contains("Back to top"),
        "{set_aside}"
    );
    assert!(!body.contains("Contact us"), "{body}");
}

#[test]
fn a_label_that_a_folder_repeats_steps_aside_for_the_title_under_it() {
    let files: Vec<_> = titled("notes", 8)
        .into_iter()
        .map(|(path, text)| (path, format!("From the Harbour Wall\n\n{text}")))
        .collect();
    for row in site_of(&files).build().articles() {
        assert!(row["title"].as_str().unwrap().contains("Report"), "{row}");
    }
    // Where nothing else is a title, the standing one is.
    let files: Vec<_> = (0..6)
        .map(|at| (format!("content/wall/{at}.txt"), format!("From the Harbour Wall\n\n{PROSE}")))
        .collect();
    for row in site_of(&files).build().articles() {
        assert_eq!(row["title"], "From the Harbour Wall");
    }
}

#[test]
fn rules_apply_to_the_files_that_their_globs_name() {
    let site = site_of(&titled("letters", 3));
    site.change_file("content/wire/a.txt", &format!("The gale held on past noon.\n\n{PROSE}"));
    site.change_file("content/wire/hidden.txt", PROSE);
    let config = "[[rules]]\nmatch = \"letters/\"\ntitle = \"made\"\nbyline = \"none\"\nauthor = \"Tobias Wren\"\nsection = \"Letters\"\n\
                  [[rules]]\nmatch = \"wire/a.txt\"\ntitle = \"first-line\"\n[[rules]]\nmatch = \"wire/h*\"\nhide = true\n\
                  [[rules]]\nmatch = \"poems/**\"\nhide = true\n";
    site.change_file("backfile.toml", config);
    let built = site.build();
    let articles = built.articles();
    assert_eq!(articles.len(), 4);
    let letter = article(&articles, "articles/letters/00.html");
    assert!(letter["title"].as_str().unwrap().starts_with("The harbour board met"), "{letter}");
    assert_eq!(letter["section"], "Letters");
    assert!(built.page("articles/letters/00.html").contains("Tobias Wren"));
    assert_eq!(article(&articles, "articles/wire/a.html")["title"], "The gale held on past noon.");
    assert!(
        built.run.stderr.contains("backfile.toml:13") && built.run.stderr.contains("poems/**"),
        "{}",
        built.run.stderr
    );
    // A rule taken back leaves no trace, also with a warm cache.
    site.change_file("backfile.toml", "title = \"Tidewick\"\n");
    let plain = site.build().snapshot();
    site.change_file("backfile.toml", "title = \"Tidewick\"\n[[rules]]\nmatch = \"**\"\nlanguage = \"fr\"\n");
    site.build();
    site.change_file("backfile.toml", "title = \"Tidewick\"\n");
    assert_same(&plain, &site.build().snapshot(), "a rule taken back");
}

#[test]
fn a_file_of_several_articles_gives_a_page_to_each() {
    let articles: String = (1..=11)
        .map(|at| format!("Harbour Report of Watch {}\n\nBy Cora Bellweather\nMarch {at}, 1952\n\n{PROSE}\n==========\n\n", ["One", "Two", "Three", "Four", "Five", "Six", "Seven", "Eight", "Nine", "Ten", "Eleven"][at - 1]))
        .collect();
    let site = site_of(&[("content/box.txt".into(), articles)]);
    let built = site.build();
    let rows = built.articles();
    assert_eq!(rows.len(), 11);
    assert_eq!(article(&rows, "articles/box-2.html")["title"], "Harbour Report of Watch Two");
    assert!(rows.iter().any(|row| row.to_string().contains("1952-03-11")), "{rows:#?}");
    let told = site.run(&["check", "--verbose"]);
    assert!(
        format!("{}{}", told.stdout, told.stderr).contains("11 articles, parted by lines of \"==========\""),
        "{}",
        told.stdout
    );
    site.change_file("articles.csv", "path,title,hide\nbox.txt#2,The Second Watch,\nbox.txt#3,,yes\n");
    let rows = site.build().articles();
    assert_eq!(rows.len(), 10);
    assert_eq!(article(&rows, "articles/box-2.html")["title"], "The Second Watch");
    site.change_file("backfile.toml", "[text]\nsplit = \"never\"\n");
    assert_eq!(site.build().articles().len(), 1);
}

#[test]
fn what_is_held_back_is_held_back_with_its_scans_and_its_source() {
    let mut files = titled("news", 3);
    files.push((
        "content/news/secret.md".into(),
        format!("---\ntitle: Secret\nembargo: 2030-01-01\n---\n\n{PROSE}\n![plan](plan.png)\n"),
    ));
    files.push(("content/news/quiet.md".into(), format!("---\ntitle: Quiet\nnoindex: true\n---\n\n{PROSE}")));
    let site = site_of(&files);
    for scan in ["secret.pdf", "secret-2.jpg", "plan.png", "00.pdf"] {
        site.change_file(&format!("content/news/{scan}"), scan);
    }
    let check = |built: &harness::Built, path: &str, expected: bool| {
        assert_eq!(built.has(path), expected, "{path}");
    };
    let before = site.build_with(&["--now", "2029-12-31"]);
    for scan in [
        "files/news/secret.pdf",
        "files/news/secret-2.jpg",
        "files/news/plan.png",
        "sources/news/secret.txt",
        "sources/news/quiet.txt",
    ] {
        check(&before, scan, false);
    }
    check(&before, "files/news/00.pdf", true);
    check(&before, "sources/news/00.txt", true);
    assert_eq!(before.page("sources/news/00.txt"), files[0].1, "the source is offered byte for byte");
    let page = before.page("articles/news/00.html");
    assert!(page.contains("href=\"../../sources/news/00.txt\""), "{page}");
    assert!(!before.page("articles/news/quiet.html").contains("sources/news/quiet.txt"));
    let after = site.build_with(&["--now", "2030-01-01"]);
    for scan in
        ["files/news/secret.pdf", "files/news/secret-2.jpg", "files/news/plan.png", "sources/news/secret.txt"]
    {
        check(&after, scan, true);
    }
    site.change_file("backfile.toml", "sources = false\n");
    let without = site.build();
    check(&without, "sources/news/00.txt", false);
    assert!(!without.page("articles/news/00.html").contains("sources/news/00.txt"));
}

#[test]
fn corrections_may_be_toml_and_win_over_all() {
    let site = site_of(&titled("news", 2));
    site.change_file("articles.toml", "[\"news/00.txt\"]\ntitle = \"By Hand\"\nbyline = [\"John Roe\"]\ndate = 1951-02-03\n[\"news/no.txt\"]\nhide = true\n");
    let built = site.build();
    let rows = built.articles();
    let row = article(&rows, "articles/news/00.html");
    assert_eq!(row["title"], "By Hand");
    assert!(row.to_string().contains("1951-02-03") && row.to_string().contains("John Roe"), "{row}");
    assert!(built.run.stderr.contains("articles.toml:5"), "{}", built.run.stderr);
}

#[test]
fn fix_writes_what_is_doubtful_once_and_keeps_what_is_there() {
    let mut files = titled("news", 6);
    files.push(("content/news/formula.txt".into(), format!("=1+1 is two\n\n{PROSE}")));
    files.push(("content/log/a.txt".into(), PROSE.into()));
    let site = site_of(&files);
    site.change_file("articles.csv", "path;title;date\nnews/00.txt;Mine;1952\n");
    let run = site.run(&["inspect", "--fix"]);
    run.expect_code(0);
    let text = std::fs::read_to_string(site.root().join("articles.csv")).unwrap();
    assert!(text.starts_with("path;title;date"), "{text}");
    assert!(text.contains("news/00.txt;Mine;1952"), "{text}");
    assert!(text.contains("log/a.txt") && text.contains("made from the first sentence"), "{text}");
    assert_eq!(text.matches("news/00.txt").count(), 1, "{text}");
    assert!(
        text.lines().flat_map(|line| line.split(';')).all(|cell| !cell.starts_with(['=', '+', '-', '@'])),
        "{text}"
    );
    // What was written is read, changes no title, and is not written twice.
    let before: Vec<Value> = site.build().articles().iter().map(|row| row["title"].clone()).collect();
    site.run(&["inspect", "--fix"]).expect_code(0);
    assert_eq!(std::fs::read_to_string(site.root().join("articles.csv")).unwrap(), text);
    std::fs::remove_file(site.root().join("articles.csv")).unwrap();
    site.change_file("articles.csv", "path;title;date\nnews/00.txt;Mine;1952\n");
    let after: Vec<Value> = site.build().articles().iter().map(|row| row["title"].clone()).collect();
    assert_eq!(before, after);
    // A file that is no overlay is refused and left.
    site.change_file("other.csv", "a,b\n1,2\n");
    site.run(&["inspect", "--fix", "-o", "other.csv"]).expect_code(2);
    assert_eq!(std::fs::read_to_string(site.root().join("other.csv")).unwrap(), "a,b\n1,2\n");
    site.run(&["inspect", "--fix", "-o", "new.toml"]).expect_code(0);
    assert!(std::fs::read_to_string(site.root().join("new.toml")).unwrap().contains("[\"log/a.txt\"]"));
}

#[test]
fn the_archive_settles_divided_words_whatever_the_order_and_the_cache() {
    let wrapped = "The two boards of the harbour were asked by the county to co-\noperate in the matter of the mole before the \
                   winter gales\nof the coming season, and they said that they would try to\nread the news-\npaper of the day before \
                   the next of their meetings in the town.\n";
    let site = site_of(&[("content/a.txt".into(), wrapped.into())]);
    let alone = site.build().page("articles/a.html");
    assert!(alone.contains("cooperate") && alone.contains("newspaper"), "{alone}");
    site.change_file(
        "content/b.txt",
        &format!("{PROSE}\nThey co-operate gladly. To co-operate is all. A newspaper said so.\n"),
    );
    let built = site.build();
    let page = built.page("articles/a.html");
    assert!(page.contains("co-operate") && page.contains("newspaper"), "{page}");
    let warm = built.snapshot();
    assert_same(&warm, &site.build_with(&["--no-cache"]).snapshot(), "cold and warm");
    site.change_file("content/b.txt", PROSE);
    assert!(site.build().page("articles/a.html").contains("cooperate"));
    site.change_file(
        "content/b.txt",
        &format!("{PROSE}\nThey co-operate gladly. To co-operate is all. A newspaper said so.\n"),
    );
    assert_same(&warm, &site.build().snapshot(), "an edit taken back");
}

#[test]
fn quotation_marks_are_repaired_where_the_configuration_says_so() {
    let text = format!("Bell Is Silent\n\n\"It won't ring,\" said the verger. ``Not today.''\n\n{PROSE}");
    let site = site_of(&[("content/a.txt".into(), text)]);
    let kept = site.build().page("articles/a.html");
    assert!(
        kept.contains("won't ring") || kept.contains("won&#39;t ring") || kept.contains("won&#x27;t ring"),
        "{kept}"
    );
    site.change_file("backfile.toml", "[text]\nquotes = \"repair\"\n");
    let page = site.build().page("articles/a.html");
    assert!(page.contains("“It won’t ring,”") && page.contains("“Not today.”"), "{page}");
    assert!(page.contains("5 quotation marks were repaired"), "{page}");
}

#[test]
fn analyze_takes_a_text_as_it_is() {
    let text = format!(
        "Board Votes\n\nMarch 4, 1952\n\n{PROSE}\n==========\n\nLamp Out\n\nMarch 5, 1952\n\n{PROSE}"
    );
    let line = serde_json::json!({ "text": text }).to_string() + "\n";
    let folder = tempfile::tempdir().unwrap();
    let run = run_in(folder.path(), &["analyze", "--only", "dates"], line.as_bytes());
    run.expect_code(0);
    for found in run.lines()[0]["dates"].as_array().unwrap() {
        let (start, end) =
            (found["start"].as_u64().unwrap() as usize, found["end"].as_u64().unwrap() as usize);
        let quoted: String = text.chars().skip(start).take(end - start).collect();
        assert_eq!(found["text"], quoted);
    }
}
