"""What a page of review shows of an incident, and what it offers: all that needs no page to be worked out."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
import pandas as pd

from extraction.record import PLACE_KEYS
from furat.store.frame import combined_review
from furat.store.linking.combine import combine
from furat.store.review.audit import Change
from furat.store.review.dossier import Dossier, Telling
from furat.store.review.values import FIELDS
from furat.store.tables import OPEN, REJECTED, ReportedIncidentRow
from geo.distance import km, km_many
from geo.gazetteer import Gazetteer
from geo.place import Place
from geo.search import search

MERGE_DAYS = 2
"""How many days may lie between two incidents that a person may want to take for one."""

MERGE_KM = 25.0
"""How far apart two points may lie that a person may want to take for one, as the crow flies."""

_DECISIONS = frozenset({"accept", "correct", "place", "reject"})
_PLACE_FIELDS = frozenset({"place", "location", "place_id"})


def leading(dossier: Dossier) -> Telling:
    """Return the telling that the incident bears the id of: corrections are written to it."""
    return next(
        (telling for telling in dossier.tellings if telling.values["incident_id"] == dossier.event_id),
        dossier.tellings[0],
    )


def present(dossier: Dossier) -> dict[str, Any]:
    """Return the values that map and exports hold: those of its reports together; of a rejected incident its own."""
    told = [telling for telling in dossier.tellings if telling.values["review"] != REJECTED]
    rows = [row_of(telling) for telling in told]
    if not rows:
        return row_of(leading(dossier))
    return rows[0] if len(rows) == 1 else combine(rows)


def state_of(dossier: Dossier) -> str:
    """Return what people said of an incident, over all its reports that were not taken off."""
    live = [telling.values["review"] for telling in dossier.tellings if telling.values["review"] != REJECTED]
    return combined_review(live) if live else REJECTED


def can_accept(dossier: Dossier) -> bool:
    """Whether there is something left to accept: a report that waits, or one that was rejected."""
    return any(telling.values["review"] in {OPEN, REJECTED} for telling in dossier.tellings)


def can_reject(dossier: Dossier) -> bool:
    """Whether there is something left to reject."""
    return any(telling.values["review"] != REJECTED for telling in dossier.tellings)


def row_of(telling: Telling) -> dict[str, Any]:
    """Return a telling as one row, with what combining and cards ask of its report."""
    report = telling.report
    return {
        **telling.values,
        "published": report.published,
        "title": report.title,
        "source": report.source,
        "corrected": tuple(telling.values["as_read"] or ()),
    }


def as_read(dossier: Dossier) -> dict[str, Any]:
    """Return what the rules had read where a person corrected it, by field; a place by its name."""
    read: Mapping[str, Any] = leading(dossier).values["as_read"] or {}
    found = {name: _typed(name, read[name]) for name in FIELDS if name in read}
    if any(column in read for column in PLACE_KEYS):
        values = {**leading(dossier).values, **read}
        found["place_id"] = values["place_name_ar"] or values["place_name_en"] or values["place_id"]
    return found


def changed(current: Mapping[str, Any], typed: Mapping[str, Any]) -> dict[str, Any]:
    """Return the typed values that differ from the present ones."""
    return {name: value for name, value in typed.items() if _plain(value) != _plain(current[name])}


def disorder(current: Mapping[str, Any], typed: Mapping[str, Any]) -> str | None:
    """Return what cannot be in values that were typed: ``dates``, ``killed`` or ``injured``; None where all can.

    The store refuses the same; a page that finds it first can say so in its own language.
    """
    whole = {**current, **typed}
    start, end = whole["date_start"], whole["date_end"]
    if {"date_start", "date_end"} <= set(typed) and ((start is None) != (end is None) or (start and end < start)):
        return "dates"
    for what in ("killed", "injured"):
        ends = {f"{what}_{end}" for end in ("low", "best", "high")} & set(typed)
        figures = [whole[f"{what}_{end}"] for end in ("low", "best", "high")]
        known = [figure for figure in figures if figure is not None]
        if ends - {f"{what}_best"} and known != sorted(known):
            return what
    return None


def place_words(telling: Telling) -> str:
    """Return the words of the report that name the place, the longest of them; nothing where no words do."""
    text = telling.report.text
    named = [text[span["start"] : span["end"]] for span in telling.values["spans"] if span["field"] in _PLACE_FIELDS]
    return max((" ".join(words.split()) for words in named), key=len, default="")


def place_choices(dossier: Dossier, asked: str, gazetteer: Gazetteer, *, limit: int = 12) -> list[str]:
    """Return ids of places to choose from: those that a name means, else those that the words of the reports may mean.

    Places that the reports of the incident name already come first where nothing is asked.
    """
    if asked.strip():
        return [match.place.place_id for match in search(gazetteer, asked, limit=limit)]
    named = [telling.values["place_id"] for telling in dossier.tellings]
    words = dict.fromkeys(place_words(telling) for telling in dossier.tellings)
    meant = [match.place.place_id for text in words if text for match in search(gazetteer, text, limit=limit)]
    return [item for item in dict.fromkeys([*named, *meant]) if item in gazetteer][:limit]


def parents(point: tuple[float, float], unit: str | None, gazetteer: Gazetteer, *, limit: int = 8) -> list[Place]:
    """Return what may hold a new place at a point: the units around it from the smallest on, then the towns nearby."""
    units = list(gazetteer.ancestors(unit)) if unit and unit in gazetteer else []
    own = gazetteer.get(unit)
    held = [place for place in ([own] if own else []) + units if place.kind != "country"]
    towns = [place for place in gazetteer if place.kind in {"city", "town"}]
    towns.sort(key=lambda place: (km(point, (place.lat, place.lon)), place.place_id))
    return list({place.place_id: place for place in [*held, *towns[: limit - 4]]}.values())[:limit]


@dataclass(frozen=True, slots=True)
class MergeCandidate:
    """An incident that may be the same one: its id, and how far away it is; None where one of the two has no point."""

    incident_id: str
    km: float | None


def merge_candidates(
    frame: pd.DataFrame, incident: Mapping[str, Any], incident_id: str, *, limit: int = 12
) -> list[MergeCandidate]:
    """Return the incidents of the same days and neighbourhood, the nearest in place first.

    Args:
        frame: All incidents (``incident_frame``).
        incident: The values of the one in hand, dates as dates.
        incident_id: Its id.
        limit: How many to return at most.
    """
    start, end = incident["date_start"], incident["date_end"]
    others = frame[(frame["incident_id"] != incident_id).to_numpy(dtype=bool)]
    if start is not None:
        slack = timedelta(days=MERGE_DAYS)
        touching = (others["date_end"] >= pd.Timestamp(start - slack)) & (
            others["date_start"] <= pd.Timestamp(end + slack)
        )
        others = others[(touching | others["date_start"].isna()).to_numpy(dtype=bool)]
    if others.empty:
        return []
    apart = _apart(others, incident)
    reach = MERGE_KM + others["uncertainty_km"].fillna(0).to_numpy() + float(incident["uncertainty_km"] or 0)
    # What has no point is told to be nowhere else: it stays, behind the others.
    near = np.flatnonzero(~(apart > reach) if start is not None else apart <= reach)
    dated = others["date_start"].isna().to_numpy()
    order = sorted(near, key=lambda at: (bool(np.isnan(apart[at])), bool(dated[at]), apart[at]))[:limit]
    ids = others["incident_id"].to_numpy()
    return [MergeCandidate(str(ids[at]), None if np.isnan(apart[at]) else float(apart[at])) for at in order]


def rows_by_id(frame: pd.DataFrame, ids: Collection[str]) -> dict[str, dict[str, Any]]:
    """Return rows of an incident frame by the ids of their incidents."""
    some = frame[frame["incident_id"].isin(list(ids))]
    return {str(row["incident_id"]): {str(key): row[key] for key in row} for row in some.to_dict("records")}


def _apart(frame: pd.DataFrame, incident: Mapping[str, Any]) -> "np.ndarray[Any, np.dtype[np.float64]]":
    """Return the distance of each row from an incident in kilometres, not a number where one has no point."""
    found = np.full(len(frame), np.nan)
    if incident["lat"] is None:
        return found
    placed = np.flatnonzero(frame["lat"].notna().to_numpy())
    rows = frame.iloc[placed]
    if len(rows):
        found[placed] = km_many((incident["lat"], incident["lon"]), rows["lat"].tolist(), rows["lon"].tolist())
    return found


def step(ids: Sequence[str], chosen: str | None, by: int) -> str | None:
    """Return the id that stands so many places after the chosen one; the first where the chosen one is not there.

    At the ends it goes round. None where there is no other.
    """
    others = [item for item in ids if item != chosen]
    if not others:
        return None
    if chosen is None or chosen not in ids:
        return ids[0] if by > 0 else ids[-1]
    return ids[(list(ids).index(chosen) + by) % len(ids)]


def decided(acts: Collection[Change], mine: Collection[int]) -> int:
    """Count the incidents that some of the acts decided, without those that were taken back."""
    return len(
        {act.event_id for act in acts if act.change_id in mine and act.act in _DECISIONS and act.undone_by is None}
    )


def changed_fields(change: Change) -> list[tuple[str, Any, Any]]:
    """Return the fields of the incident that an act changed, with the value before and the one after.

    Where it was put is one field: ``place_id``, with the names.
    """
    table = str(ReportedIncidentRow.__tablename__)
    found: dict[str, tuple[str, Any, Any]] = {}
    for key, after in (change.after.get(table) or {}).items():
        before = (change.before.get(table) or {}).get(key)
        if not after or not before:
            continue
        for name in FIELDS:
            if name in after and name != "place_id":
                found.setdefault(name, (name, _typed(name, before.get(name)), _typed(name, after[name])))
        if any(column in after for column in PLACE_KEYS):
            found.setdefault("place_id", ("place_id", _place_name(before), _place_name(after)))
    return list(found.values())


def _place_name(values: Mapping[str, Any]) -> str | None:
    name = values.get("place_name_ar") or values.get("place_name_en") or values.get("place_id")
    if name or "lat" not in values or values["lat"] is None:
        return None if name is None else str(name)
    return f"{values['lat']}, {values.get('lon')}"


def _typed(name: str, value: Any) -> Any:
    return date.fromisoformat(value) if name.startswith("date_") and isinstance(value, str) else value


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | list) else value
