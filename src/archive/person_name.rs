//! The parts of a person's name: given names, family name with its particles, suffix.
//!
//! Sorting by family name and telling people apart both need them. Names are read as they are printed in Western
//! order; a regnal or epithet name ("Johann II", "Peter the Great") is one that is complete without a family name.

use super::fold::{fold, words};

/// A person's name taken apart. All parts are folded.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PersonName {
    /// Honorific or rank that stood before the name.
    pub honorific: Option<String>,
    /// Given names and initials in order; empty for a bare family name or mononym.
    pub given: Vec<String>,
    /// Family name with its particles, words separated by spaces: `de la cruz`.
    pub family: String,
    /// Family name without its particles, hyphens and apostrophes: `cruz`.
    pub core: String,
    /// `jr`, `sr`, `ii`, …
    pub suffix: Option<String>,
    /// Complete without a family name: "Johann II", "Peter the Great".
    pub epithet: bool,
    /// The form by which it is sorted, as printed: "de la Cruz, Juan".
    pub sort: String,
}

impl PersonName {
    /// Whether the name can stand for one person by itself.
    pub fn is_full(&self) -> bool {
        !self.given.is_empty() && !self.is_initials() || self.epithet
    }

    /// Whether it is nothing but initials: "W.O."
    pub fn is_initials(&self) -> bool {
        !self.given.is_empty() && is_initial(&self.core) && self.given.iter().all(|given| is_initial(given))
    }

    /// Whether some given name is written out.
    pub fn has_written_given(&self) -> bool {
        self.given.iter().any(|name| !is_initial(name))
    }

    /// The name as one key: given names, family name, suffix.
    pub fn key(&self) -> String {
        let mut key = self.given.join(" ");
        key.push('|');
        key.push_str(&self.family);
        if let Some(suffix) = &self.suffix {
            key.push('|');
            key.push_str(suffix);
        }
        key
    }
}

/// A printed name in spoken order, without honorifics before it and letters after it.
pub fn plain_form(surface: &str) -> String {
    let turned = turn_round(surface);
    let mut printed: Vec<&str> = turned.split_whitespace().collect();
    while printed.len() > 2 && is_honorific(&fold(printed[0])) {
        printed.remove(0);
    }
    while printed.len() > 2 && is_letters_after_a_name(&printed) {
        printed.pop();
    }
    printed.join(" ")
}

/// Whether a folded given name is an initial.
pub fn is_initial(name: &str) -> bool {
    name.chars().count() == 1
}

/// Takes a printed name apart. "Vance, Eleanor" is turned round.
pub fn parse(surface: &str) -> PersonName {
    let turned = turn_round(surface);
    let mut printed: Vec<&str> =
        turned.split_whitespace().map(trim_marks).filter(|word| !word.is_empty()).collect();
    let mut name = PersonName::default();
    while printed.len() > 1 && is_honorific(&fold(printed[0])) {
        name.honorific = Some(plain(printed[0]));
        printed.remove(0);
    }
    while printed.len() > 1 && is_letters_after_a_name(&printed) {
        printed.pop();
    }
    if printed.len() > 1
        && let Some(suffix) = printed.last().and_then(|word| suffix_of(word, printed.len()))
    {
        name.suffix = Some(suffix);
        printed.pop();
    }
    fill_parts(&mut name, &printed);
    name
}

fn fill_parts(name: &mut PersonName, printed: &[&str]) {
    let folded: Vec<String> = printed.iter().map(|word| fold(word)).collect();
    if let [one] = folded.as_slice()
        && let [given @ .., last] = given_words(one).as_slice()
        && !given.is_empty()
        && is_initial(last)
        && one.contains('.')
    {
        (name.given, name.family, name.core) = (given.to_vec(), last.clone(), last.clone());
        name.sort = printed.concat();
        return;
    }
    let numbered =
        printed.len() == 1 && name.suffix.as_deref().is_some_and(|suffix| !matches!(suffix, "jr" | "sr"));
    let start = if folded.iter().skip(1).any(|word| matches!(word.as_str(), "the" | "of")) || numbered {
        name.epithet = true;
        0
    } else {
        family_start(printed, &folded)
    };
    name.given = folded[..start].iter().flat_map(|word| given_words(word)).collect();
    if name.epithet && folded.len() > 1 {
        name.given = given_words(&folded[0]);
    }
    name.family = folded[start..].join(" ");
    name.core = core_of(&folded[start..]);
    take_lost_apostrophe(name);
    // "Patty Murray Murray": a heading that ran into the text.
    while name.given.len() > 1 && name.given.last() == Some(&name.core) {
        name.given.pop();
    }
    name.sort = sort_form(printed, start, name);
}

