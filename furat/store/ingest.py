"""Reading reports into a workspace: each report whole or not at all, the same text once."""

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from extraction.pipeline import Extractor, read_report
from extraction.record import incident_record
from extraction.types import Reading, Report, ReportedIncident
from furat.errors import StoreError
from furat.store.database import Workspace, bump_revision
from furat.store.people import Person, Role, require
from furat.store.search import searchable
from furat.store.tables import IncidentRow, ReportedIncidentRow, ReportRow, SearchableRow, TombstoneRow

logger = logging.getLogger(__name__)

BATCH, BATCH_SECONDS = 50, 1.0
"""How many reports are kept in one transaction, and after what time it is ended: each waits for the disk, and for the
other processes that keep reports."""

LONGEST_ID = 255
"""Letters of a report id."""

_FROM_REPORT = frozenset({"source", "url", "published"})  # held once, in the row of the report


@dataclass(slots=True)
class IngestSummary:
    """What an ingest did. ``known`` counts texts that were there already; ``faults`` says what was refused and why."""

    added: int = 0
    known: int = 0
    incidents: int = 0
    faults: list[str] = field(default_factory=list)

    @property
    def seen(self) -> int:
        """Number of reports that were offered."""
        return self.added + self.known + len(self.faults)


@dataclass(frozen=True, slots=True)
class _Offer:
    """A report that was offered: its reading, or the fault that keeps it out, or neither where it is known."""

    report: Report
    reading: Reading | None = None
    fault: str | None = None


def ingest(
    workspace: Workspace,
    reports: Iterable[Report],
    extractor: Extractor,
    *,
    progress: Callable[[Report], None] | None = None,
    by: Person | None = None,
    batch: int = BATCH,
) -> IngestSummary:
    """Read reports and keep them with their incidents.

    A text that is there already (by SHA-256) is passed over, so that an ingest that was broken off is resumed by
    running it again. Some reports at a time are kept in one transaction: a kill leaves none half stored, and costs the
    reading of a second. A report that cannot be kept is a fault in the summary, and the rest is still kept.

    Args:
        workspace: Where to keep them. One of samples takes fictional reports only, any other real ones only.
        reports: The reports, read once and one at a time.
        extractor: Gazetteer and lexicons; their versions are stored with each report.
        progress: Called for each report when it is kept or refused.
        by: Who keeps them, where that is known.
        batch: How many reports to keep in one transaction at most.

    Raises:
        ReviewError: The person may not keep reports.
        WorkspaceError: The database cannot be written: a full disk, or another program that holds it.
    """
    if by is not None:
        require(by, Role.EDITOR)
    summary = IngestSummary()
    offers: list[_Offer] = []
    begun = time.monotonic()

    def settle() -> None:
        waiting, offers[:] = offers[:], []
        for settled in _settle(workspace, waiting, extractor, summary):
            if progress is not None:
                progress(settled)

    try:
        for report in reports:
            if not offers:
                begun = time.monotonic()
            offers.append(_read(workspace, report, extractor))
            if len(offers) >= batch or time.monotonic() - begun > BATCH_SECONDS:
                settle()
    finally:
        settle()  # what was read is kept, also where the reports end in an error
    return summary


def _read(workspace: Workspace, report: Report, extractor: Extractor) -> _Offer:
    try:
        _refuse_mixing(workspace, report)
        _refuse_unstorable(report)
        if _known(workspace, report):
            return _Offer(report)
        reading = read_report(report, extractor)
        check_reading(reading)
    except StoreError as error:
        return _Offer(report, fault=str(error))
    return _Offer(report, reading)


def _settle(
    workspace: Workspace, offers: Sequence[_Offer], extractor: Extractor, summary: IngestSummary
) -> Iterator[Report]:
    """Keep what was read, in one transaction, or one by one where that fails; yield each report when it is settled."""
    readings = [offer.reading for offer in offers if offer.reading is not None]
    together = _keep_together(workspace, readings, extractor)
    for offer in offers:
        if offer.fault is not None:
            summary.faults.append(offer.fault)
        elif offer.reading is None:
            summary.known += 1
        else:
            try:
                kept = together or _keep(workspace, offer.reading, extractor)
            except StoreError as error:
                summary.faults.append(str(error))
            else:
                summary.added += kept
                summary.known += not kept
                summary.incidents += len(offer.reading.incidents) if kept else 0
        yield offer.report


def _keep_together(workspace: Workspace, readings: Sequence[Reading], extractor: Extractor) -> bool:
    """Keep readings in one transaction; return False, with nothing kept, where one of them cannot be."""
    if not readings:
        return True
    try:
        with workspace.session(write=True) as session:
            for reading in readings:
                _refuse_purged(session, reading.report)  # somebody may have purged it while it was read
                _insert(session, reading, extractor, datetime.now(UTC))
            bump_revision(session)
    except (IntegrityError, StoreError):
        return False
    logger.info("kept %d reports", len(readings))
    return True


def _keep(workspace: Workspace, reading: Reading, extractor: Extractor) -> bool:
    """Keep one reading; return False where another process has kept the same text in between.

    Raises:
        StoreError: The text was purged, or its incidents clash with stored ones.
    """
    report = reading.report
    try:
        with workspace.session(write=True) as session:
            _refuse_purged(session, report)
            _insert(session, reading, extractor, datetime.now(UTC))
            bump_revision(session)
    except IntegrityError as error:
        if _known(workspace, report):
            return False
        raise StoreError(
            f"report {report.report_id}: its incidents clash with stored ones ({error.orig}). "
            "Give the report another id."
        ) from error
    return True


