//! What is read from authority files, and what is written into them.

use super::*;
use crate::archive::model::Archive;
use crate::archive::test_facts::entity;

const FILE: &str = r#"
# who is who
[[record]]
id = "ada-quill"
name = "Ada Quill"            # the harbour master
kind = "person"
aliases = ["Augusta Quill"]
wikidata = "Q1"
coordinates = [45.2, -61]

[[merge]]
names = ["Harbour Board", "Board of the Harbour"]
kind = "organization"
years = 1931
"#;

#[test]
fn records_and_rules_are_read() {
    let (authority, told) = Authority::parse_toml(FILE, "authority.toml");
    assert_eq!(told, []);
    let record = &authority.records[0];
    assert_eq!((record.name.as_str(), record.kind, record.place.line), ("Ada Quill", EntityKind::Person, 3));
    assert_eq!(
        (record.aliases.as_slice(), record.coordinates),
        (&["Augusta Quill".to_owned()][..], Some((45.2, -61.0)))
    );
    assert_eq!(record.external_ids["wikidata"], "Q1");
    let rule = &authority.rules[0];
    assert!(matches!(&rule.does, Does::Merge(names) if names.len() == 2));
    assert!(rule.scope.holds("a", Some(1931)) && !rule.scope.holds("a", None));
}

#[track_caller]
fn check(text: &str, line: u32, code: &str, hint: &str) {
    let (_, told) = Authority::parse_toml(text, "authority.toml");
    let [told] = told.as_slice() else { panic!("{told:?}") };
    let at = told.location.as_ref().and_then(|location| location.line);
    assert_eq!((at, told.code.as_ref()), (Some(line), code), "{told:?}");
    assert!(told.hint.as_deref().is_some_and(|found| found.contains(hint)), "{told:?}");
}

#[test]
fn trouble_is_told_with_line_and_remedy() {
    check(
        "[[record]]\nname = \"A B\"\nkind = \"person\"\nalias = [\"x\"]\n",
        4,
        "authority-key",
        "did you mean `aliases`?",
    );
    check("[[merg]]\nnames = [\"A\", \"B\"]\n", 1, "authority-table", "did you mean `merge`?");
    check("[merge]\nnames = [\"A\", \"B\"]\n", 1, "authority-table", "two brackets");
    check("[[record]]\nname = \"A\"\n", 1, "authority-value", "kind = ");
    check("[[merge]]\nnames = [\"A\"]\n", 1, "authority-value", "names = ");
    check("[[merge]]\nnames = [\"A\", \"B\"]\nkind = \"thing\"\n", 3, "authority-value", "mend it");
    check("[[split]]\nname = \"A\"\ninto = \"B\"\n", 1, "authority-value", "years = ");
    check("[[ignore]]\nname = \"A\"\narticles = [\"a[\"]\n", 3, "authority-value", "globs");
    check("[[ignore]]\nname = \"A\"\ninto = \"B\"\n", 3, "authority-key", "[[split]]");
    check("[[ignore]\n", 1, "authority-unreadable", "mend the TOML");
}

#[test]
fn a_list_of_people_with_variants_is_read_as_it_stands() {
    let (authority, told) = Authority::parse_csv(
        "Name;Also known as;Born\nAda Quill;A. Quill|Augusta Quill;1890\n;x;y\n",
        "people.csv",
    );
    assert_eq!(told, []);
    assert_eq!(authority.records.len(), 1);
    let record = &authority.records[0];
    assert_eq!((record.kind, record.aliases.len(), record.place.line), (EntityKind::Person, 2, 2));
    let (_, told) = Authority::parse_csv("first,last\nAda,Quill\n", "people.csv");
    assert_eq!(told[0].code, "authority-without-name");
}

#[test]
fn what_is_exported_is_read_again() {
    let mut ada = entity(EntityKind::Person, "Ada Quill");
    ada.id = "people/ada-quill".into();
    ada.variants = vec![("Quill".into(), 3), ("Augusta Quill".into(), 1), ("Ada Quill".into(), 1)];
    ada.external_ids.insert("wikidata".into(), "Q1".into());
    ada.coordinates = Some((45.25, -61.0));
    let archive = Archive { entities: vec![ada, entity(EntityKind::Place, "=Marrow")], ..Archive::default() };
    let list = export_csv(&archive, &Authority::default());
    assert!(list.contains(",45.25,-61,"), "numbers are no text: {list}");
    let (authority, told) = Authority::parse_csv(&list, "authority.csv");
    assert_eq!(told, []);
    let [ada, marrow] = authority.records.as_slice() else { panic!("{authority:?}") };
    assert_eq!(
        (ada.id.as_deref(), ada.aliases.as_slice()),
        (Some("ada-quill"), &["Augusta Quill".to_owned()][..])
    );
    assert_eq!((ada.coordinates, ada.external_ids["wikidata"].as_str()), (Some((45.25, -61.0)), "Q1"));
    assert_eq!((marrow.name.as_str(), marrow.kind), ("=Marrow", EntityKind::Place));
}

fn decision(same: bool) -> Decision {
    Decision { same, kind: EntityKind::Person, names: ["Ada Quill".into(), "A. Quill".into()] }
}

#[test]
fn a_decision_keeps_comments_and_order() {
    let text = with_decision(FILE, &decision(true)).unwrap();
    assert!(text.starts_with(FILE.trim_end()), "{text}");
    assert!(text.contains("# the harbour master"));
    let (authority, told) = Authority::parse_toml(&text, "authority.toml");
    assert_eq!((told.len(), authority.rules.len()), (0, 2));
    assert_eq!(with_decision(&text, &decision(true)).unwrap(), text, "said twice is said once");
}

#[test]
fn a_change_of_mind_takes_the_old_rule_away() {
    let text = with_decision("", &decision(true)).unwrap();
    let text = with_decision(&text, &decision(false)).unwrap();
    let (authority, _) = Authority::parse_toml(&text, "authority.toml");
    assert_eq!(authority.rules.len(), 1);
    assert!(matches!(authority.rules[0].does, Does::Different(_)));
    assert!(with_decision("[[x", &decision(true)).is_err());
    assert!(with_decision("different = 3\n", &decision(false)).is_err());
}
