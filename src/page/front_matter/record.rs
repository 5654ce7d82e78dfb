//! The fields of front matter that Backfile reads.

use crate::page::seldom::{Empty, Seldom};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::ops::{Deref, DerefMut};
use std::sync::LazyLock;

/// Every field that Backfile reads. Dates stay as written; `analysis::date` reads them. Those that few articles have
/// are read through it ([`MoreFields`]).
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct FrontMatter {
    /// The headline.
    pub title: Option<String>,
    /// Date of publication as written.
    pub date: Option<String>,
    /// Who states [`Self::date`].
    pub date_origin: DateOrigin,
    /// Authors in order.
    pub authors: Vec<String>,
    /// `tags`, `topics` and `categories`, each value once, in order.
    pub topics: Vec<String>,
    /// A summary for feeds and search engines.
    pub description: Option<String>,
    /// Section of the publication.
    pub section: Option<String>,
    /// Left out of the site.
    pub draft: bool,
    /// Keep the page out of search engines.
    pub noindex: bool,
    /// Whether `title` was made from the first sentence (written by `convert`).
    pub made_title: bool,
    /// The other fields.
    pub more: Seldom<MoreFields>,
}

/// Fields of front matter that few articles have.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct MoreFields {
    /// The summary line under the headline.
    pub deck: Option<String>,
    /// Date of the last change as written.
    pub lastmod: Option<String>,
    /// People that the article is about or names, as a person listed them.
    pub people: Vec<String>,
    /// Places likewise.
    pub places: Vec<String>,
    /// Organisations likewise.
    pub organizations: Vec<String>,
    /// Old addresses of the page, relative to the site's root; each becomes a redirect.
    pub aliases: Vec<String>,
    /// Replaces the stem of the file in the page's address.
    pub slug: Option<String>,
    /// The page's address, whole.
    pub url: Option<String>,
    /// BCP 47 language tag.
    pub language: Option<String>,
    /// Page of the printed publication.
    pub page: Option<String>,
    /// Volume of the printed publication.
    pub volume: Option<String>,
    /// Number of the issue in its volume, or among all issues.
    pub issue: Option<String>,
    /// Where the text comes from, as written.
    pub source: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Leave the article out until this date (embargo), as written.
    pub embargo: Option<String>,
    /// What `convert` wrote of an inferred publication date, so that it stays inferred.
    pub inferred: Option<InferredDate>,
    /// What `convert` wrote of `people`, `places` and `organizations`, as a checksum
    /// ([`FrontMatter::names_checksum`]): while it is right, nobody has touched the lists, and they count as found in the
    /// text, not as written by a person.
    pub names_found: Option<String>,
    /// Every other field, as compact JSON, kept but without effect.
    pub extra: BTreeMap<String, String>,
}

impl Empty for FrontMatter {
    fn empty() -> &'static Self {
        static EMPTY: LazyLock<FrontMatter> = LazyLock::new(FrontMatter::default);
        &EMPTY
    }
}

impl Empty for MoreFields {
    fn empty() -> &'static Self {
        static EMPTY: LazyLock<MoreFields> = LazyLock::new(MoreFields::default);
        &EMPTY
    }
}

impl Deref for FrontMatter {
    type Target = MoreFields;

    fn deref(&self) -> &MoreFields {
        &self.more
    }
}

impl DerefMut for FrontMatter {
    fn deref_mut(&mut self) -> &mut MoreFields {
        &mut self.more
    }
}

/// Who states the date of publication that stands outside of the text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum DateOrigin {
    /// A person, in front matter.
    #[default]
    Person,
    /// A column or field of a dump.
    Record,
    /// The metadata of a saved page: JSON-LD or `meta` tags.
    Metadata,
    /// A `time` element of a saved page.
    Element,
}

impl DateOrigin {
    /// The name of this kind of evidence.
    pub const fn evidence(self) -> &'static str {
        match self {
            Self::Person => "front-matter",
            Self::Record => "record",
            Self::Metadata => "page-metadata",
            Self::Element => "time-element",
        }
    }
}

impl FrontMatter {
    /// A checksum of the lists of names: 16 hexadecimal digits.
    pub fn names_checksum(&self) -> String {
        let mut hasher = blake3::Hasher::new();
        for list in [&self.people, &self.places, &self.organizations] {
            for name in list {
                hasher.update(name.as_bytes()).update(b"\n");
            }
            hasher.update(b"\0");
        }
        hasher.finalize().to_hex()[..16].to_owned()
    }

    /// Whether the lists of names are as `convert` wrote them.
    pub fn has_found_names(&self) -> bool {
        self.names_found.as_ref().is_some_and(|checksum| *checksum == self.names_checksum())
    }
}

/// An inferred publication date as `convert` writes it and reads it back.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
pub struct InferredDate {
    /// YYYY, YYYY-MM or YYYY-MM-DD.
    pub value: String,
    /// First possible day, YYYY-MM-DD.
    pub earliest: String,
    /// Last possible day, YYYY-MM-DD.
    pub latest: String,
    /// Probability from 0 to 1 that the year is right.
    pub confidence: f32,
    /// Whether the publication states it (a date line, a file name), as opposed to inferred from the text.
    pub stated: bool,
    /// Why, in sentences.
    pub evidence: Vec<String>,
}
