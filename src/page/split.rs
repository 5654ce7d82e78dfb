//! Several articles in one file: where it is split, by configuration or where a separator is unmistakable.
//!
//! Asterisks part scenes more often than articles, and a form feed ends a page. So a separator counts by itself only
//! where what follows it begins as an article does: a line that looks like a title beside a line that states a date or
//! an author. Numbered documents ("Document 3 of 120") and the heads of messages need no such proof.

use super::head;
use crate::config::Split;
use crate::page::tree::TextRange;
use memchr::memchr2;
use std::collections::BTreeSet;

/// The articles of a file.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Parts {
    /// What parts them, for a person: `lines of "====="`.
    pub(super) separator: String,
    /// The articles, with the separator before each where there is one.
    pub(super) parts: Vec<Part>,
}

/// One article of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    /// Separator lines before it (and after the last one); they belong to no article.
    pub(super) separators: Vec<TextRange>,
    /// Its text.
    pub(super) text: TextRange,
    /// Whether it begins with the head of a message.
    pub(super) message: bool,
}

/// A place where the file may be split: the separator, and where the next article begins.
#[derive(Clone, Copy)]
struct Cut {
    separator: TextRange,
    message: bool,
}

/// Splits a text; `None` when it is one article. `auto` says whether separators may be guessed in this format.
pub(super) fn split(text: &str, rule: &Split, auto: bool) -> Option<Parts> {
    let lines = || lines_of(text);
    let matching = |fits: &dyn Fn(&str) -> bool| -> Vec<Cut> {
        lines().filter(|range| fits(range.of(text).trim())).map(Cut::at).collect()
    };
    let (cuts, separator) = match rule {
        Split::Never => return None,
        Split::Line(line) => (matching(&|found| found == line), format!("lines of \"{line}\"")),
        Split::At(pattern) => (matching(&|found| pattern.is_in(found)), rule.written()),
        Split::Before(pattern) => {
            let cuts = matching(&|found| pattern.is_in(found));
            (cuts.into_iter().map(Cut::before).collect(), rule.written())
        }
        Split::Auto if auto => guess(text)?,
        Split::Auto => return None,
    };
    let parts = parts(text, &cuts);
    (parts.len() > 1).then_some(Parts { separator, parts })
}

impl Cut {
    const fn at(separator: TextRange) -> Self {
        Self { separator, message: false }
    }

    /// A cut that takes nothing out.
    const fn before(self) -> Self {
        Self { separator: TextRange::new(self.separator.start, self.separator.start), message: self.message }
    }
}

/// The pieces between the cuts that hold text.
fn parts(text: &str, cuts: &[Cut]) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut separators = Vec::new();
    let (mut start, mut message) = (0, false);
    let ends = cuts.iter().map(|cut| cut.separator.start).chain([text.len() as u32]);
    for (index, end) in ends.enumerate() {
        let piece = TextRange::new(start, end);
        if piece.of(text).contains(char::is_alphanumeric) {
            parts.push(Part { separators: std::mem::take(&mut separators), text: piece, message });
        }
        if let Some(cut) = cuts.get(index) {
            separators.extend(Some(cut.separator).filter(|range| !range.is_empty()));
            (start, message) = (cut.separator.end, cut.message);
        }
    }
    if let Some(last) = parts.last_mut() {
        last.separators.append(&mut separators);
    }
    parts
}

/// The lines of a text without their ends. A form feed is a line by itself.
fn lines_of(text: &str) -> impl Iterator<Item = TextRange> + '_ {
    let mut start = 0;
    let mut pending = None;
    std::iter::from_fn(move || {
        if let Some(range) = pending.take() {
            return Some(range);
        }
        let rest = text.get(start..).filter(|rest| !rest.is_empty())?;
        let length = memchr2(b'\n', 0xC, rest.as_bytes()).unwrap_or(rest.len());
        let line = TextRange::new(start as u32, (start + length) as u32);
        if rest.get(length..).is_some_and(|end| end.starts_with('\u{C}')) {
            pending = Some(TextRange::new(line.end, line.end + 1));
        }
        start += length + 1;
        Some(line)
    })
}

fn guess(text: &str) -> Option<(Vec<Cut>, String)> {
    numbered_documents(text).or_else(|| messages(text)).or_else(|| ruled(text))
}

