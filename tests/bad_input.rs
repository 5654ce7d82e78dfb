//! Bad input: each kind is told with file, line and remedy, the rest of the archive is built, and nothing leaves the
//! output folder.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

mod harness;

use harness::checks::{assert_no_faults, website_faults};
use harness::{Built, Run, Site, files_of};
use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;

const PROSE: &str = "The harbour board of Tidewick met on Tuesday, 4 March 1952, and voted to mend the pier, said Josiah Trenholm.";

/// What a run told: code → where (`path` or `path:line`), with whether a remedy was given.
fn told(run: &Run) -> BTreeMap<String, (Vec<String>, bool)> {
    let mut told: BTreeMap<String, (Vec<String>, bool)> = BTreeMap::new();
    let mut code = String::new();
    for line in run.stderr.lines().chain(run.stdout.lines()) {
        if let Some((found, rest)) = line.split_once('[').and_then(|(_, rest)| rest.split_once(']'))
            && !line.starts_with(' ')
        {
            code = found.to_owned();
            let entry = told.entry(code.clone()).or_default();
            entry.0.extend(rest.strip_prefix(": ").map(place));
            continue;
        }
        let Some(entry) = told.get_mut(&code).filter(|_| line.starts_with("  ")) else { continue };
        match line.trim_start().strip_prefix("help: ") {
            Some(_) => entry.1 = true,
            None => entry.0.push(place(line.trim_start())),
        }
    }
    told
}

fn place(line: &str) -> String {
    line.split(": ").next().unwrap_or(line).to_owned()
}

/// Builds and expects these places under these codes, each code with a remedy, and the sane article on its page.
#[track_caller]
fn check(site: &Site, expected: &[(&str, &[&str])]) -> Built {
    site.change_file("content/sane.txt", &format!("A sane article\n\n{PROSE}\n"));
    let built = site.build_with(&["--verbose"]);
    let told = told(&built.run);
    for (code, places) in expected {
        let (found, remedy) = told.get(*code).unwrap_or_else(|| panic!("no {code} in {}", built.run.stderr));
        for place in *places {
            assert!(found.iter().any(|found| found == place), "{code}: {place} is not in {found:?}");
        }
        assert!(remedy, "{code} has no remedy");
    }
    assert!(built.document("articles/sane.html").text().contains("voted to mend the pier"));
    assert_no_faults("the website", &website_faults(&built));
    built
}

fn archive(files: &[(&str, &[u8])]) -> Site {
    let site = Site::from_files(&[("backfile.toml", "title = \"Trouble\"\n")]);
    for (path, bytes) in files {
        site.change_bytes(&Path::new("content").join(path), bytes);
    }
    site
}

/// The text of every article, by its source.
fn texts(built: &Built) -> BTreeMap<String, String> {
    let text = |record: &serde_json::Value| built.document(record["url"].as_str().unwrap()).text();
    built.articles().iter().map(|record| (record["article"].as_str().unwrap().into(), text(record))).collect()
}

#[test]
fn files_without_text_are_told() {
    let files: [(&str, &[u8]); 9] = [
        ("empty.txt", b""),
        ("empty.md", b""),
        ("blank.txt", b" \n\t\n"),
        ("bom.txt", b"\xef\xbb\xbf"),
        ("bom16.txt", b"\xff\xfe"),
        ("blanks.txt", &[b'\n'; 10_000]),
        ("feeds.txt", &[0xc; 10_000]),
        ("zeros.txt", &[0; 3]),
        ("fences.md", b"---\n---\n"),
    ];
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let built = check(&archive(&files), &[("empty-article", &names)]);
    assert_eq!(built.articles().len(), files.len() + 1);
}

