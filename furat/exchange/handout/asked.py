"""A filter in words, for those who get a map and not the page on which it was made."""

from collections.abc import Callable, Iterable

from furat.store.filters import Filter
from furat.wording import Texts
from geo.gazetteer import Gazetteer

_MOST = 6
"""Most values of one filter that are written out."""


def asked(
    f: Filter, gazetteer: Gazetteer, actor_name: Callable[[str], str], t: Texts, *, spot: str | None = None
) -> list[str]:
    """Return what a filter asks for, one phrase a field; nothing for one that asks nothing.

    Ids of reports are counted, not written: they may be names of files, and those of people. ``spot`` is the name of
    the place that was clicked on the map.
    """
    actor = "asked.actor" if f.actor_role == "either" else f"asked.{f.actor_role}"
    phrases: list[tuple[str, Iterable[str]]] = [
        ("asked.spot", [spot] if spot else []),
        (actor, map(actor_name, f.actors)),
        ("asked.place", (place_name(place, gazetteer, t) for place in f.places)),
        ("asked.from", [t.day(f.date_from)] if f.date_from else []),
        ("asked.to", [t.day(f.date_to)] if f.date_to else []),
        ("asked.type", (t.label("event", value) for value in f.event_types)),
        ("asked.subtype", (t.label("sub", value) for value in f.sub_event_types)),
        ("asked.killed_from", [t.number(f.killed_from)] if f.killed_from is not None else []),
        ("asked.killed_to", [t.number(f.killed_to)] if f.killed_to is not None else []),
        ("asked.precision", (t(f"asked.precision.{value}") for value in f.precisions)),
        ("asked.confidence", [f"{f.confidence_from:g}"] if f.confidence_from is not None else []),
        ("asked.review", (t(f"asked.review.{value}") for value in f.reviews)),
        ("asked.source", f.sources),
        ("asked.text", [f"«{f.text}»"] if f.text else []),
        ("asked.reports", [t.number(len(f.report_ids))] if f.report_ids else []),
        ("asked.incidents", [t.number(len(f.incident_ids))] if f.incident_ids else []),
    ]
    return [t(key, values=_listed(list(values), t)) for key, many in phrases if (values := list(many))]


def _listed(values: list[str], t: Texts) -> str:
    shown = values[:_MOST]
    if len(values) > _MOST:
        shown.append(t("asked.more", count=len(values) - _MOST))
    return ("، " if t.right_to_left else ", ").join(shown)


def place_name(place_id: str, gazetteer: Gazetteer, t: Texts) -> str:
    """Return both names of a place, or its id where the gazetteer has lost it."""
    place = gazetteer.get(place_id)
    return pair(place.name_ar, place.name_en, t) if place else place_id


def pair(name_ar: str, name_en: str, t: Texts) -> str:
    """Return two names of a place, that of the language first, once where they are the same."""
    both = (name_ar, name_en) if t.right_to_left else (name_en, name_ar)
    return " · ".join(dict.fromkeys(name for name in both if name))
