"""Which places the words of a report may mean beside the one that was taken, and why they were not.

What was considered is not kept with an incident: the report is read once more, when somebody asks.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from extraction.pipeline import Extractor, read_report
from extraction.types import Candidate, Span
from furat.analysis.explain import Explanation, MentionedPlace, ToldIncident, explain
from furat.analysis.reviewing import place_words
from furat.store.review.dossier import Telling
from geo.distance import km
from geo.gazetteer import Gazetteer
from geo.search import search

_NOTHING: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a place was taken or not: a code that a page has words for, and what stands in its gaps."""

    code: str
    values: Mapping[str, str] = field(default_factory=lambda: _NOTHING)


@dataclass(frozen=True, slots=True)
class PlaceOption:
    """A place that the words may mean.

    ``score`` is that of the reading; None for a place that only bears a like name. ``apart_km`` is how far it lies from
    where the incident was put. ``reasons`` spoke for it, ``against`` says why it was not taken.
    """

    place_id: str
    score: float | None
    apart_km: float | None
    taken: bool
    reasons: tuple[Reason, ...]
    against: tuple[Reason, ...]


@dataclass(frozen=True, slots=True)
class Considered:
    """The words of the report that name the place, and the places that they may mean, the likeliest first."""

    words: str
    options: tuple[PlaceOption, ...]


_PATTERNS = (
    ("inside", re.compile(r"in the governorate")),
    ("sense", re.compile(r"name mostly stands for a government or an operation")),
    ("countryside", re.compile(r"the countryside of a governorate without a side is the governorate")),
    ("second", re.compile(r"not its first name")),
    ("unit", re.compile(r"in the sub-district of another place of the report")),
    ("near", re.compile(r"(?P<km>\d+) km from another place of the report")),
    ("parent", re.compile(r"(?P<name>.+) is named after it")),
    ("part", re.compile(r"named in (?P<name>.+)")),
    ("no_kind", re.compile(r".+ announces no (?P<kind>\w+)")),
    ("kind", re.compile(r".+ announces a (?P<kind>\w+)")),
)
"""The reasons of ``extraction.resolve``, by code; groups are what stands in the gaps."""

_ALIKE = (
    ("alike.same", re.compile(r"same spelling when folded|its place id")),
    ("alike.article", re.compile(r"same without the article")),
    ("alike.spaces", re.compile(r"same without spaces")),
    ("alike.head", re.compile(r"same behind a head noun")),
    ("alike.near", re.compile(r"similar \(.*")),
)
"""How the name of a place is like the words, of ``geo.search``."""

AGAINST = frozenset({"sense", "second", "no_kind"})
"""Codes that speak against a place."""

CODES = (
    *(code for code, _ in (*_PATTERNS, *_ALIKE)),
    *("lacks.inside", "lacks.kind", "lacks.parent", "lacks.near", "lacks.unit"),
    *("ranks", "spelling", "wording", "corrected", "derived"),
)
"""Every code that a page needs words for, but for ``other``, which brings its own."""


def reason(text: str) -> Reason:
    """Return a reason of the resolver as a code; one that is not known keeps its words, as ``other``."""
    for code, pattern in _PATTERNS:
        match = pattern.fullmatch(text)
        if match:
            return Reason(code, match.groupdict())
    return Reason("other", {"words": text})


