//! The authority file through the program: what a person says of who is who is in the next build, what it is wrong about
//! is told, and no published address is lost.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

mod harness;

use harness::{Run, Site};

fn article(day: u32, name: &str) -> (String, String) {
    let text = format!(
        "Council Hears a Complaint {day}\n\n{day} March 1952\n\nThe council heard Mrs. {name} on Tuesday evening. Mrs. {name} \
         spoke for an hour about the drains, and \"I will come again,\" said {name} when she was told to sit down.\n"
    );
    (format!("content/1952/{day}.txt"), text)
}

fn site() -> Site {
    let site =
        Site::from_files(&[("backfile.toml", "title = \"Harrow Bay\"\n[entities]\nmin_mentions = 1\n")]);
    for (day, name) in [(1, "Margaret Quarles"), (2, "Margaret Quarles"), (3, "Augusta Finch")] {
        let (path, text) = article(day, name);
        site.change_file(&path, &text);
    }
    site
}

/// Everything that a run printed.
fn said(run: &Run) -> String {
    format!("{}{}", run.stdout, run.stderr)
}

#[test]
fn a_record_names_and_describes_and_a_merge_leaves_a_redirect() {
    let site = site();
    site.build();
    site.run(&["permalinks", "--record"]);
    assert!(!site.built().page("people/augusta-finch.html").contains("http-equiv"));
    site.change_file(
        "authority.toml",
        "[[record]]\nid = \"m-finch\"\nname = \"Margaret Finch\"\nkind = \"person\"\ndescription = \"Fighter for drains\"\n\
         aliases = [\"Margaret Quarles\", \"Augusta Finch\"]\nwikidata = \"Q42\"\n",
    );
    site.build();
    let page = site.built().page("people/m-finch.html");
    for expected in ["Margaret Finch", "Fighter for drains", "Augusta Finch", "Q42"] {
        assert!(page.contains(expected), "{expected}: {page}");
    }
    for old in ["people/augusta-finch.html", "people/margaret-quarles.html"] {
        let page = site.built().page(old);
        assert!(page.contains("http-equiv=\"refresh\"") && page.contains("m-finch.html"), "{old}: {page}");
    }
}

#[test]
fn what_is_wrong_or_without_effect_is_told_with_its_line() {
    let site = site();
    site.change_file(
        "authority.toml",
        "[[merge]]\nnames = [\"Margaret Quarles\", \"Nobody Atall\"]\n\n[[recrod]]\nname = \"x\"\n",
    );
    let told = said(&site.run(&["check", "--verbose"]));
    assert!(told.contains("authority.toml:1: no article names `Nobody Atall`"), "{told}");
    assert!(told.contains("authority.toml:4") && told.contains("did you mean `record`?"), "{told}");
}

#[test]
fn what_is_exported_can_be_kept_as_the_authority_list() {
    let site = site();
    site.build();
    let before = site.built().page("people/margaret-quarles.html");
    let list = said(&site.run(&["export", "authority"]));
    assert!(list.starts_with("id,name,sort,kind,aliases,"), "{list}");
    site.change_file("authority.csv", &list);
    site.build();
    assert_eq!(site.built().page("people/margaret-quarles.html"), before);
    site.change_file("authority.csv", "name;variants\nMargaret Finch;Augusta Finch|Margaret Quarles\n");
    site.build();
    assert!(site.built().page("people/margaret-finch.html").contains("Augusta Finch"));
}

#[test]
fn review_shows_what_is_open_with_passages() {
    let site = site();
    let (path, text) = article(4, "Margaret Quarlse");
    site.change_file(&path, &text);
    let shown = said(&site.run(&["review"]));
    for expected in [
        "Margaret Quarles / Margaret Quarlse",
        "one letter differs",
        "[Margaret Quarlse]",
        "1 question left open",
    ] {
        assert!(shown.contains(expected), "{expected}: {shown}");
    }
    site.change_file(
        "authority.toml",
        "[[different]]\nnames = [\"Margaret Quarles\", \"Margaret Quarlse\"]\n",
    );
    assert!(said(&site.run(&["review"])).contains("0 questions left open"));
}
