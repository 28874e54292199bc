"""The reports that a workspace keeps, some at a time, with how many incidents each tells."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import func, select, union
from sqlalchemy.orm import Session, aliased

from furat.store.database import Workspace
from furat.store.linking.groups import chunks
from furat.store.tables import REJECTED, ReportedIncidentRow, ReportRow

BEGINNING = 160
"""Letters of a text that stand for a report without a title."""


@dataclass(frozen=True, slots=True)
class KeptReport:
    """A kept report with the beginning of its text. ``incidents`` counts those that it tells and nobody rejected."""

    report_id: str
    title: str | None
    published: date | None
    source: str | None
    fictional: bool
    ingested_at: datetime
    beginning: str
    incidents: int


@dataclass(frozen=True, slots=True)
class KeptPage:
    """Some of the kept reports, and how many there are in all."""

    reports: tuple[KeptReport, ...]
    total: int


_COLUMNS = (
    ReportRow.report_id,
    ReportRow.title,
    ReportRow.published,
    ReportRow.source,
    ReportRow.fictional,
    ReportRow.ingested_at,
    func.substr(ReportRow.text, 1, BEGINNING).label("beginning"),
)


def kept_reports(workspace: Workspace, *, words: str = "", limit: int = 20, offset: int = 0) -> KeptPage:
    """Return the kept reports, newest first by their day of publication, undated ones last.

    Args:
        workspace: Where they are kept.
        words: Only those with this in their id or source; no sign in it is a pattern.
        limit: How many at most.
        offset: How many to pass over.
    """
    with workspace.session() as session:
        # The ids first: texts lie in the rows, and all that are passed over would be read with them.
        if words.strip():
            ids, total = _found(session, words.strip().lower(), limit, offset)
        else:
            ids, total = _all(session, limit, offset)
        rows = {row.report_id: row for row in session.execute(select(*_COLUMNS).where(ReportRow.report_id.in_(ids)))}
        counts = _incidents(session, ids)
    return KeptPage(
        tuple(KeptReport(**rows[key]._mapping, incidents=counts.get(key, 0)) for key in ids if key in rows), total
    )


def _all(session: Session, limit: int, offset: int) -> tuple[list[str], int]:
    """Return ids in order, and how many there are.

    Two questions, each in the order of the index: where the undated ones stand in it differs by database.
    """
    row = ReportRow
    dated = session.scalar(select(func.count(row.published))) or 0
    total = session.scalar(select(func.count()).select_from(row)) or 0
    newest = select(row.report_id).where(row.published.is_not(None)).order_by(row.published.desc(), row.report_id)
    ids = list(session.scalars(newest.limit(limit).offset(offset)))
    if len(ids) < limit:
        undated = select(row.report_id).where(row.published.is_(None)).order_by(row.report_id)
        ids += session.scalars(undated.limit(limit - len(ids)).offset(max(0, offset - dated)))
    return ids, total


def _found(session: Session, words: str, limit: int, offset: int) -> tuple[list[str], int]:
    """Return the ids, in order, of reports whose id or source holds the words, and how many there are.

    Ids and sources are looked through in their indexes alone, which is far quicker than row by row.
    """
    if not _can_be_asked(words):
        return [], 0
    row, other = ReportRow, aliased(ReportRow)
    place = func.instr if session.get_bind().dialect.name == "sqlite" else func.strpos
    sources = [one for one in session.scalars(select(row.source).distinct()) if one and words in one.lower()]
    by_id = select(other.report_id).where(place(func.lower(other.report_id), words) > 0)
    matching = union(
        select(row.report_id, row.published).where(row.report_id.in_(by_id)),
        *(select(row.report_id, row.published).where(row.source.in_(some)) for some in chunks(sources)),
    ).subquery()
    total = session.scalar(select(func.count()).select_from(matching)) or 0
    order = (matching.c.published.is_(None), matching.c.published.desc(), matching.c.report_id)
    return list(session.scalars(select(matching.c.report_id).order_by(*order).limit(limit).offset(offset))), total


def _can_be_asked(words: str) -> bool:
    """Whether a database takes the words as a value at all."""
    return "\x00" not in words and not any("\ud800" <= char <= "\udfff" for char in words)


def _incidents(session: Session, report_ids: list[str]) -> dict[str, int]:
    row = ReportedIncidentRow
    query = (
        select(row.report_id, func.count(row.event_id.distinct()))
        .where(row.report_id.in_(report_ids), row.review != REJECTED)
        .group_by(row.report_id)
    )
    return {report_id: int(count) for report_id, count in session.execute(query)}
