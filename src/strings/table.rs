//! The table: texts by key, filled in and counted.

use icu_plurals::{PluralCategory, PluralRules, PluralRulesPreferences};
use std::collections::BTreeMap;
use std::fmt;
use std::sync::Arc;

/// The strings of the interface in one language. Cheap to clone.
#[derive(Clone)]
pub struct Strings(pub(super) Arc<Table>);

pub(super) struct Table {
    pub(super) texts: BTreeMap<String, String>,
    /// What the plural rules of the language are found by; the rules themselves cannot be shared between threads.
    pub(super) plurals: PluralRulesPreferences,
}

impl Strings {
    /// The text of a key; the key itself when the table lacks it, which a test rules out.
    pub fn text<'a>(&'a self, key: &'a str) -> &'a str {
        self.0.texts.get(key).map_or(key, String::as_str)
    }

    /// The text of a key, if the table has it.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.0.texts.get(key).map(String::as_str)
    }

    /// The text of a key with its words in braces replaced.
    pub fn fill(&self, key: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(key), values)
    }

    /// "1 article", "1,204 articles": the plural form of a key that belongs to a number.
    pub fn count(&self, key: &str, count: usize) -> String {
        let rules = PluralRules::try_new_cardinal(self.0.plurals);
        let form = match rules.map(|rules| rules.category_for(count)) {
            Ok(PluralCategory::Zero) => "zero",
            Ok(PluralCategory::One) => "one",
            Ok(PluralCategory::Two) => "two",
            Ok(PluralCategory::Few) => "few",
            Ok(PluralCategory::Many) => "many",
            Ok(PluralCategory::Other) | Err(_) => "other",
        };
        let text = self.get(&format!("{key}.{form}")).or_else(|| self.get(&format!("{key}.other")));
        fill(text.unwrap_or(key), &[("n", &self.number(count))])
    }

    /// A number with a mark between its groups of three digits.
    pub fn number(&self, count: usize) -> String {
        grouped(count as u64, self.text("number.group"))
    }

    /// All texts by their keys.
    pub fn texts(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.texts.iter().map(|(key, text)| (key.as_str(), text.as_str()))
    }

    /// The strings with another format of days, as in "{month} {d}, {y}": the formats of stretches follow from it.
    #[must_use]
    pub fn with_date_format(&self, day: &str) -> Self {
        let mut texts = self.0.texts.clone();
        let number = if day.contains("{dd}") { "{dd}" } else { "{d}" };
        let without_year = day.replace("{y}", "").replace("{weekday}", "");
        let without_year = without_year.trim_matches(|c: char| c.is_whitespace() || ",./-".contains(c));
        texts.insert("date.day".into(), day.into());
        texts.insert("date.day_of_year".into(), without_year.into());
        texts.insert("date.days_of_month".into(), day.replace(number, "{from}–{to}"));
        Self(Arc::new(Table { texts, plurals: self.0.plurals }))
    }
}

/// Replaces the words in braces in one pass, so that what is filled in is never read as a place to fill.
fn fill(text: &str, values: &[(&str, &str)]) -> String {
    let mut filled = String::with_capacity(text.len() + 32);
    let mut rest = text;
    while let Some(open) = rest.find('{') {
        filled.push_str(&rest[..open]);
        let inside = &rest[open + 1..];
        let close = inside.find('}');
        let value = close.and_then(|close| values.iter().find(|(name, _)| *name == &inside[..close]));
        match (close, value) {
            (Some(close), Some((_, value))) => {
                filled.push_str(value);
                rest = &inside[close + 1..];
            }
            _ => {
                filled.push('{');
                rest = inside;
            }
        }
    }
    filled.push_str(rest);
    filled
}

impl fmt::Debug for Strings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Strings({})", self.text("language"))
    }
}

/// A number with `group` between its groups of three digits.
pub fn grouped(count: u64, group: &str) -> String {
    let digits = count.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push_str(group);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_take_their_plural_form_and_are_grouped() {
        let strings = Strings::default();
        let check = |count: usize, expected: &str| {
            assert_eq!(strings.count("count.articles", count), expected);
        };
        check(0, "0 articles");
        check(1, "1 article");
        check(1000, "1,000 articles");
        check(1_234_567, "1,234,567 articles");
    }

    #[test]
    fn what_is_filled_in_is_not_filled_again() {
        assert_eq!(fill("{a} and {b}", &[("a", "{b}"), ("b", "2")]), "{b} and 2");
        assert_eq!(fill("{a} {nobody} {", &[("a", "1")]), "1 {nobody} {");
        assert_eq!(fill("", &[]), "");
    }

    #[test]
    fn a_date_format_gives_those_of_stretches() {
        let check = |format: &str, days: &str, of_year: &str| {
            let strings = Strings::default().with_date_format(format);
            assert_eq!(strings.text("date.days_of_month"), days);
            assert_eq!(strings.text("date.day_of_year"), of_year);
        };
        check("{month} {d}, {y}", "{month} {from}–{to}, {y}", "{month} {d}");
        check("{d} {month} {y}", "{from}–{to} {month} {y}", "{d} {month}");
        check("{y}-{mm}-{dd}", "{y}-{mm}-{from}–{to}", "{mm}-{dd}");
    }
}
