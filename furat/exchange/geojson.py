"""GeoJSON (RFC 7946): what maps read. One feature an incident, areas as areas, nothing dropped."""

import json
from collections.abc import Callable, Iterable, Mapping
from importlib.metadata import version
from typing import Any, Literal, TextIO

import shapely
from shapely.geometry import MultiPolygon, Polygon, mapping
from shapely.geometry.base import BaseGeometry
from shapely.geometry.polygon import orient

from furat.exchange.flat import flatten
from geo.areas import Area, Areas, circle
from geo.attribution import attribution
from geo.gazetteer import Gazetteer
from geo.place import AREA_KINDS, AREA_PRECISION

AreaChoice = Literal["polygon", "point", "none"]
AREA_CHOICES: tuple[AreaChoice, ...] = ("polygon", "point", "none")
"""How an incident known only to an area is drawn: as the area, as its label point, or without geometry."""

Shape = Callable[[str], Area | None]

FICTIONAL_NOTICE = "These reports are invented samples. No event, person or number in this file is real."

_BETWEEN = "between_places"
_GRID = 1e-5  # degrees, about one metre: more digits would claim an exactness that no report has


def write_geojson(
    records: Iterable[Mapping[str, Any]],
    out: TextIO,
    *,
    areas: AreaChoice = "polygon",
    shape: Shape | None = None,
    about: Mapping[str, Any] | None = None,
) -> int:
    """Write a feature collection, one feature a line, and return the number of features.

    Properties are the record's keys with lists joined by ``;``. An incident known only to an area has the area's
    polygon, its label point, or no geometry, as ``areas`` says; where the area is no place of the gazetteer (the desert
    around a village, a village that it lacks, the land between two towns) the polygon is a circle of
    ``uncertainty_km``. One without coordinates keeps ``null``, so that it is listed, not lost. The property
    ``area_basis`` says what a drawn area rests on: an official polygon, a union of such, a labelled radius, or a
    river's line. Beside the features stand ``generator``, ``filter``, ``attribution``, ``unmapped`` (features without
    geometry), and for invented reports ``fictional`` and a ``notice``.

    Args:
        records: Incident records.
        out: A text stream.
        areas: How incidents known only to an area are drawn.
        shape: Returns the area of a place by its id (``area_lookup``); without it label points are used.
        about: The filter that chose the records, as plain values.
    """
    geometries = _Geometries(areas, shape)
    head = {"generator": f"Furat {version('furat')}", "filter": dict(about or {}), "attribution": attribution()}
    out.write('{"type": "FeatureCollection",\n' + _dumps(head)[1:-1] + ',\n"features": [')
    written = unmapped = 0
    fictional = False
    for record in records:
        geometry, basis = geometries.of(record)
        properties = flatten(record) | {"area_basis": basis}
        unmapped += geometry == "null"
        fictional = fictional or "fictional" in record["flags"]
        out.write(",\n" if written else "\n")
        out.write(
            f'{{"type": "Feature", "id": {_dumps(record["incident_id"])}, "geometry": {geometry}, '
            f'"properties": {_dumps(properties)}}}'
        )
        written += 1
    out.write(f'\n],\n"unmapped": {unmapped}')
    if fictional:
        out.write(f',\n"fictional": true,\n"notice": {_dumps(FICTIONAL_NOTICE)}')
    out.write("}\n")
    return written


def _dumps(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, allow_nan=False)


def area_lookup(areas: Areas, gazetteer: Gazetteer) -> Shape:
    """Return the lookup that ``write_geojson`` wants: from a place id to its area, None for points and the unknown."""

    def lookup(place_id: str) -> Area | None:
        place = gazetteer.get(place_id)
        return None if place is None else areas.area(place, gazetteer)

    return lookup


class _Geometries:
    """Geometries as JSON text; that of an area is made once, since many incidents share it."""

    def __init__(self, areas: AreaChoice, shape: Shape | None) -> None:
        self._areas = areas
        self._shape = shape
        self._made: dict[str | tuple[float, float, float], tuple[str, str] | None] = {}

    def of(self, record: Mapping[str, Any]) -> tuple[str, str | None]:
        """Return the geometry of a record and, for a drawn area, what it rests on."""
        if record["place_kind"] in AREA_KINDS or record["geo_precision"] == AREA_PRECISION:
            if self._areas == "none":
                return "null", None
            if self._areas == "polygon" and self._shape is not None:
                area = self._own(record) or self._around(record)
                if area is not None:
                    return area
        if record["lat"] is None or record["lon"] is None:
            return "null", None
        return _dumps({"type": "Point", "coordinates": [record["lon"], record["lat"]]}), None

    def _own(self, record: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the area of the place itself. Between two places, the area of the first would be the wrong one."""
        place_id = record["place_id"]
        if place_id is None or self._shape is None or _BETWEEN in record["flags"]:
            return None
        if place_id not in self._made:
            self._made[place_id] = _drawn(self._shape(place_id))
        return self._made[place_id]

    def _around(self, record: Mapping[str, Any]) -> tuple[str, str] | None:
        """Return the labelled radius of an incident known only to lie around a point.

        A foreign country has none: a circle of its size would cover its neighbours.
        """
        about = (record["lat"], record["lon"], record["uncertainty_km"])
        if record["place_kind"] == "country" or None in about or not about[2] > 0:
            return None
        if about not in self._made:
            self._made[about] = _drawn(Area(circle(*about), "radius"))
        return self._made[about]


def _drawn(area: Area | None) -> tuple[str, str] | None:
    text = geometry_json(area.geometry) if area is not None else None
    return None if area is None or text is None else (text, area.basis)


def geometry_json(geometry: BaseGeometry) -> str | None:
    """Return a geometry as RFC 7946 wants it: rings that close, outer ones counter-clockwise, five decimals.

    Returns None for a geometry that is empty at that scale.
    """
    snapped = shapely.set_precision(geometry, _GRID)
    if snapped.is_empty:
        return None
    if isinstance(snapped, Polygon):
        snapped = orient(snapped)
    elif isinstance(snapped, MultiPolygon):
        snapped = MultiPolygon([orient(part) for part in snapped.geoms])
    return _dumps(_rounded(mapping(snapped)))


def _rounded(value: Any) -> Any:
    if isinstance(value, float):
        return round(value, 5)
    if isinstance(value, list | tuple):
        return [_rounded(item) for item in value]
    if isinstance(value, dict):
        return {key: _rounded(item) for key, item in value.items()}
    return value
