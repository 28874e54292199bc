"""Linking what a workspace holds: reported incidents that wait are compared with their neighbours in place and time.

Only what is new, was corrected, or was compared by other weights is compared; some thousand at a time, each batch one
transaction, so that a linking that was broken off is taken up by running it again.
"""

import logging
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from sqlalchemy import ColumnElement, and_, delete, func, insert, or_, select, update
from sqlalchemy.orm import Session

from furat.store.database import Workspace, bump_revision
from furat.store.linking.account import Account, account
from furat.store.linking.block import TOLD_WITHIN_DAYS, candidates, covered_days
from furat.store.linking.cluster import pair
from furat.store.linking.compare import WIDEST_DAYS, Linker
from furat.store.linking.groups import chunks, regroup
from furat.store.tables import REJECTED, LinkRow, ReportedIncidentRow, ReportRow

logger = logging.getLogger(__name__)

BATCH = 2000
"""Reported incidents in one transaction: enough for speed, few enough that another writer need not wait long."""

_COLUMNS = (
    "incident_id report_id sub_event_type date_start date_end place_id place_name_ar lat lon geo_precision "
    "uncertainty_km perpetrators targets killed_low killed_high injured_low injured_high casualties_shared evidence"
).split()


@dataclass(slots=True)
class LinkSummary:
    """What a linking did: how many reported incidents were compared, how many pairs of them are links now, and how
    many tell another incident than before."""

    compared: int = 0
    links: int = 0
    moved: int = 0


def link(
    workspace: Workspace, linker: Linker, *, batch: int = BATCH, progress: Callable[[int], object] | None = None
) -> LinkSummary:
    """Link the reported incidents that wait; what people joined or separated stays so.

    Args:
        workspace: Where they are kept.
        linker: The weights.
        batch: How many to compare in one transaction.
        progress: Called after each batch with the number compared in it.
    """
    summary = LinkSummary()
    while True:
        with workspace.session(write=True) as session:
            waiting = _waiting(session, linker.version, batch)
            if not waiting:
                return summary
            found, moved = _link_batch(session, waiting, linker)
            if found or moved:
                bump_revision(session)
        summary.compared += len(waiting)
        summary.links += found
        summary.moved += moved
        logger.info("compared %d reported incidents: %d links", len(waiting), found)
        if progress is not None:
            progress(len(waiting))


def waiting_count(workspace: Workspace, linker: Linker) -> int:
    """Return how many reported incidents wait to be compared."""
    with workspace.session() as session:
        return session.scalar(select(func.count()).where(_waits(linker.version))) or 0


def _link_batch(session: Session, waiting: Sequence[str], linker: Linker) -> tuple[int, int]:
    new = set(waiting)
    told: list[Account] = []
    for some in chunks(waiting):
        told += _fetch(session, ReportedIncidentRow.incident_id.in_(some), linker)
    told += _neighbours(session, told, linker)
    links = []
    for one, other in candidates(told):
        if one.incident_id in new or other.incident_id in new:
            score, reasons = linker.score(one, other)
            if score >= linker.threshold:
                first, second = pair(one.incident_id, other.incident_id)
                links.append(
                    {"first_id": first, "second_id": second, "score": round(score, 3), "reasons": list(reasons)}
                )
    touched = new | _forget(session, waiting)
    if links:
        session.execute(insert(LinkRow), links)
    moved = regroup(session, touched)
    for some in chunks(waiting):
        session.execute(
            update(ReportedIncidentRow)
            .where(ReportedIncidentRow.incident_id.in_(some))
            .values(linker=linker.version)
            .execution_options(synchronize_session=False)
        )
    return len(links), len(moved)


def _waits(version: str) -> ColumnElement[bool]:
    row = ReportedIncidentRow
    return and_(or_(row.linker.is_(None), row.linker != version), row.review != REJECTED)


def _waiting(session: Session, version: str, batch: int) -> list[str]:
    """Return the next ones, neighbours in time together."""
    row = ReportedIncidentRow
    query = select(row.incident_id).where(_waits(version)).order_by(row.date_start, row.incident_id).limit(batch)
    return list(session.scalars(query))


def _forget(session: Session, ids: Sequence[str]) -> set[str]:
    """Take away the links of those that are compared anew; return what was linked with them."""
    others: set[str] = set()
    for some in chunks(ids):
        touching = or_(LinkRow.first_id.in_(some), LinkRow.second_id.in_(some))
        for link_ in session.execute(select(LinkRow.first_id, LinkRow.second_id).where(touching)):
            others |= {link_.first_id, link_.second_id}
        session.execute(delete(LinkRow).where(touching))
    return others


def _neighbours(session: Session, told: Sequence[Account], linker: Linker) -> list[Account]:
    """Return the accounts of the days that these may touch, and those without a date that were published then.

    Those that wait themselves are left out: each pair is compared once, when the later of the two has its turn.
    """
    row = ReportedIncidentRow
    found: dict[str, Account] = {}
    for first, last in _spans(covered_days(one) for one in told):
        dated = and_(
            row.date_start.between(first - timedelta(days=WIDEST_DAYS + 1), last + timedelta(days=1)),
            row.date_end >= first - timedelta(days=1),
        )
        undated = and_(
            row.date_start.is_(None),
            ReportRow.published.between(first - timedelta(days=1), last + timedelta(days=TOLD_WITHIN_DAYS + 1)),
        )
        for one in _fetch(
            session, and_(or_(dated, undated), row.linker == linker.version, row.review != REJECTED), linker
        ):
            found[one.incident_id] = one
    return list(found.values())


def _spans(days: Iterable[tuple[date, date] | None]) -> list[tuple[date, date]]:
    """Return the days as few spans that lie apart from each other."""
    spans: list[tuple[date, date]] = []
    for first, last in sorted(one for one in days if one is not None):
        if spans and first <= spans[-1][1] + timedelta(days=1):
            spans[-1] = spans[-1][0], max(last, spans[-1][1])
        else:
            spans.append((first, last))
    return spans


def _fetch(session: Session, condition: ColumnElement[bool], linker: Linker) -> list[Account]:
    columns = [getattr(ReportedIncidentRow, name) for name in _COLUMNS]
    query = (
        select(*columns, ReportRow.published)
        .join(ReportRow, ReportRow.report_id == ReportedIncidentRow.report_id)
        .where(condition)
    )
    rows = ({str(key): value for key, value in row.items()} for row in session.execute(query).mappings())
    return [account(row, row["published"], linker.known_words) for row in rows]
