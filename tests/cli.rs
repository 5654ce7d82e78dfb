//! Every verb of the command line: what it says, what it writes, and how it ends.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

mod harness;

use harness::checks::check_website;
use harness::{Site, analyze, assert_same, files_of, fixtures, json_lines, run_in};
use serde_json::{Value, json};
use std::path::Path;

const VERBS: [&str; 9] =
    ["init", "build", "serve", "check", "convert", "inspect", "analyze", "permalinks", "completions"];

fn nowhere() -> Site {
    Site::from_files(&[])
}

#[test]
fn help_names_every_verb_and_every_verb_explains_itself() {
    let help = nowhere().run(&["--help"]);
    help.expect_code(0);
    for verb in VERBS {
        assert!(help.stdout.contains(verb), "{verb} is not in\n{}", help.stdout);
        let own = nowhere().run(&[verb, "--help"]);
        own.expect_code(0);
        assert!(own.stdout.contains("Usage: backfile"), "{}", own.stdout);
        assert!(
            own.stdout.lines().next().unwrap().split(' ').count() >= 3,
            "{verb} does not say what it is for"
        );
        for line in own.stdout.lines() {
            assert!(line.chars().count() <= 100, "{verb}: too wide: {line}");
        }
    }
    nowhere().run(&["--version"]).expect_code(0);
}

#[test]
fn exit_codes_tell_material_from_environment() {
    fixtures::small().try_build(&[]).expect_code(0);
    let site = fixtures::small();
    site.change_file("articles.csv", "path,title\nno/such/file.txt,Nothing\n");
    let lenient = site.try_build(&[]);
    lenient.expect_code(0);
    assert!(lenient.stderr.contains("no/such/file.txt"), "{}", lenient.stderr);
    site.try_build(&["--strict"]).expect_code(1);
    site.run(&["check", "--strict"]).expect_code(1);
    site.run(&["check"]).expect_code(0);
    nowhere().run(&["build", "not-there"]).expect_code(2);
    nowhere().run(&["frobnicate"]).expect_code(2);
    nowhere().run(&["build", "--frobnicate"]).expect_code(2);
    nowhere().run(&["inspect", "not-there.txt"]).expect_code(2);
    nowhere().run(&["build", "--now", "yesterday"]).expect_code(2);
}

#[test]
fn a_broken_theme_is_an_error_of_the_environment_and_leaves_the_site() {
    let site = fixtures::small();
    let before = site.build().snapshot();
    site.change_file("templates/article.html", "{% if %}");
    let run = site.try_build(&[]);
    run.expect_code(2);
    assert!(run.stderr.contains("article.html"), "{}", run.stderr);
    assert_same(&before, &site.built().snapshot(), "a site with a broken theme");
    site.change_file("templates/article.html", "<h1>{{ no_such_thing.at_all }}</h1>");
    site.try_build(&[]).expect_code(2);
    assert_same(&before, &site.built().snapshot(), "a site with a theme that asks for what is not there");
}

#[test]
fn unknown_keys_are_refused_with_a_suggestion() {
    for (text, suggestion) in [
        ("titel = \"x\"\n", "title"),
        ("[entities]\nmin_mention = 2\n", "min_mentions"),
        ("[path]\ncontent = \"x\"\n", "paths"),
        ("[text]\nshortcodes = \"dorp\"\n", "drop"),
    ] {
        let site = Site::from_files(&[("backfile.toml", text), ("content/a.txt", "A text.")]);
        let run = site.try_build(&[]);
        run.expect_code(2);
        assert!(run.stderr.contains("did you mean") && run.stderr.contains(suggestion), "{}", run.stderr);
        assert!(run.stderr.contains("backfile.toml"), "{}", run.stderr);
    }
}

#[test]
fn a_build_says_what_it_read_guessed_and_wrote() {
    let site = fixtures::small();
    site.change_file("content/scans/p1.pdf", "%PDF");
    let run = site.try_build(&[]);
    run.expect_code(0);
    for words in ["articles", "people", "written", "index.html"] {
        assert!(run.stdout.contains(words), "{words:?} is not in {}", run.stdout);
    }
    let quiet = site.try_build(&["--quiet"]);
    assert_eq!(quiet.stdout, "");
}

