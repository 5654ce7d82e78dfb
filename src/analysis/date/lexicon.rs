//! The table of a language made ready, so that the scan can look each word up once.

use super::meaning::{Entry, Meaning};
use super::table::Table;

/// Words with their meanings.
pub(super) struct Lexicon {
    slots: Vec<(u128, u16)>,
    entries: Vec<Entry>,
}

/// Words of more bytes mean nothing.
const LONGEST: usize = 32;

/// So many bytes of a word are its key as they stand; what is beyond is folded in.
const KEY: usize = 16;

/// A power of two, twice the words of any table and more.
const SLOTS: usize = 4096;

impl Lexicon {
    /// Makes a table ready.
    pub(super) fn new(table: &Table) -> Self {
        let mut lexicon = Self { slots: vec![(0, 0); SLOTS], entries: Vec::new() };
        lexicon.add_made(table);
        for (word, meaning) in table.words {
            lexicon.entry_of(word).add(*meaning);
        }
        for (words, _) in table.feasts {
            if let Some(first) = words.first() {
                lexicon.entry_of(first).holiday = true;
            }
        }
        for (words, _) in table.references {
            if let Some(first) = words.first() {
                lexicon.entry_of(first).reference = true;
            }
        }
        lexicon
    }

    /// The words that are made by rule; what a table lists itself comes later and wins.
    fn add_made(&mut self, table: &Table) {
        let made = &table.made;
        for (stem, meaning) in made.stems {
            self.add_inflected(stem, made.endings, *meaning);
        }
        for (tens, meaning) in table.words {
            match *meaning {
                Meaning::Number(number) if (20..100).contains(&number) && number.is_multiple_of(10) => {
                    self.add_tens(table, tens, number);
                }
                Meaning::Weekday(weekday) => self.add_weekday(table, tens, weekday),
                _ => {}
            }
        }
    }

    fn add_inflected(&mut self, stem: &str, endings: &[&str], meaning: Meaning) {
        for ending in endings {
            self.entry_of(&format!("{stem}{ending}")).add(meaning);
        }
    }

    /// "einundzwanzig", "einundzwanzigste", "zwanzigste".
    fn add_tens(&mut self, table: &Table, tens: &str, number: u32) {
        let made = &table.made;
        let Some((units, between)) = made.units_before_tens else { return };
        let with_units = units.iter().map(|(word, unit)| (format!("{word}{between}{tens}"), number + unit));
        for (word, number) in std::iter::once((tens.to_owned(), number)).chain(with_units) {
            self.entry_of(&word).add(Meaning::Number(number));
            if number <= 31 {
                let stem = format!("{word}{}", made.ordinal_of_tens);
                self.add_inflected(&stem, made.endings, Meaning::Ordinal(number as u8));
            }
        }
    }

    /// "Montagabend", "montags".
    fn add_weekday(&mut self, table: &Table, name: &str, weekday: u8) {
        let repeated = self.entry_of(&format!("{name}{}", table.made.weekly));
        repeated.weekday = weekday;
        repeated.weekly = true;
        if !table.made.weekday_with_part {
            return;
        }
        for (word, meaning) in table.words {
            if let Meaning::Part(part) = *meaning {
                let entry = self.entry_of(&format!("{name}{word}"));
                entry.weekday = weekday;
                entry.part = Some(part);
            }
        }
    }

    fn entry_of(&mut self, word: &str) -> &mut Entry {
        let key = key(word.as_bytes());
        let mut slot = slot(key);
        while self.slots[slot].0 != 0 && self.slots[slot].0 != key {
            slot = (slot + 1) & (SLOTS - 1);
        }
        if self.slots[slot].0 == 0 {
            self.slots[slot] = (key, self.entries.len() as u16);
            self.entries.push(Entry::default());
        }
        let index = usize::from(self.slots[slot].1);
        &mut self.entries[index]
    }

