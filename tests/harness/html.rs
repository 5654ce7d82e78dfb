//! Reads a page as a browser's tokeniser would, as far as our own pages go: tags, attributes, text, raw text.
//!
//! It is written apart from the product's own link check, so that a mistake in one is seen by the other.

/// A page as a flat list of what stands in it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Document {
    pub(crate) items: Vec<Item>,
}

/// A piece of a page, in order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Item {
    /// A start tag.
    Open(Element),
    /// An end tag.
    Close(String),
    /// Text, with character references decoded.
    Text(String),
    /// The content of `script` or `style`, as it is.
    Raw(String),
}

/// A start tag.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Element {
    pub(crate) name: String,
    pub(crate) attributes: Vec<(String, String)>,
    /// Whether the tag ends with `/>`.
    pub(crate) closes_itself: bool,
}

impl Element {
    pub(crate) fn attribute(&self, name: &str) -> Option<&str> {
        self.attributes.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }
}

impl Document {
    pub(crate) fn elements(&self) -> impl Iterator<Item = &Element> {
        self.items.iter().filter_map(|item| match item {
            Item::Open(element) => Some(element),
            _ => None,
        })
    }

    pub(crate) fn named<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Element> {
        self.elements().filter(move |element| element.name == name)
    }

    pub(crate) fn ids(&self) -> Vec<&str> {
        self.elements().filter_map(|element| element.attribute("id")).collect()
    }

    /// All that a reader is given, in order, with the alternative texts of pictures.
    pub(crate) fn text(&self) -> String {
        let texts = self.items.iter().filter_map(|item| match item {
            Item::Text(text) => Some(text.as_str()),
            Item::Open(element) => element.attribute("alt"),
            _ => None,
        });
        texts.collect()
    }

    /// The text of the first element of a name.
    pub(crate) fn text_of(&self, name: &str) -> Option<String> {
        let start =
            self.items.iter().position(|item| matches!(item, Item::Open(element) if element.name == name))?;
        let mut text = String::new();
        for item in &self.items[start + 1..] {
            match item {
                Item::Close(closed) if closed == name => break,
                Item::Text(piece) => text.push_str(piece),
                _ => {}
            }
        }
        Some(text.split_whitespace().collect::<Vec<_>>().join(" "))
    }
}

/// Reads a page. A page that a browser would have to mend is read as it stands.
pub(crate) fn parse(page: &str) -> Document {
    let mut items = Vec::new();
    let mut rest = page;
    while !rest.is_empty() {
        let Some(open) = rest.find('<') else {
            items.push(Item::Text(decode(rest)));
            break;
        };
        if open > 0 {
            items.push(Item::Text(decode(&rest[..open])));
        }
        rest = take_markup(&rest[open..], &mut items);
    }
    Document { items }
}

/// Reads what begins with `<` and gives what is left.
fn take_markup<'a>(text: &'a str, items: &mut Vec<Item>) -> &'a str {
    if let Some(comment) = text.strip_prefix("<!--") {
        return comment.find("-->").map_or("", |end| &comment[end + 3..]);
    }
    if text.starts_with("<!") || text.starts_with("<?") {
        return text.find('>').map_or("", |end| &text[end + 1..]);
    }
    let letter = |text: &str| text.starts_with(|character: char| character.is_ascii_alphabetic());
    if let Some(close) = text.strip_prefix("</").filter(|close| letter(close)) {
        let end = close.find('>').unwrap_or(close.len());
        items.push(Item::Close(close[..end].trim().to_ascii_lowercase()));
        return close.get(end + 1..).unwrap_or("");
    }
    if !letter(&text[1..]) {
        items.push(Item::Text("<".into()));
        return &text[1..];
    }
    let (element, rest) = take_element(&text[1..]);
    let raw = matches!(element.name.as_str(), "script" | "style");
    let escapable = matches!(element.name.as_str(), "title" | "textarea");
    let closing = format!("</{}", element.name);
    items.push(Item::Open(element));
    if !raw && !escapable {
        return rest;
    }
    let end = rest.to_ascii_lowercase().find(&closing).unwrap_or(rest.len());
    items.push(if raw { Item::Raw(rest[..end].into()) } else { Item::Text(decode(&rest[..end])) });
    &rest[end..]
}

