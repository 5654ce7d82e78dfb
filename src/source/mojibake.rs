//! Text that was UTF-8, was read as windows-1252 (or ISO 8859-1) and written again: "cafÃ©", "itâ€™s".
//!
//! Clean text must never be "repaired", and clean text does hold such pairs: a word in capitals before a closing quote
//! ("A IRMÃ”") reads as one. So every place is weighed by what stands around it, and only a text with a place that cannot
//! be clean is repaired at all.

use super::windows_1252::byte_of;

/// A text after repair.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Repaired {
    /// The text.
    pub(super) text: String,
    /// How many places were repaired.
    pub(super) places: usize,
    /// A word before and after.
    pub(super) example: (String, String),
}

/// Text is written and misread twice at times, hardly more often.
const MOST_PASSES: usize = 3;

/// Repairs a text, if it needs it.
pub(super) fn repair(text: &str) -> Option<Repaired> {
    if text.is_ascii() {
        return None;
    }
    let mut repaired: Option<Repaired> = None;
    for _ in 0..MOST_PASSES {
        let current = repaired.as_ref().map_or(text, |repaired| &repaired.text);
        let Some((next, places, first)) = pass(current) else { break };
        repaired = Some(match repaired {
            // The example shows the way from first to last; what is left over of the first pass counts once.
            Some(before) => Repaired {
                example: (before.example.0, word_at(&next, first)),
                text: next,
                places: before.places,
            },
            None => {
                Repaired { example: (word_at(current, first), word_at(&next, first)), text: next, places }
            }
        });
    }
    repaired
}

/// How sure it is that a place was misread.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Weight {
    /// Clean text may well hold it.
    Doubtful,
    /// Hardly clean, if others in the text are not.
    Likely,
    /// No clean text holds it.
    Certain,
}

/// A place that reads as a character of UTF-8.
#[derive(Clone, Copy, Debug)]
struct Place {
    start: usize,
    end: usize,
    lead: u8,
    decoded: char,
    weight: Weight,
}

/// One pass: the text, how many places were repaired, and where the first of them was.
fn pass(text: &str) -> Option<(String, usize, usize)> {
    let (mut places, clean_letters) = find(text);
    weigh_runs(&mut places);
    let certain = places.iter().filter(|place| place.weight == Weight::Certain).count();
    if certain == 0 {
        return None;
    }
    let least = match () {
        () if clean_letters == 0 && certain > 1 => Weight::Doubtful,
        () if clean_letters * 4 <= certain => Weight::Likely,
        () => Weight::Certain,
    };
    places.retain(|place| place.weight >= least);
    let first = places.first()?.start;
    let mut repaired = String::with_capacity(text.len());
    let mut at = 0;
    for place in &places {
        repaired.push_str(text.get(at..place.start).unwrap_or(""));
        if place.decoded != '\u{FEFF}' {
            repaired.push(place.decoded);
        }
        at = place.end;
    }
    repaired.push_str(text.get(at..).unwrap_or(""));
    Some((repaired, places.len(), first))
}

/// All places, and how many letters beyond ASCII stand outside of them.
fn find(text: &str) -> (Vec<Place>, usize) {
    let mut places = Vec::new();
    let mut clean_letters = 0;
    let (mut at, mut before) = (0, None);
    while let Some(rest) = text.get(at..).filter(|rest| !rest.is_empty()) {
        // What is ASCII is passed over in one step.
        let plain = rest.bytes().take_while(u8::is_ascii).count();
        if plain > 0 {
            at += plain;
            before = rest.get(..plain).and_then(|plain| plain.chars().next_back());
            continue;
        }
        let Some(c) = rest.chars().next() else { break };
        match read(rest) {
            Some((lead, decoded, length)) => {
                let after = rest.get(length..).and_then(|rest| rest.chars().next());
                let last = rest.get(..length).and_then(|place| place.chars().next_back());
                let weight = weigh(lead, decoded, before, last.unwrap_or(' '), after, at == 0);
                places.push(Place { start: at, end: at + length, lead, decoded, weight });
                at += length;
                before = Some(decoded);
            }
            None => {
                clean_letters += usize::from(c.is_alphabetic());
                at += c.len_utf8();
                before = Some(c);
            }
        }
    }
    (places, clean_letters)
}