def _insert(session: Session, reading: Reading, extractor: Extractor, now: datetime) -> None:
    """Write a report with its incidents, each table in one statement: an object for each row takes twice as long."""
    report, incidents = reading.report, reading.incidents
    rows = {
        ReportRow: [report_values(report, extractor, now)],
        IncidentRow: [{"incident_id": incident.incident_id, "created_at": now} for incident in incidents],
        ReportedIncidentRow: [incident_values(incident, report) for incident in incidents],
        SearchableRow: passages(reading),
    }
    connection = session.connection()
    for table, values in rows.items():
        if values:
            connection.execute(insert(table.__table__), values)  # type: ignore[arg-type]


def _refuse_mixing(workspace: Workspace, report: Report) -> None:
    if report.fictional and not workspace.fictional:
        raise StoreError(
            f"report {report.report_id} is marked fictional, and this workspace holds real reports. "
            "Fictional reports go into a workspace of samples."
        )
    if workspace.fictional and not report.fictional:
        raise StoreError(
            f"report {report.report_id} is not marked fictional, and this workspace holds fictional samples only. "
            "Choose a workspace of your own with --workspace."
        )


def _refuse_unstorable(report: Report) -> None:
    """Refuse what one of the databases cannot hold, on both alike: what is kept here can then be moved there."""
    if len(report.report_id) > LONGEST_ID:
        raise StoreError(
            f"report {report.report_id[:40]}...: the id has {len(report.report_id)} letters, {LONGEST_ID} at most are "
            "kept. Give it a shorter one."
        )
    for name in ("report_id", "text", "title", "source", "url"):
        if not _is_storable(getattr(report, name) or ""):
            raise StoreError(
                f"report {report.report_id[:40]!r}: the {name} holds a NUL or half of a character, which no database "
                "keeps. Export the text anew."
            )


def _is_storable(value: str) -> bool:
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return "\x00" not in value


def _known(workspace: Workspace, report: Report) -> bool:
    """Whether the text is there; the same id with another text is an error that names both."""
    with workspace.session() as session:
        _refuse_purged(session, report)
        if session.scalar(select(ReportRow.report_id).where(ReportRow.sha256 == report.sha256)) is not None:
            return True
        held = session.get(ReportRow, report.report_id)
        if held is None:
            return False
        if held.sha256 == report.sha256:  # kept by another process between the two questions
            return True
        raise StoreError(
            f"report {report.report_id}: the id belongs to another text. Stored is {held.sha256[:16]} "
            f"({_about(held.title, held.published)}), offered is {report.sha256[:16]} "
            f"({_about(report.title, report.published)}). Give one of them another id."
        )


def _refuse_purged(session: Session, report: Report) -> None:
    stone = session.get(TombstoneRow, report.sha256)
    if stone is not None:
        raise StoreError(
            f"report {report.report_id}: this text was purged on {stone.at.date()} by {stone.who} ({stone.reason}), "
            "and is not kept again. Take it out of what you read in."
        )


def _about(title: str | None, published: date | None) -> str:
    return ", ".join((title or "no title", f"published {published}" if published else "no date"))


def check_reading(reading: Reading) -> None:
    """Refuse a reading that would put wrong evidence into the database: better no incident than a false one."""
    report, seen = reading.report, set()
    for incident in reading.incidents:
        spans = [incident.evidence_span, *(item.span for item in incident.evidence)]
        if incident.report_id != report.report_id:
            fault = f"belongs to report {incident.report_id}"
        elif incident.incident_id in seen:
            fault = "stands twice in the reading"
        elif any(not 0 <= span.start <= span.end <= len(report.text) for span in spans):
            fault = "points at words outside the text"
        else:
            seen.add(incident.incident_id)
            continue
        raise StoreError(
            f"report {report.report_id}: incident {incident.incident_id} {fault}. This is a fault of the rules: "
            "please report it with the text."
        )


def report_values(report: Report, extractor: Extractor, now: datetime) -> dict[str, Any]:
    """Return the values of a report's row."""
    return {
        "report_id": report.report_id,
        "sha256": report.sha256,
        "text": report.text,
        "title": report.title,
        "published": report.published,
        "source": report.source,
        "url": report.url,
        "fictional": report.fictional,
        "rules_version": extractor.version,
        "gazetteer_version": extractor.gazetteer.version,
        "ingested_at": now,
    }


def passages(reading: Reading) -> list[dict[str, Any]]:
    """Return the values of the rows under which the words of a reading are found: one for each telling passage."""
    report = reading.report
    spans = sorted({(incident.evidence_span.start, incident.evidence_span.end) for incident in reading.incidents})
    return [searchable(report.report_id, start, end, report.text[start:end], report.title) for start, end in spans]


def incident_values(incident: ReportedIncident, report: Report) -> dict[str, Any]:
    """Return the values of a reported incident's row, as the rules read it: an event of its own until it is linked."""
    record: dict[str, Any] = incident_record(incident, report)
    values = {key: value for key, value in record.items() if key not in _FROM_REPORT}
    values["date_start"] = incident.date.start if incident.date else None
    values["date_end"] = incident.date.end if incident.date else None
    return {**values, "event_id": incident.incident_id, "version": 1}
