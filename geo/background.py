"""What lies under the features of a map: limits, rivers and names that orient."""

from shapely import clip_by_rect
from shapely.geometry import Point

from geo.areas import Areas
from geo.gazetteer import Gazetteer
from geo.layers import HOME_BOUNDS, Background, MapLabel, shapes
from geo.place import Place

_SETTLEMENTS = {"city": 8, "town": 10, "village": 12, "neighbourhood": 13}
_SITES = {"oil_field": 11, "gas_field": 11, "base": 12, "bridge": 13, "crossing": 11}
_OUTSIDE_SETTLEMENTS = {"city": 9}
# Simplified for the screen: at the deepest zoom a vertex moves by a few pixels at most on a limit that is no survey.
_TOLERANCE = 0.002
_RIVER_LABEL_AT = 0.07
"""Part of a river's course in the view, from its upper end, where its name stands."""


def background(areas: Areas, gazetteer: Gazetteer, *, right_to_left: bool) -> Background:
    """Return what lies under the incidents: governorates, sub-districts of Deir ez-Zor, rivers and names."""
    return Background(
        outer=shapes(areas.adm1, tolerance=_TOLERANCE * 2),
        inner=shapes(areas.adm3, tolerance=_TOLERANCE),
        rivers=shapes(areas.rivers, tolerance=_TOLERANCE / 2),
        labels=tuple(_labels(areas, gazetteer, right_to_left=right_to_left)),
    )


def _labels(areas: Areas, gazetteer: Gazetteer, *, right_to_left: bool) -> list[MapLabel]:
    chief = {(p.lat, p.lon) for p in gazetteer if p.kind in {"subdistrict", "district"}}
    found = []
    for place in gazetteer:
        zoom = _label_zoom(place, gazetteer, chief)
        if zoom is not None:
            first, second = (place.name_ar, place.name_en) if right_to_left else (place.name_en, place.name_ar)
            kind = "city" if place.kind == "city" else "river" if place.kind == "river" else "place"
            at = _river_label(place, areas, gazetteer) if kind == "river" else Point(place.lon, place.lat)
            found.append(MapLabel(at.y, at.x, first, second, zoom, kind))
    return found


def _river_label(place: Place, areas: Areas, gazetteer: Gazetteer) -> Point:
    """Return where the river is named: on its course before it reaches the crowded middle of the view."""
    course = areas.geometry(place, gazetteer)
    (south, west), (north, east) = HOME_BOUNDS
    seen = clip_by_rect(course, west, south, east, north) if course is not None else None
    if seen is None or seen.is_empty:
        return Point(place.lon, place.lat)
    line = max(getattr(seen, "geoms", [seen]), key=lambda part: part.length)
    upstream: Point = line.interpolate(_RIVER_LABEL_AT, normalized=True)
    other: Point = line.interpolate(1 - _RIVER_LABEL_AT, normalized=True)
    return upstream if upstream.y > other.y else other


def _label_zoom(place: Place, gazetteer: Gazetteer, chief: set[tuple[float, float]]) -> int | None:
    """Return the zoom from which the place is named: the larger the earlier, so that names do not cover each other."""
    if place.kind == "river":
        return 7
    if gazetteer.within(place.place_id, "SY09"):
        if place.kind in _SETTLEMENTS:
            is_chief = (place.lat, place.lon) in chief
            return min(_SETTLEMENTS[place.kind], 9) if is_chief else _SETTLEMENTS[place.kind]
        return _SITES.get(place.kind)
    (south, west), (north, east) = HOME_BOUNDS
    nearby = south - 1.5 < place.lat < north + 1.5 and west - 2 < place.lon < east + 2
    return _OUTSIDE_SETTLEMENTS.get(place.kind) if nearby else None
