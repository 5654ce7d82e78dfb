//! Diagnostics told to a person: repeats grouped under one line, with a few examples and the remedy.

use crate::diagnostic::{Diagnostic, Severity};
use std::collections::BTreeMap;
use std::fmt::Write;

/// How many examples of one kind of trouble are told.
const EXAMPLES: usize = 3;

/// Counts by severity.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Counts {
    pub(crate) errors: usize,
    pub(crate) warnings: usize,
}

/// Counts errors and warnings.
pub(crate) fn count(diagnostics: &[Diagnostic]) -> Counts {
    let of = |severity| diagnostics.iter().filter(|diagnostic| diagnostic.severity == severity).count();
    Counts { errors: of(Severity::Error), warnings: of(Severity::Warning) }
}

/// The whole report, the gravest first; empty when there is nothing to tell. With `verbose` nothing is grouped.
pub(crate) fn text(diagnostics: &[Diagnostic], verbose: bool) -> String {
    let mut groups: BTreeMap<(std::cmp::Reverse<Severity>, &str), Vec<&Diagnostic>> = BTreeMap::new();
    for diagnostic in diagnostics {
        groups
            .entry((std::cmp::Reverse(diagnostic.severity), &diagnostic.code))
            .or_default()
            .push(diagnostic);
    }
    let mut report = String::new();
    for ((severity, code), group) in groups {
        write_group(&mut report, severity.0, code, &group, verbose);
    }
    report
}

fn write_group(report: &mut String, severity: Severity, code: &str, group: &[&Diagnostic], verbose: bool) {
    let label = match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    };
    let shown = if verbose || group.len() <= EXAMPLES { group.len() } else { EXAMPLES };
    if let [only] = group {
        let _ = writeln!(report, "{label}[{code}]: {}", located(only));
    } else {
        let _ = writeln!(report, "{label}[{code}] × {}:", group.len());
        for diagnostic in &group[..shown] {
            let _ = writeln!(report, "  {}", located(diagnostic));
        }
        if shown < group.len() {
            let _ = writeln!(report, "  … and {} more (--verbose tells all)", group.len() - shown);
        }
    }
    if let Some(hint) = group.iter().find_map(|diagnostic| diagnostic.hint.as_ref()) {
        let _ = writeln!(report, "  help: {hint}");
    }
}

fn located(diagnostic: &Diagnostic) -> String {
    match &diagnostic.location {
        Some(location) => match location.line {
            Some(line) => format!("{}:{line}: {}", printable(&location.path), printable(&diagnostic.message)),
            None => format!("{}: {}", printable(&location.path), printable(&diagnostic.message)),
        },
        None => printable(&diagnostic.message),
    }
}

/// File names and text come from strangers: control characters must not reach the terminal.
pub(crate) fn printable(text: &str) -> String {
    text.chars().map(|character| if is_harmful(character) { '\u{fffd}' } else { character }).collect()
}

/// The same for text of several lines.
pub(crate) fn printable_lines(text: &str) -> String {
    text.split('\n').map(printable).collect::<Vec<_>>().join("\n")
}

fn is_harmful(character: char) -> bool {
    character.is_control()
        || matches!(character, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// A number with commas between thousands: 12,431.
pub(crate) fn grouped(number: usize) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() + digits.len() / 3);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "1 article", "2 articles".
pub(crate) fn counted(number: usize, singular: &str, plural: &str) -> String {
    format!("{} {}", grouped(number), if number == 1 { singular } else { plural })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_are_grouped() {
        for (number, expected) in [(0, "0"), (999, "999"), (1000, "1,000"), (1_234_567, "1,234,567")] {
            assert_eq!(grouped(number), expected);
        }
    }

    #[test]
    fn repeats_are_grouped_and_the_remedy_is_told_once() {
        let diagnostics: Vec<_> = (0..5)
            .map(|number| {
                Diagnostic::warning("encoding", "windows-1252 assumed")
                    .at(format!("{number}.txt"), None)
                    .hint("set text.encoding")
            })
            .collect();
        let report = text(&diagnostics, false);
        assert_eq!(report.matches("windows-1252 assumed").count(), 3);
        assert!(report.contains("× 5") && report.contains("2 more") && report.matches("help:").count() == 1);
        assert_eq!(text(&diagnostics, true).matches("windows-1252 assumed").count(), 5);
    }

    #[test]
    fn control_characters_do_not_reach_the_terminal() {
        let report = text(&[Diagnostic::note("name", "x").at("a\u{1b}[31m\u{202e}.txt", Some(3))], false);
        assert!(!report.contains('\u{1b}') && !report.contains('\u{202e}') && report.contains(".txt:3: x"));
    }
}
