//! HTML taken apart: its text is kept, its tags are read for what the page tree can hold, and
//! nothing of it is ever rendered as HTML.

/// A piece of HTML, as byte offsets into the string that was given.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Piece {
    /// Text between tags.
    Text(usize, usize),
    /// A tag.
    Tag(Tag),
    /// A comment, declaration or processing instruction; a script or style with what is inside it.
    Hidden {
        /// First byte.
        start: usize,
        /// One past the last byte.
        end: usize,
        /// What it is, for the reader.
        what: &'static str,
    },
}

/// A tag.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Tag {
    /// Name in lower case.
    pub(super) name: String,
    /// Whether it is an end tag.
    pub(super) closing: bool,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
}

/// Takes HTML apart. Whatever does not parse as a tag is text.
pub(super) fn pieces(html: &str) -> Vec<Piece> {
    let mut pieces = Vec::new();
    let (mut text_start, mut at) = (0, 0);
    while let Some(open) = html.get(at..).and_then(|rest| rest.find('<')) {
        let start = at + open;
        let Some(piece) = markup_at(html, start) else {
            at = start + 1;
            continue;
        };
        if text_start < start {
            pieces.push(Piece::Text(text_start, start));
        }
        at = match &piece {
            Piece::Text(_, end) | Piece::Hidden { end, .. } => *end,
            Piece::Tag(tag) => tag.end,
        };
        text_start = at;
        pieces.push(piece);
    }
    if text_start < html.len() {
        pieces.push(Piece::Text(text_start, html.len()));
    }
    pieces
}

fn markup_at(html: &str, start: usize) -> Option<Piece> {
    let rest = html.get(start..)?;
    for (opening, closing, what) in
        [("<!--", "-->", "HTML comment"), ("<!", ">", "HTML declaration"), ("<?", "?>", "HTML instruction")]
    {
        if rest.starts_with(opening) {
            let end = rest.find(closing).map_or(html.len(), |at| start + at + closing.len());
            return Some(Piece::Hidden { start, end, what });
        }
    }
    let tag = tag_at(html, start)?;
    if !tag.closing && matches!(tag.name.as_str(), "script" | "style") {
        let what = if tag.name == "script" { "script" } else { "style sheet" };
        let end = end_of_element(html, tag.end, &tag.name);
        return Some(Piece::Hidden { start, end, what });
    }
    Some(Piece::Tag(tag))
}

fn end_of_element(html: &str, from: usize, name: &str) -> usize {
    let mut at = from;
    while let Some(open) = html.get(at..).and_then(|rest| rest.find("</")) {
        let start = at + open;
        let named = html.get(start + 2..start + 2 + name.len()).is_some_and(|n| n.eq_ignore_ascii_case(name));
        if named {
            return html
                .get(start..)
                .and_then(|rest| rest.find('>'))
                .map_or(html.len(), |end| start + end + 1);
        }
        at = start + 2;
    }
    html.len()
}

/// Reads the tag that begins at `start`. Its attributes are read with [`attribute`] when they are wanted.
pub(super) fn tag_at(html: &str, start: usize) -> Option<Tag> {
    let rest = html.get(start..)?.strip_prefix('<')?;
    let (closing, rest) = rest.strip_prefix('/').map_or((false, rest), |rest| (true, rest));
    let length = rest.bytes().take_while(|byte| byte.is_ascii_alphanumeric() || *byte == b'-').count();
    let name = rest.get(..length)?;
    let after = rest.get(length..)?;
    let ends_name = after.starts_with(['>', '/']) || after.starts_with(char::is_whitespace);
    if !name.starts_with(|c: char| c.is_ascii_alphabetic()) || !ends_name {
        return None;
    }
    let mut quote = None;
    for (at, c) in after.char_indices() {
        match (quote, c) {
            (None, '>') => {
                let end = start + 1 + usize::from(closing) + length + at + 1;
                return Some(Tag { name: name.to_ascii_lowercase(), closing, start, end });
            }
            (None, '"' | '\'') => quote = Some(c),
            (None, '<') => return None,
            (Some(open), c) if c == open => quote = None,
            _ => {}
        }
    }
    None
}

/// The value of an attribute of a tag as written.
pub(super) fn attribute(tag: &str, wanted: &str) -> Option<String> {
    let inner = tag.trim_start_matches('<').trim_end_matches('>');
    let mut rest = inner.get(inner.find(char::is_whitespace)?..)?;
    loop {
        rest = rest.trim_start_matches(|c: char| c.is_whitespace() || c == '/');
        let length = rest.find(|c: char| c.is_whitespace() || c == '=').unwrap_or(rest.len());
        if length == 0 {
            return None;
        }
        let name = rest.get(..length)?;
        rest = rest.get(length..)?.trim_start();
        let mut value = "";
        if let Some(after) = rest.strip_prefix('=') {
            (value, rest) = split_value(after.trim_start());
        }
        if name.eq_ignore_ascii_case(wanted) {
            return Some(decode_entities(value));
        }
    }
}

