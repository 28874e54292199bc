"""Additions on top of a gazetteer: places and names that people added, beside those of the tables."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from arabic.folding import fold_name
from geo.gazetteer import Gazetteer
from geo.place import Place, PlaceName

LocalNames = Mapping[str, Sequence[PlaceName]]
"""Added names by the id of their place."""


def name_key(name: PlaceName) -> tuple[str, str]:
    """Return what makes two names of one place the same: language, and spelling once folded (الشّحيل is الشحيل)."""
    text = fold_name(name.text) if name.language == "ar" else name.text.casefold()
    return name.language, " ".join(text.split())


def extended(gazetteer: Gazetteer, places: Iterable[Place], names: LocalNames) -> Gazetteer:
    """Return a gazetteer with further places and further names; with nothing to add, the same one.

    What the tables say stays as it is: an added place whose id they hold is left out, and so is a name that its place
    has already. A later gazetteer may also have lost what an addition stood on: places without a parent and names
    without a place are left out. The version says what was added, since results depend on it.
    """
    added = _rooted(gazetteer, places)
    taught: dict[str, tuple[PlaceName, ...]] = {}
    for place_id in sorted(names):
        place = gazetteer.get(place_id) or added.get(place_id)
        new = _unknown(place.names, names[place_id]) if place else ()
        if new:
            taught[place_id] = new
    if not added and not taught:
        return gazetteer

    def named(place: Place) -> Place:
        new = taught.get(place.place_id)
        return replace(place, names=(*place.names, *new)) if new else place

    return Gazetteer(
        [named(place) for place in (*gazetteer, *(added[place_id] for place_id in sorted(added)))],
        regions=gazetteer.regions,
        version=f"{gazetteer.version}+{_stamp(added, taught)}",
    )


def _rooted(gazetteer: Gazetteer, places: Iterable[Place]) -> dict[str, Place]:
    """Return the places that hang on the tree, by id: a place may lie in another added one, in whatever order."""
    waiting = {place.place_id: place for place in places if place.place_id not in gazetteer}
    rooted: dict[str, Place] = {}
    while True:
        ready = [place for place in waiting.values() if place.parent_id in gazetteer or place.parent_id in rooted]
        if not ready:
            return rooted
        for place in ready:
            rooted[place.place_id] = waiting.pop(place.place_id)


def _unknown(held: Iterable[PlaceName], offered: Iterable[PlaceName]) -> tuple[PlaceName, ...]:
    """Return the names that a place lacks, each spelling once."""
    seen = {name_key(name) for name in held}
    new = []
    for name in sorted(offered, key=lambda name: (name.language, name.text)):
        if name_key(name) not in seen:
            seen.add(name_key(name))
            new.append(name)
    return tuple(new)


def _stamp(places: Mapping[str, Place], names: LocalNames) -> str:
    """Return a short hash of what was added."""

    def spellings(some: Iterable[PlaceName]) -> list[tuple[str, str, str]]:
        return [(name.text, name.language, name.use) for name in some]

    facts = [
        [
            (key, place.kind, place.parent_id, place.lat, place.lon, place.uncertainty_km, spellings(place.names))
            for key, place in sorted(places.items())
        ],
        [(key, spellings(new)) for key, new in sorted(names.items())],
    ]
    return hashlib.sha256(json.dumps(facts, ensure_ascii=False).encode()).hexdigest()[:8]
