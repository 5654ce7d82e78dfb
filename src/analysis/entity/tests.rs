use super::*;
use crate::analysis::PassageKind;
use proptest::prelude::*;

fn passages(text: &str) -> Vec<Passage> {
    let mut start = 0;
    text.split_inclusive('\n')
        .map(|line| {
            let range = TextRange::new(start, start + line.len() as u32);
            start = range.end;
            Passage { range, kind: PassageKind::Prose }
        })
        .collect()
}

fn found(text: &str) -> Vec<(String, EntityKind)> {
    let best = |one: &EntityCandidate| {
        EntityKind::ALL.into_iter().max_by(|a, b| one.scores[a.index()].total_cmp(&one.scores[b.index()]))
    };
    let candidates = find(text, &passages(text), "en").into_iter().filter(|one| !one.is_offered());
    candidates.filter_map(|one| best(&one).map(|kind| (one.surface.to_string(), kind))).collect()
}

fn check(text: &str, expected: &[(&str, EntityKind)]) {
    let found = found(text);
    let found: Vec<(&str, EntityKind)> = found.iter().map(|(name, kind)| (name.as_str(), *kind)).collect();
    assert_eq!(found, expected, "{text}");
}

#[test]
fn plain_news_is_read() {
    use EntityKind::{Organization, Person, Place};
    check("Prime Minister Ana Lopes flew to Lisbon on Friday.", &[("Ana Lopes", Person), ("Lisbon", Place)]);
    check("Ukrainian officials spoke.", &[]);
    check(
        "He joined the Ministry of Health in Nairobi, Kenya.",
        &[("Ministry of Health", Organization), ("Nairobi", Place), ("Kenya", Place)],
    );
}

#[test]
fn a_given_name_behind_a_title_belongs_to_the_name() {
    use EntityKind::Person;
    check(
        "Concerned about the labs, Sen. Norm Coleman (R-MN) yesterday joined.",
        &[("Norm Coleman", Person)],
    );
}

#[test]
fn us_in_capitals_at_the_end_is_no_country() {
    use EntityKind::Place;
    check("SEVEN OF US", &[]);
    check("“SEVEN OF US”", &[]);
    check("The war brought many of them to the US.", &[("US", Place)]);
    check("NEW BEEF RULES FOR THE US", &[("US", Place)]);
}

#[test]
fn other_languages_and_small_letters_give_nothing() {
    assert!(find("Angela Merkel war in Berlin.", &passages("Angela Merkel war in Berlin."), "de").is_empty());
    check("nothing here has a name in it", &[]);
    check("", &[]);
}

#[test]
fn odd_text_is_read() {
    use EntityKind::{Organization, Person, Place};
    check("PRIME MINISTER ANA LOPES FLEW TO LISBON ON FRIDAY.", &[("ANA LOPES", Person), ("LISBON", Place)]);
    check("prime minister ana lopes flew to lisbon on friday", &[]);
    check("🎉 Mr. John Carter 👨‍👩‍👧 flew to 🇵🇹 Lisbon 🎉", &[("John Carter", Person), ("Lisbon", Place)]);
    check(
        "\u{202b}שלום\u{202c} said Mr. John Carter of the University of Lisbon \u{200f}مرحبا",
        &[("John Carter", Person), ("University of Lisbon", Organization)],
    );
    check(
        "Mr. John Carter met Mrs. Anna Hale in Boston and they went on to Chicago with Dr. Paul Weber",
        &[
            ("John Carter", Person),
            ("Anna Hale", Person),
            ("Boston", Place),
            ("Chicago", Place),
            ("Paul Weber", Person),
        ],
    );
    check(
        "Tbe Mayor, Mr. Jolm Carter, rctumed to Chicago on Fridav.",
        &[("Jolm Carter", Person), ("Chicago", Place)],
    );
}

#[test]
fn text_without_any_break_is_read() {
    for part in ["A", "Ab.", "A-b'", "John ", "JOHN,", "e\u{301}", "of the "] {
        let text = part.repeat(60_000);
        let whole = Passage::whole(&text);
        let found = find(&text, &whole, "en");
        assert!(found.iter().all(|one| whole[0].range.contains(one.range)), "{part}");
    }
}

#[test]
fn a_very_long_line_is_read_in_linear_time() {
    let text = "A Long Sentence of the Council and Mr. Smith-based ".repeat(4_000);
    let whole = Passage::whole(&text);
    assert!(find(&text, &whole, "en").len() > 1000);
}

proptest! {
    #[test]
    fn candidates_lie_in_passages_in_order(
        text in "\\PC{0,120}|([A-Z][a-z.'&\\-]{0,8}[ \\n\\r]){0,20}|[A-Z .'’\\-\u{300}İß0-9\\n]{0,80}"
    ) {
        let passages = passages(&text);
        let mut at = 0;
        for one in find(&text, &passages, "en") {
            prop_assert!(one.range.start >= at);
            prop_assert!(!one.range.of(&text).is_empty());
            prop_assert!(passages.iter().any(|passage| passage.range.contains(one.range)));
            prop_assert!(one.scores.iter().all(|score| (0.0..=1.0).contains(score)));
            prop_assert!(one.scores.iter().sum::<f32>() <= 1.001);
            prop_assert!(!one.surface.is_empty());
            at = one.range.end;
        }
    }
}
