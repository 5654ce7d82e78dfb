//! Facts and entities for tests, in one line each.

use super::facts::{ArticleFacts, ArticleKey};
use super::model::Entity;
use crate::analysis::entity::{EntityCandidate, EntityKind};
use crate::page::draft::Language;
use crate::page::tree::TextRange;
use crate::source::Format;

/// An article of a path, about nothing.
pub(crate) fn article(path: &str) -> ArticleFacts {
    ArticleFacts {
        key: ArticleKey { path: path.into(), record: None },
        format: Format::Text,
        source_hash: [0; 32],
        body_hash: *blake3::hash(path.as_bytes()).as_bytes(),
        front_matter: Default::default(),
        head: Vec::new(),
        made_title: path.into(),
        summary: String::new(),
        language: Language { code: "en".into(), confidence: 1.0 },
        noise: 0.0,
        words: 0,
        text_len: 0,
        found_names: None,
        passages: Vec::new(),
        entities: Vec::new(),
        dates: Vec::new(),
        evidence: Vec::new(),
        targets: Vec::new(),
        diagnostics: Vec::new(),
        fingerprint: Vec::new(),
        terms: Vec::new(),
        edges: Vec::new(),
        divided: Vec::new(),
        encoding: "UTF-8".into(),
        furniture: Default::default(),
        repaired: 0,
    }
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
    EntityCandidate { range, scores, surface: surface.into(), title }
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
        articles: Vec::new(),
        confusable: Vec::new(),
        description: None,
        external_ids: Default::default(),
        coordinates: None,
        role: None,
    }
}
