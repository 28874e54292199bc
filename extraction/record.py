"""The flat records of the contract: what the JSONL, CSV and GeoJSON outputs and the store hold, key by key."""

from typing import Any

from extraction.types import Estimate, Location, PlaceMention, Report, ReportedIncident
from geo.place import Place

INCIDENT_KEYS = tuple(
    """incident_id report_id event_type sub_event_type date_start date_end time_precision date_prec_ucdp place_id
    place_name_ar place_name_en place_kind lat lon geo_precision where_prec_ucdp uncertainty_km admin1 admin2 admin3
    pcode perpetrators targets claimed_by killed_low killed_best killed_high injured_low injured_best injured_high
    casualties_shared weapons source url published evidence evidence_start evidence_end spans confidence
    flags""".split()
)
"""Keys of an incident record, in the order in which tables show them."""

PLACE_KEYS = tuple(
    """place_id place_name_ar place_name_en place_kind lat lon geo_precision where_prec_ucdp uncertainty_km
    admin1 admin2 admin3 pcode""".split()
)
"""Keys of a record that say where; they belong together."""

LIST_KEYS = ("perpetrators", "targets", "claimed_by", "weapons", "flags")
"""Keys whose values are lists of ids; flat formats join them with ``;``."""


def incident_record(incident: ReportedIncident, report: Report) -> dict[str, Any]:
    """Return the record of an incident with the keys of ``INCIDENT_KEYS``, ready for ``json.dumps``."""
    when, text = incident.date, incident.evidence_span
    record: dict[str, Any] = {
        "incident_id": incident.incident_id,
        "report_id": incident.report_id,
        "event_type": incident.event_type,
        "sub_event_type": incident.sub_event_type,
        "date_start": when.start.isoformat() if when else None,
        "date_end": when.end.isoformat() if when else None,
        "time_precision": when.time_precision if when else None,
        "date_prec_ucdp": when.date_prec_ucdp if when else None,
        **place_values(incident.location),
    }
    record["perpetrators"] = list(incident.perpetrators)
    record["targets"] = list(incident.targets)
    record["claimed_by"] = list(incident.claimed_by)
    record.update(_estimate("killed", incident.killed))
    record.update(_estimate("injured", incident.injured))
    record["casualties_shared"] = incident.casualties_shared
    record["weapons"] = list(incident.weapons)
    record["source"] = report.source
    record["url"] = report.url
    record["published"] = report.published.isoformat() if report.published else None
    record["evidence"] = report.text[text.start : text.end]
    record["evidence_start"] = text.start
    record["evidence_end"] = text.end
    record["spans"] = [
        {"field": item.field, "start": item.span.start, "end": item.span.end, "rule": item.rule}
        for item in incident.evidence
    ]
    record["confidence"] = incident.confidence
    record["flags"] = list(incident.flags)
    return record


def place_values(where: Location | None) -> dict[str, Any]:
    """Return the values of ``PLACE_KEYS`` for a location, all None where there is none."""
    named = {"place_name_ar": "name_ar", "place_name_en": "name_en", "place_kind": "kind"}
    return {key: getattr(where, named.get(key, key)) if where else None for key in PLACE_KEYS}


def _estimate(name: str, estimate: Estimate | None) -> dict[str, int | None]:
    return {f"{name}_{end}": getattr(estimate, end) if estimate else None for end in ("low", "best", "high")}


def place_record(mention: PlaceMention, report: Report, place: Place | None) -> dict[str, Any]:
    """Return the contract's record of a place mention; ``place`` is its ``geo.place.Place``, or None."""
    return {
        "report_id": report.report_id,
        "start": mention.span.start,
        "end": mention.span.end,
        "surface": mention.surface,
        "place_id": mention.place_id,
        "name_ar": place.name_ar if place else mention.surface,
        "name_en": place.name_en if place else None,
        "kind": place.kind if place else None,
        "lat": place.lat if place else None,
        "lon": place.lon if place else None,
        "score": round(mention.score, 3),
        "candidates": [
            {"place_id": c.place_id, "name": c.name, "score": round(c.score, 3), "reasons": list(c.reasons)}
            for c in mention.candidates
        ],
    }
