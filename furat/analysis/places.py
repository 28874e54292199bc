"""Incidents by the spot where the map draws them: one circle a place, one shape an area, and what cannot be drawn."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from furat.analysis.figures import Range
from furat.store.columns import ALL, EPOCH, NO_DAY, Coded, Columns, Mask, Numbers, Rows, coded, items, narrowed
from furat.store.passing import places
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


def spot_column(columns: Columns, gazetteer: Gazetteer) -> Coded:
    """Return the id of the spot of each incident; made once for a table and a gazetteer."""
    return columns.keep(("spots", gazetteer.version), lambda: coded(spot_ids(columns.frame, gazetteer)))


def largest(columns: Columns, gazetteer: Gazetteer) -> tuple[int, int]:
    """Return the greatest number of incidents, and of the surely killed, at one spot in the whole table."""

    def make() -> tuple[int, int]:
        column = spot_column(columns, gazetteer)
        counts, killed = column.counts(ALL), column.counts(ALL, columns.harm("killed").least)
        return int(counts.max(initial=1)), int(killed.max(initial=1))

    return columns.keep(("largest spots", gazetteer.version), make)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What of a spot does not hang on the filter."""

    place_id: str | None
    name_ar: str
    name_en: str
    kind: str
    lat: float
    lon: float
    is_area: bool
    surveyed: bool


def spots(columns: Columns, rows: Rows, gazetteer: Gazetteer) -> list[Spot]:
    """Return the spots of rows of an incident table, most incidents first; rows without coordinates have none.

    All rows are added up at once, by spot: drawing then costs by places, not by incidents.
    """
    column = spot_column(columns, gazetteer)
    facts = columns.keep(("facts of spots", gazetteer.version), lambda: _facts(columns, column, gazetteer))
    incidents = column.counts(rows)
    killed = grouped_ranges(columns, "killed", column, rows)
    first, last = _extent(columns, column, rows)
    near = column.counts(rows, _flag(columns, "near"))
    foreign = column.counts(rows, _flag(columns, "foreign"))
    radius = _greatest(column, rows, columns.numbers("uncertainty_km"))
    types = _leading(column, rows, _alone(columns.coded("event_type")))
    actors = _leading(column, rows, columns.coded("perpetrators"))
    made = []
    for at in np.flatnonzero(incidents).tolist():
        fact = facts[at]
        made.append(
            Spot(
                spot_id=column.values[at],
                place_id=fact.place_id,
                name_ar=fact.name_ar,
                name_en=fact.name_en,
                kind=fact.kind,
                lat=fact.lat,
                lon=fact.lon,
                is_area=fact.is_area,
                approximate=not fact.surveyed or int(near[at]) == int(incidents[at]),
                radius_km=float(radius[at]),
                incidents=int(incidents[at]),
                near=int(near[at]),
                foreign=int(foreign[at]),
                killed=killed[at],
                first=first[at],
                last=last[at],
                leading_type=types[at],
                leading_actor=actors[at],
            )
        )
    return sorted(made, key=lambda spot: (-spot.incidents, spot.spot_id))


def _facts(columns: Columns, column: Coded, gazetteer: Gazetteer) -> list[_Facts]:
    frame = columns.frame
    lead = np.zeros(len(column.values) + 1, dtype=np.intp)
    lead[column.codes[::-1]] = np.arange(len(columns))[::-1]  # the first row of each spot is written last
    is_area = column.counts(ALL, (columns.numbers("geo_precision") == AREA_PRECISION).astype(np.float64)) > 0
    made = []
    for at, spot_id in enumerate(column.values):
        place, around = gazetteer.get(spot_id.rstrip(_AROUND)), spot_id.endswith(_AROUND)
        row = frame.iloc[int(lead[at])]
        name_ar, name_en = (place.name_ar, place.name_en) if place else (_text(row, "place_name_ar"), "")
        if around and place is not None:
            # The report's own name for the surroundings says more than that of the place in their midst.
            said = frame["place_name_ar"][column.codes == at].dropna()
            name_ar = str(said.mode().iloc[0]) if len(said) else name_ar
        made.append(
            _Facts(
                place_id=place.place_id if place else None,
                name_ar=name_ar,
                name_en=name_en or _text(row, "place_name_en"),
                kind=place.kind if place and not around else _text(row, "place_kind"),
                lat=place.lat if place else float(row["lat"]),
                lon=place.lon if place else float(row["lon"]),
                is_area=around or (place.is_area if place else bool(is_area[at])),
                surveyed=place is not None and place.coord_quality == "surveyed",
            )
        )
    return made


def _flag(columns: Columns, name: str) -> Numbers:
    def make() -> Numbers:
        near = columns.numbers("geo_precision") == AREA_PRECISION - 1
        flagged: Mask = near if name == "near" else columns.coded("place_id").codes < 0
        return flagged.astype(np.float64)

    return columns.keep(("flag", name), make)


def grouped_ranges(columns: Columns, what: str, column: Coded, rows: Rows) -> list[Range]:
    """Return the range of casualties of a kind for each distinct value of a column."""
    harm = columns.harm(what)
    incidents = column.counts(rows).tolist()
    known = column.counts(rows, harm.known.astype(np.float64)).astype(np.int64).tolist()
    least, most = (column.counts(rows, side).astype(np.int64).tolist() for side in (harm.least, harm.most))
    open_ended = (column.counts(rows, harm.open_ended.astype(np.float64)) > 0).tolist()
    return [
        Range(low, high, ends, number - sure) if sure else Range(None, None, False, number)
        for low, high, ends, number, sure in zip(least, most, open_ended, incidents, known, strict=True)
    ]