/// "Sandra Day O Connor" without its apostrophe: the "O" is no initial before a family name of Ireland.
fn take_lost_apostrophe(name: &mut PersonName) {
    #[rustfmt::skip]
    let irish = matches!(
        name.core.as_str(),
        "brien" | "callaghan" | "casey" | "connell" | "conner" | "connor" | "connors" | "dea" | "donnell" | "donoghue" | "donovan"
            | "dwyer" | "farrell" | "flaherty" | "flynn" | "gara" | "gorman" | "grady" | "halloran" | "hanlon" | "hara" | "hare"
            | "keefe" | "keeffe" | "laughlin" | "leary" | "loughlin" | "mahoney" | "malley" | "mara" | "meara" | "neal" | "neil"
            | "neill" | "reilly" | "riordan" | "rourke" | "shaughnessy" | "shea" | "sullivan" | "toole"
    );
    if irish && !name.epithet && name.given.last().is_some_and(|last| last == "o") {
        name.given.pop();
        name.family = format!("o'{}", name.family);
        name.core = format!("o{}", name.core);
    }
}

fn sort_form(printed: &[&str], start: usize, name: &PersonName) -> String {
    let mut sort = printed[start..].join(" ");
    if start > 0 {
        sort.push_str(", ");
        sort.push_str(&printed[..start].join(" "));
    }
    if let Some(suffix) = &name.suffix {
        let shown = if matches!(suffix.as_str(), "jr" | "sr") {
            format!(", {}{}.", suffix[..1].to_ascii_uppercase(), &suffix[1..])
        } else {
            format!(" {}", suffix.to_uppercase())
        };
        sort.push_str(&shown);
    }
    sort
}

/// "Vance, Eleanor" → "Eleanor Vance"; "King, Martin Luther, Jr." → "Martin Luther King Jr."; a comma before a
/// suffix or a title stays what it is.
fn turn_round(surface: &str) -> String {
    let parts: Vec<&str> = surface.split(',').map(str::trim).filter(|part| !part.is_empty()).collect();
    match parts.as_slice() {
        [family, given] if !is_after_comma(given) => format!("{given} {family}"),
        [family, given, suffix] if is_after_comma(suffix) => format!("{given} {family} {suffix}"),
        [first, ..] if parts.len() > 1 && is_after_comma(parts[1]) => format!("{first} {}", parts[1]),
        [first, ..] => (*first).to_owned(),
        [] => surface.to_owned(),
    }
}

fn is_after_comma(part: &str) -> bool {
    suffix_of(part, 2).is_some() || is_post_nominal(part)
}

fn trim_marks(word: &str) -> &str {
    let word = word.trim_matches(|mark: char| !mark.is_alphanumeric() && !matches!(mark, '.' | '\'' | '’'));
    ["'s", "’s", "'S", "’S"].iter().find_map(|ending| word.strip_suffix(ending)).unwrap_or(word)
}

fn plain(word: &str) -> String {
    words(&fold(word)).concat()
}

fn given_words(word: &str) -> Vec<String> {
    let letters: Vec<&str> = word.split('.').filter(|part| !part.is_empty()).collect();
    if letters.len() > 1 && letters.iter().all(|part| is_initial(part)) {
        return letters.into_iter().map(str::to_owned).collect();
    }
    match written_out(word) {
        Some(name) => vec![name.to_owned()],
        None => words(word),
    }
}

/// A given name that was shortened in print: "Wm.", "Geo". Short forms that are names too count only with a point.
fn written_out(word: &str) -> Option<&'static str> {
    Some(match word.trim_end_matches('.') {
        "wm" | "willm" => "william",
        "geo" => "george",
        "chas" => "charles",
        "thos" => "thomas",
        "jas" => "james",
        "jno" => "john",
        "robt" => "robert",
        "saml" => "samuel",
        "danl" => "daniel",
        "edwd" => "edward",
        "fredk" => "frederick",
        "richd" => "richard",
        "archd" => "archibald",
        "patk" => "patrick",
        "nathl" => "nathaniel",
        "jos" if word.ends_with('.') => "joseph",
        "benj" if word.ends_with('.') => "benjamin",
        "alexr" => "alexander",
        "andw" => "andrew",
        _ => return None,
    })
}

fn core_of(family: &[String]) -> String {
    let skip = family[..family.len().saturating_sub(1)]
        .iter()
        .take_while(|word| is_grammatical_particle(word))
        .count();
    let core = family[skip..].iter().flat_map(|word| words(&without_article(word))).collect::<Vec<_>>();
    core.concat()
}

/// `al-sayed` → `sayed`.
fn without_article(word: &str) -> String {
    ["al-", "el-", "ul-", "as-", "ash-", "an-", "ar-", "ad-"]
        .iter()
        .find_map(|article| word.strip_prefix(article))
        .filter(|rest| rest.chars().count() > 2)
        .unwrap_or(word)
        .to_owned()
}

