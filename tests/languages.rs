//! A whole archive in another language than English: when its articles appeared, and which days they speak of.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::disallowed_methods, reason = "tests make folders and look at them")]

mod harness;

use harness::checks::check_website;
use harness::{Built, Site};

const CONFIG: &str = "title = \"Der Hafenbote\"\nlanguage = \"de\"\n";

/// A stated day, days counted from it, a season, a decade.
const MOLE: &str = "Die Mole wird ausgebessert\n\nVeröffentlicht am 3. Mai 1931\n\nDer Rat der Stadt beschloss am \
    vergangenen Dienstag, die Mole auszubessern. Die Arbeiten sollen am 1. Juni beginnen, im Herbst ruhen und zu \
    Weihnachten beendet sein.\n\nSchon im Jahr 1888 war die Mole nach einem Sturm zerstört worden; in den 1890er Jahren \
    wurde sie neu gebaut.\n";

/// A dateline, and times counted from it.
const FEUER: &str = "Feuer in der Seilerei\n\nBREMEN, 12. Juni 1931 — In der Seilerei brach gestern Abend ein Feuer aus. \
    Vor drei Jahren war sie schon einmal abgebrannt. Die Feuerwehr löschte den Brand erst um Mitternacht, und der \
    Schaden wird auf zwei Monate nicht zu beheben sein.\n";

/// Nothing states the year; a day with its weekday, and a year in the past, leave 1936.
const FEST: &str = "Fest am Hafen\n\nAm Dienstag, dem 3. März, trafen sich die Fischer der Stadt im Gasthaus am Markt. Im \
    Jahr 1935 hatten sie zuletzt gefeiert. Das nächste Fest wird am 7. März gehalten werden.\n";

/// Too short for its language to be told.
const KURZ: &str = "Am 4. Juli 1931.\n";

fn archive() -> Built {
    let site = Site::from_files(&[
        ("backfile.toml", CONFIG),
        ("content/mole.txt", MOLE),
        ("content/feuer.txt", FEUER),
        ("content/fest.txt", FEST),
        ("content/notiz.txt", KURZ),
        (
            "content/1931/sturm-März-1931.txt",
            "Sturm\n\nIm letzten Winter sank ein Boot vor der Mole des Hafens.\n",
        ),
    ]);
    site.build()
}

#[test]
fn german_articles_are_dated_by_what_they_state() {
    let built = archive();
    let published = |path: &str| {
        let articles = built.articles();
        let article = articles.iter().find(|article| article["article"] == path).unwrap().clone();
        (article["published"].as_str().unwrap_or("").to_owned(), article["published_stated"] == true)
    };
    assert_eq!(published("mole.txt"), ("1931-05-03".into(), true));
    assert_eq!(published("feuer.txt"), ("1931-06-12".into(), true));
    assert_eq!(published("1931/sturm-März-1931.txt"), ("1931-03".into(), true));
    let (fest, stated) = published("fest.txt");
    assert!(fest.starts_with("1936-03") && !stated, "{fest}");
}

#[test]
fn the_days_that_german_articles_speak_of_have_their_pages() {
    let built = archive();
    check_website(&built);
    let dates = built.page("data/dates.csv");
    for (path, value) in [
        ("mole.txt", "1931-04-28"),
        ("mole.txt", "1931-FA"),
        ("mole.txt", "1931-06-01"),
        ("mole.txt", "1931-12-25"),
        ("mole.txt", "1888"),
        ("mole.txt", "189"),
        ("feuer.txt", "1931-06-11TEV"),
        ("feuer.txt", "1928"),
        ("feuer.txt", "P2M"),
        ("fest.txt", "1935"),
        ("notiz.txt", "1931-07-04"),
    ] {
        let told = |line: &str| line.starts_with(path) && line.contains(&format!(",{value},"));
        assert!(dates.lines().any(told), "{path} speaks of {value}: {dates}");
    }
    let page = built.page("mentioned/1888.html");
    assert!(page.contains("Sturm zerstört"), "the sentence stands with the year: {page}");
    assert!(built.page("articles/mole.html").contains("datetime=\"1931-06-01\">1. Juni</time>"));
}