#[test]
fn the_clock_is_an_input() {
    let text = "Ferry Strike Ends\n\nThe strike ended on Saturday, September 24, and boats sail again.\n";
    let site = Site::from_files(&[("content/strike.txt", text)]);
    let late = site.build_with(&["--now", "2024-05-17"]).articles();
    let early = site.build_with(&["--now", "2012-01-01"]).articles();
    assert_ne!(late, early, "the outside bound should differ");
    assert!(late[0].to_string().contains("2022"), "{late:?}");
    assert!(early[0].to_string().contains("2011"), "{early:?}");
}

#[test]
fn check_writes_nothing() {
    let site = fixtures::small();
    let before = files_of(site.root());
    site.run(&["check"]).expect_code(0);
    let mut after = files_of(site.root());
    after.retain(|path, _| !path.starts_with(".backfile/"));
    assert_same(&before, &after, "a site that was checked");
}

#[test]
fn check_finds_a_dead_link_in_an_article() {
    let site = fixtures::small();
    site.edit_file("content/1953/regatta.md", "../1952/1952-03-04_lamp.txt", "../1952/no-such-lamp.txt");
    let run = site.run(&["check", "--verbose"]);
    let told = format!("{}{}", run.stdout, run.stderr);
    assert!(told.contains("no-such-lamp"), "{told}");
}

#[test]
fn inspect_shows_everything_with_its_evidence() {
    let site = fixtures::small();
    let path = "content/1952/1952-03-04_lamp.txt";
    let text = site.run(&["inspect", path]);
    text.expect_code(0);
    for words in ["Outer Mole", "Cora Bellweather", "1952-03-04", "Tobias Wren", "Bay Pilots Association"] {
        assert!(
            text.stdout.to_lowercase().contains(&words.to_lowercase()),
            "{words:?} is not in {}",
            text.stdout
        );
    }
    let json = site.run(&["inspect", "--json", path, "content/1953/regatta.md"]);
    json.expect_code(0);
    let lines = json.lines();
    assert_eq!(lines.len(), 2);
    assert_eq!(lines[0]["path"], "1952/1952-03-04_lamp.txt");
    assert_eq!(lines[1]["title"], "The Regatta, Told by a Loser");
    assert_eq!(lines[0]["published"]["value"], "1952-03-04");
}

#[test]
fn init_makes_a_site_that_builds() {
    let site = nowhere();
    site.run(&["init", "paper", "--ci", "github"]).expect_code(0);
    assert!(site.exists("paper/backfile.toml") && site.exists("paper/.gitignore"));
    let workflows = files_of(&site.root().join("paper/.github/workflows"));
    assert!(workflows.values().any(|text| String::from_utf8_lossy(text).contains("backfile build")));
    let before = files_of(site.root());
    let site = site.in_folder("paper");
    let built = site.build();
    check_website(&built);
    assert!(!built.articles().is_empty());
    let again = site.run(&["init", "paper"]);
    assert!(again.code == 2 || again.code == 0, "{}", again.stderr);
    let mut after = files_of(site.root());
    after.retain(|path, _| before.contains_key(path));
    assert_same(&before, &after, "a site on which init was run again");
}

#[test]
fn completions_are_scripts() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let run = nowhere().run(&["completions", shell]);
        run.expect_code(0);
        assert!(run.stdout.contains("backfile") && run.stdout.contains("permalinks"), "{shell}");
    }
}

#[test]
fn convert_refuses_to_write_among_the_articles() {
    let site = fixtures::small();
    let before = files_of(&site.root().join("content"));
    site.run(&["convert", ".", "-o", "content/pages"]).expect_code(2);
    site.run(&["convert", ".", "-o", "content"]).expect_code(2);
    site.run(&["convert", "."]).expect_code(2);
    assert_same(&before, &files_of(&site.root().join("content")), "the articles");
}