#[test]
fn the_shortest_files_are_read() {
    let mut files: Vec<(String, Vec<u8>)> = Vec::new();
    for (byte, name) in
        [(b'a', "a"), (b'-', "dash"), (b'+', "plus"), (b'{', "brace"), (0xff, "ff"), (b'>', "gt")]
    {
        for length in 1..=3 {
            for ending in ["txt", "md"] {
                files.push((format!("{name}{length}.{ending}"), vec![byte; length]));
            }
        }
    }
    let files: Vec<(&str, &[u8])> =
        files.iter().map(|(name, bytes)| (name.as_str(), bytes.as_slice())).collect();
    let built = check(&archive(&files), &[("front-matter-unclosed", &["plus3.md:1"])]);
    assert_eq!(built.articles().len(), files.len() + 1);
}

#[test]
fn what_is_no_text_is_left_out() {
    let noise: Vec<u8> = (0..4000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8).collect();
    let files: [(&str, &[u8]); 6] = [
        ("scan.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR"),
        ("report.md", b"%PDF-1.4\n%\xe2\xe3\xcf\xd3"),
        ("packed.txt", b"PK\x03\x04\0\0\0\0"),
        ("letter.txt", b"{\\rtf1\\ansi Dear Sir}"),
        ("program.txt", &[0; 3000]),
        ("noise.txt", &noise),
    ];
    let names: Vec<&str> = files.iter().map(|(name, _)| *name).collect();
    let built = check(&archive(&files), &[("not-text", &names)]);
    assert_eq!(built.articles().len(), 1);
}

#[test]
fn marks_pictures_and_other_scripts_are_text() {
    let texts_of: [(&str, &str); 4] = [
        ("marks.txt", "... --- !!! ???\n\n*** ///\n"),
        ("emoji.txt", "😀🎉 👨‍👩‍👧‍👦\n\n🚢🚢🚢\n"),
        (
            "hebrew.txt",
            "מועצת הנמל\n\nמועצת הנמל נפגשה ביום שלישי והחליטה לתקן את שובר הגלים לפני החורף הקרוב.\n",
        ),
        ("mixed.txt", "a \u{202e}b\u{202c} c\u{200f}\n\n\u{2067}d\u{2069} e\u{feff}f\n"),
    ];
    let files: Vec<(&str, &[u8])> = texts_of.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let built = check(&archive(&files), &[]);
    assert!(
        built.page("articles/hebrew.html").contains("dir=\"rtl\""),
        "{}",
        built.page("articles/hebrew.html")
    );
    assert!(built.document("articles/emoji.html").text().contains("🚢🚢🚢"));
}

#[cfg(unix)]
#[test]
fn links_pipes_and_folders_are_told() {
    use std::os::unix::fs::symlink;
    let site = archive(&[("real/in.txt", PROSE.as_bytes()), ("folder.txt/in.txt", PROSE.as_bytes())]);
    let outside = tempfile::tempdir().unwrap();
    std::fs::write(outside.path().join("secret.txt"), "A secret of somebody else.").unwrap();
    let content = site.root().join("content");
    for (target, name) in [
        (Path::new("nowhere.txt"), "broken.txt"),
        (Path::new("self.txt"), "self.txt"),
        (Path::new(".."), "real/up"),
        (outside.path(), "out"),
        (&outside.path().join("secret.txt"), "secret.txt"),
        (Path::new("/dev/zero"), "zero.txt"),
    ] {
        symlink(target, content.join(name)).unwrap();
    }
    assert!(std::process::Command::new("mkfifo").arg(content.join("pipe.txt")).status().unwrap().success());
    let built = check(
        &site,
        &[
            ("broken-link", &["broken.txt"]),
            ("link-loop", &["self.txt", "real/up"]),
            ("link-leaves-folder", &["out", "secret.txt", "zero.txt"]),
            ("not-a-file", &["pipe.txt"]),
            ("folder-named-like-article", &["folder.txt"]),
        ],
    );
    assert_eq!(built.articles().len(), 3);
    assert!(!texts(&built).values().any(|text| text.contains("A secret")));
}

