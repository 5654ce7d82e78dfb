//! Names for the gaps of the patterns, each with what it is called for short: drawn from the lists or made up.

use crate::corpus::read_gz;
use crate::random::Random;
use crate::synthetic::PATTERNS;
use std::collections::{BTreeMap, HashMap};
use std::error::Error;
use std::path::Path;

/// A name by its forms: in full (the empty key), `short`, `first`, `last`, …
pub type Name = BTreeMap<&'static str, String>;

/// Names and words to draw from, by list.
pub struct Pools(HashMap<String, Vec<String>>);

impl Pools {
    /// Reads the lists of the gazetteer and those of the patterns.
    pub fn read(data: &Path) -> Result<Self, Box<dyn Error>> {
        let read = |name: &str| std::fs::read_to_string(data.join(name));
        let files = [
            read_gz(&data.join("gazetteer.tsv.gz"))?,
            read("territories.tsv")?,
            read("lexicon.tsv")?,
            read(PATTERNS)?,
        ];
        let mut pools: HashMap<String, Vec<String>> = HashMap::new();
        for (list, names) in
            files.iter().flat_map(|file| file.lines()).filter_map(|line| line.split_once('\t'))
        {
            pools.entry(list.to_owned()).or_default().extend(names.split("; ").map(str::to_owned));
        }
        Ok(Self(pools))
    }

    fn draw(&self, list: &str, random: &mut Random) -> String {
        let Some(names) = self.0.get(list) else { return list.to_owned() };
        names[random.below(names.len())].clone()
    }

    /// The stem with an ending from a list.
    fn ended(&self, stem: &str, list: &str, random: &mut Random) -> String {
        let ending = self.draw(list, random);
        let joined = ending.is_empty()
            || ending.starts_with(|letter: char| letter.is_lowercase() || "',-".contains(letter));
        if joined { format!("{stem}{ending}") } else { format!("{stem} {ending}") }
    }

    fn surname(&self, random: &mut Random) -> String {
        let list = ["LAST1", "LAST1", "LAST1", "LAST2", "LAST3", "LASTW"][random.below(6)];
        let name = self.draw(list, random);
        if random.below(30) == 0 { format!("{name}-{}", self.draw("LAST1", random)) } else { name }
    }

    fn city(&self, random: &mut Random) -> String {
        self.draw(["CITYBIG", "CITYBIG", "CITY"][random.below(3)], random)
    }

    fn town(&self, random: &mut Random) -> String {
        match random.below(4) {
            0 => self.draw("TOWN", random),
            1 => self.draw("CITY", random),
            2 => self.draw("LAST2", random),
            _ => {
                let stem = self.draw(["LAST1", "@noun"][random.below(2)], random);
                self.ended(&stem, "@town", random)
            }
        }
    }

    /// A word of no language.
    fn coined(&self, random: &mut Random) -> String {
        let word: String = (0..2 + random.below(2)).map(|_| self.draw("@syllable", random)).collect();
        let mut letters = word.chars();
        letters.next().map_or(String::new(), |first| first.to_uppercase().chain(letters).collect())
    }
}

/// Makes a name of a sort; a club may have to have a mascot.
pub fn make(what: &str, has_mascot: bool, pools: &Pools, random: &mut Random) -> Name {
    match what {
        "person" => person(pools, random),
        "club" => club(has_mascot, pools, random),
        "school" | "univ" => school(what, pools, random),
        "band" | "label" | "title" => work(what, pools, random),
        "company" | "airline" | "restaurant" => company(what, pools, random),
        "org" => association(pools, random),
        "party" => party(pools, random),
        _ => other(what, pools, random),
    }
}

fn named(full: String, short: String) -> Name {
    [("", full), ("short", short)].into()
}

fn person(pools: &Pools, random: &mut Random) -> Name {
    let first = pools.draw(if random.below(5) == 0 { "FIRSTW" } else { "FIRST" }, random);
    let last = pools.surname(random);
    let middle = match random.below(10) {
        0 | 1 => format!("{}. ", letter(random)),
        2 => format!("{} ", pools.draw("FIRST", random)),
        _ => String::new(),
    };
    let initial: String = first.chars().take(1).collect();
    let shown = if random.below(12) == 0 { format!("{initial}.") } else { first.clone() };
    [("", format!("{shown} {middle}{last}")), ("first", first), ("last", last)].into()
}

fn club(has_mascot: bool, pools: &Pools, random: &mut Random) -> Name {
    let city = if random.below(3) == 0 { pools.town(random) } else { pools.city(random) };
    let mascot = pools.draw("@mascot", random);
    let full = if has_mascot || random.below(3) == 0 {
        format!("{city} {mascot}")
    } else if random.below(5) == 0 {
        city.clone()
    } else {
        pools.ended(&city, "@club", random)
    };
    let short = if random.below(3) == 0 && full.ends_with(&mascot) { &mascot } else { &city };
    let mut name = named(full, short.clone());
    name.extend([("city", city), ("mascot", mascot)]);
    name
}

fn school(what: &str, pools: &Pools, random: &mut Random) -> Name {
    let city = if random.below(3) == 0 { pools.town(random) } else { pools.city(random) };
    let mascot = pools.draw("@mascot", random);
    let full = if what == "school" {
        let stem = [pools.town(random), pools.surname(random)][random.below(2)].clone();
        pools.ended(&stem, "@school", random)
    } else {
        match random.below(5) {
            0 => pools.draw("UNIV", random),
            1 => format!("University of {city}"),
            2 => format!("{} State University", pools.draw("STATE", random)),
            3 => format!("{} University", pools.surname(random)),
            _ => format!("{} College", pools.surname(random)),
        }
    };
    let ends = [" University", " High School", " College", " Academy", " School"];
    let short = ends.iter().find_map(|end| full.strip_suffix(end)).unwrap_or(&full).to_owned();
    let mut name = named(full, short);
    name.insert("mascot", mascot);
    name
}

