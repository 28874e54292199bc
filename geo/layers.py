"""Neutral features for maps: geometry, label, colour, radius and escaped words; what they stand for is unknown here."""

import html
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import Any

from shapely.geometry import mapping
from shapely.geometry.base import BaseGeometry

COORDINATE_DECIMALS = 5
"""About a metre: more digits would claim an exactness that no source has, and make the page heavier."""

HOME_BOUNDS = ((34.15, 39.05), (36.15, 41.45))
"""South-west and north-east corner (latitude, longitude) of the view of Deir ez-Zor governorate, with a margin."""

HOME_CENTER = (35.16, 40.25)
HOME_ZOOM = 8.5

PLACE_COLOR, AREA_COLOR = "#b3402e", "#8a6d1f"
"""Colours of circles and of areas where colours mean nothing more."""

AREA_OPACITY = (0.05, 0.22)
"""Least and most opacity of a shaded area; the most is for the area with most incidents."""

MIN_RADIUS = 4.0
MAX_RADIUS = 20.0
"""Radii of circles in pixels: the least that a pointer can hit, and the most that leaves neighbours visible."""

SELECTED_COLOR = "#111111"


@dataclass(frozen=True, slots=True)
class MapFeature:
    """Something to draw: a point as a circle of ``radius`` pixels, an area as its polygon.

    ``dashed`` marks a position or limit that is only approximate. ``words`` are the lines of the tooltip, keyed by the
    fields that the layer names; they are plain text and are escaped here, at the last door before HTML.
    ``selected`` draws it on top of the others, with a heavier ring. ``outline`` is the colour of the ring where that
    is not ``color``; ``hatched`` fills with lines in place of a colour. ``count`` is how much the feature stands for:
    the map adds up what lies outside its view. ``reach_km`` is how far off the true position may be; that circle is
    drawn while the feature is selected or pointed at.
    """

    feature_id: str
    geometry: BaseGeometry
    label: str
    color: str
    radius: float = MIN_RADIUS
    fill_opacity: float = 0.55
    dashed: bool = False
    selected: bool = False
    words: Mapping[str, str] = field(default_factory=dict)
    outline: str = ""
    hatched: bool = False
    count: int = 0
    reach_km: float = 0.0


@dataclass(frozen=True, slots=True)
class MapLabel:
    """A name written on the map at a point (WGS 84), shown from ``min_zoom`` on; ``second`` is it in another script."""

    lat: float
    lon: float
    first: str
    second: str
    min_zoom: int
    kind: str


@dataclass(frozen=True, slots=True)
class Background:
    """What lies under the features: GeoJSON collections of outer and inner units and of rivers, and names on them."""

    outer: dict[str, Any]
    inner: dict[str, Any]
    rivers: dict[str, Any]
    labels: tuple[MapLabel, ...]


def circle_radius(count: float, largest: float) -> float:
    """Return the radius in pixels of a circle whose area is proportional to ``count``; ``largest`` has the greatest.

    Area, not radius: the eye compares areas, so a radius that grew with the count would make four look like sixteen.
    Counts so small that their circle could not be clicked get the least radius, which the legend shows.
    """
    if count <= 0:
        return 0.0
    return round(max(MIN_RADIUS, MAX_RADIUS * math.sqrt(min(count, largest) / largest)), 2)


def legend_counts(largest: int) -> list[int]:
    """Return up to three round counts (1, 2, 5, 10, 20, 50 ...) that explain the sizes of circles up to ``largest``.

    They halve the radius from step to step, as far as round numbers allow: a large one, a quarter of it, a sixteenth.
    """
    if largest <= 0:
        return []
    steps = []
    for wanted in (largest, largest / 4, largest / 16):
        step = _round_down(wanted)
        if step not in steps:
            steps.append(step)
    return sorted(steps)


def _round_down(value: float) -> int:
    if value < 1:
        return 1
    power: int = 10 ** math.floor(math.log10(value))
    return next(step * power for step in (5, 2, 1) if step * power <= value)


def escape_text(value: object) -> str:
    """Return ``value`` as HTML text in which nothing is markup, an entity, or a template placeholder.

    ``html.escape`` leaves ``${…}`` and backticks alone, which JavaScript template strings would run, and the controls
    that turn the direction of the line (U+202A to U+202E, U+2066 to U+2069), which can make a name read as another.
    """
    return str(value).translate(_ESCAPES)