#[cfg(unix)]
#[test]
fn a_file_without_permission_is_told() {
    use std::os::unix::fs::PermissionsExt;
    let site = archive(&[("locked.txt", PROSE.as_bytes())]);
    let path = site.root().join("content/locked.txt");
    std::fs::set_permissions(&path, std::fs::Permissions::from_mode(0o0)).unwrap();
    // The superuser may read it all the same.
    let expected: &[(&str, &[&str])] =
        if std::fs::read(&path).is_ok() { &[] } else { &[("unreadable", &["locked.txt"])] };
    check(&site, expected);
}

/// Markup nested deeper than any stack, each with the word that must come out.
fn deep_files() -> Vec<(&'static str, String)> {
    const LEVELS: usize = 100_000;
    let times = |text: &str| text.repeat(LEVELS);
    vec![
        ("quotes.md", times("> ") + "deepest"),
        ("quotes.txt", times("> ") + "deepest"),
        ("brackets.md", format!("{}deepest{}", times("["), times("]"))),
        ("brackets.txt", format!("{}deepest{}", times("["), times("]"))),
        ("links.md", format!("{}deepest{}", times("["), times("](x.md)"))),
        ("images.md", format!("{}deepest{}", times("!["), times("](x.png)"))),
        ("lists.md", times("- ") + "deepest"),
        ("numbers.md", times("1. ") + "deepest"),
        ("stars.md", format!("{}deepest{}", times("*"), times("*"))),
        ("tags.md", format!("{}deepest{}", times("<div>"), times("</div>"))),
        ("bold.md", format!("x {}deepest{}", times("<b>"), times("</b>"))),
        ("json.md", format!("{{\"a\":{}{}}}\n\ndeepest", times("["), times("]"))),
        ("yaml-flow.md", format!("---\na: {}{}\n---\ndeepest", times("["), times("]"))),
        ("yaml-map.md", format!("---\na: {}1{}\n---\ndeepest", times("{a: "), times("}"))),
        ("yaml-list.md", format!("---\na: {}x\n---\ndeepest", times("- "))),
        ("toml.md", format!("+++\na = {}{}\n+++\ndeepest", times("["), times("]"))),
        ("toml-key.md", format!("+++\n{}b = 1\n+++\ndeepest", times("a."))),
        ("shortcodes.md", times("{{< a ") + "deepest"),
        ("rows.md", format!("|a|\n|-|\n{}\ndeepest", "|b|\n".repeat(20_000))),
        ("notes.md", "[^a]: [^a]\n".repeat(20_000) + "deepest"),
    ]
}

#[test]
fn nesting_without_end_comes_out_whole() {
    let deep = deep_files();
    let files: Vec<(&str, &[u8])> = deep.iter().map(|(name, text)| (*name, text.as_bytes())).collect();
    let unreadable: &[&str] = &["yaml-flow.md:2", "yaml-map.md:2", "toml.md:2", "toml-key.md:2"];
    let built = check(&archive(&files), &[("front-matter-unreadable", unreadable)]);
    let texts = texts(&built);
    for (name, _) in &deep {
        assert!(texts[*name].contains("deepest"), "{name}");
    }
}

#[test]
fn front_matter_that_is_broken_is_told_with_its_line_and_shown() {
    let references: String =
        (1..12).map(|n| format!("a{n}: &a{n} [{}]\n", vec![format!("*a{}", n - 1); 9].join(","))).collect();
    let bomb = format!("---\na0: &a0 [x,x,x,x,x,x,x,x,x]\n{references}---\nWords of the bomb.\n");
    let files: [(&str, &[u8]); 7] = [
        ("open.md", b"---\ntitle: Never closed\n\nWords of the open one.\n"),
        ("open-toml.md", b"+++\ntitle = 'Never closed'\n\nWords of the TOML one.\n"),
        ("broken.md", b"---\ntitle: ok\nlist: [1, 2\n---\n\nWords of the broken one.\n"),
        ("twice.md", b"---\ntitle: one\ntitle: two\n---\n\nWords of the double one.\n"),
        ("type.md", b"---\ntitle: Typed\ndraft: perhaps\n---\n\nWords of the typed one.\n"),
        ("bomb.md", bomb.as_bytes()),
        ("tab.md", b"---\ntitle:\tx\n\ty: 1\n---\n\nWords of the tabbed one.\n"),
    ];
    let built = check(
        &archive(&files),
        &[
            ("front-matter-unclosed", &["open.md:1", "open-toml.md:1"]),
            ("front-matter-unreadable", &["broken.md:3", "bomb.md:7"]),
            ("front-matter-repeated", &["twice.md:3"]),
            ("front-matter-field", &["type.md:3"]),
        ],
    );
    for (name, text) in texts(&built) {
        assert!(text.contains("Words of the") || name == "sane.txt", "{name}: {text}");
    }
}

