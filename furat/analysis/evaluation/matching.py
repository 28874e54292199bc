"""When a value that was read agrees with a label, and which reading belongs to which label."""

import math
from collections.abc import Callable, Sequence
from datetime import date
from typing import Protocol, TypeVar

from furat.analysis.evaluation.found import FoundIncident
from furat.analysis.evaluation.labels import EVENT_TYPE, GoldIncident
from geo.place import AREA_KINDS

POINT_KM = 5.0
"""A point is right within 5 km: gazetteers differ by that much about one village."""

AREA_KM = 25.0
"""The label point of an area is right within 25 km."""

SEAT_KINDS = frozenset({"city", "town", "subdistrict", "district", "governorate"})
"""Kinds of a town and of the units named after it: a bare name may be read as either."""

_EARTH_KM = 6371.0088
_VAGUE = {2: (1, 3), 20: (10, 30)}  # "several" and "dozens": the lower bounds that agree with the label's
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None})
_HEAD_NOUNS = ("محافظه ", "منطقه ", "ناحيه ", "مدينه ", "مركز ", "ريف ")

Count = tuple[int | None, int | None]


class _Optional(Protocol):
    @property
    def optional(self) -> bool: ...


class _Located(Protocol):
    @property
    def names(self) -> tuple[str, ...]: ...
    @property
    def lat(self) -> float | None: ...
    @property
    def lon(self) -> float | None: ...


Gold = TypeVar("Gold", bound=_Optional)
Found = TypeVar("Found")


def sphere_km(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the great-circle distance of two points in degrees, in kilometres.

    On the sphere, not the ellipsoid of ``geo.distance``: figures stay comparable with those measured elsewhere, and at
    5 km the two differ by metres.
    """
    p, q = math.radians(lat1), math.radians(lat2)
    dlat, dlon = q - p, math.radians(lon2 - lon1)
    h = math.sin(dlat / 2) ** 2 + math.cos(p) * math.cos(q) * math.sin(dlon / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1, math.sqrt(h)))


def same_name(label: str, names: Sequence[str]) -> bool:
    """Whether a labelled name is among the names, head nouns (محافظة، ناحية ...) and article apart."""
    return _key(label) in {_key(name) for name in names}


def _key(name: str) -> str:
    key = " ".join(name.translate(_FOLD).split())
    for word in _HEAD_NOUNS:
        key = key.removeprefix(word)
    return key.removeprefix("ال")


def same_place(name: str, kind: str | None, lat: float | None, lon: float | None, found: _Located) -> bool:
    """Whether a reading lies at the labelled place; a label without coordinates is compared by name."""
    if lat is None or lon is None:
        return same_name(name, found.names)
    if found.lat is None or found.lon is None:
        return False
    return sphere_km(lat, lon, found.lat, found.lon) <= (AREA_KM if kind in AREA_KINDS else POINT_KM)


def same_date(gold: GoldIncident, found: FoundIncident) -> bool:
    """Whether both ends lie within a day of the label's, or within a quarter of a long range."""
    if gold.date_start is None or gold.date_end is None:
        return found.date_start is None
    if found.date_start is None or found.date_end is None:
        return False
    slack = max(1, (gold.date_end - gold.date_start).days // 4)
    return _days(found.date_start, gold.date_start) <= slack and _days(found.date_end, gold.date_end) <= slack


def _days(first: date, second: date) -> int:
    return abs((first - second).days)


def same_count(gold: Count, found: Count) -> bool:
    """Whether low and high agree. For "several" and "dozens" (low 2 or 20, no high) a near lower bound will do."""
    low, high = gold
    if high is None and low is not None and low in _VAGUE:
        least, most = _VAGUE[low]
        return found[0] is not None and least <= found[0] <= most and found[1] is None
    return found == gold


def some_actor(gold: GoldIncident, found: FoundIncident) -> bool:
    """Whether at least one labelled actor was read, in whatever role; True where the label names none."""
    everyone = gold.perpetrators | gold.targets
    return not everyone or bool(everyone & (found.perpetrators | found.targets))


def same_event_type(gold: GoldIncident, found: FoundIncident) -> bool:
    """Whether the event type is that of an acceptable sub-event type."""
    return EVENT_TYPE.get(found.sub_event_type or "") in {EVENT_TYPE[sub] for sub in gold.sub_event_types}


def incident_weight(gold: GoldIncident, found: FoundIncident) -> float:
    """Return how well a reading fits a label, 0 where the place is another: what happened elsewhere is no match."""
    if not same_place(gold.place_name_ar, gold.place_kind, gold.lat, gold.lon, found):
        return 0.0
    weight = 1.0
    weight += 1.0 * (found.sub_event_type in gold.sub_event_types)
    weight += 0.5 * same_event_type(gold, found)
    weight += 0.8 * same_date(gold, found)
    weight += 0.4 * some_actor(gold, found)
    weight += 0.2 * same_count(gold.killed, found.killed)
    return weight


def pair_up(
    golds: Sequence[Gold], founds: Sequence[Found], weight: Callable[[Gold, Found], float]
) -> list[tuple[int, int]]:
    """Pair labels with readings one to one, by falling weight; of equals, required labels before optional ones, then
    in the order of the document. A weight of 0 is no pair."""
    scored = [
        (weight(gold, found), not gold.optional, i, j) for i, gold in enumerate(golds) for j, found in enumerate(founds)
    ]
    scored.sort(key=lambda row: (-row[0], -row[1]))
    pairs: list[tuple[int, int]] = []
    taken_gold: set[int] = set()
    taken_found: set[int] = set()
    for value, _, i, j in scored:
        if value > 0 and i not in taken_gold and j not in taken_found:
            taken_gold.add(i)
            taken_found.add(j)
            pairs.append((i, j))
    return pairs
