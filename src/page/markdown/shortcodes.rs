//! Shortcodes and template tags of other generators: `{{< … >}}`, `{{% … %}}`, `{% … %}`, `{{ … }}`.
//!
//! They are hidden from the Markdown parser behind letters of the same length, so that what stands inside them is
//! never taken for markup and every offset stays true.

use std::borrow::Cow;
use std::ops::Range;

const FORMS: [(&str, &str); 4] = [("{{<", ">}}"), ("{{%", "%}}"), ("{{", "}}"), ("{%", "%}")];

/// Where the shortcodes of `text` stand, in order, not overlapping. One that braces alone open is on one line, the others
/// within one paragraph.
pub(crate) fn find(text: &str) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    let (mut line_end, mut paragraph_end) = (Ahead::new("\n"), Ahead::new("\n\n"));
    let mut closings = FORMS.map(|(_, closing)| Ahead::new(closing));
    let mut at = 0;
    while let Some(open) = text.get(at..).and_then(|rest| rest.find('{')) {
        let start = at + open;
        let rest = text.get(start..).unwrap_or("");
        at = start + 1;
        let Some(form) = FORMS.iter().position(|(opening, _)| rest.starts_with(opening)) else { continue };
        let (Some((opening, closing)), Some(ahead)) = (FORMS.get(form), closings.get_mut(form)) else {
            continue;
        };
        at = start + opening.len();
        let close = ahead.from(text, at);
        let last = if *opening == "{{" { line_end.from(text, at) } else { paragraph_end.from(text, at) };
        if close < last {
            at = close + closing.len();
            found.push(start..at);
        }
    }
    found
}

/// The next place of a mark, remembered while the search moves on, so that the whole search is linear.
struct Ahead {
    mark: &'static str,
    place: Option<usize>,
}

impl Ahead {
    const fn new(mark: &'static str) -> Self {
        Self { mark, place: None }
    }

    /// The first place of the mark at or after `at`; the text's end when there is none. `at` never goes back.
    fn from(&mut self, text: &str, at: usize) -> usize {
        match self.place {
            Some(place) if place >= at => place,
            _ => {
                let place = text
                    .get(at..)
                    .and_then(|rest| rest.find(self.mark))
                    .map_or(text.len(), |found| at + found);
                self.place = Some(place);
                place
            }
        }
    }
}

/// The text with every shortcode hidden behind as many letters as it has bytes.
pub(crate) fn mask(text: &str, shortcodes: &[Range<usize>]) -> String {
    let mut masked = String::with_capacity(text.len());
    let mut at = 0;
    for range in shortcodes {
        masked.push_str(text.get(at..range.start).unwrap_or(""));
        masked.extend(std::iter::repeat_n('x', range.len()));
        at = range.end;
    }
    masked.push_str(text.get(at..).unwrap_or(""));
    masked
}

/// The text without its shortcodes: for titles and summaries made from it.
pub(crate) fn without(text: &str) -> Cow<'_, str> {
    if !text.contains('{') {
        return Cow::Borrowed(text);
    }
    let mut bare = String::with_capacity(text.len());
    let mut at = 0;
    for range in find(text) {
        bare.push_str(text.get(at..range.start).unwrap_or(""));
        at = range.end;
    }
    bare.push_str(text.get(at..).unwrap_or(""));
    Cow::Owned(bare)
}

/// The address in a `ref` or `relref` shortcode: `{{< ref "storm.md" >}}` is a link to `storm.md`.
pub(crate) fn reference(shortcode: &str) -> Option<&str> {
    let inner = shortcode.trim_matches(['{', '}', '<', '>', '%', ' ']);
    let (name, rest) = inner.split_once(char::is_whitespace)?;
    if !matches!(name, "ref" | "relref") {
        return None;
    }
    let rest = rest.trim();
    let rest = rest.strip_prefix("path=").unwrap_or(rest);
    let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\'' | '`'));
    match quote {
        Some(quote) => rest.get(1..)?.split(quote).next(),
        None => rest.split_whitespace().next(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(text: &str, found: &[&str]) {
        let ranges = find(text);
        let got: Vec<&str> = ranges.iter().map(|range| &text[range.clone()]).collect();
        assert_eq!(got, found);
        assert_eq!(mask(text, &ranges).len(), text.len());
    }

    #[test]
    fn shortcodes_are_found() {
        check("a {{< ref \"b.md\" >}} c", &["{{< ref \"b.md\" >}}"]);
        check("{{% note %}}x{{% /note %}}", &["{{% note %}}", "{{% /note %}}"]);
        check("{% include a.html %} {{ page.title }}", &["{% include a.html %}", "{{ page.title }}"]);
        check("{{< é >}}", &["{{< é >}}"]);
        check("{ a } {{ open\n}} {", &[]);
        check("{{< figure\n  src=\"a.jpg\" >}} {% if\n\n%}", &["{{< figure\n  src=\"a.jpg\" >}}"]);
    }

    #[test]
    fn openings_without_end_take_linear_time() {
        let text = "{{< a ".repeat(200_000);
        assert!(find(&text).is_empty());
        assert_eq!(find(&format!("{text}\n{{{{ x }}}}")).len(), 1);
    }

    #[test]
    fn references_name_their_target() {
        assert_eq!(reference("{{< ref \"a b.md\" >}}"), Some("a b.md"));
        assert_eq!(reference("{{% relref path='x.md' %}}"), Some("x.md"));
        assert_eq!(reference("{{< figure src=\"a\" >}}"), None);
    }
}