fn take_element(text: &str) -> (Element, &str) {
    let end = text
        .find(|character: char| character.is_whitespace() || "/>".contains(character))
        .unwrap_or(text.len());
    let mut element = Element { name: text[..end].to_ascii_lowercase(), ..Element::default() };
    let mut rest = &text[end..];
    loop {
        element.closes_itself = rest.trim_start().starts_with("/>");
        rest = rest.trim_start_matches(|character: char| character.is_whitespace() || character == '/');
        if rest.is_empty() {
            return (element, rest);
        }
        if let Some(after) = rest.strip_prefix('>') {
            return (element, after);
        }
        let (attribute, after) = take_attribute(rest);
        element.attributes.push(attribute);
        rest = after;
    }
}

fn take_attribute(text: &str) -> ((String, String), &str) {
    let first = text.chars().next().map_or(0, char::len_utf8);
    let stop = |character: char| character.is_whitespace() || "/>=".contains(character);
    let end = text[first..].find(stop).map_or(text.len(), |end| end + first);
    let name = text[..end].to_ascii_lowercase();
    let after = text[end..].trim_start();
    let Some(value) = after.strip_prefix('=').map(str::trim_start) else {
        return ((name, String::new()), &text[end..]);
    };
    for quote in ['"', '\''] {
        if let Some(quoted) = value.strip_prefix(quote) {
            let end = quoted.find(quote).unwrap_or(quoted.len());
            return ((name, decode(&quoted[..end])), quoted.get(end + 1..).unwrap_or(""));
        }
    }
    let end =
        value.find(|character: char| character.is_whitespace() || character == '>').unwrap_or(value.len());
    ((name, decode(&value[..end])), &value[end..])
}

/// Decodes the character references that our own pages and their inputs use.
pub(crate) fn decode(text: &str) -> String {
    let mut decoded = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        decoded.push_str(&rest[..at]);
        let reference =
            rest[at + 1..].find(';').filter(|end| *end <= 10).map(|end| &rest[at + 1..at + 1 + end]);
        match reference.and_then(|name| Some((referred(name)?, name.len()))) {
            Some((character, length)) => {
                decoded.push(character);
                rest = &rest[at + length + 2..];
            }
            None => {
                decoded.push('&');
                rest = &rest[at + 1..];
            }
        }
    }
    decoded + rest
}

fn referred(name: &str) -> Option<char> {
    if let Some(hex) = name.strip_prefix("#x").or_else(|| name.strip_prefix("#X")) {
        return u32::from_str_radix(hex, 16).ok().and_then(char::from_u32);
    }
    if let Some(number) = name.strip_prefix('#') {
        return number.parse().ok().and_then(char::from_u32);
    }
    let named = [
        ("amp", '&'),
        ("lt", '<'),
        ("gt", '>'),
        ("quot", '"'),
        ("apos", '\''),
        ("nbsp", '\u{a0}'),
        ("shy", '\u{ad}'),
        ("middot", '·'),
        ("ndash", '–'),
        ("mdash", '—'),
        ("hellip", '…'),
        ("larr", '←'),
        ("rarr", '→'),
        ("para", '¶'),
        ("copy", '©'),
        ("times", '×'),
    ];
    named.iter().find(|(known, _)| *known == name).map(|(_, character)| *character)
}

#[test]
fn a_page_is_read_as_a_browser_would() {
    let document =
        parse("<!doctype html><A Href='x&amp;y' hidden>1 &lt; 2<br/></a><script>if (a<b) {}</script>");
    let elements: Vec<&str> = document.elements().map(|element| element.name.as_str()).collect();
    assert_eq!(elements, ["a", "br", "script"]);
    assert_eq!(document.elements().next().unwrap().attribute("href"), Some("x&y"));
    assert_eq!(document.text(), "1 < 2");
    assert!(document.items.contains(&Item::Raw("if (a<b) {}".into())));
}
