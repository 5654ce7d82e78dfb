//! The text of articles as views need it. A fingerprint is the hash of a view whose texts are named instead of read:
//! so it depends on exactly what the page depends on.

use super::bodies::{Bodies, BodyError};
use crate::archive::model::{Archive, Article, ArticleId};
use crate::page::tree::{Page, TextRange};
use serde::Serialize;

/// Where views get text from.
#[derive(Clone, Copy)]
pub(crate) enum Text<'a> {
    /// From the bodies.
    Read(&'a dyn Bodies),
    /// Nowhere: each text is replaced by the hash of its body and its place there.
    Named,
}

/// A mention with the words around it.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct Excerpt {
    /// The words before.
    pub before: String,
    /// The mention itself.
    pub hit: String,
    /// The words after.
    pub after: String,
}

impl Text<'_> {
    /// The page tree, or its name.
    pub(crate) fn page(self, archive: &Archive, id: ArticleId) -> Result<Result<Page, String>, BodyError> {
        match self {
            Self::Read(bodies) => bodies.page(id).map(Ok),
            Self::Named => Ok(Err(blake3::Hash::from(archive.article(id).body_hash).to_hex().to_string())),
        }
    }

    /// The words around `hit`, within its passage and about `width` bytes to each side.
    pub(crate) fn excerpt(
        self,
        article: &Article,
        id: ArticleId,
        hit: TextRange,
        width: u32,
    ) -> Result<Excerpt, BodyError> {
        let passage = passage_of(article, hit).map_or(hit, |(_, range)| range);
        let start = passage.start.max(hit.start.saturating_sub(width));
        let end = passage.end.min(hit.end.saturating_add(width)).max(hit.end);
        match self {
            Self::Named => Ok(Excerpt {
                before: blake3::Hash::from(article.body_hash).to_hex().to_string(),
                hit: format!("{start} {} {} {end}", hit.start, hit.end),
                after: String::new(),
            }),
            Self::Read(bodies) => {
                let mut before = bodies.excerpt(id, TextRange::new(start, hit.end))?;
                let at = before.len().saturating_sub(hit.len() as usize);
                let hit_text = if before.is_char_boundary(at) { before.split_off(at) } else { String::new() };
                let after = bodies.excerpt(id, TextRange::new(hit.end, end))?;
                Ok(Excerpt {
                    before: trim_start_to_word(&before, start > passage.start),
                    hit: fold(&hit_text),
                    after: trim_end_to_word(&after, end < passage.end),
                })
            }
        }
    }
}

/// The passage that holds the start of a range, with its number from 1.
pub(crate) fn passage_of(article: &Article, range: TextRange) -> Option<(usize, TextRange)> {
    let after = article.passages.partition_point(|passage| passage.start <= range.start);
    let passage = *article.passages.get(after.checked_sub(1)?)?;
    (range.start < passage.end).then_some((after, passage))
}

fn fold(text: &str) -> String {
    text.chars().map(|character| if character.is_whitespace() { ' ' } else { character }).collect()
}

fn trim_start_to_word(text: &str, cut: bool) -> String {
    let rest = match text.find(char::is_whitespace) {
        Some(space) if cut => text[space..].trim_start(),
        _ => text,
    };
    fold(&if cut { format!("… {rest}") } else { rest.to_owned() })
}

fn trim_end_to_word(text: &str, cut: bool) -> String {
    let rest = match text.rfind(char::is_whitespace) {
        Some(space) if cut => text[..space].trim_end(),
        _ => text,
    };
    fold(&if cut { format!("{rest} …") } else { rest.to_owned() })
}
