//! What the tagger hands on: kinds of entity and candidates for mentions.

use crate::page::tree::TextRange;
use compact_str::CompactString;
use serde::{Deserialize, Serialize};

/// The kinds of entity that have pages.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A person.
    Person,
    /// An organisation.
    Organization,
    /// A place.
    Place,
}

impl EntityKind {
    /// All kinds, in the order in which they are shown.
    pub const ALL: [Self; 3] = [Self::Person, Self::Organization, Self::Place];

    /// Index into [`Self::ALL`] and into [`EntityCandidate::scores`].
    pub const fn index(self) -> usize {
        match self {
            Self::Person => 0,
            Self::Organization => 1,
            Self::Place => 2,
        }
    }
}

impl EntityCandidate {
    /// Score of what only the archive can settle.
    pub const OFFERED: f32 = 0.1;

    /// Whether it is only offered: no name by itself, but one if the archive can link it. What the tagger finds has
    /// higher scores.
    pub fn is_offered(&self) -> bool {
        let [person, organization, place] = self.scores;
        person.max(organization).max(place) <= Self::OFFERED
    }

    /// Whether it is most likely a person.
    pub fn is_person(&self) -> bool {
        let [person, organization, place] = self.scores;
        person > organization.max(place)
    }
}

/// A stretch of text that may be a mention.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct EntityCandidate {
    /// Where in the page's text: the name alone, without honorific and without possessive ending.
    pub range: TextRange,
    /// Probabilities that it is a mention of a person, an organisation, a place ([`EntityKind::index`]). They sum to
    /// 1 or less; the rest is the probability that it is none of them.
    pub scores: [f32; 3],
    /// The text, white space folded.
    pub surface: CompactString,
    /// An honorific or title right before it ("Mrs.", "Mayor", "Ukrainian President"), as written.
    pub title: Option<Box<str>>,
}
