//! The letters and digits of a finished article page, by where they stand on it: head, text, or what was removed.
//!
//! Reads our own output: tags close as they open, and no character reference stands for a letter.

/// The letters and digits of a page, in lower case and without anything between.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shown {
    /// The lines of the head: title, summary line, bylines, dates.
    pub head: Vec<String>,
    /// The text.
    pub body: String,
    /// Each piece of the block "removed from this page".
    pub removed: Vec<String>,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Region {
    #[default]
    Elsewhere,
    Head,
    Body,
    Removed,
}

/// Elements without an end tag.
const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"];

/// The letters and digits of `text` in lower case, after what is in `into`.
pub(super) fn push_letters(text: &str, into: &mut String) {
    for c in text.chars() {
        if c.is_ascii_alphanumeric() {
            into.push(c.to_ascii_lowercase());
        } else if !c.is_ascii() && c.is_alphanumeric() {
            into.extend(c.to_lowercase());
        }
    }
}

impl Shown {
    /// Adds what another page shows.
    pub fn add(&mut self, other: &Self) {
        self.head.extend_from_slice(&other.head);
        self.body.push_str(&other.body);
        self.removed.extend_from_slice(&other.removed);
    }

    /// Adds a page. A theme that marks neither head nor text is read as text altogether.
    pub fn add_page(&mut self, html: &str) {
        let marked = html.contains("class=\"story-text\"");
        let mut reader = Reader { shown: self, marked, open: Vec::new(), item: String::new() };
        let mut rest = html;
        while let Some((text, after)) = rest.split_once('<') {
            reader.text(text);
            let (tag, after) = after.split_once('>').unwrap_or((after, ""));
            rest = reader.tag(tag, after);
        }
        reader.text(rest);
    }
}

struct Reader<'s> {
    shown: &'s mut Shown,
    marked: bool,
    open: Vec<Open>,
    /// The line of the head or piece of what was removed that is being read.
    item: String,
}

struct Open {
    name: String,
    region: Region,
    /// The number of the next item, in a numbered list.
    number: Option<u64>,
}

impl Reader<'_> {
    fn region(&self) -> Region {
        self.open.last().map_or(Region::Elsewhere, |open| open.region)
    }

    /// Reads a tag; gives where to read on: after the end of a script.
    fn tag<'h>(&mut self, tag: &str, after: &'h str) -> &'h str {
        if let Some(name) = tag.strip_prefix('/') {
            self.close(name.trim());
            return after;
        }
        let name = tag.split([' ', '\n', '/']).next().unwrap_or("");
        if let "script" | "style" | "title" = name {
            let end = format!("</{name}>");
            return after.split_once(&end).map_or("", |(_, after)| after);
        }
        if name == "img"
            && let Some(alternative) = attribute(tag, "alt")
        {
            self.text(alternative);
        }
        if name.starts_with('!') || VOID.contains(&name) {
            return after;
        }
        self.open_element(name, tag);
        after
    }

    fn open_element(&mut self, name: &str, tag: &str) {
        let region = match (attribute(tag, "class"), name) {
            (Some("story-head"), _) => Region::Head,
            (Some("story-text"), _) => Region::Body,
            (Some("removed"), _) => Region::Removed,
            // Of an image that is not shown the article has the alternative text, and the rest are our words.
            (Some("missing-image" | "image-link"), _) => {
                self.text(attribute(tag, "data-alt").unwrap_or_default());
                Region::Elsewhere
            }
            _ if !self.marked && name == "body" => Region::Body,
            _ => self.region(),
        };
        let start = || attribute(tag, "start").and_then(|start| start.parse().ok()).unwrap_or(1);
        let number = (name == "ol" && region == Region::Body).then(start);
        if !is_in_line(name) {
            self.end_item();
        }
        if name == "li"
            && let Some(list) = self.open.last_mut()
            && let Some(number) = &mut list.number
        {
            self.shown.body.push_str(&number.to_string());
            *number = number.saturating_add(1);
        }
        self.open.push(Open { name: name.to_owned(), region, number });
    }

    fn close(&mut self, name: &str) {
        if !is_in_line(name) {
            self.end_item();
        }
        if let Some(at) = self.open.iter().rposition(|open| open.name == name) {
            self.open.truncate(at);
        }
    }

    fn end_item(&mut self) {
        if self.item.is_empty() {
            return;
        }
        let item = std::mem::take(&mut self.item);
        match self.region() {
            Region::Head => self.shown.head.push(item),
            Region::Removed => self.shown.removed.push(item),
            Region::Body | Region::Elsewhere => {}
        }
    }

    fn text(&mut self, text: &str) {
        let region = self.region();
        let reason = matches!(self.open.last().map(|open| open.name.as_str()), Some("dt" | "summary"));
        let into = match region {
            Region::Elsewhere => return,
            Region::Removed if reason => return,
            Region::Body => &mut self.shown.body,
            Region::Head | Region::Removed => &mut self.item,
        };
        let mut parts = text.split('&');
        push_letters(parts.next().unwrap_or(""), into);
        for part in parts {
            push_letters(part.split_once(';').map_or(part, |(_, after)| after), into);
        }
    }
}

/// Whether an element stands inside a line: a link or a date does not end one.
fn is_in_line(name: &str) -> bool {
    matches!(name, "a" | "time")
}

/// The value of an attribute of a tag of ours, in which `"` is always escaped.
pub fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    let mut quoted = tag.split('"');
    while let (Some(before), Some(value)) = (quoted.next(), quoted.next()) {
        if before
            .strip_suffix('=')
            .is_some_and(|before| before.rsplit(char::is_whitespace).next() == Some(name))
        {
            return Some(value);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_are_told_apart_by_where_they_stand() {
        let mut shown = Shown::default();
        shown.add_page(
            "<html><title>no</title><body><nav>no</nav><header class=\"story-head\"><h1>A &amp; <b>B</b></h1>\
             <p>By <a href=\"x\">Jane</a> Doe</p></header><div class=\"story-text\"><p id=\"p1\">One <em>two</em></p>\
             <ol start=\"3\"><li><p>x<br>y</p></li><li>z</li></ol><p><img src=\"s\" alt=\"Über\"></p>\
             <p><span class=\"missing-image\" data-alt=\"c &amp; d\">no</span> e</p></div>\
             <details class=\"removed\"><summary>no</summary><dl><div><dt>no</dt><dd>- 3 -</dd></div></dl></details>\
             <p>no</p></body></html>",
        );
        assert_eq!(shown.head, ["a", "b", "byjanedoe"]);
        assert_eq!(shown.body, "onetwo3xy4zübercde");
        assert_eq!(shown.removed, ["3"]);
    }

    #[test]
    fn another_theme_is_text_altogether() {
        let mut shown = Shown::default();
        shown.add_page("<html><body><h1>A</h1><script>no</script><p>b</p></body></html>");
        assert_eq!(shown.body, "ab");
    }
}
