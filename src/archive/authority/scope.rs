//! What a rule is limited to.

use crate::config::glob_set;
use globset::GlobSet;

/// The articles that a rule holds in: all of them, those that a glob names, those of some years.
#[derive(Clone, Debug, Default)]
pub struct Scope {
    globs: Option<GlobSet>,
    /// First and last year.
    years: Option<(i32, i32)>,
}

impl Scope {
    /// A scope from globs over the paths of articles and a range of years.
    ///
    /// # Errors
    /// When a glob cannot be read: what is wrong with it.
    pub fn new(globs: &[String], years: Option<(i32, i32)>) -> Result<Self, String> {
        let globs = if globs.is_empty() { None } else { Some(glob_set(globs)?) };
        Ok(Self { globs, years })
    }

    /// Whether it holds everywhere.
    pub const fn is_everywhere(&self) -> bool {
        self.globs.is_none() && self.years.is_none()
    }

    /// Whether it holds in an article. One without a year is in no range of years.
    pub fn holds(&self, path: &str, year: Option<i32>) -> bool {
        let in_years = |(first, last): (i32, i32)| year.is_some_and(|year| (first..=last).contains(&year));
        self.globs.as_ref().is_none_or(|globs| globs.is_match(path)) && self.years.is_none_or(in_years)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn scopes_hold_by_path_and_year() {
        let check = |globs: &[&str], years, path: &str, year, expected: bool| {
            let globs: Vec<String> = globs.iter().map(|glob| (*glob).to_owned()).collect();
            assert_eq!(Scope::new(&globs, years).unwrap().holds(path, year), expected, "{globs:?} {path}");
        };
        check(&[], None, "a.txt", None, true);
        check(&["1952/**"], None, "1952/a/b.txt", None, true);
        check(&["1952/"], None, "1953/a.txt", None, false);
        check(&[], Some((1931, 1950)), "a.txt", Some(1931), true);
        check(&[], Some((1931, 1950)), "a.txt", Some(1951), false);
        check(&[], Some((1931, 1950)), "a.txt", None, false);
        assert!(Scope::new(&["a[".to_owned()], None).is_err());
    }
}
