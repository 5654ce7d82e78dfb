//! What an article says of a person that tells namesakes apart: that they are dead, how old they are, what they do.
//!
//! A keeper of a lighthouse who dies in 1944 is not the goaltender of 1956, though the two have one name. Only the words
//! right before and right behind a name are read.

use super::around::{people, spaced, tail, without_title};
use super::date::number_word;
use super::entity::EntityCandidate;
use serde::{Deserialize, Serialize};

/// Most bytes behind a name that are read.
const BEHIND: usize = 160;
/// Bytes before a name that are read.
const BEFORE: usize = 40;
/// Most words behind a name in which it is told that somebody died.
const DEATH_WORDS: usize = 16;
/// Most words behind "has been" in which an occupation stands.
const PREDICATE: usize = 4;
/// Most words of an apposition in which an occupation stands.
const APPOSITION: usize = 6;
/// Ages that a newspaper gives behind a name.
const AGES: std::ops::RangeInclusive<u8> = 12..=109;

/// One thing said of a person.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Said {
    /// That they are dead.
    Dead,
    /// Their age in years.
    Aged(u8),
    /// That they are the child of someone who was or did the same: "who succeeded his father".
    Heir,
    /// That it is another of the name: "There was a James Pike who kept the light."
    Another,
    /// What they do, one word in small letters: "keeper".
    Occupation(String),
}

/// What is said of whom.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Life {
    /// Index of a candidate.
    pub candidate: u32,
    /// What is said.
    pub said: Said,
}

/// What is said of the people among the candidates, in order of the text.
pub fn find(text: &str, candidates: &[EntityCandidate]) -> Vec<Life> {
    let people = people(candidates);
    let mut found = Vec::new();
    for (place, &index) in people.iter().enumerate() {
        let name = &candidates[index as usize];
        let next = people.get(place + 1).and_then(|next| candidates.get(*next as usize));
        let limit = next.map_or(text.len(), |next| next.range.start as usize);
        let behind = spaced(head(text, name.range.end as usize, limit));
        let behind: Vec<&str> = sentence(&behind);
        let before = without_title(tail(text, name.range.start as usize, BEFORE), name);
        let before = spaced(before.rsplit("\n\n").next().unwrap_or(before));
        let before: Vec<&str> = before.split_whitespace().collect();
        let mut add = |said| found.push(Life { candidate: index, said });
        if is_late(&before) || is_death(&behind) {
            add(Said::Dead);
        }
        let another = match before.as_slice() {
            [.., "was" | "is" | "were", "a" | "another"] | [.., "another"] => name.surface.contains(' '),
            [.., "own", "name", "was" | "is"] => true,
            _ => false,
        };
        if another {
            add(Said::Another);
        }
        if is_heir(&behind) {
            add(Said::Heir);
        }
        if let Some(age) = age(&behind) {
            add(Said::Aged(age));
        }
        if let Some(occupation) = occupation_before(&before).or_else(|| occupation_behind(&behind)) {
            add(Said::Occupation(occupation.to_owned()));
        }
    }
    found
}

/// At most [`BEHIND`] bytes of the text from `start` on, none from `limit` on.
fn head(text: &str, start: usize, limit: usize) -> &str {
    let mut end = limit.min(start + BEHIND).max(start);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(start..end).unwrap_or_default()
}

/// The words up to the end of the sentence.
fn sentence(spaced: &str) -> Vec<&str> {
    let mut words: Vec<&str> = Vec::new();
    for word in spaced.split_whitespace() {
        let short = words.last().is_some_and(|last| last.chars().count() <= 3);
        if matches!(word, "!" | "?" | ";" | ":") || (word == "." && !short) {
            break;
        }
        words.push(word);
    }
    words
}

fn is_late(before: &[&str]) -> bool {
    matches!(before, [.., "the" | "our", "late"] | [.., "death" | "funeral" | "burial" | "obsequies", "of"])
}

/// Whether the words behind a name say that its bearer died, and nobody else.
fn is_death(behind: &[&str]) -> bool {
    let words = &behind[..behind.len().min(DEATH_WORDS)];
    let died = words.iter().enumerate().position(|(at, word)| match *word {
        "died" | "dies" | "drowned" | "perished" => true,
        "passed" => words.get(at + 1) == Some(&"away"),
        "killed" | "buried" => at > 0 && matches!(words[at - 1], "was" | "were"),
        _ => false,
    });
    died.is_some_and(|at| {
        !words[..at].iter().any(|word| {
            matches!(
                *word,
                "said"
                    | "says"
                    | "his"
                    | "her"
                    | "whose"
                    | "when"
                    | "nearly"
                    | "almost"
                    | "and"
                    | "until"
                    | "after"
                    | "that"
                    | "before"
                    | "had"
                    | "not"
                    | "never"
                    | "if"
                    | "where"
            )
        })
    })
}

