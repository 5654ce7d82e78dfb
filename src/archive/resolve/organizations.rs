//! Names of organisations: what counts in them, their acronyms, and the short forms that an article falls back on.

use super::super::fold;

/// The words of an organisation's name that count: without article, legal form and typography, in one spelling.
pub(super) fn words_of(surface: &str) -> Vec<String> {
    let folded = fold::fold(surface).replace('&', " and ");
    let folded = folded.strip_suffix("'s").unwrap_or(&folded);
    let mut words: Vec<String> = fold::words(folded).into_iter().map(one_spelling).collect();
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    join_country(&mut words);
    while words.len() > 1 && words.last().is_some_and(|word| is_legal_form(word)) {
        words.pop();
    }
    if words.len() > 1 && words.last().is_some_and(|word| word == "and") {
        words.pop();
    }
    match words.concat().as_str() {
        "un" | "uno" => ["united", "nations"].map(str::to_owned).into(),
        "eu" => ["european", "union"].map(str::to_owned).into(),
        _ => words,
    }
}

/// Whether a name of several words ends as those of companies do: "Packing Company", "Ford Motor Co."
pub(super) fn is_company(surface: &str) -> bool {
    let last = surface.split_whitespace().skip(1).last().map(fold::fold).unwrap_or_default();
    matches!(last.trim_matches(['.', ',']), "company" | "co" | "corporation" | "corp" | "cos")
}

/// Whether a name is that of a union's local: "Local 12".
pub(super) fn is_local(words: &[String]) -> bool {
    let digits = |number: &String| number.bytes().all(|byte| byte.is_ascii_digit());
    matches!(words, [local, number] if local == "local" && digits(number))
}

/// Whether a printed name is an acronym: two to eight letters, capitals (a lower-case one inside is allowed), with
/// or without points.
pub(super) fn is_acronym(surface: &str) -> bool {
    let letters: Vec<char> =
        surface.chars().filter(|letter| !matches!(letter, '.' | ' ' | '&' | '-')).collect();
    let capitals = letters.iter().filter(|letter| letter.is_uppercase()).count();
    let spaced = surface
        .split_whitespace()
        .any(|word| word.chars().filter(|letter| letter.is_alphabetic()).count() > 1)
        && surface.contains(' ');
    (2..=8).contains(&letters.len())
        && letters.iter().all(|letter| letter.is_alphanumeric())
        && letters.first().is_some_and(|letter| letter.is_uppercase())
        && capitals >= 2
        && letters.len() - capitals <= 1
        && !spaced
}

/// Whether folded `short` (letters only) is an acronym of the words: first letters of the words that count, with or
/// without the small ones.
pub(super) fn is_acronym_of(short: &str, words: &[String]) -> bool {
    if words.len() < 2 || short.chars().count() < 2 {
        return false;
    }
    let initials = |keep: &dyn Fn(&String) -> bool| -> String {
        words.iter().filter(|word| keep(word)).filter_map(|word| word.chars().next()).collect()
    };
    let all = initials(&|_| true);
    let main = initials(&|word| !is_small(word));
    let spelt: String = short.chars().filter(|letter| letter.is_alphanumeric()).collect();
    spelt == main || spelt == all || spelt.strip_suffix('s') == Some(main.as_str())
}

/// Whether a word is the kind of an organisation and can stand for one alone: "the Ministry".
#[rustfmt::skip]
pub(super) fn is_head_word(word: &str) -> bool {
    matches!(
        word,
        "ministry" | "department" | "council" | "committee" | "commission" | "board" | "university" | "college"
            | "school" | "court" | "party" | "union" | "association" | "society" | "company" | "corporation" | "bank"
            | "church" | "club" | "army" | "navy" | "agency" | "authority" | "bureau" | "office" | "institute"
            | "foundation" | "trust" | "league" | "federation" | "assembly" | "government" | "administration"
            | "hospital" | "museum" | "library" | "lodge" | "academy" | "centre" | "center" | "group" | "team"
            | "fund" | "tribunal" | "chamber" | "alliance" | "police" | "faculty" | "service" | "firm" | "mission"
            | "organization" | "conference" | "convention" | "guild" | "order" | "press" | "newspaper" | "orchestra"
            | "commonwealth" | "senators" | "representatives" | "regiment" | "battalion" | "fleet" | "force" | "forces" | "division" | "command"
    )
}

