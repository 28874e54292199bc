"""The values that each filter offers, with the number of incidents behind each under the other filters."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TypeVar

import numpy as np

from furat.store.columns import ALL, Coded, Columns, Numbers, Rows, items
from furat.store.filters import ACTOR_ROLES, FILTERED_REVIEWS, PRECISIONS, Filter
from furat.store.passing import Passing, actors, any_of, places, precisions
from geo.gazetteer import Gazetteer

KILLED_STEPS = (1, 2, 5, 10, 20, 50)
"""Least numbers of killed that the filter offers."""

CONFIDENCE_STEPS = (0.5, 0.7, 0.8, 0.9)
"""Least confidences that the filter offers."""


@dataclass(frozen=True, slots=True)
class Facets:
    """For each filter the values that occur in the workspace, mapped to counts, most frequent first.

    A value that the other filters leave without incidents stays, with 0: a choice must not vanish from its box.
    Precisions, states of review and steps keep the order in which they are offered.
    """

    actors: Mapping[str, int]
    roles: Mapping[str, int]
    places: Mapping[str, int]
    event_types: Mapping[str, int]
    sub_event_types: Mapping[str, int]
    killed: Mapping[int, int]
    precisions: Mapping[str, int]
    confidences: Mapping[float, int]
    reviews: Mapping[str, int]
    sources: Mapping[str, int]


def facets(found: Passing, f: Filter, gazetteer: Gazetteer) -> Facets:
    """Return the values of each filter and their counts, where each count obeys all filters but its own."""
    columns = found.columns

    def under(part: str) -> Rows:
        return found.rows(part)

    def named(part: str, column: Coded, chosen: Iterable[str]) -> Mapping[str, int]:
        return _filled(_whole(columns, part, column), _named(column, under(part)), chosen)

    def listed(part: str, lists: Coded, whole: Coded, chosen: Iterable[str]) -> Mapping[str, int]:
        everything = columns.keep(("all", part), lambda: _spread(whole, ALL))
        return _filled(everything, _spread(lists, under(part)), chosen)

    held = places(columns)
    everywhere = columns.keep(("all", "places", gazetteer.version), lambda: place_counts(held, ALL, gazetteer))
    reviewed = _named(columns.coded("review"), under("reviews"))
    precise = _named(precisions(columns), under("precisions"))
    return Facets(
        actors=listed("actors", actors(columns, f.actor_role), actors(columns, "either"), f.actors),
        roles=_roles(found, f),
        places=_filled(everywhere, place_counts(held, under("places"), gazetteer), f.places),
        event_types=named("event_types", columns.coded("event_type"), f.event_types),
        sub_event_types=named("sub_event_types", columns.coded("sub_event_type"), f.sub_event_types),
        killed=_steps(columns.harm("killed").least, KILLED_STEPS, under("killed")),
        precisions={value: precise[value] for value in PRECISIONS},
        confidences=_steps(columns.numbers("confidence"), CONFIDENCE_STEPS, under("confidence_from")),
        reviews={value: reviewed[value] for value in FILTERED_REVIEWS},
        sources=listed("sources", columns.coded("sources"), columns.coded("sources"), f.sources),
    )


def _roles(found: Passing, f: Filter) -> Mapping[str, int]:
    """Count the incidents in which the chosen actors have each role; nothing where none is chosen."""
    if not f.actors:
        return {}
    others = found.mask("actors")
    return {role: int(np.count_nonzero(others & any_of(actors(found.columns, role), f.actors))) for role in ACTOR_ROLES}


_Step = TypeVar("_Step", int, float)


def _steps(numbers: Numbers, steps: Iterable[_Step], rows: Rows) -> dict[_Step, int]:
    asked = numbers[rows]
    return {step: int(np.count_nonzero(asked >= step)) for step in steps}


def actor_counts(columns: Columns, role: str, rows: Rows = ALL) -> Counter[str]:
    """Count the incidents in which each actor has the role; one that is on both sides counts once."""
    return _spread(actors(columns, role), rows)


def _spread(lists: Coded, rows: Rows) -> Counter[str]:
    """Count the incidents of each item of the lists."""
    found, numbers = items(lists), lists.counts(rows)
    counts = np.bincount(found.codes, numbers[found.lists], minlength=len(found.values)).astype(np.int64)
    return Counter(dict(zip(found.values, counts.tolist(), strict=True)))


def ranked_actors(columns: Columns) -> tuple[str, ...]:
    """Return the actors that did something, those of most incidents first."""

    def make() -> tuple[str, ...]:
        counts = actor_counts(columns, "perpetrator")
        return tuple(sorted(counts, key=lambda actor: (-counts[actor], actor)))

    return columns.keep("ranked actors", make)


def place_counts(held: Coded, rows: Rows, gazetteer: Gazetteer) -> Counter[str]:
    """Count the incidents of each place, and of each unit and region the incidents of all places within it."""
    own = {place: number for place, number in _named(held, rows).items() if number}
    counts: Counter[str] = Counter(own)
    unions = {region: gazetteer.descendants(region) for region in gazetteer.regions if region in gazetteer}
    for place_id, number in own.items():
        if place_id not in gazetteer:
            continue
        above = {place.place_id for place in gazetteer.ancestors(place_id)}
        above |= {region for region, inside in unions.items() if place_id in inside}
        for unit in above - {place_id}:
            counts[unit] += number
    return counts


def _whole(columns: Columns, part: str, column: Coded) -> Counter[str]:
    return columns.keep(("all", part), lambda: _named(column, ALL))


def _named(column: Coded, rows: Rows) -> Counter[str]:
    numbers = column.counts(rows).tolist()
    return Counter({str(value): number for value, number in zip(column.values, numbers, strict=True)})


def _filled(everything: Counter[str], counts: Counter[str], chosen: Iterable[str]) -> dict[str, int]:
    """Order by the count in the whole workspace, so that a list does not jump about while one filters."""
    values = sorted({*everything, *chosen}, key=lambda value: (-everything[value], value))
    return {value: counts[value] for value in values}
