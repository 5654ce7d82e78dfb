//! Which spellings of a name's part are one: nicknames, transliterations, the same given name in related languages.

use super::super::person_name::is_initial;
use super::forms::gender_of_given;
use crate::analysis::entity::nicknames;
use std::collections::HashMap;
use std::sync::LazyLock;

/// The list also pairs names that are each a name of its own ("Patrick", "Peter"): those are two people's.
static FAMILIAR: LazyLock<HashMap<&str, Vec<&str>>> = LazyLock::new(|| {
    let mut familiar: HashMap<&str, Vec<&str>> = HashMap::new();
    for (name, short) in nicknames().filter(|(name, short)| !are_two_names(name, short)) {
        familiar.entry(name).or_default().push(short);
        familiar.entry(short).or_default().push(name);
    }
    familiar
});

fn are_two_names(one: &str, other: &str) -> bool {
    let (here, there) = (gender_of_given(one), gender_of_given(other));
    here.is_some()
        && there.is_some()
        && (here != there || !(is_familiar_form(one) || is_familiar_form(other)))
}

/// Familiar forms so usual that they stand among the usual given names.
fn is_familiar_form(name: &str) -> bool {
    matches!(
        name,
        "tom"
            | "bill"
            | "jim"
            | "joe"
            | "bob"
            | "mike"
            | "dan"
            | "dave"
            | "ben"
            | "sam"
            | "jack"
            | "harry"
            | "jerry"
            | "larry"
            | "betty"
            | "annie"
            | "kate"
            | "fred"
            | "nancy"
            | "eliza"
            | "frank"
    )
}

