//! Which language a text is in, with the doubt that short texts leave.

use super::draft::Language;
use super::tree::Page;
use whatlang::Lang;

/// Text beyond this many bytes adds nothing to the guess.
const ENOUGH: usize = 2000;

/// The language that a person states wins; else the text's own is guessed, `und` when it cannot be told.
pub(super) fn language_of(stated: Option<&str>, page: &Page) -> Language {
    if let Some(code) = stated.and_then(primary_tag) {
        return Language { code: code.into(), confidence: 1.0 };
    }
    let mut end = page.text.len().min(ENOUGH);
    while !page.text.is_char_boundary(end) {
        end -= 1;
    }
    let text = page.text.get(..end).unwrap_or("");
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let Some(info) = whatlang::detect(text) else { return Language::default() };
    let doubt = (letters as f32 / 200.0).min(1.0);
    let confidence = info.confidence() as f32 * doubt;
    if confidence < 0.3 && !info.is_reliable() || letters < 25 {
        return Language { code: "und".into(), confidence };
    }
    Language { code: two_letters(info.lang()).into(), confidence }
}

/// `en` of `en-GB`; nothing when it is no language tag.
fn primary_tag(tag: &str) -> Option<String> {
    let primary = tag.trim().split(['-', '_']).next().unwrap_or("").to_lowercase();
    let fits = (2..=3).contains(&primary.len()) && primary.bytes().all(|byte| byte.is_ascii_alphabetic());
    fits.then_some(primary)
}

/// The shortest ISO 639 code, as BCP 47 wants it.
const fn two_letters(language: Lang) -> &'static str {
    match language {
        Lang::Epo => "eo",
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Jav => "jv",
        Lang::Kor => "ko",
        Lang::Nob => "nb",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Aka => "ak",
        Lang::Zul => "zu",
        Lang::Sna => "sn",
        Lang::Afr => "af",
        Lang::Lat => "la",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Tgl => "tl",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn guess(stated: Option<&str>, text: &str) -> Language {
        language_of(stated, &Page { text: text.into(), ..Page::default() })
    }

    #[test]
    fn a_paragraph_is_recognised_and_a_word_is_not() {
        let english = "The harbour board met on Tuesday evening and voted to repair the breakwater before winter, \
                       though two of its members warned that the money would not reach.";
        let german = "Der Rat der Stadt beschloss am Dienstag, die Mole noch vor dem Winter auszubessern, obwohl \
                      zwei Mitglieder warnten, dass das Geld nicht reichen werde.";
        assert_eq!(guess(None, english).code, "en");
        assert_eq!(guess(None, german).code, "de");
        assert_eq!(guess(None, "Storm").code, "und");
        assert_eq!(guess(None, "").code, "und");
    }

    #[test]
    fn what_is_stated_wins() {
        assert_eq!(guess(Some("fr-CA"), "The harbour"), Language { code: "fr".into(), confidence: 1.0 });
        assert_eq!(guess(Some("English language"), "x").code, "und");
    }
}
