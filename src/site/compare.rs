//! When articles were published against when they speak of: two rows of bars over one line of years.

use super::inline::escape;
use super::moment::year_text;
use crate::strings::Strings;
use serde::Serialize;
use std::collections::BTreeMap;
use std::fmt::Write;

/// A chart of two rows of bars, with its text and its table.
#[derive(Clone, Debug, Serialize)]
pub struct Comparison {
    /// SVG markup, safe to insert.
    pub svg: String,
    /// One sentence that says what the chart shows.
    pub summary: String,
    /// The same data.
    pub rows: Vec<ComparisonRow>,
}

/// A year, or a decade, with its two numbers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct ComparisonRow {
    /// "1952", or "1950s".
    pub text: String,
    /// Articles published then.
    pub published: usize,
    /// Times that articles speak of it.
    pub spoken: usize,
}

const WIDTH: f64 = 640.0;
/// Height of each row of bars.
const HALF: f64 = 70.0;
/// Years before the first publication that are drawn: what lies further back is counted in the sentence only.
const BEFORE: i32 = 60;
const AFTER: i32 = 20;

/// Compares the years; `None` when there is nothing to compare. Both lists ascend.
pub(crate) fn compare(
    strings: &Strings,
    published: &[(i32, usize)],
    spoken: &[(i32, usize)],
) -> Option<Comparison> {
    let (first, last) = (published.first()?.0, published.last()?.0);
    let (from, to) = (first.saturating_sub(BEFORE), last.saturating_add(AFTER));
    let within = |year: i32| (from..=to).contains(&year);
    let mut years: BTreeMap<i32, (usize, usize)> = BTreeMap::new();
    let step = if to - from > 150 { 10 } else { 1 };
    for &(year, count) in published.iter().filter(|(year, _)| within(*year)) {
        years.entry(year.div_euclid(step) * step).or_default().0 += count;
    }
    for &(year, count) in spoken.iter().filter(|(year, _)| within(*year)) {
        years.entry(year.div_euclid(step) * step).or_default().1 += count;
    }
    if years.len() < 2 || spoken.is_empty() {
        return None;
    }
    let before: usize = spoken.iter().filter(|(year, _)| *year < first).map(|(_, count)| count).sum();
    let all: usize = spoken.iter().map(|(_, count)| count).sum();
    let summary = strings.fill(
        "chart.comparison",
        &[
            ("from", &year_text(strings, first)),
            ("to", &year_text(strings, last)),
            ("before", &strings.number(before)),
            ("all", &strings.number(all)),
        ],
    );
    let name = |year: i32| {
        if step == 1 { year_text(strings, year) } else { super::moment::decade_text(strings, year) }
    };
    let rows = years
        .iter()
        .map(|(year, (published, spoken))| ComparisonRow {
            text: name(*year),
            published: *published,
            spoken: *spoken,
        })
        .collect();
    Some(Comparison { svg: draw(strings, &years, step, &summary), summary, rows })
}

/// Published above the line, spoken of below it; each row has a scale of its own.
fn draw(strings: &Strings, years: &BTreeMap<i32, (usize, usize)>, step: i32, summary: &str) -> String {
    let (Some((&first, _)), Some((&last, _))) = (years.first_key_value(), years.last_key_value()) else {
        return String::new();
    };
    let columns = f64::from((last - first) / step + 1);
    let slot = (WIDTH / columns).min(40.0);
    let most = |part: fn(&(usize, usize)) -> usize| years.values().map(part).max().unwrap_or(1).max(1) as f64;
    let (most_published, most_spoken) = (most(|pair| pair.0), most(|pair| pair.1));
    let mut svg = format!(
        "<svg class=\"bars compare\" viewBox=\"0 0 {WIDTH:.0} {:.0}\" role=\"img\" aria-label=\"",
        HALF * 2.0 + 22.0
    );
    escape(summary, &mut svg);
    svg.push_str("\">");
    for (year, (published, spoken)) in years {
        let x = f64::from((year - first) / step) * slot + slot * 0.1;
        let width = slot * 0.8;
        let up = *published as f64 / most_published * (HALF - 4.0);
        let down = *spoken as f64 / most_spoken * (HALF - 4.0);
        for (class, y, height) in [("bar", HALF - up, up), ("bar spoken", HALF + 22.0, down)] {
            if height > 0.0 {
                let _ = write!(
                    svg,
                    "<rect class=\"{class}\" x=\"{x:.1}\" y=\"{y:.1}\" width=\"{width:.1}\" height=\"{:.1}\"/>",
                    height.max(1.0)
                );
            }
        }
    }
    let every = [1, 2, 5, 10, 20, 50, 100]
        .into_iter()
        .find(|every| f64::from(*every) * slot / f64::from(step) >= 44.0);
    let every = every.unwrap_or(200);
    for year in (first..=last).filter(|year| year.rem_euclid(every) == 0 && (year - first) % step == 0) {
        let x = f64::from((year - first) / step) * slot;
        if x + 30.0 <= WIDTH {
            let text = year_text(strings, year);
            // As in the other charts: every other label gives way on narrow screens.
            let minor = if year / every % 2 == 0 { "" } else { " minor" };
            let _ = write!(
                svg,
                "<text class=\"tick{minor}\" x=\"{x:.1}\" y=\"{:.0}\">{text}</text>",
                HALF + 16.0
            );
        }
    }
    let _ = write!(
        svg,
        "<line class=\"axis\" x1=\"0\" x2=\"{WIDTH:.0}\" y1=\"{HALF:.0}\" y2=\"{HALF:.0}\"/></svg>"
    );
    svg
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn years_are_compared() {
        let strings = Strings::default();
        let found = compare(&strings, &[(1950, 3), (1952, 1)], &[(1066, 1), (1947, 2), (1952, 5)]).unwrap();
        let row = |text: &str, published, spoken| ComparisonRow { text: text.into(), published, spoken };
        assert_eq!(found.rows, [row("1947", 0, 2), row("1950", 3, 0), row("1952", 1, 5)]);
        assert!(found.summary.contains("3") && found.summary.contains('8'), "{}", found.summary);
        assert!(compare(&strings, &[], &[(1947, 2)]).is_none());
        assert!(compare(&strings, &[(1950, 3)], &[]).is_none());
    }

    #[test]
    fn long_spans_are_compared_by_decades() {
        let published: Vec<(i32, usize)> = (1700..1900).map(|year| (year, 2)).collect();
        let found = compare(&Strings::default(), &published, &[(1705, 1), (1801, 1)]).unwrap();
        assert_eq!(found.rows[0].text, "1700s");
        assert_eq!(found.rows[0].published, 20);
    }
}