def considered(telling: Telling, extractor: Extractor, *, limit: int = 6) -> Considered:
    """Return the places that a report may mean where it names the place of an incident.

    The report is read again with the present rules; those that the reading weighed come first, then places whose names
    are like the words.

    Args:
        telling: The report with its incident.
        extractor: Rules and data.
        limit: How many to return at most.
    """
    explanation = explain(read_report(telling.report, extractor))
    mention = _mention(telling, explanation)
    words = mention.quote.words if mention else place_words(telling)
    gazetteer, values = extractor.gazetteer, telling.values
    taken = str(values["place_id"]) if values["place_id"] in gazetteer else None
    known: dict[str, Candidate] = {}
    for one in mention.candidates if mention else ():
        known.setdefault(one.place_id, one)
    options = {key: _weighed(one, [*known.values()], taken, values, gazetteer) for key, one in known.items()}
    for match in search(gazetteer, words, limit=limit) if words.strip() else ():
        place_id = match.place.place_id
        if place_id not in options:
            alike = tuple(Reason(code) for code, how in _ALIKE if any(map(how.fullmatch, match.reasons)))
            against = () if place_id == taken else (_unweighed(alike),)
            apart = _apart(place_id, values, gazetteer)
            options[place_id] = PlaceOption(place_id, None, apart, place_id == taken, alike, against)
    if taken and taken not in options:
        by = Reason("corrected" if "place_id" in (values["as_read"] or ()) else "derived")
        options = {taken: PlaceOption(taken, None, _apart(taken, values, gazetteer), True, (by,), ()), **options}
    order = sorted(options.values(), key=lambda one: not one.taken)
    return Considered(" ".join(words.split()), tuple(order[:limit]))


def _unweighed(alike: tuple[Reason, ...]) -> Reason:
    """Return why the reading did not weigh a place of a like name: its spelling, or the words around it."""
    return Reason("spelling" if any(one.code == "alike.near" for one in alike) else "wording")


def _weighed(
    candidate: Candidate, all_: list[Candidate], taken: str | None, values: Mapping[str, Any], gazetteer: Gazetteer
) -> PlaceOption:
    reasons = [reason(text) for text in candidate.reasons]
    against = [one for one in reasons if one.code in AGAINST]
    speaking = tuple(one for one in reasons if one.code not in AGAINST)
    is_taken = candidate.place_id == taken
    if not is_taken:
        better = [one for one in all_ if one.place_id == taken] or all_[:1]
        codes = {one.code for one in speaking}
        told = (reason(text) for one in better if one is not candidate for text in one.reasons)
        lacks = [one for one in told if one.code not in codes and f"lacks.{one.code}" in CODES]
        against += [Reason(f"lacks.{one.code}", one.values) for one in lacks]
        against += [] if against else [Reason("ranks")]
    place_id = candidate.place_id
    apart = _apart(place_id, values, gazetteer)
    return PlaceOption(place_id, candidate.score, apart, is_taken, speaking, () if is_taken else tuple(against))


def _mention(telling: Telling, explanation: Explanation) -> MentionedPlace | None:
    """Return the mention that names the place of an incident: by its id, else its words, else where it is told."""
    values = telling.values
    told = next((one for one in explanation.incidents if one.incident_id == values["incident_id"]), None)
    if told is None:
        told = next((one for one in explanation.incidents if _same_words(one, values)), None)
    if told is not None and told.mention is not None:
        return told.mention
    spans = [Span(int(one["start"]), int(one["end"])) for one in _spans(values) if one["field"] == "place"]
    everywhere = [*explanation.places, *(one.mention for one in explanation.incidents if one.mention is not None)]
    return next(
        (one for one in everywhere if any(Span(one.quote.start, one.quote.end).overlaps(span) for span in spans)), None
    )


def _same_words(told: ToldIncident, values: Mapping[str, Any]) -> bool:
    return bool(told.passage.start == values["evidence_start"] and told.sub_event_type == values["sub_event_type"])


def _spans(values: Mapping[str, Any]) -> list[Mapping[str, Any]]:
    return list((values["as_read"] or {}).get("spans") or values["spans"])


def _apart(place_id: str, values: Mapping[str, Any], gazetteer: Gazetteer) -> float | None:
    lat, lon, place = values["lat"], values["lon"], gazetteer.get(place_id)
    if place is None or not isinstance(lat, float) or not isinstance(lon, float):
        return None
    return float(km((lat, lon), (place.lat, place.lon)))
