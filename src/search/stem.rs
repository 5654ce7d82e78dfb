//! Word forms: which words are forms of one word, by the Snowball stemmer for English.
//!
//! The dictionary holds words as they are written, so phrases and beginnings stay exact; a stem has the list of its
//! forms beside it. `static/assets/search-stem.js` is the same stemmer for the browser.

use crate::archive::model::Archive;
use crate::config::Stemming;
use rust_stemmers::{Algorithm, Stemmer};

/// Brings forms of a word together, or leaves every word alone.
#[derive(Default)]
pub struct Forms(Option<Stemmer>);

impl std::fmt::Debug for Forms {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_tuple("Forms").field(&self.name()).finish()
    }
}

impl Forms {
    /// Every word stands for itself.
    pub const fn none() -> Self {
        Self(None)
    }

    /// Forms of English words.
    pub fn english() -> Self {
        Self(Some(Stemmer::create(Algorithm::English)))
    }

    /// What the settings say of an archive: where they leave it open, whether most of its words are English.
    pub fn of(archive: &Archive) -> Self {
        let english = match archive.site.stemming {
            Stemming::English => true,
            Stemming::None => false,
            Stemming::Auto => {
                let words = |english: bool| -> u64 {
                    let counted = archive.articles.iter().filter(|a| (a.language == "en") == english);
                    counted.map(|article| u64::from(article.words)).sum()
                };
                words(true) > words(false)
            }
        };
        if english { Self::english() } else { Self::none() }
    }

    /// As the top level of an index names them.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "" => Some(Self::none()),
            "english" => Some(Self::english()),
            _ => None,
        }
    }

    /// The name for the top level of an index.
    pub const fn name(&self) -> &'static str {
        if self.0.is_some() { "english" } else { "" }
    }

    /// The stem of a folded word; `None` where words stand for themselves. Only words of the letters a to z have
    /// forms.
    pub fn stem(&self, word: &str) -> Option<String> {
        let stemmer = self.0.as_ref()?;
        let plain = word.bytes().all(|byte| byte.is_ascii_lowercase());
        Some(if plain { stemmer.stem(word).into_owned() } else { word.to_owned() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_of_a_word_have_one_stem() {
        let english = Forms::english();
        for (one, other) in [
            ("floods", "flooding"),
            ("universities", "university"),
            ("happy", "happiness"),
            ("dying", "die"),
            ("harbour", "harbours"),
        ] {
            assert_eq!(english.stem(one), english.stem(other), "{one}");
        }
        assert_ne!(english.stem("news"), english.stem("new"));
        assert_eq!(english.stem("b52s").as_deref(), Some("b52s"));
        assert_eq!(english.stem("cafés").as_deref(), Some("cafés"));
        assert_eq!(Forms::none().stem("floods"), None);
    }

    #[test]
    fn the_name_of_forms_is_read_again() {
        for forms in [Forms::none(), Forms::english()] {
            assert_eq!(Forms::named(forms.name()).map(|read| read.name()), Some(forms.name()));
        }
        assert!(Forms::named("klingon").is_none());
    }
}