/// "Document 3 of 120", "3 of 120 DOCUMENTS": numbers that count up, of one total.
fn numbered_documents(text: &str) -> Option<(Vec<Cut>, String)> {
    if !text.contains(" of ") && !text.contains(" OF ") {
        return None;
    }
    let mut found: Vec<(u32, u32, TextRange)> = Vec::new();
    for line in lines_of(text).filter(|line| line.len() <= 60) {
        if let Some((number, total)) = document_number(line.of(text)) {
            found.push((number, total, line));
        }
    }
    let counts_up =
        found.windows(2).all(|pair| matches!(pair, [(a, m, _), (b, n, _)] if a + 1 == *b && m == n));
    let separator = format!("lines like \"{}\"", found.first()?.2.of(text).trim());
    let cuts = found.iter().map(|(_, _, line)| Cut::at(*line)).collect();
    (found.len() >= 2 && counts_up).then_some((cuts, separator))
}

fn document_number(line: &str) -> Option<(u32, u32)> {
    const NOUNS: [&str; 8] =
        ["document", "documents", "article", "articles", "item", "items", "record", "records"];
    let lower = line.trim().trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (noun, number, total) = match words.as_slice() {
        [noun, number, "of", total] | [number, "of", total, noun] => (noun, number, total),
        _ => return None,
    };
    if !NOUNS.contains(noun) {
        return None;
    }
    Some((number.parse().ok()?, total.parse().ok()?))
}

/// The heads of messages: lines such as "From:", "Date:" and "Subject:" together, twice and more.
fn messages(text: &str) -> Option<(Vec<Cut>, String)> {
    // `contains` is far faster than `matches`, and nearly no text has it even once.
    if !text.contains("From:") || text.matches("From:").take(2).count() < 2 {
        return None;
    }
    let lines: Vec<TextRange> = lines_of(text).collect();
    let mut cuts = Vec::new();
    let mut index = 0;
    while let Some(line) = lines.get(index) {
        let before = index.checked_sub(1).and_then(|before| lines.get(before));
        let begins = before.is_none_or(|before| before.of(text).trim().is_empty());
        let envelope = usize::from(line.of(text).starts_with("From ") && !line.of(text).contains(": "));
        let heads = lines.iter().skip(index + envelope).take_while(|line| header(line.of(text)).is_some());
        let keys: BTreeSet<&str> = heads.filter_map(|line| Some(header(line.of(text))?.0)).collect();
        if begins && keys.len() >= 3 && keys.contains("from") && keys.contains("subject") {
            cuts.push(Cut { separator: TextRange::new(line.start, line.start), message: true });
        }
        index += 1 + keys.len();
    }
    (cuts.len() >= 2).then(|| (cuts, "the heads of messages".to_owned()))
}

/// A line of a message's head: its key in lower case, and what it says.
pub(super) fn header(line: &str) -> Option<(&'static str, &str)> {
    const KEYS: [&str; 11] = [
        "from",
        "to",
        "cc",
        "date",
        "sent",
        "subject",
        "message-id",
        "newsgroups",
        "organization",
        "reply-to",
        "references",
    ];
    let (key, value) = line.split_once(':')?;
    let key = KEYS.iter().find(|known| key.eq_ignore_ascii_case(known))?;
    Some((key, value.trim()))
}

/// Lines of one sign, or form feeds, with the head of an article after them.
fn ruled(text: &str) -> Option<(Vec<Cut>, String)> {
    let mut kinds: Vec<(char, Vec<TextRange>)> = Vec::new();
    let mut blank_before = true;
    for line in lines_of(text) {
        let found = line.of(text);
        if let Some(sign) = rule_sign(found).filter(|sign| blank_before || *sign == '\u{C}') {
            match kinds.iter_mut().find(|(known, _)| *known == sign) {
                Some((_, lines)) => lines.push(line),
                None => kinds.push((sign, vec![line])),
            }
        }
        blank_before = found.trim().is_empty();
    }
    kinds.into_iter().find_map(|(sign, lines)| {
        let first = lines.first()?.of(text).trim();
        let name = if sign == '\u{C}' { "form feeds".to_owned() } else { format!("lines of \"{first}\"") };
        unmistakable(text, sign, &lines).map(|cuts| (cuts, name))
    })
}

