"""What the map of incidents shows: spots as neutral features with words, and the background that orients."""

from shapely import clip_by_rect
from shapely.geometry import Point
from shapely.geometry.base import BaseGeometry

from furat.analysis.figures import range_text
from furat.analysis.places import Spot
from furat.ui.names import Names
from geo.areas import Areas, circle
from geo.gazetteer import Gazetteer
from geo.layers import HOME_BOUNDS, Background, MapFeature, MapLabel, circle_radius, shapes
from geo.place import Place

TOOLTIP_FIELDS = ("name", "kind", "count", "killed", "dates", "precision", "foreign")

EXACT_COLOR = "#b3402e"
AREA_COLOR = "#8a6d1f"
AREA_OPACITY = (0.05, 0.22)
"""Least and most opacity of a shaded area; the most is for the area with most incidents."""

_SETTLEMENTS = {"city": 8, "town": 10, "village": 12, "neighbourhood": 13}
_SITES = {"oil_field": 11, "gas_field": 11, "base": 12, "bridge": 13, "crossing": 11}
_OUTSIDE_SETTLEMENTS = {"city": 9}
# Simplified for the screen: at the deepest zoom a vertex moves by a few pixels at most on a limit that is no survey.
_TOLERANCE = 0.002
_RIVER_LABEL_AT = 0.07
"""Part of a river's course in the view, from its upper end, where its name stands."""


def map_features(
    spots: list[Spot], names: Names, areas: Areas, *, largest: int, selected: str | None = None
) -> list[MapFeature]:
    """Return a feature for each spot: circles with area by incidents, areas shaded, the approximate dashed.

    ``largest`` is the greatest number of incidents of one spot in the whole workspace, so that a circle keeps its
    meaning while one filters. An area without a shape (a foreign country) becomes a dashed circle at its label point.
    """
    return [_feature(spot, names, areas, largest=max(largest, 1), selected=selected) for spot in spots]


def _feature(spot: Spot, names: Names, areas: Areas, *, largest: int, selected: str | None) -> MapFeature:
    shape = _area_shape(spot, areas, names.gazetteer) if spot.is_area else None
    geometry, official = shape if shape else (Point(spot.lon, spot.lat), False)
    least, most = AREA_OPACITY
    return MapFeature(
        feature_id=spot.spot_id,
        geometry=geometry,
        label=names.pair(spot.name_ar, spot.name_en),
        color=AREA_COLOR if spot.is_area else EXACT_COLOR,
        radius=circle_radius(spot.incidents, largest),
        fill_opacity=(least + (most - least) * min(1.0, spot.incidents / largest)) if shape else 0.5,
        dashed=not official if spot.is_area else spot.approximate,
        selected=spot.spot_id == selected,
        words=tooltip_words(spot, names),
    )


def _area_shape(spot: Spot, areas: Areas, gazetteer: Gazetteer) -> tuple[BaseGeometry, bool] | None:
    """Return the shape of an area, and whether its limits are official rather than a union or a radius."""
    place = gazetteer.get(spot.place_id)
    area = areas.area(place, gazetteer) if place and place.is_area else None
    if area is not None and area.basis != "line":
        return area.geometry, area.basis == "polygon"
    if (place is None or not place.is_area) and spot.radius_km > 0:
        return circle(spot.lat, spot.lon, spot.radius_km), False
    return None


def tooltip_words(spot: Spot, names: Names) -> dict[str, str]:
    """Return the lines of the tooltip by field; those with nothing to say stay empty."""
    t = names.texts
    precision = ""
    if spot.is_area:
        precision = t("tip.area")
        if spot.radius_km:
            precision += " · " + t("tip.radius", km=round(spot.radius_km))
    elif spot.approximate:
        precision = t("tip.approximate.place")
    elif spot.near:
        precision = t("tip.approximate.some", n=spot.near)
    return {
        "name": names.pair(spot.name_ar, spot.name_en),
        "kind": t.label("kind", spot.kind) if spot.kind else "",
        "count": t("tip.incidents", n=spot.incidents),
        "killed": t("tip.killed", range=t.figures(range_text(spot.killed))) if spot.killed.high is not None else "",
        "dates": t("tip.dates", range=t.days(spot.first, spot.last)) if spot.first else "",
        "precision": precision,
        "foreign": t("tip.foreign", n=spot.foreign) if spot.foreign and spot.place_id else "",
    }


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