/// Given names that are one name in several languages. A line holds the languages apart with `/`, and spellings of
/// one language with spaces: within a language they are one name, across languages they may be one man's.
#[rustfmt::skip]
const RELATED: &[&str] = &[
    "vladimir wladimir/volodymyr wolodymyr/uladzimir",
    "alexander aleksandr alexandr aleksander/oleksandr olexandr/aliaksandr alyaksandr",
    "alexey aleksey alexei aleksei alexej/oleksiy oleksii oleksiy olexiy",
    "sergey sergei sergej sergiy/serhiy serhii serhij/siarhei",
    "dmitry dmitri dmitriy dmitrii dimitri dimitry/dmytro/dzmitry",
    "nikolay nikolai nikolaj/mykola/mikalai",
    "mikhail michail mihail/mykhailo mykhaylo mychajlo/mikhas",
    "pavel/pavlo/paval",
    "pyotr petr piotr/petro/pyatro",
    "andrey andrei andrej andriy/andrii andriy",
    "evgeny yevgeny evgeni yevgeni evgeniy yevgeniy evgenii yevgenii/yevhen evhen",
    "yury yuri yuriy yurii juri jurij/yuriy yurii",
    "igor/ihor",
    "oleg/oleh",
    "konstantin constantin/kostiantyn kostyantyn",
    "viktor victor/viktar",
    "anatoly anatoli anatoliy anatolii anatolij",
    "grigory grigori grigoriy/hryhoriy hryhorii",
    "vasily vasili vasiliy wassily vassily/vasyl wasyl",
    "valery valeri valeriy valerii",
    "gennady gennadi gennadiy/hennadiy hennadii",
    "arkady arkadi arkadiy", "georgy georgi georgiy georgii/heorhiy heorhii", "leonid/leonyd",
    "fyodor fedor feodor/fedir", "ilya ilia/illia", "nikita/mykyta", "artem artyom", "denis/denys", "maxim maksim/maksym",
    "roman", "ruslan", "ekaterina yekaterina/kateryna", "elena yelena/olena", "olga/olha", "natalia nataliya natalya natalie",
    "yulia julia yuliya iuliia", "anastasia anastasiya", "tatiana tatyana tatiyana", "ksenia kseniya xenia",
    "yaroslav jaroslav iaroslav", "boris/borys", "semyon semen semion", "timofey timofei",
    "mohammed muhammad mohamed mohammad muhammed mohamad muhamad mohamud mehmed",
    "ahmed ahmad achmed", "hussein husain hussain hossein husayn husein", "hassan hasan hassen", "yusuf youssef yousef yosef yousuf",
    "omar umar", "osama usama", "said saeed saied sayed sayeed", "khaled khalid", "mahmoud mahmud mahmood", "mustafa mustapha moustafa",
    "ibrahim ebrahim", "ismail ismael esmail", "abdullah abdallah abdulla", "abdul abdel abd", "faisal faysal feisal", "jamal gamal",
    "moammar muammar moamer mouammar", "bashar bachar", "nasser nasir naser", "rashid rasheed", "karim kareem", "salah saleh",
    "fatima fatma fatimah", "aisha ayesha aicha", "zainab zeinab zaynab", "nour noor nur", "suleiman sulaiman soleiman suleyman",
    "giorgos georgios yiorgos yorgos", "yiannis giannis ioannis yannis", "nikos nicos", "alexis aleksis", "kostas costas",
    "rafael raphael", "catherine katherine katharine catharine kathryn", "philip phillip", "stephen steven stefan", "sara sarah",
    "ann anne anna", "elizabeth elisabeth", "geoffrey jeffrey", "jon john", "carl karl", "eric erik", "marc mark", "isabel isobel isabelle",
    "teresa theresa", "allan alan allen", "lawrence laurence", "brian bryan", "frederick frederic fredrick", "nicholas nicolas",
    "deborah debra", "christian kristian", "christina kristina", "jeffery jeffrey", "thomas tomas", "matthew mathew", "neil neal",
    "sean shaun shawn", "hannah hanna", "marcia marsha", "graham graeme", "stewart stuart", "leslie lesley", "frances francis",
    "moishe moshe", "isaac izaak", "mao mau", "manuel manoel", "joao joam", "helen helene",
    // Of one saint or hero, a language between strokes.
    "joseph/yusuf youssef yousef yosef/josef jozef/giuseppe/jose/iosif", "john/johann johannes hans/jean/juan/giovanni/ivan/yahya",
    "george/georg/georges/jorge/giorgio/georgy georgi/georgios giorgos/heorhiy", "helen/helena/elena yelena/olena/helene",
    "michael/michel/miguel/michele/mikhail/mykhailo mykhaylo", "peter/pierre/pedro/pietro/pyotr petr/petro/piotr",
    "paul/pablo/paolo/pavel/pavlo", "nicholas/nikolai nikolay/mykola/nicolas/nikolaos", "andrew/andrei andrey/andrii andriy/andreas/andre",
    "francis/francois/francisco/francesco/franz", "henry/henri/heinrich/enrique/enrico", "anthony/antonio/anton/antoine",
    "william/wilhelm/guillaume/guillermo/willem", "louis/ludwig/luis/luigi", "charles/karl/carlos/carlo",
    "theodore/fyodor fedor/teodor", "basil/vasily vasiliy/vasyl", "gregory/grigory grigori/hryhoriy hryhorii", "stephen/etienne/esteban/stefano/istvan",
    "catherine/caterina/catalina/ekaterina yekaterina/kateryna", "mary/maria/marie/miriam", "elizabeth/isabel/elisabetta/elzbieta",
    "david/daoud dawud", "abraham/ibrahim", "jacob/yaqub/yakov/jakob/jacques", "solomon/suleiman", "moses/musa moussa", "elias/ilyas/ilya",
];

/// Spelling → (line, language) of [`RELATED`].
static CLASSES: LazyLock<HashMap<&'static str, Vec<(usize, usize)>>> = LazyLock::new(|| {
    let mut classes: HashMap<&str, Vec<(usize, usize)>> = HashMap::new();
    for (line, text) in RELATED.iter().enumerate() {
        for (language, spellings) in text.split('/').enumerate() {
            for spelling in spellings.split(' ') {
                classes.entry(spelling).or_default().push((line, language));
            }
        }
    }
    classes
});

/// The first line of [`RELATED`] whose names are transliterated is 0; the ordinary English spellings begin here.
static FIRST_ENGLISH: LazyLock<usize> =
    LazyLock::new(|| RELATED.iter().position(|line| line.starts_with("rafael")).unwrap_or(RELATED.len()));

/// How two given names of one family name may belong together, in percent of certainty.
pub(super) const SAME: u8 = 100;
/// Spellings of one name.
pub(super) const RESPELT: u8 = 94;
/// A familiar form.
pub(super) const NICKNAME: u8 = 88;
/// An initial.
pub(super) const INITIAL: u8 = 86;
/// One name in related languages: only with other evidence.
pub(super) const TRANSLATED: u8 = 50;
/// A letter of the family name differs behind equal given names: only with other evidence.
pub(super) const MISSPELT: u8 = 45;
/// Fewest letters of a family name in which one that differs may be a slip.
const SLIPS: usize = 6;

