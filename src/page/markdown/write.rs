//! A page tree back to Markdown, for `convert`: read again it gives the same text and the same blocks.
//!
//! Every mark that CommonMark or Hugo's reader would take for markup is escaped with a backslash. That also parts
//! the two braces of a shortcode, which Hugo looks for before it reads Markdown.

use crate::page::front_matter::{self, FrontMatter};
use crate::page::tree::{Block, BlockKind, Page, Span, SpanKind, TextRange};
use std::fmt::Write;

/// The page as a Markdown file with front matter; `skip` holds the indexes of top-level blocks to leave out, because
/// the front matter says what they say.
pub fn write(page: &Page, front_matter: &FrontMatter, skip: &[u32]) -> String {
    let mut out = front_matter::write(front_matter);
    let kept: Vec<&Block> = page
        .blocks
        .iter()
        .enumerate()
        .filter(|(index, _)| !skip.contains(&(*index as u32)))
        .map(|(_, block)| block)
        .collect();
    if !kept.is_empty() {
        out.push('\n');
    }
    write_blocks(&mut out, &page.text, &kept, "");
    out
}

/// Writes blocks, parted by blank lines; each line begins with `prefix`.
fn write_blocks(out: &mut String, text: &str, blocks: &[&Block], prefix: &str) {
    let mut alternate = false;
    for (index, block) in blocks.iter().enumerate() {
        if index > 0 {
            out.push_str(prefix.trim_end());
            out.push('\n');
        }
        // Two lists in a row would be read as one if their marks were the same.
        let follows_list = index > 0 && blocks.get(index - 1).is_some_and(|before| is_list(before));
        alternate = is_list(block) && follows_list && !alternate;
        write_block(out, text, block, prefix, alternate);
    }
}

const fn is_list(block: &Block) -> bool {
    matches!(block.kind, BlockKind::List { .. })
}

fn write_block(out: &mut String, text: &str, block: &Block, prefix: &str, alternate: bool) {
    let children: Vec<&Block> = block.children.iter().collect();
    match &block.kind {
        BlockKind::Heading { level } => {
            let marks = "#".repeat(usize::from((*level).clamp(1, 6)));
            let line = inline(text, block).replace("\\\n", " ");
            let _ = writeln!(out, "{prefix}{marks} {line}");
        }
        BlockKind::Preformatted { language } => {
            write_code(out, block.range.of(text), language.as_deref(), prefix);
        }
        BlockKind::Quote => write_blocks(out, text, &children, &format!("{prefix}> ")),
        BlockKind::List { start } => write_list(out, text, &children, *start, prefix, alternate),
        BlockKind::Table => write_table(out, text, &children, prefix),
        BlockKind::Rule => {
            let _ = writeln!(out, "{prefix}***");
        }
        BlockKind::Footnote { label } => {
            let first = out.len();
            write_blocks(out, text, &children, &format!("{prefix}    "));
            replace_indent(out, first, prefix, &format!("[^{label}]: "), 4);
        }
        BlockKind::Paragraph
        | BlockKind::Verse
        | BlockKind::Salutation
        | BlockKind::Signature
        | BlockKind::Caption
        | BlockKind::Item
        | BlockKind::Row { .. }
        | BlockKind::Cell => {
            for line in inline(text, block).split('\n') {
                let _ = writeln!(out, "{prefix}{line}");
            }
        }
    }
}

/// Puts a mark in place of the first `width` spaces of indent that were written at `from`.
fn replace_indent(out: &mut String, from: usize, prefix: &str, mark: &str, width: usize) {
    let at = from + prefix.len();
    if out.get(at..at + width).is_some_and(|indent| indent.bytes().all(|byte| byte == b' ')) {
        out.replace_range(at..at + width, mark);
    } else {
        out.insert_str(at.min(out.len()), &format!("{mark}\n"));
    }
}