/// Whether `short` is how `long` is called for short: its head word, its beginning or its end.
pub(super) fn is_short_for(short: &[String], long: &[String]) -> bool {
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    if let [word] = short
        && is_head_word(word)
    {
        let heads = long.first() == Some(word) && long.get(1).is_some_and(|next| is_small(next));
        return heads || long.last() == Some(word);
    }
    if let [word] = short
        && is_house(word)
    {
        return matches!(long, [first, second, last] if first == "united" && second == "states" && last == word);
    }
    // "the Valley line".
    if let ([word], [rest @ .., last]) = (short, long)
        && is_railway(last)
    {
        return rest.contains(word);
    }
    if long.ends_with(short) {
        // "Affairs" is not what the "Division of Student Affairs" is called.
        return short.len() > 1 || !long[..long.len() - 1].last().is_some_and(|word| is_small(word));
    }
    let rest = &long[short.len()..];
    long.starts_with(short) && (rest[0] == "of" || (rest.len() == 1 && !names_a_part(&rest[0])))
}

/// Whether a word makes a name that of a railway.
pub(super) fn is_railway(word: &str) -> bool {
    matches!(word, "railway" | "railroad")
}

/// Whether a name of several words is one that every town or circuit has: "Fire Department", "Court of Appeals".
#[rustfmt::skip]
pub(super) fn is_everywhere(words: &[String]) -> bool {
    let generic = |word: &String| {
        matches!(
            word.as_str(),
            "fire" | "police" | "department" | "court" | "appeals" | "district" | "circuit" | "superior" | "city" | "town"
                | "county" | "council" | "commission" | "commissioners" | "board" | "school" | "schools" | "supervisors"
                | "sheriff" | "sheriffs" | "office" | "health" | "volunteer" | "public" | "library" | "works" | "hospital"
                | "chamber" | "commerce" | "authority" | "housing" | "airport" | "conference" | "committee" | "rescue" | "squad"
        ) || is_small(word)
    };
    words.len() > 1 && words.iter().all(generic)
}

/// Institutions that go by one word: the Senate is not short for a Student Senate.
pub(super) fn is_house(word: &str) -> bool {
    matches!(
        word,
        "house"
            | "congress"
            | "senate"
            | "parliament"
            | "commons"
            | "lords"
            | "duma"
            | "bundestag"
            | "cabinet"
    )
}

/// Whether a word behind a name makes it the name of a part or of something else: "Senate / Committee".
fn names_a_part(word: &str) -> bool {
    matches!(
        word,
        "committee"
            | "subcommittee"
            | "caucus"
            | "press"
            | "library"
            | "office"
            | "bureau"
            | "division"
            | "branch"
            | "hospital"
            | "museum"
            | "foundation"
            | "club"
            | "union"
            | "band"
            | "choir"
            | "team"
            | "police"
            | "council"
            | "court"
            | "department"
            | "agency"
            | "commission"
            | "mission"
            | "program"
            | "fund"
    )
}

/// The first letters of the words of a name, but for small words: what its acronym is made of.
pub(super) fn initials(words: &[String]) -> String {
    words.iter().filter(|word| !is_small(word)).filter_map(|word| word.chars().next()).collect()
}

/// Words that carry no meaning of their own in a name.
pub(super) fn is_small(word: &str) -> bool {
    matches!(
        word,
        "of" | "the"
            | "and"
            | "for"
            | "in"
            | "on"
            | "to"
            | "de"
            | "la"
            | "des"
            | "du"
            | "und"
            | "et"
            | "at"
            | "with"
    )
}

