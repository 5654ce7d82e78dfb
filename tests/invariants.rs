//! What holds for every archive: the same bytes from the same input, whichever way it came about; links that
//! resolve; no word lost; nothing hostile let through.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

mod harness;

use harness::checks::{self, assert_no_faults, check_website, lost_lines, website_faults};
use harness::{Built, Site, assert_same, files_of, fixtures};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::time::{Duration, Instant};

/// The folders that the general invariants are tried on.
fn archives() -> Vec<(&'static str, Site)> {
    vec![
        ("small", fixtures::small()),
        ("bare", fixtures::small_bare()),
        ("hostile", fixtures::hostile()),
        (
            "single file",
            Site::from_files(&[("one/note.txt", "Ferry late again\n\nThe ferry was late on Tuesday.\n")])
                .in_folder("one"),
        ),
        ("empty", Site::from_files(&[("content/.keep", "")])),
        ("empty and bare", Site::from_files(&[("nothing/.keep", "")]).in_folder("nothing")),
    ]
}

#[test]
fn every_page_is_whole_and_every_link_resolves() {
    for (name, site) in archives() {
        let faults = website_faults(&site.build());
        assert_no_faults(name, &faults);
    }
}

#[test]
fn every_page_of_the_sample_is_whole_and_every_link_resolves() {
    check_website(&fixtures::sample().build());
}

#[test]
fn two_builds_are_the_same_and_so_are_cold_and_warm() {
    for (name, site) in archives() {
        let cold = site.build().snapshot();
        let warm = site.build();
        assert_same(&cold, &warm.snapshot(), &format!("{name}: cold and warm"));
        assert_same(&cold, &site.build_fresh().snapshot(), &format!("{name}: two cold builds"));
        assert_same(&cold, &site.build_with(&["--threads", "1"]).snapshot(), &format!("{name}: one thread"));
    }
}

#[test]
fn two_builds_of_the_sample_are_the_same_and_so_are_cold_and_warm() {
    let site = fixtures::sample();
    let cold = site.build().snapshot();
    let warm = site.build();
    assert_same(&cold, &warm.snapshot(), "cold and warm");
    assert!(warm.run.stdout.contains("0 files written"), "{}", warm.run.stdout);
    assert_same(&cold, &site.build_fresh().snapshot(), "two cold builds");
}

#[test]
fn an_edit_taken_back_leaves_no_trace() {
    let site = fixtures::small();
    let path = "content/1952/1952-03-11_lamp_out.txt";
    let (before, original) = (site.build().snapshot(), site.read(path));
    let edited = site
        .change_file(path, "LAMP STAYS LIT\n\nOswald Pym of Brisk Hill denies it all.\n")
        .build()
        .snapshot();
    assert_ne!(
        before["articles/1952/1952-03-11-lamp-out.html"],
        edited["articles/1952/1952-03-11-lamp-out.html"]
    );
    assert_same(&before, &site.change_file(path, &original).build().snapshot(), "edit and revert");
}

#[test]
fn the_order_of_files_does_not_matter() {
    let forwards = Site::from_files(&[]);
    let backwards = Site::from_files(&[]);
    let files: Vec<_> = files_of(&fixtures::fixture("small")).into_iter().collect();
    for (path, bytes) in &files {
        forwards.change_bytes(Path::new(path), bytes);
    }
    for (path, bytes) in files.iter().rev() {
        backwards.change_bytes(Path::new(path), bytes);
    }
    assert_same(&forwards.build().snapshot(), &backwards.build().snapshot(), "order of creation");
}

