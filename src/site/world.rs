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
        bounded(points)
    }
}

/// The world at a scale of about 1 : 50 million.
pub(crate) fn world() -> &'static World {
    &WORLD
}

/// Reads what `training/map/prepare.py` wrote.
fn read(bytes: &[u8]) -> World {
    let mut bytes = bytes.iter();
    World { land: lines(&mut bytes).into_iter().flat_map(unwrapped).collect(), borders: lines(&mut bytes) }
}

/// A ring that crosses the line from 180° east to 180° west, drawn through on either side of it instead of all the
/// way back around the world.
fn unwrapped(ring: Line) -> Vec<Line> {
    let mut turn = 0.0;
    let mut before = ring.points.first().map_or(0.0, |point| point.0);
    let mut points = Vec::with_capacity(ring.points.len());
    for &(x, y) in &ring.points {
        turn += match x - before {
            jump if jump > 180.0 => -360.0,
            jump if jump < -180.0 => 360.0,
            _ => 0.0,
        };
        before = x;
        points.push((x + turn, y));
    }
    // What goes around a pole does not come back to its beginning.
    if points.first() != points.last() || points == ring.points {
        return vec![ring];
    }
    let line = bounded(points);
    // Around the pole and back along it: the way along the edge of the map belongs to it.
    if line.east - line.west > 350.0 {
        return vec![ring];
    }
    let shift = if line.east > 180.0 { -360.0 } else { 360.0 };
    let other = line.points.iter().map(|(x, y)| (x + shift, *y)).collect();
    vec![line, bounded(other)]
}

fn bounded(points: Vec<Point>) -> Line {
    let mut line = Line { points, west: f32::MAX, south: f32::MAX, east: f32::MIN, north: f32::MIN };
    for (x, y) in &line.points {
        line.west = line.west.min(*x);
        line.east = line.east.max(*x);
        line.south = line.south.min(*y);
        line.north = line.north.max(*y);
    }
    line
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
            line.west >= -540.0 && line.east <= 540.0 && line.south >= -90.0 && line.north <= 90.0
        };
        assert!(world.land.iter().chain(&world.borders).all(inside));
        let jumps = |ring: &&Line| ring.points.windows(2).any(|pair| (pair[0].0 - pair[1].0).abs() > 180.0);
        let around: Vec<&Line> = world.land.iter().filter(jumps).collect();
        assert!(around.iter().all(|ring| ring.south < -60.0), "only the ring around the pole: {around:?}");
        assert!(world.land.iter().all(|ring| ring.points.first() == ring.points.last()), "rings are closed");
    }
}