#[test]
fn convert_writes_pages_with_front_matter() {
    let site = fixtures::small();
    site.run(&["convert", ".", "-o", "pages"]).expect_code(0);
    let page = site.read("pages/1952/1952-03-04_lamp.md");
    assert!(page.starts_with("---\n"), "{page}");
    for field in
        ["title:", "source:", "date:", "people:", "organizations:", "Tobias Wren", "Cora Bellweather"]
    {
        assert!(page.contains(field), "{field:?} is not in {page}");
    }
    assert!(site.exists("pages/images/fleet.svg"));
    let doubtful = site.read("pages/undated/half-page.md");
    assert!(!doubtful.contains("\ndate:"), "{doubtful}");
    assert!(!site.exists("pages/letters/wrong-number.md"), "hidden articles stay hidden");
}

#[test]
fn plain_text_that_looks_like_markup_stays_literal_through_convert() {
    let text = "Prices *asked* at market\n\n# 12 eggs at 2_000_ crowns [sic] <about> 10 * 10 & more\n\n\
                1968. A great year it was.\n\n> not a quotation, said Ida Quill\n\n+ nor a list `nor code`\n";
    let site = Site::from_files(&[("content/prices.txt", text)]);
    let first = site.build().document("articles/prices.html").text();
    for words in ["*asked*", "2_000_", "[sic]", "<about>", "10 * 10 & more", "`nor code`"] {
        assert!(first.contains(words), "{words:?} is not on the page");
    }
    site.run(&["convert", ".", "-o", "pages"]).expect_code(0);
    let pages = Site::from_files(&[("content/prices.md", &site.read("pages/prices.md"))]);
    let second = pages.build().document("articles/prices.html").text();
    for words in ["*asked*", "2_000_", "[sic]", "<about>", "10 * 10 & more", "`nor code`", "1968. A great"] {
        assert!(second.contains(words), "{words:?} is lost by convert:\n{}", site.read("pages/prices.md"));
    }
}

#[test]
fn corrections_win() {
    let built = fixtures::small().build();
    let page = built.document("articles/undated/loose-leaf.html");
    assert_eq!(page.text_of("h1").as_deref(), Some("The Loose Leaf"));
    assert!(built.has("dates/1954/02/11.html"), "the corrected day has a page");
    assert!(!built.has("articles/letters/wrong-number.html"));
}

/// The recorded address of a name.
fn recorded<'a>(ledger: &'a str, name: &str) -> &'a str {
    let row = ledger.lines().find(|line| line.split('\t').any(|cell| cell == name));
    let row = row.unwrap_or_else(|| panic!("{name} is not in\n{ledger}"));
    row.split('\t').find(|cell| cell.ends_with(".html")).unwrap()
}

#[test]
fn recorded_addresses_outlive_names() {
    let site = fixtures::small();
    site.run(&["permalinks"]).expect_code(0);
    assert!(!site.exists("permalinks.tsv"));
    site.run(&["permalinks", "--record"]).expect_code(0);
    let ledger = site.read("permalinks.tsv");
    let url = recorded(&ledger, "Ida Quill").to_owned();
    for path in ["content/1953/regatta.md", "content/1952/1952-03-11_lamp_out.txt"] {
        site.edit_file(path, "Ida Quill", "Ida Margaret Quill");
    }
    let built = site.build();
    assert!(built.page(&url).contains("Quill"), "{url}");
    site.run(&["permalinks", "--record"]).expect_code(0);
    let later = site.read("permalinks.tsv");
    assert!(later.starts_with(&ledger), "the ledger is only appended to:\n{later}");
    site.run(&["permalinks", "--record"]).expect_code(0);
    assert_eq!(later, site.read("permalinks.tsv"), "recording twice adds nothing");
}

