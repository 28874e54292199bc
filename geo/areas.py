"""The areas of places: polygons of admin units, stated unions of them, labelled radii where nothing better is known.

A radius is no border: it says "within about so many kilometres", and is drawn and exported under that name.
"""

from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any, Literal

import geopandas
from pyproj import CRS
from shapely import union_all
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from geo.faults import Fault, GazetteerError
from geo.gazetteer import DEFAULT_FOLDER, Gazetteer
from geo.place import UNIT_KINDS, Place

Basis = Literal["polygon", "union", "radius", "line"]
"""What an area rests on: an official polygon, a union of such polygons, a radius about a point, a river's line."""

POLYGON_FILES = ("adm1.geojson", "adm2.geojson", "adm3.geojson")
BOUNDARY_FILES = (*POLYGON_FILES, "rivers.geojson")

_SLIVER_DEGREES = 0.003  # limits of neighbours were simplified apart from each other; gaps narrower than this are none


@dataclass(frozen=True, slots=True)
class Area:
    """The area of a place in WGS 84, and what it rests on."""

    geometry: BaseGeometry
    basis: Basis


class Areas:
    """Boundaries as GeoDataFrames in WGS 84 with the columns place_id, pcode, name_en, name_ar, level, geometry.

    ``adm1`` holds the governorates of Syria, ``adm2`` and ``adm3`` the districts and sub-districts of Deir ez-Zor.
    """

    def __init__(self, adm1: Any, adm2: Any, adm3: Any, rivers: Any) -> None:
        self.adm1 = adm1
        self.adm2 = adm2
        self.adm3 = adm3
        self.rivers = rivers
        self._polygons = _by_id(adm1) | _by_id(adm2) | _by_id(adm3)
        self._lines = _by_id(rivers)
        self._areas: dict[str, Area | None] = {}

    def area(self, place: Place, gazetteer: Gazetteer) -> Area | None:
        """Return the area of a place and what it rests on, or None for a place that is a point.

        An admin unit has its polygon, Syria the union of its governorates, a region that the gazetteer knows as units
        their union, a river its line; other areas get a circle of ``uncertainty_km`` about their label point. Foreign
        countries have none: a circle of their size would cover their neighbours.
        """
        if not place.is_area:
            return None
        if place.place_id not in self._areas:
            self._areas[place.place_id] = self._find(place, gazetteer)
        return self._areas[place.place_id]

    def geometry(self, place: Place, gazetteer: Gazetteer) -> BaseGeometry | None:
        """Return the geometry of ``area`` alone, or None where there is none."""
        area = self.area(place, gazetteer)
        return area.geometry if area else None

    def unit_at(self, lat: float, lon: float) -> str | None:
        """Return the id of the smallest admin unit whose polygon holds a point, or None outside all of them."""
        point = Point(lon, lat)
        for frame in (self.adm3, self.adm2, self.adm1):
            for at in frame.sindex.query(point, predicate="within"):
                return str(frame["place_id"].iloc[at])
        return None

    def _find(self, place: Place, gazetteer: Gazetteer) -> Area | None:
        if place.place_id in self._polygons:
            return Area(self._polygons[place.place_id], "polygon")
        if place.place_id in self._lines:
            return Area(self._lines[place.place_id], "line")
        units = gazetteer.regions.get(place.place_id, ())
        if place.kind == "country":
            units = tuple(unit.place_id for unit in gazetteer.children(place.place_id) if unit.kind == UNIT_KINDS[0])
        if units and all(unit in self._polygons for unit in units):
            return Area(_union([self._polygons[unit] for unit in units]), "union")
        if place.kind == "country":
            return None
        return Area(circle(place.lat, place.lon, place.uncertainty_km), "radius")


def load_areas(folder: Path | None = None) -> Areas:
    """Load the boundaries of ``folder``, by default the project's own.

    Raises ``GazetteerError`` naming the file and the cure when one cannot be read.
    """
    frames = [read_boundary((folder or DEFAULT_FOLDER) / file) for file in BOUNDARY_FILES]
    faults = [frame for frame in frames if isinstance(frame, Fault)]
    if faults:
        raise GazetteerError(faults)
    return Areas(*frames)


def read_boundary(path: Path) -> Any:
    """Return a boundary file as a GeoDataFrame in WGS 84, or the ``Fault`` that keeps it from being read."""
    cure = f"restore {path.name}, or write it anew with scripts/build_gazetteer.py"
    try:  # the driver's errors are RuntimeErrors
        frame = geopandas.read_file(path, engine="pyogrio")
    except (RuntimeError, OSError, UnicodeDecodeError) as error:
        return Fault(path.name, 0, f"is not readable as GeoJSON ({str(error).splitlines()[0]})", cure)
    missing = {"place_id", "pcode", "name_en", "name_ar", "geometry"} - set(frame.columns)
    if missing:
        return Fault(path.name, 0, f"its features lack {', '.join(sorted(missing))}", cure)
    return frame


@lru_cache(maxsize=4096)
def circle(lat: float, lon: float, radius_km: float) -> BaseGeometry:
    """Return a circle of true radius about a point, as a polygon of 128 corners in WGS 84.

    It is drawn in an azimuthal equidistant projection about the point itself, in which distances from it are true; a
    buffer in degrees would be an ellipse on the ground. Raises ``ValueError`` for a radius that is not above 0.
    """
    if not radius_km > 0:
        raise ValueError(f"a radius of {radius_km} km makes no circle")
    about = CRS.from_proj4(f"+proj=aeqd +lat_0={lat} +lon_0={lon} +datum=WGS84 +units=m")
    spot = geopandas.GeoSeries([Point(0, 0)], crs=about).buffer(radius_km * 1000, quad_segs=32)
    found: BaseGeometry = spot.to_crs("EPSG:4326").iloc[0]
    return found


def _union(polygons: list[BaseGeometry]) -> BaseGeometry:
    closed: BaseGeometry = union_all(polygons).buffer(_SLIVER_DEGREES, join_style="mitre")
    return closed.buffer(-_SLIVER_DEGREES, join_style="mitre")


def _by_id(frame: Any) -> dict[str, BaseGeometry]:
    return dict(zip(frame["place_id"], frame.geometry, strict=True))
