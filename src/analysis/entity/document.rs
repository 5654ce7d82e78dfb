//! What the rest of a document says of a word: a name that is introduced in full once is known when it stands alone.

use super::lists::bit;
use super::word::{Word, flag};
use super::word_map::WordMap;

/// Facts gathered over all occurrences of a word, as bits of [`Word::document`].
mod fact {
    pub(super) const SMALL: u16 = 1;
    pub(super) const CAPITAL_INSIDE: u16 = 2;
    pub(super) const CAPITAL_OFTEN: u16 = 4;
    pub(super) const AFTER_HONORIFIC: u16 = 8;
    pub(super) const AFTER_FIRST_NAME: u16 = 16;
    pub(super) const BEFORE_LAST_NAME: u16 = 32;
    pub(super) const AFTER_PREPOSITION: u16 = 64;
    pub(super) const BEFORE_ORGANIZATION_WORD: u16 = 128;
    pub(super) const BEFORE_PLACE_WORD: u16 = 256;
    pub(super) const AFTER_CAPITAL: u16 = 512;
    pub(super) const BEFORE_CAPITAL: u16 = 1024;
    pub(super) const BEFORE_SPEECH: u16 = 2048;
}

/// Facts by word, used again for the next document.
#[derive(Default)]
pub(crate) struct Facts {
    by_word: WordMap<u16>,
}

impl Facts {
    /// Gathers the facts of a document's sentences and writes them into its words.
    ///
    /// `words` holds the sentences one after another, each between edges.
    pub(crate) fn apply(&mut self, words: &mut [Word]) {
        let cores = words.iter().filter(|word| word.is(flag::CORE)).count();
        self.by_word.reset(cores);
        for index in 1..words.len().saturating_sub(1) {
            if words[index].is(flag::CORE) {
                let facts = facts_here(&words[index - 1], &words[index], &words[index + 1]);
                let slot = self.by_word.slot(words[index].lower);
                if *slot & fact::CAPITAL_INSIDE & facts != 0 {
                    *slot |= fact::CAPITAL_OFTEN;
                }
                *slot |= facts;
            }
        }
        for word in words.iter().filter(|word| !word.is(flag::CORE) && word.is(flag::LETTERS)) {
            if let Some(slot) = self.by_word.get(word.lower) {
                *slot |= fact::SMALL;
            }
        }
        for word in words.iter_mut().filter(|word| word.is(flag::CORE)) {
            word.document = *self.by_word.slot(word.lower);
        }
    }
}

fn facts_here(before: &Word, word: &Word, after: &Word) -> u16 {
    let mut facts = 0;
    let mut note = |holds: bool, fact: u16| facts |= if holds { fact } else { 0 };
    let inside = !word.is(flag::FIRST) && before.is(flag::LETTERS);
    note(inside, fact::CAPITAL_INSIDE);
    note(before.lists & bit("HONORIFIC") != 0, fact::AFTER_HONORIFIC);
    note(
        before.is(flag::CAPITAL) && before.lists & (bit("FIRST") | bit("FIRSTW")) != 0,
        fact::AFTER_FIRST_NAME,
    );
    let surname = bit("LAST1") | bit("LAST2") | bit("LAST3") | bit("LASTW");
    note(after.is(flag::CAPITAL) && after.lists & surname != 0, fact::BEFORE_LAST_NAME);
    note(inside && is_preposition(before), fact::AFTER_PREPOSITION);
    note(after.lists & bit("ORGWORD") != 0, fact::BEFORE_ORGANIZATION_WORD);
    note(after.lists & bit("GEOWORD") != 0, fact::BEFORE_PLACE_WORD);
    note(before.is(flag::CAPITAL) && inside, fact::AFTER_CAPITAL);
    note(after.is(flag::CAPITAL), fact::BEFORE_CAPITAL);
    note(is_speech(after), fact::BEFORE_SPEECH);
    facts
}

/// "in", "at", "from", "near": told by their bytes.
fn is_preposition(word: &Word) -> bool {
    let is = |text: &[u8; 4]| word.head == u32::from_be_bytes(*text) && word.len == 4;
    word.len == 2 && matches!(word.head, 0x696e | 0x6174) || is(b"from") || is(b"near")
}

/// "said", "told", "says".
fn is_speech(word: &Word) -> bool {
    [b"said", b"told", b"says"].iter().any(|text| word.head == u32::from_be_bytes(**text)) && word.len == 4
}
