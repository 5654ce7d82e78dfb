//! What most articles do not have takes eight bytes in those, not the room of what it would be.
//!
//! An archive in memory is as many bytes as an article has fields, times a million. Fields that few articles fill stand
//! together behind a pointer that is empty in the others, and read as if they were there.

use serde::{Deserialize, Serialize};
use std::ops::{Deref, DerefMut};

/// A type whose empty value is always at hand.
pub trait Empty: Default + PartialEq + 'static {
    /// The empty value.
    fn empty() -> &'static Self;
}

/// A value that is empty more often than not: it is made when it is first written to.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Seldom<T>(Option<Box<T>>);

impl<T> Default for Seldom<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T: Empty> Seldom<T> {
    /// A value; one that is empty takes no room.
    pub fn new(value: T) -> Self {
        Self((value != T::default()).then(|| Box::new(value)))
    }

    /// The value to be written to, where there is one: nothing is made to be emptied.
    pub fn held_mut(&mut self) -> Option<&mut T> {
        self.0.as_deref_mut()
    }

    /// Gives the room of a value back that was written to and is empty nevertheless.
    pub fn settle(&mut self) {
        if self.0.as_deref().is_some_and(|value| value == T::empty()) {
            self.0 = None;
        }
    }
}

impl<T: Empty> Deref for Seldom<T> {
    type Target = T;

    fn deref(&self) -> &T {
        self.0.as_deref().unwrap_or_else(|| T::empty())
    }
}

impl<T: Empty> DerefMut for Seldom<T> {
    fn deref_mut(&mut self) -> &mut T {
        self.0.get_or_insert_default()
    }
}

impl<T: Empty> PartialEq for Seldom<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::sync::LazyLock;

    impl Empty for Vec<u8> {
        fn empty() -> &'static Self {
            static EMPTY: LazyLock<Vec<u8>> = LazyLock::new(Vec::new);
            &EMPTY
        }
    }

    #[test]
    fn what_is_empty_reads_as_empty_and_takes_no_room() {
        let mut seldom: Seldom<Vec<u8>> = Seldom::default();
        assert!(seldom.is_empty() && seldom.0.is_none());
        seldom.push(1);
        assert_eq!(*seldom, [1]);
        seldom.clear();
        assert_eq!(seldom, Seldom::default());
        seldom.settle();
        assert!(seldom.0.is_none());
        assert!(Seldom::new(Vec::new()).0.is_none());
        assert_eq!(*Seldom::new(vec![2]), [2]);
    }
}