#[test]
fn a_deleted_article_leaves_a_page_that_says_so() {
    let site = fixtures::small();
    site.run(&["permalinks", "--record"]).expect_code(0);
    site.remove_file("content/1953/council.md");
    let built = site.build();
    let page = built.document("articles/1953/council.html");
    assert!(page.text_of("h1").is_some());
    assert!(!page.text().contains("Harbour Council sat until midnight"));
    check_website(&built);
    assert_eq!(built.articles().len(), site_articles(&site));
}

fn site_articles(site: &Site) -> usize {
    let files = files_of(&site.root().join("content"));
    files.keys().filter(|path| path.ends_with(".txt") || path.ends_with(".md")).count() - 1
}

#[test]
fn a_theme_of_three_templates_builds() {
    let site = fixtures::small();
    for (name, bytes) in files_of(&fixtures::fixture("minimal-theme")) {
        site.change_bytes(Path::new(&name), &bytes);
    }
    let built = site.build();
    let page = built.page("articles/1952/1952-03-04-lamp.html");
    assert!(page.contains("minimal-theme"), "{page}");
    assert!(page.contains("Tobias Wren"));
    check_website(&built);
}

fn record(id: &str, text: &str) -> String {
    json!({ "id": id, "text": text }).to_string()
}

const STORY: &str = "Mayor Eleanor Vance opened the Tidewick Library in Halifax on Monday, March 3, 1952. \
                     Mrs. Vance said the Town Council would meet again next week.";

#[test]
fn analyze_answers_every_line_in_order() {
    let lines: Vec<String> = (0..1500).map(|number| record(&format!("a{number}"), STORY)).collect();
    for options in [&[][..], &["--threads", "1"], &["--archive"]] {
        let run = analyze(options, &lines);
        run.expect_code(0);
        let ids: Vec<Value> = run.lines().iter().map(|line| line["id"].clone()).collect();
        let expected: Vec<Value> = (0..1500).map(|number| json!(format!("a{number}"))).collect();
        assert_eq!(ids, expected, "{options:?}");
    }
}

#[test]
fn analyze_gives_what_was_promised() {
    let run = analyze(&[], &[record("a", STORY)]);
    run.expect_code(0);
    let answer = &run.lines()[0];
    let text: Vec<char> = STORY.chars().collect();
    for (list, fields) in
        [("entities", &["kind", "entity", "confidence"][..]), ("dates", &["type", "value"][..])]
    {
        let found = answer[list].as_array().unwrap();
        assert!(!found.is_empty(), "{list}: {answer}");
        for item in found {
            check_span(item, &text);
            assert!(fields.iter().all(|field| !item[*field].is_null()), "{item}");
        }
    }
    for entity in answer["entities"].as_array().unwrap() {
        assert!(["person", "organization", "place"].contains(&entity["kind"].as_str().unwrap()), "{entity}");
        assert!((0.0..=1.0).contains(&entity["confidence"].as_f64().unwrap()), "{entity}");
    }
    let published = answer["published"].as_object().unwrap();
    for field in ["value", "earliest", "latest", "confidence", "evidence"] {
        assert!(published.contains_key(field), "{published:?}");
    }
    assert_eq!(published["earliest"].is_null(), published["latest"].is_null());
    assert!(
        answer["entities"].as_array().unwrap().iter().any(|entity| entity["text"] == "Eleanor Vance"),
        "{answer}"
    );
    assert!(answer["dates"].as_array().unwrap().iter().any(|date| date["value"] == "1952-03-03"), "{answer}");
}

#[track_caller]
fn check_span(item: &Value, text: &[char]) {
    let place = |name: &str| item[name].as_u64().unwrap() as usize;
    let spanned: String = text[place("start")..place("end")].iter().collect();
    assert_eq!(item["text"], Value::String(spanned), "{item}");
}

