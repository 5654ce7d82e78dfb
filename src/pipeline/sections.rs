//! `_index.md` and the like describe a folder: its title is the name of the section that the folder's articles are in.

use super::read::read_source;
use crate::archive::facts::ArticleFacts;
use crate::config::Config;
use crate::page;
use crate::source::SourceFile;
use std::collections::BTreeMap;

/// Gives articles their section's name: those that name none, and those that name it by its folder.
pub(super) fn name_sections(facts: &mut [ArticleFacts], sections: &[SourceFile], config: &Config) {
    let titles: BTreeMap<String, String> = sections
        .iter()
        .filter_map(|file| {
            let folder = file.path.rsplit_once('/')?.0.to_owned();
            let source = read_source(file, config).ok()?;
            Some((folder, page::section_title(&source)?))
        })
        .collect();
    if titles.is_empty() {
        return;
    }
    for fact in facts {
        let path = fact.key.path.as_str();
        let folders = path.match_indices('/').rev().filter_map(|(at, _)| path.get(..at));
        let named = match &fact.front_matter.section {
            Some(section) => {
                let own = simple(section);
                titles
                    .iter()
                    .find(|(folder, _)| simple(folder.rsplit('/').next().unwrap_or(folder)) == own)
                    .map(|(_, title)| title)
            }
            None => folders.into_iter().find_map(|folder| titles.get(folder)),
        };
        if let Some(title) = named {
            fact.front_matter.section = Some(title.clone());
        }
    }
}

fn simple(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
