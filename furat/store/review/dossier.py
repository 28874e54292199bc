"""All that is known of one incident, for whoever decides on it: reports, claims, links, the trail."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import inspect, or_, select

from extraction.types import Report
from furat.errors import ReviewError
from furat.store.database import Workspace
from furat.store.frame import report_of
from furat.store.linking.combine import Claim, claims
from furat.store.review.audit import Change, history
from furat.store.tables import REJECTED, LinkRow, ReportedIncidentRow, ReportRow


@dataclass(frozen=True, slots=True)
class Telling:
    """One reported incident with its report: ``values`` are the columns of its row."""

    values: Mapping[str, Any]
    report: Report


@dataclass(frozen=True, slots=True)
class Link:
    """Two reported incidents that were linked: how surely, and the words for and (with a minus) against it."""

    first_id: str
    second_id: str
    score: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Dossier:
    """An incident with every report that tells it, in the order of publication; rejected ones are among them."""

    event_id: str
    tellings: Sequence[Telling]
    killed: Sequence[Claim]
    injured: Sequence[Claim]
    links: Sequence[Link]
    changes: Sequence[Change]


def dossier(workspace: Workspace, incident_id: str) -> Dossier:
    """Return what is known of an incident, by its id or that of one of its reported incidents.

    Raises:
        ReviewError: There is no such incident.
    """
    row = ReportedIncidentRow
    names = [column.key for column in inspect(row).columns]
    with workspace.session() as session:
        event_id = session.scalar(
            select(row.event_id).where(or_(row.event_id == incident_id, row.incident_id == incident_id))
        )
        if event_id is None:
            raise ReviewError(f"There is no incident {incident_id!r}. The ids stand in every export and on every card.")
        found = session.execute(
            select(row, ReportRow)
            .join(ReportRow, ReportRow.report_id == row.report_id)
            .where(row.event_id == event_id)
            .order_by(ReportRow.published.is_(None), ReportRow.published, row.report_id, row.incident_id)
        ).all()
        tellings = [Telling({name: getattr(told, name) for name in names}, report_of(report)) for told, report in found]
        ids = [telling.values["incident_id"] for telling in tellings]
        links = [
            Link(link.first_id, link.second_id, link.score, tuple(link.reasons))
            for link in session.scalars(
                select(LinkRow)
                .where(LinkRow.first_id.in_(ids), LinkRow.second_id.in_(ids))
                .order_by(LinkRow.score.desc(), LinkRow.first_id, LinkRow.second_id)
            )
        ]
    rows = [
        {**telling.values, "published": telling.report.published, "corrected": tuple(telling.values["as_read"] or ())}
        for telling in tellings
        if telling.values["review"] != REJECTED
    ]
    return Dossier(
        event_id, tellings, claims(rows, "killed"), claims(rows, "injured"), links, history(workspace, event_id)
    )
