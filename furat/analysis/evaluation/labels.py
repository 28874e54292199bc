"""Labelled documents: reports whose places and incidents a person has marked (``docs/labelling.md``)."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from extraction.types import Report
from furat.readers.fault import ReadFault

SUB_EVENT_TYPES = {
    "Battles": "Armed clash|Government regains territory|Non-state actor overtakes territory",
    "Explosions/Remote violence": "Suicide bomb|Remote explosive/landmine/IED|Shelling/artillery/missile attack|"
    "Air/drone strike|Grenade|Chemical weapon",
    "Violence against civilians": "Attack|Abduction/forced disappearance|Sexual violence",
    "Protests": "Peaceful protest|Protest with intervention|Excessive force against protesters",
    "Riots": "Violent demonstration|Mob violence",
    "Strategic developments": "Arrests|Disrupted weapons use|Looting/property destruction|Agreement|"
    "Change to group/activity|Headquarters or base established|Non-violent transfer of territory|Other",
}
"""ACLED's event types and their sub-event types, joined by ``|``. Labels stand apart from the rules that are measured
by them, so this table is written here and not taken from extraction."""

EVENT_TYPE = {sub: event for event, subs in SUB_EVENT_TYPES.items() for sub in subs.split("|")}
"""Event type of each sub-event type."""

_COUNTS = ("killed_low", "killed_high", "injured_low", "injured_high")


@dataclass(frozen=True, slots=True)
class GoldMention:
    """A labelled place mention; offsets are code points of the text. ``lat`` and ``lon`` are None where no source
    gives a point: such a label is compared by name. An ``optional`` one is neither rewarded nor punished."""

    start: int
    end: int
    surface: str
    name_ar: str
    kind: str
    lat: float | None
    lon: float | None
    optional: bool


@dataclass(frozen=True, slots=True)
class GoldIncident:
    """A labelled incident. Any of ``sub_event_types`` is right; counts are None where the text gives none.

    For linking, ``event`` names the event itself, the same in every document that tells it, and ``evidence`` is the
    passage of the text that tells it here.
    """

    sub_event_types: tuple[str, ...]
    date_start: date | None
    date_end: date | None
    place_name_ar: str
    place_kind: str | None
    lat: float | None
    lon: float | None
    perpetrators: frozenset[str]
    targets: frozenset[str]
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    casualties_shared: bool
    optional: bool
    event: str | None = None
    evidence: str | None = None


@dataclass(frozen=True, slots=True)
class LabelledDocument:
    """A report with its labels. ``mentions`` is None where nobody labelled them, as in labels made from a review."""

    report: Report
    mentions: tuple[GoldMention, ...] | None
    incidents: tuple[GoldIncident, ...]


class _LabelError(Exception):
    """A label that cannot be; the message says what is wrong, the caller knows the file and the line."""


def read_gold(path: Path) -> tuple[list[LabelledDocument], list[ReadFault]]:
    """Read a JSON Lines file of labelled documents; return the good ones, and a fault for each line that is not.

    A fault names the file, the line and the first thing that is wrong with it, so that a slip in labelling is mended
    and not measured as a miss.
    """
    documents: list[LabelledDocument] = []
    faults: list[ReadFault] = []
    seen: dict[str, int] = {}
    for number, line in _lines(path, faults):
        try:
            document = _document(line)
            first = seen.setdefault(document.report.report_id, number)
            if first != number:
                raise _LabelError(f"the id {document.report.report_id} stands already on line {first}")
        except _LabelError as error:
            faults.append(ReadFault(str(path), number, str(error), "Mend the label; docs/labelling.md gives its form"))
        else:
            documents.append(document)
    if not documents and not faults:
        faults.append(ReadFault(str(path), None, "the file holds no labelled document", "Give one JSON object a line"))
    return documents, faults


def _lines(path: Path, faults: list[ReadFault]) -> Iterator[tuple[int, str]]:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except OSError as error:
        faults.append(ReadFault(str(path), None, f"the file cannot be read ({error.strerror})", "Check the path"))
        return
    except UnicodeDecodeError:
        faults.append(ReadFault(str(path), None, "the file is not UTF-8", "Save the labels in UTF-8"))
        return
    # A JSON string may hold U+2028 as it is, at which splitlines() would break it.
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line


def _document(line: str) -> LabelledDocument:
    try:
        record = json.loads(line)
    except json.JSONDecodeError as error:
        raise _LabelError(f"the line is not JSON ({error.msg} at column {error.colno})") from error
    if not isinstance(record, dict):
        raise _LabelError("the line is no JSON object")
    text = _text(record, "text", "the document")
    report_id = _text(record, "id", "the document")
    report = Report(
        report_id,
        text,
        record.get("title"),
        _day(record, "published", "the document"),
        record.get("source"),
        record.get("url"),
        bool(record.get("fictional", False)),
    )
    return LabelledDocument(
        report,
        _mentions(record, text) if "places" in record else None,
        tuple(_incident(item, number, text) for number, item in enumerate(_list(record, "incidents"), start=1)),
    )


def _mentions(record: dict[str, Any], text: str) -> tuple[GoldMention, ...]:
    return tuple(_mention(item, number, text) for number, item in enumerate(_list(record, "places"), start=1))


def _mention(record: dict[str, Any], number: int, text: str) -> GoldMention:
    where = f"place {number}"
    start, end = record.get("start"), record.get("end")
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(text):
        raise _LabelError(f"{where}: start {start} and end {end} are no range of the text")
    surface = _text(record, "surface", where)
    if text[start:end] != surface:
        raise _LabelError(f"{where}: the text from {start} to {end} is not the surface {surface}")
    lat, lon = _point(record, where)
    return GoldMention(
        start,
        end,
        surface,
        _text(record, "name_ar", where),
        _text(record, "kind", where),
        lat,
        lon,
        bool(record.get("optional")),
    )


def _incident(record: dict[str, Any], number: int, text: str) -> GoldIncident:
    where = f"incident {number}"
    subs = _strings(record, "sub_event_types", where)
    unknown = [sub for sub in subs if sub not in EVENT_TYPE]
    if unknown or not subs:
        raise _LabelError(f"{where}: sub_event_types holds no or unknown types {unknown}")
    start, end = _day(record, "date_start", where), _day(record, "date_end", where)
    if (start is None) != (end is None) or (start and end and end < start):
        raise _LabelError(f"{where}: the dates {start} to {end} are no range")
    counts = [record.get(key) for key in _COUNTS]
    for key, count in zip(_COUNTS, counts, strict=True):
        if count is not None and (type(count) is not int or count < 0):
            raise _LabelError(f"{where}: {key} is no count: {count}")
    shared = bool(record.get("casualties_shared"))
    if shared and any(count is not None for count in counts):
        raise _LabelError(f"{where}: casualties_shared leaves no count for the incident alone")
    lat, lon = _point(record, where)
    return GoldIncident(
        subs,
        start,
        end,
        _text(record, "place_name_ar", where),
        record.get("place_kind"),
        lat,
        lon,
        frozenset(_strings(record, "perpetrators", where)),
        frozenset(_strings(record, "targets", where)),
        (counts[0], counts[1]),
        (counts[2], counts[3]),
        shared,
        bool(record.get("optional")),
        record.get("event"),
        _evidence(record, where, text),
    )


def _evidence(record: dict[str, Any], where: str, text: str) -> str | None:
    evidence: str | None = record.get("evidence")
    if evidence is not None and evidence not in text:
        raise _LabelError(f"{where}: the evidence is no passage of the text: {evidence}")
    return evidence


def _list(record: dict[str, Any], key: str) -> list[dict[str, Any]]:
    value = record.get(key)
    if not isinstance(value, list) or not all(isinstance(item, dict) for item in value):
        raise _LabelError(f"{key} is no list of objects")
    return value


def _text(record: dict[str, Any], key: str, where: str) -> str:
    value = record.get(key)
    if not isinstance(value, str) or not value.strip():
        raise _LabelError(f"{where}: {key} is missing or empty")
    return value


def _strings(record: dict[str, Any], key: str, where: str) -> tuple[str, ...]:
    value = record.get(key) or []
    if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
        raise _LabelError(f"{where}: {key} is no list of words")
    return tuple(value)


def _day(record: dict[str, Any], key: str, where: str) -> date | None:
    value = record.get(key)
    if value is None:
        return None
    try:
        return date.fromisoformat(value[:10])
    except (TypeError, ValueError) as error:
        raise _LabelError(f"{where}: {key} is no date: {value}") from error


def _point(record: dict[str, Any], where: str) -> tuple[float | None, float | None]:
    lat, lon = record.get("lat"), record.get("lon")
    if lat is None and lon is None:
        return None, None
    numbers = isinstance(lat, int | float) and isinstance(lon, int | float)
    if not numbers or not (-90 <= float(lat or 0) <= 90 and -180 <= float(lon or 0) <= 180):
        raise _LabelError(f"{where}: lat {lat} and lon {lon} are no point")
    return lat, lon
