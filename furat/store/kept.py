"""The reports that a workspace keeps, some at a time, with how many incidents each tells."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, false, func, or_, select
from sqlalchemy.orm import Session

from furat.store.database import Workspace
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
    func.substr(ReportRow.text, 1, BEGINNING),
)


def kept_reports(workspace: Workspace, *, words: str = "", limit: int = 20, offset: int = 0) -> KeptPage:
    """Return the kept reports, newest first by their day of publication, undated ones last.

    Args:
        workspace: Where they are kept.
        words: Only those with this in their id, source or title; no sign in it is a pattern.
        limit: How many at most.
        offset: How many to pass over.
    """
    asked = _holding(workspace, words.strip())
    with workspace.session() as session:
        dated = _count(session, ReportRow.published.is_not(None), *asked)
        undated = _count(session, ReportRow.published.is_(None), *asked)
        # Two questions, each in the order of an index: where the undated ones come first differs by database.
        rows = list(
            session.execute(
                select(*_COLUMNS)
                .where(ReportRow.published.is_not(None), *asked)
                .order_by(ReportRow.published.desc(), ReportRow.report_id)
                .limit(limit)
                .offset(offset)
            )
        )
        if len(rows) < limit:
            rows += session.execute(
                select(*_COLUMNS)
                .where(ReportRow.published.is_(None), *asked)
                .order_by(ReportRow.report_id)
                .limit(limit - len(rows))
                .offset(max(0, offset - dated))
            )
        counts = _incidents(session, [row.report_id for row in rows])
    return KeptPage(
        tuple(KeptReport(*row, incidents=counts.get(row.report_id, 0)) for row in rows),
        dated + undated,
    )


def _holding(workspace: Workspace, words: str) -> list[ColumnElement[bool]]:
    if not words:
        return []
    if not _can_be_asked(words):
        return [false()]
    place = func.instr if workspace.engine.dialect.name == "sqlite" else func.strpos
    columns = (ReportRow.report_id, ReportRow.source, ReportRow.title)
    return [or_(*(place(func.lower(column), words.lower()) > 0 for column in columns))]


def _can_be_asked(words: str) -> bool:
    """Whether a database takes the words as a value at all."""
    return "\x00" not in words and not any("\ud800" <= char <= "\udfff" for char in words)


def _count(session: Session, *conditions: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).select_from(ReportRow).where(*conditions)) or 0


def _incidents(session: Session, report_ids: list[str]) -> dict[str, int]:
    row = ReportedIncidentRow
    query = (
        select(row.report_id, func.count(row.event_id.distinct()))
        .where(row.report_id.in_(report_ids), row.review != REJECTED)
        .group_by(row.report_id)
    )
    return {report_id: int(count) for report_id, count in session.execute(query)}
