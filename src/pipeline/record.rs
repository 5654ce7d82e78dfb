//! How the facts of an article lie in the cache: what articles are compared by stands before the rest, so that it can
//! be put away there and read alone.

use super::scratch::OnDisk;
use crate::archive::facts::{ArticleFacts, Particulars, Shelf};
use crate::archive::scratch::Scratch;
use crate::cache::{Cache, Entry};
use std::borrow::Cow;

/// The bytes of an article's facts. What it is compared by is taken from them: it is in the bytes now.
pub(super) fn written(is_last: bool, facts: &mut ArticleFacts) -> postcard::Result<Vec<u8>> {
    let particulars = std::mem::take(&mut facts.particulars);
    facts.shrink();
    postcard::to_allocvec(&(&*particulars, is_last, &*facts))
}

/// The facts of a record, without what it is compared by, and whether it is the last of its file.
pub(super) fn read(entry: Entry, cache: &Cache) -> Option<(ArticleFacts, bool)> {
    let bytes = cache.read_facts(entry).ok()?;
    let (_, is_last, facts): (Particulars, bool, ArticleFacts) = postcard::from_bytes(&bytes).ok()?;
    Some((facts, is_last))
}

/// What is put away of an archive: what articles are compared by in the cache, the rest in temporary files.
#[derive(Debug)]
pub(super) struct OnShelf<'a> {
    pub(super) cache: &'a Cache,
    /// By [`ArticleFacts::stored`].
    pub(super) entries: &'a [Entry],
}

impl Shelf for OnShelf<'_> {
    fn particulars<'f>(&self, stored: u32, _kept: &'f Particulars) -> Cow<'f, Particulars> {
        let read = || {
            let bytes = self.cache.read_facts(*self.entries.get(stored as usize)?).ok()?;
            postcard::take_from_bytes::<Particulars>(&bytes).ok().map(|(particulars, _)| particulars)
        };
        // A record that cannot be read says so when its page is made.
        Cow::Owned(read().unwrap_or_default())
    }

    fn room(&self) -> Option<Box<dyn Scratch>> {
        Some(Box::new(OnDisk::default()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::facts::InMemory;
    use crate::archive::test_facts::article;
    use crate::page::seldom::Seldom;
    use crate::page::tree::TextRange;

    #[test]
    fn what_is_put_away_reads_back_as_it_was() {
        let (cache, _) = Cache::open(None).unwrap();
        let terms =
            crate::archive::terms::terms("The harbour was dredged. Dredging the harbour took a year.");
        let summary = "The harbour was dredged.".to_owned();
        let passages = vec![TextRange::new(0, 24)];
        let particulars = Particulars { summary, passages, fingerprint: vec![7, u32::MAX], terms };
        let mut facts = article("a.txt");
        facts.particulars = Seldom::new(particulars.clone());
        let whole = facts.clone();
        let bytes = written(true, &mut facts).unwrap();
        let entry = cache.put(&[1; 32], &bytes, b"", "").unwrap();
        assert_eq!(*facts.particulars, Particulars::default());
        assert_eq!(read(entry, &cache), Some((facts.clone(), true)));
        let entries = [entry];
        let shelf = OnShelf { cache: &cache, entries: &entries };
        assert_eq!(*shelf.particulars(facts.stored, &facts.particulars), particulars);
        assert_eq!(*InMemory.particulars(whole.stored, &whole.particulars), particulars);
    }
}