    /// What the table says of a word, in whatever case.
    pub(super) fn look_up(&self, word: &[u8]) -> Option<&Entry> {
        if word.len() > LONGEST {
            return None;
        }
        let key = key(word);
        let mut slot = slot(key);
        loop {
            let (found, index) = self.slots[slot];
            if found == key {
                return self.entries.get(usize::from(index));
            }
            if found == 0 {
                return None;
            }
            slot = (slot + 1) & (SLOTS - 1);
        }
    }
}

fn key(word: &[u8]) -> u128 {
    let mut buffer = [0_u8; KEY];
    for (to, from) in buffer.iter_mut().zip(word) {
        *to = from.to_ascii_lowercase();
    }
    if !word.is_ascii() {
        lower_latin(&mut buffer);
    }
    let first = u128::from_le_bytes(buffer);
    if word.len() <= KEY { first } else { folded(first, &word[KEY..]) }
}

/// The capitals from À to Þ, whose second byte is 0x20 below that of the small letters.
fn lower_latin(buffer: &mut [u8; KEY]) {
    for at in 1..KEY {
        if buffer[at - 1] == 0xC3 && (0x80..0x9F).contains(&buffer[at]) && buffer[at] != 0x97 {
            buffer[at] += 0x20;
        }
    }
}

fn folded(first: u128, rest: &[u8]) -> u128 {
    const MIX: u128 = 0x9E37_79B9_7F4A_7C15_F39C_C060_5CED_C835;
    rest.iter().fold(first, |key, byte| {
        (key ^ u128::from(byte.to_ascii_lowercase())).wrapping_mul(MIX).rotate_left(41)
    })
}

const fn slot(key: u128) -> usize {
    let folded = (key as u64) ^ ((key >> 64) as u64).rotate_left(23);
    (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 52) as usize
}

#[cfg(test)]
mod tests {
    use super::super::expression::Unit;
    use super::super::table::languages;
    use super::*;

    #[test]
    fn every_word_of_the_tables_can_be_looked_up() {
        for language in languages() {
            let (table, lexicon) = (language.table, &language.lexicon);
            let feasts = table.feasts.iter().filter_map(|(words, _)| words.first().copied());
            let references = table.references.iter().filter_map(|(words, _)| words.first().copied());
            let words = table.words.iter().map(|(word, _)| *word);
            for word in words.chain(feasts).chain(references) {
                assert!(word.len() <= LONGEST && word == word.to_lowercase(), "{word}");
                let capitals = word.to_uppercase().replace("SS", "ss");
                assert!(lexicon.look_up(word.as_bytes()).is_some(), "{word}");
                assert!(word.contains('ß') || lexicon.look_up(capitals.as_bytes()).is_some(), "{word}");
            }
            assert!(
                lexicon.entries.len() < SLOTS / 2,
                "{} words are too many to be quick",
                lexicon.entries.len()
            );
            assert_eq!(lexicon.look_up(b"unheard"), None);
        }
    }

    #[test]
    fn a_word_may_mean_several_things() {
        let english = &languages()[0].lexicon;
        let second = english.look_up(b"Second").expect("in the table");
        assert_eq!((second.ordinal, second.unit), (Some(2), Some((Unit::Second, false))));
    }

    #[test]
    fn words_are_made_by_rule() {
        let german = &languages()[1].lexicon;
        let number = |word: &str| german.look_up(word.as_bytes()).and_then(|entry| entry.number);
        let ordinal = |word: &str| german.look_up(word.as_bytes()).and_then(|entry| entry.ordinal);
        assert_eq!((number("einundzwanzig"), number("Neunundneunzig")), (Some(21), Some(99)));
        assert_eq!((ordinal("dreiundzwanzigster"), ordinal("zweiundzwanzigster")), (Some(23), Some(22)));
        let evening = german.look_up("Samstagabend".as_bytes()).expect("made");
        assert!(evening.weekday == 6 && evening.part.is_some());
        assert_eq!(german.look_up("MÄRZ".as_bytes()).map(|entry| entry.month), Some(3));
    }
}
