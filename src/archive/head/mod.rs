//! Decides the head of each page: title, deck, byline, dateline, from candidates, habits, front matter and overlay.

use super::facts::ArticleFacts;
use super::model::{HeadBlock, Title, TitleOrigin};
use super::overlay::OverlayRow;

/// How the archive's files begin: counts of conventions, over all files and by folder.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct HeadHabits {
    /// Sentences for the build report: "title from the first line in 1,204 of 1,210 files".
    pub sentences: Vec<String>,
}

/// Counts how the archive's files begin.
pub fn count_habits(_facts: &[ArticleFacts]) -> HeadHabits {
    HeadHabits::default()
}

/// The head of one page as decided.
#[derive(Clone, Debug, PartialEq)]
pub struct DecidedHead {
    /// Headline.
    pub title: Title,
    /// Summary line.
    pub deck: Option<String>,
    /// Label.
    pub kicker: Option<String>,
    /// Authors as they are shown.
    pub authors: Vec<String>,
    /// Dateline.
    pub dateline: Option<String>,
    /// Section of the publication.
    pub section: Option<String>,
    /// Page of the printed publication.
    pub printed_page: Option<String>,
    /// Where the text comes from.
    pub source: Option<String>,
    /// Rights statement.
    pub rights: Option<String>,
    /// Blocks that the head shows in place of the body.
    pub blocks: Vec<HeadBlock>,
}

/// Decides the head of one page.
pub fn decide(facts: &ArticleFacts, _habits: &HeadHabits, _overlay: Option<&OverlayRow>) -> DecidedHead {
    let (text, origin) = match &facts.front_matter.title {
        Some(title) => (title.clone(), TitleOrigin::FrontMatter),
        None => (facts.made_title.clone(), TitleOrigin::Made),
    };
    DecidedHead {
        title: Title { text, origin },
        deck: None,
        kicker: None,
        authors: facts.front_matter.authors.clone(),
        dateline: None,
        section: facts.front_matter.section.clone(),
        printed_page: facts.front_matter.page.clone(),
        source: facts.front_matter.source.clone(),
        rights: facts.front_matter.rights.clone(),
        blocks: Vec::new(),
    }
}