#[test]
fn offsets_count_code_points_of_the_text_as_given() {
    let texts = [
        "😀😀 Eleanor Vance spoke in Halifax on 3 March 1952. 😀 Mr. Vance left on Friday.",
        "FLOOD\r\n\r\nEleanor Vance spoke in\r\nHalifax on 3 March\r\n1952. 𝒳 Eleanor\r\nVance left.\r\n",
        "\u{feff}Eleanor Vance spoke on 3 March 1952.\rOld line ends.\rEleanor Vance again.",
        "By Jane Doe\n\n\n   Eleanor Vance of the Harbour Commis-\n   sion spoke to J\u{f6}rg M\u{fc}ller in Z\u{fc}rich on May 1, 1950.\n",
        "e\u{301}e\u{301} Eleanor Vance met Ren\u{65}\u{301} Dubois in Paris on Monday.\n\n- 3 -\n\nEleanor Vance.",
        "---\ntitle: Not front matter here\n---\nEleanor Vance spoke in Halifax on 3 March 1952.",
    ];
    for options in [&[][..], &["--archive"]] {
        let lines: Vec<String> = texts.iter().map(|text| record("x", text)).collect();
        let run = analyze(options, &lines);
        run.expect_code(0);
        for (answer, text) in run.lines().iter().zip(texts) {
            let characters: Vec<char> = text.chars().collect();
            let items = ["entities", "dates"].into_iter().flat_map(|list| answer[list].as_array().unwrap());
            let mut count = 0;
            for item in items {
                check_span(item, &characters);
                count += 1;
            }
            assert!(count >= 2, "{text:?}: {answer}");
        }
    }
}

#[test]
fn a_malformed_line_is_answered_with_its_number_and_the_rest_goes_on() {
    let lines = [
        record("first", STORY),
        "{\"id\": \"broken\", \"text\": ".into(),
        json!({ "id": "no text" }).to_string(),
        String::new(),
        json!({ "id": 5, "text": "Halifax.", "date": "1952-99-01" }).to_string(),
        "[1, 2]".into(),
        record("last", STORY),
    ];
    for options in [&[][..], &["--archive"]] {
        let run = analyze(options, &lines);
        run.expect_code(1);
        let answers = run.lines();
        let numbers: Vec<Option<u64>> = answers.iter().map(|answer| answer["line"].as_u64()).collect();
        assert_eq!(numbers, [None, Some(2), Some(3), Some(5), Some(6), None], "{options:?}");
        assert!(answers.iter().filter(|answer| answer["error"].is_string()).count() == 4);
        assert_eq!(answers[0]["entities"], answers[5]["entities"]);
    }
    let bytes =
        run_in(Path::new("."), &["analyze"], b"{\"text\": \"\xff\xfe\"}\n{\"id\": 1, \"text\": \"x\"}\n");
    bytes.expect_code(1);
    assert_eq!(bytes.lines().len(), 2);
}

#[test]
fn a_given_date_is_returned_as_it_is() {
    let given =
        json!({ "id": "a", "text": "He came yesterday, 3 March 1999.", "date": "1952-09-24" }).to_string();
    for options in [&[][..], &["--archive"], &["--only", "published"]] {
        let answer = &analyze(options, std::slice::from_ref(&given)).lines()[0];
        let published = &answer["published"];
        assert_eq!(published["value"], "1952-09-24", "{options:?}");
        assert_eq!(
            (&published["earliest"], &published["latest"]),
            (&json!("1952-09-24"), &json!("1952-09-24"))
        );
        assert_eq!(published["confidence"].as_f64(), Some(1.0));
    }
    let answer = &analyze(&[], &[given]).lines()[0];
    let yesterday = answer["dates"].as_array().unwrap().iter().find(|date| date["text"] == "yesterday");
    assert_eq!(yesterday.unwrap()["value"], "1952-09-23");
}

#[test]
fn other_fields_are_never_evidence() {
    let plain = json!({ "id": "a", "text": STORY }).to_string();
    let loaded = json!({
        "id": "a", "text": STORY, "year": 1931, "people": ["Nobody At All"], "url": "https://x.example/1931/",
        "published": "1931-01-01", "file": "1931-01-01.txt", "meta": { "date": "1931-01-01" },
    });
    for options in [&[][..], &["--archive"]] {
        assert_eq!(
            analyze(options, std::slice::from_ref(&plain)).stdout,
            analyze(options, &[loaded.to_string()]).stdout
        );
    }
}