/// The sign that a line repeats: five times and more, three of the signs that are set by themselves.
fn rule_sign(line: &str) -> Option<char> {
    if line == "\u{C}" {
        return Some('\u{C}');
    }
    let mut signs = line.chars().filter(|c| !c.is_whitespace());
    let sign = signs.next().filter(|c| matches!(c, '=' | '*' | '-' | '_' | '#' | '~' | '+' | '─' | '═'))?;
    let mut count = 1;
    for other in signs {
        if other != sign {
            return None;
        }
        count += 1;
    }
    let least = if matches!(sign, '*' | '=' | '#') { 3 } else { 5 };
    (count >= least).then_some(sign)
}

/// The cuts among rules of one sign, if they part articles beyond doubt.
fn unmistakable(text: &str, sign: char, rules: &[TextRange]) -> Option<Vec<Cut>> {
    let ends = rules.iter().skip(1).map(|rule| rule.start).chain([text.len() as u32]);
    let mut titles = BTreeSet::new();
    let mut cuts = Vec::new();
    for (rule, end) in rules.iter().zip(ends) {
        if let Some(title) = head_of(TextRange::new(rule.end, end).of(text)) {
            // A head that is repeated is a running head: pages of one article.
            titles.insert(
                title.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect::<String>(),
            );
            cuts.push(Cut::at(*rule));
        }
    }
    let begin = cuts.first().map_or(0, |cut| cut.separator.start);
    let headed = TextRange::new(0, begin).of(text);
    let both = cuts.len() == 1 && matches!(sign, '=' | '*' | '#' | '\u{C}') && head_of(headed).is_some();
    let distinct = titles.len() == cuts.len();
    let most = cuts.len() * 2 >= rules.len();
    if cuts.is_empty() && sign == '=' {
        return between_capitals(text, rules);
    }
    (distinct && most && (cuts.len() >= 2 || both)).then_some(cuts)
}

/// Rules of "=" with a title in capitals under each, and one over the first: articles that state neither date nor
/// author. Chapters are parts of one text.
fn between_capitals(text: &str, rules: &[TextRange]) -> Option<Vec<Cut>> {
    let starts = std::iter::once(0).chain(rules.iter().map(|rule| rule.end));
    let ends = rules.iter().map(|rule| rule.start).chain([text.len() as u32]);
    let mut titles = BTreeSet::new();
    for (start, end) in starts.zip(ends) {
        let piece = TextRange::new(start, end).of(text);
        if piece.contains(char::is_alphanumeric) && !titles.insert(capitals_title(piece)?) {
            return None;
        }
    }
    (titles.len() >= 2).then(|| rules.iter().copied().map(Cut::at).collect())
}

/// The line in capitals that a text begins with, when a blank line and prose follow it.
fn capitals_title(text: &str) -> Option<&str> {
    let mut lines = text.lines().skip_while(|line| line.trim().is_empty());
    let title = lines.next()?.trim();
    let capitals =
        title.chars().count() <= 160 && title.split_whitespace().count() >= 2 && head::is_capitals(title);
    let lower = title.to_lowercase();
    let chapter = ["chapter", "part", "section", "book", "act", "scene", "appendix"]
        .iter()
        .any(|word| lower.split(|c: char| !c.is_alphanumeric()).next() == Some(*word));
    let parted = lines.next().is_some_and(|line| line.trim().is_empty());
    let prose = text.chars().filter(|c| c.is_lowercase()).take(120).count() >= 120;
    (capitals && !chapter && parted && prose).then_some(title)
}

/// The title, if a text begins as an article does: a line like a title next to one that states a date or an author,
/// and prose after them.
fn head_of(text: &str) -> Option<&str> {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).take(6).collect();
    let typed = |line: &&str| head::is_stated(line) || head::byline::parse(line).is_some();
    let titled = |line: &&str| line.chars().count() <= 160 && !typed(line) && head::title_score(line) >= 0.6;
    let title = lines.iter().take(3).position(|line| titled(line) && !head::is_label(line))?;
    let near = title.saturating_sub(1)..(title + 4).min(lines.len());
    let stated = lines.get(near)?.iter().any(typed);
    let letters = text.chars().filter(|c| c.is_alphabetic()).take(120).count();
    (stated && letters >= 120).then(|| lines[title])
}

#[cfg(test)]
mod tests {
    use super::*;

    const PROSE: &str = "The harbour board met on Tuesday evening in the long room over the fish market and voted to \
                         repair the breakwater before the winter gales.\n\nTwo members asked for a second opinion.\n";

    fn article(title: &str) -> String {
        format!("{title}\n\nBy Cora Bellweather\nMarch 4, 1952\n\n{PROSE}\n")
    }