fn split_value(text: &str) -> (&str, &str) {
    match text.chars().next().filter(|c| matches!(c, '"' | '\'')) {
        Some(quote) => {
            let inner = text.get(1..).unwrap_or("");
            let (value, rest) = inner.split_once(quote).unwrap_or((inner, ""));
            (value, rest)
        }
        None => text.split_at(text.find(char::is_whitespace).unwrap_or(text.len())),
    }
}

/// Whether a tag begins or ends a block, so that the text on its two sides does not run together.
pub(super) fn is_block_tag(name: &str) -> bool {
    const BLOCKS: &[&str] = &[
        "address",
        "article",
        "aside",
        "blockquote",
        "caption",
        "center",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "figcaption",
        "figure",
        "footer",
        "form",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "header",
        "hr",
        "iframe",
        "li",
        "main",
        "nav",
        "ol",
        "p",
        "pre",
        "section",
        "summary",
        "table",
        "tbody",
        "td",
        "tfoot",
        "th",
        "thead",
        "tr",
        "ul",
        "video",
    ];
    BLOCKS.contains(&name)
}

/// The text of a piece of HTML: without tags, comments and scripts, with the alternative text of images.
pub(in crate::page) fn text_of(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    for piece in pieces(html) {
        match piece {
            Piece::Text(start, end) => text.push_str(&decode_entities(html.get(start..end).unwrap_or(""))),
            Piece::Tag(tag) if tag.name == "img" => {
                text.push_str(
                    &attribute(html.get(tag.start..tag.end).unwrap_or(""), "alt").unwrap_or_default(),
                );
            }
            Piece::Tag(_) | Piece::Hidden { .. } => {}
        }
    }
    text
}

/// Text with its character references decoded; what is no known reference stays as written.
pub(crate) fn decode_entities(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let end = from.char_indices().take(LONGEST_NAME).find(|(_, c)| *c == ';').map(|(end, _)| end + 1);
        let written = end.and_then(|end| from.get(..end));
        match written.and_then(|written| decode_entity(written).map(|decoded| (written, decoded))) {
            Some((written, decoded)) => {
                out.push_str(&decoded);
                rest = from.get(written.len()..).unwrap_or("");
            }
            None => {
                out.push('&');
                rest = from.get(1..).unwrap_or("");
            }
        }
    }
    out.push_str(rest);
    out
}

/// Characters of the longest name of a character that is looked for, with `&` and `;`.
const LONGEST_NAME: usize = 34;

/// What a whole reference such as `&eacute;` or `&#150;` stands for.
fn decode_entity(written: &str) -> Option<String> {
    let name = written.strip_prefix('&')?.strip_suffix(';')?;
    if let Some(number) = name.strip_prefix('#') {
        let code = match number.strip_prefix(['x', 'X']) {
            Some(hexadecimal) => u32::from_str_radix(hexadecimal, 16).ok()?,
            None => number.parse().ok()?,
        };
        // Numbers from 128 to 159 mean what they mean in windows-1252, in HTML as on the keyboards they came from.
        let c = match u8::try_from(code) {
            Ok(byte @ 0x80..=0x9F) => {
                encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[byte]).0.chars().next()?
            }
            _ => char::from_u32(code)?,
        };
        return Some(c).filter(|c| !c.is_control()).map(String::from);
    }
    if !name.bytes().all(|byte| byte.is_ascii_alphanumeric()) {
        return None;
    }
    let decoded = html_escape::decode_html_entities(written);
    (decoded != written && !decoded.contains(char::is_control)).then(|| decoded.into_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, text: &str) {
        let kept: Vec<&str> = pieces(html)
            .iter()
            .filter_map(|piece| match piece {
                Piece::Text(start, end) => Some(&html[*start..*end]),
                _ => None,
            })
            .collect();
        assert_eq!(kept.join("|"), text);
    }

    #[test]
    fn text_is_parted_from_markup() {
        check("<p>One <b>two</b></p>", "One |two");
        check("a<!-- hidden <b> -->b", "a|b");
        check("x<script>alert('</b>')</script>y", "x|y");
        check("x<SCRIPT>never closed", "x");
        check("3 < 4 and a<b", "3 < 4 and a<b");
        check("<a title=\"a > b\">c</a>", "c");
        check("<", "<");
    }

    #[test]
    fn attributes_are_read() {
        let tag = "<img src='a b.png' alt=\"Tom &amp; I\" width=3 hidden>";
        assert_eq!(attribute(tag, "src").as_deref(), Some("a b.png"));
        assert_eq!(attribute(tag, "ALT").as_deref(), Some("Tom & I"));
        assert_eq!(attribute(tag, "width").as_deref(), Some("3"));
        assert_eq!(attribute(tag, "hidden").as_deref(), Some(""));
        assert_eq!(attribute(tag, "title"), None);
    }

    #[test]
    fn character_references_are_decoded() {
        assert_eq!(decode_entities("&eacute;&Scaron;&ndash;&#150;&#x92;&thetasym;"), "éŠ––’ϑ");
        assert_eq!(decode_entities("a &lt;b&gt; &#233;&#xE9; &bogus; & &#0;"), "a <b> éé &bogus; & &#0;");
    }
}