/// Bands, record labels, and titles of works: words that might be anything.
fn work(what: &str, pools: &Pools, random: &mut Random) -> Name {
    let noun = pools.draw("@noun", random);
    let adjective = pools.draw("@adjective", random);
    let base = match random.below(9) {
        0 => noun,
        1 => format!("{adjective} {noun}s"),
        2 => format!("{adjective} {noun}"),
        3 => format!("{noun} of {}", pools.draw("@noun", random)),
        4 => format!("{noun} & the {}s", pools.draw("@noun", random)),
        5 => pools.surname(random),
        6 => pools.coined(random),
        7 => format!("{} {noun}", pools.coined(random)),
        _ => format!("{} {noun}s", pools.draw("@number", random)),
    };
    let full = match what {
        "label" => pools.ended(&base, "@label", random),
        "band" if random.below(12) == 0 => base.to_uppercase(),
        "band" => pools.ended(&base, "@band", random),
        _ => base,
    };
    named(full.clone(), full)
}

fn company(what: &str, pools: &Pools, random: &mut Random) -> Name {
    let field = pools.draw("@field", random);
    let (stem, has_field) = match random.below(8) {
        0 | 1 => (pools.draw("COMP", random), false),
        2 => (pools.surname(random), true),
        3 => (format!("{} & {}", pools.surname(random), pools.surname(random)), false),
        4 => (pools.coined(random), false),
        5 => (pools.coined(random), true),
        6 => (pools.surname(random), false),
        _ => (format!("{} {field}", pools.city(random)), false),
    };
    let full = match what {
        "company" if has_field => pools.ended(&format!("{stem} {field}"), "@company", random),
        _ => pools.ended(&stem, &format!("@{what}"), random),
    };
    named(full, stem)
}

fn association(pools: &Pools, random: &mut Random) -> Name {
    let first = match random.below(5) {
        0 => "National".to_owned(),
        1 => pools.draw("DEMONYM", random),
        2 => "International".to_owned(),
        3 => pools.draw("STATE", random),
        _ => pools.city(random),
    };
    let (subject, genus) = (pools.draw("@subject", random), pools.draw("@genus", random));
    let full = if random.below(4) == 0 {
        format!("{genus} of {subject} {}", pools.draw("@affair", random))
    } else {
        format!("{first} {subject} {genus}")
    };
    let initials = |word: &str| word.chars().next().filter(|first| first.is_uppercase());
    let acronym = full.split(' ').filter_map(initials).collect();
    let mut name = named(full, genus);
    name.insert("acronym", acronym);
    name
}

fn party(pools: &Pools, random: &mut Random) -> Name {
    let stem = pools.draw("@politics", random);
    let first =
        if random.below(2) == 0 { String::new() } else { format!("{} ", pools.draw("DEMONYM", random)) };
    let members = format!("{}s", stem.trim_end_matches("'s").trim_end_matches("s'"));
    named(format!("{first}{stem} Party"), members)
}

fn other(what: &str, pools: &Pools, random: &mut Random) -> Name {
    let stem =
        [pools.surname(random), pools.town(random), pools.draw("@noun", random)][random.below(3)].clone();
    let number = 2 + random.below(140);
    let full = match what {
        "city" => pools.city(random),
        "town" => pools.town(random),
        "country" => pools.draw("COUNTRY", random),
        "state" => pools.draw(["STATE", "STATE", "SUBDIVISION"][random.below(3)], random),
        "county" if random.below(2) == 0 => format!("{stem} County"),
        "county" => pools.draw("SUBDIVISION", random),
        "demonym" => pools.draw("DEMONYM", random),
        "language" => pools.coined(random),
        "year" => format!("{}", 1850 + random.below(160)),
        "lake" => format!("Lake {stem}"),
        "church" => {
            let dedication = pools.draw("@dedication", random);
            pools.ended(&dedication, "@church", random)
        }
        "league" => {
            let (people, state) = (pools.draw("DEMONYM", random), pools.draw("STATE", random));
            let first = [people, "National".into(), state, "Premier".into()][random.below(4)].clone();
            pools.ended(&first, "@league", random)
        }
        "paper" => {
            let city = pools.city(random);
            pools.ended(&city, "@paper", random)
        }
        "station" => station(&stem, pools, random),
        "unit" => pools.ended(&ordinal(number), "@unit", random),
        "ship" => [stem, pools.draw("FIRST", random)][random.below(2)].clone(),
        _ => pools.ended(&stem, &format!("@{what}"), random),
    };
    let short = full.rsplit_once(' ').map_or(full.as_str(), |(start, _)| start).to_owned();
    let mut name = named(full.clone(), short);
    name.insert("upper", full.to_uppercase());
    name
}

fn station(stem: &str, pools: &Pools, random: &mut Random) -> String {
    match random.below(4) {
        0 => format!("W{}{}{}", letter(random), letter(random), letter(random)),
        1 => format!("{}{}{}", 2 + random.below(8), letter(random), letter(random)),
        2 => format!("{}{}{}", letter(random), letter(random), letter(random)),
        _ => pools.ended(stem, "@channel", random),
    }
}

fn ordinal(number: usize) -> String {
    let ending = match (number % 10, number % 100) {
        (_, 11..=13) => "th",
        (1, _) => "st",
        (2, _) => "nd",
        (3, _) => "rd",
        _ => "th",
    };
    format!("{number}{ending}")
}

fn letter(random: &mut Random) -> char {
    char::from(b'A' + random.below(26) as u8)
}
