//! Maps as SVG, made at build time: outlines cropped to the data, circles by area, presentation attributes and
//! classes only.
//!
//! The projection is equirectangular, true to scale at the middle latitude of the frame: a map of places, not of
//! areas.

use super::base_map::BaseMap;
use super::inline::escape;
use super::world::{Line, Point, World, world};
use std::fmt::Write;

/// A place on a map.
#[derive(Clone, Debug)]
pub(crate) struct Symbol {
    /// As labelled.
    pub(crate) text: String,
    /// Link; none for the place that a locator map shows.
    pub(crate) href: Option<String>,
    /// What is read out.
    pub(crate) label: String,
    /// Articles: the area of the circle.
    pub(crate) count: usize,
    /// Latitude and longitude in degrees.
    pub(crate) at: (f32, f32),
}

/// How large a map is, in pixels of its view box, and the least stretch of land on it, in degrees.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Size {
    pub(crate) width: f32,
    pub(crate) height: f32,
    pub(crate) least_span: f32,
}

/// The map page.
pub(crate) const PAGE: Size = Size { width: 960.0, height: 560.0, least_span: 3.0 };
/// The locator on the page of a place.
pub(crate) const LOCATOR: Size = Size { width: 480.0, height: 320.0, least_span: 14.0 };

/// Radius of the largest and of the smallest circle.
const RADII: (f32, f32) = (22.0, 4.0);
/// Labels at most, and their height.
const LABELS: usize = 14;
const LABEL_HEIGHT: f32 = 16.0;
/// Points nearer to each other than this, in pixels, are one.
const NEAREST: f32 = 1.5;

/// What part of the earth is shown, and how it comes onto the page.
struct Frame {
    west: f32,
    east: f32,
    south: f32,
    north: f32,
    scale_x: f32,
    scale_y: f32,
}

/// Kilometres between the corners of the box around the symbols.
pub(crate) fn extent_in_km(symbols: &[Symbol]) -> f32 {
    let Some(frame) = box_around(symbols.iter().map(|symbol| (symbol.at.1, symbol.at.0))) else { return 0.0 };
    let (west, south, east, north) = frame;
    let narrowed = ((south + north) / 2.0).to_radians().cos();
    ((east - west) * narrowed).hypot(north - south) * 111.2
}

/// Draws a map; `None` when there is nothing to draw.
pub(crate) fn draw(base: Option<&BaseMap>, symbols: &[Symbol], size: Size, title: &str) -> Option<String> {
    let ground = match base {
        Some(base) => &base.0,
        None => world(),
    };
    let frame = Frame::around(base.map(|base| &base.0), symbols, size)?;
    let (width, height) = (size.width, size.height);
    let mut svg =
        format!("<svg class=\"map\" viewBox=\"0 0 {width:.0} {height:.0}\" role=\"group\" aria-label=\"");
    escape(title, &mut svg);
    let _ = write!(svg, "\"><rect class=\"sea\" width=\"{width:.0}\" height=\"{height:.0}\"/>");
    draw_ground(ground, &frame, &mut svg);
    draw_symbols(symbols, &frame, &mut svg);
    svg.push_str("</svg>");
    Some(svg)
}

fn box_around(points: impl Iterator<Item = Point>) -> Option<(f32, f32, f32, f32)> {
    points.fold(None, |found, (x, y)| {
        let (west, south, east, north) = found.unwrap_or((x, y, x, y));
        Some((west.min(x), south.min(y), east.max(x), north.max(y)))
    })
}

impl Frame {
    fn around(base: Option<&World>, symbols: &[Symbol], size: Size) -> Option<Self> {
        let own = base.into_iter().flat_map(|world| world.land.iter().chain(&world.borders));
        let own = own.flat_map(|line| line.points.iter().copied());
        let points = symbols.iter().map(|symbol| (symbol.at.1, symbol.at.0)).chain(own);
        let (west, south, east, north) = box_around(points)?;
        let middle = ((west + east) / 2.0, (south + north) / 2.0);
        let narrowed = middle.1.to_radians().cos().max(0.2);
        let margin = if base.is_some() { 1.02 } else { 1.2 };
        let least = if base.is_some() { 0.001 } else { size.least_span };
        // In degrees of latitude, on both axes.
        let across = ((east - west) * narrowed * margin).max(least);
        let up = ((north - south) * margin).max(least * size.height / size.width);
        let scale = (size.width / across).min(size.height / up);
        let (across, up) = (size.width / scale, size.height / scale);
        Some(Self {
            west: middle.0 - across / narrowed / 2.0,
            east: middle.0 + across / narrowed / 2.0,
            south: middle.1 - up / 2.0,
            north: middle.1 + up / 2.0,
            scale_x: scale * narrowed,
            scale_y: scale,
        })
    }

