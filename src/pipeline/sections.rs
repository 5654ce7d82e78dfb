//! `_index.md` and the like describe a folder: its title is the name of the section that the folder's articles are in,
//! its description stands on the section's page.

use super::read::read_source;
use crate::archive::facts::ArticleFacts;
use crate::config::Config;
use crate::page::{self, SectionNote};
use crate::source::SourceFile;
use std::collections::BTreeMap;

/// Gives articles their section's name: those that name none, and those that name it by its folder. What the files
/// say of the sections comes back by their names.
pub(super) fn name_sections(
    facts: &mut [ArticleFacts],
    sections: &[SourceFile],
    config: &Config,
) -> BTreeMap<String, String> {
    let notes: BTreeMap<String, SectionNote> = sections
        .iter()
        .filter_map(|file| {
            let folder = file.path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
            let source = read_source(file, config).ok()?;
            Some((folder, page::section_note(&source)))
        })
        .collect();
    let mut described = BTreeMap::new();
    for fact in facts.iter_mut().filter(|_| !notes.is_empty()) {
        let path = fact.key.path.as_str();
        let mut folders = path.match_indices('/').rev().filter_map(|(at, _)| path.get(..at));
        let note = match &fact.front_matter.section {
            Some(section) => {
                let own = simple(section);
                let is_own = |folder: &str| simple(folder.rsplit('/').next().unwrap_or(folder)) == own;
                notes.iter().find(|(folder, _)| is_own(folder)).map(|(_, note)| note)
            }
            // The file beside all folders describes the site, not a section.
            None => folders.find_map(|folder| notes.get(folder).filter(|note| note.title.is_some())),
        };
        let Some(note) = note else { continue };
        if let Some(title) = &note.title {
            fact.front_matter.section = Some(title.clone());
        }
        if let (Some(section), Some(description)) = (&fact.front_matter.section, &note.description) {
            described.entry(section.clone()).or_insert_with(|| description.clone());
        }
    }
    described
}

fn simple(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
