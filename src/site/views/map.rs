//! The views of the map and of the small map on the page of a place.

use super::list::CountRow;
use super::shell::{Scope, Shell};
use crate::archive::model::{Entity, EntityId};
use crate::site::map::{LOCATOR, PAGE, Symbol, draw, extent_in_km};
use serde::Serialize;

/// `map.html`
#[derive(Debug, Serialize)]
pub struct MapView {
    /// What every page has.
    pub shell: Shell,
    /// The map as SVG; null when all places lie too near to each other for the map at hand.
    pub svg: Option<String>,
    /// One sentence that says what is shown, or why there is no map.
    pub summary: String,
    /// The places of the map, the most named first.
    pub places: Vec<CountRow>,
    /// "1,204 more places have coordinates", when the map cannot hold all.
    pub more: Option<String>,
    /// Where the outlines come from; null when the map is the site's own.
    pub credit: Option<String>,
}

/// Symbols at most.
const MOST_SYMBOLS: usize = 1500;
/// Kilometres under which places need a map of their own to be told apart.
const TOO_NEAR: f32 = 10.0;

/// Builds the map.
pub(crate) fn view(scope: &Scope) -> MapView {
    let located = |id: &EntityId| scope.archive.entity(*id).coordinates.is_some();
    let mut ids: Vec<EntityId> = scope.archive.entity_ids().filter(located).collect();
    let all = ids.len();
    ids.sort_by_key(|id| {
        let entity = scope.archive.entity(*id);
        (std::cmp::Reverse(entity.articles.len()), entity.id.clone())
    });
    ids.truncate(MOST_SYMBOLS);
    let symbols: Vec<Symbol> = ids.iter().filter_map(|id| symbol(scope, *id)).collect();
    let too_near = symbols.len() > 1 && scope.base.is_none() && extent_in_km(&symbols) < TOO_NEAR;
    let key = if too_near { "map.too_near" } else { "map.summary" };
    let count = scope.strings().count("count.places", symbols.len());
    let summary = scope.strings().fill(key, &[("places", &count)]);
    let title = scope.say("nav.map");
    let row = |id: &EntityId| {
        let link = scope.entity(*id);
        CountRow { text: link.text, href: link.href, count: scope.archive.entity(*id).articles.len() }
    };
    MapView {
        shell: scope.shell(&title, "map"),
        svg: if too_near { None } else { draw(scope.base, &symbols, PAGE, &summary) },
        summary,
        places: ids.iter().map(row).collect(),
        more: (all > symbols.len()).then(|| {
            scope.strings().fill("map.more", &[("n", &scope.strings().number(all - symbols.len()))])
        }),
        credit: scope.base.is_none().then(|| scope.say("map.credit")),
    }
}

fn symbol(scope: &Scope, id: EntityId) -> Option<Symbol> {
    let entity = scope.archive.entity(id);
    let count = entity.articles.len();
    let link = scope.entity(id);
    let values = [("date", &*link.text), ("articles", &*scope.articles(count))];
    let label = scope.strings().fill("dates.calendar_day", &values);
    Some(Symbol { text: link.text, href: link.href, label, count, at: entity.coordinates? })
}

/// The small map of where a place lies.
pub(crate) fn locator(scope: &Scope, entity: &Entity) -> Option<String> {
    let at = entity.coordinates?;
    let text = entity.name.clone();
    let symbol = Symbol { label: text.clone(), text, href: None, count: 1, at };
    let title = scope.strings().fill("map.locator", &[("name", &entity.name)]);
    draw(scope.base, &[symbol], LOCATOR, &title)
}
