"""Reading kept reports anew, by newer rules or with a larger gazetteer, without touching what people decided."""

import logging
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import inspect, or_, select
from sqlalchemy.orm import Session

from extraction.pipeline import Extractor, read_report
from extraction.types import Reading, Report, Span
from furat.errors import StoreError
from furat.store.database import Workspace, bump_revision
from furat.store.frame import report as kept_report
from furat.store.ingest import check_reading, incident_values, passages
from furat.store.tables import BY_RULES, OPEN, IncidentRow, ReportedIncidentRow, ReportRow, SearchableRow

logger = logging.getLogger(__name__)

_KEPT = frozenset({"incident_id", "report_id", "event_id", "review", "as_read", "origin", "lost", "linker", "version"})
"""Columns that a reading does not fill."""


@dataclass(frozen=True, slots=True)
class Difference:
    """What became of one incident: ``new``, ``changed`` (with the columns), or ``lost`` (no longer read)."""

    report_id: str
    incident_id: str
    kind: str
    columns: tuple[str, ...] = ()


@dataclass(slots=True)
class RereadSummary:
    """What a reading anew did: reports that were read, incidents that stayed as they were or were decided by people and
    left alone, and the differences."""

    reports: int = 0
    same: int = 0
    decided: int = 0
    differences: list[Difference] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)

    def count(self, kind: str) -> int:
        """Return the number of differences of a kind."""
        return sum(difference.kind == kind for difference in self.differences)


def outdated(workspace: Workspace, extractor: Extractor) -> list[str]:
    """Return the ids of the reports that other rules or another gazetteer read."""
    row = ReportRow
    other = or_(row.rules_version != extractor.version, row.gazetteer_version != extractor.gazetteer.version)
    with workspace.session() as session:
        return list(session.scalars(select(row.report_id).where(other).order_by(row.report_id)))


def reread(
    workspace: Workspace, extractor: Extractor, *, progress: Callable[[str], object] | None = None
) -> RereadSummary:
    """Read the outdated reports anew, each in one transaction: what was broken off is taken up by running again.

    An incident of the new reading is the one that was kept where both have the same id, else where their evidence
    overlaps, the same place and type before others. What people decided is not touched; an incident that waits for
    review takes the new values; one that the new rules no longer read stays, is marked as lost, and stands at the head
    of the review queue.

    Args:
        workspace: Where the reports are kept.
        extractor: The newer rules.
        progress: Called with the id of each report that was read.
    """
    summary = RereadSummary()
    for report_id in outdated(workspace, extractor):
        report = kept_report(workspace, report_id)
        if report is None:  # purged by somebody else in the meantime
            continue
        try:
            reading = read_report(report, extractor)
            check_reading(reading)
            with workspace.session(write=True) as session:
                _take_over(session, reading, extractor, summary)
        except StoreError as error:
            summary.faults.append(str(error))
        else:
            summary.reports += 1
        if progress is not None:
            progress(report_id)
    return summary


def _take_over(session: Session, reading: Reading, extractor: Extractor, summary: RereadSummary) -> None:
    report = reading.report
    kept = session.get(ReportRow, report.report_id)
    if kept is None:
        return
    row = ReportedIncidentRow
    query = select(row).where(row.report_id == report.report_id, row.origin == BY_RULES).order_by(row.incident_id)
    old = session.scalars(query).all()
    new = [ReportedIncidentRow(**incident_values(incident, report)) for incident in reading.incidents]
    pairs = match(old, new)
    for before, after in pairs:
        if before.review != OPEN:
            summary.decided += 1
        else:
            _renew(before, after, report, summary)
    found_old, found_new = {id(before) for before, _ in pairs}, {id(after) for _, after in pairs}
    for before in old:
        if id(before) in found_old:
            continue
        if before.review != OPEN:
            summary.decided += 1
        elif before.lost:
            summary.same += 1
        else:
            before.lost = True
            summary.differences.append(Difference(report.report_id, before.incident_id, "lost"))
    now = datetime.now(UTC)
    for after in new:
        if id(after) not in found_new:
            session.add(IncidentRow(incident_id=after.incident_id, created_at=now))
            session.flush()
            session.add(after)
            summary.differences.append(Difference(report.report_id, after.incident_id, "new"))
    for passage in passages(reading):
        session.merge(SearchableRow(**passage))
    kept.rules_version, kept.gazetteer_version = extractor.version, extractor.gazetteer.version
    bump_revision(session)


def match(
    old: Sequence[ReportedIncidentRow], new: Sequence[ReportedIncidentRow]
) -> list[tuple[ReportedIncidentRow, ReportedIncidentRow]]:
    """Pair kept incidents with those of a new reading of the same report, one to one, best first."""
    scored = sorted(
        ((_likeness(before, after), i, j) for i, before in enumerate(old) for j, after in enumerate(new)),
        key=lambda item: (-item[0], item[1], item[2]),
    )
    pairs, taken_old, taken_new = [], set(), set()
    for likeness, i, j in scored:
        if likeness > 0 and i not in taken_old and j not in taken_new:
            taken_old.add(i)
            taken_new.add(j)
            pairs.append((old[i], new[j]))
    return pairs


def _likeness(before: ReportedIncidentRow, after: ReportedIncidentRow) -> float:
    """0 where the evidence does not overlap; the same id is certain. Where a person moved a place or changed a type,
    what the rules had read counts."""
    if before.incident_id == after.incident_id:
        return 10.0
    spans = Span(before.evidence_start, before.evidence_end), Span(after.evidence_start, after.evidence_end)
    if not spans[0].overlaps(spans[1]):
        return 0.0
    shared = min(spans[0].end, spans[1].end) - max(spans[0].start, spans[1].start)
    whole = max(spans[0].end, spans[1].end) - min(spans[0].start, spans[1].start)
    read = before.as_read or {}
    same_place: bool = read.get("place_id", before.place_id) == after.place_id
    same_type: bool = read.get("sub_event_type", before.sub_event_type) == after.sub_event_type
    return shared / whole + 2.0 * same_place + 1.0 * same_type


def _renew(before: ReportedIncidentRow, after: ReportedIncidentRow, report: Report, summary: RereadSummary) -> None:
    columns = [column.key for column in inspect(ReportedIncidentRow).columns if column.key not in _KEPT]
    differing = tuple(key for key in columns if _value(getattr(before, key)) != _value(getattr(after, key)))
    for key in differing:
        setattr(before, key, getattr(after, key))
    if before.lost or differing:
        before.lost = False
        before.linker = None  # other values may make it another event
        summary.differences.append(Difference(report.report_id, before.incident_id, "changed", differing))
    else:
        summary.same += 1


def _value(value: Any) -> Any:
    return list(value) if isinstance(value, tuple) else value
