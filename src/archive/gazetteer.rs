//! Where places lie: a table of countries, states and towns with coordinates.
//!
//! A wrong dot on a map is worse than none. A name is placed only when it means one place far more than any other;
//! a smaller town's only when the archive also speaks of the country it lies in.

use super::fold::{fold, words};
use super::model::Entity;
use super::resolve::place_words;
use crate::analysis::entity::EntityKind;
use std::collections::BTreeSet;

/// Rows of [`ROW`] bytes in order of their hashes; `training/map/prepare.py` makes and describes them.
static TABLE: &[u8] = include_bytes!("../../models/places.bin");
const ROW: usize = 10;

/// A place as the table has it.
#[derive(Clone, Copy, Debug, PartialEq)]
struct Known {
    coordinates: (f32, f32),
    country: u16,
    /// Whether the name alone is enough.
    strong: bool,
}

/// Gives coordinates to places that have none and whose names leave no doubt.
pub(super) fn locate(entities: &mut [Entity]) {
    let found: Vec<Option<Known>> = entities.iter().map(known).collect();
    let countries: BTreeSet<u16> =
        found.iter().flatten().filter(|known| known.strong).map(|known| known.country).collect();
    for (entity, known) in entities.iter_mut().zip(found) {
        let sure = known.filter(|known| known.strong || countries.contains(&known.country));
        entity.coordinates = entity.coordinates.or(sure.map(|known| known.coordinates));
    }
}

fn known(entity: &Entity) -> Option<Known> {
    // What needs telling apart from a namesake is not sure enough.
    let plain =
        entity.kind == EntityKind::Place && entity.qualifier.is_none() && entity.confusable.is_empty();
    if !plain || entity.coordinates.is_some() {
        return None;
    }
    find(&place_words(&entity.name).join(" ")).or_else(|| find(&words(&fold(&entity.name)).join(" ")))
}

fn find(name: &str) -> Option<Known> {
    let wanted = hash(name);
    let row = |at: usize| &TABLE[at * ROW..(at + 1) * ROW];
    let key = |at: usize| u32::from_le_bytes([row(at)[0], row(at)[1], row(at)[2], row(at)[3]]);
    let (mut low, mut high) = (0, TABLE.len() / ROW);
    while low < high {
        let middle = (low + high) / 2;
        if key(middle) < wanted { low = middle + 1 } else { high = middle }
    }
    if low >= TABLE.len() / ROW || key(low) != wanted {
        return None;
    }
    let row = row(low);
    let share = |at: usize| f32::from(i16::from_le_bytes([row[at], row[at + 1]])) / 32767.0;
    let rest = u16::from_le_bytes([row[8], row[9]]);
    let coordinates = (share(4) * 90.0, share(6) * 180.0);
    Some(Known { coordinates, country: rest >> 2, strong: rest & 2 != 0 })
}

/// FNV-1a.
fn hash(name: &str) -> u32 {
    name.bytes().fold(0x811c_9dc5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::test_facts::entity;

    #[test]
    fn well_known_places_are_found_and_doubtful_ones_are_not() {
        let check = |name: &str, expected: Option<(f32, f32)>| {
            let found = find(&place_words(name).join(" ")).map(|known| known.coordinates);
            let near = match (found, expected) {
                (Some(found), Some(expected)) => {
                    (found.0 - expected.0).abs() < 1.5 && (found.1 - expected.1).abs() < 1.5
                }
                (found, expected) => found.is_none() && expected.is_none(),
            };
            assert!(near, "{name}: {found:?}");
        };
        check("Paris", Some((48.9, 2.4)));
        check("U.S.", Some((39.5, -99.1)));
        check("Kiev", Some((50.5, 30.5)));
        check("München", Some((48.1, 11.6)));
        check("Washington, D.C.", Some((38.9, -77.0)));
        check("Springfield", None);
        check("Tidewick", None);
        check("", None);
    }

    #[test]
    fn a_small_town_needs_its_country() {
        let located = |names: &[&str]| {
            let mut entities: Vec<Entity> =
                names.iter().map(|name| entity(EntityKind::Place, name)).collect();
            locate(&mut entities);
            entities.iter().map(|entity| entity.coordinates.is_some()).collect::<Vec<_>>()
        };
        assert_eq!(located(&["Zakopane"]), [false]);
        assert_eq!(located(&["Zakopane", "Poland"]), [true, true]);
        assert_eq!(located(&["Zakopane", "France"]), [false, true]);
    }

    #[test]
    fn what_a_person_wrote_stays() {
        let mut own = entity(EntityKind::Place, "Paris");
        own.coordinates = Some((33.7, -95.6));
        let mut doubtful = entity(EntityKind::Place, "London");
        doubtful.qualifier = Some("Ontario".to_owned());
        let mut entities = [own, doubtful];
        locate(&mut entities);
        assert_eq!(entities[0].coordinates, Some((33.7, -95.6)));
        assert_eq!(entities[1].coordinates, None);
    }
}
