//! The outlines of land and the borders of countries, from Natural Earth.

use std::sync::LazyLock;

static WORLD: LazyLock<World> = LazyLock::new(|| read(include_bytes!("../../models/world.bin")));

/// A point in degrees: longitude, latitude.
pub(crate) type Point = (f32, f32);

/// A line or ring with the box around it.
#[derive(Clone, Debug, PartialEq)]
pub(crate) struct Line {
    pub(crate) points: Vec<Point>,
    pub(crate) west: f32,
    pub(crate) south: f32,
    pub(crate) east: f32,
    pub(crate) north: f32,
}

/// What a map is drawn on.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct World {
    /// Closed outlines.
    pub(crate) land: Vec<Line>,
    /// Open lines.
    pub(crate) borders: Vec<Line>,
}

impl Line {
    /// A line with its box.
    pub(crate) fn new(points: Vec<Point>) -> Self {
        let mut line = Self { points, west: 180.0, south: 90.0, east: -180.0, north: -90.0 };
        for (x, y) in &line.points {
            line.west = line.west.min(*x);
            line.east = line.east.max(*x);
            line.south = line.south.min(*y);
            line.north = line.north.max(*y);
        }
        line
    }
}

/// The world at a scale of about 1 : 50 million.
pub(crate) fn world() -> &'static World {
    &WORLD
}

/// Reads what `training/map/prepare.py` wrote.
fn read(bytes: &[u8]) -> World {
    let mut bytes = bytes.iter();
    World { land: lines(&mut bytes), borders: lines(&mut bytes) }
}

fn lines(bytes: &mut std::slice::Iter<u8>) -> Vec<Line> {
    let count = number(bytes);
    (0..count)
        .map(|_| {
            let (mut x, mut y) = (0, 0);
            let points = (0..number(bytes))
                .map(|_| {
                    x += signed(number(bytes));
                    y += signed(number(bytes));
                    (x as f32 / 100.0, y as f32 / 100.0)
                })
                .collect();
            Line::new(points)
        })
        .collect()
}

fn number(bytes: &mut std::slice::Iter<u8>) -> u32 {
    let mut value = 0;
    for (at, byte) in bytes.take(5).enumerate() {
        value |= u32::from(byte & 0x7f) << (7 * at);
        if byte & 0x80 == 0 {
            break;
        }
    }
    value
}

const fn signed(value: u32) -> i32 {
    (value >> 1) as i32 ^ -((value & 1) as i32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_world_is_whole() {
        let world = world();
        assert!(world.land.len() > 500 && world.borders.len() > 100);
        assert!(world.land.iter().all(|ring| ring.points.len() >= 4));
        let inside = |line: &Line| {
            line.west >= -180.0 && line.east <= 180.01 && line.south >= -90.0 && line.north <= 90.0
        };
        assert!(world.land.iter().chain(&world.borders).all(inside));
        assert!(world.land.iter().all(|ring| ring.points.first() == ring.points.last()), "rings are closed");
    }
}