#[test]
fn one_part_alone_is_that_part_of_the_whole() {
    let whole = analyze(&[], &[record("a", STORY)]).lines().remove(0);
    for part in ["entities", "dates", "published"] {
        let alone = analyze(&["--only", part], &[record("a", STORY)]).lines().remove(0);
        let fields: Vec<&String> = alone.as_object().unwrap().keys().collect();
        let mut expected = ["id", part];
        expected.sort_unstable();
        let mut fields: Vec<&str> = fields.iter().map(|field| field.as_str()).collect();
        fields.sort_unstable();
        assert_eq!(fields, expected);
        assert_eq!(alone[part], whole[part], "{part}");
    }
}

#[test]
fn an_archive_resolves_names_across_lines() {
    let lines = [
        record("1", "Volodymyr Zelensky spoke in Kyiv on Monday. Zelensky thanked Eleanor Vance."),
        record("2", "Zelensky spoke again in Kyiv. Mr. Zelensky was tired."),
        record("3", "Dmitry Peskov and Dmitry Medvedev answered."),
    ];
    let answers = analyze(&["--archive"], &lines).lines();
    let keys = |answer: &Value, words: &str| -> Vec<String> {
        let entities = answer["entities"].as_array().unwrap().iter();
        let named = entities.filter(|entity| entity["text"].as_str().unwrap().contains(words));
        named.map(|entity| entity["entity"].as_str().unwrap().to_owned()).collect()
    };
    let mut zelensky = keys(&answers[0], "Zelensky");
    zelensky.extend(keys(&answers[1], "Zelensky"));
    assert!(zelensky.len() >= 3, "{answers:?}");
    assert!(zelensky.iter().all(|key| *key == zelensky[0]), "{zelensky:?}");
    assert_ne!(keys(&answers[2], "Peskov"), keys(&answers[2], "Medvedev"));
}

#[test]
fn the_number_of_threads_changes_nothing() {
    let lines: Vec<String> = files_of(&fixtures::fixture("small/content"))
        .values()
        .filter_map(|bytes| String::from_utf8(bytes.clone()).ok())
        .map(|text| record("x", &text))
        .collect();
    for archive in [&[][..], &["--archive"]] {
        let with = |threads| {
            let mut options = vec!["--threads", threads];
            options.extend(archive);
            analyze(&options, &lines).stdout
        };
        assert_eq!(with("1"), with("4"));
        assert_eq!(with("1"), analyze(archive, &lines).stdout);
    }
}

#[test]
fn analyze_never_stumbles() {
    let long = "Mr. Vance said on Monday ".repeat(20_000);
    let texts = [
        "",
        " ",
        "\n\n\n",
        "\r",
        "\0",
        "\u{feff}",
        "a",
        "1952",
        "Monday",
        "By",
        "By ",
        "# ",
        "---\n---",
        "- \n- ",
        "\u{301}",
        "\u{202e}\u{200b}\u{2028}",
        "𝒜𝒷𝒸",
        "((((((((",
        "\"\"\"\"",
        "9999-99-99 99:99",
        "31 February 1952",
        "the the the",
        "Mr. Mr. Mr.",
        "................",
        &long,
        "A B C D E F G H I J K L M N O P Q R S T U V W X Y Z",
        "0000-00-00",
        "year 99999999999999999999",
        "in 999999999999 days",
        "Jan 0 0",
        "🏳️‍🌈🏳️‍🌈",
    ];
    let lines: Vec<String> = texts.iter().map(|text| record("x", text)).collect();
    for options in [&[][..], &["--archive"]] {
        let run = analyze(options, &lines);
        run.expect_code(0);
        assert_eq!(run.lines().len(), texts.len());
    }
    let nothing = run_in(Path::new("."), &["analyze", "--archive"], b"");
    nothing.expect_code(0);
    assert_eq!(nothing.stdout, "");
    assert!(json_lines(b"\n\n").is_empty());
}