    fn project(&self, (x, y): Point) -> Point {
        ((x - self.west) * self.scale_x, (self.north - y) * self.scale_y)
    }

    fn touches(&self, line: &Line) -> bool {
        line.east >= self.west
            && line.west <= self.east
            && line.north >= self.south
            && line.south <= self.north
    }

    fn holds(&self, (x, y): Point) -> bool {
        (self.west..=self.east).contains(&x) && (self.south..=self.north).contains(&y)
    }
}

fn draw_ground(ground: &World, frame: &Frame, svg: &mut String) {
    let mut land = String::new();
    for ring in ground.land.iter().filter(|ring| frame.touches(ring)) {
        let clipped = clip(&ring.points, frame);
        path(&clipped, frame, 3, &mut land);
    }
    if !land.is_empty() {
        let _ = write!(svg, "<path class=\"land\" fill-rule=\"evenodd\" d=\"{land}\"/>");
    }
    let mut borders = String::new();
    for line in ground.borders.iter().filter(|line| frame.touches(line)) {
        for run in line.points.chunk_by(|a, b| frame.holds(*a) || frame.holds(*b)) {
            path(run, frame, 2, &mut borders);
        }
    }
    if !borders.is_empty() {
        let _ = write!(svg, "<path class=\"border\" fill=\"none\" d=\"{borders}\"/>");
    }
}

/// Writes a line in whole pixels, without points that add nothing; one of fewer than `least` points is left out.
fn path(points: &[Point], frame: &Frame, least: usize, svg: &mut String) {
    let mut kept: Vec<(i32, i32)> = Vec::new();
    for point in points {
        let (x, y) = frame.project(*point);
        let (x, y) = (x.round() as i32, y.round() as i32);
        let near = kept.last().is_some_and(|(a, b)| ((x - a) as f32).hypot((y - b) as f32) < NEAREST);
        if !near {
            kept.push((x, y));
        }
    }
    let Some(&(mut x, mut y)) = kept.first().filter(|_| kept.len() >= least) else { return };
    let _ = write!(svg, "M{x} {y}l");
    for (at, (next_x, next_y)) in kept.iter().skip(1).enumerate() {
        let gap = if at > 0 { " " } else { "" };
        let _ = write!(svg, "{gap}{} {}", next_x - x, next_y - y);
        (x, y) = (*next_x, *next_y);
    }
    svg.push_str(if least > 2 { "z" } else { "" });
}

/// Cuts a ring to the frame and a little around it, side by side (Sutherland and Hodgman).
fn clip(ring: &[Point], frame: &Frame) -> Vec<Point> {
    let (dx, dy) = (4.0 / frame.scale_x, 4.0 / frame.scale_y);
    let mut points = ring.to_vec();
    let sides: [(bool, f32, f32); 4] = [
        (true, frame.west - dx, 1.0),
        (true, frame.east + dx, -1.0),
        (false, frame.south - dy, 1.0),
        (false, frame.north + dy, -1.0),
    ];
    for (vertical, limit, sign) in sides {
        let depth = |(x, y): Point| ((if vertical { x } else { y }) - limit) * sign;
        let mut inside = Vec::with_capacity(points.len());
        for (at, &point) in points.iter().enumerate() {
            let before = points[at.checked_sub(1).unwrap_or(points.len() - 1)];
            let (from, to) = (depth(before), depth(point));
            if (from < 0.0) != (to < 0.0) {
                let share = from / (from - to);
                inside
                    .push((before.0 + (point.0 - before.0) * share, before.1 + (point.1 - before.1) * share));
            }
            if to >= 0.0 {
                inside.push(point);
            }
        }
        points = inside;
    }
    points
}

