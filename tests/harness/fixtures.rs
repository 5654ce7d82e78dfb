//! Archives for the tests: small and ordinary, or as hostile as files can be.

use super::Site;
use std::path::{Path, PathBuf};

/// A folder of `tests/fixtures`.
pub(crate) fn fixture(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fixtures").join(name)
}

/// A site of a dozen articles in mixed conventions, with configuration, corrections and an image.
pub(crate) fn small() -> Site {
    Site::from_dir(&fixture("small"))
}

/// The articles of [`small`] alone, in a bare folder named `clippings`.
pub(crate) fn small_bare() -> Site {
    let site = Site::from_files(&[]);
    for (path, bytes) in super::files_of(&fixture("small/content")) {
        site.change_bytes(&Path::new("clippings").join(path), &bytes);
    }
    site.in_folder("clippings")
}

/// The sample archive of the repository, as a site.
pub(crate) fn sample() -> Site {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let site = Site::from_files(&[]);
    for (path, bytes) in super::files_of(&root.join("content")) {
        site.change_bytes(&Path::new("content").join(path), &bytes);
    }
    for name in ["backfile.toml", "articles.csv", "permalinks.tsv"] {
        if let Ok(bytes) = std::fs::read(root.join(name)) {
            site.change_bytes(Path::new(name), &bytes);
        }
    }
    site
}

/// Marks that must never come out as markup, each with a word by which it is found.
pub(crate) const ATTACKS: [&str; 6] = [
    "<script>alert('attack')</script>",
    "\"><img src=x onerror=alert('attack')>",
    "</script><script>alert('attack')</script>",
    "<svg/onload=alert('attack')>",
    "{{ __tera_context }} {% include 'attack' %}",
    "]]><!--<b>attack",
];

/// Articles that try everything: markup in every field, addresses that lead out, names that file systems hate.
pub(crate) fn hostile() -> Site {
    let site = Site::from_files(&[(
        "backfile.toml",
        "title = \"<script>alert('attack')</script> & \\\"Sons\\\"\"\n",
    )]);
    for (number, attack) in ATTACKS.iter().enumerate() {
        site.change_file(&format!("content/plain-{number}.txt"), &hostile_text(attack));
        site.change_file(&format!("content/marked-{number}.md"), &hostile_markdown(attack));
    }
    odd_front_matter(&site);
    odd_bytes(&site);
    odd_names(&site);
    site
}

fn hostile_text(attack: &str) -> String {
    format!(
        "MAYOR OPENS {attack} BRIDGE\nBy Jane {attack} Doe\n\nTIDEWICK, March 3, 1952 - Mayor Josiah {attack} Trenholm \
         opened the bridge.\n\n{attack}\n\nA heading {attack}\n\nMr. Trenholm spoke to {attack} the Town Council on \
         Friday.\n\n* {attack}\n* [{attack}](javascript:alert('attack'))\n"
    )
}

fn hostile_markdown(attack: &str) -> String {
    let quoted = serde_json::to_string(attack).unwrap();
    format!(
        "---\ntitle: {quoted}\nauthor: [{quoted}]\ntags: [{quoted}]\npeople: [{quoted}]\nplaces: [{quoted}]\n\
         organizations: [{quoted}]\ndate: {quoted}\nsection: {quoted}\npage: {quoted}\nsource: {quoted}\nrights: \
         {quoted}\ndescription: {quoted}\nlang: {quoted}\nslug: {quoted}\naliases: [{quoted}, \"../../../etc/x\"]\n\
         ---\n\n# {attack}\n\n{attack}\n\n[a](javascript:alert('attack')) [b](JaVaScRiPt:alert('attack')) \
         [c](data:text/html,attack) [d](\"onmouseover=alert('attack')) ![e](javascript:alert('attack'))\n\n\
         <div onclick=\"alert('attack')\" style=\"color:red\">raw</div>\n\n| a | {attack} |\n|:--|--:|\n| x | y |\n\n\
         ```\"onload=alert('attack')\n{attack}\n```\n\n[^1]: {attack}\n"
    )
}

