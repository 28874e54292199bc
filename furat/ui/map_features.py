"""What the map of incidents shows: spots as neutral features with words."""

from shapely.geometry import Point

from furat.analysis.figures import range_text
from furat.analysis.places import Spot
from furat.analysis.spot_shapes import spot_shape
from furat.ui.names import Names
from geo.areas import Areas
from geo.layers import MapFeature, circle_radius

TOOLTIP_FIELDS = ("name", "kind", "count", "killed", "dates", "precision", "foreign")

EXACT_COLOR = "#b3402e"
AREA_COLOR = "#8a6d1f"
AREA_OPACITY = (0.05, 0.22)
"""Least and most opacity of a shaded area; the most is for the area with most incidents."""


def map_features(
    spots: list[Spot], names: Names, areas: Areas, *, largest: int, selected: str | None = None
) -> list[MapFeature]:
    """Return a feature for each spot: circles with area by incidents, areas shaded, the approximate dashed.

    ``largest`` is the greatest number of incidents of one spot in the whole workspace, so that a circle keeps its
    meaning while one filters. An area without a shape (a foreign country) becomes a dashed circle at its label point.
    """
    return [_feature(spot, names, areas, largest=max(largest, 1), selected=selected) for spot in spots]


def _feature(spot: Spot, names: Names, areas: Areas, *, largest: int, selected: str | None) -> MapFeature:
    shape = spot_shape(spot, areas, names.gazetteer) if spot.is_area else None
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
