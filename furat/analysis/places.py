"""Incidents by the spot where the map draws them: one circle a place, one shape an area, and what cannot be drawn."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

import pandas as pd

from furat.analysis.figures import Range, casualty_range
from geo.gazetteer import Gazetteer
from geo.place import AREA_PRECISION, KINDS, Place

_AROUND = "~"
_HERE = 1e-4
"""Degrees, about ten metres: a position farther than this from its place is another one, half way to the next place."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the map draws one mark, and what lies behind it.

    ``spot_id`` is the gazetteer's id; with ``~`` at its end it is the surroundings of a place (بادية الحصين around
    الحصين); ``@lat,lon`` is a position that no place of the gazetteer has, half way between two places for one.
    ``place_id`` is None only for the last.
    ``near`` counts the incidents known only to be near, ``foreign`` those at a named place that the gazetteer lacks,
    drawn where the next larger place is. ``radius_km`` is the greatest uncertainty, of an area without limits.
    ``leading_type`` is the event type of most incidents, ``leading_actor`` the actor that did most of them; empty where
    there is none, and the first by name where several are level.
    """

    spot_id: str
    place_id: str | None
    name_ar: str
    name_en: str
    kind: str
    lat: float
    lon: float
    is_area: bool
    approximate: bool
    radius_km: float
    incidents: int
    near: int
    foreign: int
    killed: Range
    first: date | None
    last: date | None
    leading_type: str
    leading_actor: str


def spot_ids(frame: pd.DataFrame, gazetteer: Gazetteer) -> pd.Series:
    """Return the id of the spot of each incident, NA for those that cannot be drawn; same index as ``frame``.

    An incident at a village that the gazetteer lacks has the coordinates of a larger place and joins its circle: two
    circles on one point would hide each other, and moving one would be a lie.
    """
    by_position = {_position(place.lat, place.lon): place.place_id for place in _by_preference(gazetteer)}
    keys = pd.DataFrame(
        {
            "place_id": frame["place_id"].astype(object).where(frame["place_id"].notna(), None),
            "lat": frame["lat"],
            "lon": frame["lon"],
            "area": (frame["geo_precision"] == AREA_PRECISION).fillna(False).astype(bool),
        }
    )
    distinct = keys.drop_duplicates()
    named = [
        _spot_id(gazetteer.get(place_id) or gazetteer.get(by_position.get(_position(lat, lon))), lat, lon, area)
        for place_id, lat, lon, area in distinct.itertuples(index=False, name=None)
    ]
    merged = keys.merge(
        distinct.assign(spot=pd.Series(named, index=distinct.index, dtype=object)),
        how="left",
        on=["place_id", "lat", "lon", "area"],
    )
    return pd.Series(merged["spot"].to_numpy(dtype=object), index=frame.index, name="spot", dtype=object)


def _by_preference(gazetteer: Gazetteer) -> list[Place]:
    # A sub-district has its label point in its chief town: where both are possible, the town is the circle.
    # The last one of a position is taken, so the preferred come last: points, and among them the larger place.
    return sorted(gazetteer, key=lambda place: (not place.is_area, -KINDS.index(place.kind), place.place_id))


def _position(lat: float, lon: float) -> str:
    return f"{lat:.5f},{lon:.5f}"


def _spot_id(place: Place | None, lat: float, lon: float, area: bool) -> str | None:
    if pd.isna(lat) or pd.isna(lon):
        return None
    if place is None or max(abs(place.lat - lat), abs(place.lon - lon)) > _HERE:
        return f"@{_position(lat, lon)}"
    if place.is_area or not area:
        return place.place_id
    return place.place_id + _AROUND


def spots(frame: pd.DataFrame, ids: pd.Series, gazetteer: Gazetteer) -> list[Spot]:
    """Return the spots of the incidents, most incidents first; those without coordinates have none (``unplaced``).

    ``ids`` is what ``spot_ids`` gave for these incidents. The cost of drawing depends on the number of places, not on
    that of incidents.
    """
    placed = frame[ids.notna()].assign(spot=ids[ids.notna()].astype(str))
    if placed.empty:
        return []
    found = [_spot(str(spot_id), rows, gazetteer) for spot_id, rows in placed.groupby("spot", sort=True)]
    return sorted(found, key=lambda spot: (-spot.incidents, spot.spot_id))


def _spot(spot_id: str, rows: pd.DataFrame, gazetteer: Gazetteer) -> Spot:
    place = gazetteer.get(spot_id.rstrip(_AROUND))
    around = spot_id.endswith(_AROUND)
    precision = rows["geo_precision"]
    near = int((precision == AREA_PRECISION - 1).sum())
    first = rows.iloc[0]
    name_ar, name_en = (place.name_ar, place.name_en) if place else (_text(first, "place_name_ar"), "")
    if around and place is not None:
        # The report's own name for the surroundings says more than that of the place in their midst.
        said = rows["place_name_ar"].dropna()
        name_ar = str(said.mode().iloc[0]) if len(said) else name_ar
    kind = place.kind if place and not around else _text(first, "place_kind")
    is_area = around or (place.is_area if place else bool((precision == AREA_PRECISION).any()))
    uncertainty = rows["uncertainty_km"].max()
    starts, ends = rows["date_start"].min(), rows["date_end"].max()
    return Spot(
        spot_id=spot_id,
        place_id=place.place_id if place else None,
        name_ar=name_ar,
        name_en=name_en or _text(first, "place_name_en"),
        kind=kind,
        lat=place.lat if place else float(first["lat"]),
        lon=place.lon if place else float(first["lon"]),
        is_area=is_area,
        approximate=place is None or place.coord_quality != "surveyed" or near == len(rows),
        radius_km=0.0 if pd.isna(uncertainty) else float(uncertainty),
        incidents=len(rows),
        near=near,
        foreign=int(rows["place_id"].isna().sum()),
        killed=casualty_range(rows, "killed"),
        first=None if pd.isna(starts) else starts.date(),
        last=None if pd.isna(ends) else ends.date(),
        leading_type=_leading(rows["event_type"].astype(str)),
        leading_actor=_leading(actor for actors in rows["perpetrators"] for actor in actors),
    )


def _leading(values: Iterable[str]) -> str:
    counts = Counter(values)
    return min(counts, key=lambda value: (-counts[value], value), default="")


def _text(row: "pd.Series[Any]", key: str) -> str:
    value = row[key]
    return "" if pd.isna(value) else str(value)


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """The figures of a sub-district: of all incidents within it, those known only to it included."""

    place_id: str
    name_ar: str
    name_en: str
    incidents: int
    killed: Range


def by_subdistrict(frame: pd.DataFrame, gazetteer: Gazetteer) -> list[UnitFigures]:
    """Return the figures of each sub-district that has incidents, most first.

    An incident known only to a larger unit, to a desert or to a region belongs to none of them and is left out.
    """
    held = {key: _subdistrict(key, gazetteer) for key in frame["place_id"].dropna().unique()}
    unit = (
        frame["place_id"]
        .map(held)
        .astype(object)
        .where(frame["place_id"].notna(), frame["pcode"].map(lambda code: _subdistrict(code, gazetteer)).astype(object))
    )
    made = []
    for place_id, rows in frame.groupby(unit, sort=True):
        place = gazetteer[str(place_id)]
        killed = casualty_range(rows, "killed")
        made.append(UnitFigures(place.place_id, place.name_ar, place.name_en, len(rows), killed))
    return sorted(made, key=lambda one: (-one.incidents, one.place_id))


def _subdistrict(place_id: str | None, gazetteer: Gazetteer) -> str | None:
    place = gazetteer.get(place_id)
    if place is None:
        return None
    chain = (place, *gazetteer.ancestors(place.place_id))
    return next((above.place_id for above in chain if above.kind == "subdistrict"), None)


def unplaced(frame: pd.DataFrame) -> pd.DataFrame:
    """Return the incidents that no map can show because their place has no coordinates; they are listed instead."""
    return frame[frame["lat"].isna() | frame["lon"].isna()]


def outside(frame: pd.DataFrame, bounds: tuple[tuple[float, float], tuple[float, float]]) -> pd.DataFrame:
    """Return the incidents with coordinates outside ``bounds`` (south-west and north-east latitude, longitude)."""
    (south, west), (north, east) = bounds
    placed = frame["lat"].notna() & frame["lon"].notna()
    return frame[placed & ~(frame["lat"].between(south, north) & frame["lon"].between(west, east))]


def at_spot(frame: pd.DataFrame, ids: pd.Series, spot_id: str | None) -> pd.DataFrame:
    """Return the incidents behind one spot of the map; all of them when no spot is chosen."""
    return frame if spot_id is None else frame[(ids == spot_id).to_numpy(dtype=bool)]
