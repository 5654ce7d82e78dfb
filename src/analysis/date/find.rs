//! From text to candidates: scan, grammar, and what the verb of the clause says.

use super::super::Passage;
use super::expression::{Expression, Tense, Unit};
use super::grammar::{Cursor, Found, expressions};
use super::scan::{Gap, Kind, Token, scan};
use super::table::Language;
use super::timex::DateCandidate;
use crate::page::tree::TextRange;

/// Finds temporal expressions.
pub(super) fn find(text: &str, passages: &[Passage], language: &'static Language) -> Vec<DateCandidate> {
    let Language { table, lexicon } = language;
    let mut candidates = Vec::new();
    let mut tokens = Vec::new();
    let mut found = Vec::new();
    let mut done = 0;
    let ancient = memchr::memmem::find_iter(text.as_bytes(), table.syntax.ancient).nth(2).is_some();
    for passage in passages {
        let (start, end) = (passage.range.start.max(done) as usize, passage.range.end as usize);
        if start >= end || !text.is_char_boundary(start) || !text.is_char_boundary(end.min(text.len())) {
            continue;
        }
        done = passage.range.end;
        tokens.clear();
        scan(text, start, end, lexicon, &mut tokens);
        for stretch in tokens.chunk_by(|_, next| next.gap < Gap::Break) {
            found.clear();
            let cursor = Cursor { text, tokens: stretch, table, ancient };
            expressions(&cursor, &mut found);
            candidates.extend(found.drain(..).map(|found| candidate(&cursor, found)));
        }
    }
    candidates
}

/// Finds what a short string of its own holds, as front matter and head lines do.
pub(super) fn find_all(text: &str, language: &'static Language) -> Vec<DateCandidate> {
    let passage = Passage {
        range: TextRange::new(0, u32::try_from(text.len()).unwrap_or(0)),
        kind: super::super::PassageKind::Head,
    };
    find(text, &[passage], language)
}

fn candidate(cursor: &Cursor<'_>, found: Found) -> DateCandidate {
    let start = cursor.tokens[found.start].start;
    let end = cursor.tokens[found.end - 1].end;
    let tense = if leans_on_tense(&found.expression) { tense_at(cursor, &found) } else { Tense::None };
    DateCandidate {
        range: TextRange::new(start, end),
        kind: found.kind,
        expression: found.expression,
        clock: found.clock,
        tense,
        modifier: found.modifier,
    }
}

const fn leans_on_tense(expression: &Expression) -> bool {
    matches!(
        expression,
        Expression::Weekday { .. }
            | Expression::Calendar { .. }
            | Expression::Numeric { .. }
            | Expression::Shift { unit: Unit::Weekend, .. }
    )
}

/// How far the search for a verb goes, in tokens.
const REACH: usize = 24;

/// The direction of the clause's verb: the nearest before the expression in its sentence, else the nearest after it.
fn tense_at(cursor: &Cursor<'_>, found: &Found) -> Tense {
    let before = (found.start.saturating_sub(REACH)..found.start).rev();
    let before = before
        .take_while(|at| !ends_sentence(cursor, *at))
        .map(|at| direction(cursor, at))
        .find(|tense| *tense != Tense::None);
    if let Some(tense) = before {
        return tense;
    }
    (found.end..cursor.tokens.len().min(found.end + REACH))
        .take_while(|at| !ends_sentence(cursor, *at))
        .map(|at| direction(cursor, at))
        .find(|tense| *tense != Tense::None)
        .unwrap_or(Tense::None)
}

fn ends_sentence(cursor: &Cursor<'_>, at: usize) -> bool {
    match cursor.token(at).map(|token| token.kind) {
        Some(Kind::Mark(b'!' | b'?' | b';')) => true,
        Some(Kind::Mark(b'.')) => {
            let shortened =
                cursor.before(at).is_some_and(|token| token.kind == Kind::Word && token.len() <= 2)
                    || cursor.before(at).and_then(|token| token.entry).is_some_and(|entry| entry.short);
            let ordinal = cursor.syntax().ordinal_period
                && cursor.before(at).is_some_and(|token| token.kind == Kind::Number);
            !shortened && !ordinal && !cursor.glued(at + 1)
        }
        _ => false,
    }
}

fn direction(cursor: &Cursor<'_>, at: usize) -> Tense {
    let Some(token) = cursor.token(at).filter(|token| token.kind == Kind::Word) else { return Tense::None };
    let tense = own_direction(cursor, token);
    let cues = &cursor.table.cues;
    let (ahead, after) = cues.looking_ahead;
    let intended = cues.before_participle.iter().any(|word| cursor.word(at.wrapping_sub(1), word))
        || cursor.word(at + 1, after) && ahead.contains(&cursor.text(at));
    if tense == Tense::Past && intended { Tense::Future } else { tense }
}

fn own_direction(cursor: &Cursor<'_>, token: &Token<'_>) -> Tense {
    if let Some(entry) = token.entry {
        let modal = entry.month > 0
            && cursor.text.as_bytes().get(token.start as usize).is_some_and(u8::is_ascii_uppercase);
        return if modal { Tense::None } else { entry.tense };
    }
    let word = cursor.text.get(token.start as usize..token.end as usize).unwrap_or("");
    let lower = word.starts_with(|c: char| c.is_ascii_lowercase());
    let cues = &cursor.table.cues;
    let ends = |endings: &[&str]| endings.iter().any(|ending| word.ends_with(ending));
    let looks_past = ends(cues.past_endings) && !ends(cues.not_past_endings);
    let begins_otherwise = cues.not_past_beginnings.iter().any(|beginning| word.starts_with(beginning));
    if lower && word.len() > 3 && looks_past && !begins_otherwise { Tense::Past } else { Tense::None }
}