    #[track_caller]
    fn check(text: &str, rule: &Split, expected: usize) -> Option<Parts> {
        let found = split(text, rule, true);
        assert_eq!(found.as_ref().map_or(1, |parts| parts.parts.len()), expected, "{found:?}");
        found
    }

    #[test]
    fn unmistakable_separators_part_articles() {
        let [a, b, c] =
            ["Board Votes for Breakwater", "Lamp Out on the Mole", "Ferry Runs Aground"].map(article);
        for rule in ["==========", "*****", "* * * * *", "----------", "\u{C}"] {
            let parts = check(&format!("{a}\n{rule}\n{b}\n{rule}\n\n{c}"), &Split::Auto, 3).unwrap();
            assert_eq!(parts.parts[1].separators.len(), 1);
        }
        check(&format!("{a}\n==========\n{b}"), &Split::Auto, 2);
        check(&format!("{a}\n* * *\n\n{b}"), &Split::Auto, 2);
        check(&format!("{a}\n# # #\n\n{b}"), &Split::Auto, 2);
        let [bare, other] = ["BOARD VOTES FOR BREAKWATER", "LAMP OUT ON THE MOLE"]
            .map(|title| format!("{title}\n\n{PROSE}\n"));
        check(&format!("{bare}\n==========\n{other}"), &Split::Auto, 2);
        check(&format!("==========\n{bare}\n==========\n\n{other}\n==========\n"), &Split::Auto, 2);
        check(&format!("==========\n{a}\n==========\n{b}\n==========\n"), &Split::Auto, 2);
    }

    #[test]
    fn scenes_pages_and_underlines_do_not() {
        let story = article("A Winter on the Mole");
        check(&format!("{story}\n*****\n\n{PROSE}\n*****\n\n{PROSE}"), &Split::Auto, 1);
        check(&format!("{story}\n***\n\n{PROSE}\n###\n"), &Split::Auto, 1);
        check(&format!("{story}\n----------\n{}", article("Lamp Out on the Mole")), &Split::Auto, 1);
        check(&format!("{story}\n==========\nA LAST WORD\n\n{PROSE}"), &Split::Auto, 1);
        let [one, two] = ["CHAPTER ONE", "CHAPTER TWO"].map(|title| format!("{title}\n\n{PROSE}\n"));
        check(&format!("{one}\n==========\n{two}"), &Split::Auto, 1);
        check(&format!("THE TIDE\n\n{PROSE}\n==========\nTHE TIDE\n\n{PROSE}"), &Split::Auto, 1);
        let page = format!("THE TIDEWICK BEACON\nMarch 4, 1952\n\n{PROSE}");
        check(&format!("{page}\u{C}{page}\u{C}{page}"), &Split::Auto, 1);
        check(
            &format!(
                "First Part\n==========\nMarch 4, 1952\n{PROSE}\nSecond Part\n==========\nMarch 5, 1952\n{PROSE}"
            ),
            &Split::Auto,
            1,
        );
    }

    #[test]
    fn numbered_documents_and_messages_part_articles() {
        let text =
            format!("Document 1 of 3\n\n{PROSE}\nDocument 2 of 3\n\n{PROSE}\nDocument 3 of 3\n\n{PROSE}");
        check(&text, &Split::Auto, 3);
        check(&format!("1 of 2 DOCUMENTS\n{PROSE}2 of 2 DOCUMENTS\n{PROSE}"), &Split::Auto, 2);
        check(&format!("Item 1 of 2\n{PROSE}Item 7 of 9\n{PROSE}"), &Split::Auto, 1);
        let message =
            |n| format!("From: Cora <c@example.org>\nDate: 4 Mar 1992\nSubject: Lamp {n}\n\n{PROSE}\n");
        let parts = check(&format!("{}{}", message(1), message(2)), &Split::Auto, 2).unwrap();
        assert!(parts.parts.iter().all(|part| part.message));
    }

    #[test]
    fn the_configuration_says_where() {
        let text = format!("One\n\n{PROSE}\n~\nTwo\n\n{PROSE}");
        check(&text, &Split::Line("~".into()), 2);
        check(&text, &Split::Auto, 1);
        check(&text, &Split::try_from("/^~$/".to_owned()).unwrap(), 2);
        let parts = check(&text, &Split::try_from("before /^Two$/".to_owned()).unwrap(), 2).unwrap();
        assert!(parts.parts[1].text.of(&text).starts_with("Two"));
        check(&text, &Split::Never, 1);
    }
}