fn family_start(printed: &[&str], folded: &[String]) -> usize {
    let Some(mut start) = folded.len().checked_sub(1) else { return 0 };
    while start > 1 && is_particle(&folded[start - 1]) {
        start -= 1;
    }
    // A lower-case particle further ahead opens the family name: "Antonio López de Santa Anna".
    if let Some(ahead) =
        (1..start).rev().find(|&at| is_grammatical_particle(&folded[at]) && starts_lower(printed[at]))
    {
        start = ahead;
        while start > 1 && is_particle(&folded[start - 1]) {
            start -= 1;
        }
    }
    if start == 1
        && is_grammatical_particle(&folded[0])
        && (starts_lower(printed[0]) || !is_given_too(&folded[0]))
    {
        start = 0;
    }
    start
}

fn starts_lower(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_lowercase)
}

fn is_particle(word: &str) -> bool {
    is_grammatical_particle(word) || matches!(word, "santa" | "san" | "saint" | "st" | "st.")
}

#[rustfmt::skip]
fn is_grammatical_particle(word: &str) -> bool {
    matches!(
        word,
        "de" | "del" | "della" | "di" | "da" | "do" | "dos" | "das" | "du" | "des" | "la" | "le" | "las" | "los"
            | "van" | "von" | "vom" | "vander" | "vanden" | "der" | "den" | "ter" | "ten" | "zu" | "zum" | "zur"
            | "af" | "av" | "bin" | "ibn" | "bint" | "abu" | "al" | "el" | "ul" | "y" | "'t" | "e" | "dello" | "degli"
    )
}

/// Particles that are given names as well when they are capitalised.
fn is_given_too(word: &str) -> bool {
    matches!(word, "van" | "al" | "della" | "do" | "e" | "y" | "das" | "den" | "le" | "da" | "di")
}

/// Whether a folded word is an honorific or rank that is no part of a name.
#[rustfmt::skip]
pub fn is_honorific(word: &str) -> bool {
    matches!(
        word.trim_end_matches('.'),
        "mr" | "mrs" | "ms" | "miss" | "mx" | "dr" | "sir" | "dame" | "lord" | "lady" | "prof" | "professor" | "rev"
            | "reverend" | "fr" | "father" | "sister" | "brother" | "hon" | "president" | "senator" | "sen" | "rep"
            | "representative" | "congressman" | "congresswoman" | "gov" | "governor" | "mayor" | "judge" | "justice"
            | "gen" | "general" | "lt" | "lieutenant" | "col" | "colonel" | "maj" | "major" | "capt" | "captain"
            | "sgt" | "sergeant" | "cpl" | "corporal" | "pvt" | "private" | "admiral" | "adm" | "commander" | "cmdr"
            | "king" | "queen" | "prince" | "princess" | "duke" | "duchess" | "emperor" | "empress" | "tsar" | "czar"
            | "pope" | "cardinal" | "bishop" | "archbishop" | "rabbi" | "imam" | "sheikh" | "chancellor" | "premier"
            | "secretary" | "minister" | "ambassador" | "madame" | "mme" | "mlle" | "monsieur" | "herr" | "frau"
            | "senor" | "senora" | "don" | "dona" | "councillor" | "councilman" | "councilwoman" | "alderman"
            | "constable" | "agent" | "agents" | "deputy" | "trooper" | "specialist" | "airman" | "seaman" | "inspector" | "detective" | "officer" | "sheriff" | "chief" | "coach" | "nurse" | "chairman"
            | "chairwoman" | "congressmen" | "senators" | "sens" | "representatives" | "reps" | "governors" | "presidents"
    )
}

/// Whether a folded word, alone, is what someone is rather than who: "the Speaker", "a Fellow".
pub fn is_role(word: &str) -> bool {
    is_honorific(word)
        || matches!(
            word,
            "speaker"
                | "chair"
                | "fellow"
                | "member"
                | "members"
                | "regent"
                | "earl"
                | "administrator"
                | "director"
                | "manager"
                | "protector"
                | "presidents"
                | "senators"
                | "congressmen"
                | "officers"
                | "attorney"
                | "counsel"
                | "clerk"
                | "treasurer"
                | "editor"
                | "marshal"
                | "consul"
                | "viceroy"
                | "count"
                | "baron"
                | "marquis"
                | "sultan"
                | "shah"
                | "emir"
                | "caliph"
                | "whip"
                | "mom"
                | "mum"
                | "dad"
                | "daddy"
                | "mother"
                | "grandma"
                | "grandpa"
                | "aunt"
                | "uncle"
        )
}

fn is_letters_after_a_name(printed: &[&str]) -> bool {
    let shouting = printed.iter().all(|word| word.chars().all(|letter| !letter.is_lowercase()));
    printed.last().is_some_and(|word| !shouting && is_post_nominal(word))
}