/// "who succeeded his father", ", the harbour master's son".
fn is_heir(behind: &[&str]) -> bool {
    let behind = &behind[..behind.len().min(DEATH_WORDS)];
    let succeeded = behind.windows(3).any(|three| {
        matches!(
            three,
            ["succeeded" | "succeeds" | "follows" | "followed", "his" | "her", "father" | "mother"]
        )
    });
    let [",", "the", rest @ ..] = behind else { return succeeded };
    let childs = rest.iter().take(APPOSITION).position(|word| matches!(*word, "son" | "daughter"));
    succeeded
        || childs.is_some_and(|at| at > 0 && (rest[at - 1].ends_with("'s") || rest[at - 1].ends_with("’s")))
}

/// ", 39," and ", aged seventy-one," and ", thirty-six,".
fn age(behind: &[&str]) -> Option<u8> {
    let age = match behind {
        [",", "aged" | "age", number, ..] | ["aged", number, ..] => number,
        [",", number, "," | "." | "years" | "of" | "and", ..] | [",", number] => number,
        _ => return None,
    };
    number(age).filter(|age| AGES.contains(age))
}

/// A number in figures or in words, up to "ninety-nine".
fn number(word: &str) -> Option<u8> {
    if let Ok(number) = word.parse() {
        return Some(number);
    }
    let number = match word.split_once('-') {
        Some((tens, ones)) => {
            let (tens, ones) = (number_word(tens)?, number_word(ones)?);
            ((20..100).contains(&tens) && tens.is_multiple_of(10) && (1..10).contains(&ones))
                .then_some(tens + ones)
        }
        None => number_word(word).filter(|_| word != "dozen"),
    };
    u8::try_from(number?).ok()
}

/// "goaltender James Pike".
fn occupation_before<'a>(before: &[&'a str]) -> Option<&'a str> {
    before.last().copied().filter(|word| is_occupation(word))
}

/// ", keeper of", ", the goaltender,".
fn occupation_behind<'a>(behind: &[&'a str]) -> Option<&'a str> {
    let rest = match behind {
        [",", "has", "been", rest @ ..]
        | ["has", "been", rest @ ..]
        | ["became" | "is" | "was", rest @ ..] => &rest[..rest.len().min(PREDICATE)],
        [",", rest @ ..] => rest,
        _ => return None,
    };
    let apposition =
        rest.iter().take(APPOSITION).take_while(|word| !matches!(**word, "," | "." | "who" | "whose"));
    apposition.copied().find(|word| is_occupation(word))
}

