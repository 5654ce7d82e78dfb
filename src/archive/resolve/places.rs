//! Names of places: one key for the forms of one name, other names of countries and large cities.

use super::super::fold;

/// The words of a place's name that count: without article, abbreviations written out, aliases replaced.
pub(in crate::archive) fn words_of(surface: &str) -> Vec<String> {
    let folded = fold::fold(surface);
    let folded = folded.strip_suffix("'s").unwrap_or(&folded);
    let mut words = fold::words(folded);
    if words.len() > 1 && words[0] == "the" {
        words.remove(0);
    }
    if let Some(state) = abbreviated_state(surface, &words) {
        return split(state);
    }
    write_out(&mut words);
    strip_form_of_state(&mut words);
    match alias(&words.join(" ")) {
        Some(name) => split(name),
        None => words,
    }
}

/// Whether a word is the kind of a place and can stand for one alone: "the Cathedral".
#[rustfmt::skip]
pub(super) fn is_head_word(word: &str) -> bool {
    matches!(
        word,
        "airport" | "palace" | "cathedral" | "church" | "castle" | "island" | "islands" | "river" | "lake" | "bridge"
            | "square" | "park" | "harbor" | "harbour" | "port" | "valley" | "mountain" | "bay" | "city" | "town"
            | "village" | "county" | "state" | "states" | "province" | "region" | "district" | "downtown" | "country"
            | "nation" | "republic" | "empire" | "capital" | "street" | "road" | "avenue" | "highway" | "museum"
            | "market" | "station" | "hospital" | "hall" | "theater" | "theatre" | "stadium" | "lodge" | "beach"
            | "tower" | "pyramid" | "temple" | "mosque" | "university" | "campus" | "coast" | "peninsula"
            | "north" | "south" | "east" | "west" | "northeast" | "northwest" | "southeast" | "southwest"
    )
}

/// Whether `short` is how the place `long` is called for short in an article that names both.
pub(super) fn is_short_for(short: &[String], long: &[String]) -> bool {
    if short.is_empty() || short.len() >= long.len() {
        return false;
    }
    if let [word] = short
        && is_head_word(word)
    {
        return long.last() == Some(word);
    }
    if let ([one], [first, "islands" | "mountains"]) =
        (short, long.iter().map(String::as_str).collect::<Vec<_>>().as_slice())
        && one.strip_suffix('s') == Some(first)
    {
        return true;
    }
    let rest = &long[short.len()..];
    long.starts_with(short)
        && matches!(
            rest.iter().map(String::as_str).collect::<Vec<_>>().as_slice(),
            ["island" | "islands" | "archipelago" | "peninsula"]
                | ["cove" | "landing" | "corners" | "crossing" | "junction" | "mills"]
                | ["national", "park" | "forest"]
                | ["state", "park"]
        )
}

fn split(text: &str) -> Vec<String> {
    text.split(' ').map(str::to_owned).collect()
}

fn write_out(words: &mut [String]) {
    let count = words.len();
    for (at, word) in words.iter_mut().enumerate() {
        let last = at + 1 == count && count > 1;
        let full = match word.as_str() {
            "st" if last => "street",
            "st" | "ste" => "saint",
            "mt" if !last => "mount",
            "ft" if !last => "fort",
            "ave" | "av" if last => "avenue",
            "rd" if last => "road",
            "blvd" if last => "boulevard",
            "hwy" => "highway",
            "harbour" => "harbor",
            "centre" => "center",
            _ => continue,
        };
        *word = full.to_owned();
    }
}

/// "City of Cleveland" → "Cleveland", "Republic of Albania" → "Albania"; but there are two Koreas, Chinas and Congos.
fn strip_form_of_state(words: &mut Vec<String>) {
    let Some(of) = words.iter().position(|word| word == "of") else { return };
    let form = words[..of].iter().map(String::as_str).collect::<Vec<_>>();
    let known = matches!(
        form.as_slice(),
        ["city" | "town" | "village" | "state" | "kingdom" | "republic" | "province" | "commonwealth"]
            | ["federal" | "islamic" | "arab" | "socialist", "republic"]
    );
    let rest = words[of + 1..].iter().filter(|word| *word != "the").cloned().collect::<Vec<_>>();
    let doubtful = matches!(
        rest.last().map(String::as_str),
        None | Some("korea" | "china" | "congo" | "ireland" | "washington" | "god")
    );
    if known && !doubtful {
        *words = rest;
    }
}