#[rustfmt::skip]
fn is_post_nominal(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.len() <= LONGEST_AFTER_NAME && matches!(
        plain(word).as_str(),
        "phd" | "md" | "mp" | "msp" | "mep" | "qc" | "kc" | "esq" | "obe" | "mbe" | "cbe" | "kbe" | "dbe" | "frs"
            | "dds" | "dvm" | "usn" | "usa" | "usmc" | "cpa" | "rn" | "llb" | "lld" | "dso" | "vc" | "frcs" | "ra"
            | "bart" | "esquire"
    )
}

/// Bytes of the longest letters after a name and of the longest suffix, points counted.
const LONGEST_AFTER_NAME: usize = 12;

fn suffix_of(word: &str, count: usize) -> Option<String> {
    if word.len() > LONGEST_AFTER_NAME || !word.starts_with(may_open_suffix) {
        return None;
    }
    let folded = plain(word);
    match folded.as_str() {
        "jr" | "jnr" | "junior" if count > 1 => Some("jr".into()),
        "sr" | "snr" | "senior" if count > 1 => Some("sr".into()),
        "ii" | "iii" | "iv" | "vi" | "vii" | "viii" | "ix" | "xi" | "xii" | "xiii" | "xiv" | "xv" | "xvi"
            if word.chars().all(|letter| letter.is_ascii_uppercase() || letter == '.') =>
        {
            Some(folded)
        }
        _ => None,
    }
}

/// Whether a suffix may begin so: with one of its letters, or with a mark or a letter that is folded to one.
fn may_open_suffix(letter: char) -> bool {
    !letter.is_ascii_alphabetic() || "jsivx".contains(letter.to_ascii_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn check(surface: &str, given: &str, family: &str, core: &str, sort: &str) {
        let name = parse(surface);
        assert_eq!(
            (name.given.join(" ").as_str(), name.family.as_str(), name.core.as_str(), name.sort.as_str()),
            (given, family, core, sort),
            "{surface}"
        );
    }

    #[test]
    fn names_come_apart() {
        check("Eleanor Mary Vance", "eleanor mary", "vance", "vance", "Vance, Eleanor Mary");
        check("E.M. Vance", "e m", "vance", "vance", "Vance, E.M.");
        check("Mr. Vance", "", "vance", "vance", "Vance");
        check("Wm. Vance", "william", "vance", "vance", "Vance, Wm.");
        check("Patty Vance Vance", "patty", "vance", "vance", "Vance, Patty Vance");
        check("Sandra Day O Connor", "sandra day", "o'connor", "oconnor", "Connor, Sandra Day O");
        check("James O Smith", "james o", "smith", "smith", "Smith, James O");
        check("Congressmen Vance", "", "vance", "vance", "Vance");
        check("Jos. Vance", "joseph", "vance", "vance", "Vance, Jos.");
        check("Juan de la Cruz", "juan", "de la cruz", "cruz", "de la Cruz, Juan");
        check("Jan van der Berg", "jan", "van der berg", "berg", "van der Berg, Jan");
        check(
            "Antonio López de Santa Anna",
            "antonio lopez",
            "de santa anna",
            "santaanna",
            "de Santa Anna, Antonio López",
        );
        check("de Lafayette", "", "de lafayette", "lafayette", "de Lafayette");
        check("Van Morrison", "van", "morrison", "morrison", "Morrison, Van");
        check("Omar al-Sayed", "omar", "al-sayed", "sayed", "al-Sayed, Omar");
        check("Shaun O’Neill", "shaun", "o'neill", "oneill", "O’Neill, Shaun");
        check("Martin Luther King, Jr.", "martin luther", "king", "king", "King, Martin Luther, Jr.");
        check("King, Martin Luther, Jr.", "martin luther", "king", "king", "King, Martin Luther, Jr.");
        check("Vance, Eleanor", "eleanor", "vance", "vance", "Vance, Eleanor");
        check("Jean-Paul Sartre", "jean paul", "sartre", "sartre", "Sartre, Jean-Paul");
        check("Peter the Great", "peter", "peter the great", "peterthegreat", "Peter the Great");
        check("Zaha Mohammad Hadid DBE RA", "zaha mohammad", "hadid", "hadid", "Hadid, Zaha Mohammad");
        check("", "", "", "", "");
    }

    #[test]
    fn suffixes_are_kept_apart() {
        assert_eq!(parse("Johann II").suffix.as_deref(), Some("ii"));
        assert!(parse("Johann II").is_full());
        assert_eq!(parse("John Vance Sr.").suffix.as_deref(), Some("sr"));
        assert!(!parse("Vance Jr.").is_full());
    }

    proptest! {
        #[test]
        fn any_text_can_be_taken_apart(surface in "[\\PC]{0,40}") {
            let name = parse(&surface);
            prop_assert!(name.key().contains('|'));
        }
    }
}
