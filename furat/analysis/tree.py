"""The administrative tree of the places that have incidents, level by level, with the count of each."""

from collections.abc import Mapping
from dataclasses import dataclass

from geo.gazetteer import Gazetteer
from geo.place import Place


@dataclass(frozen=True, slots=True)
class Branch:
    """A place of the tree: its incidents and those of all within it, and how many places one level down have any."""

    place: Place
    incidents: int
    inner: int


def branches(counts: Mapping[str, int], gazetteer: Gazetteer, at: str | None) -> list[Branch]:
    """Return what lies directly within a place, most incidents first; the countries where ``at`` is None.

    A region that is a union of units holds these units, though the tree itself puts them elsewhere: whoever walks the
    eastern countryside looks for its sub-districts there.

    Args:
        counts: The count of each place on offer, as beside the filter; a place without one is left out.
        gazetteer: Whose tree is walked.
        at: The place that one stands in.
    """
    found = [
        Branch(place, counts[place.place_id], len(_within(counts, gazetteer, place.place_id)))
        for place in _within(counts, gazetteer, at)
    ]
    return sorted(found, key=lambda branch: (-branch.incidents, branch.place.place_id))


def _within(counts: Mapping[str, int], gazetteer: Gazetteer, at: str | None) -> list[Place]:
    if at is None:
        inside = [place for place in gazetteer if place.parent_id is None]
    else:
        inside = [*gazetteer.children(at), *(gazetteer[unit] for unit in gazetteer.regions.get(at, ()))]
    return [place for place in inside if place.place_id in counts]


def way_to(gazetteer: Gazetteer, at: str) -> tuple[Place, ...]:
    """Return the places that one goes through to a place, from its country down to itself."""
    return (*reversed(gazetteer.ancestors(at)), gazetteer[at])


def busiest_governorate(counts: Mapping[str, int], gazetteer: Gazetteer) -> str | None:
    """Return the governorate with the most incidents, where a walk best begins; None where there is none."""
    known = [place for place in counts if (held := gazetteer.get(place)) and held.kind == "governorate"]
    return min(known, key=lambda place: (-counts[place], place), default=None)
