#!/usr/bin/env python3
"""Turn hand-labelled YAML documents into labelled JSON Lines, with offsets and coordinates filled in.

usage: label.py [--check] [SET ...]

Offsets counted by hand are wrong sooner or later, and coordinates copied by hand drift from the gazetteer. A source
therefore marks its place mentions in the text itself and names places; this script does the rest. The way a source is
written is told in tests/gold/README.md. Places are looked up in data/gazetteer; a name that means several places there
is an error that lists them. A set is a folder of tests/gold, own, cases and blind, and gives the file of its name
beside it; without one all three are written. With --check nothing is written: the exit code says whether they are up
to date.
"""

import argparse
import datetime as dt
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from geo.distance import km  # noqa: E402
from geo.gazetteer import Gazetteer, load_gazetteer  # noqa: E402
from geo.place import Place  # noqa: E402

GOLD = ROOT / "tests" / "gold"
SETS = ("own", "cases", "blind")

SUB_EVENT_TYPES = {
    "clash": "Armed clash",
    "regain": "Government regains territory",
    "overtake": "Non-state actor overtakes territory",
    "suicide": "Suicide bomb",
    "ied": "Remote explosive/landmine/IED",
    "shelling": "Shelling/artillery/missile attack",
    "air": "Air/drone strike",
    "grenade": "Grenade",
    "chemical": "Chemical weapon",
    "attack": "Attack",
    "abduction": "Abduction/forced disappearance",
    "sexual": "Sexual violence",
    "peaceful": "Peaceful protest",
    "intervention": "Protest with intervention",
    "excessive": "Excessive force against protesters",
    "violent": "Violent demonstration",
    "mob": "Mob violence",
    "arrests": "Arrests",
    "disrupted": "Disrupted weapons use",
    "looting": "Looting/property destruction",
    "agreement": "Agreement",
    "change": "Change to group/activity",
    "base": "Headquarters or base established",
    "transfer": "Non-violent transfer of territory",
    "other": "Other",
}
"""ACLED's sub-event types by the short word that a source writes."""

ACTORS = frozenset(
    "sdf dz_military_council asayish aanes isis coalition us_forces assad_forces ndf syrian_government "
    "iranian_militias hezbollah russia israel turkey sna hts fsa tribal_fighters popular_factions "
    "unidentified_gunmen unidentified_aircraft smugglers civilians".split()
)
"""Ids of actors, as the labelling guide lists them."""

DOCUMENT_KEYS = frozenset({"id", "title", "source", "url", "published", "text", "incidents"})
INCIDENT_KEYS = frozenset(
    {"type", "date", "place", "between", "unlisted", "kind", "by", "against", "killed", "injured"}
    | {"shared", "optional", "note"}
)
HOME = "SY09"
"""The governorate of Deir ez-Zor."""
LONGEST_HALF_WAY_KM = 10.0
"""Above this a road between two places is labelled as the region, not as the point half way."""

_MENTION = re.compile(r"\{([^{}=?@+]+)(\?)?(?:=([^{}]+))?\}")
_FOLD = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ؤ": "و", "ئ": "ي", "ـ": None, "_": " "})


class LabelError(ValueError):
    """A source that cannot be labelled; the message names document, place in it and cure."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as a label carries it: name, kind and WGS 84 decimal degrees, or None where no gazetteer has it."""

    name_ar: str
    kind: str
    lat: float | None
    lon: float | None


def fold(name: str) -> str:
    """Return the name as it is compared: without hamza, tatweel, underscores and vowel signs."""
    return " ".join(re.sub(r"[\u064b-\u0652]", "", name).translate(_FOLD).split())


