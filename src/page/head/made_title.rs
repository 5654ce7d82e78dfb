//! A title made from the first sentence: cut where a clause ends, never inside a word.

use crate::page::draft::{HeadCandidate, HeadRole};
use crate::page::sentence::first_sentence_len;
use crate::page::tree::{BlockKind, Page, TextRange};

/// The longest title in characters.
const LONGEST: usize = 90;
/// A clause shorter than this says too little.
const SHORTEST_CLAUSE: usize = 28;

/// Words that begin a clause: a title may end before them.
const CLAUSE_WORDS: &[&str] = &[
    "after",
    "although",
    "and",
    "as",
    "because",
    "before",
    "but",
    "despite",
    "following",
    "if",
    "including",
    "so",
    "since",
    "that",
    "though",
    "unless",
    "until",
    "when",
    "where",
    "whereas",
    "which",
    "while",
    "who",
    "whose",
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
    let skip = dateline.map_or(0, |candidate| (candidate.range.end - start) as usize);
    let text =
        text.get(skip..).unwrap_or(text).trim_start_matches(|c: char| !c.is_alphanumeric() && !is_quote(c));
    let sentence = text.get(..first_sentence_len(text)).unwrap_or(text);
    shorten(sentence)
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
    let fits = |text: &str| !is_salutation(text) && text.chars().filter(|c| c.is_alphabetic()).count() > 12;
    let prose = blocks
        .find(|(index, block)| is_prose(&block.kind) && !in_head(*index) && fits(block.range.of(&page.text)));
    let any = || page.blocks.iter().find(|block| !block.range.is_empty());
    prose.map(|(_, block)| block).or_else(any).map(|block| block.range)
}

fn is_salutation(text: &str) -> bool {
    let lower = text.to_lowercase();
    let opens = ["dear ", "sir,", "sir:", "sir.", "to the editor", "gentlemen", "madam"];
    text.len() < 60 && opens.iter().any(|begin| lower.starts_with(begin))
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
    format!("{}…", balance(strip_end(&words.join(" "))))
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
        let word = CLAUSE_WORDS.contains(&next.as_str()) && !CLAUSE_WORDS.contains(&last.as_str());
        if (mark || word) && !HANGING.contains(&last.as_str()) && is_balanced(before) {
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
