//! A title made from the first sentence: cut where a clause ends, never inside a word.

use super::date_words;
use super::title::is_salutation;
use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::markdown::shortcodes;
use crate::page::sentence::{ends_sentence, first_sentence_len};
use crate::page::tree::{BlockKind, Page, TextRange};

/// The longest title in characters.
const LONGEST: usize = 90;
/// A clause shorter than this says too little.
const SHORTEST_CLAUSE: usize = 28;

/// Words that begin a clause: a title may end before them.
const CLAUSE_WORDS: &[&str] = &[
    "after", "although", "because", "before", "but", "despite", "if", "so", "since", "that", "though",
    "unless", "until", "when", "where", "whereas", "which", "while", "who", "whose",
];

/// Words after "and" or "but" that show a new statement.
const STATING: &[&str] = &[
    "has", "have", "had", "he", "i", "is", "it", "nobody", "she", "that", "the", "there", "they", "was",
    "we", "were", "will", "would",
];

/// Words that no title ends on.
const HANGING: &[&str] = &[
    "a", "an", "the", "of", "in", "on", "at", "to", "for", "from", "by", "with", "and", "or", "but", "as",
    "that", "is", "are", "was", "were", "be", "been", "has", "have", "had", "will", "would", "his", "her",
    "its", "their", "this", "these", "those", "not", "into", "than", "over", "under", "between", "mr.",
    "mrs.", "dr.", "sen.", "rep.", "u.s.", "st.", "who", "which", "today", "it", "he", "she", "they", "we",
    "said", "says",
];

/// Makes a title from the first sentence of the first paragraph of prose.
pub(crate) fn made_title(page: &Page, head: &[HeadCandidate]) -> String {
    let block = first_prose(page, head);
    let Some((text, start)) = block.map(|range| (range.of(&page.text), range.start)) else {
        return String::new();
    };
    let dateline = head.iter().find(|c| c.role == HeadRole::Dateline && c.range.start == start);
    let dateline = dateline.or_else(|| run_in_dateline(head, text, start));
    let skip = dateline.map_or(0, |candidate| (candidate.range.end - start) as usize);
    let bare = shortcodes::without(text.get(skip..).unwrap_or(text));
    let text = strip_labels(&bare);
    shorten(telling_sentence(text))
}

/// A dateline after a date that runs in with the text.
fn run_in_dateline<'h>(head: &'h [HeadCandidate], text: &str, start: u32) -> Option<&'h HeadCandidate> {
    let dated = date_words::leading_date_len(text) as u32;
    let near = |c: &&HeadCandidate| (start + dated..=start + dated + 8).contains(&c.range.start);
    head.iter().filter(|c| dated > 0 && c.role == HeadRole::Dateline).find(near)
}

/// The first sentence, but for one of a word or two that says who speaks: "Mr. HALE. Mr. President, I rise…".
fn telling_sentence(text: &str) -> &str {
    let length = first_sentence_len(text);
    let first = text.get(..length).unwrap_or(text);
    let rest = text.get(length..).unwrap_or("").trim_start();
    let more = rest.chars().filter(|c| c.is_alphabetic()).count() >= 12;
    if first.split_whitespace().count() <= 2 && first.ends_with('.') && more {
        rest.get(..first_sentence_len(rest)).unwrap_or(rest)
    } else {
        first
    }
}

/// Makes a title from the first sentence of a text.
pub(crate) fn title_from(text: &str) -> String {
    let text = strip_labels(text);
    shorten(text.get(..first_sentence_len(text)).unwrap_or(text))
}