DIRECTION_CONTROLS = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A)]))
"""Characters that turn the direction of the line after them."""

# One pass: a map of many places is made of thousands of words at each click.
_ESCAPES = str.maketrans(
    {character: html.escape(character, quote=True) for character in "&<>\"'"}
    | {character: f"&#{ord(character)};" for character in "`${}"}
    | dict.fromkeys(DIRECTION_CONTROLS, "")
)


def feature_collection(features: Iterable[MapFeature], *, fields: Iterable[str]) -> dict[str, Any]:
    """Return the features as a GeoJSON collection with Leaflet styles, ready for one layer of the map.

    Larger ones come first, so that smaller ones lie above them and can be clicked; the order depends on nothing but the
    features, because a map whose text differs between two runs reloads for ever.
    Each feature carries all ``fields`` in its properties, empty where it has no words for one.
    """
    wanted = tuple(fields)
    ordered = sorted(features, key=drawing_order)
    return {"type": "FeatureCollection", "features": [_feature(feature, wanted) for feature in ordered]}


def drawing_order(feature: MapFeature) -> tuple[bool, bool, float, str]:
    """Return the key by which features are drawn: areas before points, the larger before the smaller."""
    is_point = feature.geometry.geom_type == "Point"
    size = feature.radius if is_point else float(feature.geometry.area)
    return (is_point, feature.selected and is_point, -size, feature.feature_id)


def _feature(feature: MapFeature, fields: tuple[str, ...]) -> dict[str, Any]:
    is_point = feature.geometry.geom_type == "Point"
    style: dict[str, Any] = {
        "color": SELECTED_COLOR if feature.selected else feature.outline or feature.color,
        "weight": 3 if feature.selected else 1.2,
        "fill": True,
        "opacity": 0.95,
        "fillColor": feature.color,
        "fillOpacity": round(feature.fill_opacity, 3),
        "className": "furat-point" if is_point else "furat-area",
    }
    if feature.dashed:
        style["dashArray"] = "4 4"
    if feature.hatched:
        style["className"] += " furat-hatched"
    if is_point:
        style["radius"] = round(feature.radius, 2)
    properties: dict[str, Any] = {"id": feature.feature_id, "label": escape_text(feature.label), "style": style}
    if feature.count:
        properties["count"] = feature.count
    if feature.reach_km:
        properties |= {"reach_km": round(feature.reach_km, 2), "selected": feature.selected}
    for name in fields:
        properties[name] = escape_text(feature.words.get(name, ""))
    return {
        "type": "Feature",
        "id": feature.feature_id,
        "geometry": plain_geometry(feature.geometry) if is_point else _drawn_area(feature.geometry),
        "properties": properties,
    }


@lru_cache(maxsize=1024)
def _drawn_area(area: BaseGeometry) -> dict[str, Any]:
    """Return the geometry of an area, kept, since the map draws the same few hundred again and again."""
    return plain_geometry(area)


def plain_geometry(geometry: BaseGeometry) -> dict[str, Any]:
    """Return the geometry as GeoJSON, with coordinates rounded to ``COORDINATE_DECIMALS``."""
    shape = mapping(geometry)
    if "geometries" in shape:
        return {"type": shape["type"], "geometries": [plain_geometry(part) for part in geometry.geoms]}
    return {"type": shape["type"], "coordinates": _rounded(shape["coordinates"])}


def _rounded(value: Any) -> Any:
    if isinstance(value, (int, float)):
        return round(float(value), COORDINATE_DECIMALS)
    return [_rounded(part) for part in value]


def shapes(frame: Any, *, tolerance: float = 0.0) -> dict[str, Any]:
    """Return the shapes of a GeoDataFrame as a GeoJSON collection without properties, simplified for the screen.

    ``tolerance`` is in degrees; 0 keeps every vertex. Neighbours are simplified together (a coverage), so that no gaps
    open between them.
    """
    geometry = frame.geometry
    if tolerance > 0 and len(frame):
        is_coverage = geometry.geom_type.isin(["Polygon", "MultiPolygon"]).all() and geometry.is_valid_coverage()
        geometry = geometry.simplify_coverage(tolerance) if is_coverage else geometry.simplify(tolerance)
    return {
        "type": "FeatureCollection",
        "features": [
            {"type": "Feature", "id": str(number), "properties": {}, "geometry": plain_geometry(shape)}
            for number, shape in enumerate(geometry)
        ],
    }