/// Addresses that lead out, into the site's own files, or where a file system would refuse them.
const ADDRESSES: [&str; 34] = [
    "../../x",
    "/etc/x",
    "C:\\x",
    "%2e%2e/y",
    "%2e%2e%2f%2e%2e%2fy",
    "..\\..\\z",
    "javascript:alert(1)",
    "data:text/html,x",
    "//evil.example/x",
    "https://evil.example/x",
    "a/../../b",
    "./.",
    "CON",
    "con.html",
    "lpt1/nul.html",
    "x\0y",
    "x\ny",
    "x\u{202e}y",
    ".backfile-manifest",
    ".backfile-staging/x.html",
    "assets/backfile.css",
    "index.html",
    "404.html",
    "data/articles.csv",
    "people/index.html",
    "feed.xml",
    "files/scan.png",
    "a//b",
    "x?y#z",
    "~root",
    " ",
    "...",
    "é/../ü",
    "\u{1F600}",
];

#[test]
fn no_address_leads_out_of_the_output() {
    let site = archive(&[("scan.png", b"a picture")]);
    let mut addresses: Vec<String> = ADDRESSES.iter().map(|&address| address.into()).collect();
    addresses.extend(["x".repeat(5000), "a/".repeat(5000), "é".repeat(5000)]);
    for (number, address) in addresses.iter().enumerate() {
        for field in ["url", "slug", "aliases"] {
            let value = serde_json::to_string(address).unwrap();
            let value = if field == "aliases" { format!("[{value}]") } else { value };
            let text = format!(
                "---\ntitle: The {field} {number}\n{field}: {value}\n---\nWords of {field} {number}. {PROSE}\n"
            );
            site.change_file(&format!("content/addresses/{field}-{number}.md"), &text);
        }
    }
    let built = check(&site, &[("url-reserved", &[]), ("alias-unusable", &[]), ("url-collision", &[])]);
    assert_eq!(built.articles().len(), 3 * addresses.len() + 1);
    for (path, text) in texts(&built).iter().filter(|(path, _)| path.starts_with("addresses/")) {
        let name = path.trim_start_matches("addresses/").trim_end_matches(".md").replace('-', " ");
        assert!(text.contains(&format!("Words of {name}.")), "{path}");
    }
    let outside: Vec<String> = files_of(site.root())
        .into_keys()
        .filter(|path| ["content/", "public/", ".backfile/"].iter().all(|folder| !path.starts_with(folder)))
        .filter(|path| path != "backfile.toml")
        .collect();
    assert_no_faults("files outside the output", &outside);
}

/// Names of files that some file system refuses, or that another takes for the same.
#[cfg(unix)]
const NAMES: [&str; 36] = [
    "CON.txt",
    "con.txt",
    "Nul.txt",
    "LPT1.md",
    "aux.md",
    "a:b.txt",
    "trail .txt",
    "trail..txt",
    "star*?\"<>|.txt",
    "A.txt",
    "a.txt",
    "A.md",
    "sub/X.txt",
    "Sub/x.txt",
    "SUB/x.txt",
    "%2e%2e.txt",
    "%2e%2e%2fx.txt",
    "dot..dot.txt",
    "way\u{202e}txt.exe.txt",
    "bell\u{7}\u{1b}[31m.txt",
    "two\nlines.txt",
    "-rf.txt",
    "--help.md",
    "é.txt",
    "e\u{301}.txt",
    "<script>alert(1)<script>.txt",
    "'\"><img src=x onerror=alert(1)>.txt",
    "{{ x }}.txt",
    "=1+1.txt",
    "a\\b.txt",
    "#x?y.txt",
    "index.txt",
    "index.md",
    "con/x.txt",
    "a./x.txt",
    "b /x.txt",
];