/// The text after labels and a date that run in with it: "FOR IMMEDIATE RELEASE  March 4, 1987  The board…".
fn strip_labels(text: &str) -> &str {
    const LABELS: &[&str] = &["for immediate release", "press release", "news release", "date:", "contact:"];
    let mut rest = text;
    for _ in 0..4 {
        rest = rest.trim_start_matches(|c: char| !c.is_alphanumeric() && !is_quote(c));
        let label = LABELS
            .iter()
            .find(|label| rest.get(..label.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(label)));
        let length = label.map_or_else(|| date_words::leading_date_len(rest), |label| label.len());
        let after = rest.get(length..).unwrap_or("");
        if length == 0
            || after.chars().filter(|c| c.is_alphabetic()).take(12).count() < 12
            || after.starts_with(char::is_alphanumeric)
        {
            break;
        }
        rest = after;
    }
    rest
}

const fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '‘' | '\'' | '«')
}

/// The first paragraph of prose that is no line of the head and no salutation; failing that, the first text at all.
fn first_prose(page: &Page, head: &[HeadCandidate]) -> Option<TextRange> {
    let in_head = |index: usize| {
        let takes = |c: &HeadCandidate| (c.block..c.block + c.blocks).contains(&(index as u32));
        head.iter().any(|candidate| candidate.score >= 0.5 && takes(candidate))
    };
    let is_prose =
        |kind: &BlockKind| matches!(kind, BlockKind::Paragraph | BlockKind::Quote | BlockKind::List { .. });
    let mut blocks = page.blocks.iter().enumerate();
    let fits = |text: &str| {
        !is_salutation(text)
            && shortcodes::without(text).chars().filter(|c| c.is_alphabetic()).take(13).count() > 12
    };
    let whole = |text: &str| ends_sentence(text) || text.len() > 150;
    let mut sentences = page.blocks.iter().enumerate();
    let sentence = sentences.find(|(index, block)| {
        let text = block.range.of(&page.text);
        is_prose(&block.kind) && !in_head(*index) && fits(text) && whole(text)
    });
    let prose = sentence.or_else(|| {
        blocks.find(|(index, block)| {
            is_prose(&block.kind) && !in_head(*index) && fits(block.range.of(&page.text))
        })
    });
    let any = || page.blocks.iter().find(|block| !block.range.is_empty());
    prose.map(|(_, block)| block).or_else(any).map(|block| block.range)
}

/// A sentence as a title.
fn shorten(sentence: &str) -> String {
    let folded = sentence.split_whitespace().collect::<Vec<_>>().join(" ");
    let bare = strip_end(&folded);
    if bare.chars().count() <= LONGEST {
        return balance(bare);
    }
    let limit = bare.char_indices().nth(LONGEST).map_or(bare.len(), |(at, _)| at);
    let window = bare.get(..limit).unwrap_or(bare);
    if let Some(clause) = last_clause(window, bare) {
        return balance(strip_end(clause));
    }
    let mut words: Vec<&str> = window.split(' ').collect();
    if !bare.get(limit..).is_some_and(|rest| rest.starts_with(' ')) && words.len() > 1 {
        words.pop();
    }
    while words.len() > 3 && words.last().is_some_and(|word| HANGING.contains(&word.to_lowercase().as_str()))
    {
        words.pop();
    }
    let joined = words.join(" ");
    // A bracket that is cut open goes whole.
    let unclosed = joined.rfind('(').filter(|at| !joined.get(*at..).is_some_and(|rest| rest.contains(')')));
    let cut = joined.get(..unclosed.unwrap_or(joined.len())).unwrap_or(&joined);
    format!("{}…", balance(strip_end(cut)))
}