/// How two folded given names belong together; `None` when they are different names.
pub(super) fn given_likeness(one: &str, other: &str) -> Option<u8> {
    if one == other {
        return Some(SAME);
    }
    if is_initial(one) || is_initial(other) {
        return (one.chars().next() == other.chars().next()).then_some(INITIAL);
    }
    let (here, there) = (CLASSES.get(one), CLASSES.get(other));
    let related = here.into_iter().flatten().flat_map(|a| there.into_iter().flatten().map(move |b| (a, b)));
    let class =
        related.filter(|(a, b)| a.0 == b.0).map(|(a, b)| if a.1 == b.1 { RESPELT } else { TRANSLATED }).max();
    class.or_else(|| familiar(one).any(|name| name == other).then_some(NICKNAME))
}

/// Familiar forms of a given name, and the names of which it is one.
pub(super) fn familiar(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    FAMILIAR.get(name).into_iter().flatten().copied()
}

/// Familiar forms and other spellings of a given name.
pub(super) fn other_spellings(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    respelt(name).chain(familiar(name))
}

/// Every other spelling of a given name, in its language and in related ones.
pub(super) fn respelt(name: &str) -> impl Iterator<Item = &'static str> + use<> {
    let lines = CLASSES.get(name).into_iter().flatten().map(|(line, _)| *line);
    lines.flat_map(|line| RELATED[line].split(['/', ' ']))
}

/// The classes of a given name that hold names of related languages.
pub(super) fn translations(given: &str) -> impl Iterator<Item = usize> + use<> {
    let lines = CLASSES.get(given).into_iter().flatten().map(|(line, _)| *line);
    lines.filter(|line| RELATED[*line].contains('/'))
}

/// Whether one family name may be the other with a slip of the pen or the scanner: one letter differs, is missing or
/// is out of place.
pub(super) fn is_near(one: &str, other: &str) -> bool {
    one.len().abs_diff(other.len()) <= char::MAX.len_utf8()
        && differ_by_one(one, other)
        && one.chars().count().min(other.chars().count()) >= SLIPS
}

/// Whether one letter is another, is missing, or has changed places with the next: what is left of both words between
/// their common beginning and end tells.
fn differ_by_one(one: &str, other: &str) -> bool {
    let begins =
        one.chars().zip(other.chars()).take_while(|(a, b)| a == b).map(|(a, _)| a.len_utf8()).sum::<usize>();
    let (one, other) = (&one[begins..], &other[begins..]);
    let ends: usize = one
        .chars()
        .rev()
        .zip(other.chars().rev())
        .take_while(|(a, b)| a == b)
        .map(|(a, _)| a.len_utf8())
        .sum();
    let mut here = one[..one.len() - ends].chars();
    let mut there = other[..other.len() - ends].chars();
    match ((here.next(), here.next(), here.next()), (there.next(), there.next(), there.next())) {
        ((None, ..), (None, ..)) => false,
        ((_, None, _), (_, None, _)) => true,
        ((Some(a), Some(b), None), (Some(c), Some(d), None)) => (a, b) == (d, c),
        _ => false,
    }
}

/// Keys of which two names that [`is_near`] tells share one.
pub(super) fn near_keys(core: &str) -> Option<[String; 2]> {
    let letters: Vec<char> = core.chars().collect();
    let end = letters.len().checked_sub(3).filter(|_| letters.len() >= SLIPS)?;
    Some([
        format!("^{}", letters[..3].iter().collect::<String>()),
        format!("${}", letters[end..].iter().collect::<String>()),
    ])
}

/// The key of a family name's sound that is also equal where Russian has a g and Ukrainian an h: Grinko, Hrynko.
pub(super) fn wide_sound(sound: &str) -> String {
    sound.replace('g', "h")
}

/// Whether a folded word is a usual given name.
pub(super) fn is_given_name(word: &str) -> bool {
    FAMILIAR.contains_key(word) || CLASSES.contains_key(word)
}

/// Whether a given name was brought over from another alphabet, so that its bearer's family name was as well.
pub(super) fn is_transliterated(given: &str) -> bool {
    CLASSES.get(given).into_iter().flatten().any(|(line, _)| line < &*FIRST_ENGLISH)
}