/// Other names of one place. Only names that mean nothing else.
#[rustfmt::skip]
fn alias(name: &str) -> Option<&'static str> {
    Some(match name {
        "us" | "u s" | "usa" | "u s a" | "united states of america" | "america" => "united states",
        "uk" | "u k" | "britain" | "great britain" | "united kingdom of great britain and northern ireland" => "united kingdom",
        "ussr" | "u s s r" | "union of soviet socialist republics" => "soviet union",
        "uae" => "united arab emirates",
        "holland" => "netherlands",
        "burma" => "myanmar",
        "persia" => "iran",
        "siam" => "thailand",
        "ceylon" => "sri lanka",
        "republic of korea" => "south korea",
        "democratic peoples republic of korea" => "north korea",
        "peoples republic of china" => "china",
        "drc" | "democratic republic of the congo" | "zaire" => "democratic republic of congo",
        "cote divoire" => "ivory coast",
        "turkiye" => "turkey",
        "czechia" => "czech republic",
        "russian federation" => "russia",
        "macedonia" => "north macedonia",
        "bosnia" => "bosnia and herzegovina",
        "d c" | "dc" | "washington dc" | "washington d c" | "district of columbia" | "washington city" => "washington",
        "nyc" | "n y c" => "new york city",
        "s f" => "san francisco",
        "kiev" | "kyjiw" => "kyiv",
        "kharkov" => "kharkiv",
        "lvov" | "lwow" | "lemberg" => "lviv",
        "odessa" => "odesa",
        "lugansk" => "luhansk",
        "zaporizhzhia" | "zaporizhia" | "zaporozhe" | "zaporozhie" | "zaporizhzhya" => "zaporozhye",
        "dnepr" | "dnipropetrovsk" | "dnepropetrovsk" => "dnipro",
        "peking" => "beijing",
        "bombay" => "mumbai",
        "calcutta" => "kolkata",
        "madras" => "chennai",
        "esfahan" => "isfahan",
        "leningrad" => "saint petersburg",
        _ => return None,
    })
}

/// States of America in their old abbreviations (with a point) and by two capitals.
#[rustfmt::skip]
fn abbreviated_state(surface: &str, words: &[String]) -> Option<&'static str> {
    let word = words.concat();
    let pointed = surface.trim_end().ends_with('.');
    let capitals = surface.len() == 2 && surface.bytes().all(|byte| byte.is_ascii_uppercase());
    if !pointed && !capitals {
        return None;
    }
    Some(match word.as_str() {
        "ala" | "al" => "alabama", "ariz" | "az" => "arizona", "ark" | "ar" => "arkansas", "calif" | "cal" | "ca" => "california",
        "colo" | "co" => "colorado", "conn" | "ct" => "connecticut", "del" | "de" => "delaware", "fla" | "fl" => "florida",
        "ga" => "georgia", "ill" | "il" => "illinois", "ind" | "in" => "indiana", "ia" => "iowa", "kan" | "kans" | "ks" => "kansas",
        "ky" => "kentucky", "md" => "maryland", "mass" | "ma" => "massachusetts", "mich" | "mi" => "michigan",
        "minn" | "mn" => "minnesota", "miss" | "ms" => "mississippi", "mo" => "missouri", "mont" | "mt" => "montana",
        "neb" | "nebr" | "ne" => "nebraska", "nev" | "nv" => "nevada", "nh" => "new hampshire", "nj" => "new jersey",
        "nm" => "new mexico", "ny" => "new york", "nc" => "north carolina", "nd" => "north dakota", "oh" => "ohio",
        "okla" | "ok" => "oklahoma", "ore" | "or" => "oregon", "pa" | "penn" | "penna" => "pennsylvania", "ri" => "rhode island",
        "sc" => "south carolina", "sd" => "south dakota", "tenn" | "tn" => "tennessee", "tex" | "tx" => "texas", "ut" => "utah",
        "vt" => "vermont", "va" => "virginia", "wash" | "wa" => "washington state", "wva" | "wv" => "west virginia",
        "wis" | "wisc" | "wi" => "wisconsin", "wyo" | "wy" => "wyoming",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_one_place() {
        let check =
            |surface: &str, expected: &str| assert_eq!(words_of(surface).join(" "), expected, "{surface}");
        for america in ["U.S.", "US", "USA", "U. S.", "the United States", "United States of America"] {
            check(america, "united states");
        }
        check("St. Petersburg", "saint petersburg");
        check("Main St.", "main street");
        check("City of Cleveland", "cleveland");
        check("Republic of Korea", "south korea");
        check("Democratic Republic of the Congo", "democratic republic of congo");
        check("N.J.", "new jersey");
        check("OK", "oklahoma");
        check("Basse-Terre", "basse terre");
        check("the Hague", "hague");
        check("", "");
    }

    #[test]
    fn short_forms() {
        let check = |short: &str, long: &str, expected| {
            assert_eq!(is_short_for(&words_of(short), &words_of(long)), expected, "{short} / {long}");
        };
        check("Glacier", "Glacier National Park", true);
        check("Airport", "Halifax Airport", true);
        check("Falklands", "Falkland Islands", true);
        check("York", "York Minster", false);
        check("Mexico", "Mexico City", false);
    }
}
