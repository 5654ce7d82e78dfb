//! A resolver that runs again and again, as a preview does.

use super::memory::Memory;
use super::{Curation, Resolution, resolve_with};
use crate::archive::facts::ArticleFacts;
use crate::config::EntitiesConfig;

/// Resolves an archive after each change, and works out again only what the change touches. It yields what
/// [`super::resolve`] yields, whatever it has seen before.
#[derive(Debug, Default)]
pub struct Resolver {
    memory: Memory,
}

impl Resolver {
    /// The same as [`super::resolve`]; the sooner, the more of it earlier runs have worked out.
    pub fn resolve(
        &mut self,
        facts: &[ArticleFacts],
        config: &EntitiesConfig,
        curation: Curation<'_>,
    ) -> Resolution {
        let resolution = resolve_with(facts, config, curation, Some(&mut self.memory));
        self.memory.end_run();
        resolution
    }
}

#[cfg(test)]
mod tests;