class Places:
    """Finds a place of the gazetteer by id, by name, or by name and kind (``الصالحية@town``)."""

    def __init__(self, gazetteer: Gazetteer) -> None:
        self.gazetteer = gazetteer
        self._by_name: dict[str, list[Place]] = defaultdict(list)
        for place in gazetteer:
            for name in {fold(name.text) for name in place.names if name.language == "ar"}:
                self._by_name[name].append(place)

    def find(self, reference: str) -> Spot:
        """Return the place. Raises ``LabelError`` where the reference means none or several.

        ``+kind`` behind a name (``دوار السفينة+landmark``) makes a place that no gazetteer has, without
        coordinates.
        """
        if "+" in reference:
            name, kind = reference.split("+")
            return Spot(name, kind, None, None)
        place = self.gazetteer.get(reference) or self._by_its_name(reference)
        return Spot(place.name_ar, place.kind, place.lat, place.lon)

    def _by_its_name(self, reference: str) -> Place:
        name, _, kind = reference.partition("@")
        found = [place for place in self._by_name.get(fold(name), ()) if kind in ("", place.kind)]
        # A place's own name goes before a name that another place bears as an alias.
        found = [place for place in found if fold(place.name_ar) == fold(name)] or found
        # These are reports about the governorate: its places go before those of the same name elsewhere.
        found = [place for place in found if self.gazetteer.within(place.place_id, HOME)] or found
        if len(found) != 1:
            what = "no place" if not found else f"several places ({', '.join(place.place_id for place in found)})"
            raise LabelError(f"{reference} means {what} in the gazetteer: write {{words=place_id}}, or name+kind")
        return found[0]


def read_text(marked: str, places: Places) -> tuple[str, list[dict[str, Any]]]:
    """Return the text without its marks, and the place mentions with offsets in code points, end exclusive."""
    text, mentions, done = "", [], 0
    for mark in _MENTION.finditer(marked):
        text += marked[done : mark.start()]
        surface, optional, reference = mark.groups()
        spot = places.find(reference or surface)
        mentions.append(
            {
                "start": len(text),
                "end": len(text) + len(surface),
                "surface": surface,
                "name_ar": spot.name_ar,
                "kind": spot.kind,
                "lat": spot.lat,
                "lon": spot.lon,
                "optional": bool(optional),
            }
        )
        text += surface
        done = mark.end()
    text += marked[done:]
    if "{" in text or "}" in text:
        raise LabelError("a brace is left over in the text: write {words}, {words?}, {words=place} or {words?=place}")
    return text, mentions


def read_dates(value: object) -> tuple[str | None, str | None]:
    """Return first and last day of ``2019-03-04`` or ``2019-03-04..2019-03-06``; nothing is (None, None)."""
    if value is None:
        return None, None
    first, _, last = str(value).partition("..")
    start, end = dt.date.fromisoformat(first), dt.date.fromisoformat(last or first)
    if start > end:
        raise LabelError(f"{value} ends before it starts")
    return start.isoformat(), end.isoformat()


def read_count(value: object) -> tuple[int | None, int | None]:
    """Return the low and the high of ``3``, ``2+`` (at least two), ``4-7``; nothing is (None, None)."""
    if value is None:
        return None, None
    found = re.fullmatch(r"(\d+)(?:(\+)|-(\d+))?", str(value))
    if not found:
        raise LabelError(f"{value} is no count: write 3, 2+ or 4-7")
    low, more, high = found.groups()
    return int(low), None if more else int(high or low)


def read_words(value: object, known: Iterable[str]) -> list[str]:
    """Return the words of ``a b``, each of which must be known."""
    words = str(value or "").split()
    for word in words:
        if word not in known:
            raise LabelError(f"{word} is not one of {', '.join(sorted(known))}")
    return words


def read_scene(incident: dict[str, Any], places: Places) -> Spot:
    """Return where the incident happened.

    ``between: [X, Y]`` is half way; ``unlisted: name`` is a place that no gazetteer has, at the coordinates
    of ``place``, the next larger one that the text names.
    """
    if "between" in incident:
        first, second = (places.find(reference) for reference in incident["between"])
        assert first.lat is not None and first.lon is not None and second.lat is not None and second.lon is not None
        apart = km((first.lat, first.lon), (second.lat, second.lon))
        if apart > LONGEST_HALF_WAY_KM:
            raise LabelError(f"{first.name_ar} and {second.name_ar} lie {apart:.0f} km apart: name the region instead")
        middle = (round((first.lat + second.lat) / 2, 5), round((first.lon + second.lon) / 2, 5))
        return Spot(first.name_ar, first.kind, *middle)
    spot = places.find(incident["place"])
    if "unlisted" in incident:
        return Spot(incident["unlisted"], incident["kind"], spot.lat, spot.lon)
    return spot


