//! Facts and entities for tests, in one line each.

use super::facts::{ArticleFacts, ArticleKey};
use super::model::{Article, Entity, Published, Title, TitleOrigin};
use crate::analysis::entity::{EntityCandidate, EntityKind};
use crate::page::draft::Language;
use crate::page::tree::TextRange;
use chrono::NaiveDate;

/// An article of a path, about nothing.
pub(crate) fn article(path: &str) -> ArticleFacts {
    ArticleFacts {
        body_hash: *blake3::hash(path.as_bytes()).as_bytes(),
        made_title: path.into(),
        language: Language { code: "en".into(), confidence: 1.0 },
        encoding: "UTF-8".into(),
        ..ArticleFacts::new(ArticleKey { path: path.into(), record: None })
    }
}

/// A decided article of a path, with everything optional empty.
pub(crate) fn decided(path: &str) -> Article {
    let facts = article(path);
    let title = Title { text: path.into(), origin: TitleOrigin::Line };
    let body_hash = facts.body_hash;
    Article { body_hash, words: 100, ..Article::new(facts.key, format!("articles/{path}.html"), title) }
}

/// A stated day of publication; `None` where the text is no day.
pub(crate) fn published_on(day: &str) -> Option<Published> {
    let day: NaiveDate = day.parse().ok()?;
    Some(Published {
        value: day.to_string().into(),
        earliest: day,
        latest: day,
        confidence: 1.0,
        stated: true,
        shown: true,
        evidence: Vec::new().into(),
    })
}

/// An article that names what is listed: `p`, `o` or `l` for the kind, a colon, an honorific or role in parentheses
/// where there is one, the name: `p:(Mayor) Vance`.
pub(crate) fn naming(path: &str, names: &[&str]) -> ArticleFacts {
    let mut facts = article(path);
    let mut at = 0;
    for name in names {
        facts.entities.push(candidate(name, &mut at));
    }
    facts.text_len = at;
    facts
}

fn candidate(name: &str, at: &mut u32) -> EntityCandidate {
    let (kind, name) = name.split_once(':').expect("a kind");
    let (title, surface) = match name.strip_prefix('(').and_then(|rest| rest.split_once(") ")) {
        Some((title, surface)) => (Some(title.to_owned()), surface),
        None => (None, name),
    };
    let mut scores = [0.02; 3];
    scores["pol".find(kind).expect("p, o or l")] = 0.95;
    let range = TextRange::new(*at, *at + surface.len() as u32);
    *at = range.end + 20;
    EntityCandidate { range, scores, surface: surface.into(), title: title.map(Into::into) }
}

/// An entity of a name.
pub(crate) fn entity(kind: EntityKind, name: &str) -> Entity {
    Entity {
        kind,
        id: String::new(),
        name: name.into(),
        sort: name.into(),
        qualifier: None,
        url: None,
        variants: Vec::new(),
        joined: Vec::new(),
        articles: Vec::new(),
        confusable: Vec::new(),
        description: None,
        external_ids: Default::default(),
        coordinates: None,
        role: None,
    }
}
