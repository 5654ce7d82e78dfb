//! How the facts of an article lie in the cache: what articles are compared by stands before the rest, so that it can
//! be put away there and read alone.

use super::scratch::OnDisk;
use crate::archive::facts::{ArticleFacts, Likeness, Shelf};
use crate::archive::scratch::Scratch;
use crate::cache::{Cache, Entry};
use std::borrow::Cow;

/// The bytes of an article's facts. What it is compared by is taken from them: it is in the bytes now.
pub(super) fn written(is_last: bool, facts: &mut ArticleFacts) -> postcard::Result<Vec<u8>> {
    let likeness = std::mem::take(&mut facts.likeness);
    facts.shrink();
    postcard::to_allocvec(&(&*likeness, is_last, &*facts))
}

/// The facts of a record, without what it is compared by, and whether it is the last of its file.
pub(super) fn read(entry: Entry, cache: &Cache) -> Option<(ArticleFacts, bool)> {
    let bytes = cache.read_facts(entry).ok()?;
    let (_, is_last, facts): (Likeness, bool, ArticleFacts) = postcard::from_bytes(&bytes).ok()?;
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
    fn likeness<'f>(&self, stored: u32, _kept: &'f Likeness) -> Cow<'f, Likeness> {
        let read = || {
            let bytes = self.cache.read_facts(*self.entries.get(stored as usize)?).ok()?;
            postcard::take_from_bytes::<Likeness>(&bytes).ok().map(|(likeness, _)| likeness)
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

    #[test]
    fn what_is_put_away_reads_back_as_it_was() {
        let (cache, _) = Cache::open(None).unwrap();
        let terms =
            crate::archive::terms::terms("The harbour was dredged. Dredging the harbour took a year.");
        let likeness = Likeness { fingerprint: vec![7, u32::MAX], terms };
        let mut facts = article("a.txt");
        facts.likeness = Seldom::new(likeness.clone());
        let whole = facts.clone();
        let bytes = written(true, &mut facts).unwrap();
        let entry = cache.put(&[1; 32], &bytes, b"", "").unwrap();
        assert_eq!(*facts.likeness, Likeness::default());
        assert_eq!(read(entry, &cache), Some((facts.clone(), true)));
        let entries = [entry];
        let shelf = OnShelf { cache: &cache, entries: &entries };
        assert_eq!(*shelf.likeness(facts.stored, &facts.likeness), likeness);
        assert_eq!(*InMemory.likeness(whole.stored, &whole.likeness), likeness);
    }
}
