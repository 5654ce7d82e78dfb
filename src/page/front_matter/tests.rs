//! Front matter as Hugo, Jekyll and Zola write it, and as people break it.

use super::parse;
use crate::page::front_matter::FrontMatter;

#[track_caller]
fn read(text: &str) -> (FrontMatter, String, Vec<(String, Option<u32>)>) {
    let parsed = parse(text);
    let told = parsed.diagnostics.into_iter().map(|(d, line)| (d.code.into_owned(), line)).collect();
    (parsed.front_matter, text[parsed.body..].to_owned(), told)
}

#[test]
fn yaml_toml_and_json_give_the_same_fields() {
    for text in [
        "---\ntitle: The Storm\ndate: 1952-03-04\nauthor: Jane Doe\ntags: [storm, harbour]\ncategories: [news, storm]\nweight: 5\n---\nBody\n",
        "+++\ntitle = \"The Storm\"\ndate = 1952-03-04\nauthors = [\"Jane Doe\"]\nweight = 5\n[taxonomies]\ntags = [\"storm\", \"harbour\"]\n[extra]\ntopics = [\"news\"]\n+++\nBody\n",
        "{\n\"title\": \"The Storm\", \"date\": \"1952-03-04\", \"authors\": [{\"name\": \"Jane Doe\"}],\n\"topics\": [\"storm\", \"harbour\", \"news\"], \"weight\": 5}\nBody\n",
    ] {
        let (front_matter, body, told) = read(text);
        assert_eq!(front_matter.title.as_deref(), Some("The Storm"));
        assert_eq!(front_matter.date.as_deref(), Some("1952-03-04"));
        assert_eq!(front_matter.authors, ["Jane Doe"]);
        let mut topics = front_matter.topics.clone();
        topics.sort_unstable();
        assert_eq!(topics, ["harbour", "news", "storm"]);
        assert_eq!(front_matter.extra.get("weight").map(String::as_str), Some("5"));
        assert_eq!((body.as_str(), told), ("Body\n", Vec::new()));
    }
}

#[test]
fn jekyll_hides_with_published_false() {
    assert!(read("---\npublished: false\n---\n").0.draft);
    assert_eq!(read("---\npublished: 1952-03-04\n---\n").0.date.as_deref(), Some("1952-03-04"));
}

#[test]
fn character_references_in_titles_are_decoded() {
    assert_eq!(read("---\ntitle: They&#8217;re here\n---\n").0.title.as_deref(), Some("They’re here"));
}

#[test]
fn trouble_is_told_with_its_line_and_the_text_is_kept() {
    let told = |text: &str| {
        let (_, body, told) = read(text);
        let told: Vec<_> =
            told.into_iter().map(|(code, line)| format!("{code} {}", line.unwrap_or(0))).collect();
        (body.len() == text.len(), told.join(", "))
    };
    assert_eq!(told("---\ntitle: x\nBody\n"), (true, "front-matter-unclosed 1".into()));
    assert_eq!(told("+++\ntitle = 'x'\n"), (true, "front-matter-unclosed 1".into()));
    assert!(told("---\na: [1\nb: 2\n---\nBody\n").0);
    assert_eq!(told("---\ntitle: x\ndraft: perhaps\n---\n"), (false, "front-matter-field 3".into()));
    assert_eq!(told("---\ntitle: [a, b]\n---\n"), (false, "front-matter-field 2".into()));
    assert_eq!(told("---\nslug: a\ntitle: x\ntitle: y\n---\n"), (false, "front-matter-repeated 4".into()));
    // A rule at the head of a text, or a brace, is no front matter.
    assert_eq!(told("---\n\nJust a rule\n"), (true, String::new()));
    assert_eq!(told("{ not json\n"), (true, String::new()));
    assert_eq!(told("{{< figure >}}\n"), (true, String::new()));
}

#[test]
fn a_bomb_of_references_is_refused() {
    let mut text = String::from("---\na0: &a0 [x, x, x, x, x, x, x, x, x]\n");
    for n in 1..12 {
        let list = vec![format!("*a{}", n - 1); 9].join(", ");
        text.push_str(&format!("a{n}: &a{n} [{list}]\n"));
    }
    text.push_str("---\nBody\n");
    let (_, body, told) = read(&text);
    assert_eq!((body.len(), told[0].0.as_str()), (text.len(), "front-matter-unreadable"));
}
