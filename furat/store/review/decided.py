"""Reports of which people have decided every incident: what a review leaves behind, ready to be learnt from."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import case, func, inspect, select

from extraction.types import Report
from furat.errors import ReviewError
from furat.store.database import Workspace
from furat.store.frame import report as stored_report
from furat.store.linking.groups import chunks
from furat.store.tables import OPEN, ReportedIncidentRow, ReportRow


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a review is: ids of the reports that are decided, and of those that wait for a decision at least."""

    decided: tuple[str, ...]
    waiting: tuple[str, ...]


def progress(workspace: Workspace, report_ids: Sequence[str] = ()) -> Progress:
    """Return how far the review is, of all reports or of some; reports that tell no incident are in neither list.

    Raises:
        ReviewError: There is no report of one of the ids.
    """
    row = ReportedIncidentRow
    query = select(row.report_id, func.sum(case((row.review == OPEN, 1), else_=0))).group_by(row.report_id)
    with workspace.session() as session:
        for report_id in report_ids:
            if session.scalar(select(ReportRow.report_id).where(ReportRow.report_id == report_id)) is None:
                raise ReviewError(f"There is no report {report_id!r}. The ids stand in every export and on every card.")
        found = session.execute(query.order_by(row.report_id)).all()
    kept = {report_id: waiting for report_id, waiting in found if not report_ids or report_id in report_ids}
    return Progress(
        tuple(report_id for report_id, waiting in kept.items() if not waiting),
        tuple(report_id for report_id, waiting in kept.items() if waiting),
    )


def reviewed(workspace: Workspace, report_ids: Sequence[str]) -> Iterator[tuple[Report, list[dict[str, Any]]]]:
    """Yield reports with the present columns of their reported incidents, in the order of the text.

    They are read a few at a time: the texts of a large workspace need not fit into memory.
    """
    row = ReportedIncidentRow
    columns = [column.key for column in inspect(row).columns]
    for some in chunks(report_ids):
        incidents: dict[str, list[dict[str, Any]]] = {report_id: [] for report_id in some}
        with workspace.session() as session:
            query = select(row).where(row.report_id.in_(some)).order_by(row.evidence_start, row.incident_id)
            for found in session.scalars(query):
                incidents[found.report_id].append({key: getattr(found, key) for key in columns})
        for report_id in some:
            report = stored_report(workspace, report_id)
            if report is not None:  # purged a moment ago
                yield report, incidents[report_id]