fn write_list(
    out: &mut String,
    text: &str,
    items: &[&Block],
    start: Option<u64>,
    prefix: &str,
    alternate: bool,
) {
    for (index, item) in items.iter().enumerate() {
        if index > 0 {
            out.push_str(prefix.trim_end());
            out.push('\n');
        }
        let mark = match start {
            Some(first) => {
                format!("{}{} ", first.saturating_add(index as u64), if alternate { ')' } else { '.' })
            }
            None => format!("{} ", if alternate { '*' } else { '-' }),
        };
        let from = out.len();
        let children: Vec<&Block> = item.children.iter().collect();
        write_blocks(out, text, &children, &format!("{prefix}{}", " ".repeat(mark.len())));
        replace_indent(out, from, prefix, &mark, mark.len());
    }
}

fn write_code(out: &mut String, code: &str, language: Option<&str>, prefix: &str) {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    let fence = "`".repeat(longest.max(2) + 1);
    let info: String =
        language.unwrap_or("").chars().filter(|c| c.is_alphanumeric() || "+-_#.".contains(*c)).collect();
    // Hugo reads shortcodes inside code too; a page that holds one keeps its lines in another way.
    if code.contains("{{<") || code.contains("{{%") {
        for line in escape_lines(code).split('\n') {
            let _ = writeln!(out, "{prefix}{line}");
        }
        return;
    }
    let _ = writeln!(out, "{prefix}{fence}{info}");
    for line in code.split('\n') {
        let _ = writeln!(out, "{}", format!("{prefix}{line}").trim_end_matches(' '));
    }
    let _ = writeln!(out, "{prefix}{fence}");
}

fn write_table(out: &mut String, text: &str, rows: &[&Block], prefix: &str) {
    for (index, row) in rows.iter().enumerate() {
        let cells: Vec<String> =
            row.children.iter().map(|cell| inline(text, cell).replace("\\\n", " ")).collect();
        let _ = writeln!(out, "{prefix}| {} |", cells.join(" | "));
        if index == 0 {
            let _ = writeln!(out, "{prefix}|{}", " --- |".repeat(cells.len()));
        }
    }
}

/// The text of a leaf with its inline markup.
fn inline(text: &str, block: &Block) -> String {
    if block.spans.is_empty() {
        return escape_lines(block.range.of(text));
    }
    let mut out = String::new();
    let mut open: Vec<&Span> = Vec::new();
    let mut at = block.range.start;
    let mut spans = block.spans.iter().peekable();
    loop {
        let next_close = open.last().map(|span| span.range.end);
        let next_open = spans.peek().map(|span| span.range.start);
        let opens = match (next_open, next_close) {
            (Some(start), Some(end)) => {
                start < end || start == end && open.last().is_some_and(|s| s.range.is_empty())
            }
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => break,
        };
        let upto = if opens { next_open } else { next_close }.unwrap_or(at).max(at);
        let in_code = open.iter().any(|span| span.kind == SpanKind::Code);
        push_text(&mut out, TextRange::new(at, upto).of(text), in_code);
        at = upto;
        if opens {
            let Some(span) = spans.next() else { break };
            open_span(&mut out, span, text);
            open.push(span);
        } else if let Some(span) = open.pop() {
            close_span(&mut out, span, text);
        }
    }
    push_text(&mut out, TextRange::new(at, block.range.end).of(text), false);
    out
}

fn push_text(out: &mut String, text: &str, in_code: bool) {
    if in_code {
        out.push_str(&text.replace('\n', " "));
    } else {
        let begins_line = out.is_empty() || out.ends_with('\n');
        escape_into(out, text, begins_line);
    }
}

fn code_fence(span: &Span, text: &str) -> String {
    let code = span.range.of(text);
    "`".repeat(code.split(|c| c != '`').map(str::len).max().unwrap_or(0) + 1)
}