/// Whether a family name looks as if it had been brought over from another alphabet.
pub(super) fn looks_transliterated(core: &str) -> bool {
    let endings = [
        "sky", "ski", "skii", "skiy", "skyy", "skyi", "skij", "skyj", "tsky", "ov", "ev", "off", "eff",
        "enko", "chuk", "vich", "vych", "vitch", "yi", "iy", "yy", "ii", "yev", "ova", "eva", "skaya", "ska",
        "aya",
    ];
    core.len() > 4 && endings.iter().any(|ending| core.ends_with(ending)) || nordic_stem(core).is_some()
}

/// "Lindquist", "Lindqvist", "Lindkvist": one name, as its bearer, a clerk and a spelling reform write it.
fn nordic_stem(core: &str) -> Option<&str> {
    ["quist", "qvist", "kvist"].iter().find_map(|ending| core.strip_suffix(ending))
}

/// A key that is equal for the usual transliterations of one family name: Zelensky, Zelenskyy, Zelenskiy.
pub(super) fn sound(core: &str) -> String {
    let mut text = nordic_stem(core).map_or_else(|| core.to_owned(), |stem| format!("{stem}kvist"));
    for ending in ["skyy", "skiy", "skyi", "skyj", "skij", "skii", "sky"] {
        if let Some(stem) = text.strip_suffix(ending) {
            text = format!("{stem}ski");
            break;
        }
    }
    for (from, to) in [
        ("tsch", "ch"),
        ("tch", "ch"),
        ("sch", "sh"),
        ("zh", "j"),
        ("kh", "h"),
        ("ph", "f"),
        ("ck", "k"),
        ("ou", "u"),
        ("oo", "u"),
        ("ai", "i"),
        ("ei", "i"),
        ("ee", "i"),
        ("ay", "i"),
        ("ey", "i"),
        ("yo", "e"),
        ("ye", "e"),
        ("ya", "a"),
        ("ia", "a"),
        ("ie", "e"),
        ("iu", "u"),
        ("yu", "u"),
        ("ch", "9"),
        ("ks", "x"),
    ] {
        text = text.replace(from, to);
    }
    let ending = if text.ends_with("ff") { Some(text.trim_end_matches('f').to_owned() + "v") } else { None };
    let mut key = String::new();
    for letter in ending.unwrap_or(text).chars() {
        let letter = match letter {
            'y' | 'j' => 'i',
            'c' | 'q' => 'k',
            'w' => 'v',
            'o' => 'u',
            'e' => 'i',
            '\'' | '-' => continue,
            other => other,
        };
        if !key.ends_with(letter) {
            key.push(letter);
        }
    }
    key
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn given_names_are_compared() {
        let check = |one: &str, other: &str, expected: Option<u8>| {
            assert_eq!(given_likeness(one, other), expected, "{one} {other}");
            assert_eq!(given_likeness(other, one), expected, "{other} {one}");
        };
        check("eleanor", "eleanor", Some(SAME));
        check("e", "eleanor", Some(INITIAL));
        check("dmitry", "dmitri", Some(RESPELT));
        check("volodymyr", "vladimir", Some(TRANSLATED));
        check("nikolai", "mykola", Some(TRANSLATED));
        check("joseph", "yusuf", Some(TRANSLATED));
        check("bill", "william", Some(NICKNAME));
        check("john", "mary", None);
        check("m", "eleanor", None);
    }

    #[test]
    fn a_slip_is_one_letter() {
        let words = [
            "marsden", "marsdne", "mrasden", "marsdn", "marsdenn", "marseden", "marsten", "marston",
            "maarsden",
        ];
        for one in words.into_iter().chain([
            "pöschel",
            "poschel",
            "pöschl",
            "pösscher",
            "lehcsöp",
            "aaaaaa",
            "aaaaaaa",
        ]) {
            for other in words
                .into_iter()
                .chain(["pöschel", "pscöhel", "pöchel", "öpschel", "aaaaaaa", "aaabaa", "marsde"])
            {
                let expected = strsim::osa_distance(one, other) == 1;
                assert_eq!(is_near(one, other), expected, "{one} {other}");
            }
        }
    }

    #[test]
    fn transliterations_sound_alike() {
        for others in [
            ["zelensky", "zelenskyy", "zelenskiy"],
            ["medvedev", "medvediev", "medvedeff"],
            ["hussein", "hussain", "husayn"],
            ["khrushchev", "hrushchev", "khrushchyov"],
        ] {
            let first = sound(others[0]);
            assert_eq!(others.map(sound), [&first, &first, &first].map(Clone::clone), "{others:?}");
        }
        assert_ne!(sound("peskov"), sound("petrov"));
    }
}