fn odd_front_matter(site: &Site) {
    let texts = [
        ("unclosed.md", "---\ntitle: Never closed\n\nThe mayor spoke on Monday."),
        ("broken.md", "---\ntitle: [unbalanced\n: :\n---\n\nA page with broken front matter."),
        ("list.md", "---\n- a\n- b\n---\nA list where fields should be."),
        ("toml.md", "+++\ntitle = \"Half\ndate = 1952-03-04\n+++\nBroken TOML."),
        ("deep.md", &format!("---\nx: {}{}\n---\nDeep.", "[".repeat(2000), "]".repeat(2000))),
        (
            "bomb.md",
            "---\na: &a [x,x,x,x,x,x,x,x,x]\nb: &b [*a,*a,*a,*a,*a,*a,*a,*a,*a]\nc: &c [*b,*b,*b,*b,*b,*b,*b,*b]\nd: &d [*c,*c,*c,*c,*c,*c,*c,*c]\ne: &e [*d,*d,*d,*d,*d,*d,*d,*d]\ntitle: Bomb\n---\nText.",
        ),
        ("climb.md", "---\ntitle: Climb\nslug: ../../climb\n---\nText of the climber."),
        ("out.md", "---\ntitle: Out\nurl: /../../outside.html\n---\nText of the runaway."),
        ("root.md", "---\ntitle: Root\nurl: /index.html\n---\nText that wants to be the home page."),
        ("about.md", "---\ntitle: About\nurl: /about.html\n---\nText that wants to be another page."),
        ("style.md", "---\ntitle: Asset\nurl: /assets/style.css\n---\nText that wants to be a style sheet."),
        ("same-1.md", "---\ntitle: Same\nurl: /same/\n---\nThe first of two with one address."),
        ("same-2.md", "---\ntitle: Same\nurl: /same/\n---\nThe second of two with one address."),
        ("date.md", "---\ntitle: Date\ndate: 9999-99-99\n---\nA day that never was."),
        ("year.md", "---\ntitle: Year\ndate: 0000-01-01\n---\nA year that never was."),
        ("long.md", &format!("---\ntitle: {}\n---\nText.", "long ".repeat(2000))),
        ("quotes.md", &format!("{}deep\n", "> ".repeat(500))),
        ("lists.md", &format!("{}deep\n", "- ".repeat(500))),
    ];
    for (name, text) in texts {
        site.change_file(&format!("content/odd/{name}"), text);
    }
}

fn odd_bytes(site: &Site) {
    let endless = "word ".repeat(40_000);
    let texts: [(&str, &[u8]); 11] = [
        ("empty.txt", b""),
        ("blank.txt", b" \n\n\t\n"),
        ("nul.txt", b"A\0B\0\0 text with zero bytes\n\nand more\0."),
        ("binary.txt", &[0x89, b'P', b'N', b'G', 0, 1, 2, 3, 0xff, 0xfe, 0xfd, 0, 0, 0, 0x80, 0x81]),
        ("latin.txt", b"Caf\xe9 owner dies\n\nThe caf\xe9 of M. Andr\xe9 Ren\xe9 was closed on Tuesday \x96 for ever.\n"),
        ("utf16.txt", b"\xff\xfeH\0e\0l\0l\0o\0 \0t\0h\0e\0r\0e\0.\0"),
        ("utf16-odd.txt", b"\xff\xfeH\0e\0l\0l\0o"),
        ("mark.txt", b"\xef\xbb\xbfA byte-order mark stood here.\r\n\r\nAnd carriage returns.\rLone ones too."),
        ("endless.txt", endless.as_bytes()),
        ("controls.txt", "Bell \u{7} and \u{1b}[31mred\u{1b}[0m, \u{202e}backwards\u{202c}, \u{fffe}, \u{1f600}.".as_bytes()),
        ("empty.md", b"---\n---\n"),
    ];
    for (name, bytes) in texts {
        site.change_bytes(&Path::new("content/bytes").join(name), bytes);
    }
}

fn odd_names(site: &Site) {
    let names = [
        "a b.txt",
        "A B.txt",
        "con.txt",
        "nul.md",
        "index.txt",
        "index-a.txt",
        "#hash?.txt",
        "100%.txt",
        "%2e%2e.txt",
        "quote\"<b>attack.txt",
        "tab\there.txt",
        "line\nbreak.txt",
        "\u{1b}[31m.txt",
        "Ünïcödé.txt",
        "日本語.txt",
        "😀.txt",
        "dots...txt",
        ".hidden.txt",
        "trailing .txt",
        "back\\slash.txt",
        "colon:star*.txt",
        "é.txt",
        "e\u{301}.txt",
        "no-extension",
        "two.dots.in.it.txt",
        "CAPS.TXT",
        "-dash.txt",
        "..txt",
    ];
    for name in names {
        site.change_file(
            &format!("content/names/{name}"),
            &format!("A file with an odd name\n\nIts name has {} bytes, said Ansel Crewe.\n", name.len()),
        );
    }
    site.change_file(&format!("content/names/{}.txt", "n".repeat(240)), "A very long name.\n");
    site.change_file(&format!("content/{}deep.txt", "d/".repeat(60)), "A file deep down.\n");
}
