//! A map from words to small values that is cleared and used again for every document.

/// Open addressing over one vector. The key 0 is no word's.
#[derive(Default)]
pub(crate) struct WordMap<V> {
    slots: Vec<(u64, V)>,
    mask: usize,
}

impl<V: Copy + Default> WordMap<V> {
    /// Empties the map and makes room for a number of keys, more of which must not be added.
    pub(crate) fn reset(&mut self, keys: usize) {
        let size = (keys * 2 + 1).next_power_of_two();
        self.slots.clear();
        self.slots.resize(size, (0, V::default()));
        self.mask = size - 1;
    }

    /// The value of a key, which is added if it is missing.
    pub(crate) fn slot(&mut self, key: u64) -> &mut V {
        let index = self.index(key);
        let slot = &mut self.slots[index];
        slot.0 = key;
        &mut slot.1
    }

    /// The value of a key, if it is there.
    pub(crate) fn get(&mut self, key: u64) -> Option<&mut V> {
        let index = self.index(key);
        self.slots.get_mut(index).filter(|slot| slot.0 == key).map(|slot| &mut slot.1)
    }

    fn index(&self, key: u64) -> usize {
        let mut index = (key >> 20) as usize & self.mask;
        while self.slots[index].0 != 0 && self.slots[index].0 != key {
            index = (index + 1) & self.mask;
        }
        index
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_that_share_a_slot_are_kept_apart() {
        let mut map = WordMap::<u32>::default();
        map.reset(50);
        for key in 1..=50 {
            *map.slot(key) += key as u32;
        }
        assert!((1..=50).all(|key| map.get(key).copied() == Some(key as u32)));
        assert_eq!(map.get(51), None);
    }
}