/// The longest beginning that ends where a clause does.
fn last_clause<'t>(window: &'t str, whole: &str) -> Option<&'t str> {
    let mut best = None;
    for (at, _) in window.match_indices(' ') {
        let (before, after) = (window.get(..at)?, whole.get(at + 1..)?);
        if before.chars().count() < SHORTEST_CLAUSE {
            continue;
        }
        let next = after.split([' ', ',']).next().unwrap_or("").to_lowercase();
        let last = before.rsplit(' ').next().unwrap_or("").to_lowercase();
        let mark = before.ends_with([';', ':', '–', '—']) || after.starts_with(['–', '—']);
        let reports =
            next == "that" && (last.ends_with("ed") || matches!(last.as_str(), "say" | "find" | "found"));
        let word =
            !reports && CLAUSE_WORDS.contains(&next.as_str()) && !CLAUSE_WORDS.contains(&last.as_str());
        // ", and have …": what follows is another statement of the sentence.
        let states = before.ends_with(',') && matches!(next.as_str(), "and" | "but" | "yet") && {
            let follows = after.split([' ', ',']).nth(1).unwrap_or("").to_lowercase();
            STATING.contains(&follows.as_str())
        };
        if (mark || word || states) && !HANGING.contains(&last.as_str()) && is_balanced(before) {
            best = Some(before);
        }
    }
    best
}

fn is_balanced(text: &str) -> bool {
    let count = |mark: char| text.matches(mark).count();
    count('"') % 2 == 0 && count('“') == count('”') && count('(') == count(')')
}

fn strip_end(text: &str) -> &str {
    let trimmed = text.trim_end_matches([' ', ',', ';', ':', '–', '—', '-']);
    let last = trimmed.rsplit(' ').next().unwrap_or("");
    let abbreviation = last.ends_with('.') && last.matches('.').count() > 1;
    if abbreviation { trimmed } else { trimmed.trim_end_matches(['.', '…']).trim_end() }
}

/// Drops a quotation mark that has lost its partner.
fn balance(text: &str) -> String {
    let straight = text.matches('"').count() % 2 == 1;
    let curly = text.matches('“').count() != text.matches('”').count();
    text.chars().filter(|c| !(straight && *c == '"' || curly && matches!(c, '“' | '”'))).collect()
}

#[cfg(test)]
mod tests {
    use crate::config::TextConfig;
    use crate::page::read;
    use crate::source::Source;
    use proptest::prelude::*;

    fn made(text: &str) -> String {
        read(&Source::from_text(text), &TextConfig::default()).drafts.remove(0).made_title
    }

    #[track_caller]
    fn check(text: &str, title: &str) {
        assert_eq!(made(text), title);
    }

    #[test]
    fn titles_are_cut_where_a_clause_ends() {
        check("The board met. It voted to repair the pier before the winter came.", "The board met");
        check(
            "The harbour board voted on Tuesday to repair the old breakwater, which was damaged in the storm of the week before last.",
            "The harbour board voted on Tuesday to repair the old breakwater",
        );
        check(
            "HALIFAX, March 3 (CP) — Mr. J. R. Hale of St. Anne has resigned. Nobody knows why he did.",
            "Mr. J. R. Hale of St. Anne has resigned",
        );
        check(
            "Mr. HALE. Mr. President, I thank the harbour board. It did well.",
            "Mr. President, I thank the harbour board",
        );
        check(
            "(Reuters) - The board of the harbour has met again. It voted.",
            "The board of the harbour has met again",
        );
        check(
            "March 4  1987  Hallam  NS   The board of the harbour has met again. It voted.",
            "The board of the harbour has met again",
        );
        check(
            "Dear Sir,\n\nI write to complain of the state of the harbour road, as others have. It is bad.",
            "I write to complain of the state of the harbour road, as others have",
        );
        check(
            "FOR IMMEDIATE RELEASE  March 4, 1987  The board of the harbour has met again. It voted.",
            "The board of the harbour has met again",
        );
        check("", "");
    }

    #[test]
    fn what_has_no_clause_is_cut_between_words_and_says_so() {
        let title = made(&format!("{}.", "harbour ".repeat(40).trim()));
        assert!(title.ends_with("harbour…") && title.chars().count() <= 91, "{title}");
    }

    proptest! {
        #[test]
        fn titles_are_short_and_on_one_line(text in "[A-Za-z,.;()“”\" \n-]{0,400}") {
            let title = made(&text);
            prop_assert!(!title.contains('\n'));
            prop_assert!(title.chars().count() <= 91, "{}", title);
        }
    }
}
