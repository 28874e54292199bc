"""The values of a filter that stand out in the present picture."""

from collections.abc import Collection, Mapping
from itertools import islice

from geo.gazetteer import Gazetteer
from geo.place import UNIT_KINDS

MOST_LEADING = 8
"""More than this are no longer taken in at one look."""

_WIDER = frozenset({*UNIT_KINDS, "country", "region"})


def leading(counts: Mapping[str, int], chosen: Collection[str], most: int = MOST_LEADING) -> list[tuple[str, int]]:
    """Return the values with the most incidents, and those that are chosen, be they among them or not.

    Args:
        counts: The count of each value, as it stands beside the filter.
        chosen: What the filter asks for.
        most: How many to return at most, more only where more are chosen.
    """
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    found = dict(islice(((value, number) for value, number in ranked if number), most))
    kept = {value: counts.get(value, 0) for value in chosen}
    spare = max(0, most - len(set(kept) - set(found)))
    rest = islice(((value, number) for value, number in found.items() if value not in kept), spare)
    return sorted({**dict(rest), **kept}.items(), key=lambda item: (-item[1], item[0]))


def towns(counts: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, int]:
    """Return the counts of the places that are no unit: a unit has the incidents of all within it and always leads."""
    return {place: number for place, number in counts.items() if _kind(place, gazetteer) not in _WIDER}


def subdistricts(counts: Mapping[str, int], gazetteer: Gazetteer) -> dict[str, int]:
    """Return the counts of the sub-districts."""
    return {place: number for place, number in counts.items() if _kind(place, gazetteer) == "subdistrict"}


def _kind(place_id: str, gazetteer: Gazetteer) -> str | None:
    place = gazetteer.get(place_id)
    return place.kind if place else None