fn is_legal_form(word: &str) -> bool {
    matches!(
        word,
        "inc"
            | "incorporated"
            | "corp"
            | "corporation"
            | "co"
            | "company"
            | "ltd"
            | "limited"
            | "plc"
            | "llc"
            | "llp"
            | "ag"
            | "sa"
            | "gmbh"
            | "nv"
            | "spa"
            | "lp"
            | "pty"
            | "bv"
            | "ab"
            | "oy"
            | "kg"
            | "cos"
    )
}

/// Whether a word alone is a piece of a name that was cut off: "Inc."
pub(super) fn is_mere_legal_form(word: &str) -> bool {
    is_legal_form(word) && !is_head_word(word)
}

/// British and American spellings, and usual abbreviations, as one.
fn one_spelling(word: String) -> String {
    let one = match word.as_str() {
        "defence" => "defense",
        "labour" => "labor",
        "centre" => "center",
        "theatre" => "theater",
        "programme" => "program",
        "harbour" => "harbor",
        "organisation" => "organization",
        "dept" => "department",
        "univ" => "university",
        "assn" | "assoc" => "association",
        "bros" => "brothers",
        "intl" => "international",
        "natl" => "national",
        "govt" => "government",
        _ => match word.strip_suffix("isation") {
            Some(stem) => return format!("{stem}ization"),
            None => return word,
        },
    };
    one.to_owned()
}

/// "U.S. Army", "US Army" and "United States Army" as one; likewise for the United Nations.
fn join_country(words: &mut Vec<String>) {
    let (taken, name): (usize, &[&str]) =
        match words.iter().map(String::as_str).collect::<Vec<_>>().as_slice() {
            ["us" | "usa", _, ..] => (1, &["united", "states"]),
            ["u", "s", _, ..] => (2, &["united", "states"]),
            ["un", _, ..] => (1, &["united", "nations"]),
            ["uk", _, ..] => (1, &["united", "kingdom"]),
            _ => return,
        };
    words.splice(..taken, name.iter().map(|word| (*word).to_owned()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_counts_in_a_name() {
        let check =
            |surface: &str, expected: &str| assert_eq!(words_of(surface).join(" "), expected, "{surface}");
        check("The Harbour Board", "harbor board");
        check("Smith & Sons, Ltd.", "smith and sons");
        check("Ford Motor Co.", "ford motor");
        check("U.S. Army", "united states army");
        check("U.N.", "united nations");
        check("World Health Organisation", "world health organization");
        check("The Company", "company");
        check("Inc.", "inc");
        check("", "");
    }

    #[test]
    fn acronyms() {
        let check = |short: &str, long: &str, expected| {
            assert!(is_acronym(short), "{short}");
            let letters = words_of(short).concat();
            assert_eq!(is_acronym_of(&letters, &words_of(long)), expected, "{short} {long}");
        };
        check("HFU", "Halifax Fishermen's Union", true);
        check("FBI", "Federal Bureau of Investigation", true);
        check("OSCE", "Organization for Security and Cooperation in Europe", true);
        check("OSCE", "Organization for Security and Co-operation in Europe", false);
        check("TASS", "State Duma", false);
        for word in ["Vance", "Mr", "RIA Novosti", "O'Neill", "a", ""] {
            assert!(!is_acronym(word), "{word}");
        }
    }

    #[test]
    fn short_forms() {
        let check = |short: &str, long: &str, expected| {
            assert_eq!(is_short_for(&words_of(short), &words_of(long)), expected, "{short} / {long}");
        };
        check("Ministry", "Ministry of Defence", true);
        check("Board", "Harbour Board", true);
        check("Harvard", "Harvard University", true);
        check("Harvard", "Harvard Law School", false);
        check("Senate", "Senate Judiciary Committee", false);
        check("Red Sox", "Boston Red Sox", true);
        check("Affairs", "Division of Student Affairs", true);
        check("Defence", "Ministry of Defence", false);
        check("Harbour Board", "Harbour Board", false);
        check("Valley", "Ansel Valley Railway", true);
    }
}
