//! A saved page as a row of pieces, each with what stands around it: the base that metadata, the choice of the main
//! text and the page tree share.

use crate::page::tags::{self, Piece, Tag};

/// A piece of the page that may be shown: text, or an image.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    /// Index into [`Outline::pieces`].
    pub(super) piece: usize,
    /// What stands around it.
    pub(super) around: Around,
}

/// What stands around a piece.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Around {
    /// It is never shown by any browser: in the head, in a script's stead, in a list of choices.
    pub(super) unseen: bool,
    /// In navigation, a page's header or footer, a form and the like.
    pub(super) furniture: bool,
    /// In an `article` or `main` element.
    pub(super) main: bool,
}

/// The pieces of a page, and how they nest.
#[derive(Debug, Default)]
pub(super) struct Outline {
    /// Tags and texts in order.
    pub(super) pieces: Vec<Piece>,
    /// The texts and images among them, in order.
    pub(super) places: Vec<Place>,
    /// The deepest nesting of elements that have to be closed.
    pub(super) depth: usize,
    /// The most inline elements that were open at one time.
    pub(super) open_inline: usize,
}

/// Takes a page apart. Linear in its length.
pub(super) fn outline(html: &str) -> Outline {
    let mut outline = Outline { pieces: tags::pieces(html), ..Outline::default() };
    let mut open: Vec<(String, Around)> = Vec::new();
    let mut inline = 0usize;
    for (index, piece) in outline.pieces.iter().enumerate() {
        let around = open.last().map_or_else(Around::default, |(_, around)| *around);
        match piece {
            Piece::Hidden { .. } => {}
            Piece::Text(start, end) => {
                if html.get(*start..*end).is_some_and(|text| !text.trim().is_empty()) {
                    outline.places.push(Place { piece: index, around });
                }
            }
            Piece::Tag(tag) if tag.name == "img" => outline.places.push(Place { piece: index, around }),
            Piece::Tag(tag) if is_void(&tag.name) || may_stay_open(&tag.name) => {}
            Piece::Tag(tag) if is_inline(&tag.name) => {
                inline = if tag.closing { inline.saturating_sub(1) } else { inline + 1 };
                outline.open_inline = outline.open_inline.max(inline);
            }
            Piece::Tag(tag) if tag.closing => close(&mut open, &tag.name),
            Piece::Tag(tag) => {
                let inside = enter(around, tag, html);
                open.push((tag.name.clone(), inside));
                outline.depth = outline.depth.max(open.len());
            }
        }
    }
    outline
}

/// Closes the innermost element of a name; an end tag that closes nothing is passed over.
fn close(open: &mut Vec<(String, Around)>, name: &str) {
    /// An end tag closes elements that were forgotten inside its own, but not half of the page.
    const FORGOTTEN: usize = 24;
    let from = open.len().saturating_sub(FORGOTTEN);
    let found = open.get(from..).and_then(|last| last.iter().rposition(|(open, _)| open == name));
    if let Some(at) = found {
        open.truncate(from + at);
    }
}

/// What stands around the pieces inside an element.
fn enter(around: Around, tag: &Tag, html: &str) -> Around {
    let written = html.get(tag.start..tag.end).unwrap_or("");
    let role = || tags::attribute(written, "role");
    let name = tag.name.as_str();
    let unseen =
        matches!(
            name,
            "head"
                | "title"
                | "template"
                | "svg"
                | "math"
                | "select"
                | "datalist"
                | "textarea"
                | "iframe"
                | "object"
        ) || matches!(name, "audio" | "video" | "canvas" | "noembed" | "noframes" | "script" | "style");
    let furniture =
        matches!(name, "nav" | "footer" | "aside" | "form" | "button" | "menu" | "dialog" | "noscript")
            || name == "header" && !around.main
            || is_hidden(written)
            || role().is_some_and(|role| {
                matches!(
                    role.as_str(),
                    "navigation" | "banner" | "contentinfo" | "complementary" | "search" | "menu" | "dialog"
                )
            });
    let main = matches!(name, "article" | "main") || role().as_deref() == Some("main");
    Around {
        unseen: around.unseen || unseen,
        furniture: around.furniture || furniture,
        main: around.main || main,
    }
}

fn is_hidden(written: &str) -> bool {
    tags::attribute(written, "hidden").is_some_and(|value| value != "until-found")
        || tags::attribute(written, "aria-hidden").as_deref() == Some("true")
        || tags::attribute(written, "style")
            .is_some_and(|style| style.to_ascii_lowercase().replace(' ', "").contains("display:none"))
}

/// Elements without content.
pub(super) fn is_void(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements whose end tag may be left out.
fn may_stay_open(name: &str) -> bool {
    matches!(
        name,
        "p" | "li"
            | "dt"
            | "dd"
            | "tr"
            | "td"
            | "th"
            | "thead"
            | "tbody"
            | "tfoot"
            | "option"
            | "optgroup"
            | "html"
            | "body"
            | "colgroup"
            | "rt"
            | "rp"
    )
}

/// Elements inside a line of text.
fn is_inline(name: &str) -> bool {
    matches!(
        name,
        "a" | "abbr"
            | "acronym"
            | "b"
            | "big"
            | "cite"
            | "code"
            | "del"
            | "em"
            | "font"
            | "i"
            | "ins"
            | "kbd"
            | "mark"
            | "nobr"
            | "q"
            | "s"
            | "samp"
            | "small"
            | "span"
            | "strike"
            | "strong"
            | "sub"
            | "sup"
            | "time"
            | "tt"
            | "u"
            | "var"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(html: &str, expected: &[(&str, bool, bool, bool)]) {
        let outline = outline(html);
        let got: Vec<(&str, bool, bool, bool)> = outline
            .places
            .iter()
            .map(|place| match &outline.pieces[place.piece] {
                Piece::Text(start, end) => (&html[*start..*end], place.around),
                _ => ("img", place.around),
            })
            .map(|(text, around)| (text, around.unseen, around.furniture, around.main))
            .collect();
        assert_eq!(got, expected);
    }

    #[test]
    fn pieces_know_what_stands_around_them() {
        check("<title>T</title><p>a", &[("T", true, false, false), ("a", false, false, false)]);
        check("<nav><ul><li>x</ul></nav>y", &[("x", false, true, false), ("y", false, false, false)]);
        check(
            "<main><header>h</header><img src=a></main>",
            &[("h", false, false, true), ("img", false, false, true)],
        );
        check(
            "<div hidden>a<div>b</div></div>c",
            &[("a", false, true, false), ("b", false, true, false), ("c", false, false, false)],
        );
        check("<div style='Display: none'>a</div>", &[("a", false, true, false)]);
        check("a</div></nav>b", &[("a", false, false, false), ("b", false, false, false)]);
    }

    #[test]
    fn depth_counts_what_has_to_be_closed() {
        assert_eq!(outline(&"<div>".repeat(5000)).depth, 5000);
        assert_eq!(outline(&"<p>x".repeat(5000)).depth, 0);
        assert_eq!(outline(&"<b>".repeat(70)).open_inline, 70);
    }
}
