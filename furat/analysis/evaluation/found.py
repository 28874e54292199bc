"""What was read, in the form in which it is compared with labels: taken from the records of the contract."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from extraction.record import incident_record, place_record
from extraction.types import Reading
from geo.gazetteer import Gazetteer


@dataclass(frozen=True, slots=True)
class FoundMention:
    """A place mention that was read. ``names`` are the names under which it may agree with a label."""

    start: int
    end: int
    surface: str
    names: tuple[str, ...]
    kind: str | None
    lat: float | None
    lon: float | None


@dataclass(frozen=True, slots=True)
class FoundIncident:
    """A reported incident that was read."""

    sub_event_type: str | None
    date_start: date | None
    date_end: date | None
    names: tuple[str, ...]
    lat: float | None
    lon: float | None
    perpetrators: frozenset[str]
    targets: frozenset[str]
    killed: tuple[int | None, int | None]
    injured: tuple[int | None, int | None]
    confidence: float | None


def found_mention(record: Mapping[str, Any]) -> FoundMention:
    """Return the mention of a record as ``furat places`` writes it."""
    return FoundMention(
        record["start"],
        record["end"],
        record.get("surface") or "",
        tuple(record[key] for key in ("name_ar", "surface") if record.get(key)),
        record.get("kind"),
        record.get("lat"),
        record.get("lon"),
    )


def found_incident(record: Mapping[str, Any]) -> FoundIncident:
    """Return the incident of a record as ``furat extract`` writes it."""
    return FoundIncident(
        record.get("sub_event_type"),
        _day(record.get("date_start")),
        _day(record.get("date_end")),
        tuple(record[key] for key in ("place_name_ar",) if record.get(key)),
        record.get("lat"),
        record.get("lon"),
        frozenset(record.get("perpetrators") or ()),
        frozenset(record.get("targets") or ()),
        (record.get("killed_low"), record.get("killed_high")),
        (record.get("injured_low"), record.get("injured_high")),
        record.get("confidence"),
    )


def found_in(reading: Reading, gazetteer: Gazetteer) -> tuple[list[FoundMention], list[FoundIncident]]:
    """Return what a reading holds. It goes through the records, so that what users get is what is measured."""
    mentions = [
        found_mention(place_record(mention, reading.report, gazetteer.get(mention.place_id)))
        for mention in reading.places
    ]
    incidents = [found_incident(incident_record(incident, reading.report)) for incident in reading.incidents]
    return mentions, incidents


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text[:10]) if text else None