/// A change to a site.
type Edit = (&'static str, fn(&Site));

const EDITS: [Edit; 12] = [
    ("change a text", |site| {
        site.edit_file("content/1952/1952-03-04_lamp.txt", "Captain Tobias Wren", "Captain Barnaby Wren");
    }),
    ("add an article", |site| {
        site.change_file(
            "content/1954/fog.txt",
            "FOG FOR A WEEK\n\n3 May 1954\n\nIda Quill could not see Port Sorrel.\n",
        );
    }),
    ("add a namesake", |site| {
        site.change_file(
            "content/1954/other-wren.txt",
            "Tobias Wren, a boy of six, won the race in Leeds on 4 May 1954.\n",
        );
    }),
    ("delete an article", |site| {
        site.remove_file("content/1953/council.md");
    }),
    ("rename an article", |site| {
        site.rename_file("content/1953/1953-11-02-gale.txt", "content/1953/gale.txt");
    }),
    ("move an article", |site| {
        site.rename_file("content/undated/half-page.txt", "content/1954/half-page.txt");
    }),
    ("correct a title", |site| {
        site.edit_file("articles.csv", "The Loose Leaf", "The Pilots Dine");
    }),
    ("hide an article", |site| {
        let rows = site.read("articles.csv") + "1952/19520907.txt,,,,,yes\n";
        site.change_file("articles.csv", &rows);
    }),
    ("rename the site", |site| {
        site.edit_file("backfile.toml", "Harrow Bay Clippings", "Harrow Bay Archive");
    }),
    ("change a limit", |site| {
        let text = site.read("backfile.toml") + "\n[entities]\nmin_mentions = 3\n";
        site.change_file("backfile.toml", &text);
    }),
    ("change a picture", |site| {
        site.edit_file("content/images/fleet.svg", "#333", "#444");
    }),
    ("turn a text into Markdown", |site| {
        site.rename_file("content/letters/verse.txt", "content/letters/verse.md");
    }),
];

#[test]
fn a_build_after_edits_equals_a_fresh_one() {
    let site = fixtures::small();
    site.build();
    for (name, edit) in EDITS {
        edit(&site);
        assert_same(&site.build_fresh().snapshot(), &site.build().snapshot(), name);
    }
    check_website(&site.built());
}

#[test]
fn a_change_of_the_theme_reaches_every_page() {
    let site = fixtures::small();
    site.build();
    let theme = fixtures::fixture("minimal-theme");
    for (name, bytes) in files_of(&theme) {
        site.change_bytes(Path::new(&name), &bytes);
    }
    let themed = site.build();
    assert_same(&site.build_fresh().snapshot(), &themed.snapshot(), "a theme added");
    std::fs::remove_dir_all(site.root().join("templates")).unwrap();
    assert_same(&site.build_fresh().snapshot(), &site.build().snapshot(), "a theme taken away");
}

#[test]
fn every_word_is_on_its_page() {
    for (name, site) in [("small", fixtures::small()), ("sample", fixtures::sample())] {
        let built = site.build();
        let mut lost = Vec::new();
        for (source, text) in articles_of(&site, &built) {
            lost.extend(text.into_iter().map(|line| format!("{name}: {source}: {line}")));
        }
        assert_no_faults("words lost", &lost);
    }
}

#[test]
fn check_finds_every_letter_on_its_page() {
    for (name, site) in [("small", fixtures::small()), ("sample", fixtures::sample())] {
        let run = site.run(&["check", "."]);
        run.expect_code(0);
        assert!(run.stdout.contains("compared with the pages: all on their pages"), "{name}: {}", run.stdout);
    }
}

#[test]
fn check_tells_what_a_theme_leaves_out() {
    let site = fixtures::small();
    let bare =
        "<html lang=\"en\"><head><title>{{ title }}</title></head><body><h1>{{ title }}</h1></body></html>";
    site.change_file("templates/article.html", bare);
    let run = site.run(&["check", ".", "--verbose"]);
    assert!(run.stdout.contains("text-not-shown"), "{}", run.stdout);
    assert!(run.stdout.contains("words lost"), "{}", run.stdout);
}

/// For each article of a site the lines that its page does not show.
fn articles_of(site: &Site, built: &Built) -> Vec<(String, Vec<String>)> {
    let records = built.articles();
    assert!(records.len() > 5, "{} articles", records.len());
    let mut lost = Vec::new();
    for record in records {
        let source = record["article"].as_str().unwrap().to_owned();
        let bytes = std::fs::read(site.root().join("content").join(&source)).unwrap();
        let Ok(text) = String::from_utf8(bytes) else { continue };
        let page = built.document(record["url"].as_str().unwrap());
        let body = without_markup(&source, &text);
        let head: Vec<&str> = body.lines().filter(|line| !line.trim().is_empty()).take(6).collect();
        let mut lines = lost_lines(&body, &page);
        lines.retain(|line| !(head.contains(&line.as_str()) && is_retold(line)));
        lost.push((source.clone(), lines));
    }
    lost
}

/// Whether a line of the head is a byline or a date, which the page tells in its own words.
fn is_retold(line: &str) -> bool {
    let line = line.trim().trim_start_matches('*').to_lowercase();
    let has_year = line.split(|character: char| !character.is_ascii_digit()).any(|digits| digits.len() == 4);
    line.starts_with("by ") || has_year && line.split_whitespace().count() <= 10
}

/// The words of a source: of Markdown without front matter, addresses and marks.
fn without_markup(path: &str, text: &str) -> String {
    if !path.ends_with(".md") {
        return text.into();
    }
    let body = ["---\n", "+++\n"].iter().find_map(|fence| {
        let rest = text.strip_prefix(fence)?;
        rest.split_once(&format!("\n{fence}")).map(|(_, body)| body)
    });
    let mut words = String::new();
    let mut rest = body.unwrap_or(text);
    while let Some((before, after)) = rest.split_once("](") {
        words.push_str(before);
        words.push(' ');
        rest = after.split_once(')').map_or("", |(_, after)| after);
    }
    words.push_str(rest);
    let words: Vec<&str> =
        words.lines().filter(|line| !line.starts_with("[^") && !line.starts_with("```")).collect();
    words.join("\n")
}

#[test]
fn foreign_files_stay_and_stale_ones_go() {
    let site = fixtures::small();
    site.build();
    site.change_file("public/CNAME", "harrow-bay.example\n").change_file("public/people/notes.txt", "mine\n");
    site.remove_file("content/1953/council.md");
    let built = site.build();
    assert_eq!(built.page("CNAME"), "harrow-bay.example\n");
    assert_eq!(built.page("people/notes.txt"), "mine\n");
    assert!(!built.has("articles/1953/council.html"), "{}", built.run.stdout);
}

#[test]
fn a_build_that_is_killed_is_finished_by_the_next() {
    let site = fixtures::small();
    let start = Instant::now();
    site.build();
    let whole = start.elapsed();
    let expected = site.build_fresh().snapshot();
    for tenth in 1..=9 {
        let (public, cache) = (site.root().join("public"), site.root().join(".backfile"));
        std::fs::remove_dir_all(public).unwrap();
        if cache.exists() {
            std::fs::remove_dir_all(cache).unwrap();
        }
        site.build_and_kill(whole * tenth / 10);
        assert_same(&expected, &site.build().snapshot(), &format!("killed after {tenth} tenths"));
    }
}

#[test]
fn a_build_that_is_killed_over_an_old_site_is_finished_by_the_next() {
    let site = fixtures::small();
    site.build();
    for round in 1..=9 {
        site.edit_file("backfile.toml", "title = \"", "title = \"The ");
        site.build_and_kill(Duration::from_millis(15 * round));
        let finished = site.build().snapshot();
        assert_same(&site.build_fresh().snapshot(), &finished, &format!("round {round}"));
    }
}

#[test]
fn hostile_files_come_out_as_text() {
    let site = fixtures::hostile();
    let built = site.build();
    for (path, document) in built.documents() {
        for element in document.elements() {
            let all: String = element.attributes.iter().map(|(name, _)| format!("{name} ")).collect();
            assert!(
                !all.contains("onload") && !all.contains("onerror") && !all.contains("onclick"),
                "{path}: {element:?}"
            );
            let from_text = matches!(element.name.as_str(), "svg" | "img" | "b") && all.contains("attack");
            assert!(!from_text, "{path}: {element:?}");
        }
    }
    assert_no_faults(
        "files outside the output",
        &files_of(site.root())
            .into_keys()
            .filter(|path| {
                ["content/", "public/", ".backfile/"].iter().all(|folder| !path.starts_with(folder))
            })
            .filter(|path| path != "backfile.toml")
            .collect::<Vec<_>>(),
    );
    let text = built.documents().into_values().map(|document| document.text()).collect::<String>();
    for words in [
        "The first of two with one address",
        "The second of two with one address",
        "The mayor spoke on Monday",
    ] {
        assert!(text.contains(words), "{words:?} is on no page");
    }
    let home = built.document("index.html").text();
    assert!(
        !home.contains("wants to be the home page") || home.contains("& \"Sons\""),
        "the home page was taken"
    );
}

#[test]
fn nothing_hostile_reaches_the_terminal() {
    let run = fixtures::hostile().try_build(&["--verbose"]);
    run.expect_code(0);
    for text in [&run.stdout, &run.stderr] {
        assert!(
            !text.contains('\u{1b}') && !text.contains('\u{202e}') && !text.contains('\u{7}'),
            "{text:?}"
        );
    }
}

#[cfg(unix)]
#[test]
fn a_file_that_cannot_be_read_is_told_and_the_rest_is_built() {
    let site = fixtures::small();
    std::os::unix::fs::symlink("nowhere", site.root().join("content/1952/broken-link.txt")).unwrap();
    std::os::unix::fs::symlink("..", site.root().join("content/1952/circle")).unwrap();
    std::fs::create_dir(site.root().join("content/1952/folder.txt")).unwrap();
    let run = site.try_build(&[]);
    assert!(run.code <= 1, "{}", run.stderr);
    assert!(!run.stderr.contains("panicked"), "{}", run.stderr);
    let built = site.built();
    assert!(built.has("articles/1952/19520907.html"));
    assert_eq!(built.articles().len(), small_articles(), "{}", run.stderr);
}

fn small_articles() -> usize {
    let files = files_of(&fixtures::fixture("small/content"));
    files.keys().filter(|path| path.ends_with(".txt") || path.ends_with(".md")).count() - 1
}

#[test]
fn two_articles_with_one_title_have_two_pages() {
    let text = |day| format!("Harbour Notes\n\nThe ferry was late on {day} May 1952.\n");
    let site = Site::from_files(&[
        ("content/a/notes.txt", &text(1)),
        ("content/b/notes.txt", &text(2)),
        ("content/b/Notes.md", &text(3)),
    ]);
    let built = site.build();
    let urls: BTreeSet<String> =
        built.articles().iter().map(|article| article["url"].as_str().unwrap().to_lowercase()).collect();
    assert_eq!(urls.len(), 3, "{urls:?}");
    check_website(&built);
}

#[test]
fn a_bare_folder_gives_the_same_articles_as_a_site() {
    let site = Site::from_files(&[]);
    let bare = fixtures::small_bare();
    for (path, bytes) in files_of(&bare.root().join("clippings")) {
        site.change_bytes(&Path::new("content").join(path), &bytes);
    }
    site.change_file("backfile.toml", "title = \"Clippings\"\n");
    assert_same(&site.build().snapshot(), &bare.build().snapshot(), "site and bare folder");
    assert!(!bare.root().join("clippings/public").exists());
}

#[test]
fn the_output_is_never_read_as_articles() {
    let site = Site::from_files(&[("note.txt", "A note\n\nIt was written in Harrow Bay on 4 May 1952.\n")]);
    let options = ["-o", "public"];
    let first = site.build_with(&options);
    site.change_file("articles.csv", "path,title\nnote.txt,A corrected note\n").build_with(&options);
    let second = site.build_with(&options);
    assert_eq!(second.articles().len(), 1, "{}", second.run.stdout);
    assert_eq!(first.snapshot().len(), second.snapshot().len());
    let inside = fixtures::small();
    let into_content = inside.try_build(&["-o", "content/public"]);
    into_content.expect_code(0);
    inside.try_build(&["-o", "content/public"]).expect_code(0);
    let articles = files_of(&inside.root().join("content/public/articles"));
    let pages = articles.keys().filter(|path| path.ends_with(".html")).count();
    assert_eq!(pages, small_articles());
}

#[test]
fn a_folder_with_the_articles_is_refused_as_output() {
    let site = fixtures::small();
    let before = files_of(site.root());
    for output in [".", "content", ".."] {
        let run = site.try_build(&["-o", output]);
        run.expect_code(2);
    }
    let mut after = files_of(site.root());
    after.retain(|path, _| !path.starts_with(".backfile"));
    assert_same(&before, &after, "the site");
}

/// What `convert` must keep of an article, by its address.
fn essence(built: &Built) -> BTreeMap<String, serde_json::Value> {
    let lost = [
        "article",
        "url",
        "source",
        "source_sha256",
        "title_origin",
        "words",
        "published_confidence",
        "published_stated",
    ];
    let keep = |mut record: serde_json::Value| {
        record.as_object_mut().unwrap().retain(|name, _| !lost.contains(&name.as_str()));
        record
    };
    built
        .articles()
        .into_iter()
        .map(|record| (record["url"].as_str().unwrap().to_owned(), keep(record)))
        .collect()
}

/// How sure it is of each day that no one stated, by address.
fn doubts(built: &Built) -> BTreeMap<String, f64> {
    let records = built.articles();
    let inferred = records.iter().filter(|record| record["published_stated"] == false);
    inferred
        .map(|record| {
            (record["url"].as_str().unwrap().to_owned(), record["published_confidence"].as_f64().unwrap())
        })
        .collect()
}

/// Kind, name and address of everyone and everything that is named.
fn names(built: &Built) -> BTreeSet<(String, String, String)> {
    let table = built.page("data/entities.csv");
    let mut rows = csv::Reader::from_reader(table.as_bytes());
    let named = rows.records().map(|row| {
        let row = row.unwrap();
        (row[1].to_owned(), row[2].to_owned(), row[5].to_owned())
    });
    named.collect()
}

fn check_round_trip(site: &Site) {
    let original = site.build();
    site.run(&["convert", ".", "-o", "pages"]).expect_code(0);
    let pages = files_of(&site.root().join("pages"));
    assert!(pages.keys().any(|path| path.ends_with(".md")));
    let again = Site::from_files(&[]);
    for (path, bytes) in pages.iter().filter(|(path, _)| *path != backfile::write::MANIFEST) {
        again.change_bytes(&Path::new("content").join(path), bytes);
    }
    for name in ["backfile.toml", "permalinks.tsv"] {
        if site.exists(name) {
            again.change_file(name, &site.read(name));
        }
    }
    let built = again.build();
    check_website(&built);
    let (left, right) = (essence(&original), essence(&built));
    let differing: Vec<String> = left
        .iter()
        .filter(|(url, article)| right.get(*url) != Some(article))
        .map(|(url, article)| format!("{url}: {article}\n   {:?}", right.get(url)))
        .collect();
    assert_no_faults("articles changed by convert", &differing);
    assert_eq!(left.len(), right.len());
    let (before, after) = (doubts(&original), doubts(&built));
    for (url, confidence) in before {
        let now = after.get(&url);
        assert_eq!(now, Some(&confidence), "{url}: what was inferred stays inferred, as sure as before");
    }
    let (before, after) = (names(&original), names(&built));
    let new = after.difference(&before).map(|name| format!("new: {name:?}"));
    // A list of names in front matter cannot tell two namesakes apart, so that one of their pages may go.
    let lost = before
        .iter()
        .filter(|(kind, name, _)| !after.iter().any(|other| (&other.0, &other.1) == (kind, name)));
    let lost = lost.map(|name| format!("lost: {name:?}"));
    assert_no_faults("names changed by convert", &lost.chain(new).collect::<Vec<_>>());
}

#[test]
fn converted_pages_build_the_same_site() {
    check_round_trip(&fixtures::small());
}

#[test]
fn the_converted_sample_builds_the_same_site() {
    check_round_trip(&fixtures::sample());
}

#[test]
fn converting_twice_gives_the_same_pages() {
    let site = fixtures::small();
    site.run(&["convert", ".", "-o", "pages"]).expect_code(0);
    let first = files_of(&site.root().join("pages"));
    site.run(&["convert", ".", "-o", "pages"]).expect_code(0);
    assert_same(&first, &files_of(&site.root().join("pages")), "two conversions");
    site.run(&["convert", "pages", "-o", "pages-of-pages"]).expect_code(0);
    let strip = |mut files: harness::Snapshot| {
        files.remove(backfile::write::MANIFEST);
        files
    };
    let again = strip(files_of(&site.root().join("pages-of-pages")));
    assert_same(&strip(first), &again, "pages and pages of pages");
}

#[test]
fn without_analysis_only_what_people_wrote_stands_in_the_indexes() {
    let site = fixtures::small();
    let built = site.build_with(&["--no-analysis"]);
    check_website(&built);
    let people = built.document("people/index.html").text();
    assert!(people.contains("Wren, Tobias"), "front matter names him");
    assert!(!people.contains("Leonora"), "only the text names her");
    assert_eq!(built.articles().len(), small_articles());
}

#[test]
fn the_checks_themselves_see_faults() {
    let broken =
        "<html><h1 id=a>x</h1><h1 id=a style='x'>y</h1><a href='gone.html'>z</a><script>1</script></html>";
    let document = harness::html::parse(broken);
    let faults = checks::page_faults(&document);
    for fault in ["2 h1", "no lang", "no title", "twice", "style", "inline script"] {
        assert!(faults.iter().any(|found| found.contains(fault)), "{fault} is not in {faults:?}");
    }
    let files = BTreeMap::from([("a.html".to_owned(), broken.as_bytes().to_vec())]);
    assert_eq!(checks::dead_links(&files, &BTreeMap::from([("a.html".to_owned(), document)])).len(), 1);
}