def read_incident(incident: dict[str, Any], places: Places) -> dict[str, Any]:
    """Return the incident as a labelled document carries it."""
    if unknown := incident.keys() - INCIDENT_KEYS:
        raise LabelError(f"unknown key {', '.join(sorted(unknown))}: use {', '.join(sorted(INCIDENT_KEYS))}")
    start, end = read_dates(incident.get("date"))
    killed, injured = read_count(incident.get("killed")), read_count(incident.get("injured"))
    shared = bool(incident.get("shared", False))
    if shared and (*killed, *injured) != (None,) * 4:
        raise LabelError("casualties are shared: leave killed and injured out")
    spot = read_scene(incident, places)
    return {
        "sub_event_types": [SUB_EVENT_TYPES[word] for word in read_words(incident["type"], SUB_EVENT_TYPES)],
        "date_start": start,
        "date_end": end,
        "place_name_ar": spot.name_ar,
        "place_kind": spot.kind,
        "lat": spot.lat,
        "lon": spot.lon,
        "perpetrators": read_words(incident.get("by"), ACTORS),
        "targets": read_words(incident.get("against"), ACTORS),
        "killed_low": killed[0],
        "killed_high": killed[1],
        "injured_low": injured[0],
        "injured_high": injured[1],
        "casualties_shared": shared,
        "optional": bool(incident.get("optional", False)),
        "note": incident.get("note"),
    }


def read_document(source: dict[str, Any], places: Places) -> dict[str, Any]:
    """Return a labelled document. Every document here is fictional: invented persons and outlets, our own words."""
    if unknown := source.keys() - DOCUMENT_KEYS:
        raise LabelError(f"unknown key {', '.join(sorted(unknown))}: use {', '.join(sorted(DOCUMENT_KEYS))}")
    text, mentions = read_text(source["text"], places)
    return {
        "id": source["id"],
        "title": source.get("title"),
        "source": source["source"],
        "url": source.get("url"),
        "published": read_dates(source.get("published"))[0],
        "fictional": True,
        "text": text,
        "places": mentions,
        "incidents": [read_incident(incident, places) for incident in source.get("incidents") or []],
    }


def read_sources(folder: Path, gazetteer: Gazetteer) -> Iterator[dict[str, Any]]:
    """Yield the documents of every YAML file of the folder by name. Raises ``LabelError`` naming file and document."""
    places = Places(gazetteer)
    for path in sorted(folder.glob("*.yaml")):
        for source in yaml.safe_load_all(path.read_text(encoding="utf-8")):
            try:
                yield read_document(source, places)
            except (LabelError, KeyError, ValueError) as error:
                raise LabelError(f"{path.name}: {source.get('id')}: {error}") from error


def as_lines(documents: Iterable[dict[str, Any]]) -> str:
    """Return JSON Lines, one document a line."""
    return "".join(json.dumps(document, ensure_ascii=False) + "\n" for document in documents)


def label(folder: Path, gazetteer: Gazetteer, check: bool) -> bool:
    """Write or check the labelled documents of one folder and say so; return whether they are up to date."""
    documents = list(read_sources(folder, gazetteer))
    lines, output = as_lines(documents), folder.with_suffix(".jsonl")
    if check:
        fresh = output.exists() and output.read_text(encoding="utf-8") == lines
        print(f"{output.name} is {'up to date' if fresh else 'out of date: run scripts/label.py'}")
        return fresh
    output.write_text(lines, encoding="utf-8", newline="\n")
    incidents = [incident for document in documents for incident in document["incidents"]]
    optional = sum(incident["optional"] for incident in incidents)
    mentions = sum(len(document["places"]) for document in documents)
    print(
        f"{output.name}: {len(documents)} documents, {len(incidents)} incidents ({optional} optional), "
        f"{mentions} mentions"
    )
    return True


def main() -> int:
    """Write or check the sets asked for; return the exit code."""
    assert __doc__ is not None
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--check", action="store_true", help="only say whether the files are up to date")
    parser.add_argument("sets", nargs="*", metavar="SET", help=f"{', '.join(SETS)}; all of them by default")
    args = parser.parse_args()
    if unknown := set(args.sets) - set(SETS):
        parser.error(f"{', '.join(sorted(unknown))}: no set; write {', '.join(SETS)}")
    gazetteer = load_gazetteer()
    try:
        fresh = [label(GOLD / name, gazetteer, args.check) for name in args.sets or SETS]
    except LabelError as error:
        print(error, file=sys.stderr)
        return 1
    return 0 if all(fresh) else 1


if __name__ == "__main__":
    sys.exit(main())