/// The character of UTF-8 that the next characters spell: its first byte, itself, and how many bytes of text it takes.
fn read(rest: &str) -> Option<(u8, char, usize)> {
    let mut characters = rest.chars();
    let lead = byte_of(characters.next()?)?;
    let length = match lead {
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let mut bytes = [lead, 0, 0, 0];
    let mut taken = rest.chars().next()?.len_utf8();
    for (index, byte) in bytes.iter_mut().enumerate().take(length).skip(1) {
        let c = characters.next()?;
        *byte = match byte_of(c) {
            Some(byte @ 0x80..=0xBF) => byte,
            // The closing quote's last byte has no character in windows-1252, and is often lost so.
            None if c == '\u{FFFD}' && lead == 0xE2 && index == 2 => 0x9D,
            _ => return None,
        };
        taken += c.len_utf8();
    }
    let decoded = std::str::from_utf8(bytes.get(..length)?).ok()?.chars().next()?;
    Some((lead, decoded, taken))
}

/// Marks that stand right after a letter in clean text.
const fn follows_letters(c: char) -> bool {
    matches!(
        c,
        '\u{A0}'
            | '»'
            | '«'
            | '…'
            | '”'
            | '“'
            | '’'
            | '‘'
            | '–'
            | '—'
            | '›'
            | '‹'
            | '•'
            | '·'
            | '°'
            | 'ª'
            | 'º'
            | '²'
            | '³'
            | '¹'
            | '®'
            | '™'
            | '©'
            | '§'
            | '†'
            | '‡'
    )
}

fn weigh(
    lead: u8,
    decoded: char,
    before: Option<char>,
    last: char,
    after: Option<char>,
    at_start: bool,
) -> Weight {
    let after_small = before.is_some_and(char::is_lowercase);
    let before_small = after.is_some_and(char::is_lowercase);
    match lead {
        // A large letter inside a word of small ones, or a letter with a mark that follows no letter.
        0xC2 if after_small || !follows_letters(last) => Weight::Certain,
        0xC2 if before.is_none_or(|c| matches!(c, ' ' | '\n' | '\t' | '(') || c.is_ascii_digit()) => {
            Weight::Certain
        }
        // The word "à" by itself.
        0xC3 if decoded == 'à' && before == Some(' ') && after == Some(' ') => Weight::Certain,
        0xC3..=0xC8 if !decoded.is_alphabetic() => Weight::Doubtful,
        0xC3..=0xC5 if after_small || before_small || !follows_letters(last) => Weight::Certain,
        0xC6..=0xC8 if after_small => Weight::Certain,
        0xC2..=0xC8 => Weight::Likely,
        // "â€", "â‚", "â„", "â†", "âˆ": no mark of these follows a letter.
        0xE2 if matches!(u32::from(decoded), 0x2000..=0x203F | 0x2080..=0x20BF | 0x2100..=0x213F | 0x2180..=0x223F) => {
            Weight::Certain
        }
        0xE1 if matches!(decoded, '\u{1E00}'..='\u{1EFF}') && (after_small || before_small) => Weight::Likely,
        0xEF if decoded == '\u{FEFF}' && at_start => Weight::Certain,
        0xEF if matches!(decoded, '\u{FB00}'..='\u{FB06}' | '\u{FEFF}' | '\u{FFFD}') => Weight::Likely,
        0xF0 if matches!(decoded, '\u{1F000}'..='\u{1FAFF}') => Weight::Certain,
        _ => Weight::Doubtful,
    }
}

/// Letters of another script come in words: three in a row are no chance.
fn weigh_runs(places: &mut [Place]) {
    const RUN: usize = 3;
    let alike = |a: &Place, b: &Place| {
        let letters = a.decoded.is_alphabetic() && b.decoded.is_alphabetic();
        let foreign = a.lead >= 0xC9 && b.lead >= 0xC9;
        letters && foreign && a.lead.abs_diff(b.lead) <= if a.lead >= 0xE3 { 8 } else { 1 }
    };
    let mut start = 0;
    while start < places.len() {
        let mut end = start + 1;
        while end < places.len()
            && places[end].start == places[end - 1].end
            && alike(&places[end - 1], &places[end])
        {
            end += 1;
        }
        if end - start >= RUN {
            places[start..end].iter_mut().for_each(|place| place.weight = Weight::Certain);
        }
        start = end;
    }
}

/// The word around a place, for an example.
fn word_at(text: &str, at: usize) -> String {
    let at = text.floor_char_boundary(at.min(text.len()));
    let (before, after) = text.split_at(at);
    let start = before.rfind(char::is_whitespace).map_or(0, |space| space + 1);
    let start = before.ceil_char_boundary(start.max(at.saturating_sub(40)));
    let head: String = before.get(start..).unwrap_or("").trim_start().to_owned();
    let word: String = after.chars().take(40).take_while(|c| !c.is_whitespace() || *c == '\u{A0}').collect();
    let word: String = (head + &word).chars().map(|c| if c.is_control() { '\u{FFFD}' } else { c }).collect();
    word.trim().to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use encoding_rs::WINDOWS_1252;
    use proptest::prelude::*;

    /// Misreads a text as the web's windows-1252 does, or as ISO 8859-1.
    fn misread(text: &str, latin_1: bool) -> String {
        if latin_1 {
            return text.bytes().map(char::from).collect();
        }
        WINDOWS_1252.decode_without_bom_handling(text.as_bytes()).0.into_owned()
    }

    #[track_caller]
    fn check(text: &str) {
        assert_eq!(repair(text), None, "clean text");
        for latin_1 in [false, true] {
            let once = misread(text, latin_1);
            assert_eq!(repair(&once).map(|repaired| repaired.text).as_deref(), Some(text), "{once}");
            let twice = misread(&once, latin_1);
            assert_eq!(repair(&twice).map(|repaired| repaired.text).as_deref(), Some(text), "{twice}");
        }
    }

    #[test]
    fn misread_text_is_repaired_and_clean_text_is_left() {
        check("The café’s owner said: “It’s £5 – no more…”");
        check("Ébauche: déjà vu à Genève, où l’œuvre coûte 3 € à peine");
        check("Größe und Straße, „für Äpfel“ – süß");
        check("Não há ações à mão; a irmã e o avô, às três");
        check("Zażółć gęślą jaźń, świat się śmieje");
        check("Пароход опоздал и в среду");
        check("Người Việt đọc sách ở Đà Nẵng");
        check("汽船は水曜日も遅れた。");
        check("naïve coöperation");
        check("nom à afficher");
    }

    #[test]
    fn what_clean_text_may_hold_is_left() {
        for clean in [
            "“A IRMÃ” e o «PÃO»",
            "« déjà »",
            "“Caf\u{e9}”—so",
            "„Fuß“ und „groß“ …",
            "»Weiß«",
            "NESCAFÉ® ÅÄÖ™",
            "la lettre «Â» et «Ã»",
            "«está»…",
            "AMANHÃ… e DEPOIS",
            "10 Å– 20 Å",
            "CAFÉ” ÉTÉ» OÙ… NOËL’S",
            "Đã… đà”—",
            "â”—",
            "Ð and Ñ",
            "À «ça»",
        ] {
            assert_eq!(repair(clean), None, "{clean}");
        }
    }

    #[test]
    fn parts_are_repaired_where_the_rest_is_clean() {
        let text = "L’été à Genève, déjà: «AMANHû. Then the cafÃ©â€™s door, and Ã la carte.";
        let repaired = repair(text).unwrap();
        assert!(repaired.text.contains("«AMANHû. Then the café’s door"), "{}", repaired.text);
        assert_eq!(repaired.example, ("cafÃ©â€™s".into(), "café’s".into()));
        assert_eq!(repaired.places, 2);
    }

    #[test]
    fn lost_bytes_and_marks_at_the_start_are_understood() {
        assert_eq!(repair("ï»¿Plain").unwrap().text, "Plain");
        assert_eq!(repair("â€œYesâ€\u{FFFD} he said").unwrap().text, "“Yes” he said");
    }

    proptest! {
        #[test]
        fn any_text_is_taken(text in "[ -~éÃÂâ€™œ”»ÐÑ\u{80}-\u{9f}\u{a0}-\u{ff}]{0,60}") {
            if let Some(repaired) = repair(&text) {
                prop_assert!(repaired.places > 0);
                prop_assert_eq!(
                    text.chars().filter(char::is_ascii).count(),
                    repaired.text.chars().filter(char::is_ascii).count()
                );
            }
        }
    }
}