/// Circles, the largest below; labels where they do not lie on each other.
fn draw_symbols(symbols: &[Symbol], frame: &Frame, svg: &mut String) {
    let most = symbols.iter().map(|symbol| symbol.count).max().unwrap_or(1).max(1) as f32;
    let mut taken: Vec<(f32, f32, f32, f32)> = Vec::new();
    for symbol in symbols {
        let (x, y) = frame.project((symbol.at.1, symbol.at.0));
        let radius = (RADII.0 * (symbol.count as f32 / most).sqrt()).max(RADII.1);
        let radius = if symbols.len() == 1 { 7.0 } else { radius };
        if let Some(href) = &symbol.href {
            svg.push_str("<a tabindex=\"-1\" href=\"");
            escape(href, svg);
            svg.push_str("\" aria-label=\"");
            escape(&symbol.label, svg);
            svg.push_str("\">");
        }
        let _ = write!(svg, "<circle class=\"symbol\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"{radius:.1}\"><title>");
        escape(&symbol.label, svg);
        svg.push_str("</title></circle>");
        svg.push_str(if symbol.href.is_some() { "</a>" } else { "" });
        // Beside the link, whose own words are more than the name.
        label(symbol, (x, y, radius), &mut taken, svg);
    }
}

fn label(
    symbol: &Symbol,
    (x, y, radius): (f32, f32, f32),
    taken: &mut Vec<(f32, f32, f32, f32)>,
    svg: &mut String,
) {
    let width = symbol.text.chars().count() as f32 * LABEL_HEIGHT * 0.55;
    let left = x + radius + 3.0;
    let place = (left, y - LABEL_HEIGHT / 2.0, left + width, y + LABEL_HEIGHT / 2.0);
    let meets = |other: &(f32, f32, f32, f32)| {
        place.0 < other.2 && other.0 < place.2 && place.1 < other.3 && other.1 < place.3
    };
    if taken.len() >= LABELS || taken.iter().any(meets) {
        return;
    }
    taken.push(place);
    let _ = write!(svg, "<text class=\"label\" x=\"{left:.1}\" y=\"{:.1}\">", y + 5.0);
    escape(&symbol.text, svg);
    svg.push_str("</text>");
}

#[cfg(test)]
mod tests {
    use super::*;

    fn symbol(text: &str, count: usize, at: (f32, f32)) -> Symbol {
        Symbol {
            text: text.into(),
            href: Some("a.html".into()),
            label: format!("{text}: {count}"),
            count,
            at,
        }
    }

    #[test]
    fn a_map_is_cropped_to_its_places() {
        let near = [symbol("A <b>", 9, (54.9, -1.6)), symbol("B", 1, (55.9, -3.2))];
        let svg = draw(None, &near, PAGE, "Places & <i>").unwrap();
        assert!(svg.contains("class=\"land\"") && svg.contains("A &lt;b&gt;"), "{svg}");
        assert!(!svg.contains("<i>") && !svg.contains("style="));
        let world = [symbol("A", 9, (54.9, -1.6)), symbol("B", 1, (-33.9, 151.2))];
        let large = draw(None, &world, PAGE, "").unwrap();
        assert!(svg.len() < 40_000 && large.len() < 120_000, "{} {}", svg.len(), large.len());
        for number in large.split("cx=\"").skip(1) {
            let x: f32 = number.split('"').next().unwrap().parse().unwrap();
            assert!((0.0..=960.0).contains(&x), "{x}");
        }
    }

    #[test]
    fn a_locator_is_small() {
        let size = |at: (f32, f32)| draw(None, &[symbol("A", 1, at)], LOCATOR, "").unwrap().len();
        for at in [(54.9, -1.6), (0.0, 0.0), (59.9, 10.7), (1.3, 103.8), (89.0, 179.0), (-89.9, -180.0)] {
            assert!(size(at) < 12_000, "{at:?}: {}", size(at));
        }
    }

    #[test]
    fn a_map_of_ones_own_fills_the_frame() {
        let base = BaseMap::parse(
            r#"{"type":"Polygon","coordinates":[[[-1.62,54.96],[-1.58,54.96],[-1.58,54.99],[-1.62,54.96]]]}"#,
        )
        .unwrap();
        let svg = draw(Some(&base), &[symbol("A", 1, (54.97, -1.6))], PAGE, "").unwrap();
        assert_eq!(svg.matches('M').count(), 1);
        assert!(draw(Some(&base), &[], PAGE, "").is_some() && draw(None, &[], PAGE, "").is_none());
    }

    #[test]
    fn distances_are_in_kilometres() {
        let pair = [symbol("A", 1, (55.0, -1.6)), symbol("B", 1, (55.1, -1.6))];
        let km = extent_in_km(&pair);
        assert!((11.0..11.3).contains(&km), "{km}");
        assert_eq!(extent_in_km(&[]), 0.0);
    }
}
