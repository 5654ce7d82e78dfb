//! A map of one's own: a GeoJSON file in place of the world, for a town's paper.

use super::world::{Line, Point, World};
use serde_json::Value;

/// What the map is drawn on: outlines of areas, and lines.
#[derive(Clone, Debug, Default, PartialEq)]
pub(crate) struct BaseMap(pub(crate) World);

impl BaseMap {
    /// Reads a GeoJSON text: areas are filled, lines are drawn, points are left out.
    ///
    /// # Errors
    /// When it is no GeoJSON, holds no area and no line, or its numbers are no degrees.
    pub(crate) fn parse(text: &str) -> Result<Self, String> {
        let value: Value = serde_json::from_str(text).map_err(|error| error.to_string())?;
        let mut world = World::default();
        let mut waiting = vec![&value];
        while let Some(object) = waiting.pop() {
            waiting.extend(object["features"].as_array().into_iter().flatten());
            waiting.extend(object["geometries"].as_array().into_iter().flatten());
            waiting.extend(object.get("geometry").filter(|geometry| geometry.is_object()));
            let coordinates = &object["coordinates"];
            match object["type"].as_str() {
                Some("Polygon") => lines(coordinates, &mut world.land)?,
                Some("MultiPolygon") => {
                    coordinates
                        .as_array()
                        .into_iter()
                        .flatten()
                        .try_for_each(|p| lines(p, &mut world.land))?;
                }
                Some("LineString") => world.borders.push(line(coordinates)?),
                Some("MultiLineString") => lines(coordinates, &mut world.borders)?,
                _ => {}
            }
        }
        if world.land.is_empty() && world.borders.is_empty() {
            return Err("it holds no Polygon and no LineString".to_owned());
        }
        Ok(Self(world))
    }
}

fn lines(coordinates: &Value, into: &mut Vec<Line>) -> Result<(), String> {
    for ring in coordinates.as_array().into_iter().flatten() {
        into.push(line(ring)?);
    }
    Ok(())
}

fn line(coordinates: &Value) -> Result<Line, String> {
    let point = |value: &Value| -> Option<Point> {
        let (longitude, latitude) = (value.get(0)?.as_f64()?, value.get(1)?.as_f64()?);
        let fits = (-180.0..=180.0).contains(&longitude) && (-90.0..=90.0).contains(&latitude);
        fits.then_some((longitude as f32, latitude as f32))
    };
    let points: Option<Vec<Point>> = coordinates.as_array().into_iter().flatten().map(point).collect();
    points
        .map(Line::new)
        .ok_or_else(|| "a coordinate is not a longitude and a latitude in degrees (EPSG:4326)".to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn areas_and_lines_are_read() {
        let text = r#"{"type":"FeatureCollection","features":[
            {"type":"Feature","geometry":{"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]}},
            {"type":"Feature","geometry":{"type":"MultiLineString","coordinates":[[[0,0],[2,2]],[[3,3],[4,4]]]}},
            {"type":"Feature","geometry":null},
            {"type":"Feature","geometry":{"type":"Point","coordinates":[0,0]}}]}"#;
        let BaseMap(world) = BaseMap::parse(text).unwrap();
        assert_eq!((world.land.len(), world.borders.len()), (1, 2));
    }

    #[test]
    fn what_is_no_map_is_refused() {
        let check = |text: &str, part: &str| {
            let error = BaseMap::parse(text).unwrap_err();
            assert!(error.contains(part), "{error}");
        };
        check("{", "EOF");
        check("{}", "no Polygon");
        check(r#"{"type":"LineString","coordinates":[[500000,200000],[1,1]]}"#, "degrees");
        check(r#"{"type":"LineString","coordinates":[["a",1]]}"#, "degrees");
    }
}
