"""What a map that is handed on shows: places with their figures, or sub-districts where it is to be safe to share."""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd
from shapely.geometry import Point

from furat.analysis.figures import Range, range_text
from furat.analysis.places import Spot, UnitFigures, by_subdistrict, spots
from furat.analysis.spot_shapes import spot_shape
from furat.exchange.handout.asked import pair
from furat.store.columns import ALL, Columns
from furat.wording import Texts
from geo.areas import Areas
from geo.gazetteer import Gazetteer
from geo.layers import AREA_COLOR, AREA_OPACITY, PLACE_COLOR, MapFeature, circle_radius, legend_counts
from geo.sheet import SheetSign

FIELDS = ("name", "count", "killed", "dates", "precision")
"""Words of a mark, in the order of a tooltip's lines."""

_UNIT_OPACITY = (0.12, 0.6)


@dataclass(frozen=True, slots=True)
class Mark:
    """Something on the map: how it is drawn, how many incidents it stands for, and its row of the table."""

    feature: MapFeature
    incidents: int
    row: tuple[str, ...]


def place_marks(frame: pd.DataFrame, gazetteer: Gazetteer, areas: Areas, t: Texts) -> list[Mark]:
    """Return a mark for each place that has incidents, most first: circles by incidents, areas shaded.

    It holds the figures of the place and nothing of a single incident.
    """
    found = spots(Columns(frame), ALL, gazetteer)
    largest = max((spot.incidents for spot in found), default=1)
    return [_place_mark(spot, largest, gazetteer, areas, t) for spot in found]


def _place_mark(spot: Spot, largest: int, gazetteer: Gazetteer, areas: Areas, t: Texts) -> Mark:
    shape = spot_shape(spot, areas, gazetteer) if spot.is_area else None
    geometry, official = shape if shape else (Point(spot.lon, spot.lat), False)
    name = pair(spot.name_ar, spot.name_en, t)
    dates = t.days(spot.first, spot.last)
    cells = (name, t.number(spot.incidents), _killed(spot.killed, t), dates, precision_words(spot, t))
    feature = MapFeature(
        feature_id=spot.spot_id,
        geometry=geometry,
        label=name,
        color=AREA_COLOR if spot.is_area else PLACE_COLOR,
        radius=circle_radius(spot.incidents, largest),
        fill_opacity=_shade(AREA_OPACITY, spot.incidents, largest) if shape else 0.5,
        dashed=not official if spot.is_area else spot.approximate,
        words=_words(name, spot.incidents, spot.killed, t) | {"dates": dates, "precision": cells[-1]},
    )
    return Mark(feature, spot.incidents, cells)


def precision_words(spot: Spot, t: Texts) -> str:
    """Return how sure the position of a spot is, in words."""
    if spot.is_area:
        parts = [t("precision.area")]
        if spot.radius_km:
            parts.append(t("precision.radius", km=round(spot.radius_km)))
    elif spot.approximate:
        parts = [t("precision.approximate")]
    elif spot.near:
        parts = [t("precision.near", count=spot.near)]
    else:
        parts = [t("precision.exact")]
    if spot.foreign and spot.place_id:
        parts.append(t("precision.foreign", count=spot.foreign))
    return t.beside(parts)


def unit_marks(frame: pd.DataFrame, gazetteer: Gazetteer, areas: Areas, t: Texts) -> list[Mark]:
    """Return a mark for each sub-district that has incidents, most first: its area, shaded by their number.

    No place within it is shown, not even as a point in its midst: that would be read as where it happened.
    """
    found = by_subdistrict(Columns(frame), ALL, gazetteer)
    largest = max((unit.incidents for unit in found), default=1)
    return [_unit_mark(unit, largest, gazetteer, areas, t) for unit in found]


def _unit_mark(unit: UnitFigures, largest: int, gazetteer: Gazetteer, areas: Areas, t: Texts) -> Mark:
    place = gazetteer[unit.place_id]
    name, count = pair(unit.name_ar, unit.name_en, t), t.number(unit.incidents)
    area = areas.area(place, gazetteer)
    feature = MapFeature(
        feature_id=unit.place_id,
        geometry=area.geometry if area else Point(place.lon, place.lat),
        label=f"{name} · {count}",
        color=AREA_COLOR,
        fill_opacity=_shade(_UNIT_OPACITY, unit.incidents, largest),
        dashed=area is None or area.basis != "polygon",
        words=_words(name, unit.incidents, unit.killed, t),
    )
    return Mark(feature, unit.incidents, (name, count, _killed(unit.killed, t)))


def _shade(opacity: tuple[float, float], incidents: int, largest: int) -> float:
    least, most = opacity
    return least + (most - least) * min(1.0, incidents / largest)


def _words(name: str, incidents: int, killed: Range, t: Texts) -> dict[str, str]:
    return {
        "name": name,
        "count": t("figure.incidents", count=incidents),
        "killed": t("figure.killed", range=_killed(killed, t)),
    }


def _killed(killed: Range, t: Texts) -> str:
    return t("figure.unknown") if killed.low is None else t.figures(range_text(killed))


def place_legend(marks: Sequence[Mark], t: Texts) -> tuple[SheetSign, ...]:
    """Return the legend of places: sizes by incidents, and the signs that occur."""
    circles = [mark for mark in marks if isinstance(mark.feature.geometry, Point)]
    largest = max((mark.incidents for mark in marks), default=0)
    sizes = [
        SheetSign(t.number(count), "circle", PLACE_COLOR, radius=circle_radius(count, largest))
        for count in (legend_counts(max(mark.incidents for mark in circles)) if circles else ())
    ]
    drawn = {mark.feature.dashed for mark in circles}
    signs = [
        SheetSign(t(key), "circle", PLACE_COLOR, dashed, radius=6.0)
        for dashed, key in ((False, "legend.exact"), (True, "legend.approximate"))
        if dashed in drawn
    ]
    areas = any(mark.feature.color == AREA_COLOR for mark in marks)
    return (*sizes, *signs, *([SheetSign(t("legend.area"), "area", AREA_COLOR)] if areas else []))


def unit_legend(marks: Sequence[Mark], t: Texts) -> tuple[SheetSign, ...]:
    """Return the legend of sub-districts."""
    drawn = {mark.feature.dashed for mark in marks}
    signs = ((False, "legend.subdistrict"), (True, "legend.radius"))
    return tuple(SheetSign(t(key), "area", AREA_COLOR, dashed) for dashed, key in signs if dashed in drawn)
