"""Labelled documents out of a review: what people decided of a report is what it should have been read as.

The form is that of ``docs/labelling.md``, without ``places``: a review decides on incidents, not on every mention.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from extraction.types import Report
from furat.store.database import Workspace
from furat.store.review.decided import reviewed
from furat.store.tables import REJECTED

_COUNTS = ("killed_low", "killed_high", "injured_low", "injured_high")


@dataclass(slots=True)
class Labelled:
    """How many reports became labelled documents, and those that could not, with the incident that stood against."""

    written: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)


def labelled_documents(workspace: Workspace, report_ids: Iterable[str], summary: Labelled) -> Iterator[dict[str, Any]]:
    """Yield the labelled documents of reports that are decided, and count them in ``summary``.

    An incident without a place can be no label: its report is left out, since without it the rest would not be all
    that the report tells.
    """
    for report, incidents in reviewed(workspace, list(report_ids)):
        kept = [incident for incident in _events(incidents) if incident["review"] != REJECTED]
        nowhere = next((incident for incident in kept if not (incident["place_name_ar"] or "").strip()), None)
        if nowhere is not None:
            summary.refused.append((report.report_id, nowhere["incident_id"]))
            continue
        summary.written += 1
        yield labelled_document(report, kept)


def labelled_document(report: Report, incidents: Iterable[Mapping[str, Any]]) -> dict[str, Any]:
    """Return a report with its incidents as labels, as JSON writes them."""
    return {
        "id": report.report_id,
        "title": report.title,
        "source": report.source,
        "url": report.url,
        "published": report.published.isoformat() if report.published else None,
        "text": report.text,
        "fictional": report.fictional,
        "incidents": [_label(incident) for incident in incidents],
    }


def _label(incident: Mapping[str, Any]) -> dict[str, Any]:
    start, end, shared = incident["date_start"], incident["date_end"], incident["casualties_shared"]
    return {
        "sub_event_types": [incident["sub_event_type"]],
        "date_start": start.isoformat() if start else None,
        "date_end": end.isoformat() if end else None,
        "place_name_ar": incident["place_name_ar"],
        "place_kind": incident["place_kind"],
        "lat": incident["lat"],
        "lon": incident["lon"],
        "perpetrators": list(incident["perpetrators"]),
        "targets": list(incident["targets"]),
        **{key: None if shared else incident[key] for key in _COUNTS},
        "casualties_shared": shared,
        "optional": False,
        "note": None,
        "event": incident["event_id"],  # so that linking is measured on what people decided as well
        "evidence": incident["evidence"],
    }


def _events(incidents: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return one incident for each event: what people joined within a report is one event told twice.

    Of those that were not rejected the one that leads the event is taken, since it holds what was corrected.
    """
    by_event: dict[str, list[dict[str, Any]]] = {}
    for incident in incidents:
        by_event.setdefault(incident["event_id"], []).append(incident)
    return [
        min(told, key=lambda one: (one["review"] == REJECTED, one["incident_id"] != event))
        for event, told in by_event.items()
    ]