fn open_span(out: &mut String, span: &Span, text: &str) {
    match &span.kind {
        SpanKind::Emphasis => out.push('*'),
        SpanKind::Strong => out.push_str("**"),
        SpanKind::Strikethrough => out.push_str("~~"),
        SpanKind::Code => {
            out.push_str(&code_fence(span, text));
            if span.range.of(text).starts_with('`') {
                out.push(' ');
            }
        }
        SpanKind::Link { .. } => out.push('['),
        SpanKind::Image { .. } => out.push_str("!["),
        SpanKind::FootnoteReference { .. } => out.push_str("[^"),
    }
}

fn close_span(out: &mut String, span: &Span, text: &str) {
    match &span.kind {
        SpanKind::Emphasis => out.push('*'),
        SpanKind::Strong => out.push_str("**"),
        SpanKind::Strikethrough => out.push_str("~~"),
        SpanKind::Code => {
            if span.range.of(text).ends_with('`') {
                out.push(' ');
            }
            out.push_str(&code_fence(span, text));
        }
        SpanKind::Link { href, title } | SpanKind::Image { src: href, title } => {
            out.push_str("](");
            out.push_str(&address(href));
            if !title.is_empty() {
                let _ = write!(
                    out,
                    " \"{}\"",
                    escaped_in(title, &['"', '\\', '{', '}', '&', '<']).replace('\n', " ")
                );
            }
            out.push(')');
        }
        SpanKind::FootnoteReference { .. } => out.push(']'),
    }
}

/// An address between angle brackets.
fn address(href: &str) -> String {
    let line: String = href.chars().map(|c| if c == '\n' { ' ' } else { c }).collect();
    format!("<{}>", escaped_in(&line, &['<', '>', '\\', '{', '}']))
}

fn escaped_in(text: &str, marks: &[char]) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if marks.contains(&c) {
            out.push('\\');
        }
        out.push(c);
    }
    out
}

/// Text without markup; its line breaks become hard ones.
fn escape_lines(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + text.len() / 16);
    escape_into(&mut out, text, true);
    out
}

fn escape_into(out: &mut String, text: &str, begins_line: bool) {
    for (index, line) in text.split('\n').enumerate() {
        if index > 0 {
            out.push_str("\\\n");
        }
        escape_line(out, line, index > 0 || begins_line);
    }
}

/// Escapes what would be markup. White space at the ends of a line is written as character references.
fn escape_line(out: &mut String, line: &str, begins_line: bool) {
    let body = line.trim_matches([' ', '\t']);
    let before = line.len() - line.trim_start_matches([' ', '\t']).len();
    let after = (before + body.len()).min(line.len());
    if begins_line {
        push_references(out, line.get(..before).unwrap_or(""));
    } else {
        out.push_str(line.get(..before).unwrap_or(""));
    }
    if begins_line && before == 0 {
        out.push_str(line_start_escape(body));
    }
    let digits = if begins_line && before == 0 { number_mark(body) } else { None };
    for (at, c) in body.char_indices() {
        let markup = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '&' | '~' | '|' | '{' | '}' | '#' | '!' | '$'
        );
        if markup || digits == Some(at) {
            out.push('\\');
        }
        match c {
            // A tab inside a line may be widened; a control character may be dropped.
            '\t' => out.push_str("&#9;"),
            c => out.push(c),
        }
    }
    push_references(out, line.get(after..).unwrap_or(""));
}

/// A backslash for a line that would begin a list, a heading's underline or a definition.
fn line_start_escape(body: &str) -> &'static str {
    if body.starts_with(['+', '-', '=', ':']) { "\\" } else { "" }
}

/// The offset of the mark after a number at the head of a line: `1.` would begin a list.
fn number_mark(body: &str) -> Option<usize> {
    let digits = body.bytes().take_while(u8::is_ascii_digit).count();
    let mark = body.get(digits..)?.starts_with(['.', ')']);
    (digits > 0 && mark).then_some(digits)
}

fn push_references(out: &mut String, spaces: &str) {
    for c in spaces.chars() {
        out.push_str(if c == '\t' { "&#9;" } else { "&#32;" });
    }
}