def _extent(columns: Columns, column: Coded, rows: Rows) -> tuple[list[date | None], list[date | None]]:
    """Return the first and the last day of each distinct value, None where no incident of it is dated."""
    none = np.iinfo(np.int64).max
    codes = column.codes[rows]
    first, last = (columns.days(key)[rows] for key in ("date_start", "date_end"))
    begins = np.full(len(column.values) + 1, none)
    np.minimum.at(begins, codes, np.where(first == NO_DAY, none, first))
    ends = np.full(len(column.values) + 1, NO_DAY)
    np.maximum.at(ends, codes, last)
    return (
        [None if number == none else EPOCH + timedelta(days=number) for number in begins[:-1].tolist()],
        [None if number == NO_DAY else EPOCH + timedelta(days=number) for number in ends[:-1].tolist()],
    )


def _greatest(column: Coded, rows: Rows, numbers: Numbers) -> Numbers:
    found = np.zeros(len(column.values) + 1)
    np.fmax.at(found, column.codes[rows], numbers[rows])
    return found[:-1]


def _alone(column: Coded) -> Coded:
    return Coded(tuple((value,) for value in column.values), column.codes)


def _leading(column: Coded, rows: Rows, lists: Coded) -> list[str]:
    """Return for each distinct value of a column the item that most lists beside it hold; empty where none does."""
    found = items(lists)
    if not found.values:
        return [""] * len(column.values)
    codes, other = column.codes[rows], lists.codes[rows]
    both = (codes >= 0) & (other >= 0)
    pairs = np.bincount(codes[both] * len(lists.values) + other[both], minlength=1)
    seen = np.flatnonzero(pairs)
    at, held = np.divmod(seen, len(lists.values))
    # Each pair of value and list counts for every item of the list: the pairs are laid out as often as they have items.
    begins, sizes = np.searchsorted(found.lists, [held, held + 1])
    sizes -= begins
    each = np.repeat(np.arange(len(seen)), sizes)
    within = np.arange(len(each)) - np.repeat(np.cumsum(sizes) - sizes, sizes)
    item = found.codes[begins[each] + within]
    width = len(found.values)
    counts = np.bincount(at[each] * width + item, pairs[seen][each], minlength=width * len(column.values))
    table = counts.reshape(-1, width)
    best = table.argmax(axis=1)  # the first of several that are level: the items are in the order of their names
    most = table.max(axis=1)
    return [found.values[item] if number else "" for item, number in zip(best.tolist(), most.tolist(), strict=True)]


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


def by_subdistrict(columns: Columns, rows: Rows, gazetteer: Gazetteer) -> list[UnitFigures]:
    """Return the figures of each sub-district that has incidents, most first.

    An incident known only to a larger unit, to a desert or to a region belongs to none of them and is left out.
    """
    units = subdistrict_column(columns, gazetteer)
    incidents, killed = units.counts(rows), grouped_ranges(columns, "killed", units, rows)
    made = [
        UnitFigures(place_id, gazetteer[place_id].name_ar, gazetteer[place_id].name_en, int(number), harm)
        for place_id, number, harm in zip(units.values, incidents.tolist(), killed, strict=True)
        if number
    ]
    return sorted(made, key=lambda one: (-one.incidents, one.place_id))


def subdistrict_column(columns: Columns, gazetteer: Gazetteer) -> Coded:
    """Return the sub-district of each incident; made once for a table and a gazetteer."""
    return columns.keep(("sub-districts", gazetteer.version), lambda: _subdistricts(columns, gazetteer))


def _subdistricts(columns: Columns, gazetteer: Gazetteer) -> Coded:
    held = places(columns)
    above = [_subdistrict(value, gazetteer) for value in held.values]
    values = tuple(sorted({unit for unit in above if unit}))
    at = np.array([*(values.index(unit) if unit else -1 for unit in above), -1], dtype=np.intp)
    return Coded(values, at[held.codes])


def _subdistrict(place_id: str, gazetteer: Gazetteer) -> str | None:
    place = gazetteer.get(place_id)
    if place is None:
        return None
    chain = (place, *gazetteer.ancestors(place.place_id))
    return next((above.place_id for above in chain if above.kind == "subdistrict"), None)


def unplaced(columns: Columns, rows: Rows) -> Rows:
    """Return the rows that no map can show because their place has no coordinates; they are listed instead."""
    return narrowed(rows, np.isnan(columns.numbers("lat")) | np.isnan(columns.numbers("lon")))


def at_spot(columns: Columns, rows: Rows, gazetteer: Gazetteer, spot_id: str | None) -> Rows:
    """Return the rows behind one spot of the map; all of them when no spot is chosen."""
    if spot_id is None:
        return rows
    return narrowed(rows, spot_mask(columns, gazetteer, spot_id))


def spot_mask(columns: Columns, gazetteer: Gazetteer, spot_id: str) -> Mask:
    """Return the rows of the whole table behind one spot."""
    column = spot_column(columns, gazetteer)
    return column.where([value == spot_id for value in column.values])