/// Occupations and offices that a newspaper gives with a name.
fn is_occupation(word: &str) -> bool {
    const OCCUPATIONS: &[&str] = &[
        "accountant",
        "actor",
        "actress",
        "administrator",
        "agent",
        "alderman",
        "ambassador",
        "analyst",
        "architect",
        "artist",
        "astronaut",
        "astronomer",
        "attorney",
        "author",
        "baker",
        "ballerina",
        "banker",
        "barber",
        "barrister",
        "biologist",
        "bishop",
        "blacksmith",
        "boxer",
        "brakeman",
        "brewer",
        "bricklayer",
        "broker",
        "builder",
        "butcher",
        "captain",
        "caretaker",
        "carpenter",
        "cartoonist",
        "cashier",
        "catcher",
        "chairman",
        "chairwoman",
        "chancellor",
        "chaplain",
        "chef",
        "chemist",
        "clergyman",
        "clerk",
        "coach",
        "coachman",
        "columnist",
        "comedian",
        "commander",
        "commissioner",
        "composer",
        "conductor",
        "congressman",
        "congresswoman",
        "constable",
        "contractor",
        "cook",
        "coroner",
        "councillor",
        "critic",
        "curate",
        "curator",
        "dancer",
        "dean",
        "deckhand",
        "defender",
        "dentist",
        "designer",
        "detective",
        "developer",
        "director",
        "doctor",
        "draper",
        "dressmaker",
        "driver",
        "druggist",
        "economist",
        "editor",
        "electrician",
        "engineer",
        "farmer",
        "filmmaker",
        "firefighter",
        "fireman",
        "fisherman",
        "footballer",
        "forward",
        "founder",
        "gardener",
        "geologist",
        "goalie",
        "goalkeeper",
        "goaltender",
        "governor",
        "grocer",
        "guitarist",
        "halfback",
        "harbourmaster",
        "headmaster",
        "headmistress",
        "historian",
        "inspector",
        "inventor",
        "investor",
        "janitor",
        "jeweller",
        "jockey",
        "joiner",
        "journalist",
        "judge",
        "keeper",
        "king",
        "labourer",
        "landlord",
        "lawyer",
        "lecturer",
        "librarian",
        "lieutenant",
        "locksmith",
        "machinist",
        "magistrate",
        "manager",
        "mason",
        "master",
        "mathematician",
        "mayor",
        "mechanic",
        "merchant",
        "midfielder",
        "midwife",
        "milkman",
        "miller",
        "miner",
        "minister",
        "musician",
        "novelist",
        "nurse",
        "officer",
        "operator",
        "organist",
        "owner",
        "painter",
        "pastor",
        "pharmacist",
        "philosopher",
        "photographer",
        "physician",
        "physicist",
        "pianist",
        "pilot",
        "pitcher",
        "playwright",
        "plumber",
        "poet",
        "policeman",
        "politician",
        "postman",
        "postmaster",
        "preacher",
        "president",
        "priest",
        "principal",
        "printer",
        "producer",
        "professor",
        "programmer",
        "publisher",
        "quarterback",
        "queen",
        "rancher",
        "realtor",
        "rector",
        "referee",
        "registrar",
        "reporter",
        "researcher",
        "saddler",
        "sailor",
        "salesman",
        "schoolmaster",
        "schoolteacher",
        "scientist",
        "sculptor",
        "secretary",
        "senator",
        "sergeant",
        "sexton",
        "shepherd",
        "sheriff",
        "shipbuilder",
        "shopkeeper",
        "singer",
        "skipper",
        "soldier",
        "solicitor",
        "soprano",
        "spokesman",
        "spokeswoman",
        "stationmaster",
        "student",
        "superintendent",
        "surgeon",
        "surveyor",
        "tailor",
        "teacher",
        "tenor",
        "trader",
        "treasurer",
        "trustee",
        "undertaker",
        "usher",
        "veterinarian",
        "vicar",
        "violinist",
        "waiter",
        "waitress",
        "warden",
        "weaver",
        "winger",
        "writer",
    ];
    debug_assert!(OCCUPATIONS.is_sorted());
    OCCUPATIONS.binary_search(&word).is_ok()
}

#[cfg(test)]
mod tests {
    use super::super::{Passage, entity};
    use super::*;
    use proptest::prelude::*;

    fn read(text: &str) -> Vec<(String, Said)> {
        let whole = Passage::whole(text);
        let candidates = entity::find(text, &whole, "en");
        let name = |index: u32| candidates[index as usize].surface.to_string();
        find(text, &candidates).into_iter().map(|life| (name(life.candidate), life.said)).collect()
    }

    fn check(text: &str, expected: &[(&str, Said)]) {
        let found = read(text);
        let found: Vec<(&str, Said)> =
            found.iter().map(|(name, said)| (name.as_str(), said.clone())).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn deaths() {
        use Said::Dead;
        check("Mr. John Carter, of Water Street, died on Monday in his room.", &[("John Carter", Dead)]);
        check("The late Mr. John Carter gave the lamp.", &[("John Carter", Dead)]);
        check("Mr. John Carter said that his father died on Monday.", &[]);
        check("Mr. John Carter left. Others died.", &[]);
    }

    #[test]
    fn ages_and_occupations() {
        use Said::{Aged, Occupation};
        check("John Carter, 39, was charged.", &[("John Carter", Aged(39))]);
        check("They named William Mott, thirty-six, to the post.", &[("William Mott", Aged(36))]);
        check("John Carter, 1939, was charged.", &[]);
        check("Mr. John Carter, the goaltender, fell.", &[("John Carter", Occupation("goaltender".into()))]);
        check("He saw druggist John Carter there.", &[("John Carter", Occupation("druggist".into()))]);
        check("Mr. John Carter, who met the druggist, fell.", &[]);
    }

    proptest! {
        #[test]
        fn any_text_is_read(text in "(([A-Z][a-z]{1,6}|died|late|the|,|\\.|aged|39|keeper|of|ü|“) ?){0,30}") {
            let whole = Passage::whole(&text);
            let candidates = entity::find(&text, &whole, "en");
            for life in find(&text, &candidates) {
                prop_assert!((life.candidate as usize) < candidates.len());
            }
        }
    }
}
