//! A–Z order and the letters of an index.

use super::fold::fold;
use super::person_name;
use crate::analysis::entity::EntityKind;
use icu_collator::options::CollatorOptions;
use icu_collator::{Collator, CollatorBorrowed};
use icu_locale_core::Locale;
use std::cmp::Ordering;

/// The letter under which names that begin with a digit stand.
pub const DIGITS: &str = "0–9";

/// The letter under which names without any letter or digit stand.
pub const OTHER: &str = "#";

/// Sorts by a name in the A–Z order of a language (a BCP 47 tag; the root order for one that is not known). Names
/// that collate alike are ordered by their bytes, so that the order is total over names.
pub fn sorted_by_name<T>(items: &mut [T], language: &str, name: impl Fn(&T) -> &str) {
    let collator = collator(language);
    items.sort_by(|left, right| compare(collator.as_ref(), name(left), name(right)));
}

/// The index letter of a name: its first letter without accents in upper case, [`DIGITS`], the first character
/// itself where the script is not Latin, or [`OTHER`].
pub fn letter(name: &str) -> String {
    let folded = fold(name);
    match folded.chars().find(|letter| letter.is_alphanumeric()) {
        None => OTHER.to_owned(),
        Some(digit) if digit.is_numeric() => DIGITS.to_owned(),
        Some(letter) => letter.to_uppercase().collect(),
    }
}

/// The form by which a name is sorted: people by family name, others without a leading article.
pub fn sort_form(kind: EntityKind, name: &str) -> String {
    if kind == EntityKind::Person {
        let sort = person_name::parse(name).sort;
        return if sort.is_empty() { name.to_owned() } else { sort };
    }
    let rest =
        name.get(..4).filter(|article| article.eq_ignore_ascii_case("the ")).map_or(name, |_| &name[4..]);
    if rest.trim().is_empty() { name.to_owned() } else { rest.trim().to_owned() }
}

/// The collator of a language, or the root collation.
pub fn collator(language: &str) -> Option<CollatorBorrowed<'static>> {
    let locale: Locale = language.parse().unwrap_or(Locale::UNKNOWN);
    Collator::try_new(locale.into(), CollatorOptions::default()).ok()
}

fn compare(collator: Option<&CollatorBorrowed<'static>>, left: &str, right: &str) -> Ordering {
    let order = collator.map_or(Ordering::Equal, |collator| collator.compare(left, right));
    order.then_with(|| left.cmp(right))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_do_not_break_the_order() {
        let mut names = ["Zola", "Évora", "evans", "Eaton", "Ångström", "Ñandú", "Nash"];
        sorted_by_name(&mut names, "en", |name| name);
        assert_eq!(names, ["Ångström", "Eaton", "evans", "Évora", "Ñandú", "Nash", "Zola"]);
        sorted_by_name(&mut names, "sv", |name| name);
        assert_eq!(names.last(), Some(&"Ångström"));
        sorted_by_name(&mut names, "not a tag at all", |name| name);
        assert_eq!(names[0], "Ångström");
    }

    #[test]
    fn letters_are_plain() {
        let check = |name: &str, expected: &str| assert_eq!(letter(name), expected, "{name}");
        check("Évora", "E");
        check("“Quoted”", "Q");
        check("3M", DIGITS);
        check("Ørsted", "O");
        check("Москва", "М");
        check("東京", "東");
        check("…", OTHER);
        check("", OTHER);
    }

    #[test]
    fn sort_forms() {
        let check = |kind, name: &str, expected: &str| assert_eq!(sort_form(kind, name), expected);
        check(EntityKind::Person, "Eleanor Vance", "Vance, Eleanor");
        check(EntityKind::Organization, "The Harbour Board", "Harbour Board");
        check(EntityKind::Place, "The ", "The ");
        check(EntityKind::Place, "Thé", "Thé");
    }
}
