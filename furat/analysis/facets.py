"""The values that each filter offers, with the number of incidents behind each under the other filters."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import cast

import pandas as pd

from furat.store.filters import Filter, apply_filter
from furat.store.search import WordSearch
from geo.gazetteer import Gazetteer

_ACTOR_COLUMNS = {"either": ("perpetrators", "targets"), "perpetrator": ("perpetrators",), "target": ("targets",)}


@dataclass(frozen=True, slots=True)
class Facets:
    """For each filter the values that occur in the workspace, mapped to counts, most frequent first.

    A value that the other filters leave without incidents stays, with 0: a choice must not vanish from its box.
    """

    actors: dict[str, int]
    places: dict[str, int]
    event_types: dict[str, int]
    sub_event_types: dict[str, int]
    sources: dict[str, int]


def facets(frame: pd.DataFrame, f: Filter, gazetteer: Gazetteer, search: WordSearch | None = None) -> Facets:
    """Return the values of each filter and their counts, where each count obeys all filters but its own."""

    def under(**without: object) -> pd.DataFrame:
        return apply_filter(frame, replace(f, **without), gazetteer, search)  # type: ignore[arg-type]

    return Facets(
        actors=_filled(
            actor_counts(frame, "either"),
            actor_counts(under(actors=()), f.actor_role),
            f.actors,
        ),
        places=_filled(place_counts(frame, gazetteer), place_counts(under(places=()), gazetteer), f.places),
        event_types=_column(frame, under(event_types=()), "event_type", f.event_types),
        sub_event_types=_column(frame, under(sub_event_types=()), "sub_event_type", f.sub_event_types),
        sources=_filled(source_counts(frame), source_counts(under(sources=())), f.sources),
    )


def actor_counts(frame: pd.DataFrame, role: str) -> Counter[str]:
    """Count the incidents in which each actor has the role; one that is on both sides counts once."""
    columns = [frame[column] for column in _ACTOR_COLUMNS[role]]
    counts: Counter[str] = Counter()
    for lists in zip(*columns, strict=True):
        counts.update({actor for ids in lists for actor in ids})
    return counts


def ranked_actors(frame: pd.DataFrame) -> tuple[str, ...]:
    """Return the actors that did something, those of most incidents first."""
    counts: Counter[str] = Counter()
    for actors, number in frame["perpetrators"].value_counts().items():
        counts.update(dict.fromkeys(cast(tuple[str, ...], actors), int(number)))
    return tuple(sorted(counts, key=lambda actor: (-counts[actor], actor)))


def source_counts(frame: pd.DataFrame) -> Counter[str]:
    """Count the incidents that each outlet tells; one that several tell counts for each."""
    counts: Counter[str] = Counter()
    for sources, number in frame["sources"].value_counts().items():
        for source in cast(tuple[str, ...], sources):
            counts[source] += int(number)
    return counts


def place_counts(frame: pd.DataFrame, gazetteer: Gazetteer) -> Counter[str]:
    """Count the incidents of each place, and of each unit and region the incidents of all places within it."""
    own = Counter({str(key): int(n) for key, n in frame["place_id"].value_counts().items() if n})
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


def _column(frame: pd.DataFrame, under: pd.DataFrame, column: str, chosen: Iterable[str]) -> dict[str, int]:
    return _filled(_values(frame, column), _values(under, column), chosen)


def _values(frame: pd.DataFrame, column: str) -> Counter[str]:
    return Counter({str(key): int(n) for key, n in frame[column].value_counts().items() if n})


def _filled(everything: Counter[str], counts: Counter[str], chosen: Iterable[str]) -> dict[str, int]:
    """Order by the count in the whole workspace, so that a list does not jump about while one filters."""
    values = sorted({*everything, *chosen}, key=lambda value: (-everything[value], value))
    return {value: counts[value] for value in values}