#[cfg(unix)]
#[test]
fn every_name_has_its_page() {
    use std::os::unix::ffi::OsStrExt;
    let site = archive(&[]);
    let long = [
        format!("{}.txt", "n".repeat(250)),
        format!("{}.txt", "日".repeat(83)),
        format!("{}x.txt", "d/".repeat(400)),
    ];
    let names: Vec<&str> = NAMES.into_iter().chain(long.iter().map(String::as_str)).collect();
    for (number, name) in names.iter().enumerate() {
        site.change_file(
            &format!("content/{name}"),
            &format!("Odd name\n\nWords number {number}. {PROSE}\n"),
        );
    }
    for (number, name) in [b"b\xE9d.txt", b"b\xEAd.txt"].iter().enumerate() {
        let path = site.root().join("content").join(std::ffi::OsStr::from_bytes(*name));
        std::fs::write(path, format!("Words number {}. {PROSE}\n", names.len() + number)).unwrap();
    }
    let built =
        check(&site, &[("url-collision", &["a.txt", "A.txt"]), ("file-name-not-unicode", &["b%E9d.txt"])]);
    let texts = texts(&built);
    assert_eq!(texts.len(), names.len() + 3, "{:?}", texts.keys());
    let number_in = |text: &String| -> Option<u32> {
        let (_, after) = text.split_once("Words number ")?;
        after.split(|c: char| !c.is_ascii_digit()).next()?.parse().ok()
    };
    let numbers: BTreeSet<u32> = texts
        .iter()
        .filter(|(path, _)| *path != "sane.txt")
        .filter_map(|(_, text)| number_in(text))
        .collect();
    assert_eq!(numbers.len(), names.len() + 2);
}

#[test]
fn equal_titles_and_slugs_have_pages_of_their_own() {
    let site = archive(&[]);
    for folder in ["a", "b", "c"] {
        site.change_file(
            &format!("content/{folder}/notes.txt"),
            &format!("Harbour Notes\n\nWords of {folder}. {PROSE}\n"),
        );
        let text = format!("---\ntitle: Harbour Notes\nurl: /notes.html\n---\nLines of {folder}. {PROSE}\n");
        site.change_file(&format!("content/{folder}/same.md"), &text);
    }
    let built = check(&site, &[("url-collision", &["b/same.md", "c/same.md"])]);
    let texts = texts(&built);
    for folder in ["a", "b", "c"] {
        assert!(texts[&format!("{folder}/notes.txt")].contains(&format!("Words of {folder}")));
        assert!(texts[&format!("{folder}/same.md")].contains(&format!("Lines of {folder}")));
    }
}

#[test]
fn long_lines_and_long_files_are_read_whole() {
    let line = "word ".repeat(800_000) + "lastword";
    let lines = format!("{PROSE}\n").repeat(20_000) + "Lastword.\n";
    let paragraphs = format!("{PROSE}\n\n").repeat(10_000) + "Lastword.\n";
    let unbroken = "x".repeat(2_000_000) + " lastword";
    let files: [(&str, &[u8]); 6] = [
        ("line.txt", line.as_bytes()),
        ("line.md", line.as_bytes()),
        ("lines.txt", lines.as_bytes()),
        ("paragraphs.txt", paragraphs.as_bytes()),
        ("paragraphs.md", paragraphs.as_bytes()),
        ("unbroken.txt", unbroken.as_bytes()),
    ];
    let built = check(&archive(&files), &[]);
    for (name, text) in texts(&built).iter().filter(|(name, _)| *name != "sane.txt") {
        assert!(text.to_lowercase().contains("lastword"), "{name}");
    }
}
